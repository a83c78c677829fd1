import { toEpochMs } from '../../calendar/index.ts'
import type { Db, Tx } from '../../platform/deps.ts'
import { regionOf } from '../../registry/index.ts'
import { methodArticles, type Procurement, publicationOf, publicState } from '../index.ts'
import * as store from '../store.ts'
import { wordsOf } from './cut.ts'

/** What a card in the hall shows; helper of the list and head of the announcement's page. */
export function cardOf(id: string, p: Procurement, serviceTypeName: string) {
  const publication = publicationOf(p)
  const state = publicState(p)
  if (!publication || !state) return undefined
  const { draft, number, publishedAt } = publication
  return {
    id,
    number,
    title: draft.title,
    state,
    method: draft.method,
    methodArticle: methodArticles[draft.method],
    serviceType: draft.serviceType,
    serviceTypeName,
    region: draft.region,
    regionName: regionOf(draft.region)?.short ?? draft.region,
    ownerName: p.owner.name,
    money: draft.money,
    amount: draft.amount ?? null,
    publishedAt,
    deadline: draft.deadline,
  }
}

export type Card = NonNullable<ReturnType<typeof cardOf>>

/** Writes the row by which the hall finds and shows a published procurement; does nothing for the others. */
export async function show(tx: Tx, id: string, p: Procurement, serviceTypeName: string): Promise<void> {
  const card = cardOf(id, p, serviceTypeName)
  if (!card) return
  const { state, method, region, serviceType, money, amount, publishedAt, deadline } = card
  await store.saveAnnouncement(tx, {
    ...{ id, state, method, region, serviceType, money, amount, publishedAt, deadline },
    category: serviceType.split('.')[0]!,
    nearness: nearness(state === 'open', toEpochMs(deadline)),
    words: wordsOf(`${card.title} ${card.ownerName} ${serviceTypeName} ${card.number}`),
    card: JSON.stringify(card),
  })
}

/** Far beyond every deadline. */
const beyond = 1e15

const nearness = (open: boolean, deadline: number): number => (open ? deadline : beyond - deadline)

const counted = new WeakMap<Db, { at: number; json: string }>()

/** Makes the next reader count anew. */
export const staleFacets = (db: Db): void => {
  counted.delete(db)
}

/** The counts behind the filters, counted at most every two seconds: every visitor of the hall asks for them. */
export async function facetsJson(db: Db): Promise<string> {
  const known = counted.get(db)
  if (known && Date.now() - known.at < 2000) return known.json
  const json = JSON.stringify(await store.facets(db))
  counted.set(db, { at: Date.now(), json })
  return json
}
