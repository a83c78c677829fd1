import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { draftBreach } from '../../credit/server.ts'
import { art } from '../../gazette/index.ts'
import { historyOf } from '../../ledger/server.ts'
import { act } from '../../platform/act.ts'
import type { Change, Deps, Keys, Subject, SubjectStore, Tx } from '../../platform/deps.ts'
import {
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  type Organised,
  Refused,
  route,
} from '../../platform/http.ts'
import { notify } from '../../platform/notices.ts'
import { plainLine } from '../../registry/index.ts'
import { refuse, settingOf } from '../../workflow/index.ts'
import {
  type FindingCommand,
  findingNotice,
  findingWorkflow,
  type Origin,
  type OriginFinding,
  type Procurement,
  sameOrigin,
} from '../index.ts'
import { sharedNetworks } from '../settings.ts'

const cites = art('111', '40.2')
const purpose = 'procurement/finding'

export type FindingSubject = Subject<OriginFinding, FindingCommand>

const openState = (keys: Keys, sealed: Uint8Array): OriginFinding =>
  JSON.parse(Buffer.from(keys.open(purpose, sealed)).toString()) as OriginFinding

/** Keeps findings sealed: a row says that there is one, not whom it is about nor where they were. */
function findingStore(keys: Keys): SubjectStore<OriginFinding> {
  const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>) => {
    const { rows } = await sql<{ sealed: Buffer; version: number }>`
      select sealed, version from finding where id = ${id} ${lock}`.execute(tx)
    return rows[0] && { state: openState(keys, rows[0].sealed), version: rows[0].version }
  }
  return {
    lock: (tx, id) => find(tx, id, sql`for update`),
    read: (tx, id) => find(tx, id, sql``),
    async save(tx, id, state, version) {
      const sealed = Buffer.from(keys.seal(purpose, Buffer.from(JSON.stringify(state))))
      await sql`
        insert into finding (id, version, sealed, status, procurement, operator, changed_at)
        values (${id}, ${version}, ${sealed}, ${state.status}, ${state.procurement.id}, ${state.operator.id}, market_now())
        on conflict (id) do update set version = excluded.version, sealed = excluded.sealed, status = excluded.status,
          changed_at = excluded.changed_at`.execute(tx)
    },
  }
}

export function findingSubject(deps: Deps): FindingSubject {
  return {
    name: 'finding',
    workflow: findingWorkflow,
    store: findingStore(deps.keys),
    title: (state) => state.procurement.title,
    async react(tx, change) {
      await draftKept(tx, deps, change)
      await tell(tx, deps, change)
    },
  }
}

/** 40.2: what a person of the operator keeps opens a case against each agency of it; others decide that case (53.4). */
async function draftKept(tx: Tx, deps: Deps, { id, before, after }: Change<OriginFinding>): Promise<void> {
  if (after.status !== 'kept' || before?.status === 'kept') return
  const { title, number } = after.procurement
  for (const agency of after.agencies) {
    const others = after.agencies.filter((a) => a.id !== agency.id).map((a) => a.name)
    await draftBreach(tx, deps, {
      ...{ agency: agency.id, situation: '40.2' },
      text: `报名“${title}”（${number}）时，与${others.join('、')}使用相同网络地址或同一设备，证据见疑似同址报名。研判：${after.decided.reason}`,
      origin: { source: `finding/${id}/${agency.id}`, about: { subject: 'finding', id, title } },
    })
  }
}

async function tell(tx: Tx, deps: Deps, { id, after, facts }: Change<OriginFinding>): Promise<void> {
  for (const fact of facts) {
    if (fact.kind !== 'finding.found') continue
    await notify(tx, deps, {
      ...{ key: fact.id, to: [after.operator.id], words: findingNotice, article: fact.article },
      params: { title: after.procurement.title, n: after.agencies.length },
      link: `/desk/findings/${id}`,
    })
  }
}

/** At the opening, while the addresses are at hand: what is found is kept, held until the selection is over. */
export async function lookForSameOrigin(
  tx: Tx,
  deps: Deps,
  { id, procurement: p, number }: { id: string; procurement: Procurement; number: string },
  registrations: readonly { leaf: string; agency: { id: string; name: string }; origin?: Origin }[],
): Promise<void> {
  const shared = settingOf(await deps.settings(tx), sharedNetworks)
  const now = await deps.now(tx)
  for (const { leaves, by, networks, knownShared } of sameOrigin(registrations, shared)) {
    const agencies = leaves.map((leaf) => {
      const { agency, origin } = registrations.find((r) => r.leaf === leaf)!
      return { id: agency.id, name: agency.name, leaf, origin: origin! }
    })
    const finding = randomUUID()
    const create: OriginFinding = {
      ...{ status: 'new', id: finding, procurement: { id, number, title: p.draft.title ?? '' } },
      ...{ operator: p.operator, agencies, by, networks, knownShared, foundAt: now },
    }
    await act(tx, deps, findingSubject(deps), finding, { kind: 'find' }, { kind: 'system' }, { create })
  }
}

/** The selection is over: what was found at its opening comes to the operator's desk. */
export async function releaseFindings(tx: Tx, deps: Deps, procurement: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from finding where procurement = ${procurement} and status = 'held' order by id`.execute(tx)
  for (const { id } of rows)
    await act(tx, deps, findingSubject(deps), id, { kind: 'release' }, { kind: 'system' })
}

const kinds = ['operator', 'audit'] as const
function view(state: OriginFinding, actor: Organised, id: string): OriginFinding {
  const mine = actor.kind === 'audit' || state.operator.id === actor.organisation
  if (!mine || state.status === 'new' || state.status === 'held') {
    throw new Refused(refuse('unknown-subject', cites, { id }))
  }
  return state
}

const definition: CommandRoutes<OriginFinding, FindingCommand> = {
  plural: 'findings',
  who: kinds,
  cites,
  view,
  schemas: {
    keep: z.object({ reason: plainLine(2000) }),
    dismiss: z.object({ reason: plainLine(2000) }),
  },
}

/** Findings of registrations from one place, for the operator that looks into them and for audit. */
export function mountFindings(app: FastifyInstance, deps: HttpDeps, subject: FindingSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/findings',
    summary: 'Registrations of one project that came from one address or device, what waits on top',
    cites,
    who: kinds,
    handler: async ({ tx, actor }) => {
      const own = actor.kind === 'operator' ? actor.organisation : ''
      const { rows } = await sql<{ id: string; sealed: Buffer }>`
        select id, sealed from finding where status <> 'held' and (${own} = '' or operator = ${own})
        order by status <> 'draft', changed_at desc, id limit 200`.execute(tx)
      return {
        items: rows.map(({ id, sealed }) => ({ id, state: view(openState(deps.keys, sealed), actor, id) })),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/findings/:id',
    summary: 'A finding with its evidence',
    cites,
    who: kinds,
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      const history = (await historyOf(tx, `finding/${id}`)).map(
        ({ record: { at, kind, article, body }, index }) => ({
          ...{ at, kind, article, params: body, index },
        }),
      )
      return { ...answered, history }
    },
  })

  commandRoutes(app, deps, subject, definition)
}
