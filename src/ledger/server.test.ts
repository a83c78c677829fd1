import type { FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { art } from '../gazette/index.ts'
import { buildApp } from '../platform/app.ts'
import { openDatabase } from '../platform/db.ts'
import {
  bytesOfHex,
  chainFault,
  formatKey,
  parseKey,
  type Receipt,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
  verifyReceipt,
} from './index.ts'
import {
  appendFacts,
  auditLog,
  historyOf,
  logKey,
  mountLedger,
  openFacts,
  receiptFor,
  sequence,
  startSequencer,
} from './server.ts'

let market: TestDatabase
beforeEach(async () => {
  market = await testDatabase()
  return () => market.close()
})

type Visibility = 'public' | 'parties' | 'sealed'

const append = (
  subject: string,
  n = 1,
  visibility: Visibility = 'public',
  body: Record<string, never | string | number> = { text: '公告' },
) =>
  market.db.transaction().execute(async (tx) => {
    const at = await market.deps.now(tx)
    const facts = Array.from({ length: n }, () => ({
      ...{ kind: 'test.happened', article: art('111', '28'), visibility, body },
    }))
    return appendFacts(tx, market.deps, { subject, actor: 'system', at, facts })
  })

const count = async (what: string) =>
  (await market.pool.query<{ n: number }>(`select count(*) as n from ${what}`)).rows[0]!.n

describe('appending', () => {
  test('chains the facts of a subject, whichever transaction they come in', async () => {
    await append('procurement/1', 2)
    await append('procurement/2', 1)
    await append('procurement/1', 2)
    const history = await historyOf(market.db, 'procurement/1')
    expect(history.map((e) => e.record.seq)).toEqual([1, 2, 3, 4])
    expect(chainFault(history.map((e) => e.record))).toBeUndefined()
    expect(history.every((e) => e.index === undefined && e.open)).toBe(true)
  })

  test('what is rolled back was never there', async () => {
    const failed = market.db.transaction().execute(async (tx) => {
      const at = await market.deps.now(tx)
      const fact = {
        kind: 'test.happened',
        article: art('111', '28'),
        visibility: 'public' as const,
        body: {},
      }
      await appendFacts(tx, market.deps, { subject: 'x/1', actor: 'system', at, facts: [fact] })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await count('fact')).toBe(0)
    expect(await count('ledger_pending')).toBe(0)
  })

  test.each([[{ a: 0.5 }], [{ a: 'x\0' }], [{ a: '\ud800' }]])(
    '%j is refused before it reaches the database',
    async (body) => {
      await expect(append('x/1', 1, 'public', body)).rejects.toThrow(TypeError)
    },
  )

  test('a fact that is too long is refused', async () => {
    await expect(append('x/1', 1, 'public', { text: '长'.repeat(90_000) })).rejects.toThrow(RangeError)
  })

  test('text keeps its form: emoji, combining marks, quotes', async () => {
    await append('x/1', 1, 'public', { 'ключ "é"': 'é e\u0301 \u{1F600} \\ " \n\t' })
    await sequence(market.deps)
    expect(await auditLog(market.deps)).toMatchObject({ ok: true })
  })

  test('two at once on one subject: the second fails rather than fork the chain', async () => {
    const both = await Promise.allSettled([append('x/1'), append('x/1'), append('x/1')])
    const done = both.filter((r) => r.status === 'fulfilled').length
    expect(done).toBeGreaterThanOrEqual(1)
    expect(await count('fact')).toBe(done)
    expect(await auditLog(market.deps)).toMatchObject({ ok: true })
  })
})

describe('who may write', () => {
  test.each([
    'update fact set seq = 2',
    'delete from fact',
    'truncate fact cascade',
    'update ledger_leaf set index = 9',
    'delete from ledger_leaf',
    'delete from ledger_node',
    'delete from ledger_checkpoint',
    'update ledger_pending set place = default',
    'delete from fact_opening',
  ])('the application may not: %s', async (statement) => {
    await expect(market.pool.query(statement)).rejects.toThrow('permission denied')
  })

  test.each([
    'update fact set seq = 2',
    'delete from fact',
    'truncate fact cascade',
    'delete from ledger_checkpoint',
  ])('the owner does not by mistake: %s', async (statement) => {
    await append('x/1')
    await expect(market.asOwner(statement)).rejects.toThrow('append-only')
  })

  test('a fact that somebody inserts by SQL stops the log instead of being signed', async () => {
    await append('x/1')
    await sequence(market.deps)
    await market.asOwner(`insert into fact
      select 'forged', 'x/9', 1, kind, at, article, actor, visibility, body, salt, prev, prev, mac from fact limit 1`)
    await expect(sequence(market.deps)).rejects.toThrow('fact forged was not written by this system')
    expect(await auditLog(market.deps)).toMatchObject({ ok: false, fault: { table: 'fact' } })
  })
})

describe('the sequencer', () => {
  test('takes all facts, in the order of each subject, and adds cover', async () => {
    await append('x/1', 3)
    await append('x/2', 2)
    const added = await sequence(market.deps)
    expect(added).toBeGreaterThanOrEqual(5)
    expect(added).toBeLessThanOrEqual(8)
    expect(await sequence(market.deps)).toBe(0)
    const places = (await historyOf(market.db, 'x/1')).map((e) => e.index!)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(await auditLog(market.deps)).toMatchObject({ ok: true, leaves: added, pending: 0 })
  })

  test('more than one batch', async () => {
    for (let i = 0; i < 6; i++) await append(`x/${i}`, 1000)
    expect(await sequence(market.deps)).toBeGreaterThanOrEqual(6000)
    expect(await auditLog(market.deps)).toMatchObject({ ok: true, pending: 0 })
  })

  test('sixteen writers, several sequencers, some of them killed: no gap, no duplicate', async () => {
    const other = openDatabase(market.url, 'xunshi_app', 4)
    let writing = true
    const written: string[] = []
    const writers = Array.from({ length: 16 }, async (_, w) => {
      for (let i = 0; i < 25; i++) written.push(...(await append(`x/${w}`, 1 + (i % 3))).map((f) => f.leaf))
    })
    const sequencers = [market.db, market.db, other.db, other.db].map(async (db) => {
      while (writing) await sequence({ ...market.deps, db }).catch(() => {})
    })
    const killer = (async () => {
      let killed = 0
      while (writing) {
        const { rows } = await market.asOwner(`select pg_terminate_backend(pid) as done from pg_locks
          where locktype = 'advisory' and classid = 6962 and pid <> pg_backend_pid()`)
        killed += rows.length
        await new Promise((resolve) => setTimeout(resolve, 7))
      }
      return killed
    })()
    await Promise.all(writers)
    writing = false
    await Promise.all(sequencers)
    expect(await killer).toBeGreaterThan(0)
    await sequence(market.deps)
    const report = await auditLog(market.deps)
    expect(report).toMatchObject({ ok: true, pending: 0 })
    const { rows } = await market.pool.query<{ hash: string }>(
      `select encode(hash, 'hex') as hash from ledger_leaf`,
    )
    const leaves = new Set(rows.map((r) => r.hash))
    expect(leaves.size).toBe(rows.length)
    expect(written.filter((leaf) => !leaves.has(leaf))).toEqual([])
    await other.close()
  })

  test('running beside the server it takes a fact within 200 ms', async () => {
    const running = startSequencer(market.deps)
    const took: number[] = []
    for (let i = 0; i < 10; i++) {
      const [fact] = await append(`x/${i}`)
      const start = performance.now()
      while (!(await receiptFor(market.db, market.deps.keys, bytesOfHex(fact!.leaf, 32)!)))
        await new Promise((resolve) => setTimeout(resolve, 5))
      took.push(performance.now() - start)
    }
    await running.stop()
    expect(took.sort((a, b) => a - b)[5]).toBeLessThan(200)
  })
})

describe(art('111', '28'), () => {
  // 中介超市运营机构应对选取实行全流程管理: what outsiders need to check it, over HTTP.
  let app: FastifyInstance
  beforeEach(async () => {
    app = await buildApp(market.deps)
    mountLedger(app, {
      ...market.deps,
      actorOf: async () => ({ kind: 'public' }),
      stepUp: async () => undefined,
    })
    return () => app.close()
  })
  const get = async (url: string) => {
    const response = await app.inject({ url })
    return { status: response.statusCode, body: response.json() }
  }

  test('an empty log says so', async () => {
    expect(await get('/api/log/checkpoint')).toMatchObject({
      status: 404,
      body: { error: { code: 'log-empty', article: '111/28' } },
    })
    expect(await get('/api/log/entries')).toEqual({ status: 200, body: { size: 0, entries: [] } })
  })

  test('an outsider follows the log by its answers alone', async () => {
    const [first] = await append('procurement/1', 3)
    await sequence(market.deps)
    const before = (await get('/api/log/checkpoint')).body
    await append('procurement/2', 4)
    await sequence(market.deps)
    const now = (await get('/api/log/checkpoint')).body
    const key = parseKey(now.key)!
    expect(now.key).toBe(formatKey(logKey(market.deps.keys)))
    for (const { note, size, root } of [before, now]) {
      expect(verifyCheckpoint(note, key)).toEqual({
        ok: true,
        checkpoint: { origin: 'xunshi.test/log', size, root: bytesOfHex(root, 32) },
      })
    }
    const headOf = (c: { size: number; root: string }) => ({ size: c.size, root: bytesOfHex(c.root, 32)! })
    const consistency = (await get(`/api/log/proof/consistency?from=${before.size}`)).body
    const hashes = (proof: string[]) => proof.map((h) => bytesOfHex(h, 32)!)
    expect(verifyConsistency(headOf(before), headOf(now), hashes(consistency.proof))).toBe(true)
    const leaf = bytesOfHex(first!.leaf, 32)!
    for (const head of [before, now]) {
      const { body } = await get(`/api/log/proof/inclusion?leaf=${first!.leaf}&size=${head.size}`)
      expect(verifyInclusion({ ...headOf(head), leaf, index: body.index }, hashes(body.proof))).toBe(true)
    }
    const receipt: Receipt = (await get(`/api/log/receipts/${first!.leaf}`)).body
    expect(receipt.record).toEqual(first!.record)
    expect(verifyReceipt(receipt, key).ok).toBe(true)
    const { entries, size } = (await get('/api/log/entries?limit=1000')).body
    expect(entries).toHaveLength(size)
    expect(entries.map((e: { index: number }) => e.index)).toEqual([...Array(size).keys()])
  })

  test('pages', async () => {
    await append('x/1', 9)
    await sequence(market.deps)
    const page = (await get('/api/log/entries?from=3&limit=2')).body
    expect(page.entries.map((e: { index: number }) => e.index)).toEqual([3, 4])
    expect((await get('/api/log/entries?from=100000')).body.entries).toEqual([])
  })

  test.each([
    ['/api/log/entries?from=-1', 400],
    ['/api/log/entries?limit=0', 400],
    ['/api/log/entries?limit=1001', 400],
    ['/api/log/entries?from=x', 400],
    ['/api/log/entries?from=1.5', 400],
    ['/api/log/proof/inclusion', 400],
    ['/api/log/proof/inclusion?leaf=xyz', 400],
    [`/api/log/proof/inclusion?leaf=${'A'.repeat(64)}`, 400],
    [`/api/log/proof/inclusion?leaf=${'a'.repeat(64)}`, 404],
    [`/api/log/proof/inclusion?leaf=${'a'.repeat(64)}&size=0`, 400],
    ['/api/log/proof/consistency', 400],
    ['/api/log/proof/consistency?from=0', 400],
    ['/api/log/proof/consistency?from=1&to=99999', 422],
    ['/api/log/proof/consistency?from=99999', 422],
    ['/api/log/proof/consistency?from=2&to=1', 422],
    ['/api/log/receipts/abc', 400],
    [`/api/log/receipts/${'0'.repeat(64)}`, 404],
  ])('%s is answered %i, with the article', async (url, status) => {
    await append('x/1', 3)
    await sequence(market.deps)
    expect(await get(url)).toMatchObject({
      status,
      body: { error: { article: '111/28', message: { zh: expect.any(String) } } },
    })
  })

  test('a fact that waits says that it waits', async () => {
    const [fact] = await append('x/1')
    expect(await get(`/api/log/receipts/${fact!.leaf}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'leaf-waiting' } },
    })
  })

  test('a tree that did not hold the leaf yet does not prove it', async () => {
    await append('x/1')
    await sequence(market.deps)
    const { size } = (await get('/api/log/checkpoint')).body
    const [late] = await append('x/2')
    await sequence(market.deps)
    expect((await get(`/api/log/proof/inclusion?leaf=${late!.leaf}&size=${size}`)).status).toBe(422)
  })
})

describe(art('111', '53.2'), () => {
  // 公开选取前擅自泄露项目报名中介服务机构名单: the log does not leak it, nor how many they are.
  let app: FastifyInstance
  beforeEach(async () => {
    app = await buildApp(market.deps)
    mountLedger(app, {
      ...market.deps,
      actorOf: async () => ({ kind: 'public' }),
      stepUp: async () => undefined,
    })
    return () => app.close()
  })

  test('of a sealed fact only the leaf is shown, until it is opened', async () => {
    const [sealed] = await append('registration/4711', 1, 'sealed', { agency: '某某公司' })
    const [party] = await append('admission/1', 1, 'parties')
    await sequence(market.deps)
    const answers = async () => [
      (await app.inject({ url: '/api/log/entries' })).body,
      (await app.inject({ url: `/api/log/receipts/${sealed!.leaf}` })).body,
      (await app.inject({ url: `/api/log/proof/inclusion?leaf=${sealed!.leaf}` })).body,
    ]
    for (const answer of await answers()) {
      for (const secret of ['4711', '某某公司', 'test.happened', 'sealed', sealed!.id, sealed!.record.salt])
        expect(answer).not.toContain(secret)
    }
    expect((await app.inject({ url: `/api/log/receipts/${party!.leaf}` })).json()).not.toHaveProperty(
      'record',
    )

    const ids = [sealed!.id, party!.id, 'nonsense']
    for (let i = 0; i < 2; i++)
      await market.db.transaction().execute(async (tx) => openFacts(tx, ids, await market.deps.now(tx)))
    const receipt = (await app.inject({ url: `/api/log/receipts/${sealed!.leaf}` })).json()
    expect(receipt.record).toEqual(sealed!.record)
    expect((await app.inject({ url: `/api/log/receipts/${party!.leaf}` })).json()).not.toHaveProperty(
      'record',
    )
  })

  test('at rest sealed facts look alike, whatever they say', async () => {
    await append('registration/4711', 1, 'sealed', { agency: '某某公司' })
    await append('registration/4712', 1, 'sealed')
    const { rows } = await market.asOwner(
      'select kind, article, actor, body, length(body::text) as size from fact',
    )
    expect(rows.map((r) => [r.kind, r.article, r.actor, Object.keys(r.body)])).toEqual([
      ['sealed', '', '', ['box']],
      ['sealed', '', '', ['box']],
    ])
    expect(rows[0].size).toBe(rows[1].size)
  })

  test('the entrant’s own receipt carries the fact', async () => {
    const [sealed] = await append('registration/4711', 1, 'sealed', { agency: '某某公司' })
    await sequence(market.deps)
    const receipt = await receiptFor(market.db, market.deps.keys, bytesOfHex(sealed!.leaf, 32)!, () => true)
    expect(receipt?.record).toEqual(sealed!.record)
    expect(verifyReceipt(receipt, logKey(market.deps.keys)).ok).toBe(true)
  })

  test('cover records look like any other sealed fact', async () => {
    for (let i = 0; i < 8; i++) {
      await append(`registration/${i}`, 1, 'sealed')
      await sequence(market.deps)
    }
    const { entries } = (await app.inject({ url: '/api/log/entries' })).json()
    expect(entries.length).toBeGreaterThan(8)
    for (const entry of entries) expect(Object.keys(entry)).toEqual(['index', 'leaf'])
  })
})
