import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aContext,
  aDraft,
  aDraftContext,
  anAgency,
  anOfferer,
  aPerson,
  aRegistrant,
  aService,
  openedBy,
  run,
  system,
} from '../../../tests/builders/procurement.ts'
import { art } from '../../gazette/index.ts'
import {
  compare,
  draftProblems,
  gradeOf,
  type MeritTerms,
  meritSelection,
  type Procurement,
  procurementWorkflow,
  type Registrant,
  winnerOf,
} from '../index.ts'
import { creditPoints, criterionPoints } from './merit-score.ts'

const { decide, deadlines, availableActions } = procurementWorkflow
const terms: MeritTerms = {
  weights: { credit: 400, plan: 400, quality: 200 },
  criteria: [
    { name: '完成天数', unit: '天', worst: 45, best: 25, share: 600 },
    { name: '驻场人数', unit: '人', worst: 0, best: 4, share: 400 },
  ],
}
const leaf = (n: number) => aRegistrant(n).leaf
const plan = (...answers: number[]) => ({ plan: { answers, text: '方案要点' } })
const merit = (...registrants: Registrant[]) => openedBy({ method: 'merit', merit: terms }, registrants)
const four = () =>
  merit(
    anOfferer(1, plan(25, 4), { milliStars: 9_000, ratings: 12, rank: 1, grades: 5 }),
    anOfferer(2, plan(35, 2), { milliStars: 8_000, ratings: 3, rank: 3, grades: 5 }),
    anOfferer(3, plan(45, 0), { milliStars: null, ratings: 0, rank: 5, grades: 5 }),
    anOfferer(4, plan(30, 1), { milliStars: 10_000, ratings: 1, rank: 2, grades: 5 }),
  )
const owner = aPerson('owner')
const choose = (p: Procurement, n: number, reason?: string, actor = owner) =>
  decide(
    p,
    { kind: 'choose', agency: `agency-${n}`, ...(reason ? { reason } : {}) },
    aContext('2026-10-08T09:00', actor),
  )
const codeOf = (d: ReturnType<typeof decide>) => (d.ok ? undefined : [d.refusal.code, d.refusal.article])

describe(art('111', '44'), () => {
  // 评分: where the credit score is kept, it is what counts, whatever the ratings alone would say.
  test.each([
    ['full marks', 100_000, '1', '1'],
    ['73.000', 73_000, '73', '100'],
    ['to the thousandth of a point', 73_001, '73001', '100000'],
    ['nothing', 0, '0', '1'],
  ])('%s', (_, milliScore, num, den) => {
    const record = anOfferer(1, plan(25, 4), { milliStars: 1_000, ratings: 9, milliScore }).record!
    expect(creditPoints(record, 600)).toEqual({ num, den })
  })
})

describe(art('111', '22.1.3'), () => {
  test('the measure allows it from its first day', () => {
    expect(meritSelection.on('2022-12-01')).toBe(true)
  })

  // 由系统通过公式计算对比报名参与项目的中介服务机构的评分、响应方案以及质量管理水平等。
  test('every component is computed exactly and kept', () => {
    const p = four()
    expect(p).toMatchObject({ status: 'choosing', recommended: [1, 4, 2].map(leaf) })
    const working = 'ranking' in p ? p.ranking?.working : undefined
    expect(working?.kind === 'merit' && working.scores.map((s) => [s.leaf, s.total])).toEqual([
      // 0.9×0.4 + 1×0.4 + 1×0.2
      [leaf(1), { num: '24', den: '25' }],
      // 1×0.4 + (0.75×0.6 + 0.25×0.4)×0.4 + 0.8×0.2
      [leaf(4), { num: '39', den: '50' }],
      // 0.8×0.4 + 0.5×0.4 + 0.6×0.2
      [leaf(2), { num: '16', den: '25' }],
      // 0.6×0.4 + 0 + 0.2×0.2
      [leaf(3), { num: '7', den: '25' }],
    ])
  })

  test.each([
    ['at the worst', 45, '0', '1'],
    ['worse than the worst', 46, '0', '1'],
    ['one day better', 44, '1', '20'],
    ['at the best', 25, '1', '1'],
    ['better than the best', 1, '1', '1'],
  ])('an answer %s', (_, answer, num, den) => {
    expect(criterionPoints(terms.criteria![0]!, answer)).toEqual({ num, den })
  })

  test.each([
    [{ credit: 400, plan: 400, quality: 199 }, 'weights-not-whole'],
    [{ credit: 400, plan: 400, quality: 200 }, undefined],
    [{ credit: 400, plan: 400, quality: 201 }, 'weights-not-whole'],
    [undefined, 'weights-not-whole'],
  ])('the weights make up the whole: %j', (weights, code) => {
    const draft = aDraft({ method: 'merit', merit: { ...terms, weights } })
    expect(draftProblems(draft, aDraftContext())[0]?.code).toBe(code)
  })

  test.each([
    ['none', [], 'criteria-missing'],
    ['999 of 1000', [{ name: '天数', worst: 9, best: 1, share: 999 }], 'criteria-not-whole'],
    ['best is worst', [{ name: '天数', worst: 9, best: 9, share: 1000 }], 'criterion-incomplete'],
    ['unnamed', [{ name: ' ', worst: 9, best: 1, share: 1000 }], 'criterion-incomplete'],
    ['whole', [{ name: '天数', worst: 9, best: 1, share: 1000 }], undefined],
  ])('the criteria of the plan: %s', (_, criteria, code) => {
    const draft = aDraft({ method: 'merit', merit: { ...terms, criteria } })
    expect(draftProblems(draft, aDraftContext())[0]?.code).toBe(code)
  })

  test('a plan that leaves out an answer takes no part', () => {
    const p = merit(anOfferer(1, plan(25)), ...[2, 3, 4].map((n) => anOfferer(n, plan(30 + n, n))))
    expect('opened' in p && p.opened.excluded).toMatchObject([
      { leaf: leaf(1), refusal: { code: 'plan-answers' } },
    ])
  })

  test('who is equal to the last recommended is recommended too', () => {
    const p = merit(...[1, 2, 3, 4, 5].map((n) => anOfferer(n, plan(n < 3 ? 25 : 35, 2))))
    expect('recommended' in p && p.recommended).toHaveLength(5)
    const cut = merit(...[1, 2, 3, 4, 5].map((n) => anOfferer(n, plan(n < 4 ? 25 : 35, 2))))
    expect('recommended' in cut && cut.recommended).toEqual([1, 2, 3].map(leaf))
  })

  // 由项目业主从推荐的中介服务机构中选取。
  test('the owner takes the first without a word, another only with a reason, nobody else at all', () => {
    expect(codeOf(choose(four(), 1))).toBeUndefined()
    expect(codeOf(choose(four(), 2))).toEqual(['choice-needs-reason', art('111', '22.1.3')])
    expect(codeOf(choose(four(), 2, '九个字的理由不够长'))?.[0]).toBe('choice-needs-reason')
    expect(codeOf(choose(four(), 2, '十个字的理由足够写明了'))).toBeUndefined()
    expect(codeOf(choose(four(), 3, '没有被推荐的机构不能选取'))?.[0]).toBe('not-recommended')
    for (const kind of ['operator', 'management', 'agency'] as const)
      expect(codeOf(choose(four(), 1, undefined, aPerson(kind)))?.[0]).toBe('not-permitted')
    expect(codeOf(choose(four(), 1, undefined, aPerson('owner', 'owner-2')))?.[0]).toBe('not-permitted')
  })

  test('the clock of the choice: three working days across National Day, unless set', () => {
    expect(deadlines(four(), aContext('2026-09-30T17:01', owner))).toEqual([
      {
        action: 'choose',
        article: art('111', '22.1.3'),
        since: '2026-09-30T17:00:01.000+08:00',
        // 8, 9 and the working Saturday 10 October
        due: '2026-10-11T00:00:00.000+08:00',
        who: 'owner-1',
      },
    ])
    const actions = availableActions(four(), aContext('2026-10-08T09:00', owner))
    expect(actions.map((a) => a.act)).toEqual(['choose'])
  })

  test('a chosen one that no longer qualifies: the owner chooses again among the others', () => {
    const chosen = run(four(), [{ kind: 'choose', agency: 'agency-1' }, '2026-10-08T09:00', owner])
    expect('result' in chosen && winnerOf(chosen.result)?.agency).toBe('agency-1')
    const winner = anAgency(1, { status: 'suspended' })
    const again = run(chosen, [{ kind: 'disqualify' }, '2026-10-08T10:00', aPerson('operator'), { winner }])
    expect(again).toMatchObject({ status: 'choosing', recommended: [4, 2].map(leaf) })
    expect(codeOf(choose(again, 1, '已经不符合条件的不能再选'))?.[0]).toBe('not-recommended')
    const second = run(again, [{ kind: 'choose', agency: 'agency-4' }, '2026-10-08T11:00', owner])
    expect('result' in second && winnerOf(second.result)?.agency).toBe('agency-4')
    const out = (n: number) => ({ winner: anAgency(n, { status: 'suspended' }) })
    const failed = run(
      second,
      [{ kind: 'disqualify' }, '2026-10-08T12:00', aPerson('operator'), out(4)],
      [{ kind: 'choose', agency: 'agency-2' }, '2026-10-08T13:00', owner],
      [{ kind: 'disqualify' }, '2026-10-08T14:00', aPerson('operator'), out(2)],
    )
    expect(failed).toMatchObject({ status: 'failed', reason: 'no-alternate-left' })
  })

  test.each([
    [[aService({ grade: '五星' }), aService({ grade: '三星' })], { grade: '五星', rank: 1, grades: 5 }],
    [[aService({ grade: '乙级' })], { grade: '乙级', rank: 2, grades: 4 }],
    [[aService({ grade: undefined })], { grade: '', rank: 1, grades: 1 }],
    [
      [aService({ grade: '五星', confirmed: false }), aService({ grade: '三星' })],
      { grade: '三星', rank: 3 },
    ],
  ])('质量管理水平 is the best confirmed grade: %#', (services, found) => {
    expect(gradeOf(aDraft(), anAgency(1, { services }))).toMatchObject(found)
  })

  test('the recommended are the best, whatever the order of arrival', () => {
    const answers = fc.tuple(fc.integer({ min: 20, max: 50 }), fc.integer({ min: 0, max: 5 }))
    fc.assert(
      fc.property(fc.array(answers, { minLength: 3, maxLength: 8 }), (all) => {
        const registrants = all.map((a, i) => anOfferer(i + 1, plan(...a)))
        const [p, q] = [merit(...registrants), merit(...[...registrants].reverse())]
        if (p.status !== 'choosing' || q.status !== 'choosing') throw new Error(p.status)
        expect(q.recommended).toEqual(p.recommended)
        const { working } = p.ranking
        if (working?.kind !== 'merit') throw new Error('no working')
        const total = (l: string) => working.scores.find((s) => s.leaf === l)!.total
        const out = working.scores.map((s) => s.leaf).filter((l) => !p.recommended.includes(l))
        expect(p.recommended.length).toBeGreaterThanOrEqual(3)
        for (const l of p.recommended)
          for (const o of out) expect(compare(total(l), total(o))).toBeGreaterThan(0)
        // Nothing here is left to chance.
        expect(() => run(p, [{ kind: 'drawn', order: [] }, '2026-09-30T17:01', system])).toThrow(
          'not-available',
        )
      }),
    )
  })
})
