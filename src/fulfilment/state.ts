import type { Instant, PlainDate } from '../calendar/index.ts'
import type { Article } from '../gazette/index.ts'

/** A party or body by name, as documents and comparisons need it. */
export interface Party {
  id: string
  name: string
  /** 统一社会信用代码; absent for natural persons. */
  code?: string
}

/** What the award says; an engagement carries it unchanged, so that everything later can be held against it. */
export interface Award {
  /** Id of the procurement. */
  procurement: string
  /** Number of the announcement, as printed. */
  announcement: string
  /** Register number of the 中选通知书, the one that its check page has. */
  notice: string
  title: string
  region: string
  serviceType: string
  operator: Party
  owner: Party
  agency: Party
  /** 4: money that is in a budget, or not. */
  money: 'fiscal' | 'non-fiscal'
  /** The finance authority of the owner's place, which pays or allots fiscal money and watches over it (12). */
  finance?: Party
  /** 分; absent where the sum is not fixed yet (暂不确定金额) and `formula` gives the way to compute it. */
  fee?: number
  formula?: string
  /** Days from the signing of the contract. */
  days: number
  scope: string
  /** When the 中选通知书 was issued: the clocks of 32.1 run from here. */
  issuedAt: Instant
}

/** Somebody of the agency's own who was sent to the owner (32.1). */
export interface Contact {
  person: string
  phone: string
  note?: string
  recordedAt: Instant
  confirmedAt?: Instant
}

/** A file that was uploaded before the command that names it. */
export interface Attachment {
  id: string
  name: string
  type: string
  /** bytes */
  size: number
  /** hex */
  sha256: string
}

/** What the law wants a contract to say (33.5), as the agency files it. */
export interface ContractTerms {
  signedOn: PlainDate
  /** 分 */
  fee: number
  /** Days from the signing. */
  days: number
  scope: string
  paymentTerms: string
  owner: Omit<Party, 'id'>
  agency: Omit<Party, 'id'>
  /** Why it differs from the announcement, where it does. */
  explanation?: string
}

export interface Contract extends ContractTerms {
  file: Attachment
  filedAt: Instant
  differences: readonly Difference[]
  confirmedAt?: Instant
  /** Absent where a signed paper was filed. */
  electronic?: {
    signatures: { agency: Signature; owner: Signature }
    commitment: string
    explanations: ContractDraft['explanations']
    /** It changes an earlier contract; the time limit still runs from that one's signing. */
    change: boolean
  }
}

export type ContractSide = 'agency' | 'owner'

/** A person who signed for a party (32.2). */
export interface Signature {
  person: string
  name: string
  at: Instant
}

/** An electronic contract before both have signed it (32.2). */
export interface ContractDraft {
  number: number
  terms: Pick<ContractTerms, 'fee' | 'days' | 'scope' | 'paymentTerms'> & {
    /** What the agency promises of quality and time (33.3). */
    commitment: string
  }
  differences: readonly Difference[]
  /** Why a point is not as announced. */
  explanations: readonly { field: Difference['field']; text: string }[]
  by: ContractSide
  draftedAt: Instant
  signatures: { agency?: Signature; owner?: Signature }
}

/** An electronic invoice of the agency (32.2). */
export interface Invoice {
  number: string
  /** 分 */
  amount: number
  issuedOn: PlainDate
  recordedAt: Instant
}

/** A charge beyond the contract, as the owner reports it (33.4). */
export interface Charge {
  /** 分 */
  amount: number
  text: string
  at: Instant
}

/** One point on which a contract is not what was announced (33.5, 37). */
export interface Difference {
  field: 'owner' | 'agency' | 'fee' | 'time-limit' | 'scope' | 'signed-on'
  article: Article
  /** 分 for `fee`, days for `time-limit`, a day for `signed-on` (the last on which it was in time), else text. */
  announced: string | number
  filed: string | number
  /** `to-check`: the system cannot compare by itself, as with a fee by formula. */
  grade: 'differs' | 'to-check'
}

export interface Deliverable {
  version: number
  file: Attachment
  note?: string
  uploadedAt: Instant
  /** The owner's answer; absent while it is awaited or when a newer version came first. */
  verdict?: { accepted: boolean; reasons?: string; at: Instant }
}

/** Who rates whom: the owner the agency; the agency the owner and the operator (38). */
export type RatedParty = 'agency' | 'owner' | 'operator'

export interface Rating {
  of: RatedParty
  stars: number
  comment?: string
  at: Instant
  /** Given by the system because nobody did in time. */
  byDefault: boolean
  /** 1000 counts in full. */
  weightPermille: number
}

export type ClockName = 'contact' | 'contract' | 'deliverable' | 'rating' | 'payment'

/** A clock that ran out. Whether it was a breach is for people to say (39: 经核实确认后; 55.7: 无故). */
export interface PossibleBreach {
  clock: Exclude<ClockName, 'rating'>
  /** Number of the instalment, for a payment. */
  instalment?: number
  articles: readonly Article[]
  due: Instant
  notedAt: Instant
}

/** One thing that the owner is asked for, and the norm of the trade that asks for it (33.2). */
export interface Material {
  name: string
  basis: string
  note?: string
  handedAt?: Instant
}

/** What the agency needs of the owner, told once and whole (33.2). An empty list says: nothing. */
export interface MaterialList {
  items: readonly Material[]
  toldAt: Instant
}

/** A part of the contract's fee and the day on which it is due. */
export interface Instalment {
  due: PlainDate
  /** 分 */
  amount: number
  note?: string
}

/** How the fee is paid (12); a later plan takes the place of an earlier one. */
export interface PaymentPlan {
  instalments: readonly Instalment[]
  setAt: Instant
  /** Set by the system because nothing was agreed on before completion. */
  byDefault: boolean
}

/** Money that went to the agency, with its voucher (12). Mistakes are struck out, never removed. */
export interface Payment {
  number: number
  paidOn: PlainDate
  /** 分 */
  amount: number
  /** Number of the voucher. */
  voucher: string
  file: Attachment
  /** `finance`: 支付中介服务费; `owner`: 由项目业主自行支付. */
  by: 'owner' | 'finance'
  recordedAt: Instant
  struck?: { reason: string; at: Instant }
}

/** A department says in writing that it does not accept a deliverable, and why (5.2). */
export interface NonRecognition {
  number: number
  /** Version of the deliverable. */
  version: number
  department: Omit<Party, 'code'>
  /** The management body of the department's own level. */
  management: Omit<Party, 'code'>
  reasons: string
  basis: string
  file: Attachment
  at: Instant
  answer?: { text: string; file?: Attachment; at: Instant }
  withdrawn?: { reason: string; at: Instant }
}

interface Base {
  award: Award
  contact?: Contact
  /** Filed contracts, corrections last; the last one counts. */
  contracts: readonly Contract[]
  contractDraft?: ContractDraft
  invoices: readonly Invoice[]
  charges: readonly Charge[]
  materials?: MaterialList
  /** Plans of payment, the last one counts. */
  plans: readonly PaymentPlan[]
  payments: readonly Payment[]
  deliverables: readonly Deliverable[]
  nonRecognitions: readonly NonRecognition[]
  ratings: readonly Rating[]
  possibleBreaches: readonly PossibleBreach[]
  /** Reminders sent, as `clock:working day`. */
  reminded: readonly string[]
}

/** One procurement after its award, until it is rated and put away. */
export type Engagement =
  | (Base & { status: 'unopened' })
  | (Base & { status: 'awarded' })
  | (Base & { status: 'contracted' })
  | (Base & { status: 'delivered' })
  | (Base & { status: 'completed'; completedAt: Instant })
  | (Base & { status: 'closed'; completedAt: Instant; closedAt: Instant })
  | (Base & { status: 'ended'; endedAt: Instant; reason: string })

export type EngagementStatus = Engagement['status']

/** An engagement before its first command. */
export const unopened = (award: Award): Engagement => ({
  status: 'unopened',
  award,
  contracts: [],
  invoices: [],
  charges: [],
  plans: [],
  payments: [],
  deliverables: [],
  nonRecognitions: [],
  ratings: [],
  possibleBreaches: [],
  reminded: [],
})

/** The contract that counts; throws where there must be one and is none. */
export function contractOf(e: Engagement): Contract {
  const contract = e.contracts.at(-1)
  if (!contract)
    throw new Error(`impossible: engagement ${e.award.procurement} is ${e.status} without a contract`)
  return contract
}

export const ratingOf = (e: Engagement, of: RatedParty): Rating | undefined =>
  e.ratings.find((r) => r.of === of)
