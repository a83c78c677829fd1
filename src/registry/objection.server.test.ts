import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { pdf, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import * as registry from './server.ts'

let market: RegistryMarket
let clerk: Visitor
let official: Visitor
let approver: Visitor
let rival: Visitor
let rivals: string
beforeAll(async () => {
  market = await registryMarket('2023-03-06T10:00')
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  official = await market.signedIn('jj-water', '周正', ['member'])
  const { management } = await market.inTx((tx) => registry.bodiesOf(tx, '360402'))
  approver = await market.signedIn(management.id, '李敏', ['member'])
  rivals = await market.organisation('agency', '九江鼎信测绘有限公司')
  rival = await market.signedIn(rivals, '吴刚', ['admin'])
})
afterAll(() => market.close())

const everyPart = { consistent: ['subject', 'representative', 'people', 'services', 'commitment'] }

async function published(name: string) {
  const applied = await market.submitted(name)
  await clerk.post(`/api/admissions/${applied.id}/pass-check`, everyPart)
  await official.post(`/api/admissions/${applied.id}/confirm-qualification`, { serviceType: '1.06' })
  expect((await clerk.post(`/api/admissions/${applied.id}/publish`)).status).toBe(200)
  return applied
}

async function objected(admission: string) {
  const file = await market.inTx((tx) =>
    market.deps.files.put(tx, { name: '证明.pdf', bytes: pdf, owner: rivals }),
  )
  return rival.post('/api/objections', { admission, reason: '人员系挂靠', file })
}
const standing = (agency: string) =>
  market.inTx((tx) => registry.agencyStanding(tx, agency, plainDate('2023-03-06')))

describe(art('111', '20.3'), () => {
  test('upheld by the management body: the admission ends, its people are free, it may apply anew', async () => {
    const { agency, applicant, id: admission, form } = await published('九江被异议咨询有限公司')
    const shown = (await market.visitor().get('/api/publicities')).body
    expect(shown.items).toMatchObject([{ admission, name: '九江被异议咨询有限公司', objections: 0 }])

    const answer = await objected(admission)
    expect([answer.status, answer.body.error]).toEqual([201, undefined])
    const { id } = answer.body
    expect((await objected(admission)).body.error.code).toBe('objection-under-way')
    // The agency sees it, and not by whom; a stranger is not told that it is there.
    const seen = (await applicant.get(`/api/objections/${id}`)).body
    expect(seen.state).toMatchObject({ status: 'filed', reason: '人员系挂靠' })
    expect(JSON.stringify(seen)).not.toContain(rivals)
    expect((await official.get(`/api/objections/${id}`)).status).toBe(404)
    expect((await clerk.get('/api/objections')).body).toMatchObject({ total: 1, items: [{ id }] })

    await clerk.post(`/api/objections/${id}/raise`, { reason: '需部门共同核查' })
    expect((await clerk.post(`/api/objections/${id}/uphold`, { decision: '属实' })).status).not.toBe(200)
    const decided = await approver.post(`/api/objections/${id}/uphold`, { decision: '挂靠属实' })
    expect([decided.status, decided.body.error]).toEqual([200, undefined])

    expect((await applicant.get(`/api/admissions/${admission}`)).body).toMatchObject({
      state: { status: 'revoked', reason: '挂靠属实' },
      actions: [],
      clocks: [],
    })
    expect((await standing(agency))?.status).not.toBe('admitted')
    const page = (await market.visitor().get('/api/publicities')).body
    expect(page.items).toEqual([])
    expect(page.decisions).toMatchObject([{ agency, result: 'upheld', decision: '挂靠属实' }])

    const other = await market.submitted('九江另一家咨询有限公司', { people: form.people })
    expect(other.id).not.toBe(admission)
    expect((await applicant.post('/api/admissions')).status).toBe(201)
    const { rows } = await market.database.asOwner(
      `select count(*)::int as n from notice_inbox where organisation = $1 and link = $2`,
      [agency, `/desk/objections/${id}`],
    )
    expect(rows[0]?.n).toBe(2)
  })

  test('rejected by the operator: the admission stands and its publicity goes on', async () => {
    const { agency, id: admission } = await published('九江无异议咨询有限公司')
    const { id } = (await objected(admission)).body
    const decided = await clerk.post(`/api/objections/${id}/reject`, { decision: '查无实据' })
    expect(decided.body.state.status).toBe('rejected')
    expect((await standing(agency))?.status).toBe('admitted')
    expect((await market.visitor().get('/api/publicities')).body.items).toMatchObject([
      { admission, objections: 0 },
    ])
  })

  test('no file, no session, nothing published', async () => {
    const { id: admission } = await published('九江第三家咨询有限公司')
    const bare = await rival.post('/api/objections', { admission, reason: '某' })
    expect([bare.status, bare.body.error.field]).toEqual([422, 'file'])
    expect((await market.visitor().post('/api/objections', { admission, reason: '某' })).status).toBe(401)
    const draft = await market.submitted('九江未公示咨询有限公司')
    expect((await objected(draft.id)).status).toBe(404)
  })
})
