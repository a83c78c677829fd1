import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp, type Visitor } from '../../tests/app.ts'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { writeClocks } from './act.ts'
import { mountDesk, onTimePermille } from './desk.ts'

const operator = 'jj-operator'
const check = { action: 'pass-check', article: art('111', '24'), who: operator }

let database: TestDatabase
let server: TestApp
let clerk: Visitor

beforeAll(async () => {
  // A Wednesday, the last working day before National Day 2026.
  database = await testDatabase({ at: '2026-09-30T16:20' })
  server = await testApp(database, async (_tx, person) => ({
    ...{
      kind: 'operator',
      person,
      personName: '陈晓岚',
      organisation: operator,
      organisationName: '九江市行政审批局',
    },
    ...{ region: '360400', roles: ['member'] },
  }))
  mountDesk(server.app, server.deps)
  await database.db
    .transaction()
    .execute((tx) =>
      server.auth.createAccount(tx, { id: 'p1', name: '陈晓岚', account: 'chen', passwordHash: 'x' }),
    )
  await sql`insert into auth_session (id, "userId", token, "expiresAt")
    values ('s1', 'p1', 'token-of-the-test', now() + interval '1 day')`.execute(database.db)
  clerk = server.visitor()
  await clerk.raw({
    method: 'GET',
    url: '/healthz',
    headers: { cookie: 'xunshi.session_token=token-of-the-test' },
  })
})
afterAll(async () => {
  await server.app.close()
  await server.auth.close()
  await database.close()
})

const clocks = (id: string, due: (string | undefined)[], now = '2026-09-30T16:20') =>
  database.db.transaction().execute((tx) =>
    writeClocks(
      tx,
      'procurement',
      id,
      `项目 ${id}`,
      due.map((d, i) => ({
        ...check,
        action: i === 0 ? 'pass-check' : `step-${i}`,
        due: d === undefined ? undefined : instant(d),
      })),
      instant(now),
    ),
  )

const desk = async () =>
  (
    await clerk.raw({
      method: 'GET',
      url: '/api/desk',
      headers: { cookie: 'xunshi.session_token=token-of-the-test' },
    })
  ).body

describe(art('111', '8'), () => {
  // 市、县中介超市运营机构……具体承担本级中介超市日常运营及服务工作
  test('the desk shows what the body has to do in the order in which it falls due, without a limit last', async () => {
    await clocks('later', ['2026-10-10T00:00'])
    await clocks('open', [undefined])
    await clocks('overdue', ['2026-09-30T00:00'])
    await clocks('tonight', ['2026-10-01T00:00'])
    const { items, counts } = await desk()
    expect(items.map((i: { id: string }) => i.id)).toEqual(['overdue', 'tonight', 'later', 'open'])
    // 10 October 2026 is a Saturday on which the city works, in another week.
    expect(counts).toEqual({ overdue: 1, today: 1, week: 1, onTimePermille: null })
  })

  test('a clock due this very moment is late; one millisecond before it is due today', async () => {
    await clocks('tonight', ['2026-09-30T16:20'])
    expect((await desk()).counts).toMatchObject({ overdue: 2, today: 0 })
    await clocks('tonight', ['2026-09-30T16:20:00.001'])
    expect((await desk()).counts).toMatchObject({ overdue: 1, today: 1 })
  })

  test('another body does not see it', async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from clock where who = 'other'`.execute(
      database.db,
    )
    expect(rows[0]!.n).toBe(0)
    expect((await server.visitor().get('/api/desk')).status).toBe(401)
  })

  test('what was answered in time and what late is counted to the thousandth', async () => {
    for (const [id, due, ended] of [
      ['in-time', '2026-09-30T00:00', '2026-09-29T23:59:59.999'],
      ['just-late', '2026-09-30T00:00', '2026-09-30T00:00'],
      ['early', '2026-09-30T00:00', '2026-09-28T10:00'],
    ] as const) {
      await clocks(id, [due])
      await clocks(id, [], ended)
    }
    expect(await database.db.transaction().execute((tx) => onTimePermille(tx, operator))).toBe(666)
    expect(await database.db.transaction().execute((tx) => onTimePermille(tx, 'nobody'))).toBeNull()
  })

  test('of several clocks under one name, only the one that was answered is past', async () => {
    const instalments = (due: string[], now: string) =>
      database.db.transaction().execute((tx) =>
        writeClocks(
          tx,
          'procurement',
          'instalments',
          '分期',
          due.map((d) => ({ ...check, due: instant(d) })),
          instant(now),
        ),
      )
    const past = async () =>
      (
        await sql<{ due: string; late: boolean }>`select due, ended >= due as late from clock_past
          where id = 'instalments' order by due`.execute(database.db)
      ).rows
    const [first, second, third] = ['2026-09-30T00:00', '2026-10-31T00:00', '2026-11-30T00:00'] as const
    await instalments([first, second, third], '2026-09-01T09:00')
    await instalments([first, third], '2026-09-20T09:00')
    expect(await past()).toEqual([{ due: '2026-10-31T00:00:00.000+08:00', late: false }])
    // The first is put off: nothing has been answered. Then both are, one of them late.
    await instalments(['2026-10-05T00:00', third], '2026-09-29T09:00')
    expect(await past()).toHaveLength(1)
    await instalments([], '2026-10-06T09:00')
    expect((await past()).map((p) => p.late)).toEqual([true, false, false])
  })

  test('a clock that goes on under the same name has not been answered', async () => {
    await clocks('anew', ['2026-09-30T00:00'])
    await clocks('anew', ['2026-10-10T00:00'])
    const { rows } = await sql<{ n: number }>`select count(*) as n from clock_past where id = 'anew'`.execute(
      database.db,
    )
    expect(rows[0]!.n).toBe(0)
  })
})
