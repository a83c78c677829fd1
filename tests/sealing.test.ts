import { randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { art } from '../src/gazette/index.ts'
import { openPackage, packageLimits } from '../src/platform/spreadsheet/package.ts'
import type { Visitor } from './app.ts'
import { leaksIn, type Needle } from './builders/leaks.ts'
import { sealedRegistration } from './builders/offers.ts'
import { aDraft } from './builders/procurement.ts'
import { openTestMarket, type TestMarket } from './market.ts'
import { type Operation, operationsOf, urlOf } from './routes/operations.ts'
import { sample } from './routes/sample.ts'

/*
 * 111/53 (二): before the selection nobody learns who registered, for how much, with what plan, or how many did. A market
 * with all its routes, twenty registrants with sealed quotes, six with sealed plans; then everything that can be had of it is searched: every table, every log
 * line, every mail, every answer of every reading route to every role, in several encodings, compressed or not.
 */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 })

const registrants = 20
const leavers = 3
/** How many of them file a response plan for the second announcement, a selection on merit. */
const planners = 6

interface Registrant {
  id: string
  name: string
  code: string
  person: string
  quote: number
  /** What its response plan says, and whom to call where: all of it sealed (22.1.3). */
  plan: { words: string; address: string; phone: string; mail: string }
  visitor: Visitor
}

let market: TestMarket
let logged = ''
let id: string
let number: string
/** The selection on merit. */
let meritId: string
let operations: Operation[]
let found: Registrant[]
let needles: Needle[]
const readers = new Map<string, Visitor>()
/** What was there and what was answered before anybody registered. */
let rowsBefore: Set<string>
let answersBefore: Map<string, string>
let rowsAfter: string[]
let answersAfter: Map<string, string>

beforeAll(async () => {
  const stream = {
    write(line: string) {
      logged += line
    },
  }
  market = await openTestMarket({ told: false, log: pino({ level: 'trace' }, stream) })
  await market.setClock('2026-09-24T10:00')
  await opened()
  for (const [who, account] of Object.entries({
    owner: 'xiushui-water',
    'another owner': 'port-group',
    operator: '360424-operator',
    'operator of the city': 'jj-operator',
    department: 'jj-meteorology',
    management: 'jj-management',
    audit: 'jj-audit',
    finance: 'jj-treasury',
    'another agency': 'agency42',
  }))
    readers.set(who, await market.as(account))
  readers.set('public', market.visitor())
  await market.settle()
  answersBefore = await answers()
  rowsBefore = new Set(await dump())
  logged = ''

  for (const { visitor, id: agency, quote } of found) {
    const { offer } = (await visitor.get(`/api/procurements/${id}/registration`)).body
    const answer = await visitor.post(
      `/api/procurements/${id}/register`,
      sealedRegistration(offer, agency, { quote }),
    )
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  }
  for (const { visitor, id: agency, plan } of found.slice(0, planners)) {
    const { offer } = (await visitor.get(`/api/procurements/${meritId}/registration`)).body
    const text = `${plan.words}联系地址：${plan.address}，电话 ${plan.phone}，邮箱 ${plan.mail}。`
    const file = {
      name: `${plan.words}.txt`,
      type: 'text/plain',
      base64: Buffer.from(text).toString('base64'),
    }
    const answer = await visitor.post(
      `/api/procurements/${meritId}/register`,
      sealedRegistration(offer, agency, { plan: { answers: [25], text, file } }),
    )
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  }
  for (const { visitor } of found.slice(0, leavers))
    expect((await visitor.post(`/api/procurements/${id}/withdraw-registration`)).status).toBe(200)
  await market.settle()
  answersAfter = await answers()
  rowsAfter = await dump()
})
afterAll(() => market.close())

/** Announcements by average quote and on merit, and twenty admitted agencies that may register for them. */
async function opened(): Promise<void> {
  const owner = await market.as('xiushui-water')
  const operator = await market.as('360424-operator')
  const publish = async (changes: Parameters<typeof aDraft>[0]): Promise<string> => {
    const begun = await owner.post('/api/procurements', { draft: aDraft(changes) })
    for (const [visitor, act] of [
      [owner, 'submit'],
      [operator, 'pass'],
    ] as const) {
      const answer = await visitor.post(`/api/procurements/${begun.body.id}/${act}`)
      if (answer.status !== 200) throw new Error(`${act}: ${JSON.stringify(answer.body)}`)
    }
    return begun.body.id
  }
  id = await publish({ method: 'average' })
  const criteria = [{ name: '完成天数', worst: 45, best: 20, share: 1000 }]
  const weights = { credit: 300, plan: 500, quality: 200 }
  meritId = await publish({ method: 'merit', merit: { weights, criteria } })
  number = (await market.visitor().get(`/api/announcements/${id}`)).body.number
  operations = operationsOf((await market.visitor().get('/openapi.json')).body).filter(
    (o) => o.method === 'GET',
  )
  found = []
  for (let n = 1; n <= registrants; n++) {
    const visitor = await market.as(`agency${n}`)
    const { person, organisation, organisationName } = (await visitor.get('/api/me')).body.actor
    await market.database.asOwner(
      `update agency set status = 'admitted', admitted_at = market_now(), controllers = array[$2] where organisation = $1`,
      [organisation, `person-${n}`],
    )
    await market.database.asOwner(
      `insert into agency_service (agency, service_type, qualification, grade, department, confirmed_at)
        values ($1, '1.06', '生产建设项目水土保持方案编制单位水平评价', '三星级', 'jj-water', market_now())`,
      [organisation],
    )
    const code = (
      await market.database.asOwner('select code from organisation where id = $1', [organisation])
    ).rows[0].code
    found.push({
      ...{ id: organisation, name: organisationName, code, person, visitor },
      quote: 4_913_707 + n * 10_007,
      plan: {
        words: `丘壑方案之${n}先勘渣津后理东津`,
        address: `浔阳区烟水亭路${7300 + n}号`,
        phone: `1387920${String(4100 + n)}`,
        mail: `fangan${n}@zhajin.invalid`,
      },
    })
  }
  needles = found.flatMap(({ id: organisation, name, code, person, quote, plan }, i) => [
    { name: `id ${i + 1}`, word: organisation },
    { name: `name ${i + 1}`, word: name },
    { name: `code ${i + 1}`, word: code },
    { name: `person ${i + 1}`, word: person },
    ...(i < planners
      ? [
          { name: `plan ${i + 1}`, word: plan.words },
          { name: `address ${i + 1}`, word: plan.address },
          { name: `phone ${i + 1}`, word: plan.phone },
          { name: `mail ${i + 1}`, word: plan.mail },
        ]
      : []),
    { name: `quote ${i + 1}`, word: String(quote) },
    {
      name: `quote in yuan ${i + 1}`,
      word: `${(quote / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`,
    },
  ])
}

/** Every row of every table of every schema, as text, with its table. */
async function dump(): Promise<string[]> {
  const { rows } = await market.database.asOwner(`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
  const all: string[] = []
  for (const { name } of rows) {
    const { rows: texts } = await market.database.asOwner(
      `select '${name} ' || t::text as row from ${name} t`,
    )
    all.push(...texts.map((r) => r.row as string))
  }
  return all
}

/** What every reading route answers to everyone, for the announcement, its draw and a sample; headers and body. */
async function answers(): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  for (const [who, visitor] of readers) {
    const urls = operations.flatMap((operation) => {
      const names = Object.keys(operation.params)
      const query = Object.fromEntries(operation.asks.map((n) => [n, String(sample(operation.query[n]!, n))]))
      const values = names.length === 0 ? [''] : [id, number, meritId, `procurement/${id}`]
      return values.map((value) => urlOf(operation, Object.fromEntries(names.map((n) => [n, value])), query))
    })
    for (const url of [...urls, '/metrics', '/tlog/checkpoint', '/tlog/tile/entries/000.p/9']) {
      const { status, body } = await visitor.raw({
        method: 'GET',
        url,
        headers: { 'accept-encoding': 'identity' },
      })
      seen.set(`${who} ${url}`, `${status} ${await said(body)}`)
    }
  }
  return seen
}

/** Answers that tell of the log itself, which grows by cover too, or of this process. */
/** What tells of the log's growth, and of this walk's own readings as audit (13). */
const ofTheLog = (name: string) => /\/api\/log|\/tlog|\/metrics|\/api\/readings/.test(name)

/** What a workbook says: its sheets and their texts. Its other parts bear the time of its making. */
async function said(body: unknown): Promise<string> {
  if (!Buffer.isBuffer(body) || body.toString('latin1', 0, 2) !== 'PK') return JSON.stringify(body)
  const workbook = await openPackage(body, packageLimits)
  const parts = ['xl/sharedStrings.xml', ...[1, 2, 3, 4].map((n) => `xl/worksheets/sheet${n}.xml`)]
  let text = ''
  for (const part of parts.filter((p) => workbook.has(p)))
    for await (const piece of workbook.part(part)) text += piece.toString('latin1')
  workbook.close()
  if (text.length < 200) throw new Error('a workbook without sheets')
  return Buffer.from(text, 'latin1').toString('utf8')
}

/** The queue's own row with the time of its last look is not one of the market's. */
const fresh = () => rowsAfter.filter((row) => !rowsBefore.has(row) && !row.startsWith('pgboss.version '))

describe(art('111', '53.2'), () => {
  // 公开选取前擅自泄露项目报名中介服务机构名单。
  test('the dump: no fresh row tells who registered or for how much, and only these tables have any', () => {
    expect(needles).toHaveLength(registrants * 6 + planners * 4)
    expect(leaksIn(fresh().join('\n'), needles)).toEqual([])
    // 13: the auditor's walk over the answers is recorded too, in its own table, and waits for the log.
    const ofReading = ['public.reading', 'public.ledger_pending']
    const tables = new Set(
      fresh()
        .map((row) => row.split(' ')[0]!)
        .filter((table) => !ofReading.includes(table)),
    )
    expect([...tables].toSorted()).toEqual([
      ...['public.fact', 'public.ledger_checkpoint', 'public.ledger_leaf', 'public.ledger_node'],
      ...['public.registration', 'public.registration_controller', 'public.sealed_plan'],
    ])
  })

  test('the rows of a registration, a withdrawal, cover and nobody’s are alike', async () => {
    const { rows } = await market.database.asOwner(
      `select distinct visibility, kind, article, actor, length(body::text) as size from fact where visibility = 'sealed'`,
    )
    expect(rows).toHaveLength(1)
    const registrations = await market.database.asOwner(
      `select length(box) as box, length(secret) as secret, length(offer) as offer, count(*)::int as n
        from registration group by 1, 2, 3`,
    )
    expect(registrations.rows).toHaveLength(1)
    // Three to twelve stand for nobody.
    expect(registrations.rows[0].n).toBeGreaterThanOrEqual(registrants - leavers + 3)
  })

  test('the answers: to everyone the same as before anybody registered, so none tells even the number', () => {
    expect(answersAfter.size).toBeGreaterThan(500)
    const changed = [...answersAfter].filter(
      ([name, text]) => !ofTheLog(name) && answersBefore.get(name) !== text,
    )
    expect(changed).toEqual([])
  })

  test('the log’s answers: no name, no quote, and of the new leaves nothing but their hashes', () => {
    const text = [...answersAfter].filter(([name]) => ofTheLog(name)).map(([, answer]) => answer)
    const before = new Set([...answersBefore.values()])
    expect(leaksIn(text.filter((t) => !before.has(t)).join('\n'), needles)).toEqual([])
    expect(text.join('\n')).not.toContain('procurement.registration')
  })

  test('the log lines, at their most talkative, and the mails', async () => {
    expect(leaksIn(logged, needles)).toEqual([])
    const { rows } = await market.database.asOwner('select count(*)::int as n from mail')
    const mails =
      rowsBefore.size > 0 ? [...rowsBefore].filter((row) => row.startsWith('public.mail ')).length : 0
    expect(rows[0].n).toBe(mails)
  })
})

describe('a planted leak is found', () => {
  const somebody = () => found[planners - 1]!

  test.each<[string, (r: Registrant) => string]>([
    ['as it is', (r) => r.name],
    ['its code in lower case', (r) => r.code.toLowerCase()],
    ['in hex', (r) => Buffer.from(`x${r.name}y`).toString('hex')],
    ['in base64', (r) => Buffer.from(`x${r.name}y`).toString('base64')],
    [
      'in base64 of another text around it',
      (r) => Buffer.from(`{"agency":"${r.name}"}`).toString('base64url'),
    ],
    [
      'escaped in JSON',
      (r) => JSON.stringify(r.name).replaceAll(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`),
    ],
    ['percent-encoded', (r) => encodeURIComponent(r.name)],
    ['in UTF-16', (r) => Buffer.from(r.name, 'utf16le').toString('hex')],
    ['in gzip, in hex', (r) => gzipSync(`registered: ${r.code}`).toString('hex')],
    ['in gzip, in base64', (r) => gzipSync(`registered: ${r.id} `.repeat(3)).toString('base64')],
    ['the words of a plan', (r) => `{"text":"${r.plan.words}。"}`],
    ['an address in a plan, zipped', (r) => gzipSync(`联系地址：${r.plan.address}`).toString('base64')],
    ['a phone in a plan, in hex', (r) => Buffer.from(`电话${r.plan.phone}。`).toString('hex')],
    ['a mail address', (r) => r.plan.mail],
    ['a quote', (r) => `{"amount":${r.quote}}`],
    [
      'a quote in yuan, zipped',
      (r) =>
        gzipSync(`¥${(r.quote / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`).toString('base64'),
    ],
  ])('%s', (_, plant) => {
    expect(
      leaksIn(`noise ${randomBytes(60).toString('hex')} ${plant(somebody())} noise`, needles),
    ).not.toEqual([])
  })

  test('in a table: a row with a zipped name', async () => {
    const zipped = gzipSync(somebody().name).toString('hex')
    await market.database.asOwner(`insert into installation (key, value) values ('planted', $1)`, [zipped])
    const rows = (await dump()).filter((row) => !rowsBefore.has(row))
    await market.database.asOwner(`delete from installation where key = 'planted'`)
    expect(leaksIn(rows.join('\n'), needles)).toEqual([`name ${planners}`])
    expect(gunzipSync(Buffer.from(zipped, 'hex')).toString()).toBe(somebody().name)
  })

  test('in a line of the log', () => {
    const before = logged.length
    market.app.log.info({ agency: somebody().code }, 'registered')
    expect(leaksIn(logged.slice(before), needles)).toEqual([`code ${planners}`])
  })

  test('in an answer: a number that grows with the registrations', async () => {
    const { card } = (await market.database.asOwner('select card from announcement where id = $1', [id]))
      .rows[0]
    const counted = JSON.stringify({ ...JSON.parse(card), registrations: registrants - leavers })
    await market.database.asOwner('update announcement set card = $2 where id = $1', [id, counted])
    const planted = await answers()
    await market.database.asOwner('update announcement set card = $2 where id = $1', [id, card])
    const changed = [...planted].filter(([name, text]) => !ofTheLog(name) && answersBefore.get(name) !== text)
    expect(changed.length).toBeGreaterThan(0)
  })
})
