import type { PlainDate } from '../../calendar/index.ts'
import type { Article, Statutory } from '../../gazette/index.ts'
import type { Refusal, Settings } from '../../workflow/index.ts'
import type { Announced, Draft, DraftContext } from '../draft.ts'
import type { Offer, OfferKind } from '../offers.ts'
import type { Entrant } from '../opening.ts'
import type { Ranking } from '../ranking.ts'
import type { MeritRecord } from './merit-score.ts'

/** The ways of choosing of 22.1 (一)-(六). */
export type MethodCode = 'random' | 'direct' | 'merit' | 'average' | 'bidding' | 'other'

/** One who takes part, with what its registration carried and what is known of it. */
export interface Offering extends Entrant {
  offer?: Offer
  record?: MeritRecord
}

/** What follows when it is known who takes part and with what. */
export type Step =
  /** The verifiable draw among all of them decides. */
  | { kind: 'draw'; among: readonly string[] }
  /** The rule decides; where it leaves some equal, the verifiable draw among exactly those. */
  | { kind: 'ranked'; ranking: Ranking }
  /** They bid against each other (22.1.5). */
  | { kind: 'auction' }
  /** The owner chooses among those that the system recommends (22.1.3). */
  | { kind: 'choose'; ranking: Ranking; recommended: readonly string[] }

/** How one way of choosing differs from the others. Methods share functions, never a base. */
export interface Method {
  code: MethodCode
  article: Article
  /** Whether the measure allows it on a day; a switch in the settings may hold it back besides. */
  policy: Statutory<boolean>
  /** Fewest eligible registrations at the deadline; fewer are a failed selection (27). */
  minimum(draft: Announced, on: PlainDate, rules: Settings): number
  /** What only this method asks of a draft. */
  problems(draft: Draft, ctx: DraftContext): readonly (Refusal | undefined)[]
  /** Whether anybody may register or only those asked by name. */
  access(draft: Draft): 'open' | 'invited'
  /** What a registration carries sealed. */
  offer(draft: Draft): OfferKind
  /** Why an opened offer excludes its registrant; asked only of offers that are there. */
  offerProblem(offer: Offer, draft: Announced): Refusal | undefined
  /** What decides among those who take part; there are at least `minimum` of them. */
  afterOpening(entrants: readonly Offering[], draft: Announced, rules: Settings): Step
}
