import { type Period, workingDays } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { chainOf } from '../registry/index.ts'
import { type Json, type Setting, type Settings, settingOf } from '../workflow/index.ts'

/** 28 lets the result be publicised without saying for how long: the complaint window of 49.3 unless set. */
export const publicityWorkingDays: Setting<number> = {
  key: 'procurement.publicity-working-days',
  cites: art('111', '28'),
  default: 3,
  zh: '中选结果公示期（工作日；与第四十九条投诉期一致；依省办法，本系统缺省值）',
  en: 'Publicity of a result, in working days; the complaint window of 49.3 unless set',
}

/** 4 refers to the year's 《江西省政府集中采购目录及标准》; the day on which a figure starts is the setting's own. */
export const procurementThresholds: Setting<Readonly<Record<string, number>>> = {
  key: 'procurement.thresholds',
  cites: art('111', '4'),
  default: { '360000': 100_000_000, '360400': 50_000_000 },
  zh: '政府采购限额标准（服务类，按地区，单位：分；依当年度省目录及标准，本系统缺省值）',
  en: 'Government procurement threshold for services by region, in fen',
}

/** 4: services bound to construction (第十四条第（二）项 工程服务类) have a figure of their own in the year's standards. */
export const engineeringThresholds: Setting<Readonly<Record<string, number>>> = {
  key: 'procurement.thresholds-engineering',
  cites: art('111', '4'),
  default: { '360000': 100_000_000, '360400': 60_000_000 },
  zh: '政府采购限额标准（工程服务类，按地区，单位：分；依当年度省目录及标准，本系统缺省值）',
  en: 'Government procurement threshold for engineering services by region, in fen',
}

/** What the year's standards distinguish (4). */
export type ProcurementKind = 'services' | 'engineering'

/** 4, 14.2: engineering services are the second category; everything else is a service. */
export const procurementKindOf = (serviceType: string | undefined): ProcurementKind =>
  serviceType?.split('.')[0] === '2' ? 'engineering' : 'services'

/** 22.1: which methods are offered; switching one off takes the number of the document that does (setting's own field). */
export const methodSwitches: Setting<Readonly<Record<string, boolean>>> = {
  key: 'procurement.methods',
  cites: art('111', '22.1'),
  default: { random: true },
  zh: '开放的公开选取方式（停用须有文号；本系统缺省值）',
  en: 'Methods of selection that are offered',
}

/** Heads of the numbers of announcements and of award notices: another city has its own. */
export const numberHeads: Setting<{ announcement: string; award: string }> = {
  key: 'procurement.number-heads',
  cites: art('111', '28'),
  default: { announcement: 'JJ', award: '九中选' },
  zh: '采购公告编号、中选通知书文号的字头（本系统缺省值）',
  en: 'Heads of the numbers of announcements and award notices',
}

/** Everything that this module leaves to the city, for the page that lists it. */
export const procurementSettings: readonly Setting<Json>[] = [
  publicityWorkingDays,
  procurementThresholds,
  engineeringThresholds,
  methodSwitches,
  numberHeads,
]

/** The settings that the rules of a draft ask, for the form: the browser runs the same rules. */
export const settingsForDraft = (rules: Settings): Settings => ({
  [procurementThresholds.key]: settingOf(rules, procurementThresholds),
  [engineeringThresholds.key]: settingOf(rules, engineeringThresholds),
  [methodSwitches.key]: settingOf(rules, methodSwitches),
})

/** 28, 49.3: how long a result is publicised before the award notice is issued. */
export const publicityPeriod = (rules: Settings): Period =>
  workingDays(settingOf(rules, publicityWorkingDays))

/**
 * 4: the threshold in 分 at a place for a kind: its own, or that of the nearest region above it.
 * Throws when no region above has one: a gap is a fault of the settings.
 */
export function thresholdAt(rules: Settings, region: string, kind: ProcurementKind = 'services'): number {
  const figures = settingOf(rules, kind === 'engineering' ? engineeringThresholds : procurementThresholds)
  const place = chainOf(region).find((r) => figures[r.code] !== undefined)
  if (!place) throw new Error(`no procurement threshold for ${region}`)
  return figures[place.code]!
}
