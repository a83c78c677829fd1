import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../src/platform/migrate.ts'
import { dumpSchema } from '../src/platform/schema.ts'
import { type TestDatabase, testDatabase } from './database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('migrations/schema.sql is what the migrations make', async () => {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const dumped = await dumpSchema(client)
  await client.end()
  const committed = readFileSync(join(import.meta.dirname, '../migrations/schema.sql'), 'utf8')
  expect(dumped, 'run `npm run codegen` and commit migrations/schema.sql').toBe(committed)
})

test('migrating again does nothing, also by two processes at once', async () => {
  expect(await Promise.all([migrate(database.url), migrate(database.url)])).toEqual([[], []])
})

test('a migration that changed after it was applied is refused by name', async () => {
  await database.asOwner(`update migration set sha256 = 'x' where number = '0001'`)
  await expect(migrate(database.url)).rejects.toThrow('migrations/0001.sql has changed')
})

test("the application's role may only read and add to the fact log", async () => {
  const can = async (privilege: string) => {
    const { rows } = await database.asOwner('select has_table_privilege($1, $2, $3) as can', [
      'xunshi_app',
      'fact',
      privilege,
    ])
    return rows[0].can as boolean
  }
  expect(await can('select')).toBe(true)
  expect(await can('insert')).toBe(true)
  for (const privilege of ['update', 'delete', 'truncate', 'trigger'])
    expect(await can(privilege), privilege).toBe(false)
})
