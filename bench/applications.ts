/**
 * Everybody at once: 1,000 agencies apply in the same moment, each over a connection of its own: begin with a whole form,
 * sign the commitment letter, submit; three commits each. A hundred of them want the same two key people as another one, in
 * the opposite order, which is how a careless lock would tie itself up (111/19.2): of each two one comes in. Whatever was
 * acknowledged must be there. The limit is what the same database server commits of single inserts, three for an application.
 */
import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import pg from 'pg'
import { creditCode, identityNumber, letterOn } from '../src/registry/index.ts'
import { aForm, aPerson, aService } from '../src/registry/testing.ts'
import { serve } from './ground/child.ts'
import { commits } from './ground/commits.ts'
import { benchServer, median, quantile, round } from './ground/database.ts'
import type { Bench } from './main.ts'

const total = 1_000
/** The first so many fight for key people, two by two. */
const rivals = 100
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const sha256 = createHash('sha256').update(pdf).digest('hex')

const bench: Bench = async () => {
  const server = await benchServer()
  const market = await serve('serve', { TEST_DATABASE_URL: server.url('postgres') })
  const watch = new pg.Client({ connectionString: market.url })
  await watch.connect()
  await prepare(watch)
  const limit = (await commits(market.url, { warm: 500, run: 3_000 })) / 3
  const before = await deadlocks(watch)
  const visitors = await Promise.all(Array.from({ length: total }, (_, n) => visitor(market.port, n)))

  const start = performance.now()
  const outcomes = await Promise.all(visitors.map((ask, n) => apply(ask, n)))
  const seconds = (performance.now() - start) / 1000
  const count = (code: string) => outcomes.filter((o) => o.code === code).length
  const [accepted, refused] = [count('submitted'), count('key-person-applying-elsewhere')]
  if (accepted !== total - rivals / 2 || refused !== rivals / 2)
    throw new Error(`answers: ${JSON.stringify(tally(outcomes.map((o) => o.code)))}`)

  const stored = await one(watch, `select count(*)::int as n from admission where status = 'submitted'`)
  const facts = await one(watch, `select count(*)::int as n from fact where kind = 'admission.submitted'`)
  const people = await one(watch, `select count(*)::int as n from key_person`)
  if (stored !== accepted || facts !== accepted || people !== accepted * 2)
    throw new Error(`${accepted} were acknowledged; stored ${stored}, facts ${facts}, key people ${people}`)
  const locked = (await deadlocks(watch)) - before
  if (locked > 0) throw new Error(`${locked} deadlocks`)
  await watch.end()
  for (const child of [market, server]) await child.stop()

  const took = outcomes.map((o) => o.took)
  const rate = total / seconds
  return {
    name: 'applications',
    unit: 'applications/s',
    limit: {
      value: round(limit, 0),
      what: 'single-insert commits of the same server, 16 connections, three for each',
    },
    measured: {
      value: round(rate, 0),
      seconds: round(seconds),
      'p50, s': round(median(took) / 1000),
      'p99, s': round(quantile(took, 0.99) / 1000),
      accepted,
      refused,
      deadlocks: locked,
    },
    ratio: rate / limit,
    target: { text: '1,000 at once: no deadlock, everything acknowledged is there', met: true },
  }
}

const tally = (texts: readonly string[]) =>
  Object.fromEntries([...new Set(texts)].map((t) => [t, texts.filter((x) => x === t).length]))

const one = async (client: pg.Client, text: string): Promise<number> =>
  (await client.query<{ n: number }>(text)).rows[0]!.n

const deadlocks = (client: pg.Client): Promise<number> =>
  one(client, 'select deadlocks::int as n from pg_stat_database where datname = current_database()')

type Ask = (path: string, body: object) => Promise<{ status: number; body: Record<string, unknown> }>

/** Somebody at a browser of their own: one connection, an address, a session, a CSRF token. */
async function visitor(port: number, n: number): Promise<Ask> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const localAddress = `127.1.${n >> 8}.${n & 255}`
  const cookies = [`xunshi.session_token=bench-token-${n}`]
  const send = (method: string, path: string, headers: Record<string, string>, body: string) =>
    new Promise<{ status: number; body: Record<string, unknown> }>((done, failed) => {
      const asked = request(
        { port, host: '127.0.0.1', localAddress, agent, method, path, headers },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (part) => {
            text += part
          })
          answer.on('end', () => {
            for (const line of answer.headers['set-cookie'] ?? []) cookies.push(line.split(';')[0]!)
            done({ status: answer.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> })
          })
        },
      )
      asked.on('error', failed)
      asked.end(body)
    })
  const token = String((await send('GET', '/api/csrf', {}, '')).body.token)
  let key = 0
  return (path, body) =>
    send(
      'POST',
      path,
      {
        'content-type': 'application/json',
        cookie: cookies.join('; '),
        'x-csrf-token': token,
        'idempotency-key': `bench-${n}-${key++}`,
      },
      JSON.stringify(body),
    )
}

/** One application from its form to its submission; what it came to. */
async function apply(ask: Ask, n: number): Promise<{ code: string; took: number }> {
  const start = performance.now()
  const begun = await ask('/api/admissions', { form: formOf(n) })
  if (begun.status !== 201) return { code: told(begun), took: performance.now() - start }
  const path = `/api/admissions/${begun.body.id}`
  const { version = '' } = letterOn(new Date().toISOString().slice(0, 10)) ?? {}
  const signed = await ask(`${path}/sign-commitment`, {
    letter: version,
    truthful: true,
    acceptsScoring: true,
  })
  if (signed.status !== 200) return { code: told(signed), took: performance.now() - start }
  const sent = await ask(`${path}/submit`, {})
  return { code: sent.status === 200 ? 'submitted' : told(sent), took: performance.now() - start }
}

const told = ({ status, body }: Awaited<ReturnType<Ask>>): string =>
  (body.error as { code?: string } | undefined)?.code ?? String(status)

function formOf(n: number) {
  const file = {
    ...{ id: `bench-file-${n}`, name: '证书.pdf', type: 'application/pdf', size: pdf.length, sha256 },
  }
  const { subject, ...form } = aForm()
  const numbered = (m: number) => identityNumber('360402', `19${50 + Math.floor(m / 900)}-01-01`, m % 900)
  // Rivals claim the people of the first of each two; the second names them the other way round.
  const shared = n < rivals ? n - (n % 2) : n
  const people = [2 * shared, 2 * shared + 1].map((m) =>
    aPerson({ name: `人${m}`, identity: numbered(m), posts: ['authorised-agent'] }),
  )
  people[0]!.posts.push('admin')
  return {
    ...form,
    subject: { ...subject, name: nameOf(n), code: creditCode('91', '360402', n), licence: file },
    people: n < rivals && n % 2 === 1 ? people.toReversed() : people,
    services: [aService({ file, number: `演示 ${n}` })],
  }
}

const nameOf = (n: number) => `演示第${n}水利咨询有限公司`

/** Agencies that have not applied yet, each with its legal representative signed in and a certificate filed. */
async function prepare(client: pg.Client): Promise<void> {
  const each = (text: string, values: unknown[] = []) =>
    client.query(text.replace('EACH', `generate_series(0, ${total - 1}) i`), values)
  await each(`insert into organisation (id, kind, name, region, search, grams)
    select 'bench-' || i, 'agency', '演示第' || i || '水利咨询有限公司', '360402', '', '{}' from EACH`)
  await each(`insert into agency (organisation, status) select 'bench-' || i, 'applying' from EACH`)
  await each(`insert into person (id, name, account) select 'bench-' || i, '李建国', 'bench-' || i from EACH`)
  await each(`insert into membership (person, organisation, roles)
    select 'bench-' || i, 'bench-' || i, '{admin,legal-representative}' from EACH`)
  await each(
    `insert into auth_user (id, name, email) select 'bench-' || i, '李建国', i || '@bench.invalid' from EACH`,
  )
  await each(`insert into auth_session (id, "userId", token, "expiresAt", "activeOrganisation")
    select 'bench-' || i, 'bench-' || i, 'bench-token-' || i, now() + interval '1 day', 'bench-' || i from EACH`)
  await each(
    `insert into file (id, name, type, size, sha256, owner, bytes)
     select 'bench-file-' || i, '证书.pdf', 'application/pdf', $2, $1, 'bench-' || i, $3 from EACH`,
    [sha256, pdf.length, pdf],
  )
  await client.query('vacuum analyze')
}

export default bench
