import { sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import { organisationOfKind } from '../../registry/server.ts'
import type { Actor, Settings } from '../../workflow/index.ts'
import {
  type Procurement,
  publicationOf,
  type Recusal,
  type RecusalCommand,
  type RecusalFactName,
  type RecusalKnowledge,
  recusalCase,
  recusalKnowledgeKey,
  recusalNotices,
} from '../index.ts'
import * as store from '../store.ts'
import { recusalStore } from './recusals.ts'

export type RecusalSubject = Subject<Recusal, RecusalCommand>

/** A recusal, as `act` and the routes run it. */
export function recusalSubject(deps: Deps): RecusalSubject {
  return {
    name: 'recusal',
    workflow: recusalCase,
    store: recusalStore(deps.keys),
    title: (state) => ('procurement' in state ? state.procurement.title : '亲属关系申报'),
    rules: async (tx, state, command, actor) =>
      ({ [recusalKnowledgeKey]: await knowledge(tx, deps, state, command, actor) }) as unknown as Settings,
    react: (tx, change) => tell(tx, deps, change),
  }
}

async function knowledge(
  tx: Tx,
  deps: Deps,
  state: Recusal,
  command: RecusalCommand | undefined,
  actor: Actor,
): Promise<RecusalKnowledge> {
  if (command?.kind === 'declare') {
    const other = await organisationOfKind(tx, command.other, actor.kind === 'agency' ? 'owner' : 'agency')
    return other ? { other } : {}
  }
  if (command?.kind === 'propose') {
    const agency = await organisationOfKind(tx, command.agency, 'agency')
    const id = await store.idOf(tx, command.procurement)
    const procurement = id === undefined ? undefined : await named(tx, deps, id)
    const [filed] = command.file ? await deps.files.find(tx, [command.file.id]) : []
    const own = 'organisation' in actor && filed?.owner === actor.organisation
    return {
      ...(agency ? { agency } : {}),
      ...(procurement ? { procurement } : {}),
      fileUnknown: !own || filed?.sha256 !== command.file?.sha256,
    }
  }
  const procurement = 'procurement' in state ? await named(tx, deps, state.procurement.id) : undefined
  return procurement ? { procurement } : {}
}

/** A published procurement as a recusal names it; held against its closing until the transaction ends. */
async function named(tx: Tx, deps: Deps, id: string): Promise<RecusalKnowledge['procurement'] | undefined> {
  const { rows } = await sql<{ state: Procurement }>`
    select state from procurement where id = ${id} for share`.execute(tx)
  const p = rows[0]?.state
  const publication = p && publicationOf(p)
  if (!p || !publication) return undefined
  const { number, draft } = publication
  const deadline: Instant = draft.deadline
  const { owner, operator } = p
  const open = p.status === 'open' && (await deps.now(tx)) < deadline
  return { id, number, title: draft.title, deadline, owner: owner.id, operator, open }
}

/** The operator is told what it has to decide, the agency what was decided against it; nobody else hears of it. */
async function tell(tx: Tx, deps: Deps, { id, after, facts }: Change<Recusal>): Promise<void> {
  if (after.status === 'new' || after.ground !== 'other') return
  for (const fact of facts) {
    const what = fact.kind.replace('recusal.', '') as RecusalFactName
    if (what !== 'proposed' && what !== 'confirmed') continue
    await notify(tx, deps, {
      key: fact.id,
      to: [what === 'proposed' ? after.operator.id : after.agency.id],
      words: recusalNotices[what],
      params: { title: after.procurement.title, basis: after.basis },
      article: fact.article,
      link: `/desk/recusals/${id}`,
    })
  }
}
