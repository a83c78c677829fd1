import type { Clock, Instant } from '../calendar/index.ts'
import type { Context } from '../workflow/index.ts'
import type { ComplaintKind } from './windows.ts'

/** An organisation by its name as it was. */
export type Body = {
  id: string
  name: string
}

/** A file that was uploaded before the command that names it. */
export interface FiledPaper {
  id: string
  name: string
  type: string
  /** bytes */
  size: number
  /** hex */
  sha256: string
}

/** What the complaint is about: a subject of the market. */
export interface About {
  subject: 'admission' | 'procurement' | 'engagement'
  id: string
  title: string
}

/** 48: real names. A complainant who came by telephone may have no organisation here. */
export interface Complainant {
  id?: string
  name: string
  person?: string
  personName?: string
}

interface Addressed {
  id: string
  kind: ComplaintKind
  about: About
  /** 被投诉人 */
  respondent: Body
  /** 受理机构 (49.2-49.5). */
  receiver: Body
  /** GB/T 2260 code of the place, for the departments that it may be passed to (50). */
  region: string
  /** From when the window counts; absent while the business goes on. */
  since?: Instant
}

/** 48: what the written material must say, and the papers that show it. */
export interface Material {
  /** 48.1 具体的投诉事项及事实依据 */
  facts: string
  /** 48.2 被投诉人违反的有关法律法规、管理办法条款 */
  provisions: string
  /** 48.3: `legal-person` signs by its representative and seals; others sign themselves and show who they are. */
  capacity: 'legal-person' | 'other'
  /** 48.3: who signed the letter. */
  signatory: string
  letter: FiledPaper
  /** 48.3: 有效身份证明复印件, from who is no legal person. */
  identity?: FiledPaper
  evidence: readonly FiledPaper[]
}

interface Stated extends Addressed {
  complainant: Complainant
  /** When it was made, in whatever form: the windows of 49 are held against this moment. */
  madeAt: Instant
  /** What was said before the written material came (48). */
  said?: string
}

interface Filed extends Stated {
  material: Material
  filedAt: Instant
}

/** 51.1: a question to a party, and its answer. */
export interface Question {
  to: 'complainant' | 'respondent'
  text: string
  at: Instant
  answer?: { text: string; file?: FiledPaper; at: Instant }
}

export interface Evidence {
  note: string
  file?: FiledPaper
  /** Whether it is the record of a cross-examination (质证). */
  hearing: boolean
  at: Instant
}

export interface Passing {
  department: Body
  reason: string
  at: Instant
  result?: { text: string; file?: FiledPaper; at: Instant }
}

interface Handled extends Filed {
  acceptedAt: Instant
  /** The 10 working days of 49.6; stands still while the complaint is with a department (50). */
  clock: Clock
  questions: readonly Question[]
  evidence: readonly Evidence[]
  passings: readonly Passing[]
  /** 51.2: the respondent does not co-operate and has waived its say. */
  waived?: Instant
}

/** `fabricated` is a rejection that 52.2 adds consequences to. */
export type ComplaintResult = 'upheld' | 'rejected' | 'fabricated'

export interface ComplaintDecision {
  result: ComplaintResult
  grounds: string
  /** An upheld complaint about an announcement or a selection that has not been awarded may end it (27). */
  annuls: boolean
  at: Instant
}

interface Decided extends Handled {
  decision: ComplaintDecision
}

export type Complaint =
  | (Addressed & { status: 'new' })
  | (Stated & { status: 'said'; said: string })
  | (Filed & { status: 'filed' })
  | (Handled & { status: 'accepted' })
  | (Handled & { status: 'passed' })
  | (Decided & { status: 'decided' })
  | (Decided & { status: 'published'; text: string; publishedAt: Instant })
  | (Stated & Partial<Filed> & { status: 'not-accepted'; reason: string; endedAt: Instant })
  | (Filed & Partial<Handled> & { status: 'withdrawn'; reason: string; endedAt: Instant })
  | (Handled & { status: 'closed'; reason: string; endedAt: Instant })

export type ComplaintStatus = Complaint['status']
export type HandledComplaint = Extract<Complaint, { status: 'accepted' | 'passed' }>
export type DecidedComplaint = Extract<Complaint, { status: 'decided' | 'published' }>

export type ComplaintCommand =
  | { kind: 'file'; material: MaterialDraft }
  | { kind: 'record-oral'; name: string; said: string }
  | { kind: 'write'; material: MaterialDraft }
  | { kind: 'lapse' }
  | { kind: 'accept' }
  | { kind: 'refuse'; reason: string }
  | { kind: 'ask'; to: Question['to']; text: string }
  | { kind: 'answer'; question: number; text: string; file?: FiledPaper }
  | { kind: 'record-refusal'; by: Question['to']; text: string }
  | { kind: 'add-evidence'; note: string; hearing: boolean; file?: FiledPaper }
  | { kind: 'pass'; department: string; reason: string }
  | { kind: 'return-result'; text: string; file?: FiledPaper }
  | { kind: 'decide'; result: ComplaintResult; grounds: string; annuls: boolean }
  | { kind: 'publish'; text: string }
  | { kind: 'withdraw'; reason: string }

/** The material as it is typed: what is missing is named by the rules. */
export type MaterialDraft = Omit<Material, 'letter'> & { letter?: FiledPaper }

/** What the rules must know beside the state; the server reads it in the same transaction. */
export interface ComplaintKnowledge {
  /** Ids of attached files that the actor's organisation has not uploaded. */
  unknownFiles: readonly string[]
  /** Another complaint of the same complainant about the same thing that is not over. */
  other?: string
  /** Department that the complaint is passed to, when there is one of that id at the place. */
  department?: Body
  /** Whether the procurement can still be ended by an upheld complaint: it is selected and not awarded. */
  annullable: boolean
}

export const complaintKnowledgeKey = 'complaints.complaint'

export function complaintKnowledgeOf(ctx: Context): ComplaintKnowledge {
  const knowledge = ctx.rules[complaintKnowledgeKey] as ComplaintKnowledge | undefined
  return knowledge ?? { unknownFiles: [], annullable: false }
}

/** Not over: it may still change what it is about. */
export const isPending = (c: Complaint): boolean => ['said', 'filed', 'accepted', 'passed'].includes(c.status)
