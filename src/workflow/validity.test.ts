import { describe, expect, test } from 'vitest'
import { chinaCalendar, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { ruleSetExpired, ruleSetExtendedTo, ruleSetLastDay } from './validity.ts'

describe(art('111', '58'), () => {
  // 本办法自 2022 年 12 月 1 日起施行，暂行一年。
  test('the year ends with 30 November 2023', () => {
    expect(ruleSetLastDay({}, chinaCalendar)).toBe('2023-11-30')
  })

  test.each([
    ['the last day', '2023-11-30', undefined],
    ['the day after', '2023-12-01', { since: '2023-12-01' }],
  ])('%s', (_, today, expected) => {
    expect(ruleSetExpired(plainDate(today), {}, chinaCalendar)).toEqual(expected)
  })

  test('an extension with its document number moves the last day', () => {
    const settings = { [ruleSetExtendedTo.key]: '2025-11-30' }
    expect(ruleSetExpired(plainDate('2025-11-30'), settings, chinaCalendar)).toBeUndefined()
    expect(ruleSetExpired(plainDate('2025-12-01'), settings, chinaCalendar)).toEqual({ since: '2025-12-01' })
  })
})
