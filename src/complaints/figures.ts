import { type Period, workingDays } from '../calendar/index.ts'
import { art, statutory } from '../gazette/index.ts'

/** 48: written material after a complaint that was not made in writing. */
export const writingPeriod = statutory<Period>({
  cites: art('111', '48'),
  versions: [{ from: '2022-12-01', value: workingDays(3) }],
})

/** 49.2: against an admission, from the end of the business. */
export const admissionWindow = statutory<Period>({
  cites: art('111', '49.2'),
  versions: [{ from: '2022-12-01', value: workingDays(5) }],
})

/** 49.3: against an announcement or a selection, from its publication. */
export const selectionWindow = statutory<Period>({
  cites: art('111', '49.3'),
  versions: [{ from: '2022-12-01', value: workingDays(3) }],
})

/** 49.4: against an operator's service, from the end of the business. */
export const operatorWindow = statutory<Period>({
  cites: art('111', '49.4'),
  versions: [{ from: '2022-12-01', value: workingDays(5) }],
})

/** 49.5: against an agency's service and performance, from the end of the business. */
export const agencyWindow = statutory<Period>({
  cites: art('111', '49.5'),
  versions: [{ from: '2022-12-01', value: workingDays(5) }],
})

/** 49.6: from the acceptance of a complaint to its decision. */
export const decisionPeriod = statutory<Period>({
  cites: art('111', '49.6'),
  versions: [{ from: '2022-12-01', value: workingDays(10) }],
})

/** 51.1: from a decision to its publication. */
export const decisionPublicationPeriod = statutory<Period>({
  cites: art('111', '51.1'),
  versions: [{ from: '2022-12-01', value: workingDays(2) }],
})
