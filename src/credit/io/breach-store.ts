import { type RawBuilder, sql } from 'kysely'
import { endOf, type Instant, type PlainDate } from '../../calendar/index.ts'
import type { SubjectStore, Tx } from '../../platform/deps.ts'
import { type Breach, type FoundBreach, isFound, type Severity, situations } from '../index.ts'

type Row = { state: Breach; version: number }

const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`select state, version from breach where id = ${id} ${lock}`.execute(tx)
  return rows[0]
}

/** 42.2, 43.5: until when something of the case is published; null where nothing is. */
function publicEnd(b: Breach): Instant | null {
  if (b.status === 'repaired') return endOf(b.repaired.publicUntil)
  return isFound(b) ? endOf(b.publicUntil) : null
}

const severityOf = (b: Exclude<Breach, { status: 'new' }>): Severity =>
  'finding' in b && b.finding ? b.finding.severity : situations[b.situation].severity

/** Keeps breaches with the columns by which parties find theirs. */
export const breachStore: SubjectStore<Breach> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, b, version) {
    if (b.status === 'new') throw new Error('a case is kept from its draft on')
    const reporter = b.brought && b.brought.body.id !== b.operator.id ? [b.brought.body.id] : []
    const deciders = 'repair' in b ? b.repair.departments.map((d) => d.id) : []
    const row = sql`${version}, ${JSON.stringify(b)}::jsonb, ${b.status}, ${b.agency.id}, ${b.operator.id},
      ${b.management.id}, ${[...new Set([...reporter, ...deciders])]}::text[], ${severityOf(b)},
      ${b.origin?.source ?? null}, ${isFound(b) ? b.since : null}::timestamptz, ${publicEnd(b)}::timestamptz,
      market_now()`
    const columns = sql`version, state, status, agency, operator, management, departments, severity, source, since,
      public_end, changed_at`
    await sql`
      insert into breach (id, ${columns}) values (${id}, ${row})
      on conflict (id) do update set (${columns}) = row(${row})`.execute(tx)
  },
}

/** Whether a case was opened from this event already. */
export async function isDrafted(tx: Tx, source: string): Promise<boolean> {
  const { rows } = await sql`select 1 from breach where source = ${source}`.execute(tx)
  return rows.length > 0
}

/** Everything that was found against an agency, but for one case, oldest first (42.1). */
export async function foundAgainst(tx: Tx, agency: string, but = ''): Promise<FoundBreach[]> {
  const { rows } = await sql<FoundBreach>`
    select id, left(state ->> 'since', 10) as "on", severity, status = 'repaired' as repaired
    from breach where agency = ${agency} and id <> ${but} and since is not null order by since, id`.execute(
    tx,
  )
  return rows
}

export interface BreachCard {
  id: string
  state: Breach
  changedAt: Instant
}

/** The cases that a party may see, those that wait on top, then the latest. */
export async function list(
  tx: Tx,
  seen: { agency?: string; operator?: string; management?: string; department?: string },
  { page, size, agency = '' }: { page: number; size: number; agency?: string },
): Promise<{ items: BreachCard[]; total: number }> {
  const is = (column: string, id: string | undefined) =>
    sql`(${id ?? ''} = '' or ${sql.ref(column)} = ${id ?? ''})`
  // What only is a clue is no business of whom it is about.
  const where = sql`
    ${is('agency', seen.agency)} and ${is('operator', seen.operator)} and ${is('management', seen.management)}
    and (${seen.department ?? ''} = '' or ${seen.department ?? ''} = any(departments))
    and (${seen.agency === undefined} or state ? 'called' or since is not null)
    and (${agency} = '' or agency = ${agency})`
  const { rows } = await sql<BreachCard>`
    select id, state, changed_at as "changedAt" from breach where ${where}
    order by status not in ('drafted', 'hearing', 'decided', 'confirmed', 'repairing'), changed_at desc, id
    limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const total = await sql<{ n: number }>`select count(*) as n from breach where ${where}`.execute(tx)
  return { items: rows, total: total.rows[0]!.n }
}

const published = sql`public_end > (select market_now())`

/** What 42.2 and 43.5 publish today, of one agency or of all, the latest first. */
export async function publicCases(
  tx: Tx,
  { agency = '', page, size }: { agency?: string; page: number; size: number },
): Promise<{ items: { id: string; state: Breach }[]; total: number }> {
  const where = sql`${published} and (${agency} = '' or agency = ${agency})`
  const { rows } = await sql<{ id: string; state: Breach }>`
    select id, state from breach where ${where} order by since desc, id
    limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const total = await sql<{ n: number }>`select count(*) as n from breach where ${where}`.execute(tx)
  return { items: rows, total: total.rows[0]!.n }
}

/** Findings that count for the score of 44: since a day, not repaired. */
export async function findingsSince(
  tx: Tx,
  agency: string,
  from: PlainDate,
): Promise<{ id: string; on: PlainDate; severity: Severity }[]> {
  const found = await foundAgainst(tx, agency)
  return found
    .filter((f) => !f.repaired && f.on >= from)
    .map(({ id, on, severity }) => ({ id, on, severity }))
}
