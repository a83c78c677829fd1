import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf, startOf } from '../../calendar/index.ts'
import { withinSince } from '../../credit/index.ts'
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
import { fileSchema, plainLine } from '../../registry/index.ts'
import { departmentsAt } from '../../registry/server.ts'
import { refuse } from '../../workflow/index.ts'
import {
  type Complaint,
  type ComplaintCommand,
  complaintKinds,
  complaintRules,
  newComplaint,
  windowEnd,
} from '../index.ts'
import { bodyRecords, decisions, list, rejectedWithin } from '../store.ts'
import { addresseesOf } from './about.ts'
import type { ComplaintSubject } from './subject.ts'
import { viewOf } from './view.ts'

const cites = art('111', '47')
const long = z.string().max(4000)
const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}
const material = z.object({
  facts: long,
  provisions: plainLine(1000),
  capacity: z.enum(['legal-person', 'other']),
  signatory: plainLine(60),
  letter: fileSchema.optional(),
  identity: fileSchema.optional(),
  evidence: z.array(fileSchema).max(20).default([]),
})
const party = z.enum(['complainant', 'respondent'])
const asked = {
  kind: z.enum(complaintKinds),
  subject: z.enum(['admission', 'procurement', 'engagement']),
  about: plainLine(80),
}

const definition: CommandRoutes<Complaint, ComplaintCommand> = {
  plural: 'complaints',
  who: 'signed-in',
  cites,
  view: viewOf,
  schemas: {
    write: z.object({ material }),
    accept: z.object({}),
    refuse: z.object({ reason: long }),
    ask: z.object({ to: party, text: long }),
    answer: z.object({
      question: z.number().int().min(0).max(1000),
      text: long,
      file: fileSchema.optional(),
    }),
    'record-refusal': z.object({ by: party, text: long }),
    'add-evidence': z.object({
      note: long,
      hearing: z.boolean().default(false),
      file: fileSchema.optional(),
    }),
    pass: z.object({ department: plainLine(80), reason: long }),
    'return-result': z.object({ text: long, file: fileSchema.optional() }),
    decide: z.object({
      result: z.enum(['upheld', 'rejected', 'fabricated']),
      grounds: long,
      annuls: z.boolean().default(false),
    }),
    publish: z.object({ text: long }),
    withdraw: z.object({ reason: long }),
  },
}

/** Complaints (111/47-52): make, list, read, handle; the decisions and how long each body takes, for everyone (51.1). */
export function mountComplaintRoutes(app: FastifyInstance, deps: HttpDeps, subject: ComplaintSubject): void {
  const addressed = async (
    tx: Tx,
    actor: Organised,
    body: { [K in keyof typeof asked]: z.infer<(typeof asked)[K]> },
  ) => {
    const about = { subject: body.subject, id: body.about }
    const found = await addresseesOf(tx, deps, body.kind, about, actor.organisation)
    if (!found) throw new Refused(refuse('unknown-subject', cites, { id: body.about }, 'about'))
    return found
  }
  const begin = async (
    tx: Tx,
    actor: Organised,
    body: Parameters<typeof addressed>[2],
    command: Extract<ComplaintCommand, { kind: 'file' | 'record-oral' }>,
  ) => {
    const found = await addressed(tx, actor, body)
    const id = randomUUID()
    const create = newComplaint({ id, kind: body.kind, ...found })
    const outcome = await act(tx, deps, subject, id, command, actor, { create })
    if (!outcome.ok) throw new Refused(outcome.refusal)
    return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
  }

  route(app, deps, {
    method: 'GET',
    url: '/api/complaints/addressee',
    summary: 'Who would receive a complaint, against whom, and until when it can be made',
    cites: art('111', '49.1'),
    who: 'signed-in',
    query: z.object(asked),
    handler: async ({ tx, actor, query }) => {
      const { since, ...found } = await addressed(tx, actor, query)
      const end = windowEnd(query.kind, since, deps.calendar)
      const { article } = complaintRules[query.kind]
      return { ...found, article, since: since ?? null, end: end ?? null, now: await deps.now(tx) }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/complaints',
    summary: 'Complain by name, with the written material',
    cites,
    who: 'signed-in',
    body: z.object({ ...asked, material }),
    handler: async ({ tx, actor, body, reply }) => {
      reply.code(201)
      return begin(tx, actor, body, { kind: 'file', material: body.material })
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/complaints/oral',
    summary: 'Record a complaint that was not made in writing; its written material is due in 3 working days',
    cites: art('111', '48'),
    who: ['operator', 'management'],
    body: z.object({ ...asked, name: plainLine(80), said: long }),
    handler: async ({ tx, actor, body, reply }) => {
      reply.code(201)
      return begin(tx, actor, body, { kind: 'record-oral', name: body.name, said: body.said })
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/complaints',
    summary: 'The complaints that I made, that my body handles, or that are about my organisation',
    cites,
    who: 'signed-in',
    query: z.object({ ...paging, status: z.string().max(20).optional() }),
    handler: async ({ tx, actor, query }) => {
      const seen = actor.kind === 'audit' ? 'all' : { party: actor.organisation }
      const { items, total } = await list(tx, seen, query)
      return {
        total,
        items: items.map(({ id, state, due }) => ({
          ...{ id, due, kind: state.kind, status: state.status, title: state.about.title },
          ...{ respondent: state.respondent.name, receiver: state.receiver.name },
          mine: 'complainant' in state && state.complainant.id === actor.organisation,
          madeAt: 'madeAt' in state ? state.madeAt : null,
        })),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/complaints/:id',
    summary: 'A complaint: what was said, what was asked, until when it must be decided, the decision',
    cites,
    who: 'signed-in',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const { state, version } = found
      const answered = await answer(tx, deps, subject, definition, id, state, version, actor)
      const handles = actor.organisation === state.receiver.id
      return {
        ...answered,
        clocks: subject.workflow.deadlines(state, {
          ...{ actor, now: await deps.now(tx), today: dateOf(await deps.now(tx)) },
          ...{ calendar: deps.calendar, rules: await deps.settings(tx) },
        }),
        history: await timeline(tx, id),
        ...(handles ? { rejectedThisYear: await rejectedThisYear(tx, state) } : {}),
      }
    },
  })

  /** 39.8: for the receiver alone, and for a person to weigh. */
  async function rejectedThisYear(tx: Tx, c: Complaint): Promise<number> {
    const complainant = 'complainant' in c ? c.complainant.id : undefined
    if (!complainant) return 0
    const today = dateOf(await deps.now(tx))
    return rejectedWithin(tx, complainant, startOf(withinSince(today)))
  }

  route(app, deps, {
    method: 'GET',
    url: '/api/complaints/:id/departments',
    summary: 'The departments to which its receiver may pass a complaint',
    cites: art('111', '50'),
    who: 'signed-in',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found || found.state.receiver.id !== actor.organisation)
        throw new Refused(refuse('unknown-subject', cites, { id }))
      return departmentsAt(tx, found.state.region)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/complaint-decisions',
    summary: 'Published decisions on complaints, and how many each body has and how long it takes',
    cites: art('111', '51.1'),
    who: 'public',
    query: z.object(paging),
    handler: async ({ tx, query }) => ({ ...(await decisions(tx, query)), bodies: await bodyRecords(tx) }),
  })

  commandRoutes(app, deps, subject, definition)
}

/** What happened, without what was said: the state has that, for whom it is. */
async function timeline(tx: Tx, id: string) {
  const entries = await historyOf(tx, `complaint/${id}`)
  return entries.map(({ record: { at, kind, article, body }, leaf, index }) => {
    const { reason, department, text } = body as Record<string, string | undefined>
    return { at, kind, article, params: { reason, department, text }, leaf, index }
  })
}
