import { describe, expect, test } from 'vitest'
import { anAuction, bid, having, yuan } from '../../tests/builders/auction.ts'
import { addMs, chinaCalendar, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { amountIsPermitted, auctionTerms, biddingBegins, decide, endAfter } from './auction.ts'
import {
  auctionExtension,
  auctionHours,
  biddingSelection,
  firstBidAtMaximum,
  leastReduction,
  leastReductionPercent,
} from './auction-figures.ts'
import { type Auction, outcomeOf } from './auction-state.ts'

const codeOf = (outcome: ReturnType<typeof decide>) => (outcome.ok ? undefined : outcome.refusal.code)
describe(art('111', '22.1.5'), () => {
  // 为防止恶意竞价，每次出价降价幅度不得少于最高限价的3%。
  test('the share in force', () => {
    expect(leastReductionPercent.on('2022-12-01')).toBe(3)
    expect(biddingSelection.on('2022-12-01')).toBe(true)
  })

  test.each([
    ['100.00 yuan', 100_00, 3_00],
    ['100.01 yuan: 300.03 分, so 301', 100_01, 301],
    ['100.33 yuan: 300.99 分, so 301', 100_33, 301],
    ['100.34 yuan: 301.02 分, so 302', 100_34, 302],
    ['0.99 yuan: 2.97 分, so 3', 99, 3],
    ['1 分: 0.03 分, so 1', 1, 1],
    ['68,000.00 yuan', 68_000_00, 2_040_00],
    ['499,999.99 yuan', 499_999_99, 15_000_00],
    ['the largest whole number', Number.MAX_SAFE_INTEGER, 270_215_977_642_230],
  ])('the least reduction of %s', (_, ceiling, least) => {
    expect(leastReduction(ceiling, 3)).toBe(least)
    // The statute's own words, in whole numbers of any size.
    expect(BigInt(leastReduction(ceiling, 3)) * 100n >= BigInt(ceiling) * 3n).toBe(true)
    expect(BigInt(leastReduction(ceiling, 3) - 1) * 100n < BigInt(ceiling) * 3n).toBe(true)
  })

  test.each([
    ['a first bid at the maximum', [], 100, undefined],
    ['one 分 above it', [], 100.01, 'bid-above-maximum'],
    ['a first bid at the floor', [], 80, undefined],
    ['one 分 below it', [], 79.99, 'bid-below-range'],
    ['3% lower, one 分 short', [[1, 100]], 97.01, 'reduction-too-small'],
    ['3% lower exactly', [[1, 100]], 97, undefined],
    ['one 分 more', [[1, 100]], 96.99, undefined],
    ['the same again', [[1, 100]], 100, 'reduction-too-small'],
    ['higher than before', [[1, 90]], 95, 'reduction-too-small'],
    [
      'a third bid counts from the second',
      [
        [1, 100],
        [1, 97],
      ],
      94.01,
      'reduction-too-small',
    ],
    [
      'and not from the maximum',
      [
        [1, 100],
        [1, 90],
      ],
      87,
      undefined,
    ],
    ['another’s bid is no measure', [[2, 85]], 100, undefined],
    ['the floor exactly, a step below', [[1, 83]], 80, undefined],
    ['no room for another step', [[1, 82.99]], 80, 'no-further-bid'],
  ] as [string, [number, number][], number, string | undefined][])('%s', (_, before, amount, code) => {
    expect(codeOf(bid(having(anAuction(), ...before), 1, amount))).toBe(code)
  })

  test.each([
    [97.01, 'first-bid-too-high'],
    [97, undefined],
  ])('where the first bid must fall below the maximum too: %d', (amount, code) => {
    const terms = auctionTerms({ floor: yuan(80), ceiling: yuan(100) }, '2026-09-24', {
      [firstBidAtMaximum.key]: 0,
    })
    expect(codeOf(bid(anAuction({ firstAtCeiling: terms.firstAtCeiling }), 1, amount))).toBe(code)
  })

  test('a refusal tells the highest price that is permitted next, in yuan', () => {
    const refused = amountIsPermitted(having(anAuction(), [1, 100]), 1, yuan(98))
    expect(refused).toMatchObject({
      article: art('111', '22.1.5'),
      field: 'amount',
      params: { next: 9700, nextYuan: '97.00', step: 300, stepYuan: '3.00' },
    })
  })

  test('a fraction of a 分 never comes so far', () => {
    expect(() => amountIsPermitted(anAuction(), 1, 9700.5)).toThrow(RangeError)
  })

  test.each([0, 6, -1, 1.5])('no party has number %d', (bidder) => {
    expect(codeOf(bid(anAuction(), bidder, 90))).toBe('not-a-bidder')
  })

  test.each([
    ['2026-10-09T09:29:59.999', 'bidding-not-begun'],
    ['2026-10-09T09:30:00.000', undefined],
    ['2026-10-09T10:29:59.999', undefined],
    ['2026-10-09T10:30:00.000', 'bidding-over'],
    ['2026-10-09T10:30:00.001', 'bidding-over'],
  ])('at %s', (at, code) => {
    expect(codeOf(bid(anAuction(), 1, 90, instant(at)))).toBe(code)
  })

  describe('规定时限: when bidding begins', () => {
    test.each([
      ['the next working day', '2026-09-28T17:00', '2026-09-28T17:00:02', '2026-09-29T09:30'],
      ['after National Day', '2026-09-30T17:00', '2026-09-30T17:00:02', '2026-10-08T09:30'],
      ['opened only after the planned hour', '2026-09-28T17:00', '2026-09-29T09:31', '2026-09-30T09:30'],
      ['opened at the planned hour', '2026-09-28T17:00', '2026-09-29T09:30', '2026-09-30T09:30'],
      ['opened a second before', '2026-09-28T17:00', '2026-09-29T09:29:59', '2026-09-29T09:30'],
    ])('%s', (_, deadline, opened, expected) => {
      const { terms } = anAuction()
      expect(biddingBegins(instant(deadline), instant(opened), terms, chinaCalendar)).toBe(instant(expected))
    })

    test('on the day of the deadline itself, and ten minutes after an opening that came too late', () => {
      const rules = { [auctionHours.key]: { workingDays: 0, hour: 16, minute: 0, minutes: 30 } }
      const terms = auctionTerms({ floor: 1, ceiling: 100 }, '2026-09-24', rules)
      expect(terms.minutes).toBe(30)
      const at = (opened: string) =>
        biddingBegins(instant('2026-09-28T15:00'), instant(opened), terms, chinaCalendar)
      expect(at('2026-09-28T15:00:05')).toBe(instant('2026-09-28T16:00'))
      expect(at('2026-09-28T16:05')).toBe(instant('2026-09-28T16:15'))
    })
  })

  describe('the end moves when a bid falls into the last two minutes', () => {
    test.each([
      ['a millisecond before them', '2026-10-09T10:27:59.999', '2026-10-09T10:30'],
      ['at their first moment', '2026-10-09T10:28', '2026-10-09T10:32'],
      ['in the last millisecond', '2026-10-09T10:29:59.999', '2026-10-09T10:32'],
    ])('%s', (_, at, end) => {
      const taken = bid(anAuction(), 1, 90, instant(at))
      expect(taken.ok && taken.state.endsAt).toBe(instant(end))
      expect(taken.ok && taken.facts.map((f) => f.kind)).toEqual(
        end.endsWith('32') ? ['auction.bid', 'auction.extended'] : ['auction.bid'],
      )
    })

    test('again and again, or as often as is set', () => {
      const late = (a: Auction, bidder: number, amount: number) =>
        having(a, [bidder, amount, addMs(a.endsAt, -1000)])
      const twice = late(late(anAuction(), 1, 100), 2, 97)
      expect([twice.endsAt, twice.extensions]).toEqual([instant('2026-10-09T10:34'), 2])
      const once = late(late(anAuction({ times: 1 }), 1, 100), 2, 97)
      expect([once.endsAt, once.extensions]).toEqual([instant('2026-10-09T10:32'), 1])
      expect(endAfter(anAuction({ extension: 0 }), instant('2026-10-09T10:29:59'))).toBe(
        instant('2026-10-09T10:30'),
      )
    })

    test('the settings carry into the terms', () => {
      const rules = { [auctionExtension.key]: { lastMinutes: 5, minutes: 3, times: 2 } }
      expect(auctionTerms({ floor: 1, ceiling: 100 }, '2026-09-24', rules)).toMatchObject({
        ...{ lastMinutes: 5, extension: 3, times: 2, minutes: 60 },
      })
    })
  })

  describe('the lowest wins; equal lowest go to the draw, and only they', () => {
    test.each([
      ['nobody has bid', [], [], 0],
      ['one', [[2, 90]], [2], 1],
      [
        'the lower of two',
        [
          [1, 90],
          [2, 89.99],
        ],
        [2, 1],
        1,
      ],
      [
        'equal lowest of two',
        [
          [1, 90],
          [2, 90],
          [3, 95],
        ],
        [1, 2, 3],
        2,
      ],
      [
        'equal but not lowest',
        [
          [1, 90],
          [2, 90],
          [3, 85],
        ],
        [3, 1, 2],
        1,
      ],
      [
        'a party counts by its last bid',
        [
          [1, 100],
          [2, 97],
          [1, 94],
        ],
        [1, 2],
        1,
      ],
    ] as [string, [number, number][], number[], number][])('%s', (_, bids, order, tied) => {
      expect(outcomeOf(having(anAuction(), ...bids))).toEqual({ order, tied })
    })

    test('the end comes at its moment, once', () => {
      const a = having(anAuction(), [1, 90], [2, 90])
      const end = (state: Auction, now: string) => decide(state, { kind: 'end' }, { now: instant(now) })
      expect(codeOf(end(a, '2026-10-09T10:29:59.999'))).toBe('not-available')
      const ended = end(a, '2026-10-09T10:30')
      expect(ended.ok && ended.facts[0]!.body).toEqual({
        ...{ bids: 2, endsAt: instant('2026-10-09T10:30'), lowest: yuan(90), order: [1, 2], tied: 2 },
      })
      expect(ended.ok && codeOf(end(ended.state, '2026-10-09T10:31'))).toBe('not-available')
      expect(ended.ok && codeOf(bid(ended.state, 3, 80))).toBe('bidding-over')
    })
  })
})
