import { chinaCalendar, dateOf, type Instant, instant } from '../../src/calendar/index.ts'
import {
  type Announced,
  type Command,
  type DraftContext,
  type Known,
  knownKey,
  newProcurement,
  type Procurement,
  procurementWorkflow,
  type Registrant,
} from '../../src/procurement/index.ts'
import type { AgencyService, AgencyStanding } from '../../src/registry/index.ts'
import type { Actor, Context, Decision, Json, OrganisationKind, Settings } from '../../src/workflow/index.ts'

export const anOwner = {
  id: 'owner-1',
  name: '修水县水利局',
  kind: 'state-organ',
  region: '360424',
} as const
export const anOperator = { id: 'operator-1', name: '修水县行政审批局' } as const

/** A person who acts for an organisation of a kind: the owner's, the operator's, or `agency-1`. */
export const aPerson = (kind: OrganisationKind, organisation?: string): Actor => ({
  kind,
  person: `person-of-${kind}`,
  personName: '李晓',
  organisation:
    organisation ?? ({ owner: anOwner.id, operator: anOperator.id }[kind as 'owner'] || `${kind}-1`),
  organisationName: kind,
  region: '360424',
  roles: ['member'],
})

/** A draft with everything of 23.1, valid when published on 2026-09-24. */
export const aDraft = (changes: Partial<Announced> = {}): Announced => ({
  title: '渣津镇河道整治工程水土保持方案编制',
  serviceType: '1.06',
  money: 'fiscal',
  inCatalogue: false,
  amount: 6_800_000,
  qualifications: [{ name: '生产建设项目水土保持方案编制单位水平评价', grade: '三星级' }],
  content: '编制水土保持方案报告书并通过专家评审，提交纸质成果三份。',
  timeLimitDays: 45,
  method: 'random',
  deadline: instant('2026-09-30T17:00'),
  contact: { name: '王芳', phone: '0792-7221234' },
  projectLead: '刘建国',
  region: '360424',
  ...changes,
})

export const aDraftContext = (now = '2026-09-24T10:00', rules: Settings = {}): DraftContext => ({
  now: instant(now),
  calendar: chinaCalendar,
  rules,
  ownerRegion: anOwner.region,
  serviceTypes: ['1.06', '3.12'],
})

/** A moment, an actor, and what the server would know. */
export function aContext(now: string, actor: Actor, known: Known = {}, rules: Settings = {}): Context {
  const at: Instant = instant(now)
  const all: Known = { serviceTypes: ['1.06', '3.12'], number: 'JJ-2026-0924-0001', next: 'next-1', ...known }
  return {
    actor,
    now: at,
    today: dateOf(at),
    calendar: chinaCalendar,
    rules: { ...rules, [knownKey]: all as unknown as Json },
  }
}

export const aService = (changes: Partial<AgencyService> = {}): AgencyService => ({
  serviceType: '1.06',
  qualification: '生产建设项目水土保持方案编制单位水平评价',
  grade: '三星级',
  confirmed: true,
  suspended: false,
  ...changes,
})

/** Agency number n: admitted, with its own controller. */
export const anAgency = (n = 1, changes: Partial<AgencyStanding> = {}): AgencyStanding => ({
  id: `agency-${n}`,
  name: `第${n}水保咨询有限公司`,
  code: `9136040000000000${String(n).padStart(2, '0')}`,
  region: '360400',
  status: 'admitted',
  services: [aService()],
  legalRepresentative: '张三',
  controllers: [`controller-${n}`],
  ...changes,
})

export const aRegistrant = (n = 1, changes: Partial<AgencyStanding> = {}): Registrant => ({
  leaf: String(n).padStart(64, '0'),
  standing: anAgency(n, changes),
})

/** A registrant with what it sealed, and what a selection on merit knows of it. */
export const anOfferer = (
  n: number,
  offer: Registrant['offer'],
  record: Partial<NonNullable<Registrant['record']>> = {},
): Registrant => ({
  ...aRegistrant(n),
  ...(offer === undefined ? {} : { offer }),
  record: { milliStars: null, ratings: 0, qualification: '', grade: '', rank: 1, grades: 1, ...record },
})

/** A procurement by some method, just opened with these registrants. */
export function openedBy(changes: Partial<Announced>, registrants: readonly Registrant[]): Procurement {
  const draft = { ...newProcurement({ owner: anOwner, operator: anOperator }), draft: aDraft(changes) }
  return run(
    draft as Procurement,
    [{ kind: 'submit' }, '2026-09-23T10:00', aPerson('owner')],
    [{ kind: 'pass' }, '2026-09-24T10:00', aPerson('operator')],
    [{ kind: 'close' }, '2026-09-30T17:00', system],
    [{ kind: 'open', registrants }, '2026-09-30T17:00:01', system],
  )
}

/** Takes a decision that is expected to succeed. */
export function accepted(decision: Decision<Procurement>): Procurement {
  if (!decision.ok) throw new Error(`refused: ${decision.refusal.code}`)
  return decision.state
}

export const system: Actor = { kind: 'system' }
const { decide } = procurementWorkflow

/** Runs commands one after the other, each at a moment, by an actor. */
export const run = (p: Procurement, ...steps: readonly [Command, string, Actor, Known?][]): Procurement =>
  steps.reduce(
    (state, [command, at, actor, known]) => accepted(decide(state, command, aContext(at, actor, known))),
    p,
  )

/** A procurement in each state, on the straight path of a random selection in September 2026. */
export const stages = {
  draft: () =>
    ({ ...newProcurement({ owner: anOwner, operator: anOperator }), draft: aDraft() }) as Procurement,
  submitted: () => run(stages.draft(), [{ kind: 'submit' }, '2026-09-23T10:00', aPerson('owner')]),
  supplementing: () =>
    run(stages.submitted(), [
      { kind: 'ask-supplement', demands: ['补充服务内容', '写明联系人'] },
      '2026-09-23T11:00',
      aPerson('operator'),
    ]),
  supplied: () => run(stages.supplementing(), [{ kind: 'supply' }, '2026-09-24T09:00', aPerson('owner')]),
  open: () => run(stages.submitted(), [{ kind: 'pass' }, '2026-09-24T10:00', aPerson('operator')]),
  opening: () => run(stages.open(), [{ kind: 'close' }, '2026-09-30T17:00', system]),
  opened: (n: number) =>
    run(stages.opening(), [
      { kind: 'open', registrants: Array.from({ length: n }, (_, i) => aRegistrant(i + 1)) },
      '2026-09-30T17:00:01',
      system,
    ]),
  drawing: () => stages.opened(4),
  publicity: () =>
    run(stages.drawing(), [
      { kind: 'drawn', order: [3, 1, 4, 2].map((n) => aRegistrant(n).leaf) },
      '2026-09-30T17:00:03',
      system,
    ]),
  awarded: () =>
    run(stages.publicity(), [
      { kind: 'award' },
      '2026-10-11T00:00',
      system,
      { number: '九中选〔2026〕0001号' },
    ]),
  failed: () => stages.opened(2),
  cancelled: () =>
    run(stages.open(), [{ kind: 'cancel', reason: '资金调整' }, '2026-09-25T09:00', aPerson('owner')]),
  voided: () =>
    run(stages.awarded(), [
      { kind: 'void', reason: '山洪冲毁工程现场', statement: 'file-1' },
      '2026-10-12T09:00',
      aPerson('owner'),
      { statementFiled: true },
    ]),
} as const
