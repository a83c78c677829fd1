import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anAuction, begins, yuan } from '../../tests/builders/auction.ts'
import { addMs, type Instant, toEpochMs } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { decide, nextPermitted } from './auction.ts'
import { type Limit, lowestOf, outcomeOf } from './auction-state.ts'

describe(art('111', '22.1.5'), () => {
  describe('whatever is tried', () => {
    const attempt = fc.record({
      bidder: fc.integer({ min: 1, max: 5 }),
      amount: fc.integer({ min: yuan(78), max: yuan(101) }),
      wait: fc.integer({ min: 0, max: 400_000 }),
    })
    const floors = fc.array(
      fc.record({
        bidder: fc.integer({ min: 1, max: 5 }),
        least: fc.integer({ min: yuan(80), max: yuan(100) }),
      }),
      { maxLength: 4 },
    )
    interface Attempt {
      bidder: number
      amount: number
      wait: number
    }

    /** Runs attempts one after the other; gives back every bid that was taken, automatic ones included. */
    function play(attempts: readonly Attempt[], limits: readonly Limit[] = []) {
      let a = anAuction()
      let now: Instant = begins
      const taken: { bidder: number; amount: number; at: Instant }[] = []
      for (const { bidder, amount, wait } of attempts) {
        now = addMs(now, wait)
        const done = decide(a, { kind: 'bid', bidder, amount, limits }, { now })
        if (!done.ok) continue
        a = done.state
        for (const f of done.facts)
          if (f.kind === 'auction.bid')
            taken.push({ bidder: f.body.bidder as number, amount: f.body.amount as number, at: now })
      }
      return { auction: a, taken }
    }
    const unique = (ls: readonly { bidder: number; least: number }[]): Limit[] => [
      ...new Map(ls.map((l, order) => [l.bidder, { ...l, order }])).values(),
    ]

    test('every bid taken is in the range and falls by the step; no floor is undercut by its own proxy', () => {
      fc.assert(
        fc.property(fc.array(attempt, { maxLength: 40 }), floors, (attempts, left) => {
          const limits = unique(left)
          const manual = new Set(attempts.map((t) => `${t.bidder} ${t.amount}`))
          const last = new Map<number, number>()
          for (const { bidder, amount } of play(attempts, limits).taken) {
            expect(amount).toBeGreaterThanOrEqual(yuan(80))
            expect(amount).toBeLessThanOrEqual(yuan(100))
            const before = last.get(bidder)
            if (before !== undefined) expect(before - amount).toBeGreaterThanOrEqual(yuan(3))
            const own = limits.find((l) => l.bidder === bidder)
            if (!manual.has(`${bidder} ${amount}`)) expect(amount).toBeGreaterThanOrEqual(own!.least)
            last.set(bidder, amount)
          }
        }),
      )
    })

    test('who arrives first in a moment does not change who is lowest', () => {
      const one = fc.record({
        bidder: fc.constantFrom(1, 2, 3, 4, 5),
        amount: fc.integer({ min: yuan(80), max: yuan(100) }),
      })
      fc.assert(
        fc.property(
          fc.uniqueArray(one, { selector: (b) => b.bidder }),
          fc.infiniteStream(fc.nat()),
          (bids, random) => {
            const shuffled = [...bids]
            for (let i = shuffled.length - 1; i > 0; i--) {
              const j = random.next().value % (i + 1)
              ;[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!]
            }
            const lowest = (list: typeof bids) => {
              const { order, tied } = outcomeOf(play(list.map((b) => ({ ...b, wait: 0 }))).auction)
              return [...order.slice(0, tied)].sort()
            }
            expect(lowest(shuffled)).toEqual(lowest(bids))
          },
        ),
      )
    })

    test('the winner stands in the range and nobody below', () => {
      fc.assert(
        fc.property(fc.array(attempt, { minLength: 1, maxLength: 40 }), floors, (attempts, left) => {
          const { auction, taken } = play(attempts, unique(left))
          const { order, tied } = outcomeOf(auction)
          expect(order.length > 0).toBe(taken.length > 0)
          if (taken.length === 0) return
          const least = Math.min(...taken.map((b) => b.amount))
          expect(lowestOf(auction)).toBe(least)
          for (const bidder of order.slice(0, tied)) expect(auction.standings[bidder - 1]!.amount).toBe(least)
          expect(least).toBeGreaterThanOrEqual(yuan(80))
        }),
      )
    })

    test('extensions end: as many as there are bids at most, and of those range ÷ step + 1 for each party', () => {
      fc.assert(
        fc.property(fc.array(attempt, { maxLength: 60 }), (attempts) => {
          // Everybody bids in the last second, for as long as anything is permitted.
          let a = anAuction()
          for (const { bidder } of attempts) {
            const amount = nextPermitted(a, bidder)
            if (amount === undefined) continue
            const done = decide(a, { kind: 'bid', bidder, amount, limits: [] }, { now: addMs(a.endsAt, -1) })
            if (!done.ok) throw new Error(done.refusal.code)
            a = done.state
          }
          const most = 5 * (Math.floor(yuan(20) / yuan(3)) + 1)
          expect(a.extensions).toBeLessThanOrEqual(most)
          expect(toEpochMs(a.endsAt)).toBe(toEpochMs(begins) + 60 * 60_000 + a.extensions * 2 * 60_000)
        }),
      )
    })

    test('replaying the bids of the log, without any floor, gives the same standings and the same end', () => {
      fc.assert(
        fc.property(fc.array(attempt, { maxLength: 40 }), floors, (attempts, left) => {
          const { auction, taken } = play(attempts, unique(left))
          const replayed = taken.reduce((a, { bidder, amount, at }) => {
            const done = decide(a, { kind: 'bid', bidder, amount, limits: [] }, { now: at })
            if (!done.ok) throw new Error(`${done.refusal.code} at ${at}`)
            return done.state
          }, anAuction())
          expect(replayed).toEqual(auction)
        }),
      )
    })
  })
})
