import type { Instant } from '../calendar/index.ts'
import type { OrganisationKind, Role } from '../workflow/index.ts'
import type { Post } from './form.ts'

export interface StaffMember {
  person: string
  name: string
  account: string
  roles: readonly Role[]
}

export interface Invitation {
  id: string
  /** Empty where nobody was named: who accepts gives it. */
  name: string
  /** The account that alone may accept; empty: whoever holds the code and bears the name. */
  account: string
  phone: string
  roles: readonly Role[]
  /** Keyed digest of the one-time code. */
  code: string
  invitedBy: string
  invitedAt: Instant
  /** From this moment on the code is worth nothing. */
  expiresAt: Instant
  status: 'open' | 'accepted' | 'withdrawn'
}

/** The people of an organisation (111/2, 19.1), with those who have been asked to join. */
export interface Staff {
  organisation: { id: string; name: string; kind: OrganisationKind; naturalPerson: boolean }
  members: readonly StaffMember[]
  invitations: readonly Invitation[]
}

/** What an administrator enters to invite somebody. */
export interface InvitationFields {
  name: string
  phone: string
  account: string
  roles: readonly Role[]
}

type Issued = { id: string; code: string }

export type StaffCommand =
  | ({ kind: 'invite' } & InvitationFields & Issued)
  /** The first administrator of a body, named by the city's management body (111/7). */
  | ({ kind: 'found' } & Pick<InvitationFields, 'name' | 'phone'> & Issued)
  /** The first administrator of the city's management body, whose name nobody knows yet (111/7). */
  | ({ kind: 'begin' } & Issued)
  | { kind: 'withdraw-invitation'; invitation: string }
  | { kind: 'accept'; invitation: string; person: string; name: string; account: string }
  | { kind: 'set-roles'; person: string; roles: readonly Role[] }
  | { kind: 'hand-over'; successor: string }
  | { kind: 'remove'; person: string; reason: string }
  | { kind: 'leave' }

export type StaffFactName =
  | 'begun'
  | 'invited'
  | 'invitation-withdrawn'
  | 'joined'
  | 'roles-changed'
  | 'handed-over'
  | 'removed'
  | 'left'

/** What the rules must know beside the state. */
export interface StaffKnowledge {
  /** The agency is in the market, so that its key people are what the register says (19.2, 33.1). */
  admitted: boolean
  keyPeople: readonly { name: string; posts: readonly Post[] }[]
  /** 法定代表人 as the register has it; empty where the organisation has none there. */
  representative: string
}

/** Key of the knowledge among `ctx.rules`. */
export const staffKnowledgeKey = 'registry.staff'
