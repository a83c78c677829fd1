import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Listener, listen } from '../../tests/builders/events.ts'
import {
  type AnAgency,
  aNonce,
  type ProcurementMarket,
  procurementMarket,
} from '../../tests/builders/procurements.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { formatKey } from '../ledger/index.ts'
import { auditLog } from '../ledger/server.ts'
import { openDatabase } from '../platform/db.ts'
import { auctionTerms, newAuction } from './auction.ts'
import { type AuctionAudit, auditText, verifyAudit } from './auction-audit.ts'
import { wish } from './io/auction-bids.ts'
import { startLive } from './io/auction-live.ts'
import { beginAuction } from './io/auction-subject.ts'

let market: ProcurementMarket
let agencies: AnAgency[]
let port: number
const heard: Listener[] = []
beforeAll(async () => {
  market = await procurementMarket()
  agencies = []
  for (let n = 1; n <= 5; n++) agencies.push(await market.agency(n))
  await market.app.listen({ port: 0, host: '127.0.0.1' })
  port = (market.app.server.address() as { port: number }).port
})
afterAll(async () => {
  for (const listener of heard) listener.close()
  await market.close()
})

/** Of a log that nobody runs. */
const otherKey = formatKey({ name: 'elsewhere/log', type: 1, publicKey: new Uint8Array(32).fill(7) })

const clock = (at: string) => market.database.setClock(at)
const yuan = (n: number) => Math.round(n * 100)

/** An auction of 80.00 to 100.00 yuan from 09:30 to 10:30 on 9 October, the first four agencies in it. */
async function begin(changes: Partial<ReturnType<typeof auctionTerms>> = {}): Promise<string> {
  await clock('2026-09-24T10:00')
  const id = await market.open()
  const terms = { ...auctionTerms({ floor: yuan(80), ceiling: yuan(100) }, '2026-09-24', {}), ...changes }
  const matter = { title: '水土保持方案编制', number: 'JJ-1', terms, startsAt: instant('2026-10-09T09:30') }
  const parties = agencies.slice(0, 4).map((a) => ({ agency: a.id, leaf: randomBytes(32).toString('hex') }))
  await market.inTx((tx) => beginAuction(tx, market.deps, id, newAuction(matter, 4), parties))
  await clock('2026-10-09T09:40')
  return id
}

const bid = (agency: AnAgency, id: string, amount: number, nonce = aNonce()) =>
  agency.visitor.post(`/api/auctions/${id}/bid`, { amount: yuan(amount), nonce })
const mine = async (agency: AnAgency, id: string) =>
  (await agency.visitor.get(`/api/auctions/${id}/mine`)).body
const seen = async (id: string) => (await market.visitor().get(`/api/auctions/${id}`)).body
async function watch(id: string, headers: Record<string, string> = {}, at = port): Promise<Listener> {
  const listener = await listen(at, `/api/auctions/${id}/events`, headers)
  heard.push(listener)
  return listener
}

describe(art('111', '22.1.5'), () => {
  let id: string
  beforeEach(async () => {
    id = await begin()
  })

  test('a bid is answered with its place in the chain, and everybody sees a number, nobody a name', async () => {
    const [one] = agencies as [AnAgency]
    const answer = await bid(one, id, 95)
    expect(answer.status).toBe(201)
    const { number } = await mine(one, id)
    expect(answer.body).toMatchObject({
      bid: { seq: 2, bidder: number, amount: 9500 },
      ...{ number, next: 9200, lowest: 9500 },
    })
    const shown = await seen(id)
    expect(shown).toMatchObject({ parties: 4, bids: 1, lowest: 9500, standings: [{ number, amount: 9500 }] })
    const listener = await watch(id)
    await listener.until(2)
    const all = JSON.stringify([shown, listener.events])
    for (const a of agencies) for (const word of [a.id, a.name, a.code]) expect(all).not.toContain(word)
    const { rows } = await market.database.asOwner(
      `select actor, body::text from fact where subject = $1 union all select handle::text, leaf from auction_party
       union all select bidder::text, nonce::text from auction_bid`,
      [`auction/${id}`],
    )
    for (const a of agencies) expect(JSON.stringify(rows)).not.toContain(a.id)
    await market.settle()
    expect((await auditLog(market.deps)).ok).toBe(true)
  })

  test('the same nonce answers the same bid; for another amount it is refused', async () => {
    const [one] = agencies as [AnAgency]
    const nonce = aNonce()
    const both = await Promise.all([bid(one, id, 95, nonce), bid(one, id, 95, nonce)])
    expect(both.map((a) => a.status).sort()).toEqual([200, 201])
    expect(both[0]!.body.bid).toEqual(both[1]!.body.bid)
    const later = await bid(one, id, 95, nonce)
    expect([later.status, later.body.bid]).toEqual([200, both[0]!.body.bid])
    const other = await bid(one, id, 92, nonce)
    expect([other.status, other.body.error.code, other.body.error.field]).toEqual([
      422,
      'nonce-used',
      'nonce',
    ])
    expect((await seen(id)).bids).toBe(1)
  })

  test('two browsers of one agency at once: one is taken, the other falls short of the step', async () => {
    const [one] = agencies as [AnAgency]
    const both = await Promise.all([bid(one, id, 95), bid(one, id, 95)])
    expect(both.map((a) => a.status).sort()).toEqual([201, 422])
    expect(both.find((a) => a.status === 422)!.body.error).toMatchObject({
      ...{ code: 'reduction-too-small', field: 'amount', article: art('111', '22.1.5') },
      params: { nextYuan: '92.00' },
    })
  })

  test.each([
    ['a float', { amount: 95.5 }, 400, 'bad-input', 'amount'],
    ['negative', { amount: -1 }, 400, 'bad-input', 'amount'],
    ['nothing', { amount: 0 }, 400, 'bad-input', 'amount'],
    ['text', { amount: '9500' }, 400, 'bad-input', 'amount'],
    ['no amount', {}, 400, 'bad-input', 'amount'],
    ['beyond whole numbers', { amount: 2 ** 53 }, 400, 'bad-input', 'amount'],
    ['above the maximum', { amount: 10_001 }, 422, 'bid-above-maximum', 'amount'],
    ['below the range', { amount: 7_999 }, 422, 'bid-below-range', 'amount'],
    ['no nonce', { amount: 9_500, nonce: undefined }, 400, 'bad-input', 'nonce'],
    ['a short nonce', { amount: 9_500, nonce: 'ab' }, 400, 'bad-input', 'nonce'],
  ])('%s', async (_, body, status, code, field) => {
    const answer = await agencies[0]!.visitor.post(`/api/auctions/${id}/bid`, { nonce: aNonce(), ...body })
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([status, code, field])
    expect(answer.body.error.article).toBe(art('111', '22.1.5'))
    expect((await seen(id)).bids).toBe(0)
  })

  test.each([
    ['2026-10-09T09:29:59.999', 422, 'bidding-not-begun'],
    ['2026-10-09T09:30:00.000', 201, undefined],
    ['2026-10-09T10:29:59.999', 201, undefined],
    ['2026-10-09T10:30:00.000', 422, 'bidding-over'],
    ['2026-10-09T10:30:00.001', 422, 'bidding-over'],
  ])('at %s by the database’s clock', async (at, status, code) => {
    await clock(at)
    const answer = await bid(agencies[0]!, id, 95)
    expect([answer.status, answer.body.error?.code]).toEqual([status, code])
  })

  test('by others than its parties, or for what is not there', async () => {
    const stranger = await bid(agencies[4]!, id, 95)
    expect([stranger.status, stranger.body.error.code]).toEqual([403, 'not-a-bidder'])
    expect((await agencies[4]!.visitor.get(`/api/auctions/${id}/mine`)).status).toBe(403)
    expect(
      (await market.owner.post(`/api/auctions/${id}/bid`, { amount: 9500, nonce: aNonce() })).status,
    ).toBe(403)
    expect(
      (await market.visitor().post(`/api/auctions/${id}/bid`, { amount: 9500, nonce: aNonce() })).status,
    ).toBe(401)
    expect((await bid(agencies[0]!, 'nothing', 95)).status).toBe(404)
    for (const path of ['', '/events', '/audit'])
      expect((await market.visitor().get(`/api/auctions/nothing${path}`)).status).toBe(404)
  })

  test('in one auction with the number of another: each has its own parties', async () => {
    await bid(agencies[0]!, id, 95)
    const other = await begin()
    expect((await bid(agencies[0]!, other, 95)).body.bid.seq).toBe(2)
    expect((await seen(id)).bids).toBe(1)
  })

  test('while suspended meanwhile', async () => {
    const [one] = agencies as [AnAgency]
    await market.database.asOwner(`update agency set status = 'suspended' where organisation = $1`, [one.id])
    const answer = await bid(one, id, 95)
    await market.database.asOwner(`update agency set status = 'admitted' where organisation = $1`, [one.id])
    expect([answer.status, answer.body.error.code]).toEqual([422, 'agency-suspended-from-selection'])
    expect((await bid(one, id, 95)).status).toBe(201)
  })

  test('many at once: each is in the chain once, in the order of the answers, and each falls by the step', async () => {
    const wishes = agencies.slice(0, 4).flatMap((a) => [100, 97, 94, 91, 88].map((amount) => ({ a, amount })))
    for (const amount of [100, 97, 94, 91, 88]) {
      const answers = await Promise.all(
        wishes.filter((w) => w.amount === amount).map(({ a }) => bid(a, id, amount)),
      )
      expect(answers.map((a) => a.status)).toEqual([201, 201, 201, 201])
    }
    const shown = await seen(id)
    expect(shown.bids).toBe(20)
    const listener = await watch(id)
    const events = await listener.until(21)
    expect(listener.ids()).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
    expect(events.slice(1).map((e) => e.data.body.place)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    await market.settle()
    expect((await auditLog(market.deps)).ok).toBe(true)
  })

  describe('a floor left with the system', () => {
    test('bids when outbid, is told to nobody, and lies nowhere in the clear', async () => {
      const [one, two] = agencies as [AnAgency, AnAgency]
      // As a value of JSON: hashes and boxes hold every number by chance.
      const floor = /[:" ]8317[,}\]" ]/
      expect(JSON.stringify({ least: 8317 })).toMatch(floor)
      const limit = await one.visitor.post(`/api/auctions/${id}/limit`, { least: 8317 })
      expect([limit.status, limit.body]).toMatchObject([200, { hasLimit: true, own: { amount: 10_000 } }])
      expect((await bid(two, id, 90)).status).toBe(201)
      const own = await mine(one, id)
      expect(own).toMatchObject({ hasLimit: true, own: { amount: 8_999 } })
      expect(own.bids.map((b: { byProxy: boolean }) => b.byProxy)).toEqual([true, true])

      const operator = await market.operator.get(`/api/auctions/${id}`)
      const listener = await watch(id)
      await listener.until(4)
      const told = JSON.stringify([own, operator.body, listener.events, await mine(two, id)])
      expect(told).not.toMatch(floor)
      const dump = await market.database.asOwner(
        `select (select jsonb_agg(to_jsonb(l)) from auction_limit l) as limits, (select jsonb_agg(to_jsonb(a)) from auction a) as auctions,
          (select jsonb_agg(to_jsonb(f)) from fact f) as facts, (select jsonb_agg(to_jsonb(i)) from idempotency i) as answers`,
      )
      expect(JSON.stringify(dump.rows)).not.toMatch(floor)
      expect(JSON.stringify(dump.rows[0].limits)).toContain('sealed')
    })

    test('can be changed and taken back; nothing is bid for it any more, and what was bid stays', async () => {
      const [one, two] = agencies as [AnAgency, AnAgency]
      await one.visitor.post(`/api/auctions/${id}/limit`, { least: 9000 })
      await one.visitor.post(`/api/auctions/${id}/limit`, { least: 8500 })
      const back = await one.visitor.post(`/api/auctions/${id}/take-back`)
      expect(back).toMatchObject({ status: 200, body: { hasLimit: false, own: { amount: 10_000 } } })
      await bid(two, id, 90)
      expect(await mine(one, id)).toMatchObject({ hasLimit: false, own: { amount: 10_000 } })
      const again = await one.visitor.post(`/api/auctions/${id}/take-back`)
      expect([again.status, again.body.error.code]).toEqual([422, 'no-limit-left'])
    })

    test.each([
      [{ least: 10_001 }, 422, 'bid-above-maximum'],
      [{ least: 7_999 }, 422, 'bid-below-range'],
      [{ least: 85.5 }, 400, 'bad-input'],
    ])('%j', async (body, status, code) => {
      const answer = await agencies[0]!.visitor.post(`/api/auctions/${id}/limit`, body)
      expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([
        status,
        code,
        'least',
      ])
    })
  })

  describe('live', () => {
    test('what happens is told as it happens, with the market’s time, unbuffered', async () => {
      const listener = await watch(id, { 'accept-encoding': 'gzip' })
      await listener.until(1)
      expect(listener.response.headers).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'x-accel-buffering': 'no',
        'cache-control': 'no-store, no-transform',
      })
      expect(listener.response.headers['content-encoding']).toBeUndefined()
      await bid(agencies[0]!, id, 95)
      const [, event] = await listener.until(2)
      expect(event).toMatchObject({
        id: 2,
        data: { seq: 2, kind: 'auction.bid', body: { amount: 9500 }, now: instant('2026-10-09T09:40') },
      })
      expect(event!.data.leaf).toMatch(/^[0-9a-f]{64}$/)
    })

    test('a reconnect goes on after the last event that was seen, nothing missing, nothing twice', async () => {
      const first = await watch(id)
      await bid(agencies[0]!, id, 95)
      await first.until(2)
      first.close()
      await bid(agencies[1]!, id, 94)
      const second = await watch(id, { 'last-event-id': '2' })
      await bid(agencies[2]!, id, 93)
      await second.until(2)
      expect([...first.ids(), ...second.ids()]).toEqual([1, 2, 3, 4])
      // Whatever a client claims to have seen, the stream goes on.
      for (const odd of ['999', 'x', '-4', '1e9']) {
        const listener = await watch(id, { 'last-event-id': odd })
        await bid(agencies[3]!, id, 90 - 3 * ['999', 'x', '-4', '1e9'].indexOf(odd))
        await listener.until(1)
      }
    })

    test('two web processes on one database: watchers of both see the bids of both, in one order', async () => {
      const other = openDatabase(market.database.url, 'xunshi_app', 4)
      const deps = { ...market.deps, db: other.db }
      const live = startLive(deps)
      const { createServer } = await import('node:http')
      const server = createServer((_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        void live.watch(id, response, 0)
      }).listen(0, '127.0.0.1')
      await new Promise((done) => server.once('listening', done))
      const there = await watch(id, {}, (server.address() as { port: number }).port)
      const here = await watch(id)
      await Promise.all([here.until(1), there.until(1)])

      // Both processes take bids of all parties at once: each has its own queue, the row gives the order.
      for (const amount of [100, 97, 94, 91, 88, 85]) {
        const answers = await Promise.all(
          [1, 2, 3, 4].map((bidder) =>
            wish(bidder % 2 ? market.deps : deps, id, {
              kind: 'bid',
              bidder,
              amount: yuan(amount),
              nonce: aNonce(),
            }),
          ),
        )
        expect(answers.every((a) => a.ok)).toBe(true)
      }
      await Promise.all([here.until(25), there.until(25)])
      expect(here.ids()).toEqual(Array.from({ length: 25 }, (_, i) => i + 1))
      const told = (l: Listener) => l.events.filter((e) => e.id).map((e) => [e.id, e.data.body, e.data.leaf])
      expect(told(there)).toEqual(told(here))
      live.close()
      await there.over()
      server.close()
      await other.close()
    })

    test('who does not read is dropped, and comes back to find everything', async () => {
      const live = startLive(market.deps, 10)
      const { createServer } = await import('node:http')
      const server = createServer((_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write('retry: 1000\n\n')
        // As a line whose buffers are full.
        Object.defineProperty(response, 'writableLength', { get: () => 300_000 })
        setTimeout(() => void live.watch(id, response, 0), 50)
      }).listen(0, '127.0.0.1')
      await new Promise((done) => server.once('listening', done))
      const slow = await watch(id, {}, (server.address() as { port: number }).port)
      await slow.over()
      expect(live.watching()).toBe(0)
      live.close()
      server.close()
      await bid(agencies[0]!, id, 95)
      const again = await watch(id)
      await again.until(2)
      expect(again.ids()).toEqual([1, 2])
    })
  })

  describe('the end', () => {
    test('an extension moves the clock; the end comes by itself; the audit file is out before the result', async () => {
      const [one, two, three] = agencies as [AnAgency, AnAgency, AnAgency]
      await bid(one, id, 95)
      await clock('2026-10-09T10:29:30')
      expect((await bid(two, id, 90)).body.endsAt).toBe(instant('2026-10-09T10:32'))
      const due = await market.database.asOwner(
        `select to_char(due, 'HH24:MI') as due from clock where subject = 'auction' and id = $1`,
        [id],
      )
      expect(due.rows).toEqual([{ due: '10:32' }])
      await clock('2026-10-09T10:30')
      await market.settle()
      expect(await seen(id)).toMatchObject({ status: 'bidding', extensions: 1 })
      expect((await market.visitor().get(`/api/auctions/${id}/audit`)).status).toBe(409)
      expect((await bid(three, id, 90)).status).toBe(201)

      const listener = await watch(id)
      await clock('2026-10-09T10:34')
      await market.settle()
      await listener.over()
      expect(listener.events.filter((e) => e.id).map((e) => e.data.kind)).toEqual([
        ...['auction.began', 'auction.bid', 'auction.bid', 'auction.extended', 'auction.bid'],
        ...['auction.extended', 'auction.ended', 'auction.audited'],
      ])
      expect(listener.events.at(-1)!.event).toBe('over')
      const shown = await seen(id)
      expect(shown).toMatchObject({ status: 'settled', outcome: { tied: 2 } })
      expect((await bid(one, id, 80)).body.error.code).toBe('bidding-over')

      const { body, headers } = await market
        .visitor()
        .raw({ method: 'GET', url: `/api/auctions/${id}/audit` })
      const text = JSON.stringify(body)
      expect(headers['content-disposition']).toContain('attachment')
      const { key } = (await market.visitor().get('/api/log/checkpoint')).body
      const report = verifyAudit(text, key)
      expect(report).toMatchObject({ ok: true, unanchored: false })
      expect(report.auction?.bids).toBe(3)
      expect(shown.audit).toBe(body.digest)
      expect(listener.events.find((e) => e.data.kind === 'auction.audited')!.data.body.digest).toBe(
        body.digest,
      )
      for (const a of agencies) expect(text).not.toContain(a.name)
      // Told again, the end changes nothing.
      await market.settle()
      expect((await auditLog(market.deps)).ok).toBe(true)
    })

    test('no floor outlives the bidding', async () => {
      await agencies[0]!.visitor.post(`/api/auctions/${id}/limit`, { least: 9000 })
      await clock('2026-10-09T10:30')
      await market.settle()
      const { rows } = await market.database.asOwner('select 1 from auction_limit where auction = $1', [id])
      expect(rows).toEqual([])
    })

    test.each([
      [
        'another amount',
        (a: AuctionAudit) => {
          ;(a.facts[1]!.record.body as { amount: number }).amount = 9_400
        },
        'facts',
        '2',
      ],
      ['a bid left out', (a: AuctionAudit) => (a.facts as unknown[]).splice(1, 1), 'chain', '2 sequence'],
      ['bids in another order', (a: AuctionAudit) => (a.facts as unknown[]).reverse(), 'chain', '1 sequence'],
      [
        'the key of another log',
        (a: AuctionAudit) => Object.assign(a, { log: otherKey }),
        'log',
        'wrong-log',
      ],
    ] as const)('a file that was made anew around a forgery is found out: %s', async (_, forge, step, at) => {
      await bid(agencies[0]!, id, 95)
      await bid(agencies[1]!, id, 90)
      await clock('2026-10-09T10:30')
      await market.settle()
      const { body } = await market.visitor().raw({ method: 'GET', url: `/api/auctions/${id}/audit` })
      expect(verifyAudit(JSON.stringify(body)).ok).toBe(true)
      const { format: _f, digest: _d, ...forged } = structuredClone(body) as AuctionAudit
      forge(forged as AuctionAudit)
      expect(verifyAudit(auditText(forged).text).steps.at(-1)).toEqual({ step, ok: false, at })
    })

    test.each([
      ['one letter of the text', (t: string) => t.replace('JJ-1', 'JJ-2'), 'document', 'wrong-digest'],
      ['space at the end', (t: string) => `${t} `, 'document', 'not-canonical'],
      ['no JSON', () => 'no', 'document', 'not-canonical'],
      ['another document', () => '{"format":"xunshi-auction/1"}', 'document', 'malformed'],
    ])('a file that was tampered with is found out: %s', async (_, change, step, at) => {
      await bid(agencies[0]!, id, 95)
      await clock('2026-10-09T10:30')
      await market.settle()
      const { body } = await market.visitor().raw({ method: 'GET', url: `/api/auctions/${id}/audit` })
      const report = verifyAudit(change(JSON.stringify(body)))
      expect(report.ok).toBe(false)
      expect(report.steps.at(-1)).toEqual({ step, ok: false, at })
    })
  })
})
