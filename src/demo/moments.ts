import {
  addDays,
  chinaCalendar,
  type Instant,
  instant,
  type PlainDate,
  plainDate,
} from '../calendar/index.ts'

/** The nth working day from a day (0: that day or the first working day after it), at a time. */
export function workingMoment(from: string, n: number, time: string): Instant {
  let day: PlainDate = plainDate(from)
  while (!chinaCalendar.isWorkingDay(day)) day = addDays(day, 1)
  for (let left = n; left > 0; left -= 1) {
    day = addDays(day, 1)
    while (!chinaCalendar.isWorkingDay(day)) day = addDays(day, 1)
  }
  return instant(`${day}T${time}`)
}
