/**
 * The hall under load: two filters, an order, a page and the total over 10,000 announcements, 16 connections. The limit
 * does the same with nothing but Node's http and one `pg` query on the same database.
 */
import pg from 'pg'
import { regions } from '../src/registry/index.ts'
import { serve } from './ground/child.ts'
import { type Load, load, requestOf } from './ground/client.ts'
import { benchServer, median, quantile, round } from './ground/database.ts'
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

  const rounds = quick ? 1 : 3
  const spell = { warm: 1_500, run: quick ? 2_500 : 5_000 }
  const measured: Load[] = []
  const limit: Load[] = []
  for (let i = 0; i < rounds; i++) {
    for (const [child, loads] of [
      [bare, limit],
      [market, measured],
    ] as const) {
      let n = 0
      const next = () => requests[(89 * n++) % requests.length]
      loads.push(await load(child.port, 16, next, spell))
    }
  }
  await bare.stop()
  await market.stop()
  await server.stop()

  for (const { statuses } of [...measured, ...limit])
    if (Object.keys(statuses).join() !== '200') throw new Error(`answers: ${JSON.stringify(statuses)}`)
  const rate = median(measured.map((l) => l.rate))
  const best = median(limit.map((l) => l.rate))
  const took = measured.flatMap((l) => l.took)
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
