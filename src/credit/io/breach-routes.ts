import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
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
import { agencyOversight, pausesOf } from '../../registry/server.ts'
import { refuse, type Settings, settingOf } from '../../workflow/index.ts'
import {
  type Breach,
  type BreachCommand,
  isFound,
  scoreDeductions,
  scoreInspections,
  scoreWeights,
  situationCodes,
  situations,
  windowsOf,
} from '../index.ts'
import { foundAgainst, list, publicCases } from './breach-store.ts'
import type { BreachSubject } from './breach-subject.ts'
import { beginBreach } from './drafts.ts'
import { creditScore, type ScoreDoors } from './score.ts'

const cites = art('111', '39')
const kinds = ['agency', 'operator', 'department', 'management', 'audit'] as const
const long = z.string().max(4000)
const situation = z.enum(situationCodes)
const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}

/** Bodies see what is theirs to handle; the agency sees a case from its hearing on, without who brought it. */
function view(b: Breach, { kind, organisation }: Organised, id: string): unknown {
  const hidden = new Refused(refuse('unknown-subject', cites, { id }))
  if (b.status === 'new') throw hidden
  const deciders = 'repair' in b ? b.repair.departments.map((d) => d.id) : []
  const mine = [b.operator.id, b.management.id, b.brought?.body.id, ...deciders].includes(organisation)
  if (mine || kind === 'audit') return b
  if (kind !== 'agency' || organisation !== b.agency.id || !(isFound(b) || ('called' in b && b.called)))
    throw hidden
  const { brought: _, ...seen } = b
  return seen
}

const definition: CommandRoutes<Breach, BreachCommand> = {
  plural: 'breaches',
  who: kinds,
  cites,
  view,
  schemas: {
    hear: z.object({}),
    answer: z.object({ text: long, file: fileSchema.optional() }),
    decide: z.object({ situation, grounds: long, text: long, file: fileSchema.optional() }),
    confirm: z.object({}),
    approve: z.object({}),
    dismiss: z.object({ reason: long }),
    'apply-repair': z.object({
      noLoss: z.object({ text: long, file: fileSchema.optional() }),
      rectification: z.object({ text: long, file: fileSchema.optional() }),
      forgiveness: z.object({ by: plainLine(120), file: fileSchema.optional() }),
    }),
    adopt: z.object({ adopted: z.boolean(), text: long.default('') }),
    'decide-repair': z.object({
      granted: z.boolean(),
      noLoss: z.boolean().default(false),
      forgiven: z.boolean().default(false),
      reason: long,
    }),
  },
}

/** Breaches of credit (39-43): bring, list, read, every command of people; and what is published, for everyone (42.2). */
export function mountBreaches(
  app: FastifyInstance,
  deps: HttpDeps,
  subject: BreachSubject,
  doors: ScoreDoors,
): void {
  route(app, deps, {
    method: 'POST',
    url: '/api/breaches',
    summary: 'Open a case of breach as the operator, or report one as a department',
    cites,
    who: ['operator', 'department'],
    body: z.object({ agency: plainLine(80), situation, text: long, file: fileSchema.optional() }),
    handler: async ({ tx, actor, body: { agency, ...said }, reply }) => {
      const begun = await beginBreach(tx, deps, agency)
      if (!begun) throw new Refused(refuse('unknown-subject', cites, { id: agency }, 'agency'))
      const kind = actor.kind === 'department' ? 'report' : 'open'
      const { id, create } = begun
      const outcome = await act(tx, deps, subject, id, { kind, ...said }, actor, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      reply.code(201)
      return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/breaches',
    summary: 'The cases of breach that my body handles, or that hold against my agency',
    cites,
    who: kinds,
    query: z.object({ ...paging, agency: plainLine(80).optional() }),
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
    url: '/api/breaches/:id',
    summary: 'A case of breach, with the windows of 42.1 as they stand today',
    cites,
    who: kinds,
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const { state, version } = found
      const answered = await answer(tx, deps, subject, definition, id, state, version, actor)
      const history = (await historyOf(tx, `breach/${id}`)).map(
        ({ record: { at, kind, article, body }, index }) => ({ at, kind, article, params: body, index }),
      )
      return { ...answered, history, count: await countOf(tx, state) }
    },
  })

  /** 42.1: every finding against the agency, with the last days of its windows and the days that stretched them. */
  async function countOf(tx: Tx, b: Breach) {
    const today = dateOf(await deps.now(tx))
    const pauses = await pausesOf(tx, b.agency.id)
    const found = await foundAgainst(tx, b.agency.id)
    return {
      pauses,
      found: found.map((f) => ({ ...f, ...windowsOf(f, today, pauses, deps.calendar) })),
    }
  }

  route(app, deps, {
    method: 'GET',
    url: '/api/credit/breaches',
    summary: 'Warnings, breaches and repairs that are published today; each comes down on its day',
    cites: art('111', '42.2'),
    who: 'public',
    query: z.object({ ...paging, agency: plainLine(80).optional() }),
    handler: async ({ tx, query }) => {
      const { items, total } = await publicCases(tx, query)
      return { total, now: await deps.now(tx), items: items.map(({ id, state }) => published(id, state)) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agencies/:id/credit',
    summary: 'The credit of an agency: its score with every component, and what is published of it today',
    cites: art('111', '44'),
    who: 'public',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, params: { id } }) => {
      const oversight = await agencyOversight(tx, id)
      if (!oversight || oversight.status === 'applying') {
        throw new Refused(refuse('unknown-subject', art('111', '44'), { id }))
      }
      const { items } = await publicCases(tx, { agency: id, page: 1, size: 50 })
      const { weights, deductions, inspections } = figuresOf(await deps.settings(tx))
      return {
        ...{ score: await creditScore(tx, deps, id, doors), figures: { weights, deductions, inspections } },
        items: items.map((c) => published(c.id, c.state)),
      }
    },
  })

  commandRoutes(app, deps, subject, definition)
}

/** The figures of the formula, as the page writes it out. */
const figuresOf = (rules: Settings) => ({
  weights: settingOf(rules, scoreWeights),
  deductions: settingOf(rules, scoreDeductions),
  inspections: settingOf(rules, scoreInspections),
})

/** 42.2, 43.5: what everybody may read of a case while it is published: no grounds, no papers, no person. */
function published(id: string, b: Breach) {
  if (!isFound(b)) throw new Error(`impossible: ${b.status} is published`)
  const { situation: code, severity, text } = b.finding
  const { article } = situations[code]
  return {
    ...{ id, agency: b.agency, operator: b.operator.name, situation: code, severity, article, text },
    ...{ since: b.since, sanction: b.sanction },
    publicUntil: b.status === 'repaired' ? b.repaired.publicUntil : b.publicUntil,
    ...(b.status === 'repaired' ? { repairedAt: b.repaired.at } : {}),
  }
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
      return { department: actor.organisation }
    default:
      return {}
  }
}
