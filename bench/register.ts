/**
 * Everybody at once: agencies register for one announcement over 16 connections, each with its own session, and get a
 * durable registration with a signed receipt. The limit is what the same database server commits of single inserts.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Child, serve } from './ground/child.ts'
import { load, requestOf } from './ground/client.ts'
import { commits } from './ground/commits.ts'
import { backendCpu, benchServer, median, quantile, round } from './ground/database.ts'
import type { Bench } from './main.ts'

const bench: Bench = async ({ quick }) => {
  const server = await benchServer()
  const market = await serve('serve', { TEST_DATABASE_URL: server.url('postgres') })
  const agencies = quick ? 12_000 : 60_000
  const watch = new pg.Client({ connectionString: market.url })
  await watch.connect()
  await admit(watch, agencies)
  const bare = await serve('bare', { BENCH_URL: market.url })
  const csrf = await csrfOf(market)
  let asked = 0
  const next = () => (asked < agencies ? registration(market.announcement, asked++, csrf) : undefined)
  const insert = requestOf('POST', '/insert', {}, { text: 'a registration' })

  const spell = { warm: 1_000, run: quick ? 2_500 : 5_000 }
  const [rates, limits, plain, took, statuses]: [number[], number[], number[], number[], Set<string>] = [
    [],
    [],
    [],
    [],
    new Set(),
  ]
  const used = { node: 0, postgres: 0, registrations: 0 }
  for (let i = 0; i < (quick ? 1 : 3); i++) {
    limits.push(await commits(market.url, spell))
    plain.push((await load(bare.port, 16, () => insert, spell)).rate)
    await load(market.port, 16, next, { warm: 0, run: spell.warm })
    const before = { node: await market.cpu(), postgres: await backendCpu(watch), asked }
    const run = await load(market.port, 16, next, { warm: 0, run: spell.run })
    used.node += (await market.cpu()) - before.node
    used.postgres += (await backendCpu(watch)) - before.postgres
    used.registrations += asked - before.asked
    rates.push(run.rate)
    took.push(...run.took)
    for (const status of Object.keys(run.statuses)) statuses.add(status)
  }
  if ([...statuses].join() !== '201') throw new Error(`answers: ${[...statuses]}`)
  const { rows } = await watch.query<{ n: number }>('select count(*)::int as n from registration')
  const stored = rows[0]!.n
  await watch.end()
  for (const child of [bare, market, server]) await child.stop()
  // Between 3 and 12 rows are decoys (53.2); everything that was acknowledged is there, and nothing more.
  if (stored < asked + 3 || stored > asked + 12)
    throw new Error(`${asked} were acknowledged, ${stored} rows are stored`)

  const [rate, limit, http] = [median(rates), median(limits), median(plain)]
  return {
    name: 'register',
    unit: 'registrations/s',
    limit: { value: round(limit, 0), what: 'single-insert commits of the same server, 16 connections' },
    measured: {
      value: round(rate, 0),
      p50: round(median(took)),
      p99: round(quantile(took, 0.99)),
      stored: asked,
    },
    ratio: rate / limit,
    target: { text: '≥ 0.35 of its limit', met: rate / limit >= 0.35 },
    details: {
      'bare Node http with one single-insert commit per request, requests/s': round(http, 0),
      'ratio to that': round(rate / http),
      'one fdatasync on this disk, ms': syncTime(),
      'processor time per registration, Node, µs': round(used.node / used.registrations, 0),
      'processor time per registration, PostgreSQL, µs': round(used.postgres / used.registrations, 0),
    },
  }
}

/** What a commit costs at least where the disk keeps its word; next to nothing on most virtual ones. */
function syncTime(): number {
  const path = join(import.meta.dirname, '../.cache/bench-sync')
  const file = openSync(path, 'w')
  const took = Array.from({ length: 200 }, () => {
    const start = performance.now()
    writeSync(file, Buffer.alloc(8192), 0, 8192, 0)
    fdatasyncSync(file)
    return performance.now() - start
  })
  closeSync(file)
  rmSync(path)
  return round(median(took), 3)
}

interface Csrf {
  token: string
  cookie: string
}

async function csrfOf({ port }: Child): Promise<Csrf> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/csrf`)
  const { token } = (await answer.json()) as { token: string }
  return {
    token,
    cookie: answer.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; '),
  }
}

const registration = (announcement: string, n: number, { token, cookie }: Csrf): Buffer =>
  requestOf(
    'POST',
    `/api/procurements/${announcement}/register`,
    { cookie: `${cookie}; xunshi.session_token=bench-token-${n}`, 'x-csrf-token': token },
    { nonce: randomBytes(32).toString('hex'), commitment: true },
  )

/** Admitted agencies that may serve what is announced, each with one person who is signed in. */
async function admit(client: pg.Client, total: number): Promise<void> {
  const each = (text: string) => client.query(text.replace('EACH', `generate_series(0, ${total - 1}) i`))
  await each(`insert into organisation (id, kind, name, code, region, search, grams)
    select 'bench-' || i, 'agency', '演示第' || i || '水保工程咨询有限公司', lpad(i::text, 18, '0'), '360402', '', '{}' from EACH`)
  await each(`insert into agency (organisation, status, admitted_at, controllers)
    select 'bench-' || i, 'admitted', market_now(), array['bench-controller-' || i] from EACH
    on conflict (organisation) do update set status = excluded.status, controllers = excluded.controllers`)
  await each(`insert into agency_service (agency, service_type, qualification, grade, department, confirmed_at)
    select 'bench-' || i, '1.06', '生产建设项目水土保持方案编制单位水平评价', '三星级', 'jj-water', market_now() from EACH`)
  await each(
    `insert into person (id, name, account) select 'bench-' || i, '经办' || i, 'bench-' || i from EACH`,
  )
  await each(`insert into membership (person, organisation, roles)
    select 'bench-' || i, 'bench-' || i, '{authorised-agent}' from EACH`)
  await each(
    `insert into auth_user (id, name, email) select 'bench-' || i, '经办' || i, i || '@bench.invalid' from EACH`,
  )
  await each(`insert into auth_session (id, "userId", token, "expiresAt", "activeOrganisation")
    select 'bench-' || i, 'bench-' || i, 'bench-token-' || i, now() + interval '1 day', 'bench-' || i from EACH`)
  await client.query('vacuum analyze')
}

export default bench
