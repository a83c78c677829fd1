import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf, dueOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { historyOf } from '../../ledger/server.ts'
import { act } from '../../platform/act.ts'
import type { Tx } from '../../platform/deps.ts'
import {
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  type Organised,
  Refused,
  route,
} from '../../platform/http.ts'
import { digestOf, newSlip } from '../../platform/slips.ts'
import { places, plainLine, within } from '../../registry/index.ts'
import { bodyOf, departmentsAt } from '../../registry/server.ts'
import { type Refusal, refuse } from '../../workflow/index.ts'
import { type Consult, type ConsultCommand, newConsult } from '../index.ts'
import { byDigest, keepDigest, list, published, type Seen } from '../store.ts'
import { type ConsultSubject, consultBody } from './subject.ts'

const cites = art('111', '46')
const long = plainLine(4000)
const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}

const definition: CommandRoutes<Consult, ConsultCommand> = {
  plural: 'consults',
  who: 'signed-in',
  cites,
  view,
  schemas: {
    refer: z.object({ body: plainLine(80), reason: long }),
    extend: z.object({ reason: long }),
    answer: z.object({ text: long }),
    publish: z.object({ question: long, answer: long }),
    keep: z.object({ reason: long }),
  },
}

/**
 * The body that has it, those that had it, the management body of the place (7.3) and audit see all; who asked sees what
 * they asked and the answer. For everybody else it is not there.
 */
function view(c: Consult, { kind, organisation, region }: Organised, id: string): unknown {
  const had = 'referrals' in c && c.referrals.some((r) => r.from.id === organisation)
  const watches = kind === 'audit' || (kind === 'management' && within(region).includes(c.region))
  const asked = 'enquirer' in c && c.enquirer.organisation === organisation
  if (organisation === c.body.id || had || watches || asked) return c
  throw new Refused(refuse('unknown-subject', cites, { id }))
}

const wrong = (code: 'consult-region-unknown' | 'consult-body-unknown', field: string): Refused =>
  new Refused(refuse(code, cites, {}, field))

/** Mounts everything about consults: the asking of anyone, the lookup by code, the desks, what is published. */
export function mountConsultRoutes(app: FastifyInstance, deps: HttpDeps, subject: ConsultSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/consult-bodies',
    summary: 'Who answers consults at a place: its operator and its departments',
    cites,
    who: 'public',
    query: z.object({ region: plainLine(20) }),
    handler: async ({ tx, query: { region } }) => {
      if (!places.some((p) => p.code === region)) throw wrong('consult-region-unknown', 'region')
      const operator = await bodyOf(tx, 'operator', region)
      return { operator: operator ?? null, departments: await departmentsAt(tx, region) }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/consults',
    summary:
      'Ask the operator or a department of a place; the answer holds the number and the code, told once',
    cites,
    who: 'public',
    attempts: 10,
    body: z.object({
      region: plainLine(20),
      body: plainLine(80).default(''),
      question: long,
      name: plainLine(60).default(''),
      contact: plainLine(120).default(''),
      mayPublish: z.boolean().default(false),
    }),
    handler: async ({ tx, actor, body: { region, body, ...asked }, reply }) => {
      if (!places.some((p) => p.code === region)) throw wrong('consult-region-unknown', 'region')
      const chosen = body === '' ? (await bodyOf(tx, 'operator', region))?.id : body
      const found = chosen === undefined ? undefined : await consultBody(tx, chosen, region)
      if (!found) throw wrong('consult-body-unknown', 'body')
      const id = randomUUID()
      const { number, code, digest } = await newSlip(
        tx,
        deps.keys,
        'ZX',
        dateOf(await deps.now(tx)).slice(0, 4),
      )
      const create = newConsult({ id, number, region, body: found })
      const outcome = await act(tx, deps, subject, id, { kind: 'ask', ...asked }, actor, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      await keepDigest(tx, id, digest)
      reply.code(201).header('cache-control', 'no-store')
      return { id, number, code, body: found.name, due: due(outcome.state) ?? null }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/consults/status',
    summary: 'Where a consult stands, by its number and code',
    cites,
    who: 'public',
    attempts: 10,
    body: z.object({ number: plainLine(40), code: plainLine(40) }),
    handler: async ({ tx, body: { number, code }, reply }) => {
      const found = await byDigest(tx, digestOf(deps.keys, number, code))
      // One answer for a wrong number and a wrong code: neither can be tried alone.
      if (!found || found.state.status === 'new')
        throw new Refused(refuse('consult-unknown', cites, {}, 'number'), 404)
      reply.header('cache-control', 'no-store')
      const c = found.state
      return {
        ...{
          number: c.number,
          status: c.status,
          body: c.body.name,
          question: c.question,
          askedAt: c.askedAt,
        },
        ...{ due: due(c) ?? null, extension: c.extension ?? null },
        ...('answer' in c ? { answer: c.answer, answeredAt: c.answeredAt } : {}),
        now: await deps.now(tx),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/consults',
    summary: 'The consults that my body handles, that I asked, or of the places that my body watches over',
    cites,
    who: 'signed-in',
    query: z.object({ ...paging, status: z.string().max(20).optional() }),
    handler: async ({ tx, actor, query }) => {
      const { items, total } = await list(tx, seenBy(actor), query)
      return {
        total,
        items: items.map(({ id, state: c, due }) => ({
          ...{ id, due, number: c.number, status: c.status, region: c.region, body: c.body.name },
          ...('question' in c
            ? { question: c.question.slice(0, 120), askedAt: c.askedAt, extended: c.clock.extensions > 0 }
            : {}),
        })),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/consults/:id',
    summary: 'A consult with its clock and its way',
    cites,
    who: 'signed-in',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const { state, version } = found
      const answered = await answer(tx, deps, subject, definition, id, state, version, actor)
      return { ...answered, due: due(state) ?? null, history: await timeline(tx, id) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/consult-answers',
    summary: 'Questions and answers that were published, without who asked',
    cites,
    who: 'public',
    query: z.object({ ...paging, q: plainLine(60).default('') }),
    handler: ({ tx, query }) => published(tx, query),
  })

  commandRoutes(app, deps, subject, definition)

  function due(c: Consult) {
    return c.status === 'open' ? dueOf(c.clock, deps.calendar) : undefined
  }
}

function seenBy({ kind, organisation, region }: Organised): Seen {
  if (kind === 'audit') return 'all'
  return kind === 'management' ? { regions: within(region) } : { party: organisation }
}

async function timeline(tx: Tx, id: string) {
  const entries = await historyOf(tx, `consult/${id}`)
  return entries.map(({ record: { at, kind, article, body }, leaf, index }) => {
    const { body: by, from, to, due, reason } = body as Record<string, Refusal['params'][string]>
    return { at, kind, article, params: { body: by, from, to, due, reason }, leaf, index }
  })
}
