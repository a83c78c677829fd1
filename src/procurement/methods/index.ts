import { type Article, art, mention } from '../../gazette/index.ts'
import { type Settings, settingOf } from '../../workflow/index.ts'
import { methodSwitches } from '../settings.ts'
import type { Method, MethodCode } from './method.ts'
import { random } from './random.ts'

export type { Method, MethodCode } from './method.ts'

/** What this system can run. A new method is one file beside `random.ts` and one entry here. */
export const methods: readonly Method[] = [random]

/** Where every method stands, also of those that are not offered: the form shows them all. */
export const methodArticles: Readonly<Record<MethodCode, Article>> = {
  random: art('111', '22.1.1'),
  direct: mention('111', '22.1.2'),
  merit: mention('111', '22.1.3'),
  average: mention('111', '22.1.4'),
  bidding: mention('111', '22.1.5'),
  other: mention('111', '22.1.6'),
}

export const methodOf = (code: MethodCode): Method | undefined => methods.find((m) => m.code === code)

/** 22.1: the measure allows the method on the day and no document has switched it off. */
export const isOffered = (method: Method, on: string, rules: Settings): boolean =>
  method.policy.on(on) && (settingOf(rules, methodSwitches)[method.code] ?? false)
