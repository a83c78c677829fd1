import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { bodiesOf } from './server.ts'

let market: RegistryMarket
let city: Visitor
beforeAll(async () => {
  market = await registryMarket('2026-10-09T10:00')
  city = await market.signedIn('jj-management', '吴江', ['admin', 'member'])
})
afterAll(() => market.close())

const administrator = { name: '罗志强', phone: '13979205678' }
const body = (change: object = {}) => ({
  ...{ kind: 'department', region: '360424', name: '修水县水利局（行业主管）', short: '县水利局' },
  ...{ branch: 'jj-water', documentNumber: '修府办字〔2026〕8号', administrator, ...change },
})
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
const regionOf = async (code: string): Promise<any> =>
  (await market.visitor().get('/api/bodies')).body.regions.find((r: { code: string }) => r.code === code)

describe(art('111', '7'), () => {
  test('anyone reads who manages and runs the market in each region, and where there is nobody', async () => {
    const xiushui = await regionOf('360424')
    expect(xiushui.gaps).toEqual([])
    expect(xiushui.bodies.map((b: { kind: string; article: string }) => [b.kind, b.article])).toEqual(
      expect.arrayContaining([
        ['management', '7'],
        ['operator', '8'],
      ]),
    )
    expect(xiushui.bodies[0]).not.toHaveProperty('administrators')
    // A functional area is served by the city.
    expect((await regionOf('3604X2')).gaps).toEqual(['management', 'operator'])
  })

  test('a new department works the same day: set up, its administrator joins, renamed, ended', async () => {
    const made = await city.post('/api/bodies', body())
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const { id, code } = made.body
    const password = 'only in this test'
    const clerk = market.visitor()
    expect((await clerk.post('/api/invitations/join', { code, account: 'luo.zq', password })).status).toBe(
      201,
    )
    await clerk.post('/api/auth/sign-in', { account: 'luo.zq', password })
    expect((await clerk.get('/api/me')).body.actor).toMatchObject({ kind: 'department', organisation: id })
    const second = await city.post(`/api/bodies/${id}/administrator`, administrator)
    expect(second.body.error.code).toBe('has-administrator')
    const name = '修水县水利和湖泊局'
    const renamed = await city.post(`/api/bodies/${id}/rename`, {
      name,
      short: '县水湖局',
      documentNumber: '9号',
    })
    expect(renamed.status).toBe(200)
    expect((await regionOf('360424')).bodies.map((b: { name: string }) => b.name)).toContain(name)
    const ended = await city.post(`/api/bodies/${id}/end`, { reason: '机构改革', documentNumber: '10号' })
    expect(ended.status).toBe(200)
    // Nobody acts for it any more, and the next above takes its place.
    expect((await clerk.get('/api/me')).body.actor).toBeNull()
    expect((await regionOf('360424')).bodies.map((b: { name: string }) => b.name)).not.toContain(name)
  })

  test('not by a county, not twice, not while it holds something', async () => {
    const county = await market.signedIn('360424-management', '周', ['admin'])
    expect((await county.post('/api/bodies', body())).body.error.code).toBe('not-available')
    expect((await county.post('/api/bodies/360424-operator/administrator', administrator)).status).toBe(403)
    const twice = await city.post(
      '/api/bodies',
      body({ kind: 'operator', branch: '', name: '修水县审批二局' }),
    )
    expect(twice.body.error).toMatchObject({ code: 'body-exists', field: 'kind' })
    const nameless = await city.post('/api/bodies', body({ administrator: { name: '', phone: '1' } }))
    expect(nameless.body.error.field).toBe('administrator.name')
    const end = { reason: '机构改革', documentNumber: '10号' }
    const water = await city.post('/api/bodies/jj-water/end', end)
    expect(water.body.error.code).toBe('body-holds')
    expect(water.body.error.params.held.map((h: { subject: string }) => h.subject)).toContain('service-item')
    const operator = await city.post('/api/bodies/jj-operator/end', end)
    expect(operator.body.error.code).toBe('city-body-stays')
    await market.submitted('修水县恒信技术有限公司')
    const holds = await city.post('/api/bodies/360402-operator/end', end)
    expect(holds.body.error.params.held.map((h: { subject: string }) => h.subject)).toContain('admission')
  })

  test('when a county’s operator ends, the city’s serves', async () => {
    const serves = async () => (await market.inTx((tx) => bodiesOf(tx, '360430'))).operator.id
    expect(await serves()).toBe('360430-operator')
    const end = { reason: '职责划转', documentNumber: '10号' }
    expect((await city.post('/api/bodies/360430-operator/end', end)).status).toBe(200)
    expect(await serves()).toBe('jj-operator')
    expect((await regionOf('360430')).gaps).toEqual(['operator'])
  })

  test('of two that are entered at once, one is', async () => {
    const wanted = body({ kind: 'credit', region: '360430', branch: '', name: '彭泽县发展改革局' })
    const both = await Promise.all([city.post('/api/bodies', wanted), city.post('/api/bodies', wanted)])
    expect(both.map((b) => b.status).sort()).toEqual([201, 422])
  })
})
