import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/platform/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the city whose history has been told; every journey takes a copy of it. */
    told: string
  }
}

/** The moment at which the demonstration's history ends. */
const curtain = '2026-09-28T16:20:00.000+08:00'

const root = join(import.meta.dirname, '../..')

export interface City {
  origin: string
  stop(): Promise<void>
}

/**
 * Set-up of the journeys: the three months of the demonstration are told once, and stand still in a folder. Who writes a
 * journey names a folder in XUNSHI_TOLD, which is kept for the next run.
 */
export default async function tellOnce(project: TestProject): Promise<(() => void) | undefined> {
  const kept = process.env.XUNSHI_TOLD
  const folder = kept ?? newFolder()
  if (!kept || !existsSync(join(kept, 'pg'))) {
    const city = await open(folder)
    await city.stop()
    await stopTheClock(folder)
  }
  project.provide('told', folder)
  return kept ? undefined : () => rmSync(folder, { recursive: true, force: true })
}

/** A city of one's own, as `npm start` opens it, with the whole history: what one journey does no other one sees. */
export async function startCity(): Promise<City> {
  const folder = newFolder()
  // Not cpSync: the server's files belong to the server's user.
  const copy = spawnSync('cp', ['-a', `${inject('told')}/.`, folder], { encoding: 'utf8' })
  if (copy.status !== 0) throw new Error(copy.stderr)
  const city = await open(folder)
  await fetch(`${city.origin}/api/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: { to: curtain } }),
  })
  return {
    origin: city.origin,
    async stop() {
      await city.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** However long ago the history was told, every journey begins at the same moment. */
async function stopTheClock(folder: string): Promise<void> {
  const server = await startEmbedded(join(folder, 'pg'))
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  await client.query('update demo.clock set frozen = $1', [curtain])
  await client.end()
  await server.stop()
}

/** A folder that the user of the database can reach too. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xunshi-journey-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Opens the market on a folder and waits for its doors to open. */
async function open(data: string): Promise<City> {
  const port = await freePort()
  const child: ChildProcess = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: 'http://localhost:8080',
      XUNSHI_DATA: data,
      XUNSHI_MODE: 'demonstration',
      DATABASE_URL: '',
      NODE_ENV: '',
      VITEST: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (d) => {
      output += d
    })
  const exited = new Promise<void>((done) => child.on('exit', () => done()))
  const origin = `http://localhost:${port}`
  for (let i = 0; !(await healthy(origin)); i++) {
    if (child.exitCode !== null || i > 1500) throw new Error(`the market did not open:\n${output}`)
    await new Promise((done) => setTimeout(done, 200))
  }
  return {
    origin,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

const healthy = (origin: string): Promise<boolean> =>
  fetch(`${origin}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  )

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}
