import { type RawBuilder, sql } from 'kysely'
import type { Instant, PlainDate } from '../../calendar/index.ts'
import type { SubjectStore, Tx } from '../../platform/deps.ts'
import {
  type AgencyStanding,
  type Ground,
  groundOf,
  isInForce,
  type StandingCase,
  type StandingKnowledge,
  tookEffect,
} from '../index.ts'

type Row = { state: StandingCase; version: number }

const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`
    select state, version from standing_case where id = ${id} ${lock}`.execute(tx)
  return rows[0]
}

/** Keeps the cases of 35 and 36 with the columns that the agency's standing is read from. */
export const standingStore: SubjectStore<StandingCase> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, state, version) {
    if (state.status === 'new') throw new Error('a case is kept from its report or opening on')
    const row = sql`${version}, ${JSON.stringify(state)}::jsonb, ${state.status}, ${state.agency.id},
      ${state.operator.id}, ${state.management.id}, ${state.reported?.body.id ?? null},
      ${groundOf[state.ground].measure}, ${[...state.services]}::text[],
      ${isInForce(state) && tookEffect(state) ? state.since : null}::timestamptz, market_now()`
    const columns = sql`version, state, status, agency, operator, management, reporter, measure, services,
      in_force_since, changed_at`
    await sql`
      insert into standing_case (id, ${columns}) values (${id}, ${row})
      on conflict (id) do update set (${columns}) = row(${row})`.execute(tx)
  },
}

/** What the rules ask of the agency: where it stands, what it serves, whether it is being expelled already. */
export async function knowledgeAbout(
  tx: Tx,
  agency: string,
  id: string,
): Promise<Omit<StandingKnowledge, 'unknownFiles'>> {
  const { rows } = await sql<{
    status: AgencyStanding['status']
    services: StandingKnowledge['services']
    other: string | null
  }>`
    select a.status,
      coalesce((select jsonb_agg(jsonb_build_object('serviceType', s.service_type, 'department', s.department)
          order by s.service_type)
        from agency_service s where s.agency = a.organisation and s.confirmed_at is not null), '[]') as services,
      (select c.id from standing_case c where c.agency = a.organisation and c.id <> ${id}
        and c.measure = 'expulsion' and c.status in ('reported', 'opened', 'confirmed')) as other
    from agency a where a.organisation = ${agency}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`no agency ${agency}`)
  const { status, services, other } = row
  return { agencyStatus: status, services, ...(other ? { otherExpulsion: other } : {}) }
}

/** Holds the agency against every other case until the transaction ends. */
export async function lockAgency(tx: Tx, agency: string): Promise<void> {
  await sql`select 1 from agency where organisation = ${agency} for update`.execute(tx)
}

/** 35, 42.1: an agency all of whose services are suspended is suspended itself; what a case about some services touches is read with them. */
export async function deriveStatus(tx: Tx, agency: string): Promise<void> {
  await sql`
    update agency a set status = case when exists (select 1 from standing_case c where c.agency = a.organisation
        and c.measure = 'suspension' and c.in_force_since >= a.admitted_at and c.services = '{}')
        or exists (select 1 from agency_suspension x where x.agency = a.organisation and x.ended_at is null
          and x.since <= market_now() and x.until > market_now())
      then 'suspended' else 'admitted' end
    where a.organisation = ${agency} and a.status in ('admitted', 'suspended')`.execute(tx)
}

/** 36: out of the market; its people are free for other agencies, and its admission is over. */
export async function expel(tx: Tx, agency: string, at: Instant): Promise<void> {
  await sql`update agency set status = 'expelled' where organisation = ${agency}`.execute(tx)
  await sql`update agency_suspension set ended_at = ${at}
    where agency = ${agency} and ended_at is null and until > ${at}`.execute(tx)
  await sql`delete from key_person where agency = ${agency}`.execute(tx)
  await sql`update admission set ended_at = ${at}
    where agency = ${agency} and status not in ('draft', 'refused', 'withdrawn') and ended_at is null`.execute(
    tx,
  )
}

/** What a bar is made of: the agency by its code, its legal representative by the digest kept since the admission. */
export async function partiesToBar(
  tx: Tx,
  agency: string,
): Promise<{ name: string; code: string; representative: string | null }> {
  const { rows } = await sql<{ name: string; code: string; representative: string | null }>`
    select o.name, coalesce(o.code, '') as code, a.controllers[1] as representative
    from agency a join organisation o on o.id = a.organisation where a.organisation = ${agency}`.execute(tx)
  return rows[0]!
}

/** 36.4: lifts the bars of one expulsion, of the agency and of the representative. */
export async function liftBars(tx: Tx, id: string, at: Instant): Promise<void> {
  await sql`update admission_bar set lifted_at = ${at}
    where standing_case = ${id} and lifted_at is null`.execute(tx)
}

export interface StandingCard {
  id: string
  state: StandingCase
  changedAt: Instant
}

/** The cases that a party may see, those that wait on top, then the latest. An agency sees what took effect. */
export async function list(
  tx: Tx,
  seen: { agency?: string; operator?: string; management?: string; reporter?: string },
  { page, size }: { page: number; size: number },
): Promise<{ items: StandingCard[]; total: number }> {
  const is = (column: string, id: string | undefined) =>
    sql`(${id ?? ''} = '' or ${sql.ref(column)} = ${id ?? ''})`
  const where = sql`
    ${is('agency', seen.agency)} and ${is('operator', seen.operator)} and ${is('management', seen.management)}
    and ${is('reporter', seen.reporter)} and (${seen.agency === undefined} or state ? 'since')`
  const { rows } = await sql<StandingCard>`
    select id, state, changed_at as "changedAt" from standing_case where ${where}
    order by status not in ('reported', 'opened', 'confirmed', 'restoring'), changed_at desc, id
    limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const total = await sql<{ n: number }>`select count(*) as n from standing_case where ${where}`.execute(tx)
  return { items: rows, total: total.rows[0]?.n ?? 0 }
}

/** Ids of the cases of an agency that took effect, oldest first. */
export async function casesOf(tx: Tx, agency: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from standing_case where agency = ${agency} and state ? 'since' order by state ->> 'since', id`.execute(
    tx,
  )
  return rows.map((r) => r.id)
}

/** Something that took effect on an agency, as the credit authority gathers it (10). */
export interface StandingEffect {
  event: 'suspended' | 'restored' | 'expelled' | 'bar-lifted'
  name: string
  code: string
  ground: Ground
  at: Instant
  services: readonly string[]
  case: string
}

/** What took effect between two days, both included: 35 and 36 at once, 35.4 and 36.4 when they end it. */
export async function effectsBetween(tx: Tx, from: PlainDate, to: PlainDate): Promise<StandingEffect[]> {
  const { rows } = await sql<StandingEffect>`
    select e.event, o.name, coalesce(o.code, '') as code, c.state ->> 'ground' as ground, e.at::timestamptz as at,
      c.services, c.id as "case"
    from standing_case c join organisation o on o.id = c.agency cross join lateral (values
      (case c.measure when 'suspension' then 'suspended' else 'expelled' end, c.state ->> 'since'),
      ('restored', c.state -> 'restored' ->> 'at'),
      ('bar-lifted', c.state -> 'lifted' ->> 'at')) e (event, at)
    where left(e.at, 10) between ${from} and ${to} order by e.at, c.id, e.event`.execute(tx)
  return rows
}

/** Where cases stand, by id. */
export async function statusesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StandingCase['status']>> {
  const { rows } = await sql<{ id: string; status: StandingCase['status'] }>`
    select id, status from standing_case where id = any(${[...ids]})`.execute(tx)
  return new Map(rows.map((r) => [r.id, r.status]))
}
