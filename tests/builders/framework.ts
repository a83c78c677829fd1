import { chinaCalendar, dateOf, instant, plainDate } from '../../src/calendar/index.ts'
import {
  type CallOffOrder,
  type Framework,
  type FrameworkCommand,
  type FrameworkKnowledge,
  type FrameworkTerms,
  frameworkKnowledgeKey,
  frameworkWorkflow,
  type Member,
} from '../../src/procurement/index.ts'
import type { Actor, Context, Decision, Settings } from '../../src/workflow/index.ts'
import { aDraft, anOperator, anOwner, aPerson, system } from './procurement.ts'

/** 批量采购 for three members at 2,000.00 yuan a service, 100,000.00 in all, until the end of June 2027. */
export const frameworkTerms: FrameworkTerms = {
  ground: 'frequent-need',
  need: '全县每年约四十个小型水利项目，逐个选取来不及。',
  seats: 3,
  rule: 'rotation',
  ceiling: 10_000_000,
  until: plainDate('2027-06-30'),
}

export const aMember = (n: number, changes: Partial<Member> = {}): Member => ({
  ...{ agency: `agency-${n}`, name: `第${n}家`, code: `code-${n}`, price: 200_000, turns: 0 },
  ...changes,
})

/** A framework that runs, as if its award notice went out on 13 October 2026. */
export function aFramework(changes: Partial<Extract<Framework, { status: 'running' }>> = {}): Framework {
  return {
    ...{ status: 'running', since: instant('2026-10-13T00:00'), procurement: 'p-1', number: 'JJ-1' },
    ...{ title: '小型水利项目水土保持方案编制（批量）', owner: anOwner, operator: anOperator },
    ...{ rule: 'rotation', ceiling: 10_000_000, until: plainDate('2027-06-30') },
    ...{ announced: aDraft({ framework: frameworkTerms }), members: [1, 2, 3].map((n) => aMember(n)) },
    callOffs: [],
    ...changes,
  }
}

export const anOrder = (changes: Partial<CallOffOrder> = {}): CallOffOrder => ({
  ...{ title: '东津水库进库道路', content: '编制水土保持方案报告表并通过审查。', quantity: 1, days: 20 },
  ...changes,
})

let ids = 0
export function frameworkContext(
  now: string,
  actor: Actor,
  known: FrameworkKnowledge = {},
  rules: Settings = {},
): Context {
  const at = instant(now)
  const all = { next: `c-${++ids}`, notice: '九中选〔2026〕0009号', ...known }
  return {
    ...{ actor, now: at, today: dateOf(at), calendar: chinaCalendar },
    rules: { ...rules, [frameworkKnowledgeKey]: all as never },
  }
}

const actorOf = (kind: FrameworkCommand['kind'], agency?: string): Actor =>
  kind === 'call-off' || kind === 'withdraw'
    ? aPerson('owner')
    : kind === 'accept' || kind === 'decline'
      ? aPerson('agency', agency)
      : system

/** One step by whoever takes it; of an answer, by the member who is asked last unless told. */
export const step = (
  f: Framework,
  command: FrameworkCommand,
  { at = '2026-11-02T10:00', known = {}, by }: { at?: string; known?: FrameworkKnowledge; by?: Actor } = {},
): Decision<Framework> => {
  const agency =
    'callOff' in command ? f.callOffs.find((c) => c.id === command.callOff)?.offers.at(-1)?.agency : undefined
  return frameworkWorkflow.decide(
    f,
    command,
    frameworkContext(at, by ?? actorOf(command.kind, agency), known),
  )
}

/** The state after a step that must be let through. */
export function stepped(...given: Parameters<typeof step>): Framework {
  const decision = step(...given)
  if (!decision.ok) throw new Error(`${given[1].kind}: ${decision.refusal.code}`)
  return decision.state
}

/** The refusal's code, or the agency that the newest call-off goes to. */
export function outcome(decision: Decision<Framework>): string | undefined {
  return decision.ok ? decision.state.callOffs.at(-1)?.offers.at(-1)?.agency : decision.refusal.code
}
