import { type Period, workingDays, years } from '../calendar/index.ts'
import { art, statutory } from '../gazette/index.ts'

/** The operator's check of an application. */
export const checkPeriod = statutory<Period>({
  cites: art('111', '20.2'),
  versions: [{ from: '2022-12-01', value: workingDays(2) }],
})

/** From admission to its publication. */
export const publicationPeriod = statutory<Period>({
  cites: art('111', '20.2'),
  versions: [{ from: '2022-12-01', value: workingDays(5) }],
})

/** How long an expelled agency and its legal representative may not apply. */
export const barPeriod = statutory<Period>({
  cites: art('111', '36.4'),
  versions: [{ from: '2022-12-01', value: years(2) }],
})
