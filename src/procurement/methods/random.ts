import { art } from '../../gazette/index.ts'
import { minimumRegistrations, randomSelection } from '../figures.ts'
import type { Method } from './method.ts'

/**
 * 22.1.1 随机选取: the owner states price, time limit and qualifications; one of at least three eligible registrants is
 * drawn. What the method asks of a draft, 23.1 asks of every draft.
 */
export const random: Method = {
  code: 'random',
  article: art('111', '22.1.1'),
  policy: randomSelection,
  minimum: (_, on) => minimumRegistrations.on(on),
  problems: () => [],
  access: () => 'open',
  offer: () => 'none',
  offerProblem: () => undefined,
  afterOpening: (entrants) => ({ kind: 'draw', among: entrants.map((e) => e.leaf) }),
}
