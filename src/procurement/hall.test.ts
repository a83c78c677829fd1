import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ProcurementMarket, procurementMarket } from '../../tests/builders/procurements.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { wordsOf } from './io/cut.ts'

let market: ProcurementMarket
beforeAll(async () => {
  market = await procurementMarket('2026-09-14T10:00')
  const lightning = { serviceType: '3.12', qualifications: [] }
  await market.open({
    title: '渣津镇河道整治工程水土保持方案编制',
    amount: 6_800_000,
    deadline: instant('2026-09-22T17:00'),
  })
  await market.open({
    title: '云山经开区标准厂房雷电防护装置检测',
    amount: 1_980_000,
    region: '360425',
    ...lightning,
  })
  await market.open({
    title: '黄沙镇灌渠水土保持方案编制',
    money: 'non-fiscal',
    amount: 900_000,
    deadline: instant('2026-09-18T12:00'),
  })
  const cancelled = await market.open({
    title: '义宁镇堤防水土保持方案编制',
    ...{ amount: undefined, formula: '按投资额千分之二计算', estimate: 700_000 },
  })
  await market.owner.post(`/api/procurements/${cancelled}/cancel`, { reason: '资金调整' })
})
afterAll(() => market.close())

const hall = async (query = '') => (await market.visitor().get(`/api/announcements${query}`)).body
const titles = async (query = '') =>
  (await hall(query)).items.map((i: { title: string }) => i.title.slice(0, 3))

describe(art('111', '24'), () => {
  // 核对无误的应及时在中介超市发布采购公告。
  test('open announcements stand first, the nearest deadline on top', async () => {
    expect(await titles()).toEqual(['黄沙镇', '渣津镇', '云山经', '义宁镇'])
  })

  test.each([
    ['?sort=amount', ['渣津镇', '云山经', '黄沙镇', '义宁镇']],
    ['?state=open', ['黄沙镇', '渣津镇', '云山经']],
    ['?state=cancelled', ['义宁镇']],
    ['?region=360425', ['云山经']],
    ['?category=1&state=open', ['黄沙镇', '渣津镇']],
    ['?serviceType=3.12', ['云山经']],
    ['?money=non-fiscal&method=random', ['黄沙镇']],
    ['?method=bidding', []],
    [`?q=${encodeURIComponent('水土保持')}&state=open`, ['黄沙镇', '渣津镇']],
    [`?q=${encodeURIComponent('雷电 厂房')}`, ['云山经']],
    [`?q=${encodeURIComponent('修水县水利局')}&money=non-fiscal`, ['黄沙镇']],
    ['?q=JJ-2026-0914-0002', ['云山经']],
    [`?q=${encodeURIComponent('！？')}&state=cancelled`, ['义宁镇']],
    [`?q=${encodeURIComponent("' or 1=1 --")}`, []],
  ])('%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected)
  })

  test('pages, totals also beyond the last page, and the counts behind the filters', async () => {
    expect(await hall('?size=2&page=2')).toMatchObject({ total: 4, items: [{}, {}] })
    expect(await hall('?size=2&page=9')).toMatchObject({ total: 4, items: [] })
    expect((await hall()).facets).toMatchObject({
      state: { open: 3, cancelled: 1 },
      method: { random: 4 },
      region: { '360424': 3, '360425': 1 },
      category: { '1': 3, '3': 1 },
      money: { fiscal: 3, 'non-fiscal': 1 },
    })
  })

  test('a card says what the hall shows; an unsettled fee is null', async () => {
    expect((await hall('?state=cancelled')).items[0]).toMatchObject({
      ...{ number: 'JJ-2026-0914-0004', amount: null, methodArticle: art('111', '22.1.1') },
      ...{ serviceTypeName: '水土保持方案编制', regionName: '修水县', ownerName: '修水县水利局' },
    })
  })

  test.each(['?size=0', '?size=101', '?page=0', '?page=x', '?sort=name', `?q=${'长'.repeat(101)}`])(
    'refuses %s with the field',
    async (query) => {
      const answer = await market.visitor().get(`/api/announcements${query}`)
      expect(answer.status).toBe(400)
      expect(answer.body.error).toMatchObject({ code: 'bad-input', field: query.slice(1).split('=')[0] })
    },
  )

  test('an announcement is found by its number; what is not published is not there', async () => {
    expect((await market.visitor().get('/api/announcements/JJ-2026-0914-0001')).body).toMatchObject({
      title: '渣津镇河道整治工程水土保持方案编制',
      clocks: [{ action: 'close' }],
    })
    const { id } = (await market.owner.post('/api/procurements', { draft: { title: '草稿' } })).body
    expect((await market.visitor().get(`/api/announcements/${id}`)).status).toBe(404)
  })

  test('words are cut for searching, in any width and case', () => {
    expect(wordsOf('水土保持方案').split(' ')).toContain('水土保持')
    expect(wordsOf('ＪＪ－２０２６')).toBe(wordsOf('jj-2026'))
    expect(wordsOf('，。！')).toBe('')
  })
})

describe(art('111', '8'), () => {
  test('the figures of the market', async () => {
    expect((await market.visitor().get('/api/statistics')).body).toMatchObject({
      open: 3,
      agencies: 0,
      draws: 0,
    })
  })
})
