import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp, type Visitor } from '../tests/app.ts'
import { type TestDatabase, testDatabase } from '../tests/database.ts'
import { plainDate } from './calendar/index.ts'
import { art } from './gazette/index.ts'
import { placeForOutside, publicityWorkingDays } from './registry/index.ts'
import { createOrganisation, createPerson } from './registry/server.ts'
import { allSettings, mountSettings } from './settings.ts'
import { hasShapeOf, settingFault } from './workflow/setting.ts'

const today = plainDate('2026-09-28')
const change = { value: 7, validFrom: '2026-10-01', documentNumber: '九府办字〔2026〕1号' }

describe(art('111', '58'), () => {
  // 暂行一年：办法留白或有期限之处，由有文号的文件接续。
  test.each([
    ['today', { validFrom: '2026-09-28' }, undefined],
    ['the day before', { validFrom: '2026-09-27' }, 'setting-not-backwards'],
    ['a day that no calendar has', { validFrom: '2026-02-30' }, 'setting-not-backwards'],
    ['no document number', { documentNumber: ' ' }, 'document-number-missing'],
    ['a fraction', { value: 2.5 }, 'setting-shape'],
    ['less than nothing', { value: -1 }, 'setting-shape'],
    ['text for a number', { value: '7' }, 'setting-shape'],
  ])('%s', (_, wrong, code) => {
    expect(settingFault(publicityWorkingDays, { ...change, ...wrong }, today)?.code).toBe(code)
  })

  test('a table keeps the kind of its values', () => {
    expect(hasShapeOf({ '360481': 40_000_000 }, { '360400': 50_000_000 })).toBe(true)
    expect(hasShapeOf({ '360481': '400000' }, { '360400': 50_000_000 })).toBe(false)
    expect(hasShapeOf([1], { '360400': 50_000_000 })).toBe(false)
    expect(hasShapeOf(null, { '360400': 50_000_000 })).toBe(false)
  })
})

test('every setting has a key of its own, words in both languages and a paragraph', () => {
  expect(new Set(allSettings.map((s) => s.key)).size).toBe(allSettings.length)
  for (const { key, zh, en, cites } of allSettings) {
    expect([zh, en, cites].every(Boolean), key).toBe(true)
  }
})

describe(art('111', '57'), () => {
  // 本办法由九江市政务服务管理办公室负责解释。
  let database: TestDatabase
  let server: TestApp
  let visitor: Visitor
  let region = '360400'
  beforeAll(async () => {
    database = await testDatabase({ at: '2026-09-28T10:00' })
    server = await testApp(database, async (_tx, person) => ({
      ...{ kind: 'management', person, personName: '王文博', organisation: 'jj-management' },
      ...{ organisationName: '九江市政务服务管理办公室', region, roles: ['member'] },
    }))
    mountSettings(server.app, server.deps)
    await database.db.transaction().execute(async (tx) => {
      await createOrganisation(tx, {
        id: 'jj-management',
        kind: 'management',
        name: '九江市政务服务管理办公室',
        region,
      })
      const id = await createPerson(tx, { name: '王文博', account: 'wang' })
      await server.auth.createAccount(tx, { id, name: '王文博', account: 'wang', passwordHash: 'x' })
    })
    visitor = server.visitor()
    await database.asOwner(`insert into auth_session (id, "userId", token, "expiresAt")
      select 's', id, 'token-of-the-test', now() + interval '1 day' from auth_user`)
  })
  afterAll(async () => {
    await server.app.close()
    await server.auth.close()
    await database.close()
  })
  const enter = async (body: object, key = publicityWorkingDays.key) => {
    const clerk = server.visitor()
    const csrf = await clerk.get('/api/csrf')
    return clerk.raw({
      method: 'POST',
      url: `/api/settings/${key}`,
      payload: body,
      headers: {
        cookie: `xunshi.session_token=token-of-the-test; ${(csrf.headers['set-cookie'] as string).split(';')[0]}`,
        'x-csrf-token': csrf.body.token,
        'idempotency-key': `key-${crypto.randomUUID()}`,
      },
    })
  }
  const shown = async () =>
    (await visitor.get('/api/settings')).body.find((s: { key: string }) => s.key === publicityWorkingDays.key)

  test('the city sets a figure from a day on; until then the default holds', async () => {
    expect((await enter(change)).status).toBe(201)
    expect(await shown()).toMatchObject({ default: 5, value: 5, inForce: null, entered: [{ value: 7 }] })
    await database.setClock('2026-09-30T23:59:59.999')
    expect((await shown()).value).toBe(5)
    await database.setClock('2026-10-01T00:00')
    expect(await shown()).toMatchObject({ value: 7, inForce: { documentNumber: '九府办字〔2026〕1号' } })
    const { rowCount } = await database.asOwner(`select 1 from fact where kind = 'setting.entered'`)
    expect(rowCount).toBe(1)
  })

  test('a county does not, and a wrong value leaves no trace', async () => {
    region = '360424'
    expect((await enter({ ...change, validFrom: '2026-12-01' })).status).toBe(403)
    region = '360400'
    expect((await enter({ ...change, validFrom: '2026-12-01', value: 'seven' })).status).toBe(422)
    expect((await shown()).entered).toHaveLength(1)
  })

  test('agencies from elsewhere are not sent to a place that is none', async () => {
    const later = { ...change, validFrom: '2026-12-01' }
    for (const value of ['360499', '', 'outside', '360000']) {
      const refused = await enter({ ...later, value }, placeForOutside.key)
      expect([refused.status, refused.body.error.field], value).toEqual([422, 'value'])
    }
    expect((await enter({ ...later, value: '360403' }, placeForOutside.key)).status).toBe(201)
  })
})
