import { art } from '../../gazette/index.ts'
import { type Refusal, settingOf } from '../../workflow/index.ts'
import { compare } from '../exact.ts'
import { meritSelection } from '../figures.ts'
import { groupBy } from '../ranking.ts'
import { refuse } from '../refusals.ts'
import { creditWithoutRatings, minimumOffers, recommendedCount } from '../settings.ts'
import type { MeritTerms } from '../terms.ts'
import { scoreOf } from './merit-score.ts'
import type { Method } from './method.ts'

const article = art('111', '22.1.3')

/** 22.1.3: 由系统通过公式计算对比: the weights stand in the announcement and make up the whole. */
export function weightsAreWhole({ weights }: MeritTerms): Refusal | undefined {
  const shares = (['credit', 'plan', 'quality'] as const).map((part) => weights?.[part] ?? 0)
  if (!shares.every((s) => Number.isInteger(s) && s >= 0))
    return refuse('weights-not-whole', article, { sum: null }, 'merit.weights')
  const sum = shares.reduce((a, b) => a + b)
  return sum === 1000 ? undefined : refuse('weights-not-whole', article, { sum: sum / 10 }, 'merit.weights')
}

/** 22.1.3: a plan that counts is compared by criteria that were announced, each with a best and a worst answer. */
export function criteriaAreWhole({ weights, criteria = [] }: MeritTerms): Refusal | undefined {
  if ((weights?.plan ?? 0) === 0) return undefined
  if (criteria.length === 0) return refuse('criteria-missing', article, {}, 'merit.criteria')
  const wrong = criteria.findIndex(
    (c) =>
      !c.name?.trim() ||
      !Number.isSafeInteger(c.worst) ||
      !Number.isSafeInteger(c.best) ||
      c.worst === c.best ||
      !Number.isInteger(c.share) ||
      c.share <= 0,
  )
  if (wrong >= 0) return refuse('criterion-incomplete', article, { n: wrong + 1 }, 'merit.criteria')
  const sum = criteria.reduce((s, c) => s + c.share, 0)
  return sum === 1000 ? undefined : refuse('criteria-not-whole', article, { sum: sum / 10 }, 'merit.criteria')
}

/**
 * 22.1.3 择优选取: score = Σ weight × (ratings, response plan, confirmed grade), all of it announced and all of it shown;
 * the system recommends the best, the owner chooses among them. Who is equal to the last recommended is recommended too:
 * the owner chooses anyway, so chance has no part in it.
 */
export const merit: Method = {
  code: 'merit',
  article,
  policy: meritSelection,
  minimum: (_, __, rules) => settingOf(rules, minimumOffers).merit ?? 3,
  problems: ({ merit: terms = {} }) => [weightsAreWhole(terms), criteriaAreWhole(terms)],
  access: () => 'open',
  offer: () => 'plan',
  offerProblem({ plan }, draft) {
    const asked = draft.merit?.criteria?.length ?? 0
    if (!plan || plan.answers.length === asked) return undefined
    return refuse('plan-answers', article, { asked, given: plan.answers.length }, 'plan')
  },
  afterOpening(entrants, draft, rules) {
    const terms = draft.merit ?? {}
    const scores = entrants
      .map((e) => {
        if (!e.offer?.plan || !e.record) throw new Error(`who takes part has a plan and a record: ${e.leaf}`)
        return scoreOf(e, e.offer.plan, e.record, terms, settingOf(rules, creditWithoutRatings))
      })
      .sort((a, b) => compare(b.total, a.total) || (a.leaf < b.leaf ? -1 : 1))
    const groups = groupBy(scores, (a, b) => compare(b.total, a.total))
    const { credit = 0, plan = 0, quality = 0 } = terms.weights ?? {}
    return {
      kind: 'choose',
      ranking: { groups, working: { kind: 'merit', weights: { credit, plan, quality }, scores } },
      recommended: firstGroups(groups, settingOf(rules, recommendedCount)),
    }
  },
}

/** Whole groups until there are so many: nobody is left out of a tie. */
export function firstGroups(groups: readonly (readonly string[])[], count: number): string[] {
  const taken: string[] = []
  for (const group of groups) {
    if (taken.length >= count) break
    taken.push(...group)
  }
  return taken
}
