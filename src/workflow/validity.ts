import { addDays, type Calendar, type Period, type PlainDate, plainDate, years } from '../calendar/index.ts'
import { art, statutory } from '../gazette/index.ts'
import type { Setting, Settings } from './index.ts'

/** 58: 自 2022 年 12 月 1 日起施行，暂行一年。 */
export const ruleSetTerm = statutory<Period>({
  cites: art('111', '58'),
  versions: [{ from: '2022-12-01', value: years(1) }],
})

/** The day on which the measure comes into force. */
const inForceFrom = plainDate('2022-12-01')

/** 58 lets the issuer carry the measure on; the operator enters the new last day with the document's number. */
export const ruleSetExtendedTo: Setting<string> = {
  key: 'rule-set.extended-to',
  cites: art('111', '58'),
  default: '',
  zh: '办法施行期限延长至（含当日；须填文号）',
  en: 'Last day to which the measure is extended (with a document number)',
}

/** The last day on which the rule set is in force: its year, or the extension that was entered. */
export function ruleSetLastDay(settings: Settings, calendar: Calendar): PlainDate {
  const extended = settings[ruleSetExtendedTo.key]
  if (typeof extended === 'string' && extended !== '') return plainDate(extended)
  return calendar.after(addDays(inForceFrom, -1), ruleSetTerm.on(inForceFrom)).lastDay
}

/** The first day without force, when that day has come; undefined while the rule set holds. */
export function ruleSetExpired(
  today: PlainDate,
  settings: Settings,
  calendar: Calendar,
): { since: PlainDate } | undefined {
  const lastDay = ruleSetLastDay(settings, calendar)
  return today > lastDay ? { since: addDays(lastDay, 1) } : undefined
}
