import { sql } from 'kysely'
import { type Instant, type PlainDate, startOf } from '../../calendar/index.ts'
import type { Db, Tx } from '../../platform/deps.ts'
import type { Deadline } from '../../workflow/index.ts'
import type { AdmissionForm, Bar, Body, ImportStatus } from '../index.ts'
import { searchColumns } from '../store.ts'
import { putFirstVersions } from './versions.ts'

/** What is wrong with one cell or row, in words, for the screen and for the report. */
export interface ImportProblem {
  row: number
  /** Header of the column. */
  column?: string
  code: string
  article: string
  message: { zh: string; en: string }
}

export interface ImportRecord {
  id: string
  operator: string
  operatorName: string
  person: string
  personName: string
  source: string
  fileName: string
  sha256: string
  status: ImportStatus
  total: number
  done: number
  at: Instant
  endedAt: Instant | null
}

const columns = sql`id, operator, operator_name as "operatorName", person, person_name as "personName", source,
  file_name as "fileName", sha256, status, total, done, at, ended_at as "endedAt"`

/** Keeps what was uploaded; what earlier uploads of the operator left of people's numbers goes. */
export async function insertImport(
  tx: Tx,
  row: Pick<
    ImportRecord,
    'id' | 'operator' | 'operatorName' | 'person' | 'personName' | 'source' | 'fileName' | 'sha256' | 'total'
  > & { problems: readonly ImportProblem[]; rows: Buffer },
): Promise<void> {
  await sql`update agency_import set rows = null where operator = ${row.operator} and status = 'refused'`.execute(
    tx,
  )
  await sql`
    insert into agency_import (id, operator, operator_name, person, person_name, source, file_name, sha256, status,
      total, problems, rows)
    values (${row.id}, ${row.operator}, ${row.operatorName}, ${row.person}, ${row.personName}, ${row.source},
      ${row.fileName}, ${row.sha256}, 'checking', ${row.total}, ${JSON.stringify(row.problems)}::jsonb,
      ${row.rows})`.execute(tx)
}

export async function importRecord(tx: Tx, id: string): Promise<ImportRecord | undefined> {
  const { rows } = await sql<ImportRecord>`select ${columns} from agency_import where id = ${id}`.execute(tx)
  return rows[0]
}

/** The latest of an operator, or of all. */
export async function importList(tx: Tx, operator: string | undefined): Promise<ImportRecord[]> {
  const { rows } = await sql<ImportRecord>`
    select ${columns} from agency_import where ${operator ?? null}::text is null or operator = ${operator ?? null}
    order by at desc, id limit 50`.execute(tx)
  return rows
}

export async function importContent(
  tx: Tx,
  id: string,
): Promise<{ problems: ImportProblem[]; rows: Buffer | null } | undefined> {
  const { rows } = await sql<{ problems: ImportProblem[]; rows: Buffer | null }>`
    select problems, rows from agency_import where id = ${id}`.execute(tx)
  return rows[0]
}

/** Outside the transaction that takes the agencies in, so that those who wait see it. */
export async function showProgress(db: Db, id: string, status: ImportStatus, done: number): Promise<void> {
  await sql`update agency_import set status = ${status}, done = ${done} where id = ${id}`.execute(db)
}

export async function refuseImport(db: Db, id: string, problems: readonly ImportProblem[]): Promise<void> {
  await sql`
    update agency_import set status = 'refused', done = 0, problems = ${JSON.stringify(problems)}::jsonb,
      ended_at = market_now() where id = ${id}`.execute(db)
}

export async function endImport(tx: Tx, id: string): Promise<void> {
  await sql`
    update agency_import set status = 'done', done = total, rows = null, problems = '[]', ended_at = market_now()
    where id = ${id}`.execute(tx)
}

/** Which of these codes an agency has already. */
export async function registeredCodes(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from organisation where kind = 'agency' and code = any(${[...codes]}::text[])`.execute(tx)
  return new Set(rows.map((r) => r.code))
}

/** The agency in which each of these people holds a key post. */
export async function holders(tx: Tx, identities: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ identity: string; name: string }>`
    select k.identity, o.name from key_person k join organisation o on o.id = k.agency
    where k.identity = any(${[...identities]}::text[])`.execute(tx)
  return new Map(rows.map((r) => [r.identity, r.name]))
}

/** The bars that stand against any of these codes and people (111/36.4). */
export async function barsAgainst(tx: Tx, keys: readonly string[]): Promise<Map<string, Bar[]>> {
  const { rows } = await sql<Bar & { key: string }>`
    select party, key, name, since from admission_bar
    where lifted_at is null and key = any(${[...keys]}::text[])`.execute(tx)
  const found = new Map<string, Bar[]>()
  for (const { key, ...bar } of rows) found.set(key, [...(found.get(key) ?? []), bar])
  return found
}

/** An agency that is taken in. */
export interface Taken {
  id: string
  form: AdmissionForm
  admittedOn: PlainDate
  departments: Readonly<Record<string, Body>>
  representative: string
  /** Digest of each key person, in the order of the form. */
  people: readonly string[]
  administrator: string
}

/** Writes many agencies by a statement for each table. Throws what the database says of a code or person that is taken. */
export async function insertAgencies(tx: Tx, source: string, all: readonly Taken[]): Promise<void> {
  const given = JSON.stringify(
    all.map(({ id, form, admittedOn, representative }) => {
      const { name, code, region, legalForm, address, established, scope, phone, email } = form.subject
      const profile = { legalForm, address, established, scope, phone, email }
      const own = { id, name, code, region, profile, representative, ...searchColumns(name, code) }
      return { ...own, representative_name: form.representative.name, admitted_at: startOf(admittedOn) }
    }),
  )
  await sql`
    with given as (select * from jsonb_to_recordset(${given}::jsonb) as r (id text, name text, code text, region text,
        profile jsonb, representative text, representative_name text, admitted_at timestamptz, search text, grams text[])),
      made as (insert into organisation (id, kind, name, code, region, search, grams)
        select id, 'agency', name, code, region, search, grams from given returning id)
    insert into agency (organisation, status, admitted_at, legal_representative, controllers, profile)
    select g.id, 'admitted', g.admitted_at, g.representative_name, array[g.representative], g.profile
    from given g join made m on m.id = g.id`.execute(tx)
  const services = all.flatMap(({ id, form, admittedOn, departments }) =>
    form.services.map((s) => ({
      ...s,
      agency: id,
      department: departments[s.serviceType]!.id,
      confirmed_at: startOf(admittedOn),
    })),
  )
  await sql`
    insert into agency_service (agency, service_type, qualification, grade, number, scope, issuer, valid_from,
      valid_to, department, confirmed_at)
    select agency, "serviceType", nullif(qualification, ''), nullif(grade, ''), nullif(number, ''), nullif(scope, ''),
      nullif(issuer, ''), nullif("validFrom", '')::date, nullif("validTo", '')::date, department, confirmed_at
    from jsonb_to_recordset(${JSON.stringify(services)}::jsonb) as r (agency text, "serviceType" text,
      qualification text, grade text, number text, scope text, issuer text, "validFrom" text, "validTo" text,
      department text, confirmed_at timestamptz)`.execute(tx)
  const people = all.flatMap(({ id, form, people }) =>
    form.people.map((p, i) => ({ identity: people[i]!, agency: id, name: p.name, posts: p.posts })),
  )
  await sql`
    insert into key_person (identity, agency, name, posts)
    select identity, agency, name, posts from jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
      as r (identity text, agency text, name text, posts text[])`.execute(tx)
  const imported = JSON.stringify(all.map(({ id, administrator }) => ({ agency: id, administrator })))
  await sql`
    insert into agency_imported (agency, import, administrator)
    select agency, ${source}, administrator from jsonb_to_recordset(${imported}::jsonb)
      as r (agency text, administrator text)`.execute(tx)
  await putFirstVersions(
    tx,
    all.map((t) => t.id),
  )
}

/** The first clocks of many qualifications at once, as their workflow derives them (111/35.2). */
export async function insertClocks(
  tx: Tx,
  clocks: readonly (Deadline & { id: string; title: string; seq: number })[],
): Promise<void> {
  await sql`
    insert into clock (subject, id, action, article, since, due, who, title, seq)
    select 'qualification', id, action, article, since, due, who, title, seq
    from jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) as r (id text, action text, article text,
      since timestamptz, due timestamptz, who text, title text, seq int)`.execute(tx)
}

/** The agency under a code that nobody acts for yet and whose administrator this is. */
export async function waitingFor(tx: Tx, code: string, administrator: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select o.id from organisation o join agency_imported i on i.agency = o.id
    where o.kind = 'agency' and o.code = ${code} and i.administrator = ${administrator}
      and not exists (select 1 from membership m where m.organisation = o.id)`.execute(tx)
  return rows[0]?.id
}
