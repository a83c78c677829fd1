import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { SubjectStore, Tx } from '../platform/deps.ts'
import type { Consult } from './index.ts'

type Row = { state: Consult; version: number }

const rowsOf = async <T>(tx: Tx, query: RawBuilder<T>): Promise<T[]> => (await query.execute(tx)).rows

const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>): Promise<Row | undefined> =>
  (await rowsOf(tx, sql<Row>`select state, version from consult where id = ${id} ${lock}`))[0]

/** Keeps consults with the columns by which bodies and enquirers find theirs. */
export const consultStore: SubjectStore<Consult> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, c, version) {
    const enquirer = 'enquirer' in c ? (c.enquirer.organisation ?? null) : null
    const row = sql`${version}, ${JSON.stringify(c)}::jsonb, ${c.status}, ${c.number}, ${c.region}, ${c.body.id},
      ${enquirer}, market_now()`
    const columns = sql`version, state, status, number, region, body, enquirer, changed_at`
    await sql`
      insert into consult (id, ${columns}) values (${id}, ${row})
      on conflict (id) do update set (${columns}) = row(${row})`.execute(tx)
  },
}

/** Under what digest the enquirer's code finds it. */
export const keepDigest = async (tx: Tx, id: string, digest: string): Promise<void> => {
  await sql`update consult set digest = ${digest} where id = ${id}`.execute(tx)
}

export const byDigest = async (tx: Tx, digest: string): Promise<(Row & { id: string }) | undefined> =>
  (
    await rowsOf(
      tx,
      sql<Row & { id: string }>`select id, state, version from consult where digest = ${digest}`,
    )
  )[0]

export interface ConsultCard {
  id: string
  state: Consult
  due: Instant | null
}

/** Whose consults somebody sees: those that their body handles or that they asked, or all of some places. */
export type Seen = { party: string } | { regions: readonly string[] } | 'all'

const seenBy = (seen: Seen): RawBuilder<unknown> =>
  seen === 'all'
    ? sql`true`
    : 'party' in seen
      ? sql`${seen.party} in (body, enquirer)`
      : sql`region = any(${[...seen.regions]}::text[])`

/** What waits on top in the order in which it falls due, then the latest. */
export async function list(
  tx: Tx,
  seen: Seen,
  { page, size, status }: { page: number; size: number; status?: string },
): Promise<{ items: ConsultCard[]; total: number }> {
  const where = sql`${seenBy(seen)} and (${status ?? ''} = '' or status = ${status ?? ''})`
  const items = await rowsOf(
    tx,
    sql<ConsultCard>`
      select id, state, (select min(due) from clock c where c.subject = 'consult' and c.id = consult.id) as due
      from consult where ${where} order by due nulls last, changed_at desc, id
      limit ${size} offset ${(page - 1) * size}`,
  )
  const [total] = await rowsOf(tx, sql<{ n: number }>`select count(*) as n from consult where ${where}`)
  return { items, total: total!.n }
}

export interface PublishedConsult {
  id: string
  region: string
  body: string
  question: string
  answer: string
  at: Instant
}

/** What was published, latest first; `q` is a part of question or answer. */
export async function published(
  tx: Tx,
  { page, size, q }: { page: number; size: number; q: string },
): Promise<{ items: PublishedConsult[]; total: number }> {
  const text = sql`(state #>> '{published,question}') || ' ' || (state #>> '{published,answer}')`
  const where = sql`status = 'published' and (${q} = '' or strpos(lower(${text}), lower(${q})) > 0)`
  const items = await rowsOf(
    tx,
    sql<PublishedConsult>`
      select id, region, state #>> '{body,name}' as body, state #>> '{published,question}' as question,
        state #>> '{published,answer}' as answer, state #>> '{published,at}' as at
      from consult where ${where} order by changed_at desc, id limit ${size} offset ${(page - 1) * size}`,
  )
  const [total] = await rowsOf(tx, sql<{ n: number }>`select count(*) as n from consult where ${where}`)
  return { items, total: total!.n }
}
