import { art } from '../../gazette/index.ts'
import { appendFacts } from '../../ledger/server.ts'
import { writeClocks } from '../../platform/act.ts'
import type { Db, Deps, Keys, Tx } from '../../platform/deps.ts'
import type { Fact, Refusal } from '../../workflow/index.ts'
import { auctionWorkflow, decide } from '../auction.ts'
import type { Auction, Limit } from '../auction-state.ts'
import { refuseBid } from '../auction-words.ts'
import type { TakenBid } from './auction-store.ts'
import * as store from './auction-store.ts'

/*
 * Bids, from the party's click to the durable answer (22.1.5). All bids of one auction change the same row, so commits
 * one after the other would be the limit. Each process therefore takes those that wait together: one lock, one decision
 * after the other, one commit, then all answers. docs/decisions/0020-auction.md has the measurement.
 */

/** What a party asks for. Amounts are 分; the nonce, 32 bytes in hex, is the party's own mark of its request. */
export type Wish =
  | { kind: 'bid'; bidder: number; amount: number; nonce: string }
  | { kind: 'limit'; bidder: number; least: number }
  | { kind: 'take-back'; bidder: number }

export type Answered =
  | { ok: true; bid?: TakenBid; repeated?: boolean; auction: Auction }
  | { ok: false; refusal: Refusal; status?: number }

interface Waiting {
  wish: Wish
  resolve(answer: Answered): void
  reject(error: unknown): void
}

const queues = new WeakMap<Db, Map<string, Waiting[]>>()
/** Most wishes per commit: the last of them waits for the deciding of all. */
const most = 200

/**
 * Puts a wish to the auction and answers when what came of it is durable.
 * @param committed called after each commit that brought facts, so that watchers of this process need not wait
 */
export function wish(
  deps: Deps,
  id: string,
  what: Wish,
  committed: () => void = () => {},
): Promise<Answered> {
  const ofMarket = queues.get(deps.db) ?? new Map<string, Waiting[]>()
  queues.set(deps.db, ofMarket)
  return new Promise((resolve, reject) => {
    const waiting = ofMarket.get(id)
    if (waiting) {
      waiting.push({ wish: what, resolve, reject })
      return
    }
    ofMarket.set(id, [{ wish: what, resolve, reject }])
    void work(deps, id, ofMarket, committed)
  })
}

/** Takes batch after batch until nobody waits. */
async function work(
  deps: Deps,
  id: string,
  ofMarket: Map<string, Waiting[]>,
  committed: () => void,
): Promise<void> {
  for (;;) {
    const queue = ofMarket.get(id)!
    if (queue.length === 0) {
      ofMarket.delete(id)
      return
    }
    const batch = queue.splice(0, most)
    try {
      const answers = await deps.db.transaction().execute((tx) =>
        inOneCommit(
          tx,
          deps,
          id,
          batch.map((w) => w.wish),
        ),
      )
      committed()
      batch.forEach((w, i) => {
        w.resolve(answers[i]!)
      })
    } catch (error) {
      for (const w of batch) w.reject(error)
    }
  }
}

const sealPurpose = (id: string, bidder: number) => `auction limit ${id} ${bidder}`
/** One length for all floors. */
const sealLimit = (keys: Keys, id: string, bidder: number, least: number): Uint8Array =>
  keys.seal(sealPurpose(id, bidder), Buffer.from(String(least).padStart(16, '0')))
const openLimit = (keys: Keys, id: string, bidder: number, sealed: string): number =>
  Number(Buffer.from(keys.open(sealPurpose(id, bidder), Buffer.from(sealed, 'hex'))).toString())

/** One decision after the other on the state as the one before left it; what is refused leaves no trace. */
async function inOneCommit(tx: Tx, deps: Deps, id: string, wishes: readonly Wish[]): Promise<Answered[]> {
  const nonces = wishes.flatMap((w) => (w.kind === 'bid' ? [w.nonce] : []))
  const locked = await store.lockForBids(tx, id, nonces)
  if (!locked) throw new Error(`there is no auction ${id}`)
  let auction = locked.state
  const limits: Limit[] = locked.limits.map(({ bidder, order, sealed }) => ({
    ...{ bidder, order, least: openLimit(deps.keys, id, bidder, sealed) },
  }))
  const facts: Fact[] = []
  const nonceOfFact = new Map<number, string>()
  const factOfNonce = new Map<string, number>()
  const known = new Map(locked.known.map((b) => [`${b.bidder} ${b.nonce}`, b]))
  const answers: (Answered & { fact?: number })[] = []

  for (const w of wishes) {
    if (w.kind === 'bid') {
      const mark = `${w.bidder} ${w.nonce}`
      const before = known.get(mark)
      const now = factOfNonce.get(mark)
      const amount = before?.amount ?? (now === undefined ? undefined : facts[now]!.body.amount)
      if (amount !== undefined) {
        answers.push(
          amount === w.amount
            ? { ok: true, repeated: true, auction, ...(before ? { bid: bare(before) } : { fact: now! }) }
            : { ok: false, status: 422, refusal: refuseBid('nonce-used', art('111', '22.1.5'), {}, 'nonce') },
        )
        continue
      }
      const { bidder } = w
      const decided = decide(auction, { kind: 'bid', bidder, amount: w.amount, limits }, { now: locked.at })
      if (!decided.ok) {
        answers.push(decided)
        continue
      }
      auction = decided.state
      nonceOfFact.set(facts.length, w.nonce)
      factOfNonce.set(mark, facts.length)
      answers.push({ ok: true, auction, fact: facts.length })
      facts.push(...decided.facts)
    } else if (w.kind === 'limit') {
      const { bidder, least } = w
      const held = limits.find((l) => l.bidder === bidder)
      const order = held?.order ?? Math.max(0, ...limits.map((l) => l.order)) + 1
      const others = limits.filter((l) => l !== held)
      const all = [...others, { bidder, least, order }]
      const decided = decide(auction, { kind: 'limit', bidder, least, limits: all }, { now: locked.at })
      if (!decided.ok) {
        answers.push(decided)
        continue
      }
      limits.splice(0, limits.length, ...all)
      await store.saveLimit(tx, id, bidder, sealLimit(deps.keys, id, bidder, least))
      auction = decided.state
      facts.push(...decided.facts)
      answers.push({ ok: true, auction })
    } else {
      const at = limits.findIndex((l) => l.bidder === w.bidder)
      if (at < 0) {
        answers.push({ ok: false, refusal: refuseBid('no-limit-left', art('111', '22.1.5')) })
        continue
      }
      limits.splice(at, 1)
      await store.dropLimit(tx, id, w.bidder)
      answers.push({ ok: true, auction })
    }
  }
  if (facts.length === 0) return answers
  const subject = `auction/${id}`
  const appended = await appendFacts(tx, deps, { subject, actor: 'agency', at: locked.at, facts })
  const bids = appended.map(({ record, leaf }, i) => ({
    ...{ seq: record.seq, bidder: record.body.bidder as number, amount: record.body.amount as number },
    ...{ at: locked.at, leaf, nonce: nonceOfFact.get(i) },
  }))
  const taken = bids.filter((_, i) => facts[i]!.kind === 'auction.bid')
  await store.saveBids(tx, id, auction, locked.version + 1, taken)
  if (auction.endsAt !== locked.state.endsAt) {
    const clocks = auctionWorkflow.deadlines(auction, undefined as never)
    await writeClocks(tx, 'auction', id, auction.title, clocks, locked.at)
  }
  return answers.map(({ fact, ...a }) => (a.ok && fact !== undefined ? { ...a, bid: bare(bids[fact]!) } : a))
}

const bare = ({ seq, bidder, amount, at, leaf }: TakenBid): TakenBid => ({ seq, bidder, amount, at, leaf })
