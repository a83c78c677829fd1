import type { Instant } from '../calendar/index.ts'
import type { Announced } from './draft.ts'
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

/** The award of a procurement; undefined unless its award notice has been issued and the announcement stands. */
export function awardInfo(id: string, p: Procurement): AwardInfo | undefined {
  if (p.status !== 'awarded') return undefined
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
