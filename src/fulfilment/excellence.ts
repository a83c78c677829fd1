import { addDays, dateOf, type Instant, type PlainDate } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import { type Setting, type Settings, settingOf } from '../workflow/index.ts'
import type { Consistency, Performance } from './spot-check-state.ts'

/*
 * 38: 星级评价结果…作为入选优质中介服务机构库的重要依据. The measure leaves the rest of the formula open: each figure is a
 * setting with a document number, and whoever meets all of it on a day is in the library on that day, by itself.
 */

/** How far back the formula looks: 本系统缺省值. */
export const excellentMonths: Setting<number> = {
  key: 'fulfilment.excellent-months',
  cites: art('111', '38'),
  default: 12,
  zh: '优质机构库：统计最近几个月（本系统缺省值）',
  en: 'Excellent agencies: months that count',
}

/** Least weighted mean, in thousandths of a star: 本系统缺省值. */
export const excellentMilliStars: Setting<number> = {
  key: 'fulfilment.excellent-milli-stars',
  cites: art('111', '38'),
  default: 9000,
  zh: '优质机构库：加权平均星级不低于（千分之一星；本系统缺省值）',
  en: 'Excellent agencies: least weighted mean, in thousandths of a star',
}

/** Least number of ratings that an owner gave; a default is no opinion: 本系统缺省值. */
export const excellentRatings: Setting<number> = {
  key: 'fulfilment.excellent-ratings',
  cites: art('111', '38'),
  default: 3,
  zh: '优质机构库：业主亲自作出的评价不少于几次（本系统缺省值）',
  en: 'Excellent agencies: least number of ratings that owners gave themselves',
}

export const excellenceSettings = [excellentMonths, excellentMilliStars, excellentRatings] as const

export interface CountedRating {
  stars: number
  /** 1000 counts in full. */
  weightPermille: number
  byDefault: boolean
  at: Instant
}

/** What is known of an agency. */
export interface AgencyRecord {
  ratings: readonly CountedRating[]
  findings: readonly { consistency: Consistency; performance: Performance; at: Instant }[]
  /** In the market, and none of its services suspended or lapsed. */
  inGoodStanding: boolean
}

/** One condition, with the figures behind it. */
export interface Condition {
  name: 'mean' | 'count' | 'findings' | 'standing'
  article: Article
  met: boolean
  /** What the agency has: thousandths of a star, or a number. */
  value: number
  required: number
}

export interface Excellence {
  member: boolean
  /** First day that counts. */
  from: PlainDate
  /** Σ stars × weight, and Σ weight, in thousandths: their quotient is the mean. */
  sum: number
  weight: number
  conditions: readonly Condition[]
}

/** Whether an agency is in the library on a day, and the arithmetic of each condition. */
export function excellenceOf(record: AgencyRecord, today: PlainDate, rules: Settings): Excellence {
  const from = monthsBefore(today, settingOf(rules, excellentMonths))
  const counts = ({ at }: { at: Instant }) => dateOf(at) >= from && dateOf(at) <= today
  const ratings = record.ratings.filter(counts)
  const sum = ratings.reduce((n, r) => n + r.stars * r.weightPermille, 0)
  const weight = ratings.reduce((n, r) => n + r.weightPermille, 0)
  const least = settingOf(rules, excellentMilliStars)
  const given = ratings.filter((r) => !r.byDefault).length
  const bad = record.findings.filter(
    (f) => counts(f) && (f.consistency === 'inconsistent' || f.performance === 'breached'),
  ).length
  const ask = (
    name: Condition['name'],
    article: Article,
    [value, required]: [number, number],
    met: boolean,
  ): Condition => ({ name, article, met, value, required })
  const conditions = [
    // Compared without division: no rounding lets anybody in or out.
    ask(
      'mean',
      art('111', '38'),
      [weight === 0 ? 0 : Math.floor((1000 * sum) / weight), least],
      weight > 0 && 1000 * sum >= least * weight,
    ),
    ask(
      'count',
      art('111', '38'),
      [given, settingOf(rules, excellentRatings)],
      given >= settingOf(rules, excellentRatings),
    ),
    ask('findings', art('111', '37'), [bad, 0], bad === 0),
    ask('standing', art('111', '35'), [record.inGoodStanding ? 1 : 0, 1], record.inGoodStanding),
  ]
  return { member: conditions.every((c) => c.met), from, sum, weight, conditions }
}

/** The same day of an earlier month, or that month's last. */
export function monthsBefore(today: PlainDate, months: number): PlainDate {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  const index = year * 12 + (month - 1) - months
  const first = (n: number) =>
    `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}-01` as PlainDate
  const last = Number(addDays(first(index + 1), -1).slice(8))
  return `${first(index).slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}` as PlainDate
}
