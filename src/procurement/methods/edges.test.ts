import { describe, expect, test } from 'vitest'
import { bidding as bidIn, decidedBy, leafOf, openedFor, type Way } from '../../../tests/builders/choosing.ts'
import {
  aDraft,
  aDraftContext,
  anOfferer,
  aRegistrant,
  openedBy,
} from '../../../tests/builders/procurement.ts'
import { plainDate } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { draftProblems, outcomeOf, type Procurement, standingOf, tied } from '../index.ts'
import { termsOfAuction } from './bidding.ts'

const invitees = [{ id: 'agency-1', name: '第1家' }]
const plan = { plan: { answers: [20], text: '要点' } }
/** So many registrants, each with a quote or a plan where one is asked for. */
const opened = (way: Way, n: number): Procurement =>
  openedFor(
    way,
    Array.from({ length: n }, (_, i) => {
      if (decidedBy(way) === 'merit') return anOfferer(i + 1, plan)
      return decidedBy(way) === 'mean' ? anOfferer(i + 1, { quote: 8_000 + i * i }) : aRegistrant(i + 1)
    }),
  ).state

describe(art('111', '22.1.2.2'), () => {
  // 中介服务金额不高于1万元且整个项目规模预估价低于两百万元: 不高于 takes the figure in, 低于 does not.
  test.each([
    ['9,999.99 of 1,999,999.99', 999_999, 199_999_999, []],
    ['10,000.00 of 1,999,999.99', 1_000_000, 199_999_999, []],
    ['10,000.01 of 1,999,999.99', 1_000_001, 199_999_999, ['fee-not-small amount']],
    ['9,999.99 of 2,000,000.00', 999_999, 200_000_000, ['project-not-small direct.wholeProject']],
    ['10,000.00 of 2,000,000.00', 1_000_000, 200_000_000, ['project-not-small direct.wholeProject']],
    ['10,000.00 of 2,000,000.01', 1_000_000, 200_000_001, ['project-not-small direct.wholeProject']],
  ])('%s, however the one is found', (_, amount, wholeProject, expected) => {
    for (const conduct of ['choice', 'draw', 'auction'] as const) {
      const direct = { ground: 'small', conduct, invitees, wholeProject } as const
      const draft = aDraft({ method: 'direct', amount, direct, priceRange: { min: amount - 1 } })
      expect(draftProblems(draft, aDraftContext()).map((r) => `${r.code} ${r.field}`)).toEqual(expected)
    }
  })
})

describe(art('111', '22.1.5'), () => {
  // 每次出价降价幅度不得少于最高限价的3%.
  test.each([
    ['10,000.00', 1_000_000, 30_000],
    ['10,000.01, so 300.0003', 1_000_001, 30_001],
    ['2,000,000.00', 200_000_000, 6_000_000],
    ['1,999,999.99, so 59,999.9997', 199_999_999, 6_000_000],
    ['68,000.33, so 2,040.0099', 6_800_033, 204_001],
    ['68,000.34, so 2,040.0102', 6_800_034, 204_002],
  ])('the step announced with a maximum of %s', (_, amount, step) => {
    const draft = aDraft({ method: 'bidding', amount, priceRange: { min: 1 } })
    expect(termsOfAuction(draft, plainDate('2026-09-24'), {})?.step).toBe(step)
  })

  // 68,000.00 at most, so 2,040.00 a step.
  test.each([
    ['2,040.00 lower', 6_596_000, 6_596_000],
    ['2,039.99 lower: the bid before it stands', 6_596_001, 6_800_000],
  ])('%s', (_, second, stands) => {
    const p = opened('bidding', 3)
    if (p.status !== 'bidding') throw new Error(p.status)
    const auction = bidIn(p, [
      { leaf: leafOf(2), amount: 6_800_000 },
      { leaf: leafOf(2), amount: second },
    ])
    expect(standingOf(auction, 2)?.amount).toBe(stands)
    expect(outcomeOf(auction)).toEqual({ order: [2], tied: 1 })
  })
})

describe(art('111', '27'), () => {
  // 报名数量不满足公开选取最低要求的，发布流选公告: three are enough, two are not.
  test.each([
    ['random', 'drawing'],
    ['average', 'publicity'],
    ['merit', 'choosing'],
    ['bidding', 'bidding'],
    ['direct, drawn among the invited', 'drawing'],
    ['direct, the invited bid', 'bidding'],
    ['approved, drawn', 'drawing'],
    ['approved, by the mean', 'publicity'],
    ['approved, on merit', 'choosing'],
    ['several, drawn', 'drawing'],
    ['several, by the mean', 'publicity'],
    ['several, by bids', 'bidding'],
  ] as const)('%s', (way, status) => {
    expect(opened(way, 3).status).toBe(status)
    expect(opened(way, 2)).toMatchObject({ status: 'failed', reason: 'too-few-registrations' })
    expect(opened(way, 0)).toMatchObject({ status: 'failed', reason: 'no-eligible-registration' })
  })
})

describe(art('111', '22.1.4'), () => {
  // 报价最接近合理底价的中介服务机构中选: as near above as below is as near.
  test.each([
    [
      'the mean is a whole 分: 80.00',
      [7_999, 8_001, 7_000, 9_000],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'half a 分: 80.005',
      [8_000, 8_001, 7_000, 9_001],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['one 分 nearer above', [7_998, 8_001, 7_000, 9_001], [[2], [1], [3], [4]]],
    ['one 分 nearer below', [7_999, 8_002, 6_999, 9_000], [[1], [2], [4], [3]]],
    // 240.01 ÷ 3 = 80.00333…: no fraction is cut off.
    ['a third of a 分', [8_000, 8_000, 8_001], [[1, 2], [3]]],
    ['two above, one below', [8_001, 8_001, 7_999, 7_999, 8_000], [[5], [1, 2, 3, 4]]],
    ['all the same', [8_000, 8_000, 8_000], [[1, 2, 3]]],
  ])('%s', (_, quotes, groups) => {
    const p = openedBy(
      { method: 'average', amount: 10_000 },
      quotes.map((quote, i) => anOfferer(i + 1, { quote })),
    )
    const ranking = p.status === 'drawing' ? p.ranking : 'result' in p ? p.result.ranking : undefined
    expect(ranking?.groups.map((g) => g.map(Number))).toEqual(groups)
    expect(p.status).toBe(tied(ranking!).length > 0 ? 'drawing' : 'publicity')
  })
})
