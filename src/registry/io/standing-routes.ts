import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { act } from '../../platform/act.ts'
import type { Deps, Outcome, Tx } from '../../platform/deps.ts'
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
  grounds,
  newStandingCase,
  plainLine,
  routedTo,
  type StandingCase,
  type StandingCommand,
  tookEffect,
} from '../index.ts'
import * as store from '../store.ts'
import { nearestBody } from './bodies.ts'
import { historyOfSubject } from './history.ts'
import { list, lockAgency } from './standing-store.ts'
import type { StandingSubject } from './standing-subject.ts'

const cites = art('111', '35')
const kinds = ['agency', 'operator', 'department', 'management', 'audit'] as const

/** Bodies see what is theirs to handle; the agency sees a case from the moment it takes effect, without who reported it. */
function view(state: StandingCase, actor: Organised, id: string): unknown {
  const hidden = new Refused(refuse('unknown-subject', cites, { id }))
  if (state.status === 'new') throw hidden
  switch (actor.kind) {
    case 'agency': {
      if (actor.organisation !== state.agency.id || !tookEffect(state)) throw hidden
      const { reported: _, ...seen } = state
      return seen
    }
    case 'operator':
      if (actor.organisation !== state.operator.id) throw hidden
      return state
    case 'management':
      if (actor.organisation !== state.management.id) throw hidden
      return state
    case 'department':
      if (actor.organisation !== state.reported?.body.id) throw hidden
      return state
    case 'audit':
      return state
    default:
      throw hidden
  }
}

const long = plainLine(2000)
const finding = {
  ground: z.enum(grounds),
  services: z.array(plainLine(20)).max(100).default([]),
  text: long,
  file: fileSchema.optional(),
}

const definition: CommandRoutes<StandingCase, StandingCommand> = {
  plural: 'standing-cases',
  who: kinds,
  cites,
  view,
  schemas: {
    'take-up': z.object({}),
    confirm: z.object({}),
    approve: z.object({}),
    dismiss: z.object({ reason: long }),
    'request-restoration': z.object({ text: long, file: fileSchema.optional() }),
    'approve-restoration': z.object({}),
    'decline-restoration': z.object({ reason: long }),
    lift: z.object({ issuer: plainLine(120), number: plainLine(80), basis: long }),
  },
}

/** Suspension and expulsion: bring a case, list, read, and every command that a person may send. */
export function mountStandingCases(app: FastifyInstance, deps: HttpDeps, subject: StandingSubject): void {
  route(app, deps, {
    method: 'POST',
    url: '/api/standing-cases',
    summary: 'Open a case of suspension or expulsion, or report its ground as a department',
    cites,
    who: ['operator', 'department'],
    body: z.object({ agency: plainLine(80), ...finding }),
    handler: async ({ tx, actor, body: { agency: wanted, ...found }, reply }) => {
      const id = randomUUID()
      const agency = await store.organisation(tx, wanted)
      if (agency?.kind !== 'agency') {
        throw new Refused(refuse('unknown-subject', cites, { id: wanted }, 'agency'))
      }
      const kind = actor.kind === 'department' ? 'report' : 'open'
      const outcome = await bringCase(tx, deps, subject, id, agency, { kind, ...found }, actor)
      if (!outcome.ok) throw new Refused(outcome.refusal)
      reply.code(201)
      return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/standing-cases',
    summary: 'The cases of suspension and expulsion that my body handles, or that hold against my agency',
    cites,
    who: kinds,
    query: z.object({
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, actor, query }) => {
      const { items, total } = await list(tx, seenBy(actor), query)
      return {
        total,
        items: items.map(({ id, state, changedAt }) => ({ id, changedAt, state: view(state, actor, id) })),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/standing-cases/:id',
    summary: 'A case of suspension or expulsion',
    cites,
    who: kinds,
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      const open = actor.kind === 'agency'
      const history = await historyOfSubject(tx, `standing-case/${id}`, (entry) => !open || entry.open)
      return { ...answered, history }
    },
  })

  commandRoutes(app, deps, subject, definition)
}

/** Brings a case against an agency before its operator (35, 36); one at a time for one agency. */
export async function bringCase(
  tx: Tx,
  deps: Deps,
  subject: StandingSubject,
  id: string,
  agency: { id: string; name: string; region: string },
  finding: Extract<StandingCommand, { ground: unknown }>,
  actor: Organised,
): Promise<Outcome<StandingCase>> {
  await lockAgency(tx, agency.id)
  const place = routedTo(agency.region, await deps.settings(tx))
  const operator = await nearestBody(tx, 'operator', place)
  const management = await nearestBody(tx, 'management', place)
  if (!operator || !management) throw new Error(`no operator or management body serves ${place}`)
  const create = newStandingCase(id, { agency: { id: agency.id, name: agency.name }, operator, management })
  return act(tx, deps, subject, id, finding, actor, { create })
}

function seenBy(actor: Organised): Parameters<typeof list>[1] {
  switch (actor.kind) {
    case 'agency':
      return { agency: actor.organisation }
    case 'operator':
      return { operator: actor.organisation }
    case 'management':
      return { management: actor.organisation }
    case 'department':
      return { reporter: actor.organisation }
    default:
      return {}
  }
}
