import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import type { Actor, Context, Settings } from '../workflow/index.ts'
import {
  type Found,
  newReport,
  type Report,
  type ReportCommand,
  type Reported,
  report,
  type SituationId,
} from './index.ts'

const actor = (kind: 'agency' | 'operator' | 'management' | 'finance', id: string): Actor => ({
  ...{ kind, person: `${id}-person`, personName: '张三', organisation: id, organisationName: `${id}的名称` },
  ...{ region: '360424', roles: ['admin'] },
})
export const reporter = actor('agency', 'loser')
export const management = actor('management', 'county-management')
export const finance = actor('finance', 'treasury')
export const reportedOperator = actor('operator', 'county-operator')
export const visitor: Actor = { kind: 'public' }
export const system: Actor = { kind: 'system' }

export function at(moment: string, who: Actor, settings: Settings = {}): Context {
  const now = instant(moment)
  return { actor: who, now, today: dateOf(now), calendar: chinaCalendar, rules: settings }
}

const named: Record<Reported['kind'], Reported> = {
  operator: { id: 'county-operator', name: '修水县行政审批局', kind: 'operator' },
  department: { id: 'water', name: '修水县水利局', kind: 'department' },
  owner: { id: 'school', name: '修水县第一中学', kind: 'owner' },
}

export const fresh = (situation: SituationId = '53.2', kind: Reported['kind'] = 'operator'): Report =>
  newReport({
    ...{ id: 'r1', number: 'JB2026-00001', situation, reported: named[kind] },
    receiver: { id: 'county-management', name: '修水县政务服务办' },
    ...(kind === 'owner' ? { finance: { id: 'treasury', name: '修水县财政局' } } : {}),
  })

export const submit = (changes: Partial<Extract<ReportCommand, { kind: 'submit' }>> = {}) =>
  ({
    ...({
      kind: 'submit',
      facts: '报名截止前有人收到了报名名单。',
      named: false,
      name: '',
      contact: '',
    } as const),
    ...changes,
  }) as const

export const found: Found = {
  ...{ engagement: 'e1', key: 'contract', title: '河道治理监理' },
  evidence: {
    ...{ agency: '中选机构', notice: '九中选〔2026〕0001号', issuedAt: instant('2026-09-08T17:00') },
    due: instant('2026-09-29T00:00'),
  },
}

export function done(r: Report, command: ReportCommand, ctx: Context) {
  const decision = report.decide(r, command, ctx)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision
}

export function refused(r: Report, command: ReportCommand, ctx: Context) {
  const decision = report.decide(r, command, ctx)
  if (decision.ok) throw new Error(`${command.kind} was not refused`)
  return decision.refusal
}

/** Made on Tuesday 29 September 2026. */
export const received = (situation?: SituationId, kind?: Reported['kind']): Report =>
  done(fresh(situation, kind), submit(), at('2026-09-29T09:00', visitor)).state
