import type { PlainDate } from '../calendar/index.ts'

/** The nth announcement of a day: `JJ-2026-0928-0017`. */
export const announcementNumber = (head: string, day: PlainDate, n: number): string =>
  `${head}-${day.slice(0, 4)}-${day.slice(5, 7)}${day.slice(8, 10)}-${String(n).padStart(4, '0')}`

/** The nth award notice of a year, as offices number their papers: `九中选〔2026〕0001号`. */
export const awardNumber = (head: string, day: PlainDate, n: number): string =>
  `${head}〔${day.slice(0, 4)}〕${String(n).padStart(4, '0')}号`
