/** The limit of `list`: nothing but Node's http and one query of `pg` that gives the same page, total and order. */
import { createServer } from 'node:http'
import pg from 'pg'
import type { Prepared } from './child.ts'

const pool = new pg.Pool({ connectionString: process.env.BENCH_URL, max: 16 })
const orders: Record<string, string> = {
  deadline: 'nearness, id',
  published: 'published_at desc, id',
  amount: 'amount desc nulls last, id',
}

const server = createServer((request, response) => {
  const query = new URLSearchParams(request.url?.split('?')[1])
  const order = orders[query.get('sort') ?? 'deadline']
  const page = Number(query.get('page') ?? 1)
  const values = [query.get('state'), query.get('region'), 20, (page - 1) * 20]
  void pool
    .query(
      `select page.card, counted.total
       from (select count(*) as total from announcement where state = $1 and region = $2) counted
       left join (select card from announcement where state = $1 and region = $2 order by ${order}
         limit $3 offset $4) page on true`,
      values,
    )
    .then(({ rows }) => {
      const cards = rows.flatMap((r) => (r.card === null ? [] : [r.card]))
      const body = `{"items":[${cards.join(',')}],"total":${rows[0].total}}`
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number }
  process.send?.({ port, announcement: '', url: '' } satisfies Prepared)
})
process.on('message', () => process.exit(0))
