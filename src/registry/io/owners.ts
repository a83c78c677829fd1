import type { FastifyInstance } from 'fastify'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Instant } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { Subject, SubjectStore, Tx } from '../../platform/deps.ts'
import {
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  Refused,
  route,
} from '../../platform/http.ts'
import { refuse, type Settings } from '../../workflow/index.ts'
import {
  type OpenBusiness,
  type OwnerAccount,
  type OwnerCommand,
  type OwnerFields,
  type OwnerKnowledge,
  ownerAccount,
  ownerFieldsSchema,
  ownerKnowledgeKey,
  plainLine,
} from '../index.ts'
import * as store from '../store.ts'
import { lockNames } from './agencies.ts'
import { historyOfSubject } from './history.ts'
import { freeNaturalPerson, maskedIdentity } from './natural-persons.ts'

export type OwnerSubject = Subject<OwnerAccount, OwnerCommand>

/** What an owner has not finished in the rooms below, which the registry does not know: the wiring tells it. */
export type OpenBusinessReader = (tx: Tx, owner: string) => Promise<readonly OpenBusiness[]>

const cites = art('111', '21.2')

interface Row {
  name: string
  code: string | null
  region: string
  version: number
  endedAt: Instant | null
  profile: Partial<Omit<OwnerFields, 'name' | 'code' | 'region'>> & { formerCode?: string; reason?: string }
}

/** An owner's entry is its row among the organisations. */
const ownerStore: SubjectStore<OwnerAccount> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, state, version) {
    const { name, region, ownerKind, fiscal, legalRepresentative, certificateName } = state
    const ended = state.status === 'deregistered'
    // A code belongs to one entry at a time; the one that has gone keeps it as its former code.
    await store.renameOrganisation(tx, id, {
      name,
      code: ended || state.code === '' ? null : state.code,
      region,
    })
    const former = ended ? { formerCode: state.code, reason: state.reason } : {}
    const profile = { ownerKind, fiscal, legalRepresentative, certificateName, ...former }
    await sql`
      update organisation set version = ${version}, profile = profile || ${JSON.stringify(profile)}::jsonb,
        ended_at = ${ended ? state.endedAt : null}::timestamptz where id = ${id}`.execute(tx)
    if (ended) await freeNaturalPerson(tx, id)
  },
}

async function find(tx: Tx, id: string, lock: RawBuilder<unknown>) {
  const { rows } = await sql<Row>`
    select name, code, region, version, ended_at as "endedAt", profile from organisation
    where id = ${id} and kind = 'owner' ${lock}`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const { profile, name, region, version, endedAt } = row
  const fields: OwnerFields = {
    ...{ name, region, code: row.code ?? profile.formerCode ?? '' },
    ownerKind: profile.ownerKind ?? 'enterprise',
    fiscal: profile.fiscal ?? false,
    legalRepresentative: profile.legalRepresentative ?? '',
    certificateName: profile.certificateName ?? '',
  }
  const state: OwnerAccount =
    endedAt === null
      ? { status: 'registered', id, ...fields }
      : { status: 'deregistered', id, endedAt, reason: profile.reason ?? '', ...fields }
  return { state, version }
}

export function ownerSubject(openBusiness: OpenBusinessReader): OwnerSubject {
  return {
    name: 'owner',
    workflow: ownerAccount,
    store: ownerStore,
    title: (state) => state.name,
    async rules(tx, state, command) {
      const code = command?.kind === 'update' ? command.fields.code : ''
      if (code !== '') await lockNames(tx, [code])
      const holder = code === '' ? undefined : await store.organisationByCode(tx, 'owner', code)
      const known: OwnerKnowledge = {
        open: await openBusiness(tx, state.id),
        codeTaken: holder !== undefined && holder !== state.id,
      }
      return { [ownerKnowledgeKey]: known } as Settings
    },
  }
}

/** Whoever may not see an entry is not told that it is there. */
const definition: CommandRoutes<OwnerAccount, OwnerCommand> = {
  plural: 'owners',
  who: ['owner'],
  cites,
  view(state, actor, id) {
    if (state.id !== actor.organisation) throw new Refused(refuse('unknown-subject', cites, { id }))
    return state
  },
  schemas: {
    update: z.object({ fields: ownerFieldsSchema }),
    deregister: z.object({ reason: plainLine(2000) }),
  },
}

/** An owner reads, updates and ends its own entry (111/21.2). */
export function mountOwners(app: FastifyInstance, deps: HttpDeps, subject: OwnerSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/owners/:id',
    summary: 'My entry in the register of owners',
    cites,
    who: ['owner'],
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      const identity = await maskedIdentity(tx, id)
      return { ...answered, identity, history: await historyOfSubject(tx, `owner/${id}`, () => true) }
    },
  })
  commandRoutes(app, deps, subject, definition)
}
