import {
  addMs,
  type Calendar,
  dateOf,
  type Instant,
  instant,
  toEpochMs,
  workingDays,
} from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import {
  type AvailableAction,
  accept,
  type Context,
  type Deadline,
  type Decision,
  type Fact,
  impossible,
  type Refusal,
  refuse,
  reject,
  type Settings,
  settingOf,
  type Workflow,
} from '../workflow/index.ts'
import {
  auctionExtension,
  auctionHours,
  auctionMinimum,
  firstBidAtMaximum,
  leastReduction,
  leastReductionPercent,
} from './auction-figures.ts'
import {
  type Auction,
  type AuctionCommand,
  type AuctionTerms,
  type Limit,
  lowestOf,
  outcomeOf,
  standingOf,
} from './auction-state.ts'
import { type AuctionFact, refuseBid } from './auction-words.ts'

/*
 * 竞价选取 (22.1.5): in the published range each party bids as often as it likes, each time lower than its own last bid by
 * 3% of the maximum at least; the lowest wins; equal lowest go to the draw.
 */

const cites = art('111', '22.1.5')
const minuteMs = 60_000

/** 22.1.5: the rules of one auction, as the figures and settings in force on the day of publication have them. */
export function auctionTerms(
  range: { floor: number; ceiling: number },
  day: string,
  rules: Settings,
): AuctionTerms {
  const { lastMinutes, minutes: extension, times } = settingOf(rules, auctionExtension)
  const { workingDays, hour, minute, minutes } = settingOf(rules, auctionHours)
  return {
    ...range,
    step: leastReduction(range.ceiling, leastReductionPercent.on(day)),
    firstAtCeiling: settingOf(rules, firstBidAtMaximum) !== 0,
    begins: { workingDays, hour, minute },
    minutes,
    ...{ lastMinutes, extension, times },
    leastBidders: Math.max(1, settingOf(rules, auctionMinimum).bidders),
  }
}

/** When bidding begins: at a fixed hour, some working days after registration ended, and never before it is known who bids. */
export function biddingBegins(
  deadline: Instant,
  openedAt: Instant,
  { begins }: Pick<AuctionTerms, 'begins'>,
  calendar: Calendar,
): Instant {
  const two = (n: number) => String(n).padStart(2, '0')
  const from = (moment: Instant) => {
    const day =
      begins.workingDays === 0
        ? dateOf(moment)
        : calendar.after(moment, workingDays(begins.workingDays)).lastDay
    return instant(`${day}T${two(begins.hour % 24)}:${two(begins.minute % 60)}`)
  }
  const planned = from(deadline)
  if (planned > openedAt) return planned
  // Opened later than planned, since trustees could not be reached: the same hour after the opening.
  const later = from(openedAt)
  return later > openedAt ? later : addMs(openedAt, 10 * minuteMs)
}

/** An auction as it is set when it is known how many may bid. */
export const newAuction = (
  matter: Pick<Auction, 'title' | 'number' | 'terms' | 'startsAt'>,
  parties: number,
): Auction => ({
  ...matter,
  status: 'bidding',
  endsAt: addMs(matter.startsAt, matter.terms.minutes * minuteMs),
  extensions: 0,
  standings: Array.from({ length: parties }, () => null),
  bids: 0,
})

/** The highest price that a party may bid next; undefined when its bid cannot fall any further inside the range. */
export function nextPermitted(a: Auction, bidder: number): number | undefined {
  const { ceiling, floor, step, firstAtCeiling } = a.terms
  const last = standingOf(a, bidder)
  const next = last ? last.amount - step : firstAtCeiling ? ceiling : ceiling - step
  return next >= floor ? next : undefined
}

/** 规定时限: from the beginning, up to the end; the end itself is too late. */
const duringBidding = (a: Auction, now: Instant): Refusal | undefined => {
  if (a.status !== 'bidding' || now >= a.endsAt) return refuseBid('bidding-over', cites, { endsAt: a.endsAt })
  return now < a.startsAt ? refuseBid('bidding-not-begun', cites, { startsAt: a.startsAt }) : undefined
}

const isParty = (a: Auction, bidder: number): Refusal | undefined =>
  Number.isSafeInteger(bidder) && bidder >= 1 && bidder <= a.standings.length
    ? undefined
    : refuseBid('not-a-bidder', cites)

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
const money = (figures: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(figures).flatMap(([k, v]) => [[k, v] as const, [`${k}Yuan`, yuan(v)] as const]),
  )

/** 22.1.5: inside the published range, and at least 3% of the maximum below the party's own last bid. */
export function amountIsPermitted(
  a: Auction,
  bidder: number,
  amount: number,
  field = 'amount',
): Refusal | undefined {
  const { ceiling, floor, step } = a.terms
  if (!Number.isSafeInteger(amount)) throw new RangeError('a bid is a whole number of 分')
  if (amount > ceiling) return refuseBid('bid-above-maximum', cites, money({ ceiling }), field)
  if (amount < floor) return refuseBid('bid-below-range', cites, money({ floor }), field)
  const next = nextPermitted(a, bidder)
  if (next === undefined) return refuseBid('no-further-bid', cites, money({ step, floor }), field)
  if (amount <= next) return undefined
  const code = standingOf(a, bidder) ? 'reduction-too-small' : 'first-bid-too-high'
  return refuseBid(code, cites, money({ step, next }), field)
}

/** A floor below which nothing is bid, within the range, and low enough that there is something to bid. */
export function limitIsPermitted(a: Auction, bidder: number, least: number): Refusal | undefined {
  const { ceiling, floor, step } = a.terms
  if (least > ceiling) return refuseBid('bid-above-maximum', cites, money({ ceiling }), 'least')
  if (least < floor) return refuseBid('bid-below-range', cites, money({ floor }), 'least')
  const next = nextPermitted(a, bidder)
  if (next === undefined) return refuseBid('no-further-bid', cites, money({ step, floor }), 'least')
  return least > next ? refuseBid('limit-too-high', cites, money({ next }), 'least') : undefined
}

/**
 * Where the end moves when a bid is taken at a moment: by the extension when the bid falls into the last minutes and the
 * number of extensions is not used up. Each needs a bid, and each party has at most (range / step) + 1 of them.
 */
export function endAfter(a: Auction, at: Instant): Instant {
  const { lastMinutes, extension, times } = a.terms
  if (extension === 0 || (times > 0 && a.extensions >= times)) return a.endsAt
  const late = toEpochMs(at) >= toEpochMs(a.endsAt) - lastMinutes * minuteMs
  return late ? addMs(a.endsAt, extension * minuteMs) : a.endsAt
}

const fact = (kind: AuctionFact, body: Fact['body']): Fact => ({
  kind,
  article: cites,
  visibility: 'public',
  body,
})

/** Takes a bid that was found permitted: the party's new standing, the end, the facts. */
function taken(a: Auction, bidder: number, amount: number, at: Instant): { auction: Auction; facts: Fact[] } {
  const place = a.bids + 1
  const standings = a.standings.map((s, i) => (i + 1 === bidder ? { amount, at, place } : s))
  const endsAt = endAfter(a, at)
  const facts = [fact('auction.bid', { bidder, amount, place })]
  if (endsAt === a.endsAt) return { auction: { ...a, standings, bids: place }, facts }
  const extensions = a.extensions + 1
  facts.push(fact('auction.extended', { until: endsAt, times: extensions, bid: place }))
  return { auction: { ...a, standings, bids: place, endsAt, extensions }, facts }
}

/**
 * What the system bids for a party that left a floor. It acts only when the party is outbid (somebody stands lower, or it
 * has not bid yet); an equal price is not outbid, the draw decides there. It bids the highest price that takes the lead;
 * where the floor forbids that, the lowest price of the others, to share the lead; otherwise nothing.
 */
export function proxyBid(a: Auction, { bidder, least }: Pick<Limit, 'bidder' | 'least'>): number | undefined {
  const own = standingOf(a, bidder)
  const lowest = lowestOf(a, bidder)
  if (own && (lowest === undefined || own.amount <= lowest)) return undefined
  const next = nextPermitted(a, bidder)
  if (next === undefined) return undefined
  const bottom = Math.max(least, a.terms.floor)
  const leading = lowest === undefined ? next : Math.min(next, lowest - 1)
  if (leading >= bottom) return leading
  return lowest !== undefined && lowest >= bottom && lowest <= next ? lowest : undefined
}

/**
 * Lets those that left a floor answer each other until none has anything to bid. One at a time: of those outbid, the one
 * that left its floor first. Nothing but the state and the floors decides, and every bid falls by a step, so it ends.
 */
export function answered(
  a: Auction,
  limits: readonly Limit[],
  at: Instant,
): { auction: Auction; facts: Fact[] } {
  const inOrder = [...limits].sort((x, y) => x.order - y.order || x.bidder - y.bidder)
  const facts: Fact[] = []
  for (let auction = a; ; ) {
    let moved = false
    for (const limit of inOrder) {
      const amount = proxyBid(auction, limit)
      if (amount === undefined) continue
      const next = taken(auction, limit.bidder, amount, at)
      auction = next.auction
      facts.push(...next.facts)
      moved = true
      break
    }
    if (!moved) return { auction, facts }
  }
}

/** Decides a command on an auction; the moment is the database's, under the auction's lock. */
export function decide(a: Auction, command: AuctionCommand, ctx: Pick<Context, 'now'>): Decision<Auction> {
  const { now } = ctx
  switch (command.kind) {
    case 'bid': {
      const { bidder, amount, limits } = command
      const against = duringBidding(a, now) ?? isParty(a, bidder) ?? amountIsPermitted(a, bidder, amount)
      if (against) return reject(against)
      const own = taken(a, bidder, amount, now)
      const rest = answered(own.auction, limits, now)
      return accept(rest.auction, ...own.facts, ...rest.facts)
    }
    case 'limit': {
      const { bidder, least, limits } = command
      const against = duringBidding(a, now) ?? isParty(a, bidder) ?? limitIsPermitted(a, bidder, least)
      if (against) return reject(against)
      const { auction, facts } = answered(a, limits, now)
      return accept(auction, ...facts)
    }
    case 'end': {
      if (a.status !== 'bidding')
        return reject(refuse('not-available', cites, { act: 'end', status: a.status }))
      if (now < a.endsAt) return reject(refuse('not-available', cites, { act: 'end', due: a.endsAt }))
      const { order, tied } = outcomeOf(a)
      const lowest = order[0] === undefined ? undefined : standingOf(a, order[0])!.amount
      return accept<Auction>(
        { ...a, status: 'ended' },
        fact('auction.ended', { bids: a.bids, endsAt: a.endsAt, lowest, order, tied }),
      )
    }
    case 'settle':
      if (a.status !== 'ended')
        return reject(refuse('not-available', cites, { act: 'settle', status: a.status }))
      return accept<Auction>({ ...a, status: 'settled' }, fact('auction.audited', { digest: command.digest }))
    default:
      return impossible(command)
  }
}

/** What is announced when it is known who may bid: the rules, and by which leaf of the log each number stands. */
export const beganFact = (a: Auction, leaves: readonly string[]): Fact =>
  fact('auction.began', {
    number: a.number,
    startsAt: a.startsAt,
    endsAt: a.endsAt,
    parties: leaves.length,
    terms: { ...a.terms },
    leaves,
  })

/** Nobody's buttons: parties bid by their own routes, and the system ends and settles. */
const availableActions = (a: Auction, ctx: Context): AvailableAction[] => {
  if (ctx.actor.kind !== 'system') return []
  if (a.status === 'bidding') return [{ act: 'end', article: cites }]
  return a.status === 'ended' ? [{ act: 'settle', article: cites }] : []
}

/** The one clock of an auction: its end, which every extension moves. */
const deadlines = (a: Auction): Deadline[] =>
  a.status === 'bidding'
    ? [{ action: 'end', article: cites, since: a.startsAt, due: a.endsAt, who: 'system' }]
    : []

export const auctionWorkflow: Workflow<Auction, AuctionCommand> = { decide, availableActions, deadlines }
