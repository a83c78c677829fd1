import {
  type Calendar,
  endOf,
  type Pause,
  type Period,
  type PlainDate,
  startOf,
  stretched,
} from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import {
  expulsionCount,
  expulsionWindow,
  firstSuspension,
  generalPublicity,
  secondSuspension,
  secondWindow,
  seriousPublicity,
  warningPeriod,
} from './figures.ts'
import type { Severity } from './situations.ts'

/** A breach that was found earlier, as the count of 42.1 needs it. */
export interface FoundBreach {
  id: string
  /** Day of the finding (认定). */
  on: PlainDate
  severity: Severity
  /** 43: a repaired breach no longer counts. */
  repaired: boolean
}

/** An earlier general breach that still counts, and the last days of its two windows as they stand on the day. */
export interface Counted {
  id: string
  on: PlainDate
  /** Last day of 一年内; another one up to here is the second. */
  yearEnds: PlainDate
  /** Last day of 两年内; the third up to here is one too many. */
  twoYearsEnd: PlainDate
}

/** What follows from a finding, by 41 and 42.1 alone. */
export type Sanction =
  | { measure: 'warning'; article: Article; until: PlainDate }
  | {
      measure: 'suspension'
      article: Article
      months: number
      /** Last day of the suspension. */
      until: PlainDate
      /** How many general breaches count within the year, this one included. */
      inYear: number
      /** How many within two years, this one included. */
      inTwoYears: number
      counted: readonly Counted[]
      /** 40.11: the third within two years; the management body is asked for the expulsion. */
      third: boolean
    }
  | { measure: 'expulsion'; article: Article }

interface History {
  /** Everything found before, in any order. */
  found: readonly FoundBreach[]
  /** Every time in which the whole service of the agency was suspended, whatever for; open while it lasts. */
  pauses: readonly Pause[]
}

/**
 * Warning (41); suspension of 3 or 6 months for a general breach; expulsion for a serious one (42.1). A pure function of
 * the day, the severity and what was before: the same dates give the same sanction for ever.
 */
export function sanctionOf(
  severity: Severity,
  on: PlainDate,
  { found, pauses }: History,
  calendar: Calendar,
): Sanction {
  switch (severity) {
    case 'warning':
      return {
        measure: 'warning',
        article: art('111', '41'),
        until: lastDay(on, warningPeriod.on(on), calendar),
      }
    case 'serious':
      return { measure: 'expulsion', article: art('111', '42.1') }
    case 'general': {
      const counted = found
        .filter((b) => b.severity === 'general' && !b.repaired && b.on <= on)
        .map((b) => windowsOf(b, on, pauses, calendar))
        .filter((c) => on <= c.twoYearsEnd)
        .toSorted((a, b) => (a.on < b.on ? -1 : 1))
      const inYear = counted.filter((c) => on <= c.yearEnds).length + 1
      const inTwoYears = counted.length + 1
      const period = (inYear === 1 ? firstSuspension : secondSuspension).on(on)
      return {
        measure: 'suspension',
        article: art('111', '42.1'),
        months: period.n,
        until: lastDay(on, period, calendar),
        ...{ inYear, inTwoYears, counted },
        third: inTwoYears >= expulsionCount.on(on),
      }
    }
  }
}

const lastDay = (on: PlainDate, period: Period, calendar: Calendar): PlainDate =>
  calendar.after(on, period).lastDay

/** 不计算暂停服务时间: both windows of a breach, longer by every suspended day inside them, as known on a day. */
export function windowsOf(
  { id, on }: Pick<FoundBreach, 'id' | 'on'>,
  asOf: PlainDate,
  pauses: readonly Pause[],
  calendar: Calendar,
): Counted {
  // What is suspended now is suspended to the end of the day that asks; later days are for later days to count.
  const known = pauses
    .filter((p) => p.from < endOf(asOf))
    .map((p) => ({ from: p.from, to: p.to === undefined || p.to > endOf(asOf) ? endOf(asOf) : p.to }))
    .filter((p) => p.to > p.from)
  const window = (period: Period) => stretched(startOf(on), period, known, calendar)
  return { id, on, yearEnds: window(secondWindow.on(on)), twoYearsEnd: window(expulsionWindow.on(on)) }
}

/** 42.2: the last day on which a finding is published. */
export function publicUntil(severity: Severity, on: PlainDate, calendar: Calendar): PlainDate {
  const period = { warning: warningPeriod, general: generalPublicity, serious: seriousPublicity }[severity]
  return lastDay(on, period.on(on), calendar)
}
