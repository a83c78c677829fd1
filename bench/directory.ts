/**
 * The directory of agencies: a search by two Chinese characters and by four over 100,000 agencies, 4 connections. The
 * limit is the same search as one bare `pg` query on the same database, answering ids alone.
 */
import pg from 'pg'
import { grams, plainText, queryGrams } from '../src/registry/index.ts'
import { serve } from './ground/child.ts'
import { load, requestOf } from './ground/client.ts'
import { benchServer, quantile, round } from './ground/database.ts'
import type { Bench } from './main.ts'

const total = 100_000
const first = [...'恒明德信安泰华瑞正诚博远宏盛嘉和天利金鑫中大东方新景浔庐柴桑']
const second = [...'信达通源泽宇辰航卓越创智联众合力成功立业兴旺发展昌隆盛茂润']
const trades = [
  '测绘技术',
  '水利咨询',
  '环境检测',
  '工程造价',
  '安全评价',
  '勘察设计',
  '招标代理',
  '职业健康',
]

/** 30 × 30 × 8 names, each about 14 times. */
const nameOf = (i: number): string => {
  const a = first[i % first.length]!
  const b = second[Math.floor(i / first.length) % second.length]!
  return `九江${a}${b}${trades[Math.floor(i / 7) % trades.length]}有限公司`
}
const queryOf = (n: number, characters: number): string => nameOf((n * 7919) % total).slice(2, 2 + characters)

const bench: Bench = async ({ quick }) => {
  const server = await benchServer()
  const market = await serve('serve', { TEST_DATABASE_URL: server.url('postgres') })
  await fill(market.url)
  const bare = new pg.Client({ connectionString: market.url })
  await bare.connect()
  const results = []
  for (const characters of [2, 4]) {
    const limit: number[] = []
    for (let n = 0; n < (quick ? 100 : 500); n++) {
      const q = queryOf(n, characters)
      const start = performance.now()
      await bare.query(
        `select o.id from organisation o join agency a on a.organisation = o.id
         where a.status <> 'applying' and o.grams @> $1 and o.search like $2
         order by o.name collate "zh-x-icu", o.id limit 20`,
        [queryGrams(q), `%${plainText(q)}%`],
      )
      limit.push(performance.now() - start)
    }
    let n = 0
    const next = () => requestOf('GET', `/api/agencies?q=${encodeURIComponent(queryOf(n++, characters))}`)
    const { took, statuses } = await load(market.port, 4, next, { warm: 1000, run: quick ? 2500 : 8000 })
    if (Object.keys(statuses).join() !== '200') throw new Error(`answers: ${JSON.stringify(statuses)}`)
    const [p99, best] = [quantile(took, 0.99), quantile(limit, 0.99)]
    results.push({
      name: `directory-${characters}`,
      unit: 'ms at p99',
      limit: { value: round(best), what: 'p99 of one bare pg query for the ids, alone on the machine' },
      measured: {
        value: round(p99),
        p50: round(quantile(took, 0.5)),
        agencies: total,
        searches: took.length,
      },
      ratio: p99 / best,
      target: { text: '≤ 100 ms at 4 connections', met: p99 <= 100 },
    })
  }
  await bare.end()
  for (const child of [market, server]) await child.stop()
  return results
}

/** Agencies with names as they are given in the trade, searchable as the registry writes them. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (let from = 0; from < total; from += 5_000) {
    const rows = Array.from({ length: 5_000 }, (_, k) => {
      const i = from + k
      const name = nameOf(i)
      const code = `91BENCH${String(i).padStart(11, '0')}`
      const parts = [plainText(name), code.toLowerCase()]
      return { id: `bench-${i}`, name, code, search: parts.join(' '), grams: parts.flatMap(grams) }
    })
    await client.query(
      `with given as (select * from jsonb_to_recordset($1::jsonb)
           as r (id text, name text, code text, search text, grams text[])),
         made as (insert into organisation (id, kind, name, code, region, search, grams)
           select id, 'agency', name, code, '360402', search, grams from given returning id)
       insert into agency (organisation, status, admitted_at) select id, 'admitted', now() from made`,
      [JSON.stringify(rows)],
    )
  }
  await client.query('vacuum analyze organisation')
  await client.query('vacuum analyze agency')
  await client.end()
}

export default bench
