import { dateOf, type Instant, workingDays } from '../calendar/index.ts'
import { type Context, settingOf } from '../workflow/index.ts'
import { checkPeriod, publicationPeriod } from './figures.ts'
import { changeWorkingDays, confirmationWorkingDays, publicityWorkingDays } from './settings.ts'

type Clocks = Pick<Context, 'calendar' | 'rules'>

/** 20.2: the operator's 2 working days, from the submission or from the supplement (20.4). */
export const checkDue = (since: Instant, { calendar }: Clocks): Instant =>
  calendar.after(since, checkPeriod.on(dateOf(since))).end

/** 20.2: 入驻后5个工作日内进行公示. */
export const publicationDue = (admittedAt: Instant, { calendar }: Clocks): Instant =>
  calendar.after(admittedAt, publicationPeriod.on(dateOf(admittedAt))).end

/** The end of the publicity of an admission. */
export const publicityEnd = (publishedAt: Instant, { calendar, rules }: Clocks): Instant =>
  calendar.after(publishedAt, workingDays(settingOf(rules, publicityWorkingDays))).end

/** The end of a department's time for one qualification. */
export const confirmationDue = (since: Instant, { calendar, rules }: Clocks): Instant =>
  calendar.after(since, workingDays(settingOf(rules, confirmationWorkingDays))).end

/** The end of the operator's check of a key change. */
export const changeDue = (filedAt: Instant, { calendar, rules }: Clocks): Instant =>
  calendar.after(filedAt, workingDays(settingOf(rules, changeWorkingDays))).end
