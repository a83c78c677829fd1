import { dateOf } from '../../calendar/index.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import type { Actor, Settings } from '../../workflow/index.ts'
import {
  type Admission,
  type AdmissionCommand,
  type AdmissionForm,
  type AdmissionKnowledge,
  admission,
  claimOf,
  confirmed,
  type FiledAdmission,
  filesOf,
  formOf,
  isFiled,
  knowledgeKey,
  routedTo,
} from '../index.ts'
import { noticeTexts } from '../notice-words.ts'
import { noticesOf } from '../notices.ts'
import * as store from '../store.ts'
import { admissionStore, otherOf } from './admissions.ts'
import * as agencies from './agencies.ts'
import { departmentsOf, nearestBody } from './bodies.ts'
import { enterQualification, stopClocks } from './qualification-subject.ts'
import { idsOf } from './qualifications.ts'

export type AdmissionSubject = Subject<Admission, AdmissionCommand>

/** The digest under which a person is known without showing the number (111/19.2, 29.1, 36.4). */
export const identityDigest = (deps: Pick<Deps, 'keys'>, number: string): string =>
  deps.keys.digest('registry/identity', number)

/** A person's phone as the database keeps it: nobody who holds a dump can read it. */
export const sealPhone = (deps: Pick<Deps, 'keys'>, phone: string): Buffer =>
  Buffer.from(deps.keys.seal('registry/phone', Buffer.from(phone)))

/** The application of an agency, as `act` and the routes run it. */
export function admissionSubject(deps: Deps): AdmissionSubject {
  return {
    name: 'admission',
    workflow: admission,
    store: admissionStore(deps.keys),
    title: (state) => formOf(state).subject.name || '入驻申请',
    rules: async (tx, state, command, actor) =>
      ({ [knowledgeKey]: await knowledge(tx, deps, state, command, actor) }) as Settings,
    react: async (tx, change) => {
      await keepTables(tx, deps, change)
      await tell(tx, deps, change)
    },
  }
}

/** What the rules ask beside the state: only while the applicant can still change something. */
async function knowledge(
  tx: Tx,
  deps: Deps,
  state: Admission,
  command: AdmissionCommand | undefined,
  actor: Actor,
): Promise<AdmissionKnowledge> {
  const clerks =
    command?.kind === 'assign' && 'organisation' in actor
      ? (await store.peopleOf(tx, actor.organisation, [])).map((p) => ({ person: p.id, name: p.name }))
      : []
  if (!('draft' in state))
    return { serviceTypes: [], departments: {}, elsewhere: [], bars: [], unknownFiles: [], clerks }
  const { subject, people, services, representative } = state.draft.form
  const items = await store.serviceItems(tx, { on: dateOf(await deps.now(tx)) })
  const identities = people.map((p) => identityDigest(deps, p.identity))
  if (command?.kind === 'submit') await agencies.lockNames(tx, identities)
  const held = await agencies.heldElsewhere(tx, identities, state.agency)
  const place = routedTo(subject.region, await deps.settings(tx))
  const claimed = items.filter((i) => services.some((s) => s.serviceType === i.code))
  return {
    clerks,
    serviceTypes: items.map((i) => i.code),
    operator: await nearestBody(tx, 'operator', place),
    departments: await departmentsOf(tx, claimed, place),
    elsewhere: held.map(({ identity, ...h }) => ({ index: identities.indexOf(identity), ...h })),
    bars: await agencies.bars(tx, {
      agency: subject.code,
      representative: identityDigest(deps, representative.identity),
    }),
    unknownFiles: await unknownFiles(tx, deps, state.agency, state.draft.form),
    other: await otherOf(tx, state.agency, state.id),
  }
}

async function unknownFiles(tx: Tx, deps: Deps, agency: string, form: AdmissionForm): Promise<string[]> {
  const named = filesOf(form).map(({ file }) => file)
  const found = await deps.files.find(
    tx,
    named.map((f) => f.id),
  )
  const own = found.filter((f) => f.owner === agency)
  return named.filter((n) => !own.some((f) => f.id === n.id && f.sha256 === n.sha256)).map((f) => f.id)
}

/** Keeps the tables that others read in step with the application, in its transaction. */
async function keepTables(tx: Tx, deps: Deps, { before, after }: Change<Admission>): Promise<void> {
  const filedNow = after.status === 'submitted' && before?.status !== 'submitted'
  if (filedNow || (isAdmitted(after) && before?.status !== after.status)) {
    await agencies.putKeyPeople(tx, after.agency, keyPeople(deps, after.form))
  }
  if (after.status === 'refused' || after.status === 'withdrawn')
    await agencies.putKeyPeople(tx, after.agency, [])
  if (after.status === 'revoked') {
    const gone = await idsOf(tx, after.agency)
    await agencies.endAdmission(tx, after)
    return stopClocks(tx, deps, gone)
  }
  if (!isAdmitted(after)) return
  if (before === undefined || !isAdmitted(before)) await admit(tx, deps, after)
  for (const review of confirmed(after)) {
    const claim = claimOf(after.form, review.serviceType)
    const { decision, department } = review
    if (!claim || !decision) throw new Error(`a confirmed review without its claim: ${review.serviceType}`)
    // What the agency has changed since is not undone by a later step of the admission that it came in with.
    if (await agencies.hasService(tx, after.agency, review.serviceType)) continue
    await enterQualification(tx, deps, {
      agency: { id: after.agency, name: after.form.subject.name },
      certificate: claim,
      ...{ department: department.id, confirmedAt: decision.at },
    })
  }
}

/** 20.4: 以系统通知…告知; everyone concerned is told, in the same transaction. */
async function tell(tx: Tx, deps: Deps, { id, after, facts, ctx }: Change<Admission>): Promise<void> {
  const names = await store.itemNames(tx)
  const nameOf = (code: string) => names.get(code) ?? { zh: code, en: code }
  for (const fact of facts) {
    for (const { code, to, params } of noticesOf(after, fact, ctx, nameOf)) {
      const notice = { key: `${fact.id}/${code}`, to, words: noticeTexts[code], params }
      await notify(tx, deps, { ...notice, article: fact.article, link: `/desk/admissions/${id}` })
    }
  }
}

type Admitted = Extract<FiledAdmission, { admittedAt: unknown }>
const isAdmitted = (state: Admission): state is Admitted => isFiled(state) && 'admittedAt' in state

async function admit(tx: Tx, deps: Deps, state: Admitted): Promise<void> {
  const { subject, representative, controllers } = state.form
  const { name, code, region, legalForm, address, established, scope, phone, email } = subject
  await store.renameOrganisation(tx, state.agency, { name, code, region })
  await agencies.admit(tx, {
    agency: state.agency,
    admission: state.id,
    admittedAt: state.admittedAt,
    legalRepresentative: representative.name,
    controllers: [...new Set([representative, ...controllers].map((p) => identityDigest(deps, p.identity)))],
    profile: { legalForm, address, established, scope, phone, email },
  })
}

const keyPeople = (deps: Deps, form: AdmissionForm): agencies.KeyPersonRow[] =>
  form.people.map(({ name, posts, certificate, identity }) => ({
    ...{ name, posts, certificate },
    identity: identityDigest(deps, identity),
  }))
