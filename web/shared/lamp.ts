import { type Calendar, dateOf, type Instant } from '../../src/calendar/index.ts'
import type { Language } from '../words/language.ts'
import { fill } from '../words/words.ts'
import { clockParts, formatMoment, formatSpan, holidayNote, msBetween } from './time.ts'
import { sharedWords as w } from './words.ts'

export type Tone = 'green' | 'amber' | 'red' | 'done' | 'quiet'

export interface Reading {
  tone: Tone
  /** What counts: 还有 3 个工作日, 今天 17:00 · 还剩 40 分钟, 已超 3 小时. */
  words: string
  /** The date with its weekday and the holiday that explains it; absent when `words` already say it. */
  date?: string
}

/** Reads a clock: green with working days, amber on its last day, red once late. Pure, for tests. */
export function readLamp(due: Instant, now: Instant, calendar: Calendar, language: Language): Reading {
  const { day, time } = clockParts(due, true)
  const today = dateOf(now)
  const left = msBetween(now, due)
  if (left <= 0) {
    return {
      tone: 'red',
      words: fill(w.late, language, { span: formatSpan(left, language) }),
      date: fill(w.lateSince, language, {
        when: formatMoment(due, { today: now, language, deadline: true }),
      }),
    }
  }
  const n = calendar.workingDaysBetween(today, day)
  if (day === today || n === 0) {
    return {
      tone: 'amber',
      words:
        day === today
          ? fill(w.today, language, { time })
          : formatMoment(due, { today: now, language, deadline: true }),
      date: fill(w.left, language, { span: formatSpan(left, language) }),
    }
  }
  const note = calendar.isProvisional(day)
    ? fill(w.provisional, language)
    : holidayNote(today, day, calendar, language)
  const date = formatMoment(due, { today: now, language, deadline: true })
  return {
    tone: 'green',
    words: fill(n === 1 ? w.workingDay : w.workingDays, language, { n }),
    date: note ? `${date}${language === 'zh' ? `（${note}）` : ` (${note})`}` : date,
  }
}
