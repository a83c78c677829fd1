import { art } from '../gazette/index.ts'
import type { Json, Setting } from '../workflow/index.ts'
import { excellenceSettings } from './excellence.ts'

/** 38 says that the system rates by default, not with how many stars: 依省办法，本系统缺省值. */
export const defaultStars: Setting<number> = {
  key: 'fulfilment.default-stars',
  cites: art('111', '38'),
  default: 8,
  zh: '未按期评价时系统默认的星级（依省办法，本系统缺省值）',
  en: 'Stars of the default rating',
}

/** A default is no opinion of the owner's and counts for less in the credit score: 依省办法，本系统缺省值. */
export const defaultWeightPermille: Setting<number> = {
  key: 'fulfilment.default-weight-permille',
  cites: art('111', '38'),
  default: 500,
  zh: '默认评价计入信用评分的权重（千分比；依省办法，本系统缺省值）',
  en: 'Weight of a default rating in the credit score, in thousandths',
}

/** The measure asks for no reminders; those of this system go out at this hour: 本系统缺省值. */
export const reminderHour: Setting<number> = {
  key: 'fulfilment.reminder-hour',
  cites: art('111', '32.1'),
  default: 9,
  zh: '时限过半和届满前一日发出提醒的钟点（本系统缺省值）',
  en: 'Hour of the day at which reminders are sent',
}

/**
 * 12 has the fee paid by the contract; where no day was agreed on, it is due this many days after completion:
 * 本系统缺省值, after the thirty days of 《保障中小企业款项支付条例》.
 */
export const paymentDays: Setting<number> = {
  key: 'fulfilment.payment-days',
  cites: art('111', '12'),
  default: 30,
  zh: '未约定付款日期时，自服务完成之日起付清的天数（本系统缺省值）',
  en: 'Days from completion to payment where no day was agreed on',
}

/** 37 says 跟踪抽查, not how many: this share of the contracts of the period, at least one: 本系统缺省值. */
export const spotCheckSharePermille: Setting<number> = {
  key: 'fulfilment.spot-check-share-permille',
  cites: art('111', '37'),
  default: 100,
  zh: '抽查比例（千分比，至少抽 1 个；本系统缺省值）',
  en: 'Share of contracts drawn for a spot check, in thousandths; at least one',
}

/** The pool lies open before the draw, so that everybody can see that it is whole: 本系统缺省值. */
export const spotCheckLeadDays: Setting<number> = {
  key: 'fulfilment.spot-check-lead-days',
  cites: art('111', '37'),
  default: 2,
  zh: '抽查名单公布后几个工作日抽取（本系统缺省值）',
  en: 'Working days from the publication of the pool to the draw',
}

/** The measure names no time for a spot check: 本系统缺省值. */
export const spotCheckDays: Setting<number> = {
  key: 'fulfilment.spot-check-days',
  cites: art('111', '37'),
  default: 20,
  zh: '抽取后几个工作日内查完并公布（本系统缺省值）',
  en: 'Working days from the draw to the published results of a spot check',
}

/** Everything that this module leaves to the city, for the page that lists it. */
export const fulfilmentSettings: readonly Setting<Json>[] = [
  defaultStars,
  defaultWeightPermille,
  reminderHour,
  paymentDays,
  spotCheckSharePermille,
  spotCheckLeadDays,
  spotCheckDays,
  ...excellenceSettings,
]
