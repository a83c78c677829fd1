import { describe, expect, test } from 'vitest'
import { chinaCalendar, instant, plainDate } from '../../src/calendar/index.ts'
import { readLamp } from './lamp.ts'
import { formatYuan } from './money.ts'
import { formatMoment, formatSpan, holidayNote } from './time.ts'

const at = (due: string, now: string) => readLamp(instant(due), instant(now), chinaCalendar, 'zh')

describe('the lamp', () => {
  test.each([
    [
      'two working days, a plain week',
      '2026-09-30T12:00',
      '2026-09-28T16:20',
      'green',
      '还有 2 个工作日',
      '09-30 周三 12:00',
    ],
    [
      'across the National Day',
      '2026-10-09T00:00',
      '2026-09-28T16:20',
      'green',
      '还有 3 个工作日',
      '10-08 周四 24:00（国庆假期后）',
    ],
    [
      'into a year whose schedule is not announced',
      '2028-01-06T00:00',
      '2027-12-30T10:00',
      'green',
      '还有 4 个工作日',
      '2028-01-05 周三 24:00（暂定）',
    ],
    [
      'the day before the last',
      '2026-09-29T17:30',
      '2026-09-28T16:20',
      'green',
      '还有 1 个工作日',
      '09-29 周二 17:30',
    ],
    ['the last day', '2026-09-28T17:00', '2026-09-28T16:20', 'amber', '今天 17:00', '还剩 40 分钟'],
    [
      'the last day, its 24:00',
      '2026-09-29T00:00',
      '2026-09-28T16:20',
      'amber',
      '今天 24:00',
      '还剩 7 小时 40 分',
    ],
    ['a second before', '2026-09-28T17:00', '2026-09-28T16:59:59', 'amber', '今天 17:00', '还剩 1 秒'],
    [
      'the moment itself is late',
      '2026-09-28T17:00',
      '2026-09-28T17:00',
      'red',
      '已超 0 秒',
      '应于 09-28 周一 17:00',
    ],
    [
      'three hours late',
      '2026-09-28T13:20',
      '2026-09-28T16:20',
      'red',
      '已超 3 小时',
      '应于 09-28 周一 13:20',
    ],
  ])('%s', (_, due, now, tone, words, date) => {
    expect(at(due, now)).toEqual({ tone, words, date })
  })
})

describe('dates as a clerk says them', () => {
  test.each([
    ['2026-10-09T00:00:00.000+08:00', { deadline: true }, '2026-10-08 周四 24:00'],
    ['2026-10-09T00:00:00.000+08:00', {}, '2026-10-09 周五 00:00'],
    ['2026-09-28T17:00:03.118+08:00', { seconds: true, today: '2026-09-28' }, '09-28 周一 17:00:03'],
    ['2026-09-28T17:00:00.000+08:00', { language: 'en' as const }, '2026-09-28 Mon 17:00'],
  ])('%s %o', (moment, options, said) => {
    expect(formatMoment(moment, { language: 'zh', ...options })).toBe(said)
  })

  test.each([
    ['2026-09-28', '2026-10-08', '国庆假期后'],
    // A certificate ends on a day of rest like on any other.
    ['2026-09-28', '2026-10-03', '国庆假期内'],
    ['2026-09-28', '2026-10-07', '国庆假期内'],
    ['2026-09-28', '2026-10-12', '含国庆假期'],
    ['2026-09-21', '2026-09-24', undefined],
    ['2023-01-19', '2023-01-31', '含春节假期'],
    ['2023-01-19', '2023-01-28', '调休上班'],
  ])('from %s to %s: %s', (from, to, note) => {
    expect(holidayNote(plainDate(from), plainDate(to), chinaCalendar, 'zh')).toBe(note)
  })

  test.each([
    [0, '0 秒'],
    [40 * 60_000, '40 分钟'],
    [3 * 3_600_000 + 20 * 60_000, '3 小时 20 分'],
    [2 * 86_400_000, '2 天'],
  ])('%d ms is %s', (ms, said) => {
    expect(formatSpan(ms, 'zh')).toBe(said)
  })
})

test.each([
  [6_800_000, '68,000.00'],
  [5, '0.05'],
  [100_000_000_001, '1,000,000,000.01'],
  [-250, '−2.50'],
])('%d 分 is %s', (fen, said) => {
  expect(formatYuan(fen)).toBe(said)
})
