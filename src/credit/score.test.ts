import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type LoggedFact, type Score, scoreOf, type Tally, tallyOf } from './score.ts'
import { scoreDeductions, scoreInspections, scoreWeights, scoreWithoutRecord } from './settings.ts'

const from = plainDate('2023-01-01')
const fact = (subject: string, kind: string, body: object = {}, at = '2023-06-01T10:00'): LoggedFact => ({
  ...{ subject, kind, at: instant(at), body: body as LoggedFact['body'] },
})
const empty: Tally = {
  performance: { kept: 0, missed: 0, returned: 0 },
  lawfulness: { warning: 0, general: 0, serious: 0 },
  ratings: { weighted: 0, weight: 0, count: 0, byDefault: 0 },
  inspections: { passed: 0, defects: 0, failed: 0 },
}
const pointsOf = (score: Score) =>
  Object.fromEntries(score.parts.map((p) => [p.part, p.points.num / p.points.den]))

describe(art('111', '44'), () => {
  // 执业履约情况、遵守法律法规情况、项目业主星级评价结果、行业主管部门监督检查…情况。
  test('a newcomer: 80 where nothing is known, 100 of lawfulness', () => {
    const score = scoreOf(empty, {})
    expect(pointsOf(score)).toEqual({ performance: 80, lawfulness: 100, ratings: 80, inspections: 80 })
    // 0.3 × 80 + 0.3 × 100 + 0.3 × 80 + 0.1 × 80
    expect(score.milli).toBe(86_000)
    expect(score.parts.map((p) => p.without)).toEqual([true, false, true, true])
  })

  test('counted from the log by hand', () => {
    const facts = [
      fact('engagement/1', 'engagement.contact-recorded'),
      fact('engagement/1', 'engagement.contract-filed'),
      fact('engagement/1', 'engagement.deliverable-uploaded'),
      fact('engagement/1', 'engagement.deliverable-returned', { version: 1 }),
      fact('engagement/1', 'engagement.deliverable-uploaded'),
      fact('engagement/1', 'engagement.rated', { of: 'agency', stars: 9 }),
      fact('engagement/1', 'engagement.rated', { of: 'owner', stars: 2 }),
      // Late, then done: it stays late. An unpaid fee is not the agency's.
      fact('engagement/2', 'engagement.possible-breach', { clock: 'contact' }),
      fact('engagement/2', 'engagement.contract-concluded'),
      fact('engagement/2', 'engagement.possible-breach', { clock: 'payment' }),
      fact('engagement/2', 'engagement.default-rated', { of: 'agency', stars: 8, weightPermille: 500 }),
      fact('breach/1', 'breach.found', { severity: 'general' }),
      fact('breach/2', 'breach.found', { severity: 'general' }),
      fact('breach/2', 'breach.repaired'),
      fact('breach/3', 'breach.found', { severity: 'warning' }),
      // Before the two years.
      fact('breach/4', 'breach.found', { severity: 'serious' }, '2022-12-31T23:59'),
    ]
    const seen = [{ at: instant('2023-03-01T10:00'), result: 'defects' as const }]
    const tally = tallyOf(facts, seen, from)
    expect(tally).toEqual({
      performance: { kept: 4, missed: 1, returned: 1 },
      lawfulness: { warning: 1, general: 1, serious: 0 },
      ratings: { weighted: 13_000, weight: 1500, count: 2, byDefault: 1 },
      inspections: { passed: 0, defects: 1, failed: 0 },
    })
    const score = scoreOf(tally, {})
    // 400/6; 100 - 25 - 5; 13/1.5 stars of 10; one inspection with defects.
    expect(score.parts.map((p) => [p.points.num, p.points.den])).toEqual([
      ...[
        [400, 6],
        [70, 1],
        [1_300_000, 15_000],
        [60, 1],
      ],
    ])
    // 0.3 × 66.666… + 0.3 × 70 + 0.3 × 86.666… + 0.1 × 60 = 20 + 21 + 26 + 6
    expect(score.milli).toBe(73_000)
  })

  test.each([
    ['three general breaches', { general: 3 }, 25],
    ['four', { general: 4 }, 0],
    ['a serious one', { serious: 1 }, 0],
    ['never below nothing', { general: 5, serious: 1 }, 0],
  ])('lawfulness after %s', (_, change, points) => {
    const lawfulness = { warning: 0, general: 0, serious: 0, ...change }
    expect(pointsOf(scoreOf({ ...empty, lawfulness }, {})).lawfulness).toBe(points)
  })

  test('the city may set weights, deductions and defaults; all of them 0 is no division by nothing', () => {
    const rules = {
      [scoreWeights.key]: { performance: 0, lawfulness: 1, ratings: 0, inspections: 0 },
      [scoreDeductions.key]: { warning: 7, general: 0, serious: 0 },
    }
    const lawfulness = { warning: 2, general: 9, serious: 9 }
    expect(scoreOf({ ...empty, lawfulness }, rules).milli).toBe(86_000)
    const nothing = { performance: 0, lawfulness: 0, ratings: 0, inspections: 0 }
    expect(scoreOf(empty, { [scoreWeights.key]: nothing }).milli).toBe(0)
    expect(scoreOf(empty, { [scoreWithoutRecord.key]: 0 }).milli).toBe(30_000)
    const inspections = { passed: 1, defects: 1, failed: 1 }
    const half = { passed: 90, defects: 30, failed: 0 }
    expect(pointsOf(scoreOf({ ...empty, inspections }, { [scoreInspections.key]: half })).inspections).toBe(
      40,
    )
  })

  test('between 0 and 100; a kept promise never lowers it, a missed one never raises it', () => {
    const n = fc.integer({ min: 0, max: 50 })
    fc.assert(
      fc.property(
        n,
        n,
        n,
        n,
        n,
        fc.integer({ min: 1, max: 10 }),
        (kept, missed, returned, general, count, stars) => {
          const tally: Tally = {
            ...empty,
            performance: { kept, missed, returned },
            lawfulness: { warning: 0, general, serious: 0 },
            ratings: { weighted: count * stars * 1000, weight: count * 1000, count, byDefault: 0 },
          }
          const { milli } = scoreOf(tally, {})
          expect(milli).toBeGreaterThanOrEqual(0)
          expect(milli).toBeLessThanOrEqual(100_000)
          const busy = kept + missed + returned > 0
          const more = scoreOf({ ...tally, performance: { kept: kept + 1, missed, returned } }, {}).milli
          const less = scoreOf({ ...tally, performance: { kept, missed: missed + 1, returned } }, {}).milli
          if (busy) expect(more).toBeGreaterThanOrEqual(milli)
          if (busy) expect(less).toBeLessThanOrEqual(milli)
        },
      ),
    )
  })
})
