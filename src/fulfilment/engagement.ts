import { dateOf, type Instant, type PlainDate } from '../calendar/index.ts'
import { type Article, art, mention } from '../gazette/index.ts'
import {
  accept,
  type Context,
  type Decision,
  firstRefusal,
  impossible,
  type Refusal,
  reject,
  settingOf,
  type Workflow,
} from '../workflow/index.ts'
import { availableActions, type Command, refusalOf, remindersDue } from './actions.ts'
import { missedClocks } from './clocks.ts'
import { differencesOf } from './comparison.ts'
import { deadlines } from './deadlines.ts'
import { draftContract, recordInvoice, reportCharge, signContract } from './electronic.ts'
import { fact } from './facts.ts'
import { starRange } from './figures.ts'
import { fileOf } from './files.ts'
import { handOver, tellMaterials } from './materials.ts'
import { defaultPlan, planPayments, recordPayment, strikePayment } from './payments.ts'
import { answerNonRecognition, refuseRecognition, withdrawNonRecognition } from './recognition.ts'
import { no } from './refusals.ts'
import { defaultStars, defaultWeightPermille } from './settings.ts'
import {
  contractOf,
  type Deliverable,
  type Engagement,
  type PossibleBreach,
  type RatedParty,
  type Rating,
  ratingOf,
} from './state.ts'

/** What happens, or why not. */
export function decide(e: Engagement, command: Command, ctx: Context): Decision<Engagement> {
  return firstRefusal(refusalOf(e, command.kind, ctx)) ?? carryOut(e, command, ctx)
}

export const engagementWorkflow: Workflow<Engagement, Command> = { decide, availableActions, deadlines }

function carryOut(e: Engagement, command: Command, ctx: Context): Decision<Engagement> {
  switch (command.kind) {
    case 'open':
      return accept<Engagement>(
        { ...e, status: 'awarded' },
        fact('opened', art('111', '28'), 'public', { notice: e.award.notice, title: e.award.title }),
      )
    case 'record-contact':
      return accept<Engagement>(
        { ...e, contact: { ...pick(command, 'person', 'phone', 'note'), recordedAt: ctx.now } },
        fact('contact-recorded', art('111', '32.1'), 'parties', { person: command.person }),
      )
    case 'confirm-contact':
      return accept(
        { ...e, contact: e.contact && { ...e.contact, confirmedAt: ctx.now } },
        fact('contact-confirmed', art('111', '32.1'), 'parties'),
      )
    case 'deny-contact':
      return accept(
        { ...e, contact: undefined },
        fact('contact-denied', art('111', '32.1'), 'parties', { reason: command.reason }),
      )
    case 'file-contract':
      return fileContract(e, command, ctx)
    case 'confirm-contract':
      return accept(
        { ...e, contracts: [...e.contracts.slice(0, -1), { ...contractOf(e), confirmedAt: ctx.now }] },
        fact('contract-confirmed', art('111', '33.5'), 'parties'),
      )
    case 'draft-contract':
      return draftContract(e, command, ctx)
    case 'sign-contract':
      return signContract(e, command, ctx)
    case 'record-invoice':
      return recordInvoice(e, command, ctx)
    case 'report-charge':
      return reportCharge(e, command, ctx)
    case 'tell-materials':
      return tellMaterials(e, command, ctx)
    case 'hand-over-materials':
      return handOver(e, command, ctx)
    case 'plan-payments':
      return planPayments(e, command, ctx)
    case 'record-payment':
      return recordPayment(e, command, ctx)
    case 'strike-payment':
      return strikePayment(e, command, ctx)
    case 'urge-payment':
      return accept(e, fact('payment-urged', art('111', '12'), 'parties', { text: command.text }))
    case 'refuse-recognition':
      return refuseRecognition(e, command, ctx)
    case 'answer-non-recognition':
      return answerNonRecognition(e, command, ctx)
    case 'withdraw-non-recognition':
      return withdrawNonRecognition(e, command, ctx)
    case 'upload-deliverable':
      return uploadDeliverable(e, command, ctx)
    case 'accept-deliverable':
      return complete(e, ctx)
    case 'return-deliverable':
      return accept<Engagement>(
        {
          ...withVerdict(e, { accepted: false, reasons: command.reasons, at: ctx.now }),
          status: 'contracted',
        },
        fact('deliverable-returned', art('111', '33.6'), 'parties', {
          version: e.deliverables.length,
          reasons: command.reasons,
        }),
      )
    case 'rate':
      return rate(e, 'agency', command, ctx)
    case 'rate-owner':
      return rate(e, 'owner', command, ctx)
    case 'rate-operator':
      return rate(e, 'operator', command, ctx)
    case 'note-missed':
      return noteMissed(e, ctx)
    case 'remind':
      return remind(e, ctx)
    case 'close':
      return close(e, ctx)
    case 'end':
      return accept<Engagement>(
        { ...e, status: 'ended', endedAt: ctx.now, reason: command.reason },
        fact('ended', art('111', '26'), 'public', { reason: command.reason }),
      )
    default:
      return impossible(command)
  }
}

/** 33.5: 明确履行的具体内容、服务时限、服务费用及支付方式等要素，并报备。 */
function fileContract(
  e: Engagement,
  command: Extract<Command, { kind: 'file-contract' }>,
  ctx: Context,
): Decision<Engagement> {
  const { kind: _, file: id, ...terms } = command
  const file = fileOf(id, ctx, art('111', '33.5'), 'application/pdf')
  if ('code' in file) return reject(file)
  const dates = signingDay(e, terms.signedOn, ctx)
  if (dates) return reject(dates)
  const differences = differencesOf(e.award, terms, ctx.calendar)
  const contract = { ...terms, file, filedAt: ctx.now, differences }
  return accept<Engagement>(
    { ...e, status: 'contracted', contracts: [...e.contracts, contract] },
    fact('contract-filed', art('111', '33.5'), 'parties', {
      version: e.contracts.length + 1,
      sha256: file.sha256,
      fee: terms.fee,
      days: terms.days,
      signedOn: terms.signedOn,
      differences: differences.map((d) => d.field),
    }),
  )
}

/** 32.1: a contract follows the 中选通知书; a day that has not come yet is no day of signing. */
function signingDay(e: Engagement, signedOn: PlainDate, ctx: Context): Refusal | undefined {
  const issued = dateOf(e.award.issuedAt)
  if (signedOn < issued)
    return no('signed-before-notice', art('111', '32.1'), { signedOn, issued }, 'signedOn')
  if (signedOn > ctx.today)
    return no('signed-in-future', art('111', '32.1'), { signedOn, today: ctx.today }, 'signedOn')
  return undefined
}

/** 33.6: 在服务完成后及时将成果报告上传至中介超市。 */
function uploadDeliverable(
  e: Engagement,
  command: Extract<Command, { kind: 'upload-deliverable' }>,
  ctx: Context,
): Decision<Engagement> {
  const file = fileOf(command.file, ctx, art('111', '33.6'))
  if ('code' in file) return reject(file)
  const version = e.deliverables.length + 1
  const deliverable: Deliverable = { version, file, ...pick(command, 'note'), uploadedAt: ctx.now }
  return accept<Engagement>(
    { ...e, status: 'delivered', deliverables: [...e.deliverables, deliverable] },
    fact('deliverable-uploaded', art('111', '33.6'), 'parties', { version, sha256: file.sha256 }),
  )
}

/** 33.6: the work is accepted; the rating begins, and so does the time for payment where no day was agreed on. */
function complete(e: Engagement, ctx: Context): Decision<Engagement> {
  const { plans, facts } = defaultPlan(e, ctx)
  const accepted = withVerdict(e, { accepted: true, at: ctx.now })
  return accept<Engagement>(
    { ...accepted, plans, status: 'completed', completedAt: ctx.now },
    fact('completed', art('111', '33.6'), 'public', { version: e.deliverables.length }),
    ...facts,
  )
}

/** 38: 一事一评. Closes when all three have been given: nothing is waited for any more. */
function rate(
  e: Engagement,
  of: RatedParty,
  { stars, comment }: { stars: number; comment?: string },
  ctx: Context,
): Decision<Engagement> {
  const { lowest, highest } = starRange.on(ctx.today)
  if (!Number.isInteger(stars) || stars < lowest || stars > highest) {
    return reject(no('stars-out-of-range', art('111', '38'), { stars, lowest, highest }, 'stars'))
  }
  const rating: Rating = {
    of,
    stars,
    ...(comment ? { comment } : {}),
    at: ctx.now,
    byDefault: false,
    weightPermille: 1000,
  }
  const rated = { ...e, ratings: [...e.ratings, rating] }
  const given = fact('rated', art('111', '38'), 'public', { of, stars, ...(comment ? { comment } : {}) })
  return rated.ratings.length < 3 ? accept(rated, given) : accept(closed(rated, ctx.now), given, closedFact)
}

/** 38: 未进行评价的，系统将默认评价. Only the owner must rate; the agency may, and its silence stays silence. */
function close(e: Engagement, ctx: Context): Decision<Engagement> {
  if (ratingOf(e, 'agency')) return accept(closed(e, ctx.now), closedFact)
  const stars = settingOf(ctx.rules, defaultStars)
  const weightPermille = settingOf(ctx.rules, defaultWeightPermille)
  const rating: Rating = { of: 'agency', stars, at: ctx.now, byDefault: true, weightPermille }
  return accept(
    closed({ ...e, ratings: [...e.ratings, rating] }, ctx.now),
    fact('default-rated', art('111', '38'), 'public', { of: 'agency', stars, weightPermille }),
    closedFact,
  )
}

/** 39.1, 39.3 begin with 经核实确认后: the system notes what it saw and judges nothing. */
function noteMissed(e: Engagement, ctx: Context): Decision<Engagement> {
  const noted = missedClocks(e, ctx.now, ctx.calendar).map(({ name, instalment, due }): PossibleBreach => {
    if (name === 'rating') throw new Error('impossible: a missed rating is answered by the default')
    const which = instalment === undefined ? {} : { instalment }
    return { clock: name, ...which, articles: breachArticles[name], due, notedAt: ctx.now }
  })
  return accept(
    { ...e, possibleBreaches: [...e.possibleBreaches, ...noted] },
    ...noted.map((n) =>
      fact('possible-breach', breachArticles[n.clock][0], 'parties', {
        clock: n.clock,
        ...(n.instalment === undefined ? {} : { instalment: n.instalment }),
        articles: n.articles,
        due: n.due,
        agency: e.award.agency.id,
        ...(n.clock === 'payment' ? { owner: e.award.owner.id } : {}),
      }),
    ),
  )
}

/** What a missed clock may have been: 39.1 not in touch or not signed, 39.3 late; an unsigned contract also 55.5, an unpaid fee 55.7 of the owner. */
const breachArticles: Record<PossibleBreach['clock'], readonly [Article, ...Article[]]> = {
  contact: [mention('111', '39.1')],
  contract: [mention('111', '39.1'), mention('111', '55.5')],
  deliverable: [mention('111', '39.3')],
  payment: [art('111', '55.7')],
}

function remind(e: Engagement, ctx: Context): Decision<Engagement> {
  const due = remindersDue(e, ctx)
  return accept(
    { ...e, reminded: [...e.reminded, ...due.map((r) => r.key)] },
    ...due
      .filter((r) => ctx.now < r.clock.due)
      .map(({ key, clock }) =>
        fact('reminded', clock.article, 'parties', {
          key,
          clock: clock.name,
          who: clock.who,
          due: clock.due,
        }),
      ),
  )
}

function withVerdict(e: Engagement, verdict: NonNullable<Deliverable['verdict']>): Engagement {
  const last = e.deliverables.at(-1)
  if (!last) throw new Error(`impossible: ${e.status} without a deliverable`)
  return { ...e, deliverables: [...e.deliverables.slice(0, -1), { ...last, verdict }] }
}

function closed(e: Engagement, at: Instant): Engagement {
  if (e.status !== 'completed') throw new Error(`impossible: closing what is ${e.status}`)
  return { ...e, status: 'closed', closedAt: at }
}

const closedFact = fact('closed', art('111', '45'), 'public')

function pick<T extends object, K extends keyof T>(from: T, ...keys: K[]): Pick<T, K> {
  return Object.fromEntries(keys.filter((k) => from[k] !== undefined).map((k) => [k, from[k]])) as Pick<T, K>
}
