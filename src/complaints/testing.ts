import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import type { Actor, Context, Settings } from '../workflow/index.ts'
import {
  type Complaint,
  type ComplaintCommand,
  type ComplaintKnowledge,
  complaint,
  complaintKnowledgeKey,
  type FiledPaper,
  type MaterialDraft,
  newComplaint,
} from './index.ts'

const actor = (kind: 'agency' | 'owner' | 'operator' | 'management' | 'department', id: string): Actor => ({
  ...{ kind, person: `${id}-person`, personName: '张三', organisation: id, organisationName: `${id}的名称` },
  ...{ region: '360424', roles: ['admin'] },
})
export const complainant = actor('agency', 'loser')
export const respondent = actor('agency', 'winner')
export const receiver = actor('management', 'county-management')
export const department = actor('department', 'water')
export const stranger = actor('owner', 'stranger')
export const system: Actor = { kind: 'system' }

export const paper = (id: string): FiledPaper => ({
  ...{ id, name: `${id}.pdf`, type: 'application/pdf', size: 1000, sha256: id.padEnd(64, '0') },
})

/** Everything that 48 asks of a legal person. */
export const material = (changes: Partial<MaterialDraft> = {}): MaterialDraft => ({
  facts: '中选机构的资质在报名截止前已失效。',
  provisions: '《办法》第十六条、第三十五条',
  capacity: 'legal-person',
  signatory: '李四',
  letter: paper('letter'),
  evidence: [],
  ...changes,
})

export function at(
  moment: string,
  who: Actor,
  known: Partial<ComplaintKnowledge> = {},
  settings: Settings = {},
): Context {
  const now = instant(moment)
  const knowledge = { unknownFiles: [], annullable: true, ...known }
  const rules = { ...settings, [complaintKnowledgeKey]: knowledge } as unknown as Settings
  return { actor: who, now, today: dateOf(now), calendar: chinaCalendar, rules }
}

/** About a selection whose result was published on Friday 25 September 2026 at ten. */
export const fresh = (changes: Partial<Extract<Complaint, { status: 'new' }>> = {}): Complaint =>
  newComplaint({
    id: 'c1',
    kind: 'selection',
    about: { subject: 'procurement', id: 'p1', title: '河道治理监理' },
    respondent: { id: 'winner', name: '中选机构' },
    receiver: { id: 'county-management', name: '修水县政务服务办' },
    region: '360424',
    since: instant('2026-09-25T10:00'),
    ...changes,
  })

export function done(c: Complaint, command: ComplaintCommand, ctx: Context) {
  const decision = complaint.decide(c, command, ctx)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision
}

export function refused(c: Complaint, command: ComplaintCommand, ctx: Context) {
  const decision = complaint.decide(c, command, ctx)
  if (decision.ok) throw new Error(`${command.kind} was not refused`)
  return decision.refusal
}

/** Filed on Monday the 28th, accepted on Tuesday the 29th. */
export const filed = (): Complaint =>
  done(fresh(), { kind: 'file', material: material() }, at('2026-09-28T09:00', complainant)).state
export const accepted = (): Complaint =>
  done(filed(), { kind: 'accept' }, at('2026-09-29T09:00', receiver)).state
