import type { Instant } from '../calendar/index.ts'
import type { OwnerEvidence } from '../fulfilment/index.ts'
import type { ReportedKind, SituationId } from './situations.ts'

interface Body {
  id: string
  name: string
}

/** Whom it is about: a body or an owner, and where it is about a person of its staff, who. */
export interface Reported extends Body {
  kind: ReportedKind
  staff?: string
}

/** Who reports by name. Without a name nothing of the person is kept, not even that they were signed in. */
export interface Reporter {
  organisation?: string
  name: string
  contact: string
}

/** What the clocks laid open by themselves. */
export interface Found {
  engagement: string
  key: string
  title: string
  evidence: OwnerEvidence
}

/**
 * 有权机关: the measure leaves open who that is. `finance` is the one that works in this market, for fiscal money (12); the
 * others are named, and the receiver records what they answer.
 */
export const authorityKinds = ['appointing', 'supervisory', 'finance', 'audit', 'judicial', 'own'] as const
export type AuthorityKind = (typeof authorityKinds)[number]

export interface Routing {
  authority: AuthorityKind
  name: string
  /** The organisation that records the outcome. */
  by: string
  reason: string
  at: Instant
}

export const outcomes = ['handled', 'disciplined', 'transferred', 'unfounded', 'insufficient'] as const
export type ReportOutcome = (typeof outcomes)[number]

interface Addressed {
  id: string
  /** What the reporter keeps: `JB2026-00042`. */
  number: string
  situation: SituationId
  reported: Reported
  /** The management body of the reported one's own level. */
  receiver: Body
  /** 12: the finance authority of the place, for owners of fiscal money. */
  finance?: Body
}

interface Made extends Addressed {
  at: Instant
  facts: string
  reporter?: Reporter
  found?: Found
}

interface Taken extends Made {
  receivedAt: Instant
}

interface Routed extends Taken {
  routing: Routing
}

export type Report =
  | (Addressed & { status: 'new' })
  | (Made & { status: 'draft'; found: Found })
  | (Made & { status: 'dismissed'; found: Found; reason: string; endedAt: Instant })
  | (Taken & { status: 'received' })
  | (Routed & { status: 'routed' })
  | (Routed & { status: 'concluded'; outcome: ReportOutcome; text: string; concludedAt: Instant })

export type ReportStatus = Report['status']

export type ReportCommand =
  | { kind: 'submit'; facts: string; named: boolean; name: string; contact: string }
  | { kind: 'find'; found: Found }
  | { kind: 'take-up'; facts: string }
  | { kind: 'dismiss'; reason: string }
  | { kind: 'route'; authority: AuthorityKind; name: string; reason: string }
  | { kind: 'conclude'; outcome: ReportOutcome; text: string }

/** An outcome that says it was so: only these are counted against anybody. */
export const isFounded = (outcome: ReportOutcome): boolean =>
  outcome === 'handled' || outcome === 'disciplined' || outcome === 'transferred'
