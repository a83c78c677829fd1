import { z } from 'zod'
import type { Instant } from '../calendar/index.ts'
import type { Context } from '../workflow/index.ts'
import type { Body } from './admission-state.ts'
import type { Bar } from './bar.ts'
import {
  type FiledFile,
  fileSchema,
  type Post,
  partySchema,
  personSchema,
  plainLine,
  type ServiceClaim,
  serviceSchema,
} from './form.ts'
import { maskIdentity, maskPhone } from './masking.ts'

/** What an admitted agency may change here (111/33.1); one report is about one matter. */
export const changeMatters = ['contact', 'name', 'representative', 'people', 'qualification'] as const
export type ChangeMatter = (typeof changeMatters)[number]

export const proposalSchema = z.discriminatedUnion('matter', [
  z.object({
    matter: z.literal('contact'),
    address: plainLine(200),
    phone: plainLine(30),
    email: plainLine(120),
    /** 经营范围 */
    scope: plainLine(2000),
  }),
  /** The new name with the licence that says so. */
  z.object({ matter: z.literal('name'), name: plainLine(120), licence: fileSchema.optional() }),
  z.object({
    matter: z.literal('representative'),
    representative: partySchema.extend({ phone: plainLine(30) }),
    licence: fileSchema.optional(),
  }),
  z.object({
    matter: z.literal('people'),
    /** Ids of key people who leave their posts. */
    leaving: z.array(plainLine(80)).max(60),
    joining: z.array(personSchema).max(60),
  }),
  /** The certificate of a service type: a new one, or the first (35.4: 重新提交有效资质等材料). */
  z.object({ matter: z.literal('qualification'), claim: serviceSchema }),
])

export type Proposal = z.infer<typeof proposalSchema>

/** A key person as the agency's desk and the operator see one: named by a number of its own, not by the identity. */
export type KeyPersonInForce = { id: string; name: string; posts: Post[]; certificate: string }

/** What is in force when a change is filed, of the same matter: what the operator compares with. */
export type Earlier = {
  name: string
  legalRepresentative: string
  leaving: string[]
  /** The certificate that holds of the same service type; `lapsed` since when it has not (35.2). */
  certificate?: ServiceClaim & { lapsed?: Instant }
}

type Filed = {
  id: string
  agency: string
  agencyName: string
  operator: Body
  proposal: Proposal
  earlier: Earlier
  filedAt: Instant
  /** 16: who confirms a qualification, before the operator. */
  department?: Body
  /** The department's signature. */
  confirmed?: { person: string; name: string; at: Instant }
}

export type Change =
  | { status: 'new'; id: string; agency: string }
  | (Filed & { status: 'confirming' })
  | (Filed & { status: 'submitted' })
  | (Filed & { status: 'in-force'; inForceAt: Instant })
  | (Filed & { status: 'refused'; refusedAt: Instant; reason: string })
  | (Filed & { status: 'withdrawn'; withdrawnAt: Instant })

export type ChangeStatus = Change['status']
export type FiledChange = Exclude<Change, { status: 'new' }>

export type ChangeCommand =
  | { kind: 'file'; proposal: Proposal }
  | { kind: 'confirm' }
  | { kind: 'approve' }
  | { kind: 'refuse'; reason: string }
  | { kind: 'withdraw' }

/** What the log says of a change: `change.<name>`. */
export type ChangeFactName = 'submitted' | 'confirmed' | 'in-force' | 'refused' | 'withdrawn'

/** What the rules must know beside the state; the server reads it in the same transaction. */
export type ChangeKnowledge = {
  agencyStatus: 'applying' | 'admitted' | 'suspended' | 'expelled'
  name: string
  legalRepresentative: string
  operator?: Body
  people: readonly KeyPersonInForce[]
  /** Who of `joining` holds a post in another agency; `open`: that agency is admitted, so that its name is public. */
  elsewhere: readonly { index: number; agency: string; open: boolean }[]
  bars: readonly Bar[]
  unknownFiles: readonly string[]
  /** Another change of the same matter that is under way. */
  other?: string
  /** Codes of the service types on the published list (14), and the department in charge of the one that is claimed. */
  serviceTypes: readonly string[]
  department?: Body
  /** The certificate that holds of the claimed service type. */
  certificate?: Earlier['certificate']
}

/** Key of the knowledge among `ctx.rules`. */
export const changeKnowledgeKey = 'registry.change'

export const changeKnowledgeOf = (ctx: Context): ChangeKnowledge => {
  const knowledge = ctx.rules[changeKnowledgeKey] as ChangeKnowledge | undefined
  if (!knowledge) throw new Error('the rules of changes were asked without their knowledge')
  return knowledge
}

/** The files of a proposal with the fields at which they stand. */
export function proposalFiles(proposal: Proposal): { field: string; file: FiledFile }[] {
  if (proposal.matter === 'qualification') {
    const { file } = proposal.claim
    return file ? [{ field: 'claim.file', file }] : []
  }
  return 'licence' in proposal && proposal.licence ? [{ field: 'licence', file: proposal.licence }] : []
}

/** What one matter may be about at once: a service type; everything else but once. */
export const aboutOf = (proposal: Proposal): string =>
  proposal.matter === 'qualification' ? proposal.claim.serviceType : ''

type Number = 'identity' | 'phone'

/** The proposal with every person's identity number and phone changed, in a fixed order. */
export function mapNumbers(proposal: Proposal, change: (number: string, what: Number) => string): Proposal {
  const person = <P extends { identity: string; phone: string }>(p: P): P => ({
    ...p,
    identity: change(p.identity, 'identity'),
    phone: change(p.phone, 'phone'),
  })
  switch (proposal.matter) {
    case 'contact':
    case 'name':
    case 'qualification':
      return proposal
    case 'representative':
      return { ...proposal, representative: person(proposal.representative) }
    case 'people':
      return { ...proposal, joining: proposal.joining.map(person) }
  }
}

export const maskNumber = (number: string, what: Number): string =>
  what === 'identity' ? maskIdentity(number) : maskPhone(number)

/** What everyone but the agency sees of a change. */
export const maskedChange = (state: Change): Change =>
  state.status === 'new' ? state : { ...state, proposal: mapNumbers(state.proposal, maskNumber) }
