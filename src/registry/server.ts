import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Instant, PlainDate } from '../calendar/index.ts'
import type { Article } from '../gazette/index.ts'
import type { Deps, Tx } from '../platform/deps.ts'
import type { HttpDeps, Organised } from '../platform/http.ts'
import { addRefusalWords } from '../platform/messages.ts'
import type { OrganisationKind, Role } from '../workflow/index.ts'
import data from './data/bodies.json' with { type: 'json' }
import {
  type AgencyStanding,
  type Body,
  bodyRefusalWords,
  certificateRefusalWords,
  chainOf,
  type FiledFile,
  type Ground,
  isFiled,
  itemRefusalWords,
  type OwnerProfile,
  objectionRefusalWords,
  refusalWords,
  regions,
  revealRefusalWords,
  staffRefusalWords,
  standingRefusalWords,
} from './index.ts'
import { mountAdmissions } from './io/admission-routes.ts'
import { admissionStore } from './io/admissions.ts'
import * as agencies from './io/agencies.ts'
import { archived, mountArchive } from './io/archive.ts'
import { departmentsOf, nearestBody } from './io/bodies.ts'
import { type BodySubject, bodySubject, type HeldReader, mountBodies } from './io/body-routes.ts'
import { mountCertificates } from './io/certificate-routes.ts'
import { mountChanges } from './io/change-routes.ts'
import { type ChangeSubject, changeSubject } from './io/change-subject.ts'
import { mountImports } from './io/import-routes.ts'
import { importColumns, importSheet } from './io/import-sheet.ts'
import { mountServiceItems } from './io/item-routes.ts'
import { mountItemSheets } from './io/item-sheet-routes.ts'
import { type ItemSubject, itemSubject } from './io/item-subject.ts'
import { keepNaturalPerson } from './io/natural-persons.ts'
import { mountObjections } from './io/objection-routes.ts'
import { type ObjectionSubject, objectionSubject } from './io/objection-subject.ts'
import { mountOwners, type OpenBusinessReader, type OwnerSubject, ownerSubject } from './io/owners.ts'
import { type Accounts, mountPublic } from './io/public-routes.ts'

import { mountQualifications } from './io/qualification-routes.ts'
import {
  type QualificationSubject,
  qualificationSubject,
  wakeQualifications,
} from './io/qualification-subject.ts'
import { mountReveals } from './io/reveal-routes.ts'
import { mountStaff } from './io/staff-routes.ts'
import { firstInvitation, type StaffSubject, staffSubject } from './io/staff-subject.ts'
import { bringCase, mountStandingCases } from './io/standing-routes.ts'
import { deriveStatus, effectsBetween, lockAgency, statusesOf } from './io/standing-store.ts'
import { expelAgency, type StandingSubject, standingSubject } from './io/standing-subject.ts'
import { type AdmissionSubject, admissionSubject, identityDigest, sealPhone } from './io/subject.ts'
import { endSuspension, pausesOf, suspend } from './io/suspensions.ts'
import * as store from './store.ts'

export type { Accounts }

export {
  type AdmissionSubject,
  admissionSubject,
  archived,
  firstInvitation,
  identityDigest,
  importColumns,
  importSheet,
  type StandingSubject,
  sealPhone,
  wakeQualifications,
}

/** The registry's subjects, which the tick runs. */
export interface RegistrySubjects {
  admission: AdmissionSubject
  change: ChangeSubject
  qualification: QualificationSubject
  staff: StaffSubject
}

/** Mounts the registry's routes and gives back its subjects. */
export function mountRegistry(app: FastifyInstance, deps: HttpDeps, accounts: Accounts): RegistrySubjects {
  const subjects = {
    admission: admissionSubject(deps),
    change: changeSubject(deps),
    qualification: qualificationSubject(deps),
    staff: staffSubject(deps),
  }
  mountArchive(app, deps)
  mountPublic(app, deps, accounts)
  mountAdmissions(app, deps, subjects.admission)
  mountChanges(app, deps, subjects.change)
  mountQualifications(app, deps, subjects.qualification)
  mountStaff(app, deps, subjects.staff, accounts)
  mountImports(app, deps)
  mountCertificates(app, deps)
  mountReveals(app, deps)
  return subjects
}

/**
 * Mounts the owners' own entries (111/21.2).
 * @param openBusiness what an owner has not finished in procurement and fulfilment, which this module does not know
 */
export function mountOwnerAccounts(
  app: FastifyInstance,
  deps: HttpDeps,
  openBusiness: OpenBusinessReader,
): OwnerSubject {
  const subject = ownerSubject(openBusiness)
  mountOwners(app, deps, subject)
  return subject
}

/**
 * Mounts the acting bodies of every region (111/7-13).
 * @param held what a body holds in procurement and fulfilment, which this module does not know
 */
export function mountActingBodies(
  app: FastifyInstance,
  deps: HttpDeps,
  staff: StaffSubject,
  held: HeldReader,
): BodySubject {
  const subject = bodySubject(held)
  mountBodies(app, deps, subject, staff)
  return subject
}

/** Mounts publicities and objections against admissions (111/20.2, 20.3). */
export function mountPublicity(
  app: FastifyInstance,
  deps: HttpDeps,
  admissions: AdmissionSubject,
): ObjectionSubject {
  const subject = objectionSubject(deps, admissions)
  mountObjections(app, deps, subject)
  return subject
}

/** Mounts the list of service items (111/9.1, 14). */
export function mountItems(app: FastifyInstance, deps: HttpDeps): ItemSubject {
  const subject = itemSubject(deps)
  mountServiceItems(app, deps, subject)
  mountItemSheets(app, deps, subject)
  return subject
}

/** Mounts suspension and expulsion (111/35, 36). */
export function mountStanding(app: FastifyInstance, deps: HttpDeps): StandingSubject {
  const subject = standingSubject(deps)
  mountStandingCases(app, deps, subject)
  return subject
}

/** The bodies that the measure names or gives to the counties, and the published list. Does nothing the second time. */
export async function seedRegistry(tx: Tx): Promise<void> {
  for (const body of data.bodies) {
    if (await store.organisation(tx, body.id)) continue
    const { id, kind, zh: name, region, source, short, en, article } = body
    const profile = { short, en, article, source }
    await createOrganisation(tx, { id, kind: kind as OrganisationKind, name, region, profile })
  }
  await store.insertStartingItems(tx)
}

/** Makes an organisation; an agency begins as one that applies. Returns its id. */
export async function createOrganisation(
  tx: Tx,
  o: {
    id?: string
    kind: OrganisationKind
    name: string
    code?: string
    region: string
    demo?: boolean
    /** Owners: `{ownerKind, fiscal, legalRepresentative}`. */
    profile?: object
  },
): Promise<string> {
  const { id = randomUUID(), kind, name, code = null, region, demo = false, profile = {} } = o
  await store.insertOrganisation(tx, { id, kind, name, code, region, demo, profile })
  return id
}

/**
 * Makes a person; the account to sign in with is made by the platform's auth under the same id. Returns the id.
 * @param p.phone sealed by `sealPhone`
 */
export async function createPerson(
  tx: Tx,
  p: { id?: string; name: string; account: string; phone?: Uint8Array; email?: string; demo?: boolean },
): Promise<string> {
  const { id = randomUUID(), name, account, phone = null, email = null, demo = false } = p
  await store.insertPerson(tx, { id, name, account, phone, email, demo })
  return id
}

/** Files the identity number of a natural person who is an owner (111/2.2). */
export const keepIdentity = (
  tx: Tx,
  deps: Pick<Deps, 'keys'>,
  organisation: string,
  number: string,
): Promise<void> => keepNaturalPerson(tx, deps.keys, organisation, number)

/** Whether somebody is played in the demonstration. */
export const isDemoPerson = (tx: Tx, person: string): Promise<boolean> => store.isDemoPerson(tx, person)

/** Gives a person roles in an organisation; replaces those that they had there. */
export const addMembership = (tx: Tx, person: string, organisation: string, roles: Role[]): Promise<void> =>
  store.upsertMembership(tx, person, organisation, roles)

/** Who a person is inside the wanted organisation, or inside their first one; undefined without any. */
export async function actorOf(
  tx: Tx,
  person: string,
  organisation?: string | null,
): Promise<Organised | undefined> {
  return (await store.membershipsOf(tx, person, organisation))[0]
}

export type { MembershipRow } from './store.ts'

/** The organisations for which a person may act. */
export const membershipsOf = (tx: Tx, person: string): Promise<store.MembershipRow[]> =>
  store.membershipsOf(tx, person)

/** People of an organisation, with one of the roles where some are given: for notices and mails. */
export const peopleOf = (
  tx: Tx,
  organisation: string,
  roles: readonly Role[] = [],
): Promise<store.PersonRow[]> => store.peopleOf(tx, organisation, roles)

/** What the rules of choosing must know of an agency on a day: one query. */
export const agencyStanding = (tx: Tx, agency: string, on: PlainDate): Promise<AgencyStanding | undefined> =>
  agencies.standing(tx, agency, on)

/** Admitted agencies by any part of name, initials or code, by place and by service type. */
export const agenciesPage = (tx: Tx, query: agencies.AgencyQuery) => agencies.page(tx, query)

/**
 * Keeps the score by which the directory finds and orders agencies (33.1: 评价等次), in thousandths of a star. The one
 * seam between the directory and whoever scores: today the weighted mean of the ratings (38) as it changes; a credit score
 * (44) comes in here in its place.
 */
export const keepScore = (tx: Tx, agency: string, milli: number | null): Promise<void> =>
  agencies.keepScore(tx, agency, milli)

/** What the rules of choosing must know of an owner (111/2, 4, 21); undefined when there is none of that id. */
export async function ownerProfile(tx: Tx, id: string): Promise<OwnerProfile | undefined> {
  const row = await store.organisation(tx, id)
  if (row?.kind !== 'owner') return undefined
  const profile = row.profile as Partial<{
    ownerKind: OwnerProfile['kind']
    fiscal: boolean
    legalRepresentative: string
  }>
  return {
    id: row.id,
    name: row.name,
    ...(row.code ? { code: row.code } : {}),
    kind: profile.ownerKind ?? 'enterprise',
    fiscal: profile.fiscal ?? false,
    region: row.region,
    legalRepresentative: profile.legalRepresentative ?? '',
  }
}

/** The operator and the management body of a place, or of the nearest region above it (111/7, 8). Throws when the city has none. */
export async function bodiesOf(tx: Tx, region: string): Promise<{ operator: Body; management: Body }> {
  const operator = await nearestBody(tx, 'operator', region)
  const management = await nearestBody(tx, 'management', region)
  if (!operator || !management) throw new Error(`no operator or management body serves ${region}`)
  return { operator, management }
}

/** The body of a kind that serves a place: its own, or that of the nearest region above it (111/6, 10-13). */
export const bodyOf = (tx: Tx, kind: OrganisationKind, region: string): Promise<Body | undefined> =>
  nearestBody(tx, kind, region)

/** Parties of the market by their unified codes (111/10). */
export const partiesByCode = (tx: Tx, codes: readonly string[]): Promise<store.CodedRow[]> =>
  store.byCodes(tx, codes)

/**
 * Puts before the operator of an agency what the credit authority has found about it (111/10, 36.1, 36.3), as a report
 * that waits to be taken up. Returns the case's id; undefined where there is nothing to decide: the agency is not in the
 * market, or its expulsion is under way already.
 */
export async function reportToOperator(
  tx: Tx,
  deps: Deps,
  subject: StandingSubject,
  agency: { id: string; name: string; region: string },
  finding: { ground: Ground; text: string; file: FiledFile },
  actor: Organised,
): Promise<string | undefined> {
  const id = randomUUID()
  const outcome = await bringCase(
    ...([tx, deps, subject, id, agency] as const),
    { kind: 'report', services: [], ...finding },
    actor,
  )
  return outcome.ok ? id : undefined
}

/** What took effect on agencies between two days, both included, in its order (111/10, 35, 36). */
export const standingEffects = effectsBetween

/** Where cases stand, by id. */
export const standingStatuses = statusesOf

/** The doors by which the credit rules act on an agency (111/42.1, 43.5). */
export { deriveStatus, endSuspension, expelAgency, lockAgency, pausesOf, suspend }

/** Where an agency stands and which departments are in charge of its confirmed services (111/9.2, 39). */
export async function agencyOversight(
  tx: Tx,
  agency: string,
): Promise<{ status: AgencyStanding['status']; departments: Body[] } | undefined> {
  return agencies.oversight(tx, agency)
}

/** Names and grades of the qualifications that agencies hold, by service type, for the form of an announcement. */
export const confirmedQualifications = (tx: Tx) => agencies.confirmedQualifications(tx)

/** The department in charge of a service type at a place (111/9.1, 16); undefined when the type is not on the list. */
export async function departmentOf(
  tx: Tx,
  serviceType: string,
  region: string,
  on: PlainDate,
): Promise<Body | undefined> {
  const items = (await store.serviceItems(tx, { on })).filter((i) => i.code === serviceType)
  return (await departmentsOf(tx, items, region))[serviceType]
}

/** The published list of service items as it stands on a day (111/3, 9.1, 14), in the order of its codes. */
export const publishedItems = (tx: Tx, on: PlainDate): Promise<store.ServiceItemRow[]> =>
  store.serviceItems(tx, { on })

/** The names of every item that is or was on the list: what was announced keeps its name (111/9.1, 14). */
export const itemNames = (tx: Tx): Promise<Map<string, { zh: string; en: string }>> => store.itemNames(tx)

/**
 * Keeps an expelled agency and its legal representative out for two years (111/36.4). Called by whoever expels.
 * @param expulsion.article the ground: 36.1, 36.2, 36.3, or the paragraph of the credit rules that led to it
 */
export async function recordBar(
  tx: Tx,
  deps: Pick<Deps, 'keys'>,
  expulsion: {
    agency: { name: string; code: string }
    representative: { name: string; identity: string }
    since: PlainDate
    article: Article
  },
): Promise<void> {
  const { agency, representative, since, article } = expulsion
  const common = { name: agency.name, since, article }
  const key = identityDigest(deps, representative.identity)
  await agencies.insertBar(tx, { ...common, id: randomUUID(), party: 'agency', key: agency.code })
  await agencies.insertBar(tx, { ...common, id: randomUUID(), party: 'representative', key })
}

/** Id and name of an organisation, when it is of this kind. */
export async function organisationOfKind(
  tx: Tx,
  id: string,
  kind: OrganisationKind,
): Promise<Body | undefined> {
  const row = id === '' ? undefined : await store.organisation(tx, id)
  return row?.kind === kind ? { id: row.id, name: row.name } : undefined
}

/** Owners whose name has this part, at most twenty: for a form that names one. */
export const ownersNamed = (tx: Tx, q: string): Promise<Body[]> => store.ownersNamed(tx, q)

/** Owners of fiscal money whose name has this part, at most twenty: for the report of anyone (111/55). */
export const fiscalOwnersNamed = (tx: Tx, q: string): Promise<Body[]> => store.ownersNamed(tx, q, true)

/** The operators or the departments of every region, by a part of their name (111/53, 54). */
export const standingBodiesNamed = async (
  tx: Tx,
  kind: 'operator' | 'department',
  q: string,
): Promise<Body[]> =>
  (
    await store.bodies(
      tx,
      kind,
      regions.map((r) => r.code),
    )
  )
    .filter(({ name }) => name.includes(q))
    .map(({ id, name }) => ({ id, name }))

/** Whom 53 to 55 speak of: an operator, a department, an owner that uses fiscal money; undefined when it is none of that kind. */
export async function reportableBody(
  tx: Tx,
  id: string,
  kind: 'operator' | 'department' | 'owner',
): Promise<(Body & { region: string }) | undefined> {
  const row = id === '' ? undefined : await store.organisation(tx, id)
  if (row?.kind !== kind || (kind === 'owner' && row.profile.fiscal !== true)) return undefined
  return { id: row.id, name: row.name, region: row.region }
}

/** The name of any organisation. Throws when there is none of that id. */
export async function organisationName(tx: Tx, id: string): Promise<string> {
  const row = await store.organisation(tx, id)
  if (!row) throw new Error(`no organisation ${id}`)
  return row.name
}

addRefusalWords(refusalWords)
addRefusalWords(itemRefusalWords)
addRefusalWords(staffRefusalWords)
addRefusalWords(bodyRefusalWords)
addRefusalWords(revealRefusalWords)
addRefusalWords(standingRefusalWords)
addRefusalWords(certificateRefusalWords)
addRefusalWords(objectionRefusalWords)

/** Any organisation by its id, with its kind and place; undefined when there is none. */
export async function organisationById(
  tx: Tx,
  id: string,
): Promise<{ id: string; name: string; kind: OrganisationKind; region: string } | undefined> {
  const row = await store.organisation(tx, id)
  return row && { id: row.id, name: row.name, kind: row.kind, region: row.region }
}

/** What a complaint about an admission must know of it (49.2, 49.4); undefined when it is none's business yet. */
export async function admissionMatter(
  tx: Tx,
  deps: Pick<Deps, 'keys'>,
  id: string,
): Promise<
  { agency: string; title: string; operator: Body; published: boolean; endedAt?: Instant } | undefined
> {
  const state = (await admissionStore(deps.keys).read(tx, id))?.state
  if (!state || !isFiled(state)) return undefined
  const endedAt =
    'endedAt' in state
      ? state.endedAt
      : 'refusedAt' in state
        ? state.refusedAt
        : 'revokedAt' in state
          ? state.revokedAt
          : undefined
  return {
    agency: state.agency,
    title: state.form.subject.name,
    operator: state.operator,
    published: 'publishedAt' in state,
    ...(endedAt ? { endedAt } : {}),
  }
}

/** The departments that serve a place: its own and those of the regions above it, nearest first (9.1, 50). */
export async function departmentsAt(tx: Tx, region: string): Promise<Body[]> {
  const chain = chainOf(region).map((r) => r.code)
  const found = await store.bodies(tx, 'department', chain)
  return found
    .toSorted((a, b) => chain.indexOf(a.region) - chain.indexOf(b.region))
    .map(({ id, name }) => ({ id, name }))
}
