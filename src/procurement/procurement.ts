import { type Calendar, dateOf, type Instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import {
  accept,
  type Context,
  type Deadline,
  type Decision,
  firstRefusal,
  impossible,
  type Refusal,
  reject,
  type Workflow,
} from '../workflow/index.ts'
import { availableActions, permittedTo } from './actions.ts'
import { fact, type In, inState, json, known, need } from './deciding.ts'
import { type Announced, type Draft, type DraftContext, draftProblems, publicDraft } from './draft.ts'
import { formCheckPeriod } from './figures.ts'
import { termsOfAuction } from './methods/bidding.ts'
import { refuse } from './refusals.ts'
import { bidsAreIn, choose, disqualify, drawn, fail, open } from './selecting.ts'
import { type Command, type Matter, type Procurement, winnerOf } from './state.ts'

/** A new procurement of an owner, optionally following one that failed (27). */
export const newProcurement = (
  matter: Pick<Procurement, 'owner' | 'operator' | 'previous'>,
  draft: Draft = {},
): Procurement => ({ ...matter, draft, status: 'draft' })

export function draftContext(p: Procurement, ctx: Context): DraftContext {
  const { serviceTypes = [], prices, catalogue, originals = [] } = known(ctx)
  return {
    now: ctx.now,
    calendar: ctx.calendar,
    rules: ctx.rules,
    ownerRegion: p.owner.region,
    ownerKind: p.owner.kind,
    serviceTypes,
    originals,
    ...(prices ? { prices } : {}),
    ...(catalogue ? { catalogue } : {}),
  }
}
const firstProblem = (p: Procurement, draft: Draft, ctx: Context): Refusal | undefined =>
  draftProblems(draft, draftContext(p, ctx))[0]

/** Decides a command. Whatever the table of actions does not list, or lists with a reason against it, is refused. */
export function decide(p: Procurement, command: Command, ctx: Context): Decision<Procurement> {
  const refusal = permittedTo(command.kind, p, ctx)
  if (refusal) return reject(refusal)
  switch (command.kind) {
    case 'save':
      return accept<Procurement>({ ...inState(p, 'draft', 'supplementing'), draft: command.draft })
    case 'submit':
      return submit(inState(p, 'draft'), command.draft ?? p.draft, ctx)
    case 'ask-supplement':
      return askSupplement(inState(p, 'submitted'), command.demands, ctx)
    case 'supply':
      return supply(inState(p, 'supplementing'), command.draft ?? p.draft, ctx)
    case 'return':
      return returnUnsupplied(inState(p, 'submitted'), command, ctx)
    case 'pass':
      return pass(inState(p, 'submitted'), command.deadline, ctx)
    case 'register':
    case 'decline':
      // The fact of a registration stands alone, sealed, under a subject of its own: here nothing may change, since
      // whoever reads this row must not see that somebody registered (53.2).
      return (command.kind === 'register' && firstRefusal(commitmentIsMade(command.commitment))) || accept(p)
    case 'withdraw-registration':
      return accept(p)
    case 'cancel':
      return cancel(inState(p, 'draft', 'submitted', 'supplementing', 'open'), command.reason, ctx)
    case 'close':
      return close(inState(p, 'open'), ctx)
    case 'open':
      return open(inState(p, 'opening'), command.registrants, command.declined ?? [], ctx)
    case 'choose':
      return choose(inState(p, 'choosing'), command, ctx)
    case 'drawn':
      return drawn(inState(p, 'drawing'), command.order, ctx)
    case 'bids':
      return bidsAreIn(inState(p, 'bidding'), command, ctx)
    case 'award':
      return award(inState(p, 'publicity'), ctx)
    case 'disqualify':
      return disqualify(inState(p, 'publicity'), ctx)
    case 'annul':
      return annul(inState(p, 'publicity'), ctx)
    case 'void':
      return voidAfterSelection(inState(p, 'publicity', 'awarded'), command, ctx)
    case 'run-again':
      return runAgain(inState(p, 'failed', 'cancelled'), ctx)
    default:
      return impossible(command)
  }
}

/** 23.1: 项目业主提交选取申请, complete and unambiguous. */
function submit(p: In<'draft'>, draft: Draft, ctx: Context): Decision<Procurement> {
  return (
    firstRefusal(firstProblem(p, draft, ctx)) ??
    accept<Procurement>(
      { ...p, draft, status: 'submitted', since: ctx.now },
      fact('submitted', art('111', '23.1'), 'parties', { draft: json(draft) }),
    )
  )
}

/** 24: 如需项目业主补正信息的，应当一次性告知补正要求。 */
function askSupplement(p: In<'submitted'>, demands: readonly string[], ctx: Context): Decision<Procurement> {
  return accept<Procurement>(
    { ...p, status: 'supplementing', supplement: { demands, askedAt: ctx.now } },
    fact('supplement-asked', art('111', '24'), 'parties', { demands }),
  )
}

/** 24: 核对时间自补正后重新计算。 */
function supply(p: In<'supplementing'>, draft: Draft, ctx: Context): Decision<Procurement> {
  const supplement = { ...need(p.supplement, 'supplement'), suppliedAt: ctx.now }
  return (
    firstRefusal(firstProblem(p, draft, ctx)) ??
    accept<Procurement>(
      { ...p, draft, status: 'submitted', since: ctx.now, supplement },
      fact('supplied', art('111', '24'), 'parties', { draft: json(draft) }),
    )
  )
}

/** 24: what was told once and not supplied keeps the announcement from being published; nothing new may be asked. */
function returnUnsupplied(
  p: In<'submitted'>,
  { points, reason }: { points: readonly number[]; reason: string },
  ctx: Context,
): Decision<Procurement> {
  const demands = need(p.supplement, 'supplement').demands
  const open = points.map((i) => demands[i])
  if (open.some((d) => d === undefined)) {
    return reject(refuse('not-a-demand', art('111', '24'), { demands }, 'points'))
  }
  return accept<Procurement>(
    { ...p, status: 'draft', returned: { points, reason, at: ctx.now } },
    fact('returned', art('111', '24'), 'parties', { demands: json(open), reason }),
  )
}

/** 24: 核对无误的应及时在中介超市发布采购公告: passing is publishing, with a later deadline where the check took time. */
function pass(p: In<'submitted'>, deadline: Instant | undefined, ctx: Context): Decision<Procurement> {
  const auction = termsOfAuction(p.draft, ctx.today, ctx.rules)
  const { required: _, ...drafted } = p.draft
  const required = known(ctx).required?.[drafted.serviceType ?? '']
  const draft = {
    ...drafted,
    deadline: deadline ?? p.draft.deadline,
    ...(required ? { required } : {}),
    ...(auction ? { auction } : {}),
  }
  const refused = firstRefusal(firstProblem(p, draft, ctx), deadlineIsNotEarlier(p.draft.deadline, deadline))
  if (refused) return refused
  const number = need(known(ctx).number, 'number')
  return accept<Procurement>(
    { ...p, status: 'open', draft: draft as Announced, number, publishedAt: ctx.now },
    fact('published', art('111', '24'), 'public', {
      number,
      owner: p.owner.name,
      operator: p.operator.name,
      announcement: json(publicDraft(draft)),
      previous: p.previous,
    }),
  )
}

/** The operator moves a deadline where the check has made it too early, and never to an earlier moment. */
const deadlineIsNotEarlier = (
  drafted: Instant | undefined,
  moved: Instant | undefined,
): Refusal | undefined =>
  moved !== undefined && drafted !== undefined && moved < drafted
    ? refuse('deadline-moved-earlier', art('111', '24'), { deadline: drafted }, 'deadline')
    : undefined

/** 23.2: 中介服务机构报名时须承诺符合报名条件且将按要求履行好服务。 */
export const commitmentIsMade = (commitment: boolean): Refusal | undefined =>
  commitment ? undefined : refuse('commitment-missing', art('111', '23.2'), {}, 'commitment')

/** 25.1: 应当在项目选取前在中介超市进行取消操作，并发布取消公告。 */
function cancel(
  p: In<'draft' | 'submitted' | 'supplementing' | 'open'>,
  reason: string,
  ctx: Context,
): Decision<Procurement> {
  const publication = p.status === 'open' ? { number: p.number, publishedAt: p.publishedAt } : undefined
  return accept<Procurement>(
    { ...matterOf(p), status: 'cancelled', reason, at: ctx.now, publication },
    fact('cancelled', art('111', '25.1'), publication ? 'public' : 'parties', { reason }),
  )
}

/** 23.2: registration ends at the deadline, by itself. */
function close(p: In<'open'>, ctx: Context): Decision<Procurement> {
  return accept<Procurement>(
    { ...p, status: 'opening', closedAt: ctx.now },
    fact('closed', art('111', '23.2'), 'public', { deadline: p.draft.deadline }),
  )
}

/** 28: 公示后向项目业主和中选中介服务机构出具电子中选通知书。 */
function award(p: In<'publicity'>, ctx: Context): Decision<Procurement> {
  const number = need(known(ctx).number, 'number')
  return accept<Procurement>(
    { ...p, status: 'awarded', award: { number, at: ctx.now } },
    fact('awarded', art('111', '28'), 'public', { number, winner: json(winnerOf(p.result)) }),
  )
}

/** 27, 49.3: a complaint about the selection was upheld: nobody is awarded, and the owner may run it again. */
const annul = (p: In<'publicity'>, ctx: Context): Decision<Procurement> =>
  fail(p, p.opened, 'complaint-upheld', ctx)

/** 26: 因不可抗力或发生重大变故导致项目被取消的，…提供书面说明报同级运营机构，可作废采购公告。 */
function voidAfterSelection(
  p: In<'publicity' | 'awarded'>,
  { reason, statement }: { reason: string; statement: string },
  ctx: Context,
): Decision<Procurement> {
  if (!known(ctx).statementFiled)
    return reject(refuse('statement-missing', art('111', '26'), {}, 'statement'))
  return accept<Procurement>(
    { ...p, status: 'voided', voiding: { reason, statement, at: ctx.now } },
    fact('voided', art('111', '26'), 'public', { reason, statement }),
  )
}

/** 27: 项目业主应调整选取条件，由中介超市另行组织选取: a new, linked draft. */
function runAgain(p: In<'failed' | 'cancelled'>, ctx: Context): Decision<Procurement> {
  const next = need(known(ctx).next, 'next')
  return accept<Procurement>({ ...p, next }, fact('run-again', art('111', '27'), 'public', { next }))
}

const matterOf = (p: Procurement): Matter => ({
  owner: p.owner,
  operator: p.operator,
  draft: p.draft,
  previous: p.previous,
  supplement: p.supplement,
  returned: p.returned,
})

/** 24: when the form check must be done. */
export const formCheckEnd = ({ since }: { since: Instant }, calendar: Calendar): Instant =>
  calendar.after(since, formCheckPeriod.on(dateOf(since))).end

/** The clocks that run in a state. */
export function deadlines(p: Procurement, ctx: Context): readonly Deadline[] {
  switch (p.status) {
    case 'submitted': {
      const due = formCheckEnd(p, ctx.calendar)
      return [{ action: 'pass', article: art('111', '24'), since: p.since, due, who: p.operator.id }]
    }
    case 'supplementing':
      return [{ action: 'supply', article: art('111', '24'), since: p.supplement?.askedAt, who: p.owner.id }]
    case 'open':
      return [
        {
          action: 'close',
          article: art('111', '23.2'),
          since: p.publishedAt,
          due: p.draft.deadline,
          who: 'system',
        },
      ]
    case 'publicity': {
      const since = p.result.at
      // 49.3: while a complaint is handled nothing falls due; the clock is written anew when it is over.
      return known(ctx).held
        ? [{ action: 'award', article: art('111', '49.3'), since, who: 'system' }]
        : [{ action: 'award', article: art('111', '28'), since, due: p.until, who: 'system' }]
    }
    case 'choosing':
      return [
        { action: 'choose', article: art('111', '22.1.3'), since: p.since, due: p.until, who: p.owner.id },
      ]
    case 'failed':
      return p.next ? [] : [{ action: 'run-again', article: art('111', '27'), since: p.at, who: p.owner.id }]
    case 'draft':
      return p.returned
        ? [{ action: 'submit', article: art('111', '24'), since: p.returned.at, who: p.owner.id }]
        : []
    // The draw looks after an opening or a signing that waits for its trustees.
    case 'opening':
    case 'drawing':
    case 'bidding':
    case 'awarded':
    case 'cancelled':
    case 'voided':
      return []
    default:
      return impossible(p)
  }
}

export const procurementWorkflow: Workflow<Procurement, Command> = { decide, availableActions, deadlines }
