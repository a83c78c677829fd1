import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aDraft,
  aDraftContext,
  anOfferer,
  aRegistrant,
  openedBy,
  run,
  system,
} from '../../../tests/builders/procurement.ts'
import { art } from '../../gazette/index.ts'
import {
  averageSelection,
  awardInfo,
  compare,
  distance,
  draftProblems,
  exact,
  meanOf,
  type Procurement,
  tied,
  winnerOf,
} from '../index.ts'

const leaf = (n: number) => aRegistrant(n).leaf
const quoted = (...quotes: number[]) =>
  openedBy(
    { method: 'average', amount: 10_000 },
    quotes.map((quote, i) => anOfferer(i + 1, { quote })),
  )
const rankingOf = (p: Procurement) =>
  'ranking' in p ? p.ranking : 'result' in p ? p.result.ranking : undefined
/** The first of the tied ones wins, as a draw might have it. */
const finished = (p: Procurement) =>
  p.status === 'drawing'
    ? run(p, [{ kind: 'drawn', order: tied(p.ranking) }, '2026-09-30T17:00:03', system])
    : p

describe(art('111', '22.1.4'), () => {
  test('the measure allows it from its first day', () => {
    expect(averageSelection.on('2022-12-01')).toBe(true)
  })

  // 所有已报价中介服务机构的报价平均值作为竞价的合理底价，报价最接近合理底价的中介服务机构中选。
  test.each([
    ['the nearest below', [9_000, 8_000, 6_000], { num: '23000', den: '3' }, 8_000],
    ['the nearest above', [9_000, 8_000, 6_100], { num: '7700', den: '1' }, 8_000],
    ['exactly the mean', [9_000, 8_000, 7_000], { num: '8000', den: '1' }, 8_000],
    ['equals near the mean are drawn', [100, 101, 103, 101], { num: '405', den: '4' }, undefined],
  ])('%s', (_, quotes, mean, winner) => {
    const p = quoted(...quotes)
    const ranking = rankingOf(p)
    expect(ranking?.working).toMatchObject({ kind: 'average', mean })
    if (winner === undefined) {
      // 101 twice: 0.25 away each.
      expect(p).toMatchObject({ status: 'drawing' })
      expect(tied(ranking!).sort()).toEqual([leaf(2), leaf(4)].sort())
    } else {
      const done = finished(p)
      expect(done.status).toBe('publicity')
      expect('result' in done && winnerOf(done.result)).toMatchObject({ amount: winner })
    }
  })

  // 出现2家以上相同报价中介服务机构的，中介超市通过随机抽取方式自动确定1家。
  test('equally far above and below: the draw between exactly those two', () => {
    const p = quoted(7_000, 9_000, 6_000, 10_000) // mean 8,000
    expect(p).toMatchObject({ status: 'drawing' })
    expect('ranking' in p && p.ranking?.groups).toEqual([
      [leaf(1), leaf(2)],
      [leaf(3), leaf(4)],
    ])
    const done = run(p, [
      { kind: 'drawn', order: [leaf(4), leaf(2), leaf(3), leaf(1)] },
      '2026-09-30T17:00:03',
      system,
    ])
    expect('result' in done && done.result.order.map((e) => e.leaf)).toEqual([2, 1, 4, 3].map(leaf))
  })

  test.each([
    [2, 'failed'],
    [3, 'publicity'],
  ])('%d quotes: %s', (n, status) => {
    expect(quoted(...[8_000, 7_000, 7_600].slice(0, n)).status).toBe(status)
  })

  test.each([
    ['at the published fee', 10_000, undefined],
    ['one 分 above it', 10_001, 'quote-above-fee'],
  ])('a quote %s', (_, quote, code) => {
    const p = openedBy({ method: 'average', amount: 10_000 }, [
      anOfferer(1, { quote }),
      ...[2, 3, 4].map((n) => anOfferer(n, { quote: 9_000 + n })),
    ])
    expect('opened' in p && p.opened.excluded.map((e) => e.refusal.code)).toEqual(code ? [code] : [])
  })

  test.each([
    ['does not open', 'unreadable', 'offer-unreadable'],
    ['is not there', undefined, 'offer-missing'],
    ['is empty', {}, 'offer-missing'],
  ] as const)('an offer that %s excludes, and is not in the mean', (_, offer, code) => {
    const p = openedBy({ method: 'average', amount: 10_000 }, [
      anOfferer(1, offer),
      ...[2, 3, 4].map((n) => anOfferer(n, { quote: 1_000 * n })),
    ])
    expect('opened' in p && p.opened.excluded).toMatchObject([{ leaf: leaf(1), refusal: { code } }])
    expect(rankingOf(p)?.working).toMatchObject({ mean: { num: '3000', den: '1' } })
  })

  test('the fee is settled: it is the most that may be quoted', () => {
    const draft = aDraft({ method: 'average', amount: undefined, formula: '按工作量', estimate: 100 })
    expect(draftProblems(draft, aDraftContext()).map((r) => r.code)).toEqual(['method-needs-fee'])
  })

  test('the award is for what the winner quoted', () => {
    const p = run(quoted(9_000, 8_000, 7_100), [
      { kind: 'award' },
      '2026-10-11T00:00',
      system,
      { number: '九中选〔2026〕0001号' },
    ])
    expect(awardInfo('p', p)?.amount).toBe(8_000)
  })

  const quotes = fc.array(fc.integer({ min: 1, max: 12_000 }), { minLength: 0, maxLength: 9 })
  test('nobody outside the range wins; nobody is nearer than the winner; only equals are drawn; or it fails', () => {
    fc.assert(
      fc.property(quotes, (all) => {
        const p = finished(quoted(...all))
        const valid = all.filter((q) => q <= 10_000)
        if (valid.length < 3) {
          expect(p.status).toBe('failed')
          return
        }
        const mean = meanOf(valid)
        const far = (q: number) => distance(exact(q), mean)
        if (!('result' in p)) throw new Error(p.status)
        const winner = winnerOf(p.result)!.amount!
        expect(winner).toBeLessThanOrEqual(10_000)
        for (const q of valid) expect(compare(far(winner), far(q))).toBeLessThanOrEqual(0)
        expect(p.result.order).toHaveLength(valid.length)
        for (const group of p.result.ranking!.groups) {
          const distances = group.map((l) => far(all[Number(l) - 1]!))
          for (const d of distances) expect(d).toEqual(distances[0])
        }
      }),
    )
  })

  test('the order of arrival decides nothing, and the same again gives the same', () => {
    fc.assert(
      fc.property(quotes, fc.integer(), (all, seed) => {
        const registrants = all.map((quote, i) => anOfferer(i + 1, { quote }))
        const shuffled = [...registrants].sort(
          (a, b) => ((Number(a.leaf) * seed) % 7) - ((Number(b.leaf) * seed) % 7),
        )
        const by = { method: 'average', amount: 10_000 } as const
        const [one, two] = [openedBy(by, registrants), openedBy(by, shuffled)]
        const essence = (p: Procurement) => ('ranking' in p ? p.ranking : 'result' in p ? p.result : p.status)
        expect(essence(two)).toEqual(essence(one))
        expect(openedBy(by, registrants)).toEqual(one)
      }),
    )
  })
})
