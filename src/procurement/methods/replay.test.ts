import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chances,
  chosen,
  decidedAgain,
  decidedBy,
  drawnBy,
  type Played,
  type Way,
  ways,
} from '../../../tests/builders/choosing.ts'
import { art } from '../../gazette/index.ts'
import type { Entrant, Exact, MeritScore, Result, Working } from '../index.ts'

/** What the log tells of a result. */
interface Told {
  winner: Entrant
  order: Entrant[]
  groups: string[][]
  working?: Working
  choice?: Result['choice']
  members?: Entrant[]
}

/** As a reader has it who was sent the text. */
const read = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const toldIn = ({ facts }: Played): Told | undefined =>
  read(facts).find((f) => f.kind === 'procurement.result')?.body as unknown as Told | undefined

/** a before b: numerators over one denominator, in whole numbers. */
const compared = (a: Exact, b: Exact): number => {
  const [x, y] = [BigInt(a.num) * BigInt(b.den), BigInt(b.num) * BigInt(a.den)]
  return x < y ? -1 : x > y ? 1 : 0
}

/** Puts leaves into groups of one value each, the smallest value first, by leaf inside. */
function grouped<T>(leaves: readonly string[], value: (leaf: string) => T, order: (a: T, b: T) => number) {
  const groups: string[][] = []
  for (const leaf of [...leaves].sort((a, b) => order(value(a), value(b)) || (a < b ? -1 : 1))) {
    const last = groups.at(-1)
    if (last && order(value(last[0]!), value(leaf)) === 0) last.push(leaf)
    else groups.push([leaf])
  }
  return groups
}
const sorted = (groups: readonly (readonly string[])[]) => groups.map((g) => [...g].sort())

/** 22.1.4: n × the distance from the mean of n quotes. */
function byTheMean(working: Working | undefined): string[][] {
  if (working?.kind !== 'average') throw new Error('no quotes in the log')
  const quotes = new Map(working.quotes.map((q) => [q.leaf, BigInt(q.quote)]))
  const sum = [...quotes.values()].reduce((a, b) => a + b, 0n)
  const far = (leaf: string) => {
    const way = quotes.get(leaf)! * BigInt(quotes.size) - sum
    return way < 0n ? -way : way
  }
  return grouped([...quotes.keys()], far, (a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** 22.1.3: Σ weight × component, from what the log has of each; one criterion is announced here. */
function byMerit(working: Working | undefined): string[][] {
  if (working?.kind !== 'merit') throw new Error('no scores in the log')
  const { weights, scores } = working
  const whole = ({ credit, plan, quality }: MeritScore): Exact => {
    const [c, p, q] = [credit.points, plan.criteria[0]!.points, quality.points]
    const [a, b, d] = [BigInt(c.den), BigInt(p.den), BigInt(q.den)]
    const num =
      BigInt(weights.credit) * BigInt(c.num) * b * d +
      BigInt(weights.plan) * BigInt(p.num) * a * d +
      BigInt(weights.quality) * BigInt(q.num) * a * b
    return { num: String(num), den: String(1000n * a * b * d) }
  }
  const totals = new Map(scores.map((s) => [s.leaf, whole(s)]))
  for (const s of scores) expect(compared(totals.get(s.leaf)!, s.total)).toBe(0)
  return grouped(
    [...totals.keys()],
    (leaf) => totals.get(leaf)!,
    (a, b) => compared(b, a),
  )
}

/** 22.1.5: by the last bid of each. */
function byBids(way: Way, { working, groups }: Told): string[][] {
  if (working?.kind !== 'auction') throw new Error('no bids in the log')
  const bids = new Map(working.bids.map((b) => [b.leaf, b.bid]))
  const byPrice = grouped(
    [...bids.keys()],
    (leaf) => bids.get(leaf)!,
    (a, b) => a - b,
  )
  if ('framework' in ways[way]) return byPrice
  // One wins: equal bids that are not lowest stand in the order in which they came, which is the auction's own file.
  const later = groups.slice(1).flat()
  expect(later.map((leaf) => bids.get(leaf))).toEqual(
    byPrice.slice(1).flatMap((g) => g.map((l) => bids.get(l))),
  )
  return [byPrice[0]!, ...later.map((leaf) => [leaf])]
}

function groupsFrom(way: Way, told: Told): string[][] {
  switch (decidedBy(way)) {
    case 'mean':
      return byTheMean(told.working)
    case 'merit':
      return byMerit(told.working)
    case 'bids':
      return byBids(way, told)
    case 'draw':
    case 'name':
      return [told.order.map((e) => e.leaf).sort()]
  }
}

const replays = (...list: Way[]) =>
  describe.each(list)('%s', (way) => {
    test('the same steps, read back, decide the same again: state and facts', () => {
      fc.assert(
        fc.property(chances, fc.nat(), (all, seed) => {
          const played = chosen(way, all, { seed, pick: seed })
          expect(decidedAgain(way, read(played.steps))).toEqual(played)
        }),
      )
    })

    test('whoever has the log and the seed of the draw comes to the same winner', () => {
      let results = 0
      fc.assert(
        fc.property(chances, fc.nat(), (all, seed) => {
          const played = chosen(way, all, { seed, pick: seed })
          const told = toldIn(played)
          expect(told === undefined).toBe(played.state.status === 'failed')
          if (!told) return
          results++
          const groups = groupsFrom(way, told)
          expect(sorted(told.groups)).toEqual(sorted(groups))
          const leaf = told.winner.leaf
          if (decidedBy(way) === 'merit') {
            // The best three, and whoever equals the third; the owner named one of them.
            const recommended: string[] = []
            for (const group of groups) if (recommended.length < 3) recommended.push(...group)
            expect([...told.choice!.recommended].sort()).toEqual(recommended.sort())
            expect(recommended).toContain(leaf)
            expect(told.choice!.leaf).toBe(leaf)
            return
          }
          const drawn = drawnBy(groups.filter((g) => g.length > 1).flat(), seed)
          const order = groups.flatMap((g) => (g.length === 1 ? g : drawn.filter((l) => g.includes(l))))
          expect(told.order.map((e) => e.leaf)).toEqual(order)
          expect(leaf).toBe(order[0])
          expect(told.members?.map((m) => m.leaf)).toEqual(
            'framework' in ways[way] ? order.slice(0, 3) : undefined,
          )
        }),
      )
      expect(results).toBeGreaterThan(10)
    })
  })

describe(art('111', '22.1.1'), () => {
  // 采用电脑随机摇号方式…确定1家作为中选方。
  replays('random')
})

describe(art('111', '22.1.2.1'), () => {
  // 通过随机或竞价等方式直接选取中选方。
  replays('direct, drawn among the invited', 'direct, the invited bid')
})

describe(art('111', '22.1.2.2'), () => {
  // 可按要求直接选取1家中介服务机构。
  replays('direct, one is named')
})

describe(art('111', '22.1.3'), () => {
  // 由系统通过公式计算对比…, 由项目业主从推荐的中介服务机构中选取。
  replays('merit')
})

describe(art('111', '22.1.4'), () => {
  // 所有已报价中介服务机构的报价平均值作为竞价的合理底价，报价最接近合理底价的中介服务机构中选。
  replays('average')
})

describe(art('111', '22.1.5'), () => {
  // 按最低价中选原则自动确定中介服务机构。
  replays('bidding')
})

describe(art('111', '22.1.6'), () => {
  // 其他经省中介超市管理机构认可的公开选取方式: each by its procedure.
  replays('approved, drawn', 'approved, by the mean', 'approved, on merit')
})

describe(art('111', '22.2'), () => {
  // 以批量采购方式选取: the members are the first of the same order.
  replays('several, drawn', 'several, by the mean', 'several, by bids')
})
