import { describe, expect, test } from 'vitest'
import { dealt, steadyRandom } from '../../tests/builders/draw.ts'
import { art } from '../gazette/index.ts'
import { checkNumbers, combine, partialIsRight, signatureIsRight, signPartial } from './threshold.ts'

const random = steadyRandom('threshold')
const { commitments, shares } = dealt(3, 5, random)
const group = commitments[0]!
const message = new TextEncoder().encode('the frozen roster')
const partials = shares.map((share, i) => ({ trustee: i + 1, signature: signPartial(message, share) }))

const subsets = (k: number): number[][] =>
  Array.from({ length: 32 }, (_, bits) => [0, 1, 2, 3, 4].filter((i) => bits & (1 << i))).filter(
    (s) => s.length === k,
  )

// 不得擅自利用信息技术手段干预中介超市中选结果：没有人能挑选签名。
describe(art('111', '53.3'), () => {
  test('any three of the five give the same signature, and it is the group’s', () => {
    const signatures = subsets(3).map((s) => combine(s.map((i) => partials[i]!)))
    expect(signatures).toHaveLength(10)
    expect(new Set(signatures).size).toBe(1)
    expect(signatureIsRight(message, group, signatures[0]!)).toBe(true)
  })

  test('the order of the three, or more than three, makes no difference', () => {
    const [a, b, c, d] = partials
    const signature = combine([a!, b!, c!])
    expect(combine([c!, a!, b!])).toBe(signature)
    expect(combine([d!, c!, b!, a!])).toBe(signature)
  })

  test('two give nothing: each pair its own point, none of them the signature', () => {
    const points = subsets(2).map((s) => combine(s.map((i) => partials[i]!)))
    expect(new Set(points).size).toBe(10)
    for (const point of points) expect(signatureIsRight(message, group, point)).toBe(false)
  })

  test('one trustee twice is refused', () => {
    expect(() => combine([partials[0]!, partials[0]!, partials[1]!])).toThrow('a trustee signs once')
  })

  test('a wrong share is found, and whose it is', () => {
    const wrong = { trustee: 4, signature: signPartial(message, shares[1]!) }
    const sent = [partials[0]!, partials[1]!, wrong]
    expect(sent.filter((p) => !partialIsRight(message, commitments, p)).map((p) => p.trustee)).toEqual([4])
    expect(signatureIsRight(message, group, combine(sent))).toBe(false)
  })

  test('a partial of another message is wrong', () => {
    const other = signPartial(new TextEncoder().encode('another roster'), shares[0]!)
    expect(partialIsRight(message, commitments, { trustee: 1, signature: other })).toBe(false)
  })

  test.each(['', '00', 'c0'.padEnd(96, '0'), 'ff'.repeat(48), '80'.padEnd(96, '0'), group])(
    'what is no point of the group is wrong, not an error: %s',
    (signature) => {
      expect(partialIsRight(message, commitments, { trustee: 1, signature })).toBe(false)
    },
  )
})

test.each([
  [2, 4],
  [1, 1],
  [6, 5],
])(
  'a threshold of half or less is refused, two rosters could both be completed: %i of %i',
  (threshold, n) => {
    expect(() => checkNumbers(threshold, n)).toThrow('no majority')
  },
)

test('three of four is a majority', () => {
  expect(() => checkNumbers(3, 4)).not.toThrow()
})
