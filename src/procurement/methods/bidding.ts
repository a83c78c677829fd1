import type { PlainDate } from '../../calendar/index.ts'
import { type Article, art } from '../../gazette/index.ts'
import { type Refusal, type Settings, settingOf } from '../../workflow/index.ts'
import { auctionTerms } from '../auction.ts'
import { auctionMinimum, biddingSelection } from '../auction-figures.ts'
import type { AuctionTerms } from '../auction-state.ts'
import type { Draft } from '../draft.ts'
import { refuse } from '../refusals.ts'
import type { Method } from './method.ts'

/** 22.1.5, 22.1.2.1, 22.1.2.2: who take part bid against each other. */
export const isAuction = (draft: Pick<Draft, 'method' | 'direct'>): boolean =>
  draft.method === 'bidding' || (draft.method === 'direct' && draft.direct?.conduct === 'auction')

/** 22.1.5: 发布合理的中介服务报价范围: the fee is 最高限价, so it is settled; the lower end lies below it. */
export function rangeProblems(draft: Draft, article: Article): (Refusal | undefined)[] {
  const { amount, priceRange = {} } = draft
  const { min, max } = priceRange
  if (amount === undefined)
    return [draft.formula === undefined ? undefined : refuse('method-needs-fee', article, {}, 'amount')]
  if (min === undefined || min < 1) return [refuse('range-missing', article, {}, 'priceRange.min')]
  return [
    max !== undefined && max !== amount
      ? refuse('range-ends-at-fee', article, { amount }, 'priceRange.max')
      : undefined,
    min > amount ? refuse('range-upside-down', article, { min, amount }, 'priceRange.min') : undefined,
  ]
}

/** The rules of the auction that a complete draft asks for, as they are published with it; undefined when it asks for none. */
export function termsOfAuction(draft: Draft, on: PlainDate, rules: Settings): AuctionTerms | undefined {
  const { amount, priceRange } = draft
  if (!isAuction(draft) || amount === undefined || priceRange?.min === undefined) return undefined
  return auctionTerms({ floor: priceRange.min, ceiling: amount }, on, rules)
}

/**
 * 22.1.5 竞价选取: within the published range the parties bid against each other, openly by numbers, each bid at least 3%
 * of the maximum below the party's last; the lowest wins, equal lowest are drawn. How: ../auction.ts.
 */
export const bidding: Method = {
  code: 'bidding',
  article: art('111', '22.1.5'),
  policy: biddingSelection,
  minimum: (_, __, rules) => settingOf(rules, auctionMinimum).registrations,
  problems: (draft) => rangeProblems(draft, art('111', '22.1.5')),
  access: () => 'open',
  offer: () => 'none',
  offerProblem: () => undefined,
  afterOpening: () => ({ kind: 'auction' }),
}
