import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../tests/app.ts'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { writeClocks } from './act.ts'
import { mountMetrics } from './metrics.ts'
import { mountTime } from './time.ts'

let database: TestDatabase
let server: TestApp
beforeAll(async () => {
  database = await testDatabase({ at: '2026-09-30T16:20' })
  server = await testApp(database, async () => undefined)
  mountMetrics(server.app, server.deps)
  mountTime(server.app, server.deps)
  const now = instant('2026-09-30T16:20')
  const late = {
    action: 'pass',
    article: art('111', '24'),
    who: 'jj-operator',
    due: instant('2026-09-30T00:00'),
  }
  await database.db
    .transaction()
    .execute((tx) => writeClocks(tx, 'procurement', 'p', '某机构的项目', [late], now))
})
afterAll(async () => {
  await server.app.close()
  await server.auth.close()
  await database.close()
})

test('metrics count late clocks and name nobody', async () => {
  const { payload } = await server.app.inject('/metrics')
  expect(payload).toContain('xunshi_clocks{late="true",system="false"} 1')
  expect(payload).not.toContain('某机构')
})

test('metrics answer this machine only', async () => {
  const { statusCode } = await server.app.inject({ url: '/metrics', remoteAddress: '10.2.3.4' })
  expect(statusCode).toBe(404)
})

test('the time says the day, the mode, and that the rule set has run out', async () => {
  expect((await server.visitor().get('/api/time')).body).toEqual({
    now: '2026-09-30T16:20:00.000+08:00',
    mode: 'demonstration',
    provisionalYear: false,
    ruleSetExpired: { since: '2023-12-01' },
  })
})
