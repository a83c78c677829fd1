import { randomUUID } from 'node:crypto'
import { dateOf, endInWords } from '../../calendar/index.ts'
import { act } from '../../platform/act.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import type { FiledFile } from '../../registry/index.ts'
import {
  agencyOversight,
  deriveStatus,
  endSuspension,
  expelAgency,
  lockAgency,
  pausesOf,
  suspend,
} from '../../registry/server.ts'
import type { Actor, Settings } from '../../workflow/index.ts'
import { type BreachNotice, breachNotices } from '../breach-notices.ts'
import {
  type Breach,
  type BreachCommand,
  type BreachFactName,
  type BreachKnowledge,
  breachKnowledgeKey,
  breachWorkflow,
  hearingDue,
  isFound,
  newBreach,
  repairPeriod,
  sanctionWords,
  situations,
} from '../index.ts'
import { breachStore, foundAgainst } from './breach-store.ts'

export type BreachSubject = Subject<Breach, BreachCommand>

/** A breach of credit, as `act`, the tick and the routes run it. */
export function breachSubject(deps: Deps): BreachSubject {
  return {
    name: 'breach',
    workflow: breachWorkflow,
    store: breachStore,
    title: (b) => b.agency.name,
    rules: async (tx, b, command, actor) =>
      ({ [breachKnowledgeKey]: await knowledge(tx, deps, b, command, actor) }) as unknown as Settings,
    async react(tx, change) {
      await actOnAgency(tx, deps, change)
      await tell(tx, deps, change)
    },
  }
}

/** Who signs holds the agency until the transaction ends: two findings of one day are counted one after the other. */
async function knowledge(
  tx: Tx,
  deps: Deps,
  b: Breach,
  command: BreachCommand | undefined,
  actor: Actor,
): Promise<BreachKnowledge> {
  if (command) await lockAgency(tx, b.agency.id)
  const own = 'organisation' in actor ? actor.organisation : ''
  const oversight = await agencyOversight(tx, b.agency.id)
  if (!oversight) throw new Error(`no agency ${b.agency.id}`)
  return {
    agencyStatus: oversight.status,
    departments: oversight.departments,
    unknownFiles: await unknownOf(tx, deps, filesOf(command), own),
    found: await foundAgainst(tx, b.agency.id, b.id),
    pauses: await pausesOf(tx, b.agency.id),
  }
}

function filesOf(command: BreachCommand | undefined): FiledFile[] {
  if (!command) return []
  const given =
    command.kind === 'apply-repair'
      ? [command.noLoss.file, command.rectification.file, command.forgiveness.file]
      : ['file' in command ? command.file : undefined]
  return given.filter((file) => file !== undefined)
}

/** Ids of papers that the actor's organisation has not uploaded, or not so. */
async function unknownOf(tx: Tx, deps: Deps, files: readonly FiledFile[], own: string): Promise<string[]> {
  if (files.length === 0) return []
  const found = await deps.files.find(
    tx,
    files.map((f) => f.id),
  )
  return files
    .filter((f) => !found.some((x) => x.id === f.id && x.owner === own && x.sha256 === f.sha256))
    .map((f) => f.id)
}

/** 42.1, 43.5: what a case does to the agency, in its transaction: effect at once. */
async function actOnAgency(
  tx: Tx,
  deps: Deps,
  { id, before, after, facts, ctx }: Change<Breach>,
): Promise<void> {
  const what = facts.map((f) => f.kind.replace('breach.', ''))
  if (what.includes('found') && isFound(after)) {
    const { sanction, agency } = after
    if (sanction.measure === 'suspension') {
      const { until, article } = sanction
      await suspend(tx, { id, agency: agency.id, since: after.since, until, article })
      if (sanction.third) await computeThird(tx, deps, id, after)
    }
    if (sanction.measure === 'expulsion') {
      await expelAgency(tx, deps, agency.id, {
        article: situations[after.finding.situation].article,
        at: ctx.now,
      })
    }
  }
  if (what.includes('repaired')) await endSuspension(tx, id, ctx.now)
  if (what.includes('suspension-ended') && before) await deriveStatus(tx, after.agency.id)
}

/** 40.11: the third within two years goes to the management body by itself; one such case at a time. */
async function computeThird(tx: Tx, deps: Deps, id: string, third: Breach): Promise<void> {
  if (!isFound(third) || third.sanction.measure !== 'suspension') return
  const counted = [
    ...third.sanction.counted.map(({ id: other, on }) => ({ id: other, on })),
    { id, on: dateOf(third.since) },
  ]
  const { agency, operator, management } = third
  const subject = breachSubject(deps)
  const own = randomUUID()
  const text = `两年内（不计算暂停服务时间）一般失信行为累计${counted.length}次，认定日期：${counted.map((c) => c.on).join('、')}。`
  const outcome = await act(
    ...([tx, deps, subject, own, { kind: 'compute', text, counted }, { kind: 'system' }] as const),
    { create: newBreach({ id: own, agency, operator, management }) },
  )
  if (!outcome.ok) throw new Error(`40.11 after ${id}: ${outcome.refusal.code}`)
}

interface Plan {
  code: BreachNotice
  to: readonly string[]
  params?: Readonly<Record<string, string | { zh: string; en: string } | undefined>>
}

/** Who is told what. An agency hears of a case from its hearing on. */
async function tell(tx: Tx, deps: Deps, { id, after: b, facts, ctx }: Change<Breach>): Promise<void> {
  if (b.status === 'new') return
  const situation = situations['finding' in b && b.finding ? b.finding.situation : b.situation]
  for (const { id: key, kind, article } of facts) {
    for (const { code, to, params } of plansOf(b, kind.replace('breach.', '') as BreachFactName, ctx)) {
      await notify(tx, deps, {
        ...{ key: `${key}/${code}`, to, words: breachNotices[code], article, link: `/desk/breaches/${id}` },
        params: {
          ...{ name: b.agency.name, operator: b.operator.name, text: b.text },
          ...{ situation: { zh: situation.zh, en: situation.en }, ...params },
        },
      })
    }
  }
}

function plansOf(
  b: Exclude<Breach, { status: 'new' }>,
  what: BreachFactName,
  ctx: Change<Breach>['ctx'],
): Plan[] {
  const { agency, operator, management } = b
  switch (what) {
    case 'drafted':
      return b.brought?.body.id === operator.id ? [] : [{ code: 'drafted', to: [operator.id] }]
    case 'computed':
    case 'confirmed':
      return [{ code: 'to-approve', to: [management.id] }]
    case 'hearing': {
      const due = 'called' in b && b.called ? endInWords(hearingDue(b.called, ctx)) : undefined
      return [{ code: 'hearing', to: [agency.id], params: { due } }]
    }
    case 'answered':
      return [{ code: 'answered', to: [operator.id] }]
    case 'decided':
      return [{ code: 'decided', to: [operator.id] }]
    case 'found': {
      if (!isFound(b)) return []
      const { measure } = b.sanction
      const until = 'until' in b.sanction && measure === 'suspension' ? b.sanction.until : undefined
      const { zh, en } = sanctionWords[measure]
      const sanction = until ? { zh: `${zh}至 ${until}`, en: `${en} until ${until}` } : { zh, en }
      return [{ code: 'found', to: [agency.id], params: { sanction, publicUntil: b.publicUntil } }]
    }
    case 'dismissed': {
      const reason = 'dismissed' in b ? b.dismissed.reason : ''
      const heard = 'called' in b && b.called ? [agency.id] : []
      const reporter = b.brought ? [b.brought.body.id] : []
      return [{ code: 'dismissed', to: [...heard, ...reporter], params: { reason } }]
    }
    case 'suspension-ended':
      return [{ code: 'suspension-ended', to: [agency.id] }]
    case 'repair-applied': {
      if (!('repair' in b)) return []
      const due = endInWords(ctx.calendar.after(b.repair.at, repairPeriod.on(ctx.today)).end)
      const to = [operator.id, management.id, ...b.repair.departments.map((d) => d.id)]
      return [{ code: 'repair-applied', to, params: { due } }]
    }
    case 'repair-refused': {
      const reason = 'repairRefused' in b ? b.repairRefused?.reason : undefined
      return [{ code: 'repair-refused', to: [agency.id], params: { reason } }]
    }
    case 'repaired': {
      const until = b.status === 'repaired' ? b.repaired.publicUntil : undefined
      return [{ code: 'repaired', to: [agency.id], params: { publicUntil: until } }]
    }
    case 'adopted':
    case 'taken-down':
      return []
  }
}
