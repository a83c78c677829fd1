import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { ItemContent } from './index.ts'
import * as registry from './server.ts'

let market: RegistryMarket
let water: Visitor
let ecology: Visitor
let management: Visitor
let anyone: Visitor
beforeAll(async () => {
  market = await registryMarket('2026-09-28T10:00')
  water = await market.signedIn('jj-water', '周正', ['member'])
  ecology = await market.signedIn('jj-ecology', '吴晓', ['member'])
  management = await market.signedIn('jj-management', '李敏', ['member'])
  anyone = market.visitor()
})
afterAll(() => market.close())

const content = (change: Partial<ItemContent> = {}): ItemContent => ({
  ...{ category: '5', zh: '水土保持设施验收报告编制', en: 'Acceptance report on soil conservation' },
  ...{ basis: '《水土保持法》第二十七条', approvals: ['生产建设项目水土保持方案审批'] },
  ...{ price: { mode: 'market' as const }, qualifications: [], ...change },
})
const on = async (day: string) =>
  (await anyone.get(`/api/service-items?on=${day}`)).body.items as {
    code: string
    name: string
    basis: string
  }[]
const listed = (day: string) => market.inTx((tx) => registry.publishedItems(tx, plainDate(day)))

describe(art('111', '9.1'), () => {
  test('from the draft to the list of a day, its amendment and its withdrawal', async () => {
    expect(await on('2026-09-28')).toHaveLength(67)
    const begun = await water.post('/api/service-items', { content: content({ basis: '' }) })
    expect([begun.status, begun.body.id]).toEqual([201, '5.01'])
    expect((await anyone.get('/api/service-items/5.01')).status).toBe(404)
    expect((await ecology.get('/api/service-items/5.01')).status).toBe(404)
    const early = await water.post('/api/service-items/5.01/publish', { from: '2026-09-28' })
    expect(early.body.error).toMatchObject({ code: 'item-field-missing', field: 'basis', article: '111/9.1' })
    const published = await water.post('/api/service-items/5.01/publish', {
      content: content(),
      from: '2026-09-29',
    })
    expect([published.status, published.body.error]).toEqual([200, undefined])
    expect([(await on('2026-09-28')).length, (await on('2026-09-29')).length]).toEqual([67, 68])

    const amended = await water.post('/api/service-items/5.01/publish', {
      content: content({ zh: '水土保持设施验收', basis: '水利部令第53号' }),
      from: '2026-10-09',
    })
    expect(amended.status).toBe(200)
    const named = async (day: string) => (await on(day)).find((i) => i.code === '5.01')
    expect((await named('2026-10-08'))?.name).toBe('水土保持设施验收报告编制')
    expect((await named('2026-10-09'))?.name).toBe('水土保持设施验收')

    const gone = await water.post('/api/service-items/5.01/withdraw', {
      from: '2026-11-02',
      reason: '审批事项已取消',
    })
    expect(gone.status).toBe(200)
    expect((await listed('2026-11-01')).some((i) => i.code === '5.01')).toBe(true)
    expect((await listed('2026-11-02')).some((i) => i.code === '5.01')).toBe(false)
    const page = (await anyone.get('/api/service-items/5.01')).body
    expect(page.versions.map((v: { from: string; until: string }) => [v.from, v.until])).toEqual([
      ['2026-10-09', '2026-11-01'],
      ['2026-09-29', '2026-10-08'],
    ])
    expect(page.history.map((h: { kind: string }) => h.kind)).toEqual([
      'item.published',
      'item.amended',
      'item.withdrawn',
    ])
    const names = (await anyone.get('/api/service-names')).body
    expect(names['5.01'].zh).toBe('水土保持设施验收')
  })

  test('a day that there is not is refused with its field', async () => {
    const answer = await anyone.get('/api/service-items?on=2026-02-30')
    expect([answer.status, answer.body.error.field, answer.body.error.article]).toEqual([400, 'on', '111/14'])
  })

  test('only who keeps it; another department once it is assigned, and told', async () => {
    const basis = {
      content: content({ category: '1', zh: '水土保持方案编制', basis: '《水土保持法》' }),
      from: '2026-10-01',
    }
    expect((await ecology.post('/api/service-items/1.06/publish', basis)).status).toBe(403)
    expect((await ecology.post('/api/service-items/1.06/assign', { department: 'jj-ecology' })).status).toBe(
      403,
    )
    const nobody = await management.post('/api/service-items/1.06/assign', { department: 'jj-operator' })
    expect(nobody.body.error).toMatchObject({ code: 'item-department-unknown', field: 'department' })
    expect(
      (await management.post('/api/service-items/1.06/assign', { department: 'jj-ecology' })).status,
    ).toBe(200)
    const { rows } = await market.database.asOwner('select link from notice_inbox where organisation = $1', [
      'jj-ecology',
    ])
    expect(rows.map((r) => r.link)).toContain('/desk/service-items/1.06')
    expect((await ecology.post('/api/service-items/1.06/publish', basis)).status).toBe(200)
    expect(
      (await ecology.get('/api/service-item-desk')).body.items.map((i: { id: string }) => i.id),
    ).toContain('1.06')
  })

  test('two departments draft at once: each its own code; one name once', async () => {
    const [a, b] = await Promise.all([
      water.post('/api/service-items', { content: content({ category: '4', zh: '河湖健康评价' }) }),
      ecology.post('/api/service-items', { content: content({ category: '4', zh: '河湖健康评价' }) }),
    ])
    expect([a.body.id, b.body.id].toSorted()).toEqual(['4.10', '4.11'])
    const both = await Promise.all([
      water.post(`/api/service-items/${a.body.id}/publish`, { from: '2026-10-01' }),
      ecology.post(`/api/service-items/${b.body.id}/publish`, { from: '2026-10-01' }),
    ])
    expect(both.map((r) => r.body.error?.code).toSorted()).toEqual(['item-name-taken', undefined])
  })

  test('the same keeper at two windows: the second is told', async () => {
    const { body } = await water.get('/api/service-items/1.17')
    const version = body.version as number
    const save = (basis: string) =>
      water.post('/api/service-items/1.17/save', {
        version,
        content: content({ category: '1', zh: '水文水资源调查评价', basis }),
      })
    expect((await save('《水法》')).status).toBe(200)
    expect((await save('《水文条例》')).status).toBe(409)
    expect((await anyone.get('/api/service-items/1.17')).body.state.draft).toBeUndefined()
  })

  test('the seed is taken in once, and a restart leaves what departments wrote', async () => {
    await market.inTx(registry.seedRegistry)
    const item = (await on('2026-10-01')).find((i) => i.code === '1.06')
    expect(item?.basis).toBe('《水土保持法》')
  })
})
