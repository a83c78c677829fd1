import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** What came back: the status and the JSON. */
export interface Reply {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer is read where it is expected, and missing parts fail there.
  body: any
}

/** How a request reaches the market: over the network, or straight into the server. */
export type Transport = (request: {
  method: string
  url: string
  headers: Record<string, string>
  body?: string | Buffer
}) => Promise<Reply & { cookies: readonly string[] }>

/** One person at a browser: keeps the session, sends the CSRF token and an Idempotency-Key. */
export interface Caller {
  get(url: string): Promise<Reply>
  send(method: 'POST' | 'PUT', url: string, body?: object): Promise<Reply>
  /** Sends a file, to one's own papers unless told. */
  upload(name: string, bytes: Buffer, url?: string): Promise<Reply>
}

export function caller(transport: Transport): Caller {
  const cookies = new Map<string, string>()
  let token: string | undefined
  const call = async (
    method: string,
    url: string,
    headers: Record<string, string>,
    body?: string | Buffer,
  ) => {
    const cookie = [...cookies].map(([k, v]) => `${k}=${v}`).join('; ')
    const answer = await transport({
      method,
      url,
      headers: { ...headers, ...(cookie ? { cookie } : {}) },
      body,
    })
    for (const line of answer.cookies) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return { status: answer.status, body: answer.body }
  }
  const guarded = async () => {
    token ??= (await call('GET', '/api/csrf', {})).body.token as string
    return { 'x-csrf-token': token, 'idempotency-key': randomUUID() }
  }
  return {
    get: (url) => call('GET', url, {}),
    async send(method, url, body = {}) {
      const headers = { ...(await guarded()), 'content-type': 'application/json' }
      return call(method, url, headers, JSON.stringify(body))
    },
    async upload(name, bytes, url = '/api/files') {
      const boundary = `xunshi-${randomUUID()}`
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
      const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
      const headers = { ...(await guarded()), 'content-type': `multipart/form-data; boundary=${boundary}` }
      return call('POST', url, headers, body)
    },
  }
}

/** Straight into the server, as the history does; everyone at an address of their own, as limits are per address. */
export const inside =
  (app: FastifyInstance, remoteAddress: string): Transport =>
  async ({ method, url, headers, body }) => {
    const answer = await app.inject({ method: method as 'GET', url, headers, payload: body, remoteAddress })
    const json = String(answer.headers['content-type'] ?? '').includes('json')
    const cookies = [answer.headers['set-cookie'] ?? []].flat()
    return { status: answer.statusCode, body: json ? answer.json() : answer.rawPayload, cookies }
  }

/** Over HTTP, as the cycle and the bench do. */
export const over =
  (origin: string): Transport =>
  async ({ method, url, headers, body }) => {
    const answer = await fetch(origin + url, { method, headers, body: body as BodyInit | undefined })
    const json = answer.headers.get('content-type')?.includes('json')
    const content = json ? await answer.json() : Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, body: content, cookies: answer.headers.getSetCookie() }
  }

/** The answer's body, or an error that says which request was refused and why. */
export function agreed(what: string, { status, body }: Reply) {
  if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body?.error ?? body)}`)
  return body
}
