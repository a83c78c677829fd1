import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { buildApp } from '../src/platform/app.ts'
import { type Auth, createAuth, type MembershipReader } from '../src/platform/auth.ts'
import type { HttpDeps } from '../src/platform/http.ts'
import type { TestDatabase } from './database.ts'

export interface TestApp {
  app: FastifyInstance
  deps: HttpDeps & TestDatabase['deps']
  auth: Auth
  /** A browser of its own: keeps cookies, sends the CSRF token and an Idempotency-Key as the pages do. */
  visitor(): Visitor
}

export interface Answered {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there.
  body: any
  headers: Record<string, unknown>
}

export interface Visitor {
  get(url: string): Promise<Answered>
  send(
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answered>
  post(url: string, body?: object, headers?: Record<string, string>): Promise<Answered>
  raw(options: InjectOptions): Promise<Answered>
  /** The headers that a writing request of this browser carries. */
  guards(): Promise<Record<string, string>>
}

/** An application without modules on a test database; a test mounts what it needs. */
export async function testApp(database: TestDatabase, membershipOf: MembershipReader): Promise<TestApp> {
  const auth = createAuth(
    database.url,
    'a secret of this test only, 32 characters',
    database.deps,
    membershipOf,
  )
  const deps = { ...database.deps, actorOf: auth.actorOf, stepUp: auth.stepUp }
  const app = await buildApp(deps, { requests: 100_000 })
  auth.mount(app, deps)
  return { app, deps, auth, visitor: () => visitorOf(app) }
}

/** A browser's manners on `inject`; `address` for those who ask more often than one address may. */
export function visitorOf(app: FastifyInstance, address: () => string = () => '127.0.0.1'): Visitor {
  const cookies = new Map<string, string>()
  let token: string | undefined
  const raw = async (options: InjectOptions): Promise<Answered> => {
    const cookie = [...cookies].map(([k, v]) => `${k}=${v}`).join('; ')
    const response = await app.inject({
      remoteAddress: address(),
      ...options,
      headers: { cookie, ...options.headers },
    })
    for (const c of response.cookies) {
      if (c.value === '') cookies.delete(c.name)
      else cookies.set(c.name, encodeURIComponent(c.value))
    }
    const json =
      response.rawPayload.length > 0 && String(response.headers['content-type'] ?? '').includes('json')
    return {
      status: response.statusCode,
      body: json ? response.json() : response.rawPayload,
      headers: response.headers,
    }
  }
  const guards = async () => {
    token ??= (await raw({ method: 'GET', url: '/api/csrf' })).body.token as string
    return { 'x-csrf-token': token, 'idempotency-key': randomUUID() }
  }
  const send: Visitor['send'] = async (method, url, body = {}, headers = {}) =>
    raw({ method, url, payload: body, headers: { ...(await guards()), ...headers } })
  return {
    raw,
    send,
    guards,
    get: (url) => raw({ method: 'GET', url }),
    post: (url, body, headers) => send('POST', url, body, headers),
  }
}
