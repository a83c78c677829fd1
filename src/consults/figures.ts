import { type Period, workingDays } from '../calendar/index.ts'
import { art, statutory } from '../gazette/index.ts'

/** 46: from the asking to the answer; once more as long where it was extended in time. */
export const consultPeriod = statutory<Period>({
  cites: art('111', '46'),
  versions: [{ from: '2022-12-01', value: workingDays(2) }],
})
