import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { SubjectStore, Tx } from '../platform/deps.ts'
import type { Complaint, ComplaintResult, ComplaintStatus } from './index.ts'

type Row = { state: Complaint; version: number }

const rowsOf = async <T>(tx: Tx, query: RawBuilder<T>): Promise<T[]> => (await query.execute(tx)).rows

const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>): Promise<Row | undefined> =>
  (await rowsOf(tx, sql<Row>`select state, version from complaint where id = ${id} ${lock}`))[0]

const aboutOf = ({ about }: Pick<Complaint, 'about'>): string => `${about.subject}/${about.id}`

/** Keeps complaints with the columns by which parties find theirs. */
export const complaintStore: SubjectStore<Complaint> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, c, version) {
    const complainant = 'complainant' in c ? (c.complainant.id ?? null) : null
    const department = ('passings' in c && c.passings?.at(-1)?.department.id) || null
    const row = sql`${version}, ${JSON.stringify(c)}::jsonb, ${c.status}, ${c.kind}, ${aboutOf(c)}, ${complainant},
      ${c.respondent.id}, ${c.receiver.id}, ${department}, market_now()`
    const columns = sql`version, state, status, kind, about, complainant, respondent, receiver, department, changed_at`
    await sql`
      insert into complaint (id, ${columns}) values (${id}, ${row})
      on conflict (id) do update set (${columns}) = row(${row})`.execute(tx)
  },
}

const pending: readonly ComplaintStatus[] = ['said', 'filed', 'accepted', 'passed']

/** Another complaint of the same complainant about the same thing that is not over. */
export async function otherOf(tx: Tx, c: Complaint, complainant: string): Promise<string | undefined> {
  const rows = await rowsOf(
    tx,
    sql<{ id: string }>`
      select id from complaint where about = ${aboutOf(c)} and kind = ${c.kind} and complainant = ${complainant}
        and id <> ${c.id} and status = any(${[...pending]}::text[]) limit 1`,
  )
  return rows[0]?.id
}

export interface ComplaintCard {
  id: string
  state: Complaint
  due: Instant | null
}

/** The complaints that a party may see: those that wait for it on top, then the latest. */
export async function list(
  tx: Tx,
  seen: { party: string } | 'all',
  { page, size, status }: { page: number; size: number; status?: string },
): Promise<{ items: ComplaintCard[]; total: number }> {
  const mine =
    seen === 'all' ? sql`true` : sql`${seen.party} in (complainant, respondent, receiver, department)`
  // 49.6: what has not been accepted is no business of whom it is about.
  const told = seen === 'all' ? sql`true` : sql`(respondent <> ${seen.party} or state ? 'acceptedAt')`
  const where = sql`${mine} and ${told} and (${status ?? ''} = '' or status = ${status ?? ''})`
  const items = await rowsOf(
    tx,
    sql<ComplaintCard>`
      select id, state, (select min(due) from clock c where c.subject = 'complaint' and c.id = complaint.id
        and (${seen === 'all'} or c.who = ${seen === 'all' ? '' : seen.party})) as due
      from complaint where ${where} order by due nulls last, changed_at desc, id
      limit ${size} offset ${(page - 1) * size}`,
  )
  const [total] = await rowsOf(tx, sql<{ n: number }>`select count(*) as n from complaint where ${where}`)
  return { items, total: total!.n }
}

export interface PublishedDecision {
  id: string
  kind: string
  title: string
  respondent: string
  by: string
  result: ComplaintResult
  text: string
  acceptedAt: Instant
  decidedAt: Instant
  publishedAt: Instant
}

/** 51.1: the decisions that were published, latest first, without who complained. */
export async function decisions(
  tx: Tx,
  { page, size }: { page: number; size: number },
): Promise<{ items: PublishedDecision[]; total: number }> {
  const items = await rowsOf(
    tx,
    sql<PublishedDecision>`
      select id, kind, state #>> '{about,title}' as title, state #>> '{respondent,name}' as respondent,
        state #>> '{receiver,name}' as by, state #>> '{decision,result}' as result, state ->> 'text' as text,
        state ->> 'acceptedAt' as "acceptedAt", state #>> '{decision,at}' as "decidedAt",
        state ->> 'publishedAt' as "publishedAt"
      from complaint where status = 'published' order by changed_at desc, id
      limit ${size} offset ${(page - 1) * size}`,
  )
  const [total] = await rowsOf(
    tx,
    sql<{ n: number }>`select count(*) as n from complaint where status = 'published'`,
  )
  return { items, total: total!.n }
}

export interface BodyRecord {
  id: string
  name: string
  /** Of the acceptance. */
  year: number
  accepted: number
  decided: number
  /** Decided after their time, or not decided and late. */
  late: number
  /** Not decided, and past their time now. */
  overdue: number
  /** Of those decided, from acceptance to decision: twice the median in ms, whole also where two lie in the middle. */
  twiceMedianMs: number | null
  worstMs: number | null
}

/** How each receiving body does, by the year of the acceptance: public (51.1). Derived from the rows and their clocks. */
export const bodyRecords = (tx: Tx): Promise<BodyRecord[]> =>
  rowsOf(
    tx,
    sql<BodyRecord>`
      with handled as (
        select receiver as id, state #>> '{receiver,name}' as name, (state ->> 'acceptedAt')::timestamptz as begun,
          (state #>> '{decision,at}')::timestamptz as ended,
          exists (select from clock_past p where p.subject = 'complaint' and p.id = complaint.id
            and p.action = 'decide' and p.ended >= p.due) as was_late,
          exists (select from clock k where k.subject = 'complaint' and k.id = complaint.id
            and k.action = 'decide' and k.due <= market_now()) as is_late
        from complaint where state ? 'acceptedAt'),
      counted as (
        select id, max(name) as name, extract(year from begun at time zone 'Asia/Shanghai')::int as year,
          count(*) as accepted, count(ended) as decided, count(*) filter (where was_late or is_late) as late,
          count(*) filter (where is_late) as overdue,
          array_agg((extract(epoch from ended - begun) * 1000)::bigint order by ended - begun)
            filter (where ended is not null) as taken
        from handled group by id, 3)
      select id, name, year, accepted, decided, late, overdue,
        taken[(cardinality(taken) + 1) / 2] + taken[cardinality(taken) / 2 + 1] as "twiceMedianMs",
        taken[cardinality(taken)] as "worstMs"
      from counted order by year desc, overdue desc, late desc, accepted desc, id`,
  )

/** 39.8: complaints of one complainant in the year before a moment that were found untrue. */
export async function rejectedWithin(tx: Tx, complainant: string, from: Instant): Promise<number> {
  const [row] = await rowsOf(
    tx,
    sql<{ n: number }>`
      select count(*) as n from complaint where complainant = ${complainant}
        and state #>> '{decision,result}' in ('rejected', 'fabricated')
        and (state #>> '{decision,at}')::timestamptz >= ${from}::timestamptz`,
  )
  return row!.n
}
