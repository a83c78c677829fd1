import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'

let market: RegistryMarket
let clerk: Visitor
let colleague: Visitor
const everyPart = { consistent: ['subject', 'representative', 'people', 'services', 'commitment'] }

beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00')
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  colleague = await market.signedIn('360402-operator', '刘敏', ['member'])
})
afterAll(() => market.close())

const load = async () => (await clerk.get('/api/admissions/workload')).body.items
const personOf = async (name: string) =>
  (await load()).find((i: { name: string }) => i.name === name)?.person as string

describe(art('111', '8.1'), () => {
  // 具体承担本级中介超市日常运营及服务工作
  test('assigned, handed over with a reason, seen by the applicant, counted for each clerk', async () => {
    const { applicant, id } = await market.submitted('九江移交水保咨询有限公司')
    const assign = (visitor: Visitor, to: string, reason = '') =>
      visitor.post(`/api/admissions/${id}/assign`, { clerk: to, reason })
    const [chen, liu] = [await personOf('陈晓岚'), await personOf('刘敏')]
    expect((await load())[0]).toMatchObject({ person: null, open: 1, late: 0 })
    expect((await clerk.get('/api/admissions?clerk=nobody')).body.items).toMatchObject([{ id, clerk: null }])

    expect((await assign(clerk, chen)).body.state.clerk).toMatchObject({ person: chen, name: '陈晓岚' })
    expect((await applicant.get(`/api/admissions/${id}`)).body.state.clerk.name).toBe('陈晓岚')
    expect((await clerk.get('/api/admissions?clerk=mine')).body.items).toMatchObject([
      { id, clerk: '陈晓岚' },
    ])
    expect((await colleague.get('/api/admissions?clerk=mine')).body.items).toEqual([])

    // Out of another's hand: only with a reason.
    expect((await assign(colleague, liu)).body.error).toMatchObject({
      ...{ code: 'hand-over-reason-missing', field: 'reason', article: art('111', '8.1') },
      params: { from: '陈晓岚' },
    })
    expect((await assign(colleague, liu, '陈晓岚休假')).body.state.clerk.name).toBe('刘敏')
    const { history } = (await applicant.get(`/api/admissions/${id}`)).body
    expect(history.filter((h: { kind: string }) => h.kind === 'admission.assigned')).toMatchObject([
      { params: { to: '陈晓岚', by: '陈晓岚' } },
      { params: { to: '刘敏', by: '刘敏', from: '陈晓岚', reason: '陈晓岚休假' } },
    ])
    // 2 working days from 19 January 2023 end, across the Spring Festival, with 28 January.
    await market.database.setClock('2023-01-29T00:00')
    expect((await load()).find((i: { name: string }) => i.name === '刘敏')).toMatchObject({
      open: 1,
      late: 1,
    })
    expect((await load()).find((i: { name: string }) => i.name === '陈晓岚')).toMatchObject({
      open: 0,
      late: 0,
    })
    await market.database.setClock('2023-01-19T10:00')
    // The same again changes nothing and says nothing.
    await assign(clerk, liu)
    expect((await applicant.get(`/api/admissions/${id}`)).body.history).toHaveLength(history.length)
  })

  test('to the operator’s own people alone, by the operator alone', async () => {
    const { applicant, id } = await market.submitted('九江他手水保咨询有限公司')
    const stranger = await market.signedIn('360403-operator', '外人', ['member'])
    const { items } = (await stranger.get('/api/admissions/workload')).body
    const outsider = items.find((i: { name: string }) => i.name === '外人').person
    const answer = await clerk.post(`/api/admissions/${id}/assign`, { clerk: outsider, reason: '' })
    expect([answer.status, answer.body.error]).toMatchObject([422, { code: 'not-a-clerk', field: 'clerk' }])
    const body = { clerk: await personOf('刘敏'), reason: '' }
    expect((await applicant.post(`/api/admissions/${id}/assign`, body)).status).toBe(409)
    expect((await stranger.post(`/api/admissions/${id}/assign`, body)).body.error.code).toBe(
      'unknown-subject',
    )
    expect((await applicant.get('/api/admissions/workload')).status).toBe(403)
    expect((await clerk.get('/api/admissions?clerk=x')).body.error).toMatchObject({ field: 'clerk' })
  })
})

describe(art('111', '16'), () => {
  // 由各级行业主管部门审核确认: a department hands over among its own people what it has to confirm, beside the operator.
  test('assigned within the department, counted for each, gone with the decision', async () => {
    const [zhou, wu] = [
      await market.signedIn('jj-water', '周正', ['member']),
      await market.signedIn('jj-water', '吴越', ['member']),
    ]
    const { applicant, id } = await market.submitted('九江审核水保咨询有限公司')
    const shares = async () =>
      (await zhou.get('/api/admissions/workload')).body.items as {
        person: string
        name: string
        open: number
      }[]
    const share = async (name: string) => (await shares()).find((i) => i.name === name)!
    const [before, person] = [(await share('周正')).open, (await share('周正')).person]
    const assign = (visitor: Visitor, to: string, reason = '') =>
      visitor.post(`/api/admissions/${id}/assign`, { clerk: to, reason })
    expect((await assign(zhou, await personOf('刘敏'))).body.error).toMatchObject({
      ...{ code: 'not-a-clerk', article: art('111', '16') },
    })
    const taken = await assign(zhou, person)
    expect(taken.body.state.reviews[0].clerk).toMatchObject({ name: '周正' })
    expect(taken.body.state.clerk).toBeUndefined()
    expect((await share('周正')).open).toBe(before + 1)
    expect((await zhou.get('/api/admissions?clerk=mine')).body.items).toMatchObject([{ id, clerk: '周正' }])
    expect((await wu.get('/api/admissions?clerk=mine')).body.items).toEqual([])
    const other = (await share('吴越')).person
    expect((await assign(wu, other)).body.error).toMatchObject({
      ...{ code: 'hand-over-reason-missing', params: { from: '周正' }, article: art('111', '16') },
    })
    expect((await assign(wu, other, '周正出差')).status).toBe(200)
    const { history, state } = (await applicant.get(`/api/admissions/${id}`)).body
    expect(state.reviews[0].clerk.name).toBe('吴越')
    expect(history.at(-1)).toMatchObject({
      kind: 'admission.assigned',
      params: { to: '吴越', from: '周正', reason: '周正出差' },
    })
    // The operator's own hand is another one.
    expect(
      (await clerk.get(`/api/admissions?clerk=nobody&size=100`)).body.items.map((i: { id: string }) => i.id),
    ).toContain(id)
    await wu.post(`/api/admissions/${id}/confirm-qualification`, { serviceType: '1.06' })
    expect((await share('吴越')).open).toBe(0)
    expect((await assign(zhou, person)).body.error.code).toBe('not-available')
  })
})

describe(art('111', '7'), () => {
  test('the management body sees what waits at each body, the late first', async () => {
    await market.submitted('九江总览水保咨询有限公司')
    const manager = await market.signedIn('jj-management', '吴主任', ['member'])
    await market.database.setClock('2023-01-29T00:00')
    const { items } = (await manager.get('/api/admissions/bodies')).body
    await market.database.setClock('2023-01-19T10:00')
    expect(items[0]).toMatchObject({ id: '360402-operator', late: items[0].open })
    const water = items.find((i: { id: string }) => i.id === 'jj-water')
    expect(water).toMatchObject({ kind: 'department', late: 0 })
    expect((await clerk.get('/api/admissions/bodies')).status).toBe(403)
  })
})

describe(art('111', '20.4'), () => {
  test('two clerks decide one application at once: one wins, the other is shown the new state', async () => {
    const { applicant, id } = await market.submitted('九江双决水保咨询有限公司')
    const { version } = (await clerk.get(`/api/admissions/${id}`)).body
    const answers = await Promise.all([
      clerk.post(`/api/admissions/${id}/refuse`, { reason: '地址与执照不一致', version }),
      colleague.post(`/api/admissions/${id}/pass-check`, { ...everyPart, version }),
    ])
    expect(answers.map((a) => a.status).toSorted()).toEqual([200, 409])
    const won = answers.find((a) => a.status === 200)!
    const lost = answers.find((a) => a.status === 409)!
    expect(lost.body.error.code).toBe('changed-meanwhile')
    expect([lost.body.version, lost.body.state.status]).toEqual([won.body.version, won.body.state.status])
    const { history, state } = (await applicant.get(`/api/admissions/${id}`)).body
    const decided = history.filter((h: { kind: string }) => /refused|check-passed/.test(h.kind))
    expect(decided).toHaveLength(1)
    expect(state.status).toBe(won.body.state.status)
  })

  test('who does not say what was seen meets the table: passed is passed', async () => {
    const { id } = await market.submitted('九江连决水保咨询有限公司')
    const answers = await Promise.all(
      [clerk, colleague].map((v) => v.post(`/api/admissions/${id}/pass-check`, everyPart)),
    )
    expect(answers.map((a) => a.status).toSorted()).toEqual([200, 422])
    expect(answers.find((a) => a.status === 422)?.body.error.code).toBe('check-already-passed')
  })
})

describe(art('111', '18'), () => {
  test('a certificate that ends before it begins; a file whose content is not its type', async () => {
    const agency = await market.organisation('agency', '九江倒期水保咨询有限公司')
    const visitor = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
    const form = await market.formOf(agency)
    const [service] = form.services
    const services = [{ ...service!, validFrom: '2022-06-01', validTo: '2022-05-31' }]
    const { id } = (await visitor.post('/api/admissions', { form: { ...form, services } })).body
    const signed = { letter: '2022-1', truthful: true, acceptsScoring: true }
    expect((await visitor.post(`/api/admissions/${id}/sign-commitment`, signed)).body.error).toMatchObject({
      ...{ code: 'ends-before-it-begins', field: 'services.0.validTo', article: art('111', '18') },
    })
    const headers = {
      ...(await visitor.guards()),
      'content-type': 'multipart/form-data; boundary=b',
    }
    const payload =
      '--b\r\ncontent-disposition: form-data; name="file"; filename="证书.pdf"\r\n\r\n<html>\r\n--b--\r\n'
    const answer = await visitor.raw({ method: 'POST', url: '/api/files', payload, headers })
    expect([answer.status, answer.body.error]).toMatchObject([
      415,
      { code: 'wrong-file-type', field: 'file' },
    ])
  })
})
