import { describe, expect, test } from 'vitest'
import { instant } from '../calendar/index.ts'
import { art, gazetteDocument } from '../gazette/index.ts'
import {
  articleOf,
  authorityKinds,
  isFounded,
  outcomes,
  type ReportCommand,
  type ReportedKind,
  report,
  reportedKinds,
  type SituationId,
  situationIds,
  situations,
} from './index.ts'
import {
  at,
  done,
  finance,
  found,
  fresh,
  management,
  received,
  refused,
  reportedOperator,
  reporter,
  submit,
  system,
  visitor,
} from './testing.ts'

const route = (changes: Partial<Extract<ReportCommand, { kind: 'route' }>> = {}) =>
  ({
    ...({
      kind: 'route',
      authority: 'supervisory',
      name: '修水县监察委员会',
      reason: '涉及工作人员',
    } as const),
    ...changes,
  }) as const
const conclude = { kind: 'conclude', outcome: 'disciplined', text: '给予当事人警告处分。' } as const
const dueOf = (r: ReturnType<typeof received>, moment = '2026-09-29T09:00') =>
  report.deadlines(r, at(moment, management))[0]

/** One situation: its words are the measure's, and it may be said of its own kind alone. */
const holds = async (article: string) => {
  const id = article.replace('111/', '') as SituationId
  const document = await gazetteDocument('111')
  const { text } = document!.paragraphs.find((p) => p.id === id)!
  expect(`（${text.slice(1, 2)}）${situations[id].zh}。`).toBe(text)
  expect(situations[id].article).toBe(article)
  for (const kind of reportedKinds) {
    const decision = report.decide(fresh(id, kind), submit(), at('2026-09-29T09:00', visitor))
    const right = situations[id].of === kind
    expect(decision.ok ? 'received' : decision.refusal.code).toBe(right ? 'received' : 'report-other-kind')
    if (decision.ok) expect(decision.facts).toMatchObject([{ article, visibility: 'parties' }])
  }
}

describe.each([
  art('111', '53.1'),
  art('111', '53.2'),
  art('111', '53.3'),
  art('111', '53.4'),
  art('111', '53.5'),
  art('111', '53.6'),
  art('111', '53.7'),
])('%s', (article) => {
  test('运营机构及其工作人员: the measure’s words, of an operator alone', () => holds(article))
})

describe.each([art('111', '54.1'), art('111', '54.2'), art('111', '54.3'), art('111', '54.4')])(
  '%s',
  (article) => {
    test('行业主管部门及其工作人员: the measure’s words, of a department alone', () => holds(article))
  },
)

describe.each([
  art('111', '55.1'),
  art('111', '55.2'),
  art('111', '55.3'),
  art('111', '55.4'),
  art('111', '55.5'),
  art('111', '55.6'),
  art('111', '55.7'),
  art('111', '55.8'),
])('%s', (article) => {
  test('财政性资金项目业主及其工作人员: the measure’s words, of an owner alone', () => holds(article))
})

describe('由有权机关进行处理或处分', () => {
  const cases: [ReportedKind, SituationId][] = [
    ['operator', '53.2'],
    ['department', '54.1'],
    ['owner', '55.1'],
  ]
  const walks = ([kind, situation]: [ReportedKind, SituationId]) => {
    const article = articleOf[kind]
    test(`${article}: received, routed, concluded, counted`, () => {
      const r = received(situation, kind)
      expect(dueOf(r)).toMatchObject({ action: 'route', who: 'county-management' })
      const routed = done(r, route(), at('2026-09-30T09:00', management))
      expect(routed.facts).toMatchObject([{ article, visibility: 'parties' }])
      const concluded = done(routed.state, conclude, at('2026-10-20T09:00', management))
      expect(concluded.state).toMatchObject({ status: 'concluded', outcome: 'disciplined' })
      expect(concluded.facts.map((f) => [f.kind, f.visibility])).toEqual([
        ['report.concluded', 'parties'],
        ['report.counted', 'public'],
      ])
      expect(report.deadlines(concluded.state, at('2026-10-20T09:00', management))).toEqual([])
    })
    test(`${article}: nobody but the receiver, and never whom it is about`, () => {
      for (const who of [reportedOperator, reporter, finance, visitor])
        expect(refused(received(situation, kind), route(), at('2026-09-30T09:00', who)).code).toBe(
          'not-permitted',
        )
      const itself = route({ name: fresh(situation, kind).reported.name })
      expect(refused(received(situation, kind), itself, at('2026-09-30T09:00', management)).code).toBe(
        'report-to-itself',
      )
    })
  }
  describe(art('111', '53'), () => {
    walks(cases[0]!)
    // No figure in the measure: 5 working days to pass on, 60 to record what was done, both 本系统缺省值.
    test.each([
      ['across the holiday', '2026-09-29T09:00', '2026-10-13T00:00'],
      ['a plain week', '2026-10-12T09:00', '2026-10-20T00:00'],
    ])('passed on within 5 working days, %s', (_, moment, due) => {
      expect(dueOf(done(fresh(), submit(), at(moment, visitor)).state)?.due).toBe(instant(due))
    })
    test('what a body sets takes the place of the default', () => {
      const settings = { 'reports.routing-working-days': 1, 'reports.outcome-working-days': 2 }
      const ctx = at('2026-09-29T09:00', management, settings)
      expect(report.deadlines(received(), ctx)[0]?.due).toBe(instant('2026-10-01T00:00'))
      const routed = done(received(), route(), ctx).state
      expect(report.deadlines(routed, ctx)[0]?.due).toBe(instant('2026-10-09T00:00'))
    })
  })
  describe(art('111', '54'), () => walks(cases[1]!))
  describe(art('111', '55'), () => walks(cases[2]!))

  test('by name or without one; a name comes with a way to be reached', () => {
    expect(received()).not.toHaveProperty('reporter')
    const ctx = at('2026-09-29T09:00', reporter)
    expect(done(fresh(), submit(), ctx).state).not.toHaveProperty('reporter')
    const byName = submit({ named: true, name: '李四', contact: '13870012345' })
    expect(done(fresh(), byName, ctx).state).toMatchObject({
      reporter: { organisation: 'loser', name: '李四' },
    })
    expect(JSON.stringify(done(fresh(), byName, ctx).facts)).not.toMatch(/李四|13870012345|loser/)
    expect(refused(fresh(), { ...byName, name: ' ' }, ctx).field).toBe('name')
    expect(refused(fresh(), { ...byName, contact: '' }, ctx).field).toBe('contact')
    expect(refused(fresh(), submit({ facts: '\n' }), ctx).field).toBe('facts')
    expect(refused(fresh(), submit(), at('2026-09-29T09:00', system)).code).toBe('not-permitted')
  })

  test('only what was found to be so is counted against anybody', () => {
    expect(outcomes.filter(isFounded)).toEqual(['handled', 'disciplined', 'transferred'])
    const routed = done(received(), route(), at('2026-09-30T09:00', management)).state
    for (const outcome of ['unfounded', 'insufficient'] as const)
      expect(done(routed, { ...conclude, outcome }, at('2026-10-20T09:00', management)).facts).toHaveLength(1)
    expect(refused(routed, { ...conclude, text: '' }, at('2026-10-20T09:00', management)).field).toBe('text')
  })

  test('every authority can be named; one that is not here by its name', () => {
    const ctx = at('2026-09-30T09:00', management)
    for (const authority of authorityKinds.filter((a) => a !== 'finance'))
      expect(done(received(), route({ authority }), ctx).state.status).toBe('routed')
    expect(refused(received(), route({ name: '' }), ctx).field).toBe('name')
    expect(refused(received(), route({ reason: '' }), ctx).field).toBe('reason')
  })
})

describe(art('111', '12'), () => {
  // 财政部门…依法依规查处财政性资金购买中介服务过程中的违法违规行为。
  test('of fiscal money the finance authority records the outcome itself', () => {
    const r = received('55.7', 'owner')
    const routed = done(
      r,
      route({ authority: 'finance', name: '' }),
      at('2026-09-30T09:00', management),
    ).state
    expect(routed).toMatchObject({ routing: { name: '修水县财政局', by: 'treasury' } })
    expect(dueOf(routed)).toMatchObject({ action: 'conclude', who: 'treasury' })
    expect(refused(routed, conclude, at('2026-10-20T09:00', management)).code).toBe('not-permitted')
    expect(done(routed, conclude, at('2026-10-20T09:00', finance)).state.status).toBe('concluded')
    const ctx = at('2026-09-30T09:00', management)
    expect(refused(received(), route({ authority: 'finance' }), ctx)).toMatchObject({
      ...{ code: 'report-no-finance', article: art('111', '12'), field: 'authority' },
    })
  })
})

describe('found by the clocks', () => {
  const draft = () =>
    done(fresh('55.5', 'owner'), { kind: 'find', found }, at('2026-09-29T00:00', system)).state

  test('is a draft before the receiver, which takes it up or sets it aside with a reason', () => {
    expect(draft()).toMatchObject({ status: 'draft', found: { key: 'contract' } })
    expect(dueOf(draft())).toMatchObject({ action: 'take-up', due: instant('2026-10-13T00:00') })
    const ctx = at('2026-09-30T09:00', management)
    expect(refused(draft(), { kind: 'dismiss', reason: '' }, ctx).field).toBe('reason')
    expect(refused(draft(), { kind: 'take-up', facts: ' ' }, ctx).field).toBe('facts')
    const set = done(draft(), { kind: 'dismiss', reason: '机构未到场签约，非业主原因。' }, ctx).state
    expect(report.deadlines(set, ctx)).toEqual([])
    const taken = done(draft(), { kind: 'take-up', facts: '业主无故不签。' }, ctx).state
    expect(dueOf(taken)).toMatchObject({ action: 'route' })
  })

  test('nobody else finds, and what is set aside is over', () => {
    const find = { kind: 'find', found } as const
    for (const who of [management, finance, reporter, visitor])
      expect(refused(fresh('55.5', 'owner'), find, at('2026-09-29T00:00', who)).code).toBe('not-permitted')
    const ctx = at('2026-09-30T09:00', management)
    const set = done(draft(), { kind: 'dismiss', reason: '已签订。' }, ctx).state
    expect(refused(set, { kind: 'take-up', facts: '再立' }, ctx).code).toBe('not-available')
  })
})

test('there are nineteen situations, seven, four and eight', () => {
  const of = (kind: ReportedKind) => situationIds.filter((id) => situations[id].of === kind).length
  expect(reportedKinds.map(of)).toEqual([7, 4, 8])
})
