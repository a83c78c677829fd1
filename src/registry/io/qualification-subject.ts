import type { Instant } from '../../calendar/index.ts'
import { act, contextOf, writeClocks } from '../../platform/act.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import {
  type Body,
  type Qualification,
  type QualificationCommand,
  type QualificationFactName,
  qualification,
  qualificationId,
  qualificationNotices,
  routedTo,
  type ServiceClaim,
  serviceTypeName,
} from '../index.ts'
import * as store from '../store.ts'
import { nearestBody } from './bodies.ts'
import { qualificationStore, withoutClock } from './qualifications.ts'

export type QualificationSubject = Subject<Qualification, QualificationCommand>

/** A qualification, as the tick runs it. */
export function qualificationSubject(deps: Deps): QualificationSubject {
  return {
    name: 'qualification',
    workflow: qualification,
    store: qualificationStore,
    title: (state) =>
      state.status === 'new' ? '' : `${state.certificate.qualification} ${state.certificate.grade}`.trim(),
    react: (tx, change) => tell(tx, deps, change),
  }
}

/** What a department has confirmed takes its place: the first certificate of a service type, or the one that follows it. */
export async function enterQualification(
  tx: Tx,
  deps: Deps,
  entry: { agency: Body; certificate: ServiceClaim; department: string; confirmedAt: Instant },
): Promise<void> {
  const { agency, certificate, department, confirmedAt } = entry
  const { serviceType } = certificate
  const id = qualificationId(agency.id, serviceType)
  const create: Qualification = { status: 'new', id, agency, serviceType }
  const command: QualificationCommand = { kind: 'enter', certificate, department, confirmedAt }
  const outcome = await act(tx, deps, qualificationSubject(deps), id, command, { kind: 'system' }, { create })
  if (!outcome.ok) throw new Error(`qualification ${id} was refused: ${outcome.refusal.code}`)
}

/** Derives the clocks of some qualifications anew, after their agency has left the market: none runs on them. */
export async function stopClocks(tx: Tx, deps: Deps, ids: readonly string[]): Promise<void> {
  for (const id of ids) await deriveClocks(tx, deps, id)
}

async function deriveClocks(tx: Tx, deps: Deps, id: string): Promise<void> {
  const subject = qualificationSubject(deps)
  const found = await subject.store.lock(tx, id)
  if (!found) return writeClocks(tx, subject.name, id, '', [], await deps.now(tx))
  const ctx = await contextOf(tx, deps, subject, found.state, undefined, { kind: 'system' })
  const clocks = subject.workflow.deadlines(found.state, ctx)
  await writeClocks(tx, subject.name, id, subject.title(found.state), clocks, ctx.now)
}

/** At the start: gives a clock to each qualification that came without one, and answers how many these were. */
export async function wakeQualifications(deps: Deps): Promise<number> {
  const ids = await deps.db.transaction().execute(withoutClock)
  for (const id of ids) await deps.db.transaction().execute((tx) => deriveClocks(tx, deps, id))
  return ids.length
}

/** 35.2: the agency is told before and when; its operator and the department when, and when it is over. */
async function tell(tx: Tx, deps: Deps, { id, after, facts }: Change<Qualification>): Promise<void> {
  if (after.status === 'new') return
  for (const fact of facts) {
    const what = fact.kind.replace('qualification.', '') as QualificationFactName
    if (what === 'entered' || what === 'renewed') continue
    const others =
      what === 'warned' ? [] : [...(await operatorOf(tx, deps, after.agency.id)), after.department]
    const notice = { key: `${fact.id}/${what}`, to: [after.agency.id, ...others] }
    await notify(tx, deps, {
      ...notice,
      words: qualificationNotices[what],
      params: { ...(fact.body as Record<string, string>), service: serviceTypeName(after.serviceType) },
      article: fact.article,
      link: `/desk/qualifications/${encodeURIComponent(id)}`,
    })
  }
}

async function operatorOf(tx: Tx, deps: Deps, agency: string): Promise<string[]> {
  const found = await store.organisation(tx, agency)
  const operator =
    found && (await nearestBody(tx, 'operator', routedTo(found.region, await deps.settings(tx))))
  return operator ? [operator.id] : []
}
