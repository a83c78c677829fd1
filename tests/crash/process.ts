import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const root = join(import.meta.dirname, '../..')

/** A real market in a process of its own, on a folder of its own, as `npm start` runs it. */
export interface MarketProcess {
  origin: string
  /** What it has said so far. */
  said(): string
  /** Resolves when it says this; throws when it ends first. */
  says(text: string): Promise<void>
  /** Resolves when its doors are open. */
  opens(): Promise<MarketProcess>
  /** `kill -9`, to the process alone. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** A folder that the server's user can reach too. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xunshi-crash-'))
  chmodSync(folder, 0o755)
  return folder
}

const running = new Set<ChildProcess>()

export async function startMarket(
  data: string,
  options: { port?: number; env?: Record<string, string> } = {},
): Promise<MarketProcess> {
  const port = options.port ?? (await freePort())
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), XUNSHI_DATA: data },
      ...{ XUNSHI_HISTORY: 'short', XUNSHI_MODE: 'demonstration' },
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (d) => {
      output += d
    })
  const exited = new Promise<void>((done) => child.on('exit', () => done()))
  void exited.then(() => running.delete(child))
  const origin = `http://127.0.0.1:${port}`
  const until = async (what: string, holds: () => Promise<boolean> | boolean) => {
    for (let i = 0; i < 3000; i++) {
      if (await holds()) return
      if (child.exitCode !== null) break
      await pause(50)
    }
    throw new Error(`${what}, it never did:\n${output}`)
  }
  const market: MarketProcess = {
    origin,
    said: () => output,
    says: (text) => until(`to say “${text}”`, () => output.includes(text)),
    async opens() {
      await until('to open', () =>
        fetch(`${origin}/healthz`).then(
          (answer) => answer.ok,
          () => false,
        ),
      )
      return market
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
  return market
}

/** A program of this tree that runs until it is killed. */
export interface Running {
  said(): string
  says(text: string): Promise<void>
  kill(): Promise<void>
}

/** Starts a program and leaves it running. */
export function start(args: readonly string[]): Running {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (d) => {
      output += d
    })
  const exited = new Promise<void>((done) => child.on('exit', () => done()))
  void exited.then(() => running.delete(child))
  return {
    said: () => output,
    async says(text) {
      for (let i = 0; i < 600 && !output.includes(text); i++) {
        if (child.exitCode !== null) break
        await pause(50)
      }
      if (!output.includes(text)) throw new Error(`it never said “${text}”:\n${output}`)
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** A program of this tree, to its end. */
export function run(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (d) => {
      output += d
    })
  return new Promise((done) => child.on('close', (code) => done({ code, output })))
}

/** Where the server's files of a data folder are: elsewhere when its user could not reach them. */
export function clusterOf(data: string): string {
  const moved = join(data, 'pg/MOVED.txt')
  const home = existsSync(moved)
    ? /\/var\/lib\/xunshi\/\w+/.exec(readFileSync(moved, 'utf8'))![0]
    : join(data, 'pg')
  return join(home, 'cluster')
}

/** Number of the postmaster of a data folder; undefined when none runs. */
export function postmasterOf(data: string): number | undefined {
  const file = join(clusterOf(data), 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  const command = `/proc/${pid}/cmdline`
  return existsSync(command) && readFileSync(command, 'utf8').includes(clusterOf(data)) ? pid : undefined
}

/** Asks the server of a data folder behind the market's back. */
export async function ask<T extends pg.QueryResultRow>(
  data: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const cluster = clusterOf(data)
  const port = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3]
  const password = readFileSync(join(cluster, '../password'), 'utf8').trim()
  const client = new pg.Client({
    connectionString: `postgres://xunshi:${password}@127.0.0.1:${port}/postgres`,
  })
  await client.connect()
  try {
    return (await client.query<T>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Ends everything that a test has started, and forgets its folder. */
export async function sweep(data: string): Promise<void> {
  for (const child of running) child.kill('SIGKILL')
  const pid = postmasterOf(data)
  if (pid !== undefined) {
    process.kill(pid, 'SIGQUIT')
    for (let i = 0; i < 100 && postmasterOf(data) !== undefined; i++) await pause(50)
  }
  rmSync(join(clusterOf(data), '..'), { recursive: true, force: true })
  rmSync(data, { recursive: true, force: true })
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}
