import { type Period, workingDays } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { chainOf } from '../registry/index.ts'
import { type Json, type Setting, type Settings, settingOf } from '../workflow/index.ts'
import { auctionExtension, auctionHours, auctionMinimum, firstBidAtMaximum } from './auction-figures.ts'

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

/**
 * 22.1: the document that switched a method off, by number and with its reason; empty while the method is offered. The
 * form shows it where the method would have been.
 */
export const methodSwitches: Setting<Readonly<Record<string, string>>> = {
  key: 'procurement.methods',
  cites: art('111', '22.1'),
  default: { random: '', direct: '', merit: '', average: '', bidding: '', other: '' },
  zh: '停用公开选取方式的文号及理由（空为开放；本系统缺省值）',
  en: 'Number and reason of the document that switched a method of selection off; empty while it is offered',
}

/** 22.1.3, 22.1.4 name no least number of offers; 22.1.1 does, and 27 lets fewer than the least fail. */
export const minimumOffers: Setting<Readonly<Record<string, number>>> = {
  key: 'procurement.minimum-offers',
  cites: art('111', '27'),
  default: { average: 3, merit: 3 },
  zh: '均价比选、择优选取的最少有效报名数（办法未定，参照随机选取；本系统缺省值）',
  en: 'Least number of valid offers for average price and merit',
}

/** 22.1.3: how many the system recommends; who is equal to the last of them is recommended too. */
export const recommendedCount: Setting<number> = {
  key: 'procurement.recommended',
  cites: art('111', '22.1.3'),
  default: 3,
  zh: '择优选取由系统推荐的家数（末位同分的一并推荐；本系统缺省值）',
  en: 'How many agencies the system recommends on merit; equals of the last are added',
}

/** 22.1.3: until when the owner chooses among the recommended. */
export const choiceWorkingDays: Setting<number> = {
  key: 'procurement.choice-working-days',
  cites: art('111', '22.1.3'),
  default: 3,
  zh: '择优选取项目业主从推荐机构中选取的期限（工作日；本系统缺省值）',
  en: 'Working days in which the owner chooses among the recommended',
}

/** 22.1.3: what counts for an agency that nobody has rated yet, in thousandths. */
export const creditWithoutRatings: Setting<number> = {
  key: 'procurement.credit-without-ratings',
  cites: art('111', '22.1.3'),
  default: 600,
  zh: '尚无评价的机构在择优选取中的评分（‰；本系统缺省值）',
  en: 'Credit of an agency without ratings in a selection on merit, in thousandths',
}

/** 22.1.6: what the province has approved, each as `number of the document|name|procedure` (random, average, merit). */
export const approvedMethods: Setting<readonly string[]> = {
  key: 'procurement.approved-methods',
  cites: art('111', '22.1.6'),
  default: [],
  zh: '经省中介超市管理机构认可的其他公开选取方式（每项：文号|名称|程序，程序为 random、average、merit 之一）',
  en: 'Other methods approved by the province, each as document|name|procedure (random, average or merit)',
}

/** 22.2 does not say how soon a member answers a call-off; 32.1 gives two working days to get in touch. */
export const frameworkAnswerDays: Setting<number> = {
  key: 'procurement.framework-answer-days',
  cites: art('111', '22.2'),
  default: 2,
  zh: '批量采购成员答复订单的期限（工作日；办法未定，参照第三十二条；本系统缺省值）',
  en: 'Working days in which a member of a framework answers a call-off',
}

/** 22.2 sets no end to a framework; 财政部令第110号 lets a closed framework agreement run for two years. */
export const frameworkLongestDays: Setting<number> = {
  key: 'procurement.framework-longest-days',
  cites: art('111', '22.2'),
  default: 730,
  zh: '批量采购的最长期限（自报名截止之日起的天数；办法未定，参照框架协议采购；本系统缺省值）',
  en: 'Longest term of a framework, in days from the end of registration',
}

/** Heads of the numbers of announcements and of award notices: another city has its own. */
export const numberHeads: Setting<{ announcement: string; award: string }> = {
  key: 'procurement.number-heads',
  cites: art('111', '28'),
  default: { announcement: 'JJ', award: '九中选' },
  zh: '采购公告编号、中选通知书文号的字头（本系统缺省值）',
  en: 'Heads of the numbers of announcements and award notices',
}

/** 40.2 says nothing of networks that many share by right: 依省办法，本系统缺省值 is none. */
export const sharedNetworks: Setting<string[]> = {
  key: 'procurement.shared-networks',
  cites: art('111', '40.2'),
  default: [],
  zh: '已知多家机构共用的网络地址（政务大厅、孵化园出口等；同址报名仍列出，只作标注）',
  en: 'Network addresses known to be shared by many; findings there are marked, not hidden',
}

/** Everything that this module leaves to the city, for the page that lists it. */
export const procurementSettings: readonly Setting<Json>[] = [
  publicityWorkingDays,
  procurementThresholds,
  engineeringThresholds,
  methodSwitches,
  minimumOffers,
  recommendedCount,
  choiceWorkingDays,
  creditWithoutRatings,
  approvedMethods,
  sharedNetworks,
  auctionHours,
  auctionExtension,
  firstBidAtMaximum,
  auctionMinimum,
  frameworkAnswerDays,
  frameworkLongestDays,
  numberHeads,
]

/** The settings that the rules of a draft ask, for the form: the browser runs the same rules. */
export const settingsForDraft = (rules: Settings): Settings => ({
  [procurementThresholds.key]: settingOf(rules, procurementThresholds),
  [engineeringThresholds.key]: settingOf(rules, engineeringThresholds),
  [methodSwitches.key]: settingOf(rules, methodSwitches),
  [approvedMethods.key]: settingOf(rules, approvedMethods),
  [frameworkLongestDays.key]: settingOf(rules, frameworkLongestDays),
})

/** 28, 49.3: how long a result is publicised before the award notice is issued. */
export const publicityPeriod = (rules: Settings): Period =>
  workingDays(settingOf(rules, publicityWorkingDays))

/** 22.2: how long a member has to answer a call-off. */
export const frameworkAnswer = (rules: Settings): Period => workingDays(settingOf(rules, frameworkAnswerDays))

/** 22.1.3: how long the owner has to choose. */
export const choicePeriod = (rules: Settings): Period => workingDays(settingOf(rules, choiceWorkingDays))

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
