import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import { type HttpDeps, Refused, route } from '../../platform/http.ts'
import { agencyStanding } from '../../registry/server.ts'
import { refuse as refuseGenerally } from '../../workflow/index.ts'
import {
  asksPlan,
  asksQuote,
  conditionsOf,
  groundArticle,
  ineligibility,
  methodOfAnnounced,
  offerNonce,
  planBoxLengths,
  publicationOf,
  quoteBoxLength,
  recusedAtRegistration,
  shortAgent,
} from '../index.ts'
import { commitmentIsMade } from '../procurement.ts'
import { refuse } from '../refusals.ts'
import * as store from '../store.ts'
import { tieOf } from './recusals.ts'
import * as registrations from './registrations.ts'
import { deviceSchema, idSchema, nonceSchema, offerSchema, registrationLimit } from './schemas.ts'

const cites = art('111', '23.2')
const unknown = (id: string) => new Refused(refuseGenerally('unknown-subject', cites, { id }))

/** Registration of agencies (23.2, 25.2). The answers are not kept for repetition: they name who registered (53.2). */
export function mountRegistrations(app: FastifyInstance, deps: HttpDeps): void {
  const targetOf = async (id: string) => {
    const target = await registrations.knownTarget(deps, id)
    if (!target) throw unknown(id)
    return target
  }
  const standingOf = async (tx: Tx, agency: string) => {
    const standing = await agencyStanding(tx, agency, dateOf(registrations.presumedNow(deps)))
    if (!standing) throw new Refused(refuse('agency-not-admitted', art('111', '15')))
    return standing
  }

  route(app, deps, {
    method: 'POST',
    url: '/api/procurements/:id/register',
    summary:
      'Register my agency with its commitment and what it offers sealed; the same nonce answers the same receipt',
    cites,
    who: ['agency'],
    idempotent: false,
    transaction: false,
    params: idSchema,
    bodyLimit: registrationLimit,
    body: z.object({
      nonce: nonceSchema,
      commitment: z.boolean(),
      offer: offerSchema.optional(),
      device: deviceSchema,
    }),
    handler: async ({ tx, actor, params, body, reply, request }) => {
      const target = await targetOf(params.id)
      const standing = await standingOf(tx, actor.organisation)
      const against = commitmentIsMade(body.commitment) ?? ineligibility(target.draft, standing)
      if (against) throw new Refused(against)
      const tie = await tieOf(tx, deps, target.id, target.draft.projectLead, standing)
      if (tie) throw new Refused(recusedAtRegistration(tie))
      const offer = sealedOf(target, body)
      const agent = shortAgent(request.headers['user-agent'] ?? '')
      const origin = { address: request.ip.slice(0, 45), device: body.device, agent }
      const done = await registrations.register(deps, target, standing, body.nonce, offer, false, origin)
      switch (done.outcome) {
        case 'registered':
          reply.code(201)
          return { receipt: done.receipt }
        case 'registered-already': {
          const { receipt } = await registrations.ownRegistration(deps, target, standing)
          if (receipt?.record.body.nonce === body.nonce) return { receipt }
          throw new Refused(refuse('already-registered', cites), 409)
        }
        case 'same-controller':
          throw new Refused(refuse('same-controller', art('111', '29.1')))
        case 'registration-closed':
          throw new Refused(refuse('registration-closed', cites, { deadline: target.draft.deadline }))
      }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/procurements/:id/decline',
    summary: 'Decline an invitation; as sealed as an acceptance, and taken back like one',
    cites: art('111', '22.1.2'),
    who: ['agency'],
    idempotent: false,
    transaction: false,
    params: idSchema,
    body: z.object({}).optional(),
    handler: async ({ tx, actor, params }) => {
      const target = await targetOf(params.id)
      const standing = await standingOf(tx, actor.organisation)
      const isInvited =
        methodOfAnnounced(target.draft).access(target.draft) === 'invited' &&
        target.draft.direct?.invitees?.some((i) => i.id === standing.id)
      if (!isInvited) throw new Refused(refuse('not-invited', groundArticle(target.draft)))
      const nonce = randomBytes(32).toString('hex')
      const { outcome } = await registrations.register(deps, target, standing, nonce, {}, true)
      switch (outcome) {
        case 'registered':
          return { declined: true }
        case 'registered-already':
          throw new Refused(refuse('already-registered', cites), 409)
        case 'same-controller':
        case 'registration-closed':
          throw new Refused(refuse('registration-closed', cites, { deadline: target.draft.deadline }))
      }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/procurements/:id/withdraw-registration',
    summary: 'Withdraw my registration before the deadline; it leaves no trace that tells',
    cites: art('111', '25.2'),
    who: ['agency'],
    idempotent: false,
    transaction: false,
    params: idSchema,
    body: z.object({}).optional(),
    handler: async ({ tx, actor, params }) => {
      const target = await targetOf(params.id)
      const outcome = await registrations.withdraw(deps, target, actor.organisation, await deps.now(tx))
      if (outcome === 'withdrawn') return { registered: false }
      const status = outcome === 'not-registered' ? 404 : 422
      throw new Refused(refuse(outcome, art('111', '25.2'), { deadline: target.draft.deadline }), status)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/procurements/:id/registration',
    summary: 'My own registration, and whether my agency meets each condition of the announcement',
    cites,
    who: ['agency'],
    params: idSchema,
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await store.read(tx, id)
      const publication = found && publicationOf(found.state)
      if (!publication) throw unknown(id)
      const standing = await standingOf(tx, actor.organisation)
      const target = await targetOf(id)
      const { receipt, declined } = await registrations.ownRegistration(deps, target, standing)
      const conditions = conditionsOf(publication.draft, standing)
      if (declined) return { registered: false, declined, conditions }
      if (receipt) return { registered: true, conditions, receipt }
      const kind = registrations.offerKindOf(target)
      const sealing = { key: Buffer.from(target.sealing).toString('hex'), spec: target.spec }
      if (found.state.status === 'open' && kind !== 'none')
        return { registered: false, conditions, offer: { kind, ...sealing } }
      return { ...afterOpening(found.state, actor.organisation), conditions }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/registrable',
    summary: 'Open announcements with what my agency meets and lacks for each, and where it has registered',
    cites,
    who: ['agency'],
    query: z.object({ mine: z.enum(['true', 'false']).default('true') }),
    handler: async ({ tx, actor, query }) => {
      const standing = await standingOf(tx, actor.organisation)
      const held = query.mine === 'true' ? standing.services.map((s) => s.serviceType) : undefined
      const open = (await store.openFor(tx, held)).flatMap(({ id, card, state }) => {
        const publication = publicationOf(state)
        return publication ? [{ id, card, publication }] : []
      })
      const numbers = open.map((o) => o.publication.number)
      const registered = await registrations.registeredAmong(deps, actor.organisation, numbers)
      return {
        items: open.map(({ card, publication: { number, draft } }) => ({
          ...(JSON.parse(card) as object),
          registered: registered.has(number),
          refusal: ineligibility(draft, standing),
        })),
      }
    },
  })
}

/** The sealed boxes of a request: those that the method asks, of a right length, and named by the nonce. */
function sealedOf(
  target: registrations.Target,
  { nonce, offer = {} }: { nonce: string; offer?: { quote?: string; plan?: string } },
): registrations.SealedOffer {
  const kind = registrations.offerKindOf(target)
  const { article } = methodOfAnnounced(target.draft)
  const asked = { quote: asksQuote(kind), plan: asksPlan(kind) }
  const lengths = { quote: [quoteBoxLength], plan: planBoxLengths() }
  const boxes: registrations.SealedOffer = {}
  for (const part of ['quote', 'plan'] as const) {
    const field = `offer.${part}`
    const given = offer[part]
    if (given === undefined) {
      if (asked[part]) throw new Refused(refuse('offer-missing', article, {}, field))
      continue
    }
    if (!asked[part]) throw new Refused(refuse('offer-not-asked', article, {}, field))
    const box = Buffer.from(given, 'base64')
    if (!lengths[part].includes(box.length))
      throw new Refused(refuse('offer-malformed', article, { bytes: box.length }, field))
    boxes[part] = box
  }
  if (kind !== 'none' && offerNonce(boxes.quote, boxes.plan) !== nonce)
    throw new Refused(refuse('offer-not-bound', article, {}, 'nonce'))
  return boxes
}

/** What an agency may know of its own registration once the list has been opened. */
function afterOpening(p: store.Row['state'], agency: string) {
  if (!('opened' in p)) return { registered: false }
  const entrant = p.opened.entrants.find((e) => e.agency === agency)
  if (entrant) return { registered: true, tookPart: true, leaf: entrant.leaf }
  if (p.opened.declined?.some((d) => d.id === agency)) return { registered: false, declined: true }
  const excluded = p.opened.excluded.find((e) => e.agency === agency)
  return excluded
    ? { registered: true, tookPart: false, leaf: excluded.leaf, refusal: excluded.refusal }
    : { registered: false }
}
