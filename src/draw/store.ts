import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Db, Tx } from '../platform/deps.ts'
import type {
  CeremonyTranscript,
  CurveName,
  Drawn,
  DrawSpec,
  DrawStatus,
  DrawSummary,
  Partial,
  Party,
  Transcript,
  TrusteeView,
} from './index.ts'

export interface DrawRow {
  id: string
  purpose: string
  subject: string
  article: string
  deadline: Instant
  status: DrawStatus
  version: number
  announced_at: Instant
  spec: DrawSpec
  spec_hash: string
  spec_fact: string
  roster: string | null
  entries: number | null
  frozen_at: Instant | null
  freeze_fact: string | null
  transcript: Transcript | null
  checkpoint: string | null
  opening_at: Instant | null
  opened: Buffer | null
  opened_at: Instant | null
  signature: string | null
  signers: number[] | null
  beacon: string | null
  seed: string | null
  completed_at: Instant | null
  bundle: string | null
  bound: string | null
  bound_at: Instant | null
}

export interface EntryRow {
  leaf: string
  fact: string
  sealed: Buffer | null
  party: Party | null
  ticket: string | null
  rank: number | null
}

export interface TrusteeRow {
  number: number
  name: string
  status: TrusteeView['status']
  refusal: string | null
  partial: string | null
  at: Instant | null
}

const all = async <T>(db: Tx | Db, query: RawBuilder<T>): Promise<T[]> => (await query.execute(db)).rows
const one = async <T>(db: Tx | Db, query: RawBuilder<T>): Promise<T | undefined> => (await all(db, query))[0]

export const readDraw = (db: Tx | Db, id: string) =>
  one(db, sql<DrawRow>`select * from draw where id = ${id}`)

export const lockDraw = (tx: Tx, id: string) =>
  one(tx, sql<DrawRow>`select * from draw where id = ${id} for update`)

export const findDraw = (db: Tx | Db, purpose: string, subject: string) =>
  one(db, sql<DrawRow>`select * from draw where purpose = ${purpose} and subject = ${subject}`)

export const versionOf = (db: Tx | Db, id: string) =>
  one(db, sql<{ version: number; status: DrawStatus }>`select version, status from draw where id = ${id}`)

export async function insertDraw(
  tx: Tx,
  spec: DrawSpec,
  row: Pick<DrawRow, 'spec_hash' | 'spec_fact' | 'announced_at'>,
): Promise<void> {
  await sql`
    insert into draw (id, purpose, subject, article, deadline, announced_at, spec, spec_hash, spec_fact)
    values (${spec.id}, ${spec.purpose}, ${spec.subject}, ${spec.article}, ${spec.deadline}, ${row.announced_at},
      ${JSON.stringify(spec)}::jsonb, ${row.spec_hash}, ${row.spec_fact})`.execute(tx)
  for (const [i, name] of spec.trustees.entries()) {
    await sql`insert into draw_trustee (draw, number, name) values (${spec.id}, ${i + 1}, ${name})`.execute(
      tx,
    )
  }
}

/** Writes some columns and counts the version up, which is what watching pages see. */
export async function updateDraw(tx: Tx, id: string, values: Record<string, unknown>): Promise<void> {
  const set = Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update draw set version = version + 1, ${sql.join(set)} where id = ${id}`.execute(tx)
}

export async function insertEntries(
  tx: Tx,
  draw: string,
  entries: readonly { leaf: string; fact: string; sealed?: Uint8Array; party?: Party }[],
): Promise<void> {
  const rows = entries.map(({ leaf, fact, sealed, party }) => ({
    ...{ leaf, fact, party: party ?? null },
    sealed: sealed ? Buffer.from(sealed).toString('hex') : null,
  }))
  await sql`
    insert into draw_entry (draw, leaf, fact, sealed, party)
    select ${draw}, leaf, fact, decode(sealed, 'hex'), party
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (leaf text, fact text, sealed text, party jsonb)`.execute(
    tx,
  )
}

export const entriesOf = (db: Tx | Db, draw: string) =>
  all(
    db,
    sql<EntryRow>`
      select leaf, fact, sealed, party, ticket, rank from draw_entry where draw = ${draw} order by rank, leaf`,
  )

/** Writes the order and reveals the parties. */
export async function rankEntries(
  tx: Tx,
  draw: string,
  order: readonly (Drawn & { party: Party })[],
): Promise<void> {
  await sql`
    update draw_entry e set ticket = r.ticket, rank = r.rank, party = r.party, sealed = null
    from jsonb_to_recordset(${JSON.stringify(order)}::jsonb) as r (leaf text, ticket text, rank int, party jsonb)
    where e.draw = ${draw} and e.leaf = r.leaf`.execute(tx)
}

export const trusteesOf = (db: Tx | Db, draw: string) =>
  all(
    db,
    sql<TrusteeRow>`
      select number, name, status, refusal, partial, at from draw_trustee where draw = ${draw} order by number`,
  )

/** Records a partial signature; the first stays. */
export async function recordPartial(tx: Tx, draw: string, partial: Partial, at: Instant): Promise<void> {
  await sql`
    update draw_trustee set status = 'signed', partial = ${partial.signature}, refusal = null, at = ${at}
    where draw = ${draw} and number = ${partial.trustee} and partial is null`.execute(tx)
  await sql`update draw set version = version + 1 where id = ${draw}`.execute(tx)
}

/** Records why a trustee has not signed. */
export async function recordFailure(
  tx: Tx,
  draw: string,
  trustee: number,
  status: 'silent' | 'refused' | 'wrong',
  refusal: string | null,
  at: Instant,
): Promise<void> {
  const changed = await one(
    tx,
    sql`
      update draw_trustee set status = ${status}, refusal = ${refusal}, at = ${at}
      where draw = ${draw} and number = ${trustee} and partial is null and (status, refusal) is distinct from (${status}, ${refusal}::text)
      returning number`,
  )
  if (changed) await sql`update draw set version = version + 1 where id = ${draw}`.execute(tx)
}

/** Records that a trustee who could not be reached answers again. */
export async function recordReturn(tx: Tx, draw: string, trustee: number, at: Instant): Promise<void> {
  const changed = await one(
    tx,
    sql`
      update draw_trustee set status = 'waiting', refusal = null, at = ${at}
      where draw = ${draw} and number = ${trustee} and status in ('silent', 'refused', 'wrong') returning number`,
  )
  if (changed) await sql`update draw set version = version + 1 where id = ${draw}`.execute(tx)
}

/** Notes that a draw's job is at work on it, so that nobody else takes it up. */
export const markTried = (db: Tx | Db, id: string) =>
  sql`update draw set tried_at = clock_timestamp() where id = ${id}`.execute(db)

/** Draws that wait for the log, the trustees or the opening and have not been tried for some minutes. */
export const unfinished = (db: Tx | Db, idleMinutes: number) =>
  all(
    db,
    sql<{ id: string; frozen: boolean }>`
      select id, status in ('frozen', 'signing') as frozen from draw
      where (status in ('frozen', 'signing') or (opening_at is not null and opened is null))
        and (tried_at is null or tried_at <= clock_timestamp() - ${idleMinutes} * interval '1 minute')
      order by deadline, id`,
  )

export interface SummaryQuery {
  status?: 'upcoming' | 'finished'
  purpose?: string
  limit: number
  offset: number
}

export async function summaries(
  db: Tx | Db,
  q: SummaryQuery,
): Promise<{ rows: DrawSummary[]; total: number }> {
  const conditions = [
    sql`d.status <> 'abandoned'`,
    ...(q.status === 'finished' ? [sql`d.status = 'complete'`] : []),
    ...(q.status === 'upcoming' ? [sql`d.status <> 'complete'`] : []),
    ...(q.purpose ? [sql`d.purpose = ${q.purpose}`] : []),
  ]
  const where = sql.join(conditions, sql` and `)
  const order = q.status === 'upcoming' ? sql`d.deadline, d.id` : sql`d.deadline desc, d.id`
  const rows = await all(
    db,
    sql<DrawSummary & { total: number }>`
      select d.id, d.status, d.purpose, d.subject, d.spec ->> 'title' as title, d.article, d.deadline,
        (d.spec -> 'demonstration')::bool as demonstration, d.completed_at as "completedAt",
        case when d.status = 'complete' then d.entries end as entries, e.party ->> 'name' as winner
      from draw d left join draw_entry e on e.draw = d.id and e.rank = 1
      where ${where} order by ${order} limit ${q.limit} offset ${q.offset}`,
  )
  const count = await one(db, sql<{ n: number }>`select count(*) as n from draw d where ${where}`)
  return { rows, total: count!.n }
}

/** Keeps a bundle that was made; of two made at once, which are the same, one stays. */
export async function keepBundle(db: Tx | Db, id: string, text: string): Promise<void> {
  await sql`update draw set bundle = ${text} where id = ${id} and bundle is null`.execute(db)
}

export interface CeremonyRow {
  digest: string
  curve: CurveName
  status: 'held' | 'aborted'
  /** hash of its members and their threshold */
  roll: string
  transcript: CeremonyTranscript
  keys: string[][]
  fact: string
  at: Instant
}

export async function insertCeremony(tx: Tx, row: CeremonyRow): Promise<void> {
  await sql`
    insert into ceremony (digest, curve, status, roll, transcript, keys, fact, at)
    values (${row.digest}, ${row.curve}, ${row.status}, ${row.roll}, ${JSON.stringify(row.transcript)}::jsonb,
      ${JSON.stringify(row.keys)}::jsonb, ${row.fact}, ${row.at})`.execute(tx)
}

/** The verification vector of the key that these members sign with. */
export const signingKeyOf = async (db: Tx | Db, roll: string): Promise<string[] | undefined> =>
  (
    await one(
      db,
      sql<Pick<CeremonyRow, 'keys'>>`
      select keys from ceremony where roll = ${roll} and curve = 'bls12-381-g2' and status = 'held'`,
    )
  )?.keys[0]

export async function insertSealingKeys(
  tx: Tx,
  ceremony: string,
  signing: string,
  keys: readonly { public: string; place: number }[],
): Promise<void> {
  for (const key of keys)
    await sql`insert into sealing_key (public, ceremony, place, signing)
      values (${key.public}, ${ceremony}, ${key.place}, ${signing})`.execute(tx)
}

/** Sealing keys that no draw has taken. */
export const stockOf = async (db: Tx | Db, signing: string): Promise<number> =>
  (await one(
    db,
    sql<{ n: number }>`select count(*) as n from sealing_key where signing = ${signing} and draw is null`,
  ))!.n

/** Takes the next key out of stock; two who come at once get different ones. */
export const takeSealingKey = async (tx: Tx, signing: string, draw: string): Promise<string | undefined> =>
  (
    await one(
      tx,
      sql<{ public: string }>`
      update sealing_key set draw = ${draw} where public = (
        select public from sealing_key where signing = ${signing} and draw is null
        order by ceremony, place limit 1 for update skip locked)
      returning public`,
    )
  )?.public

/** Where a draw's sealing key comes from, and its verification vector. */
export const originOf = (db: Tx | Db, sealing: string) =>
  one(
    db,
    sql<{ ceremony: string; commitments: string[]; transcript: CeremonyTranscript }>`
      select k.ceremony, c.keys -> k.place as commitments, c.transcript
      from sealing_key k join ceremony c on c.digest = k.ceremony where k.public = ${sealing}`,
  )

/** How many draws wait for signatures, how many for their opening, and how many trustees were not reached for them. */
export const waitingDraws = (db: Tx | Db) =>
  one(
    db,
    sql<{ signing: number; opening: number; silent: number }>`
      select count(*) filter (where status in ('frozen', 'signing')) as signing,
        count(*) filter (where opening_at is not null and opened is null) as opening,
        (select count(distinct t.name) from draw_trustee t join draw d on d.id = t.draw
          where t.status = 'silent' and (d.status in ('frozen', 'signing')
            or (d.opening_at is not null and d.opened is null))) as silent
      from draw where status in ('frozen', 'signing') or (opening_at is not null and opened is null)`,
  )
