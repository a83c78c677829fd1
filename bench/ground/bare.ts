/**
 * Limits: nothing but Node's http and one query of `pg`. For `list` it gives the same page, total and order; for
 * `register` it is one row, committed; for `auction` it is one text written to all who listen.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import pg from 'pg'
import { answerParent, type Prepared } from './child.ts'

const pool = new pg.Pool({ connectionString: process.env.BENCH_URL, max: 16 })
const orders: Record<string, string> = {
  deadline: 'nearness, id',
  published: 'published_at desc, id',
  amount: 'amount desc nulls last, id',
}

const answer = (response: ServerResponse, body: string) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

function insert(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { text } = JSON.parse(Buffer.concat(chunks).toString()) as { text: string }
    void pool
      .query({
        name: 'insert',
        text: 'insert into bench_insert values (gen_random_uuid(), $1)',
        values: [text],
      })
      .then(() => answer(response, '{"ok":true}'))
  })
}

const listeners = new Set<ServerResponse>()
let said = 0

const server = createServer((request, response) => {
  if (request.url === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('retry: 1000\n\n')
    listeners.add(response)
    return
  }
  if (request.url === '/say') {
    const text = `id: ${++said}\ndata: ${'x'.repeat(300)}\n\n`
    for (const listener of listeners) listener.write(text)
    return answer(response, JSON.stringify({ bid: { seq: said } }))
  }
  if (request.method === 'POST') return insert(request, response)
  const query = new URLSearchParams(request.url?.split('?')[1])
  const order = orders[query.get('sort') ?? 'deadline']
  const page = Number(query.get('page') ?? 1)
  const values = [query.get('state'), query.get('region'), 20, (page - 1) * 20]
  void pool
    .query({
      name: order,
      text: `select page.card, counted.total
       from (select count(*) as total from announcement where state = $1 and region = $2) counted
       left join (select card from announcement where state = $1 and region = $2 order by ${order}
         limit $3 offset $4) page on true`,
      values,
    })
    .then(({ rows }) => {
      const cards = rows.flatMap((r) => (r.card === null ? [] : [r.card]))
      answer(response, `{"items":[${cards.join(',')}],"total":${rows[0].total}}`)
    })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number }
  process.send?.({ port, announcement: '', url: '' } satisfies Prepared)
})
answerParent(async () => process.exit(0))
