import { art, statutory } from '../gazette/index.ts'
import type { Setting } from '../workflow/index.ts'

/** 22.1.5: 每次出价降价幅度不得少于最高限价的3%. In per cent of the maximum price. */
export const leastReductionPercent = statutory({
  cites: art('111', '22.1.5'),
  versions: [{ from: '2022-12-01', value: 3 }],
})

/** Whether the measure allows the descending auction; another document may end it from a day on. */
export const biddingSelection = statutory({
  cites: art('111', '22.1.5'),
  versions: [{ from: '2022-12-01', value: true }],
})

/**
 * The smallest reduction that 22.1.5 allows, in 分. Of whole 分 the smallest that is not less than the share: the
 * reduction "不得少于", so a fraction of a 分 counts up. Whole numbers throughout: 3% of 0.99 yuan is 2.97 分, so 3.
 * @param ceiling 最高限价, 分
 */
export const leastReduction = (ceiling: number, percent: number): number =>
  Math.floor(ceiling / 100) * percent + Math.ceil(((ceiling % 100) * percent) / 100)

/** 22.1.5 speaks of 规定时限 and leaves it open: when bidding begins, counted from the end of registration, and how long it lasts. */
export const auctionHours: Setting<{ workingDays: number; hour: number; minute: number; minutes: number }> = {
  key: 'procurement.auction-hours',
  cites: art('111', '22.1.5'),
  default: { workingDays: 1, hour: 9, minute: 30, minutes: 60 },
  zh: '竞价开始（报名截止后第几个工作日、时、分）和竞价时长（分钟；本系统缺省值）',
  en: 'When bidding begins (working days after registration, hour, minute) and how many minutes it lasts',
}

/** 22.1.5 leaves open what a bid in the last moment does: it moves the end, so that others can answer. 0 times: no limit. */
export const auctionExtension: Setting<{ lastMinutes: number; minutes: number; times: number }> = {
  key: 'procurement.auction-extension',
  cites: art('111', '22.1.5'),
  default: { lastMinutes: 2, minutes: 2, times: 0 },
  zh: '竞价最后几分钟内有出价的，自动延长几分钟，最多几次（0 为不限；本系统缺省值）',
  en: 'A bid in the last minutes moves the end by so many minutes, at most so many times (0: no limit)',
}

/** 22.1.5 does not say from where the first bid falls: 1, it may equal the maximum; 0, it falls by the least reduction too. */
export const firstBidAtMaximum: Setting<number> = {
  key: 'procurement.auction-first-bid-at-maximum',
  cites: art('111', '22.1.5'),
  default: 1,
  zh: '首次出价可以等于最高限价（1 可以，0 首次出价也须降价；本系统缺省值）',
  en: 'The first bid may equal the maximum price (1) or must fall below it by the least reduction (0)',
}

/** 27 speaks of 最低要求, which 22.1.5 does not give: eligible registrations, and parties that bid. */
export const auctionMinimum: Setting<{ registrations: number; bidders: number }> = {
  key: 'procurement.auction-minimum',
  cites: art('111', '27'),
  default: { registrations: 3, bidders: 1 },
  zh: '竞价选取的最低要求：符合条件的报名家数、出价家数（本系统缺省值）',
  en: 'Least number of eligible registrations, and of parties that bid, for an auction',
}
