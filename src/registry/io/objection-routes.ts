import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { act } from '../../platform/act.ts'
import {
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  type Organised,
  Refused,
  route,
} from '../../platform/http.ts'
import { refuse } from '../../workflow/index.ts'
import {
  fileSchema,
  newObjection,
  type Objection,
  type ObjectionCommand,
  plainLine,
  routedTo,
} from '../index.ts'
import * as store from '../store.ts'
import { nearestBody } from './bodies.ts'
import { historyOfSubject } from './history.ts'
import type { ObjectionSubject } from './objection-subject.ts'
import { decisions, list, publicities, published } from './objections.ts'

const cites = art('111', '20.3')
const long = plainLine(2000)
const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}

/** The bodies see all of it; the agency everything but who objected; nobody else that it is there. */
function view(state: Objection, { kind, organisation }: Organised, id: string): unknown {
  if (state.status === 'new') return state
  const own = [state.objector.id, state.operator.id, state.management.id].includes(organisation)
  if (own || kind === 'audit') return state
  if (organisation !== state.agency.id) throw new Refused(refuse('unknown-subject', cites, { id }))
  const { objector: _, file: __, ...seen } = state
  return seen
}

const definition: CommandRoutes<Objection, ObjectionCommand> = {
  plural: 'objections',
  who: 'signed-in',
  cites,
  view,
  schemas: {
    raise: z.object({ reason: long }),
    uphold: z.object({ decision: long }),
    reject: z.object({ decision: long }),
  },
}

/** Publicities of admissions, and the objections against them: file, list, read, decide (111/20.2, 20.3). */
export function mountObjections(app: FastifyInstance, deps: HttpDeps, subject: ObjectionSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/publicities',
    summary: 'Admissions in their publicity, and the decisions on objections',
    cites: art('111', '20.2'),
    who: 'public',
    query: z.object(paging),
    handler: async ({ tx, query }) => {
      const { items, total } = await publicities(tx, query)
      const names = await store.itemNames(tx)
      return {
        total,
        items: items.map((p) => ({
          ...p,
          services: p.services.map((code) => names.get(code) ?? { zh: code, en: code }),
        })),
        decisions: await decisions(tx),
      }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/objections',
    summary: 'Object to an admission during its publicity',
    cites,
    who: 'signed-in',
    body: z.object({ admission: plainLine(80), reason: long, file: fileSchema.optional() }),
    handler: async ({ tx, actor, body: { admission, ...command }, reply }) => {
      const about = await published(tx, admission)
      if (!about) throw new Refused(refuse('unknown-subject', cites, { id: admission }, 'admission'))
      const { agency, name, region, publishedAt } = about
      const management = await nearestBody(tx, 'management', routedTo(region, await deps.settings(tx)))
      const checks = await store.organisation(tx, about.operator)
      if (!management || !checks) throw new Error(`nobody reviews an objection at ${region}`)
      const id = randomUUID()
      const operator = { id: checks.id, name: checks.name }
      const create = newObjection({
        ...{ id, admission, publishedAt, operator, management },
        agency: { id: agency, name },
      })
      const outcome = await act(tx, deps, subject, id, { kind: 'file', ...command }, actor, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      reply.code(201)
      return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/objections',
    summary: 'The objections that I filed, that my body reviews, or that are about my agency',
    cites,
    who: 'signed-in',
    query: z.object(paging),
    handler: async ({ tx, actor, query }) => {
      const seen = actor.kind === 'audit' ? 'all' : { party: actor.organisation }
      const { items, total } = await list(tx, seen, query)
      return { total, items: items.map((i) => ({ ...i, state: view(i.state, actor, i.id) })) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/objections/:id',
    summary: 'An objection: its review, until when, and the decision',
    cites,
    who: 'signed-in',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      return { ...answered, history: await historyOfSubject(tx, `objection/${id}`, () => true) }
    },
  })

  commandRoutes(app, deps, subject, definition)
}
