import { randomBytes, randomUUID } from 'node:crypto'
import type { Instant } from '../../calendar/index.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import type { Fact } from '../../workflow/index.ts'
import {
  canonicalBytes,
  type FactRecord,
  hashLeaf,
  hex,
  isDurable,
  longestRecord,
  noRecord,
} from '../index.ts'
import * as store from '../store.ts'
import { macOf, sha256OfServer } from './hash.ts'
import { atRest } from './rest.ts'

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
 * Throws a TypeError on a body that JSON does not carry unchanged: fractions, NUL, lone surrogates; a RangeError on one
 * that is too long.
 */
export async function appendFacts(
  tx: Tx,
  deps: Pick<Deps, 'keys'>,
  entry: { subject: string; actor: string; at: Instant; facts: readonly Fact[] },
): Promise<Appended[]> {
  if (entry.facts.length === 0) return []
  const appended = linked(deps, entry, await store.lastOf(tx, entry.subject))
  await store.insertFacts(tx, atRestAll(deps.keys, appended))
  return appended
}

/** Appends the first facts of many new subjects at once: one statement for all. */
export async function appendFirst(
  tx: Tx,
  deps: Pick<Deps, 'keys'>,
  entries: readonly { subject: string; actor: string; at: Instant; facts: readonly Fact[] }[],
): Promise<void> {
  const appended = entries.flatMap((entry) => linked(deps, entry, undefined))
  await store.insertFacts(tx, atRestAll(deps.keys, appended))
}

/** A subject that links a sealed fact to nothing. */
export const sealedSubject = (): string => `sealed/${randomUUID()}`

/** Records as they are stored. */
export const atRestAll = <T extends { record: FactRecord }>(keys: Deps['keys'], facts: readonly T[]): T[] =>
  facts.map((fact) => ({ ...fact, record: atRest(keys, fact.record) }))

/** A sealed fact as the columns of table `fact` take it; its subject is its own, so its number is 1. */
export interface PreparedFact extends Appended {
  /** hex */
  mac: string
  /** What the row holds: the record with its body, kind, article and actor under the key. */
  stored: FactRecord
}

/**
 * A sealed fact that stands alone, for a module that inserts it in a statement of its own (registrations take one round
 * trip, migrations/0005.sql).
 */
export function prepareSealed(
  deps: Pick<Deps, 'keys'>,
  { actor, at, ...fact }: Omit<Fact, 'visibility'> & { actor: string; at: Instant },
): PreparedFact {
  const entry = { subject: sealedSubject(), actor, at, facts: [{ ...fact, visibility: 'sealed' as const }] }
  const [linkedFact] = linked(deps, entry, undefined)
  return { ...linkedFact!, stored: atRest(deps.keys, linkedFact!.record) }
}

/** The records of facts that follow a subject's last one, ready to be stored. */
export function linked(
  deps: Pick<Deps, 'keys'>,
  entry: { subject: string; actor: string; at: Instant; facts: readonly Fact[] },
  last: { seq: number; leaf: Uint8Array } | undefined,
): (Appended & { mac: string })[] {
  let seq = last?.seq ?? 0
  let prev = last ? hex(last.leaf) : noRecord
  return entry.facts.map((fact) => {
    const record = recordOf(fact, entry, ++seq, prev)
    const bytes = canonicalBytes(record)
    if (bytes.length > longestRecord)
      throw new RangeError(`${fact.kind} is too long for a fact: ${bytes.length}`)
    prev = hex(hashLeaf(bytes, sha256OfServer))
    return { id: record.id, leaf: prev, mac: macOf(deps.keys, prev), record }
  })
}

function recordOf(
  fact: Fact,
  entry: { subject: string; actor: string; at: Instant },
  seq: number,
  prev: string,
): FactRecord {
  const { kind, article, visibility, body } = fact
  const { subject, actor, at } = entry
  if (!isDurable(body)) throw new TypeError(`the body of ${kind} does not survive JSON`)
  const salt = randomBytes(16).toString('hex')
  return { v: 1, id: randomUUID(), subject, seq, kind, at, article, actor, visibility, body, salt, prev }
}
