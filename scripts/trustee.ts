/**
 * `npm run trustee -- --name 审计局 --data FOLDER [--port 7301] [--host 127.0.0.1]`: one trustee as a process of its own.
 *
 * FOLDER keeps its seed (made at the first start, mode 0600), its memory and its journal. `FOLDER/members.json` is the
 * paper it agreed on with the others, `{threshold, members: [{name, key}]}`; until it lies there the trustee only tells
 * its own key. It looks at its own machine's clock; `--clock URL` of a market's `/api/time` is for demonstrations, whose
 * clock moves, and marks the trustee 演示.
 */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fromEpochMs, type Instant, instant } from '../src/calendar/index.ts'
import { fileMemory, readIfThere, writeDurably } from '../src/draw/io/memory.ts'
import { agreement } from '../src/draw/io/remote-trustees.ts'
import { serveTrustee } from '../src/draw/io/trustee-host.ts'
import { createTrustee, type TrusteeSecrets } from '../src/draw/trustee.ts'

const say = (text: string) => process.stdout.write(`保管方 · ${text}\n`)

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      data: { type: 'string' },
      port: { type: 'string', default: '7301' },
      host: { type: 'string', default: '127.0.0.1' },
      clock: { type: 'string' },
    },
  })
  if (!values.data)
    throw new Error('npm run trustee -- --name NAME --data FOLDER [--port PORT] [--host HOST]')
  const folder = resolve(process.env.INIT_CWD ?? '.', values.data)
  const secrets = await secretsIn(folder, values.name)
  const memory = fileMemory(join(folder, 'memory'))
  const { clock } = values
  const trustee = createTrustee(secrets, {
    memory,
    now: async () => (clock ? marketTime(clock) : fromEpochMs(Date.now())),
    async agreed() {
      const text = await readIfThere(join(folder, 'members.json'))
      return text === undefined ? undefined : agreement.parse(JSON.parse(text))
    },
  })
  const options = {
    demonstration: clock !== undefined,
    memory,
    host: values.host,
    port: Number(values.port),
    say,
  }
  const server = await serveTrustee(trustee, options)
  const place = server.address()
  const port = place && typeof place === 'object' ? place.port : values.port
  say(`${secrets.name} · key ${trustee.key} · http://${values.host}:${port}${clock ? '（演示时钟）' : ''}`)
  if ((await readIfThere(join(folder, 'members.json'))) === undefined)
    say(`等待各方约定 waiting for ${join(folder, 'members.json')}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
}

async function secretsIn(folder: string, name: string | undefined): Promise<TrusteeSecrets> {
  const path = join(folder, 'seed.json')
  const text = await readIfThere(path)
  if (text !== undefined) {
    const secrets = JSON.parse(text) as TrusteeSecrets
    if (name !== undefined && name !== secrets.name)
      throw new Error(`${path} is the seed of ${secrets.name}, not of ${name}`)
    return secrets
  }
  if (!name) throw new Error('a new trustee needs its --name')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const secrets: TrusteeSecrets = { name, seed: randomBytes(32).toString('hex') }
  await writeDurably(path, `${JSON.stringify(secrets, null, 2)}\n`)
  return secrets
}

async function marketTime(url: string): Promise<Instant> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(3000) })
  return instant(((await answer.json()) as { now: string }).now)
}

main().catch((error: unknown) => {
  say(`无法启动 cannot start: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
})
