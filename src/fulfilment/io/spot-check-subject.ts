import { randomBytes } from 'node:crypto'
import { entryBody, type Party } from '../../draw/index.ts'
import {
  announceDraw,
  type CompletedDraw,
  fastSuites,
  freezeRoster,
  onDrawComplete,
} from '../../draw/server.ts'
import { art } from '../../gazette/index.ts'
import { act } from '../../platform/act.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import { departmentOf } from '../../registry/server.ts'
import type { Actor, Settings } from '../../workflow/index.ts'
import {
  type AnnouncedSpotCheck,
  type CheckedEngagement,
  consistencyWords,
  type Engagement,
  performanceWords,
  type SpotCheck,
  type SpotCheckCommand,
  type SpotCheckKnowledge,
  spotCheckKey,
  spotCheckNotices,
  spotCheckWorkflow,
} from '../index.ts'
import { engagementStore } from '../store.ts'
import { checkedUntil, entriesOf, nameEntries, poolOf, spotCheckStore } from './spot-check-store.ts'

export type SpotCheckSubject = Subject<SpotCheck, SpotCheckCommand>

const cites = art('111', '37')
const purpose = 'spot-check'

/** Id of the draw of a spot check. */
export const drawIdOf = (id: string): string => `spot-check-${id}`

/** A spot check, as `act`, the tick and the routes run it. */
export function spotCheckSubject(deps: Deps): SpotCheckSubject {
  return {
    name: 'spot-check',
    workflow: spotCheckWorkflow,
    store: spotCheckStore,
    title: (c) => (c.status === 'new' ? '' : c.title),
    rules: (tx, c, command, actor) => knowledge(tx, deps, c, command, actor),
    async react(tx, change) {
      if (change.after.status === 'announced') await announce(tx, deps, change.id, change.after)
      if (change.after.status === 'drawing') await freeze(tx, deps, change.id, change.after)
      await tell(tx, deps, change)
    },
  }
}

/** Hands the drawn order to its spot check, in the transaction that stores the draw's result. */
export function declareSpotCheckDraw(subject: SpotCheckSubject): void {
  onDrawComplete(purpose, async (tx, deps, { subject: about, order }: CompletedDraw) => {
    const id = about.slice('spot-check/'.length)
    const command = { kind: 'drawn', order: order.map((o) => o.party.code) } as const
    const outcome = await act(tx, deps, subject, id, command, { kind: 'system' })
    if (!outcome.ok) throw new Error(`spot check ${id} did not take its draw: ${outcome.refusal.code}`)
  })
}

async function knowledge(
  tx: Tx,
  deps: Deps,
  c: SpotCheck,
  command: SpotCheckCommand | undefined,
  actor: Actor,
): Promise<Settings> {
  const found: SpotCheckKnowledge = {
    pool: command?.kind === 'announce' ? await poolOf(tx, c.operator.id, command.from, command.to) : [],
    drawn:
      command?.kind === 'drawn' && c.status === 'drawing' ? await drawnOf(tx, deps, c, command.order) : {},
  }
  const until = command?.kind === 'announce' ? await checkedUntil(tx, c.operator.id) : undefined
  const file = command?.kind === 'record-finding' && 'organisation' in actor ? command.file : undefined
  const files = file === undefined ? [] : await deps.files.find(tx, [file])
  return {
    [spotCheckKey]: { ...found, ...(until ? { checkedUntil: until } : {}) },
    files: Object.fromEntries(files.map((f) => [f.id, f])),
  } as unknown as Settings
}

/** What the system had compared in each drawn contract, and which department is in charge of its service. */
async function drawnOf(
  tx: Tx,
  deps: Deps,
  { pool, places }: AnnouncedSpotCheck,
  order: readonly string[],
): Promise<SpotCheckKnowledge['drawn']> {
  const known: Record<string, Pick<CheckedEngagement, 'differences' | 'department'>> = {}
  const on = (await deps.now(tx)).slice(0, 10) as Parameters<typeof departmentOf>[3]
  for (const notice of order.slice(0, places)) {
    const entry = pool.find((x) => x.notice === notice)
    const e: Engagement | undefined = entry && (await engagementStore.read(tx, entry.engagement))?.state
    if (!e) continue
    const department = await departmentOf(tx, e.award.serviceType, e.award.region, on)
    known[notice] = {
      differences: (e.contracts.at(-1)?.differences ?? []).map((d) => d.field),
      ...(department ? { department: { id: department.id, name: department.name } } : {}),
    }
  }
  return known
}

/** The rules of the draw first, then every contract of the pool as an entry of its own: open, for there is nothing to hide. */
async function announce(tx: Tx, deps: Deps, id: string, c: AnnouncedSpotCheck): Promise<void> {
  const { spec, hash } = await announceDraw(tx, deps, {
    ...{ id: drawIdOf(id), purpose, article: cites, subject: `spot-check/${id}` },
    ...{ title: c.title, deadline: c.drawAt, places: c.places },
  })
  const entries = c.pool.map(({ notice, title }) => {
    const party: Party = { code: notice, name: title, salt: randomBytes(32).toString('hex') }
    const nonce = randomBytes(32).toString('hex')
    return { party, body: entryBody(fastSuites[spec.suite], { spec: hash, nonce, party }) }
  })
  const facts = await deps.ledger.append(tx, {
    ...{ subject: `spot-check/${id}`, actor: c.operator.id, at: await deps.now(tx) },
    facts: entries.map(({ party, body }) => ({
      ...({ kind: 'spot-check.entered', article: cites, visibility: 'public' } as const),
      body: { ...body, notice: party.code, title: party.name, salt: party.salt },
    })),
  })
  await nameEntries(
    tx,
    id,
    entries.map(({ party }, i) => ({ notice: party.code, salt: party.salt, fact: facts[i]!.id })),
  )
}

async function freeze(tx: Tx, deps: Deps, id: string, c: AnnouncedSpotCheck): Promise<void> {
  const entries = await entriesOf(tx, id)
  const nameOf = new Map(c.pool.map((x) => [x.notice, x.title]))
  const roster = entries.map(({ notice, fact, salt }) => ({
    fact,
    party: { code: notice, name: nameOf.get(notice)!, salt },
  }))
  await freezeRoster(tx, deps, drawIdOf(id), roster)
}

/** Both sides hear that they were drawn and what was found; the department in charge hears of the finding. */
async function tell(tx: Tx, deps: Deps, { id, after: c, facts }: Change<SpotCheck>): Promise<void> {
  if (!('checked' in c)) return
  const link = `/desk/spot-checks/${id}`
  for (const { id: key, kind, article, body } of facts) {
    const send = (
      code: keyof typeof spotCheckNotices,
      to: readonly string[],
      about: string,
      params: Parameters<typeof notify>[2]['params'],
    ) =>
      notify(tx, deps, {
        ...{ key: `${key}/${code}/${about}`, to, words: spotCheckNotices[code], params, article, link },
      })
    if (kind === 'spot-check.drawn')
      for (const { notice, title, agency, owner } of c.checked)
        await send('drawn', [agency.id, owner.id], notice, {
          ...{ title, notice, check: c.title, operator: c.operator.name },
        })
    const x = c.checked.find((one) => one.notice === body.notice)
    if (kind === 'spot-check.finding-confirmed' && x?.finding) {
      const params = {
        ...{ title: x.title, notice: x.notice, agency: x.agency.name, operator: c.operator.name },
        consistency: consistencyWords[x.finding.consistency],
        performance: performanceWords[x.finding.performance],
        text: x.finding.text,
      }
      await send('found', [x.agency.id, x.owner.id], x.notice, params)
      if (x.department) await send('reported', [x.department.id], x.notice, params)
    }
    if (kind === 'spot-check.published') {
      const told = c.checked.flatMap((one) => [one.agency.id, one.owner.id])
      const params = { title: c.title, count: c.checked.length }
      await send('published', [...new Set(told)], 'all', params)
    }
  }
}
