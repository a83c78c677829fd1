import {
  addDays,
  addMs,
  type Calendar,
  dateOf,
  type Instant,
  type PlainDate,
  weekday,
} from '../calendar/index.ts'

/** What an agenda needs of a clock. */
export interface DueClock {
  due?: Instant | null
}

export interface AgendaDay<C> {
  date: PlainDate
  working: boolean
  /** The schedule of its year is not announced yet. */
  provisional: boolean
  /** Festival or 调休, where it has a name. */
  name?: string
  items: C[]
}

export interface AgendaWeek<C> {
  /** Its Monday. */
  monday: PlainDate
  days: AgendaDay<C>[]
  /** How many clocks end in it. */
  count: number
}

export interface Agenda<C> {
  weeks: AgendaWeek<C>[]
  /** Past their end, whichever day is looked at: nothing overdue can be paged away. */
  overdue: C[]
  /** Waiting without a statutory limit. */
  unlimited: C[]
  /** Due before the first day shown and after the last, and not overdue. */
  earlier: number
  later: number
}

/** The last day on which something is still in time: what is late from 00:00 on is due the day before. */
export const lastDayOf = (due: Instant): PlainDate => dateOf(addMs(due, -1))

export const mondayOf = (date: PlainDate): PlainDate => addDays(date, 1 - weekday(date))

/** Clocks by day and by week, from the Monday of a day on. */
export function agendaOf<C extends DueClock>(
  clocks: readonly C[],
  { from, weeks, now, calendar }: { from: PlainDate; weeks: number; now: Instant; calendar: Calendar },
): Agenda<C> {
  const first = mondayOf(from)
  const end = addDays(first, 7 * weeks)
  const overdue = clocks.filter((c) => c.due && c.due <= now)
  const running = clocks.flatMap((c) => (c.due && c.due > now ? [{ c, day: lastDayOf(c.due) }] : []))
  const dayOf = (date: PlainDate): AgendaDay<C> => {
    const name = calendar.nameOf(date)
    return {
      ...{ date, working: calendar.isWorkingDay(date), provisional: calendar.isProvisional(date) },
      ...(name === undefined ? {} : { name }),
      items: running.filter(({ day }) => day === date).map(({ c }) => c),
    }
  }
  return {
    weeks: Array.from({ length: weeks }, (_, w) => {
      const monday = addDays(first, 7 * w)
      const days = Array.from({ length: 7 }, (_, d) => dayOf(addDays(monday, d)))
      return { monday, days, count: days.reduce((sum, d) => sum + d.items.length, 0) }
    }),
    overdue,
    unlimited: clocks.filter((c) => !c.due),
    earlier: running.filter(({ day }) => day < first).length,
    later: running.filter(({ day }) => day >= end).length,
  }
}
