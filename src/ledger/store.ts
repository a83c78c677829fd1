import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Article } from '../gazette/index.ts'
import type { Db, Tx } from '../platform/deps.ts'
import type { Fact } from '../workflow/index.ts'
import { type FactRecord, hex, type Node, type Place } from './index.ts'

/** A record with its leaf hash, as a row. */
export interface FactRow {
  id: string
  subject: string
  seq: number
  kind: string
  at: Instant
  article: Article
  actor: string
  visibility: Fact['visibility']
  body: Fact['body']
  salt: Buffer
  prev: Buffer
  leaf: Buffer
}

/** The record that was hashed, from its row. */
export function recordOf(row: FactRow): FactRecord {
  const { id, subject, seq, kind, at, article, actor, visibility, body } = row
  const salt = hex(row.salt)
  const prev = hex(row.prev)
  return { v: 1, id, subject, seq, kind, at, article, actor, visibility, body, salt, prev }
}

const one = async <T>(db: Tx | Db, query: RawBuilder<T>): Promise<T | undefined> =>
  (await query.execute(db)).rows[0]

/** The end of a subject's chain. */
export const lastOf = (tx: Tx, subject: string) =>
  one(
    tx,
    sql<{ seq: number; leaf: Buffer }>`
      select seq, leaf from fact where subject = ${subject} order by seq desc limit 1`,
  )

export async function insertFacts(
  tx: Tx,
  rows: readonly { record: FactRecord; leaf: string }[],
): Promise<void> {
  // Hex in one JSON parameter: one statement, one plan, whatever the number of rows.
  const json = JSON.stringify(rows.map(({ record, leaf }) => ({ ...record, leaf })))
  await sql`
    insert into fact (id, subject, seq, kind, at, article, actor, visibility, body, salt, prev, leaf)
    select id, subject, seq, kind, at, article, actor, visibility, body,
      decode(salt, 'hex'), decode(prev, 'hex'), decode(leaf, 'hex')
    from jsonb_to_recordset(${json}::jsonb) as r (id text, subject text, seq int, kind text, at timestamptz,
      article text, actor text, visibility text, body jsonb, salt text, prev text, leaf text)`.execute(tx)
}

export async function openFacts(tx: Tx, ids: readonly string[], at: Instant): Promise<void> {
  await sql`
    insert into fact_opening (fact, at) select id, ${at} from fact where id = any(${ids}) and visibility = 'sealed'
    on conflict do nothing`.execute(tx)
}

/** Only one sequencer at a time; the lock goes with the transaction, so a killed one leaves nothing behind. */
export const lockSequencer = async (tx: Tx): Promise<boolean> =>
  (await one(tx, sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(6962, 1) as locked`))!.locked

/** Takes the oldest pending facts out of the queue, in order. */
export async function takePending(tx: Tx, most: number): Promise<{ fact: string; leaf: Buffer }[]> {
  const { rows } = await sql<{ fact: string; leaf: Buffer }>`
    with taken as (
      delete from ledger_pending
      where place in (select place from ledger_pending order by place limit ${most}) returning place, fact)
    select taken.fact, fact.leaf from taken join fact on fact.id = taken.fact order by taken.place`.execute(
    tx,
  )
  return rows
}

export const hasPending = async (db: Db): Promise<boolean> =>
  (await one(db, sql<{ some: boolean }>`select exists (select from ledger_pending) as some`))!.some

export interface CheckpointRow {
  size: number
  root: Buffer
  note: string
  at: Instant
}

/** The newest checkpoint. */
export const lastCheckpoint = (db: Tx | Db) =>
  one(db, sql<CheckpointRow>`select size, root, note, at from ledger_checkpoint order by size desc limit 1`)

/** The first checkpoint that holds leaf `index`. */
export const checkpointHolding = (db: Tx | Db, index: number) =>
  one(
    db,
    sql<CheckpointRow>`
      select size, root, note, at from ledger_checkpoint where size > ${index} order by size limit 1`,
  )

export async function insertLeaves(
  tx: Tx,
  from: number,
  leaves: readonly { fact: string; leaf: Buffer }[],
): Promise<void> {
  await sql`
    insert into ledger_leaf (index, fact, hash)
    select ${from}::bigint + place - 1, fact, decode(hash, 'hex')
    from unnest(${leaves.map((l) => l.fact)}::text[], ${leaves.map((l) => hex(l.leaf))}::text[])
      with ordinality as t (fact, hash, place)`.execute(tx)
}

export async function insertNodes(tx: Tx, nodes: readonly Node[]): Promise<void> {
  if (nodes.length === 0) return
  await sql`
    insert into ledger_node (level, index, hash)
    select level, index, decode(hash, 'hex')
    from unnest(${nodes.map((n) => n.level)}::int[], ${nodes.map((n) => n.index)}::bigint[],
      ${nodes.map((n) => hex(n.hash))}::text[]) as t (level, index, hash)`.execute(tx)
}

export async function insertCheckpoint(tx: Tx, size: number, root: Uint8Array, note: string): Promise<void> {
  await sql`
    insert into ledger_checkpoint (size, root, note) values (${size}, ${Buffer.from(root)}, ${note})`.execute(
    tx,
  )
}

/** Hashes of complete subtrees, leaves included (level 0). Throws when one is missing. */
export async function nodesAt(db: Tx | Db, places: readonly Place[]): Promise<(place: Place) => Uint8Array> {
  const key = (place: Place) => `${place.level}/${place.index}`
  const { rows } = await sql<Node>`
    select p.level, p.index, coalesce(l.hash, n.hash) as hash
    from unnest(${places.map((p) => p.level)}::int[], ${places.map((p) => p.index)}::bigint[]) as p (level, index)
    left join ledger_leaf l on p.level = 0 and l.index = p.index
    left join ledger_node n on n.level = p.level and n.index = p.index`.execute(db)
  const found = new Map(rows.map((n) => [key(n), n.hash]))
  return (place) => {
    const hash = found.get(key(place))
    if (!hash) throw new Error(`the log has no node ${key(place)}`)
    return hash
  }
}

/** Where a leaf stands, with the fact behind it. */
export const leafByHash = (db: Tx | Db, leaf: Uint8Array) =>
  one(
    db,
    sql<FactRow & { index: number; open: boolean }>`
      select l.index, f.*, (f.visibility = 'public' or o.fact is not null) as open
      from ledger_leaf l join fact f on f.id = l.fact left join fact_opening o on o.fact = f.id
      where l.hash = ${Buffer.from(leaf)}`,
  )

/** A slice of the log in order. */
export async function leavesFrom(
  db: Tx | Db,
  from: number,
  limit: number,
): Promise<(FactRow & { index: number; hash: Buffer; open: boolean })[]> {
  const { rows } = await sql<FactRow & { index: number; hash: Buffer; open: boolean }>`
    select l.index, l.hash, f.*, (f.visibility = 'public' or o.fact is not null) as open
    from ledger_leaf l join fact f on f.id = l.fact left join fact_opening o on o.fact = f.id
    where l.index >= ${from} order by l.index limit ${limit}`.execute(db)
  return rows
}

/** The facts of a subject in order, with their place in the tree if they have one yet. */
export async function factsOf(db: Tx | Db, subject: string): Promise<(FactRow & { index: number | null })[]> {
  const { rows } = await sql<FactRow & { index: number | null }>`
    select f.*, l.index from fact f left join ledger_leaf l on l.fact = f.id
    where f.subject = ${subject} order by f.seq`.execute(db)
  return rows
}
