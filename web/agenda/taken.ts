import { useWords } from '../words/words.ts'
import { agendaWords } from './words.ts'

const MINUTE = 60_000
const tenths = (n: number) => (Math.round(n * 10) / 10).toFixed(1)

/** A time that was taken, for people: days above one day, hours above one hour. @param ms exact milliseconds */
export function useTaken(): (ms: number | null) => string {
  const t = useWords(agendaWords)
  return (ms) => {
    if (ms === null) return '—'
    if (ms >= 1440 * MINUTE) return t('days', { n: tenths(ms / (1440 * MINUTE)) })
    if (ms >= 60 * MINUTE) return t('hours', { n: tenths(ms / (60 * MINUTE)) })
    return t('minutes', { n: Math.round(ms / MINUTE) })
  }
}
