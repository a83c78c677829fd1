import { describe, expect, test } from 'vitest'
import { instant, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import {
  type AgencyRecord,
  excellenceOf,
  excellentMilliStars,
  excellentMonths,
  excellentRatings,
  monthsBefore,
} from './excellence.ts'

const rated = (stars: number, at = '2026-09-01T10:00', byDefault = false) => ({
  ...{ stars, byDefault, weightPermille: byDefault ? 500 : 1000, at: instant(at) },
})
const record = (changes: Partial<AgencyRecord> = {}): AgencyRecord => ({
  ratings: [rated(9), rated(9), rated(9)],
  findings: [],
  inGoodStanding: true,
  ...changes,
})
const today = plainDate('2026-09-28')
const unmet = (r: AgencyRecord, rules = {}) =>
  excellenceOf(r, today, rules)
    .conditions.filter((c) => !c.met)
    .map((c) => c.name)

describe(art('111', '38'), () => {
  // 星级评价结果计入该中介服务机构的信用评分，并作为入选优质中介服务机构库的重要依据。
  test.each<[string, AgencyRecord, string[]]>([
    ['three ratings of nine', record(), []],
    ['just below nine: 9, 9, 8', record({ ratings: [rated(9), rated(9), rated(8)] }), ['mean']],
    ['exactly nine: 8, 9, 10', record({ ratings: [rated(8), rated(9), rated(10)] }), []],
    ['two ratings', record({ ratings: [rated(10), rated(10)] }), ['count']],
    [
      'two and a default: a default is no opinion',
      record({ ratings: [rated(10), rated(10), rated(8, undefined, true)] }),
      ['count'],
    ],
    [
      'a default of eight weighs half: (9+9+10)·1 + 8·½ = 32 of 3½',
      record({ ratings: [rated(9), rated(9), rated(10), rated(8, undefined, true)] }),
      [],
    ],
    [
      'and with 9, 9, 9: 31 of 3½, below nine',
      record({ ratings: [rated(9), rated(9), rated(9), rated(8, undefined, true)] }),
      ['mean'],
    ],
    ['none at all', record({ ratings: [] }), ['mean', 'count']],
    ['suspended', record({ inGoodStanding: false }), ['standing']],
    [
      'a contract that differs without reason',
      record({
        findings: [
          { consistency: 'inconsistent', performance: 'performed', at: instant('2026-08-01T10:00') },
        ],
      }),
      ['findings'],
    ],
    [
      'flaws and explained differences keep nobody out',
      record({
        findings: [{ consistency: 'explained', performance: 'flawed', at: instant('2026-08-01T10:00') }],
      }),
      [],
    ],
  ])('%s', (_, r, names) => {
    expect(unmet(r)).toEqual(names)
    expect(excellenceOf(r, today, {}).member).toBe(names.length === 0)
  })

  test.each([
    ['the day on which the year begins', '2025-09-28T00:00', []],
    ['the day before: it counts no more, and the agency leaves by itself', '2025-09-27T23:59', ['count']],
  ])('a third rating of %s', (_, at, names) => {
    expect(unmet(record({ ratings: [rated(9), rated(9), rated(9, at)] }))).toEqual(names)
  })

  test('the arithmetic is shown: sum, weight, value and what is asked', () => {
    const shown = excellenceOf(
      record({ ratings: [rated(9), rated(10), rated(8, undefined, true)] }),
      today,
      {},
    )
    expect(shown).toMatchObject({ sum: 23_000, weight: 2500, from: '2025-09-28' })
    expect(shown.conditions[0]).toMatchObject({ name: 'mean', value: 9200, required: 9000, met: true })
  })

  test('a document changes the figures', () => {
    const two = record({ ratings: [rated(8), rated(8)] })
    expect(unmet(two, { [excellentRatings.key]: 2, [excellentMilliStars.key]: 8000 })).toEqual([])
    expect(unmet(two, { [excellentRatings.key]: 2, [excellentMilliStars.key]: 8001 })).toEqual(['mean'])
    const old = record({ ratings: [rated(9), rated(9), rated(9, '2026-06-27T10:00')] })
    expect(unmet(old, { [excellentMonths.key]: 3 })).toEqual(['count'])
  })

  test.each([
    ['2026-09-28', 12, '2025-09-28'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2028-02-29', 12, '2027-02-28'],
    ['2026-01-15', 1, '2025-12-15'],
  ])('%s, %i months before: %s', (day, months, before) => {
    expect(monthsBefore(plainDate(day), months)).toBe(before)
  })
})
