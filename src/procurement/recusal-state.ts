import type { Instant } from '../calendar/index.ts'
import type { Context } from '../workflow/index.ts'

interface Body {
  id: string
  name: string
}

/** The relations of 29.2: 配偶、直系血亲（含拟制血亲）、三代以内旁系血亲、近姻亲. */
export const relations = ['spouse', 'direct-blood', 'collateral-blood', 'affinity'] as const
export type Relation = (typeof relations)[number]

/** 中介服务机构的法定代表人或实际控制人 */
export const agencyPosts = ['representative', 'controller'] as const
/** 项目业主单位法定代表人或者项目负责人 */
export const ownerPosts = ['representative', 'project-lead'] as const
export type AgencyPost = (typeof agencyPosts)[number]
export type OwnerPost = (typeof ownerPosts)[number]

/** One end of a kinship. Names and numbers of people are sealed in the store and masked in what is read of it. */
export interface Kin<P> {
  name: string
  post: P
  /** 公民身份号码, where the declarer knows it; kept sealed, compared by its keyed digest. */
  identity?: string
}

/** A kinship as one side declares it: who of the agency and who of the owner, and which owner or agency, if known. */
export interface Kinship {
  ground: 'kinship'
  declarer: Body & { kind: 'agency' | 'owner' }
  relation: Relation
  ofAgency: Kin<AgencyPost>
  ofOwner: Kin<OwnerPost>
  /** The agency; an owner may know the person alone. */
  agency?: Body
  owner: Body
  declaredAt: Instant
}

/** A person who signed for a body, and when. */
export interface Hand {
  body: Body
  person: string
  name: string
  at: Instant
}

/** Another ground of the law (29.3), for one agency in one procurement. */
export interface OtherRecusal {
  ground: 'other'
  agency: Body
  procurement: { id: string; number: string; title: string; deadline: Instant }
  operator: Body
  /** The law and its paragraph. */
  basis: string
  /** What happened, and the paper that shows it. */
  text: string
  file: { id: string; name: string; size: number; sha256: string; type: string }
  proposed: Hand
}

export type Recusal =
  | { status: 'new'; id: string }
  | (Kinship & { id: string; status: 'declared' })
  | (Kinship & { id: string; status: 'ended'; ended: { at: Instant; reason: string } })
  | (OtherRecusal & { id: string; status: 'proposed' })
  | (OtherRecusal & { id: string; status: 'in-force'; confirmed: Hand })
  | (OtherRecusal & { id: string; status: 'dismissed'; dismissed: Hand & { reason: string } })

export type RecusalStatus = Recusal['status']
export type KinshipRecusal = Extract<Recusal, { ground: 'kinship' }>
export type OtherRecusalCase = Extract<Recusal, { ground: 'other' }>

export type RecusalCommand =
  | {
      kind: 'declare'
      relation: Relation
      ofAgency: Kin<AgencyPost>
      ofOwner: Kin<OwnerPost>
      /** Id of the organisation on the other side; empty where an owner knows the person alone. */
      other: string
    }
  | { kind: 'end'; reason: string }
  | {
      kind: 'propose'
      /** Id of the agency. */
      agency: string
      /** Id or number of the announcement. */
      procurement: string
      basis: string
      text: string
      file?: OtherRecusal['file']
    }
  | { kind: 'confirm' }
  | { kind: 'dismiss'; reason: string }

/** What the log says of a recusal: `recusal.<name>`. */
export type RecusalFactName = 'declared' | 'ended' | 'proposed' | 'confirmed' | 'dismissed'

/** What the rules must know beside the state; the server reads it in the same transaction. */
export interface RecusalKnowledge {
  /** The organisation on the other side of a kinship, when there is one of that id and kind. */
  other?: Body
  /** 29.3: the agency and the procurement that are spoken of. */
  agency?: Body
  procurement?: OtherRecusal['procurement'] & { owner: string; operator: Body; open: boolean }
  /** The attached file is not one of the actor's body. */
  fileUnknown?: boolean
}

/** Key of the knowledge among `ctx.rules`. */
export const recusalKnowledgeKey = 'procurement.recusal'

export const recusalKnowledgeOf = (ctx: Context): RecusalKnowledge =>
  (ctx.rules[recusalKnowledgeKey] ?? {}) as RecusalKnowledge
