import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { SubjectStore, Tx } from '../../platform/deps.ts'
import {
  type FiledFile,
  type HeldQualification,
  type Qualification,
  qualificationId,
  type ServiceClaim,
} from '../index.ts'

/** The row of a service of an agency is the row of its qualification. */
interface Row {
  agency: string
  agencyName: string
  inMarket: boolean
  version: number
  serviceType: string
  qualification: string
  grade: string
  number: string
  scope: string
  issuer: string
  validFrom: string
  validTo: string
  file: FiledFile | null
  department: string
  confirmedAt: Instant
  warned: number[]
  expiredAt: Instant | null
}

const columns = sql`
  s.agency, o.name as "agencyName", a.status in ('admitted', 'suspended') as "inMarket", s.version,
  s.service_type as "serviceType", coalesce(s.qualification, '') as qualification, coalesce(s.grade, '') as grade,
  coalesce(s.number, '') as number, coalesce(s.scope, '') as scope, coalesce(s.issuer, '') as issuer,
  coalesce(s.valid_from::text, '') as "validFrom", coalesce(s.valid_to::text, '') as "validTo", s.file, s.department,
  s.confirmed_at as "confirmedAt", s.warned, s.expired_at as "expiredAt"`
const tables = sql`agency_service s join agency a on a.organisation = s.agency join organisation o on o.id = s.agency`

function stateOf(row: Row): HeldQualification {
  const { agency, agencyName, serviceType, department, confirmedAt, inMarket, warned, expiredAt } = row
  const { qualification, grade, number, scope, issuer, validFrom, validTo, file } = row
  const certificate: ServiceClaim = {
    ...{ serviceType, qualification, grade, number, scope, issuer, validFrom, validTo },
    ...(file ? { file } : {}),
  }
  const held = {
    ...{ id: qualificationId(agency, serviceType), agency: { id: agency, name: agencyName }, serviceType },
    ...{ certificate, department, confirmedAt, inMarket, warned },
  }
  return expiredAt === null ? { ...held, status: 'valid' } : { ...held, status: 'expired', expiredAt }
}

const keyOf = (id: string) => {
  const at = id.lastIndexOf(':')
  return { agency: id.slice(0, Math.max(at, 0)), serviceType: id.slice(at + 1) }
}

async function find(tx: Tx, id: string, lock: RawBuilder<unknown>) {
  const { agency, serviceType } = keyOf(id)
  const { rows } = await sql<Row>`
    select ${columns} from ${tables}
    where s.agency = ${agency} and s.service_type = ${serviceType} and s.confirmed_at is not null ${lock}`.execute(
    tx,
  )
  return rows[0] && { state: stateOf(rows[0]) as Qualification, version: rows[0].version }
}

const or = (text: string) => (text === '' ? null : text)

export const qualificationStore: SubjectStore<Qualification> = {
  lock: (tx, id) => find(tx, id, sql`for update of s`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, _, state, version) {
    if (state.status === 'new') throw new Error('a qualification is kept from its confirmation on')
    const { agency, serviceType, certificate: c, department, confirmedAt, warned } = state
    const written = sql`version, qualification, grade, number, scope, issuer, valid_from, valid_to, file, department,
      confirmed_at, warned, expired_at`
    const row = sql`${version}, ${or(c.qualification)}, ${or(c.grade)}, ${or(c.number)}, ${or(c.scope)}, ${or(c.issuer)},
      ${or(c.validFrom)}::date, ${or(c.validTo)}::date, ${c.file ? JSON.stringify(c.file) : null}::jsonb, ${department},
      ${confirmedAt}::timestamptz, ${[...warned]}::int[], ${state.status === 'expired' ? state.expiredAt : null}::timestamptz`
    await sql`
      insert into agency_service (agency, service_type, ${written}) values (${agency.id}, ${serviceType}, ${row})
      on conflict (agency, service_type) do update set (${written}) = row(${row})`.execute(tx)
  },
}

/** The qualifications of an agency, those that end first on top. */
export async function qualificationsOf(tx: Tx, agency: string): Promise<HeldQualification[]> {
  const { rows } = await sql<Row>`
    select ${columns} from ${tables} where s.agency = ${agency} and s.confirmed_at is not null
    order by s.valid_to nulls last, s.service_type`.execute(tx)
  return rows.map(stateOf)
}

/** Ids of qualifications that end some day and have no clock: those that came by another way than an admission. */
export async function withoutClock(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.agency || ':' || s.service_type as id from ${tables}
    where s.valid_to is not null and s.confirmed_at is not null and s.expired_at is null
      and a.status in ('admitted', 'suspended')
      and not exists (select 1 from clock c where c.subject = 'qualification'
        and c.id = s.agency || ':' || s.service_type)`.execute(tx)
  return rows.map((r) => r.id)
}

/** Ids of every qualification of an agency. */
export async function idsOf(tx: Tx, agency: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select agency || ':' || service_type as id from agency_service
    where agency = ${agency} and confirmed_at is not null order by service_type`.execute(tx)
  return rows.map((r) => r.id)
}
