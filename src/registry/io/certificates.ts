import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant, PlainDate } from '../../calendar/index.ts'
import type { Tx } from '../../platform/deps.ts'
import {
  caseByLibrary,
  claimAsCertificate,
  comparedPartWords,
  type Ground,
  groundByLibrary,
  type LibraryCertificate,
  type Match,
  matchOf,
  numberKey,
  type ServiceClaim,
  type Verdict,
} from '../index.ts'

/**
 * The port to a library of certificates (111/18: 依托省电子证照库). What stands behind it by default is the files that the
 * departments import; a city that has the province's interface puts its own in the place.
 */
export interface CertificateLibrary {
  /** The certificate of this number in the library of a department. */
  find(tx: Tx, department: string, number: string): Promise<LibraryCertificate | undefined>
}

interface Row extends Omit<LibraryCertificate, 'validTo'> {
  validTo: string | null
}

export const importedLibrary: CertificateLibrary = {
  async find(tx, department, number) {
    const { rows } = await sql<Row>`
      select number, holder_code as "holderCode", holder_name as "holderName", name, grade, scope, issuer,
        valid_from as "validFrom", valid_to as "validTo", status
      from certificate where department = ${department} and number = ${numberKey(number)}`.execute(tx)
    return rows[0] && { ...rows[0], validTo: rows[0].validTo ?? '' }
  },
}

/** Takes certificates into a department's library; one of the same number is replaced. */
export async function importCertificates(
  tx: Tx,
  entry: {
    department: string
    person: string
    at: Instant
    fileName: string
    certificates: readonly LibraryCertificate[]
  },
): Promise<{ id: string; sha256: string; certificates: number }> {
  const { department, person, at, fileName, certificates } = entry
  const id = randomUUID()
  const sha256 = createHash('sha256').update(JSON.stringify(certificates)).digest('hex')
  await sql`insert into certificate_import (id, department, person, at, file_name, sha256, certificates)
    values (${id}, ${department}, ${person}, ${at}, ${fileName}, ${sha256}, ${certificates.length})`.execute(
    tx,
  )
  const rows = certificates.map((c) => ({ ...c, number: numberKey(c.number), validTo: c.validTo || null }))
  await sql`
    insert into certificate (department, number, holder_code, holder_name, name, grade, scope, issuer, valid_from, valid_to,
      status, import)
    select ${department}, number, "holderCode", "holderName", name, grade, scope, issuer, "validFrom"::date,
      "validTo"::date, status, ${id}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (number text, "holderCode" text, "holderName" text,
      name text, grade text, scope text, issuer text, "validFrom" text, "validTo" text, status text)
    on conflict (department, number) do update set (holder_code, holder_name, name, grade, scope, issuer, valid_from,
      valid_to, status, import) = (excluded.holder_code, excluded.holder_name, excluded.name, excluded.grade,
      excluded.scope, excluded.issuer, excluded.valid_from, excluded.valid_to, excluded.status, excluded.import)`.execute(
    tx,
  )
  return { id, sha256, certificates: certificates.length }
}

export interface ImportRow {
  id: string
  at: Instant
  fileName: string
  sha256: string
  certificates: number
}

export async function importsOf(tx: Tx, department: string): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select id, at, file_name as "fileName", sha256, certificates from certificate_import
    where department = ${department} order by at desc, id limit 50`.execute(tx)
  return rows
}

export interface DecisionRow {
  verdict: Verdict
  reason: string
  personName: string
  at: Instant
}

/** A claim beside the library, with what a person made of it. */
export interface Comparison {
  match: Match
  claimed: ReturnType<typeof claimAsCertificate>
  library?: LibraryCertificate
  /** Digest of both sides. */
  about: string
  decision?: DecisionRow
  /** What follows where it was decided that the library is right (35, 36). */
  case?: { ground: Ground; text: string }
}

/** Compares one claim; what was decided holds while both sides are the same. */
export async function compare(
  tx: Tx,
  library: CertificateLibrary,
  department: string,
  holder: { id: string; code: string; name: string },
  claim: ServiceClaim,
  today: PlainDate,
): Promise<Comparison> {
  const found = claim.number === '' ? undefined : await library.find(tx, department, claim.number)
  const match = matchOf(claim, holder, found)
  const claimed = claimAsCertificate(claim, holder)
  const about = createHash('sha256')
    .update(JSON.stringify([claim.number, claimed, found ?? null]))
    .digest('hex')
  const { rows } = await sql<DecisionRow>`
    select verdict, reason, person_name as "personName", at from certificate_decision
    where agency = ${holder.id} and service_type = ${claim.serviceType} and about = ${about}`.execute(tx)
  return {
    ...{ match, claimed, about },
    ...(found ? { library: found } : {}),
    ...(rows[0] ? { decision: rows[0] } : {}),
    ...(found && rows[0]?.verdict === 'library'
      ? { case: caseOf(match, claimed, found, rows[0], today) }
      : {}),
  }
}

function caseOf(
  match: Match,
  claimed: Comparison['claimed'],
  library: LibraryCertificate,
  decision: DecisionRow,
  today: PlainDate,
): NonNullable<Comparison['case']> {
  const parts = (match.result === 'differs' ? match.parts : []).map((part) => ({
    ...{ name: comparedPartWords[part].zh, claimed: claimed[part], found: library[part] },
  }))
  return {
    ground: groundByLibrary(library, today),
    text: caseByLibrary(library, parts, decision).slice(0, 2000),
  }
}

export async function insertDecision(
  tx: Tx,
  row: {
    agency: string
    serviceType: string
    about: string
    department: string
    verdict: Verdict
    reason: string
  },
  by: { person: string; name: string; at: Instant },
): Promise<void> {
  await sql`
    insert into certificate_decision (agency, service_type, about, department, verdict, reason, person, person_name, at)
    values (${row.agency}, ${row.serviceType}, ${row.about}, ${row.department}, ${row.verdict}, ${row.reason},
      ${by.person}, ${by.name}, ${by.at})
    on conflict (agency, service_type, about) do update set verdict = excluded.verdict, reason = excluded.reason,
      person = excluded.person, person_name = excluded.person_name, at = excluded.at`.execute(tx)
}

/** Everyone whose qualification a department confirmed, for the comparison with its library. */
export async function heldUnder(
  tx: Tx,
  department: string,
): Promise<{ agency: string; code: string; name: string; serviceType: string }[]> {
  const { rows } = await sql<{ agency: string; code: string; name: string; serviceType: string }>`
    select s.agency, coalesce(o.code, '') as code, o.name, s.service_type as "serviceType"
    from agency_service s join agency a on a.organisation = s.agency join organisation o on o.id = s.agency
    where s.department = ${department} and s.confirmed_at is not null and a.status in ('admitted', 'suspended')
    order by o.name collate "zh-x-icu", s.service_type limit 2000`.execute(tx)
  return rows
}
