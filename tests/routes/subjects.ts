import { renderPaper } from '../../src/demo/paper.ts'
import { within } from '../../src/registry/index.ts'
import type { Visitor } from '../app.ts'
import { subjectsOf, type TestMarket } from '../market.ts'

// biome-ignore lint/suspicious/noExplicitAny: states of several modules, read where they are expected.
type State = any

export interface Actor {
  kind: string
  organisation: string
  region: string
}

interface Kind {
  table: string
  /** Statuses in which the subject, or that there is one, is no secret: it has been published. */
  published: readonly string[]
  /** Statuses in which anyone may read the subject itself, signed in or not. */
  open?: readonly string[]
  /** Lists for everyone on which the law puts the subject in a status. */
  listed?: Readonly<Record<string, readonly string[]>>
  /** Who may know of it, said once more and apart from the code that decides it. */
  mayKnow(state: State, actor: Actor): boolean
}

const watches = ({ kind }: Actor) => kind === 'management' || kind === 'audit'
const isOneOf = ({ organisation }: Actor, ...bodies: ({ id: string } | undefined)[]) =>
  bodies.some((body) => body?.id === organisation)

/** Every kind of subject that the API names by an id, by its plural. */
export const subjectKinds: Record<string, Kind> = {
  // 20: the applicant; once it is filed the bodies that check it and those that watch.
  admissions: {
    table: 'admission',
    published: ['in-publicity', 'closed'],
    mayKnow: (s, actor) =>
      s.agency === actor.organisation ||
      isOneOf(actor, s.operator, ...(s.reviews ?? []).map((r: State) => r.department)) ||
      (s.operator !== undefined && watches(actor)),
  },
  // 33.1: the agency, its operator, the department that confirms a certificate, those that watch.
  changes: {
    table: 'agency_change',
    published: ['in-force'],
    mayKnow: (s, actor) =>
      s.agency === actor.organisation || isOneOf(actor, s.operator, s.department) || watches(actor),
  },
  // 35.2: the agency, its department, the operator and the management body of its place, audit.
  qualifications: {
    table: `(select s.agency || ':' || s.service_type as id, jsonb_build_object(
        'status', case when s.expired_at is null then 'valid' else 'expired' end, 'agency', s.agency,
        'department', s.department, 'place', case o.region when 'outside' then '360400' else o.region end) as state
      from agency_service s join organisation o on o.id = s.agency) q`,
    published: ['valid', 'expired'],
    mayKnow: (s, actor) =>
      s.agency === actor.organisation ||
      s.department === actor.organisation ||
      actor.kind === 'audit' ||
      (['operator', 'management'].includes(actor.kind) && actor.region === s.place),
  },
  // 20.3: who objects, about whom, who reviews; 作出决定并予以公布.
  objections: {
    table: 'objection',
    published: ['upheld', 'rejected'],
    mayKnow: (s, actor) =>
      isOneOf(actor, s.objector, s.agency, s.operator, s.management) || actor.kind === 'audit',
  },
  // 35, 36: the bodies that handle it; the agency once it takes effect.
  'standing-cases': {
    table: 'standing_case',
    published: [],
    mayKnow: (s, actor) =>
      isOneOf(actor, s.operator, s.management, s.reported?.body, s.since ? s.agency : undefined) ||
      actor.kind === 'audit',
  },
  // 39-43: the bodies that handle it; whoever reported; the agency once it is heard. What 42.2 publishes is a list of its own.
  breaches: {
    table: 'breach',
    published: [],
    listed: { '/api/credit/breaches': ['in-force'] },
    mayKnow: (s, actor) =>
      isOneOf(actor, s.operator, s.management, s.brought?.body, s.called || s.since ? s.agency : undefined) ||
      (s.repair?.departments ?? []).some((d: State) => isOneOf(actor, d)) ||
      actor.kind === 'audit',
  },
  // 9.1: published items are everybody's; a draft is its department's, and of those who settle and watch.
  'service-items': {
    table: 'service_item_entry',
    published: ['published', 'withdrawn'],
    open: ['published', 'withdrawn'],
    mayKnow: (s, actor) =>
      isOneOf(actor, s.department, s.editor) ||
      actor.kind === 'audit' ||
      (actor.kind === 'management' && actor.region === '360400'),
  },
  // 29.2: who declared it, and audit. 29.3: who recorded it, its operator, audit; the agency from when it holds.
  recusals: {
    table: `(select id, jsonb_build_object('status', status, 'ground', ground, 'declarer', declarer, 'operator', operator,
      'agency', agency) as state from recusal) r`,
    published: [],
    mayKnow: (s, actor) =>
      s.declarer === actor.organisation ||
      actor.kind === 'audit' ||
      (s.ground === 'other' &&
        (s.operator === actor.organisation || (s.status === 'in-force' && s.agency === actor.organisation))),
  },
  // 40.2: the operator and audit, once the selection is over.
  findings: {
    table: `(select id, jsonb_build_object('status', status, 'operator', operator) as state from finding) f`,
    published: [],
    mayKnow: (s, actor) =>
      s.status !== 'held' && (s.operator === actor.organisation || actor.kind === 'audit'),
  },
  // 47-51: who complains, who handles; whom it is about once it is accepted.
  complaints: {
    table: 'complaint',
    published: ['published'],
    mayKnow: (s, actor) =>
      isOneOf(actor, s.complainant, s.receiver) ||
      (s.acceptedAt !== undefined && isOneOf(actor, s.respondent)) ||
      (s.passings ?? []).some((p: State) => isOneOf(actor, p.department)) ||
      actor.kind === 'audit',
  },
  // 46: who asked, the body that has it or had it, the management body of the place, audit.
  consults: {
    table: 'consult',
    published: ['published'],
    mayKnow: (s, actor) =>
      isOneOf(actor, s.body, ...(s.referrals ?? []).map((r: State) => r.from)) ||
      s.enquirer?.organisation === actor.organisation ||
      actor.kind === 'audit' ||
      (actor.kind === 'management' && within(actor.region).includes(s.region)),
  },
  // 53-55: who receives it, for fiscal money the finance authority, audit, who reported by name; never whom it is about.
  reports: {
    table: 'report',
    published: [],
    mayKnow: (s, actor) =>
      s.reported.id !== actor.organisation &&
      (isOneOf(actor, s.receiver, s.finance) ||
        s.reporter?.organisation === actor.organisation ||
        actor.kind === 'audit'),
  },
  // 37: the operator and those that watch over its place; a party whose engagement was drawn.
  'spot-checks': {
    table: 'spot_check',
    published: ['announced', 'drawing', 'checking', 'published'],
    mayKnow: (s, actor) =>
      isOneOf(actor, s.operator) ||
      (['management', 'audit', 'department'].includes(actor.kind) &&
        within(actor.region).includes(s.region)) ||
      (s.checked ?? []).some((x: State) => isOneOf(actor, x.agency, x.owner)),
  },
  // 21.2: the owner alone.
  owners: {
    table: `(select m.organisation as id, jsonb_build_object('status', 'registered', 'id', m.organisation) as state
      from membership m join person p on p.id = m.person where p.account = 'xiushui-water') o`,
    published: ['registered'],
    mayKnow: (s, actor) => isOneOf(actor, s),
  },
  // 2, 19.1: its own people alone.
  staff: {
    table: `(select m.organisation as id, jsonb_build_object('status', 'standing', 'id', m.organisation) as state
      from membership m join person p on p.id = m.person where p.account = 'xiushui-water') o`,
    published: ['standing'],
    mayKnow: (s, actor) => isOneOf(actor, s),
  },
  // 23, 24: the owner; once it is submitted its operator and those that watch; once it is published agencies too.
  procurements: {
    table: 'procurement',
    published: [
      ...['open', 'opening', 'drawing', 'bidding', 'choosing'],
      ...['publicity', 'awarded', 'failed', 'cancelled', 'voided'],
    ],
    mayKnow: (s, actor) =>
      isOneOf(actor, s.owner) ||
      (s.status !== 'draft' && (isOneOf(actor, s.operator) || watches(actor))) ||
      (actor.kind === 'agency' && subjectKinds.procurements!.published.includes(s.status)),
  },
  // 22.2, 28: whom the selection bound and what each was given is public.
  frameworks: {
    table: 'framework',
    published: ['running', 'ended'],
    open: ['running', 'ended'],
    mayKnow: () => true,
  },
  // 22.1.5: public as it happens, by numbers.
  auctions: {
    table: 'auction',
    published: ['bidding', 'ended', 'settled'],
    open: ['bidding', 'ended', 'settled'],
    mayKnow: () => true,
  },
  // 13, 34, 45: the parties, their operator, and the bodies of its place. It has the id of its procurement.
  engagements: {
    table: 'engagement',
    published: ['awarded', 'contracted', 'delivered', 'completed', 'closed', 'ended'],
    mayKnow: ({ award }, actor) =>
      isOneOf(actor, award.owner, award.agency, award.operator) ||
      (['management', 'audit', 'finance', 'department', 'credit'].includes(actor.kind) &&
        within(actor.region).includes(award.region)),
  },
}

/** What the measure itself makes public of them (33.1, 38). */
export const publicly = [
  ...['/api/engagements/{id}/ratings', '/api/agencies/{id}', '/api/agencies/{id}/ratings'],
  '/api/agencies/{id}/credit',
]

/** Brings in what the demonstration's stories leave out: a publicity with an objection, changes, a case of standing. */
export async function seedSubjects(market: TestMarket): Promise<void> {
  const done = async (visitor: Visitor, url: string, body: object = {}) => {
    const answer = await visitor.post(url, body)
    if (answer.status >= 300) throw new Error(`${url}: ${JSON.stringify(answer.body.error)}`)
    return answer.body
  }
  const paper = await renderPaper()
  const upload = async (visitor: Visitor) => {
    const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n'
    const payload = Buffer.concat([Buffer.from(head), paper, Buffer.from('\r\n--b--\r\n')])
    const headers = { ...(await visitor.guards()), 'content-type': 'multipart/form-data; boundary=b' }
    return (await visitor.raw({ method: 'POST', url: '/api/files', payload, headers })).body as object
  }

  const [submitted] = (await subjectsOf(market, 'admission')).get('submitted')!
  const { rows } = await market.database.asOwner('select state from admission where id = $1', [submitted!.id])
  const { operator, reviews } = rows[0].state
  const clerk = await market.as(operator.id)
  const act = (visitor: Visitor, name: string, body: object = {}) =>
    done(visitor, `/api/admissions/${submitted!.id}/${name}`, body)
  await act(clerk, 'pass-check', {
    consistent: ['subject', 'representative', 'people', 'services', 'commitment'],
  })
  for (const { department, serviceType } of reviews)
    await act(await market.as(department.id), 'confirm-qualification', { serviceType })
  await act(clerk, 'publish')

  // Taken back before anybody else has seen it.
  const early = await market.as('agency1')
  const { id } = await done(early, '/api/admissions')
  await done(early, `/api/admissions/${id}/withdraw`)

  const owner = await market.as('hospital')
  const reason = '公示的资质证书与主管部门公开的名录不一致。'
  await done(owner, '/api/objections', { admission: submitted!.id, reason, file: await upload(owner) })

  const agency = await market.as('agency4')
  const contact = {
    address: '九江市柴桑区新址 1 号',
    phone: '0792-6123456',
    email: 'a@demo.invalid',
    scope: '检测',
  }
  await done(agency, '/api/changes', { proposal: { matter: 'contact', ...contact } })
  const name = '柴桑同文雷电防护检测有限公司'
  await done(agency, '/api/changes', { proposal: { matter: 'name', name, licence: await upload(agency) } })

  const claim = {
    ...{ serviceType: '3.12', qualification: '雷电防护装置检测资质', grade: '甲级', number: '赣312-新证' },
    ...{ scope: '雷电防护装置检测', issuer: '江西省气象局', validFrom: '2026-09-01', validTo: '2031-08-31' },
  }
  await done(agency, '/api/changes', {
    proposal: { matter: 'qualification', claim: { ...claim, file: await upload(agency) } },
  })

  const { rows: owners } = await market.database.asOwner(
    `select id from organisation where kind = 'owner' limit 1`,
  )
  const kinship = {
    ...{ ground: 'kinship', relation: 'affinity', other: owners[0].id },
    ofAgency: { name: '胡某某', post: 'controller' },
    ofOwner: { name: '无此负责人', post: 'project-lead' },
  }
  await done(agency, '/api/recusals', { recusal: kinship })
  const complaint = async () => {
    const { rows } = await market.database.asOwner(
      `select id from engagement where status = 'contracted' limit 1`,
    )
    const material = {
      ...{
        facts: '成果逾期未交。',
        provisions: '《办法》第三十四条',
        capacity: 'legal-person',
        signatory: '李四',
      },
      ...{ letter: await upload(owner), evidence: [] },
    }
    return done(owner, '/api/complaints', {
      ...{ kind: 'agency-service', subject: 'engagement', about: rows[0].id, material },
    })
  }
  const withdrawn = await complaint()
  await done(owner, `/api/complaints/${withdrawn.id}/withdraw`, { reason: '双方已说明清楚' })
  const handled = await complaint()
  await done(await market.as(handled.state.receiver.id), `/api/complaints/${handled.id}/accept`)

  for (const course of ['open', 'answered', 'published', 'kept']) {
    const asked = { region: '360424', question: '外地机构怎么入驻？', mayPublish: true }
    const { id } = await done(course === 'open' ? owner : market.visitor(), '/api/consults', asked)
    const answering = await market.as('360424-operator')
    const on = (name: string, body: object) => done(answering, `/api/consults/${id}/${name}`, body)
    if (course !== 'open') await on('answer', { text: '向市运营机构申请。' })
    if (course === 'published') await on('publish', { question: asked.question, answer: '向市里申请。' })
    if (course === 'kept') await on('keep', { reason: '涉及个案' })
  }
  const { rows: filed } = await market.database.asOwner(
    `select operator, left(state #>> '{contracts,0,filedAt}', 7) as month from engagement
      where state #>> '{contracts,0,filedAt}' < '2026-09' limit 1`,
  )
  const [{ operator: checker, month }] = filed
  await done(await market.as(checker), '/api/spot-checks', {
    ...{ title: '合同抽查', from: `${month}-01`, to: '2026-08-31' },
  })

  for (const course of ['received', 'routed', 'concluded']) {
    const told = { situation: '53.1', reported: '360424-operator', facts: '无故拖延入驻核对。' }
    const slip = await done(market.visitor(), '/api/reports', told)
    const { rows } = await market.database.asOwner('select id, receiver from report where number = $1', [
      slip.number,
    ])
    const receiver = await market.as(rows[0].receiver)
    const on = (name: string, body: object) => done(receiver, `/api/reports/${rows[0].id}/${name}`, body)
    if (course !== 'received') await on('route', { authority: 'own', reason: '情节轻微' })
    if (course === 'concluded') await on('conclude', { outcome: 'handled', text: '已责令改正。' })
  }

  const department = await market.as('jj-meteorology')
  const item = {
    ...{
      category: '5',
      zh: '气候可行性论证',
      en: 'Climatic feasibility study',
      basis: '《气象法》第三十四条',
    },
    ...{ approvals: [], price: { mode: 'market' }, qualifications: [] },
  }
  await done(department, '/api/service-items', { content: item })
  await done(department, '/api/service-items', { content: { ...item, zh: '防雷装置设计评价' } })
  await done(department, '/api/service-items/5.02/discard')
  await seedBreaches(market, done, upload)
  const { body: me } = await (await market.as('agency12')).get('/api/me')
  await done(department, '/api/standing-cases', {
    ...{ agency: me.actor.organisation, ground: 'conditions-not-met', services: ['3.12'] },
    ...{ text: '现场检查发现检测仪器未经检定。', file: await upload(department) },
  })
}

/** A finding against an agency, one that is heard, one that waits, one dismissed (39). */
async function seedBreaches(
  market: TestMarket,
  done: (visitor: Visitor, url: string, body?: object) => Promise<State>,
  upload: (visitor: Visitor) => Promise<object>,
): Promise<void> {
  const agency = await market.as('agency4')
  const { body: me } = await agency.get('/api/me')
  const { body: admissions } = await agency.get('/api/admissions')
  const { body: admission } = await agency.get(`/api/admissions/${admissions.items[0].id}`)
  const operator = admission.state.operator.id
  const [clerk, second] = [await market.as(operator), await market.as(`${operator}-2`)]
  const begin = async () =>
    done(clerk, '/api/breaches', {
      ...{ agency: me.actor.organisation, situation: '39.1', text: '业主反映逾期未联系' },
      file: await upload(clerk),
    })
  const act = (who: Visitor, { id }: State, name: string, body: object = {}) =>
    done(who, `/api/breaches/${id}/${name}`, body)
  await begin()
  await act(clerk, await begin(), 'dismiss', { reason: '已查明为不可抗力' })
  await act(clerk, await begin(), 'hear')
  const finding = await begin()
  await act(clerk, finding, 'hear')
  await act(agency, finding, 'answer', { text: '没有异议' })
  await act(clerk, finding, 'decide', {
    ...{ situation: '41', grounds: '属实', text: '未按时联系，予以预警。', file: await upload(clerk) },
  })
  await act(second, finding, 'confirm')
}

/** Subjects of a kind by status, one of each. */
export async function oneOfEach(market: TestMarket, { table }: Kind) {
  const { rows } = await market.database.asOwner(
    `select distinct on (state ->> 'status') id, state ->> 'status' as status, state from ${table}
      order by state ->> 'status', id`,
  )
  return rows as { id: string; status: string; state: State }[]
}
