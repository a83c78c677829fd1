import type { Instant, PlainDate } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import { instalmentsOf, isAboveAnnounced, paidOf } from './payments.ts'
import type { Engagement, Party } from './state.ts'

/** What the system saw of an owner of fiscal money, as it lies before people: whether it was 无故 is theirs to say. */
export interface OwnerFinding {
  /** Within the engagement: `contract`, `payment-2`, `overpaid`. */
  key: string
  article: Article
  owner: Party
  title: string
  region: string
  evidence: OwnerEvidence
}

/** Facts and dates that the log proves; sums in 分. */
export interface OwnerEvidence {
  agency: string
  /** Number of the 中选通知书 and its moment. */
  notice: string
  issuedAt: Instant
  /** When the clock ran out. */
  due?: Instant
  contactAt?: Instant
  signedByAgencyAt?: Instant
  signedByOwnerAt?: Instant
  /** A contract that came after the clock had run out. */
  filedAt?: Instant
  instalment?: number
  amount?: number
  payableOn?: PlainDate
  paid?: number
  announced?: number
}

/** 55.5, 55.7: what the clocks and the sums of an engagement say of its owner; nothing where the money is not fiscal (55). */
export function ownerFindings(e: Engagement): readonly OwnerFinding[] {
  const { award } = e
  if (award.money !== 'fiscal') return []
  const finding = (key: string, article: Article, evidence: Partial<OwnerEvidence>): OwnerFinding => ({
    ...{ key, article, owner: award.owner, title: award.title, region: award.region },
    evidence: { agency: award.agency.name, notice: award.notice, issuedAt: award.issuedAt, ...evidence },
  })
  const missed = e.possibleBreaches.flatMap(({ clock, instalment: n, due }) => {
    if (clock === 'contract') return [finding('contract', art('111', '55.5'), { due, ...signingOf(e) })]
    if (clock !== 'payment' || n === undefined) return []
    const of = instalmentsOf(e).find((i) => i.number === n)
    const sums = of ? { amount: of.amount, payableOn: of.due, paid: of.paid } : {}
    return [finding(`payment-${n}`, art('111', '55.7'), { due, instalment: n, ...sums })]
  })
  return isAboveAnnounced(e)
    ? [...missed, finding('overpaid', art('111', '55.7'), { announced: award.fee, paid: paidOf(e) })]
    : missed
}

/** How far the signing had come, and on whose side it stood still. */
function signingOf(e: Engagement): Partial<OwnerEvidence> {
  const { agency, owner } = e.contractDraft?.signatures ?? {}
  const filed = e.contracts[0]?.filedAt
  return {
    ...(e.contact ? { contactAt: e.contact.recordedAt } : {}),
    ...(agency ? { signedByAgencyAt: agency.at } : {}),
    ...(owner ? { signedByOwnerAt: owner.at } : {}),
    ...(filed ? { filedAt: filed } : {}),
  }
}
