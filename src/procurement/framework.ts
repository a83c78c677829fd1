import { endOf, type Instant } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import { yuanText } from '../registry/index.ts'
import {
  type AvailableAction,
  accept,
  type Context,
  type Deadline,
  type Decision,
  type Fact,
  firstRefusal,
  impossible,
  type Json,
  type Refusal,
  refuse as refuseAny,
  reject,
  type Workflow,
} from '../workflow/index.ts'
import {
  type CallOff,
  type CallOffOrder,
  type Framework,
  type FrameworkCommand,
  type FrameworkFactName,
  type FrameworkStatus,
  frameworkKnowledgeOf,
  type Member,
  type MemberOffer,
  openOffer,
  takenOf,
} from './framework-state.ts'
import type { FrameworkRefusalCode } from './framework-words.ts'

import { frameworkAnswer } from './settings.ts'

/**
 * 22.2 批量采购: what becomes of the several whom a selection has bound. The owner says what it needs; whose turn it is
 * follows from the announced rule and from what was called off before, so that nobody is picked by hand (53.3). A member
 * answers within its time; who declines, or lets it pass, has had its turn, and the next one is asked.
 */
export const frameworkWorkflow: Workflow<Framework, FrameworkCommand> = {
  decide,
  availableActions,
  deadlines,
}

const article = art('111', '22.2')
type Outcome = Decision<Framework>
type Running = Extract<Framework, { status: 'running' }>
type Of<K extends FrameworkCommand['kind']> = Extract<FrameworkCommand, { kind: K }>

const refuse = (
  code: FrameworkRefusalCode | 'not-available' | 'too-early',
  cites: Article = article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuseAny(code, cites, params, field)

const fact = (
  what: FrameworkFactName,
  body: Fact['body'] = {},
  visibility: Fact['visibility'] = 'public',
): Fact => ({ kind: `framework.${what}`, article, visibility, body })

interface Row {
  act: FrameworkCommand['kind']
  who(f: Framework, ctx: Context): boolean
  unless?(f: Framework, ctx: Context): Refusal | undefined
}

const system: Row['who'] = (_, { actor }) => actor.kind === 'system'
const owner: Row['who'] = (f, { actor }) => actor.kind === 'owner' && actor.organisation === f.owner.id
const asked: Row['who'] = (f, { actor }) =>
  actor.kind === 'agency' && f.callOffs.some((c) => openOffer(c)?.agency === actor.organisation)
const waits: Row['who'] = (f, ctx) => owner(f, ctx) && f.callOffs.some((c) => openOffer(c))

/** The last day of the term is in it. */
const withinTerm: Row['unless'] = (f, { today }) =>
  today <= f.until ? undefined : refuse('framework-term-over', article, { until: f.until })

/** The system lets an offer pass when its time is over, not before. */
const somethingPassed: Row['unless'] = (f, { now }) => {
  const due = earliest(f)
  return due !== undefined && due <= now ? undefined : refuse('too-early', article, { due })
}

/** A framework ends with its last day, and not while a member is still to answer. */
const termIsOver: Row['unless'] = (f, { now }) =>
  now >= endOf(f.until) && earliest(f) === undefined
    ? undefined
    : refuse('too-early', article, { due: endOf(f.until) })

const table: Record<FrameworkStatus, readonly Row[]> = {
  unopened: [{ act: 'establish', who: system }],
  running: [
    { act: 'call-off', who: owner, unless: withinTerm },
    { act: 'accept', who: asked, unless: (f, ctx) => stillQualifies(ctx) ?? someInTime(f, ctx) },
    { act: 'decline', who: asked, unless: someInTime },
    { act: 'withdraw', who: waits },
    { act: 'lapse', who: system, unless: somethingPassed },
    { act: 'expire', who: system, unless: termIsOver },
    { act: 'end', who: system },
  ],
  ended: [],
}

function availableActions(f: Framework, ctx: Context): AvailableAction[] {
  return table[f.status]
    .filter((row) => row.who(f, ctx))
    .map(({ act, unless }) => {
      const refusal = unless?.(f, ctx)
      return { act, article, ...(refusal ? { refusal } : {}) }
    })
}

function decide(f: Framework, command: FrameworkCommand, ctx: Context): Outcome {
  const row = table[f.status].find((r) => r.act === command.kind && r.who(f, ctx))
  const refused = row
    ? row.unless?.(f, ctx)
    : refuse('not-available', article, { act: command.kind, status: f.status })
  if (refused) return reject(refused)
  if (command.kind === 'establish') return establish(f, ctx)
  if (f.status !== 'running') throw new Error(`a command was permitted in a state without it: ${f.status}`)
  switch (command.kind) {
    case 'call-off':
      return callOff(f, command, ctx)
    case 'accept':
      return answered(f, command.callOff, ctx, (c) => taken(f, c, ctx))
    case 'decline':
      return answered(f, command.callOff, ctx, (c) => declined(f, c, command, ctx))
    case 'withdraw':
      return withdraw(f, command, ctx)
    case 'lapse':
      return lapse(f, ctx)
    case 'expire':
      return accept<Framework>(
        { ...f, status: 'ended', endedAt: ctx.now, why: 'term-over' },
        fact('expired', { used: takenOf(f), callOffs: f.callOffs.length }),
      )
    case 'end':
      return end(f, ctx)
    default:
      return impossible(command)
  }
}

/** 22.2, 28: the award notice binds the members; from now on the owner may call off. */
function establish(f: Framework, ctx: Context): Outcome {
  const { announced: _, ...terms } = f
  return accept<Framework>(
    { ...f, status: 'running', since: ctx.now },
    fact('established', {
      ...{ number: terms.number, rule: terms.rule, ceiling: terms.ceiling, until: terms.until },
      members: terms.members.map(({ turns: __, ...m }) => ({ ...m })) as Json,
    }),
  )
}

/** What the owner needs; the rule finds who is asked. */
function callOff(f: Running, { kind: _, ...order }: Of<'call-off'>, ctx: Context): Outcome {
  const refused = firstRefusal(
    order.title.trim() === '' ? refuse('framework-field-missing', article, {}, 'title') : undefined,
    order.content.trim() === '' ? refuse('framework-field-missing', article, {}, 'content') : undefined,
    quantityIsOne(order),
    feeIsKnown(f, order),
  )
  if (refused) return refused
  const c: CallOff = {
    ...{ ...order, id: need(frameworkKnowledgeOf(ctx).next), n: f.callOffs.length + 1 },
    ...{ at: ctx.now, status: 'offered', offers: [] },
  }
  const found = nextMember(f, c, frameworkKnowledgeOf(ctx).out)
  if ('refusal' in found) return reject(found.refusal)
  const told = fact('called-off', { n: c.n, title: c.title, quantity: c.quantity })
  return ask({ ...f, callOffs: [...f.callOffs, c] }, c, found, ctx, [told])
}

const quantityIsOne = ({ quantity, days }: CallOffOrder): Refusal | undefined => {
  if (!Number.isSafeInteger(quantity) || quantity < 1)
    return refuse('framework-quantity', article, { given: quantity }, 'quantity')
  return Number.isInteger(days) && days >= 1 && days <= 3650
    ? undefined
    : refuse('framework-days', article, { given: days }, 'days')
}

/** 55.7: the fee follows from the announced price; only where a formula was announced does the owner work it out. */
function feeIsKnown({ members }: Running, { fee }: CallOffOrder): Refusal | undefined {
  const priced = members.every((m) => m.price !== undefined)
  if (priced) return fee === undefined ? undefined : refuse('framework-fee-is-set', article, {}, 'fee')
  return fee !== undefined && Number.isSafeInteger(fee) && fee > 0
    ? undefined
    : refuse('framework-fee-missing', article, {}, 'fee')
}

/** Whose turn it is, what it costs with that one, and who was passed over. */
export interface Turn {
  member: Member
  fee: number
  passed: MemberOffer['passed']
}

const feeWith = (member: Member, { quantity, fee }: CallOffOrder): number =>
  member.price === undefined ? need(fee) : member.price * quantity

/**
 * The member that a call-off goes to.
 * Rotation: the one with the fewest turns, of equals the one ranked first; who cannot take part today is passed over and
 * has had its turn. Quota: among those whose share still has room, the one that has had least of its share.
 * A refusal where nobody is left, no share has room, or the ceiling would be passed, by however little.
 */
export function nextMember(
  f: Pick<Framework, 'members' | 'rule' | 'ceiling' | 'callOffs'>,
  c: CallOff,
  out: Readonly<Record<string, Refusal>> = {},
): Turn | { refusal: Refusal } {
  const others = { callOffs: f.callOffs.filter((o) => o.id !== c.id) }
  const had = new Set(c.offers.flatMap((o) => [o.agency, ...o.passed.map((p) => p.agency)]))
  const order = f.members
    .map((m, rank) => ({ m, rank, used: takenOf(others, m.agency) }))
    .filter(({ m }) => !had.has(m.agency))
    .sort((a, b) =>
      f.rule === 'rotation' ? a.m.turns - b.m.turns || a.rank - b.rank : filled(a, b) || a.rank - b.rank,
    )
  const passed: { agency: string; name: string; code: string }[] = []
  for (const { m, used } of order) {
    const { agency, name } = m
    const code =
      out[agency]?.code ?? (f.rule === 'quota' && !hasRoom(m, used + feeWith(m, c), f.ceiling) ? 'quota' : '')
    if (code !== '') {
      passed.push({ agency, name, code })
      continue
    }
    const fee = feeWith(m, c)
    const total = takenOf(others)
    if (!Number.isSafeInteger(fee) || total + fee > f.ceiling)
      return { refusal: ceilingPassed(f.ceiling - total, fee) }
    return { member: m, fee, passed }
  }
  const full = passed.length > 0 && passed.every((p) => p.code === 'quota')
  return {
    refusal: refuse(full ? 'quotas-used-up' : 'no-member-left', article, { members: f.members.length }),
  }
}

const ceilingPassed = (left: number, fee: number): Refusal =>
  refuse(
    'ceiling-passed',
    article,
    { left, fee, leftYuan: yuanText(left), feeYuan: yuanText(fee) },
    'quantity',
  )

/** Compares two shares of their quotas, exactly: used a / quota a against used b / quota b. */
function filled(a: { m: Member; used: number }, b: { m: Member; used: number }): number {
  const left = BigInt(a.used) * BigInt(b.m.quota ?? 0)
  const right = BigInt(b.used) * BigInt(a.m.quota ?? 0)
  return left < right ? -1 : left > right ? 1 : 0
}

/** Whether a member's share holds a sum: exactly its share of the ceiling does, one 分 more does not. */
const hasRoom = ({ quota = 0 }: Member, sum: number, ceiling: number): boolean =>
  BigInt(sum) * 1000n <= BigInt(ceiling) * BigInt(quota)

/** Puts a call-off before a member; its turn, and that of those who were passed over, is taken. */
function ask(f: Running, c: CallOff, { member, fee, passed }: Turn, ctx: Context, before: Fact[]): Outcome {
  const until = ctx.calendar.after(ctx.now, frameworkAnswer(ctx.rules)).end
  const { agency, name } = member
  const offer: MemberOffer = { agency, name, fee, at: ctx.now, until, passed }
  const turned = new Set([agency, ...passed.filter((p) => p.code !== 'quota').map((p) => p.agency)])
  return accept<Framework>(
    {
      ...withCallOff(f, { ...c, status: 'offered', offers: [...c.offers, offer] }),
      members: f.members.map((m) => (turned.has(m.agency) ? { ...m, turns: m.turns + 1 } : m)),
    },
    ...before,
    fact('offered', { n: c.n, name, fee, until, passed: passed.map(({ name, code }) => ({ name, code })) }),
  )
}

const withCallOff = (f: Running, c: CallOff): Running => ({
  ...f,
  callOffs: f.callOffs.map((o) => (o.id === c.id ? c : o)),
})

const withAnswer = (c: CallOff, answer: MemberOffer['answer']): CallOff => ({
  ...c,
  offers: c.offers.map((o, i) => (i === c.offers.length - 1 ? { ...o, answer } : o)),
})

/** The call-off that a member answers: its own, open, and in time. */
function answered(f: Running, id: string, ctx: Context, then: (c: CallOff) => Outcome): Outcome {
  const me = 'organisation' in ctx.actor ? ctx.actor.organisation : ''
  const c = f.callOffs.find((o) => o.id === id)
  const offer = c && openOffer(c)
  if (!c || offer?.agency !== me)
    return reject(refuse('call-off-not-open', article, { callOff: id }, 'callOff'))
  return offer.until <= ctx.now
    ? reject(refuse('answer-period-over', article, { until: offer.until }, 'callOff'))
    : then(c)
}

/** Somebody who has let its time pass is told so before it fills in a form. */
function someInTime(f: Framework, { actor, now }: Context): Refusal | undefined {
  const mine = f.callOffs
    .map(openOffer)
    .filter((o) => o !== undefined && 'organisation' in actor && o.agency === actor.organisation)
  return mine.some((o) => o!.until > now)
    ? undefined
    : refuse('answer-period-over', article, { until: mine.at(-1)?.until })
}

/** 35, 36: who may not take part in a selection today takes no call-off either. */
const stillQualifies = (ctx: Context): Refusal | undefined =>
  'organisation' in ctx.actor ? frameworkKnowledgeOf(ctx).out?.[ctx.actor.organisation] : undefined

function taken(f: Running, c: CallOff, ctx: Context): Outcome {
  const { name, fee } = c.offers.at(-1)!
  const notice = need(frameworkKnowledgeOf(ctx).notice)
  const after = { ...withAnswer(c, { kind: 'accepted', at: ctx.now }), status: 'accepted' as const, notice }
  return accept<Framework>(withCallOff(f, after), fact('accepted', { n: c.n, name, fee, notice }))
}

function declined(f: Running, c: CallOff, { reason }: Of<'decline'>, ctx: Context): Outcome {
  const told = fact('declined', { n: c.n, name: c.offers.at(-1)!.name, reason })
  return askNext(f, withAnswer(c, { kind: 'declined', at: ctx.now, reason }), ctx, [told])
}

/** The next in turn is asked; where nobody is left the call-off ends, and the owner may select for it alone (22.1). */
function askNext(f: Running, c: CallOff, ctx: Context, before: Fact[]): Outcome {
  const found = nextMember(withCallOff(f, c), c, frameworkKnowledgeOf(ctx).out)
  if (!('refusal' in found)) return ask(withCallOff(f, c), c, found, ctx, before)
  const told = fact('unplaced', { n: c.n, why: found.refusal.code })
  return accept<Framework>(withCallOff(f, { ...c, status: 'unplaced' }), ...before, told)
}

/**
 * The owner takes back what nobody has accepted yet. The member asked keeps its turn: else an owner could call off and
 * take back until the turn came to the one it prefers (53.3).
 */
function withdraw(f: Running, { callOff: id, reason }: Of<'withdraw'>, ctx: Context): Outcome {
  const c = f.callOffs.find((o) => o.id === id)
  const offer = c && openOffer(c)
  if (!c || !offer) return reject(refuse('call-off-not-open', article, { callOff: id }, 'callOff'))
  const after = { ...withAnswer(c, { kind: 'withdrawn', at: ctx.now, reason }), status: 'withdrawn' as const }
  const kept = f.members.map((m) => (m.agency === offer.agency ? { ...m, turns: m.turns - 1 } : m))
  return accept<Framework>({ ...withCallOff(f, after), members: kept }, fact('withdrawn', { n: c.n, reason }))
}

/** Every offer whose time is over has been let pass; the next in turn is asked for each. */
function lapse(f: Running, ctx: Context): Outcome {
  let state: Running = f
  const facts: Fact[] = []
  for (const c of f.callOffs) {
    const offer = openOffer(c)
    if (!offer || offer.until > ctx.now) continue
    const told = fact('lapsed', { n: c.n, name: offer.name })
    const next = askNext(state, withAnswer(c, { kind: 'lapsed', at: ctx.now }), ctx, [told])
    if (!next.ok) throw new Error(`an offer could not pass: ${next.refusal.code}`)
    state = next.state as Running
    facts.push(...next.facts)
  }
  return accept<Framework>(state, ...facts)
}

/** 26: the announcement was voided. What was accepted has its own contract; what waits for an answer is taken back. */
function end(f: Running, ctx: Context): Outcome {
  const callOffs = f.callOffs.map((c) =>
    openOffer(c) ? { ...withAnswer(c, { kind: 'withdrawn', at: ctx.now }), status: 'withdrawn' as const } : c,
  )
  return accept<Framework>(
    { ...f, callOffs, status: 'ended', endedAt: ctx.now, why: 'voided' },
    fact('ended', { used: takenOf({ callOffs }), callOffs: callOffs.length }),
  )
}

const earliest = (f: Pick<Framework, 'callOffs'>): Instant | undefined =>
  f.callOffs.flatMap((c) => openOffer(c)?.until ?? []).sort()[0]

/** A member's answer, and the moment at which it has let its turn pass; without any, the end of the term. */
function deadlines(f: Framework): readonly Deadline[] {
  if (f.status !== 'running') return []
  const open = f.callOffs.flatMap((c) => openOffer(c) ?? [])
  const due = earliest(f)
  if (due === undefined)
    return [{ action: 'expire', article, since: f.since, due: endOf(f.until), who: 'system' }]
  return [
    { action: 'lapse', article, due, who: 'system' },
    ...open.map((o) => ({ action: 'accept', article, since: o.at, due: o.until, who: o.agency })),
  ]
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the server must know the number or the price of a call-off')
  return value
}
