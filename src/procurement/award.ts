import type { Instant } from '../calendar/index.ts'
import type { Announced } from './draft.ts'
import type { Framework } from './framework-state.ts'
import type { Entrant } from './opening.ts'
import { awardedAmount, type Matter, type Procurement, winnerOf } from './state.ts'

/** What an engagement starts from: who is bound to whom, for what, since when (28, 32.1). */
export interface AwardInfo {
  procurement: string
  owner: Matter['owner']
  operator: Matter['operator']
  agency: Entrant
  title: string
  /** Number of the announcement. */
  number: string
  /** Number of the award notice. */
  noticeNumber: string
  awardedAt: Instant
  serviceType: string
  region: string
  money: 'fiscal' | 'non-fiscal'
  /** 分; absent when only the formula was announced. */
  amount?: number
  formula?: string
  timeLimitDays: number
  content: string
  qualifications: Announced['qualifications']
  contact: Announced['contact']
  projectLead: string
}

/** The award of an accepted call-off (22.2); undefined while nobody has accepted it. */
export function callOffAward(f: Framework, id: string): AwardInfo | undefined {
  const c = f.callOffs.find((o) => o.id === id)
  const offer = c?.offers.at(-1)
  if (c?.status !== 'accepted' || offer?.answer?.kind !== 'accepted') return undefined
  const member = f.members.find((m) => m.agency === offer.agency)
  if (!member || c.notice === undefined) throw new Error(`a call-off that no member has: ${id}`)
  const { serviceType, region, money, qualifications, contact, projectLead } = f.announced
  return {
    ...{ procurement: f.procurement, owner: f.owner, operator: f.operator, number: f.number },
    agency: { agency: member.agency, name: member.name, code: member.code, leaf: '' },
    ...{ title: c.title, noticeNumber: c.notice, awardedAt: offer.answer.at, amount: offer.fee },
    ...{ timeLimitDays: c.days, content: c.content },
    ...{ serviceType, region, money, qualifications, contact, projectLead },
  }
}

/**
 * The award of a procurement; undefined unless its award notice has been issued and the announcement stands. Where it
 * chose the members of a framework nobody is bound to a service yet: each call-off has its own award (22.2).
 */
export function awardInfo(id: string, p: Procurement): AwardInfo | undefined {
  if (p.status !== 'awarded' || p.draft.framework) return undefined
  const { draft, owner, operator } = p
  const agency = winnerOf(p.result)
  if (!agency) throw new Error(`an awarded procurement has a winner: ${id}`)
  return {
    procurement: id,
    owner,
    operator,
    agency,
    title: draft.title,
    number: p.number,
    noticeNumber: p.award.number,
    awardedAt: p.award.at,
    serviceType: draft.serviceType,
    region: draft.region,
    money: draft.money,
    amount: awardedAmount(p),
    formula: draft.formula,
    timeLimitDays: draft.timeLimitDays,
    content: draft.content,
    qualifications: draft.qualifications,
    contact: draft.contact,
    projectLead: draft.projectLead,
  }
}
