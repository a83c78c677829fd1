/**
 * `npm run witness -- --name NAME --data FOLDER --log KEY [--log KEY…] [--port 7401] [--host 127.0.0.1]`: a witness of one
 * or more logs (c2sp.org/tlog-witness). It cosigns a checkpoint when it carries on from the last one it has seen, and
 * refuses forks and rollbacks. KEY is a log's key as `GET /api/log/checkpoint` tells it. FOLDER keeps its seed and what it
 * has seen; give the market the key that it prints, with its address, in the file that XUNSHI_WITNESSES names.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { formatKey, parseKey } from '../src/ledger/index.ts'
import { openWitness, serveWitness } from '../src/ledger/io/witness-host.ts'

const say = (text: string) => process.stdout.write(`见证方 · ${text}\n`)

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      data: { type: 'string' },
      log: { type: 'string', multiple: true, default: [] },
      port: { type: 'string', default: '7401' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  })
  const { name, data } = values
  if (!name || /[\s+]/.test(name) || !data || values.log.length === 0)
    throw new Error('npm run witness -- --name NAME --data FOLDER --log KEY [--port PORT] [--host HOST]')
  const logs = values.log.map((text) => {
    const key = parseKey(text)
    if (key?.type !== 1) throw new Error(`${text} is no log's key`)
    return key
  })
  const witness = await openWitness(resolve(process.env.INIT_CWD ?? '.', data), name, logs)
  const server = await serveWitness(witness, { host: values.host, port: Number(values.port), say })
  const place = server.address()
  const port = place && typeof place === 'object' ? place.port : values.port
  say(`key ${formatKey(witness.key)} · http://${values.host}:${port}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
}

main().catch((error: unknown) => {
  say(`无法启动 cannot start: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
})
