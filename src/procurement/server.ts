import type { FastifyInstance } from 'fastify'
import { dateOf } from '../calendar/index.ts'
import { type CompletedDraw, onDrawComplete, onOpened } from '../draw/server.ts'
import { act } from '../platform/act.ts'
import type { Db, Deps, Tx } from '../platform/deps.ts'
import { type HttpDeps, Refused } from '../platform/http.ts'
import { addRefusalWords } from '../platform/messages.ts'
import { agencyStanding } from '../registry/server.ts'
import { auctionRefusals } from './auction-words.ts'
import {
  type AwardInfo,
  asksPlan,
  awardInfo,
  type Command,
  catalogueRefusalWords,
  type Framework,
  findingRefusalWords,
  frameworkRefusalWords,
  gradeOf,
  methodOfAnnounced,
  type OpenedOffer,
  type Procurement,
  publicationOf,
  type Registrant,
  recusalRefusalWords,
  refusalWords,
} from './index.ts'
import { mountAnnouncements } from './io/announcement-routes.ts'
import { mountAuctionRoutes } from './io/auction-routes.ts'
import { type AuctionSubject, auctionSubject, declareSettling } from './io/auction-subject.ts'
import { mountCatalogues } from './io/catalogue-routes.ts'
import { type FindingSubject, findingSubject, lookForSameOrigin, mountFindings } from './io/findings.ts'
import { mountFrameworkRoutes } from './io/framework-routes.ts'
import { type FrameworkSubject, frameworkSubject } from './io/framework-subject.ts'
import { frameworkStore } from './io/frameworks.ts'
import { mountProcurements } from './io/procurement-routes.ts'
import { mountRecusals } from './io/recusal-routes.ts'
import { type RecusalSubject, recusalSubject } from './io/recusal-subject.ts'
import { tieOf } from './io/recusals.ts'
import { mountRegistrations } from './io/registration-routes.ts'
import { openAll, targetOf } from './io/registrations.ts'
import { type ProcurementSubject, procurementSubject, purposes } from './io/subject.ts'
import * as store from './store.ts'
import type { Invitee } from './terms.ts'

export { type Contracted, recordContract } from './io/follow-ons.ts'
export { annulSelection, holdAward, releaseAward } from './io/holds.ts'
export { type ProcurementSubject, procurementSubject }

/** What procurement asks of modules that come after it; wired by the market. */
export interface ProcurementDoors {
  /** Ratings of an agency (38): weighted mean in thousandths of a star, null without any, and their number. */
  ratingsOf(
    tx: Tx,
    agency: string,
  ): Promise<{ milliStars: number | null; ratings: number; milliScore?: number }>
}

const doorsOf = new WeakMap<Db, ProcurementDoors>()

/** Mounts the routes of procurement and gives back the subject that the tick runs. */
export function mountProcurement(
  app: FastifyInstance,
  deps: HttpDeps,
  doors: ProcurementDoors = { ratingsOf: async () => ({ milliStars: null, ratings: 0 }) },
): ProcurementSubject {
  doorsOf.set(deps.db, doors)
  const subject = procurementSubject(deps)
  mountAnnouncements(app, deps, subject)
  mountRegistrations(app, deps)
  mountProcurements(app, deps, subject)
  mountCatalogues(app, deps)
  return subject
}

/** Mounts recusals (111/29.2, 29.3). */
export function mountRecusal(app: FastifyInstance, deps: HttpDeps): RecusalSubject {
  const subject = recusalSubject(deps)
  mountRecusals(app, deps, subject)
  return subject
}

/** Mounts what is found at an opening about where registrations came from (111/40.2). */
export function mountOrigins(app: FastifyInstance, deps: HttpDeps): FindingSubject {
  const subject = findingSubject(deps)
  mountFindings(app, deps, subject)
  return subject
}

/** Mounts frameworks (111/22.2). */
export function mountFrameworks(app: FastifyInstance, deps: HttpDeps): FrameworkSubject {
  const subject = frameworkSubject(deps)
  mountFrameworkRoutes(app, deps, subject)
  return subject
}

/** A framework; undefined when there is none of that id. */
export const readFramework = async (tx: Tx, id: string): Promise<Framework | undefined> =>
  (await frameworkStore.read(tx, id))?.state

/** Mounts the descending auction and gives back the subject that the tick ends (22.1.5). */
export function mountAuctions(app: FastifyInstance, deps: HttpDeps): AuctionSubject {
  const subject = auctionSubject(deps)
  mountAuctionRoutes(app, deps)
  declareSettling(deps, subject, (tx, { id, bids, tied }) =>
    proceed(tx, deps, id, { kind: 'bids', bids, tied }),
  )
  return subject
}

/** A procurement; undefined when there is none of that id. */
export const readProcurement = async (tx: Tx, id: string): Promise<Procurement | undefined> =>
  (await store.read(tx, id))?.state

/** Procurements of an owner that somebody waits for: filed, and neither failed, ended nor awarded yet (21.2). */
export const openProcurementsOf = async (tx: Tx, owner: string) =>
  (await store.openOf(tx, owner)).map((p) => ({ subject: 'procurement' as const, ...p }))

/** Procurements that an operator has in hand (8.1). */
export const openProcurementsAt = async (tx: Tx, operator: string) =>
  (await store.openAt(tx, operator)).map((p) => ({ subject: 'procurement' as const, ...p }))

/** What an engagement starts from; undefined unless the award notice has been issued and the announcement stands. */
export async function awardOf(tx: Tx, id: string): Promise<AwardInfo | undefined> {
  const p = await readProcurement(tx, id)
  return p && awardInfo(id, p)
}

const idOf = (subject: string) => subject.replace('procurement/', '')

/** A step of the system's own; one that is done already is left alone, since every step may be asked for twice. */
async function proceed(tx: Tx, deps: Deps, id: string, command: Command): Promise<void> {
  const outcome = await act(tx, deps, procurementSubject(deps), id, command, { kind: 'system' })
  if (!outcome.ok && outcome.refusal.code !== 'not-available') {
    throw new Error(`procurement ${id}: ${command.kind} was refused: ${outcome.refusal.code}`)
  }
}

/** The trustees have opened the boxes: who registered, with what, and where they stand now (22.1, 29.1). */
async function openRegistrations(tx: Tx, deps: Deps, id: string): Promise<void> {
  const p = await readProcurement(tx, id)
  const publication = p && publicationOf(p)
  if (p?.status !== 'opening' || !publication) return
  const today = dateOf(await deps.now(tx))
  const comparesRecords = asksPlan(methodOfAnnounced(publication.draft).offer(publication.draft))
  const registrants: Registrant[] = []
  const declined: Invitee[] = []
  const sent: Parameters<typeof lookForSameOrigin>[3][number][] = []
  for (const found of await openAll(tx, deps, await targetOf(tx, id, publication))) {
    const standing = await agencyStanding(tx, found.agency, today)
    if (!standing) throw new Error(`an agency that registered is gone: ${found.agency}`)
    if (found.declined) {
      declined.push({ id: standing.id, name: standing.name })
      continue
    }
    const { leaf, origin } = found
    sent.push({ leaf, agency: { id: standing.id, name: standing.name }, ...(origin ? { origin } : {}) })
    const tie = await tieOf(tx, deps, id, publication.draft.projectLead, standing)
    const offer = await withFiledPlan(tx, deps, found.offer, p.owner.id)
    const record = comparesRecords
      ? {
          ...(await doorsOf.get(deps.db)!.ratingsOf(tx, standing.id)),
          ...gradeOf(publication.draft, standing),
        }
      : undefined
    registrants.push({
      leaf,
      standing,
      ...(tie ? { tie } : {}),
      ...(offer === undefined ? {} : { offer }),
      ...(record ? { record } : {}),
    })
  }
  await lookForSameOrigin(tx, deps, { id, procurement: p, number: publication.number }, sent)
  await proceed(tx, deps, id, { kind: 'open', registrants, declined })
}

/** 22.1.3: the document of a plan is filed for the owner, who reads it before choosing; one that is none is left out. */
async function withFiledPlan(
  tx: Tx,
  deps: Deps,
  offer: OpenedOffer | undefined,
  owner: string,
): Promise<OpenedOffer | undefined> {
  if (offer === undefined || offer === 'unreadable' || !offer.plan?.file) return offer
  const { file, ...plan } = offer.plan
  try {
    const bytes = Buffer.from(file.base64, 'base64')
    const { id, name } = await deps.files.put(tx, { name: file.name.slice(0, 200), bytes, owner })
    return { ...offer, plan: { ...plan, filed: { id, name } } }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ...offer, plan }
  }
}

for (const purpose of purposes) {
  onOpened(purpose, (tx, deps, { subject }) => openRegistrations(tx, deps, idOf(subject)))
  onDrawComplete(purpose, (tx, deps, { subject, order }: CompletedDraw) =>
    proceed(tx, deps, idOf(subject), { kind: 'drawn', order: order.map((o) => o.leaf) }),
  )
}

addRefusalWords(refusalWords)
addRefusalWords(catalogueRefusalWords)
addRefusalWords(recusalRefusalWords)
addRefusalWords(findingRefusalWords)
addRefusalWords(auctionRefusals)
addRefusalWords(frameworkRefusalWords)
