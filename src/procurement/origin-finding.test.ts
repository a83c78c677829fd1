import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context, OrganisationKind } from '../workflow/index.ts'
import { type FindingCommand, findingWorkflow, type OriginFinding } from './origin-finding.ts'

const actor = (kind: OrganisationKind, organisation: string): Actor => ({
  ...{ kind, person: 'p', personName: '陈晓岚', organisation, organisationName: organisation },
  ...{ region: '360424', roles: ['member'] },
})
const clerk = actor('operator', 'operator-1')
const at = (who: Actor): Context => {
  const now = instant('2026-10-10T09:00')
  return { actor: who, now, today: dateOf(now), calendar: chinaCalendar, rules: {} }
}
const origin = { address: '218.64.10.7', device: 'd', agent: 'x' }
const found: OriginFinding = {
  ...{ status: 'new', id: 'f-1', procurement: { id: 'p-1', number: '九采1号', title: '测绘' } },
  operator: { id: 'operator-1', name: '修水县行政审批局' },
  agencies: [
    { id: 'a', name: '甲', leaf: '01', origin },
    { id: 'b', name: '乙', leaf: '02', origin },
  ],
  ...{ by: ['address'], networks: ['218.64.10.7'], knownShared: false, foundAt: instant('2026-10-09T17:00') },
}
const done = (state: OriginFinding, command: FindingCommand, who: Actor): OriginFinding => {
  const decision = findingWorkflow.decide(state, command, at(who))
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.state
}
const why = (state: OriginFinding, command: FindingCommand, who: Actor) => {
  const decision = findingWorkflow.decide(state, command, at(who))
  return decision.ok ? decision.state.status : decision.refusal.code
}
const system: Actor = { kind: 'system' }
const held = done(found, { kind: 'find' }, system)
const draft = done(held, { kind: 'release' }, system)

describe(art('111', '40.2'), () => {
  test('held while the selection runs, then a draft for the operator', () => {
    expect(held.status).toBe('held')
    expect(findingWorkflow.deadlines(held, at(system))).toEqual([])
    expect(findingWorkflow.availableActions(held, at(clerk))).toEqual([])
    expect(findingWorkflow.deadlines(draft, at(system))).toMatchObject([
      { action: 'keep', who: 'operator-1' },
    ])
  })

  test('the log names no address', () => {
    const decision = findingWorkflow.decide(held, { kind: 'release' }, at(system))
    expect(JSON.stringify(decision.ok && decision.facts)).not.toContain('218.64')
  })
})

describe(art('111', '53.4'), () => {
  // 未核实情况导致中介服务机构被错误信用处理: a person decides, and says why.
  test.each<[string, FindingCommand, Actor, string]>([
    ['kept with a reason', { kind: 'keep', reason: '同一办公室' }, clerk, 'kept'],
    ['dismissed with a reason', { kind: 'dismiss', reason: '孵化园出口地址' }, clerk, 'dismissed'],
    ['not without one', { kind: 'keep', reason: ' ' }, clerk, 'finding-reason-missing'],
    [
      'not by another operator',
      { kind: 'keep', reason: '同一办公室' },
      actor('operator', 'operator-2'),
      'not-available',
    ],
    ['not by the owner', { kind: 'dismiss', reason: '无碍' }, actor('owner', 'operator-1'), 'not-available'],
    ['not by the system', { kind: 'keep', reason: '自动' }, system, 'not-available'],
  ])('%s', (_, command, who, expected) => expect(why(draft, command, who)).toBe(expected))

  test('once', () => {
    const over = done(draft, { kind: 'dismiss', reason: '孵化园出口地址' }, clerk)
    expect(why(over, { kind: 'keep', reason: '再看' }, clerk)).toBe('not-available')
    expect(why(held, { kind: 'keep', reason: '早了' }, clerk)).toBe('not-available')
  })
})
