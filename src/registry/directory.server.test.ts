import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { keepScore } from './server.ts'

let market: RegistryMarket
let visitor: Visitor
const everyPart = { consistent: ['subject', 'representative', 'people', 'services', 'commitment'] }

beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00')
  visitor = market.visitor()
  const clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  const official = await market.signedIn('jj-water', '周正', ['member'])
  const came: [name: string, grade: string, at: string][] = [
    ['九江浔阳水保咨询有限公司', '三星', '2023-01-19T10:00'],
    ['安义水保咨询有限公司', '五星', '2023-01-19T11:00'],
    ['=cmd 水保咨询有限公司', '三星', '2023-01-19T12:00'],
  ]
  for (const [name, grade, at] of came) {
    await market.database.setClock(at)
    const applied = await market.submitted(name)
    await clerk.post(`/api/admissions/${applied.id}/pass-check`, everyPart)
    await official.post(`/api/admissions/${applied.id}/confirm-qualification`, { serviceType: '1.06' })
    const graded = 'update agency_service set grade = $1 where agency = $2'
    await market.database.asOwner(graded, [grade, applied.agency])
  }
})
afterAll(() => market.close())

const names = async (query: string) =>
  (await visitor.get(`/api/agencies?${query}`)).body.items.map((i: { name: string }) => i.name)

describe(art('111', '33.1'), () => {
  // 公开基本情况、经营范围、资质等级…
  test('by grade, by status', async () => {
    expect(await names('grade=五星')).toEqual(['安义水保咨询有限公司'])
    expect(await names('grade=五')).toEqual([])
    expect((await names('status=admitted')).length).toBe(3)
    expect(await names('status=expelled')).toEqual([])
    expect((await visitor.get('/api/agencies?status=applying')).body.error.field).toBe('status')
  })

  test('by two characters, by initials; in the order of the pinyin or the latest first', async () => {
    expect(await names('q=浔阳')).toEqual(['九江浔阳水保咨询有限公司'])
    expect(await names('q=aysbzx')).toEqual(['安义水保咨询有限公司'])
    const byName = await names('q=水保')
    expect(byName.indexOf('安义水保咨询有限公司')).toBeLessThan(byName.indexOf('九江浔阳水保咨询有限公司'))
    expect((await names('q=水保&sort=latest'))[0]).toBe('=cmd 水保咨询有限公司')
    expect((await visitor.get('/api/agencies?sort=x')).body.error.field).toBe('sort')
  })

  test('by score: exactly at the bound and one thousandth below it; unscored ones last', async () => {
    const id = async (q: string) => (await visitor.get(`/api/agencies?q=${q}`)).body.items[0].id as string
    const [first, second] = [await id('浔阳'), await id('安义')]
    await market.inTx((tx) => keepScore(tx, first, 8000))
    await market.inTx((tx) => keepScore(tx, second, 7999))
    expect(await names('score=8')).toEqual(['九江浔阳水保咨询有限公司'])
    expect(await names('score=7&sort=score')).toEqual(['九江浔阳水保咨询有限公司', '安义水保咨询有限公司'])
    expect(await names('score=9')).toEqual([])
    expect((await names('sort=score')).at(-1)).toBe('=cmd 水保咨询有限公司')
    for (const wrong of ['0', '11', '8.5', 'x'])
      expect((await visitor.get(`/api/agencies?score=${wrong}`)).body.error.field).toBe('score')
    const table = String((await visitor.get('/api/agencies.csv?score=8')).body)
      .trimEnd()
      .split('\r\n')
    expect(table).toHaveLength(2)
    expect(table[1]).toMatch(/,8$/)
    const page = (await visitor.get(`/api/agencies/${first}`)).body
    expect(page).toMatchObject({ rating: 8, services: [{ serviceType: '1.06', price: { mode: 'market' } }] })
    await market.inTx((tx) => keepScore(tx, first, null))
    expect((await visitor.get(`/api/agencies/${first}`)).body.rating).toBeNull()
    await market.inTx((tx) => keepScore(tx, second, null))
  })

  test('the same search as a table', async () => {
    const answer = await visitor.get('/api/agencies.csv?q=水保&sort=latest')
    expect(answer.headers['content-type']).toContain('text/csv')
    expect(answer.headers['content-disposition']).toContain('attachment')
    const lines = String(answer.body).split('\r\n')
    expect(lines[0]).toBe('\uFEFF名称,统一社会信用代码,注册地,状态,入驻日期,服务事项,评分')
    expect(lines[1]).toMatch(/^'=cmd 水保咨询有限公司,91\w{16},濂溪区,已入驻,2023-01-19,水土保持方案编制,$/)
    expect(lines).toHaveLength(5)
    expect((await visitor.get('/api/agencies.csv?region=999999')).status).toBe(422)
  })
})
