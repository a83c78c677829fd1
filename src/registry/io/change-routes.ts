import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
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
import { type Change, type ChangeCommand, maskedChange, plainLine, proposalSchema } from '../index.ts'
import * as store from '../store.ts'
import { lockNames } from './agencies.ts'
import type { ChangeSubject } from './change-subject.ts'
import { inForce, listChanges } from './changes.ts'
import { historyOfSubject } from './history.ts'
import { qualificationsOf } from './qualifications.ts'

const cites = art('111', '33.1')
const kinds = ['agency', 'operator', 'department', 'management', 'audit'] as const

/** The agency sees its change whole; the operator, the department that confirms it and those who watch, without numbers of people; nobody else. */
export function changeView(state: Change, actor: Organised, id: string): Change {
  if (state.agency === actor.organisation) return state
  const watches = actor.kind === 'management' || actor.kind === 'audit'
  const checks =
    state.status !== 'new' && [state.operator.id, state.department?.id].includes(actor.organisation)
  if (!watches && !checks) throw new Refused(refuse('unknown-subject', cites, { id }))
  return maskedChange(state)
}

const definition: CommandRoutes<Change, ChangeCommand> = {
  plural: 'changes',
  who: kinds,
  cites,
  view: changeView,
  schemas: {
    confirm: z.object({}),
    approve: z.object({}),
    refuse: z.object({ reason: plainLine(2000) }),
    withdraw: z.object({}),
  },
}

/** Changes of agencies: what is in force, report one, list, read, decide. */
export function mountChanges(app: FastifyInstance, deps: HttpDeps, subject: ChangeSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/changes/in-force',
    summary: 'What is in force of my agency, to begin a change from',
    cites,
    who: ['agency'],
    handler: async ({ tx, actor }) => {
      const found = await inForce(tx, actor.organisation)
      if (!found) throw new Error(`an agency without its row: ${actor.organisation}`)
      const { controllers: _, admission: __, ...shown } = found
      const qualifications = await qualificationsOf(tx, actor.organisation)
      const items = await store.serviceItems(tx, { on: dateOf(await deps.now(tx)) })
      return { ...shown, qualifications, serviceTypes: items.map((i) => i.code) }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/changes',
    summary:
      'Report a change of my agency: in force at once, or checked by the operator when it is a key change',
    cites,
    who: ['agency'],
    body: z.object({ proposal: proposalSchema }),
    handler: async ({ tx, actor, body, reply }) => {
      const id = randomUUID()
      const agency = actor.organisation
      // Two changes of one agency at once: the second waits here and then finds the first.
      await lockNames(tx, [agency])
      const create: Change = { status: 'new', id, agency }
      const command: ChangeCommand = { kind: 'file', proposal: body.proposal }
      const outcome = await act(tx, deps, subject, id, command, actor, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      reply.code(201)
      return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/changes',
    summary: 'Changes of my agency, or those that my body checks',
    cites,
    who: kinds,
    query: z.object({
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, actor, query }) => {
      const { kind, organisation } = actor
      const own = kind === 'agency' || kind === 'operator' || kind === 'department'
      return listChanges(tx, own ? { [kind]: organisation } : {}, query)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/changes/:id',
    summary: 'A change: what was, what shall be, and where it stands',
    cites,
    who: kinds,
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      return { ...answered, history: await historyOfSubject(tx, `change/${id}`, () => true) }
    },
  })

  commandRoutes(app, deps, subject, definition)
}
