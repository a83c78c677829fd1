import { formatKey, parseCheckpoint, parseNote } from '../../ledger/index.ts'
import { appendFacts, checkpointWith, historyOf, logKey, provedIn, sequence } from '../../ledger/server.ts'
import { act, writeClocks } from '../../platform/act.ts'
import type { Deps, Subject, Tx } from '../../platform/deps.ts'
import { auctionWorkflow, beganFact } from '../auction.ts'
import { auditText } from '../auction-audit.ts'
import type { Auction, AuctionCommand } from '../auction-state.ts'
import { outcomeOf } from '../auction-state.ts'
import { liveOf } from './auction-live.ts'
import * as store from './auction-store.ts'

export type AuctionSubject = Subject<Auction, AuctionCommand>

const settleJob = 'auction.settle'

/** The auction as the tick runs it: bids take their own way (auction-bids.ts), the end and what follows take this one. */
export function auctionSubject(deps: Deps): AuctionSubject {
  return {
    name: 'auction',
    workflow: auctionWorkflow,
    store: store.auctionStore,
    title: (a) => a.title,
    async react(tx, { id, before, after }) {
      if (after.status === before?.status || after.status !== 'ended') return
      await store.dropLimits(tx, id)
      await deps.jobs.enqueue(tx, settleJob, { auction: id })
    },
  }
}

/** Sets an auction in the caller's transaction: numbers, rules, clock. @param parties who may bid, with their leaves */
export async function beginAuction(
  tx: Tx,
  deps: Deps,
  id: string,
  auction: Auction,
  parties: readonly { agency: string; leaf: string }[],
): Promise<void> {
  await store.auctionStore.save(tx, id, auction, 1)
  const leaves = await store.enterParties(tx, deps.keys, id, parties)
  const at = await deps.now(tx)
  const facts = [beganFact(auction, leaves)]
  await appendFacts(tx, deps, { subject: `auction/${id}`, actor: 'system', at, facts })
  const clocks = auctionWorkflow.deadlines(auction, undefined as never)
  await writeClocks(tx, 'auction', id, auction.title, clocks, at)
}

/** What an auction has come to, for whoever asked for it: the leaves of the parties and their prices, best first. */
export interface Settled {
  id: string
  bids: readonly { leaf: string; amount: number }[]
  /** How many at the head share the lowest price. */
  tied: number
}

/**
 * Declares the job that publishes the audit file when bidding is over and hands the outcome on, in one transaction: the
 * file is out before there is a result.
 */
export function declareSettling(
  deps: Deps,
  subject: AuctionSubject,
  onSettled: (tx: Tx, settled: Settled) => Promise<void>,
): void {
  deps.jobs.handle<{ auction: string }>(settleJob, async ({ auction: id }) => {
    const found = await store.auctionStore.read(deps.db as unknown as Tx, id)
    if (found?.state.status !== 'ended') return
    const { text, digest } = await auditFile(deps, id, found.state)
    await deps.db.transaction().execute(async (tx) => {
      const outcome = await act(tx, deps, subject, id, { kind: 'settle', digest }, { kind: 'system' })
      if (!outcome.ok) {
        // Another process was faster.
        if (outcome.refusal.code === 'not-available') return
        throw new Error(`auction ${id}: ${outcome.refusal.code}`)
      }
      await store.saveAudit(tx, id, digest, text)
      const leaves = await store.leavesOf(tx, id)
      const { order, tied } = outcomeOf(outcome.state)
      const bids = order.map((n) => ({
        leaf: leaves[n - 1]!,
        amount: outcome.state.standings[n - 1]!.amount,
      }))
      await onSettled(tx, { id, bids, tied })
    })
    liveOf(deps).look()
  })
}

async function auditFile(deps: Deps, id: string, a: Auction): Promise<{ text: string; digest: string }> {
  await sequence(deps)
  const history = await historyOf(deps.db, `auction/${id}`)
  const ids = history.map((e) => e.record.id)
  const checkpoint = await checkpointWith(deps.db, ids.at(-1)!)
  const size = checkpoint && parseCheckpoint(parseNote(checkpoint)!.text)?.size
  if (!checkpoint || !size) throw new Error(`the log does not hold the end of auction ${id} yet`)
  const facts = await provedIn(deps.db, deps.keys, ids, size)
  const { number, title } = a
  return auditText({ number, title, log: formatKey(logKey(deps.keys)), checkpoint, facts })
}
