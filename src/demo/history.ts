import { sql } from 'kysely'
import type { Market } from '../market.ts'

/** Fills an empty market with its first months, once. */
export async function tellHistory(market: Market, say: (text: string) => void): Promise<void> {
  const { rows } = await sql`select 1 from person where demo limit 1`.execute(market.deps.db)
  if (rows.length > 0) return
  say('history follows')
}
