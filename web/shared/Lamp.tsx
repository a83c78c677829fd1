import { type Calendar, chinaCalendar, dateOf, type Instant } from '../../src/calendar/index.ts'
import { useNow } from '../api/time.ts'
import { type Language, useLanguage } from '../words/language.ts'
import { fill } from '../words/words.ts'
import './Lamp.css'
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
  const note = holidayNote(today, day, calendar, language)
  const date = formatMoment(due, { today: now, language, deadline: true })
  return {
    tone: 'green',
    words: fill(n === 1 ? w.workingDay : w.workingDays, language, { n }),
    date: note ? `${date}${language === 'zh' ? `（${note}）` : ` (${note})`}` : date,
  }
}

export interface LampProps {
  /** When it must be done; absent: there is no statutory limit. */
  due?: Instant | undefined
  /** When it was done: the lamp stands still. */
  done?: Instant | undefined
  /** `stack` puts the date under the words (lists); `line` in one line. */
  layout?: 'stack' | 'line'
  /** For a deadline that nobody can miss, such as the end of registration: late means closed, and is not red. */
  closes?: boolean
}

/** A clock as a lamp with words; colour is never the only sign. Ticks by itself in the market's time. */
export function Lamp({ due, done, layout = 'line', closes = false }: LampProps) {
  const language = useLanguage()
  const now = useNow()
  const reading = due ? read(due) : { tone: 'quiet' as Tone, words: w.noLimit[language], date: undefined }

  function read(due: Instant): Reading {
    if (done) {
      const date = formatMoment(done, { today: now, language })
      return done <= due
        ? { tone: 'done', words: w.doneInTime[language], date }
        : { tone: 'red', words: w.doneLate[language], date }
    }
    if (closes && due <= now) {
      return {
        tone: 'quiet',
        words: w.deadlinePassed[language],
        date: formatMoment(due, { today: now, language, deadline: true }),
      }
    }
    return readLamp(due, now, chinaCalendar, language)
  }

  return (
    <span className="lamp" data-tone={reading.tone} data-layout={layout}>
      <span className="lamp-words">
        <i aria-hidden="true" />
        {reading.words}
      </span>
      {reading.date && (
        <time className="lamp-date" dateTime={due}>
          {reading.date}
        </time>
      )}
    </span>
  )
}

/** Milliseconds left and the share of the period that has run, 0 to 1; for progress lines under a clock. */
export function progressOf(since: Instant, due: Instant, now: Instant): number {
  const whole = msBetween(since, due)
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, msBetween(since, now) / whole))
}
