import type { Instant, Pause, PlainDate } from '../calendar/index.ts'
import type { AgencyStanding, Body, FiledFile, Signed } from '../registry/index.ts'
import type { Context } from '../workflow/index.ts'
import type { FoundBreach, Sanction } from './sanctions.ts'
import type { Severity, SituationCode } from './situations.ts'

/** What the system saw and where: the same source opens one case. */
export interface Origin {
  /** `engagement/42/contact`: names the event for good. */
  source: string
  about: { subject: string; id: string; title: string }
}

interface Addressed {
  id: string
  agency: Body
  /** The operator of the agency's place, which finds a breach (39, 40, 41). */
  operator: Body
  /** The management body beside it, which approves an expulsion (42.1). */
  management: Body
}

interface Drafted extends Addressed {
  situation: SituationCode
  /** What was seen, and where it can be read. */
  text: string
  file?: FiledFile
  draftedAt: Instant
  /** Who brought it; absent where the system did. */
  brought?: Signed
  origin?: Origin
}

interface Heard extends Drafted {
  /** Who called for the hearing, and when it began. */
  called: Signed
  answer?: Signed & { text: string; file?: FiledFile }
}

/** What a person found, on which paper (53.4). */
export interface Finding extends Signed {
  situation: SituationCode
  severity: Severity
  grounds: string
  file: FiledFile
  /** What is published (42.2), without what the law keeps secret. */
  text: string
}

/** 40.11: three findings that add up; no person finds it anew. */
export interface Computed {
  situation: '40.11'
  severity: 'serious'
  text: string
  counted: readonly { id: string; on: PlainDate }[]
}

interface Found extends Drafted {
  called?: Signed
  answer?: Signed & { text: string; file?: FiledFile }
  finding: Finding | Computed
  confirmed?: Signed
}

interface InForce extends Found {
  /** From when the sanction and the publicity run. */
  since: Instant
  sanction: Sanction
  /** Last day of the publicity (42.2). */
  publicUntil: PlainDate
  approved?: Signed
  suspensionEnded?: Instant
  takenDown?: Instant
  /** The last application for repair that was not granted. */
  repairRefused?: Signed & { reason: string }
}

/** 43.2-43.4 as the agency shows them. */
export interface RepairRequest extends Signed {
  noLoss: { text: string; file: FiledFile }
  rectification: { text: string; file: FiledFile }
  forgiveness: { by: string; file: FiledFile }
  /** The departments in charge of the agency's services, with whom the operator decides (43.5). */
  departments: readonly Body[]
  opinions: readonly (Signed & { adopted: boolean; text: string })[]
}

interface Repairing extends InForce {
  repair: RepairRequest
}

export type Breach =
  | (Addressed & { status: 'new' })
  | (Drafted & { status: 'drafted' })
  | (Heard & { status: 'hearing' })
  | (Heard & { status: 'decided'; finding: Finding })
  | (Found & { status: 'confirmed' })
  | (InForce & { status: 'in-force' })
  | (Repairing & { status: 'repairing' })
  | (Repairing & {
      status: 'repaired'
      repaired: Signed & { reason: string; publicUntil: PlainDate; takenDown?: Instant }
    })
  | (Drafted & Partial<Found> & { status: 'dismissed'; dismissed: Signed & { reason: string } })

export type BreachStatus = Breach['status']
export type BreachInForce = Extract<Breach, { since: Instant }>

export type BreachCommand =
  | { kind: 'draft'; situation: SituationCode; text: string; origin: Origin }
  | { kind: 'compute'; text: string; counted: Computed['counted'] }
  | { kind: 'report' | 'open'; situation: SituationCode; text: string; file?: FiledFile }
  | { kind: 'hear' }
  | { kind: 'answer'; text: string; file?: FiledFile }
  | { kind: 'decide'; situation: SituationCode; grounds: string; text: string; file?: FiledFile }
  | { kind: 'confirm' }
  | { kind: 'approve' }
  | { kind: 'dismiss'; reason: string }
  | { kind: 'end-suspension' }
  | { kind: 'take-down' }
  | {
      kind: 'apply-repair'
      noLoss: { text: string; file?: FiledFile }
      rectification: { text: string; file?: FiledFile }
      forgiveness: { by: string; file?: FiledFile }
    }
  | { kind: 'adopt'; adopted: boolean; text: string }
  | { kind: 'decide-repair'; granted: boolean; noLoss: boolean; forgiven: boolean; reason: string }

/** What the rules must know beside the state; the server reads it in the same transaction. */
export interface BreachKnowledge {
  agencyStatus: AgencyStanding['status']
  /** The departments in charge of the agency's services. */
  departments: readonly Body[]
  /** Ids of attached files that the actor's body has not filed. */
  unknownFiles: readonly string[]
  /** Everything else that was found against the agency. */
  found: readonly FoundBreach[]
  /** Every time in which its whole service was suspended (35, 42.1). */
  pauses: readonly Pause[]
}

export const breachKnowledgeKey = 'credit.breach'

export function breachKnowledgeOf(ctx: Context): BreachKnowledge {
  const knowledge = ctx.rules[breachKnowledgeKey] as BreachKnowledge | undefined
  if (!knowledge) throw new Error('the rules of breaches were asked without their knowledge')
  return knowledge
}

/** Whether it has taken effect, now or once. */
export const isFound = (b: Breach): b is BreachInForce => 'since' in b
