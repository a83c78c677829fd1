import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bidsOf,
  chances,
  chosen,
  decidedBy,
  inTwoOrders,
  leafOf,
  mayBid,
  mayTakePart,
  quoteOf,
  type Way,
  ways,
} from '../../../tests/builders/choosing.ts'
import { anAgency, aPerson, run } from '../../../tests/builders/procurement.ts'
import { art } from '../../gazette/index.ts'
import { membersOf, type Procurement, winnerOf } from '../index.ts'

const seed = fc.nat()
const leaves = (list: readonly { leaf: string }[]) => list.map((e) => e.leaf)
/** What was found, without the order in which it was looked at. */
const essence = (p: Procurement) => ({
  status: p.status,
  result: 'result' in p && p.result.order,
  out: 'opened' in p && p.opened.excluded.map((e) => `${e.leaf} ${e.refusal.code}`).sort(),
  reason: 'reason' in p && p.reason,
})

/** What holds of every way. */
const holds = (...list: Way[]) =>
  describe.each(list)('%s', (way) => {
    test('the order of arrival decides nothing: not who wins, not who comes next, not who is out', () => {
      fc.assert(
        fc.property(inTwoOrders, seed, ([all, arrival], s) => {
          const [one, two] = [chosen(way, all, { seed: s }), chosen(way, all, { seed: s }, arrival)]
          expect(essence(two.state)).toEqual(essence(one.state))
        }),
      )
    })

    test('exactly one wins, or as many as were announced are bound; or the selection fails', () => {
      const ends = new Set<string>()
      fc.assert(
        fc.property(chances, seed, (all, s) => {
          const { state: p } = chosen(way, all, { seed: s, pick: s })
          ends.add(p.status)
          const least = way === 'direct, one is named' ? 1 : 3
          const may = mayTakePart(way, all)
          const bidders = decidedBy(way) === 'bids' ? may.filter((n) => mayBid(all[n - 1]!)) : may
          const seats = 'framework' in ways[way] ? 3 : 1
          expect(p.status === 'failed').toBe(may.length < least || bidders.length < seats)
          if (p.status === 'failed') return
          if (p.status !== 'publicity') throw new Error(p.status)
          const order = leaves(p.result.order)
          expect(new Set(order).size).toBe(order.length)
          expect(order.filter((l) => l === winnerOf(p.result)?.leaf)).toHaveLength(1)
          const bound = leaves(membersOf(p))
          expect(bound).toHaveLength(seats)
          expect(bound[0]).toBe(winnerOf(p.result)?.leaf)
          if (decidedBy(way) === 'merit') expect(order).toHaveLength(1)
          else expect([...order].sort()).toEqual(bidders.map(leafOf))
        }),
      )
      expect([...ends].sort()).toEqual(['failed', 'publicity'])
    })

    test('nobody outside wins: neither the conditions nor the range', () => {
      fc.assert(
        fc.property(chances, seed, (all, s) => {
          const { state: p } = chosen(way, all, { seed: s, pick: s })
          if (!('result' in p)) return
          const may = mayTakePart(way, all)
          for (const { leaf, agency, amount } of p.result.order) {
            const n = Number(leaf)
            expect(may).toContain(n)
            expect(agency).toBe(`agency-${n}`)
            if (decidedBy(way) === 'mean') {
              expect(amount).toBe(quoteOf(all[n - 1]!))
              expect(amount).toBeLessThanOrEqual(10_000)
            } else if (decidedBy(way) === 'bids') {
              expect(bidsOf(all[n - 1]!)).toContain(amount)
              expect(amount).toBeGreaterThanOrEqual(5_000_000)
              expect(amount).toBeLessThanOrEqual(6_800_000)
            } else expect(amount).toBeUndefined()
          }
        }),
      )
    })

    test('whoever falls out makes way for one other of them, once; after the last it has failed', () => {
      fc.assert(
        fc.property(chances, seed, (all, s) => {
          let { state: p } = chosen(way, all, { seed: s })
          const had: string[] = []
          while (p.status === 'publicity') {
            const { agency } = winnerOf(p.result)!
            had.push(agency)
            const winner = { ...anAgency(1, { status: 'expelled' }), id: agency }
            p = run(p, [{ kind: 'disqualify' }, '2026-10-08T14:00', aPerson('operator'), { winner }])
            // 22.1.3: the owner chooses again among the others that were recommended.
            if (p.status === 'choosing') {
              const next: string = p.opened.entrants.find(
                (e) => 'recommended' in p && e.leaf === p.recommended[0],
              )!.agency
              p = run(p, [{ kind: 'choose', agency: next }, '2026-10-08T15:00', aPerson('owner')])
            }
          }
          expect(p.status).toBe('failed')
          expect(new Set(had).size).toBe(had.length)
          if ('reason' in p && had.length > 0) expect(p.reason).toBe('no-alternate-left')
        }),
        { numRuns: 30 },
      )
    })
  })

describe(art('111', '22.1.1'), () => {
  // 采用电脑随机摇号方式从报名且符合条件的中介服务机构中确定1家作为中选方。
  holds('random')
})

describe(art('111', '22.1.2.1'), () => {
  // 通过随机或竞价等方式直接选取中选方。
  holds('direct, drawn among the invited', 'direct, the invited bid')
})

describe(art('111', '22.1.2.2'), () => {
  // 可按要求直接选取1家中介服务机构。
  holds('direct, one is named')
})

describe(art('111', '22.1.3'), () => {
  // 由项目业主从推荐的中介服务机构中选取。
  holds('merit')
})

describe(art('111', '22.1.4'), () => {
  // 报价最接近合理底价的中介服务机构中选。
  holds('average')
})

describe(art('111', '22.1.5'), () => {
  // 在报名参与竞争且符合条件的中介服务机构中，…按最低价中选原则自动确定中介服务机构。
  holds('bidding')
})

describe(art('111', '22.1.6'), () => {
  // 其他经省中介超市管理机构认可的公开选取方式: each by its procedure.
  holds('approved, drawn', 'approved, by the mean', 'approved, on merit')
})

describe(art('111', '22.2'), () => {
  // 以批量采购方式选取: several at once.
  holds('several, drawn', 'several, by the mean', 'several, by bids')
})
