import type { Instant, PlainDate } from '../calendar/index.ts'
import type { Context, Refusal } from '../workflow/index.ts'
import type { Announced } from './draft.ts'
import type { Entrant } from './opening.ts'
import { type Matter, type Procurement, winnerOf } from './state.ts'
import type { CallOffRule } from './terms.ts'

/** One of those whom the selection has bound for the time of the framework (22.2). Money in 分. */
export interface Member extends Pick<Entrant, 'agency' | 'name' | 'code'> {
  /** What one service costs with it: what it quoted or bid, or the announced fee; absent where a formula was announced. */
  price?: number
  /** ‰ of the ceiling, where the framework gives shares. */
  quota?: number
  /** How often it has had its turn: taken, declined, let pass or been passed over. */
  turns: number
}

export type Answer = 'accepted' | 'declined' | 'lapsed' | 'withdrawn'

/** A call-off as it stands before one member. */
export interface MemberOffer {
  agency: string
  name: string
  /** 分 */
  fee: number
  at: Instant
  /** It answers before this moment. */
  until: Instant
  /** Whose turn it would have been, and why it was passed over. */
  passed: readonly { agency: string; name: string; code: string }[]
  answer?: { kind: Answer; at: Instant; reason?: string }
}

/** What the owner asks for when it calls off. */
export interface CallOffOrder {
  title: string
  content: string
  /** How many services of the announced kind. */
  quantity: number
  /** 分: by the announced formula; absent where the members have a price. */
  fee?: number
  /** Days in which it is to be done. */
  days: number
}

/** One call-off: offered to one member after the other until one accepts. */
export interface CallOff extends CallOffOrder {
  id: string
  /** 1 for the first of the framework. */
  n: number
  at: Instant
  status: 'offered' | 'accepted' | 'unplaced' | 'withdrawn'
  offers: readonly MemberOffer[]
  /** Number of the award notice, from when it is accepted. */
  notice?: string
}

interface Terms {
  /** The procurement that chose the members; the framework has its id. */
  procurement: string
  /** Number of the announcement. */
  number: string
  title: string
  owner: Matter['owner']
  operator: Matter['operator']
  rule: CallOffRule
  /** 分: all call-offs together. */
  ceiling: number
  /** Last day on which something may be called off. */
  until: PlainDate
  /** What is asked of a member, as announced. */
  announced: Announced
  members: readonly Member[]
  callOffs: readonly CallOff[]
}

/** 批量采购: several agencies for one type of service, called off one after the other up to a ceiling (22.2). */
export type Framework = Terms &
  (
    | { status: 'unopened' }
    | { status: 'running'; since: Instant }
    | { status: 'ended'; since: Instant; endedAt: Instant; why: 'term-over' | 'voided' }
  )

export type FrameworkStatus = Framework['status']

export type FrameworkCommand =
  | { kind: 'establish' }
  | ({ kind: 'call-off' } & CallOffOrder)
  | { kind: 'accept'; callOff: string }
  | { kind: 'decline'; callOff: string; reason: string }
  | { kind: 'withdraw'; callOff: string; reason: string }
  | { kind: 'lapse' }
  | { kind: 'expire' }
  | { kind: 'end' }

/** What the log says of a framework: `framework.<name>`. */
export type FrameworkFactName =
  | 'established'
  | 'called-off'
  | 'offered'
  | 'accepted'
  | 'declined'
  | 'lapsed'
  | 'unplaced'
  | 'withdrawn'
  | 'expired'
  | 'ended'

/** What the rules must know beside the state; the server reads it in the same transaction. */
export interface FrameworkKnowledge {
  /** Members that could not take part in a selection today, and why. */
  out?: Readonly<Record<string, Refusal>>
  /** Id for a new call-off. */
  next?: string
  /** Number of the award notice, for an acceptance. */
  notice?: string
}

/** Key of the knowledge among `ctx.rules`. */
export const frameworkKnowledgeKey = 'procurement.framework'

export const frameworkKnowledgeOf = (ctx: Context): FrameworkKnowledge =>
  (ctx.rules[frameworkKnowledgeKey] ?? {}) as unknown as FrameworkKnowledge

/** The offer that waits for an answer. */
export const openOffer = (c: CallOff): MemberOffer | undefined =>
  c.status === 'offered' ? c.offers.at(-1) : undefined

/** 分: what a call-off takes of the ceiling now. */
export const takenBy = (c: CallOff): number =>
  c.status === 'offered' || c.status === 'accepted' ? (c.offers.at(-1)?.fee ?? 0) : 0

/** 分: what all call-offs take of the ceiling, or those that one member has. */
export const takenOf = (f: Pick<Framework, 'callOffs'>, agency?: string): number =>
  f.callOffs
    .filter((c) => agency === undefined || c.offers.at(-1)?.agency === agency)
    .reduce((sum, c) => sum + takenBy(c), 0)

/**
 * The framework that an awarded announcement leads to, before anything is called off; undefined when it leads to none.
 * Its members are the first of the order that the method and the draw gave.
 */
export function frameworkOf(id: string, p: Procurement): Framework | undefined {
  if (p.status !== 'awarded' || !p.draft.framework) return undefined
  const { seats, rule, quotas, ceiling, until } = p.draft.framework as Required<typeof p.draft.framework>
  const { draft, number, owner, operator } = p
  return {
    ...{ status: 'unopened', procurement: id, number, title: draft.title, owner, operator },
    ...{ rule, ceiling, until, announced: draft, callOffs: [] },
    members: membersOf(p).map(({ agency, name, code, amount }, i) => {
      const price = amount ?? draft.amount
      return {
        ...{ agency, name, code, turns: 0 },
        ...(price === undefined ? {} : { price }),
        ...(rule === 'quota' ? { quota: quotas?.[i] ?? evenShare(seats, i) } : {}),
      }
    }),
  }
}

/** ‰ for the nth of so many when nothing else was announced; what is left over goes to the first. */
export const evenShare = (seats: number, n: number): number =>
  Math.floor(1000 / seats) + (n === 0 ? 1000 % seats : 0)

/** 28: whom the result binds: one winner, or of a framework as many as were announced. */
export function membersOf(p: Extract<Procurement, { result: unknown }>): readonly Entrant[] {
  const first = winnerOf(p.result)
  if (!first) return []
  const from = p.result.disqualified.length
  return p.result.order.slice(from, from + (p.draft.framework?.seats ?? 1))
}
