import { randomUUID } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestApp, testApp, type Visitor } from '../../tests/app.ts'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { art } from '../gazette/index.ts'
import { accept, type Decision, refuse, reject, type Workflow } from '../workflow/index.ts'
import { hashPassword } from './auth.ts'
import type { Subject } from './deps.ts'
import { commandRoutes, type Organised } from './http.ts'
import { addRefusalWords } from './messages.ts'
import { mountFiles } from './upload.ts'

type Tally = { status: 'open' | 'closed'; count: number }
type TallyCommand = { kind: 'add'; amount: number } | { kind: 'close' }

const cites = art('111', '28')

/** The smallest workflow: counts up to ten while it is open. */
const tally: Workflow<Tally, TallyCommand> = {
  decide(state, command): Decision<Tally> {
    if (state.status === 'closed') return reject(refuse('not-available', cites))
    if (command.kind === 'close') {
      return accept(
        { ...state, status: 'closed' },
        { kind: 'tally.closed', article: cites, visibility: 'public', body: {} },
      )
    }
    if (state.count + command.amount > 10)
      return reject(refuse('tally-too-high', cites, { limit: 10 }, 'amount'))
    const next = { ...state, count: state.count + command.amount }
    return accept(next, {
      kind: 'tally.added',
      article: cites,
      visibility: 'public',
      body: { amount: command.amount },
    })
  },
  availableActions: (state) =>
    state.status === 'open'
      ? [
          { act: 'add', article: cites },
          { act: 'close', article: cites },
        ]
      : [],
  deadlines: () => [],
}

type TallyTables = { tally: { id: string; version: number; state: string } }

const subject: Subject<Tally, TallyCommand> = {
  name: 'tally',
  workflow: tally,
  title: () => 'tally',
  store: {
    async lock(tx, id) {
      const row = await tx
        .withTables<TallyTables>()
        .selectFrom('tally')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      return row && { state: row.state as unknown as Tally, version: row.version }
    },
    async read(tx, id) {
      return this.lock(tx, id)
    },
    async save(tx, id, state, version) {
      await tx
        .withTables<TallyTables>()
        .updateTable('tally')
        .set({ state: JSON.stringify(state), version })
        .where('id', '=', id)
        .execute()
    },
  },
}

const clerk: Organised = {
  kind: 'operator',
  person: 'p1',
  personName: '陈晓岚',
  organisation: 'o1',
  organisationName: '九江市行政审批局',
  region: '360400',
  roles: ['member'],
}

let database: TestDatabase
let server: TestApp
let visitor: Visitor

beforeAll(async () => {
  addRefusalWords({ 'tally-too-high': { zh: '不得超过 {{limit}}。', en: 'At most {{limit}}.' } })
  database = await testDatabase({ at: '2026-09-28T10:00' })
  await database.asOwner(
    'create table tally (id text primary key, version int not null, state jsonb not null)',
  )
  await database.asOwner('grant select, insert, update on tally to xunshi_app')
  server = await testApp(database, async (_tx, person) => (person === 'p1' ? clerk : undefined))
  commandRoutes(server.app, server.deps, subject, {
    plural: 'tallies',
    who: ['operator'],
    cites,
    schemas: { add: z.object({ amount: z.number().int().min(1).max(100) }), close: z.object({}) },
    view: (state) => state,
  })
  mountFiles(server.app, server.deps)
  const passwordHash = await hashPassword('correct horse battery')
  await database.db
    .transaction()
    .execute((tx) =>
      server.auth.createAccount(tx, { id: 'p1', name: '陈晓岚', account: 'chen', passwordHash }),
    )
  visitor = server.visitor()
  await visitor.post('/api/auth/sign-in', { account: 'chen', password: 'correct horse battery' })
})
afterAll(async () => {
  await server.app.close()
  await server.auth.close()
  await database.close()
})

async function fresh(count = 0): Promise<string> {
  const id = randomUUID()
  await sql`insert into tally values (${id}, 1, ${JSON.stringify({ status: 'open', count })})`.execute(
    database.db,
  )
  return id
}
const countOf = async (id: string) =>
  (await sql<{ state: Tally }>`select state from tally where id = ${id}`.execute(database.db)).rows[0]?.state
    .count
const factsOf = async (id: string) =>
  (await database.asOwner('select 1 from fact where subject = $1', [`tally/${id}`])).rowCount

describe('a command', () => {
  test('that is accepted answers the new state, its version and what can be done next, and is in the log', async () => {
    const id = await fresh()
    const { status, body } = await visitor.post(`/api/tallies/${id}/add`, { amount: 3, version: 1 })
    expect(status).toBe(200)
    expect(body).toEqual({ id, version: 2, state: { status: 'open', count: 3 }, actions: expect.any(Array) })
    expect(await factsOf(id)).toBe(1)
  })

  test('that a rule refuses names code, field and article in both languages, and leaves no trace', async () => {
    const id = await fresh(9)
    const { status, body } = await visitor.post(`/api/tallies/${id}/add`, { amount: 2 })
    expect(status).toBe(422)
    expect(body.error).toMatchObject({
      code: 'tally-too-high',
      article: '111/28',
      field: 'amount',
      message: { zh: '不得超过 10。', en: 'At most 10.' },
    })
    expect(await countOf(id)).toBe(9)
    expect(await factsOf(id)).toBe(0)
  })

  test.each([
    ['a missing field', {}, 'amount'],
    ['a wrong type', { amount: '3' }, 'amount'],
    ['a negative amount', { amount: -1 }, 'amount'],
    ['a fraction', { amount: 0.5 }, 'amount'],
    ['a number beyond all', { amount: 1e300 }, 'amount'],
    ['a version that cannot be', { amount: 1, version: 0 }, 'version'],
  ])('with %s is a 400 that names the field', async (_, input, field) => {
    const id = await fresh()
    const { status, body } = await visitor.post(`/api/tallies/${id}/add`, input)
    expect([status, body.error.code, body.error.field, body.error.article]).toEqual([
      400,
      'bad-input',
      field,
      '111/28',
    ])
    expect(await countOf(id)).toBe(0)
  })

  test('on an unknown id is a 404', async () => {
    const { status, body } = await visitor.post('/api/tallies/nowhere/add', { amount: 1 })
    expect([status, body.error.code]).toEqual([404, 'unknown-subject'])
  })

  test('repeated with its Idempotency-Key happens once and answers the same', async () => {
    const id = await fresh()
    const key = { 'idempotency-key': randomUUID() }
    const answers = await Promise.all(
      [1, 2, 3].map(() => visitor.post(`/api/tallies/${id}/add`, { amount: 1 }, key)),
    )
    expect(answers.map((a) => [a.status, a.body])).toEqual(answers.map(() => [200, answers[0]!.body]))
    expect(await countOf(id)).toBe(1)
    const other = await visitor.post(`/api/tallies/${id}/add`, { amount: 2 }, key)
    expect([other.status, other.body.error.code]).toEqual([422, 'idempotency-key-reused'])
  })

  test('without an Idempotency-Key or with nonsense in it is a 400', async () => {
    const id = await fresh()
    for (const key of ['', 'x', 'with spaces inside', 'k'.repeat(81)]) {
      const { status, body } = await visitor.post(
        `/api/tallies/${id}/add`,
        { amount: 1 },
        { 'idempotency-key': key },
      )
      expect([status, body.error.field]).toEqual([400, 'Idempotency-Key'])
    }
  })

  test('of two people at once: the second gets the new state and a clear message', async () => {
    const id = await fresh()
    await visitor.post(`/api/tallies/${id}/add`, { amount: 1, version: 1 })
    const late = await visitor.post(`/api/tallies/${id}/add`, { amount: 1, version: 1 })
    expect([late.status, late.body.error.code]).toEqual([409, 'changed-meanwhile'])
    expect(late.body).toMatchObject({ version: 2, state: { count: 1 } })
    expect(await countOf(id)).toBe(1)
  })

  test('by many at once loses nothing', async () => {
    const id = await fresh()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => visitor.post(`/api/tallies/${id}/add`, { amount: 1 })),
    )
    expect(answers.filter((a) => a.status === 200)).toHaveLength(10)
    expect(answers.filter((a) => a.status === 422)).toHaveLength(10)
    expect(await countOf(id)).toBe(10)
    expect(await factsOf(id)).toBe(10)
  })
})

describe('who may call', () => {
  test('nobody without signing in', async () => {
    const { status, body } = await server.visitor().post(`/api/tallies/${await fresh()}/add`, { amount: 1 })
    expect([status, body.error.code]).toEqual([401, 'not-signed-in'])
  })

  test('nobody without the CSRF token', async () => {
    const { status, body } = await visitor.post(
      `/api/tallies/${await fresh()}/add`,
      { amount: 1 },
      { 'x-csrf-token': 'no' },
    )
    expect([status, body.error.code]).toEqual([403, 'csrf-token-missing'])
  })

  test('nobody after signing out, nor with a made-up session', async () => {
    const other = server.visitor()
    await other.post('/api/auth/sign-in', { account: 'CHEN', password: 'correct horse battery' })
    const id = await fresh()
    expect((await other.post(`/api/tallies/${id}/add`, { amount: 1 })).status).toBe(200)
    expect((await other.post('/api/auth/sign-out')).status).toBe(200)
    expect((await other.post(`/api/tallies/${id}/add`, { amount: 1 })).status).toBe(401)
    const forged = await other.raw({
      method: 'GET',
      url: '/api/files/x',
      headers: { cookie: 'xunshi.session_token=forged.x' },
    })
    expect(forged.status).toBe(401)
  })

  test('a wrong password is a 401 that does not say which half was wrong', async () => {
    for (const account of ['chen', 'nobody']) {
      const { status, body } = await server
        .visitor()
        .post('/api/auth/sign-in', { account, password: 'wrong' })
      expect([status, body.error.code]).toEqual([401, 'wrong-credentials'])
    }
  })

  test('sign-in is limited to ten attempts a minute', async () => {
    const guess = () =>
      server.visitor().raw({
        method: 'POST',
        url: '/api/auth/sign-in',
        payload: { account: 'chen', password: 'wrong' },
        remoteAddress: '10.1.2.3',
      })
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) statuses.push((await guess()).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
  })
})

describe('files', () => {
  const upload = (name: string, bytes: Buffer, type = 'application/pdf') => {
    const boundary = 'xunshi'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
    return visitor.get('/api/csrf').then(({ body }) =>
      visitor.raw({
        method: 'POST',
        url: '/api/files',
        payload,
        headers: {
          'content-type': `multipart/form-data; boundary=${boundary}`,
          'x-csrf-token': body.token as string,
        },
      }),
    )
  }
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
  const stored = async () => (await database.asOwner('select 1 from file')).rowCount

  test('a PDF is kept with its hash and comes back as it was', async () => {
    const { status, body } = await upload('成果.pdf', pdf)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: '成果.pdf',
      type: 'application/pdf',
      size: pdf.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect((await visitor.get(`/api/files/${body.id}`)).body).toEqual(pdf)
  })

  test('an executable named .pdf is refused by its content', async () => {
    const before = await stored()
    const elf = Buffer.concat([Buffer.from('7f454c46020101000000000000000000', 'hex'), Buffer.alloc(200)])
    const { status, body } = await upload('报告.pdf', elf)
    expect([status, body.error.code, body.error.field, body.error.article]).toEqual([
      415,
      'wrong-file-type',
      'file',
      '111/15',
    ])
    expect(await stored()).toBe(before)
  })

  test('a PDF named .exe is refused by its name', async () => {
    expect((await upload('报告.exe', pdf)).status).toBe(415)
  })

  test('30 MB is refused with the limit', async () => {
    const before = await stored()
    const { status, body } = await upload('大.pdf', Buffer.concat([pdf, Buffer.alloc(30 * 1024 * 1024)]))
    expect([status, body.error.code, body.error.field]).toEqual([413, 'too-large', 'file'])
    expect(await stored()).toBe(before)
  })

  test('thirty uploads that never end keep nobody else from the database', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b', ...(await visitor.guards()) }
    const endless = Array.from({ length: 30 }, () => {
      const payload = new PassThrough()
      payload.write('--b\r\ncontent-disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n%PDF-1.7')
      return { payload, answer: visitor.raw({ method: 'POST', url: '/api/files', payload, headers }) }
    })
    await new Promise((done) => setTimeout(done, 100))
    expect((await visitor.post(`/api/tallies/${await fresh()}/add`, { amount: 1 })).status).toBe(200)
    for (const { payload } of endless) payload.end()
    for (const { answer } of endless) expect((await answer).body.error.field).toBe('file')
  })
})

describe('nonsense', () => {
  test('broken JSON is a 400', async () => {
    const { body: csrf } = await visitor.get('/api/csrf')
    const { status, body } = await visitor.raw({
      method: 'POST',
      url: `/api/tallies/${await fresh()}/add`,
      payload: '{"amount": ',
      headers: {
        'content-type': 'application/json',
        'x-csrf-token': csrf.token as string,
        'idempotency-key': randomUUID(),
      },
    })
    expect([status, body.error.code]).toEqual([400, 'bad-input'])
  })

  test('a body of 2 MB is a 413 that names it and its limit', async () => {
    const { status, body } = await visitor.post(`/api/tallies/${await fresh()}/add`, {
      amount: 1,
      text: 'x'.repeat(2_000_000),
    })
    expect([status, body.error.code, body.error.field, body.error.params.limit]).toEqual([
      413,
      'too-large',
      'body',
      '1 MB',
    ])
  })

  test('an unknown path is a 404 with a body that programs can read', async () => {
    expect((await visitor.get('/api/nowhere')).body.error.code).toBe('unknown-subject')
  })

  test('the API describes itself', async () => {
    const { body } = await visitor.get('/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toContain('/api/tallies/{id}/add')
  })

  test('health asks the database', async () => {
    expect((await visitor.get('/healthz')).body).toEqual({ ok: true })
  })
})
