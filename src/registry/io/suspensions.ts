import { type RawBuilder, sql } from 'kysely'
import { dateOf, endOf, type Instant, type Pause, type PlainDate } from '../../calendar/index.ts'
import type { Article } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import { deriveStatus } from './standing-store.ts'

/** 42.1: the whole service of the agency `a` is suspended for a breach at this moment. */
export const isSuspendedForBreach: RawBuilder<boolean> = sql`exists (select 1 from agency_suspension x
  where x.agency = a.organisation and x.ended_at is null and x.since <= (select market_now())
    and x.until > (select market_now()))`

/** The last day of what suspends the agency `a` now; null where nothing does. */
export const suspendedForBreachUntil: RawBuilder<PlainDate | null> = sql`(select max(x.last_day)::text
  from agency_suspension x where x.agency = a.organisation and x.ended_at is null
    and x.since <= (select market_now()) and x.until > (select market_now()))`

/** A suspension for a breach (42.1). */
export interface Suspension {
  /** The breach. */
  id: string
  agency: string
  since: Instant
  /** Last day. */
  until: PlainDate
  article: Article
}

/** Suspends the whole service of an agency from now to the end of a day; it cannot register the next second (42.1). */
export async function suspend(tx: Tx, { id, agency, since, until, article }: Suspension): Promise<void> {
  await sql`insert into agency_suspension (id, agency, since, until, last_day, article)
    values (${id}, ${agency}, ${since}, ${endOf(until)}, ${until}::date, ${article})`.execute(tx)
  await deriveStatus(tx, agency)
}

/** Ends the suspension of a breach before its day: the breach was repaired (43.5). */
export async function endSuspension(tx: Tx, id: string, at: Instant): Promise<void> {
  const { rows } = await sql<{ agency: string }>`
    update agency_suspension set ended_at = ${at} where id = ${id} and ended_at is null and until > ${at}
    returning agency`.execute(tx)
  for (const { agency } of rows) await deriveStatus(tx, agency)
}

/**
 * Every time in which the whole service of an agency was suspended, for a breach (42.1) or on a ground of 35; open while it
 * lasts. What touched some of its services only left it in the market and is no 暂停服务时间 of the agency.
 */
export async function pausesOf(tx: Tx, agency: string): Promise<Pause[]> {
  const { rows } = await sql<{ from: Instant; to: Instant | null }>`
    with gone as (select min(b.since) as day, c.id from standing_case c join organisation o on o.id = c.agency
        join admission_bar b on b.party = 'agency' and b.key = o.code and b.since >= (c.state ->> 'since')::date
      where c.agency = ${agency} group by c.id)
    select since as "from", least(until, ended_at) as "to" from agency_suspension where agency = ${agency}
    union all
    select (c.state ->> 'since')::timestamptz,
      coalesce((c.state #>> '{restored,at}')::timestamptz, gone.day::timestamp at time zone 'Asia/Shanghai')
    from standing_case c left join gone on gone.id = c.id
    where c.agency = ${agency} and c.measure = 'suspension' and c.services = '{}' and c.state ? 'since'
    order by 1`.execute(tx)
  // A suspension that ended where it began touched no more than its own day.
  return rows.map(({ from, to }) => ({
    from,
    ...(to === null ? {} : { to: to < from ? endOf(dateOf(from)) : to }),
  }))
}
