/**
 * Days and moments as text that sorts in time's order, so that a row, a fact and a test all show what a clerk
 * reads. Moments are always written in the market's own offset (+08:00, no summer time since 1991).
 */

/** A day on the wall calendar, `YYYY-MM-DD`. */
export type PlainDate = string & { readonly __plainDate: unique symbol }

/** A moment in the market's time, `YYYY-MM-DDTHH:mm:ss.SSS+08:00`; compare with `<`. */
export type Instant = string & { readonly __instant: unique symbol }

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/
const instantPattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:\+08:00)?)?$/
const DAY = 86_400_000

/** Reads a day; throws a RangeError on a day that no calendar has (2023-02-29). */
export function plainDate(text: string): PlainDate {
  const m = datePattern.exec(text)
  if (!m || fromEpochDay(toEpochDay(text)) !== text) throw new RangeError(`not a date: ${text}`)
  return text as PlainDate
}

/** Reads a moment given as `YYYY-MM-DD[THH:mm[:ss[.SSS]]][+08:00]`; throws a RangeError on anything else. */
export function instant(text: string): Instant {
  const m = instantPattern.exec(text)
  if (!m) throw new RangeError(`not a moment in +08:00: ${text}`)
  const [, date = '', h = '00', min = '00', s = '00', ms = '0'] = m
  plainDate(date)
  if (Number(h) > 23 || Number(min) > 59 || Number(s) > 59)
    throw new RangeError(`not a moment in +08:00: ${text}`)
  return `${date}T${h}:${min}:${s}.${ms.padEnd(3, '0')}+08:00` as Instant
}

/** The first moment of a day, 00:00 in Shanghai. */
export const startOf = (date: PlainDate): Instant => `${date}T00:00:00.000+08:00` as Instant

/** The end of a day, its 24:00, which is the next day's 00:00: a deadline is missed from this moment on. */
export const endOf = (date: PlainDate): Instant => startOf(addDays(date, 1))

/** The day on which a moment falls in the market. */
export const dateOf = (moment: Instant): PlainDate => moment.slice(0, 10) as PlainDate

/** The day n days later (or earlier, n < 0). */
export const addDays = (date: PlainDate, n: number): PlainDate => fromEpochDay(toEpochDay(date) + n)

/** Whole days from one day to another. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => toEpochDay(to) - toEpochDay(from)

/** 1 = Monday … 7 = Sunday. */
export const weekday = (date: PlainDate): number => ((((toEpochDay(date) + 3) % 7) + 7) % 7) + 1

/** Milliseconds since 1970-01-01T00:00Z, for a countdown or a library that asks for them. */
export function toEpochMs(moment: Instant): number {
  const [h, min, rest] = moment.slice(11, 23).split(':') as [string, string, string]
  return (
    toEpochDay(moment) * DAY +
    (Number(h) - 8) * 3_600_000 +
    Number(min) * 60_000 +
    Math.round(Number(rest) * 1000)
  )
}

/** The moment that lies `ms` milliseconds after 1970-01-01T00:00Z. */
export function fromEpochMs(ms: number): Instant {
  const local = ms + 8 * 3_600_000
  const day = Math.floor(local / DAY)
  const rest = local - day * DAY
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const time = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1000) % 60)}`
  return `${fromEpochDay(day)}T${time}.${String(rest % 1000).padStart(3, '0')}+08:00` as Instant
}

/** The moment `ms` milliseconds later. */
export const addMs = (moment: Instant, ms: number): Instant => fromEpochMs(toEpochMs(moment) + ms)

// Days of the proleptic Gregorian calendar, counted from 1970-01-01 (H. Hinnant, chrono-Compatible Low-Level Date
// Algorithms). Rejected: temporal-polyfill, 20 kB gzip on every public page for these two functions.
function toEpochDay(date: string): number {
  const year = Number(date.slice(0, 4))
  const month = Number(date.slice(5, 7))
  const day = Number(date.slice(8, 10))
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yoe = y - era * 400
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy
  return era * 146_097 + doe - 719_468
}

function fromEpochDay(n: number): PlainDate {
  const z = n + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  )
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0)
  const pad = (v: number, w: number) => String(v).padStart(w, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(doy - Math.floor((153 * mp + 2) / 5) + 1, 2)}` as PlainDate
}
