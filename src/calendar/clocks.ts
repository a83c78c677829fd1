import type { Calendar, Period } from './calendar.ts'
import { addDays, addMs, dateOf, daysBetween, endOf, type Instant, type PlainDate, startOf } from './time.ts'

/** Time that does not count, from one moment to another; open while it lasts. */
export interface Pause {
  from: Instant
  to?: Instant
}

/** A statutory clock as plain data: a workflow keeps it in its state, and everything else follows from it. */
export interface Clock {
  /** The event that set it going; its day does not count (民法典 201). */
  since: Instant
  period: Period
  /** How often the period has been extended by its own length. */
  extensions: number
  pauses: readonly Pause[]
}

/** Why a clock cannot be changed as asked. */
type ClockFault = 'already-extended' | 'too-late' | 'already-paused' | 'not-paused'

export type ClockChange = { ok: true; clock: Clock } | { ok: false; fault: ClockFault }

/** A clock that an event sets going. */
export const startClock = (since: Instant, period: Period): Clock => ({
  since,
  period,
  extensions: 0,
  pauses: [],
})

/** Counts anew from an event, for example from the supplement of an application (补正后重新计算). */
export const restart = (clock: Clock, since: Instant): Clock => startClock(since, clock.period)

/** Extends once by the same length, asked for before the end (届满前提出, 以 1 次为限, 与办理期限相同). */
export function extend(clock: Clock, at: Instant, calendar: Calendar): ClockChange {
  if (clock.extensions > 0) return { ok: false, fault: 'already-extended' }
  if (isLate(clock, at, calendar)) return { ok: false, fault: 'too-late' }
  return { ok: true, clock: { ...clock, extensions: 1 } }
}

/** Stops the clock: until it is resumed it is never late. */
export function pause(clock: Clock, at: Instant, calendar: Calendar): ClockChange {
  if (isPaused(clock)) return { ok: false, fault: 'already-paused' }
  if (isLate(clock, at, calendar)) return { ok: false, fault: 'too-late' }
  return { ok: true, clock: { ...clock, pauses: [...clock.pauses, { from: at }] } }
}

/** Sets a stopped clock going again with what was left of it. */
export function resume(clock: Clock, at: Instant): ClockChange {
  const last = clock.pauses.at(-1)
  if (!last || last.to !== undefined) return { ok: false, fault: 'not-paused' }
  return { ok: true, clock: { ...clock, pauses: [...clock.pauses.slice(0, -1), { ...last, to: at }] } }
}

const isPaused = (clock: Clock): boolean => clock.pauses.some((p) => p.to === undefined)

/** Late from this moment on; undefined while the clock stands still. */
export const dueOf = (clock: Clock, calendar: Calendar): Instant | undefined => {
  const lastDay = lastDayOfClock(clock, calendar)
  return lastDay && endOf(lastDay)
}

/** The last day of the clock; undefined while it stands still. */
export function lastDayOfClock(clock: Clock, calendar: Calendar): PlainDate | undefined {
  if (isPaused(clock)) return undefined
  const period = { ...clock.period, n: clock.period.n * (1 + clock.extensions) }
  return stretched(clock.since, period, clock.pauses, calendar)
}

export function isLate(clock: Clock, at: Instant, calendar: Calendar): boolean {
  const due = dueOf(clock, calendar)
  return due !== undefined && at >= due
}

/**
 * The last day of a period in which paused time does not count (不计算暂停服务时间). A day that a pause touches does not
 * count, as the day of an event does not: nobody loses a day that was not wholly his. Pauses may overlap; an open one
 * has no place here.
 */
export function stretched(
  since: Instant | PlainDate,
  period: Period,
  pauses: readonly Pause[],
  calendar: Calendar,
): PlainDate {
  const first = since.slice(0, 10) as PlainDate
  const length: Period = { unit: period.unit, n: period.n }
  const stops = merged(pauses)
  for (let lost = 0; ; ) {
    const lastDay = lengthened(first, length, lost, calendar)
    const found = lostDays(stops, first, lastDay, length, calendar)
    if (found === lost) return calendar.after(lastDay, { ...period, unit: 'days', n: 0 }).lastDay
    lost = found
  }
}

function lengthened(from: PlainDate, period: Period, lost: number, calendar: Calendar): PlainDate {
  return period.unit === 'working-days'
    ? calendar.after(from, { ...period, n: period.n + lost }).lastDay
    : addDays(calendar.after(from, period).lastDay, lost)
}

/** The days, both included, that pauses touch, without overlaps and in order. */
function merged(pauses: readonly Pause[]): { first: PlainDate; last: PlainDate }[] {
  const stops: { first: PlainDate; last: PlainDate }[] = []
  for (const { from, to } of [...pauses].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (to === undefined) throw new Error('a clock that stands still has no end')
    // A pause that ends at 24:00 does not touch the next day.
    const stop = { first: dateOf(from), last: to > from ? dateOf(addMs(to, -1)) : dateOf(from) }
    const before = stops.at(-1)
    if (!before || stop.first > before.last) stops.push(stop)
    else if (stop.last > before.last) before.last = stop.last
  }
  return stops
}

/** How many days of the period's kind after `from`, up to and including `to`, the stops take. */
function lostDays(
  stops: readonly { first: PlainDate; last: PlainDate }[],
  from: PlainDate,
  to: PlainDate,
  period: Period,
  calendar: Calendar,
): number {
  const count = period.unit === 'working-days' ? calendar.workingDaysBetween.bind(calendar) : daysBetween
  let lost = 0
  for (const stop of stops) {
    const before = addDays(stop.first, -1)
    const start = before > from ? before : from
    const end = stop.last < to ? stop.last : to
    if (end > start) lost += count(start, end)
  }
  return lost
}

/** What a lamp shows beside its colour, in words. */
export interface Lamp {
  /** amber: no working day is left after today; red: late. */
  light: 'green' | 'amber' | 'red'
  /** Working days after today up to the last day; when late, how many have passed since it. */
  workingDays: number
  /** Calendar days between today and the last day; when late, how many have passed since it. */
  days: number
}

/** The lamp of a deadline, in the market's time: green, amber on the last day, red when late. */
export function lampOf(due: Instant, now: Instant, calendar: Calendar): Lamp {
  const today = dateOf(now)
  const lastDay = dateOf(addMs(due, -1))
  const working = calendar.workingDaysBetween(today, lastDay)
  const left = daysBetween(today, lastDay)
  if (now >= due) return { light: 'red', workingDays: Math.max(0, -working), days: Math.max(0, -left) }
  return { light: working > 0 ? 'green' : 'amber', workingDays: working, days: left }
}

/** The whole of a day or of several as a pause, for suspensions that are given by days (both included). */
export const pauseOfDays = (first: PlainDate, last: PlainDate): Pause => ({
  from: startOf(first),
  to: endOf(last),
})
