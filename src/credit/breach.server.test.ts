import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { pdf, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { fireDue } from '../platform/clockwork.ts'
import { agencyStanding } from '../registry/server.ts'
import type { SituationCode } from './index.ts'
import { type BreachSubject, draftBreach, mountBreachCases } from './server.ts'

let market: RegistryMarket
let subject: BreachSubject
let clerk: Visitor
let second: Visitor
let approver: Visitor
let official: Visitor
beforeAll(async () => {
  market = await registryMarket('2023-01-10T09:00', (app, deps) => {
    subject = mountBreachCases(app, deps)
  })
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  second = await market.signedIn('360402-operator', '王建国', ['member'])
  approver = await market.signedIn('360402-management', '李敏', ['member'])
  official = await market.signedIn('jj-water', '周正', ['member'])
})
afterAll(() => market.close())

const clock = (at: string) => market.database.setClock(at)
const tick = () => fireDue(market.deps, new Map([['breach', subject]]))
const file = (owner: string) =>
  market.inTx((tx) => market.deps.files.put(tx, { name: '证据.pdf', bytes: pdf, owner }))

async function admitted(name: string) {
  // Whoever represents an expelled agency is barred too (36.4): each here has a representative of its own.
  const { identity, phone } = market.person()
  const representative = { name: '李建国', identity, phone }
  const { agency, id, applicant } = await market.submitted(name, { representative })
  const consistent = ['subject', 'representative', 'people', 'services', 'commitment']
  await clerk.post(`/api/admissions/${id}/pass-check`, { consistent })
  await official.post(`/api/admissions/${id}/confirm-qualification`, { serviceType: '1.06' })
  return { agency, name, applicant }
}

const step = async (who: Visitor, id: string, act: string, body: object = {}) => {
  const answer = await who.post(`/api/breaches/${id}/${act}`, body)
  expect(answer.body.error, act).toBeUndefined()
  return answer.body
}

/** From the case to the second signature on one day; the agency speaks at once. */
async function found(agency: { agency: string; applicant: Visitor }, situation: SituationCode, at: string) {
  await clock(at)
  await tick()
  const said = {
    agency: agency.agency,
    situation,
    text: '业主反映，附通话记录',
    file: await file('360402-operator'),
  }
  const opened = await clerk.post('/api/breaches', said)
  expect(opened.body.error).toBeUndefined()
  const { id } = opened.body
  await step(clerk, id, 'hear')
  await step(agency.applicant, id, 'answer', { text: '没有异议' })
  await step(clerk, id, 'decide', {
    ...{ situation, grounds: '通话记录与业主陈述一致', text: '未按时与项目业主联系。' },
    file: await file('360402-operator'),
  })
  return { id, ...(await step(second, id, 'confirm')) }
}
const standing = (agency: string) => market.inTx((tx) => agencyStanding(tx, agency, plainDate('2023-01-10')))
const published = async (agency: string) =>
  (await market.visitor().get(`/api/credit/breaches?agency=${agency}`)).body.items as { id: string }[]

describe(art('111', '42.1'), () => {
  test('one, two, three general breaches, to the day', async () => {
    const agency = await admitted('九江三失信咨询有限公司')
    const first = await found(agency, '39.1', '2023-01-10T10:00')
    expect(first.state.sanction).toMatchObject({ months: 3, until: '2023-04-10', inYear: 1 })
    // 暂停…参与承接中介服务: the next second, in everything.
    expect(await standing(agency.agency)).toMatchObject({
      ...{ status: 'suspended', suspendedUntil: '2023-04-10', services: [{ suspended: true }] },
    })
    await clock('2023-04-10T23:59:59')
    expect(await tick()).toEqual([])
    expect(await standing(agency.agency)).toMatchObject({ status: 'suspended' })
    await clock('2023-04-11T00:00')
    expect((await tick()).map((f) => f.action).toSorted()).toEqual(['end-suspension', 'take-down'])
    const free = await standing(agency.agency)
    expect(free).toMatchObject({ status: 'admitted', services: [{ suspended: false }] })
    expect(free).not.toHaveProperty('suspendedUntil')

    // A year and the 90 suspended days after 10 January: 9 April 2024 is the last day.
    const again = await found(agency, '39.3', '2024-04-09T16:00')
    expect(again.state.sanction).toMatchObject({ months: 6, until: '2024-10-09', inYear: 2, third: false })

    const third = await found(agency, '39.2', '2025-03-03T10:00')
    expect(third.state.sanction).toMatchObject({ third: true, inTwoYears: 3, inYear: 2, months: 6 })
    const { items } = (await approver.get('/api/breaches')).body
    expect(items[0].state).toMatchObject({
      status: 'confirmed',
      situation: '40.11',
      finding: { severity: 'serious' },
    })
    const id = items[0].id
    expect(items[0].state.finding.counted.map((c: { on: string }) => c.on)).toEqual([
      ...['2023-01-10', '2024-04-09', '2025-03-03'],
    ])
    await step(approver, id, 'approve')
    expect(await standing(agency.agency)).toMatchObject({ status: 'expelled' })
    const { rows } = await market.database.asOwner(
      `select party, since::text, article from admission_bar where name = $1 order by party`,
      [agency.name],
    )
    expect(rows).toEqual([
      { party: 'agency', since: '2025-03-03', article: '111/40.11' },
      { party: 'representative', since: '2025-03-03', article: '111/40.11' },
    ])
    // Nothing of the suspension is left to end later.
    const left = await market.database.asOwner(
      'select count(*)::int as n from agency_suspension where ended_at is null and until > market_now() and agency = $1',
      [agency.agency],
    )
    expect(left.rows[0].n).toBe(0)
  })
})

describe(art('111', '42.2'), () => {
  test('published for three months, without grounds, papers or people; gone at the end of the day', async () => {
    const agency = await admitted('九江公示咨询有限公司')
    const { id } = await found(agency, '39.1', '2025-05-06T10:00')
    const [shown] = await published(agency.agency)
    expect(shown).toMatchObject({
      id,
      text: '未按时与项目业主联系。',
      severity: 'general',
      publicUntil: '2025-08-06',
    })
    expect(JSON.stringify(shown)).not.toMatch(/通话记录|陈晓岚|没有异议|sha256/)
    await clock('2025-08-06T23:59:59')
    expect(await published(agency.agency)).toHaveLength(1)
    // By the database's clock alone: no tick has run yet.
    await clock('2025-08-07T00:00')
    expect(await published(agency.agency)).toEqual([])
    const { rows } = await market.database.asOwner(
      `select distinct visibility from fact where subject = $1`,
      [`breach/${id}`],
    )
    expect(rows).toEqual([{ visibility: 'parties' }])
  })
})

describe(art('111', '43.5'), () => {
  test('granted: the suspension ends at once and the next breach is the first again; refused: nothing changes', async () => {
    const agency = await admitted('九江修复咨询有限公司')
    const { id } = await found(agency, '39.1', '2025-09-01T10:00')
    const papers = async () => ({
      noLoss: { text: '业主已书面确认无损失', file: await file(agency.agency) },
      rectification: { text: '已设专人联系', file: await file(agency.agency) },
      forgiveness: { by: '修水县水利局', file: await file(agency.agency) },
    })
    await clock('2025-09-02T10:00')
    await step(agency.applicant, id, 'apply-repair', await papers())
    await step(clerk, id, 'decide-repair', { granted: false, reason: '谅解书未盖章' })
    expect(await standing(agency.agency)).toMatchObject({ status: 'suspended' })

    await step(agency.applicant, id, 'apply-repair', await papers())
    await step(approver, id, 'adopt', { adopted: true })
    const early = await clerk.post(`/api/breaches/${id}/decide-repair`, {
      ...{ granted: true, noLoss: true, forgiven: true, reason: '四项条件均已核实' },
    })
    expect(early.body.error).toMatchObject({ code: 'repair-not-adopted', article: '111/43.3' })
    await step(official, id, 'adopt', { adopted: true })
    await step(clerk, id, 'decide-repair', {
      ...{ granted: true, noLoss: true, forgiven: true, reason: '四项条件均已核实' },
    })
    expect(await standing(agency.agency)).toMatchObject({
      status: 'admitted',
      services: [{ suspended: false }],
    })
    expect(await published(agency.agency)).toMatchObject([
      { id, publicUntil: '2025-10-02', repairedAt: expect.any(String) },
    ])

    const next = await found(agency, '39.1', '2025-12-01T10:00')
    expect(next.state.sanction).toMatchObject({ months: 3, inYear: 1, inTwoYears: 1 })
    // 43.1: but it is not the first.
    const again = await agency.applicant.post(`/api/breaches/${next.id}/apply-repair`, await papers())
    expect(again.body.error.code).toBe('repair-not-first')
  })
})

describe(art('111', '39'), () => {
  test('what the system saw opens one case, told twice or not; only its bodies see it', async () => {
    const agency = await admitted('九江线索咨询有限公司')
    const seen = {
      ...({ agency: agency.agency, situation: '39.1', text: '逾期未联系' } as const),
      origin: {
        source: 'engagement/e1/contact',
        about: { subject: 'engagement', id: 'e1', title: '某项目' },
      },
    }
    for (const _ of [1, 2]) await market.inTx((tx) => draftBreach(tx, market.deps, seen))
    await market.inTx((tx) => draftBreach(tx, market.deps, { ...seen, agency: 'nobody' }))
    const mine = (await clerk.get(`/api/breaches?agency=${agency.agency}`)).body
    expect(mine).toMatchObject({ total: 1, items: [{ state: { status: 'drafted', origin: seen.origin } }] })
    const { id } = mine.items[0]
    const stranger = await market.signedIn('jj-operator', '赵', ['member'])
    for (const who of [agency.applicant, official, stranger]) {
      expect((await who.get(`/api/breaches/${id}`)).status).toBe(404)
    }
    await step(clerk, id, 'hear')
    expect((await agency.applicant.get(`/api/breaches/${id}`)).body.actions).toMatchObject([
      { act: 'answer' },
    ])
    const desk = (await agency.applicant.get('/api/desk')).body
    expect(JSON.stringify(desk)).toContain('"breach"')
  })
})
