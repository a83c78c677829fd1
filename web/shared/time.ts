import {
  addDays,
  type Calendar,
  dateOf,
  daysBetween,
  type Instant,
  type PlainDate,
  toEpochMs,
  weekday,
} from '../../src/calendar/index.ts'
import { language as currentLanguage, type Language } from '../words/language.ts'

const WEEKDAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const

export const weekdayName = (date: PlainDate, language: Language = currentLanguage()): string =>
  WEEKDAYS[language][weekday(date) - 1] ?? ''

/** `2026-10-09 周五`; the year is left out when it is the year of `today`. */
export function formatDate(date: string, options: { today?: string; language?: Language } = {}): string {
  const day = date.slice(0, 10) as PlainDate
  const shown = options.today?.slice(0, 4) === day.slice(0, 4) ? day.slice(5) : day
  return `${shown} ${weekdayName(day, options.language)}`
}

/**
 * `2026-09-28 周一 17:00`. With `deadline`, midnight is said as the 24:00 of the day that ends then, as the law
 * counts; with `seconds`, to the second.
 */
export function formatMoment(
  moment: string,
  options: { today?: string; language?: Language; deadline?: boolean; seconds?: boolean } = {},
): string {
  const { day, time } = clockParts(moment, options.deadline)
  const clock = options.seconds && time !== '24:00' ? moment.slice(11, 19) : time
  return `${formatDate(day, options)} ${clock}`
}

/** The day and the time of day as a clerk writes them: a deadline at midnight belongs to the day before. */
export function clockParts(moment: string, deadline = false): { day: PlainDate; time: string } {
  const day = dateOf(moment as Instant)
  if (deadline && moment.slice(11, 23) === '00:00:00.000') return { day: addDays(day, -1), time: '24:00' }
  return { day, time: moment.slice(11, 16) }
}

/**
 * What a calendar says of a day: 国庆假期内, or why it is later than it looks: 国庆假期后, 含国庆假期, 调休上班; undefined when
 * nothing needs a word.
 */
export function holidayNote(
  from: PlainDate,
  to: PlainDate,
  calendar: Calendar,
  language: Language = currentLanguage(),
): string | undefined {
  if (weekday(to) > 5 && calendar.isWorkingDay(to))
    return language === 'zh' ? '调休上班' : 'a working day in lieu'
  const own = calendar.isWorkingDay(to) ? undefined : calendar.nameOf(to, language)
  if (own) return language === 'zh' ? `${holidayOf(own)}内` : `within ${own}`
  if (daysBetween(from, to) > 60) return undefined
  let festival: string | undefined
  for (let day = addDays(to, -1); day > from; day = addDays(day, -1)) {
    const name = calendar.isWorkingDay(day) ? undefined : calendar.nameOf(day, language)
    if (name) {
      festival = name
      if (!anyWorkingDay(day, to, calendar)) return after(name, language)
      break
    }
  }
  return festival && (language === 'zh' ? `含${holidayOf(festival)}` : `spans ${festival}`)
}

/** 国庆节 → 国庆假期后; the other festivals keep their 节 only where the word needs it. */
const after = (festival: string, language: Language) =>
  language === 'zh' ? `${holidayOf(festival)}后` : `after ${festival}`

const holidayOf = (festival: string) => `${festival === '春节' ? festival : festival.replace(/节$/, '')}假期`

function anyWorkingDay(from: PlainDate, to: PlainDate, calendar: Calendar): boolean {
  for (let day = addDays(from, 1); day < to; day = addDays(day, 1))
    if (calendar.isWorkingDay(day)) return true
  return false
}

/** Milliseconds from one moment to another. */
export const msBetween = (from: Instant, to: Instant): number => toEpochMs(to) - toEpochMs(from)

/** A length of time in its two largest units: 3 小时 20 分, 2 天, 40 秒. */
export function formatSpan(ms: number, language: Language = currentLanguage()): string {
  const s = Math.max(0, Math.floor(Math.abs(ms) / 1000))
  const units = language === 'zh' ? ['天', '小时', '分', '秒'] : ['d', 'h', 'min', 's']
  const parts = [Math.floor(s / 86_400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60, s % 60]
  const first = parts.findIndex((p) => p > 0)
  if (first === -1) return `0 ${units[3]}`
  const second = first < 3 && parts[first + 1] ? ` ${parts[first + 1]} ${units[first + 1]}` : ''
  const minutes = language === 'zh' && first === 2 && !second ? '分钟' : units[first]
  return `${parts[first]} ${minutes}${second}`
}
