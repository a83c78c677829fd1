import { type Article, art } from '../gazette/index.ts'
import {
  type AvailableAction,
  type Context,
  type Refusal,
  refuse as refuseGenerally,
} from '../workflow/index.ts'
import { ineligibility } from './eligibility.ts'
import { methodOfAnnounced } from './methods/index.ts'
import type { RefusalCode } from './refusal-words.ts'
import { refuse } from './refusals.ts'
import { type Command, type Known, knownKey, type Procurement, type Status } from './state.ts'

type Who = (p: Procurement, ctx: Context) => boolean
type Against = (p: Procurement, ctx: Context) => Refusal | undefined

/** A row of the one table: what may be done, by whom, by which paragraph, and what may stand against it now. */
interface Row {
  act: Command['kind']
  article: Article
  who: Who
  against?: Against
}

const known = (ctx: Context): Known => (ctx.rules[knownKey] ?? {}) as Known

const owner: Who = (p, { actor }) => actor.kind === 'owner' && actor.organisation === p.owner.id
const operator: Who = (p, { actor }) => actor.kind === 'operator' && actor.organisation === p.operator.id
const agency: Who = (_, { actor }) => actor.kind === 'agency'
const registrant: Who = (p, ctx) => agency(p, ctx) && known(ctx).registered === true
const newcomer: Who = (p, ctx) => agency(p, ctx) && known(ctx).registered !== true
/** 22.1.2: one whom the owner asked by name. */
const invitee: Who = (p, ctx) =>
  newcomer(p, ctx) &&
  p.status === 'open' &&
  methodOfAnnounced(p.draft).access(p.draft) === 'invited' &&
  (p.draft.direct?.invitees ?? []).some((i) => ctx.actor.kind === 'agency' && i.id === ctx.actor.organisation)
const system: Who = (_, { actor }) => actor.kind === 'system'

/** 23.2: 应当在报名截止时间前通过中介超市报名. The deadline itself is too late. */
const beforeDeadline =
  (code: RefusalCode, article: Article): Against =>
  (p, ctx) =>
    p.status === 'open' && ctx.now >= p.draft.deadline
      ? refuse(code, article, { deadline: p.draft.deadline, now: ctx.now })
      : undefined

/** The system acts when the hour has come, not before. */
const fromDeadline: Against = (p, ctx) =>
  p.status === 'open' && ctx.now < p.draft.deadline
    ? refuse('too-early', art('111', '23.2'), { due: p.draft.deadline })
    : undefined

/** 28: the notice follows the publicity, and the complaints about the selection (49.3). */
const afterPublicity: Against = (p, ctx) => {
  if (p.status === 'publicity' && ctx.now < p.until)
    return refuse('too-early', art('111', '28'), { due: p.until })
  return known(ctx).held ? refuse('award-held', art('111', '49.3')) : undefined
}

/** 22.1.1, 23.2: before the deadline, and only who meets the conditions. */
const mayRegister: Against = (p, ctx) => {
  if (p.status !== 'open') return undefined
  const { standing } = known(ctx)
  return (
    beforeDeadline('registration-closed', art('111', '23.2'))(p, ctx) ??
    (standing ? ineligibility(p.draft, standing) : refuse('agency-not-admitted', art('111', '15')))
  )
}

/** 24: 应当一次性告知补正要求. */
const toldOnce: Against = (p) =>
  p.supplement
    ? refuse('announcement-supplement-told-once', art('111', '24'), { at: p.supplement.askedAt })
    : undefined

/** 24: only what was asked for and has been answered can be found still missing. */
const afterSupplement: Against = (p) =>
  p.supplement?.suppliedAt ? undefined : refuse('supplement-first', art('111', '24'))

/** Why the winner may no longer take part, as the registry has it; nothing else takes a result away (53.3). */
export function groundToDisqualify(p: Procurement, ctx: Context): Refusal | undefined {
  const { winner } = known(ctx)
  return p.status === 'publicity' && winner ? ineligibility(p.draft, winner) : undefined
}

const winnerIsOut: Against = (p, ctx) =>
  groundToDisqualify(p, ctx) ? undefined : refuse('winner-qualifies', art('111', '53.3'))

/** 27: a failed or cancelled announcement is followed by one new one. */
const notYetFollowed: Against = (p) =>
  'next' in p && p.next ? refuse('already-run-again', art('111', '27'), { next: p.next }) : undefined

const cancelRow: Row = {
  act: 'cancel',
  article: art('111', '25.1'),
  who: owner,
  against: beforeDeadline('too-late-to-cancel', art('111', '25.1')),
}
const voidRow: Row = { act: 'void', article: art('111', '26'), who: owner }
const runAgainRow: Row = { act: 'run-again', article: art('111', '27'), who: owner, against: notYetFollowed }

const table = {
  draft: [
    { act: 'submit', article: art('111', '23.1'), who: owner },
    { act: 'save', article: art('111', '23.1'), who: owner },
    cancelRow,
  ],
  submitted: [
    { act: 'pass', article: art('111', '24'), who: operator },
    { act: 'ask-supplement', article: art('111', '24'), who: operator, against: toldOnce },
    { act: 'return', article: art('111', '24'), who: operator, against: afterSupplement },
    cancelRow,
  ],
  supplementing: [
    { act: 'supply', article: art('111', '24'), who: owner },
    { act: 'save', article: art('111', '24'), who: owner },
    cancelRow,
  ],
  open: [
    { act: 'register', article: art('111', '23.2'), who: newcomer, against: mayRegister },
    {
      act: 'decline',
      article: art('111', '22.1.2'),
      who: invitee,
      against: beforeDeadline('registration-closed', art('111', '23.2')),
    },
    {
      act: 'withdraw-registration',
      article: art('111', '25.2'),
      who: registrant,
      against: beforeDeadline('too-late-to-withdraw', art('111', '25.2')),
    },
    cancelRow,
    { act: 'close', article: art('111', '23.2'), who: system, against: fromDeadline },
  ],
  opening: [{ act: 'open', article: art('111', '22.1.1'), who: system }],
  drawing: [{ act: 'drawn', article: art('111', '28'), who: system }],
  bidding: [{ act: 'bids', article: art('111', '22.1.5'), who: system }],
  choosing: [{ act: 'choose', article: art('111', '22.1.3'), who: owner }],
  publicity: [
    { act: 'disqualify', article: art('111', '28'), who: operator, against: winnerIsOut },
    voidRow,
    { act: 'award', article: art('111', '28'), who: system, against: afterPublicity },
    { act: 'annul', article: art('111', '49.3'), who: system },
  ],
  awarded: [voidRow],
  failed: [runAgainRow],
  cancelled: [runAgainRow],
  voided: [],
} satisfies Record<Status, Row[]>

const rowsOf = (p: Procurement): readonly Row[] => table[p.status]

/** Why a command cannot be given now, by this actor; nothing when it can. */
export function permittedTo(act: Command['kind'], p: Procurement, ctx: Context): Refusal | undefined {
  const rows = rowsOf(p).filter((row) => row.act === act)
  const mine = rows.find((row) => row.who(p, ctx))
  if (mine) return mine.against?.(p, ctx)
  return rows[0]
    ? refuseGenerally('not-permitted', rows[0].article, { act })
    : refuseGenerally('not-available', art('111', '28'), { act, status: p.status })
}

/** What the actor may do now: the buttons of the screen and the check of the server. */
export const availableActions = (p: Procurement, ctx: Context): AvailableAction[] =>
  rowsOf(p)
    .filter((row) => row.who(p, ctx))
    .map((row) => ({ act: row.act, article: row.article, refusal: row.against?.(p, ctx) }))
