import { type FestivalName, festivalNames, statutoryFestivals } from './festivals.ts'
import { addDays, daysBetween, endOf, type Instant, type PlainDate, plainDate, weekday } from './time.ts'

/**
 * A length of time as the law gives it. Days, months and years come in two kinds. A length (a suspension of three
 * months, a publicity of one) ends where it is counted to, be it a Sunday: nobody has to act on that day, and a sanction
 * is not lengthened by a holiday. A period in which somebody must act (`toAct`) that would end on a day of rest ends on
 * the next working day (民法典 203). Working days end on a working day anyway.
 */
export type Period =
  | { unit: 'working-days'; n: number }
  | { unit: 'days'; n: number; toAct?: true }
  | { unit: 'months'; n: number; toAct?: true }
  | { unit: 'years'; n: number; toAct?: true }

/** n working days of the PRC calendar. */
export const workingDays = (n: number): Period => ({ unit: 'working-days', n })
export const days = (n: number): Period => ({ unit: 'days', n })
export const months = (n: number): Period => ({ unit: 'months', n })
export const years = (n: number): Period => ({ unit: 'years', n })

/** The same period as one in which somebody must act: its last day is never a day of rest (民法典 203). */
export const toAct = (period: Period): Period =>
  period.unit === 'working-days' ? period : { ...period, toAct: true }

/** Where a period ends. */
export interface PeriodEnd {
  /** The last day that belongs to the period. */
  lastDay: PlainDate
  /** The end of that day (24:00): late from this moment on. */
  end: Instant
  /** True when the end hangs on a day whose schedule is not announced yet (暂定). */
  provisional: boolean
}

/** The working calendar: data in, answers out; reads no clock. */
export interface Calendar {
  isWorkingDay(date: PlainDate): boolean
  /**
   * True when the State Council's schedule that may move this day is not known to this calendar. The last week of a
   * year hangs on the next year's schedule as well: 2018-12-29 was a working Saturday for 元旦 2019.
   */
  isProvisional(date: PlainDate): boolean
  /** Name of the statutory festival that makes the day free, or of the 调休 that makes it work; for screens. */
  nameOf(date: PlainDate, language?: 'zh' | 'en'): string | undefined
  /**
   * The end of a period that starts with an event on or at `from` (民法典 201-203: the day of the event does not count).
   * Throws a RangeError when n is not a whole number ≥ 0.
   */
  after(from: PlainDate | Instant, period: Period): PeriodEnd
  /** Working days that remain from a day (exclusive) to another (inclusive); negative when `to` lies before `from`. */
  workingDaysBetween(from: PlainDate, to: PlainDate): number
}

/** Published schedules as `chinese-days` keeps them: day → `English name,中文名,days of the festival`. */
export interface Schedules {
  /** Days that are free. */
  holidays: Readonly<Record<string, string | undefined>>
  /** Days of a weekend that work instead (调休). */
  workdays: Readonly<Record<string, string | undefined>>
}

/** One year, computed once: a million clocks are looked up, not counted. */
interface Year {
  working: readonly PlainDate[]
  /** For month and day: how many working days of the year lie on or before it. */
  upTo: Uint16Array
}

const yearOf = (date: string) => Number(date.slice(0, 4))
const slot = (date: string) => (Number(date.slice(5, 7)) - 1) * 31 + Number(date.slice(8, 10)) - 1

/**
 * The calendar of the given schedules. A year without a schedule is not guessed to be plain Monday to Friday: it has
 * its statutory festivals and is marked provisional.
 */
export function calendarOf(schedules: Schedules): Calendar {
  const computed = new Map<number, Year>()
  // The National Day is free in every schedule: a year that has it has been announced.
  const isAnnounced = (year: number) => schedules.holidays[`${year}-10-01`] !== undefined
  const isProvisional = (date: PlainDate) =>
    !isAnnounced(yearOf(date)) || (date.slice(5) >= '12-25' && !isAnnounced(yearOf(date) + 1))
  const festivalOn = (date: PlainDate) =>
    isAnnounced(yearOf(date)) ? undefined : statutoryFestivals(yearOf(date)).get(date)

  function compute(year: number): Year {
    if (!(year >= 1900 && year < 9999)) throw new RangeError(`no calendar for the year ${year}`)
    const festivals = isAnnounced(year) ? undefined : statutoryFestivals(year)
    const first = plainDate(`${year}-01-01`)
    const last = plainDate(`${year}-12-31`)
    const working: PlainDate[] = []
    const upTo = new Uint16Array(12 * 31)
    let day = weekday(first)
    for (let date = first; date <= last; date = addDays(date, 1), day = (day % 7) + 1) {
      const free = schedules.holidays[date] !== undefined || festivals?.has(date)
      if (schedules.workdays[date] !== undefined || (day <= 5 && !free)) working.push(date)
      upTo[slot(date)] = working.length
    }
    return { working, upTo }
  }

  function inYear(year: number): Year {
    const known = computed.get(year)
    if (known) return known
    const fresh = compute(year)
    computed.set(year, fresh)
    return fresh
  }

  const countUpTo = (date: string) => inYear(yearOf(date)).upTo[slot(date)] as number

  /** The nth working day after a day. */
  function nthWorkingDay(from: PlainDate, n: number): PlainDate {
    if (n === 0) return from
    let year = yearOf(from)
    let left = n + countUpTo(from)
    for (let days = inYear(year).working; ; days = inYear(++year).working) {
      if (left <= days.length) return days[left - 1] as PlainDate
      left -= days.length
    }
  }

  function isWorkingDay(date: PlainDate): boolean {
    const { working } = inYear(yearOf(date))
    return working[countUpTo(date) - 1] === date
  }

  const nextWorkingDay = (date: PlainDate) => (isWorkingDay(date) ? date : nthWorkingDay(date, 1))

  function anyProvisional(from: PlainDate, to: PlainDate): boolean {
    if (isProvisional(from) || isProvisional(to)) return true
    for (let year = yearOf(from) + 1; year < yearOf(to); year++) if (!isAnnounced(year)) return true
    return false
  }

  return {
    isWorkingDay,
    isProvisional,

    nameOf(date, language = 'zh') {
      const free = nameIn(schedules.holidays[date]) ?? festivalOn(date)
      if (free) return free[language]
      const moved = nameIn(schedules.workdays[date])
      return moved && { zh: `${moved.zh}调休上班`, en: `working day in exchange for ${moved.en}` }[language]
    },

    after(from, period) {
      if (!Number.isSafeInteger(period.n) || period.n < 0) throw new RangeError(`not a period: ${period.n}`)
      const start = from.slice(0, 10) as PlainDate
      if (period.unit === 'working-days') {
        const lastDay = nthWorkingDay(start, period.n)
        return { lastDay, end: endOf(lastDay), provisional: anyProvisional(start, lastDay) }
      }
      const counted = lastDayOf(start, period)
      if (!period.toAct) return { lastDay: counted, end: endOf(counted), provisional: false }
      const lastDay = nextWorkingDay(counted)
      return { lastDay, end: endOf(lastDay), provisional: anyProvisional(counted, lastDay) }
    },

    workingDaysBetween(from, to) {
      if (to < from) return -this.workingDaysBetween(to, from)
      let count = countUpTo(to) - countUpTo(from)
      for (let year = yearOf(from); year < yearOf(to); year++) count += inYear(year).working.length
      return count
    },
  }
}

/** 民法典 202: the same number in the month of the end, or that month's last day. */
function lastDayOf(from: PlainDate, period: Exclude<Period, { unit: 'working-days' }>): PlainDate {
  switch (period.unit) {
    case 'days':
      return addDays(from, period.n)
    case 'months':
      return addMonths(from, period.n)
    case 'years':
      return addMonths(from, 12 * period.n)
  }
}

function addMonths(from: PlainDate, n: number): PlainDate {
  const month = yearOf(from) * 12 + Number(from.slice(5, 7)) - 1 + n
  const first = firstOfMonth(month)
  const length = daysBetween(first, firstOfMonth(month + 1))
  return addDays(first, Math.min(Number(from.slice(8, 10)), length) - 1)
}

/** @param month months since the year 0 */
const firstOfMonth = (month: number): PlainDate =>
  plainDate(
    `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`,
  )

function nameIn(entry: string | undefined): FestivalName | undefined {
  if (entry === undefined) return undefined
  const [en = '', zh = ''] = entry.split(',')
  return Object.values(festivalNames).find((name) => name.en === en) ?? { zh, en }
}

/**
 * What a calendar says of the years that clocks run in, as one text: each year as working days in hexadecimal, with `?`
 * while it is provisional. Two calendars with the same fingerprint give the same deadlines.
 */
export function calendarFingerprint(calendar: Calendar, from = 2022, to = 2036): string {
  const years: string[] = []
  for (let year = from; year <= to; year++) {
    let bits = 0n
    const last = plainDate(`${year}-12-31`)
    for (let date = plainDate(`${year}-01-01`); date <= last; date = addDays(date, 1)) {
      bits = (bits << 1n) | (calendar.isWorkingDay(date) ? 1n : 0n)
    }
    years.push(bits.toString(16) + (calendar.isProvisional(plainDate(`${year}-06-01`)) ? '?' : ''))
  }
  return years.join(' ')
}
