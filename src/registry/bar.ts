import { type Calendar, endOf, type Instant, type PlainDate, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { barPeriod } from './figures.ts'
import { no } from './refusals.ts'

/** An expulsion that touches an application: of the agency itself, or by the person who represents it. */
export type Bar = {
  party: 'agency' | 'representative'
  /** Name as it was when expelled. */
  name: string
  /** Day of the expulsion. */
  since: string
}

/** 36.4: an expelled agency and its legal representative may not apply for two years. */
export function notBarred(bars: readonly Bar[], now: Instant, calendar: Calendar): Refusal | undefined {
  const standing = bars
    .map((bar) => ({ ...bar, until: barEnds(plainDate(bar.since), calendar) }))
    .filter((bar) => now < endOf(bar.until))
    .sort((a, b) => (a.until < b.until ? 1 : -1))[0]
  if (!standing) return undefined
  const { party, name, since, until } = standing
  return no(`${party}-barred`, art('111', '36.4'), { name, since, until })
}

/** The last day of the bar. */
export const barEnds = (since: PlainDate, calendar: Calendar): PlainDate =>
  calendar.after(since, barPeriod.on(since)).lastDay
