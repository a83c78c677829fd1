import { art } from '../gazette/index.ts'
import type { Json, Setting } from '../workflow/index.ts'

/** 53-55 name the authority and no time: 依省办法，本系统缺省值. */
export const routingWorkingDays: Setting<number> = {
  key: 'reports.routing-working-days',
  cites: art('111', '53'),
  default: 5,
  zh: '举报、线索移交有权机关的时限（工作日；办法未定，本系统缺省值）',
  en: 'Passing a report to the competent authority, in working days',
}

export const outcomeWorkingDays: Setting<number> = {
  key: 'reports.outcome-working-days',
  cites: art('111', '53'),
  default: 60,
  zh: '记录有权机关处理结果的时限（工作日；办法未定，本系统缺省值）',
  en: 'Recording what the authority did about a report, in working days',
}

export const reportSettings: readonly Setting<Json>[] = [routingWorkingDays, outcomeWorkingDays]
