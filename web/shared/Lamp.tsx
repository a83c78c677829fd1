import { chinaCalendar, type Instant } from '../../src/calendar/index.ts'
import { useNow } from '../api/time.ts'
import { useLanguage } from '../words/language.ts'
import './Lamp.css'
import { type Reading, readLamp, type Tone } from './lamp.ts'
import { formatMoment } from './time.ts'
import { sharedWords as w } from './words.ts'

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
