import type { PlainDate } from '../calendar/index.ts'
import type { AuctionTerms } from './auction-state.ts'

/** What single methods ask of a draft beside the fields of 23.1. Every field may still be missing. Money in 分. */
export interface MethodTerms {
  /** 22.1.5 报价范围 */
  priceRange?: { min?: number; max?: number }
  /** 22.1.5: the rules of the auction, set by the system when the announcement is published. */
  auction?: AuctionTerms
  /** 22.1.3 择优选取 */
  merit?: MeritTerms
  /** 22.1.2 直接选取 */
  direct?: DirectTerms
  /** 22.1.6: number of the provincial document that approved the method. */
  other?: string
  /** 22.2: the announcement chooses several, for a framework. */
  framework?: FrameworkTerms
}

/** Why 22.2 lets a department select for a framework. */
export type FrameworkGround = 'government-investment' | 'frequent-need'

/** How a framework finds the member for each call-off: in turn, or by shares of the ceiling. */
export type CallOffRule = 'rotation' | 'quota'

/** 22.2 批量采购: what the announcement says of the framework that its selection leads to. */
export interface FrameworkTerms {
  ground?: FrameworkGround
  /** Why it is needed often and in quantity (频次多、数量大). */
  need?: string
  /** How many are chosen. */
  seats?: number
  rule?: CallOffRule
  /** ‰ of the ceiling by rank, for `quota`; equal shares where none are given. */
  quotas?: readonly number[]
  /** 分: all call-offs together. */
  ceiling?: number
  /** Last day on which something may be called off. */
  until?: PlainDate
}

/** 22.1.3: the formula by which the system compares, announced beforehand. Shares in thousandths. */
export interface MeritTerms {
  weights?: { credit?: number; plan?: number; quality?: number }
  criteria?: readonly Criterion[]
}

/**
 * One thing that a response plan is asked and compared by: a whole number that the agency offers. `worst` earns nothing,
 * `best` everything, between them in proportion; `worst` above `best` says that less is better.
 */
export interface Criterion {
  name: string
  unit?: string
  worst: number
  best: number
  /** ‰ of what the plan counts */
  share: number
}

/** Which of 22.1.2.1-4 allows the direct selection. */
export type DirectGround = 'invited' | 'small' | 'emergency' | 'follow-on'

/** How the one is found: among those who accept, by draw or auction; or the one that is named. */
export type Conduct = 'draw' | 'auction' | 'choice'

/** Level of the body that wrote the document of 22.1.2.3. */
export type IssuerLevel = 'below-county' | 'county' | 'city' | 'province' | 'state'

/** 22.1.2: the ground, its proof, and who is asked. */
export interface DirectTerms {
  ground?: DirectGround
  conduct?: Conduct
  /** Agencies asked by name; nobody else may register. Not public before the selection. */
  invitees?: readonly Invitee[]
  /** 22.1.2.2 整个项目规模预估价 */
  wholeProject?: number
  /** 22.1.2.3: the written document. `file` is the id of the filed scan. */
  paper?: { file?: string; number?: string; issuer?: string; level?: IssuerLevel }
  /** 22.1.2.4: the engagement that this one follows. */
  original?: string
}

export interface Invitee {
  /** Organisation. */
  id: string
  name: string
}

/** A contract of the owner that can be followed on (22.1.2.4). Money in 分. */
export interface Original {
  engagement: string
  title: string
  agency: Invitee
  amount: number
  /** Sum of the follow-ons that are under way or awarded, without the one at hand. */
  followed: number
}
