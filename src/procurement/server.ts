import type { FastifyInstance } from 'fastify'
import { dateOf } from '../calendar/index.ts'
import { type CompletedDraw, onDrawComplete, onOpened } from '../draw/server.ts'
import { act } from '../platform/act.ts'
import type { Deps, Tx } from '../platform/deps.ts'
import type { HttpDeps } from '../platform/http.ts'
import { addRefusalWords } from '../platform/messages.ts'
import { agencyStanding } from '../registry/server.ts'
import {
  type AwardInfo,
  awardInfo,
  type Command,
  catalogueRefusalWords,
  type Procurement,
  publicationOf,
  refusalWords,
} from './index.ts'
import { mountAnnouncements } from './io/announcement-routes.ts'
import { mountCatalogues } from './io/catalogue-routes.ts'
import { mountProcurements } from './io/procurement-routes.ts'
import { mountRegistrations } from './io/registration-routes.ts'
import { openAll, targetOf } from './io/registrations.ts'
import { type ProcurementSubject, procurementSubject, purpose } from './io/subject.ts'
import * as store from './store.ts'

export { type ProcurementSubject, procurementSubject }

/** Mounts the routes of procurement and gives back the subject that the tick runs. */
export function mountProcurement(app: FastifyInstance, deps: HttpDeps): ProcurementSubject {
  const subject = procurementSubject(deps)
  mountAnnouncements(app, deps, subject)
  mountRegistrations(app, deps)
  mountProcurements(app, deps, subject)
  mountCatalogues(app, deps)
  return subject
}

/** A procurement; undefined when there is none of that id. */
export const readProcurement = async (tx: Tx, id: string): Promise<Procurement | undefined> =>
  (await store.read(tx, id))?.state

/** Procurements of an owner that somebody waits for: filed, and neither failed, ended nor awarded yet (21.2). */
export const openProcurementsOf = async (tx: Tx, owner: string) =>
  (await store.openOf(tx, owner)).map((p) => ({ subject: 'procurement' as const, ...p }))

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

/** The trustees have opened the boxes: who registered, and where they stand now (22.1.1, 29.1). */
onOpened(purpose, async (tx, deps, { subject }) => {
  const id = idOf(subject)
  const p = await readProcurement(tx, id)
  const publication = p && publicationOf(p)
  if (p?.status !== 'opening' || !publication) return
  const today = dateOf(await deps.now(tx))
  const opened = await openAll(tx, deps, await targetOf(tx, id, publication))
  const registrants = []
  for (const { agency, leaf } of opened) {
    const standing = await agencyStanding(tx, agency, today)
    if (!standing) throw new Error(`an agency that registered is gone: ${agency}`)
    registrants.push({ leaf, standing })
  }
  await proceed(tx, deps, id, { kind: 'open', registrants })
})

onDrawComplete(purpose, (tx, deps, { subject, order }: CompletedDraw) =>
  proceed(tx, deps, idOf(subject), { kind: 'drawn', order: order.map((o) => o.leaf) }),
)

addRefusalWords(refusalWords)
addRefusalWords(catalogueRefusalWords)
