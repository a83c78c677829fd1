import type { Instant } from '../calendar/index.ts'
import type { AgencyStanding, OwnerKind, PriceTerms, QualificationRule } from '../registry/index.ts'
import type { CentralCatalogue } from './central-catalogue.ts'
import type { Announced, Draft } from './draft.ts'
import type { Entrant, Excluded, Registrant } from './opening.ts'
import type { Ranking } from './ranking.ts'
import type { Invitee, Original } from './terms.ts'

/** What every procurement has, whatever became of it. */
export interface Matter {
  owner: { id: string; name: string; kind: OwnerKind; region: string }
  /** The operator of the owner's place, which runs the selection (22.1). */
  operator: { id: string; name: string }
  draft: Draft
  /** The failed or cancelled announcement that this one follows (27). */
  previous?: string
  supplement?: Supplement
  returned?: Returned
}

/** 24: what the operator found missing; told once, all together. */
export interface Supplement {
  demands: readonly string[]
  askedAt: Instant
  suppliedAt?: Instant
}

/** The check was not passed: which of the demands are still open (positions in the list), and why. */
export interface Returned {
  points: readonly number[]
  reason: string
  at: Instant
}

/** A published announcement; its draft is complete and does not change any more. */
export interface Publication {
  draft: Announced
  /** 采购公告编号 */
  number: string
  publishedAt: Instant
}

/** What was found when the seals were opened. */
export interface Opened {
  registrations: number
  entrants: readonly Entrant[]
  excluded: readonly Excluded[]
  /** 22.1.2: who was asked by name and said no. */
  declined?: readonly Invitee[]
}

/** 22.1.3: a response plan as the owner reads it. `file` is the id of the filed document. */
export interface ReadPlan {
  leaf: string
  text: string
  file?: { id: string; name: string }
}

/** The result of a selection: the order that it gave, and who of it has been taken out since. */
export interface Result {
  /** Best first: the winner, then the alternates. */
  order: readonly Entrant[]
  /** Those at the head of the order that no longer qualify; the next one takes their place. */
  disqualified: readonly { agency: string; code: string; at: Instant }[]
  /** When the present winner was announced. */
  at: Instant
  /** How the rule of the method came to the order, in full; absent in what was decided before it was kept. */
  ranking?: Ranking
  /** 22.1.3: whom the owner chose among which, by leaves, and why where it was not the first. */
  choice?: { leaf: string; recommended: readonly string[]; reason?: string }
  /** 22.1.3: the plans, for the owner alone. */
  plans?: readonly ReadPlan[]
}

/** Why a selection failed (27). */
export type FailureReason =
  | 'no-eligible-registration'
  | 'too-few-registrations'
  | 'no-alternate-left'
  | 'no-bid'
  | 'too-few-bids'
  | 'complaint-upheld'

export type Stage =
  | { status: 'draft' }
  | { status: 'submitted'; since: Instant }
  | { status: 'supplementing' }
  | ({ status: 'open' } & Publication)
  | ({ status: 'opening'; closedAt: Instant } & Publication)
  | ({ status: 'drawing'; closedAt: Instant; opened: Opened; ranking: Ranking } & Publication)
  | ({
      status: 'bidding'
      closedAt: Instant
      opened: Opened
      since: Instant
      /** When bidding begins; where it stands is the auction's own state. */
      startsAt: Instant
    } & Publication)
  | ({
      status: 'choosing'
      closedAt: Instant
      opened: Opened
      ranking: Ranking
      /** Leaves among which the owner chooses. */
      recommended: readonly string[]
      plans: readonly ReadPlan[]
      since: Instant
      until: Instant
      /** Whom the owner chose before, and who ceased to qualify. */
      earlier?: Result
    } & Publication)
  | ({ status: 'publicity'; closedAt: Instant; opened: Opened; result: Result; until: Instant } & Publication)
  | ({ status: 'awarded'; closedAt: Instant; opened: Opened; result: Result; award: Award } & Publication)
  | ({
      status: 'failed'
      closedAt: Instant
      opened: Opened
      reason: FailureReason
      at: Instant
      next?: string
    } & Publication)
  | {
      status: 'cancelled'
      reason: string
      at: Instant
      publication?: Omit<Publication, 'draft'>
      next?: string
    }
  | ({
      status: 'voided'
      closedAt: Instant
      opened: Opened
      result: Result
      voiding: Voiding
      award?: Award
    } & Publication)

/** 28: the award notice issued to both. */
export interface Award {
  number: string
  at: Instant
}

/** 26: why the announcement was voided, and the written statement. */
export interface Voiding {
  reason: string
  /** Id of the filed statement. */
  statement: string
  at: Instant
}

/** One procurement, from the owner's draft to the award notice (22-29). */
export type Procurement = Matter & Stage

export type Status = Procurement['status']

export type Command =
  | { kind: 'save'; draft: Draft }
  | { kind: 'submit'; draft?: Draft }
  | { kind: 'ask-supplement'; demands: readonly string[] }
  | { kind: 'supply'; draft?: Draft }
  | { kind: 'return'; points: readonly number[]; reason: string }
  | { kind: 'pass'; deadline?: Instant }
  | { kind: 'register'; commitment: boolean }
  | { kind: 'decline' }
  | { kind: 'withdraw-registration' }
  | { kind: 'cancel'; reason: string }
  | { kind: 'close' }
  | { kind: 'open'; registrants: readonly Registrant[]; declined?: readonly Invitee[] }
  | { kind: 'drawn'; order: readonly string[] }
  /** Bidding is over and its audit file is out: who bid, lowest first; `tied` at the head share the lowest price. */
  | { kind: 'bids'; bids: readonly { leaf: string; amount: number }[]; tied: number }
  | { kind: 'choose'; agency: string; reason?: string }
  | { kind: 'award' }
  | { kind: 'disqualify' }
  | { kind: 'annul' }
  | { kind: 'void'; reason: string; statement: string }
  | { kind: 'run-again' }

/**
 * What the workflow must know beside the state, read by the server in the same transaction and put among `ctx.rules`
 * under this module's key; the browser has none of it and offers what the server listed.
 */
export interface Known {
  /** Codes on the published list of services (3). */
  serviceTypes?: readonly string[]
  /** Published prices by code (11). */
  prices?: Readonly<Record<string, PriceTerms>>
  /** What the list asks by law, by code; an item that asks for nothing is left out (9.1, 16). */
  required?: Readonly<Record<string, QualificationRule>>
  /** The central catalogue of the year (4). */
  catalogue?: CentralCatalogue
  /** Contracts of the owner that can be followed on (22.1.2.4). */
  originals?: readonly Original[]
  /** Number for the announcement (`pass`) or for the award notice (`award`). */
  number?: string
  /** Id of the procurement that follows (`run-again`). */
  next?: string
  /** Standing of the agency that acts. */
  standing?: AgencyStanding
  /** Whether the agency that acts has a registration. */
  registered?: boolean
  /** Standing of the winner (`disqualify`). */
  winner?: AgencyStanding
  /** Complaints for which the award notice waits (28, 49.3). */
  held?: number
  /** Whether the filed statement exists and is the owner's (`void`). */
  statementFiled?: boolean
}

/** Key of `Known` in `ctx.rules`. */
export const knownKey = 'procurement'

/** The status as the public sees it: opening and drawing are both 待选取. */
export type PublicState = 'open' | 'selecting' | 'publicity' | 'awarded' | 'failed' | 'cancelled' | 'voided'

/** How the hall shows a procurement; undefined while it is not published. */
export function publicState(p: Procurement): PublicState | undefined {
  switch (p.status) {
    case 'draft':
    case 'submitted':
    case 'supplementing':
      return undefined
    case 'opening':
    case 'drawing':
    case 'bidding':
    case 'choosing':
      return 'selecting'
    case 'cancelled':
      return p.publication && 'cancelled'
    default:
      return p.status
  }
}

/** The announcement of a published procurement. */
export function publicationOf(p: Procurement): Publication | undefined {
  switch (p.status) {
    case 'draft':
    case 'submitted':
    case 'supplementing':
      return undefined
    case 'cancelled':
      return p.publication && { ...p.publication, draft: p.draft as Announced }
    default:
      return { draft: p.draft, number: p.number, publishedAt: p.publishedAt }
  }
}

/** The present winner, after any that were disqualified. */
export const winnerOf = (result: Result): Entrant | undefined => result.order[result.disqualified.length]

/** Those who would take the winner's place, next first. */
export const alternatesOf = (result: Result): readonly Entrant[] =>
  result.order.slice(result.disqualified.length + 1)

/** 分: what the winner is awarded for: what it quoted or bid, otherwise the announced fee. */
export const awardedAmount = (p: { draft: Draft; result: Result }): number | undefined =>
  winnerOf(p.result)?.amount ?? p.draft.amount
