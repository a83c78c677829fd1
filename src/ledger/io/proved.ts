import type { Db, Keys, Tx } from '../../platform/deps.ts'
import { type FactRecord, hex, planInclusion, prove } from '../index.ts'
import * as store from '../store.ts'
import { sha256OfServer } from './hash.ts'
import { fromRest } from './rest.ts'

/** A fact with the proof that it stands in the log of some size. */
export interface Proved {
  record: FactRecord
  index: number
  /** Hex, from the leaf up. */
  proof: string[]
}

/** Facts by their ids, in the order asked for, with their leaf hashes (hex). Throws when one is missing. */
export async function factsById(
  db: Tx | Db,
  keys: Keys,
  ids: readonly string[],
): Promise<{ record: FactRecord; leaf: string; index?: number }[]> {
  const rows = new Map((await store.factsByIds(db, ids)).map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = rows.get(id)
    if (!row) throw new Error(`there is no fact ${id}`)
    return { record: fromRest(keys, row), leaf: hex(row.leaf), index: row.index ?? undefined }
  })
}

/** Proves many facts at once in the log as it stood at `size`. Throws when one of them came later. */
export async function provedIn(
  db: Tx | Db,
  keys: Keys,
  ids: readonly string[],
  size: number,
): Promise<Proved[]> {
  const facts = await factsById(db, keys, ids)
  const plans = facts.map(({ index }) => planInclusion(index ?? size, size))
  const get = await store.nodesAt(db, plans.flat(2))
  return facts.map(({ record, index }, i) => ({
    record,
    index: index!,
    proof: prove(plans[i]!, get, sha256OfServer).map(hex),
  }))
}

/** The signed note of the first checkpoint that holds a fact; undefined while the fact waits for the sequencer. */
export async function checkpointWith(db: Tx | Db, id: string): Promise<string | undefined> {
  const [fact] = await store.factsByIds(db, [id])
  if (!fact) throw new Error(`there is no fact ${id}`)
  return fact.index === null ? undefined : (await store.checkpointHolding(db, fact.index))?.note
}
