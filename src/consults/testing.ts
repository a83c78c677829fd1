import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import type { Actor, Context, Settings } from '../workflow/index.ts'
import {
  type Consult,
  type ConsultBody,
  type ConsultCommand,
  type ConsultKnowledge,
  consult,
  consultKnowledgeKey,
  newConsult,
} from './index.ts'

const actor = (kind: 'agency' | 'operator' | 'management' | 'department', id: string): Actor => ({
  ...{ kind, person: `${id}-person`, personName: '张三', organisation: id, organisationName: `${id}的名称` },
  ...{ region: '360424', roles: ['admin'] },
})
export const enquirer = actor('agency', 'asker')
export const operator = actor('operator', 'county-operator')
export const water = actor('department', 'water')
export const management = actor('management', 'county-management')
export const stranger = actor('operator', 'other-operator')
export const visitor: Actor = { kind: 'public' }

export const operatorBody: ConsultBody = { id: 'county-operator', name: '修水县行政审批局', kind: 'operator' }
export const waterBody: ConsultBody = { id: 'water', name: '修水县水利局', kind: 'department' }

export function at(moment: string, who: Actor, known: Partial<ConsultKnowledge> = {}): Context {
  const now = instant(moment)
  const knowledge = { management: 'county-management', ...known }
  const rules = { [consultKnowledgeKey]: knowledge } as unknown as Settings
  return { actor: who, now, today: dateOf(now), calendar: chinaCalendar, rules }
}

export const fresh = (): Consult =>
  newConsult({ id: 'c1', number: 'ZX2026-00001', region: '360424', body: operatorBody })

export const question = (changes: Partial<Extract<ConsultCommand, { kind: 'ask' }>> = {}) =>
  ({
    ...({
      kind: 'ask',
      question: '机构换证期间还能报名吗？',
      name: '',
      contact: '',
      mayPublish: true,
    } as const),
    ...changes,
  }) as const

export function done(c: Consult, command: ConsultCommand, ctx: Context) {
  const decision = consult.decide(c, command, ctx)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision
}

export function refused(c: Consult, command: ConsultCommand, ctx: Context) {
  const decision = consult.decide(c, command, ctx)
  if (decision.ok) throw new Error(`${command.kind} was not refused`)
  return decision.refusal
}

/** Asked by a visitor, Wednesday 30 September 2026 at ten unless told. */
export const asked = (moment = '2026-09-30T10:00', changes: Parameters<typeof question>[0] = {}): Consult =>
  done(fresh(), question(changes), at(moment, visitor)).state
