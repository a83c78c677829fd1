import { type Instant, type PlainDate, startOf } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import { type Settings, settingOf } from '../workflow/index.ts'
import { scoreDeductions, scoreInspections, scoreWeights, scoreWithoutRecord } from './settings.ts'
import type { Severity } from './situations.ts'

/** A fact of the log, as far as the score reads it. */
export interface LoggedFact {
  /** `engagement/42` */
  subject: string
  kind: string
  at: Instant
  body: Readonly<Record<string, unknown>>
}

/** What a body found when it looked (9.2, 37): the modules that inspect hand this in. */
export interface Inspection {
  at: Instant
  result: 'passed' | 'defects' | 'failed'
}

/** What the score counts. Everything in it is a whole number. */
export interface Tally {
  /** Clocks of engagements that were kept or missed, and deliverables that came back. */
  performance: { kept: number; missed: number; returned: number }
  lawfulness: Record<Severity, number>
  /** Σ stars × weight and Σ weight, in thousandths; how many, and how many of them by default. */
  ratings: { weighted: number; weight: number; count: number; byDefault: number }
  inspections: Record<Inspection['result'], number>
}

export const scoreParts = ['performance', 'lawfulness', 'ratings', 'inspections'] as const
export type ScorePart = (typeof scoreParts)[number]

/** One part with its arithmetic: `points` is the fraction out of 100, exact. */
export interface ScoredPart {
  part: ScorePart
  article: Article
  points: { num: number; den: number }
  /** thousandths */
  weight: number
  /** No record yet: the city's figure stands in. */
  without: boolean
}

export interface Score {
  parts: readonly ScoredPart[]
  /** Thousandths of a point, 0 to 100,000, rounded half up once, at the end. */
  milli: number
  tally: Tally
}

/** Most stars of a rating (38). */
const fullStars = 10

const clocks = ['contact', 'contract', 'deliverable'] as const
const keeps: Readonly<Record<string, readonly (typeof clocks)[number][]>> = {
  'engagement.contact-recorded': ['contact'],
  // Who has signed has met.
  'engagement.contract-filed': ['contact', 'contract'],
  'engagement.contract-concluded': ['contact', 'contract'],
  'engagement.deliverable-uploaded': ['deliverable'],
}

/** 44: counts the facts of the log about one agency since a moment; nothing else is asked. */
export function tallyOf(
  facts: readonly LoggedFact[],
  inspections: readonly Inspection[],
  from: PlainDate,
): Tally {
  const begin = startOf(from)
  const recent = facts.filter((f) => f.at >= begin)
  const kept = new Set<string>()
  const missed = new Set<string>()
  for (const { subject, kind, body } of recent) {
    for (const clock of keeps[kind] ?? []) kept.add(`${subject} ${clock}`)
    if (kind === 'engagement.possible-breach' && clocks.some((c) => c === body.clock)) {
      missed.add(`${subject} ${String(body.clock)}`)
    }
  }
  const repaired = new Set(facts.filter((f) => f.kind === 'breach.repaired').map((f) => f.subject))
  const found = recent.filter((f) => f.kind === 'breach.found' && !repaired.has(f.subject))
  const severe = (severity: Severity) => found.filter((f) => f.body.severity === severity).length
  const ratings = recent.flatMap(({ kind, body }) => {
    if (body.of !== 'agency') return []
    if (kind === 'engagement.rated') return [{ stars: Number(body.stars), weight: 1000, byDefault: 0 }]
    if (kind !== 'engagement.default-rated') return []
    return [{ stars: Number(body.stars), weight: Number(body.weightPermille), byDefault: 1 }]
  })
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  const seen = inspections.filter((i) => i.at >= begin)
  const counted = (result: Inspection['result']) => seen.filter((i) => i.result === result).length
  return {
    performance: {
      kept: [...kept].filter((k) => !missed.has(k)).length,
      missed: missed.size,
      returned: recent.filter((f) => f.kind === 'engagement.deliverable-returned').length,
    },
    lawfulness: { warning: severe('warning'), general: severe('general'), serious: severe('serious') },
    ratings: {
      weighted: sum(ratings.map((r) => r.stars * r.weight)),
      weight: sum(ratings.map((r) => r.weight)),
      count: ratings.length,
      byDefault: sum(ratings.map((r) => r.byDefault)),
    },
    inspections: { passed: counted('passed'), defects: counted('defects'), failed: counted('failed') },
  }
}

/** 44: Σ weight × points ÷ Σ weight, by the published formula; whole numbers and fractions all the way. */
export function scoreOf(tally: Tally, rules: Settings): Score {
  const weights = settingOf(rules, scoreWeights)
  const deductions = settingOf(rules, scoreDeductions)
  const inspected = settingOf(rules, scoreInspections)
  const without = settingOf(rules, scoreWithoutRecord)
  const { performance: p, lawfulness: l, ratings: r, inspections: i } = tally
  const share = (num: number, den: number) => (den === 0 ? undefined : { num, den })
  const lost =
    l.warning * deductions.warning + l.general * deductions.general + l.serious * deductions.serious
  const points: Record<ScorePart, { num: number; den: number } | undefined> = {
    performance: share(100 * p.kept, p.kept + p.missed + p.returned),
    lawfulness: { num: Math.max(0, 100 - lost), den: 1 },
    ratings: share(100 * r.weighted, fullStars * r.weight),
    inspections: share(
      i.passed * inspected.passed + i.defects * inspected.defects + i.failed * inspected.failed,
      i.passed + i.defects + i.failed,
    ),
  }
  const parts = scoreParts.map(
    (part): ScoredPart => ({
      ...{ part, article: art('111', '44'), weight: weights[part] },
      ...{ points: points[part] ?? { num: without, den: 1 }, without: points[part] === undefined },
    }),
  )
  return { parts, milli: Number(weightedMean(parts)), tally }
}

/** In thousandths of a point; 0 where the city has set every weight to 0. */
function weightedMean(parts: readonly ScoredPart[]): bigint {
  const all = parts.reduce((product, { points }) => product * BigInt(points.den), 1n)
  const sum = parts.reduce(
    (total, { points, weight }) => total + (BigInt(weight) * BigInt(points.num) * all) / BigInt(points.den),
    0n,
  )
  const weight = BigInt(parts.reduce((total, part) => total + part.weight, 0))
  if (weight === 0n) return 0n
  const divisor = weight * all
  return (2n * 1000n * sum + divisor) / (2n * divisor)
}
