import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { type Instant, instant } from '../calendar/index.ts'
import type { Db, Tx } from './deps.ts'

const { builtins } = pg.types

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, instantOf],
])

/** Only for our own pools: pg-boss and better-auth, on theirs, expect a Date. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text'),
}

/** PostgreSQL writes `2026-09-28 17:00:00.123+08` under the market's time zone, which every connection sets. */
export function instantOf(text: string): Instant {
  return instant(
    text
      .replace(' ', 'T')
      .replace(/(\.\d{1,3})\d*/, '$1')
      .replace(/\+08(:00)?$/, '+08:00'),
  )
}

/** A pool of connections and the query builder on it. */
export interface Database {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

/**
 * Opens a pool. As `xunshi_app` a connection may only insert into and read the fact log; migrations and tests that
 * play the attacker connect as the owner. Statements are prepared; `?prepared=off` at the URL stops that, for a
 * pgbouncer older than 1.21 between here and the server.
 */
export function openDatabase(url: string, role: 'xunshi_app' | 'owner', max = 16): Database {
  const options = `-c TimeZone=Asia/Shanghai${role === 'owner' ? '' : ` -c role=${role}`}`
  const pool = new pg.Pool({ connectionString: url, options, max, types: types as pg.CustomTypesConfig })
  // A server that goes away must not take the process with it: the next query gets the error.
  pool.on('error', () => {})
  // The same for a connection that is lost between two statements of a transaction.
  pool.on('connect', (client) => {
    client.on('error', () => {})
    if (!/[?&]prepared=off\b/.test(url)) prepareStatements(client)
  })
  // biome-ignore lint/complexity/noBannedTypes: no table is known here; each store adds its own.
  const db = new Kysely<{}>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** Names of statements, the same on every connection. */
const names = new Map<string, string>()
const mostNames = 1000

/**
 * Has each connection parse and plan a statement once: planning costs the server more than most of our statements do
 * (docs/decisions/0011-prepared-statements.md). Kysely gives the driver text and values, so this is where a name fits.
 */
function prepareStatements(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const prepared = (text: unknown, values: unknown, ...rest: unknown[]) => {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return query(text, values, ...rest)
    const name = names.get(text) ?? (names.size < mostNames ? `s${names.size}` : undefined)
    if (name) names.set(text, name)
    return query({ name, text, values }, ...rest)
  }
  client.query = prepared as typeof client.query
}

/** The market's time by the database's clock, to the millisecond. */
export async function marketNow(tx: Tx | Db): Promise<Instant> {
  const { rows } = await sql<{ now: Instant }>`select market_now() as now`.execute(tx)
  return rows[0]!.now
}
