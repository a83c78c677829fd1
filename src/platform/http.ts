import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Article, art } from '../gazette/index.ts'
import {
  type Actor,
  type AvailableAction,
  type Json,
  type OrganisationKind,
  type Refusal,
  refuse,
} from '../workflow/index.ts'
import { act, contextOf } from './act.ts'
import type { Db, Deps, Keys, Subject, Tx } from './deps.ts'
import { messageOf } from './messages.ts'
import { readingOf, recordReading } from './readings.ts'
import { Refused, statusOf } from './refused.ts'
import { unkeepable } from './text.ts'

export { Refused, statusOf }

declare module 'fastify' {
  interface FastifyContextConfig {
    cites?: Article
  }
}

/** Who may call a route: anyone, anyone signed in, or people who act for organisations of these kinds. */
export type Who = 'public' | 'signed-in' | readonly OrganisationKind[]

export type Organised = Exclude<Actor, { kind: 'system' } | { kind: 'public' }>

export interface Call<P, Q, B, W extends Who = Who> {
  params: P
  query: Q
  body: B
  /** Whoever is signed in; on a route that is not public this is an organised actor. */
  actor: W extends 'public' ? Organised | { kind: 'public' } : Organised
  /** A transaction for a writing method; the plain database for GET. */
  tx: Tx
  request: FastifyRequest
  reply: FastifyReply
}

export interface RouteDefinition<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  W extends Who,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  /** One line for the API's description. */
  summary: string
  /** The paragraph behind the route; refusals of bad input cite it. */
  cites: Article
  who: W
  params?: P
  query?: Q
  body?: B
  /** Described in the API; answers are not re-validated. */
  response?: z.ZodType
  /** Bytes; 1 MiB unless told. */
  bodyLimit?: number
  /** Repeating the same Idempotency-Key answers the same; on by default for POST by signed-in people. */
  idempotent?: boolean
  /** False: the handler writes by statements that are whole in themselves, on the plain database; needs `idempotent: false`. */
  transaction?: false
  /** Attempts per minute and address; the general limit unless told. */
  attempts?: number
  /** Asks for the person's second factor, shown lately (19.1). */
  stepUp?: boolean
  handler(call: Call<z.output<P>, z.output<Q>, z.output<B>, W>): Promise<unknown>
}

/** Mounted by `mountHttp`; what every route needs from outside the platform. */
export interface HttpDeps extends Deps {
  actorOf(request: FastifyRequest): Promise<Organised | { kind: 'public' }>
  /** Why the person must show the second factor now; undefined when not. */
  stepUp(request: FastifyRequest): Promise<Refusal | undefined>
}

/** Mounts a route: schema, permission, CSRF, idempotency, one transaction, refusals with field and article. */
export function route<
  P extends z.ZodType = z.ZodUnknown,
  Q extends z.ZodType = z.ZodUnknown,
  B extends z.ZodType = z.ZodUnknown,
  const W extends Who = Who,
>(app: FastifyInstance, deps: HttpDeps, definition: RouteDefinition<P, Q, B, W>): void {
  const { method, url, cites, who } = definition
  const writes = method !== 'GET'
  const idempotent = definition.idempotent ?? (method === 'POST' && who !== 'public')
  app.route({
    method,
    url,
    bodyLimit: definition.bodyLimit ?? 1_048_576,
    config: {
      cites,
      ...(definition.attempts ? { rateLimit: { max: definition.attempts, timeWindow: '1 minute' } } : {}),
    },
    schema: {
      summary: definition.summary,
      description: `依据 ${cites}`,
      ...(definition.params ? { params: definition.params } : {}),
      ...(definition.query ? { querystring: definition.query } : {}),
      ...(definition.body ? { body: definition.body } : {}),
      ...(definition.response ? { response: { 200: definition.response } } : {}),
    },
    ...(writes && who !== 'public' ? { onRequest: requireCsrf(app) } : {}),
    handler: async (request, reply) => {
      const actor = await deps.actorOf(request)
      permit(who, actor, cites)
      actsForWhomTheyThink(request, actor)
      // What no schema has shaped is not looked at, not even for the fingerprint.
      if (!definition.body) request.body = undefined
      const { params, query, body } = request
      for (const given of [params, query, body]) {
        const field = unkeepable(given)
        if (field !== undefined) throw new Refused(badInput([{ path: field, message: 'not text' }], cites))
      }
      if (definition.stepUp) {
        const refusal = await deps.stepUp(request)
        if (refusal) throw new Refused(refusal)
      }
      const call = (tx: Tx) =>
        definition.handler({
          params: params as z.output<P>,
          query: query as z.output<Q>,
          body: body as z.output<B>,
          actor: actor as Call<P, Q, B, W>['actor'],
          tx,
          request,
          reply,
        })
      if (!writes) {
        const answered = await call(deps.db as unknown as Tx)
        const reading = actor.kind === 'audit' && who !== 'public' ? readingOf(request, actor) : undefined
        if (reading && actor.kind === 'audit') await recordReading(deps, actor, reading)
        return answered
      }
      if (definition.transaction === false) return call(deps.db as unknown as Tx)
      return deps.db.transaction().execute((tx) => {
        if (!idempotent || actor.kind === 'public') return call(tx)
        return once(tx, deps.keys, request, reply, actor.person, () => call(tx))
      })
    },
  })
}

/** Refuses who may not call a route at all; what may be done to a subject is its workflow's table. */
export function permit(who: Who, actor: { kind: string }, cites: Article): void {
  if (who === 'public') return
  if (actor.kind === 'public') throw new Refused(refuse('not-signed-in', cites))
  if (who !== 'signed-in' && !(who as readonly string[]).includes(actor.kind)) {
    throw new Refused(refuse('not-permitted', cites, { kind: actor.kind, permitted: [...who] }))
  }
}

/**
 * 19.1: a person of several organisations acts for one at a time. A window that still shows another one (it was switched
 * elsewhere) says so in `x-acting-for`, and is answered neither with this one's data nor by doing anything in its name.
 */
function actsForWhomTheyThink(request: FastifyRequest, actor: Organised | { kind: 'public' }): void {
  const thought = request.headers['x-acting-for']
  if (actor.kind === 'public' || typeof thought !== 'string' || thought === actor.organisation) return
  throw new Refused(
    refuse('acting-for-another', art('111', '19.1'), { organisation: actor.organisationName }),
  )
}

function requireCsrf(app: FastifyInstance) {
  return (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    app.csrfProtection(request, reply, done)
  }
}

const purpose = 'idempotency'

type IdempotencyTables = {
  idempotency: {
    person: string
    key: string
    fingerprint: string
    status: number | null
    response: string | null
  }
}

/**
 * Runs a command once per person and key. A second request with the same key waits for the first and gets its answer.
 * What was asked and answered is kept under keys that are not in the database: an answer may hold what its table seals,
 * an identity number or who registered for which announcement.
 */
async function once(
  tx: Tx,
  keys: Keys,
  request: FastifyRequest,
  reply: FastifyReply,
  person: string,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const key = request.headers['idempotency-key']
  const cites = request.routeOptions.config.cites ?? generalArticle
  if (typeof key !== 'string' || !/^[\w-]{8,80}$/.test(key)) {
    throw new Refused(refuse('idempotency-key-missing', cites, {}, 'Idempotency-Key'))
  }
  const fingerprint = keys.digest(purpose, request.method, request.url, JSON.stringify(request.body ?? null))
  const t = tx.withTables<IdempotencyTables>()
  const claimed = await t
    .insertInto('idempotency')
    .values({ person, key, fingerprint, status: null, response: null })
    .onConflict((c) => c.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!claimed) {
    const earlier = await t
      .selectFrom('idempotency')
      .select(['fingerprint', 'status', 'response'])
      .where('person', '=', person)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (earlier.fingerprint !== fingerprint) {
      throw new Refused(refuse('idempotency-key-reused', cites, {}, 'Idempotency-Key'))
    }
    reply.code(earlier.status ?? 200).header('idempotency-replayed', 'true')
    const sealed = Buffer.from(earlier.response ?? '', 'base64')
    return JSON.parse(Buffer.from(keys.open(purpose, sealed)).toString()) as unknown
  }
  const response = await run()
  const sealed = keys.seal(purpose, Buffer.from(JSON.stringify(response ?? null)))
  await t
    .updateTable('idempotency')
    .set({ status: reply.statusCode, response: JSON.stringify(Buffer.from(sealed).toString('base64')) })
    .where('person', '=', person)
    .where('key', '=', key)
    .execute()
  return response
}

/** What a command's route answers: the subject as the actor may see it, and what can be done now. */
export interface Answer {
  id: string
  version: number
  state: unknown
  actions: readonly AvailableAction[]
}

export interface CommandRoutes<S, C extends { kind: string }> {
  /** Path segment: `procurements`. */
  plural: string
  who: Who
  cites: Article
  /** A schema per command that people may send; the system's own commands are not listed and so not reachable. */
  schemas: { [K in C['kind']]?: z.ZodObject }
  /** Commands that ask for the person's second factor. */
  stepUp?: readonly C['kind'][]
  /** What the actor may see of the state; refuses by throwing when it is not theirs to see. */
  view(state: S, actor: Organised, id: string): unknown
}

/**
 * Mounts `POST /api/<plural>/:id/<act>` for every command. The server's check is the workflow's own table of available
 * actions: what the screen does not offer, the route refuses.
 */
export function commandRoutes<S, C extends { kind: string }>(
  app: FastifyInstance,
  deps: HttpDeps,
  subject: Subject<S, C>,
  definition: CommandRoutes<S, C>,
): void {
  for (const [kind, schema] of Object.entries(definition.schemas) as [C['kind'], z.ZodObject][]) {
    route(app, deps, {
      method: 'POST',
      url: `/api/${definition.plural}/:id/${kind}`,
      summary: `${subject.name}: ${kind}`,
      cites: definition.cites,
      who: definition.who,
      stepUp: definition.stepUp?.includes(kind) ?? false,
      params: z.object({ id: z.string().min(1).max(80) }),
      body: schema.extend({ version: z.number().int().positive().optional() }),
      handler: async ({ tx, actor, params, body }) => {
        const { version, ...input } = body as { version?: number } & Record<string, unknown>
        const command = { ...input, kind } as unknown as C
        return command_(tx, deps, subject, definition, params.id, command, actor as Organised, version)
      },
    })
  }
}

async function command_<S, C extends { kind: string }>(
  tx: Tx,
  deps: HttpDeps,
  subject: Subject<S, C>,
  definition: CommandRoutes<S, C>,
  id: string,
  command: C,
  actor: Organised,
  version?: number,
): Promise<Answer> {
  const outcome = await act(tx, deps, subject, id, command, actor, { version })
  if (!outcome.ok) {
    const { refusal, state, version } = outcome
    // In the words of `view`: who asks cannot tell what is not there from what is not theirs.
    if (state === undefined) throw new Refused(refuse('unknown-subject', definition.cites, { id }))
    throw new Refused(refusal, statusOf(refusal.code), { version, state: definition.view(state, actor, id) })
  }
  return answer(tx, deps, subject, definition, outcome.id, outcome.state, outcome.version, actor)
}

/** The answer of a command or of a read: state as seen, version, and the actions of the one table. */
export async function answer<S, C extends { kind: string }>(
  tx: Tx,
  deps: Deps,
  subject: Subject<S, C>,
  definition: Pick<CommandRoutes<S, C>, 'view'>,
  id: string,
  state: S,
  version: number,
  actor: Organised,
): Promise<Answer> {
  const ctx = await contextOf(tx, deps, subject, state, undefined, actor)
  return {
    id,
    version,
    state: definition.view(state, actor, id),
    actions: subject.workflow.availableActions(state, ctx),
  }
}

/** The body of an error: what, why, at which field, in both languages. */
export function errorBody(refusal: Refusal, extra: Record<string, unknown> = {}) {
  const { code, article, field, params } = refusal
  return {
    error: { code, article, ...(field ? { field } : {}), params, message: messageOf(refusal) },
    ...extra,
  }
}

/** Names the field of a schema's complaint and cites the route's paragraph. */
export function badInput(issues: readonly { path: string; message: string }[], cites: Article): Refusal {
  const first = issues[0]
  return refuse('bad-input', cites, { problems: issues as unknown as Json }, first?.path || 'body')
}

/** The general paragraph where a route has none of its own: the system manages the whole process (28). */
export const generalArticle: Article = art('111', '28')

/** Liveness: one query. */
export async function databaseAnswers(db: Db): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}
