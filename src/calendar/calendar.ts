import type { Instant, PlainDate } from './time.ts'

/** A length of time as the law gives it. */
export type Period =
  | { unit: 'working-days'; n: number }
  | { unit: 'days'; n: number }
  | { unit: 'months'; n: number }
  | { unit: 'years'; n: number }

/** n working days of the PRC calendar. */
export const workingDays = (n: number): Period => ({ unit: 'working-days', n })
export const days = (n: number): Period => ({ unit: 'days', n })
export const months = (n: number): Period => ({ unit: 'months', n })
export const years = (n: number): Period => ({ unit: 'years', n })

/** Where a period ends. */
export interface PeriodEnd {
  /** The last day that belongs to the period. */
  lastDay: PlainDate
  /** The end of that day (24:00): late from this moment on. */
  end: Instant
  /** True when a day inside lies in a year whose schedule is not announced yet (暂定). */
  provisional: boolean
}

/** The working calendar: data in, answers out; reads no clock. */
export interface Calendar {
  isWorkingDay(date: PlainDate): boolean
  /** True when the State Council's schedule of that day's year is not known to this calendar. */
  isProvisional(date: PlainDate): boolean
  /** Name of the statutory festival that makes the day free, or of the 调休 that makes it work; for screens. */
  nameOf(date: PlainDate): string | undefined
  /** The end of a period that starts with an event on or at `from` (民法典 201-203: the day of the event does not count). */
  after(from: PlainDate | Instant, period: Period): PeriodEnd
  /** Working days that remain from a day (exclusive) to another (inclusive). */
  workingDaysBetween(from: PlainDate, to: PlainDate): number
}
