import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { dirname, join } from 'node:path'
import {
  formatKey,
  type Seen,
  type Signer,
  type VerifierKey,
  type WitnessAnswer,
  witnessed,
} from '../index.ts'
import { sha256OfServer } from './hash.ts'
import type { Witness } from './witnessing.ts'

/** The fixed head of an Ed25519 private key in PKCS #8 (RFC 8410); the 32 bytes of the seed follow. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * Opens a witness on a folder of its own: its seed (mode 0600, made at the first start) and what it has seen. One process
 * at a time; it answers one request after the other and has its memory on disk before it answers.
 * @param logs the keys of the logs that it looks at
 */
export async function openWitness(
  folder: string,
  name: string,
  logs: readonly VerifierKey[],
): Promise<Witness & { add(body: string): Promise<WitnessAnswer> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const seed = await readOr(join(folder, 'seed'), async (path) => {
    const fresh = randomBytes(32)
    await replace(path, fresh)
    return fresh
  })
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = new Uint8Array(
    createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32),
  )
  const signer: Signer = {
    name,
    publicKey,
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
  const memory = join(folder, 'seen.json')
  const text = await readOr(memory, async () => Buffer.from('{}'))
  const seen = JSON.parse(text.toString()) as Record<string, Seen>

  let last: Promise<unknown> = Promise.resolve()
  const add = (body: string): Promise<WitnessAnswer> => {
    const turn = last.then(async () => {
      const time = Math.floor(Date.now() / 1000)
      const latest = (origin: string) => (Object.hasOwn(seen, origin) ? seen[origin] : undefined)
      const answer = witnessed(body, { logs, latest, signer, time, hash: sha256OfServer })
      if (answer.seen) {
        const { origin, size, root } = answer.seen
        await replace(memory, JSON.stringify({ ...seen, [origin]: { size, root } }))
        seen[origin] = { size, root }
      }
      return answer
    })
    last = turn.catch(() => {})
    return turn
  }
  return {
    key: { name, type: 4, publicKey },
    add,
    addCheckpoint: (body) => add(Buffer.from(body).toString('utf8')),
  }
}

/** Serves a witness over HTTP: `POST /add-checkpoint`; `GET /` tells its key. */
export async function serveWitness(
  witness: Awaited<ReturnType<typeof openWitness>>,
  options: { host: string; port: number; say(line: string): void },
): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<[number, string, string]> => {
      if (request.method === 'GET' && request.url === '/')
        return [200, 'text/plain; charset=utf-8', `${formatKey(witness.key)}\n`]
      if (request.method !== 'POST' || request.url !== '/add-checkpoint')
        return [404, 'text/plain; charset=utf-8', 'not here\n']
      const { status, body } = await witness.add(await read(request))
      options.say(`add-checkpoint ${status}`)
      return [status, status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8', body]
    }
    answer()
      .catch((): [number, string, string] => [400, 'text/plain; charset=utf-8', 'malformed request\n'])
      .then(([status, type, body]) => {
        response.writeHead(status, { 'content-type': type })
        response.end(body)
      })
      .catch(() => {})
  })
  await new Promise<void>((listening, fail) => {
    server.once('error', fail)
    server.listen(options.port, options.host, listening)
  })
  return server
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > 100_000) throw new RangeError('too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

async function readOr(path: string, otherwise: (path: string) => Promise<Buffer>): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return otherwise(path)
  }
}

/** Puts a file in place whole and on disk. */
async function replace(path: string, content: string | Buffer): Promise<void> {
  const draft = `${path}.new`
  const file = await open(draft, 'w', 0o600)
  await file.writeFile(content)
  await file.sync()
  await file.close()
  await rename(draft, path)
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
}
