import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'

const root = join(import.meta.dirname, '..')

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'xunshi-mode-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.close()
})

/** Starts the process in a mode and reports every module file that it loaded and what a few addresses answered. */
async function run(mode: string, paths: string[]) {
  const preload = join(folder, 'preload.mjs')
  writeFileSync(
    preload,
    `import { registerHooks } from 'node:module'
     const seen = []
     registerHooks({ load(url, context, next) {
       seen.push(url)
       if (url.includes('/src/demo/')) process.stdout.write('THE DEMONSTRATION IS LOADED\\n')
       return next(url, context)
     } })
     process.on('exit', () => process.stdout.write('\\nLOADED ' + JSON.stringify(seen.filter((u) => u.includes('/src/'))) + '\\n'))`,
  )
  const port = 18_000 + Math.floor(Math.random() * 20_000)
  const child = spawn(process.execPath, ['--import', preload, 'src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      XUNSHI_MODE: mode,
      XUNSHI_DATA: join(folder, mode),
      DATABASE_URL: database.url,
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (d) => {
      output += d
    })
  const exited = new Promise<void>((done) => child.on('exit', () => done()))
  const runs = () => child.exitCode === null && child.signalCode === null
  const origin = `http://127.0.0.1:${port}`
  for (let i = 0; i < 200 && runs(); i++) {
    if (output.includes('THE DEMONSTRATION IS LOADED')) child.kill('SIGKILL')
    if (
      await fetch(`${origin}/healthz`).then(
        (r) => r.ok,
        () => false,
      )
    )
      break
    await new Promise((done) => setTimeout(done, 100))
  }
  const statuses: Record<string, number> = {}
  let api: string[] = []
  if (runs()) {
    for (const path of paths) {
      const [method = 'GET', url = '/'] = path.split(' ')
      statuses[path] = (await fetch(origin + url, { method })).status
    }
    api = Object.keys(((await (await fetch(`${origin}/openapi.json`)).json()) as { paths: object }).paths)
    child.kill('SIGTERM')
  }
  await exited
  const loaded = JSON.parse(/LOADED (.*)/.exec(output)?.[1] ?? '[]') as string[]
  return { statuses, api, loaded, output }
}

describe('production mode', () => {
  const demo = [
    'GET /api/demo/clock',
    'POST /api/demo/clock',
    'GET /api/demo/people',
    'POST /api/demo/sign-in',
    'GET /api/demo/mails',
  ]

  test('has no demo clock: neither its routes nor its code', async () => {
    const { statuses, api, loaded, output } = await run('production', [...demo, 'GET /api/time'])
    expect(loaded.length, output).toBeGreaterThan(50)
    expect(loaded.filter((url) => url.includes('/src/demo/'))).toEqual([])
    expect(statuses).toEqual({ ...Object.fromEntries(demo.map((path) => [path, 404])), 'GET /api/time': 200 })
    expect(api.filter((path) => path.includes('demo'))).toEqual([])
    const { rows } = await database.asOwner(`select pg_get_functiondef('market_now'::regproc) as text`)
    expect(rows[0].text).toContain('clock_timestamp()')
    expect(rows[0].text).not.toContain('demo')
  })

  test('is where that would be seen: demonstration mode does load it', async () => {
    const { output } = await run('demonstration', [])
    expect(output).toContain('THE DEMONSTRATION IS LOADED')
  })

  test('refuses a database that a demonstration has filled', async () => {
    await database.asOwner('create schema if not exists demo')
    const { output, statuses } = await run('production', ['GET /healthz'])
    expect(statuses).toEqual({})
    expect(output).toContain('made in demonstration mode')
    await database.asOwner('drop schema demo cascade')
  })

  test('refuses a mode that does not exist', async () => {
    expect((await run('testing', [])).output).toContain('XUNSHI_MODE must be demonstration or production')
  })
})
