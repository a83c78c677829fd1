import fc from 'fast-check'
import { addMs } from '../../src/calendar/index.ts'
import { drawOrder, hex, pureSuites, rosterOf, unhex } from '../../src/draw/index.ts'
import {
  type Announced,
  type Auction,
  auctionWorkflow,
  type Command,
  newAuction,
  newProcurement,
  outcomeOf,
  type Procurement,
  procurementWorkflow,
  type Registrant,
  standingOf,
  tied,
} from '../../src/procurement/index.ts'
import type { AgencyStanding } from '../../src/registry/index.ts'
import type { Actor, Fact } from '../../src/workflow/index.ts'
import { frameworkTerms } from './framework.ts'
import {
  aContext,
  aDraft,
  anOfferer,
  anOperator,
  anOwner,
  aPerson,
  aRegistrant,
  aService,
  system,
} from './procurement.ts'

/** Only the first six agencies are asked by name, where somebody is. */
const invitees = [1, 2, 3, 4, 5, 6].map((n) => ({ id: `agency-${n}`, name: `第${n}家` }))
const merit = {
  weights: { credit: 300, plan: 500, quality: 200 },
  criteria: [{ name: '天数', worst: 40, best: 10, share: 1000 }],
}
const approved = (procedure: string) => `赣政数〔2026〕5号|认可的方式|${procedure}`
const rules = { 'procurement.approved-methods': ['random', 'average', 'merit'].map(approved) }
const framework = { ...frameworkTerms, seats: 3, ceiling: 20_000_000 }
const range = { priceRange: { min: 5_000_000 } }

/** Every way in which 22.1 and 22.2 let somebody be found. */
export const ways = {
  random: { method: 'random' },
  average: { method: 'average', amount: 10_000 },
  merit: { method: 'merit', merit },
  bidding: { method: 'bidding', ...range },
  'direct, drawn among the invited': {
    ...{ method: 'direct', direct: { ground: 'invited', conduct: 'draw', invitees } },
  },
  'direct, the invited bid': {
    ...{ method: 'direct', direct: { ground: 'invited', conduct: 'auction', invitees }, ...range },
  },
  'direct, one is named': {
    ...{ method: 'direct', amount: 1_000_000 },
    direct: { ground: 'small', conduct: 'choice', wholeProject: 199_999_999, invitees: invitees.slice(0, 1) },
  },
  'approved, drawn': { method: 'other', other: approved('random') },
  'approved, by the mean': { method: 'other', amount: 10_000, other: approved('average') },
  'approved, on merit': { method: 'other', other: approved('merit'), merit },
  'several, drawn': { method: 'random', framework },
  'several, by the mean': { method: 'average', amount: 10_000, framework },
  'several, by bids': { method: 'bidding', ...range, framework },
} as const satisfies Record<string, Partial<Announced>>

export type Way = keyof typeof ways
/** What decides in a way. */
export const decidedBy = (way: Way): 'draw' | 'mean' | 'merit' | 'bids' | 'name' => {
  if (way === 'direct, one is named') return 'name'
  if (way.includes('mean') || way === 'average') return 'mean'
  if (way.includes('merit')) return 'merit'
  return way.includes('bid') ? 'bids' : 'draw'
}

/** One who registers, as chance has it. */
export interface Chance {
  standing: 'meets' | 'suspended' | 'expelled' | 'serves-other' | 'kin'
  /** Some have the same controller. */
  shares: boolean
  sealed: 'whole' | 'unreadable' | 'nothing'
  /** What it quotes, answers or bids comes from these. */
  figures: readonly [number, number]
}

const figure = fc.nat({ max: 23 })
export const chance: fc.Arbitrary<Chance> = fc.record({
  standing: fc.oneof(
    { weight: 6, arbitrary: fc.constant('meets' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Chance['standing']>('suspended', 'expelled', 'serves-other', 'kin'),
    },
  ),
  shares: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  sealed: fc.oneof(
    { weight: 8, arbitrary: fc.constant('whole' as const) },
    { weight: 1, arbitrary: fc.constantFrom<Chance['sealed']>('unreadable', 'nothing') },
  ),
  figures: fc.tuple(figure, figure),
})
/** Up to eight of them. */
export const chances = fc.array(chance, { maxLength: 8 })
/** The same in two orders of arrival. */
export const inTwoOrders = chances.chain((all) => {
  const registered = all.map((_, i) => i)
  return fc.tuple(fc.constant(all), fc.shuffledSubarray(registered, { minLength: all.length }))
})

/** 5.00 to 120.00 yuan, of 100.00 at most. */
export const quoteOf = ({ figures }: Chance): number => 500 * (1 + figures[0])
/** 49,000.00 to 72,000.00 yuan, of a range from 50,000.00 to 68,000.00. */
export const bidsOf = ({ figures }: Chance): number[] => figures.map((f) => 4_900_000 + 100_000 * f)

/** One of its two attempts is inside the range: the first of them is taken. */
export const mayBid = (one: Chance): boolean => bidsOf(one).some((b) => b >= 5_000_000 && b <= 6_800_000)

/** As it registers for a way, number n. */
export function registrantOf(way: Way, one: Chance, n: number): Registrant {
  const changes: Partial<AgencyStanding> = {
    ...(one.standing === 'suspended' || one.standing === 'expelled' ? { status: one.standing } : {}),
    ...(one.standing === 'serves-other' ? { services: [aService({ serviceType: '3.12' })] } : {}),
    controllers: one.shares ? ['controller-of-some', `controller-${n}`] : [`controller-${n}`],
  }
  const record = { milliStars: (one.figures[1] % 11) * 1000, ratings: 1 }
  const sealed = {
    mean: { quote: quoteOf(one) },
    merit: { plan: { answers: [one.figures[0]], text: '要点' } },
  }
  const by = decidedBy(way)
  const asked = by === 'mean' || by === 'merit'
  const offer = {
    whole: asked ? sealed[by] : undefined,
    unreadable: 'unreadable' as const,
    nothing: undefined,
  }
  return {
    ...(asked ? anOfferer(n, offer[one.sealed], record) : {}),
    ...aRegistrant(n, changes),
    ...(one.standing === 'kin' ? { tie: { ground: 'other', agency: '', procurement: '', basis: '' } } : {}),
  }
}

/** Who may take part, by number: read from the chances alone, so that the rules do not judge themselves. */
export function mayTakePart(way: Way, all: readonly Chance[]): number[] {
  const sharing = all.filter((one) => one.shares).length > 1
  const asked = decidedBy(way) === 'mean' || decidedBy(way) === 'merit'
  const named = way.startsWith('direct') ? (way === 'direct, one is named' ? 1 : 6) : all.length
  return all.flatMap((one, i) => {
    const meets = one.standing === 'meets' && !(one.shares && sharing) && i < named
    const offers = !asked || (one.sealed === 'whole' && (decidedBy(way) !== 'mean' || quoteOf(one) <= 10_000))
    return meets && offers ? [i + 1] : []
  })
}

export const leafOf = (n: number): string => aRegistrant(n).leaf

/** What the verifiable draw gives, by its own rule, for a seed. */
export function drawnBy(leaves: readonly string[], seed: number): string[] {
  const roster = rosterOf(leaves.map(unhex))
  const hashed = pureSuites.sha256(new TextEncoder().encode(`seed ${seed}`))
  const { order } = drawOrder(pureSuites.sha256, hashed, roster)
  return Array.from(order, (at) => hex(roster.subarray(at * 32, at * 32 + 32)))
}

type Step = readonly [Command, string, Actor]

/** Everything that was decided, so that it can be decided again. */
export interface Played {
  state: Procurement
  steps: readonly Step[]
  facts: readonly Fact[]
}

function then({ state, steps, facts }: Played, ...step: Step): Played {
  const [command, at, actor] = step
  const decision = procurementWorkflow.decide(state, command, aContext(at, actor, {}, rules))
  if (!decision.ok) throw new Error(`${command.kind}: ${decision.refusal.code}`)
  return { state: decision.state, steps: [...steps, step], facts: [...facts, ...decision.facts] }
}

const beginning = (way: Way): Played => ({
  state: {
    ...newProcurement({ owner: anOwner, operator: anOperator }),
    draft: aDraft(ways[way]),
  } as Procurement,
  ...{ steps: [], facts: [] },
})

/** Decides the same steps again, from the beginning. */
export const decidedAgain = (way: Way, steps: readonly Step[]): Played =>
  steps.reduce<Played>((played, step) => then(played, ...step), beginning(way))

/** Opens what these have registered for, in the order in which they are given. */
export const openedFor = (way: Way, registrants: readonly Registrant[]): Played =>
  [
    [{ kind: 'submit' }, '2026-09-23T10:00', aPerson('owner')],
    [{ kind: 'pass' }, '2026-09-24T10:00', aPerson('operator')],
    [{ kind: 'close' }, '2026-09-30T17:00', system],
    [{ kind: 'open', registrants }, '2026-09-30T17:00:01', system],
  ].reduce<Played>((played, step) => then(played, ...(step as unknown as Step)), beginning(way))

/** The auction as it ends after attempts that came one second after the other; what is not permitted is not taken. */
export function bidding(
  p: Extract<Procurement, { status: 'bidding' }>,
  attempts: readonly { leaf: string; amount: number }[],
): Auction {
  const terms = p.draft.auction
  if (!terms) throw new Error('an auction without terms')
  const parties = p.opened.entrants.map((e) => e.leaf)
  const matter = { title: p.draft.title, number: p.number, terms, startsAt: p.startsAt }
  return attempts.reduce(
    (auction, { leaf, amount }, i) => {
      const bidder = parties.indexOf(leaf) + 1
      const now = addMs(p.startsAt, i * 1000)
      const taken = auctionWorkflow.decide(auction, { kind: 'bid', bidder, amount, limits: [] }, {
        now,
      } as never)
      return taken.ok ? taken.state : auction
    },
    newAuction(matter, parties.length),
  )
}

/** What all that may try to bid: once around, and once more, by number unless another order is given. */
export const attemptsOf = (
  p: Extract<Procurement, { status: 'bidding' }>,
  all: readonly Chance[],
): { leaf: string; amount: number }[] =>
  [0, 1].flatMap((round) =>
    all.flatMap((one, i) =>
      p.opened.entrants.some((e) => e.leaf === leafOf(i + 1))
        ? [{ leaf: leafOf(i + 1), amount: bidsOf(one)[round]! }]
        : [],
    ),
  )

export interface Course {
  /** Of the draw. */
  seed: number
  /** Whom of the recommended the owner takes. */
  pick?: number
  /** The order of attempts to bid. */
  attempts?: (p: Extract<Procurement, { status: 'bidding' }>) => { leaf: string; amount: number }[]
}

/** From the opening to the result or to the failure. */
export function decided(played: Played, all: readonly Chance[], course: Course): Played {
  const { state } = played
  switch (state.status) {
    case 'bidding': {
      const auction = bidding(state, (course.attempts ?? ((p) => attemptsOf(p, all)))(state))
      const { order, tied } = outcomeOf(auction)
      const bids = order.map((bidder) => ({
        ...{ leaf: state.opened.entrants[bidder - 1]!.leaf, amount: standingOf(auction, bidder)!.amount },
      }))
      const ended = then(played, { kind: 'bids', bids, tied }, addMs(auction.endsAt, 1000), system)
      return decided(ended, all, course)
    }
    case 'drawing':
      return then(
        played,
        { kind: 'drawn', order: drawnBy(tied(state.ranking), course.seed) },
        '2026-10-08T12:00',
        system,
      )
    case 'choosing': {
      const leaf = state.recommended[(course.pick ?? 0) % state.recommended.length]
      const { agency } = state.opened.entrants.find((e) => e.leaf === leaf)!
      const reason = '该机构的响应方案更贴合本项目。'
      return then(played, { kind: 'choose', agency, reason }, '2026-10-08T12:00', aPerson('owner'))
    }
    default:
      return played
  }
}

/** Registered in some order (positions among `all`), opened, and decided. */
export const chosen = (
  way: Way,
  all: readonly Chance[],
  course: Course,
  arrival: readonly number[] = all.map((_, i) => i),
): Played =>
  decided(
    openedFor(
      way,
      arrival.map((i) => registrantOf(way, all[i]!, i + 1)),
    ),
    all,
    course,
  )
