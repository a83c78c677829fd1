import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { historyOf } from '../../ledger/server.ts'
import { act } from '../../platform/act.ts'
import {
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  type Organised,
  Refused,
  route,
} from '../../platform/http.ts'
import { fileSchema, maskIdentity, maskName, plainLine } from '../../registry/index.ts'
import { ownersNamed } from '../../registry/server.ts'
import { refuse } from '../../workflow/index.ts'
import { agencyPosts, ownerPosts, type Recusal, type RecusalCommand, relations } from '../index.ts'
import type { RecusalSubject } from './recusal-subject.ts'
import { listRecusals } from './recusals.ts'

const cites = art('111', '29')
const kinds = ['agency', 'owner', 'operator', 'audit'] as const

/**
 * A kinship is read by the one who declared it, and by audit without names; another recusal by its operator, by the one who
 * recorded it, by audit, and by the agency from when it holds against it.
 */
function view(state: Recusal, actor: Organised, id: string): Recusal {
  const hidden = new Refused(refuse('unknown-subject', cites, { id }))
  if (state.status === 'new') throw hidden
  const me = actor.organisation
  if (state.ground === 'kinship') {
    if (state.declarer.id === me) return state
    if (actor.kind === 'audit') return masked(state)
    throw hidden
  }
  const mine = state.operator.id === me || state.proposed.body.id === me || actor.kind === 'audit'
  if (mine || (state.agency.id === me && state.status === 'in-force')) return state
  throw hidden
}

function masked<S extends Extract<Recusal, { ground: 'kinship' }>>(state: S): S {
  const { ofAgency, ofOwner } = state
  return {
    ...state,
    ofAgency: {
      ...ofAgency,
      name: maskName(ofAgency.name),
      ...(ofAgency.identity ? { identity: maskIdentity(ofAgency.identity) } : {}),
    },
    ofOwner: { ...ofOwner, name: maskName(ofOwner.name) },
  }
}

const long = plainLine(2000)
const definition: CommandRoutes<Recusal, RecusalCommand> = {
  plural: 'recusals',
  who: kinds,
  cites,
  view,
  schemas: {
    end: z.object({ reason: long }),
    confirm: z.object({}),
    dismiss: z.object({ reason: long }),
  },
}

const kinship = z.object({
  ground: z.literal('kinship'),
  relation: z.enum(relations),
  ofAgency: z.object({ name: plainLine(60), post: z.enum(agencyPosts), identity: plainLine(40).default('') }),
  ofOwner: z.object({ name: plainLine(60), post: z.enum(ownerPosts) }),
  other: plainLine(80).default(''),
})
const other = z.object({
  ground: z.literal('other'),
  agency: plainLine(80),
  procurement: plainLine(80),
  basis: plainLine(200),
  text: long,
  file: fileSchema.optional(),
})

/** Recusals: declare a kinship, record another ground, list, read, decide. */
export function mountRecusals(app: FastifyInstance, deps: HttpDeps, subject: RecusalSubject): void {
  route(app, deps, {
    method: 'POST',
    url: '/api/recusals',
    summary: 'Declare a kinship (29.2), or record another ground to recuse with its basis (29.3)',
    cites,
    who: ['agency', 'owner', 'operator'],
    // The answer holds numbers of people as its author typed them.
    body: z.object({ recusal: z.discriminatedUnion('ground', [kinship, other]) }),
    handler: async ({ tx, actor, body: { recusal }, reply }) => {
      const id = randomUUID()
      const { ground, ...said } = recusal
      const kind = ground === 'kinship' ? 'declare' : 'propose'
      const command = { kind, ...said } as RecusalCommand
      const create: Recusal = { status: 'new', id }
      const outcome = await act(tx, deps, subject, id, command, actor, { create })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      reply.code(201)
      return answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/recusals',
    summary: 'What my body declared, decides on, or is kept out by',
    cites,
    who: kinds,
    handler: async ({ tx, actor }) => {
      const me = actor.organisation
      const seen =
        actor.kind === 'operator'
          ? { operator: me, declarer: me }
          : actor.kind === 'agency'
            ? { declarer: me, agency: me }
            : actor.kind === 'owner'
              ? { declarer: me }
              : {}
      const found = await listRecusals(tx, deps.keys, seen)
      return { items: found.map((state) => ({ id: state.id, state: view(state, actor, state.id) })) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/recusals/:id',
    summary: 'A recusal, for those whom it concerns',
    cites,
    who: kinds,
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      const history = (await historyOf(tx, `recusal/${id}`)).map(
        ({ record: { at, kind, article, body }, index }) => ({
          ...{ at, kind, article, params: body, index },
        }),
      )
      return { ...answered, history }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/owner-names',
    summary: 'Owners by a part of their name, to choose one in a declaration',
    cites: art('111', '29.2'),
    who: ['agency'],
    query: z.object({ q: plainLine(60).default('') }),
    handler: async ({ tx, query }) => ({ items: await ownersNamed(tx, query.q) }),
  })

  commandRoutes(app, deps, subject, definition)
}
