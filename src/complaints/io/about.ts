import type { Instant } from '../../calendar/index.ts'
import { engagementMatter } from '../../fulfilment/server.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { type Procurement, publicationOf } from '../../procurement/index.ts'
import { readProcurement } from '../../procurement/server.ts'
import { admissionMatter, bodiesOf, organisationById } from '../../registry/server.ts'
import type { About, Body, ComplaintKind } from '../index.ts'

/** Who answers for what a complaint is about, who receives it, and from when its window counts (49.2-49.5). */
export interface Addressees {
  about: About
  respondent: Body
  receiver: Body
  region: string
  since?: Instant
}

type Asked = Pick<About, 'subject' | 'id'>

/** Undefined when there is no such thing, or when it is not for the actor to know of it. */
export async function addresseesOf(
  tx: Tx,
  deps: Deps,
  kind: ComplaintKind,
  asked: Asked,
  organisation: string,
): Promise<Addressees | undefined> {
  switch (kind) {
    case 'admission':
      return asked.subject === 'admission' ? ofAdmission(tx, deps, asked, organisation) : undefined
    case 'announcement':
    case 'selection':
      return asked.subject === 'procurement' ? ofProcurement(tx, kind, asked) : undefined
    case 'operator-service':
      return asked.subject === 'admission'
        ? ofAdmission(tx, deps, asked, organisation)
        : ofProcurement(tx, kind, asked)
    case 'agency-service':
      return asked.subject === 'engagement' ? ofEngagement(tx, asked) : undefined
  }
}

/** 49.2, 49.4: 由被投诉人同级中介超市管理机构负责. */
async function ofAdmission(
  tx: Tx,
  deps: Deps,
  { id }: Asked,
  organisation: string,
): Promise<Addressees | undefined> {
  const matter = await admissionMatter(tx, deps, id)
  if (!matter || (!matter.published && ![matter.agency, matter.operator.id].includes(organisation)))
    return undefined
  const place = await placeOf(tx, matter.operator.id)
  return {
    about: { subject: 'admission', id, title: matter.title },
    respondent: matter.operator,
    receiver: (await bodiesOf(tx, place)).management,
    region: place,
    ...(matter.endedAt ? { since: matter.endedAt } : {}),
  }
}

/** 49.3: 由被投诉项目所在地中介超市管理机构负责; 49.4: the operator's own level. */
async function ofProcurement(
  tx: Tx,
  kind: 'announcement' | 'selection' | 'operator-service',
  { id }: Asked,
): Promise<Addressees | undefined> {
  const p = await readProcurement(tx, id)
  const publication = p && publicationOf(p)
  if (!publication) return undefined
  const { draft } = publication
  const ofOperator = kind === 'operator-service'
  const place = ofOperator ? await placeOf(tx, p.operator.id) : draft.region
  const since = kind === 'announcement' ? publication.publishedAt : ofOperator ? overAt(p) : resultAt(p)
  return {
    about: { subject: 'procurement', id, title: draft.title },
    // 22.1: the owner answers for what it announced, the operator for the selection that it runs.
    respondent: kind === 'announcement' ? { id: p.owner.id, name: p.owner.name } : p.operator,
    receiver: (await bodiesOf(tx, place)).management,
    region: place,
    ...(since ? { since } : {}),
  }
}

/** When the result was published; absent while there is none. */
function resultAt(p: Procurement): Instant | undefined {
  if ('result' in p && p.result) return p.result.at
  return p.status === 'failed' || p.status === 'cancelled' ? p.at : undefined
}

/** When the operator's business with a procurement ended. */
function overAt(p: Procurement): Instant | undefined {
  switch (p.status) {
    case 'awarded':
      return p.award.at
    case 'voided':
      return p.voiding.at
    case 'failed':
    case 'cancelled':
      return p.at
    default:
      return undefined
  }
}

/** 49.5: 由项目中介服务提供地的中介超市运营机构负责. */
async function ofEngagement(tx: Tx, { id }: Asked): Promise<Addressees | undefined> {
  const matter = await engagementMatter(tx, id)
  if (!matter) return undefined
  return {
    about: { subject: 'engagement', id, title: matter.title },
    respondent: { id: matter.agency.id, name: matter.agency.name },
    receiver: (await bodiesOf(tx, matter.region)).operator,
    region: matter.region,
    ...(matter.endedAt ? { since: matter.endedAt } : {}),
  }
}

async function placeOf(tx: Tx, body: string): Promise<string> {
  const found = await organisationById(tx, body)
  if (!found) throw new Error(`no organisation ${body}`)
  return found.region
}
