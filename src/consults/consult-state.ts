import type { Clock, Instant } from '../calendar/index.ts'
import type { OrganisationKind } from '../workflow/index.ts'

/** A body by its name as it was, with what it is. */
export interface ConsultBody {
  id: string
  name: string
  kind: Extract<OrganisationKind, 'operator' | 'department'>
}

/** Who asks. 46 asks for no name: someone without an account may leave one, and a way to be reached, or not. */
export interface Enquirer {
  organisation?: string
  person?: string
  name?: string
  contact?: string
}

export interface Extension {
  reason: string
  at: Instant
}

/** From one body to the one whose business it is (按职责处理); the enquirer's clock goes on. */
export interface Referral {
  from: ConsultBody
  to: ConsultBody
  reason: string
  at: Instant
}

interface Addressed {
  id: string
  /** What the enquirer keeps: `ZX2026-00042`. */
  number: string
  /** GB/T 2260 code of the place that the question is about. */
  region: string
  body: ConsultBody
}

interface Asked extends Addressed {
  enquirer: Enquirer
  question: string
  /** Whether question and answer may be published without who asked. */
  mayPublish: boolean
  askedAt: Instant
  clock: Clock
  extension?: Extension
  referrals: readonly Referral[]
}

interface Answered extends Asked {
  answer: string
  answeredAt: Instant
}

export type Consult =
  | (Addressed & { status: 'new' })
  | (Asked & { status: 'open' })
  | (Answered & { status: 'answered' })
  | (Answered & { status: 'published'; published: { question: string; answer: string; at: Instant } })
  | (Answered & { status: 'kept'; reason: string })

export type ConsultStatus = Consult['status']

export type ConsultCommand =
  | { kind: 'ask'; question: string; name: string; contact: string; mayPublish: boolean }
  | { kind: 'refer'; body: string; reason: string }
  | { kind: 'extend'; reason: string }
  | { kind: 'answer'; text: string }
  | { kind: 'publish'; question: string; answer: string }
  | { kind: 'keep'; reason: string }

/** What the rules must know beside the state; the server reads it in the same transaction. */
export interface ConsultKnowledge {
  /** The body that it is referred to, when there is one of that id that serves the place. */
  body?: ConsultBody
  /** The management body of the place, which co-ordinates (7.3). */
  management?: string
}

export const consultKnowledgeKey = 'consults.consult'
