import { chinaCalendar, dateOf, type Instant, type PlainDate } from '../../src/calendar/index.ts'
import { marketNow } from '../api/time.ts'
import { useLanguage } from '../words/language.ts'
import { clockParts, formatDate, formatMoment, holidayNote } from './time.ts'

export interface WhenProps {
  /** An instant, or a day (`2026-10-09`). */
  at: Instant | PlainDate | string
  /** Midnight is said as 24:00 of the day before, and the holiday before it is explained. */
  deadline?: boolean
  /** Only the day. */
  date?: boolean
  seconds?: boolean
  /** With the year even when it is this one, as documents write it. */
  year?: boolean
}

/** A date with its weekday, in the market's time: `10-09 周五 17:00（国庆假期后）`. */
export function When({ at, deadline = false, date = false, seconds = false, year = false }: WhenProps) {
  const language = useLanguage()
  const today = marketNow()
  const since = year ? undefined : today
  const dayOnly = date || at.length === 10
  const text = dayOnly
    ? formatDate(at, { today: since, language })
    : formatMoment(at, { today: since, language, deadline, seconds })
  const day = dayOnly ? (at.slice(0, 10) as PlainDate) : clockParts(at, deadline).day
  const note =
    deadline && day > dateOf(today) ? holidayNote(dateOf(today), day, chinaCalendar, language) : undefined
  return (
    <time dateTime={at} className="num nowrap">
      {text}
      {note && <span className="mute">{language === 'zh' ? `（${note}）` : ` (${note})`}</span>}
    </time>
  )
}
