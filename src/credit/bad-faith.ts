import type { PlainDate } from '../calendar/index.ts'
import { badFaithComplaints } from './figures.ts'

/**
 * 39.8 1年内投诉3次以上: whether the complaint that was just found untrue makes a draft; every so many within the year open
 * one, so that a fourth is not a second breach.
 */
export const opensDraft = (untrueWithinYear: number, on: PlainDate): boolean =>
  untrueWithinYear > 0 && untrueWithinYear % badFaithComplaints.on(on).times === 0

/** The first day that lies 1年内 of a day: from 29 February, where the year before has none, 1 March. */
export function withinSince(on: PlainDate): PlainDate {
  const year = Number(on.slice(0, 4)) - badFaithComplaints.on(on).within.n
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return (on.endsWith('-02-29') && !isLeap ? `${year}-03-01` : `${year}${on.slice(4)}`) as PlainDate
}
