import { dateOf, days, type PlainDate, toAct } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import {
  accept,
  type Context,
  type Decision,
  firstRefusal,
  type Refusal,
  reject,
  settingOf,
} from '../workflow/index.ts'
import type { Command } from './actions.ts'
import { fact } from './facts.ts'
import { fileOf } from './files.ts'
import { no } from './refusals.ts'
import { paymentDays } from './settings.ts'
import { contractOf, type Engagement, type Instalment, type Payment, type PaymentPlan } from './state.ts'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

const cites = art('111', '12')

/** What has been paid, in 分; what was struck out does not count. */
export const paidOf = (e: Engagement): number => sum(e.payments.filter((p) => !p.struck))

/** What is left of the contract's fee, in 分. */
export const leftOf = (e: Engagement): number => (e.contracts.at(-1)?.fee ?? 0) - paidOf(e)

/** The plan that counts; undefined until there is one. */
export const planOf = (e: Engagement): PaymentPlan | undefined => e.plans.at(-1)

/** A change of the contract's fee asks for another plan. */
export const planAddsUp = (e: Engagement): boolean =>
  sum(planOf(e)?.instalments ?? []) === e.contracts.at(-1)?.fee

/** An instalment of the plan that counts, and when it was paid: payments fill the instalments in their order. */
export interface InstalmentStatus extends Instalment {
  number: number
  /** 分 of it that are paid. */
  paid: number
  /** The payment that completed it. */
  by?: Payment
}

export function instalmentsOf(e: Engagement): readonly InstalmentStatus[] {
  const payments = e.payments.filter((p) => !p.struck)
  let before = 0
  return (planOf(e)?.instalments ?? []).map((instalment, i) => {
    const until = before + instalment.amount
    const paid = Math.min(instalment.amount, Math.max(0, sum(payments) - before))
    const by = payments.find((_, n) => sum(payments.slice(0, n + 1)) >= until)
    before = until
    return { ...instalment, number: i + 1, paid, ...(by ? { by } : {}) }
  })
}

/** 12: 凭财政性资金项目合同和中选通知书支付: without a contract that both stand by nothing is paid. */
export function noSettledContract(e: Engagement): Refusal | undefined {
  return e.contracts.at(-1)?.confirmedAt ? undefined : no('contract-not-confirmed', cites)
}

export const isPaidInFull = (e: Engagement): Refusal | undefined =>
  noSettledContract(e) ?? (leftOf(e) === 0 ? no('paid-in-full-already', cites) : undefined)

export const nothingToStrike = (e: Engagement): Refusal | undefined =>
  e.payments.some((p) => !p.struck) ? undefined : no('no-such-payment', cites)

/** 12: 监督检查: there is something to urge once an instalment is late. */
export const nothingOverdue = (e: Engagement, ctx: Context): Refusal | undefined =>
  instalmentsOf(e).some((i) => !i.by && instalmentDue(i.due, ctx) <= ctx.now)
    ? undefined
    : no('nothing-overdue', cites)

/** A day for payment is kept by its 24:00; one without work waits for the next working day (民法典 203). */
export function instalmentDue(due: PlainDate, { calendar }: Pick<Context, 'calendar'>) {
  const later = 0
  return calendar.after(due, toAct(days(later))).end
}

/** The whole fee in instalments, each with its day. What has fallen due is not put off by a new plan. */
export function planPayments(
  e: Engagement,
  command: Of<'plan-payments'>,
  ctx: Context,
): Decision<Engagement> {
  const { instalments } = command
  const refused = firstRefusal(
    addsUp(e, instalments),
    inOrder(e, instalments),
    keepsWhatIsDue(e, instalments, ctx),
  )
  if (refused) return refused
  return accept<Engagement>(
    { ...e, plans: [...e.plans, { instalments, setAt: ctx.now, byDefault: false }] },
    fact('payment-planned', cites, 'parties', planBody(e, instalments)),
  )
}

/** Nothing was agreed on before completion: the fee is due some days after it, so that a delay can be seen. */
export function defaultPlan(e: Engagement, ctx: Context): { plans: Engagement['plans']; facts: [] | [Fact] } {
  if (planAddsUp(e)) return { plans: e.plans, facts: [] }
  const period = toAct(days(settingOf(ctx.rules, paymentDays)))
  const due = ctx.calendar.after(ctx.today, period).lastDay
  const paid = paidOf(e)
  const last = { due, amount: contractOf(e).fee - paid }
  const instalments = paid > 0 ? [{ due: ctx.today, amount: paid }, last] : [last]
  return {
    plans: [{ instalments, setAt: ctx.now, byDefault: true }],
    facts: [fact('payment-planned', cites, 'parties', { ...planBody(e, instalments), byDefault: true })],
  }
}
type Fact = ReturnType<typeof fact>

const planBody = (e: Engagement, instalments: readonly Instalment[]) => ({
  version: e.plans.length + 1,
  count: instalments.length,
  instalments: instalments.map(({ due, amount }) => ({ due, amount })),
  contract: contractOf(e).file.sha256,
})

function addsUp(e: Engagement, instalments: readonly Instalment[]): Refusal | undefined {
  const { fee } = contractOf(e)
  const total = sum(instalments)
  if (total === fee) return undefined
  return no('plan-does-not-add-up', cites, { total: yuan(total), fee: yuan(fee) }, 'instalments')
}

function inOrder(e: Engagement, instalments: readonly Instalment[]): Refusal | undefined {
  const { signedOn } = contractOf(e)
  const wrong = instalments.findIndex((x, i) => x.due < (instalments[i - 1]?.due ?? signedOn))
  if (wrong < 0) return undefined
  return no('plan-out-of-order', cites, { number: wrong + 1, signedOn }, `instalments.${wrong}.due`)
}

function keepsWhatIsDue(
  e: Engagement,
  instalments: readonly Instalment[],
  ctx: Context,
): Refusal | undefined {
  const fallen = (planOf(e)?.instalments ?? []).filter((x) => instalmentDue(x.due, ctx) <= ctx.now)
  const changed = fallen.findIndex(
    (x, i) => instalments[i]?.due !== x.due || instalments[i]?.amount !== x.amount,
  )
  if (changed < 0) return undefined
  const due = fallen[changed]!.due
  return no('instalment-fallen-due', cites, { number: changed + 1, due }, `instalments.${changed}.due`)
}

/** One payment with its voucher. The sum of all never passes the contract's fee: exactly equal passes. */
export function recordPayment(
  e: Engagement,
  command: Of<'record-payment'>,
  ctx: Context,
): Decision<Engagement> {
  const { amount, paidOn, voucher } = command
  const file = fileOf(command.file, ctx, cites)
  if ('code' in file) return reject(file)
  const refused = firstRefusal(paidInTime(e, paidOn, ctx), newVoucher(e, voucher), withinContract(e, amount))
  if (refused) return refused
  const by = ctx.actor.kind === 'finance' ? 'finance' : 'owner'
  const payment: Payment = {
    ...{ number: e.payments.length + 1, paidOn, amount, voucher, file, by, recordedAt: ctx.now },
  }
  const after: Engagement = { ...e, payments: [...e.payments, payment] }
  return accept(
    after,
    fact('payment-recorded', cites, 'parties', {
      ...{ number: payment.number, amount, paidOn, voucher, by, sha256: file.sha256 },
      ...{ sum: yuan(amount), left: yuan(leftOf(after)) },
      ...{ contract: contractOf(e).file.sha256, notice: e.award.notice },
      // 55.7: 未按选取公告约定超额支付: whether the difference was agreed on is for people to see.
      ...(isAboveAnnounced(after) ? { announced: yuan(e.award.fee ?? 0) } : {}),
    }),
  )
}

/** 55.7: more fiscal money was paid than the announcement said. */
export const isAboveAnnounced = (e: Engagement): boolean =>
  e.award.money === 'fiscal' && e.award.fee !== undefined && paidOf(e) > e.award.fee

function paidInTime(e: Engagement, paidOn: PlainDate, ctx: Context): Refusal | undefined {
  const { signedOn } = contractOf(e)
  if (paidOn < signedOn) return no('paid-before-contract', cites, { paidOn, signedOn }, 'paidOn')
  if (paidOn > ctx.today) return no('paid-in-future', cites, { paidOn, today: ctx.today }, 'paidOn')
  return undefined
}

function newVoucher(e: Engagement, voucher: string): Refusal | undefined {
  const same = e.payments.find((p) => !p.struck && p.voucher === voucher)
  return same && no('voucher-recorded', cites, { voucher, at: dateOf(same.recordedAt) }, 'voucher')
}

function withinContract(e: Engagement, amount: number): Refusal | undefined {
  if (amount <= leftOf(e)) return undefined
  const params = { fee: yuan(contractOf(e).fee), paid: yuan(paidOf(e)), left: yuan(leftOf(e)) }
  return no('payment-above-contract', cites, params, 'amount')
}

/** A record made by mistake is struck out with its reason by whoever made it, and stays to be seen. */
export function strikePayment(
  e: Engagement,
  command: Of<'strike-payment'>,
  ctx: Context,
): Decision<Engagement> {
  const { payment: number, reason } = command
  const found = e.payments.find((p) => p.number === number && !p.struck)
  const by = ctx.actor.kind === 'finance' ? 'finance' : 'owner'
  if (!found || found.by !== by) return reject(no('no-such-payment', cites, { number }, 'payment'))
  const struck = { ...found, struck: { reason, at: ctx.now } }
  return accept<Engagement>(
    { ...e, payments: e.payments.map((p) => (p === found ? struck : p)) },
    fact('payment-struck', cites, 'parties', { number, reason, sum: yuan(found.amount) }),
  )
}

/** `6800050` → `68000.50` */
export const yuan = (fen: number): string => {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const sum = (items: readonly { amount: number }[]): number =>
  items.reduce((all, { amount }) => all + amount, 0)
