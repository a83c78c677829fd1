import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAgency } from '../../tests/builders/procurement.ts'
import {
  type AnAgency,
  aNonce,
  type ProcurementMarket,
  procurementMarket,
} from '../../tests/builders/procurements.ts'
import { art } from '../gazette/index.ts'
import { fireDue } from '../platform/clockwork.ts'
import type { Tx } from '../platform/deps.ts'
import { createOrganisation } from '../registry/server.ts'
import { knownTarget, register, withdraw } from './io/registrations.ts'
import { readProcurement } from './server.ts'

let market: ProcurementMarket
beforeAll(async () => {
  market = await procurementMarket('2026-09-24T10:00')
})
afterAll(() => market.close())

/** Every row of every table, as text. */
async function dump(): Promise<string[]> {
  const { rows } = await market.database.asOwner(`
    select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'pgboss')`)
  const all: string[] = []
  for (const { name } of rows) {
    const found = await market.database.asOwner(`select '${name} ' || t::text as row from ${name} t`)
    all.push(...found.rows.map((r) => r.row as string))
  }
  return all
}

describe(art('111', '53.2'), () => {
  // 公开选取前擅自泄露项目报名中介服务机构名单。
  test('before the deadline neither the tables nor any answer tell who registered, for what, or how many', async () => {
    const agencies: AnAgency[] = []
    for (let n = 1; n <= 4; n++) agencies.push(await market.agency(n))
    const id = await market.open()
    const { number } = (await market.visitor().get(`/api/announcements/${id}`)).body
    const audit = await market.signedIn(await market.organisation('audit', '审计一处'), '方正', ['member'])
    const management = await market.signedIn(await market.organisation('management', '管理机构'), '钱程', [
      'member',
    ])
    const bystander = agencies[3]!.visitor
    const readers = [market.visitor(), market.owner, market.operator, management, audit, bystander]
    const pages = [
      `/api/announcements/${id}`,
      '/api/announcements',
      '/api/statistics',
      `/api/procurements/${id}`,
      '/api/procurements',
      `/api/procurements/${id}/registration`,
      '/api/registrable',
      '/api/desk',
      '/api/notices',
      `/api/draws/${number}`,
    ]
    const answers = async () => {
      const seen: string[] = []
      for (const reader of readers) {
        for (const page of pages) {
          const { status, body } = await reader.get(page)
          seen.push(`${page} ${status} ${JSON.stringify(body)}`)
        }
      }
      return seen
    }
    const answersBefore = await answers()
    const rowsBefore = new Set(await dump())

    for (const agency of agencies.slice(0, 3)) expect((await market.register(agency, id)).status).toBe(201)
    expect((await agencies[2]!.visitor.post(`/api/procurements/${id}/withdraw-registration`)).status).toBe(
      200,
    )

    expect(await answers()).toEqual(answersBefore)
    const fresh = (await dump()).filter((row) => !rowsBefore.has(row))
    expect(fresh.length).toBeGreaterThan(0)
    const telling = [id, number, ...agencies.flatMap((a) => [a.id, a.name, a.code])]
    for (const row of fresh) for (const word of telling) expect(row).not.toContain(word)
    // Not even by hex or base64 of a name.
    for (const { name } of agencies) {
      for (const encoding of ['hex', 'base64'] as const) {
        expect(fresh.join('\n')).not.toContain(Buffer.from(name).toString(encoding))
      }
    }

    // Rows of the table cannot be counted either: three to twelve of them stand for nobody.
    const { rows } = await market.database.asOwner(
      'select handle, slot, length(box) as box, length(secret) as secret from registration',
    )
    expect(rows.length).toBeGreaterThanOrEqual(2 + 3)
    expect(new Set(rows.map((r) => `${r.box} ${r.secret}`)).size).toBe(1)
    const facts = await market.database.asOwner(
      `select distinct kind, article, actor, length(body::text) as size from fact where visibility = 'sealed'`,
    )
    expect(facts.rows).toHaveLength(1)

    // The log shows leaves and nothing else of them.
    await market.settle()
    const { entries } = (await market.visitor().get('/api/log/entries?limit=1000')).body
    for (const { record } of entries)
      expect(JSON.stringify(record ?? {})).not.toContain('procurement.registration')
  })
})

describe(art('111', '23.2'), () => {
  /** Agencies without people: the path below the routes. */
  const many = (n: number) =>
    market.inTx(async (tx: Tx) => {
      const made = []
      for (let i = 0; i < n; i++) {
        const standing = anAgency(1, { name: `并发第${i}机构`, controllers: [`race-${i}`] })
        const id = await createOrganisation(tx, { kind: 'agency', name: standing.name, region: '360402' })
        made.push({ ...standing, id, code: `code-${i}` })
      }
      await market.database.asOwner('select 1')
      return made
    })

  test('registrations race against the closing: whoever got a receipt is in, nobody else, whoever was first', async () => {
    await market.database.setClock('2026-09-24T10:00')
    const id = await market.open()
    const agencies = await many(150)
    const { deps } = market
    await market.database.asOwner(`update agency set status = 'admitted' where organisation = any($1)`, [
      agencies.map((a) => a.id),
    ])
    await market.database.asOwner(
      `insert into agency_service (agency, service_type, qualification, grade, department, confirmed_at)
        select id, '1.06', '生产建设项目水土保持方案编制单位水平评价', '三星级', 'jj-water', now() from unnest($1::text[]) id`,
      [agencies.map((a) => a.id)],
    )
    const target = (await knownTarget(deps, id))!
    const subjects = new Map([['procurement', market.subject as never]])
    let closing = true
    const closer = (async () => {
      while (closing) await fireDue(deps, subjects)
    })()
    // Once forty are in, the market's clock runs and the deadline is a tenth of a second away, however slow the machine.
    const forty = 40
    let registered = 0
    const runTowardsTheDeadline = () =>
      market.database.asOwner(
        `create or replace function market_now() returns timestamptz language sql volatile as $$
          select date_trunc('milliseconds', clock_timestamp() + (timestamptz '2026-09-30 16:59:59.9+08' - timestamptz '${new Date().toISOString()}')) $$`,
      )
    const one = async (agency: (typeof agencies)[number], i: number) => {
      const done = await register(deps, target, agency, aNonce())
      if (done.outcome === 'registered' && ++registered === forty) await runTowardsTheDeadline()
      // Some change their mind at once.
      const left = i % 10 === 3 && (await withdraw(deps, target, agency.id, await deps.now(deps.db as never)))
      return { agency, done, in: done.outcome === 'registered' && left !== 'withdrawn' }
    }
    const waiting = agencies.map((agency, i) => () => one(agency, i))
    const outcomes: Awaited<ReturnType<typeof one>>[] = []
    const hand = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        outcomes.push(await next())
        await new Promise((resolve) => setTimeout(resolve, 13))
      }
    }
    await Promise.all(Array.from({ length: 8 }, hand))
    closing = false
    await closer
    await market.settle()

    const inTime = outcomes.filter((o) => o.in)
    const late = outcomes.filter((o) => o.done.outcome === 'registration-closed')
    expect(inTime.length).toBeGreaterThan(5)
    expect(late.length).toBeGreaterThan(5)
    const p = await market.inTx((tx) => readProcurement(tx, id))
    if (p?.status !== 'publicity') throw new Error(`it is ${p?.status}`)
    const leaves = inTime.flatMap((o) => (o.done.outcome === 'registered' ? [o.done.receipt.leaf] : []))
    expect(p.opened.entrants.map((e) => e.leaf)).toEqual(leaves.sort())
    expect(p.opened.registrations).toBe(inTime.length)
    expect(new Set(p.result.order.map((e) => e.leaf))).toEqual(new Set(leaves))
    // What is frozen stays: the rows are gone, and a late one finds no open announcement.
    expect((await register(deps, target, agencies[0]!, aNonce())).outcome).toBe('registration-closed')
  })
})
