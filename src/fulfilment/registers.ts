import { type Calendar, dateOf, type Instant, type PlainDate } from '../calendar/index.ts'
import type { Article } from '../gazette/index.ts'
import { clocksOf } from './clocks.ts'
import { instalmentsOf } from './payments.ts'
import type { ClockName, Engagement } from './state.ts'

/*
 * 34: 收费登记制、限时办结制、服务承诺制等制度，并做好执业记录. The three registers are read from the engagement itself: what
 * was done is written down once, and nobody keeps a second book.
 */

/** One line of the fee register; sums in 分. */
export interface FeeLine {
  on: PlainDate
  what: 'contract' | 'change' | 'instalment' | 'payment' | 'struck' | 'invoice' | 'charge'
  amount: number
  /** Number of the contract's version, instalment, voucher or invoice. */
  number: string
  note?: string
}

/** One line of the time-limit register. */
export interface TimeLine {
  clock: ClockName
  /** Number of the instalment, for a payment. */
  instalment?: number
  article: Article
  since: Instant
  due: Instant
  doneAt?: Instant
  standing: 'running' | 'kept' | 'late' | 'overdue'
}

/** What 34 wants in a practice record. */
export interface PracticeRecord {
  /** 委托事项 */
  matter: string
  /** 委托人具体要求: as announced or contracted, and what the owner said when returning a deliverable. */
  requirements: readonly string[]
  /** 收费标准: the fee in 分, or the formula. */
  fee: { amount?: number; formula?: string }
  /** 支付方式 */
  payment: string
  /** 业务规范要求: the norms behind the materials, and what was promised (33.3). */
  norms: readonly string[]
  /** 履行情况, in its order. */
  performed: readonly PracticeLine[]
}

export interface PracticeLine {
  at: Instant
  what:
    | 'contact'
    | 'contract'
    | 'materials-told'
    | 'delivered'
    | 'returned'
    | 'accepted'
    | 'not-recognised'
    | 'answered'
    | 'rated'
  detail: string
}

export interface Registers {
  fees: readonly FeeLine[]
  times: readonly TimeLine[]
  practice: PracticeRecord
}

/** The registers of an engagement as they stand. @param now tells what is overdue; the end of time unless told */
export const registersOf = (e: Engagement, calendar: Calendar, now?: Instant): Registers => ({
  fees: feeRegister(e),
  times: timeRegister(e, calendar, now),
  practice: practiceRecord(e),
})

/** 收费登记制: agreed, planned, paid, struck out, invoiced, asked for beyond the contract; by day. */
export function feeRegister(e: Engagement): readonly FeeLine[] {
  const lines: FeeLine[] = [
    ...e.contracts.map(
      (c, i): FeeLine => ({
        ...{
          on: dateOf(c.filedAt),
          what: i === 0 ? 'contract' : 'change',
          amount: c.fee,
          number: `${i + 1}`,
        },
        note: c.paymentTerms,
      }),
    ),
    ...instalmentsOf(e).map(
      ({ due, amount, number, note }): FeeLine => ({
        ...{ on: due, what: 'instalment', amount, number: `${number}` },
        ...(note ? { note } : {}),
      }),
    ),
    ...e.payments.flatMap(({ paidOn, amount, voucher, struck }): FeeLine[] => [
      { on: paidOn, what: 'payment', amount, number: voucher },
      ...(struck
        ? [
            {
              ...({ on: dateOf(struck.at), what: 'struck', amount: -amount, number: voucher } as const),
              note: struck.reason,
            },
          ]
        : []),
    ]),
    ...e.invoices.map(
      ({ issuedOn, amount, number }): FeeLine => ({ on: issuedOn, what: 'invoice', amount, number }),
    ),
    ...e.charges.map(
      ({ at, amount, text }, i): FeeLine => ({
        ...{ on: dateOf(at), what: 'charge', amount, number: `${i + 1}` },
        note: text,
      }),
    ),
  ]
  return lines.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** 限时办结制: every clock that this engagement has had, and whether it was kept. */
export const timeRegister = (e: Engagement, calendar: Calendar, now?: Instant): readonly TimeLine[] =>
  clocksOf(e, calendar).map(({ name, instalment, article, since, due, doneAt }) => ({
    ...{ clock: name, article, since, due },
    ...(instalment === undefined ? {} : { instalment }),
    ...(doneAt ? { doneAt } : {}),
    standing: standingOf(due, doneAt, now),
  }))

/** A period ends at 24:00 of its last day: what is done at that moment is late. */
function standingOf(
  due: Instant,
  doneAt: Instant | undefined,
  now: Instant | undefined,
): TimeLine['standing'] {
  if (doneAt !== undefined) return doneAt < due ? 'kept' : 'late'
  return now !== undefined && now >= due ? 'overdue' : 'running'
}

/** 执业记录: 委托事项、委托人具体要求、收费标准、支付方式、业务规范要求以及委托事项履行情况. */
export function practiceRecord(e: Engagement): PracticeRecord {
  const { award } = e
  const contract = e.contracts.at(-1)
  const commitment = contract?.electronic?.commitment
  const amount = contract?.fee ?? award.fee
  return {
    matter: award.title,
    requirements: [
      contract?.scope ?? award.scope,
      ...e.deliverables.flatMap((d) => (d.verdict?.reasons ? [d.verdict.reasons] : [])),
    ],
    fee: {
      ...(amount === undefined ? {} : { amount }),
      ...(award.formula ? { formula: award.formula } : {}),
    },
    payment: contract?.paymentTerms ?? '',
    norms: [
      ...(e.materials?.items ?? []).map((m) => `${m.name}：${m.basis}`),
      ...(commitment ? [commitment] : []),
    ],
    performed: performedIn(e),
  }
}

function performedIn(e: Engagement): readonly PracticeLine[] {
  const lines: PracticeLine[] = [
    ...(e.contact ? [{ at: e.contact.recordedAt, what: 'contact', detail: e.contact.person } as const] : []),
    ...e.contracts.map((c, i) => ({ at: c.filedAt, what: 'contract', detail: `${i + 1}` }) as const),
    ...(e.materials
      ? [{ at: e.materials.toldAt, what: 'materials-told', detail: `${e.materials.items.length}` } as const]
      : []),
    ...e.deliverables.flatMap(({ version, uploadedAt, verdict }): PracticeLine[] => [
      { at: uploadedAt, what: 'delivered', detail: `${version}` },
      ...(verdict
        ? [
            {
              at: verdict.at,
              what: verdict.accepted ? 'accepted' : 'returned',
              detail: `${version}`,
            } as const,
          ]
        : []),
    ]),
    ...e.nonRecognitions.flatMap((n): PracticeLine[] => [
      { at: n.at, what: 'not-recognised', detail: n.department.name },
      ...(n.answer ? [{ at: n.answer.at, what: 'answered', detail: n.department.name } as const] : []),
    ]),
    ...e.ratings
      .filter((r) => r.of === 'agency')
      .map((r) => ({ at: r.at, what: 'rated', detail: `${r.stars}` }) as const),
  ]
  return lines.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
