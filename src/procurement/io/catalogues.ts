import { sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { Tx } from '../../platform/deps.ts'
import type { CentralCatalogue } from '../index.ts'

export interface EnteredCatalogue extends CentralCatalogue {
  version: number
  enteredBy: string
  at: Instant
}

const columns = sql`c.year, c.version, c.document_number as "documentNumber", c.entries, o.name as "enteredBy", c.at
  from central_catalogue c join organisation o on o.id = c.entered_by`

/** The catalogue of a year as it was entered last (111/4); undefined while nobody has. */
export async function catalogueOf(tx: Tx, year: number): Promise<CentralCatalogue | undefined> {
  const { rows } = await sql<CentralCatalogue>`
    select year, document_number as "documentNumber", entries from central_catalogue
    where year = ${year} order by version desc limit 1`.execute(tx)
  return rows[0]
}

/** Every catalogue that was entered, the newest first. */
export async function catalogues(tx: Tx): Promise<EnteredCatalogue[]> {
  const { rows } =
    await sql<EnteredCatalogue>`select ${columns} order by c.year desc, c.version desc`.execute(tx)
  return rows
}

/** Enters a catalogue as the next version of its year; returns the version. */
export async function enterCatalogue(
  tx: Tx,
  { year, documentNumber, entries }: CentralCatalogue,
  by: string,
  at: Instant,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('central_catalogue'))`.execute(tx)
  const { rows } = await sql<{ version: number }>`
    insert into central_catalogue (year, version, document_number, entries, entered_by, at)
    select ${year}, coalesce(max(version), 0) + 1, ${documentNumber}, ${JSON.stringify(entries)}::jsonb, ${by},
      ${at}::timestamptz from central_catalogue where year = ${year}
    returning version`.execute(tx)
  return rows[0]!.version
}
