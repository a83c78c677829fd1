import * as chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { calendarOf, days, months, type Period, toAct, workingDays, years } from './calendar.ts'
import { chinaCalendar } from './china.ts'
import { movingFestivalYears, statutoryFestivals } from './festivals.ts'
import { addDays, instant, plainDate } from './time.ts'

// The functions of chinese-days answer by the machine's time zone and are a day out west of Greenwich.
const astray = chineseDays.getDayDetail('2023-01-28').date !== '2023-01-28'

const lastDay = (from: string, period: Period) => chinaCalendar.after(plainDate(from), period).lastDay
const isWorking = (date: string) => chinaCalendar.isWorkingDay(plainDate(date))

describe(art('111', '23.2'), () => {
  // 采购公告从发布至报名截止时间不少于2个工作日。
  test.each([
    ['across New Year 2023', '2022-12-30', 2, '2023-01-04'],
    ['across New Year 2023, one day', '2022-12-30', 1, '2023-01-03'],
    ['Spring Festival 2023; the weekend of 28 and 29 January works', '2023-01-19', 5, '2023-01-31'],
    ['its first day after the festival is the Saturday', '2023-01-20', 1, '2023-01-28'],
    ['its second day after the festival is the Sunday', '2023-01-20', 2, '2023-01-29'],
    ['across National Day 2026', '2026-09-30', 2, '2026-10-09'],
    ['into the working Saturday after National Day 2026', '2026-09-30', 3, '2026-10-10'],
    ['an ordinary week', '2023-03-06', 2, '2023-03-08'],
    ['an ordinary weekend', '2023-03-09', 2, '2023-03-13'],
    ['from a Saturday', '2023-03-11', 1, '2023-03-13'],
    ['from a Sunday', '2023-03-12', 2, '2023-03-14'],
    ['from inside a festival', '2023-01-24', 1, '2023-01-28'],
    ['Labour Day 2023: Sunday 23 April works', '2023-04-21', 1, '2023-04-23'],
    ['Dragon Boat 2023: Sunday 25 June works', '2023-06-21', 1, '2023-06-25'],
    ['Mid-autumn and National Day 2023', '2023-09-28', 3, '2023-10-09'],
    ['Spring Festival 2024: Sunday 18 February works', '2024-02-08', 2, '2024-02-18'],
    ['the leap day 2024 works', '2024-02-28', 1, '2024-02-29'],
    ['Spring Festival 2025', '2025-01-27', 1, '2025-02-05'],
    ['New Year 2026: Sunday 4 January works', '2025-12-31', 1, '2026-01-04'],
  ])('%s: %s + %i working days', (_, from, n, expected) => {
    expect(lastDay(from, workingDays(n))).toBe(expected)
  })

  test('it ends at 24:00 of its last day, whatever the hour of the event', () => {
    for (const at of ['2022-12-30T00:00', '2022-12-30T10:30', '2022-12-30T23:59:59.999']) {
      const { end, provisional } = chinaCalendar.after(instant(at), workingDays(2))
      expect(end).toBe('2023-01-05T00:00:00.000+08:00')
      expect(provisional).toBe(false)
    }
  })
})

describe(art('111', '42.2'), () => {
  // 失信预警公示期1个月,一般失信行为公示期3个月,严重失信行为公示期2年。
  test.each([
    ['a month from the last day of January', '2023-01-31', months(1), '2023-02-28'],
    ['in a leap year', '2024-01-31', months(1), '2024-02-29'],
    ['from a leap day', '2024-02-29', months(1), '2024-03-29'],
    ['a year from a leap day', '2024-02-29', years(1), '2025-02-28'],
    ['four years from a leap day', '2024-02-29', years(4), '2028-02-29'],
    ['three months from the end of November', '2023-11-30', months(3), '2024-02-29'],
    ['two years', '2022-12-01', years(2), '2024-12-01'],
    ['across the year', '2023-12-15', months(1), '2024-01-15'],
    ['a length may end on a Sunday', '2023-02-19', months(1), '2023-03-19'],
    ['days', '2023-02-27', days(3), '2023-03-02'],
  ])('%s', (_, from, period, expected) => {
    expect(lastDay(from, period)).toBe(expected)
  })

  // 民法典第203条: 期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。
  test.each([
    ['a Sunday → Monday', '2023-02-19', months(1), '2023-03-20'],
    ['New Year → the first working day', '2022-12-01', months(1), '2023-01-03'],
    ['a Sunday that works stays', '2023-01-09', days(20), '2023-01-29'],
    ['a working day stays', '2023-01-31', months(1), '2023-02-28'],
  ])('a period to act in: %s', (_, from, period, expected) => {
    expect(lastDay(from, toAct(period))).toBe(expected)
  })

  test('working days are the same either way', () => {
    expect(toAct(workingDays(3))).toEqual(workingDays(3))
  })
})

describe('the calendar of the People’s Republic', () => {
  test.each([
    ['2023-01-27', false, '春节'],
    ['2023-01-28', true, '春节调休上班'],
    ['2023-04-05', false, '清明节'],
    ['2023-10-07', true, '国庆节调休上班'],
    ['2023-03-04', false, undefined],
    ['2023-03-06', true, undefined],
    ['2026-02-23', false, '春节'],
    ['2026-02-28', true, '春节调休上班'],
    ['2027-10-01', false, '国庆节'],
    ['2027-02-05', false, '春节'],
  ])('%s works: %s (%s)', (date, works, name) => {
    expect(isWorking(date)).toBe(works)
    expect(chinaCalendar.nameOf(plainDate(date))).toBe(name)
  })

  test('names in English', () => {
    expect(chinaCalendar.nameOf(plainDate('2023-01-27'), 'en')).toBe('Spring Festival')
    expect(chinaCalendar.nameOf(plainDate('2023-01-28'), 'en')).toBe(
      'working day in exchange for Spring Festival',
    )
  })

  test.skipIf(astray)('agrees with chinese-days for every day of the years that it knows', () => {
    for (let day = plainDate('2004-01-01'); day <= '2026-12-31'; day = addDays(day, 1)) {
      expect([day, isWorking(day)]).toEqual([day, chineseDays.isWorkday(day)])
    }
  })

  test('a million clocks are looked up, not counted', () => {
    const from = plainDate('2026-09-30')
    const start = performance.now()
    for (let i = 0; i < 100_000; i++) chinaCalendar.after(from, { unit: 'working-days', n: i % 30 })
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is not a number of days', (n) => {
    expect(() => chinaCalendar.after(plainDate('2023-01-01'), workingDays(n))).toThrow(RangeError)
  })
})

describe('a year without a published schedule (暂定)', () => {
  test.each([
    ['2026-12-24', false],
    // The schedule of 2027 may move the days around its New Year.
    ['2026-12-31', true],
    ['2025-12-31', false],
    ['2027-01-04', true],
    ['2003-06-02', true],
    ['2004-01-01', false],
  ])('%s is provisional: %s', (date, provisional) => {
    expect(chinaCalendar.isProvisional(plainDate(date))).toBe(provisional)
  })

  test('13 days are free by the statute: 全国年节及纪念日放假办法 (2024)', () => {
    expect([...statutoryFestivals(2027).keys()].sort()).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ])
  })

  test('is not taken for plain Monday to Friday', () => {
    expect(isWorking('2027-02-08')).toBe(false)
    expect(lastDay('2027-02-04', workingDays(1))).toBe('2027-02-09')
    expect(lastDay('2027-09-30', workingDays(2))).toBe('2027-10-05')
  })

  test('a period that reaches into it is marked, one that ends before is not', () => {
    expect(chinaCalendar.after(plainDate('2026-12-16'), workingDays(5)).provisional).toBe(false)
    expect(chinaCalendar.after(plainDate('2026-12-30'), workingDays(5)).provisional).toBe(true)
    expect(chinaCalendar.after(plainDate('2026-01-01'), years(2)).provisional).toBe(false)
    expect(chinaCalendar.after(plainDate('2026-01-01'), toAct(years(2))).provisional).toBe(true)
  })

  test('when the schedule arrives, the clocks are recomputed from it', () => {
    const announced = calendarOf({
      holidays: { '2027-02-08': 'Spring Festival,春节,4', '2027-10-01': 'National Day,国庆节,3' },
      workdays: { '2027-02-14': 'Spring Festival,春节,4' },
    })
    expect(announced.isProvisional(plainDate('2027-02-08'))).toBe(false)
    expect(announced.after(plainDate('2027-02-12'), workingDays(1)).lastDay).toBe('2027-02-14')
  })

  test.skipIf(astray)('the table of moving festivals is that of chinese-days', () => {
    for (const year of movingFestivalYears) {
      const lunar = (month: string, day: string) =>
        chineseDays.getSolarDateFromLunar(`${year}-${month}-${day}`).date
      const free = statutoryFestivals(year)
      const named = (zh: string) => [...free].filter(([, name]) => name.zh === zh).map(([date]) => date)
      const holds = (zh: string, date: string) =>
        named(zh).includes(plainDate(date)) || free.has(plainDate(date))
      expect([year, holds('春节', lunar('01', '01'))]).toEqual([year, true])
      expect([year, holds('端午节', lunar('05', '05'))]).toEqual([year, true])
      expect([year, holds('中秋节', lunar('08', '15'))]).toEqual([year, true])
      expect([year, holds('清明节', chineseDays.getSolarTermDate(year, 4, 'pure_brightness'))]).toEqual([
        year,
        true,
      ])
    }
  })
})

describe('properties of counting', () => {
  const someDay = fc.integer({ min: 0, max: 15_000 }).map((n) => addDays(plainDate('2004-01-01'), n))
  const someNumber = fc.integer({ min: 1, max: 600 })

  test('a period of working days never ends on a day of rest', () => {
    fc.assert(fc.property(someDay, someNumber, (from, n) => isWorking(lastDay(from, workingDays(n)))))
  })

  test('nor does a period to act in', () => {
    fc.assert(fc.property(someDay, someNumber, (from, n) => isWorking(lastDay(from, toAct(days(n))))))
  })

  test('a later event never ends earlier, a longer period always later', () => {
    fc.assert(
      fc.property(someDay, someDay, someNumber, (a, b, n) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        for (const period of [workingDays(n), days(n), months(n % 40), toAct(months(n % 40)), years(n % 9)])
          expect(lastDay(early, period) <= lastDay(late, period)).toBe(true)
        expect(lastDay(a, workingDays(n)) < lastDay(a, workingDays(n + 1))).toBe(true)
      }),
    )
  })

  test('n then m working days are n + m', () => {
    fc.assert(
      fc.property(someDay, someNumber, someNumber, (from, n, m) => {
        expect(lastDay(lastDay(from, workingDays(n)), workingDays(m))).toBe(lastDay(from, workingDays(n + m)))
      }),
    )
  })

  test('n working days lie in a period of n', () => {
    fc.assert(
      fc.property(someDay, someNumber, (from, n) => {
        const to = lastDay(from, workingDays(n))
        expect(chinaCalendar.workingDaysBetween(from, to)).toBe(n)
        expect(chinaCalendar.workingDaysBetween(to, from)).toBe(-n)
      }),
    )
  })

  test('counting day by day gives the same', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 40 }), (from, n) => {
        let day = from
        for (let left = n; left > 0; ) {
          day = addDays(day, 1)
          if (isWorking(day)) left--
        }
        expect(lastDay(from, workingDays(n))).toBe(day)
      }),
    )
  })
})
