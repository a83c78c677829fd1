import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { chinaCalendar, type Instant, instant } from '../src/calendar/index.ts'
import { appendFacts } from '../src/ledger/server.ts'
import { type Database, marketNow, openDatabase } from '../src/platform/db.ts'
import type { Deps, Ledger, Tx } from '../src/platform/deps.ts'
import { databaseFiles } from '../src/platform/files.ts'
import { createJobs, type RunningJobs } from '../src/platform/jobs.ts'
import { openKeys } from '../src/platform/keys.ts'
import { migrate, migrationFiles } from '../src/platform/migrate.ts'
import { settingsInForce } from '../src/platform/settings.ts'
import { testServer } from './server.ts'

export interface TestDatabase extends Database {
  url: string
  /** The attacker's view: the owner's rights. */
  asOwner(text: string, values?: unknown[]): Promise<pg.QueryResult>
  /** Stops the market's clock at a moment; `undefined` lets the real time run. */
  setClock(at: string | undefined): Promise<void>
  deps: Deps & { jobs: RunningJobs }
  /** A folder of this test's own for keys and trustees. */
  folder: string
}

/**
 * A database of the test's own, cloned in some 50 ms from a template that holds the migrations; the template is made
 * anew when a migration changes. Dropped by `close()`, with its folder.
 */
export async function testDatabase(options: { at?: string } = {}): Promise<TestDatabase> {
  const server = await testServer()
  const digest = createHash('sha256')
  for (const file of migrationFiles()) digest.update(file.sha256)
  const template = `template_${digest.digest('hex').slice(0, 16)}`
  const name = `test_${randomBytes(8).toString('hex')}`

  const admin = new pg.Client({ connectionString: server.url('postgres') })
  await admin.connect()
  await admin.query('select pg_advisory_lock(7)')
  const there = await admin.query('select 1 from pg_database where datname = $1', [template])
  if (there.rowCount === 0) {
    await admin.query(`drop database if exists ${template}_new with (force)`)
    await admin.query(`create database ${template}_new`)
    await migrate(server.url(`${template}_new`))
    await admin.query(`alter database ${template}_new rename to ${template}`)
    await dropOldTemplates(admin, [template])
  }
  await admin.query(`create database ${name} template ${template}`)
  await admin.query('select pg_advisory_unlock(7)')

  const url = server.url(name)
  const { db, pool } = openDatabase(url, 'xunshi_app', 20)
  const owner = new pg.Pool({ connectionString: url, options: '-c TimeZone=Asia/Shanghai', max: 2 })
  owner.on('error', () => {})
  const folder = mkdtempSync(join(tmpdir(), 'xunshi-test-'))
  const jobs = createJobs(url, pino({ level: 'silent' }))
  const deps: Deps & { jobs: RunningJobs } = {
    mode: 'demonstration',
    db,
    now: marketNow,
    calendar: chinaCalendar,
    settings: settingsInForce,
    jobs,
    files: databaseFiles,
    keys: openKeys(join(folder, 'keys'), 'xunshi.test/log'),
    ledger: { append: (tx: Tx, entry: Parameters<Ledger['append']>[1]) => appendFacts(tx, deps, entry) },
  }
  const setClock = async (at: string | undefined) => {
    const body =
      at === undefined
        ? `date_trunc('milliseconds', clock_timestamp())`
        : `timestamptz '${instant(at) satisfies Instant as string}'`
    await owner.query(
      `create or replace function market_now() returns timestamptz language sql volatile as $$ select ${body} $$`,
    )
  }
  await setClock(options.at)
  return {
    db,
    pool,
    url,
    deps,
    folder,
    setClock,
    asOwner: (text, values) => owner.query(text, values),
    async close() {
      await jobs.stop()
      await db.destroy()
      await owner.end()
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Drops the templates of migrations that are no more; one that somebody is connected to stays. Holds lock 7. */
export async function dropOldTemplates(admin: pg.Client, current: readonly string[]): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database d where datname like 'template\\_%' and datname <> all($1)
      and not exists (select from pg_stat_activity a where a.datid = d.oid)`,
    [current],
  )
  for (const { name } of rows) await admin.query(`drop database if exists "${name}"`)
}
