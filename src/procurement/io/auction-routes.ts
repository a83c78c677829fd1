import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import { type HttpDeps, Refused, route } from '../../platform/http.ts'
import { agencyStanding } from '../../registry/server.ts'
import { refuse as refuseGenerally } from '../../workflow/index.ts'
import { nextPermitted } from '../auction.ts'
import { type Auction, lowestOf, outcomeOf, standingOf } from '../auction-state.ts'
import { refuseBid } from '../auction-words.ts'
import { ineligibility } from '../eligibility.ts'
import { refuse } from '../refusals.ts'
import { type Procurement, publicationOf } from '../state.ts'
import { read as readProcurement } from '../store.ts'
import { type Answered, type Wish, wish } from './auction-bids.ts'
import { liveOf } from './auction-live.ts'
import * as store from './auction-store.ts'
import { knownTarget, presumedNow } from './registrations.ts'
import { idSchema, nonceSchema } from './schemas.ts'

const cites = art('111', '22.1.5')
const unknown = (id: string) => new Refused(refuseGenerally('unknown-subject', cites, { id }))
const fen = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)
/** How many may watch at one process; more are asked to come again. */
const mostWatchers = 5000

/** The descending auction for everybody who watches, and for the parties that bid (22.1.5). */
export function mountAuctionRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const live = liveOf(deps)
  app.addHook('preClose', (done) => {
    live.close()
    done()
  })

  const auctionOf = async (tx: Tx, id: string) => {
    const found = await store.auctionStore.read(tx, id)
    if (!found) throw unknown(id)
    return found.state
  }

  route(app, deps, {
    method: 'GET',
    url: '/api/auctions',
    summary: 'Auctions: those that run or will begin first, then the latest',
    cites,
    who: 'public',
    handler: async ({ tx }) => ({
      now: await deps.now(tx),
      items: (await store.latest(tx)).map(({ id, state }) => ({ id, ...summaryOf(state) })),
    }),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/auctions/:id',
    summary: 'An auction: its rules, clock, and where each number stands; names with the result alone',
    cites,
    who: 'public',
    params: idSchema,
    handler: async ({ tx, params: { id } }) => {
      const auction = await auctionOf(tx, id)
      const procurement = (await readProcurement(tx, id))!.state
      const audit = await store.auditOf(tx, id)
      const leaves = await store.leavesOf(tx, id)
      return {
        id,
        now: await deps.now(tx),
        ...summaryOf(auction),
        terms: auction.terms,
        standings: auction.standings.flatMap((s, i) => (s ? [{ number: i + 1, ...s }] : [])),
        ...(auction.status === 'bidding' ? {} : { outcome: outcomeOf(auction) }),
        ...(audit ? { audit: audit.digest } : {}),
        owner: procurement.owner.name,
        state: procurement.status,
        ...namesOf(procurement, leaves),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/auctions/:id/events',
    summary:
      'The auction live, as server-sent events: every fact of its chain, numbered; Last-Event-ID goes on where it broke off',
    cites,
    who: 'public',
    params: idSchema,
    query: z.object({ after: z.coerce.number().int().min(0).max(1_000_000).default(0) }),
    handler: async ({ tx, params: { id }, query, request, reply }) => {
      await auctionOf(tx, id)
      if (live.watching() >= mostWatchers)
        throw new Refused(refuseGenerally('too-many-attempts', cites, { after: '1 min' }), 503)
      const seen = Number(request.headers['last-event-id'] ?? query.after)
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        // No proxy and no compression may hold an event back until there are more.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      })
      raw.write('retry: 1000\n\n')
      await live.watch(id, raw, Number.isSafeInteger(seen) ? seen : 0).catch(() => raw.destroy())
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/auctions/:id/audit',
    summary: 'The audit file: every bid in order with its proof; npm run verify checks it',
    cites,
    who: 'public',
    params: idSchema,
    handler: async ({ tx, params: { id }, reply }) => {
      const { number } = await auctionOf(tx, id)
      const audit = await store.auditOf(tx, id)
      if (!audit) throw new Refused(refuseBid('auction-not-settled', cites), 409)
      reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="auction-${encodeURIComponent(number)}.json"`)
      return audit.text
    },
  })

  /** The party's number, once it is found that it may still bid: the market's register is asked anew each time. */
  const partyOf = async (tx: Tx, id: string, agency: string): Promise<number> => {
    const target = await knownTarget(deps, id)
    if (!target) throw unknown(id)
    const number = await store.numberOf(tx, deps.keys, id, agency)
    if (number === undefined) {
      await auctionOf(tx, id)
      throw new Refused(refuseBid('not-a-bidder', cites), 403)
    }
    const standing = await agencyStanding(tx, agency, dateOf(presumedNow(deps)))
    const against = standing
      ? ineligibility(target.draft, standing)
      : refuse('agency-not-admitted', art('111', '15'))
    if (against) throw new Refused(against)
    return number
  }

  const ask = async (id: string, what: Wish): Promise<Extract<Answered, { ok: true }>> => {
    const answered = await wish(deps, id, what, () => live.look())
    if (!answered.ok) throw new Refused(answered.refusal, answered.status)
    return answered
  }

  route(app, deps, {
    method: 'POST',
    url: '/api/auctions/:id/bid',
    summary: 'Bid. Answered when it is durable; the same nonce again answers the same bid',
    cites,
    who: ['agency'],
    idempotent: false,
    transaction: false,
    params: idSchema,
    body: z.object({ amount: fen, nonce: nonceSchema }),
    handler: async ({ tx, actor, params: { id }, body, reply }) => {
      const bidder = await partyOf(tx, id, actor.organisation)
      const { bid, repeated, auction } = await ask(id, { kind: 'bid', bidder, ...body })
      if (!repeated) reply.code(201)
      return { bid, ...ownView(auction, bidder) }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/auctions/:id/limit',
    summary:
      'Leave a floor: the system bids for my agency when it is outbid, never below it. Nobody is shown it',
    cites,
    who: ['agency'],
    idempotent: false,
    transaction: false,
    params: idSchema,
    body: z.object({ least: fen }),
    handler: async ({ tx, actor, params: { id }, body }) => {
      const bidder = await partyOf(tx, id, actor.organisation)
      const { auction } = await ask(id, { kind: 'limit', bidder, least: body.least })
      return { hasLimit: true, ...ownView(auction, bidder) }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/auctions/:id/take-back',
    summary: 'Take my floor back; what was bid stays bid',
    cites,
    who: ['agency'],
    idempotent: false,
    transaction: false,
    params: idSchema,
    body: z.object({}).optional(),
    handler: async ({ tx, actor, params: { id } }) => {
      const bidder = await partyOf(tx, id, actor.organisation)
      const { auction } = await ask(id, { kind: 'take-back', bidder })
      return { hasLimit: false, ...ownView(auction, bidder) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/auctions/:id/mine',
    summary: 'My own number, my bids, what I may bid next, and whether I have left a floor',
    cites,
    who: ['agency'],
    params: idSchema,
    handler: async ({ tx, actor, params: { id } }) => {
      const auction = await auctionOf(tx, id)
      const bidder = await store.numberOf(tx, deps.keys, id, actor.organisation)
      if (bidder === undefined) throw new Refused(refuseBid('not-a-bidder', cites), 403)
      return {
        ...ownView(auction, bidder),
        hasLimit: await store.hasLimit(tx, id, bidder),
        bids: await store.bidsOf(tx, id, bidder),
      }
    },
  })
}

const summaryOf = (a: Auction) => ({
  number: a.number,
  title: a.title,
  status: a.status,
  startsAt: a.startsAt,
  endsAt: a.endsAt,
  extensions: a.extensions,
  parties: a.standings.length,
  bids: a.bids,
  lowest: lowestOf(a) ?? null,
  ceiling: a.terms.ceiling,
  floor: a.terms.floor,
})

/** What a party sees of itself. */
const ownView = (a: Auction, bidder: number) => ({
  number: bidder,
  own: standingOf(a, bidder),
  next: nextPermitted(a, bidder) ?? null,
  lowest: lowestOf(a) ?? null,
  endsAt: a.endsAt,
})

/** Who the numbers are: told with the result, as the measure publishes it (28), and not before (53.2). */
function namesOf(p: Procurement, leaves: readonly string[]) {
  if (p.status !== 'publicity' && p.status !== 'awarded' && p.status !== 'voided') return {}
  if (!publicationOf(p)) return {}
  const byLeaf = new Map(p.opened.entrants.map((e) => [e.leaf, e]))
  return {
    names: leaves.flatMap((leaf, i) => {
      const entrant = byLeaf.get(leaf)
      return entrant
        ? [{ number: i + 1, agency: entrant.agency, name: entrant.name, code: entrant.code, leaf }]
        : []
    }),
  }
}
