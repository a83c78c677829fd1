import type { PlainDate } from '../calendar/index.ts'
import { type Article, art, mention } from '../gazette/index.ts'
import {
  type Actor,
  type AvailableAction,
  type Context,
  type Refusal,
  refuse,
  settingOf,
} from '../workflow/index.ts'
import { missedClocks, pendingReminders, ratingDue } from './clocks.ts'
import { nothingToSign, notYetToDraft } from './electronic.ts'
import { nothingToHandOver, toldOnce } from './materials.ts'
import { isPaidInFull, noSettledContract, nothingOverdue, nothingToStrike } from './payments.ts'
import { nothingToAnswer, nothingToRefuse, nothingToWithdraw } from './recognition.ts'
import { no } from './refusals.ts'
import { reminderHour } from './settings.ts'
import {
  type ContractDraft,
  type ContractTerms,
  type Engagement,
  type EngagementStatus,
  type Instalment,
  type Material,
  type RatedParty,
  ratingOf,
} from './state.ts'

/** What people and the system may ask of an engagement. Files are named by id; `ctx.rules.files` knows them. */
export type Command =
  | { kind: 'open' }
  | { kind: 'record-contact'; person: string; phone: string; note?: string }
  | { kind: 'confirm-contact' }
  | { kind: 'deny-contact'; reason: string }
  | ({ kind: 'file-contract'; file: string } & ContractTerms)
  | { kind: 'confirm-contract' }
  | ({ kind: 'draft-contract'; explanations: ContractDraft['explanations'] } & ContractDraft['terms'])
  | { kind: 'sign-contract'; draft: number }
  | { kind: 'record-invoice'; number: string; amount: number; issuedOn: PlainDate }
  | { kind: 'report-charge'; amount: number; text: string }
  | { kind: 'tell-materials'; items: readonly Omit<Material, 'handedAt'>[] }
  | { kind: 'hand-over-materials'; items: readonly number[] }
  | { kind: 'plan-payments'; instalments: readonly Instalment[] }
  | { kind: 'record-payment'; paidOn: PlainDate; amount: number; voucher: string; file: string }
  | { kind: 'strike-payment'; payment: number; reason: string }
  | { kind: 'urge-payment'; text: string }
  | { kind: 'refuse-recognition'; reasons: string; basis: string; file: string }
  | { kind: 'answer-non-recognition'; number: number; text: string; file?: string }
  | { kind: 'withdraw-non-recognition'; number: number; reason: string }
  | { kind: 'upload-deliverable'; file: string; note?: string }
  | { kind: 'accept-deliverable' }
  | { kind: 'return-deliverable'; reasons: string }
  | { kind: 'rate'; stars: number; comment?: string }
  | { kind: 'rate-owner'; stars: number; comment?: string }
  | { kind: 'rate-operator'; stars: number; comment?: string }
  | { kind: 'note-missed' }
  | { kind: 'remind' }
  | { kind: 'close' }
  | { kind: 'end'; reason: string }

export type Act = Command['kind']

export type Side = 'agency' | 'owner' | 'finance' | 'department' | 'system'

interface Row {
  cites: Article
  who: Side | readonly Side[]
  in: readonly EngagementStatus[]
  /** Why it cannot be done now, although the state would allow it. */
  unless?: (e: Engagement, ctx: Context) => Refusal | undefined
}

/** The one table behind the buttons and the server's check. */
const table: Record<Act, Row> = {
  open: { cites: art('111', '28'), who: 'system', in: ['unopened'] },
  'record-contact': { cites: art('111', '32.1'), who: 'agency', in: ['awarded'], unless: contactIsRecorded },
  'confirm-contact': {
    cites: art('111', '32.1'),
    who: 'owner',
    in: ['awarded', 'contracted'],
    unless: noContactToAnswer,
  },
  'deny-contact': { cites: art('111', '32.1'), who: 'owner', in: ['awarded'], unless: noContactToAnswer },
  'file-contract': {
    cites: art('111', '33.5'),
    who: 'agency',
    in: ['awarded', 'contracted'],
    unless: contractIsSettled,
  },
  'confirm-contract': {
    cites: art('111', '33.5'),
    who: 'owner',
    in: ['contracted', 'delivered', 'completed', 'closed'],
    unless: contractIsConfirmed,
  },
  'sign-contract': {
    cites: art('111', '32.2'),
    who: ['agency', 'owner'],
    in: ['awarded', 'contracted', 'delivered'],
    unless: nothingToSign,
  },
  'draft-contract': {
    cites: art('111', '32.2'),
    who: ['agency', 'owner'],
    in: ['awarded', 'contracted', 'delivered'],
    unless: (e) => notYetToDraft(e),
  },
  'record-invoice': {
    cites: art('111', '32.2'),
    who: 'agency',
    in: ['contracted', 'delivered', 'completed', 'closed'],
    unless: (e) => noSettledContract(e),
  },
  'report-charge': {
    cites: art('111', '33.4'),
    who: 'owner',
    in: ['contracted', 'delivered', 'completed', 'closed'],
    unless: (e) => noSettledContract(e),
  },
  'tell-materials': {
    cites: art('111', '33.2'),
    who: 'agency',
    in: ['awarded', 'contracted'],
    unless: toldOnce,
  },
  'hand-over-materials': {
    cites: art('111', '33.2'),
    who: 'owner',
    in: ['awarded', 'contracted', 'delivered'],
    unless: nothingToHandOver,
  },
  // After completion the days of payment stand: nobody puts off what the work was done for.
  'plan-payments': {
    cites: art('111', '12'),
    who: 'owner',
    in: ['contracted', 'delivered'],
    unless: (e) => noSettledContract(e),
  },
  'record-payment': {
    cites: art('111', '12'),
    who: ['owner', 'finance'],
    in: ['contracted', 'delivered', 'completed', 'closed'],
    unless: (e) => isPaidInFull(e),
  },
  'strike-payment': {
    cites: art('111', '12'),
    who: ['owner', 'finance'],
    in: ['contracted', 'delivered', 'completed', 'closed'],
    unless: (e) => nothingToStrike(e),
  },
  'urge-payment': {
    cites: art('111', '12'),
    who: 'finance',
    in: ['contracted', 'delivered', 'completed', 'closed'],
    unless: nothingOverdue,
  },
  'refuse-recognition': {
    cites: art('111', '5.2'),
    who: 'department',
    in: ['contracted', 'delivered', 'completed', 'closed'],
    unless: nothingToRefuse,
  },
  'answer-non-recognition': {
    cites: art('111', '5.2'),
    who: 'agency',
    in: ['contracted', 'delivered', 'completed', 'closed'],
    unless: (e) => nothingToAnswer(e),
  },
  'withdraw-non-recognition': {
    cites: art('111', '5.2'),
    who: 'department',
    in: ['contracted', 'delivered', 'completed', 'closed'],
    unless: nothingToWithdraw,
  },
  'upload-deliverable': { cites: art('111', '33.6'), who: 'agency', in: ['contracted', 'delivered'] },
  'accept-deliverable': { cites: art('111', '33.6'), who: 'owner', in: ['delivered'] },
  'return-deliverable': { cites: art('111', '33.6'), who: 'owner', in: ['delivered'] },
  rate: { cites: art('111', '38'), who: 'owner', in: ['completed'], unless: mayNotRate('agency') },
  'rate-owner': { cites: art('111', '38'), who: 'agency', in: ['completed'], unless: mayNotRate('owner') },
  'rate-operator': {
    cites: art('111', '38'),
    who: 'agency',
    in: ['completed'],
    unless: mayNotRate('operator'),
  },
  'note-missed': {
    cites: mention('111', '39.1'),
    who: 'system',
    in: ['awarded', 'contracted', 'delivered', 'completed', 'closed'],
    unless: nothingMissed,
  },
  remind: {
    cites: art('111', '32.1'),
    who: 'system',
    in: ['awarded', 'contracted', 'delivered', 'completed', 'closed'],
    unless: nothingToRemind,
  },
  close: { cites: art('111', '38'), who: 'system', in: ['completed'], unless: stillRating },
  end: { cites: art('111', '26'), who: 'system', in: ['awarded', 'contracted', 'delivered'] },
}

/** The commands that the actor's side has in this state; those that a rule holds back carry its refusal. */
export function availableActions(e: Engagement, ctx: Context): readonly AvailableAction[] {
  const side = sideOf(e, ctx.actor)
  return (Object.entries(table) as [Act, Row][])
    .filter(([, row]) => isTheirs(row, side) && row.in.includes(e.status))
    .map(([act, row]) => {
      const refusal = row.unless?.(e, ctx)
      return { act, article: row.cites, ...(refusal ? { refusal } : {}) }
    })
}

/** Why the actor cannot give this command now; what the table does not offer, nobody can do. */
export function refusalOf(e: Engagement, act: Act, ctx: Context): Refusal | undefined {
  const row = table[act]
  if (!isTheirs(row, sideOf(e, ctx.actor)))
    return refuse('not-permitted', row.cites, { act, permitted: [row.who].flat() })
  if (!row.in.includes(e.status)) return refuse('not-available', row.cites, { act, status: e.status })
  return row.unless?.(e, ctx)
}

const isTheirs = ({ who }: Row, side: Side | undefined): boolean =>
  side !== undefined && [who].flat().includes(side)

/** Whose side somebody is on in this engagement; undefined for everyone else. */
export function sideOf(e: Engagement, actor: Actor): Side | undefined {
  if (actor.kind === 'system') return 'system'
  if (actor.kind === 'public') return undefined
  if (actor.organisation === e.award.agency.id) return 'agency'
  if (actor.organisation === e.award.owner.id) return 'owner'
  if (actor.organisation === e.award.finance?.id) return 'finance'
  // 5.2: 相关行政管理部门. Those of the place see the engagement at all; the view keeps the others out.
  if (actor.kind === 'department') return 'department'
  return undefined
}

function contactIsRecorded(e: Engagement): Refusal | undefined {
  return e.contact && no('contact-recorded-already', art('111', '32.1'), { at: e.contact.recordedAt })
}

function noContactToAnswer(e: Engagement): Refusal | undefined {
  if (!e.contact) return no('no-contact-yet', art('111', '32.1'))
  return (
    e.contact.confirmedAt &&
    no('contact-confirmed-already', art('111', '32.1'), { at: e.contact.confirmedAt })
  )
}

/** A filing may be corrected until the owner confirms it or the work is delivered on it. */
function contractIsSettled(e: Engagement): Refusal | undefined {
  if (e.contracts.at(-1)?.confirmedAt) return contractIsConfirmed(e)
  return e.deliverables.length > 0 ? no('delivered-already', art('111', '33.5')) : undefined
}

function contractIsConfirmed(e: Engagement): Refusal | undefined {
  const at = e.contracts.at(-1)?.confirmedAt
  return at && no('contract-confirmed-already', art('111', '33.5'), { at })
}

/** 38: 一事一评, within the period. */
function mayNotRate(of: RatedParty): (e: Engagement, ctx: Context) => Refusal | undefined {
  return (e, ctx) => {
    const given = ratingOf(e, of)
    if (given) return no('rated-already', art('111', '38'), { at: given.at, stars: given.stars })
    const due = ratingDue(e, ctx.calendar)
    return ctx.now >= due ? no('rating-period-over', art('111', '38'), { due }) : undefined
  }
}

function stillRating(e: Engagement, ctx: Context): Refusal | undefined {
  const due = ratingDue(e, ctx.calendar)
  return ctx.now < due ? no('rating-period-runs', art('111', '38'), { due }) : undefined
}

function nothingMissed(e: Engagement, ctx: Context): Refusal | undefined {
  return missedClocks(e, ctx.now, ctx.calendar).length > 0
    ? undefined
    : no('no-clock-due', mention('111', '39.1'))
}

function nothingToRemind(e: Engagement, ctx: Context): Refusal | undefined {
  return remindersDue(e, ctx).length > 0 ? undefined : no('no-clock-due', art('111', '32.1'))
}

/** The reminders whose hour has come. */
export const remindersDue = (e: Engagement, ctx: Context) =>
  pendingReminders(e, ctx.calendar, settingOf(ctx.rules, reminderHour)).filter((r) => r.at <= ctx.now)
