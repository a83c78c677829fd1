import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { historyOf } from '../../ledger/server.ts'
import { contextOf } from '../../platform/act.ts'
import {
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  type Organised,
  Refused,
  route,
} from '../../platform/http.ts'
import { plainLine } from '../../registry/index.ts'
import { refuse } from '../../workflow/index.ts'
import { type Framework, type FrameworkCommand, frameworkWorkflow } from '../index.ts'
import * as store from '../store.ts'
import type { FrameworkSubject } from './framework-subject.ts'
import { listFrameworks } from './frameworks.ts'
import { idSchema, reason } from './schemas.ts'

const cites = art('111', '22.2')

/** 28: who was chosen is public, and so is what each was given: nothing of a framework is anybody's secret. */
const definition: CommandRoutes<Framework, FrameworkCommand> = {
  plural: 'frameworks',
  who: ['owner', 'agency'],
  cites,
  view: (state) => state,
  schemas: {
    'call-off': z.object({
      title: plainLine(100),
      content: z.string().trim().min(1).max(20_000),
      quantity: z.number().int().min(1).max(1_000_000),
      fee: z.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
      days: z.number().int().min(1).max(3650),
    }),
    accept: z.object({ callOff: plainLine(80) }),
    decline: z.object({ callOff: plainLine(80), reason }),
    withdraw: z.object({ callOff: plainLine(80), reason }),
  },
}

/** Frameworks: a public list and page; the owner calls off, a member answers. */
export function mountFrameworkRoutes(app: FastifyInstance, deps: HttpDeps, subject: FrameworkSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/frameworks',
    summary: 'Frameworks with their ceilings and what is used of them; `mine` for those of my organisation',
    cites,
    who: 'public',
    query: z.object({
      mine: z.enum(['true']).optional(),
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, actor, query: { mine, ...page } }) => {
      const party = ['owner', 'agency', 'operator'].includes(actor.kind)
      return listFrameworks(tx, mine && party ? (actor as Organised).organisation : undefined, page)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/frameworks/:id',
    summary: 'A framework by the id or number of its announcement: members, call-offs, what is left, history',
    cites,
    who: 'public',
    params: idSchema,
    handler: async ({ tx, actor, params }) => {
      const id = (await store.idOf(tx, params.id)) ?? params.id
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id: params.id }))
      const { state, version } = found
      const answered = await answer(tx, deps, subject, definition, id, state, version, actor as Organised)
      const history = (await historyOf(tx, `framework/${id}`)).map(
        ({ record: { at, kind, article, body }, index }) => ({
          at,
          kind,
          article,
          params: body,
          leaf: index,
        }),
      )
      const ctx = await contextOf(tx, deps, subject, state, undefined, actor)
      return { ...answered, history, clocks: frameworkWorkflow.deadlines(state, ctx) }
    },
  })

  commandRoutes(app, deps, subject, definition)
}
