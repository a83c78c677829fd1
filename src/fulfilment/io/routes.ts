import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { historyOf } from '../../ledger/server.ts'
import type { Tx } from '../../platform/deps.ts'
import { documentsOf } from '../../platform/documents/index.ts'
import {
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  type Organised,
  Refused,
  route,
} from '../../platform/http.ts'
import { csv, within } from '../../registry/index.ts'
import { refuse } from '../../workflow/index.ts'
import type { Command } from '../actions.ts'
import { runningClocks } from '../clocks.ts'
import { registerKinds, registerRows, registerWords } from '../register-words.ts'
import { registersOf } from '../registers.ts'
import type { Engagement, EngagementStatus } from '../state.ts'
import * as store from '../store.ts'
import { archiveOf, filesOf } from './archive.ts'
import { archiveFile } from './archive-file.ts'
import { schemas } from './schemas.ts'
import type { EngagementSubject } from './subject.ts'

const cites = art('111', '34')
/** 13, 45: bodies that watch over what was agreed and done at their place. */
const watching = ['management', 'audit', 'finance', 'department', 'credit'] as const
const kinds = ['owner', 'agency', 'operator', ...watching] as const

const idParams = z.object({ id: z.string().min(1).max(80) })

/** Shows an engagement to its parties, its operator and the watching bodies of its place; to nobody else. */
function view(e: Engagement, actor: Organised, id: string): Engagement {
  const { agency, owner, operator, region } = e.award
  const isParty = [agency.id, owner.id, operator.id].includes(actor.organisation)
  const watches =
    (watching as readonly string[]).includes(actor.kind) && within(actor.region).includes(region)
  // Whoever may not see it is not told that it is there.
  if (!isParty && !watches) throw new Refused(refuse('unknown-subject', cites, { id }))
  return e
}

const definition: CommandRoutes<Engagement, Command> = {
  plural: 'engagements',
  who: kinds,
  cites,
  schemas,
  view,
}

const scopeOf = (actor: Organised): store.Scope =>
  actor.kind === 'owner' || actor.kind === 'agency' || actor.kind === 'operator'
    ? { party: actor.kind, id: actor.organisation }
    : { regions: within(actor.region) }

const statuses = ['awarded', 'contracted', 'delivered', 'completed', 'closed', 'ended'] as const

/** Engagements: list, read, files, archive, every command that a person may send; ratings for everyone. */
export function mountEngagements(
  app: FastifyInstance,
  deps: HttpDeps,
  subject: EngagementSubject,
  { publicUrl }: { publicUrl: string },
): void {
  const find = async (tx: Tx, id: string, actor: Organised) => {
    const found = await subject.store.read(tx, id)
    if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
    return { state: view(found.state, actor, id), version: found.version }
  }

  route(app, deps, {
    method: 'GET',
    url: '/api/engagements',
    summary: 'My engagements, or those of my body’s place, changed last first',
    cites,
    who: kinds,
    query: z.object({
      status: z.enum(statuses satisfies readonly EngagementStatus[]).optional(),
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, actor, query: { status, page, size } }) => {
      const { items, total } = await store.page(tx, scopeOf(actor), {
        status,
        offset: (page - 1) * size,
        limit: size,
      })
      return {
        total,
        items: items.map(({ id, state, changedAt }) => ({
          ...{ id, changedAt, title: state.award.title, status: state.status },
          ...{
            owner: state.award.owner,
            agency: state.award.agency,
            fee: state.contracts.at(-1)?.fee ?? state.award.fee,
          },
          clock: runningClocks(state, deps.calendar).map(({ action, article, due, since }) => ({
            ...{ action, article, due, since },
          }))[0],
        })),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/payments',
    summary: 'How far contracts are paid: mine, or those that my body watches over; what is due first on top',
    cites: art('111', '12'),
    who: ['owner', 'agency', 'operator', 'finance', 'audit', 'management'],
    query: z.object({
      state: z.enum(['overdue', 'open', 'paid'] satisfies readonly store.PaymentFilter[]).optional(),
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, actor, query: { state, page, size } }) => {
      const scope = actor.kind === 'finance' ? { finance: actor.organisation } : scopeOf(actor)
      const now = await deps.now(tx)
      return store.paymentsPage(tx, scope, { filter: state, now, offset: (page - 1) * size, limit: size })
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/engagements/:id',
    summary: 'An engagement: where it stands, what was filed, until when',
    cites,
    who: kinds,
    params: idParams,
    handler: async ({ tx, actor, params: { id } }) => {
      const { state, version } = await find(tx, id, actor)
      const history = await historyOf(tx, `engagement/${id}`)
      return {
        ...(await answer(tx, deps, subject, definition, id, state, version, actor)),
        files: filesOf(id, state),
        documents: await documentsOf(tx, `procurement/${state.award.procurement}`),
        history: history.map(({ record: { kind, at, article, body, actor }, index }) => ({
          ...{ kind, at, article, params: body, actor },
          ...(index === undefined ? {} : { leaf: index }),
        })),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/engagements/:id/files/:file',
    summary: 'A contract or deliverable of an engagement, for its parties and the watching bodies',
    cites: art('111', '33.6'),
    who: kinds,
    params: idParams.extend({ file: z.string().min(1).max(80) }),
    handler: async ({ tx, actor, params, reply }) => {
      const { state } = await find(tx, params.id, actor)
      const named = filesOf(params.id, state).some((f) => f.id === params.file)
      const file = named ? await deps.files.get(tx, params.file) : undefined
      if (!file) throw new Refused(refuse('unknown-subject', cites, { id: params.file }))
      return reply
        .type(file.type)
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('x-content-type-options', 'nosniff')
        .send(file.bytes)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/engagements/:id/archive',
    summary: 'Everything about an engagement, with an index of hashes',
    cites: art('111', '45'),
    who: kinds,
    params: idParams,
    query: z.object({ download: z.enum(['true', 'false']).default('false') }),
    handler: async ({ tx, actor, params: { id }, query, reply }) => {
      const { state } = await find(tx, id, actor)
      const archive = await archiveOf(tx, id, state, await deps.now(tx))
      if (query.download === 'true') {
        reply.header('content-disposition', `attachment; filename="archive-${encodeURIComponent(id)}.json"`)
      }
      return archive
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/engagements/:id/archive-file',
    summary: 'The archive as one file that anyone checks offline: cover, files, facts, proofs, seal (ZIP)',
    cites: art('111', '45'),
    who: kinds,
    params: idParams,
    handler: async ({ tx, actor, params: { id }, reply }) => {
      const { state } = await find(tx, id, actor)
      const name = `档案 ${state.award.notice}.zip`
      return reply
        .type('application/zip')
        .header(
          'content-disposition',
          `attachment; filename="archive.zip"; filename*=UTF-8''${encodeURIComponent(name)}`,
        )
        .send(await archiveFile(tx, deps, publicUrl, id, state))
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/engagements/:id/registers',
    summary: 'Fee register, time-limit register and practice record of an engagement',
    cites,
    who: kinds,
    params: idParams,
    handler: async ({ tx, actor, params: { id } }) => {
      const { state } = await find(tx, id, actor)
      return { title: state.award.title, ...registersOf(state, deps.calendar, await deps.now(tx)) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/engagements/:id/registers/:register',
    summary: 'One of the registers as a table for spreadsheets (CSV)',
    cites,
    who: kinds,
    params: idParams.extend({ register: z.enum(registerKinds) }),
    handler: async ({ tx, actor, params: { id, register }, reply }) => {
      const { state } = await find(tx, id, actor)
      const registers = registersOf(state, deps.calendar, await deps.now(tx))
      const name = `${registerWords[register].zh} ${state.award.notice}.csv`
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="register.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
        )
        .send(csv(registerRows(registers, register)))
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/engagements/:id/ratings',
    summary: 'The ratings of an engagement',
    cites: art('111', '38'),
    who: 'public',
    params: idParams,
    handler: async ({ tx, params }) => ({ items: await store.ratingsOfEngagement(tx, params.id) }),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agencies/:id/ratings',
    summary: 'The ratings of an agency, newest first, and their weighted mean',
    cites: art('111', '38'),
    who: 'public',
    params: idParams,
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    handler: async ({ tx, params, query }) => ({
      ...(await store.ratingSummary(tx, params.id)),
      items: await store.ratingsOfSubject(tx, params.id, query.limit),
    }),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agencies/:id/works',
    summary: 'What an agency has done through the market, and what its contracts came to by service',
    cites: art('111', '33.1'),
    who: 'public',
    params: idParams,
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    handler: async ({ tx, params, query }) => store.worksOf(tx, params.id, query.limit),
  })

  commandRoutes(app, deps, subject, definition)
}
