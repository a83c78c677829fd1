import type { Instant } from '../calendar/index.ts'

/** What is settled before anybody bids, published with the announcement. Money in 分, periods in minutes. */
export interface AuctionTerms {
  /** 报价范围: the least price at which a bid is taken, and 最高限价. */
  floor: number
  ceiling: number
  /** 22.1.5: the smallest reduction between two bids of one party. */
  step: number
  /** Whether the first bid may equal the maximum. */
  firstAtCeiling: boolean
  /** When bidding begins: working days after registration ended, hour and minute of the market's time. */
  begins: { workingDays: number; hour: number; minute: number }
  /** How long bidding lasts unless it is extended. */
  minutes: number
  /** A bid in the last `lastMinutes` moves the end by `extension` minutes, at most `times` times (0: no limit). */
  lastMinutes: number
  extension: number
  times: number
  /** Fewest parties that must have bid (27). */
  leastBidders: number
}

/** Where a party stands: its last bid, and when and as which of all bids it was made. */
export interface Standing {
  amount: number
  at: Instant
  /** 1 first, over all parties. */
  place: number
}

/** One descending auction. Parties are numbers, 1 first; who they are is no part of it. */
export interface Auction {
  status: 'bidding' | 'ended' | 'settled'
  /** 项目名称, for lists. */
  title: string
  /** 采购公告编号 */
  number: string
  terms: AuctionTerms
  startsAt: Instant
  /** Too late from this moment on; moves with every extension. */
  endsAt: Instant
  extensions: number
  /** By number − 1: the last bid of each party. */
  standings: readonly (Standing | null)[]
  /** How many bids have been taken. */
  bids: number
}

/** A party's instruction to bid for it, never below `least` 分; `order` tells who left theirs first. */
export interface Limit {
  bidder: number
  least: number
  order: number
}

export type AuctionCommand =
  | { kind: 'bid'; bidder: number; amount: number; limits: readonly Limit[] }
  /** A party has left or changed its limit. */
  | { kind: 'limit'; bidder: number; least: number; limits: readonly Limit[] }
  | { kind: 'end' }
  /** The audit file is out. */
  | { kind: 'settle'; digest: string }

/** Who is lowest when bidding is over. */
export interface AuctionOutcome {
  /** Numbers of those that bid, lowest price first; among equal prices the earlier bid first. */
  order: readonly number[]
  /** How many at the head of the order share the lowest price: more than one is a matter for the draw (22.1.5). */
  tied: number
}

/** Not-yet-bid parties stand nowhere. */
export const standingOf = (a: Auction, bidder: number): Standing | null => a.standings[bidder - 1] ?? null

/** The lowest price so far; undefined while nobody has bid. */
export function lowestOf(a: Auction, except?: number): number | undefined {
  let lowest: number | undefined
  a.standings.forEach((s, i) => {
    if (s && i + 1 !== except && (lowest === undefined || s.amount < lowest)) lowest = s.amount
  })
  return lowest
}

/** 22.1.5: 最低价中选; equal lowest prices are left to the draw, and only those. */
export function outcomeOf(a: Auction): AuctionOutcome {
  const bid = a.standings.flatMap((s, i) => (s ? [{ bidder: i + 1, ...s }] : []))
  bid.sort((x, y) => x.amount - y.amount || x.place - y.place)
  const order = bid.map((b) => b.bidder)
  return { order, tied: bid.filter((b) => b.amount === bid[0]?.amount).length }
}
