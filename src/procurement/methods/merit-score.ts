import { type Exact, exact, plus, times } from '../exact.ts'
import type { Plan } from '../offers.ts'
import type { MeritScore } from '../ranking.ts'
import type { Criterion, MeritTerms } from '../terms.ts'

/** What is known of an agency when its offer is compared (22.1.3): ratings and confirmed qualification. */
export interface MeritRecord {
  /** Weighted mean of its ratings in thousandths of a star; null without ratings. */
  milliStars: number | null
  ratings: number
  /** Its credit score (44) in thousandths of a point, out of 100; absent in records from before the score was kept. */
  milliScore?: number
  /** Its best running qualification for the service, and where its grade stands in the family of grades. */
  qualification: string
  grade: string
  /** 1 is the best grade of `grades`. */
  rank: number
  grades: number
}

/** Most stars that a rating gives (38), in thousandths. */
const fullStars = 10_000

/** Full marks of the credit score (44), in thousandths. */
const fullScore = 100_000

/**
 * 评分: the credit score of 44 against full marks. A record without one goes by the mean of its ratings, or, without
 * ratings, by the announced figure.
 */
export const creditPoints = ({ milliScore, milliStars }: MeritRecord, withoutRatings: number): Exact => {
  if (milliScore !== undefined) return exact(Math.min(milliScore, fullScore), fullScore)
  return milliStars === null ? exact(withoutRatings, 1000) : exact(Math.min(milliStars, fullStars), fullStars)
}

/** 质量管理水平: where the confirmed grade stands; the best grade earns all, where there are no grades everybody does. */
export const qualityPoints = ({ rank, grades }: MeritRecord): Exact => exact(grades - rank + 1, grades)

/** 响应方案: what one answer earns, between nothing at `worst` and all at `best`, in proportion. */
export function criterionPoints({ worst, best }: Criterion, answer: number): Exact {
  const [low, high] = [BigInt(worst), BigInt(best)]
  const span = high - low
  const way = BigInt(answer) - low
  // Both have the same sign between worst and best, so the quotient of the absolutes is the share of the way.
  if (span === 0n || way === 0n || way < 0n !== span < 0n) return exact(0)
  const [w, s] = [way < 0n ? -way : way, span < 0n ? -span : span]
  return w >= s ? exact(1) : exact(w, s)
}

/** The whole score of one agency by the announced formula: Σ weight × component, each part kept. */
export function scoreOf(
  party: { leaf: string; name: string },
  plan: Plan,
  record: MeritRecord,
  terms: MeritTerms,
  withoutRatings: number,
): MeritScore {
  const criteria = (terms.criteria ?? []).map((criterion, i) => ({
    name: criterion.name,
    answer: plan.answers[i]!,
    points: criterionPoints(criterion, plan.answers[i]!),
    share: criterion.share,
  }))
  const planPoints = criteria.reduce((sum, c) => plus(sum, times(c.points, exact(c.share, 1000))), exact(0))
  const credit = creditPoints(record, withoutRatings)
  const quality = qualityPoints(record)
  const { weights = {} } = terms
  const weighted = [
    times(credit, exact(weights.credit ?? 0, 1000)),
    times(planPoints, exact(weights.plan ?? 0, 1000)),
    times(quality, exact(weights.quality ?? 0, 1000)),
  ]
  return {
    ...{ leaf: party.leaf, name: party.name },
    credit: {
      ...{ points: credit, milliStars: record.milliStars, ratings: record.ratings },
      ...(record.milliScore === undefined ? {} : { milliScore: record.milliScore }),
    },
    plan: {
      points: planPoints,
      criteria: criteria.map(({ name, answer, points }) => ({ name, answer, points })),
    },
    quality: { points: quality, qualification: record.qualification, grade: record.grade },
    total: weighted.reduce(plus),
  }
}
