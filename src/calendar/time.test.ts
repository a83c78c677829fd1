import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dateOf,
  daysBetween,
  endOf,
  fromEpochMs,
  instant,
  plainDate,
  toEpochMs,
  weekday,
} from './time.ts'

const someDay = fc
  .integer({ min: -25_567, max: 84_006 })
  .map((n) => plainDate(new Date(n * 86_400_000).toISOString().slice(0, 10)))
const someMs = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2199, 0, 1) })

describe('days and moments', () => {
  test('arithmetic agrees with Date', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -9999, max: 9999 }), (day, n) => {
        const expected = new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10)
        expect(addDays(day, n)).toBe(expected)
        expect(daysBetween(day, addDays(day, n))).toBe(n)
        expect(weekday(day) % 7).toBe(new Date(day).getUTCDay())
      }),
    )
  })

  test('a moment goes to milliseconds and back, and means what Date takes it for', () => {
    fc.assert(
      fc.property(someMs, (ms) => {
        expect(toEpochMs(fromEpochMs(ms))).toBe(ms)
        expect(Date.parse(fromEpochMs(ms))).toBe(ms)
      }),
    )
  })

  test('moments sort as text', () => {
    fc.assert(
      fc.property(someMs, someMs, (a, b) => {
        expect(fromEpochMs(a) < fromEpochMs(b)).toBe(a < b)
      }),
    )
  })

  test('the end of a day is the next day’s beginning', () => {
    expect(endOf(plainDate('2023-12-31'))).toBe('2024-01-01T00:00:00.000+08:00')
    expect(dateOf(instant('2024-01-01T00:00'))).toBe('2024-01-01')
  })

  test.each(['2023-02-29', '2023-13-01', '2023-00-10', '2023-1-1', '20230101', '', 'today', '2023-04-31'])(
    '%j is not a day',
    (text) => {
      expect(() => plainDate(text)).toThrow(RangeError)
    },
  )

  test.each([
    '2023-01-01T24:00',
    '2023-01-01T10:60',
    '2023-01-01T10:00Z',
    '2023-01-01T10:00+09:00',
    '2023-02-30T10:00',
  ])('%j is not a moment of the market', (text) => {
    expect(() => instant(text)).toThrow(RangeError)
  })

  test('a leap day is a day', () => {
    expect(plainDate('2024-02-29')).toBe('2024-02-29')
    expect(addDays(plainDate('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(plainDate('2100-02-28'), 1)).toBe('2100-03-01')
  })
})
