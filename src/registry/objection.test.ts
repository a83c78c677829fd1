import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context, Settings } from '../workflow/index.ts'
import {
  newObjection,
  type Objection,
  type ObjectionCommand,
  type ObjectionKnowledge,
  objection,
  objectionKnowledgeKey,
} from './index.ts'
import { aFile, applicant, clerk } from './testing.ts'

const rival: Actor = { ...applicant, organisation: 'agency-2', organisationName: '九江鼎信测绘有限公司' }
const approver: Actor = { ...clerk, kind: 'management', organisation: 'management-1', personName: '李敏' }

/** Published on Monday 6 March 2023 at ten: 5 working days, until Monday the 13th, 24:00. */
const fresh = newObjection({
  id: 'objection-1',
  admission: 'admission-1',
  agency: { id: 'agency-1', name: '九江恒信水利咨询有限公司' },
  operator: { id: 'operator-1', name: '濂溪区行政审批局' },
  management: { id: 'management-1', name: '市政务服务办' },
  publishedAt: instant('2023-03-06T10:00'),
})

function at(actor: Actor, moment: string, known: Partial<ObjectionKnowledge> = {}, settings: Settings = {}) {
  const now = instant(moment)
  const knowledge = { inPublicity: true, unknownFiles: [], ...known }
  const rules = { ...settings, [objectionKnowledgeKey]: knowledge }
  return { actor, now, today: dateOf(now), calendar: chinaCalendar, rules } as Context
}

const filing = { kind: 'file', reason: '原机构被清退后更名重新入驻', file: aFile() } as const

function done(state: Objection, command: ObjectionCommand, ctx: Context) {
  const decision = objection.decide(state, command, ctx)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision
}
const refusal = (state: Objection, command: ObjectionCommand, ctx: Context) => {
  const decision = objection.decide(state, command, ctx)
  return decision.ok ? undefined : decision.refusal
}
const filed = (moment = '2023-03-07T09:00') => done(fresh, filing, at(rival, moment)).state
const raising = { kind: 'raise', reason: '涉及跨县区核查' } as const
const acts = (state: Objection, actor: Actor) =>
  objection.availableActions(state, at(actor, '2023-03-08T09:00')).map((a) => a.act)

describe(art('111', '20.3'), () => {
  // 公示有异议的，由本级中介超市运营机构对其开展复核，根据复核结果对入驻申请作出决定并予以公布
  test.each([
    ['2023-03-13T23:59', undefined],
    ['2023-03-14T00:00', 'publicity-over'],
    ['2023-03-14T09:00', 'publicity-over'],
  ])('filed at %s, when the publicity ends on 13 March: %s', (moment, code) => {
    expect(refusal(fresh, filing, at(rival, moment))?.code).toBe(code)
  })

  test('not against an admission that is no longer shown, nor twice at a time', () => {
    const early = '2023-03-07T09:00'
    expect(refusal(fresh, filing, at(rival, early, { inPublicity: false }))?.code).toBe('publicity-over')
    expect(refusal(fresh, filing, at(rival, early, { other: 'o-7' }))).toMatchObject({
      code: 'objection-under-way',
      params: { id: 'o-7' },
    })
  })

  test('with a reason and a file of one’s own; anyone who is signed in but the agency itself', () => {
    const early = '2023-03-07T09:00'
    const { file: _, ...bare } = filing
    expect(refusal(fresh, { ...filing, reason: ' ' }, at(rival, early))).toMatchObject({
      code: 'objection-reason-missing',
      field: 'reason',
    })
    expect(refusal(fresh, bare, at(rival, early))?.code).toBe('objection-file-missing')
    expect(refusal(fresh, filing, at(rival, early, { unknownFiles: ['file-1'] }))?.code).toBe(
      'objection-file-unknown',
    )
    expect(refusal(fresh, filing, at(applicant, early))?.code).toBe('not-available')
    expect(refusal(fresh, filing, at({ kind: 'public' }, early))?.code).toBe('not-available')
  })

  test('the operator reviews within 5 working days; the city may set others', () => {
    const ctx = at(clerk, '2023-03-07T09:00')
    const [clock] = objection.deadlines(filed(), ctx)
    expect(clock).toMatchObject({ who: 'operator-1', due: instant('2023-03-15T00:00'), article: '111/20.3' })
    const three = at(clerk, '2023-03-07T09:00', {}, { 'registry.objection-review-working-days': 3 })
    expect(objection.deadlines(filed(), three)[0]?.due).toBe(instant('2023-03-11T00:00'))
    // Across Tomb-sweeping Day, Wednesday 5 April 2023.
    const spring = filed('2023-03-13T23:00')
    expect(
      objection.deadlines({ ...spring, filedAt: instant('2023-04-03T09:00') } as Objection, ctx)[0]?.due,
    ).toBe(instant('2023-04-12T00:00'))
  })

  test('the operator decides, and the decision is public without who objected', () => {
    const { state, facts } = done(
      filed(),
      { kind: 'reject', decision: '经核查，无关联关系' },
      at(clerk, '2023-03-09T09:00'),
    )
    expect(state).toMatchObject({ status: 'rejected', decidedBy: { id: 'operator-1' } })
    expect(facts).toMatchObject([{ kind: 'objection.rejected', visibility: 'public' }])
    expect(JSON.stringify(facts)).not.toContain('agency-2')
    expect(objection.deadlines(state, at(clerk, '2023-03-09T09:00'))).toEqual([])
    expect([acts(state, clerk), acts(state, approver)]).toEqual([[], []])
  })

  // 必要时可提请同级中介超市管理机构牵头组织相关行业主管部门进行复核并作出决定
  test('raised: from then on the management body decides, within 10 working days', () => {
    const raised = done(filed(), raising, at(clerk, '2023-03-08T09:00')).state
    expect(acts(raised, clerk)).toEqual([])
    expect(acts(raised, approver)).toEqual(['reject', 'uphold'])
    expect(objection.deadlines(raised, at(clerk, '2023-03-08T09:00'))).toMatchObject([
      { who: 'management-1', due: instant('2023-03-23T00:00') },
    ])
    const { state } = done(
      raised,
      { kind: 'uphold', decision: '属换壳入驻' },
      at(approver, '2023-03-20T09:00'),
    )
    expect(state).toMatchObject({
      status: 'upheld',
      decidedBy: { id: 'management-1' },
      raised: { reason: raising.reason },
    })
  })

  test('no decision without its grounds; nobody else decides', () => {
    const late = '2023-03-09T09:00'
    expect(refusal(filed(), { kind: 'uphold', decision: '' }, at(clerk, late))?.field).toBe('decision')
    expect(refusal(filed(), { kind: 'raise', reason: '' }, at(clerk, late))?.field).toBe('reason')
    const elsewhere: Actor = { ...clerk, organisation: 'operator-2' }
    for (const actor of [elsewhere, approver, rival, applicant]) expect(acts(filed(), actor)).toEqual([])
  })
})
