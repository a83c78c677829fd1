import type { FastifyInstance } from 'fastify'
import type { Instant } from '../calendar/index.ts'
import type { Deps, Tx } from '../platform/deps.ts'
import type { HttpDeps } from '../platform/http.ts'
import { addRefusalWords } from '../platform/messages.ts'
import type { NoticeKind, Procurement } from '../procurement/index.ts'
import { readFramework, readProcurement } from '../procurement/server.ts'
import { organisationById } from '../registry/server.ts'
import { type OwnerFinding, ownerFindings, type Party, refusalWords, spotCheckRefusals } from './index.ts'
import { mountExcellence } from './io/excellence-routes.ts'
import { endEngagement, issueNotice, openCallOff, openEngagement } from './io/opening.ts'
import { mountEngagements } from './io/routes.ts'
import type { SigningPlace } from './io/signing.ts'
import { mountSpotChecks } from './io/spot-check-routes.ts'
import { findingsAbout, type Inspection } from './io/spot-check-store.ts'
import { declareSpotCheckDraw, type SpotCheckSubject, spotCheckSubject } from './io/spot-check-subject.ts'
import { type EngagementSubject, engagementSubject } from './io/subject.ts'
import * as store from './store.ts'

export type { PublicRating } from './store.ts'
export type { Inspection }
export { type EngagementSubject, engagementSubject }

/** Mounts routes and declares jobs; gives back the subject that the tick runs. */
export function mountFulfilment(
  app: FastifyInstance,
  deps: HttpDeps,
  place: SigningPlace,
): EngagementSubject {
  const subject = engagementSubject(deps, place)
  declareJobs(deps, subject)
  mountEngagements(app, deps, subject, place)
  return subject
}

/** Mounts spot checks of contracts and performance (37) and hands their draws back to them. */
export function mountSpotCheck(app: FastifyInstance, deps: HttpDeps): SpotCheckSubject {
  const subject = spotCheckSubject(deps)
  declareSpotCheckDraw(subject)
  mountSpotChecks(app, deps, subject)
  mountExcellence(app, deps)
  return subject
}

/** What spot checks found about an agency (37, 44), latest first: facts for its credit score; nothing here judges them. */
export const inspectionsOf = (tx: Tx, agency: string): Promise<Inspection[]> => findingsAbout(tx, agency)

/**
 * The jobs that procurement enqueues with its own changes:
 * `documents.render` {kind, procurement}: issue that notice of it, once;
 * `fulfilment.open` {procurement}: issue the award notice and open the engagement;
 * `fulfilment.open-call-off` {framework, callOff}: the same for an accepted call-off of a framework (22.2);
 * `fulfilment.end` {procurement}: the announcement was voided, the engagement ends (26).
 */
function declareJobs(deps: Deps, subject: EngagementSubject): void {
  const declare = <T extends { procurement: string }>(
    name: string,
    run: (tx: Tx, p: Procurement, payload: T) => Promise<unknown>,
  ): void =>
    deps.jobs.handle<T>(name, (payload) =>
      deps.db.transaction().execute(async (tx) => {
        const p = await readProcurement(tx, payload.procurement)
        if (!p) throw new Error(`${name}: no procurement ${payload.procurement}`)
        await run(tx, p, payload)
      }),
    )
  declare<{ kind: NoticeKind; procurement: string }>('documents.render', (tx, p, { kind, procurement }) =>
    issueNotice(tx, deps, kind, procurement, p),
  )
  declare('fulfilment.open', (tx, p, { procurement }) => openEngagement(tx, deps, subject, procurement, p))
  deps.jobs.handle<{ framework: string; callOff: string }>(
    'fulfilment.open-call-off',
    ({ framework, callOff }) =>
      deps.db.transaction().execute(async (tx) => {
        const f = await readFramework(tx, framework)
        if (!f) throw new Error(`fulfilment.open-call-off: no framework ${framework}`)
        await openCallOff(tx, deps, subject, f, callOff)
      }),
  )
  declare('fulfilment.end', (tx, p, { procurement }) => endEngagement(tx, deps, subject, procurement, p))
}

/** Engagements of an owner that are neither closed nor ended (21.2). */
export const openEngagementsOf = async (tx: Tx, owner: string) =>
  (await store.openOf(tx, owner)).map((e) => ({ subject: 'engagement' as const, ...e }))

/** Engagements that an operator looks after (8.1). */
export const openEngagementsAt = async (tx: Tx, operator: string) =>
  (await store.openAt(tx, operator)).map((e) => ({ subject: 'engagement' as const, ...e }))

/** Ids of the engagements of an agency, oldest first: their facts are what its score is made of (44). */
export const engagementIdsOf = (tx: Tx, agency: string): Promise<string[]> => store.idsOfAgency(tx, agency)

/** The ratings of an agency for its page and its score (38, 44), newest first, with their weighted mean. */
export const ratingsOf = async (tx: Tx, agency: string, limit = 50) => ({
  ...(await store.ratingSummary(tx, agency)),
  items: await store.ratingsOfSubject(tx, agency, limit),
})

/** The procurement that an engagement comes from; undefined when there is no such engagement. */
export const procurementOfEngagement = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await store.engagementStore.read(tx, id))?.state.award.procurement

/** Ids of the engagements that a procurement led to: its own, or one for each accepted call-off (22.2). */
export const engagementsOf = (tx: Tx, procurement: string): Promise<string[]> =>
  store.engagementsOf(tx, procurement)

/** The ratings of the engagement that a procurement led to, for its announcement's page. */
export const ratingsOfProcurement = (tx: Tx, procurement: string) =>
  store.ratingsOfEngagement(tx, procurement)

/**
 * What the clocks and sums of an engagement say of its owner (55.5, 55.7), with the owner's place; nothing where there is
 * no such engagement.
 */
export async function ownerFindingsOf(
  tx: Tx,
  id: string,
): Promise<(OwnerFinding & { owner: { region: string } })[]> {
  const e = (await store.engagementStore.read(tx, id))?.state
  const findings = e ? ownerFindings(e) : []
  if (findings.length === 0) return []
  const owner = await organisationById(tx, findings[0]!.owner.id)
  const region = owner?.region ?? findings[0]!.region
  return findings.map((f) => ({ ...f, owner: { ...f.owner, region } }))
}

/** Engagements whose clocks or sums say something of their owners. */
export const engagementsWithFindings = async (tx: Tx): Promise<string[]> =>
  (await store.withOwnerFindings(tx))
    .filter(({ state }) => ownerFindings(state).length > 0)
    .map(({ id }) => id)

/** What a complaint about an agency's service must know (49.5); undefined when there is no such engagement. */
export async function engagementMatter(
  tx: Tx,
  id: string,
): Promise<{ title: string; agency: Party; region: string; endedAt?: Instant } | undefined> {
  const e = (await store.engagementStore.read(tx, id))?.state
  if (!e || e.status === 'unopened') return undefined
  // 有关业务结束之日: the acceptance of the service, or the end that came before it.
  const endedAt = 'completedAt' in e ? e.completedAt : e.status === 'ended' ? e.endedAt : undefined
  const { title, agency, region } = e.award
  return { title, agency, region, ...(endedAt ? { endedAt } : {}) }
}

addRefusalWords(refusalWords)
addRefusalWords(spotCheckRefusals)
