import { art } from '../../gazette/index.ts'
import { type Settings, settingOf } from '../../workflow/index.ts'
import type { Draft } from '../draft.ts'
import { otherSelection } from '../figures.ts'
import { refuse } from '../refusals.ts'
import { approvedMethods } from '../settings.ts'
import { average } from './average.ts'
import { merit } from './merit.ts'
import type { Method } from './method.ts'
import { random } from './random.ts'

/** Procedures that an approved method may run by: those in which anybody may register. */
const procedures: Readonly<Record<string, Method>> = { random, average, merit }

/** 22.1.6: what the province has approved: document, name and procedure, and the text by which a draft names it. */
export interface Approved {
  text: string
  document: string
  name: string
  procedure: Method
}

/** An approved method by its text `document|name|procedure`; undefined when it has no procedure here. */
export function readApproved(text: string): Approved | undefined {
  const [document = '', name = '', code = ''] = text.split('|').map((part) => part.trim())
  const procedure = procedures[code]
  return document && name && procedure ? { text, document, name, procedure } : undefined
}

/** The approved methods that have a procedure here; the city's management body enters them. */
export const approvedOf = (rules: Settings): Approved[] =>
  settingOf(rules, approvedMethods).flatMap((text) => readApproved(text) ?? [])

/** The procedure that the announcement itself names: a later setting does not change it. */
const procedureOf = ({ other: text = '' }: Draft): Method => readApproved(text)?.procedure ?? random

/** 22.1.6 其他经省中介超市管理机构认可的公开选取方式: a name and a provincial document, run by one of the procedures here. */
export const other: Method = {
  code: 'other',
  article: art('111', '22.1.6'),
  policy: otherSelection,
  minimum: (draft, on, rules) => procedureOf(draft).minimum(draft, on, rules),
  problems: (draft, ctx) => [
    approvedOf(ctx.rules).some((a) => a.text === draft.other)
      ? undefined
      : refuse('method-not-approved', art('111', '22.1.6'), {}, 'other'),
    ...procedureOf(draft).problems(draft, ctx),
  ],
  access: (draft) => procedureOf(draft).access(draft),
  offer: (draft) => procedureOf(draft).offer(draft),
  offerProblem: (offer, draft) => procedureOf(draft).offerProblem(offer, draft),
  afterOpening: (entrants, draft, rules) => procedureOf(draft).afterOpening(entrants, draft, rules),
}
