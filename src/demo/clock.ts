import { sql } from 'kysely'
import pg from 'pg'
import { type Instant, toEpochMs } from '../calendar/index.ts'
import type { Db } from '../platform/deps.ts'

/**
 * Puts the market's clock on a row that can be moved: `frozen` stands still, otherwise the real time shifted by
 * `offset_ms`. Only the demonstration calls this; in production `market_now()` is the database's own clock and this
 * schema does not exist.
 */
export async function installDemoClock(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`
      create schema if not exists demo;
      grant usage on schema demo to xunshi_app;
      create table if not exists demo.clock (
        one boolean primary key default true check (one),
        frozen timestamptz,
        offset_ms bigint not null default 0
      );
      insert into demo.clock default values on conflict do nothing;
      grant select, update on demo.clock to xunshi_app;
      create or replace function market_now() returns timestamptz language sql volatile as $$
        select coalesce(frozen, date_trunc('milliseconds', clock_timestamp()) + offset_ms * interval '1 millisecond')
        from demo.clock
      $$;`)
  } finally {
    await client.end()
  }
}

/**
 * Forgets a demonstration whose history was interrupted, by a `kill -9` for example: a past that stops in the middle is
 * no past to start from. A finished one, and any database without a demo clock, is left alone.
 */
export async function forgetInterrupted(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const there = await client.query(
      `select to_regclass('demo.clock') is not null as demo, to_regclass('installation') is not null as known`,
    )
    const { demo, known } = there.rows[0] as { demo: boolean; known: boolean }
    if (!demo) return false
    const told = known && (await client.query(`select 1 from installation where key = 'history'`)).rowCount
    if (told) return false
    await client.query('drop schema if exists demo, pgboss, public cascade; create schema public')
    return true
  } finally {
    await client.end()
  }
}

/**
 * Lets commits return before they are on disk while the history is told, which a crash would void anyway, and puts the
 * server's own rule back, also after a run that was killed before it could. A server that is not ours does not allow it
 * and tells its history at its own pace.
 */
export async function withoutWaitingForDisk(ownerUrl: string, run: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  const set = async (text: string) => {
    try {
      await client.query(text)
      await client.query('select pg_reload_conf()')
    } catch (error) {
      if ((error as { code?: string }).code !== '42501') throw error
    }
  }
  try {
    const told = await client.query(`select 1 from installation where key = 'history'`)
    if (told.rowCount === 0) await set('alter system set synchronous_commit = off')
    await run()
  } finally {
    await set('alter system reset synchronous_commit')
    await client.end()
  }
}

/** Stops the market's clock at a moment. */
export async function freezeClock(db: Db, at: Instant): Promise<void> {
  await sql`update demo.clock set frozen = ${at}::timestamptz`.execute(db)
}

/** Lets the market's time run on from a moment at the pace of real time. */
export async function runClockFrom(db: Db, at: Instant): Promise<void> {
  const ms = toEpochMs(at)
  await sql`update demo.clock set frozen = null,
    offset_ms = ${ms} - (extract(epoch from date_trunc('milliseconds', clock_timestamp())) * 1000)::bigint`.execute(
    db,
  )
}

/** Lets the market's time run on where the process that was moving it was killed on the way. */
export async function runStoppedClock(db: Db): Promise<void> {
  await sql`update demo.clock set frozen = null,
    offset_ms = (extract(epoch from frozen - date_trunc('milliseconds', clock_timestamp())) * 1000)::bigint
    where frozen is not null`.execute(db)
}
