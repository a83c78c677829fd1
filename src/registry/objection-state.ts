import type { Instant } from '../calendar/index.ts'
import type { Context } from '../workflow/index.ts'
import type { Body } from './admission-state.ts'
import type { FiledFile } from './form.ts'

interface Addressed {
  id: string
  admission: string
  agency: Body
  /** The operator that checked the application, which reviews (111/20.3). */
  operator: Body
  /** The management body beside it, to which the operator may raise it. */
  management: Body
  publishedAt: Instant
}

interface Filed extends Addressed {
  objector: Body & { person: string; personName: string }
  reason: string
  file: FiledFile
  filedAt: Instant
}

/** Why the operator asks the management body to lead the review. */
export interface Raised {
  reason: string
  person: string
  name: string
  at: Instant
}

export type ObjectionResult = 'upheld' | 'rejected'

export type Objection =
  | (Addressed & { status: 'new' })
  | (Filed & { status: 'filed' })
  | (Filed & { status: 'raised'; raised: Raised })
  | (Filed & {
      status: ObjectionResult
      raised?: Raised
      decidedAt: Instant
      decidedBy: Body
      decision: string
    })

export type ObjectionStatus = Objection['status']
export type FiledObjection = Exclude<Objection, { status: 'new' }>
export type DecidedObjection = Extract<Objection, { decidedAt: Instant }>

export type ObjectionCommand =
  | { kind: 'file'; reason: string; file?: FiledFile }
  | { kind: 'raise'; reason: string }
  | { kind: 'uphold'; decision: string }
  | { kind: 'reject'; decision: string }

/** What the log says of an objection: `objection.<name>`. */
export type ObjectionFactName = 'filed' | 'raised' | 'upheld' | 'rejected'

/** What the rules must know beside the state; the server reads it in the same transaction. */
export type ObjectionKnowledge = {
  /** Whether the admission still stands in its publicity. */
  inPublicity: boolean
  /** Another objection of the same body against the same admission that is not decided yet. */
  other?: string
  /** Ids of attached files that the objector's body has not filed. */
  unknownFiles: readonly string[]
}

export const objectionKnowledgeKey = 'registry.objection'

export function objectionKnowledgeOf(ctx: Context): ObjectionKnowledge {
  const knowledge = ctx.rules[objectionKnowledgeKey] as ObjectionKnowledge | undefined
  if (!knowledge) throw new Error('the rules of objections were asked without their knowledge')
  return knowledge
}
