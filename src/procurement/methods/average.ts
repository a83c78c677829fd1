import { art } from '../../gazette/index.ts'
import { settingOf } from '../../workflow/index.ts'
import { compare, distance, exact, meanOf } from '../exact.ts'
import { averageSelection } from '../figures.ts'
import { groupBy } from '../ranking.ts'
import { refuse } from '../refusals.ts'
import { minimumOffers } from '../settings.ts'
import type { Method } from './method.ts'

/**
 * 22.1.4 均价比选: one sealed quote each; the mean of all valid quotes is the reasonable price, exactly; the quote nearest
 * to it wins, above or below alike. Equal quotes, and quotes equally far, are left to the verifiable draw.
 */
export const average: Method = {
  code: 'average',
  article: art('111', '22.1.4'),
  policy: averageSelection,
  minimum: (_, __, rules) => settingOf(rules, minimumOffers).average ?? 3,
  // 11, 23.1: the published fee is the most that may be quoted, so there has to be one.
  problems: (draft) => [
    draft.amount === undefined && draft.formula !== undefined
      ? refuse('method-needs-fee', art('111', '22.1.4'), {}, 'amount')
      : undefined,
  ],
  access: () => 'open',
  offer: () => 'quote',
  offerProblem: ({ quote }, { amount }) =>
    quote === undefined || amount === undefined || quote <= amount
      ? undefined
      : refuse('quote-above-fee', art('111', '22.1.4'), { quote, amount }, 'quote'),
  afterOpening(entrants) {
    const quoted = entrants.map(({ leaf, name, offer }) => {
      if (offer?.quote === undefined) throw new Error(`who takes part has quoted: ${leaf}`)
      return { leaf, name, quote: offer.quote }
    })
    const mean = meanOf(quoted.map((q) => q.quote))
    const quotes = quoted
      .map((q) => ({ ...q, distance: distance(exact(q.quote), mean) }))
      .sort((a, b) => compare(a.distance, b.distance) || (a.leaf < b.leaf ? -1 : 1))
    const groups = groupBy(quotes, (a, b) => compare(a.distance, b.distance))
    return { kind: 'ranked', ranking: { groups, working: { kind: 'average', mean, quotes } } }
  },
}
