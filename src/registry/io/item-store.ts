import { sql } from 'kysely'
import { addDays, type Instant, type PlainDate } from '../../calendar/index.ts'
import type { SubjectStore, Tx } from '../../platform/deps.ts'
import type { Body, ItemVersion, ServiceItemState } from '../index.ts'
import * as store from '../store.ts'

type Row = { state: ServiceItemState; version: number }

async function find(tx: Tx, id: string, lock: boolean): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select state, version from service_item_entry where id = ${id} ${lock ? sql`for update` : sql``}`.execute(
    tx,
  )
  return rows[0]
}

/** Keeps what departments do with the items; what they publish is written to the list by `keepVersions`. */
export const itemStore: SubjectStore<ServiceItemState> = {
  lock: (tx, id) => find(tx, id, true),
  read: (tx, id) => find(tx, id, false),
  async save(tx, id, state, version) {
    const row = sql`${version}, ${JSON.stringify(state)}::jsonb, ${state.status}, ${state.department.id},
      ${state.editor?.id ?? null}, market_now()`
    const columns = sql`version, state, status, department, editor, changed_at`
    await sql`
      insert into service_item_entry (id, ${columns}) values (${id}, ${row})
      on conflict (id) do update set (${columns}) = row(${row})`.execute(tx)
  },
}

/** Holds the list against every other change of it until the transaction ends: names and codes are looked up and taken. */
export async function lockList(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('service_item'))`.execute(tx)
}

/** The next code of a category: the text's own types first, then one after the other (14). */
export async function nextCode(tx: Tx, category: string): Promise<string> {
  const { rows } = await sql<{ last: number | null }>`
    select max(split_part(id, '.', 2)::int) as last from service_item_entry where split_part(id, '.', 1) = ${category}`.execute(
    tx,
  )
  return `${category}.${String((rows[0]?.last ?? 0) + 1).padStart(2, '0')}`
}

/** Names that are taken: of what is or will be on the list, and of what was drafted to come onto it. */
export async function takenNames(tx: Tx): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, state -> 'current' -> 'content' ->> 'zh' as name from service_item_entry
    where status = 'published'`.execute(tx)
  return Object.fromEntries(rows.map((r) => [r.id, r.name]))
}

/** Writes a version into the list; the one before it ends with the day before. */
export async function addVersion(
  tx: Tx,
  code: string,
  department: Body,
  { version, from, content }: ItemVersion,
): Promise<void> {
  await endVersion(tx, code, from)
  const { category, zh, en, basis, approvals, price, qualifications } = content
  const { mode, ...terms } = price
  await sql`
    insert into service_item (code, version, valid_from, category, name, name_en, department, basis,
      price_management, approvals, price, qualifications)
    values (${code}, ${version}, ${from}, ${category}, ${zh}, ${en}, ${department.id}, ${basis}, ${mode},
      ${[...approvals]}::text[], ${JSON.stringify(terms)}::jsonb, ${JSON.stringify(qualifications)}::jsonb)`.execute(
    tx,
  )
}

/** The open version of an item ends with the day before `from`. */
export async function endVersion(tx: Tx, code: string, from: PlainDate): Promise<void> {
  await sql`update service_item set valid_until = ${addDays(from, -1)}
    where code = ${code} and valid_until is null`.execute(tx)
}

export interface ItemCard {
  id: string
  state: ServiceItemState
  changedAt: Instant
}

/** The items that a department keeps, or all of them; those with a draft on top, then by code. */
export async function entries(tx: Tx, keeper: string | undefined): Promise<ItemCard[]> {
  const { rows } = await sql<ItemCard>`
    select id, state, changed_at as "changedAt" from service_item_entry
    where status <> 'discarded' and (${keeper ?? null}::text is null or department = ${keeper ?? null} or editor = ${keeper ?? null})
    order by state ? 'draft' desc, split_part(id, '.', 1), split_part(id, '.', 2)::int`.execute(tx)
  return rows
}

/** A department by its id. */
export async function departmentBody(tx: Tx, id: string): Promise<Body | undefined> {
  const found = await store.organisation(tx, id)
  return found?.kind === 'department' ? { id: found.id, name: found.name } : undefined
}

/** Every department of the city's own level, by name. */
export async function cityDepartments(tx: Tx): Promise<Body[]> {
  return (await store.bodies(tx, 'department', ['360400'])).map(({ id, name }) => ({ id, name }))
}
