import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Instant } from '../calendar/index.ts'
import type { Deps, Tx } from '../platform/deps.ts'
import type { Fact } from '../workflow/index.ts'
import { type FactRecord, hex, isDurable, leafHash, noRecord, type Sha256 } from './index.ts'
import * as store from './store.ts'

/** OpenSSL's SHA-256 for the pure functions. */
export const fastSha256: Sha256 = (message) => createHash('sha256').update(message).digest()

/** A fact as it was appended. */
export interface Appended {
  id: string
  /** Leaf hash, hex: ask for the receipt by it. */
  leaf: string
  record: FactRecord
}

/**
 * Appends facts of one subject, in order, to its hash chain, in the caller's transaction, which holds the subject's row
 * (or has just made it). The sequencer takes them into the tree after the commit. A sealed fact's subject must be a
 * random one: subjects are what links facts.
 * Throws a TypeError on a body that JSON does not carry unchanged: fractions, NUL, lone surrogates.
 */
export async function appendFacts(
  tx: Tx,
  _deps: Pick<Deps, 'keys'>,
  entry: { subject: string; actor: string; at: Instant; facts: readonly Fact[] },
): Promise<Appended[]> {
  if (entry.facts.length === 0) return []
  const last = await store.lastOf(tx, entry.subject)
  let seq = last?.seq ?? 0
  let prev = last ? hex(last.leaf) : noRecord
  const appended = entry.facts.map(({ kind, article, visibility, body }) => {
    if (!isDurable(body)) throw new TypeError(`the body of ${kind} does not survive JSON`)
    const record: FactRecord = {
      ...{ v: 1, id: randomUUID(), subject: entry.subject, seq: ++seq, kind, at: entry.at, article },
      ...{ actor: entry.actor, visibility, body, salt: randomBytes(16).toString('hex'), prev },
    }
    const leaf = hex(leafHash(record, fastSha256))
    prev = leaf
    return { id: record.id, leaf, record }
  })
  await store.insertFacts(tx, appended)
  return appended
}
