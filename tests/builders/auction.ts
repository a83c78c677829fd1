import { instant } from '../../src/calendar/index.ts'
import { auctionTerms, decide, newAuction } from '../../src/procurement/auction.ts'
import type { Auction, AuctionTerms, Limit } from '../../src/procurement/auction-state.ts'
import type { Fact } from '../../src/workflow/index.ts'

export const begins = instant('2026-10-09T09:30')
/** Yuan as 分. */
export const yuan = (amount: number) => Math.round(amount * 100)

/** 100 yuan at most, 80 at least, so a step of 3.00; five parties; one hour. */
export const anAuction = (changes: Partial<AuctionTerms> = {}, parties = 5): Auction =>
  newAuction(
    {
      title: '水土保持方案编制',
      number: 'JJ-2026-0924-0001',
      startsAt: begins,
      terms: {
        ...auctionTerms({ floor: yuan(80), ceiling: yuan(100) }, '2026-09-24', {}),
        ...changes,
      },
    },
    parties,
  )

/** A bid in yuan, at 09:40 unless told. */
export const bid = (
  a: Auction,
  bidder: number,
  amount: number,
  now = instant('2026-10-09T09:40'),
  limits: Limit[] = [],
) => decide(a, { kind: 'bid', bidder, amount: yuan(amount), limits }, { now })

/** Takes bids that are expected to be permitted. */
export const having = (a: Auction, ...bids: [bidder: number, amount: number, at?: string][]): Auction =>
  bids.reduce((state, [bidder, amount, at]) => {
    const taken = bid(state, bidder, amount, at === undefined ? undefined : instant(at))
    if (!taken.ok) throw new Error(taken.refusal.code)
    return taken.state
  }, a)

/** The bids that facts tell of. */
export const bidsIn = (facts: readonly Fact[]) =>
  facts.filter((f) => f.kind === 'auction.bid').map((f) => [f.body.bidder, f.body.amount])
