import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { letter, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { act } from '../platform/act.ts'
import { fireDue } from '../platform/clockwork.ts'
import { creditCode, identityNumber, newAdmission } from './index.ts'
import * as registry from './server.ts'
import { aForm, applicant, signing } from './testing.ts'

let market: RegistryMarket
beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00')
})
afterAll(() => market.close())

const everyPart = { consistent: ['subject', 'representative', 'people', 'services', 'commitment'] }

describe(art('111', '20.2'), () => {
  test('the straight path: submitted, checked, confirmed, admitted, published, closed by the tick', async () => {
    const { agency, applicant, form, id } = await market.submitted('九江恒信水利咨询有限公司')
    const mine = (await applicant.get(`/api/admissions/${id}`)).body
    expect(mine.state.operator).toEqual({ id: '360402-operator', name: '濂溪区行政审批局' })
    expect(JSON.stringify(mine)).toContain(form.representative.identity)
    const clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
    const official = await market.signedIn('jj-water', '周正', ['member'])

    const seen = await clerk.get(`/api/admissions/${id}`)
    expect(seen.body.actions.map((a: { act: string }) => a.act)).toContain('pass-check')
    expect(JSON.stringify(seen.body)).not.toContain(form.representative.identity)
    expect(seen.body.clocks).toMatchObject([
      {
        action: 'pass-check',
        whoName: '濂溪区行政审批局',
        due: '2023-01-29T00:00:00.000+08:00',
        article: '111/20.2',
      },
      { action: 'confirm-qualification', whoName: '九江市水利局', due: '2023-02-01T00:00:00.000+08:00' },
    ])
    const queue = await clerk.get('/api/admissions?status=submitted')
    expect(queue.body.items.map((i: { id: string }) => i.id)).toContain(id)

    expect((await clerk.post(`/api/admissions/${id}/pass-check`, everyPart)).body.state.status).toBe(
      'submitted',
    )
    const confirmed = await official.post(`/api/admissions/${id}/confirm-qualification`, {
      serviceType: '1.06',
    })
    expect(confirmed.body.state.status).toBe('admitted')

    const on = plainDate('2023-01-19')
    expect(await market.inTx((tx) => registry.agencyStanding(tx, agency, on))).toEqual({
      id: agency,
      name: form.subject.name,
      code: form.subject.code,
      region: '360402',
      status: 'admitted',
      legalRepresentative: '李建国',
      controllers: [registry.identityDigest(market.deps, form.representative.identity)],
      services: [
        {
          serviceType: '1.06',
          qualification: form.services[0]?.qualification,
          grade: '三星',
          validTo: '2027-12-31',
          confirmed: true,
          suspended: false,
        },
      ],
    })
    // 35.2: 资质（资格）失效的 is out of use from the day after its last.
    for (const [day, suspended] of [
      ['2027-12-31', false],
      ['2028-01-01', true],
    ] as const) {
      const standing = await market.inTx((tx) => registry.agencyStanding(tx, agency, plainDate(day)))
      expect(standing?.services[0]?.suspended).toBe(suspended)
    }

    expect((await clerk.post(`/api/admissions/${id}/publish`)).body.state.status).toBe('in-publicity')
    const subjects = new Map([[market.subject.name, market.subject]])
    await market.database.setClock('2023-01-31T23:59:59.999')
    expect(await fireDue(market.deps, subjects)).toEqual([])
    await market.database.setClock('2023-02-01T00:00')
    expect(await fireDue(market.deps, subjects)).toMatchObject([{ id, action: 'end-publicity' }])
    await market.database.setClock('2023-01-19T10:00')

    const page = (await market.visitor().get(`/api/agencies/${agency}`)).body
    expect(page).toMatchObject({
      name: form.subject.name,
      regionName: '濂溪区',
      status: 'admitted',
      people: [],
    })
    expect(page.services).toMatchObject([{ name: '水土保持方案编制', department: '九江市水利局' }])
    expect(page.history.map((h: { kind: string }) => h.kind)).toEqual([
      'admission.admitted',
      'admission.published',
      'admission.publicity-ended',
    ])
    const { rows } = await market.database.asOwner(
      'select state::text || encode(identities, $1) as all from admission',
      ['hex'],
    )
    expect(rows.map((r) => r.all).join()).not.toContain(form.representative.identity)
    const answered = await market.database.asOwner('select response #>> $1 as response from idempotency', [
      '{}',
    ])
    expect(answered.rows.length).toBeGreaterThan(0)
    const bytes = answered.rows.map((r) => Buffer.from(r.response, 'base64').toString('latin1'))
    expect(bytes.join()).not.toContain(form.representative.identity)
  })

  test('everyone concerned is told', async () => {
    const { agency, id } = await market.submitted('九江明远水保咨询有限公司')
    const clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
    const demands = [{ text: '补法人章程' }, { text: '地址与执照一致' }]
    await clerk.post(`/api/admissions/${id}/request-supplement`, { demands })
    const { rows } = await market.database.asOwner(
      `select body ->> 'zh' as body, article from notice_inbox where organisation = $1 and link = $2`,
      [agency, `/desk/admissions/${id}`],
    )
    expect(rows).toEqual([
      {
        body: '濂溪区行政审批局一次性告知补正要求：1. 补法人章程；2. 地址与执照一致。补正后核对时间重新计算。',
        article: '111/20.4',
      },
    ])
  })
})

describe(art('111', '19.2'), () => {
  // 不得同时在两家或多家中介服务机构任职
  test('refused; the name of an agency that only applies stays with its parties; free again after a withdrawal', async () => {
    const shared = market.person()
    const first = await market.submitted('九江甲测绘有限公司', { people: [shared] })
    const agency = await market.organisation('agency', '九江乙测绘有限公司')
    const second = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
    const form = await market.formOf(agency, {
      people: [{ ...shared, posts: ['authorised-agent', 'admin', 'practitioner'] }],
    })
    const { id } = (await second.post('/api/admissions', { form })).body
    await second.post(`/api/admissions/${id}/sign-commitment`, letter)
    const answer = await second.post(`/api/admissions/${id}/submit`)
    expect([answer.status, answer.body.error]).toMatchObject([
      422,
      {
        code: 'key-person-applying-elsewhere',
        article: '111/19.2',
        field: 'people.0.identity',
        message: {
          zh: `${shared.name}已在另一家申请入驻的机构登记关键岗位，不得同时在九江乙测绘有限公司任职。`,
        },
      },
    ])
    await first.applicant.post(`/api/admissions/${first.id}/withdraw`)
    expect((await second.post(`/api/admissions/${id}/submit`)).status).toBe(200)
  })

  test('fifty agencies that name the same person at once: one gets through', async () => {
    const shared = market.person()
    const filings = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const agency = await market.organisation('agency', `并发机构${i}`)
        const actor = { ...applicant, organisation: agency, person: 'nobody' }
        const form = await market.formOf(agency, { people: [shared] })
        const id = randomUUID()
        await market.inTx(async (tx) => {
          const create = newAdmission(id, agency, form)
          await act(tx, market.deps, market.subject, id, { kind: 'save', form }, actor, { create })
          await act(tx, market.deps, market.subject, id, signing('2023-01-19'), actor)
        })
        return { id, actor }
      }),
    )
    const outcomes = await Promise.all(
      filings.map(({ id, actor }) =>
        market.inTx((tx) => act(tx, market.deps, market.subject, id, { kind: 'submit' }, actor)),
      ),
    )
    expect(outcomes.filter((o) => o.ok).length).toBe(1)
    const codes = outcomes.flatMap((o) => (o.ok ? [] : [o.refusal.code]))
    expect(codes).toEqual(Array(49).fill('key-person-applying-elsewhere'))
  })

  test('the database itself refuses a second agency', async () => {
    const agency = await market.organisation('agency', '直插机构')
    const insert = `insert into key_person (identity, agency, name, posts) values ('d', $1, '某', '{admin}')`
    await market.database.asOwner(insert, [agency])
    await expect(
      market.database.asOwner(insert, [await market.organisation('agency', '直插机构二')]),
    ).rejects.toThrow(/key_person_pkey/)
  })
})

describe(art('111', '20.1'), () => {
  test('one application of an agency, also when two are begun at once', async () => {
    const agency = await market.organisation('agency', '九江双开咨询有限公司')
    const two = [
      await market.signedIn(agency, '李建国', ['admin']),
      await market.signedIn(agency, '王小明', ['authorised-agent']),
    ]
    const begun = await Promise.all(two.map((person) => person.post('/api/admissions')))
    expect(begun.map((b) => b.status).toSorted()).toEqual([201, 422])
    expect(begun.find((b) => b.status === 422)?.body.error.code).toBe('application-under-way')
  })

  test('an application is found by those whom it concerns, and by nobody else', async () => {
    const { id } = await market.submitted('九江隐秘测绘有限公司')
    const strangers = [
      await market.signedIn(await market.organisation('agency', '别家'), '某', ['admin']),
      await market.signedIn('360403-operator', '某', ['member']),
      await market.signedIn('jj-ecology', '某', ['member']),
    ]
    for (const stranger of strangers) {
      const answer = await stranger.get(`/api/admissions/${id}`)
      expect([answer.status, answer.body.error.code]).toEqual([404, 'unknown-subject'])
      expect((await stranger.get('/api/admissions')).body.items).toEqual([])
      const act = await stranger.post(`/api/admissions/${id}/withdraw`)
      expect([404, 409]).toContain(act.status)
      expect(JSON.stringify(act.body)).not.toContain('九江隐秘')
    }
    expect((await market.visitor().get(`/api/admissions/${id}`)).status).toBe(401)
    const auditor = await market.signedIn('jj-audit', '某', ['member'])
    expect((await auditor.get(`/api/admissions/${id}`)).body.state.status).toBe('submitted')
  })
})

describe(art('111', '36.4'), () => {
  test('an expelled agency’s code, and its representative elsewhere, are kept out for two years', async () => {
    const agency = await market.organisation('agency', '九江再来咨询有限公司')
    const visitor = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
    const representative = {
      name: '李建国',
      identity: identityNumber('360403', '1971-02-02', 77),
      phone: '13807920000',
    }
    const form = await market.formOf(agency, { people: [market.person()], representative })
    await market.inTx((tx) =>
      registry.recordBar(tx, market.deps, {
        agency: { name: '九江被清退有限公司', code: creditCode('91', '360402', 1) },
        representative: { name: '李建国', identity: representative.identity },
        since: plainDate('2022-12-20'),
        article: art('111', '36.1'),
      }),
    )
    const { id } = (await visitor.post('/api/admissions', { form })).body
    await visitor.post(`/api/admissions/${id}/sign-commitment`, letter)
    const answer = await visitor.post(`/api/admissions/${id}/submit`)
    expect(answer.body.error).toMatchObject({
      code: 'representative-barred',
      params: { until: '2024-12-20' },
    })
  })
})

describe(art('111', '19.1'), () => {
  // What a person's number is, nobody reads who only holds the database: every row of every table is looked through.
  test('no identity number and no phone of a person in the whole database', async () => {
    const person = { ...market.person(), phone: '13979299001' }
    const { name } = aForm().representative
    const representative = { name, identity: market.person().identity, phone: '13979299002' }
    const { applicant, id, form } = await market.submitted('九江无号测绘有限公司', {
      people: [person],
      representative,
    })
    const registration = {
      ...{
        kind: 'agency',
        name: '九江手机测绘有限公司',
        code: creditCode('91', '360402', 7777),
        region: '360402',
      },
      ...{ fiscal: false, legalRepresentative: '陈手机' },
      person: {
        ...{
          name: '陈手机',
          phone: '13979299003',
          email: 'c@d.example',
          account: 'shouji',
          password: 'long enough',
        },
      },
    }
    expect((await market.visitor().post('/api/registrations', registration)).status).toBe(201)

    const tables = await market.database.asOwner(
      "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables " +
        "where schemaname not in ('pg_catalog', 'information_schema')",
    )
    expect(tables.rows.length).toBeGreaterThan(25)
    const secrets = [person.identity, representative.identity, '13979299001', '13979299002', '13979299003']
    const found: string[] = []
    for (const { name: table } of tables.rows) {
      const { rows } = await market.database.asOwner(`select t::text as whole from ${table} t`)
      // Bytes are shown in hexadecimal: what lies there unsealed would be found as well.
      for (const secret of secrets)
        for (const text of [secret, Buffer.from(secret).toString('hex')])
          if (rows.some((row) => row.whole.includes(text))) found.push(`${table}: ${secret}`)
    }
    expect(found).toEqual([])

    // The applicant reads what was filed; the operator sees enough to tell two people apart.
    const own = (await applicant.get(`/api/admissions/${id}`)).body.state.form
    expect([own.people, own.representative]).toEqual([form.people, form.representative])
    const clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
    const seen = (await clerk.get(`/api/admissions/${id}`)).body.state.form
    expect([seen.people[0].phone, seen.representative.phone]).toEqual(['139****9001', '139****9002'])
    expect(seen.subject.phone).toBe(form.subject.phone)
  })
})
