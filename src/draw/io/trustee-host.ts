import { hash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { ed25519 } from '@noble/curves/ed25519.js'
import { parseKey } from '../../ledger/index.ts'
import { unhex, utf8 } from '../suite.ts'
import type { Trustee, TrusteeMemory } from '../trustee.ts'

/*
 * A trustee behind HTTP. Requests are signed by the log's key, so that nobody else fetches shares once a deadline is
 * past; the trustee learns that key at its first ceremony and keeps it.
 */

export const methods = ['pledge', 'deal', 'accept', 'bind', 'sign', 'release'] as const
export type Method = (typeof methods)[number]

/** What a request's signature is over. @param body as it is sent */
export const requestMessage = (trustee: string, method: Method, body: string): Uint8Array =>
  utf8(`xunshi-trustee/1 ${method} ${trustee} ${hash('sha256', body)}`)

/** What `GET /` says of a trustee. */
export interface Card {
  name: string
  /** hex */
  key: string
  /** True when its clock is the demonstration's. */
  demonstration: boolean
}

const longest = 2_000_000

/** Serves a trustee; resolves with the server once it listens. Port 0 takes a free one. */
export async function serveTrustee(
  trustee: Trustee,
  options: {
    demonstration: boolean
    memory: TrusteeMemory
    host: string
    port: number
    say(line: string): void
  },
): Promise<Server> {
  const { demonstration, memory, say } = options
  const card: Card = { name: trustee.name, key: trustee.key, demonstration }
  const server = createServer((request, response) => {
    answer(request)
      .then(([status, value]) => send(response, status, value))
      .catch((error: unknown) => {
        say(`${request.method} ${request.url}: ${error instanceof Error ? error.message : error}`)
        send(response, 400, { error: 'malformed' })
      })
  })

  async function answer(request: IncomingMessage): Promise<[number, unknown]> {
    if (request.method === 'GET' && request.url === '/') return [200, card]
    const method = methods.find((m) => request.url === `/${m}`)
    if (request.method !== 'POST' || !method) return [404, { error: 'unknown' }]
    const body = await read(request)
    const log = String(request.headers['x-xunshi-log'] ?? '')
    const signature = String(request.headers['x-xunshi-signature'] ?? '')
    if (!isSigned(log, signature, requestMessage(trustee.key, method, body)))
      return [401, { error: 'unsigned' }]
    // The log that asks first is its log.
    if ((await memory.remember('log', log)) !== log) return [403, { error: 'other-log' }]
    const value = await trustee[method](JSON.parse(body) as never)
    say(`${method} ${value.ok ? '✓' : `✗ ${value.refusal}`}`)
    return [200, value]
  }

  await new Promise<void>((listening, fail) => {
    server.once('error', fail)
    server.listen(options.port, options.host, listening)
  })
  return server
}

function isSigned(log: string, signature: string, message: Uint8Array): boolean {
  const key = parseKey(log)
  try {
    return key?.type === 1 && ed25519.verify(unhex(signature), message, key.publicKey, { zip215: false })
  } catch {
    return false
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > longest) throw new RangeError('too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(value))
}
