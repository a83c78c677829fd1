import { randomUUID } from 'node:crypto'
import { dateOf, type Instant } from '../../calendar/index.ts'
import type { Article } from '../../gazette/index.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import type { Actor, Settings } from '../../workflow/index.ts'
import {
  barEnds,
  groundOf,
  groundWords,
  type StandingCase,
  type StandingCommand,
  type StandingFactName,
  standingCase,
  standingKnowledgeKey,
  standingNotices,
  tookEffect,
} from '../index.ts'
import { itemNames } from '../store.ts'
import * as agencies from './agencies.ts'
import { stopClocks } from './qualification-subject.ts'
import { idsOf } from './qualifications.ts'
import * as cases from './standing-store.ts'

export type StandingSubject = Subject<StandingCase, StandingCommand>

/** A case of suspension or expulsion, as `act` and the routes run it. */
export function standingSubject(deps: Deps): StandingSubject {
  return {
    name: 'standing-case',
    workflow: standingCase,
    store: cases.standingStore,
    title: (state) => state.agency.name,
    rules: (tx, state, command, actor) => knowledge(tx, deps, state, command, actor),
    react: async (tx, change) => {
      await keepTables(tx, deps, change)
      await tell(tx, deps, change)
    },
  }
}

async function knowledge(
  tx: Tx,
  deps: Deps,
  state: StandingCase,
  command: StandingCommand | undefined,
  actor: Actor,
): Promise<Settings> {
  const file = command && 'file' in command ? command.file : undefined
  const own = 'organisation' in actor ? actor.organisation : ''
  const found = file ? await deps.files.find(tx, [file.id]) : []
  const known = found.some((f) => f.owner === own && f.sha256 === file?.sha256)
  const about = await cases.knowledgeAbout(tx, state.agency.id, state.id)
  return { [standingKnowledgeKey]: { ...about, unknownFiles: file && !known ? [file.id] : [] } }
}

/** Keeps the agency's standing in step with its cases, in their transaction: effect at once (35, 36). */
async function keepTables(
  tx: Tx,
  deps: Deps,
  { id, before, after, ctx }: Change<StandingCase>,
): Promise<void> {
  if (after.status === 'new' || before?.status === after.status) return
  const agency = after.agency.id
  if (groundOf[after.ground].measure === 'suspension') return cases.deriveStatus(tx, agency)
  if (after.status === 'lifted') return cases.liftBars(tx, id, ctx.now)
  if (after.status !== 'in-force') return
  await expelAgency(tx, deps, agency, { article: groundOf[after.ground].article, at: ctx.now, case: id })
}

/** 36, 42.1: out of the market at once; the agency and its legal representative are barred from applying (36.4). */
export async function expelAgency(
  tx: Tx,
  deps: Deps,
  agency: string,
  { article, at, case: id }: { article: Article; at: Instant; case?: string },
): Promise<void> {
  const { name, code, representative } = await cases.partiesToBar(tx, agency)
  const bar = { name, since: dateOf(at), article, ...(id ? { case: id } : {}) }
  await agencies.insertBar(tx, { ...bar, id: randomUUID(), party: 'agency', key: code })
  if (representative) {
    await agencies.insertBar(tx, { ...bar, id: randomUUID(), party: 'representative', key: representative })
  }
  await cases.expel(tx, agency, at)
  await stopClocks(tx, deps, await idsOf(tx, agency))
}

/** Who is told what when something has happened to a case. */
async function tell(tx: Tx, deps: Deps, { id, after, facts, ctx }: Change<StandingCase>): Promise<void> {
  if (after.status === 'new') return
  const { agency, operator, management, ground, reported } = after
  const to: Partial<Record<StandingFactName, [code: keyof typeof standingNotices, to: readonly string[]]>> = {
    reported: ['reported', [operator.id, management.id]],
    confirmed: ['to-approve', [management.id]],
    suspended: ['suspended', [agency.id]],
    expelled: ['expelled', [agency.id]],
    'restoration-requested': ['restoration-requested', [operator.id]],
    restored: ['restored', [agency.id]],
    'restoration-declined': ['restoration-declined', [agency.id]],
    'bar-lifted': ['bar-lifted', [agency.id]],
    ...(reported ? { dismissed: ['dismissed', [reported.body.id]] } : {}),
  }
  const known = await itemNames(tx)
  const names = after.services.map((code) => known.get(code) ?? { zh: code, en: code })
  const every = { zh: '全部服务', en: 'all services' }
  const services =
    names.length === 0
      ? every
      : { zh: names.map((n) => n.zh).join('、'), en: names.map((n) => n.en).join(', ') }
  for (const fact of facts) {
    const plan = to[fact.kind.replace('standing.', '') as StandingFactName]
    if (!plan) continue
    const params = {
      ...(fact.body as Record<string, string>),
      ...{ name: agency.name, ground: groundWords[ground], services },
      by: reported && after.status === 'reported' ? reported.body.name : operator.name,
      ...(tookEffect(after) ? { until: barEnds(dateOf(after.since), ctx.calendar) } : {}),
    }
    const notice = { key: `${fact.id}/${plan[0]}`, to: plan[1], words: standingNotices[plan[0]] }
    const link = `/desk/standing-cases/${id}`
    await notify(tx, deps, { ...notice, params, article: fact.article, link })
  }
}
