import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, decimal, distance, exact, meanOf, plus, times } from './exact.ts'

describe('fractions', () => {
  test.each([
    [[1, 2, 3], '2', '1'],
    [[1, 2], '3', '2'],
    [[10, 10, 11], '31', '3'],
    [[9_007_199_254_740_991, 9_007_199_254_740_990], '18014398509481981', '2'],
  ])('the mean of %j is %s/%s', (values, num, den) => {
    expect(meanOf(values)).toEqual({ num, den })
  })

  test.each([
    [exact(10, 3), 4, '3.3333'],
    [exact(-1, 3), 2, '-0.33'],
    [exact(5), 0, '5'],
    [exact(1, 1000), 2, '0.00'],
  ])('%j with %d decimals reads %s', (value, places, text) => {
    expect(decimal(value, places)).toBe(text)
  })

  test('they obey the rules of arithmetic', () => {
    const fraction = fc
      .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }))
      .map(([n, d]) => exact(n, d))
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(plus(a, b)).toEqual(plus(b, a))
        expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)))
        expect(distance(a, b)).toEqual(distance(b, a))
        expect(compare(distance(a, b), exact(0)) === 0).toBe(compare(a, b) === 0)
        expect(compare(a, b)).toBe(-compare(b, a) || 0)
      }),
    )
  })

  test('a denominator is positive', () => {
    expect(() => exact(1, 0)).toThrow()
    expect(() => meanOf([])).toThrow()
  })
})
