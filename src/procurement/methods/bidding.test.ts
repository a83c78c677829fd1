import { describe, expect, test } from 'vitest'
import {
  aContext,
  aDraft,
  aPerson,
  aRegistrant,
  run,
  stages,
  system,
} from '../../../tests/builders/procurement.ts'
import { instant, plainDate } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { auctionExtension, auctionMinimum } from '../auction-figures.ts'
import type { Draft } from '../draft.ts'
import { procurementWorkflow } from '../procurement.ts'
import type { Procurement } from '../state.ts'
import { bidding, isAuction, rangeProblems, termsOfAuction } from './bidding.ts'

const codes = (draft: Draft) =>
  rangeProblems(draft, art('111', '22.1.5')).flatMap((r) => (r ? [`${r.code} ${r.field}`] : []))

const opened = (registrants: number, rules = {}): Procurement => {
  const draft = aDraft({ method: 'bidding', priceRange: { min: 5_000_000 } })
  const open = run(
    { ...stages.draft(), draft } as Procurement,
    [{ kind: 'submit' }, '2026-09-23T10:00', aPerson('owner')],
    [{ kind: 'pass' }, '2026-09-24T10:00', aPerson('operator')],
    [{ kind: 'close' }, '2026-09-30T17:00', system],
  )
  const list = Array.from({ length: registrants }, (_, i) => aRegistrant(i + 1))
  const ctx = aContext('2026-09-30T17:00:01', system, {}, rules)
  const decided = procurementWorkflow.decide(open, { kind: 'open', registrants: list }, ctx)
  if (!decided.ok) throw new Error(decided.refusal.code)
  return decided.state
}
const leaf = (n: number) => aRegistrant(n).leaf

describe(art('111', '22.1.5'), () => {
  // 发布合理的中介服务报价范围。
  test.each([
    ['a range', { amount: 100, priceRange: { min: 80 } }, []],
    ['a range of one price', { amount: 100, priceRange: { min: 100 } }, []],
    ['the maximum said twice', { amount: 100, priceRange: { min: 80, max: 100 } }, []],
    ['two maxima', { amount: 100, priceRange: { min: 80, max: 101 } }, ['range-ends-at-fee priceRange.max']],
    ['no lower end', { amount: 100 }, ['range-missing priceRange.min']],
    ['a lower end of nothing', { amount: 100, priceRange: { min: 0 } }, ['range-missing priceRange.min']],
    [
      'one 分 above the maximum',
      { amount: 100, priceRange: { min: 101 } },
      ['range-upside-down priceRange.min'],
    ],
    [
      'a fee that is not settled',
      { formula: '按概算 1%', priceRange: { min: 80 } },
      ['method-needs-fee amount'],
    ],
  ] as [string, Draft, string[]][])('%s', (_, draft, expected) => {
    expect(codes(draft)).toEqual(expected)
  })

  test.each([
    [{ method: 'bidding' }, true],
    [{ method: 'direct', direct: { conduct: 'auction' } }, true],
    [{ method: 'direct', direct: { conduct: 'draw' } }, false],
    [{ method: 'random' }, false],
  ] as [Draft, boolean][])('%j is an auction: %s', (draft, expected) => {
    expect(isAuction(draft)).toBe(expected)
  })

  test('the rules stand in the announcement, as they are on the day; what is set later changes nothing', () => {
    const p = opened(3)
    expect(p.draft.auction).toEqual(termsOfAuction(p.draft, plainDate('2026-09-24'), {}))
    expect(p.draft.auction).toMatchObject({ floor: 5_000_000, ceiling: 6_800_000, step: 204_000, times: 0 })
    const later = { [auctionExtension.key]: { lastMinutes: 9, minutes: 9, times: 9 } }
    expect(opened(3, later).draft.auction).toEqual(p.draft.auction)
  })

  test('enough registrations: they will bid, on the working day after National Day at 09:30', () => {
    expect(opened(3)).toMatchObject({ status: 'bidding', startsAt: instant('2026-10-08T09:30') })
  })

  test.each([
    [0, {}, 'no-eligible-registration'],
    [2, {}, 'too-few-registrations'],
    [1, { [auctionMinimum.key]: { registrations: 2, bidders: 1 } }, 'too-few-registrations'],
  ])('%d registrations: 流选', (n, rules, reason) => {
    expect(opened(n, rules)).toMatchObject({ status: 'failed', reason })
  })

  const bids = (p: Procurement, list: [number, number][], tied: number) =>
    procurementWorkflow.decide(
      p,
      { kind: 'bids', bids: list.map(([n, amount]) => ({ leaf: leaf(n), amount })), tied },
      aContext('2026-10-08T10:30:01', system),
    )

  test('the lowest wins what it bid; the others follow by price', () => {
    const decided = bids(
      opened(4),
      [
        [3, 5_200_000],
        [1, 5_300_000],
        [4, 5_300_000],
      ],
      1,
    )
    if (!decided.ok || decided.state.status !== 'publicity') throw new Error('not decided')
    expect(decided.state.result.order.map((e) => [e.leaf, e.amount])).toEqual([
      [leaf(3), 5_200_000],
      [leaf(1), 5_300_000],
      [leaf(4), 5_300_000],
    ])
  })

  test('equal lowest go to the draw, exactly they', () => {
    const decided = bids(
      opened(4),
      [
        [3, 5_200_000],
        [1, 5_200_000],
        [4, 5_300_000],
      ],
      2,
    )
    if (!decided.ok || decided.state.status !== 'drawing') throw new Error('not drawn')
    expect(decided.state.ranking.groups).toEqual([[leaf(3), leaf(1)], [leaf(4)]])
    const drawn = procurementWorkflow.decide(
      decided.state,
      { kind: 'drawn', order: [leaf(1), leaf(3)] },
      aContext('2026-10-08T10:30:03', system),
    )
    if (!drawn.ok || drawn.state.status !== 'publicity') throw new Error('not decided')
    expect(drawn.state.result.order.map((e) => e.leaf)).toEqual([leaf(1), leaf(3), leaf(4)])
  })

  test('nobody but the system says that bidding is over', () => {
    for (const kind of ['owner', 'operator', 'agency'] as const) {
      const decided = procurementWorkflow.decide(
        opened(3),
        { kind: 'bids', bids: [], tied: 0 },
        aContext('2026-10-08T10:30:01', aPerson(kind)),
      )
      expect(decided.ok ? undefined : decided.refusal.code).toBe('not-permitted')
    }
  })
})

describe(art('111', '27'), () => {
  test('nobody bids in the time set: 流选', () => {
    const decided = procurementWorkflow.decide(
      opened(3),
      { kind: 'bids', bids: [], tied: 0 },
      aContext('2026-10-08T10:30:01', system),
    )
    expect(decided.ok && decided.state).toMatchObject({ status: 'failed', reason: 'no-bid' })
  })

  test.each([
    [1, 'failed'],
    [2, 'publicity'],
  ])('%d of at least two parties have bid', (n, status) => {
    const p = opened(3)
    const draft = { ...p.draft, auction: { ...p.draft.auction!, leastBidders: 2 } }
    const list = [1, 2].slice(0, n).map((i) => ({ leaf: leaf(i), amount: 5_000_000 + i }))
    const decided = procurementWorkflow.decide(
      { ...p, draft } as Procurement,
      { kind: 'bids', bids: list, tied: 1 },
      aContext('2026-10-08T10:30:01', system),
    )
    expect(decided.ok && decided.state).toMatchObject({ status })
    if (status === 'failed') expect(decided.ok && decided.state).toMatchObject({ reason: 'too-few-bids' })
  })
})

describe(art('111', '22.1.2.1'), () => {
  test('who is invited may bid, within a range', () => {
    expect(bidding.problems({ amount: 100, priceRange: { min: 80 } }, {} as never)).toEqual([
      undefined,
      undefined,
    ])
  })
})
