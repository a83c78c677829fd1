import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { aDraft } from '../../tests/builders/procurement.ts'
import { type ProcurementMarket, procurementMarket } from '../../tests/builders/procurements.ts'
import { art } from '../gazette/index.ts'
import { readSheet, writeSheet } from '../platform/spreadsheet/index.ts'
import { catalogueColumns } from './io/catalogue-sheet.ts'

let market: ProcurementMarket
let treasury: Visitor
let water: Visitor
beforeAll(async () => {
  market = await procurementMarket()
  treasury = await market.signedIn('jj-treasury', '钱进', ['member'])
  water = await market.signedIn('jj-water', '周正', ['member'])
})
afterAll(() => market.close())

const drafted = async (changes: Parameters<typeof aDraft>[0] = {}) => {
  const { body } = await market.owner.post('/api/procurements', { draft: aDraft(changes) })
  return body.id as string
}
const submit = (id: string) => market.owner.post(`/api/procurements/${id}/submit`)
const entry = { code: 'C0206', name: '水土保持方案编制服务', serviceTypes: ['1.06'] }
const catalogue = { year: 2026, documentNumber: '赣财购〔2025〕11号', entries: [entry] }
const filed = async (rows: readonly Record<string, string>[], owner = 'jj-treasury') => {
  const bytes = await writeSheet(catalogueColumns, rows, { title: { zh: '目录', en: 'Catalogue' } })
  return (await market.inTx((tx) => market.deps.files.put(tx, { name: '目录.xlsx', bytes, owner }))).id
}

describe(art('111', '4'), () => {
  // 政府集中采购目录以外…具体限额标准参照当年度《江西省政府集中采购目录及标准》。
  test('a catalogue is read from a spreadsheet, entered whole, and held against every draft', async () => {
    const file = await filed([
      { code: 'C0206', name: '水土保持方案编制' },
      { code: 'C99', name: '其他服务', serviceTypes: '3.12；3.03' },
    ])
    const read = await treasury.post('/api/central-catalogues/check', { file })
    expect(read.body).toEqual({
      problems: [],
      entries: [
        { code: 'C0206', name: '水土保持方案编制', serviceTypes: ['1.06'] },
        { code: 'C99', name: '其他服务', serviceTypes: ['3.12', '3.03'] },
      ],
    })
    const before = await drafted()
    const entered = await treasury.post('/api/central-catalogues', catalogue)
    expect([entered.status, entered.body.version]).toEqual([201, 1])
    const refused = await submit(before)
    expect([refused.status, refused.body.error]).toMatchObject([
      422,
      {
        code: 'catalogue-lists-the-type',
        field: 'catalogueExplanation',
        article: '111/4',
        params: { code: 'C0206' },
      },
    ])
    const id = await drafted({ catalogueExplanation: '仅为水土保持监测的附带咨询' })
    expect((await submit(id)).status).toBe(200)
    const seen = (await market.operator.get(`/api/procurements/${id}`)).body
    expect(seen.catalogue).toEqual({ year: 2026, documentNumber: '赣财购〔2025〕11号', entries: [entry] })
    expect(seen.state.draft.catalogueExplanation).toBe('仅为水土保持监测的附带咨询')

    const again = await treasury.post('/api/central-catalogues', {
      ...catalogue,
      entries: [{ ...entry, serviceTypes: [] }],
    })
    expect(again.body.version).toBe(2)
    expect((await submit(before)).status).toBe(200)
    const { items } = (await market.visitor().get('/api/central-catalogues')).body
    expect(items.map((c: { version: number }) => c.version)).toEqual([2, 1])
    const sheet = await treasury.raw({ method: 'GET', url: '/api/central-catalogue-sheet' })
    const back = await readSheet(sheet.body as Buffer, catalogueColumns)
    expect(back.ok && back.rows.map((r) => r.values.code)).toEqual(['C0206'])
  })

  test('a wrong row is told, a stranger is refused, and so is the file of another body', async () => {
    const file = await filed([
      { code: 'C1', name: '甲', serviceTypes: '1.06' },
      { code: 'C1', name: '乙', serviceTypes: '9.99' },
    ])
    const { body } = await treasury.post('/api/central-catalogues/check', { file })
    expect(body.problems.map((p: { row: number; column: string }) => [p.row, p.column])).toEqual([
      [3, '品目编码'],
      [3, '对应的服务事项编码'],
    ])
    expect((await water.post('/api/central-catalogues', catalogue)).status).toBe(403)
    const county = await market.organisation('finance', '修水县财政局', '360424')
    const clerk = await market.signedIn(county, '钱多', ['member'])
    expect((await clerk.post('/api/central-catalogues', catalogue)).body.error).toMatchObject({
      code: 'not-permitted',
      article: '111/4',
    })
    expect((await clerk.post('/api/central-catalogues/check', { file })).status).toBe(403)
    const management = await market.signedIn('jj-management', '李敏', ['member'])
    expect((await management.post('/api/central-catalogues/check', { file })).status).toBe(404)
    const empty = await treasury.post('/api/central-catalogues', { ...catalogue, entries: [] })
    expect([empty.status, empty.body.error.field]).toEqual([422, 'entries'])
  })
})

const item = (change: object = {}) => ({
  ...{
    category: '1',
    zh: '水土保持方案编制',
    en: 'Soil and water conservation plans',
    basis: '《水土保持法》',
  },
  ...{ approvals: [], qualifications: [], price: { mode: 'market' }, ...change },
})
const guided = {
  ...{ mode: 'government-guided', low: 3_000_000, high: 6_800_000, unit: '每项目', perProject: true },
  document: '九发改价〔2026〕3号',
}

describe(art('111', '11'), () => {
  test('a guided price binds from its first day, and the announcement shows it', async () => {
    const from = '2026-09-24'
    const amended = await water.post('/api/service-items/1.06/publish', {
      content: item({ price: guided }),
      from,
    })
    expect([amended.status, amended.body.error]).toEqual([200, undefined])
    const free = await drafted({ amount: 6_800_001 })
    expect((await submit(free)).status).toBe(200)
    await market.database.setClock('2026-09-24T09:00')
    const dear = await drafted({ amount: 6_800_001 })
    expect((await submit(dear)).body.error).toMatchObject({
      code: 'fee-outside-guided-price',
      field: 'amount',
      article: '111/11',
      params: { lowYuan: '30000.00', highYuan: '68000.00' },
    })
    // Submitted under the old list, published under the new one: the price of the day of publication counts.
    expect((await market.operator.post(`/api/procurements/${free}/pass`)).body.error.code).toBe(
      'fee-outside-guided-price',
    )
    const id = await market.open()
    const shown = (await market.visitor().get(`/api/announcements/${id}`)).body
    expect(shown.price).toEqual(guided)
  })
})

describe(art('111', '3'), () => {
  test('a withdrawn item takes no new announcement; what is running goes on and keeps its name', async () => {
    const id = await market.open()
    const gone = await water.post('/api/service-items/1.06/withdraw', {
      from: '2026-09-25',
      reason: '审批事项已取消',
    })
    expect(gone.status).toBe(200)
    const last = await drafted()
    await market.database.setClock('2026-09-25T09:00')
    expect((await submit(last)).body.error).toMatchObject({ code: 'service-not-listed', article: '111/3' })
    const agency = await market.agency(1)
    expect((await market.register(agency, id)).status).toBe(201)
    const shown = (await market.visitor().get(`/api/announcements/${id}`)).body
    expect(shown).toMatchObject({ state: 'open', serviceTypeName: '水土保持方案编制' })
    const form = (await market.owner.get('/api/procurement-form')).body
    expect(form.serviceTypes).not.toContain('1.06')
  })
})
