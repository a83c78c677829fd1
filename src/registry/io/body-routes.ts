import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { act } from '../../platform/act.ts'
import type { Deps, Subject, Tx } from '../../platform/deps.ts'
import {
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  type Organised,
  Refused,
  route,
} from '../../platform/http.ts'
import { refuse, type Settings } from '../../workflow/index.ts'
import {
  type BodyCommand,
  type BodyEntry,
  type BodyKind,
  type BodyKnowledge,
  body,
  bodyKinds,
  bodyKnowledgeKey,
  gapsOf,
  type HeldByBody,
  keepsTheBodies,
  places,
  plainLine,
} from '../index.ts'
import * as store from '../store.ts'
import { lockNames } from './agencies.ts'
import { bodyStore, heldByBody, standingBodies } from './body-store.ts'
import { codeDigest, newCode, type StaffSubject } from './staff-subject.ts'

export type BodySubject = Subject<BodyEntry, BodyCommand>

/** What a body holds in the rooms below, which the registry does not know: the wiring tells it. */
export type HeldReader = (tx: Tx, body: string) => Promise<readonly HeldByBody[]>

const cites = art('111', '7')

export function bodySubject(held: HeldReader): BodySubject {
  return {
    name: 'body',
    workflow: body,
    store: bodyStore,
    title: (state) => (state.status === 'new' ? '机构' : state.name),
    rules: async (tx, state, command) =>
      ({ [bodyKnowledgeKey]: await knowledge(tx, held, state, command) }) as unknown as Settings,
  }
}

async function knowledge(
  tx: Tx,
  held: HeldReader,
  state: BodyEntry,
  command: BodyCommand | undefined,
): Promise<BodyKnowledge> {
  const fields = command?.kind === 'set-up' ? command.fields : undefined
  // Two that are entered at once: the second waits here and then finds the first.
  if (command) await lockNames(tx, ['bodies'])
  const standing = command && command.kind !== 'end' ? await standingBodies(tx) : []
  const others = standing.filter((b) => b.id !== state.id)
  const name = command && 'name' in command ? command.name : fields?.name
  const one = bodyKinds.find((k) => k.kind === fields?.kind)?.one ?? false
  return {
    functionTaken: one && others.some((b) => b.kind === fields?.kind && b.region === fields?.region),
    nameTaken: others.some((b) => b.name === name),
    branchKnown: others.some((b) => b.id === fields?.branch && b.kind === 'department'),
    held:
      state.status === 'standing' ? [...(await heldByBody(tx, state.id)), ...(await held(tx, state.id))] : [],
  }
}

const person = { name: plainLine(60), phone: plainLine(30) }
const documentNumber = plainLine(80)
const kinds = bodyKinds.map((k) => k.kind)

const definition: CommandRoutes<BodyEntry, BodyCommand> = {
  plural: 'bodies',
  who: ['management'],
  cites,
  view: (state) => state,
  schemas: {
    rename: z.object({ name: plainLine(120), short: plainLine(60), documentNumber }),
    end: z.object({ reason: plainLine(500), documentNumber }),
  },
}

/** In the order of the paragraphs that name them. */
const inOrder = (kind: BodyKind) => bodyKinds.findIndex((k) => k.kind === kind)

/** The bodies of every region (111/7-13): for anyone to read, for the city's management body to set up, rename and end. */
export function mountBodies(
  app: FastifyInstance,
  deps: HttpDeps,
  subject: BodySubject,
  staff: StaffSubject,
): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/bodies',
    summary: 'The management body, the operator and the departments of every region, with the gaps',
    cites,
    who: 'public',
    handler: async ({ tx, actor }) => {
      const all = await standingBodies(tx)
      const keeps = actor.kind === 'management'
      const regions = places.map((place) => {
        const own = all
          .filter((b) => b.region === place.code)
          .toSorted((a, b) => inOrder(a.kind) - inOrder(b.kind))
        return {
          ...{ code: place.code, gaps: gapsOf(own.map((b) => b.kind)) },
          bodies: own.map(({ region: _, administrators, ...b }) => ({
            ...b,
            article: bodyKinds.find((k) => k.kind === b.kind)?.article ?? '7',
            ...(keeps ? { administrators } : {}),
          })),
        }
      })
      return { regions, mayChange: actor.kind !== 'public' && keepsTheBodies({ actor }) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/bodies/:id',
    summary: 'An acting body, and what the management body may do with it',
    cites,
    who: ['management'],
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      return answer(tx, deps, subject, definition, id, found.state, found.version, actor)
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/bodies',
    summary: 'Set up a body with its first administrator; the answer holds the one-time code of the latter',
    cites,
    who: ['management'],
    body: z.object({
      kind: z.enum(kinds as [BodyKind, ...BodyKind[]]),
      region: plainLine(20),
      name: plainLine(120),
      short: plainLine(60),
      branch: plainLine(80).default(''),
      documentNumber,
      administrator: z.object(person),
    }),
    handler: async ({ tx, actor, body: { administrator, ...fields }, reply }) => {
      const id = randomUUID()
      const outcome = await act(tx, deps, subject, id, { kind: 'set-up', fields }, actor, {
        create: { status: 'new', id },
      })
      if (!outcome.ok) throw new Refused(outcome.refusal)
      const code = await foundWith(tx, deps, staff, id, administrator, actor)
      reply.code(201).header('cache-control', 'no-store')
      return { id, version: outcome.version, state: outcome.state, code }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/bodies/:id/administrator',
    summary: 'Invite the first administrator of a body that has none',
    cites,
    who: ['management'],
    params: z.object({ id: plainLine(80) }),
    body: z.object(person),
    handler: async ({ tx, actor, params: { id }, body: administrator, reply }) => {
      const known = await store.organisation(tx, id)
      const isBody = known && known.kind !== 'owner' && known.kind !== 'agency'
      if (!isBody) throw new Refused(refuse('unknown-subject', cites, { id }))
      if (!keepsTheBodies({ actor })) throw new Refused(refuse('not-permitted', cites, { kind: actor.kind }))
      const code = await foundWith(tx, deps, staff, id, administrator, actor)
      reply.code(201).header('cache-control', 'no-store')
      return { code }
    },
  })

  commandRoutes(app, deps, subject, definition)
}

async function foundWith(
  tx: Tx,
  deps: Deps,
  staff: StaffSubject,
  id: string,
  administrator: { name: string; phone: string },
  actor: Organised,
): Promise<string> {
  const code = newCode()
  const command = { kind: 'found', id: randomUUID(), code: codeDigest(deps, code), ...administrator } as const
  const outcome = await act(tx, deps, staff, id, command, actor)
  if (outcome.ok) return code
  const { refusal } = outcome
  throw new Refused(refusal.field ? { ...refusal, field: `administrator.${refusal.field}` } : refusal)
}
