import { type Article, art, mention } from '../../gazette/index.ts'
import { type Refusal, type Settings, settingOf } from '../../workflow/index.ts'
import { refuse } from '../refusals.ts'
import { methodSwitches } from '../settings.ts'
import { average } from './average.ts'
import { bidding } from './bidding.ts'
import { direct } from './direct.ts'
import { merit } from './merit.ts'
import type { Method, MethodCode } from './method.ts'
import { approvedOf, other } from './other.ts'
import { random } from './random.ts'

export type { MeritRecord } from './merit-score.ts'
export type { Method, MethodCode, Offering, Step } from './method.ts'

/** What this system can run. A new method is one file beside these and one entry here. */
export const methods: readonly Method[] = [random, direct, merit, average, bidding, other]

/** Where every method stands, also of those that are not offered: the form shows them all. */
export const methodArticles: Readonly<Record<MethodCode, Article>> = {
  random: art('111', '22.1.1'),
  direct: mention('111', '22.1.2'),
  merit: mention('111', '22.1.3'),
  average: mention('111', '22.1.4'),
  bidding: art('111', '22.1.5'),
  other: mention('111', '22.1.6'),
}

export const methodOf = (code: MethodCode): Method | undefined => methods.find((m) => m.code === code)

/** The method of an announcement, which was offered when it was published. */
export function methodOfAnnounced({ method }: { method: MethodCode }): Method {
  const found = methodOf(method)
  if (!found) throw new Error(`an announcement by a method that this system cannot run: ${method}`)
  return found
}

/**
 * 22.1: why a method is not offered on a day: the measure does not allow it, a document has switched it off (which is
 * named), this system cannot run it, or the province has approved none (22.1.6). Undefined when it is offered.
 */
export function notOffered(code: MethodCode, on: string, rules: Settings): Refusal | undefined {
  const method = methodOf(code)
  const cites = art('111', '22.1')
  if (!method?.policy.on(on)) return refuse('method-not-offered', cites, { method: code }, 'method')
  const document = settingOf(rules, methodSwitches)[code] ?? ''
  if (document !== '') return refuse('method-switched-off', cites, { method: code, document }, 'method')
  if (code === 'other' && approvedOf(rules).length === 0)
    return refuse('no-method-approved', method.article, {}, 'method')
  return undefined
}
