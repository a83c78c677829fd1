import { months, type Period, workingDays, years } from '../calendar/index.ts'
import { art, statutory } from '../gazette/index.ts'

const from = '2022-12-01'

/** 41: how long a warning is in force; 42.2 publishes it as long. */
export const warningPeriod = statutory<Period>({
  cites: art('111', '41'),
  versions: [{ from, value: months(1) }],
})

/** 42.1: one general breach. */
export const firstSuspension = statutory<Period>({
  cites: art('111', '42.1'),
  versions: [{ from, value: months(3) }],
})

/** 42.1: two general breaches within the year. */
export const secondSuspension = statutory<Period>({
  cites: art('111', '42.1'),
  versions: [{ from, value: months(6) }],
})

/** 42.1: 一年内, suspended time not counted. */
export const secondWindow = statutory<Period>({
  cites: art('111', '42.1'),
  versions: [{ from, value: years(1) }],
})

/** 40.11, 42.1: 2年内, suspended time not counted, and how many general breaches in it lead to expulsion. */
export const expulsionWindow = statutory<Period>({
  cites: art('111', '40.11'),
  versions: [{ from, value: years(2) }],
})

/** 40.11: 累计达到3次. */
export const expulsionCount = statutory<number>({
  cites: art('111', '40.11'),
  versions: [{ from, value: 3 }],
})

/** 42.2: how long a general breach is published. */
export const generalPublicity = statutory<Period>({
  cites: art('111', '42.2'),
  versions: [{ from, value: months(3) }],
})

/** 42.2: how long a serious breach is published. */
export const seriousPublicity = statutory<Period>({
  cites: art('111', '42.2'),
  versions: [{ from, value: years(2) }],
})

/** 43.5: from the application for repair to its decision. */
export const repairPeriod = statutory<Period>({
  cites: art('111', '43.5'),
  versions: [{ from, value: workingDays(10) }],
})

/** 43.5: how long a granted repair is published. */
export const repairPublicity = statutory<Period>({
  cites: art('111', '43.5'),
  versions: [{ from, value: months(1) }],
})

/** 39.8: so many complaints of one complainant found untrue, within so long. */
export const badFaithComplaints = statutory<{ times: number; within: Period }>({
  cites: art('111', '39.8'),
  versions: [{ from, value: { times: 3, within: years(1) } }],
})
