import type { AgencyStanding } from '../registry/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { type Asked, ineligibility } from './eligibility.ts'
import type { MeritRecord } from './methods/index.ts'
import type { OpenedOffer } from './offers.ts'
import { type Declared, recusals } from './recusal.ts'

/** A registration as it is found when the seals are opened: its leaf, and the registrant's standing at that moment. */
export interface Registrant {
  /** Hex of the entry's leaf in the log. */
  leaf: string
  standing: AgencyStanding
  /** What was declared or confirmed that keeps it out of this procurement (29.2, 29.3). */
  tie?: Declared
  /** What its sealed box held, where the method asks for one. */
  offer?: OpenedOffer
  /** What a selection on merit compares beside the offer (22.1.3). */
  record?: MeritRecord
}

/** One who takes part in the selection. */
export interface Entrant {
  agency: string
  name: string
  /** 统一社会信用代码 */
  code: string
  leaf: string
  /** 分: what it asks for, where the method had it quote; otherwise the announced fee holds. */
  amount?: number
}

/** One who registered and may not take part, with the reason that is told. */
export interface Excluded extends Entrant {
  refusal: Refusal
}

/** 22.1.1, 29: who of the registrants takes part (从报名且符合条件的中介服务机构中), and who does not and why. */
export function judge(
  registrants: readonly Registrant[],
  asked: Asked,
): { entrants: Entrant[]; excluded: Excluded[] } {
  const recused = recusals(registrants)
  const entrants: Entrant[] = []
  const excluded: Excluded[] = []
  for (const { leaf, standing } of registrants) {
    const entrant = { agency: standing.id, name: standing.name, code: standing.code, leaf }
    const refusal = ineligibility(asked, standing) ?? recused.get(leaf)
    if (refusal) excluded.push({ ...entrant, refusal })
    else entrants.push(entrant)
  }
  return { entrants, excluded }
}
