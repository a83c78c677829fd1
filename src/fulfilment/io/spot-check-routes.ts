import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { historyOf } from '../../ledger/server.ts'
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
import { plainLine, within } from '../../registry/index.ts'
import { refuse } from '../../workflow/index.ts'
import {
  checkDue,
  consistencies,
  isDrawn,
  newSpotCheck,
  nextPeriod,
  performances,
  type SpotCheck,
  type SpotCheckCommand,
  sideIn,
} from '../index.ts'
import { plainDay } from './schemas.ts'
import { checkedUntil, listSpotChecks, lockOperator, type SpotCheckScope } from './spot-check-store.ts'
import { drawIdOf, type SpotCheckSubject } from './spot-check-subject.ts'

const cites = art('111', '37')
const watching = ['management', 'audit', 'department'] as const
const kinds = ['operator', 'agency', 'owner', ...watching] as const
const long = z.string().max(4000)
const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}
const idParams = z.object({ id: plainLine(80) })
const hidden = (id: string) => new Refused(refuse('unknown-subject', cites, { id }))

/**
 * The operator, and the bodies that watch over its place, see all of it; a party the engagements that are its own, each
 * finding from its confirmation on; for everybody else there is the public page.
 */
function view(c: SpotCheck, actor: Organised, id: string): unknown {
  if (c.status === 'new') throw hidden(id)
  const watches =
    (watching as readonly string[]).includes(actor.kind) && within(actor.region).includes(c.region)
  if (actor.organisation === c.operator.id || watches) return c
  const mine = isDrawn(c) ? c.checked.filter((x) => sideIn(x, actor) !== undefined) : []
  if (mine.length === 0) throw hidden(id)
  return { ...c, checked: mine.map((x) => (x.confirmed ? x : { ...x, finding: undefined })) }
}

const definition: CommandRoutes<SpotCheck, SpotCheckCommand> = {
  plural: 'spot-checks',
  who: kinds,
  cites,
  view,
  schemas: {
    'record-finding': z.object({
      notice: plainLine(80),
      consistency: z.enum(consistencies),
      performance: z.enum(performances),
      text: long,
      file: plainLine(80),
    }),
    'confirm-finding': z.object({ notice: plainLine(80) }),
    'return-finding': z.object({ notice: plainLine(80), reason: long }),
    comment: z.object({ notice: plainLine(80), text: long }),
    publish: z.object({ text: long }),
  },
}

function scopeOf(actor: Organised): SpotCheckScope {
  if (actor.kind === 'operator') return { operator: actor.organisation }
  if (actor.kind === 'agency' || actor.kind === 'owner') return { party: actor.organisation }
  return { regions: within(actor.region) }
}

/** 37: announce, list, read, find, confirm, publish; pool, draw and results for everyone. */
export function mountSpotChecks(app: FastifyInstance, deps: HttpDeps, subject: SpotCheckSubject): void {
  route(app, deps, {
    method: 'POST',
    url: '/api/spot-checks',
    summary: 'Announce a spot check: whole months; every contract filed in them is in the pool',
    cites,
    who: ['operator'],
    body: z.object({ title: plainLine(120), from: plainDay, to: plainDay }),
    handler: async ({ tx, actor, body, reply }) => {
      await lockOperator(tx, actor.organisation)
      const id = randomUUID()
      const operator = { id: actor.organisation, name: actor.organisationName }
      const create = newSpotCheck({ id, operator, region: actor.region })
      const outcome = await act(tx, deps, subject, id, { kind: 'announce', ...body }, actor, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      reply.code(201)
      return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/spot-checks',
    summary: 'The spot checks of my body, or those that drew an engagement of mine',
    cites,
    who: kinds,
    query: z.object(paging),
    handler: async ({ tx, actor, query }) => {
      const { items, total } = await listSpotChecks(tx, scopeOf(actor), query)
      const until = actor.kind === 'operator' ? await checkedUntil(tx, actor.organisation) : undefined
      const next = actor.kind === 'operator' ? nextPeriod(dateOf(await deps.now(tx)), until) : undefined
      return {
        total,
        ...(next ? { next } : {}),
        items: items.map(({ id, state, changedAt }) => ({ id, changedAt, state: briefly(state) })),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/spot-checks/:id',
    summary: 'A spot check: its pool, who was drawn, what was found',
    cites,
    who: kinds,
    params: idParams,
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw hidden(id)
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      const ctx = { calendar: deps.calendar, rules: await deps.settings(tx) }
      const due = found.state.status === 'checking' ? { due: checkDue(found.state, ctx) } : {}
      return { ...answered, ...due, draw: drawIdOf(id), history: await historyFor(id, tx) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/spot-check-results',
    summary: 'Spot checks of contracts and performance: those announced, drawn and published',
    cites,
    who: 'public',
    query: z.object(paging),
    handler: async ({ tx, query }) => {
      const { items, total } = await listSpotChecks(tx, 'all', query)
      return { total, items: items.map(({ id, state }) => ({ id, ...briefly(state) })) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/spot-check-results/:id',
    summary:
      'A spot check as everyone may see it: pool, draw, drawn engagements, results once they are published',
    cites,
    who: 'public',
    params: idParams,
    handler: async ({ tx, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found || found.state.status === 'new') throw hidden(id)
      const c = found.state
      return {
        ...{ id, ...briefly(c), draw: drawIdOf(id) },
        pool: c.pool.map(({ notice, title, agency, filedOn, engagement }) => ({
          ...{ notice, title, agency: agency.name, filedOn, procurement: engagement },
        })),
        drawn: isDrawn(c) ? c.checked.map((x) => x.notice) : [],
        ...(c.status === 'published'
          ? {
              ...{ text: c.text, publishedAt: c.publishedAt },
              results: c.checked.map(({ notice, title, agency, finding, engagement }) => ({
                ...{ notice, title, agency, procurement: engagement },
                ...{ consistency: finding?.consistency, performance: finding?.performance },
              })),
            }
          : {}),
      }
    },
  })

  /** What happened, without the entries of the pool: those stand on the page by themselves. */
  async function historyFor(id: string, tx: Parameters<typeof historyOf>[0]) {
    const entries = await historyOf(tx, `spot-check/${id}`)
    return entries
      .filter(({ record }) => record.kind !== 'spot-check.entered')
      .map(({ record: { at, kind, article, body }, leaf, index }) => {
        const { contracts, places, count, notice, name, reason } = body
        const params = { contracts, places, count, notice, name, reason }
        return { at, kind, article, params, leaf, ...(index === undefined ? {} : { index }) }
      })
  }

  commandRoutes(app, deps, subject, definition)
}

/** A spot check for lists. */
function briefly(c: SpotCheck) {
  if (c.status === 'new') throw new Error('impossible: a spot check is kept from its announcement on')
  const { title, status, from, to, places, drawAt, operator, region, announcedAt } = c
  return {
    ...{ title, status, from, to, places, drawAt, announcedAt, region, operator: operator.name },
    ...{ contracts: c.pool.length, ...(isDrawn(c) ? { drawnAt: c.drawnAt } : {}) },
  }
}
