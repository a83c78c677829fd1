import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { steadyRandom } from '../../tests/builders/draw.ts'
import { art } from '../gazette/index.ts'
import { fastSuites } from './io/suites.ts'
import { rosterOf, rosterRoot } from './roster.ts'
import { concat, domain, type Hash, hex, pureSuites, utf8 } from './suite.ts'
import { ascending, drawOrder, seedOf } from './tickets.ts'

const { sha256 } = fastSuites
const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 })
const leaves = fc.uniqueArray(leaf, { minLength: 1, maxLength: 40, selector: hex })

/** The order as hex leaves, best first. */
function order(hash: Hash, seed: Uint8Array, given: readonly Uint8Array[]): string[] {
  const roster = rosterOf(given)
  return Array.from(drawOrder(hash, seed, roster).order, (at) => hex(roster.subarray(at * 32, at * 32 + 32)))
}

describe(art('111', '22.1.1'), () => {
  // 采用电脑随机摇号方式从报名且符合条件的中介服务机构中确定1家作为中选方。
  test('the result does not depend on the order of arrival', () => {
    const shuffled = leaves.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, leaf, ([list, other], seed) => {
        expect(order(sha256, seed, other)).toEqual(order(sha256, seed, list))
        expect(hex(rosterRoot(sha256, rosterOf(other)))).toBe(hex(rosterRoot(sha256, rosterOf(list))))
      }),
    )
  })

  test('exactly one wins, and everyone has exactly one place', () => {
    fc.assert(
      fc.property(leaves, leaf, (list, seed) => {
        const places = order(sha256, seed, list)
        expect(places).toHaveLength(list.length)
        expect(new Set(places)).toEqual(new Set(list.map(hex)))
      }),
    )
  })

  test('it is the order of H(seed ‖ leaf), with either hash, pure or OpenSSL', () => {
    fc.assert(
      fc.property(leaves, leaf, fc.constantFrom('sha256' as const, 'sm3' as const), (list, seed, suite) => {
        const hash = pureSuites[suite]
        const ticket = (l: Uint8Array) => hex(hash(concat(seed, l)))
        const expected = list.toSorted((a, b) => (ticket(a) < ticket(b) ? -1 : 1)).map(hex)
        expect(order(hash, seed, list)).toEqual(expected)
        expect(order(fastSuites[suite], seed, list)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  test('who enters later changes nobody else’s ticket, only the seed', () => {
    fc.assert(
      fc.property(leaves, leaf, (list, seed) => {
        const some = order(sha256, seed, list.slice(0, Math.ceil(list.length / 2)))
        const all = order(sha256, seed, list)
        expect(all.filter((l) => some.includes(l))).toEqual(some)
      }),
    )
  })

  /** Pearson's statistic of counts that should be equal. */
  const chiSquare = (counts: readonly number[]): number => {
    const expected = counts.reduce((a, b) => a + b) / counts.length
    return counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
  }
  // A uniform draw exceeds these once in a thousand times; the seeds are fixed, so the test never does by chance.
  const limit = { 5: 20.52, 6: 22.46 }
  const draws = 10_000
  const pseudoSeed = (i: number) => sha256(utf8(`pseudo signature ${i}`))

  test('over the entrants: 10,000 draws among the same seven', () => {
    const random = steadyRandom('entrants')
    const roster = rosterOf(Array.from({ length: 7 }, () => random(32)))
    const wins = new Array<number>(7).fill(0)
    for (let i = 0; i < draws; i++) wins[drawOrder(sha256, pseudoSeed(i), roster).order[0]!]! += 1
    expect(chiSquare(wins)).toBeLessThan(limit[6])
  })

  test('over the order of signing up: 10,000 draws among seven newcomers each', () => {
    const random = steadyRandom('arrival')
    const wins = new Array<number>(7).fill(0)
    for (let i = 0; i < draws; i++) {
      const arrived = Array.from({ length: 7 }, () => random(32))
      const winner = order(sha256, pseudoSeed(i), arrived)[0]!
      wins[arrived.findIndex((l) => hex(l) === winner)]! += 1
    }
    expect(chiSquare(wins)).toBeLessThan(limit[6])
  })

  test('over whole orders: 10,000 draws among three, six orders', () => {
    const random = steadyRandom('orders')
    const list = Array.from({ length: 3 }, () => random(32))
    const counts = new Map<string, number>()
    for (let i = 0; i < draws; i++) {
      const key = order(sha256, pseudoSeed(i), list).join()
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    expect(chiSquare([...counts.values()])).toBeLessThan(limit[5])
  })
})

describe('putting rows in order', () => {
  const row = (...first: number[]) => Uint8Array.from({ length: 32 }, (_, i) => first[i] ?? 9)

  test('rows that begin alike are compared to their last byte', () => {
    const rows = [3, 1, 2].map((last) => row(...new Array<number>(31).fill(9), last))
    expect([...ascending(concat(...rows))]).toEqual([1, 2, 0])
  })

  test('every byte counts, the first most', () => {
    const rows = [
      row(255),
      row(0, 255),
      row(0, 0, 255),
      row(0, 0, 0, 255),
      row(0, 0, 0, 0, 255),
      row(0, 0, 0, 0, 0, 255),
    ]
    expect([...ascending(concat(...rows))]).toEqual([5, 4, 3, 2, 1, 0])
  })

  test('as comparing text does, also for many that begin alike', () => {
    const random = steadyRandom('rows')
    const rows = Array.from({ length: 3000 }, (_, i) =>
      row(...(i % 3 ? [1, 2, 3, 4] : []), ...random(28)).slice(0, 32),
    )
    const expected = rows.map((r, i) => [hex(r), i] as const).toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
    expect([...ascending(concat(...rows))]).toEqual(expected.map(([, i]) => i))
  })

  test('one row, or none', () => {
    expect([...ascending(row())]).toEqual([0])
    expect([...ascending(new Uint8Array())]).toEqual([])
  })
})

test('an entry that stands twice is refused', () => {
  const one = new Uint8Array(32).fill(1)
  expect(() => rosterOf([one, new Uint8Array(32), one])).toThrow('an entry stands twice')
})

describe('the root of a roster', () => {
  /** RFC 6962, 2.1, word for word, over hashes of leaves. */
  const mth = (d: readonly Uint8Array[]): Uint8Array => {
    if (d.length === 1) return d[0]!
    let k = 1
    while (k * 2 < d.length) k *= 2
    return sha256(concat(Uint8Array.of(1), mth(d.slice(0, k)), mth(d.slice(k))))
  }

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 100])(
    'of %i entries binds their number and the tree of RFC 6962',
    (n) => {
      const random = steadyRandom(`roster ${n}`)
      const list = Array.from({ length: n }, () => random(32)).toSorted((a, b) => (hex(a) < hex(b) ? -1 : 1))
      expect(hex(rosterRoot(sha256, rosterOf(list)))).toBe(
        hex(sha256(concat(domain('roster'), Uint8Array.of(0, 0, 0, 0, 0, 0, 0, n), mth(list)))),
      )
    },
  )

  test('of nobody does not exist', () => {
    expect(() => rosterRoot(sha256, new Uint8Array())).toThrow('an empty roster')
  })
})

test('every part of the seed counts', () => {
  const part = (n: number) => new Uint8Array(32).fill(n)
  const parts = { spec: part(1), root: part(2), signature: new Uint8Array(48).fill(3) }
  const seeds = [
    seedOf(sha256, parts),
    seedOf(sha256, { ...parts, spec: part(9) }),
    seedOf(sha256, { ...parts, root: part(9) }),
    seedOf(sha256, { ...parts, signature: new Uint8Array(48).fill(9) }),
    seedOf(sha256, { ...parts, beacon: part(9) }),
  ]
  expect(new Set(seeds.map(hex)).size).toBe(5)
})
