import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { SubjectStore, Tx } from '../../platform/deps.ts'
import type { Objection, ObjectionKnowledge, ObjectionResult } from '../index.ts'

type Row = { state: Objection; version: number }

const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`select state, version from objection where id = ${id} ${lock}`.execute(tx)
  return rows[0]
}

/** Keeps objections with the columns by which parties find theirs. */
export const objectionStore: SubjectStore<Objection> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, state, version) {
    if (state.status === 'new') throw new Error('an objection is kept from its filing on')
    const row = sql`${version}, ${JSON.stringify(state)}::jsonb, ${state.status}, ${state.admission},
      ${state.agency.id}, ${state.operator.id}, ${state.management.id}, ${state.objector.id}, market_now()`
    const columns = sql`version, state, status, admission, agency, operator, management, objector, changed_at`
    await sql`
      insert into objection (id, ${columns}) values (${id}, ${row})
      on conflict (id) do update set (${columns}) = row(${row})`.execute(tx)
  },
}

/** What a publicity is about, from the admission that was published; undefined when there is none. */
export async function published(
  tx: Tx,
  admission: string,
): Promise<
  { agency: string; name: string; region: string; operator: string; publishedAt: Instant } | undefined
> {
  const { rows } = await sql<{
    agency: string
    name: string
    region: string
    operator: string
    publishedAt: Instant
  }>`
    select a.agency, o.name, o.region, a.operator, a.state ->> 'publishedAt' as "publishedAt"
    from admission a join organisation o on o.id = a.agency
    where a.id = ${admission} and a.state ? 'publishedAt'`.execute(tx)
  return rows[0]
}

/** Whether the admission is still shown, and whether this body has objected already. */
export async function knowledgeAbout(
  tx: Tx,
  { id, admission }: Pick<Objection, 'id' | 'admission'>,
  objector: string,
): Promise<Omit<ObjectionKnowledge, 'unknownFiles'>> {
  const { rows } = await sql<{ inPublicity: boolean; other: string | null }>`
    select a.status = 'in-publicity' and a.ended_at is null as "inPublicity",
      (select id from objection o where o.admission = a.id and o.objector = ${objector} and o.id <> ${id}
        and o.status in ('filed', 'raised')) as other
    from admission a where a.id = ${admission}`.execute(tx)
  const { inPublicity, other } = rows[0]!
  return { inPublicity, ...(other === null ? {} : { other }) }
}

export interface ObjectionCard {
  id: string
  state: Objection
  changedAt: Instant
  due: Instant | null
}

/** The objections that a party may see: those that wait on top, then the latest. */
export async function list(
  tx: Tx,
  seen: { party: string } | 'all',
  { page, size }: { page: number; size: number },
): Promise<{ items: ObjectionCard[]; total: number }> {
  const where = seen === 'all' ? sql`true` : sql`${seen.party} in (agency, operator, management, objector)`
  const { rows } = await sql<ObjectionCard>`
    select id, state, changed_at as "changedAt",
      (select min(due) from clock c where c.subject = 'objection' and c.id = objection.id) as due
    from objection where ${where} order by due nulls last, "changedAt" desc, id
    limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const total = await sql<{ n: number }>`select count(*) as n from objection where ${where}`.execute(tx)
  return { items: rows, total: Number(total.rows[0]?.n ?? 0) }
}

export interface Publicity {
  admission: string
  agency: string
  name: string
  code: string | null
  region: string
  operatorName: string
  publishedAt: Instant
  ends: Instant
  commitment: string
  services: string[]
  /** Objections that are being reviewed. */
  objections: number
}

/** The admissions in their publicity, those that end first on top (111/20.2). */
export async function publicities(
  tx: Tx,
  { page, size }: { page: number; size: number },
): Promise<{ items: Publicity[]; total: number }> {
  const { rows } = await sql<Publicity>`
    select a.id as admission, a.agency, o.name, o.code, o.region, p.name as "operatorName",
      a.state ->> 'publishedAt' as "publishedAt", c.due as ends, a.state -> 'commitment' ->> 'version' as commitment,
      coalesce((select array_agg(s.service_type order by s.service_type) from agency_service s
        where s.agency = a.agency and s.confirmed_at is not null), '{}') as services,
      (select count(*) from objection x where x.admission = a.id and x.status in ('filed', 'raised'))::int as objections
    from clock c join admission a on a.id = c.id join organisation o on o.id = a.agency
      join organisation p on p.id = a.operator
    where c.subject = 'admission' and c.action = 'end-publicity' and c.due > market_now() and a.ended_at is null
    order by c.due, o.name, a.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const total = await sql<{ n: number }>`
    select count(*) as n from clock c join admission a on a.id = c.id
    where c.subject = 'admission' and c.action = 'end-publicity' and c.due > market_now()
      and a.ended_at is null`.execute(tx)
  return { items: rows, total: Number(total.rows[0]?.n ?? 0) }
}

export interface PublishedDecision {
  id: string
  agency: string
  name: string
  result: ObjectionResult
  by: string
  decision: string
  at: Instant
}

/** 20.3: …作出决定并予以公布; the latest decisions, without who objected. */
export async function decisions(tx: Tx): Promise<PublishedDecision[]> {
  const { rows } = await sql<PublishedDecision>`
    select id, agency, state -> 'agency' ->> 'name' as name, status as result, state -> 'decidedBy' ->> 'name' as by,
      state ->> 'decision' as decision, state ->> 'decidedAt' as at
    from objection where status in ('upheld', 'rejected') order by changed_at desc, id limit 50`.execute(tx)
  return rows
}
