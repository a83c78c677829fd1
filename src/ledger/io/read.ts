import type { Instant } from '../../calendar/index.ts'
import type { Db, Keys, Tx } from '../../platform/deps.ts'
import { type FactRecord, hex, planInclusion, prove, type Receipt, receiptOf } from '../index.ts'
import * as store from '../store.ts'
import { sha256OfServer } from './hash.ts'
import { fromRest } from './rest.ts'

/** A fact in its subject's history. */
export interface Entry {
  record: FactRecord
  /** Leaf hash, hex. */
  leaf: string
  /** Place in the log; undefined until the sequencer has taken it. */
  index?: number
  /** Whether anyone may read it. */
  open: boolean
}

const entryOf = (row: store.PlacedRow, record = store.recordOf(row)): Entry => ({
  record,
  leaf: hex(row.leaf),
  index: row.index ?? undefined,
  open: row.open,
})

/**
 * The history of a subject, in order. Everything is in it: show to outsiders only what is `open`. A sealed fact,
 * whose subject is its own, comes as it rests.
 */
export async function historyOf(db: Tx | Db, subject: string): Promise<Entry[]> {
  return (await store.factsOf(db, subject)).map((row) => entryOf(row))
}

/** What anyone may read of some kinds of facts in the log's order, from a place on or the newest ones. */
export async function openEntries(
  db: Tx | Db,
  kinds: readonly string[],
  from: number | 'newest',
  limit: number,
): Promise<Entry[]> {
  return (await store.openEntriesOf(db, kinds, from, limit)).map((row) => entryOf(row))
}

/** A fact by its leaf hash, also a sealed one; undefined when there is none. */
export async function entryAt(db: Tx | Db, keys: Keys, leaf: Uint8Array): Promise<Entry | undefined> {
  const row = await store.factByLeaf(db, leaf)
  return row && entryOf(row, fromRest(keys, row))
}

/**
 * The facts about one kind of subject in a period, in time's order; `opened`: those that were sealed and are open by now.
 * For audit (111/13), which may read what the parties may.
 */
export async function factsOfKind(
  db: Tx | Db,
  keys: Keys,
  kind: string,
  period: { from: Instant; to: Instant },
  limit: number,
): Promise<Entry[]> {
  const rows = await store.factsOfKind(db, kind, period, limit)
  return rows.map((row) => entryOf(row, fromRest(keys, row)))
}

/**
 * The receipt of a leaf under the first checkpoint that holds it; undefined while it waits for the sequencer.
 * @param withRecord whether the reader may have the fact itself
 */
export async function receiptFor(
  db: Tx | Db,
  keys: Keys,
  leaf: Uint8Array,
  withRecord: (entry: Entry) => boolean = (entry) => entry.open,
): Promise<Receipt | undefined> {
  const entry = await entryAt(db, keys, leaf)
  if (entry?.index === undefined) return undefined
  const checkpoint = await store.checkpointHolding(db, entry.index)
  if (!checkpoint) throw new Error(`leaf ${entry.index} is under no checkpoint`)
  const proof = await proofOf(db, planInclusion(entry.index, checkpoint.size))
  return receiptOf(leaf, entry.index, proof, checkpoint.note, withRecord(entry) ? entry.record : undefined)
}

/** Carries a proof's plan out on the stored nodes. */
export async function proofOf(db: Tx | Db, plan: ReturnType<typeof planInclusion>): Promise<Uint8Array[]> {
  return prove(plan, await store.nodesAt(db, plan.flat()), sha256OfServer)
}

/** From now on anyone may read these sealed facts. Idempotent; ids that are not sealed facts are left alone. */
export const openFacts = (tx: Tx, ids: readonly string[], at: Instant): Promise<void> =>
  store.openFacts(tx, ids, at)

/** A public fact as it is told while it happens. */
export interface Told {
  subject: string
  seq: number
  kind: string
  at: Instant
  body: FactRecord['body']
  /** Leaf hash, hex. */
  leaf: string
}

/**
 * The public facts of subjects beyond a number of each, in order, and the market's time: for those who watch while it
 * happens. A subject's writers hold its row, so no lower number appears after a higher one.
 */
export async function factsBeyond(
  db: Tx | Db,
  after: ReadonlyMap<string, number>,
): Promise<{ now: Instant; facts: Told[] }> {
  const { now, rows } = await store.publicTails(db, after)
  return {
    now,
    facts: rows.map(({ subject, seq, kind, at, body, leaf }) => ({
      ...{ subject, seq, kind, at, body, leaf: hex(leaf) },
    })),
  }
}
