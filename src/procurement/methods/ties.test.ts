import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bidding,
  type Chance,
  chances,
  chosen,
  leafOf,
  mayTakePart,
  openedFor,
  quoteOf,
  registrantOf,
  type Way,
} from '../../../tests/builders/choosing.ts'
import { aContext, run, system } from '../../../tests/builders/procurement.ts'
import { art } from '../../gazette/index.ts'
import { outcomeOf, type Procurement, procurementWorkflow, standingOf, tied } from '../index.ts'

type Drawing = Extract<Procurement, { status: 'drawing' }>

/** Those that have the same value as another, by leaf. */
function equals<T>(numbers: readonly number[], value: (n: number) => T): string[] {
  const all = numbers.map(value)
  return numbers.filter((_, i) => all.filter((v) => v === all[i]).length > 1).map(leafOf)
}

/** n × its distance from the mean of n quotes: whole numbers, reckoned without the fractions of the rule. */
function farFromMean(all: readonly Chance[], numbers: readonly number[]): (n: number) => bigint {
  const quotes = new Map(numbers.map((n) => [n, BigInt(quoteOf(all[n - 1]!))]))
  const sum = [...quotes.values()].reduce((a, b) => a + b, 0n)
  return (n) => {
    const way = quotes.get(n)! * BigInt(numbers.length) - sum
    return way < 0n ? -way : way
  }
}

const opened = (way: Way, all: readonly Chance[]): Procurement =>
  openedFor(
    way,
    all.map((one, i) => registrantOf(way, one, i + 1)),
  ).state

const failed = (p: Procurement) => p.status === 'failed'

/** Whatever order the draw gives, it moves nobody but those that are equal, and them among themselves alone. */
function drawMovesOnlyEquals(p: Drawing, order: readonly string[]) {
  const after = run(p, [{ kind: 'drawn', order }, '2026-10-08T12:00', system])
  if (after.status !== 'publicity') throw new Error(after.status)
  const result = after.result.order.map((e) => e.leaf)
  let from = 0
  for (const group of p.ranking.groups) {
    const places = result.slice(from, from + group.length)
    from += group.length
    expect(places).toEqual(group.length > 1 ? order.filter((l) => group.includes(l)) : group)
  }
  expect(result).toHaveLength(from)
}

/** The ways in which the draw alone decides. */
const drawn = (...list: Way[]) =>
  test.each(list)('%s: the draw is among all that take part, and nobody else', (way) => {
    fc.assert(
      fc.property(chances, fc.infiniteStream(fc.nat()), (all, random) => {
        const p = opened(way, all)
        if (failed(p)) return
        if (p.status !== 'drawing') throw new Error(p.status)
        const among = mayTakePart(way, all).map(leafOf)
        expect([...tied(p.ranking)].sort()).toEqual(among)
        drawMovesOnlyEquals(p, shuffled(among, random))
      }),
    )
  })

/** The ways in which the mean decides, and the draw among those equally far from it. */
const byMean = (...list: Way[]) =>
  test.each(list)('%s: exactly those equally far from the mean are drawn, above and below alike', (way) => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(chances, fc.infiniteStream(fc.nat()), (all, random) => {
        const p = opened(way, all)
        seen.add(p.status)
        if (failed(p)) return
        const part = mayTakePart(way, all)
        const far = farFromMean(all, part)
        const expected = equals(part, far)
        expect(p.status).toBe(expected.length > 0 ? 'drawing' : 'publicity')
        const ranking = p.status === 'drawing' ? p.ranking : 'result' in p ? p.result.ranking! : undefined
        expect([...tied(ranking!)].sort()).toEqual(expected)
        // Nearer groups stand before farther ones, and one distance is one group.
        const distances = ranking!.groups.map((g) => new Set(g.map((leaf) => far(Number(leaf)))))
        expect(distances.every((d) => d.size === 1)).toBe(true)
        const one = distances.map((d) => [...d][0]!)
        expect(one).toEqual([...new Set(one)].sort((a, b) => (a < b ? -1 : 1)))
        if (p.status === 'drawing') drawMovesOnlyEquals(p, shuffled(expected, random))
      }),
      { numRuns: 200 },
    )
    expect([...seen].sort()).toEqual(['drawing', 'failed', 'publicity'])
  })

function shuffled(list: readonly string[], random: { next(): { value: number } }): string[] {
  const all = [...list]
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.next().value % (i + 1)
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
  return all
}

/** From 48,000.00 to 69,000.00, of a range from 50,000.00 to 68,000.00. */
const attempts = fc.array(
  fc.record({ who: fc.nat(), amount: fc.integer({ min: 16, max: 23 }).map((n) => n * 300_000) }),
  { maxLength: 24 },
)

/** The ways in which the lowest bid decides. @param every whether several win, so that every tie is drawn */
const byBids = (every: boolean, ...list: Way[]) =>
  test.each(list)('%s: exactly those with equal bids are drawn', (way) => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(chances, attempts, (all, tries) => {
        const p = opened(way, all)
        if (p.status !== 'bidding') return
        const part = mayTakePart(way, all)
        const auction = bidding(
          p,
          tries.map(({ who, amount }) => ({ leaf: leafOf(part[who % part.length]!), amount })),
        )
        const { order, tied: head } = outcomeOf(auction)
        const bids = order.map((n) => ({
          ...{ leaf: p.opened.entrants[n - 1]!.leaf, amount: standingOf(auction, n)!.amount },
        }))
        const lowest = Math.min(...bids.map((b) => b.amount))
        const decision = procurementWorkflow.decide(
          p,
          { kind: 'bids', bids, tied: head },
          aContext('2026-10-09T10:30', system),
        )
        if (!decision.ok) throw new Error(decision.refusal.code)
        const after = decision.state
        seen.add(after.status)
        if (failed(after)) return
        const last = new Map(bids.map((b) => [Number(b.leaf), b.amount]))
        const candidates = [...last.keys()]
          .filter((n) => every || last.get(n) === lowest)
          .sort((a, b) => a - b)
        const expected = equals(candidates, (n) => last.get(n))
        expect(after.status).toBe(expected.length > 0 ? 'drawing' : 'publicity')
        if (after.status === 'drawing') {
          expect([...tied(after.ranking)].sort()).toEqual(expected)
          drawMovesOnlyEquals(after, [...expected].reverse())
        } else if ('result' in after) {
          expect(after.result.order[0]?.amount).toBe(lowest)
          expect(tied(after.result.ranking!)).toEqual([])
        }
      }),
      { numRuns: 200 },
    )
    expect([...seen].sort()).toEqual(['drawing', 'failed', 'publicity'])
  })

/** The ways in which nothing is left to chance. */
const neverDrawn = (...list: Way[]) =>
  test.each(list)('%s: nothing is drawn, however equal they are', (way) => {
    fc.assert(
      fc.property(chances, fc.nat(), fc.nat(), (all, seed, other) => {
        const p = opened(way, all)
        expect(p.status).not.toBe('drawing')
        const [a, b] = [seed, other].map((s) => chosen(way, all, { seed: s }).state)
        expect(b).toEqual(a)
      }),
    )
  })

describe(art('111', '22.1.1'), () => {
  // 采用电脑随机摇号方式从报名且符合条件的中介服务机构中确定1家。
  drawn('random')

  test('an order that is not of exactly those is no draw', () => {
    fc.assert(
      fc.property(chances, fc.nat(), (all, at) => {
        const p = opened('random', all)
        if (p.status !== 'drawing') return
        const order = tied(p.ranking)
        const i = at % order.length
        const wrong = [
          order.toSpliced(i, 1),
          [...order, order[i]!],
          order.with(i, order[(i + 1) % order.length]!),
          order.with(i, leafOf(99)),
        ]
        for (const given of wrong)
          expect(() => run(p, [{ kind: 'drawn', order: given }, '2026-10-08T12:00', system])).toThrow(
            'a draw orders everyone who is tied, each once',
          )
      }),
    )
  })
})

describe(art('111', '22.1.2.1'), () => {
  // 通过随机或竞价等方式直接选取中选方。
  drawn('direct, drawn among the invited')
  byBids(false, 'direct, the invited bid')
})

describe(art('111', '22.1.2.2'), () => {
  // 可按要求直接选取1家中介服务机构。
  neverDrawn('direct, one is named')
})

describe(art('111', '22.1.3'), () => {
  // 由项目业主从推荐的中介服务机构中选取。
  neverDrawn('merit')
})

describe(art('111', '22.1.4'), () => {
  // 出现2家以上相同报价中介服务机构的，中介超市通过随机抽取方式自动确定1家作为中选方。
  byMean('average')
})

describe(art('111', '22.1.5'), () => {
  // 竞价最低的中介服务机构有2家及以上的，…通过电脑随机抽取方式确定1家。
  byBids(false, 'bidding')
})

describe(art('111', '22.1.6'), () => {
  // 其他经省中介超市管理机构认可的公开选取方式: each by its procedure.
  drawn('approved, drawn')
  byMean('approved, by the mean')
  neverDrawn('approved, on merit')
})

describe(art('111', '22.2'), () => {
  // 以批量采购方式选取: several win, so every tie is drawn.
  drawn('several, drawn')
  byMean('several, by the mean')
  byBids(true, 'several, by bids')
})
