import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Db, SubjectStore, Tx } from '../platform/deps.ts'
import type { Json } from '../workflow/index.ts'
import type { Notice, Procurement } from './index.ts'

const one = async <T>(db: Tx | Db, query: RawBuilder<T>): Promise<T | undefined> =>
  (await query.execute(db)).rows[0]
const all = async <T>(db: Tx | Db, query: RawBuilder<T>): Promise<T[]> => (await query.execute(db)).rows

export interface Row {
  state: Procurement
  version: number
}

export const read = (db: Tx | Db, id: string) =>
  one(db, sql<Row>`select state, version from procurement where id = ${id}`)

/**
 * Whoever changes a procurement shuts out those who register while it lasts: they share the lock that this one takes
 * for itself (migrations/0005.sql), so that no registration falls between the closing and the opening.
 */
async function lock(tx: Tx, id: string): Promise<Row | undefined> {
  await sql`select pg_advisory_xact_lock(5301, hashtext(${id}))`.execute(tx)
  return one(tx, sql<Row>`select state, version from procurement where id = ${id} for update`)
}

async function save(tx: Tx, id: string, p: Procurement, version: number): Promise<void> {
  const number = 'number' in p ? p.number : null
  const title = p.draft.title ?? ''
  await sql`
    insert into procurement (id, version, state, status, owner, operator, previous, number, title, changed_at)
    values (${id}, ${version}, ${JSON.stringify(p)}::jsonb, ${p.status}, ${p.owner.id}, ${p.operator.id},
      ${p.previous ?? null}, ${number}, ${title}, market_now())
    on conflict (id) do update set version = excluded.version, state = excluded.state, status = excluded.status,
      number = coalesce(excluded.number, procurement.number), title = excluded.title,
      changed_at = excluded.changed_at`.execute(tx)
}

export const procurementStore: SubjectStore<Procurement> = { lock, read, save }

/** What the hall finds and shows of a published procurement. */
export interface HallRow {
  id: string
  state: string
  method: string
  region: string
  category: string
  serviceType: string
  money: string
  amount: number | null
  publishedAt: Instant
  deadline: Instant
  nearness: number
  /** Words to be found by, space between them. */
  words: string
  /** JSON */
  card: string
}

export async function saveAnnouncement(tx: Tx, r: HallRow): Promise<void> {
  await sql`
    insert into announcement (id, state, method, region, category, service_type, money, amount, published_at, deadline,
      nearness, words, card)
    values (${r.id}, ${r.state}, ${r.method}, ${r.region}, ${r.category}, ${r.serviceType}, ${r.money}, ${r.amount},
      ${r.publishedAt}, ${r.deadline}, ${r.nearness}, to_tsvector('simple', ${r.words}), ${r.card})
    on conflict (id) do update set state = excluded.state, nearness = excluded.nearness, card = excluded.card`.execute(
    tx,
  )
}

export interface HallQuery {
  state?: string
  method?: string
  region?: string
  category?: string
  serviceType?: string
  money?: string
  /** Words that must all be found, space between them. */
  words?: string
  sort: 'deadline' | 'published' | 'amount'
  page: number
  size: number
}

const columns = {
  state: 'state',
  method: 'method',
  region: 'region',
  category: 'category',
  serviceType: 'service_type',
  money: 'money',
} as const

const orders = {
  deadline: sql`nearness, id`,
  published: sql`published_at desc, id`,
  amount: sql`amount desc nulls last, id`,
}

/** One page of the hall, as the JSON texts of its cards, and how many there are in all: one query. */
export async function hallPage(db: Db, query: HallQuery): Promise<{ cards: string[]; total: number }> {
  const conditions = Object.entries(columns).flatMap(([key, column]) => {
    const value = query[key as keyof typeof columns]
    return value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`]
  })
  if (query.words) conditions.push(sql`words @@ plainto_tsquery('simple', ${query.words})`)
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  const rows = await all(
    db,
    sql<{ card: string | null; total: number }>`
      select page.card, counted.total from (select count(*) as total from announcement ${where}) counted
      left join (select card from announcement ${where} order by ${orders[query.sort]}
        limit ${query.size} offset ${(query.page - 1) * query.size}) page on true`,
  )
  return { cards: rows.flatMap((r) => (r.card === null ? [] : [r.card])), total: rows[0]?.total ?? 0 }
}

/** How many announcements there are of each value of each filter. */
export async function facets(db: Db): Promise<Record<string, Record<string, number>>> {
  const rows = await all(
    db,
    sql<{ facet: string; value: string; n: number }>`
      select case grouping(state, method, region, category, money)
          when 15 then 'state' when 23 then 'method' when 27 then 'region' when 29 then 'category' else 'money' end as facet,
        coalesce(state, method, region, category, money) as value, count(*) as n
      from announcement group by grouping sets ((state), (method), (region), (category), (money))`,
  )
  const found: Record<string, Record<string, number>> = {
    state: {},
    method: {},
    region: {},
    category: {},
    money: {},
  }
  for (const { facet, value, n } of rows) found[facet]![value] = n
  return found
}

export const openCount = async (db: Tx | Db): Promise<number> =>
  (await one(db, sql<{ n: number }>`select count(*) as n from announcement where state = 'open'`))!.n

/** By its id or by its number. */
export const idOf = async (db: Tx | Db, idOrNumber: string): Promise<string | undefined> =>
  (
    await one(
      db,
      sql<{ id: string }>`select id from procurement where id = ${idOrNumber} or number = ${idOrNumber}`,
    )
  )?.id

/** Id, number and title of a procurement or of the one that follows it, for links; published ones only. */
export const linkOf = (db: Tx | Db, id: string) =>
  one(
    db,
    sql<{ id: string; number: string; title: string }>`
      select id, number, title from procurement where id = ${id} and number is not null`,
  )

export interface ListedRow {
  id: string
  version: number
  title: string
  status: Procurement['status']
  number: string | null
  ownerName: string
  method: string | null
  serviceType: string | null
  deadline: Instant | null
  changedAt: Instant
  /** The clock that ends first, and whose it is. */
  clock: { action: string; article: string; due: Instant | null; who: string } | null
}

/** The procurements of an owner, of an operator, or all: first what the actor must do and until when, then latest first. */
export async function list(
  db: Tx | Db,
  whose: { owner?: string; operator?: string },
  query: { status?: string; page: number; size: number },
): Promise<{ items: ListedRow[]; total: number }> {
  const me = whose.owner ?? whose.operator ?? ''
  const conditions = [
    // What the owner has not submitted yet is nobody else's to see.
    whose.owner ? sql`p.owner = ${whose.owner}` : sql`p.status <> 'draft'`,
    ...(whose.operator ? [sql`p.operator = ${whose.operator}`] : []),
    ...(query.status ? [sql`p.status = ${query.status}`] : []),
  ]
  const rows = await all(
    db,
    sql<ListedRow & { total: number }>`
      select p.id, p.version, p.title, p.status, p.number, p.state #>> '{owner,name}' as "ownerName",
        p.state #>> '{draft,method}' as method, p.state #>> '{draft,serviceType}' as "serviceType",
        p.state #>> '{draft,deadline}' as deadline, p.changed_at as "changedAt",
        (select jsonb_build_object('action', action, 'article', article, 'who', who, 'due',
            to_char(due, 'YYYY-MM-DD"T"HH24:MI:SS.MS+08:00')) from clock c
          where c.subject = 'procurement' and c.id = p.id order by due nulls last limit 1) as clock,
        count(*) over () as total
      from procurement p left join clock mine on mine.subject = 'procurement' and mine.id = p.id and mine.who = ${me}
      where ${sql.join(conditions, sql` and `)}
      order by mine.id is null, mine.due nulls last, p.changed_at desc, p.id
      limit ${query.size} offset ${(query.page - 1) * query.size}`,
  )
  return { items: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** The open announcements of some service types, nearest deadline first. */
export const openFor = (db: Tx | Db, serviceTypes: readonly string[] | undefined) =>
  all(
    db,
    sql<{ id: string; card: string; state: Procurement }>`
      select a.id, a.card, p.state from announcement a join procurement p on p.id = a.id
      where a.state = 'open' and (${serviceTypes === undefined} or a.service_type = any(${[...(serviceTypes ?? [])]}::text[]))
      order by a.nearness, a.id limit 200`,
  )

export async function addNotice(tx: Tx, procurement: string, notice: Notice): Promise<number> {
  const { kind, number, title, at, params } = notice
  const row = await one(
    tx,
    sql<{ seq: number }>`
      insert into notice (procurement, seq, kind, number, title, at, params)
      select ${procurement}, count(*) + 1, ${kind}, ${number}, ${title}, ${at}, ${JSON.stringify(params)}::jsonb
      from notice where procurement = ${procurement} returning seq`,
  )
  return row!.seq
}

export type NoticeRow = Notice & { seq: number; params: Json }

export const noticesOf = (db: Tx | Db, procurement: string) =>
  all(
    db,
    sql<NoticeRow>`
      select seq, kind, number, title, at, params from notice where procurement = ${procurement} order by seq`,
  )

/** The procurements that an operator has in hand, between their filing and their end. */
export async function openAt(tx: Tx, operator: string): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select id, title from procurement where operator = ${operator}
      and status in ('submitted', 'supplementing', 'open', 'opening', 'drawing', 'publicity')
    order by changed_at, id`.execute(tx)
  return rows
}

/** The procurements of an owner between its filing and its end. */
export async function openOf(tx: Tx, owner: string): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select id, title from procurement where owner = ${owner}
      and status in ('submitted', 'supplementing', 'open', 'opening', 'drawing', 'publicity')
    order by changed_at, id`.execute(tx)
  return rows
}

/** Complaints for which the award notice of an announcement waits (28, 49.3). */
export const holdsOf = async (tx: Tx, number: string): Promise<number> =>
  (await one(tx, sql<{ n: number }>`select count(*) as n from award_hold where number = ${number}`))!.n

/** Whether the row was not there before. */
export const addHold = async (tx: Tx, number: string, complaint: string): Promise<boolean> =>
  (await one(
    tx,
    sql`insert into award_hold (number, complaint, since) values (${number}, ${complaint}, market_now())
      on conflict do nothing returning number`,
  )) !== undefined

/** Whether the row was there. */
export const removeHold = async (tx: Tx, number: string, complaint: string): Promise<boolean> =>
  (await one(
    tx,
    sql`delete from award_hold where number = ${number} and complaint = ${complaint} returning number`,
  )) !== undefined
