import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDraft } from '../../tests/builders/procurement.ts'
import {
  type AnAgency,
  type ProcurementMarket,
  procurementMarket,
} from '../../tests/builders/procurements.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { recordContract } from './server.ts'

let market: ProcurementMarket
let agency: AnAgency
beforeAll(async () => {
  market = await procurementMarket('2026-09-24T10:00')
  agency = await market.agency(1)
})
afterAll(() => market.close())

const contract = (engagement: string, amount: number) =>
  market.inTx((tx) =>
    recordContract(tx, {
      ...{ engagement, owner: market.ownerId, title: '原项目', amount },
      agency: { id: agency.id, name: agency.name },
    }),
  )

/** A draft that follows a contract on, not filed yet. */
async function following(original: string, amount: number): Promise<string> {
  const invitees = [{ id: agency.id, name: agency.name }]
  const direct = { ground: 'follow-on', conduct: 'choice', original, invitees } as const
  const draft = aDraft({ method: 'direct', direct, amount, deadline: instant('2026-09-24T18:00') })
  return (await market.owner.post('/api/procurements', { draft })).body.id
}
const act = (id: string, name: string, body: object = {}, by = market.owner) =>
  by.post(`/api/procurements/${id}/${name}`, body)

describe(art('111', '22.1.2.4'), () => {
  // 后续服务金额不超过原合同服务金额10%。
  test('all that follow one contract together: filed at the same moment, only as many as fit', async () => {
    await contract('e-race', 10_000_000)
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push(await following('e-race', 400_000))
    const answers = await Promise.all(ids.map((id) => act(id, 'submit')))
    expect(answers.map((a) => a.status).sort()).toEqual([200, 200, 422, 422, 422])
    const refused = answers.find((a) => a.status === 422)!.body.error
    expect(refused).toMatchObject({
      code: 'follow-on-too-large',
      article: art('111', '22.1.2.4'),
      field: 'amount',
    })
    expect(refused.params).toMatchObject({ followed: 800_000, left: 200_000 })
  })

  test('what goes back or is cancelled is given back; what is checked is not counted twice', async () => {
    await contract('e-back', 10_000_000)
    const one = await following('e-back', 1_000_000)
    const two = await following('e-back', 1)
    expect((await act(one, 'submit')).status).toBe(200)
    expect((await act(two, 'submit')).body.error.code).toBe('follow-on-too-large')
    await act(one, 'ask-supplement', { demands: ['写明后续内容'] }, market.operator)
    expect((await act(two, 'submit')).status).toBe(200)
    expect((await act(one, 'supply')).body.error.code).toBe('follow-on-too-large')
    expect((await act(two, 'cancel', { reason: '不再需要' })).status).toBe(200)
    expect((await act(one, 'supply')).status).toBe(200)
    // 报备: the operator has it on the desk and publishes; the whole tenth is its own.
    expect((await act(one, 'pass', {}, market.operator)).status).toBe(200)
  })

  test('chosen directly, accepted, awarded to the agency of the contract; the page did not name it before', async () => {
    await contract('e-run', 10_000_000)
    const id = await following('e-run', 1_000_000)
    await act(id, 'submit')
    await act(id, 'pass', {}, market.operator)
    const page = async () => (await market.visitor().get(`/api/announcements/${id}`)).body
    expect(JSON.stringify(await page())).not.toContain(agency.name)
    expect((await market.register(agency, id)).status).toBe(201)
    await market.database.setClock('2026-09-24T18:00')
    await market.settle()
    expect(await page()).toMatchObject({ state: 'publicity', result: { winner: { id: agency.id } } })
    await market.database.setClock('2026-09-24T10:00')
  })

  test('the form offers the owner its own contracts with what is left of them', async () => {
    await contract('e-form', 6_800_005)
    const { originals } = (await market.owner.get('/api/procurement-form')).body
    expect(originals).toContainEqual(
      expect.objectContaining({
        engagement: 'e-form',
        amount: 6_800_005,
        followed: 0,
        agency: { id: agency.id, name: agency.name },
      }),
    )
  })
})
