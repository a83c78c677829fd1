import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
import { completedDraws } from '../../draw/server.ts'
import { art } from '../../gazette/index.ts'
import { historyOf } from '../../ledger/server.ts'
import { contextOf } from '../../platform/act.ts'
import type { Tx } from '../../platform/deps.ts'
import { onTimePermille } from '../../platform/desk.ts'
import { documentsOf } from '../../platform/documents/index.ts'
import { type HttpDeps, Refused, route } from '../../platform/http.ts'
import { qualificationText } from '../../registry/index.ts'
import { agenciesPage, itemNames, publishedItems } from '../../registry/server.ts'
import { refuse } from '../../workflow/index.ts'
import {
  alternatesOf,
  awardedAmount,
  type Entrant,
  membersOf,
  methodOfAnnounced,
  type Procurement,
  type Publication,
  procurementWorkflow,
  publicationOf,
  publicDraft,
  winnerOf,
} from '../index.ts'
import * as store from '../store.ts'
import { wordsOf } from './cut.ts'
import { cardOf, facetsJson } from './hall.ts'
import { idSchema } from './schemas.ts'
import type { ProcurementSubject } from './subject.ts'

const cites = art('111', '24')
const code = z.string().max(20).optional()

/** What anyone may see without signing in: the hall, an announcement, the figures of the market. */
export function mountAnnouncements(app: FastifyInstance, deps: HttpDeps, subject: ProcurementSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/announcements',
    summary:
      'The hall: announcements by filters and words, a page at a time, with the counts behind each filter',
    cites,
    who: 'public',
    query: z.object({
      state: code,
      method: code,
      region: code,
      category: code,
      serviceType: code,
      money: code,
      q: z.string().max(100).optional(),
      sort: z.enum(['deadline', 'published', 'amount']).default('deadline'),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ query: { q, ...query }, reply }) => {
      const { cards, total } = await store.hallPage(deps.db, {
        ...query,
        ...(q ? { words: wordsOf(q) } : {}),
      })
      // The cards are JSON already: written once when an announcement changes, not at every visit.
      reply.type('application/json; charset=utf-8')
      return `{"items":[${cards.join(',')}],"total":${total},"facets":${await facetsJson(deps.db)}}`
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/announcements/:id',
    summary: 'An announcement by its id or number: text, clocks, history with proofs, notices, result',
    cites,
    who: 'public',
    params: idSchema,
    handler: async ({ tx, params }) => {
      const id = await store.idOf(tx, params.id)
      const found = id === undefined ? undefined : await store.read(tx, id)
      const detail = found && (await detailOf(tx, deps, subject, id!, found.state))
      if (!detail) throw new Refused(refuse('unknown-subject', cites, { id: params.id }))
      return detail
    },
  })

  let figures: { at: number; value: unknown } | undefined
  route(app, deps, {
    method: 'GET',
    url: '/api/statistics',
    summary:
      'Figures of the market: open announcements, agencies, clocks met, draws that anyone can recompute',
    cites: art('111', '8'),
    who: 'public',
    handler: async ({ tx }) => {
      if (!figures || Date.now() - figures.at > 5000) {
        const value = {
          open: await store.openCount(tx),
          agencies: (await agenciesPage(tx, { page: 1, size: 1 })).total,
          onTimePermille: await onTimePermille(tx),
          draws: await completedDraws(tx),
        }
        figures = { at: Date.now(), value }
      }
      return figures.value
    },
  })
}

/** Everything that the page of an announcement shows; undefined while it is not published. */
async function detailOf(tx: Tx, deps: HttpDeps, subject: ProcurementSubject, id: string, p: Procurement) {
  const publication = publicationOf(p)
  const card = cardOf(id, p, (await itemNames(tx)).get(p.draft.serviceType ?? '')?.zh ?? '')
  if (!publication || !card) return undefined
  const announced = publicDraft(publication.draft)
  const { content, qualifications, timeLimitDays, formula, contact } = announced
  const required = qualificationText(publication.draft.required ?? [])
  const { merit, direct, other, priceRange, auction, framework } = announced
  const ctx = await contextOf(tx, deps, subject, p, undefined, { kind: 'public' })
  return {
    ...card,
    ...(await publishedPrice(tx, publication)),
    ...{
      content,
      qualifications,
      timeLimitDays,
      formula,
      contact,
      merit,
      direct,
      other,
      priceRange,
      auction,
      framework,
    },
    ...(required === '' ? {} : { required }),
    offer: methodOfAnnounced(publication.draft).offer(publication.draft),
    operatorName: p.operator.name,
    history: await publicHistory(tx, id),
    clocks: procurementWorkflow.deadlines(p, ctx),
    notices: await noticesOf(tx, id),
    drawId: publication.number,
    ...('opened' in p ? { registrations: p.opened.registrations } : {}),
    ...resultOf(p),
    ...(p.previous ? { previous: await store.linkOf(tx, p.previous) } : {}),
    ...('next' in p && p.next ? { next: await store.linkOf(tx, p.next) } : {}),
  }
}

/** 11: the price of the service as the list had it on the day of publication. */
async function publishedPrice(tx: Tx, { publishedAt, draft }: Publication) {
  const items = await publishedItems(tx, dateOf(publishedAt))
  const price = items.find((i) => i.code === draft.serviceType)?.price
  return price && price.mode !== 'market' ? { price } : {}
}

/** Nobody's name before the result is announced (53.2), and no name at all where there is none. */
function resultOf(p: Procurement) {
  if (p.status !== 'publicity' && p.status !== 'awarded' && p.status !== 'voided') return {}
  const winner = winnerOf(p.result)
  if (!winner) return {}
  const { ranking, choice } = p.result
  return {
    result: {
      winner: partyOf(winner),
      alternates: alternatesOf(p.result).map(partyOf),
      ...(p.draft.framework ? { members: membersOf(p).map(partyOf) } : {}),
      ...{ amount: awardedAmount(p), ranking, choice },
    },
  }
}

const partyOf = ({ agency, name, code }: Entrant) => ({ id: agency, name, code })

async function publicHistory(tx: Tx, id: string) {
  const entries = await historyOf(tx, `procurement/${id}`)
  return entries
    .filter((e) => e.open)
    .map(({ record, index }) => {
      const { announcement: _, working: __, groups: ___, order: ____, ...params } = record.body
      return { at: record.at, kind: record.kind, article: record.article, params, leaf: index }
    })
}

/** The notices in order, each with its document where one was issued. */
export async function noticesOf(tx: Tx, id: string) {
  const documents = await documentsOf(tx, `procurement/${id}`)
  return (await store.noticesOf(tx, id)).map(({ kind, number, at, title }) => {
    const document = documents.find((d) => d.kind === kind && d.at === at)
    return {
      kind,
      number,
      at,
      title,
      ...(document ? { documentUrl: document.url, checkUrl: document.checkUrl } : {}),
    }
  })
}
