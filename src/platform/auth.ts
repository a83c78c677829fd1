import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import { username } from 'better-auth/plugins'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { z } from 'zod'
import { art } from '../gazette/index.ts'
import { type Actor, type Refusal, refuse } from '../workflow/index.ts'
import type { Deps, Tx } from './deps.ts'
import { type HttpDeps, type Organised, Refused, route } from './http.ts'
import { isEnrolled, mountSecondFactor, stepUpRefusal } from './second-factor.ts'

/** Accounts are people who act under their real names (19). */
const cites = art('111', '19.1')

/** argon2id with OWASP's second profile: 19 MiB, two passes. */
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, argon2)

/** Reads who a person is inside an organisation; given by the registry. */
export type MembershipReader = (
  tx: Tx,
  person: string,
  organisation?: string | null,
) => Promise<Organised | undefined>

export interface Auth {
  actorOf(request: FastifyRequest): Promise<Organised | { kind: 'public' }>
  /** Why the person must show the second factor now (19.1); undefined when not. */
  stepUp(request: FastifyRequest): Promise<Refusal | undefined>
  /** Makes the sign-in account of a person; `passwordHash` from `hashPassword`. */
  createAccount(
    tx: Tx,
    person: { id: string; name: string; account: string; passwordHash: string },
  ): Promise<void>
  /** The person whose account and password these are; undefined when they do not fit. */
  personWith(tx: Tx, account: string, password: string): Promise<string | undefined>
  /** Opens a session without a password; the demonstration's one click, never mounted in production. */
  openSession(tx: Tx, reply: FastifyReply, account: string): Promise<void>
  mount(app: FastifyInstance, deps: HttpDeps): void
  close(): Promise<void>
}

const cookie = 'xunshi.session_token'

/** Sign-in by better-auth; who somebody is in an organisation by the registry. */
export function createAuth(
  url: string,
  secret: string,
  deps: Deps,
  membershipOf: MembershipReader,
  isExempt: (tx: Tx, person: string) => Promise<boolean> = async () => false,
): Auth {
  const pool = new pg.Pool({ connectionString: url, options: '-c role=xunshi_app', max: 4 })
  pool.on('error', () => {})
  const auth = betterAuth({
    secret,
    baseURL: 'http://localhost',
    database: { db: new Kysely({ dialect: new PostgresDialect({ pool }) }), type: 'postgres' },
    user: { modelName: 'auth_user' },
    session: {
      modelName: 'auth_session',
      expiresIn: 12 * 3600,
      additionalFields: { activeOrganisation: { type: 'string', required: false, input: false } },
    },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      password: { hash: hashPassword, verify: ({ hash: h, password }) => verify(h, password) },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameValidator: (n) => /^[\w.-]+$/.test(n),
      }),
    ],
    advanced: {
      cookiePrefix: 'xunshi',
      useSecureCookies: deps.mode === 'production',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    // Attempts are limited at the route, where the refusal names its article.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })

  const tokenOf = (request: FastifyRequest): string | undefined => {
    const value = request.cookies[cookie] ?? request.cookies[`__Secure-${cookie}`]
    const token = value?.split('.')[0]
    return token && /^[\w-]+$/.test(token) ? token : undefined
  }

  const sessions = { tokenOf, isExempt }

  return {
    stepUp: (request) => stepUpRefusal(deps, sessions, request),

    async actorOf(request) {
      const token = tokenOf(request)
      if (!token) return { kind: 'public' }
      const { rows } = await sql<{ person: string; organisation: string | null }>`
        select "userId" as person, "activeOrganisation" as organisation from auth_session
        where token = ${token} and "expiresAt" > now() and not "factorPending"`.execute(deps.db)
      const session = rows[0]
      if (!session) return { kind: 'public' }
      return (
        (await membershipOf(deps.db as unknown as Tx, session.person, session.organisation)) ?? {
          kind: 'public',
        }
      )
    },

    async createAccount(tx, { id, name, account, passwordHash }) {
      const email = `${account}@account.invalid`
      await sql`insert into auth_user (id, name, email, "emailVerified", username, "displayUsername")
        values (${id}, ${name}, ${email}, true, ${account.toLowerCase()}, ${account})`.execute(tx)
      await sql`insert into auth_account (id, "userId", "accountId", "providerId", password)
        values (${`credential-${id}`}, ${id}, ${id}, 'credential', ${passwordHash})`.execute(tx)
    },

    async personWith(tx, account, password) {
      const { rows } = await sql<{ id: string; hash: string }>`
        select u.id, a.password as hash from auth_user u join auth_account a on a."userId" = u.id
        where u.username = ${account.toLowerCase()} and a."providerId" = 'credential'`.execute(tx)
      const [found] = rows
      return found && (await verify(found.hash, password)) ? found.id : undefined
    },

    async openSession(tx, reply, account) {
      const context = await auth.$context
      const { rows } = await sql<{ id: string }>`
        select id from auth_user where username = ${account.toLowerCase()}`.execute(tx)
      if (!rows[0]) throw new Refused(refuse('unknown-subject', cites, { id: account }, 'account'))
      const session = await context.internalAdapter.createSession(rows[0].id)
      reply.setCookie(cookie, session.token, {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        maxAge: 12 * 3600,
      })
    },

    mount(app, http) {
      mountSecondFactor(app, http, sessions)
      route(app, http, {
        method: 'POST',
        url: '/api/auth/sign-in',
        summary: 'Sign in with account and password',
        cites,
        who: 'public',
        attempts: 10,
        body: z.object({ account: z.string().min(1).max(40), password: z.string().min(1).max(200) }),
        handler: async ({ body, reply, tx }) => {
          const response = await auth.api.signInUsername({
            body: { username: body.account, password: body.password },
            asResponse: true,
          })
          if (!response.ok) throw new Refused(refuse('wrong-credentials', cites, {}, 'password'), 401)
          const { token, user } = (await response.json()) as { token: string; user: { id: string } }
          // Before its cookie goes out: a session whose second step is to come opens nothing.
          const secondFactor = await isEnrolled(tx, user.id)
          if (secondFactor)
            await sql`update auth_session set "factorPending" = true where token = ${token}`.execute(tx)
          for (const line of response.headers.getSetCookie()) reply.header('set-cookie', line)
          return { ok: true, secondFactor }
        },
      })
      route(app, http, {
        method: 'POST',
        url: '/api/auth/sign-out',
        summary: 'End the session',
        cites,
        who: 'signed-in',
        idempotent: false,
        handler: async ({ request, reply, tx }) => {
          await sql`delete from auth_session where token = ${tokenOf(request)}`.execute(tx)
          reply.clearCookie(cookie, { path: '/' })
          return { ok: true }
        },
      })
      route(app, http, {
        method: 'POST',
        url: '/api/me/organisation',
        summary: 'Choose the organisation to act for',
        cites,
        who: 'signed-in',
        idempotent: false,
        body: z.object({ organisation: z.string().min(1).max(80) }),
        handler: async ({ request, body, actor, tx }) => {
          const next = await membershipOf(tx, actor.person, body.organisation)
          if (next?.organisation !== body.organisation) {
            throw new Refused(refuse('not-a-member', cites, {}, 'organisation'), 403)
          }
          await sql`update auth_session set "activeOrganisation" = ${body.organisation}
            where token = ${tokenOf(request)}`.execute(tx)
          return { actor: next satisfies Actor }
        },
      })
    },

    close: () => pool.end(),
  }
}
