import type { Announced } from './draft.ts'
import { methodOfAnnounced, type Offering } from './methods/index.ts'
import { offerFault } from './offers.ts'
import { type Excluded, judge, type Registrant } from './opening.ts'

/**
 * Who takes part and with what: the conditions and recusal of 22.1.1 and 29.1 first, then the opened offers. An offer that
 * is not there, does not open, or breaks the announced terms excludes its registrant, with the reason.
 */
export function judgeWithOffers(
  registrants: readonly Registrant[],
  draft: Announced,
): { offering: Offering[]; excluded: Excluded[] } {
  const { entrants, excluded } = judge(registrants, draft)
  const method = methodOfAnnounced(draft)
  const byLeaf = new Map(registrants.map((r) => [r.leaf, r]))
  const offering: Offering[] = []
  const without: Excluded[] = []
  for (const entrant of entrants) {
    const { offer: opened, record } = byLeaf.get(entrant.leaf)!
    const refusal =
      offerFault(method.offer(draft), opened, method.article) ??
      (opened && opened !== 'unreadable' ? method.offerProblem(opened, draft) : undefined)
    if (refusal) without.push({ ...entrant, refusal })
    else
      offering.push({
        ...entrant,
        ...(opened && opened !== 'unreadable' ? { offer: opened } : {}),
        ...(record ? { record } : {}),
      })
  }
  return { offering, excluded: [...excluded, ...without] }
}
