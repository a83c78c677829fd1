import { existsSync } from 'node:fs'
import pg from 'pg'
import { expect, test } from 'vitest'
import { dropOldTemplates, testDatabase } from './database.ts'
import { testServer } from './server.ts'

test('a test leaves neither its database nor its folder', async () => {
  const database = await testDatabase()
  const name = new URL(database.url).pathname.slice(1)
  await database.close()
  expect(existsSync(database.folder)).toBe(false)
  const { rows } = await onServer((admin) =>
    admin.query('select 1 from pg_database where datname = $1', [name]),
  )
  expect(rows).toEqual([])
})

test('templates of older migrations go, the current one and one in use stay', async () => {
  const server = await testServer()
  const names = ['template_test_old', 'template_test_used', 'template_test_now']
  const left = await onServer(async (admin) => {
    await admin.query('select pg_advisory_lock(7)')
    const kept = await admin.query(
      `select datname from pg_database where datname ~ '^template_[0-9a-f]{16}$'`,
    )
    for (const name of names) await admin.query(`create database ${name}`)
    const user = new pg.Client({ connectionString: server.url('template_test_used') })
    await user.connect()
    await dropOldTemplates(admin, ['template_test_now', ...kept.rows.map((r) => r.datname as string)])
    const { rows } = await admin.query('select datname from pg_database where datname = any($1) order by 1', [
      names,
    ])
    await user.end()
    for (const name of names) await admin.query(`drop database if exists ${name} with (force)`)
    return rows.map((r) => r.datname as string)
  })
  expect(left).toEqual(['template_test_now', 'template_test_used'])
})

async function onServer<T>(run: (admin: pg.Client) => Promise<T>): Promise<T> {
  const server = await testServer()
  const admin = new pg.Client({ connectionString: server.url('postgres') })
  await admin.connect()
  try {
    return await run(admin)
  } finally {
    await admin.end()
  }
}
