import { sql } from 'kysely'
import type { Json, Settings } from '../workflow/index.ts'
import type { Tx } from './deps.ts'

/** The settings in force today, by key; absent keys have the default that their module declares. */
export async function settingsInForce(tx: Tx): Promise<Settings> {
  const { rows } = await sql<{ key: string; value: Json }>`
    select distinct on (key) key, value from setting
    where valid_from <= market_now()::date order by key, valid_from desc`.execute(tx)
  return Object.fromEntries(rows.map((r) => [r.key, r.value]))
}
