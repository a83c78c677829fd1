import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealedRegistration } from '../../tests/builders/offers.ts'
import {
  type AnAgency,
  type ProcurementMarket,
  procurementMarket,
} from '../../tests/builders/procurements.ts'
import { art } from '../gazette/index.ts'
import type { Plan } from './index.ts'
import { awardOf } from './server.ts'

let market: ProcurementMarket
let agencies: AnAgency[]
beforeAll(async () => {
  market = await procurementMarket()
  agencies = []
  for (let n = 1; n <= 5; n++) agencies.push(await market.agency(n))
})
afterAll(() => market.close())

const clock = (at: string) => market.database.setClock(at)
const announcement = async (id: string) => (await market.visitor().get(`/api/announcements/${id}`)).body
const sealingOf = async (agency: AnAgency, id: string) =>
  (await agency.visitor.get(`/api/procurements/${id}/registration`)).body.offer
const post = (agency: AnAgency, id: string, body: object) =>
  agency.visitor.post(`/api/procurements/${id}/register`, body)
const offer = async (agency: AnAgency, id: string, given: { quote?: number; plan?: Plan }) =>
  post(agency, id, sealedRegistration(await sealingOf(agency, id), agency.id, given))
const opened = async (changes: Parameters<ProcurementMarket['open']>[0]) => {
  await clock('2026-09-24T10:00')
  return market.open(changes)
}

describe(art('111', '22.1.4'), () => {
  // 中介服务机构通过一次报价的方式参与项目，…报价最接近合理底价的中介服务机构中选。
  test('sealed quotes, opened once after the deadline; the nearest wins and is awarded for its quote', async () => {
    const id = await opened({ method: 'average' })
    for (const [i, quote] of [6_000_000, 5_000_000, 4_100_000].entries())
      expect((await offer(agencies[i]!, id, { quote })).status).toBe(201)
    // Before the hour nothing tells a quote: not even a row of its own length (53.2).
    const { rows } = await market.database.asOwner('select distinct length(offer) as n from registration')
    expect(rows).toEqual([{ n: 304 }])
    await clock('2026-09-30T17:00')
    await market.settle()
    const after = await announcement(id)
    expect(after).toMatchObject({
      state: 'publicity',
      result: { winner: { id: agencies[1]!.id }, amount: 5_000_000 },
    })
    expect(after.result.ranking.working).toMatchObject({ mean: { num: '15100000', den: '3' } })
    expect(after.history.map((h: { kind: string }) => h.kind)).toEqual([
      'procurement.published',
      'procurement.closed',
      'procurement.opened',
      'procurement.result',
    ])
    await clock('2026-10-11T00:00')
    await market.settle()
    expect(await market.inTx((tx) => awardOf(tx, id))).toMatchObject({ amount: 5_000_000 })
    expect((await market.database.asOwner('select count(*)::int as n from registration')).rows[0].n).toBe(0)
  })

  test('equal quotes: the draw decides between exactly those', async () => {
    const id = await opened({ method: 'average' })
    for (const [i, quote] of [5_000_000, 5_000_000, 6_600_000, 4_000_000].entries())
      await offer(agencies[i]!, id, { quote })
    await clock('2026-09-30T17:00')
    await market.settle()
    const after = await announcement(id)
    expect([agencies[0]!.id, agencies[1]!.id]).toContain(after.result.winner.id)
    const draw = (await market.visitor().get(`/api/draws/${after.drawId}`)).body
    expect(draw).toMatchObject({ purpose: 'tie', frozen: { entries: 2 } })
  })
})

describe(art('111', '25.2'), () => {
  test('a quote is replaced by withdrawing and registering again; the last one counts', async () => {
    const id = await opened({ method: 'average' })
    for (const [i, quote] of [6_000_000, 5_000_000, 4_000_000].entries())
      await offer(agencies[i]!, id, { quote })
    await agencies[0]!.visitor.post(`/api/procurements/${id}/withdraw-registration`)
    expect((await offer(agencies[0]!, id, { quote: 4_200_000 })).status).toBe(201)
    await clock('2026-09-30T17:00')
    await market.settle()
    const after = await announcement(id)
    expect(after.result).toMatchObject({ winner: { id: agencies[0]!.id }, amount: 4_200_000 })
  })
})

describe(art('111', '53.2'), () => {
  test('what is not sealed for this announcement by this agency is refused or excluded, and harms nobody else', async () => {
    const other = await opened({ method: 'average' })
    const id = await market.open({ method: 'average' })
    const [a, b, c, d, e] = agencies as [AnAgency, AnAgency, AnAgency, AnAgency, AnAgency]
    const sealing = await sealingOf(a, id)
    const code = async (agency: AnAgency, body: object) => (await post(agency, id, body)).body.error?.code
    const good = sealedRegistration(sealing, a.id, { quote: 5_000_000 })
    expect(await code(a, { nonce: good.nonce, commitment: true })).toBe('offer-missing')
    expect(await code(a, { ...good, nonce: randomBytes(32).toString('hex') })).toBe('offer-not-bound')
    expect(await code(a, { ...good, offer: { quote: randomBytes(300).toString('base64') } })).toBe(
      'offer-malformed',
    )
    expect(await code(a, { ...good, offer: { quote: '中' } })).toBe('bad-input')
    expect(await code(a, { ...good, offer: { ...good.offer, plan: 'AAAA' } })).toBe('offer-not-asked')
    // Another agency's box, another announcement's, and one that holds no quote: registered, opened, excluded.
    expect(await code(a, sealedRegistration(sealing, b.id, { quote: 5_000_000 }))).toBeUndefined()
    expect(
      await code(b, sealedRegistration(await sealingOf(b, other), b.id, { quote: 5_000_000 })),
    ).toBeUndefined()
    for (const [agency, quote] of [
      [c, 5_000_000],
      [d, 5_100_000],
      [e, 6_000_000],
    ] as const)
      expect((await offer(agency, id, { quote })).status).toBe(201)
    await clock('2026-09-30T17:00')
    await market.settle()
    const { state } = (await market.owner.get(`/api/procurements/${id}`)).body
    expect(state.opened.excluded.map((x: { refusal: object }) => x.refusal)).toMatchObject([
      { code: 'offer-unreadable', article: art('111', '53.2') },
      { code: 'offer-unreadable' },
    ])
    expect(state.result.order).toHaveLength(3)
  })

  test('a quote that was exchanged in the database is not what the logged entry names', async () => {
    const id = await opened({ method: 'average' })
    for (const [i, quote] of [6_000_000, 5_000_000, 4_100_000].entries())
      await offer(agencies[i]!, id, { quote })
    const sealing = await sealingOf(agencies[3]!, id)
    const forged = sealedRegistration(sealing, agencies[1]!.id, { quote: 1 }).offer.quote!
    await market.database.asOwner(`update registration set offer = decode('${forged}', 'base64')`)
    await clock('2026-09-30T17:00')
    await market.settle()
    expect(await announcement(id)).toMatchObject({ state: 'failed' })
  })
})

describe(art('111', '22.1.3'), () => {
  const merit = {
    weights: { credit: 300, plan: 500, quality: 200 },
    criteria: [{ name: '完成天数', unit: '天', worst: 45, best: 25, share: 1000 }],
  }
  const pdf = Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n').toString('base64')

  test('plans are read by the owner alone, who chooses among the recommended and says why', async () => {
    const id = await opened({ method: 'merit', merit })
    for (const [i, days] of [30, 25, 40, 45].entries()) {
      const file = { name: '响应方案.pdf', type: 'application/pdf', base64: pdf }
      const plan = { answers: [days], text: `第${i + 1}家的方案：先踏勘，后编制。`, file }
      expect((await offer(agencies[i]!, id, { plan })).status).toBe(201)
    }
    await clock('2026-09-30T17:00')
    await market.settle()
    expect(await announcement(id)).toMatchObject({ state: 'selecting' })
    const asOwner = (await market.owner.get(`/api/procurements/${id}`)).body
    expect(asOwner.state).toMatchObject({ status: 'choosing' })
    expect(asOwner.state.recommended).toHaveLength(3)
    expect(asOwner.state.plans[0]).toMatchObject({ file: { name: '响应方案.pdf' } })
    expect((await market.owner.get(`/api/files/${asOwner.state.plans[0].file.id}`)).status).toBe(200)
    for (const reader of [market.operator, agencies[4]!.visitor]) {
      const seen = JSON.stringify((await reader.get(`/api/procurements/${id}`)).body)
      for (const { name } of agencies) expect(seen).not.toContain(name)
      expect(seen).not.toContain('踏勘')
    }
    const choose = (agency: AnAgency, reason?: string) =>
      market.owner.post(`/api/procurements/${id}/choose`, {
        agency: agency.id,
        ...(reason ? { reason } : {}),
      })
    expect((await choose(agencies[3]!)).body.error.code).toBe('not-recommended')
    expect((await choose(agencies[0]!)).body.error).toMatchObject({
      code: 'choice-needs-reason',
      field: 'reason',
    })
    expect((await choose(agencies[0]!, '方案中的踏勘安排更符合工期')).status).toBe(200)
    const after = await announcement(id)
    expect(after).toMatchObject({ state: 'publicity', result: { winner: { id: agencies[0]!.id } } })
    expect(after.result.choice).toMatchObject({ reason: '方案中的踏勘安排更符合工期' })
    expect(JSON.stringify(after)).not.toContain('先踏勘')
    expect(JSON.stringify((await market.operator.get(`/api/procurements/${id}`)).body)).not.toContain(
      '先踏勘',
    )
    expect((await market.database.asOwner('select count(*)::int as n from sealed_plan')).rows[0].n).toBe(0)
  })
})

describe(art('111', '22.1.2.1'), () => {
  test('invited, accepted, declined: as sealed as any registration, and drawn among those who accept', async () => {
    const [a, b, c, d, e] = agencies as [AnAgency, AnAgency, AnAgency, AnAgency, AnAgency]
    const invitees = [a, b, c, d].map(({ id, name }) => ({ id, name }))
    const id = await opened({ method: 'direct', direct: { ground: 'invited', conduct: 'draw', invitees } })
    for (const reader of [market.visitor(), e.visitor]) {
      const page = reader === e.visitor ? `/api/procurements/${id}` : `/api/announcements/${id}`
      const seen = JSON.stringify((await reader.get(page)).body)
      for (const { name } of invitees) expect(seen).not.toContain(name)
    }
    const told = await market.database.asOwner(
      `select distinct organisation from notice_inbox where key like '%/invited'`,
    )
    expect(told.rows.map((r) => r.organisation).sort()).toEqual(invitees.map((i) => i.id).sort())
    expect((await market.register(e, id)).body.error.code).toBe('not-invited')
    const decline = (agency: AnAgency) => agency.visitor.post(`/api/procurements/${id}/decline`)
    expect((await decline(e)).body.error.code).toBe('not-invited')
    expect((await decline(d)).body).toEqual({ declined: true })
    expect((await d.visitor.get(`/api/procurements/${id}/registration`)).body).toMatchObject({
      declined: true,
    })
    expect((await market.register(d, id)).body.error.code).toBe('already-registered')
    for (const agency of [a, b, c]) expect((await market.register(agency, id)).status).toBe(201)
    await clock('2026-09-30T17:00')
    await market.settle()
    const after = await announcement(id)
    expect(after).toMatchObject({ state: 'publicity', registrations: 3 })
    expect([a.id, b.id, c.id]).toContain(after.result.winner.id)
    const { state } = (await market.owner.get(`/api/procurements/${id}`)).body
    expect(state.opened.declined).toEqual([{ id: d.id, name: d.name }])
  })
})
