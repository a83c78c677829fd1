import { dateOf } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { accept, type Context, type Decision, type Fact, impossible, reject } from '../workflow/index.ts'
import { groundToDisqualify } from './actions.ts'
import { biddingBegins } from './auction.ts'
import { fact, type In, json, need } from './deciding.ts'
import { judgeWithOffers } from './judging.ts'
import { methodOfAnnounced } from './methods/index.ts'
import type { Entrant, Registrant } from './opening.ts'
import { groupBy, type Ranking, settled, tied } from './ranking.ts'
import { refuse } from './refusals.ts'
import { choicePeriod, publicityPeriod } from './settings.ts'
import { type FailureReason, type Opened, type Procurement, type Result, winnerOf } from './state.ts'
import type { Invitee } from './terms.ts'

/*
 * From the opening to the result (22.1, 27, 28, 29): who takes part, what decides among them, and what follows where
 * that is the draw, the owner's choice, or nobody.
 */

/** 22.1, 27, 29.1: who takes part; fewer than the method's minimum, and the selection has failed. */
export function open(
  p: In<'opening'>,
  registrants: readonly Registrant[],
  declined: readonly Invitee[],
  ctx: Context,
): Decision<Procurement> {
  const method = methodOfAnnounced(p.draft)
  const { offering, excluded } = judgeWithOffers(registrants, p.draft)
  const entrants = offering.map(({ agency, name, code, leaf }) => ({ agency, name, code, leaf }))
  const opened: Opened = {
    registrations: registrants.length,
    entrants,
    excluded,
    ...(declined.length > 0 ? { declined } : {}),
  }
  const told = fact('opened', method.article, 'public', {
    registrations: opened.registrations,
    eligible: entrants.length,
    excluded: excluded.map(({ leaf, refusal }) => ({ leaf, code: refusal.code, article: refusal.article })),
  })
  // 22.2, 27: with fewer than the announced members there is no framework.
  const minimum = Math.max(
    method.minimum(p.draft, dateOf(p.publishedAt), ctx.rules),
    p.draft.framework?.seats ?? 0,
  )
  if (entrants.length === 0 || entrants.length < minimum) {
    const reason = entrants.length === 0 ? 'no-eligible-registration' : 'too-few-registrations'
    return fail(p, opened, reason, ctx, told)
  }
  const step = method.afterOpening(offering, p.draft, ctx.rules)
  switch (step.kind) {
    case 'draw':
      return rankOrDraw(p, opened, { groups: [step.among] }, ctx, told)
    case 'ranked':
      return rankOrDraw(p, opened, step.ranking, ctx, told)
    case 'auction':
      return toBid(p, opened, ctx, told)
    case 'choose': {
      const plans = offering.flatMap(({ leaf, offer }) => {
        const { text, filed } = offer?.plan ?? {}
        return text || filed ? [{ leaf, text: text ?? '', ...(filed ? { file: filed } : {}) }] : []
      })
      return toChoose(p, { opened, ranking: step.ranking, recommended: step.recommended, plans }, ctx, told)
    }
    default:
      return impossible(step)
  }
}

/**
 * 22.1.1, 22.1.4, 22.1.5: what the rule orders is ordered; what it leaves equal is drawn, and nothing else. Also where a
 * reverse auction ends.
 */
export function rankOrDraw(
  p: In<'opening' | 'bidding'>,
  opened: Opened,
  ranking: Ranking,
  ctx: Context,
  ...before: Fact[]
): Decision<Procurement> {
  if (tied(ranking).length > 0)
    return accept<Procurement>({ ...base(p), status: 'drawing', opened, ranking }, ...before)
  const result = resultOf(opened, ranking, [], ctx)
  return publicise({ ...base(p), opened }, result, ctx, ...before)
}

/** 22.1.5: those who take part will bid, from a moment that they are told. */
function toBid(p: In<'opening'>, opened: Opened, ctx: Context, ...before: Fact[]): Decision<Procurement> {
  const terms = need(p.draft.auction, 'terms of the auction')
  const startsAt = biddingBegins(p.draft.deadline, ctx.now, terms, ctx.calendar)
  return accept<Procurement>(
    { ...base(p), status: 'bidding', opened, since: ctx.now, startsAt },
    ...before,
    fact('bidding-set', art('111', '22.1.5'), 'public', { parties: opened.entrants.length, startsAt }),
  )
}

/**
 * 22.1.5: 按最低价中选原则自动确定: those at the head of the order share the lowest price and are drawn if they are more than
 * one; the others follow by price, of equal ones the earlier bid first. Of a framework (22.2) the first several win, so
 * there all that are equal are drawn. 27: nobody or too few have bid, or fewer than the announced members.
 */
export function bidsAreIn(
  p: In<'bidding'>,
  { bids, tied: head }: { bids: readonly { leaf: string; amount: number }[]; tied: number },
  ctx: Context,
): Decision<Procurement> {
  const { framework, auction } = p.draft
  const least = Math.max(need(auction, 'terms of the auction').leastBidders, framework?.seats ?? 0)
  if (bids.length < least) return fail(p, p.opened, bids.length === 0 ? 'no-bid' : 'too-few-bids', ctx)
  const nameOf = new Map(p.opened.entrants.map((e) => [e.leaf, e.name]))
  const leaves = bids.map((b) => b.leaf)
  const groups = framework
    ? groupBy(bids, (a, b) => a.amount - b.amount)
    : [leaves.slice(0, head), ...leaves.slice(head).map((leaf) => [leaf])]
  const working = {
    kind: 'auction' as const,
    bids: bids.map(({ leaf, amount }) => ({
      leaf,
      name: need(nameOf.get(leaf), `party ${leaf}`),
      bid: amount,
    })),
  }
  return rankOrDraw(p, p.opened, { groups, working }, ctx)
}

/** What every stage from the closing on has. */
const base = (p: In<'opening' | 'bidding' | 'drawing' | 'choosing' | 'publicity'>) => ({
  ...{ owner: p.owner, operator: p.operator, draft: p.draft, number: p.number, publishedAt: p.publishedAt },
  ...{ previous: p.previous, supplement: p.supplement, returned: p.returned, closedAt: p.closedAt },
})

/** 27: 若无符合条件的中介服务机构报名或报名数量不满足公开选取最低要求的，发布流选公告。 */
export function fail(
  p: In<'opening' | 'bidding' | 'publicity'>,
  opened: Opened,
  reason: FailureReason,
  ctx: Context,
  ...before: Fact[]
): Decision<Procurement> {
  return accept<Procurement>(
    { ...base(p), status: 'failed', opened, reason, at: ctx.now },
    ...before,
    fact('failed', art('111', '27'), 'public', { reason, eligible: opened.entrants.length }),
  )
}

/** The order that the rule and the draw give, each with what it asked for. */
function resultOf(opened: Opened, ranking: Ranking, drawnOrder: readonly string[], ctx: Context): Result {
  const byLeaf = new Map(opened.entrants.map((e) => [e.leaf, e]))
  const order = settled(ranking, drawnOrder).map((leaf) =>
    withAmount(need(byLeaf.get(leaf), `entrant ${leaf}`), ranking),
  )
  return { order, disqualified: [], at: ctx.now, ranking }
}

/** 22.1.4, 22.1.5: who quoted or bid is awarded what it quoted or bid. */
function withAmount(entrant: Entrant, { working }: Ranking): Entrant {
  switch (working?.kind) {
    case 'average':
      return { ...entrant, amount: working.quotes.find((q) => q.leaf === entrant.leaf)?.quote }
    case 'auction':
      return { ...entrant, amount: working.bids.find((b) => b.leaf === entrant.leaf)?.bid }
    case 'merit':
    case undefined:
      return entrant
    default:
      return impossible(working)
  }
}

/** 28: the order of the draw stands, whatever becomes of the winner. */
export function drawn(p: In<'drawing'>, order: readonly string[], ctx: Context): Decision<Procurement> {
  const expected = new Set(tied(p.ranking))
  if (order.length !== expected.size || !order.every((leaf) => expected.delete(leaf)))
    throw new Error('a draw orders everyone who is tied, each once')
  return publicise(p, resultOf(p.opened, p.ranking, order, ctx), ctx)
}

/** 28: 选取结果产生后，中选结果由中介超市系统自动发布中选公告，并予以公示。 */
function publicise(
  p: Omit<In<'drawing'>, 'status' | 'ranking'>,
  result: Result,
  ctx: Context,
  ...before: Fact[]
): Decision<Procurement> {
  const until = ctx.calendar.after(ctx.now, publicityPeriod(ctx.rules)).end
  const { owner, operator, draft, number, publishedAt, previous, supplement, returned, closedAt, opened } = p
  const matter = { owner, operator, draft, number, publishedAt, previous, supplement, returned, closedAt }
  return accept<Procurement>(
    { ...matter, opened, status: 'publicity', result, until },
    ...before,
    fact('result', art('111', '28'), 'public', {
      winner: json(winnerOf(result)),
      order: json(result.order),
      ...(draft.framework
        ? { members: json(result.order.slice(result.disqualified.length).slice(0, draft.framework.seats)) }
        : {}),
      groups: json(result.ranking?.groups),
      working: json(result.ranking?.working),
      choice: json(result.choice),
      // Each finds itself by the leaf of its receipt; nobody else learns who it was (29, 53.2).
      excluded: opened.excluded.map((e) => ({ leaf: e.leaf, why: e.refusal.code })),
      until,
    }),
  )
}

/** 22.1.3: 向项目业主推荐…由项目业主从推荐的中介服务机构中选取. */
function toChoose(
  p: In<'opening' | 'publicity'>,
  stage: Pick<In<'choosing'>, 'opened' | 'ranking' | 'recommended' | 'plans' | 'earlier'>,
  ctx: Context,
  ...before: Fact[]
): Decision<Procurement> {
  const until = ctx.calendar.after(ctx.now, choicePeriod(ctx.rules)).end
  return accept<Procurement>(
    { ...base(p), ...stage, status: 'choosing', since: ctx.now, until },
    ...before,
    fact('recommended', art('111', '22.1.3'), 'public', { recommended: stage.recommended.length, until }),
  )
}

/** The best of the recommended: without a reason the owner chooses among these alone. */
export const firstRecommended = ({ ranking, recommended }: In<'choosing'>): readonly string[] =>
  ranking.groups.map((g) => g.filter((leaf) => recommended.includes(leaf))).find((g) => g.length > 0) ?? []

/** 22.1.3: the owner chooses among the recommended, and says why where it is not the first. */
export function choose(
  p: In<'choosing'>,
  { agency, reason }: { agency: string; reason?: string },
  ctx: Context,
): Decision<Procurement> {
  const article = art('111', '22.1.3')
  const chosen = p.opened.entrants.find((e) => e.agency === agency && p.recommended.includes(e.leaf))
  if (!chosen) return reject(refuse('not-recommended', article, {}, 'agency'))
  const isFirst = firstRecommended(p).includes(chosen.leaf)
  if (!isFirst && (reason?.trim().length ?? 0) < 10)
    return reject(refuse('choice-needs-reason', article, {}, 'reason'))
  const choice = { leaf: chosen.leaf, recommended: p.recommended, ...(reason?.trim() ? { reason } : {}) }
  const result: Result = {
    order: [...(p.earlier?.order ?? []), chosen],
    disqualified: p.earlier?.disqualified ?? [],
    at: ctx.now,
    ...{ ranking: p.ranking, choice, plans: p.plans },
  }
  const told = fact('chosen', article, 'public', { name: chosen.name, first: isFirst, reason })
  return publicise({ ...base(p), opened: p.opened }, result, ctx, told)
}

/**
 * A winner that no longer meets the conditions while the result is publicised makes way for the next of the order; the
 * draw is never repeated, and of a selection on merit the owner chooses again among the others recommended. With fewer
 * left than the announced members there is no framework (22.2, 27). Nobody decides that it happens: the table lets it
 * through only when the registry says so.
 */
export function disqualify(p: In<'publicity'>, ctx: Context): Decision<Procurement> {
  const winner = need(winnerOf(p.result), 'winner')
  const ground = need(groundToDisqualify(p, ctx), 'ground')
  const out = { agency: winner.agency, code: ground.code, at: ctx.now }
  const told = fact('disqualified', ground.article, 'public', { winner: json(winner), code: ground.code })
  const result = { ...p.result, disqualified: [...p.result.disqualified, out], at: ctx.now }
  const left = result.order.length - result.disqualified.length
  if (left >= (p.draft.framework?.seats ?? 1)) return publicise(p, result, ctx, told)
  const { choice, ranking, plans = [] } = result
  const others = choice?.recommended.filter((leaf) => leaf !== choice.leaf) ?? []
  if (!ranking || others.length === 0) return fail(p, p.opened, 'no-alternate-left', ctx, told)
  return toChoose(p, { opened: p.opened, ranking, recommended: others, plans, earlier: result }, ctx, told)
}
