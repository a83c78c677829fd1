import { addDays, dateOf, daysBetween } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type Refusal, settingOf } from '../workflow/index.ts'
import type { Draft, DraftContext } from './draft.ts'
import { isDirectChoice } from './methods/direct.ts'
import { readApproved } from './methods/other.ts'
import { refuse } from './refusals.ts'
import { frameworkLongestDays } from './settings.ts'
import type { FrameworkTerms } from './terms.ts'

const article = art('111', '22.2')

type Rule = (terms: FrameworkTerms, draft: Draft, ctx: DraftContext) => Refusal | undefined

const missing = (field: string): Refusal => refuse('draft-field-missing', article, {}, `framework.${field}`)

/** 22.2: 由政府相关职能部门以批量采购方式选取. */
export const departmentSelects: Rule = (_, __, { ownerKind }) =>
  ownerKind === undefined || ownerKind === 'state-organ'
    ? undefined
    : refuse('framework-for-departments', article, {}, 'framework.ground')

/** 22.2: 对本级政府投资项目或项目业主根据采购需要…, and why it is 频次多、数量大; whether it is so, the operator reads. */
export const needIsGiven: Rule = ({ ground, need }) => {
  if (ground === undefined) return missing('ground')
  return (need ?? '').trim().length >= 10 ? undefined : missing('need')
}

/** Fewest and most members. One would be no framework, and of very many each would hardly ever have its turn. */
export const seatsAtLeast = 2
export const seatsAtMost = 20

export const seatsAreSeveral: Rule = ({ seats }) => {
  if (seats === undefined) return missing('seats')
  if (Number.isInteger(seats) && seats >= seatsAtLeast && seats <= seatsAtMost) return undefined
  const range = { least: seatsAtLeast, most: seatsAtMost, given: seats }
  return refuse('framework-seats', article, range, 'framework.seats')
}

/** How the next member is found is announced, so that nobody picks one when the work is there (53.3). */
export const ruleIsGiven: Rule = ({ rule, seats, quotas }) => {
  if (rule === undefined) return missing('rule')
  if (rule === 'rotation' || quotas === undefined || quotas.length === 0) return undefined
  const whole = quotas.every((q) => Number.isInteger(q) && q > 0)
  const sum = quotas.reduce((a, b) => a + b, 0)
  return whole && quotas.length === seats && sum === 1000
    ? undefined
    : refuse('quotas-not-whole', article, { sum: sum / 10, seats }, 'framework.quotas')
}

/** A ceiling for all together, in 分, that has room for one service. */
export const ceilingIsGiven: Rule = ({ ceiling }, { amount }) => {
  if (ceiling === undefined) return missing('ceiling')
  if (!Number.isSafeInteger(ceiling) || ceiling <= 0)
    return refuse('not-an-amount', article, { given: ceiling }, 'framework.ceiling')
  return amount === undefined || amount <= ceiling
    ? undefined
    : refuse('ceiling-below-fee', article, { fee: amount, ceiling }, 'framework.ceiling')
}

/** The framework ends on a day after registration has, and does not run for longer than the city lets it. */
export const termIsGiven: Rule = ({ until }, { deadline }, ctx) => {
  if (until === undefined) return missing('until')
  const from = dateOf(deadline ?? ctx.now)
  const most = settingOf(ctx.rules, frameworkLongestDays)
  if (until > from && daysBetween(from, until) <= most) return undefined
  return refuse('framework-term', article, { from, latest: addDays(from, most), most }, 'framework.until')
}

/**
 * The members are the first of an order that the rule of the method gives. A selection on merit gives the owner one to
 * choose among the recommended (22.1.3) and a direct choice names one: an order of several would be the owner's own.
 */
export const methodGivesAnOrder: Rule = (_, draft) => {
  const byProcedure =
    draft.method === 'other' ? readApproved(draft.other ?? '')?.procedure.code : draft.method
  return byProcedure === 'merit' || isDirectChoice(draft)
    ? refuse('framework-needs-order', article, {}, 'method')
    : undefined
}

const rules: readonly Rule[] = [
  departmentSelects,
  needIsGiven,
  seatsAreSeveral,
  ruleIsGiven,
  ceilingIsGiven,
  termIsGiven,
  methodGivesAnOrder,
]

/** 22.2: what a framework asks of a draft; nothing where none is wanted. */
export const frameworkProblems = (draft: Draft, ctx: DraftContext): readonly (Refusal | undefined)[] => {
  const { framework } = draft
  return framework ? rules.map((rule) => rule(framework, draft, ctx)) : []
}
