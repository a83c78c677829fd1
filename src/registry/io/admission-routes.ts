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
  type Admission,
  type AdmissionCommand,
  checklist,
  emptyForm,
  formSchema,
  isFiled,
  masked,
  newAdmission,
  plainLine,
  situations,
} from '../index.ts'
import * as store from '../store.ts'
import { clocksOf, list, loadByBody, workload } from './admissions.ts'
import { lockNames } from './agencies.ts'
import { timelineOf } from './history.ts'
import type { AdmissionSubject } from './subject.ts'

const cites = art('111', '20')
const supervising = ['management', 'audit'] as const
const kinds = ['agency', 'operator', 'department', ...supervising] as const

/**
 * Shows an application to its applicant whole, to the bodies that check it or watch over it without identity numbers,
 * to nobody else.
 */
export function admissionView(state: Admission, actor: Organised, id: string): Admission {
  if (state.agency === actor.organisation) return state
  const checks =
    ('operator' in state && state.operator?.id === actor.organisation) ||
    (isFiled(state) && state.reviews.some((r) => r.department.id === actor.organisation))
  const watches = 'operator' in state && (supervising as readonly string[]).includes(actor.kind)
  // Whoever may not see it is not told that it is there.
  if (!checks && !watches) throw new Refused(refuse('unknown-subject', cites, { id }))
  const { draft: _, ...filed } = masked(state) as Admission & { draft?: unknown }
  return filed as Admission
}

const definition: CommandRoutes<Admission, AdmissionCommand> = {
  plural: 'admissions',
  who: kinds,
  cites,
  view: admissionView,
  stepUp: ['sign-commitment', 'submit'],
  schemas: {
    save: z.object({ form: formSchema }),
    'sign-commitment': z.object({
      letter: plainLine(40),
      truthful: z.boolean(),
      acceptsScoring: z.boolean(),
    }),
    submit: z.object({}),
    withdraw: z.object({}),
    'request-supplement': z.object({
      demands: z.array(z.object({ field: plainLine(80).optional(), text: plainLine(500) })).max(40),
    }),
    'pass-check': z.object({ consistent: z.array(z.enum(checklist)).max(checklist.length) }),
    refuse: z.object({ reason: plainLine(2000) }),
    'confirm-qualification': z.object({ serviceType: plainLine(20) }),
    'decline-qualification': z.object({ serviceType: plainLine(20), reason: plainLine(2000) }),
    'record-situation': z.object({ situation: z.enum(situations), basis: plainLine(2000) }),
    assign: z.object({ clerk: plainLine(80), reason: plainLine(500) }),
    publish: z.object({}),
  },
}

/** Applications: begin, list, read, and every command that a person may send. */
export function mountAdmissions(app: FastifyInstance, deps: HttpDeps, subject: AdmissionSubject): void {
  route(app, deps, {
    method: 'POST',
    url: '/api/admissions',
    summary: 'Begin the application of my agency',
    cites: art('111', '20.1'),
    who: ['agency'],
    body: z.object({ form: formSchema.optional() }),
    handler: async ({ tx, actor, body, reply }) => {
      const id = randomUUID()
      // Two that are begun at once: the second waits here and then finds the first.
      await lockNames(tx, [actor.organisation])
      const known = await store.organisation(tx, actor.organisation)
      if (!known) throw new Error(`an actor of an unknown organisation: ${actor.organisation}`)
      const form = body.form ?? emptyForm({ name: known.name, code: known.code ?? '', region: known.region })
      const create = newAdmission(id, actor.organisation, form)
      const outcome = await act(tx, deps, subject, id, { kind: 'save', form }, actor, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      reply.code(201)
      return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/admissions',
    summary: 'My applications, or those that my body checks',
    cites,
    who: kinds,
    query: z.object({
      status: plainLine(40).optional(),
      clerk: z.enum(['mine', 'nobody']).optional(),
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, actor, query }) => {
      const clerk = query.clerk === 'mine' ? actor.person : query.clerk
      return list(tx, seenBy(actor), { ...query, clerk })
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/admissions/workload',
    summary: 'Who of my body has how many applications in hand, and how many are late',
    cites: art('111', '8.1'),
    who: ['operator', 'department'],
    handler: async ({ tx, actor }) => ({
      items: await workload(tx, actor.organisation, actor.kind === 'operator' ? 'operator' : 'department'),
    }),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/admissions/bodies',
    summary: 'What waits at each body of the city and its counties, those that are late first',
    cites: art('111', '7'),
    who: supervising,
    handler: async ({ tx }) => ({ items: await loadByBody(tx) }),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/admissions/:id',
    summary: 'An application: where it stands, who has it, until when',
    cites,
    who: kinds,
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      return { ...answered, clocks: await clocksOf(tx, id), history: await timelineOf(tx, id, everything) }
    },
  })

  commandRoutes(app, deps, subject, definition)
}

/** Everyone who may read the application is a party to it or watches over it, and may read its facts. */
const everything = () => true

function seenBy(actor: Organised): Parameters<typeof list>[1] {
  switch (actor.kind) {
    case 'agency':
      return { agency: actor.organisation }
    case 'operator':
      return { operator: actor.organisation }
    case 'department':
      return { department: actor.organisation }
    default:
      return {}
  }
}
