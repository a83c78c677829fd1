import type { Instant } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import type { Context } from '../workflow/index.ts'
import type { Body } from './admission-state.ts'
import type { FiledFile } from './form.ts'
import type { AgencyStanding } from './standing.ts'

/** What a case leads to: 暂停 of services (35) or 清退 from the market (36). */
export type Measure = 'suspension' | 'expulsion'

/** The grounds of 111/35 and 111/36. */
export const grounds = [
  'conditions-not-met',
  'qualification-lapsed',
  'suspended-by-department',
  'judgment-defaulter',
  'qualification-revoked',
  'blacklisted',
] as const
export type Ground = (typeof grounds)[number]

/** Where each ground stands, and what it leads to: no discretion is left between the two. */
export const groundOf: Record<Ground, { measure: Measure; article: Article }> = {
  'conditions-not-met': { measure: 'suspension', article: art('111', '35.1') },
  'qualification-lapsed': { measure: 'suspension', article: art('111', '35.2') },
  'suspended-by-department': { measure: 'suspension', article: art('111', '35.3') },
  'judgment-defaulter': { measure: 'expulsion', article: art('111', '36.1') },
  'qualification-revoked': { measure: 'expulsion', article: art('111', '36.2') },
  blacklisted: { measure: 'expulsion', article: art('111', '36.3') },
}

/** A person who signed for a body, and when. */
export interface Signed {
  body: Body
  person: string
  name: string
  at: Instant
}

/** What a case rests on: facts in words, and a paper that shows them. */
export interface Evidence {
  text: string
  file: FiledFile
}

interface Addressed {
  id: string
  agency: Body
  /** The operator of the agency's place, which acts (35, 36). */
  operator: Body
  /** The management body beside it, which approves an expulsion. */
  management: Body
}

interface Brought extends Addressed {
  ground: Ground
  /** The service types that a suspension touches; empty: all of them. */
  services: readonly string[]
  evidence: Evidence
  /** The department that reported it (9.2). */
  reported?: Signed
}

interface Opened extends Brought {
  opened: Signed
}

interface Confirmed extends Opened {
  confirmed: Signed
}

interface InForce extends Confirmed {
  approved?: Signed
  since: Instant
  /** What the operator answered to an earlier request for restoration. */
  declined?: Signed & { reason: string }
}

/** A document by which law or regulation lifts a bar (36.4). */
export interface Lifting {
  issuer: string
  number: string
  basis: string
}

export type StandingCase =
  | (Addressed & { status: 'new' })
  | (Brought & { status: 'reported'; reported: Signed })
  | (Opened & { status: 'opened' })
  | (Confirmed & { status: 'confirmed' })
  | (InForce & { status: 'in-force' })
  | (InForce & { status: 'restoring'; request: Signed & { evidence: Evidence } })
  | (InForce & { status: 'restored'; request: Signed & { evidence: Evidence }; restored: Signed })
  | (InForce & { status: 'lifted'; lifted: Signed & Lifting })
  | (Brought & { status: 'dismissed'; dismissed: Signed & { reason: string } })

export type StandingStatus = StandingCase['status']
export type BroughtCase = Exclude<StandingCase, { status: 'new' }>
export type CaseInForce = Extract<StandingCase, { since: Instant }>

export type StandingCommand =
  | {
      kind: 'report' | 'open'
      ground: Ground
      services: readonly string[]
      text: string
      file?: FiledFile
    }
  | { kind: 'take-up' }
  | { kind: 'confirm' }
  | { kind: 'approve' }
  | { kind: 'dismiss'; reason: string }
  | { kind: 'request-restoration'; text: string; file?: FiledFile }
  | { kind: 'approve-restoration' }
  | { kind: 'decline-restoration'; reason: string }
  | { kind: 'lift'; issuer: string; number: string; basis: string }

/** What the log says of a case: `standing.<name>`. */
export type StandingFactName =
  | 'reported'
  | 'opened'
  | 'confirmed'
  | 'dismissed'
  | 'suspended'
  | 'expelled'
  | 'restoration-requested'
  | 'restored'
  | 'restoration-declined'
  | 'bar-lifted'

/** What the rules must know beside the state; the server reads it in the same transaction. */
export type StandingKnowledge = {
  agencyStatus: AgencyStanding['status']
  /** Confirmed service types of the agency, with the department in charge of each. */
  services: readonly { serviceType: string; department: string }[]
  /** Ids of attached files that the actor's body has not filed. */
  unknownFiles: readonly string[]
  /** Another expulsion of the same agency that is not decided yet. */
  otherExpulsion?: string
}

export const standingKnowledgeKey = 'registry.standing'

export function standingKnowledgeOf(ctx: Context): StandingKnowledge {
  const knowledge = ctx.rules[standingKnowledgeKey] as StandingKnowledge | undefined
  if (!knowledge) throw new Error('the rules of standing were asked without their knowledge')
  return knowledge
}

export const isInForce = (state: StandingCase): boolean =>
  state.status === 'in-force' || state.status === 'restoring'

/** Whether the measure has taken effect, now or once: from then on it is public. */
export const tookEffect = (state: StandingCase): state is CaseInForce => 'since' in state
