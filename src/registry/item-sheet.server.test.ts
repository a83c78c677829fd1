import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { pdf, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { readSheet, writeSheet } from '../platform/spreadsheet/index.ts'
import { itemColumns } from './io/item-sheet.ts'

let market: RegistryMarket
let water: Visitor
beforeAll(async () => {
  market = await registryMarket('2026-09-28T10:00')
  water = await market.signedIn('jj-water', '周正', ['member'])
})
afterAll(() => market.close())

type Row = Record<string, string | number | undefined>
const row = (change: Row = {}): Row => ({
  ...{
    category: '5',
    zh: '水土保持设施验收',
    en: 'Acceptance',
    basis: '《水土保持法》第二十七条',
    mode: 'market',
  },
  ...change,
})
const listed = {
  category: '1',
  code: '1.06',
  zh: '水土保持方案编制',
  en: 'Soil and water conservation plans',
}

async function filed(rows: readonly Row[], owner = 'jj-water'): Promise<string> {
  const bytes = await writeSheet(itemColumns, rows, { title: { zh: '清单', en: 'List' } })
  return fileOf('清单.xlsx', bytes, owner)
}
const fileOf = async (name: string, bytes: Buffer, owner = 'jj-water') =>
  (await market.inTx((tx) => market.deps.files.put(tx, { name, bytes, owner }))).id
const check = async (file: string, from = '2026-10-01') =>
  (await water.post('/api/service-item-imports/check', { file, from })).body
const problems = async (rows: readonly Row[]) =>
  (await check(await filed(rows))).problems.map(
    (p: { row?: number; column?: string; message: { zh: string } }) => [p.row, p.column, p.message.zh],
  )
const on = async (day: string) =>
  (await market.visitor().get(`/api/service-items?on=${day}`)).body.items as {
    code: string
    name: string
    price: object
  }[]

describe(art('111', '9.1'), () => {
  test('the template holds what the department keeps, and is read again without a change', async () => {
    const answer = await water.raw({ method: 'GET', url: '/api/service-item-sheet' })
    expect(answer.headers['content-type']).toContain('spreadsheetml')
    const read = await readSheet(answer.body as Buffer, itemColumns)
    expect(read.ok && read.rows.map((r) => r.values.code)).toEqual([
      '1.06',
      '1.17',
      '2.06',
      '2.11',
      '3.03',
      '3.06',
    ])
    const same = await check(await fileOf('清单.xlsx', answer.body as Buffer))
    expect(same).toEqual({ problems: [], changes: [], unchanged: 6 })
  })

  test('what would change is shown, and all of it is published from one day on', async () => {
    const guided = {
      mode: 'government-guided',
      low: 300_000,
      high: 900_000,
      unit: '每项目',
      scope: 'project',
    }
    const file = await filed([
      row({ ...listed, ...guided, document: '赣发改价〔2026〕7号', basis: '《水土保持法》' }),
      row({ qualifications: '甲：一级 或 乙；丙', approvals: '取水许可；水土保持方案审批' }),
    ])
    const preview = await check(file)
    expect(preview.problems).toEqual([])
    expect(preview.changes.map((c: { row: number; code?: string }) => [c.row, c.code])).toEqual([
      [2, '1.06'],
      [3, undefined],
    ])
    expect((await on('2026-10-01')).length).toBe(67)
    const done = await water.post('/api/service-item-imports', { file, from: '2026-10-01' })
    expect([done.status, done.body]).toEqual([201, { published: ['1.06', '5.01'], unchanged: 0 }])
    const list = await on('2026-10-01')
    expect(list.find((i) => i.code === '1.06')?.price).toEqual({
      ...{ mode: 'government-guided', low: 300_000, high: 900_000, unit: '每项目', perProject: true },
      document: '赣发改价〔2026〕7号',
    })
    expect(list.find((i) => i.code === '5.01')?.name).toBe('水土保持设施验收')
    expect((await on('2026-09-30')).find((i) => i.code === '1.06')?.price).toEqual({ mode: 'market' })
  })

  test('every wrong cell is told by row and column, and nothing is taken in', async () => {
    const rows = [
      row({ zh: '河湖健康评价' }),
      row({ zh: '工程咨询' }),
      row({
        zh: '防洪评价',
        mode: 'government-guided',
        low: 900_000,
        high: 300_000,
        unit: '每项目',
        document: '1号',
      }),
      row({ code: '1.01', category: '1', zh: '工程咨询甲' }),
      row({ code: '9.99', zh: '没有的' }),
      row({ zh: '河湖健康评价' }),
      row({ zh: '缺定价', mode: 'government-set', unit: '每项目', document: '1号' }),
    ]
    expect(await problems(rows)).toEqual([
      [3, '事项名称', '清单内已有同名事项：1.01 工程咨询。'],
      [4, '指导价上限（元）', '上限不得低于下限。'],
      [5, '事项编码', '事项 1.01 由九江市发展和改革委员会维护。'],
      [6, '事项编码', '清单内没有已公布的事项 9.99；新事项请把编码留空。'],
      [7, '事项名称', '与第 2 行同名。'],
      [8, '政府定价（元）', '请填写大于零的金额。'],
    ])
    const file = await filed(rows)
    const before = (await on('2026-12-01')).length
    const refused = await water.post('/api/service-item-imports', { file, from: '2026-10-08' })
    expect([refused.status, refused.body.error.code, refused.body.error.field]).toEqual([
      422,
      'spreadsheet-refused',
      'file',
    ])
    expect((await on('2026-12-01')).length).toBe(before)
    const report = await water.raw({
      method: 'GET',
      url: `/api/service-item-imports/report?file=${file}&from=2026-10-08`,
    })
    expect([report.status, (report.body as Buffer).subarray(0, 2).toString()]).toEqual([200, 'PK'])
  })

  test('what the reader finds is told in its words: a choice, a missing cell, a sum', async () => {
    expect(await problems([row({ category: '第九类', basis: '', low: '十元' })])).toEqual([
      [2, '类型', expect.stringContaining('“第九类”不在可选项中')],
      [2, '设立依据', '必填，未填。'],
      [2, '指导价下限（元）', expect.stringContaining('不是金额')],
    ])
  })

  test('one item twice, a day too early, a file of another department, a file that is none', async () => {
    const twice = [
      row({ code: '3.03', category: '3', zh: '水土保持监测' }),
      row({ code: '3.03', category: '3', zh: '水土保持监测' }),
    ]
    expect((await problems(twice)).at(-1)).toEqual([3, '事项编码', '事项 3.03 出现了两次。'])
    const early = await check(
      await filed([row({ code: '3.03', category: '3', zh: '水土保持监测改' })]),
      '2026-09-27',
    )
    expect(early.problems[0]).toMatchObject({ row: 2, article: '111/14' })
    const others = await water.post('/api/service-item-imports/check', {
      file: await filed([row()], 'jj-ecology'),
      from: '2026-10-01',
    })
    expect([others.status, others.body.error.field]).toEqual([404, 'file'])
    const none = await check(await fileOf('清单.pdf', pdf))
    expect(none.problems[0].message.zh).toContain('不是 .xlsx')
  })
})
