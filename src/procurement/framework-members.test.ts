import { describe, expect, test } from 'vitest'
import { leafOf, openedFor } from '../../tests/builders/choosing.ts'
import { frameworkTerms } from '../../tests/builders/framework.ts'
import {
  aContext,
  anAgency,
  anOfferer,
  aPerson,
  aRegistrant,
  openedBy,
  run,
  system,
} from '../../tests/builders/procurement.ts'
import { art } from '../gazette/index.ts'
import { membersOf, type Procurement, procurementWorkflow, tied } from './index.ts'

const members = (p: Procurement) => ('result' in p ? membersOf(p).map((m) => Number(m.leaf)) : undefined)

/** Three members are announced; these bid, in the order of price and of time. */
function bidBy(...bids: [n: number, amount: number][]): Procurement {
  const { state } = openedFor(
    'several, by bids',
    [1, 2, 3, 4, 5].map((n) => aRegistrant(n)),
  )
  const head = bids.filter(([, amount]) => amount === bids[0]?.[1]).length
  const decision = procurementWorkflow.decide(
    state,
    { kind: 'bids', bids: bids.map(([n, amount]) => ({ leaf: leafOf(n), amount })), tied: head },
    aContext('2026-10-08T10:30:01', system),
  )
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.state
}

describe(art('111', '22.2'), () => {
  // 由政府相关职能部门以批量采购方式选取: as many are bound as were announced, or none.
  test.each([
    [0, { status: 'failed', reason: 'no-bid' }],
    [1, { status: 'failed', reason: 'too-few-bids' }],
    [2, { status: 'failed', reason: 'too-few-bids' }],
    [3, { status: 'publicity' }],
    [4, { status: 'publicity' }],
  ])('three members, %d have bid', (n, expected) => {
    const bids = [1, 2, 3, 4].slice(0, n).map((i): [number, number] => [i, 5_000_000 + i])
    const p = bidBy(...bids)
    expect(p).toMatchObject(expected)
    expect(members(p)).toEqual(n < 3 ? undefined : [1, 2, 3])
  })

  test('the last place among equal bids is drawn, not given to who bid earlier', () => {
    const p = bidBy([1, 5_000_000], [2, 5_100_000], [3, 5_200_000], [4, 5_200_000])
    expect(p.status === 'drawing' && tied(p.ranking)).toEqual([leafOf(3), leafOf(4)])
    const order = [leafOf(4), leafOf(3)]
    expect(members(run(p, [{ kind: 'drawn', order }, '2026-10-08T10:31', system]))).toEqual([1, 2, 4])
  })

  test('equal lowest and equal after them: each place is drawn among its own', () => {
    const p = bidBy([3, 5_000_000], [1, 5_000_000], [5, 5_100_000], [2, 5_100_000], [4, 5_200_000])
    expect(p.status === 'drawing' && p.ranking.groups).toEqual([
      [leafOf(1), leafOf(3)],
      [leafOf(2), leafOf(5)],
      [leafOf(4)],
    ])
    const order = [5, 3, 2, 1].map(leafOf)
    expect(members(run(p, [{ kind: 'drawn', order }, '2026-10-08T10:31', system]))).toEqual([3, 1, 5])
  })

  const quoted = (seats: number, n: number) =>
    openedBy(
      { method: 'average', amount: 10_000, framework: { ...frameworkTerms, seats, ceiling: 20_000_000 } },
      [7_000, 7_100, 7_300, 7_600].slice(0, n).map((quote, i) => anOfferer(i + 1, { quote })),
    )

  test.each([
    ['three of three', 3, 3, 'publicity'],
    ['four of three', 4, 3, 'failed'],
    ['four of four', 4, 4, 'publicity'],
    // The method's own least number holds as well.
    ['two of two', 2, 2, 'failed'],
    ['two of three', 2, 3, 'publicity'],
  ])('%s', (_, seats, n, status) => {
    expect(quoted(seats, n).status).toBe(status)
  })

  test('who falls out makes way while enough are left; with fewer than announced there is no framework', () => {
    const out = (p: Procurement) =>
      run(p, [
        { kind: 'disqualify' },
        '2026-10-08T09:00',
        aPerson('operator'),
        { winner: anAgency(1, { status: 'expelled' }) },
      ])
    // Mean 72.50: 73.00, 71.00, 70.00, 76.00.
    const p = quoted(3, 4)
    expect(members(p)).toEqual([3, 2, 1])
    const next = out(p)
    expect(members(next)).toEqual([2, 1, 4])
    expect(out(next)).toMatchObject({ status: 'failed', reason: 'no-alternate-left' })
  })
})
