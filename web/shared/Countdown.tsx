import type { Instant } from '../../src/calendar/index.ts'
import { useNow } from '../api/time.ts'
import { useLanguage } from '../words/language.ts'
import './Countdown.css'
import { formatSpan, msBetween } from './time.ts'

/** The time that is left in large figures, ticking: 1 天 02:13:45. Read aloud only as a whole, not every second. */
export function Countdown({ due }: { due: Instant }) {
  const language = useLanguage()
  const now = useNow()
  const left = Math.max(0, msBetween(now, due))
  const s = Math.floor(left / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const days = Math.floor(s / 86_400)
  return (
    <p className="countdown" role="timer" aria-label={formatSpan(left, language)}>
      <span aria-hidden="true">
        {days > 0 && (
          <>
            {days}
            <small>{language === 'zh' ? '天' : 'd'}</small>
          </>
        )}
        {two(Math.floor(s / 3600) % 24)}:{two(Math.floor(s / 60) % 60)}:{two(s % 60)}
      </span>
    </p>
  )
}
