import type { Article } from '../gazette/index.ts'
import { type Refusal, refuse } from '../workflow/index.ts'
import type { AuctionCommand } from './auction-state.ts'

interface Text {
  zh: string
  en: string
}

/** Why a bid or a proxy floor was not taken. Money in the parameters is 分 as `…` and yuan as `…Yuan`. */
export const auctionRefusals = {
  'bidding-not-begun': { zh: '竞价于 {{startsAt}} 开始。', en: 'Bidding begins on {{startsAt}}.' },
  'bidding-over': { zh: '竞价已于 {{endsAt}} 结束。', en: 'Bidding ended on {{endsAt}}.' },
  'bid-above-maximum': {
    zh: '出价不得高于最高限价 {{ceilingYuan}} 元。',
    en: 'A bid must not exceed the maximum price of {{ceilingYuan}} yuan.',
  },
  'bid-below-range': {
    zh: '出价不得低于报价范围的下限 {{floorYuan}} 元。',
    en: 'A bid must not fall below the range, which ends at {{floorYuan}} yuan.',
  },
  'first-bid-too-high': {
    zh: '首次出价须比最高限价低 {{stepYuan}} 元以上：不高于 {{nextYuan}} 元。',
    en: 'The first bid must lie {{stepYuan}} yuan below the maximum: at most {{nextYuan}} yuan.',
  },
  'reduction-too-small': {
    zh: '每次出价降价幅度不得少于最高限价的 3%（{{stepYuan}} 元）：本次出价不高于 {{nextYuan}} 元。',
    en: 'Each bid must lie at least 3% of the maximum ({{stepYuan}} yuan) below your last: at most {{nextYuan}} yuan.',
  },
  'no-further-bid': {
    zh: '再降 {{stepYuan}} 元即低于报价范围的下限 {{floorYuan}} 元，贵机构的出价已不能再降。',
    en: 'Another reduction of {{stepYuan}} yuan would leave the range ({{floorYuan}} yuan): your bid cannot fall further.',
  },
  'limit-too-high': {
    zh: '代为出价的底价须不高于下一次允许的出价 {{nextYuan}} 元，否则系统没有可代出的价。',
    en: 'The floor of a proxy must not exceed your next permitted bid of {{nextYuan}} yuan.',
  },
  'no-limit-left': { zh: '贵机构没有委托代为出价。', en: 'Your agency has left no floor for a proxy.' },
  'not-a-bidder': {
    zh: '贵机构不是本次竞价的参与方：只有报名且符合条件的机构可以出价。',
    en: 'Your agency takes no part in this auction: only eligible registrants bid.',
  },
  'nonce-used': {
    zh: '同一随机数已用于另一次出价。',
    en: 'This nonce was used for another bid.',
  },
  'auction-not-settled': {
    zh: '竞价尚未结束，审计文件在竞价结束后、公布结果前发布。',
    en: 'The audit file is published when bidding is over, before the result.',
  },
} as const satisfies Record<string, Text>

export type AuctionRefusal = keyof typeof auctionRefusals

/** A refusal of the auction: a code without words does not compile. */
export const refuseBid = (
  code: AuctionRefusal,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

/** Kinds of facts. */
export const auctionFacts = {
  'auction.began': {
    zh: '竞价安排公布：竞价方 {{parties}} 家，{{startsAt}} 至 {{endsAt}}',
    en: 'Auction set: {{parties}} parties, {{startsAt}} to {{endsAt}}',
  },
  'auction.bid': { zh: '竞价方 {{bidder}} 号出价', en: 'Party no. {{bidder}} bid' },
  'auction.extended': { zh: '竞价延长至 {{until}}', en: 'Bidding extended to {{until}}' },
  'auction.ended': { zh: '竞价结束，共 {{bids}} 次出价', en: 'Bidding over after {{bids}} bids' },
  'auction.audited': { zh: '发布竞价审计文件', en: 'Audit file of the auction published' },
} as const satisfies Record<string, Text>

export type AuctionFact = keyof typeof auctionFacts

export const auctionActions: Record<AuctionCommand['kind'] | 'take-back', Text> = {
  bid: { zh: '出价', en: 'Bid' },
  limit: { zh: '委托系统代为出价', en: 'Leave a floor for a proxy' },
  'take-back': { zh: '撤回委托', en: 'Take the floor back' },
  end: { zh: '竞价结束', en: 'Bidding ends' },
  settle: { zh: '发布审计文件', en: 'Publish the audit file' },
}
