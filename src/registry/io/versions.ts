import { sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { Tx } from '../../platform/deps.ts'
import type { ShownAgency } from '../index.ts'

/** Keeps what is in force now as the next version of the agency (111/33.1). */
export async function putVersion(
  tx: Tx,
  agency: string,
  since: Instant,
  change: string | null,
): Promise<void> {
  await sql`
    insert into agency_version (agency, version, since, change, shown)
    select a.organisation, 1 + (select count(*) from agency_version v where v.agency = a.organisation),
      ${since}::timestamptz, ${change}::text,
      a.profile || jsonb_build_object('name', o.name, 'legalRepresentative', a.legal_representative, 'people',
        (select coalesce(jsonb_agg(jsonb_build_object('name', left(k.name, 1) || repeat('*', length(k.name) - 1),
          'certificate', k.certificate) order by k.name, k.id), '[]')
        from key_person k where k.agency = a.organisation and 'practitioner' = any(k.posts)))
    from agency a join organisation o on o.id = a.organisation where a.organisation = ${agency}`.execute(tx)
}

/** The first version of many agencies at once, in force since their admission. */
export async function putFirstVersions(tx: Tx, agencies: readonly string[]): Promise<void> {
  await sql`
    insert into agency_version (agency, version, since, change, shown)
    select a.organisation, 1, a.admitted_at, null,
      a.profile || jsonb_build_object('name', o.name, 'legalRepresentative', a.legal_representative, 'people', '[]'::jsonb)
    from agency a join organisation o on o.id = a.organisation
    where a.organisation = any(${[...agencies]}::text[])`.execute(tx)
}

export interface VersionRow {
  version: number
  since: Instant
  change: string | null
  shown: ShownAgency
}

/** Everything that was in force of an agency, the newest first. */
export async function versionsOf(tx: Tx, agency: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select version, since, change, shown from agency_version where agency = ${agency}
    order by version desc`.execute(tx)
  return rows
}
