import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Article, art } from '../src/gazette/index.ts'
import { Refused, route } from '../src/platform/http.ts'
import { refuse } from '../src/workflow/index.ts'
import { type TestApp, testApp, type Visitor } from './app.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { faultsOf, watchRows } from './routes/judge.ts'
import { type Operation, operationsOf } from './routes/operations.ts'
import { type Walker, walker } from './routes/walk.ts'

/* The test of the test: routes with a fault each, and the walk of tests/routes.test.ts must find every one. */

const cites = art('111', '28')
const text = z.object({ reason: z.string().max(10) })

let database: TestDatabase
let server: TestApp
let operations: Operation[]
let walk: Walker<'anyone'>

beforeAll(async () => {
  database = await testDatabase()
  server = await testApp(database, async () => undefined)
  const plant = (
    url: string,
    handler: (input: { id: string; reason: string }) => Promise<unknown>,
    body: z.ZodType = text,
  ) =>
    route(server.app, server.deps, {
      ...{ method: 'POST', url, summary: url, cites, who: 'public', body, transaction: false },
      params: z.object({ id: z.string().max(80) }),
      handler: ({ params, body }) => handler({ ...params, ...(body as { reason: string }) }),
    })
  const sound = async ({ id }: { id: string }) => {
    throw new Refused(refuse('unknown-subject', cites, { id }))
  }
  plant('/api/sound/:id', sound)
  plant('/api/breaks/:id', async ({ reason }) => {
    if (reason.includes('👩')) throw new Error('our own fault')
    return {}
  })
  plant('/api/takes-anything/:id', async () => ({}), z.object({ reason: z.any().meta({ type: 'string' }) }))
  plant(
    '/api/other-field/:id',
    async () => {
      throw new Refused(refuse('bad-input', cites, {}, 'elsewhere'))
    },
    z.object({ reason: z.any().meta({ type: 'string' }) }),
  )
  plant('/api/half-done/:id', async () => {
    await sql`insert into counter (scope, value) values (gen_random_uuid()::text, 1)`.execute(database.db)
    throw new Refused(refuse('not-available', cites))
  })
  plant('/api/tells/:id', async ({ id }) => {
    if (id === 'theirs') throw new Refused(refuse('not-permitted', cites))
    return sound({ id })
  })
  await server.app.ready()
  operations = operationsOf(server.app.swagger() as never)
  walk = walker(new Map<'anyone', Visitor>([['anyone', server.visitor()]]), await watchRows(database))
})
afterAll(async () => {
  await server.app.close()
  await server.auth.close()
  await database.close()
})

const planted = (name: string) => operations.find((o) => o.path === `/api/${name}/{id}`)!

describe('the walker', () => {
  test('finds nothing wrong with a sound route', async () => {
    await walk.wrongBodies('anyone', planted('sound'), { id: 'x' }, true)
    await walk.foreign('anyone', planted('sound'), 'theirs')
    expect(walk.faults()).toEqual([])
    expect(walk.calls()).toBeGreaterThan(20)
  })

  test.each([
    ['breaks', '500'],
    ['takes-anything', 'taken'],
    ['other-field', 'names the field elsewhere, not reason'],
    ['half-done', 'and yet it wrote INSERT counter'],
  ])('finds a route that is faulty: %s', async (name, fault) => {
    await walk.wrongBodies('anyone', planted(name), { id: 'x' }, true)
    expect(walk.faults().join('\n')).toContain(fault)
  })

  test('finds a route that tells what is not theirs', async () => {
    await walk.foreign('anyone', planted('tells'), 'theirs')
    expect(walk.faults().join('\n')).toContain('is told of what is not theirs: 403')
  })
})

describe('the judge', () => {
  const refusal = { code: 'bad-input', article: '111/28', field: 'x', message: { zh: '有误', en: 'Wrong' } }
  const judged = (status: number, error: object) => faultsOf({ status, body: { error }, headers: {} })

  test('is content with a whole refusal', () => {
    expect(judged(400, refusal)).toEqual([])
  })

  test.each([
    ['our own fault', 500, refusal, '500'],
    ['no code', 400, { ...refusal, code: '' }, 'without a code'],
    ['no such paragraph', 400, { ...refusal, article: '111/99' as Article }, 'cites no paragraph'],
    ['no Chinese', 400, { ...refusal, message: { zh: ' ', en: 'Wrong' } }, 'nothing in Chinese'],
    ['no English', 400, { ...refusal, message: { zh: '有误' } }, 'nothing in English'],
    ['a hole in the text', 400, { ...refusal, message: { zh: 'undefined', en: 'Wrong' } }, 'Chinese'],
    ['no field', 400, { ...refusal, field: undefined }, 'names no field'],
  ])('sees %s', (_, status, error, fault) => {
    expect(judged(status, error).join()).toContain(fault)
  })
})
