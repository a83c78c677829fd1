import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
import { ownerFindingsOf } from '../../fulfilment/server.ts'
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
import { plainLine } from '../../registry/index.ts'
import { bodyOf, fiscalOwnersNamed, reportableBody, standingBodiesNamed } from '../../registry/server.ts'
import { refuse } from '../../workflow/index.ts'
import {
  authorityKinds,
  newReport,
  outcomes,
  type Report,
  type ReportCommand,
  type ReportedKind,
  reportedKinds,
  type SituationId,
  situationIds,
  situations,
} from '../index.ts'
import { byDigest, foundedCounts, keepDigest, list, receiverCounts } from '../store.ts'
import type { ReportSubject } from './subject.ts'

const cites = art('111', '53')
const long = plainLine(4000)
const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}

const definition: CommandRoutes<Report, ReportCommand> = {
  plural: 'reports',
  who: 'signed-in',
  cites,
  view,
  schemas: {
    'take-up': z.object({ facts: long }),
    dismiss: z.object({ reason: long }),
    route: z.object({ authority: z.enum(authorityKinds), name: plainLine(120).default(''), reason: long }),
    conclude: z.object({ outcome: z.enum(outcomes), text: long }),
  },
}

/**
 * For whom it is about it is not there, whatever else they are. The receiver and audit see all; the finance authority all
 * but who reported; who reported by name what they said and what became of it.
 */
function view(r: Report, { kind, organisation }: Organised, id: string): unknown {
  const gone = () => new Refused(refuse('unknown-subject', cites, { id }))
  if (organisation === r.reported.id) throw gone()
  if (organisation === r.receiver.id || kind === 'audit') return r
  if (organisation === r.finance?.id) {
    const { reporter: _, ...seen } = r as Report & { reporter?: unknown }
    return seen
  }
  if ('reporter' in r && r.reporter?.organisation === organisation) return seenByReporter(r)
  throw gone()
}

function seenByReporter(r: Report) {
  const { id, number, situation, reported, receiver, status } = r
  return {
    ...{ id, number, situation, reported, receiver, status },
    ...('facts' in r ? { facts: r.facts, at: r.at } : {}),
    ...('receivedAt' in r ? { receivedAt: r.receivedAt } : {}),
    ...(r.status === 'concluded' ? { outcome: r.outcome, text: r.text, concludedAt: r.concludedAt } : {}),
  }
}

/** Mounts everything about reports: the making of anyone, the lookup by code, the desks, the counts. */
export function mountReportRoutes(app: FastifyInstance, deps: HttpDeps, subject: ReportSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/report-bodies',
    summary:
      'Whom a report may be about: operators, departments, or owners of fiscal money by a part of their name',
    cites,
    who: 'public',
    query: z.object({ kind: z.enum(reportedKinds), q: plainLine(60).default('') }),
    handler: async ({ tx, query: { kind, q } }) => {
      // Of owners nobody gets the whole list.
      if (kind === 'owner') return q.trim().length < 2 ? [] : fiscalOwnersNamed(tx, q.trim())
      return standingBodiesNamed(tx, kind, q.trim())
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/reports',
    summary:
      'Report a situation of 53 to 55, by name or without one; the answer holds the number and the code',
    cites,
    who: 'public',
    attempts: 10,
    body: z.object({
      situation: z.enum(situationIds as [SituationId, ...SituationId[]]),
      reported: plainLine(80),
      staff: plainLine(80).default(''),
      facts: long,
      named: z.boolean().default(false),
      name: plainLine(60).default(''),
      contact: plainLine(120).default(''),
    }),
    handler: async ({ tx, actor, body: { situation, reported, staff, ...said }, reply }) => {
      const { of, article } = situations[situation]
      const found = await reportableBody(tx, reported, of)
      if (!found) throw new Refused(refuse('report-body-unknown', article, {}, 'reported'))
      const receiver = await bodyOf(tx, 'management', found.region)
      if (!receiver) throw new Error(`no management body serves ${found.region}`)
      const id = randomUUID()
      const { number, code, digest } = await newSlip(
        tx,
        deps.keys,
        'JB',
        dateOf(await deps.now(tx)).slice(0, 4),
      )
      const create = newReport({
        ...{ id, number, situation, receiver: { id: receiver.id, name: receiver.name } },
        reported: {
          id: found.id,
          name: found.name,
          kind: of,
          ...(staff.trim() ? { staff: staff.trim() } : {}),
        },
        ...(await financeOf(tx, of, found.region)),
      })
      // Without a name nothing says that it was somebody who is signed in: not the row, not the log.
      const by = said.named ? actor : ({ kind: 'public' } as const)
      const outcome = await act(tx, deps, subject, id, { kind: 'submit', ...said }, by, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      await keepDigest(tx, id, digest)
      reply.code(201).header('cache-control', 'no-store')
      return { number, code, receiver: receiver.name }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/reports/status',
    summary: 'What became of a report, by its number and code',
    cites,
    who: 'public',
    attempts: 10,
    body: z.object({ number: plainLine(40), code: plainLine(40) }),
    handler: async ({ tx, body: { number, code }, reply }) => {
      const found = await byDigest(tx, digestOf(deps.keys, number, code))
      if (!found) throw new Refused(refuse('report-unknown', cites, {}, 'number'), 404)
      reply.header('cache-control', 'no-store')
      const { id: _, facts: __, ...seen } = { facts: '', ...seenByReporter(found.state) }
      return seen
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/reports',
    summary: 'The reports and findings that my body receives or handles, or that I made by name',
    cites,
    who: 'signed-in',
    query: z.object({ ...paging, status: z.string().max(20).optional() }),
    handler: async ({ tx, actor, query }) => {
      const { items, total } = await list(
        tx,
        actor.kind === 'audit' ? 'all' : { party: actor.organisation },
        query,
      )
      return {
        total,
        items: items.map(({ id, state: r, due }) => ({
          ...{
            id,
            due,
            number: r.number,
            status: r.status,
            situation: r.situation,
            reported: r.reported.name,
          },
          ...('at' in r ? { at: r.at } : {}),
          found: 'found' in r && r.found !== undefined ? r.found.title : null,
        })),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/reports/:id',
    summary: 'A report or finding with its evidence, its clock and its way',
    cites,
    who: 'signed-in',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const { state, version } = found
      const answered = await answer(tx, deps, subject, definition, id, state, version, actor)
      const [clock] = subject.workflow.deadlines(state, {
        ...{ actor, now: await deps.now(tx), today: dateOf(await deps.now(tx)) },
        ...{ calendar: deps.calendar, rules: await deps.settings(tx) },
      })
      const works =
        [state.receiver.id, state.finance?.id].includes(actor.organisation) || actor.kind === 'audit'
      return {
        ...answered,
        ...(works
          ? { clock, history: await timeline(tx, id), since: await sinceThen(tx, state) }
          : { history: [] }),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/report-counts',
    summary: 'How many reports each receiving body has; what was found to be so, by body and situation',
    cites,
    who: 'public',
    handler: async ({ tx }) => ({ receivers: await receiverCounts(tx), founded: await foundedCounts(tx) }),
  })

  commandRoutes(app, deps, subject, definition)
}

/** 12: 财政性资金: the finance authority of the owner's place. */
async function financeOf(tx: Tx, kind: ReportedKind, region: string) {
  const finance = kind === 'owner' ? await bodyOf(tx, 'finance', region) : undefined
  return finance ? { finance: { id: finance.id, name: finance.name } } : {}
}

/** What the same clock or sum says now: the contract may have come, the fee may have been paid. */
async function sinceThen(tx: Tx, r: Report) {
  const found = 'found' in r ? r.found : undefined
  if (!found) return null
  const now = (await ownerFindingsOf(tx, found.engagement)).find((f) => f.key === found.key)
  return now?.evidence ?? null
}

async function timeline(tx: Tx, id: string) {
  const entries = await historyOf(tx, `report/${id}`)
  return entries.map(({ record: { at, kind, article, body }, leaf, index }) => {
    const { name, reason, outcome } = body as Record<string, string | undefined>
    return { at, kind, article, params: { name, reason, outcome }, leaf, index }
  })
}
