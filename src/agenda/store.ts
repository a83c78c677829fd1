import { sql } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Clock, Tx } from '../platform/deps.ts'
import type { BoardRow } from './board.ts'

/** Everything that the bodies of the market answer for, from the clocks alone. */
export async function boardRows(tx: Tx, { from, to }: { from: Instant; to: Instant }): Promise<BoardRow[]> {
  const { rows } = await sql<BoardRow>`
    with past as (
      select who, subject, action, max(article) as article, count(*) as answered,
        count(*) filter (where ended >= due) as late,
        array_agg((extract(epoch from ended - since) * 1000)::bigint order by ended - since)
          filter (where since is not null) as taken
      from clock_past where ended >= ${from}::timestamptz and ended < ${to}::timestamptz group by who, subject, action),
    running as (
      select who, subject, action, max(article) as article, count(*) as overdue, min(due) as oldest
      from clock where who <> 'system' and due <= (select market_now()) group by who, subject, action)
    select o.id as body, o.name, o.kind, o.region, subject, action, coalesce(r.article, p.article) as article,
      coalesce(r.overdue, 0) as overdue,
      to_char(r.oldest at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') as oldest,
      coalesce(p.answered, 0) as answered, coalesce(p.late, 0) as late,
      p.taken[(cardinality(p.taken) + 1) / 2] + p.taken[cardinality(p.taken) / 2 + 1] as "twiceMedianMs",
      p.taken[cardinality(p.taken)] as "worstMs"
    from past p full join running r using (who, subject, action) join organisation o on o.id = who
    where o.kind not in ('owner', 'agency') order by o.id, subject, action`.execute(tx)
  return rows
}

/** The years in which anything was answered, latest first. */
export async function yearsOf(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from ended at time zone 'Asia/Shanghai')::int as year from clock_past order by 1 desc`.execute(
    tx,
  )
  return rows.map((r) => r.year)
}

export interface OverdueClock extends Clock {
  name: string
  kind: string
  region: string
}

/** Every clock past its end of organisations in some regions, the oldest first: for those who watch over them (7.2, 13). */
export async function overdueIn(tx: Tx, regions: readonly string[] | 'all'): Promise<OverdueClock[]> {
  const { rows } = await sql<OverdueClock>`
    select c.subject, c.id, c.action, c.article, c.since, c.due, c.who, c.title, o.name, o.kind, o.region
    from clock c join organisation o on o.id = c.who
    where c.who <> 'system' and c.due <= (select market_now())
      and (${regions === 'all'} or o.region = any(${regions === 'all' ? [] : [...regions]}::text[]))
    order by c.due, c.subject, c.id limit 500`.execute(tx)
  return rows
}

export interface Feed {
  createdAt: Instant
  readAt: Instant | null
}

export async function feedOf(tx: Tx, person: string, organisation: string): Promise<Feed | undefined> {
  const { rows } = await sql<Feed>`select created_at as "createdAt", read_at as "readAt" from calendar_feed
    where person = ${person} and organisation = ${organisation}`.execute(tx)
  return rows[0]
}

/** A new address takes the place of the old one, which is dead from then on. */
export async function putFeed(
  tx: Tx,
  person: string,
  organisation: string,
  digest: string,
  at: Instant,
): Promise<void> {
  await sql`insert into calendar_feed (person, organisation, digest, created_at)
    values (${person}, ${organisation}, ${digest}, ${at}::timestamptz)
    on conflict (person, organisation) do update set digest = excluded.digest, created_at = excluded.created_at,
      read_at = null`.execute(tx)
}

export async function dropFeed(tx: Tx, person: string, organisation: string): Promise<void> {
  await sql`delete from calendar_feed where person = ${person} and organisation = ${organisation}`.execute(tx)
}

/** For whom an address reads; undefined when it was revoked, or when the person is no longer with the organisation. */
export async function readerOf(
  tx: Tx,
  digest: string,
): Promise<{ person: string; organisation: string; name: string } | undefined> {
  const { rows } = await sql<{ person: string; organisation: string; name: string }>`
    select f.person, f.organisation, o.name from calendar_feed f
    join membership m on m.person = f.person and m.organisation = f.organisation
    join organisation o on o.id = f.organisation where f.digest = ${digest}`.execute(tx)
  return rows[0]
}

export async function noteRead(tx: Tx, digest: string, at: Instant): Promise<void> {
  await sql`update calendar_feed set read_at = ${at}::timestamptz where digest = ${digest}`.execute(tx)
}
