import type { Article, Statutory } from '../../gazette/index.ts'
import type { Refusal } from '../../workflow/index.ts'
import type { Draft, DraftContext } from '../draft.ts'

/** The ways of choosing of 22.1 (一)-(六). */
export type MethodCode = 'random' | 'direct' | 'merit' | 'average' | 'bidding' | 'other'

/** How one way of choosing differs from the others. Methods share functions, never a base. */
export interface Method {
  code: MethodCode
  article: Article
  /** Whether the measure allows it on a day; a switch in the settings may hold it back besides. */
  policy: Statutory<boolean>
  /** Fewest eligible registrations at the deadline; fewer are a failed selection (27). */
  minimum: Statutory<number>
  /** What only this method asks of a draft. */
  problems(draft: Draft, ctx: DraftContext): readonly (Refusal | undefined)[]
  /** How the one is found among the eligible registrations, once there are enough. */
  selectBy: 'draw'
}
