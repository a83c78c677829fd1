import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder, frameworkTerms } from '../../tests/builders/framework.ts'
import {
  type AnAgency,
  type ProcurementMarket,
  procurementMarket,
} from '../../tests/builders/procurements.ts'
import { art } from '../gazette/index.ts'
import { auditLog } from '../ledger/server.ts'
import type { CallOff, FrameworkTerms } from './index.ts'

let market: ProcurementMarket
let agencies: AnAgency[]
beforeAll(async () => {
  market = await procurementMarket()
  agencies = []
  for (let n = 1; n <= 4; n++) agencies.push(await market.agency(n))
  // 22.2: 由政府相关职能部门.
  await market.database.asOwner(
    `update organisation set profile = profile || '{"ownerKind": "state-organ"}' where id = $1`,
    [market.ownerId],
  )
})
afterAll(() => market.close())

const clock = (at: string) => market.database.setClock(at)
const shown = async (id: string) => (await market.visitor().get(`/api/frameworks/${id}`)).body
const send = (id: string, act: string, body: object, by = market.owner) =>
  by.post(`/api/frameworks/${id}/${act}`, body)
const byId = (id: string) => agencies.find((a) => a.id === id)!

/** Announced on 23 September, drawn on the 30th, publicised, and established on 14 October. */
async function established(terms: Partial<FrameworkTerms> = {}, registrants = 4): Promise<string> {
  await clock('2026-09-23T10:00')
  const id = await market.open({ amount: 200_000, framework: { ...frameworkTerms, ...terms } })
  for (const agency of agencies.slice(0, registrants))
    expect((await market.register(agency, id)).status).toBe(201)
  await clock('2026-09-30T17:00')
  await market.settle()
  await clock('2026-10-14T00:00')
  await market.settle()
  return id
}

describe(art('111', '22.2'), () => {
  test('a selection that chooses three leads to a framework of the first three of the order, and to no engagement', async () => {
    market.enqueued.length = 0
    const id = await established()
    const announcement = (await market.visitor().get(`/api/announcements/${id}`)).body
    expect(announcement).toMatchObject({ state: 'awarded', framework: { seats: 3, ceiling: 10_000_000 } })
    const { state, actions, clocks } = await shown(id)
    const { winner, alternates } = announcement.result
    expect(state).toMatchObject({ status: 'running', ceiling: 10_000_000, callOffs: [] })
    expect(state.members.map((m: { agency: string }) => m.agency)).toEqual(
      [winner, ...alternates].slice(0, 3).map((a: { id: string }) => a.id),
    )
    expect(announcement.result.members.map((m: { id: string }) => m.id)).toEqual(
      state.members.map((m: { agency: string }) => m.agency),
    )
    expect(actions).toEqual([])
    expect(clocks).toMatchObject([{ action: 'expire', due: '2027-07-01T00:00:00.000+08:00' }])
    expect(market.enqueued.filter((e) => e.name === 'fulfilment.open')).toEqual([])
    // By the number of the announcement too, and in the list.
    expect((await shown(state.number)).id).toBe(id)
    const { items } = (await market.visitor().get('/api/frameworks')).body
    expect(items.find((i: { id: string }) => i.id === id)).toMatchObject({ members: 3, used: 0, callOffs: 0 })
  })

  test('called off, declined, accepted: the next in turn is asked, and the acceptance opens an engagement', async () => {
    const id = await established()
    const order = await send(id, 'call-off', anOrder())
    expect(order.status).toBe(200)
    const [first] = order.body.state.callOffs as CallOff[]
    const one = byId(first!.offers[0]!.agency)
    const others = agencies.filter((a) => a.id !== one.id)
    // Nobody else answers for it, nor the owner.
    for (const other of others)
      expect((await send(id, 'accept', { callOff: first!.id }, other.visitor)).status).toBeGreaterThanOrEqual(
        403,
      )
    const declined = await send(
      id,
      'decline',
      { callOff: first!.id, reason: '人员已全部外派。' },
      one.visitor,
    )
    expect(declined.status).toBe(200)
    const two = byId(declined.body.state.callOffs[0].offers[1].agency)
    expect(two.id).not.toBe(one.id)
    market.enqueued.length = 0
    const accepted = await send(id, 'accept', { callOff: first!.id }, two.visitor)
    expect(accepted.body.state.callOffs[0]).toMatchObject({ status: 'accepted' })
    await market.settle()
    expect(market.enqueued).toContainEqual({
      name: 'fulfilment.open-call-off',
      payload: { framework: id, callOff: first!.id },
    })
    const { history } = await shown(id)
    expect(history.map((h: { kind: string }) => h.kind)).toEqual(
      ['established', 'called-off', 'offered', 'declined', 'offered', 'accepted'].map(
        (k) => `framework.${k}`,
      ),
    )
    expect(await auditLog(market.deps)).toMatchObject({ ok: true })
  })

  test('twenty call-offs at once never come to more than the ceiling', async () => {
    // Seven services of 2,000.00 yuan fit 15,999.99 yuan, an eighth does not.
    const id = await established({ ceiling: 1_599_999 })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => send(id, 'call-off', anOrder({ title: `第${n}个项目` }))),
    )
    expect(answers.filter((a) => a.status === 200)).toHaveLength(7)
    for (const { status, body } of answers.filter((a) => a.status !== 200)) {
      expect(status).toBe(422)
      expect(body.error).toMatchObject({
        code: 'ceiling-passed',
        article: art('111', '22.2'),
        field: 'quantity',
      })
    }
    const { rows } = await market.database.asOwner('select used, ceiling from framework where id = $1', [id])
    expect(rows[0]).toEqual({ used: '1400000', ceiling: '1599999' })
    // And they went round: no member has two more than another.
    const { state } = await shown(id)
    const turns = state.members.map((m: { turns: number }) => m.turns)
    expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1)
  })

  test('a suspended member is passed over; what nobody answers goes to the next by the clock', async () => {
    const id = await established()
    const [head] = (await shown(id)).state.members
    await market.database.asOwner(`update agency set status = 'suspended' where organisation = $1`, [
      head.agency,
    ])
    const order = await send(id, 'call-off', anOrder())
    const [offer] = order.body.state.callOffs[0].offers
    expect(offer.passed).toMatchObject([{ agency: head.agency, code: 'agency-suspended-from-selection' }])
    await market.database.asOwner(`update agency set status = 'admitted' where organisation = $1`, [
      head.agency,
    ])
    await clock('2026-10-17T00:00')
    await market.settle()
    const { state } = await shown(id)
    expect(state.callOffs[0].offers.map((o: { answer?: { kind: string } }) => o.answer?.kind)).toEqual([
      'lapsed',
      undefined,
    ])
  })

  test('voided, the framework ends and what waits is taken back (26)', async () => {
    const id = await established()
    await send(id, 'call-off', anOrder())
    const bytes = Buffer.from('%PDF-1.4\n')
    const file = await market.inTx((tx) =>
      market.deps.files.put(tx, { name: '说明.pdf', bytes, owner: market.ownerId }),
    )
    const voided = await market.owner.post(`/api/procurements/${id}/void`, {
      reason: '项目所在地遭遇山洪，建设计划终止。',
      statement: file.id,
    })
    expect(voided.status).toBe(200)
    const { state } = await shown(id)
    expect(state).toMatchObject({ status: 'ended', why: 'voided', callOffs: [{ status: 'withdrawn' }] })
    expect((await send(id, 'call-off', anOrder())).body.error.code).toBe('not-available')
  })

  // 27: fewer than the announced members, and there is no framework.
  test('three of four seats: the selection fails', async () => {
    const id = await established({ seats: 4 }, 3)
    expect((await market.visitor().get(`/api/announcements/${id}`)).body.state).toBe('failed')
    expect((await market.visitor().get(`/api/frameworks/${id}`)).status).toBe(404)
  })
})
