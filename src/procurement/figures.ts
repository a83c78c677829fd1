import { workingDays } from '../calendar/index.ts'
import { art, statutory } from '../gazette/index.ts'

/** Least time from the publication of an announcement to the end of registration. */
export const registrationPeriod = statutory({
  cites: art('111', '23.2'),
  versions: [{ from: '2022-12-01', value: workingDays(2) }],
})

/** Time in which the operator checks the form of what the owner submitted. */
export const formCheckPeriod = statutory({
  cites: art('111', '24'),
  versions: [{ from: '2022-12-01', value: workingDays(2) }],
})

/** Least number of eligible registrations for a random selection. */
export const minimumRegistrations = statutory({
  cites: art('111', '22.1.1'),
  versions: [{ from: '2022-12-01', value: 3 }],
})

/** Whether the measure allows random selection; another document may end it from a day on. */
export const randomSelection = statutory({
  cites: art('111', '22.1.1'),
  versions: [{ from: '2022-12-01', value: true }],
})

/** Least number of agencies that are asked by name, and that register, for the first ground of a direct selection. */
export const invitedAtLeast = statutory({
  cites: art('111', '22.1.2.1'),
  versions: [{ from: '2022-12-01', value: 3 }],
})

/** Highest fee of a small service, in 分: exactly 10,000.00 yuan still is one. */
export const smallFeeAtMost = statutory({
  cites: art('111', '22.1.2.2'),
  versions: [{ from: '2022-12-01', value: 1_000_000 }],
})

/** The whole project of a small service stays below this, in 分: exactly 2,000,000.00 yuan does not. */
export const wholeProjectBelow = statutory({
  cites: art('111', '22.1.2.2'),
  versions: [{ from: '2022-12-01', value: 200_000_000 }],
})

/** Most that all follow-ons of one contract may come to, in thousandths of it. */
export const followOnShare = statutory({
  cites: art('111', '22.1.2.4'),
  versions: [{ from: '2022-12-01', value: 100 }],
})

/** Whether the measure allows direct selection. */
export const directSelection = statutory({
  cites: art('111', '22.1.2'),
  versions: [{ from: '2022-12-01', value: true }],
})

/** Whether the measure allows selection on merit. */
export const meritSelection = statutory({
  cites: art('111', '22.1.3'),
  versions: [{ from: '2022-12-01', value: true }],
})

/** Whether the measure allows selection by the average price. */
export const averageSelection = statutory({
  cites: art('111', '22.1.4'),
  versions: [{ from: '2022-12-01', value: true }],
})

/** Whether the measure allows methods that the province has approved. */
export const otherSelection = statutory({
  cites: art('111', '22.1.6'),
  versions: [{ from: '2022-12-01', value: true }],
})
