import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ProcurementMarket, procurementMarket } from '../../tests/builders/procurements.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'

let market: ProcurementMarket
beforeAll(async () => {
  market = await procurementMarket()
})
afterAll(() => market.close())

const clock = (at: string) => market.database.setClock(at)
const announcementOf = async (id: string) => (await market.visitor().get(`/api/announcements/${id}`)).body

describe(art('111', '9.1'), () => {
  // 明确中介服务事项的…要素: what the list asks on the day of publication is asked of everyone who registers.
  test('what the list asks by law is announced, and a later version does not reach what is out', async () => {
    await clock('2026-09-23T10:00')
    const water = await market.signedIn('jj-water', '周正', ['member'])
    const listed = (await water.get('/api/service-items/1.06')).body.state.current.content
    const publish = (from: string, qualifications: object[]) =>
      water.post('/api/service-items/1.06/publish', { content: { ...listed, qualifications }, from })
    expect((await publish('2026-09-24', [{ anyOf: [{ name: '水利行业设计资质' }] }])).status).toBe(200)
    await clock('2026-09-24T10:00')
    const id = await market.open()
    await clock('2026-09-24T11:00')
    expect((await publish('2026-09-25', [])).status).toBe(200)
    await clock('2026-09-25T10:00')
    expect(await announcementOf(id)).toMatchObject({ required: '水利行业设计资质' })
    const agency = await market.agency(1)
    expect(await market.register(agency, id)).toMatchObject({
      status: 422,
      body: {
        error: {
          code: 'listed-qualification-missing',
          article: art('111', '16'),
          params: { required: '水利行业设计资质', held: '—' },
        },
      },
    })
    const { items } = (await agency.visitor.get('/api/registrable')).body
    expect(items.find((i: { id: string }) => i.id === id).refusal.code).toBe('listed-qualification-missing')
    const own = (await agency.visitor.get(`/api/procurements/${id}/registration`)).body
    expect(own.conditions.map((c: { code: string }) => c.code)).toContain('listed-qualification-missing')
    const next = await market.open({ deadline: instant('2026-10-09T17:00') })
    expect((await announcementOf(next)).required).toBeUndefined()
    expect((await market.register(agency, next)).status).toBe(201)
  })
})
