import { type RawBuilder, sql } from 'kysely'
import type { Instant, PlainDate } from '../../calendar/index.ts'
import type { SubjectStore, Tx } from '../../platform/deps.ts'
import type { Consistency, Performance, PoolEntry, SpotCheck } from '../index.ts'

type Row = { state: SpotCheck; version: number }

const rowsOf = async <T>(tx: Tx, query: RawBuilder<T>): Promise<T[]> => (await query.execute(tx)).rows

const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>): Promise<Row | undefined> =>
  (await rowsOf(tx, sql<Row>`select state, version from spot_check where id = ${id} ${lock}`))[0]

/** Keeps spot checks, and their entries in step with them. */
export const spotCheckStore: SubjectStore<SpotCheck> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, c, version) {
    if (c.status === 'new') throw new Error('a spot check is kept from its announcement on')
    const row = sql`${version}, ${JSON.stringify(c)}::jsonb, ${c.status}, ${c.operator.id}, ${c.region}, ${c.from}::date,
      ${c.to}::date, market_now()`
    const columns = sql`version, state, status, operator, region, period_from, period_to, changed_at`
    await sql`
      insert into spot_check (id, ${columns}) values (${id}, ${row})
      on conflict (id) do update set (${columns}) = row(${row})`.execute(tx)
    if (version === 1) await insertPool(tx, id, c.pool)
    if (!('checked' in c)) return
    const checked = c.checked.map((x) => ({
      notice: x.notice,
      ...(x.confirmed && x.finding
        ? {
            consistency: x.finding.consistency,
            performance: x.finding.performance,
            found_at: x.confirmed.at,
          }
        : {}),
    }))
    await sql`
      update spot_check_entry e set drawn = true, consistency = r.consistency, performance = r.performance,
        found_at = r.found_at
      from jsonb_to_recordset(${JSON.stringify(checked)}::jsonb)
        as r (notice text, consistency text, performance text, found_at timestamptz)
      where e.spot_check = ${id} and e.notice = r.notice`.execute(tx)
  },
}

async function insertPool(tx: Tx, id: string, pool: readonly PoolEntry[]): Promise<void> {
  const rows = pool.map(({ notice, engagement, agency, owner }) => ({
    ...{ notice, engagement, agency: agency.id, owner: owner.id },
  }))
  await sql`
    insert into spot_check_entry (spot_check, notice, engagement, agency, owner)
    select ${id}, notice, engagement, agency, owner
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (notice text, engagement text, agency text, owner text)`.execute(tx)
}

/** Names the facts that stand for the entries in the draw. */
export async function nameEntries(
  tx: Tx,
  id: string,
  entries: readonly { notice: string; fact: string; salt: string }[],
): Promise<void> {
  await sql`
    update spot_check_entry e set fact = r.fact, salt = r.salt
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as r (notice text, fact text, salt text)
    where e.spot_check = ${id} and e.notice = r.notice`.execute(tx)
}

export const entriesOf = (tx: Tx, id: string) =>
  rowsOf(
    tx,
    sql<{ notice: string; fact: string; salt: string }>`
      select notice, fact, salt from spot_check_entry where spot_check = ${id} order by notice`,
  )

/** Contracts of an operator that were first filed in a period, in the order of their notices (37). */
export const poolOf = (tx: Tx, operator: string, from: PlainDate, to: PlainDate): Promise<PoolEntry[]> =>
  rowsOf(
    tx,
    sql<PoolEntry>`
      select e.id as engagement, e.state #>> '{award,notice}' as notice, e.title,
        jsonb_build_object('id', e.agency, 'name', e.state #>> '{award,agency,name}') as agency,
        jsonb_build_object('id', e.owner, 'name', e.state #>> '{award,owner,name}') as owner,
        left(e.state #>> '{contracts,0,filedAt}', 10) as "filedOn"
      from engagement e where e.operator = ${operator}
        and left(e.state #>> '{contracts,0,filedAt}', 10) between ${from} and ${to}
      order by notice`,
  )

/** One announcement of an operator after the other: two at once would draw from the same contracts. */
export async function lockOperator(tx: Tx, operator: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`spot-check ${operator}`}))`.execute(tx)
}

/** Last day of the periods that an operator has checked. */
export async function checkedUntil(tx: Tx, operator: string): Promise<PlainDate | undefined> {
  const [row] = await rowsOf(
    tx,
    sql<{ until: PlainDate | null }>`
      select to_char(max(period_to), 'YYYY-MM-DD') as until from spot_check where operator = ${operator}`,
  )
  return row?.until ?? undefined
}

export interface SpotCheckCard {
  id: string
  state: SpotCheck
  changedAt: Instant
}

/** Whose spot checks: an operator's own, those that drew a party's engagement, those of a body's regions, or all. */
export type SpotCheckScope = { operator: string } | { party: string } | { regions: readonly string[] } | 'all'

/** A page of spot checks, latest first. */
export async function listSpotChecks(
  tx: Tx,
  scope: SpotCheckScope,
  { page, size }: { page: number; size: number },
): Promise<{ items: SpotCheckCard[]; total: number }> {
  const mine =
    scope === 'all'
      ? sql`true`
      : 'operator' in scope
        ? sql`operator = ${scope.operator}`
        : 'regions' in scope
          ? sql`region = any(${[...scope.regions]}::text[])`
          : sql`exists (select from spot_check_entry e where e.spot_check = s.id and e.drawn
              and ${scope.party} in (e.agency, e.owner))`
  const items = await rowsOf(
    tx,
    sql<SpotCheckCard>`
      select id, state, changed_at as "changedAt" from spot_check s where ${mine}
      order by status = 'published', period_to desc, id limit ${size} offset ${(page - 1) * size}`,
  )
  const [total] = await rowsOf(tx, sql<{ n: number }>`select count(*) as n from spot_check s where ${mine}`)
  return { items, total: total!.n }
}

/** A confirmed finding about an agency's engagement, as its record has it (37, 44). */
export interface Inspection {
  source: 'spot-check'
  /** Id of the spot check. */
  id: string
  engagement: string
  notice: string
  title: string
  operator: string
  consistency: Consistency
  performance: Performance
  /** When the second person confirmed it. */
  at: Instant
}

/** What spot checks found about an agency, latest first; findings that wait for their second person are not among them. */
export const findingsAbout = (tx: Tx, agency: string): Promise<Inspection[]> =>
  rowsOf(
    tx,
    sql<Inspection>`
      select 'spot-check' as source, e.spot_check as id, e.engagement, e.notice, g.title,
        s.state #>> '{operator,name}' as operator, e.consistency, e.performance, e.found_at as at
      from spot_check_entry e join spot_check s on s.id = e.spot_check join engagement g on g.id = e.engagement
      where e.agency = ${agency} and e.found_at is not null order by e.found_at desc, e.notice`,
  )
