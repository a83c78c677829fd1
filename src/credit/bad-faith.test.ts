import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { opensDraft, withinSince } from './bad-faith.ts'

describe(art('111', '39.8'), () => {
  // 作为投诉人在中介超市1年内投诉3次以上。
  test.each([
    [0, false],
    [1, false],
    [2, false],
    [3, true],
    [4, false],
    [6, true],
  ])('%i found untrue within the year', (n, opens) => {
    expect(opensDraft(n, plainDate('2024-05-06'))).toBe(opens)
  })
  test.each([
    ['2024-03-05', '2023-03-05'],
    ['2024-02-29', '2023-03-01'],
    ['2025-02-28', '2024-02-28'],
  ])('of %s: from %s on', (on, from) => {
    expect(withinSince(plainDate(on))).toBe(from)
  })
})
