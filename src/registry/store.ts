import { sql } from 'kysely'
import { pinyin } from 'pinyin-pro'
import type { PlainDate } from '../calendar/index.ts'
import type { Tx } from '../platform/deps.ts'
import type { OrganisationKind, Role } from '../workflow/index.ts'
import {
  grams,
  type PriceTerms,
  plainText,
  type QualificationRule,
  queryGrams,
  startingItems,
} from './index.ts'

export type OrganisationRow = {
  id: string
  kind: OrganisationKind
  name: string
  code: string | null
  region: string
  demo: boolean
  profile: string
  search: string
  grams: string[]
}

type RegistryTables = {
  organisation: OrganisationRow
  person: {
    id: string
    name: string
    account: string
    /** Sealed by `sealPhone`. */
    phone: Uint8Array | null
    email: string | null
    demo: boolean
  }
  membership: { person: string; organisation: string; roles: string[] }
  agency: { organisation: string; status: string }
}

const tables = (tx: Tx) => tx.withTables<RegistryTables>()

/** The first letters of a name's pinyin, 九江恒信 → jjhx, so that it is found from a plain keyboard. */
const initialsOf = (name: string): string =>
  plainText(
    pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join(''),
  )

/** What a search for an organisation looks through: its name, the initials of its pinyin, its code. */
export function searchColumns(name: string, code: string | null): { search: string; grams: string[] } {
  const parts = [plainText(name), initialsOf(name), (code ?? '').toLowerCase()]
  return { search: parts.join(' '), grams: [...new Set(parts.flatMap(grams))] }
}

export async function insertOrganisation(
  tx: Tx,
  row: Omit<OrganisationRow, 'search' | 'grams' | 'profile'> & { profile: object },
): Promise<void> {
  await tables(tx)
    .insertInto('organisation')
    .values({ ...row, profile: JSON.stringify(row.profile), ...searchColumns(row.name, row.code) })
    .execute()
  if (row.kind === 'agency') {
    await tables(tx).insertInto('agency').values({ organisation: row.id, status: 'applying' }).execute()
  }
}

/** Writes name, code and place of an organisation, with what a search looks through. */
export async function renameOrganisation(
  tx: Tx,
  id: string,
  { name, code, region }: { name: string; code: string | null; region: string },
): Promise<void> {
  await tables(tx)
    .updateTable('organisation')
    .set({ name, code, region, ...searchColumns(name, code) })
    .where('id', '=', id)
    .execute()
}

/** A name that has changed, with what a search looks through. */
export async function setName(tx: Tx, id: string, name: string): Promise<void> {
  const row = await organisation(tx, id)
  if (!row) throw new Error(`no organisation ${id}`)
  await tables(tx)
    .updateTable('organisation')
    .set({ name, ...searchColumns(name, row.code) })
    .where('id', '=', id)
    .execute()
}

export async function insertPerson(tx: Tx, row: RegistryTables['person']): Promise<void> {
  await tables(tx).insertInto('person').values(row).execute()
}

export async function upsertMembership(
  tx: Tx,
  person: string,
  organisation: string,
  roles: Role[],
): Promise<void> {
  await tables(tx)
    .insertInto('membership')
    .values({ person, organisation, roles })
    .onConflict((c) => c.columns(['person', 'organisation']).doUpdateSet({ roles }))
    .execute()
}

export async function isDemoPerson(tx: Tx, person: string): Promise<boolean> {
  const { rows } = await sql`select 1 from person where id = ${person} and demo`.execute(tx)
  return rows.length > 0
}

export interface MembershipRow {
  person: string
  personName: string
  organisation: string
  organisationName: string
  kind: OrganisationKind
  region: string
  roles: Role[]
}

/** The memberships of a person, the wanted one first. */
export async function membershipsOf(
  tx: Tx,
  person: string,
  wanted?: string | null,
): Promise<MembershipRow[]> {
  const { rows } = await sql<MembershipRow>`
    select m.person, p.name as "personName", m.organisation, o.name as "organisationName", o.kind, o.region, m.roles
    from membership m join person p on p.id = m.person join organisation o on o.id = m.organisation
    where m.person = ${person} and o.ended_at is null order by (m.organisation = ${wanted ?? ''}) desc, o.kind, o.name`.execute(
    tx,
  )
  return rows
}

export interface PersonRow {
  id: string
  name: string
  account: string
  email: string | null
  roles: Role[]
}

/** The people of an organisation, those with one of the roles where some are given. */
export async function peopleOf(tx: Tx, organisation: string, roles: readonly Role[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.name, p.account, p.email, m.roles from membership m join person p on p.id = m.person
    where m.organisation = ${organisation}
      and (${roles.length} = 0 or m.roles && ${[...roles]}::text[])
    order by p.name, p.id`.execute(tx)
  return rows
}

export interface NamedRow {
  id: string
  name: string
  code: string | null
  kind: OrganisationKind
  region: string
  profile: Record<string, unknown>
}

export async function organisation(tx: Tx, id: string): Promise<NamedRow | undefined> {
  const { rows } = await sql<NamedRow>`
    select id, name, code, kind, region, profile from organisation where id = ${id}`.execute(tx)
  return rows[0]
}

export async function organisationByCode(
  tx: Tx,
  kind: OrganisationKind,
  code: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from organisation where kind = ${kind} and code = ${code}`.execute(tx)
  return rows[0]?.id
}

/** Owners that are registered, by a part of their name. */
export async function ownersNamed(
  tx: Tx,
  q: string,
  fiscal = false,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisation o where o.kind = 'owner' and o.ended_at is null and ${matches(q)}
      and (not ${fiscal} or o.profile -> 'fiscal' = 'true'::jsonb)
    order by o.name collate "zh-x-icu", o.id limit 20`.execute(tx)
  return rows
}

export async function accountExists(tx: Tx, account: string): Promise<boolean> {
  const { rows } = await sql`select 1 from person where lower(account) = ${account.toLowerCase()}`.execute(tx)
  return rows.length > 0
}

/** The bodies of one kind in one of the regions, by region. */
export async function bodies(
  tx: Tx,
  kind: OrganisationKind,
  regions: readonly string[],
): Promise<NamedRow[]> {
  const { rows } = await sql<NamedRow>`
    select id, name, code, kind, region, profile from organisation
    where kind not in ('owner', 'agency') and kind = ${kind} and region = any(${[...regions]}::text[])
      and ended_at is null
    order by id`.execute(tx)
  return rows
}

export interface ServiceItemRow {
  code: string
  version: number
  from: PlainDate
  /** The last day; null while nothing follows it. */
  until: PlainDate | null
  category: string
  zh: string
  en: string
  department: string
  departmentName: string
  basis: string
  approvals: string[]
  priceManagement: PriceTerms['mode']
  price: PriceTerms
  qualifications: QualificationRule
}

const itemColumns = sql`s.code, s.version, s.valid_from as "from", s.valid_until as until, s.category,
  s.name as zh, s.name_en as en, s.department, o.name as "departmentName", s.basis, s.approvals,
  s.price_management as "priceManagement", s.price || jsonb_build_object('mode', s.price_management) as price,
  s.qualifications from service_item s join organisation o on o.id = s.department`

/** The published list as it stands on a day, in the order of its codes. */
export async function serviceItems(
  tx: Tx,
  filter: { on: string; category?: string; q?: string },
): Promise<ServiceItemRow[]> {
  const like = `%${escapeLike(filter.q ?? '')}%`
  const { rows } = await sql<ServiceItemRow>`
    select * from (
      select ${itemColumns}
      where s.valid_from <= ${filter.on} and (s.valid_until is null or s.valid_until >= ${filter.on})
    ) item
    where (${filter.category ?? ''} = '' or category = ${filter.category ?? ''})
      and (zh ilike ${like} or en ilike ${like} or code ilike ${like} or "departmentName" ilike ${like})
    order by code`.execute(tx)
  return rows
}

/** Every version of an item, the newest first. */
export async function itemVersions(tx: Tx, code: string): Promise<ServiceItemRow[]> {
  const { rows } = await sql<ServiceItemRow>`
    select ${itemColumns} where s.code = ${code} order by s.version desc`.execute(tx)
  return rows
}

/** The names of every item that is or was on the list, by code, as its newest version has them. */
export async function itemNames(tx: Tx): Promise<Map<string, { zh: string; en: string }>> {
  const { rows } = await sql<{ code: string; zh: string; en: string }>`
    select distinct on (code) code, name as zh, name_en as en from service_item order by code, version desc`.execute(
    tx,
  )
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]))
}

/** The types that the text of 111/14 names, once, each with the department that keeps it. */
export async function insertStartingItems(tx: Tx): Promise<void> {
  for (const item of startingItems) {
    await sql`
      insert into service_item
        (code, version, valid_from, category, name, name_en, department, basis, price_management)
      values (${item.code}, ${item.version}, ${item.from}, ${item.category}, ${item.zh}, ${item.en},
        ${item.department}, ${item.basis}, ${item.priceManagement})
      on conflict do nothing`.execute(tx)
  }
  const entries = startingItems.map(({ code, version, from, department, category, zh, en, basis }) => {
    const content = { category, zh, en, basis, approvals: [], price: { mode: 'market' }, qualifications: [] }
    return { code, department, current: { version, from, content } }
  })
  await sql`
    insert into service_item_entry (id, version, state, status, department, changed_at)
    select e ->> 'code', 1, jsonb_build_object('status', 'published', 'code', e -> 'code', 'current', e -> 'current',
        'department', jsonb_build_object('id', o.id, 'name', o.name)), 'published', o.id, market_now()
    from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) e join organisation o on o.id = e ->> 'department'
    on conflict do nothing`.execute(tx)
}

export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (c) => `\\${c}`)

/** A condition on `organisation o` that finds any part of a name, of its initials or of the code. */
export function matches(query: string) {
  const text = plainText(query)
  if (text === '') return sql<boolean>`true`
  return sql<boolean>`(o.grams @> ${queryGrams(query)}::text[] and o.search like ${`%${escapeLike(text)}%`})`
}

/** A party of the market with its unified code. */
export interface CodedRow {
  id: string
  kind: OrganisationKind
  name: string
  code: string
  region: string
}

export async function byCodes(tx: Tx, codes: readonly string[]): Promise<CodedRow[]> {
  const { rows } = await sql<CodedRow>`
    select id, kind, name, code, region from organisation
    where code = any(${[...codes]}) and kind in ('agency', 'owner')`.execute(tx)
  return rows
}
