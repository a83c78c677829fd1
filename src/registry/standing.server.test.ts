import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { letter, pdf, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import * as registry from './server.ts'

let market: RegistryMarket
let clerk: Visitor
let second: Visitor
let official: Visitor
let approver: Visitor
beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00')
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  second = await market.signedIn('360402-operator', '王建国', ['member'])
  official = await market.signedIn('jj-water', '周正', ['member'])
  const { management } = await market.inTx((tx) => registry.bodiesOf(tx, '360402'))
  approver = await market.signedIn(management.id, '李敏', ['member'])
})
afterAll(() => market.close())

const everyPart = { consistent: ['subject', 'representative', 'people', 'services', 'commitment'] }

async function admitted(name: string, change?: object) {
  const applied = await market.submitted(name, change)
  await clerk.post(`/api/admissions/${applied.id}/pass-check`, everyPart)
  await official.post(`/api/admissions/${applied.id}/confirm-qualification`, { serviceType: '1.06' })
  return applied
}

const fileOf = (owner: string) =>
  market.inTx((tx) => market.deps.files.put(tx, { name: '证据.pdf', bytes: pdf, owner }))

async function brought(who: Visitor, owner: string, agency: string, ground: string, services: string[] = []) {
  const body = { agency, ground, services, text: '查询结果见附件', file: await fileOf(owner) }
  const answer = await who.post('/api/standing-cases', body)
  expect([answer.status, answer.body.error]).toEqual([201, undefined])
  return answer.body.id as string
}
const standing = (agency: string, on = '2023-01-19') =>
  market.inTx((tx) => registry.agencyStanding(tx, agency, plainDate(on)))
const step = async (who: Visitor, id: string, act: string, body = {}) => {
  const answer = await who.post(`/api/standing-cases/${id}/${act}`, body)
  expect([act, answer.status, answer.body.error]).toEqual([act, 200, undefined])
  return answer.body
}

describe(art('111', '35'), () => {
  test('two people suspend a service; fresh material and the operator restore it', async () => {
    const { agency, applicant } = await admitted('九江暂停咨询有限公司')
    const id = await brought(clerk, '360402-operator', agency, 'qualification-lapsed', ['1.06'])
    expect((await applicant.get(`/api/standing-cases/${id}`)).status).toBe(404)
    expect((await standing(agency))?.services[0]?.suspended).toBe(false)
    const own = await clerk.post(`/api/standing-cases/${id}/confirm`)
    expect([own.status, own.body.error.code]).toEqual([422, 'second-person-required'])

    await step(second, id, 'confirm')
    expect(await standing(agency)).toMatchObject({ status: 'admitted', services: [{ suspended: true }] })
    const page = (await market.visitor().get(`/api/agencies/${agency}`)).body
    expect(page.services[0].suspended).toBe(true)
    expect(page.history.at(-1)).toMatchObject({ kind: 'standing.suspended', article: '111/35.2' })
    const inbox = (await applicant.get('/api/standing-cases')).body
    expect(inbox.items.map((i: { id: string }) => i.id)).toEqual([id])

    const material = { text: '已换发新证', file: await fileOf(agency) }
    await step(applicant, id, 'request-restoration', material)
    expect((await standing(agency))?.services[0]?.suspended).toBe(true)
    await step(clerk, id, 'approve-restoration')
    expect(await standing(agency)).toMatchObject({ status: 'admitted', services: [{ suspended: false }] })
    const { rows } = await market.database.asOwner(
      `select distinct body ->> 'zh' as body from notice_inbox where organisation = $1 and link = $2`,
      [agency, `/desk/standing-cases/${id}`],
    )
    expect(rows.map((r) => r.body).join()).toContain('水土保持方案编制自即时起暂停报名')
  })

  test('of all services: the agency itself is suspended, until the last such case is over', async () => {
    const { agency, applicant } = await admitted('九江全停咨询有限公司')
    const first = await brought(clerk, '360402-operator', agency, 'conditions-not-met')
    await step(second, first, 'confirm')
    const other = await brought(second, '360402-operator', agency, 'suspended-by-department')
    await step(clerk, other, 'confirm')
    expect((await standing(agency))?.status).toBe('suspended')
    for (const [id, status] of [
      [first, 'suspended'],
      [other, 'admitted'],
    ] as const) {
      await step(applicant, id, 'request-restoration', { text: '已整改', file: await fileOf(agency) })
      await step(clerk, id, 'approve-restoration')
      expect((await standing(agency))?.status).toBe(status)
    }
  })

  test('two clerks at once: one of them confirms, the other is told', async () => {
    const { agency } = await admitted('九江同时咨询有限公司')
    const id = await brought(clerk, '360402-operator', agency, 'conditions-not-met')
    const third = await market.signedIn('360402-operator', '赵丽', ['member'])
    const both = await Promise.all([second, third].map((p) => p.post(`/api/standing-cases/${id}/confirm`)))
    expect(both.map((b) => b.status).toSorted()).toEqual([200, 409])
  })
})

describe(art('111', '36.4'), () => {
  async function applies(name: string, representative: object, code?: string) {
    const agency = await market.organisation('agency', name)
    const applicant = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
    const form = await market.formOf(agency, { representative } as never)
    if (code) form.subject.code = code
    const { id } = (await applicant.post('/api/admissions', { form })).body
    await applicant.post(`/api/admissions/${id}/sign-commitment`, letter)
    return { agency, submit: () => applicant.post(`/api/admissions/${id}/submit`) }
  }

  test('expelled after approval; the representative is refused with another agency until the last day', async () => {
    const representative = { ...market.person(), name: '李建国' }
    const party = { name: '李建国', identity: representative.identity, phone: representative.phone }
    const { agency, applicant, form } = await admitted('九江清退咨询有限公司', { representative: party })
    const id = await brought(official, 'jj-water', agency, 'qualification-revoked')
    await step(clerk, id, 'take-up')
    await step(second, id, 'confirm')
    expect((await standing(agency))?.status).toBe('admitted')
    await step(approver, id, 'approve')
    expect((await standing(agency))?.status).toBe('expelled')
    const page = (await market.visitor().get(`/api/agencies/${agency}`)).body
    expect(page).toMatchObject({ status: 'expelled', people: [] })
    expect(page.history.at(-1)).toMatchObject({
      kind: 'standing.expelled',
      article: '111/36.2',
      params: { until: '2025-01-19' },
    })

    const other = await applies('九江换名咨询有限公司', party)
    const refused = await other.submit()
    expect(refused.body.error).toMatchObject({
      code: 'representative-barred',
      article: '111/36.4',
      params: { name: form.subject.name, until: '2025-01-19' },
    })
    // The agency itself, with another representative, after its admission was ended.
    const again = await applicant.post('/api/admissions', {
      form: { ...(await market.formOf(agency)), subject: form.subject },
    })
    expect(again.status).toBe(201)
    await applicant.post(`/api/admissions/${again.body.id}/sign-commitment`, letter)
    const own = await applicant.post(`/api/admissions/${again.body.id}/submit`)
    expect(own.body.error.code).toBe('agency-barred')

    // 2年: 19 January 2025 is the last day; on the 20th they may.
    await market.database.setClock('2025-01-19T23:59:59')
    expect((await other.submit()).body.error.code).toBe('representative-barred')
    await market.database.setClock('2025-01-20T00:00')
    expect((await other.submit()).body.error).toBeUndefined()
    await market.database.setClock('2023-01-19T10:00')
  })

  test('lifted by law: both may apply again at once', async () => {
    const { identity, phone } = market.person()
    const party = { name: '李建国', identity, phone }
    const { agency } = await admitted('九江解除咨询有限公司', { representative: party })
    const id = await brought(clerk, '360402-operator', agency, 'judgment-defaulter')
    await step(second, id, 'confirm')
    await step(approver, id, 'approve')
    const other = await applies('九江解除之后咨询有限公司', party)
    expect((await other.submit()).body.error.code).toBe('representative-barred')
    await step(approver, id, 'lift', {
      issuer: '人民法院',
      number: '（2023）赣04执1号',
      basis: '已从名单移除',
    })
    expect((await other.submit()).body.error).toBeUndefined()
    expect((await standing(agency))?.status).toBe('expelled')
    const page = (await market.visitor().get(`/api/agencies/${agency}`)).body
    expect(page.history.at(-1).kind).toBe('standing.bar-lifted')
  })
})

describe('bad input', () => {
  test.each([
    ['no agency', { agency: 'nobody' }, 404, 'agency'],
    ['no such ground', { ground: 'x' }, 400, 'ground'],
    ['no file', { file: undefined }, 422, 'file'],
    ['NUL', { text: 'a\0' }, 400, 'text'],
    ['services without end', { services: Array(101).fill('1.06') }, 400, 'services'],
  ])('%s', async (_, change, status, field) => {
    const agency = await market.organisation('agency', `试错${field}${status}有限公司`)
    const body = {
      agency,
      ground: 'blacklisted',
      services: [],
      text: 'x',
      file: await fileOf('360402-operator'),
    }
    const answer = await clerk.post('/api/standing-cases', { ...body, ...change })
    if (field === 'file') expect(answer.body.error.code).toBe('agency-not-in-market')
    else expect([answer.status, answer.body.error.field]).toEqual([status, field])
  })

  test('another body sees and does nothing', async () => {
    const { agency } = await admitted('九江旁观咨询有限公司')
    const id = await brought(clerk, '360402-operator', agency, 'conditions-not-met')
    const { operator } = await market.inTx((tx) => registry.bodiesOf(tx, '360400'))
    const elsewhere = await market.signedIn(operator.id, '市里人', ['member'])
    expect((await elsewhere.get(`/api/standing-cases/${id}`)).status).toBe(404)
    expect((await elsewhere.post(`/api/standing-cases/${id}/confirm`)).status).toBe(404)
    expect((await official.get(`/api/standing-cases/${id}`)).status).toBe(404)
    expect((await market.visitor().get('/api/standing-cases')).status).toBe(401)
  })
})
