import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp, type Visitor } from '../../tests/app.ts'
import { stages } from '../../tests/builders/procurement.ts'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { sequence } from '../ledger/server.ts'
import { hashPassword } from '../platform/auth.ts'
import { fireDue } from '../platform/clockwork.ts'
import { mountDesk } from '../platform/desk.ts'
import { mountDocuments, openIdentity, renderPdf } from '../platform/documents/index.ts'
import { signaturesOf } from '../platform/documents/signing.testing.ts'
import { mountNotices } from '../platform/notices.ts'
import { mountFiles } from '../platform/upload.ts'
import type { Procurement } from '../procurement/index.ts'
import { procurementSubject } from '../procurement/server.ts'
import { actorOf, addMembership, createOrganisation, createPerson } from '../registry/server.ts'
import type { OrganisationKind, Role } from '../workflow/index.ts'
import { mountFulfilment, ratingsOf, ratingsOfProcurement } from './server.ts'
import { terms } from './testing.ts'

/** A procurement awarded on 2026-09-28 to 第3水保咨询有限公司. */
async function awarded(): Promise<string> {
  const p = stages.awarded()
  if (p.status !== 'awarded') throw new Error(p.status)
  const id = randomUUID()
  await saved(id, { ...p, award: { number: '九中选〔2026〕0017号', at: instant('2026-09-28T17:00') } }, 1)
  return id
}
const saved = (id: string, p: Procurement, version: number) =>
  database.db
    .transaction()
    .execute((tx) =>
      procurementSubject(server.deps).store.save(tx, id, { ...p, number: id } as Procurement, version),
    )

const contract = {
  ...terms,
  signedOn: '2026-09-29',
  days: 45,
  scope: '编制水土保持方案报告书并通过专家评审，提交纸质成果三份。',
  owner: { name: '修水县水利局' },
  agency: { name: '第3水保咨询有限公司', code: '913604000000000003' },
}

let database: TestDatabase
let server: TestApp
let agency: Visitor
let owner: Visitor
let operator: Visitor
let auditor: Visitor
let finance: Visitor
let department: Visitor
let stranger: Visitor
let paper: string

beforeAll(async () => {
  database = await testDatabase({ at: '2026-09-28T17:00' })
  server = await testApp(database, actorOf)
  const { app, deps, auth } = server
  mountFiles(app, deps)
  mountDesk(app, deps)
  mountNotices(app, deps)
  const identity = openIdentity(database.folder, '核验用')
  mountDocuments(app, deps, { publicUrl: 'https://market.example', identity })
  const place = { keys: join(database.folder, 'keys'), publicUrl: 'https://market.example' }
  const subject = mountFulfilment(app, deps, place)
  subjects.set(subject.name, subject)
  // Reports open there what the clocks find of owners (55.5, 55.7); here nobody looks at it.
  deps.jobs.handle('reports.found', async () => {})
  await deps.jobs.start()
  const passwordHash = await hashPassword('correct horse battery')
  await database.db.transaction().execute(async (tx) => {
    for (const [id, kind, name, region, code] of [
      ['agency-3', 'agency', '第3水保咨询有限公司', '360400', '913604000000000003'],
      ['agency-9', 'agency', '旁人咨询有限公司', '360400', '913604000000000009'],
      ['owner-1', 'owner', '修水县水利局', '360424', undefined],
      ['operator-1', 'operator', '修水县行政审批局', '360424', undefined],
      ['audit-1', 'audit', '九江市审计局', '360400', undefined],
      ['finance-1', 'finance', '九江市财政局', '360400', undefined],
      ['department-1', 'department', '九江市水利局', '360400', undefined],
      ['department-9', 'department', '湖口县水利局', '360429', undefined],
      ['management-1', 'management', '九江市政务服务管理办公室', '360400', undefined],
      ['management-9', 'management', '修水县政务服务管理办公室', '360424', undefined],
      ['operator-9', 'operator', '九江市行政审批局', '360400', undefined],
    ] as const) {
      const profile = kind === 'owner' ? { ownerKind: 'state-organ', fiscal: true } : {}
      await createOrganisation(tx, { id, kind: kind as OrganisationKind, name, region, code, profile })
      await createPerson(tx, { id: `p-${id}`, name: '王建国', account: `a-${id}` })
      const roles: Role[] = id === 'agency-9' ? ['member'] : ['member', 'authorised-agent']
      await addMembership(tx, `p-${id}`, id, roles)
      await auth.createAccount(tx, { id: `p-${id}`, name: '王建国', account: `a-${id}`, passwordHash })
    }
  })
  agency = await signedIn('agency-3')
  stranger = await signedIn('agency-9')
  owner = await signedIn('owner-1')
  operator = await signedIn('operator-1')
  auditor = await signedIn('audit-1')
  finance = await signedIn('finance-1')
  department = await signedIn('department-1')
  paper = await upload(agency)
})
afterAll(async () => {
  await server.app.close()
  await server.auth.close()
  await database.close()
})

async function signedIn(id: string): Promise<Visitor> {
  const visitor = server.visitor()
  await visitor.post('/api/auth/sign-in', { account: `a-${id}`, password: 'correct horse battery' })
  return visitor
}

const subjects = new Map<string, ReturnType<typeof mountFulfilment>>()

async function upload(visitor: Visitor, bytes?: Buffer, name = '合同.pdf'): Promise<string> {
  const pdf =
    bytes ??
    (await renderPdf({
      ...{
        head: '合同',
        number: '1',
        title: '服务合同',
        parts: [],
        issuer: '甲乙双方',
        date: '2026年9月29日',
      },
      ...{
        at: { year: 2026, month: 9, day: 29 },
        check: '-',
        url: 'https://market.example',
        demonstration: true,
      },
      qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
    }))
  const form = new FormData()
  form.append('file', new Blob([pdf as BlobPart], { type: 'application/pdf' }), name)
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const token = (await visitor.get('/api/csrf')).body.token
  const { body } = await visitor.raw({
    method: 'POST',
    url: '/api/files',
    payload: Buffer.from(await request.arrayBuffer()),
    headers: { 'content-type': request.headers.get('content-type')!, 'x-csrf-token': token },
  })
  return body.id
}

/** Opens an engagement by the job that the award enqueues. */
async function open(): Promise<string> {
  await database.setClock('2026-09-28T17:00')
  const id = await awarded()
  await job('fulfilment.open', { procurement: id })
  return id
}
async function job(name: string, payload: { [key: string]: string }) {
  await database.db.transaction().execute((tx) => server.deps.jobs.enqueue(tx, name, payload))
  await server.deps.jobs.drain()
}
const tick = async (at: string) => {
  await database.setClock(at)
  for (;;) {
    const fired = await fireDue(server.deps, subjects)
    if (fired.length === 0) return
  }
}
const act = (visitor: Visitor, id: string, name: string, body: object = {}) =>
  visitor.post(`/api/engagements/${id}/${name}`, body)

/** The straight path up to a step. */
async function upTo(step: 'awarded' | 'contracted' | 'delivered' | 'completed'): Promise<string> {
  const id = await open()
  if (step === 'awarded') return id
  await database.setClock('2026-09-29T10:00')
  await act(agency, id, 'file-contract', { ...contract, file: paper })
  if (step === 'contracted') return id
  await database.setClock('2026-11-03T10:00')
  await act(agency, id, 'upload-deliverable', { file: paper })
  if (step === 'delivered') return id
  await database.setClock('2026-11-05T16:00')
  await act(owner, id, 'accept-deliverable')
  return id
}

describe(art('111', '28'), () => {
  test('the award issues the notice, opens the engagement and tells both, once', async () => {
    const id = await open()
    await job('fulfilment.open', { procurement: id })
    const { body } = await agency.get(`/api/engagements/${id}`)
    expect(body).toMatchObject({
      version: 1,
      state: {
        status: 'awarded',
        award: { title: '渣津镇河道整治工程水土保持方案编制', fee: 6_800_000, days: 45 },
      },
      documents: [{ kind: 'award', printedNumber: '九中选〔2026〕0017号', withdrawn: false }],
    })
    expect(body.state.award.notice).toBe(body.documents[0].number)
    const told = (await owner.get('/api/notices')).body.items.filter((n: { link: string }) =>
      n.link.endsWith(id),
    )
    expect(told).toHaveLength(1)
    expect(told[0].body).toContain('2026年10月23日（星期五）24时')
    const pdf = await server.visitor().get(body.documents[0].url)
    expect(pdf.headers['content-type']).toBe('application/pdf')
  })
})

describe('the whole path', () => {
  test('from the award to the rating, over HTTP', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    const recorded = await act(agency, id, 'record-contact', { person: '李敏', phone: '0792-7000000' })
    expect(recorded).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await act(owner, id, 'confirm-contact')).status).toBe(200)
    const filed = await act(agency, id, 'file-contract', { ...contract, fee: 6_900_000, file: paper })
    expect(filed.body.state.contracts[0].differences).toEqual([
      { field: 'fee', article: art('111', '55.7'), announced: 6_800_000, filed: 6_900_000, grade: 'differs' },
    ])
    expect((await act(owner, id, 'confirm-contract')).status).toBe(200)
    await database.setClock('2026-11-03T10:00')
    expect((await act(agency, id, 'upload-deliverable', { file: paper })).status).toBe(200)
    expect((await act(owner, id, 'return-deliverable', { reasons: '缺少附图' })).status).toBe(200)
    expect((await act(agency, id, 'upload-deliverable', { file: paper, note: '已补' })).status).toBe(200)
    expect((await act(owner, id, 'accept-deliverable')).body.state.status).toBe('completed')
    expect((await act(owner, id, 'rate', { stars: 9, comment: '及时' })).status).toBe(200)
    expect((await act(agency, id, 'rate-owner', { stars: 10 })).status).toBe(200)
    const closed = await act(agency, id, 'rate-operator', { stars: 7 })
    expect(closed.body.state.status).toBe('closed')
    const left = closed.body.actions.filter((a: { refusal?: object }) => !a.refusal)
    expect(left.map((a: { act: string }) => a.act)).toEqual(['record-invoice'])

    const ratings = (await server.visitor().get(`/api/engagements/${id}/ratings`)).body.items
    expect(ratings.map((r: { of: string; stars: number }) => [r.of, r.stars])).toEqual([
      ['agency', 9],
      ['operator', 7],
      ['owner', 10],
    ])
    const clocks = () => database.asOwner(`select action from clock where id = $1 and who <> 'system'`, [id])
    expect((await clocks()).rows).toEqual([{ action: 'record-payment' }])
    const payment = { paidOn: '2026-11-03', amount: 6_900_000, voucher: 'V-1', file: await upload(owner) }
    expect((await act(owner, id, 'record-payment', payment)).status).toBe(200)
    expect((await clocks()).rows).toEqual([])
  })

  test('who may see it: parties, operator, audit; for others it is not there', async () => {
    const id = await open()
    for (const visitor of [agency, owner, operator, auditor]) {
      expect((await visitor.get(`/api/engagements/${id}`)).status).toBe(200)
      const list = (await visitor.get('/api/engagements?status=awarded&size=100')).body
      expect(list.items.map((i: { id: string }) => i.id)).toContain(id)
    }
    expect((await stranger.get(`/api/engagements/${id}`)).status).toBe(404)
    expect((await stranger.get('/api/engagements')).body).toEqual({ total: 0, items: [] })
    expect((await server.visitor().get(`/api/engagements/${id}`)).status).toBe(401)
    expect(
      (await act(stranger, id, 'record-contact', { person: '李敏', phone: '0792-7000000' })).status,
    ).toBe(404)
    expect(
      (await act(operator, id, 'record-contact', { person: '李敏', phone: '0792-7000000' })).status,
    ).toBe(403)
  })

  test('the other party reads what was filed, a stranger does not', async () => {
    const id = await upTo('contracted')
    const { body } = await owner.get(`/api/engagements/${id}`)
    const { url, sha256 } = body.files[0]
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await owner.get(url)).headers['content-type']).toBe('application/pdf')
    expect((await stranger.get(url)).status).toBe(404)
    expect((await owner.get(`/api/engagements/${id}/files/${randomUUID()}`)).status).toBe(404)
  })
})

describe(art('111', '32.1'), () => {
  // 中介服务机构需在 2 个工作日内……接洽；应当在中选通知书发出之日起 15 个工作日内签订合同。
  test('the tick reminds in the morning and notes at 24:00 what was missed', async () => {
    const id = await open()
    await tick('2026-09-29T09:00')
    const told = async () =>
      (await agency.get('/api/notices')).body.items
        .filter((n: { link: string }) => n.link.endsWith(id))
        .map((n: { title: string }) => n.title.split('：')[0])
    expect(await told()).toEqual(['提醒', '中选通知书'])
    await tick('2026-09-30T23:59:59.999')
    expect((await agency.get(`/api/engagements/${id}`)).body.state.possibleBreaches).toEqual([])
    await tick('2026-10-01T00:00')
    const { state, history } = (await operator.get(`/api/engagements/${id}`)).body
    expect(state.possibleBreaches).toMatchObject([{ clock: 'contact', articles: [art('111', '39.1')] }])
    expect(history.at(-1)).toMatchObject({ kind: 'engagement.possible-breach', actor: 'system' })
    const desk = (await agency.get('/api/desk')).body.items.filter((i: { id: string }) => i.id === id)
    expect(desk.map((i: { action: string; due: string }) => [i.action, i.due])).toEqual([
      ['record-contact', '2026-10-01T00:00:00.000+08:00'],
      ['file-contract', '2026-10-24T00:00:00.000+08:00'],
    ])
  })

  test('a note of what was missed is no sanction and is not public', async () => {
    const id = await open()
    await tick('2026-10-01T00:00')
    const { rows } = await database.asOwner(
      `select visibility from fact where subject = $1 and kind = 'engagement.possible-breach'`,
      [`engagement/${id}`],
    )
    expect(rows).toEqual([{ visibility: 'parties' }])
  })
})

describe(art('111', '32.2'), () => {
  // 可办理CA证书签订电子合同和开具电子发票……电子合同等电子资料与纸质资料具有同等效力。
  const draft = {
    ...{ fee: 6_700_000, days: 45, scope: contract.scope, paymentTerms: contract.paymentTerms },
    ...{ commitment: '成果一次通过专家评审', explanations: [{ field: 'fee', text: '双方协商下调' }] },
  }

  test('drafted, signed by both in the browser, filed with two digital signatures that pdfsig finds valid', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    expect((await act(agency, id, 'draft-contract', draft)).status).toBe(200)
    const first = await act(agency, id, 'sign-contract', { draft: 1 })
    expect(first.body.state.status).toBe('awarded')
    await database.setClock('2026-09-29T11:00')
    const second = await act(owner, id, 'sign-contract', { draft: 1 })
    expect(second.body.error).toBeUndefined()
    expect(second.body.state).toMatchObject({
      status: 'contracted',
      contracts: [
        {
          ...{ fee: 6_700_000, signedOn: '2026-09-29', confirmedAt: '2026-09-29T11:00:00.000+08:00' },
          ...{ differences: [{ field: 'fee' }], electronic: { change: false } },
        },
      ],
    })
    const { files } = (await owner.get(`/api/engagements/${id}`)).body
    const pdf = (await owner.get(files[0].url)).body
    expect(signaturesOf(pdf)).toEqual([
      { by: '第3水保咨询有限公司', valid: true, whole: false },
      { by: '修水县水利局', valid: true, whole: true },
    ])
    const { createHash } = await import('node:crypto')
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(files[0].sha256)
  })

  test('two who sign at once: the contract is concluded once', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    await act(owner, id, 'draft-contract', { ...draft, fee: 6_800_000, explanations: [] })
    const both = await Promise.all([agency, owner].map((v) => act(v, id, 'sign-contract', { draft: 1 })))
    expect(both.map((b) => b.status)).toEqual([200, 200])
    expect((await owner.get(`/api/engagements/${id}`)).body.state.contracts).toHaveLength(1)
  })

  test.each([
    ['draft-contract', { ...draft, fee: -1 }, 'fee'],
    ['draft-contract', { ...draft, commitment: '' }, 'commitment'],
    ['draft-contract', { ...draft, explanations: [{ field: 'owner', text: '无' }] }, 'explanations.0.field'],
    ['sign-contract', {}, 'draft'],
    ['record-invoice', { number: '12A', amount: 1, issuedOn: '2026-09-29' }, 'number'],
  ])('%s %o is refused at its field', async (name, body, field) => {
    const answer = await act(agency, await open(), name, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad-input', field } } })
  })
})

describe(art('111', '12'), () => {
  const payment = { paidOn: '2026-09-29', amount: 3_400_000 }
  async function settled(): Promise<string> {
    const id = await upTo('contracted')
    await act(owner, id, 'confirm-contract')
    return id
  }

  test('two at once never pass the contract, to the last 分', async () => {
    const id = await settled()
    const file = await upload(owner)
    const pay = (amount: number, voucher: string) =>
      act(owner, id, 'record-payment', { ...payment, amount, voucher, file })
    const both = await Promise.all([pay(3_400_001, 'V-1'), pay(3_400_000, 'V-2')])
    expect(both.map((a) => a.status).sort()).toEqual([200, 422])
    expect(both.find((a) => a.status === 422)?.body.error).toMatchObject({
      ...{ code: 'payment-above-contract', article: art('111', '12'), field: 'amount' },
    })
    const { state } = (await owner.get(`/api/engagements/${id}`)).body
    const left = 6_800_000 - state.payments[0].amount
    expect((await pay(left + 1, 'V-3')).status).toBe(422)
    expect((await pay(left, 'V-4')).status).toBe(200)
    expect((await pay(1, 'V-5')).body.error.code).toBe('paid-in-full-already')
  })

  test('not even past the rules: the table holds it too', async () => {
    const id = await settled()
    await expect(
      database.asOwner('update engagement set paid = fee + 1 where id = $1', [id]),
    ).rejects.toThrow('engagement_paid')
  })

  test('the finance authority sees it, finds it overdue by the clock, urges, and pays by itself', async () => {
    const id = await settled()
    const plan = { instalments: [{ due: '2026-09-30', amount: 6_800_000 }] }
    expect((await act(owner, id, 'plan-payments', plan)).status).toBe(200)
    const desk = async () =>
      (await finance.get('/api/desk')).body.items
        .filter((i: { id: string }) => i.id === id)
        .map((i: { action: string; due: string }) => [i.action, i.due])
    const listed = async (state: string, visitor = finance) =>
      (await visitor.get(`/api/payments?state=${state}&size=100`)).body.items
        .filter((i: { id: string }) => i.id === id)
        .map((i: { paid: number; fee: number }) => [i.paid, i.fee])
    await tick('2026-09-30T23:59:59.999')
    expect([await desk(), await listed('overdue'), await listed('open')]).toEqual([[], [], [[0, 6_800_000]]])
    await tick('2026-10-01T00:00')
    expect(await desk()).toEqual([['urge-payment', '2026-10-01T00:00:00.000+08:00']])
    expect(await listed('overdue')).toEqual([[0, 6_800_000]])
    expect(await listed('overdue', owner)).toEqual([[0, 6_800_000]])
    expect(await listed('overdue', stranger)).toEqual([])
    const { state } = (await finance.get(`/api/engagements/${id}`)).body
    expect(state.possibleBreaches).toMatchObject([{ clock: 'payment', articles: [art('111', '55.7')] }])
    await database.setClock('2026-10-09T10:00')
    expect((await act(finance, id, 'urge-payment', { text: '请于本周内支付' })).status).toBe(200)
    const direct = { paidOn: '2026-10-09', amount: 6_800_000, voucher: 'K-7', file: await upload(finance) }
    expect((await act(finance, id, 'record-payment', direct)).status).toBe(200)
    expect([await desk(), await listed('overdue'), await listed('paid')]).toEqual([
      [],
      [],
      [[6_800_000, 6_800_000]],
    ])
  })

  test.each([
    ['record-payment', { ...payment, amount: 0, voucher: 'V', file: 'x' }, 'amount'],
    ['record-payment', { ...payment, amount: 0.5, voucher: 'V', file: 'x' }, 'amount'],
    ['record-payment', { ...payment, paidOn: '2026-02-30', voucher: 'V', file: 'x' }, 'paidOn'],
    ['record-payment', { ...payment, voucher: '', file: 'x' }, 'voucher'],
    ['plan-payments', { instalments: [] }, 'instalments'],
    ['plan-payments', { instalments: [{ due: 'soon', amount: 1 }] }, 'instalments.0.due'],
    ['strike-payment', { payment: 1, reason: '' }, 'reason'],
  ])('%s %o is refused at its field', async (name, body, field) => {
    const answer = await act(owner, await settled(), name, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad-input', field } } })
  })
})

describe(art('111', '33.2'), () => {
  test('the list is told once, over HTTP; a later addition is refused and changes nothing', async () => {
    const id = await upTo('contracted')
    const items = [{ name: '立项批复', basis: 'GB 50433—2018' }]
    expect((await act(agency, id, 'tell-materials', { items })).status).toBe(200)
    const more = await act(agency, id, 'tell-materials', {
      items: [{ name: '地形图', basis: 'GB 50433—2018' }],
    })
    expect(more).toMatchObject({
      ...{ status: 422, body: { error: { code: 'materials-told-already', article: art('111', '33.2') } } },
    })
    const handed = await act(owner, id, 'hand-over-materials', { items: [1] })
    expect(handed.body.state.materials.items).toMatchObject([
      { name: '立项批复', handedAt: expect.any(String) },
    ])
  })
})

describe(art('111', '5.2'), () => {
  test('a department says why; the management body of its own level hears of it at once', async () => {
    const id = await upTo('completed')
    const opinion = {
      reasons: '缺少弃渣场稳定性论证',
      basis: 'GB 50433—2018',
      file: await upload(department),
    }
    const answer = await act(department, id, 'refuse-recognition', opinion)
    expect(answer).toMatchObject({
      status: 200,
      body: { state: { nonRecognitions: [{ management: { id: 'management-1' }, version: 1 }] } },
    })
    const { rows } = await database.asOwner(
      `select organisation from notice_inbox where link = $1 and body ->> 'zh' like '%弃渣场%' order by 1`,
      [`/desk/engagements/${id}`],
    )
    expect(rows.map((r) => r.organisation)).toEqual(['agency-3', 'management-1', 'operator-1', 'owner-1'])
    const { url } = (await agency.get(`/api/engagements/${id}`)).body.files.find(
      (f: { what: string }) => f.what === 'non-recognition',
    )
    expect((await agency.get(url)).headers['content-type']).toBe('application/pdf')
    const reply = await act(agency, id, 'answer-non-recognition', { number: 1, text: '论证见附件七' })
    expect(reply.status).toBe(200)
    const withdrawn = { number: 1, reason: '补充论证符合要求' }
    expect((await act(department, id, 'withdraw-non-recognition', withdrawn)).status).toBe(200)
  })

  test('without reasons, basis or paper it is refused at its field; by a department of another county it is not there', async () => {
    const id = await upTo('delivered')
    const whole = { reasons: '缺少论证', basis: 'GB 50433', file: 'x' }
    for (const field of ['reasons', 'basis', 'file']) {
      const { [field as 'file']: _, ...part } = whole
      expect(await act(department, id, 'refuse-recognition', part)).toMatchObject({
        ...{ status: 400, body: { error: { code: 'bad-input', field, article: art('111', '34') } } },
      })
    }
    const foreign = await signedIn('department-9')
    expect((await act(foreign, id, 'refuse-recognition', whole)).status).toBe(404)
  })
})

describe(art('111', '38'), () => {
  test('nobody rates in five working days: the default at the end of 2026-11-12, at half weight', async () => {
    const id = await upTo('completed')
    await tick('2026-11-12T23:59:59.999')
    expect((await owner.get(`/api/engagements/${id}`)).body.state.status).toBe('completed')
    await tick('2026-11-13T00:00')
    expect((await act(owner, id, 'rate', { stars: 2 })).status).toBe(409)
    const [rating] = await ratingsOfProcurement(database.db as never, id)
    expect(rating).toMatchObject({ stars: 8, byDefault: true, weightPermille: 500, raterName: null })
  })

  test('the public mean weighs a default half', async () => {
    await database.asOwner('delete from rating')
    const first = await upTo('completed')
    await act(owner, first, 'rate', { stars: 5 })
    await upTo('completed')
    await tick('2026-11-13T00:00')
    // (5 × 1 + 8 × ½) ÷ 1½ = 6
    const { body } = await server.visitor().get('/api/agencies/agency-3/ratings')
    expect(body).toMatchObject({ count: 2, defaults: 1, meanMilli: 6000 })
    expect(await ratingsOf(database.db as never, 'agency-9')).toEqual({
      count: 0,
      defaults: 0,
      meanMilli: null,
      items: [],
    })
  })
})

describe(art('111', '33.1'), () => {
  // 公开…历史业绩、评价等次…收费信息: what was accepted through the market, its fee and its stars, for anyone.
  test('what was done, what runs, and what the contracts came to; the directory gets the mean', async () => {
    await database.asOwner('delete from rating')
    const works = async () => (await server.visitor().get('/api/agencies/agency-3/works')).body
    const before = await works()
    const id = await upTo('completed')
    await act(owner, id, 'rate', { stars: 9 })
    await upTo('contracted')
    const after = await works()
    expect(after).toMatchObject({ completed: before.completed + 1, running: before.running + 1 })
    const work = after.items.find((w: { id: string }) => w.id === id)
    expect(work).toMatchObject({ serviceType: '1.06', fee: 6_800_000, stars: 9, owner: '修水县水利局' })
    expect(work.completedAt).toMatch(/^2026-/)
    const [fees] = after.fees
    expect(fees.serviceType).toBe('1.06')
    expect(fees.low <= 6_800_000 && 6_800_000 <= fees.high).toBe(true)
    expect(fees.contracts).toBe((before.fees[0]?.contracts ?? 0) + 2)
    expect(after.items.length).toBeLessThanOrEqual(50)
    expect((await server.visitor().get('/api/agencies/agency-3/works?limit=0')).status).toBe(400)
    expect((await server.visitor().get('/api/agencies/nobody/works')).body).toEqual({
      ...{ running: 0, completed: 0, items: [], fees: [] },
    })
    const { rows } = await database.asOwner(`select score_milli from agency where organisation = 'agency-3'`)
    expect(rows).toEqual([{ score_milli: 9000 }])
  })
})

describe(art('111', '26'), () => {
  test('a voided procurement ends its engagement and withdraws the award notice', async () => {
    const id = await upTo('contracted')
    const p = stages.voided()
    if (p.status !== 'voided') throw new Error(p.status)
    await saved(id, { ...p, award: { number: '九中选〔2026〕0017号', at: instant('2026-09-28T17:00') } }, 2)
    for (const _ of ['once', 'again']) {
      await job('documents.render', { kind: 'voiding', procurement: id })
      await job('fulfilment.end', { procurement: id })
    }
    const { body } = await owner.get(`/api/engagements/${id}`)
    expect(body).toMatchObject({ state: { status: 'ended' }, actions: [] })
    expect(body.documents.map((d: { kind: string; withdrawn: boolean }) => [d.kind, d.withdrawn])).toEqual([
      ['award', true],
      ['voiding', false],
    ])
    const check = await server.visitor().get(`/api/check/${body.state.award.notice}`)
    expect(check.body).toMatchObject({ valid: false, withdrawn: { reason: '山洪冲毁工程现场' } })
  })
})

describe(art('111', '45'), () => {
  // 收集整理和妥善保管有关纸质、电子文档和音像资料等全过程信息。
  test('the archive holds facts, files, documents, ratings and messages, with an index of hashes', async () => {
    const id = await upTo('completed')
    await act(owner, id, 'rate', { stars: 9 })
    await server.deps.jobs.drain()
    await sequence(server.deps)
    const { body, headers } = await auditor.get(`/api/engagements/${id}/archive?download=true`)
    expect(headers['content-disposition']).toBe(`attachment; filename="archive-${id}.json"`)
    expect(body).toMatchObject({ format: 'xunshi-archive/1', engagement: id })
    const kinds = body.facts.map((f: { kind: string }) => f.kind)
    expect(kinds).toEqual([
      'engagement.opened',
      'engagement.contract-filed',
      'engagement.deliverable-uploaded',
      'engagement.completed',
      'engagement.payment-planned',
      'engagement.rated',
      'document.issued',
    ])
    expect(body.facts.every((f: { index?: number }) => typeof f.index === 'number')).toBe(true)
    expect(body.files.map((f: { what: string }) => f.what)).toEqual(['contract', 'deliverable'])
    expect(body.ratings).toHaveLength(1)
    expect(body.names).toMatchObject({ 'agency-3': '第3水保咨询有限公司', 'owner-1': '修水县水利局' })
    expect(body.notices.length).toBeGreaterThanOrEqual(5)
    expect(body.hashes).toHaveLength(7 + 2 + 1)
    const { createHash } = await import('node:crypto')
    const lines = body.hashes.map((h: { of: string; sha256: string }) => `${h.sha256}  ${h.of}`).join('\n')
    expect(body.sha256).toBe(createHash('sha256').update(lines).digest('hex'))
  })

  test('not for strangers', async () => {
    const id = await open()
    expect((await stranger.get(`/api/engagements/${id}/archive`)).status).toBe(404)
  })
})

describe('bad input', () => {
  test.each([
    ['rate', { stars: 11 }, 'stars'],
    ['rate', { stars: 0 }, 'stars'],
    ['rate', { stars: '9' }, 'stars'],
    ['rate', {}, 'stars'],
    ['rate', { stars: 9, comment: '长'.repeat(1001) }, 'comment'],
    ['rate', { stars: 9, comment: '\u0000' }, 'comment'],
    ['rate', { stars: 9, comment: '\ud800' }, 'comment'],
    ['record-contact', { person: '李', phone: '12345' }, 'person'],
    ['record-contact', { person: '李敏\n王五', phone: '12345' }, 'person'],
    ['file-contract', { ...contract, file: 'x', fee: -1 }, 'fee'],
    ['file-contract', { ...contract, file: 'x', fee: 1.5 }, 'fee'],
    ['file-contract', { ...contract, file: 'x', fee: 2 ** 53 }, 'fee'],
    ['file-contract', { ...contract, file: 'x', signedOn: '2026-02-30' }, 'signedOn'],
    ['file-contract', { ...contract, file: 'x', days: 0 }, 'days'],
    ['file-contract', { ...contract, file: 'x', owner: {} }, 'owner.name'],
    ['file-contract', contract, 'file'],
    ['return-deliverable', { reasons: '' }, 'reasons'],
  ])('%s %o is refused at its field', async (name, body, field) => {
    const visitor = name.includes('contract') || name.includes('contact') ? agency : owner
    const answer = await act(visitor, await sharedId(), name, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad-input', field } } })
  })
  let shared: string | undefined
  const sharedId = async () => {
    shared ??= await open()
    return shared
  }

  test('a file that is not there, or another’s, or no PDF', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    const foreign = await upload(stranger)
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const picture = await upload(agency, png, '合同.png')
    for (const [file, code] of [
      [randomUUID(), 'attachment-unknown'],
      [foreign, 'attachment-unknown'],
      [picture, 'contract-not-pdf'],
    ]) {
      const answer = await act(agency, id, 'file-contract', { ...contract, file })
      expect(answer).toMatchObject({ status: 422, body: { error: { code, field: 'file' } } })
    }
    expect((await agency.get(`/api/engagements/${id}`)).body.version).toBe(1)
  })

  test('unknown engagements, system commands and other states', async () => {
    const id = await open()
    expect(
      (await act(agency, randomUUID(), 'record-contact', { person: '李敏', phone: '12345' })).status,
    ).toBe(404)
    expect((await act(agency, id, 'close')).status).toBe(404)
    expect((await act(agency, id, 'end', { reason: '不想做' })).status).toBe(404)
    expect(await act(owner, id, 'rate', { stars: 9 })).toMatchObject({
      status: 409,
      body: { error: { code: 'not-available', article: art('111', '38') } },
    })
  })

  test('two at once: the second gets the new state', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    const answers = await Promise.all(
      ['李敏', '王五'].map((person) =>
        act(agency, id, 'record-contact', { person, phone: '12345', version: 1 }),
      ),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409])
    const refused = answers.find((a) => a.status === 409)
    expect(refused?.body).toMatchObject({ error: { code: 'changed-meanwhile' }, version: 2 })
  })

  test('the same key does it once', async () => {
    const id = await upTo('completed')
    const headers = { 'idempotency-key': randomUUID() }
    const rate = () => owner.post(`/api/engagements/${id}/rate`, { stars: 9 }, headers)
    const [first, second] = [await rate(), await rate()]
    expect(second.status).toBe(200)
    expect(second.body).toEqual(first.body)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })
})
