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
  mac: Buffer
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
  rows: readonly { record: FactRecord; leaf: string; mac: string }[],
): Promise<void> {
  // Hex in one JSON parameter: one statement, one plan, whatever the number of rows.
  const json = JSON.stringify(rows.map(({ record, leaf, mac }) => ({ ...record, leaf, mac })))
  await sql`
    insert into fact (id, subject, seq, kind, at, article, actor, visibility, body, salt, prev, leaf, mac)
    select id, subject, seq, kind, at, article, actor, visibility, body,
      decode(salt, 'hex'), decode(prev, 'hex'), decode(leaf, 'hex'), decode(mac, 'hex')
    from jsonb_to_recordset(${json}::jsonb) as r (id text, subject text, seq int, kind text, at timestamptz,
      article text, actor text, visibility text, body jsonb, salt text, prev text, leaf text, mac text)`.execute(
    tx,
  )
}

export async function openFacts(tx: Tx, ids: readonly string[], at: Instant): Promise<void> {
  await sql`
    insert into fact_opening (fact, at) select id, ${at} from fact where id = any(${ids}) and visibility = 'sealed'
    on conflict do nothing`.execute(tx)
}

/** Only one sequencer at a time; the lock goes with the transaction, so a killed one leaves nothing behind. */
export const lockSequencer = async (tx: Tx): Promise<boolean> =>
  (await one(tx, sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(6962, 1) as locked`))!.locked

export interface Waiting {
  fact: string
  leaf: Buffer
  mac: Buffer
}

/** Takes the oldest pending facts out of the queue, in order. */
export async function takePending(tx: Tx, most: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with taken as (
      delete from ledger_pending
      where place in (select place from ledger_pending order by place limit ${most}) returning place, fact)
    select taken.fact, fact.leaf, fact.mac from taken join fact on fact.id = taken.fact
    order by taken.place`.execute(tx)
  return rows
}

/** The last place in the queue; undefined when it is empty. */
export const newestPending = async (db: Db): Promise<number | undefined> =>
  (await one(db, sql<{ place: number }>`select place from ledger_pending order by place desc limit 1`))?.place

/** Whether anything up to a place still waits. */
export const isPending = async (db: Db, newest: number | undefined): Promise<boolean> =>
  newest !== undefined &&
  (await one(
    db,
    sql<{ some: boolean }>`
    select exists (select from ledger_pending where place <= ${newest}) as some`,
  ))!.some

export interface CheckpointRow {
  size: number
  previous: number
  root: Buffer
  note: string
  at: Instant
}

/** The newest checkpoint. */
export const lastCheckpoint = (db: Tx | Db) =>
  one(db, sql<CheckpointRow>`select * from ledger_checkpoint order by size desc limit 1`)

/** The first checkpoint that holds leaf `index`. */
export const checkpointHolding = (db: Tx | Db, index: number) =>
  one(db, sql<CheckpointRow>`select * from ledger_checkpoint where size > ${index} order by size limit 1`)

export async function insertLeaves(
  tx: Tx,
  from: number,
  leaves: readonly Pick<Waiting, 'fact' | 'leaf'>[],
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

export async function insertCheckpoint(
  tx: Tx,
  row: Omit<CheckpointRow, 'at' | 'root'> & { root: Uint8Array },
) {
  await sql`
    insert into ledger_checkpoint (size, previous, root, note)
    values (${row.size}, ${row.previous}, ${Buffer.from(row.root)}, ${row.note})`.execute(tx)
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

/** A fact with its place in the tree, if it has one yet, and whether anyone may read it. */
export type PlacedRow = FactRow & { index: number | null; open: boolean }

const placed = sql`
  select f.*, l.index, (f.visibility = 'public' or o.fact is not null) as open
  from fact f left join ledger_leaf l on l.fact = f.id left join fact_opening o on o.fact = f.id`

/** In one statement, so that a fact which the sequencer takes meanwhile is found in one place or the other. */
export const factByLeaf = (db: Tx | Db, leaf: Uint8Array) =>
  one(
    db,
    sql<PlacedRow>`${placed} where f.id = (
      select fact from ledger_leaf where hash = ${Buffer.from(leaf)}
      union all
      select p.fact from ledger_pending p join fact w on w.id = p.fact where w.leaf = ${Buffer.from(leaf)} limit 1)`,
  )

/** The facts of a subject in order. */
export const factsOf = async (db: Tx | Db, subject: string): Promise<PlacedRow[]> =>
  (await sql<PlacedRow>`${placed} where f.subject = ${subject} order by f.seq`.execute(db)).rows

/** The facts about subjects of a kind in a period; sealed ones only as `opened`. */
export const factsOfKind = async (
  db: Tx | Db,
  kind: string,
  { from, to }: { from: Instant; to: Instant },
  limit: number,
): Promise<PlacedRow[]> => {
  const which =
    kind === 'opened'
      ? sql`f.visibility = 'sealed' and o.fact is not null`
      : sql`f.visibility <> 'sealed' and f.subject like ${`${kind}/%`}`
  const rows = await sql<PlacedRow>`${placed} where ${which}
    and f.at >= ${from}::timestamptz and f.at < ${to}::timestamptz order by f.at, f.subject, f.seq limit ${limit}`.execute(
    db,
  )
  return rows.rows
}

/** A slice of the log in order. */
export const entriesFrom = async (db: Tx | Db, from: number, limit: number): Promise<PlacedRow[]> =>
  (
    await sql<PlacedRow>`${placed} where l.index >= ${from} and l.index < ${from + limit} order by l.index`.execute(
      db,
    )
  ).rows

/** One row of the audit's first pass: a fact with where it went. */
export interface AuditedFact extends FactRow {
  index: number | null
  waiting: boolean
}

/** What the audit reads, in one snapshot: a log that grows meanwhile is checked as it stood at the start. */
export interface Snapshot {
  facts(): AsyncGenerator<AuditedFact>
  leaves(): AsyncGenerator<{ index: number; fact: string; hash: Buffer; leaf: Buffer | null }>
  checkpoints(): AsyncGenerator<CheckpointRow>
  nodes(places: readonly Place[]): Promise<(Uint8Array | null)[]>
  /** Rows that nothing accounts for, named. */
  strays(size: number): Promise<string[]>
  counts(): Promise<{ pending: number; nodes: number; openings: number }>
}

/** Runs a check on a snapshot of the whole log. */
export function withSnapshot<T>(db: Db, check: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => check(snapshotOf(tx)))
}

function snapshotOf(tx: Tx): Snapshot {
  return {
    facts: () =>
      rowsOf<AuditedFact>(
        tx,
        'audit_facts',
        sql`select f.*, l.index, p.fact is not null as waiting
          from fact f left join ledger_leaf l on l.fact = f.id
          left join (select distinct fact from ledger_pending) p on p.fact = f.id
          order by f.subject, f.seq`,
      ),
    leaves: () =>
      rowsOf(
        tx,
        'audit_leaves',
        sql`select l.index, l.fact, l.hash, f.leaf from ledger_leaf l left join fact f on f.id = l.fact
          order by l.index`,
      ),
    checkpoints: () => rowsOf(tx, 'audit_checkpoints', sql`select * from ledger_checkpoint order by size`),
    async nodes(places) {
      const { rows } = await sql<{ hash: Buffer | null }>`
        select n.hash from unnest(${places.map((p) => p.level)}::int[], ${places.map((p) => p.index)}::bigint[])
          with ordinality as p (level, index, place)
        left join ledger_node n on n.level = p.level and n.index = p.index order by p.place`.execute(tx)
      return rows.map((r) => r.hash)
    },
    async strays(size) {
      const { rows } = await sql<{ row: string }>`
        select 'ledger_node ' || level || '/' || index as row from ledger_node
          where (index + 1) * (2::numeric ^ level) > ${size}
        union all select 'ledger_pending ' || p.place from ledger_pending p
          left join fact f on f.id = p.fact where f.id is null
        union all select 'fact_opening ' || o.fact from fact_opening o
          left join fact f on f.id = o.fact and f.visibility = 'sealed' where f.id is null
        limit 10`.execute(tx)
      return rows.map((r) => r.row)
    },
    async counts() {
      const { rows } = await sql<{ pending: number; nodes: number; openings: number }>`
        select (select count(*) from ledger_pending) as pending, (select count(*) from ledger_node) as nodes,
          (select count(*) from fact_opening) as openings`.execute(tx)
      return rows[0]!
    },
  }
}

/** Reads a large answer piece by piece. */
async function* rowsOf<T>(tx: Tx, cursor: string, query: RawBuilder<unknown>): AsyncGenerator<T> {
  await sql`declare ${sql.id(cursor)} no scroll cursor for ${query}`.execute(tx)
  for (;;) {
    const { rows } = await sql<T>`fetch 5000 from ${sql.id(cursor)}`.execute(tx)
    if (rows.length === 0) break
    yield* rows
  }
  await sql`close ${sql.id(cursor)}`.execute(tx)
}

/** Facts by their ids, in no order. */
export const factsByIds = async (db: Tx | Db, ids: readonly string[]): Promise<PlacedRow[]> =>
  (await sql<PlacedRow>`${placed} where f.id = any(${ids})`.execute(db)).rows

/** Public and opened facts of some kinds in the log's order: from a place on, or the newest ones. */
export async function openEntriesOf(
  db: Tx | Db,
  kinds: readonly string[],
  from: number | 'newest',
  limit: number,
): Promise<PlacedRow[]> {
  const newest = from === 'newest'
  const { rows } = await sql<PlacedRow>`
    ${placed} where l.index >= ${newest ? 0 : from} and f.kind = any(${[...kinds]}::text[])
      and (f.visibility = 'public' or o.fact is not null)
    order by l.index ${newest ? sql`desc` : sql`asc`} limit ${limit}`.execute(db)
  return newest ? rows.reverse() : rows
}
/** A witness's line under a checkpoint. */
export interface CosignatureRow {
  size: number
  witness: string
  line: string
  time: number
}

export async function insertCosignature(db: Tx | Db, row: CosignatureRow): Promise<void> {
  await sql`insert into ledger_cosignature (size, witness, line, time)
    values (${row.size}, ${row.witness}, ${row.line}, ${row.time}) on conflict do nothing`.execute(db)
}

/** The size up to which a witness has cosigned; 0 when it never has. */
export const cosignedUpTo = async (db: Tx | Db, witness: string): Promise<number> =>
  (
    await one(
      db,
      sql<{ size: number }>`
      select size from ledger_cosignature where witness = ${witness} order by size desc limit 1`,
    )
  )?.size ?? 0

/** The newest checkpoint that somebody has cosigned, with all cosignatures; undefined when there is none. */
export const lastCosigned = (db: Tx | Db) =>
  one(
    db,
    sql<CheckpointRow & { cosignatures: CosignatureRow[] }>`
      select c.*, (select json_agg(s order by s.witness) from ledger_cosignature s where s.size = c.size) as cosignatures
      from ledger_checkpoint c where c.size = (select max(size) from ledger_cosignature)`,
  )

/** A public fact of a subject as it is told while it happens. */
export interface TailRow {
  subject: string
  seq: number
  kind: string
  at: Instant
  body: Fact['body']
  leaf: Buffer
}

/** What subjects' chains have gained, in order, and the market's time as of then; one statement for any number of them. */
export async function publicTails(
  db: Tx | Db,
  after: ReadonlyMap<string, number>,
): Promise<{ now: Instant; rows: TailRow[] }> {
  const { rows } = await sql<{ now: Instant } & { [K in keyof TailRow]: TailRow[K] | null }>`
    select clock.now, f.subject, f.seq, f.kind, f.at, f.body, f.leaf
    from (select market_now() as now) clock left join (
      unnest(${[...after.keys()]}::text[], ${[...after.values()]}::int[]) as w (subject, seq)
      join fact f on f.subject = w.subject and f.seq > w.seq and f.visibility = 'public') on true
    order by f.subject, f.seq`.execute(db)
  return { now: rows[0]!.now, rows: rows.filter((r): r is { now: Instant } & TailRow => r.seq !== null) }
}
