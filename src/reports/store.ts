import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { SubjectStore, Tx } from '../platform/deps.ts'
import type { Report, ReportOutcome, SituationId } from './index.ts'

type Row = { state: Report; version: number }

const rowsOf = async <T>(tx: Tx, query: RawBuilder<T>): Promise<T[]> => (await query.execute(tx)).rows

const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>): Promise<Row | undefined> =>
  (await rowsOf(tx, sql<Row>`select state, version from report where id = ${id} ${lock}`))[0]

/** Keeps reports with the columns by which receivers find theirs. */
export const reportStore: SubjectStore<Report> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, r, version) {
    const reporter = ('reporter' in r && r.reporter?.organisation) || null
    const finding = 'found' in r && r.found ? `${r.found.engagement}:${r.found.key}` : null
    const row = sql`${version}, ${JSON.stringify(r)}::jsonb, ${r.status}, ${r.number}, ${r.situation}, ${r.reported.id},
      ${r.receiver.id}, ${r.finance?.id ?? null}, ${reporter}, ${finding}, market_now()`
    const columns = sql`version, state, status, number, situation, reported, receiver, finance, reporter, finding, changed_at`
    await sql`
      insert into report (id, ${columns}) values (${id}, ${row})
      on conflict (id) do update set (${columns}) = row(${row})`.execute(tx)
  },
}

/** Under what digest the reporter's code finds it. */
export const keepDigest = async (tx: Tx, id: string, digest: string): Promise<void> => {
  await sql`update report set digest = ${digest} where id = ${id}`.execute(tx)
}

export const byDigest = async (tx: Tx, digest: string): Promise<(Row & { id: string }) | undefined> =>
  (
    await rowsOf(
      tx,
      sql<Row & { id: string }>`select id, state, version from report where digest = ${digest}`,
    )
  )[0]

/** Which findings of an engagement are open or over already, by their keys. */
export const knownFindings = async (tx: Tx, engagement: string): Promise<Set<string>> => {
  const rows = await rowsOf(
    tx,
    sql<{ finding: string }>`select finding from report where finding like ${`${engagement}:%`}`,
  )
  return new Set(rows.map((r) => r.finding.slice(engagement.length + 1)))
}

export interface ReportCard {
  id: string
  state: Report
  due: Instant | null
}

/** What a body receives or handles; what a reporter reported by name; never what is about the asker. */
export async function list(
  tx: Tx,
  seen: { party: string } | 'all',
  { page, size, status }: { page: number; size: number; status?: string },
): Promise<{ items: ReportCard[]; total: number }> {
  const own =
    seen === 'all'
      ? sql`true`
      : sql`${seen.party} in (receiver, finance, reporter) and reported <> ${seen.party}`
  const where = sql`${own} and (${status ?? ''} = '' or status = ${status ?? ''})`
  const items = await rowsOf(
    tx,
    sql<ReportCard>`
      select id, state, (select min(due) from clock c where c.subject = 'report' and c.id = report.id) as due
      from report where ${where} order by due nulls last, changed_at desc, id
      limit ${size} offset ${(page - 1) * size}`,
  )
  const [total] = await rowsOf(tx, sql<{ n: number }>`select count(*) as n from report where ${where}`)
  return { items, total: total!.n }
}

export interface ReceiverCount {
  id: string
  name: string
  /** Everything that came in or was found and taken up. */
  received: number
  concluded: number
  founded: number
  /** Past its time now. */
  overdue: number
}

const founded = sql`status = 'concluded' and state ->> 'outcome' in ('handled', 'disciplined', 'transferred')`

/**
 * How much each receiving body has, of all kinds together: a count by kind would tell the one operator of a place that it
 * has been reported.
 */
export const receiverCounts = (tx: Tx): Promise<ReceiverCount[]> =>
  rowsOf(
    tx,
    sql<ReceiverCount>`
      select receiver as id, max(state #>> '{receiver,name}') as name, count(*) as received,
        count(*) filter (where status = 'concluded') as concluded, count(*) filter (where ${founded}) as founded,
        count(*) filter (where exists (select from clock c where c.subject = 'report' and c.id = report.id
          and c.due <= market_now())) as overdue
      from report where status in ('received', 'routed', 'concluded') group by receiver order by received desc, id`,
  )

export interface FoundedCount {
  reported: string
  situation: SituationId
  outcome: ReportOutcome
  n: number
}

/** What was found to be so, by body and situation. */
export const foundedCounts = (tx: Tx): Promise<FoundedCount[]> =>
  rowsOf(
    tx,
    sql<FoundedCount>`
      select max(state #>> '{reported,name}') as reported, situation, state ->> 'outcome' as outcome, count(*) as n
      from report where ${founded} group by report.reported, situation, state ->> 'outcome'
      order by count(*) desc, report.reported, situation, outcome`,
  )
