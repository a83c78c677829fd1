import { randomBytes } from 'node:crypto'
import type { Instant } from '../calendar/index.ts'
import type { Draft, Plan } from '../procurement/index.ts'
import { agreed, type Caller } from './caller.ts'
import type { CastOwner } from './cast.ts'
import { sealedRegistration } from './offers.ts'

/** The announcement that an owner of the demonstration drafts, with every field of 23.1. */
export function draftOf(
  plan: {
    title: string
    serviceType: string
    qualification: string
    amount: number
    days: number
    terms?: Partial<Draft>
  },
  owner: CastOwner,
  deadline: Instant,
) {
  const fiscal = owner.kind === 'state-organ' || owner.kind === 'public-institution'
  return {
    title: plan.title,
    serviceType: plan.serviceType,
    money: fiscal ? 'fiscal' : 'non-fiscal',
    ...(fiscal ? { inCatalogue: false } : {}),
    amount: plan.amount,
    qualifications: [{ name: plan.qualification }],
    content: `为“${plan.title}”提供服务，按国家和行业现行技术规范完成全部工作并提交成果，配合项目业主完成报批和专家评审。`,
    timeLimitDays: plan.days,
    method: 'random',
    deadline,
    contact: { name: owner.person, phone: '0792-8210000' },
    projectLead: owner.person,
    region: owner.region,
    ...plan.terms,
  }
}

/** Registers the caller's agency, with the commitment and a nonce of its own; gives back the receipt. */
export async function registrationOf(
  agency: Caller,
  procurement: string,
  sealed?: { organisation: string; quote?: number; plan?: Plan },
) {
  const body = sealed
    ? await sealedBody(agency, procurement, sealed)
    : { commitment: true, nonce: randomBytes(32).toString('hex') }
  return agreed('register', await agency.send('POST', `/api/procurements/${procurement}/register`, body))
    .receipt as { leaf: string }
}

/** The caller's quote or plan, sealed to the key that the announcement names. */
async function sealedBody(
  agency: Caller,
  procurement: string,
  { organisation, ...offer }: { organisation: string; quote?: number; plan?: Plan },
) {
  const own = await agency.get(`/api/procurements/${procurement}/registration`)
  return sealedRegistration(agreed('sealing', own).offer, organisation, offer)
}
