import { type RawBuilder, sql } from 'kysely'
import type { Instant, PlainDate } from '../../calendar/index.ts'
import type { Tx } from '../../platform/deps.ts'
import type { AgencyStanding, Bar, Ground } from '../index.ts'
import { matches } from '../store.ts'
import { isSuspendedForBreach, suspendedForBreachUntil } from './suspensions.ts'
import { putVersion } from './versions.ts'

/**
 * A service that is out of date is out of use by itself (111/35.2); so is one that a suspension touches, of
 * some services or of all (111/35), and every one while the agency is suspended for a breach (111/42.1); a suspension
 * from before the present admission is over.
 */
const isSuspended = (on: RawBuilder<string>): RawBuilder<boolean> => sql`
  (s.suspended or coalesce(s.valid_to < ${on}::date, false) or ${isSuspendedForBreach} or exists (select 1 from standing_case c
    where c.agency = a.organisation and c.in_force_since >= a.admitted_at
      and (c.services = '{}' or s.service_type = any(c.services))))`

/** Every ground on which a service is suspended, in the order in which they came (111/35.1-35.3). */
const suspensionsOn = (on: RawBuilder<string>): RawBuilder<unknown> => sql`
  coalesce((select jsonb_agg(jsonb_build_object('since', to_char(g.since, 'YYYY-MM-DD"T"HH24:MI:SS.MS+08:00'),
      'ground', g.ground) order by g.since)
    from (
      select (s.valid_to + 1)::timestamp as since, 'qualification-lapsed' as ground where s.valid_to < ${on}::date
      union all
      select c.in_force_since at time zone 'Asia/Shanghai', c.state ->> 'ground' from standing_case c
      where c.agency = a.organisation and c.in_force_since >= a.admitted_at
        and (c.services = '{}' or s.service_type = any(c.services))) g), '[]')`

const servicesOn = (on: RawBuilder<string>): RawBuilder<unknown> => sql`
  coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'serviceType', s.service_type, 'qualification', s.qualification, 'grade', s.grade, 'validTo', s.valid_to,
      'confirmed', s.confirmed_at is not null,
      'suspended', ${isSuspended(on)})) order by s.service_type)
    from agency_service s where s.agency = a.organisation), '[]')`

/** One query by primary keys: this is asked at every registration. */
export async function standing(tx: Tx, agency: string, on: string): Promise<AgencyStanding | undefined> {
  const { rows } = await sql<AgencyStanding & { suspendedUntil: PlainDate | null }>`
    select o.id, o.name, coalesce(o.code, '') as code, o.region, a.status,
      a.legal_representative as "legalRepresentative", a.controllers, ${servicesOn(sql`${on}`)} as services,
      ${suspendedForBreachUntil} as "suspendedUntil"
    from agency a join organisation o on o.id = a.organisation where a.organisation = ${agency}`.execute(tx)
  const [found] = rows
  if (!found || found.suspendedUntil !== null) return found
  const { suspendedUntil: _, ...standing } = found
  return standing
}

export interface AgencyCard {
  id: string
  name: string
  code: string
  region: string
  status: AgencyStanding['status']
  admittedAt: Instant
  /** Codes of the service types that are confirmed. */
  services: string[]
  /** Thousandths; null while nobody has scored it. */
  scoreMilli: number | null
  demo: boolean
}

export interface AgencyQuery {
  q?: string
  regions?: readonly string[]
  serviceType?: string
  /** First letters of the service type's code: its category. */
  category?: string
  /** Grade of a confirmed qualification, as its certificate words it. */
  grade?: string
  status?: AgencyStanding['status']
  /** Scored at least so, in thousandths. */
  score?: number
  /** By pinyin unless told. */
  sort?: 'name' | 'latest' | 'score'
  page: number
  size: number
}

const orders = {
  name: sql`o.name collate "zh-x-icu"`,
  latest: sql`a.admitted_at desc`,
  score: sql`a.score_milli desc nulls last, o.name collate "zh-x-icu"`,
}

/** Keeps the score of an agency, in thousandths; null takes it away. */
export async function keepScore(tx: Tx, agency: string, milli: number | null): Promise<void> {
  await sql`update agency set score_milli = ${milli} where organisation = ${agency}`.execute(tx)
}

/** Agencies that have been admitted. */
export async function page(tx: Tx, query: AgencyQuery): Promise<{ items: AgencyCard[]; total: number }> {
  const { q = '', regions, serviceType = '', category = '', grade = '', status = '', score = 0 } = query
  const where = sql`
    a.status <> 'applying' and ${matches(q)}
    and (${regions === undefined} or o.region = any(${[...(regions ?? [])]}::text[]))
    and (${status} = '' or a.status = ${status})
    and (${score} = 0 or a.score_milli >= ${score})
    and ((${serviceType} = '' and ${category} = '' and ${grade} = '') or exists (select 1 from agency_service s
      where s.agency = a.organisation and s.confirmed_at is not null
        and (${serviceType} = '' or s.service_type = ${serviceType})
        and (${grade} = '' or s.grade = ${grade})
        and (${category} = '' or s.service_type like ${`${category}.%`})))`
  const found = await sql<AgencyCard>`
    select o.id, o.name, o.code, o.region, a.status, a.admitted_at as "admittedAt", o.demo,
      a.score_milli as "scoreMilli",
      array(select service_type from agency_service s
        where s.agency = a.organisation and s.confirmed_at is not null order by service_type) as services
    from agency a join organisation o on o.id = a.organisation where ${where}
    order by ${orders[query.sort ?? 'name']}, o.id
    limit ${query.size} offset ${(query.page - 1) * query.size}`.execute(tx)
  const total = await sql<{ n: number }>`
    select count(*) as n from agency a join organisation o on o.id = a.organisation where ${where}`.execute(
    tx,
  )
  return { items: found.rows, total: total.rows[0]?.n ?? 0 }
}

export interface AgencyServiceRow {
  serviceType: string
  qualification: string | null
  grade: string | null
  number: string | null
  scope: string | null
  issuer: string | null
  validFrom: string | null
  validTo: string | null
  department: string
  confirmedAt: Instant
  suspended: boolean
  /** Why, and since when; one for each ground that holds. */
  suspensions: { since: Instant; ground: Ground }[]
}

export interface AgencyDetail extends Omit<AgencyCard, 'services'> {
  legalRepresentative: string
  /** Null for one that was taken over from the operator's records. */
  admission: string | null
  profile: {
    legalForm?: string
    address?: string
    established?: string
    scope?: string
    phone?: string
    email?: string
  }
  services: AgencyServiceRow[]
  people: { name: string; posts: string[]; certificate: string }[]
}

/** Everything that the public page of an admitted agency shows (111/33.1). */
export async function detail(tx: Tx, agency: string, on: string): Promise<AgencyDetail | undefined> {
  const { rows } = await sql<AgencyDetail>`
    select o.id, o.name, o.code, o.region, o.demo, a.status, a.admitted_at as "admittedAt", a.admission,
      a.legal_representative as "legalRepresentative", a.profile, a.score_milli as "scoreMilli"
    from agency a join organisation o on o.id = a.organisation
    where a.organisation = ${agency} and a.status <> 'applying'`.execute(tx)
  const found = rows[0]
  if (!found) return undefined
  const services = await sql<AgencyServiceRow>`
    select s.service_type as "serviceType", s.qualification, s.grade, s.number, s.scope, s.issuer,
      s.valid_from as "validFrom", s.valid_to as "validTo", o.name as department, s.confirmed_at as "confirmedAt",
      ${isSuspended(sql`${on}`)} as suspended, ${suspensionsOn(sql`${on}`)} as suspensions
    from agency_service s join organisation o on o.id = s.department
      join agency a on a.organisation = s.agency
    where s.agency = ${agency} and s.confirmed_at is not null order by s.service_type`.execute(tx)
  const people = await sql<AgencyDetail['people'][number]>`
    select name, posts, certificate from key_person where agency = ${agency} order by name, identity`.execute(
    tx,
  )
  return { ...found, services: services.rows, people: people.rows }
}

/** Writes what an admission has established (111/20.2). */
export async function admit(
  tx: Tx,
  row: {
    agency: string
    admission: string
    admittedAt: Instant
    legalRepresentative: string
    controllers: string[]
    profile: AgencyDetail['profile']
  },
): Promise<void> {
  // An agency that was expelled and comes in again brings the services of its new application.
  await sql`
    delete from agency_service where agency in
      (select organisation from agency where organisation = ${row.agency} and status = 'expelled')`.execute(
    tx,
  )
  await sql`
    update agency set status = 'admitted', admission = ${row.admission}, admitted_at = ${row.admittedAt},
      legal_representative = ${row.legalRepresentative}, controllers = ${row.controllers},
      profile = ${JSON.stringify(row.profile)}::jsonb
    where organisation = ${row.agency}`.execute(tx)
  await putVersion(tx, row.agency, row.admittedAt, null)
}

/** 20.3: out of the market again; its people are free, and it may apply anew. */
export async function endAdmission(
  tx: Tx,
  { id, agency, revokedAt }: { id: string; agency: string; revokedAt: Instant },
): Promise<void> {
  await sql`update admission set ended_at = ${revokedAt} where id = ${id}`.execute(tx)
  const { rows } = await sql`
    update agency set status = 'applying'
    where organisation = ${agency} and admission = ${id} and status in ('admitted', 'suspended')
    returning 1`.execute(tx)
  if (rows.length === 0) return
  await sql`delete from key_person where agency = ${agency}`.execute(tx)
  await sql`delete from agency_service where agency = ${agency}`.execute(tx)
}

/** Whether an agency has a confirmed service of this type, of its present admission. */
export async function hasService(tx: Tx, agency: string, serviceType: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from agency_service where agency = ${agency} and service_type = ${serviceType}`.execute(tx)
  return rows.length > 0
}

/** Waits for everyone else who is about to claim one of these names or numbers, so that the answer about them stays true. */
export async function lockNames(tx: Tx, identities: readonly string[]): Promise<void> {
  for (const identity of identities.toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${identity}, 111192))`.execute(tx)
  }
}

/** Who of these people holds a post in another agency, and in which. */
export async function heldElsewhere(
  tx: Tx,
  identities: readonly string[],
  agency: string,
): Promise<{ identity: string; agency: string; open: boolean }[]> {
  const { rows } = await sql<{ identity: string; agency: string; open: boolean }>`
    select k.identity, o.name as agency, coalesce(a.status <> 'applying', false) as open
    from key_person k join organisation o on o.id = k.agency left join agency a on a.organisation = k.agency
    where k.identity = any(${[...identities]}::text[]) and k.agency <> ${agency}`.execute(tx)
  return rows
}

export interface KeyPersonRow {
  identity: string
  name: string
  posts: string[]
  certificate: string
}

/** Replaces the key people of an agency. */
export async function putKeyPeople(tx: Tx, agency: string, people: readonly KeyPersonRow[]): Promise<void> {
  await sql`delete from key_person where agency = ${agency}`.execute(tx)
  await addKeyPeople(tx, agency, people)
}

/** Gives people their posts in an agency; the primary key refuses who holds one elsewhere (111/19.2). */
export async function addKeyPeople(tx: Tx, agency: string, people: readonly KeyPersonRow[]): Promise<void> {
  for (const p of people) {
    await sql`
      insert into key_person (identity, agency, name, posts, certificate)
      values (${p.identity}, ${agency}, ${p.name}, ${p.posts}, ${p.certificate})`.execute(tx)
  }
}

/** The expulsions that touch an application, by the agency's code and the digest of its representative (111/36.4). */
export async function bars(tx: Tx, keys: { agency: string; representative: string }): Promise<Bar[]> {
  const { rows } = await sql<Bar>`
    select party, name, since from admission_bar
    where lifted_at is null and ((party = 'agency' and key = ${keys.agency})
      or (party = 'representative' and key = ${keys.representative}))
    order by since`.execute(tx)
  return rows
}

export async function insertBar(
  tx: Tx,
  row: Bar & { id: string; key: string; article: string; case?: string },
): Promise<void> {
  await sql`
    insert into admission_bar (id, party, key, name, since, article, standing_case)
    values (${row.id}, ${row.party}, ${row.key}, ${row.name}, ${row.since}::date, ${row.article},
      ${row.case ?? null})`.execute(tx)
}

export interface ConfirmedQualification {
  serviceType: string
  name: string
  grade: string | null
}

/** The qualifications that departments have confirmed: what an announcement can ask for and somebody can meet (23.1). */
export async function confirmedQualifications(tx: Tx): Promise<ConfirmedQualification[]> {
  const { rows } = await sql<ConfirmedQualification>`
    select distinct service_type as "serviceType", qualification as name, grade from agency_service
    where confirmed_at is not null and qualification <> '' order by 1, 2, 3 limit 2000`.execute(tx)
  return rows
}

/** Where an agency stands, and the departments in charge of its confirmed services (111/9.2); undefined for others. */
export async function oversight(
  tx: Tx,
  agency: string,
): Promise<{ status: AgencyStanding['status']; departments: { id: string; name: string }[] } | undefined> {
  const { rows } = await sql<{
    status: AgencyStanding['status']
    departments: { id: string; name: string }[]
  }>`
    select a.status, coalesce((select jsonb_agg(distinct jsonb_build_object('id', d.id, 'name', d.name))
      from agency_service s join organisation d on d.id = s.department
      where s.agency = a.organisation and s.confirmed_at is not null), '[]') as departments
    from agency a where a.organisation = ${agency}`.execute(tx)
  return rows[0]
}
