import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { historyOf } from '../../ledger/server.ts'
import { act, contextOf } from '../../platform/act.ts'
import type { Tx } from '../../platform/deps.ts'
import {
  type Answer,
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  type Organised,
  Refused,
  route,
} from '../../platform/http.ts'
import { bodiesOf, confirmedQualifications, ownerProfile } from '../../registry/server.ts'
import { refuse } from '../../workflow/index.ts'
import {
  type Command,
  draftContext,
  draftFindings,
  entriesFor,
  newProcurement,
  type Opened,
  type Procurement,
  procurementWorkflow,
  publicDraft,
  publicState,
  settingsForDraft,
} from '../index.ts'
import * as store from '../store.ts'
import { noticesOf } from './announcement-routes.ts'
import { originalsOf } from './follow-ons.ts'
import { draftSchema, idSchema, momentSchema, reason } from './schemas.ts'
import { listed, type ProcurementSubject } from './subject.ts'

const cites = art('111', '23.1')
/** 13: auditors read everything; the management body watches over its market (7.2). */
const watching = ['management', 'audit'] as const
const kinds = ['owner', 'operator', 'agency', ...watching] as const

/**
 * Shows a procurement to its owner, to its operator once it is submitted, to the watching bodies, and to agencies once
 * it is published. The names of registrants are for nobody before the result is announced (53.2); of a failed selection
 * they are for nobody at all.
 */
function view(p: Procurement, actor: Organised, id: string): unknown {
  const isOwner = p.owner.id === actor.organisation
  const isOperator = p.operator.id === actor.organisation && p.status !== 'draft'
  const watches = (watching as readonly string[]).includes(actor.kind) && p.status !== 'draft'
  const reads = actor.kind === 'agency' && publicState(p) !== undefined
  // Whoever may not see it is not told that it is there.
  if (!isOwner && !isOperator && !watches && !reads)
    throw new Refused(refuse('unknown-subject', cites, { id }))
  const named = isOwner && choosesOrHas(p) ? p : withoutNames(p)
  const shown = isOperator || watches ? named : withoutRecused(named)
  if (!reads) return shown
  const { supplement: _, returned: __, draft, ...forAgencies } = shown
  return { ...forAgencies, draft: publicDraft(draft) }
}

/**
 * Who takes part, and what they offered, is for nobody before the result, except that the owner chooses among those who
 * are recommended (22.1.3). What the plans say stays with the owner for good.
 */
const choosesOrHas = ({ status }: Procurement): boolean =>
  status === 'choosing' || status === 'publicity' || status === 'awarded' || status === 'voided'

function withoutNames(p: Procurement) {
  switch (p.status) {
    case 'drawing':
    case 'bidding':
    case 'choosing':
    case 'failed': {
      const { registrations, entrants } = p.opened
      const {
        opened: _,
        ranking: __,
        recommended: ___,
        plans: ____,
        earlier: _____,
        ...rest
      } = { ranking: 0, recommended: 0, plans: 0, earlier: 0, ...p }
      return { ...rest, opened: { registrations, eligible: entrants.length } }
    }
    case 'publicity':
    case 'awarded':
    case 'voided': {
      const { plans: _, ...result } = p.result
      return { ...p, result }
    }
    default:
      return p
  }
}

/** 29: that somebody stood back, and by which paragraph, without saying who. */
function withoutRecused<P extends object>(p: P): P {
  if (!('opened' in p)) return p
  const opened = p.opened as Partial<Opened>
  const unnamed = { agency: '', name: '', code: '' }
  const excluded = opened.excluded?.map((e) =>
    e.refusal.article.startsWith(art('111', '29')) ? { ...e, ...unnamed } : e,
  )
  return excluded ? { ...p, opened: { ...opened, excluded } } : p
}

const definition: CommandRoutes<Procurement, Command> = {
  plural: 'procurements',
  who: kinds,
  cites,
  view,
  schemas: {
    save: z.object({ draft: draftSchema }),
    submit: z.object({ draft: draftSchema.optional() }),
    supply: z.object({ draft: draftSchema.optional() }),
    'ask-supplement': z.object({ demands: z.array(reason).min(1).max(30) }),
    return: z.object({ points: z.array(z.number().int().nonnegative()).min(1).max(30), reason }),
    pass: z.object({ deadline: momentSchema.optional() }),
    choose: z.object({ agency: z.string().min(1).max(80), reason: z.string().trim().max(2000).optional() }),
    cancel: z.object({ reason }),
    disqualify: z.object({}),
    void: z.object({ reason, statement: z.string().min(1).max(80) }),
    'run-again': z.object({}),
  },
}

/** Procurements for their parties: begin, list, read, and every command that a person may send. */
export function mountProcurements(app: FastifyInstance, deps: HttpDeps, subject: ProcurementSubject): void {
  route(app, deps, {
    method: 'POST',
    url: '/api/procurements',
    summary: 'Begin a draft of my own',
    cites,
    who: ['owner'],
    body: z.object({ draft: draftSchema.default({}) }),
    handler: async ({ tx, actor, body, reply }) => {
      const owner = await ownerProfile(tx, actor.organisation)
      if (!owner) throw new Error(`an owner without profile: ${actor.organisation}`)
      const { operator } = await bodiesOf(tx, owner.region)
      const { id: ownerId, name, kind, region } = owner
      const create = newProcurement({
        owner: { id: ownerId, name, kind, region },
        operator: { id: operator.id, name: operator.name },
      })
      const id = randomUUID()
      const outcome = await act(tx, deps, subject, id, { kind: 'save', draft: body.draft }, actor, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      reply.code(201)
      return whole(
        tx,
        deps,
        subject,
        await answer(tx, deps, subject, definition, id, outcome.state, 1, actor),
        actor,
      )
    },
  })

  route(app, deps, {
    method: 'PUT',
    url: '/api/procurements/:id',
    summary: 'Save my draft as it is typed',
    cites,
    who: ['owner'],
    params: idSchema,
    body: z.object({ draft: draftSchema, version: z.number().int().positive().optional() }),
    handler: async ({ tx, actor, params: { id }, body: { draft, version } }) => {
      const outcome = await act(tx, deps, subject, id, { kind: 'save', draft }, actor, { version })
      if (!outcome.ok) {
        const { refusal, state, version } = outcome
        if (state === undefined) throw new Refused(refuse('unknown-subject', cites, { id }))
        throw new Refused(refusal, undefined, { version, state: view(state, actor, id) })
      }
      return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/procurements',
    summary: 'My procurements, or those that my body runs or watches over',
    cites,
    who: ['owner', 'operator', ...watching],
    query: z.object({
      status: z.string().max(20).optional(),
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, actor, query }) => {
      const id = actor.organisation
      const whose = actor.kind === 'owner' ? { owner: id } : actor.kind === 'operator' ? { operator: id } : {}
      return store.list(tx, whose, query)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/procurements/:id',
    summary: 'A procurement for its parties: state, actions, clocks, history, findings of the check',
    cites,
    who: kinds,
    params: idSchema,
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      return whole(tx, deps, subject, answered, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/procurement-form',
    summary: 'What the form of a draft asks beside the draft: published services, settings in force',
    cites,
    who: ['owner', 'operator'],
    handler: async ({ tx, actor }) => ({
      originals: actor.kind === 'owner' ? await originalsOf(tx, actor.organisation) : [],
      ...(await listed(tx, deps)),
      rules: settingsForDraft(await deps.settings(tx)),
      qualifications: await confirmedQualifications(tx),
    }),
  })

  commandRoutes(app, deps, subject, definition)
}

/** An answer with everything that the page of a procurement shows beside it. */
async function whole(
  tx: Tx,
  deps: HttpDeps,
  subject: ProcurementSubject,
  answered: Answer,
  actor: Organised,
) {
  const { id } = answered
  const { state } = (await store.read(tx, id))!
  const ctx = await contextOf(tx, deps, subject, state, undefined, actor)
  const isParty = actor.kind !== 'agency'
  return {
    ...answered,
    clocks: procurementWorkflow.deadlines(state, ctx),
    notices: await noticesOf(tx, id),
    history: await historyFor(tx, id, isParty),
    ...(isParty
      ? {
          findings: draftFindings(state.draft),
          ...(await heldAgainst(tx, deps, state)),
          draftContext: { ownerRegion: draftContext(state, ctx).ownerRegion },
        }
      : {}),
    ...(state.previous ? { previous: await store.linkOf(tx, state.previous) } : {}),
  }
}

/** What the operator compares a draft with: the published price (11) and the year's central catalogue (4). */
async function heldAgainst(tx: Tx, deps: HttpDeps, { draft }: Procurement) {
  const { prices, catalogue } = await listed(tx, deps)
  const price = prices[draft.serviceType ?? '']
  const { year, documentNumber } = catalogue ?? {}
  return {
    ...(price ? { price } : {}),
    catalogue: { year, documentNumber, entries: entriesFor(catalogue, draft.serviceType) },
  }
}

async function historyFor(tx: Tx, id: string, isParty: boolean) {
  const entries = await historyOf(tx, `procurement/${id}`)
  return entries
    .filter((e) => e.open || isParty)
    .map(({ record: { at, kind, article, body }, index }) => {
      const { announcement: _, draft: __, working: ___, groups: ____, order: _____, ...params } = body
      return { at, kind, article, params, leaf: index }
    })
}
