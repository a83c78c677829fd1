import { describe, expect, test } from 'vitest'
import { anAuction, begins, bid, bidsIn, having, yuan } from '../../tests/builders/auction.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { answered, limitIsPermitted, proxyBid } from './auction.ts'
import type { Limit } from './auction-state.ts'

describe(art('111', '22.1.5'), () => {
  describe('a floor left with the system', () => {
    const limit = (bidder: number, least: number, order = bidder): Limit => ({
      bidder,
      least: yuan(least),
      order,
    })

    test.each([
      ['has not bid: opens at the maximum', [], limit(1, 85), 100],
      ['others have bid: takes the lead by one 分', [[2, 95]], limit(1, 85), 94.99],
      [
        'outbid by less than a step: falls by the step',
        [
          [1, 96],
          [2, 95.99],
        ],
        limit(1, 85),
        93,
      ],
      [
        'outbid by more: takes the lead by one 分',
        [
          [1, 100],
          [2, 90],
        ],
        limit(1, 85),
        89.99,
      ],
      [
        'leading: nothing',
        [
          [1, 90],
          [2, 95],
        ],
        limit(1, 85),
        undefined,
      ],
      [
        'equal: nothing, the draw decides',
        [
          [1, 90],
          [2, 90],
        ],
        limit(1, 85),
        undefined,
      ],
      [
        'its floor allows only to draw level',
        [
          [1, 100],
          [2, 85],
        ],
        limit(1, 85),
        85,
      ],
      [
        'one 分 above: nothing, it would only tell its floor',
        [
          [1, 100],
          [2, 84.99],
        ],
        limit(1, 85),
        undefined,
      ],
      [
        'its floor is no step away',
        [
          [1, 87],
          [2, 86],
        ],
        limit(1, 85),
        undefined,
      ],
      [
        'a floor at the end of the range',
        [
          [1, 83],
          [2, 82],
        ],
        limit(1, 80),
        80,
      ],
      ['nobody else and no bid, first bid below the maximum', [], limit(1, 80), 100],
    ] as [string, [number, number][], Limit, number | undefined][])('%s', (_, bids, left, amount) => {
      expect(proxyBid(having(anAuction(), ...bids), left)).toBe(amount && yuan(amount))
    })

    test.each([
      [
        'the lower floor wins at what the other could not answer',
        [limit(1, 80), limit(2, 85)],
        [
          [1, 100],
          [2, 99.99],
          [1, 97],
          [2, 96.99],
          [1, 94],
          [2, 93.99],
          [1, 91],
          [2, 90.99],
          [1, 88],
          [2, 87.99],
          [1, 85],
        ],
      ],
      [
        'equal floors draw level at most',
        [limit(1, 97), limit(2, 97)],
        [
          [1, 100],
          [2, 99.99],
          [1, 97],
        ],
      ],
      [
        'the floor that was left first acts first, whatever the number',
        [limit(1, 97, 2), limit(2, 97, 1)],
        [
          [2, 100],
          [1, 99.99],
          [2, 97],
        ],
      ],
      ['one alone opens and waits', [limit(4, 80)], [[4, 100]]],
      [
        'three',
        [limit(1, 94), limit(2, 97), limit(3, 99)],
        [
          [1, 100],
          [2, 99.99],
          [1, 97],
        ],
      ],
    ] as [string, Limit[], [number, number][]][])('two against each other: %s', (_, limits, bids) => {
      expect(bidsIn(answered(anAuction(), limits, begins).facts)).toEqual(
        bids.map(([bidder, amount]) => [bidder, yuan(amount)]),
      )
    })

    test('the order in which the floors are read changes nothing', () => {
      const limits = [limit(1, 83), limit(2, 81), limit(3, 90)]
      const all = [limits, [...limits].reverse(), [limits[1]!, limits[2]!, limits[0]!]]
      const facts = all.map((ls) => JSON.stringify(answered(anAuction(), ls, begins).facts))
      expect(new Set(facts).size).toBe(1)
    })

    test('answers in the same moment as the bid, and the end moves once', () => {
      const a = having(anAuction(), [1, 100])
      const at = instant('2026-10-09T10:29')
      const taken = bid(a, 2, 95, at, [limit(1, 90)])
      expect(taken.ok && taken.facts.map((f) => f.kind)).toEqual([
        'auction.bid',
        'auction.extended',
        'auction.bid',
      ])
      expect(taken.ok && taken.state.endsAt).toBe(instant('2026-10-09T10:32'))
      expect(taken.ok && taken.state.standings[0]).toEqual({ amount: yuan(94.99), at, place: 3 })
    })

    test.each([
      ['above the maximum', [], 100.01, 'bid-above-maximum'],
      ['below the range', [], 79.99, 'bid-below-range'],
      ['at the floor', [], 80, undefined],
      ['above what may be bid next', [[1, 90]], 87.01, 'limit-too-high'],
      ['what may be bid next', [[1, 90]], 87, undefined],
      ['when nothing can be bid any more', [[1, 82]], 80, 'no-further-bid'],
    ] as [string, [number, number][], number, string | undefined][])('%s', (_, bids, least, code) => {
      expect(limitIsPermitted(having(anAuction(), ...bids), 1, yuan(least))?.code).toBe(code)
    })
  })
})
