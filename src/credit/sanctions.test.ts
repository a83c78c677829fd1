import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  chinaCalendar,
  instant,
  type Pause,
  type PlainDate,
  pauseOfDays,
  plainDate,
} from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type FoundBreach, publicUntil, sanctionOf, windowsOf } from './sanctions.ts'

const day = plainDate
const general = (on: string, change: Partial<FoundBreach> = {}): FoundBreach => ({
  ...{ id: on, on: day(on), severity: 'general', repaired: false },
  ...change,
})
const days = (...spans: [string, string][]): Pause[] => spans.map(([a, b]) => pauseOfDays(day(a), day(b)))
const sanction = (on: string, found: FoundBreach[], pauses: Pause[] = []) =>
  sanctionOf('general', day(on), { found, pauses }, chinaCalendar)
const windows = (on: string, pauses: Pause[], asOf = '2026-12-31') => {
  const { yearEnds, twoYearsEnd } = windowsOf(general(on), day(asOf), pauses, chinaCalendar)
  return [yearEnds, twoYearsEnd]
}

describe(art('111', '41'), () => {
  // 失信预警公告有效期1个月。
  test.each([
    ['2023-02-10', '2023-03-10'],
    ['on the last of January', '2023-02-28', '2023-01-31'],
    ['on the last of January of a leap year', '2024-02-29', '2024-01-31'],
    ['before the Spring Festival: a sanction is not lengthened by a holiday', '2023-01-22', '2022-12-22'],
  ])('%s', (name, until, on = name) => {
    const given = sanctionOf('warning', day(on), { found: [], pauses: [] }, chinaCalendar)
    expect(given).toEqual({ measure: 'warning', article: '111/41', until })
    expect(publicUntil('warning', day(on), chinaCalendar)).toBe(until)
  })
})

describe(art('111', '42.1'), () => {
  // 出现1次一般失信行为的，…暂停…3个月，一年内（不计算暂停服务时间）出现2次…的，暂停…6个月。
  test.each([
    ['the first', '2023-01-10', [], [], 3, '2023-04-10', 1, 1],
    [
      'the first, at the end of November: 2024 has a 29 February',
      '2023-11-30',
      [],
      [],
      3,
      '2024-02-29',
      1,
      1,
    ],
    ['the first, at the end of August', '2023-08-31', [], [], 3, '2023-11-30', 1, 1],
    ['a second on the same day', '2023-01-10', ['2023-01-10'], [], 6, '2023-07-10', 2, 2],
    ['a second on the last day of the year', '2024-01-10', ['2023-01-10'], [], 6, '2024-07-10', 2, 2],
    ['a day later', '2024-01-11', ['2023-01-10'], [], 3, '2024-04-11', 1, 2],
    [
      'with the three months of the first: on the last day',
      '2024-04-09',
      ['2023-01-10'],
      [['2023-01-10', '2023-04-10']],
      6,
      '2024-10-09',
      2,
      2,
    ],
    [
      'with the three months of the first: a day later',
      '2024-04-10',
      ['2023-01-10'],
      [['2023-01-10', '2023-04-10']],
      3,
      '2024-07-10',
      1,
      2,
    ],
    ['from 29 February: on 28 February', '2025-02-28', ['2024-02-29'], [], 6, '2025-08-28', 2, 2],
    ['from 29 February: on 1 March', '2025-03-01', ['2024-02-29'], [], 3, '2025-06-01', 1, 2],
    [
      'two years later, on the last day, it still counts for the third',
      '2025-01-10',
      ['2023-01-10'],
      [],
      3,
      '2025-04-10',
      1,
      2,
    ],
    ['a day later it does not', '2025-01-11', ['2023-01-10'], [], 3, '2025-04-11', 1, 1],
    ['while suspended', '2023-03-01', ['2023-01-10'], [['2023-01-10', '2023-04-10']], 6, '2023-09-01', 2, 2],
  ] as [string, string, string[], [string, string][], number, string, number, number][])(
    '%s',
    (_, on, found, spans, months, until, inYear, inTwoYears) => {
      expect(
        sanction(
          on,
          found.map((f) => general(f)),
          days(...spans),
        ),
      ).toMatchObject({
        ...{ measure: 'suspension', article: '111/42.1', months, until, inYear, inTwoYears, third: false },
      })
    },
  )

  test('one serious breach', () => {
    const given = sanctionOf('serious', day('2023-01-10'), { found: [], pauses: [] }, chinaCalendar)
    expect(given).toEqual({ measure: 'expulsion', article: '111/42.1' })
  })

  // 不计算暂停服务时间
  test.each([
    ['nothing suspended', '2023-01-10', [], '2024-01-10', '2025-01-10'],
    ['its own suspension', '2023-01-10', [['2023-01-10', '2023-04-10']], '2024-04-09', '2025-04-10'],
    [
      'two suspensions',
      '2023-01-10',
      [
        ['2023-01-10', '2023-04-10'],
        ['2023-05-10', '2023-11-10'],
      ],
      '2024-10-11',
      '2025-10-12',
    ],
    [
      'two that overlap count once',
      '2023-01-10',
      [
        ['2023-01-10', '2023-04-10'],
        ['2023-03-01', '2023-05-31'],
      ],
      '2024-05-30',
      '2025-05-31',
    ],
    [
      'one that began before the breach',
      '2023-01-10',
      [['2022-11-01', '2023-02-28']],
      '2024-02-28',
      '2025-02-28',
    ],
    [
      'one across the last day of the year',
      '2023-01-10',
      [['2024-01-05', '2024-01-20']],
      '2024-01-26',
      '2025-01-26',
    ],
    ['one from the last day on', '2023-01-10', [['2024-01-10', '2024-01-20']], '2024-01-21', '2025-01-21'],
    [
      'one from the day after: no day of the year',
      '2023-01-10',
      [['2024-01-11', '2024-01-20']],
      '2024-01-10',
      '2025-01-20',
    ],
    ['a single day', '2023-01-10', [['2023-06-01', '2023-06-01']], '2024-01-11', '2025-01-11'],
    ['from a leap day', '2024-02-29', [['2024-02-29', '2024-05-29']], '2025-05-29', '2026-05-29'],
    ['over a leap day', '2023-11-30', [['2023-11-30', '2024-02-29']], '2025-03-01', '2026-03-01'],
    ['at a month’s end', '2023-08-31', [['2023-08-31', '2023-11-30']], '2024-11-30', '2025-11-30'],
  ] as [string, string, [string, string][], string, string][])(
    'windows: %s',
    (_, on, spans, year, twoYears) => {
      expect(windows(on, days(...spans))).toEqual([year, twoYears])
    },
  )

  test('a suspension lifted early stretches by the days it lasted, the day of the lifting included', () => {
    const lifted = [{ from: instant('2023-01-10T10:00'), to: instant('2023-02-10T16:00') }]
    expect(windows('2023-01-10', lifted)).toEqual(['2024-02-10', '2025-02-10'])
  })

  test('one that lasts counts up to the day that asks', () => {
    const open = [{ from: instant('2023-12-01T10:00') }]
    expect(windows('2023-01-10', open, '2023-11-30')).toEqual(['2024-01-10', '2025-01-10'])
    expect(windows('2023-01-10', open, '2023-12-01')).toEqual(['2024-01-11', '2025-01-11'])
    expect(sanction('2025-12-31', [general('2023-01-10')], open)).toMatchObject({ inYear: 2, months: 6 })
  })
})

describe(art('111', '40.11'), () => {
  // 2年内（不计算暂停服务时间）出现一般失信行为累计达到3次的。
  const two = [general('2023-01-10'), general('2023-09-05')]
  const served = days(['2023-01-10', '2023-04-10'], ['2023-09-05', '2024-03-05'])
  test.each([
    ['a year and more after the second', '2024-12-20', two, [], true, 3],
    ['on the last day of the first’s two years', '2025-01-10', two, [], true, 3],
    ['a day later', '2025-01-11', two, [], false, 2],
    ['with both suspensions: the last day', '2025-10-10', two, served, true, 3],
    ['with both suspensions: a day later', '2025-10-11', two, served, false, 2],
    [
      'a repaired one does not count',
      '2024-12-20',
      [general('2023-01-10', { repaired: true }), two[1]!],
      [],
      false,
      2,
    ],
    ['nor a warning', '2024-12-20', [general('2023-01-10', { severity: 'warning' }), two[1]!], [], false, 2],
    ['a fourth is not better than a third', '2024-12-20', [...two, general('2024-01-02')], [], true, 4],
  ] as [string, string, FoundBreach[], Pause[], boolean, number][])(
    '%s',
    (_, on, found, pauses, third, n) => {
      expect(sanction(on, found, pauses)).toMatchObject({ third, inTwoYears: n })
    },
  )
})

describe(art('111', '43.5'), () => {
  test('核定通过的，为其信用修复: a repaired breach makes no second of the next', () => {
    expect(sanction('2023-06-01', [general('2023-01-10', { repaired: true })])).toMatchObject({
      ...{ months: 3, inYear: 1, inTwoYears: 1, counted: [] },
    })
  })
})

describe(art('111', '42.2'), () => {
  // 失信预警公示期1个月，一般失信行为公示期3个月，严重失信行为公示期2年。
  test.each([
    ['warning', '2023-01-31', '2023-02-28'],
    ['general', '2023-01-31', '2023-04-30'],
    ['general', '2023-11-30', '2024-02-29'],
    ['serious', '2023-01-31', '2025-01-31'],
    ['serious', '2024-02-29', '2026-02-28'],
  ] as const)('%s of %s', (severity, on, until) => {
    expect(publicUntil(severity, day(on), chinaCalendar)).toBe(until)
  })
})

const someDay = fc.integer({ min: 0, max: 1000 }).map((n) => addDays(day('2023-01-01'), n))
const somePauses = fc
  .array(fc.tuple(someDay, fc.integer({ min: 0, max: 200 })), { maxLength: 5 })
  .map((spans) => spans.map(([from, n]) => pauseOfDays(from, addDays(from, n))))

/** What a clerk does with a calendar and a pencil: strikes out suspended days and counts the rest. */
function byPencil(on: PlainDate, end: PlainDate, pauses: readonly Pause[]): PlainDate {
  const struck = (d: PlainDate) => pauses.some((p) => p.from.slice(0, 10) <= d && `${d}T23:59` < p.to!)
  let left = Math.round((Date.parse(end) - Date.parse(on)) / 86_400_000)
  let d = on
  while (left > 0) {
    d = addDays(d, 1)
    if (!struck(d)) left -= 1
  }
  return d
}

test('windows are what a clerk counts by pencil', () => {
  fc.assert(
    fc.property(someDay, somePauses, (on, pauses) => {
      const plain = windowsOf(general(on), day('2030-01-01'), [], chinaCalendar)
      const found = windowsOf(general(on), day('2030-01-01'), pauses, chinaCalendar)
      expect(found.yearEnds).toBe(byPencil(on, plain.yearEnds, pauses))
      expect(found.twoYearsEnd).toBe(byPencil(on, plain.twoYearsEnd, pauses))
    }),
    { numRuns: 300 },
  )
})

test('neither the order nor what is repaired, lighter or later changes a sanction; a suspension never makes it milder', () => {
  fc.assert(
    fc.property(someDay, fc.array(someDay, { maxLength: 5 }), somePauses, (on, before, pauses) => {
      const found = before.map((d, i) => general(d, { id: `${i}` }))
      const given = sanction(on, found, pauses)
      if (given.measure !== 'suspension') throw new Error('a general breach suspends')
      const noise = [
        general(on, { repaired: true, id: 'x' }),
        general(on, { severity: 'warning', id: 'y' }),
        general(addDays(on, 1), { id: 'z' }),
      ]
      expect(sanction(on, [...found.toReversed(), ...noise], pauses.toReversed())).toEqual({
        ...given,
        counted: expect.arrayContaining([...given.counted]),
      })
      expect(given.months).toBe(given.inYear === 1 ? 3 : 6)
      expect(given.third).toBe(given.inTwoYears >= 3)
      expect(given.inYear).toBeLessThanOrEqual(given.inTwoYears)
      const unpaused = sanction(on, found)
      expect(given.inYear).toBeGreaterThanOrEqual(unpaused.measure === 'suspension' ? unpaused.inYear : 9)
    }),
    { numRuns: 300 },
  )
})
