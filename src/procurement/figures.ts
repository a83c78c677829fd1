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
