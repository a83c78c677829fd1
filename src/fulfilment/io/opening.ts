import { art } from '../../gazette/index.ts'
import { act } from '../../platform/act.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { issueDocument, withdrawDocuments } from '../../platform/documents/index.ts'
import {
  type AwardInfo,
  awardInfo,
  callOffAward,
  type Framework,
  type NoticeKind,
  type Procurement,
  publicationOf,
} from '../../procurement/index.ts'
import { regionOf } from '../../registry/index.ts'
import { bodyOf, itemNames, ownerProfile } from '../../registry/server.ts'
import { callOffWriting, writingOf } from '../sheets.ts'
import { type Award, unopened } from '../state.ts'
import type { EngagementSubject } from './subject.ts'

/**
 * Issues a notice of a procurement as a document; the same notice once. Undefined when the procurement is not (or no
 * longer) in a state that has such a notice. Returns the register number.
 */
export async function issueNotice(
  tx: Tx,
  deps: Deps,
  kind: NoticeKind,
  id: string,
  p: Procurement,
): Promise<string | undefined> {
  const publication = publicationOf(p)
  const ownerCode = (await ownerProfile(tx, p.owner.id))?.code
  const { serviceType, region } = p.draft
  const writing = writingOf(kind, p, {
    ...(ownerCode ? { ownerCode } : {}),
    serviceType: (await itemNames(tx)).get(serviceType ?? '')?.zh ?? serviceType ?? '',
    region: (region && regionOf(region)?.zh) ?? '',
    calendar: deps.calendar,
  })
  if (!publication || !writing) return undefined
  return issueDocument(tx, deps, {
    ...writing,
    kind,
    occasion: `${kind}/${id}/${writing.at}`,
    subject: `procurement/${id}`,
    project: publication.draft.title,
    issuer: p.operator.name,
  })
}

/** Issues the award notice of an accepted call-off as a document, once (22.2, 28). Returns the register number. */
async function issueCallOffNotice(tx: Tx, deps: Deps, id: string, info: AwardInfo): Promise<string> {
  const ownerCode = (await ownerProfile(tx, info.owner.id))?.code
  const writing = callOffWriting(info, {
    ...(ownerCode ? { ownerCode } : {}),
    serviceType: (await itemNames(tx)).get(info.serviceType)?.zh ?? info.serviceType,
    region: regionOf(info.region)?.zh ?? '',
    calendar: deps.calendar,
  })
  return issueDocument(tx, deps, {
    ...writing,
    kind: 'award',
    occasion: `award/${id}/${writing.at}`,
    subject: `framework/${info.procurement}`,
    project: info.title,
    issuer: info.operator.name,
  })
}

/** Opens the engagement of an accepted call-off, with its id; does nothing when it is open already (22.2). */
export async function openCallOff(
  tx: Tx,
  deps: Deps,
  subject: EngagementSubject,
  f: Framework,
  id: string,
): Promise<void> {
  const info = callOffAward(f, id)
  if (info) await begin(tx, deps, subject, id, info, await issueCallOffNotice(tx, deps, id, info))
}

/** Opens the engagement of an awarded procurement; does nothing when it is open already or not awarded. */
export async function openEngagement(
  tx: Tx,
  deps: Deps,
  subject: EngagementSubject,
  id: string,
  p: Procurement,
): Promise<void> {
  const info = awardInfo(id, p)
  if (!info) return
  const notice = await issueNotice(tx, deps, 'award', id, p)
  if (!notice) throw new Error(`an awarded procurement has an award notice: ${id}`)
  await begin(tx, deps, subject, id, info, notice)
}

async function begin(
  tx: Tx,
  deps: Deps,
  subject: EngagementSubject,
  id: string,
  info: AwardInfo,
  notice: string,
): Promise<void> {
  const owner = await ownerProfile(tx, info.owner.id)
  // 12: 各级政府财政部门为财政性资金项目提供经费保障: the one of the owner's place.
  const finance =
    info.money === 'fiscal' ? await bodyOf(tx, 'finance', owner?.region ?? info.region) : undefined
  const award: Award = {
    ...{ procurement: info.procurement, announcement: info.number, notice },
    ...{ title: info.title, region: info.region },
    ...{
      serviceType: info.serviceType,
      days: info.timeLimitDays,
      scope: info.content,
      issuedAt: info.awardedAt,
    },
    ...(info.amount === undefined ? { formula: info.formula } : { fee: info.amount }),
    money: info.money,
    ...(finance ? { finance } : {}),
    operator: { id: info.operator.id, name: info.operator.name },
    owner: { id: info.owner.id, name: info.owner.name, ...(owner?.code ? { code: owner.code } : {}) },
    agency: { id: info.agency.agency, name: info.agency.name, code: info.agency.code },
  }
  const outcome = await act(
    tx,
    deps,
    subject,
    id,
    { kind: 'open' },
    { kind: 'system' },
    { create: unopened(award) },
  )
  if (!outcome.ok && outcome.refusal.code !== 'not-available') {
    throw new Error(`engagement ${id} did not open: ${outcome.refusal.code}`)
  }
}

/** Ends the engagement of a voided procurement; does nothing when there is none or it is over (26). */
export async function endEngagement(
  tx: Tx,
  deps: Deps,
  subject: EngagementSubject,
  id: string,
  p: Procurement,
): Promise<void> {
  if (p.status !== 'voided') return
  if (p.draft.framework)
    await withdrawDocuments(tx, `procurement/${id}`, ['award', 'result'], p.voiding.reason, p.voiding.at)
  if (!(await subject.store.read(tx, id))) return
  const outcome = await act(
    tx,
    deps,
    subject,
    id,
    { kind: 'end', reason: p.voiding.reason },
    { kind: 'system' },
  )
  if (!outcome.ok && outcome.refusal.code !== 'not-available') {
    throw new Error(`engagement ${id} did not end (${art('111', '26')}): ${outcome.refusal.code}`)
  }
}
