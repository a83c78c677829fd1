import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caller, over } from '../src/demo/caller.ts'
import { art } from '../src/gazette/index.ts'
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
async function run(
  mode: string,
  paths: string[],
  meanwhile?: (origin: string, output: string) => Promise<void>,
  place = { url: database.url, data: join(folder, mode) },
) {
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
      XUNSHI_DATA: place.data,
      DATABASE_URL: place.url,
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
    await meanwhile?.(origin, output)
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

describe(art('111', '7'), () => {
  // 市、县（市、区）…管理机构…统筹协调: in a market that is new nobody can ask anybody in, so the system does it, once.
  let fresh: TestDatabase
  beforeAll(async () => {
    fresh = await testDatabase()
  })
  afterAll(() => fresh.close())
  const linkOf = (output: string) => /\/join#([A-Z0-9-]+)/.exec(output)?.[1]
  const newcomer = { account: 'li.mz', password: 'a long password', name: '李明哲', phone: '0792-8222333' }

  test('the first start prints a link for the first administrator, which opens once and is never printed again', async () => {
    const place = { url: fresh.url, data: join(folder, 'fresh') }
    let first: string | undefined
    await run(
      'production',
      [],
      async (_, output) => {
        first = linkOf(output)
      },
      place,
    )
    expect(first).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)

    const second = await run(
      'production',
      [],
      async (origin, output) => {
        const code = linkOf(output)
        expect(code).toBeDefined()
        expect(code).not.toBe(first)
        const visitor = caller(over(origin))
        const joins = (body: object) => visitor.send('POST', '/api/invitations/join', body)
        expect((await joins({ ...newcomer, code: first })).body.error).toMatchObject({
          code: 'invitation-used',
        })
        expect((await joins({ ...newcomer, code, name: ' ' })).body.error).toMatchObject({ field: 'name' })
        expect((await joins({ ...newcomer, code, phone: '12' })).body.error).toMatchObject({ field: 'phone' })
        expect((await joins({ ...newcomer, code })).status).toBe(201)
        expect((await joins({ ...newcomer, code, account: 'thief' })).body.error.code).toBe('invitation-used')
        const signedIn = await visitor.send('POST', '/api/auth/sign-in', newcomer)
        expect(signedIn.status).toBe(200)
        const { actor } = (await visitor.get('/api/me')).body
        expect(actor).toMatchObject({ kind: 'management', personName: '李明哲', roles: ['member', 'admin'] })
        const { history } = (await visitor.get(`/api/staff/${actor.organisation}`)).body
        expect(history.map((h: { kind: string }) => h.kind)).toEqual([
          'staff.begun',
          'staff.begun',
          'staff.joined',
        ])
        const body = { kind: 'finance', region: '360424', name: '修水县财政局', short: '修水财政' }
        const set = {
          ...body,
          documentNumber: '修府发〔2026〕1号',
          administrator: { name: '周', phone: newcomer.phone },
        }
        expect((await visitor.send('POST', '/api/bodies', set)).status).toBe(201)
      },
      place,
    )
    expect(second.output).toContain('/join#')

    const third = await run('production', ['GET /healthz'], undefined, place)
    expect(third.statuses).toEqual({ 'GET /healthz': 200 })
    expect(third.output).not.toContain('/join#')
  }, 60_000)
})
