import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AnAgency,
  aNonce,
  type ProcurementMarket,
  procurementMarket,
} from '../../tests/builders/procurements.ts'
import { art } from '../gazette/index.ts'
import { auditLog } from '../ledger/server.ts'
import { awardOf } from './server.ts'

let market: ProcurementMarket
let agencies: AnAgency[]
beforeAll(async () => {
  market = await procurementMarket()
  agencies = []
  for (let n = 1; n <= 4; n++) agencies.push(await market.agency(n))
})
afterAll(() => market.close())

const clock = (at: string) => market.database.setClock(at)
const announcement = async (id: string) => (await market.visitor().get(`/api/announcements/${id}`)).body
const auction = async (id: string) => (await market.visitor().get(`/api/auctions/${id}`)).body
const bid = async (agency: AnAgency, id: string, amount: number) => {
  const answer = await agency.visitor.post(`/api/auctions/${id}/bid`, { amount, nonce: aNonce() })
  expect(answer.status).toBe(201)
}

/** Published on 24 September, registered for, and opened: bidding begins on 8 October at 09:30. */
async function upTo(registrants: number, changes = {}): Promise<string> {
  await clock('2026-09-24T10:00')
  const id = await market.open({ method: 'bidding', priceRange: { min: 5_000_000 }, ...changes })
  for (const agency of agencies.slice(0, registrants))
    expect((await market.register(agency, id)).status).toBe(201)
  await clock('2026-09-30T17:00')
  await market.settle()
  return id
}

describe(art('111', '22.1.5'), () => {
  test('a whole selection: published, opened, bid, audited, publicised, awarded at what was bid', async () => {
    const id = await upTo(3)
    expect(await announcement(id)).toMatchObject({
      state: 'selecting',
      registrations: 3,
      auction: { floor: 5_000_000, ceiling: 6_800_000, step: 204_000 },
    })
    const shown = await auction(id)
    expect(shown).toMatchObject({ status: 'bidding', parties: 3, bids: 0, state: 'bidding' })
    // Who takes part is nobody's business before the result (53.2).
    const seen = JSON.stringify([
      shown,
      await announcement(id),
      (await market.owner.get(`/api/procurements/${id}`)).body,
      (await market.operator.get(`/api/procurements/${id}`)).body,
    ])
    for (const a of agencies) for (const word of [a.id, a.name, a.code]) expect(seen).not.toContain(word)

    await clock('2026-10-08T09:45')
    await bid(agencies[0]!, id, 6_500_000)
    await bid(agencies[1]!, id, 6_200_000)
    await bid(agencies[0]!, id, 5_900_000)
    await clock('2026-10-08T10:30')
    await market.settle()

    const after = await announcement(id)
    expect(after).toMatchObject({ state: 'publicity', result: { winner: { id: agencies[0]!.id } } })
    expect(after.result.alternates.map((a: { id: string }) => a.id)).toEqual([agencies[1]!.id])
    const over = await auction(id)
    expect(over.names).toHaveLength(3)
    const { number } = (await agencies[0]!.visitor.get(`/api/auctions/${id}/mine`)).body
    expect(over.names.find((n: { number: number }) => n.number === number).name).toBe(agencies[0]!.name)
    expect(over.outcome.order[0]).toBe(number)
    // The file was out before the result.
    const { rows } = await market.database.asOwner(
      `select f.kind from ledger_leaf l join fact f on f.id = l.fact
       where f.subject in ($1, $2) and f.kind in ('auction.ended', 'auction.audited', 'procurement.result') order by l.index`,
      [`auction/${id}`, `procurement/${id}`],
    )
    expect(rows.map((r) => r.kind)).toEqual(['auction.ended', 'auction.audited', 'procurement.result'])
    // Nothing was equal, so nothing is drawn, and the log says so.
    expect((await market.visitor().get(`/api/draws/${after.number}`)).body).toMatchObject({
      status: 'abandoned',
    })
    expect(await auditLog(market.deps)).toMatchObject({ ok: true })

    await clock('2026-10-14T00:00')
    await market.settle()
    expect(await announcement(id)).toMatchObject({ state: 'awarded' })
    const award = await market.inTx((tx) => awardOf(tx, id))
    expect(award).toMatchObject({ agency: { agency: agencies[0]!.id }, amount: 5_900_000 })
  })

  test('equal lowest are drawn among, exactly they, by the rules that were logged at publication', async () => {
    const id = await upTo(4)
    await clock('2026-10-08T09:45')
    await bid(agencies[0]!, id, 6_000_000)
    await bid(agencies[1]!, id, 6_000_000)
    await bid(agencies[2]!, id, 6_100_000)
    await clock('2026-10-08T10:30')
    await market.settle()
    const after = await announcement(id)
    expect(after.state).toBe('publicity')
    const two = agencies.slice(0, 2).map((a) => a.id)
    expect(two).toContain(after.result.winner.id)
    expect(after.result.alternates.map((a: { id: string }) => a.id)).toEqual([
      two.find((a) => a !== after.result.winner.id),
      agencies[2]!.id,
    ])
    const bundle = (await market.visitor().get(`/api/draws/${after.number}/bundle`)).body
    expect(bundle.entries).toHaveLength(2)
    expect(bundle.spec.record.body.spec).toMatchObject({ purpose: 'tie', article: art('111', '22.1.5') })
    expect(bundle.spec.record.at < bundle.freeze.record.at).toBe(true)
    expect(await auditLog(market.deps)).toMatchObject({ ok: true })
  })

  test('a draft without a range is refused by name', async () => {
    await clock('2026-09-24T10:00')
    const { body } = await market.owner.post('/api/procurements', {
      draft: { method: 'bidding', amount: 100, priceRange: { min: 101 } },
    })
    const answer = await market.owner.post(`/api/procurements/${body.id}/submit`)
    expect(answer.status).toBe(422)
    const odd = await market.owner.post('/api/procurements', { draft: { priceRange: { min: 1.5 } } })
    expect([odd.status, odd.body.error.field]).toEqual([400, 'draft.priceRange.min'])
  })

  test('nobody sets the rules of an auction by hand', async () => {
    await clock('2026-09-24T10:00')
    const { body } = await market.owner.post('/api/procurements', {
      draft: { method: 'bidding', auction: { step: 1 } },
    })
    expect(body.state.draft).not.toHaveProperty('auction')
  })
})

describe(art('111', '27'), () => {
  test('nobody bids: 流选, no names, and the auction says so', async () => {
    const id = await upTo(3)
    await clock('2026-10-08T10:30')
    await market.settle()
    const after = await announcement(id)
    expect(after).toMatchObject({ state: 'failed' })
    expect(after.notices.at(-1)).toMatchObject({ kind: 'failure' })
    const shown = await auction(id)
    expect(shown).toMatchObject({ status: 'settled', outcome: { order: [], tied: 0 } })
    expect(JSON.stringify([after, shown])).not.toContain(agencies[0]!.name)
  })

  test('fewer registrations than the minimum: 流选, and no auction', async () => {
    const id = await upTo(2)
    expect(await announcement(id)).toMatchObject({ state: 'failed' })
    expect((await market.visitor().get(`/api/auctions/${id}`)).status).toBe(404)
  })
})

describe(art('111', '22.1.2.1'), () => {
  // 项目业主邀请3家以上符合条件的中介服务机构报名参与项目，通过随机或竞价等方式直接选取中选方。
  test('those who were invited bid', async () => {
    const invitees = agencies.slice(0, 3).map(({ id, name }) => ({ id, name }))
    const id = await upTo(3, {
      method: 'direct',
      direct: { ground: 'invited', conduct: 'auction', invitees },
    })
    expect(await auction(id)).toMatchObject({ status: 'bidding', parties: 3 })
    await clock('2026-10-08T09:45')
    await bid(agencies[2]!, id, 6_000_000)
    await clock('2026-10-08T10:30')
    await market.settle()
    expect(await announcement(id)).toMatchObject({
      state: 'publicity',
      result: { winner: { id: agencies[2]!.id } },
    })
  })
})
