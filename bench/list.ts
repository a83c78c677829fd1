/**
 * The hall under load: two filters, an order, a page and the total over 10,000 announcements, 16 connections. The limit
 * does the same with nothing but Node's http and one `pg` query on the same database.
 */
import pg from 'pg'
import { regions } from '../src/registry/index.ts'
import { serve } from './ground/child.ts'
import { type Load, load, requestOf } from './ground/client.ts'
import { backendCpu, benchServer, median, quantile, round } from './ground/database.ts'
import type { Bench } from './main.ts'

const states = ['open', 'selecting', 'publicity', 'awarded', 'failed', 'cancelled', 'voided']
const places = regions.filter((r) => r.level === 'county').map((r) => r.code)
const sorts = ['deadline', 'published', 'amount']

const requests = states.flatMap((state) =>
  places.flatMap((region) =>
    sorts.flatMap((sort) =>
      [1, 2, 3].map((page) =>
        requestOf('GET', `/api/announcements?state=${state}&region=${region}&sort=${sort}&page=${page}`),
      ),
    ),
  ),
)

const bench: Bench = async ({ quick }) => {
  const server = await benchServer()
  const market = await serve('serve', { TEST_DATABASE_URL: server.url('postgres') })
  await fill(market.url, market.announcement, 10_000)
  const bare = await serve('bare', { BENCH_URL: market.url })

  const watch = new pg.Client({ connectionString: market.url })
  await watch.connect()
  const spell = { warm: 0, run: quick ? 2_500 : 5_000 }
  const runs = {
    bare: { child: bare, loads: [] as Load[], node: 0, postgres: 0, asked: 0 },
    market: { child: market, loads: [] as Load[], node: 0, postgres: 0, asked: 0 },
  }
  for (let i = 0; i < (quick ? 1 : 3); i++) {
    for (const run of [runs.bare, runs.market]) {
      let n = 0
      const next = () => requests[(89 * n++) % requests.length]
      await load(run.child.port, 16, next, { warm: 0, run: 1_500 })
      const before = { node: await run.child.cpu(), postgres: await backendCpu(watch), n }
      run.loads.push(await load(run.child.port, 16, next, spell))
      run.node += (await run.child.cpu()) - before.node
      run.postgres += (await backendCpu(watch)) - before.postgres
      run.asked += n - before.n
    }
  }
  await watch.end()
  for (const child of [bare, market, server]) await child.stop()

  for (const { statuses } of [...runs.bare.loads, ...runs.market.loads])
    if (Object.keys(statuses).join() !== '200') throw new Error(`answers: ${JSON.stringify(statuses)}`)
  const rate = median(runs.market.loads.map((l) => l.rate))
  const best = median(runs.bare.loads.map((l) => l.rate))
  const took = runs.market.loads.flatMap((l) => l.took)
  const each = ({ node, postgres, asked }: { node: number; postgres: number; asked: number }) =>
    `Node ${round(node / asked, 0)}, PostgreSQL ${round(postgres / asked, 0)}`
  return {
    name: 'list',
    unit: 'requests/s',
    limit: { value: round(best, 0), what: 'bare Node http and one pg query doing the same' },
    measured: {
      value: round(rate, 0),
      p50: round(median(took)),
      p99: round(quantile(took, 0.99)),
      announcements: 10_000,
    },
    ratio: rate / best,
    target: { text: '≥ 0.6 of its limit', met: rate / best >= 0.6 },
    details: {
      'processor time per request, µs': each(runs.market),
      'of the limit, µs': each(runs.bare),
    },
  }
}

/** Copies a published announcement until there are so many, over all states, regions, amounts and days. */
async function fill(url: string, id: string, total: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `insert into procurement (id, version, state, status, owner, operator, number, title, changed_at)
     select 'bench-' || i, 1, state, status, owner, operator, 'B' || i, title, changed_at
     from procurement, generate_series(2, $2::int) i where id = $1`,
    [id, total],
  )
  await client.query(
    `insert into announcement (id, state, method, region, category, service_type, money, amount, published_at, deadline,
       nearness, words, card)
     select n.id, n.state, method, n.region, category, service_type, money, n.amount, published_at - n.i * interval '1 min',
       deadline - n.i * interval '1 min', nearness + n.i, words,
       (card::jsonb || jsonb_build_object('id', n.id, 'number', 'B' || n.i, 'state', n.state, 'region', n.region,
         'amount', n.amount))::text
     from announcement a, lateral (
       select i, 'bench-' || i as id, ($3::text[])[1 + i % $4] as state, ($5::text[])[1 + i * 7 % $6] as region,
         100000 + i * 7919 % 9900000 as amount
       from generate_series(2, $2::int) i) n
     where a.id = $1`,
    [id, total, states, states.length, places, places.length],
  )
  await client.query('vacuum analyze announcement')
  await client.end()
}

export default bench
