/**
 * The descending auction. Bids: fifty parties, each with its own session, bid on one auction and get a durable answer;
 * the limit is what the same server commits of updates to one row. Delivery: a thousand watchers hear of each bid; the
 * limit is a bare server that writes one text to as many sockets.
 */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type Child, serve } from './ground/child.ts'
import { load, requestOf } from './ground/client.ts'
import { backendCpu, benchServer, median, quantile, round } from './ground/database.ts'
import type { Bench } from './main.ts'

const parties = 50

const bench: Bench = async ({ quick }) => {
  const server = await benchServer()
  const market = await serve('auction', { TEST_DATABASE_URL: server.url('postgres') })
  const bare = await serve('bare', { BENCH_URL: market.url })
  const watch = new pg.Client({ connectionString: market.url })
  await watch.connect()
  await watch.query('create table bench_hot (id int primary key, n bigint not null)')
  await watch.query('insert into bench_hot values (1, 0)')
  const csrf = await csrfOf(market)
  const amounts = Array.from({ length: parties }, () => 1_000_000_000_000)
  const bid = (party: number) => {
    amounts[party] = amounts[party]! - 1
    return bidding(market.announcement, party, amounts[party], csrf)
  }

  const spell = { warm: 500, run: quick ? 2_000 : 4_000 }
  const [rates, limits, took]: [number[], number[], number[]] = [[], [], []]
  const used = { node: 0, postgres: 0, bids: 0 }
  for (let i = 0; i < (quick ? 1 : 3); i++) {
    limits.push(Math.max(await hotRow(market.url, 1, spell), await hotRow(market.url, 16, spell)))
    await load(market.port, parties, bid, { warm: 0, run: spell.warm })
    const before = { node: await market.cpu(), postgres: await backendCpu(watch), bids: await bidsOf(watch) }
    const run = await load(market.port, parties, bid, { warm: 0, run: spell.run })
    used.node += (await market.cpu()) - before.node
    used.postgres += (await backendCpu(watch)) - before.postgres
    used.bids += (await bidsOf(watch)) - before.bids
    rates.push(run.rate)
    took.push(...run.took)
    if (Object.keys(run.statuses).join() !== '201')
      throw new Error(`answers: ${JSON.stringify(run.statuses)}`)
  }
  const [rate, limit] = [median(rates), median(limits)]

  const watchers = quick ? 200 : 1_000
  const seconds = quick ? 4 : 15
  const perSecond = 20
  const live = await deliveries(market.port, `/api/auctions/${market.announcement}/events?after=1000000`, {
    ...{ watchers, seconds, perSecond },
    ask: (n) => bid(n % parties),
  })
  const plain = await deliveries(bare.port, '/events', {
    ...{ watchers, seconds: Math.min(seconds, 6), perSecond },
    ask: () => requestOf('POST', '/say', {}, {}),
  })
  await watch.end()
  for (const child of [bare, market, server]) await child.stop()
  return [
    {
      name: 'auction: bids',
      unit: 'bids/s',
      limit: {
        value: round(limit, 0),
        what: 'updates of one row, each its own commit, best of 1 and 16 connections',
      },
      measured: { value: round(rate, 0), p50: round(median(took)), p99: round(quantile(took, 0.99)) },
      ratio: rate / limit,
      target: { text: '≥ 0.25 of its limit', met: rate / limit >= 0.25 },
      details: {
        'processor time per bid, Node, µs': round(used.node / used.bids, 0),
        'processor time per bid, PostgreSQL, µs': round(used.postgres / used.bids, 0),
      },
    },
    {
      name: 'auction: delivery',
      unit: 'ms p99',
      limit: {
        value: round(quantile(plain.took, 0.99)),
        what: `bare Node writes one text to ${watchers} sockets, p99`,
      },
      measured: {
        value: round(quantile(live.took, 0.99)),
        p50: round(median(live.took)),
        watchers,
        'bids/s': perSecond,
        delivered: live.took.length,
      },
      ratio: quantile(live.took, 0.99) / quantile(plain.took, 0.99),
      target: { text: 'p99 ≤ 250 ms, nothing missing, nothing twice', met: quantile(live.took, 0.99) <= 250 },
    },
  ]
}

const bidsOf = async (client: pg.Client): Promise<number> =>
  Number((await client.query('select count(*) as n from auction_bid')).rows[0].n)

const bidding = (id: string, party: number, amount: number, csrf: Csrf): Buffer =>
  requestOf(
    'POST',
    `/api/auctions/${id}/bid`,
    { cookie: `${csrf.cookie}; xunshi.session_token=bench-token-${party}`, 'x-csrf-token': csrf.token },
    { nonce: randomBytes(32).toString('hex'), amount },
  )

interface Csrf {
  token: string
  cookie: string
}

async function csrfOf({ port }: Child): Promise<Csrf> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/csrf`)
  const { token } = (await answer.json()) as { token: string }
  const cookie = answer.headers.getSetCookie().map((c) => c.split(';')[0])
  return { token, cookie: cookie.join('; ') }
}

/** Updates of one and the same row per second, each its own commit. */
async function hotRow(
  url: string,
  connections: number,
  spell: { warm: number; run: number },
): Promise<number> {
  const begin = performance.now() + spell.warm
  const end = begin + spell.run
  let count = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      for (let now = performance.now(); now < end; now = performance.now()) {
        await client.query({ name: 'hot', text: 'update bench_hot set n = n + 1 where id = 1' })
        if (now >= begin) count++
      }
      await client.end()
    }),
  )
  return count / (spell.run / 1000)
}

/**
 * Opens watchers, asks for one thing after the other at a pace, and measures from each request to each watcher's event.
 * Throws when a watcher misses one or hears one twice.
 */
async function deliveries(
  port: number,
  path: string,
  plan: { watchers: number; seconds: number; perSecond: number; ask(n: number): Buffer },
): Promise<{ took: number[] }> {
  const heard: { seq: number; at: number }[][] = []
  const sockets: Socket[] = []
  for (let n = 0; n < plan.watchers; n++) {
    const events: { seq: number; at: number }[] = []
    heard.push(events)
    const socket = connect({
      port,
      host: '127.0.0.1',
      localAddress: `127.0.1.${1 + (n % 200)}`,
      noDelay: true,
    })
    sockets.push(socket)
    socket.write(requestOf('GET', path))
    let rest = ''
    socket.on('data', (chunk: Buffer) => {
      const at = performance.now()
      const text = rest + chunk.toString('latin1')
      const last = text.lastIndexOf('\n\n')
      rest = last < 0 ? text : text.slice(last + 2)
      for (const [, seq] of text.slice(0, last + 2).matchAll(/^id: (\d+)$/gm))
        events.push({ seq: Number(seq), at })
    })
    if (n % 50 === 49) await wait(20)
  }
  await wait(1000)
  for (const events of heard) events.length = 0

  const sent = new Map<number, number>()
  const agent = connect({ port, host: '127.0.0.1', localAddress: '127.0.2.1', noDelay: true })
  const total = plan.seconds * plan.perSecond
  const begin = performance.now()
  let buffer = ''
  let answered: ((text: string) => void) | undefined
  agent.on('data', (chunk: Buffer) => {
    buffer += chunk.toString('latin1')
    const head = buffer.indexOf('\r\n\r\n')
    const length = Number(/content-length: (\d+)/i.exec(buffer)?.[1])
    if (head < 0 || buffer.length < head + 4 + length) return
    const body = buffer.slice(head + 4, head + 4 + length)
    buffer = buffer.slice(head + 4 + length)
    answered?.(body)
  })
  for (let n = 0; n < total; n++) {
    await wait(Math.max(0, begin + (n * 1000) / plan.perSecond - performance.now()))
    const at = performance.now()
    const body = await new Promise<string>((resolve) => {
      answered = resolve
      agent.write(plan.ask(n))
    })
    const seq = /"seq":(\d+)/.exec(body)?.[1]
    if (seq === undefined) throw new Error(body)
    sent.set(Number(seq), at)
  }
  await wait(1500)
  for (const socket of [...sockets, agent]) socket.destroy()
  const took: number[] = []
  for (const events of heard) {
    const own = events.filter((e) => sent.has(e.seq))
    if (own.length !== total || new Set(own.map((e) => e.seq)).size !== total)
      throw new Error(`a watcher heard ${own.length} of ${total}`)
    for (const e of own) took.push(e.at - sent.get(e.seq)!)
  }
  return { took }
}

export default bench
