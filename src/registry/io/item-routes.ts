import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf, type PlainDate, plainDate } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
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
import { refuse } from '../../workflow/index.ts'
import {
  type ItemCommand,
  type ItemContent,
  keeps,
  newServiceItem,
  plainLine,
  regionOf,
  type ServiceItemState,
  serviceCategories,
} from '../index.ts'
import { noItem } from '../item-rules.ts'
import * as store from '../store.ts'
import { historyOfSubject } from './history.ts'
import { cityDepartments, entries, lockList, nextCode, takenNames } from './item-store.ts'
import type { ItemSubject } from './item-subject.ts'

const cites = art('111', '9.1')
/** Who keeps the list, who settles who does, and who reads everything (7, 9.1, 13). */
const kinds = ['department', 'management', 'audit'] as const

const fen = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
const line = plainLine

/** A row as it is typed: shapes and lengths only; what 9.1 asks of it is `itemFaults`. */
export const contentSchema = z.object({
  category: line(10),
  zh: line(60),
  en: line(120),
  basis: line(400),
  approvals: z.array(line(120)).max(40).default([]),
  price: z.object({
    mode: z.enum(['market', 'government-guided', 'government-set']),
    low: fen.optional(),
    high: fen.optional(),
    fee: fen.optional(),
    unit: line(40).optional(),
    perProject: z.boolean().optional(),
    document: line(80).optional(),
  }),
  qualifications: z
    .array(z.object({ anyOf: z.array(z.object({ name: line(100), grade: line(40).optional() })).max(20) }))
    .max(20)
    .default([]),
}) satisfies z.ZodType<ItemContent>

/** A day; one that the calendar does not have is refused. */
export const daySchema = line(20).transform((text, ctx): PlainDate => {
  try {
    return plainDate(text)
  } catch {
    ctx.addIssue({ code: 'custom', message: 'YYYY-MM-DD' })
    return z.NEVER
  }
})

/** Drafts are the keeper's; what was published is everybody's. */
export function itemView(
  state: ServiceItemState,
  actor: Organised | { kind: 'public' },
  id: string,
): unknown {
  const sees = 'organisation' in actor && (keeps(state, actor) || actor.kind === 'audit' || settles(actor))
  if (sees) return state
  if (state.status !== 'published' && state.status !== 'withdrawn') {
    throw new Refused(refuse('unknown-subject', cites, { id }))
  }
  const { draft: _, savedAt: __, ...shown } = state
  return shown
}

const settles = (actor: Organised): boolean =>
  actor.kind === 'management' && regionOf(actor.region)?.level === 'city'

const definition: CommandRoutes<ServiceItemState, ItemCommand> = {
  plural: 'service-items',
  who: kinds,
  cites,
  view: itemView,
  schemas: {
    save: z.object({ content: contentSchema }),
    publish: z.object({ content: contentSchema.optional(), from: daySchema }),
    discard: z.object({}),
    withdraw: z.object({ from: daySchema, reason: line(1000) }),
    assign: z.object({ department: line(80) }),
  },
}

/** The list of service items: what is in force on a day, its versions, and the departments' work on it (9.1, 14). */
export function mountServiceItems(app: FastifyInstance, deps: HttpDeps, subject: ItemSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/service-items',
    summary: 'The published list of service items as it stands today, or on a day, by words and by category',
    cites: art('111', '14'),
    who: 'public',
    query: z.object({
      q: plainLine(60).default(''),
      category: plainLine(10).default(''),
      on: daySchema.optional(),
    }),
    handler: async ({ tx, query: { on, ...query } }) => {
      const today = dateOf(await deps.now(tx))
      const rows = await store.serviceItems(tx, { ...query, on: on ?? today })
      const items = rows.map(({ zh, en, ...row }) => {
        const category = serviceCategories.find((c) => c.code === row.category)
        const names = {
          name: zh,
          nameEn: en,
          categoryName: category?.zh ?? '',
          categoryNameEn: category?.en ?? '',
        }
        return { ...row, ...names, article: category?.article }
      })
      return { on: on ?? today, today, categories: serviceCategories, items }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/service-names',
    summary: 'The names of every item that is or was on the list, by code',
    cites: art('111', '14'),
    who: 'public',
    handler: async ({ tx }) => Object.fromEntries(await store.itemNames(tx)),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/service-items/:id',
    summary:
      'An item of the list: every version with its days, what was published about it, and what I may do',
    cites: art('111', '9.1'),
    who: 'public',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const shown =
        actor.kind === 'public'
          ? { id, version: found.version, state: itemView(found.state, actor, id), actions: [] }
          : await answer(tx, deps, subject, definition, id, found.state, found.version, actor as Organised)
      return { ...shown, ...(await published(tx, id)) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/service-item-desk',
    summary: 'The items that my department keeps, with their drafts; all of them for those who watch',
    cites,
    who: kinds,
    handler: async ({ tx, actor }) => {
      const keeper = actor.kind === 'department' ? actor.organisation : undefined
      const items = await entries(tx, keeper)
      const mayBegin = actor.kind === 'department' && isOfTheCity(actor)
      return {
        items: items.flatMap((i) => {
          const seen = keeper || settles(actor) || actor.kind === 'audit'
          if (!seen && (i.state.status === 'draft' || i.state.status === 'new')) return []
          return [{ ...i, state: itemView(i.state, actor, i.id) }]
        }),
        mayBegin,
        names: await takenNames(tx),
        departments: settles(actor) ? await cityDepartments(tx) : [],
        today: dateOf(await deps.now(tx)),
      }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/service-items',
    summary: 'Draft an item of the list for my department',
    cites,
    who: ['department'],
    body: z.object({ content: contentSchema }),
    handler: async ({ tx, actor, body: { content }, reply }) => {
      if (!isOfTheCity(actor)) throw new Refused(noItem('item-city-department'))
      if (!serviceCategories.some((c) => c.code === content.category)) {
        const params = { category: content.category }
        throw new Refused(noItem('item-category-unknown', art('111', '14'), params, 'content.category'))
      }
      await lockList(tx)
      const id = await nextCode(tx, content.category)
      const create = newServiceItem(id, { id: actor.organisation, name: actor.organisationName })
      const outcome = await act(tx, deps, subject, id, { kind: 'draft', content }, actor, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      reply.code(201)
      return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
    },
  })

  commandRoutes(app, deps, subject, definition)
}

const isOfTheCity = (actor: Organised): boolean => regionOf(actor.region)?.level === 'city'

async function published(tx: Tx, id: string) {
  return {
    versions: await store.itemVersions(tx, id),
    history: await historyOfSubject(tx, `service-item/${id}`, (entry) => entry.open),
  }
}
