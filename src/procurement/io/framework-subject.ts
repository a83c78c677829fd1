import { randomUUID } from 'node:crypto'
import { dateOf, dayInWords, endInWords } from '../../calendar/index.ts'
import { nextNumber } from '../../platform/act.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import { agencyStanding } from '../../registry/server.ts'
import { type Refusal, type Settings, settingOf } from '../../workflow/index.ts'
import {
  awardNumber,
  type CallOff,
  type Framework,
  type FrameworkCommand,
  type FrameworkFactName,
  type FrameworkKnowledge,
  frameworkKnowledgeKey,
  frameworkMessages,
  frameworkWorkflow,
  ineligibility,
} from '../index.ts'
import { numberHeads } from '../settings.ts'
import { frameworkStore } from './frameworks.ts'

export type FrameworkSubject = Subject<Framework, FrameworkCommand>

/** A framework, as `act`, the tick and the routes run it. */
export function frameworkSubject(deps: Deps): FrameworkSubject {
  return {
    name: 'framework',
    workflow: frameworkWorkflow,
    store: frameworkStore,
    title: (f) => f.title,
    rules: async (tx, f, command) =>
      ({ [frameworkKnowledgeKey]: await knowledge(tx, deps, f, command) }) as unknown as Settings,
    react: (tx, change) => react(tx, deps, change),
  }
}

async function knowledge(
  tx: Tx,
  deps: Deps,
  f: Framework,
  command: FrameworkCommand | undefined,
): Promise<FrameworkKnowledge> {
  if (f.status !== 'running') return {}
  const out = await membersOut(tx, deps, f)
  switch (command?.kind) {
    case 'call-off':
      return { out, next: randomUUID() }
    case 'accept': {
      const day = dateOf(await deps.now(tx))
      const head = settingOf(await deps.settings(tx), numberHeads).award
      return { out, notice: awardNumber(head, day, await nextNumber(tx, `award/${day.slice(0, 4)}`)) }
    }
    default:
      return { out }
  }
}

/** Which members could not take part in a selection today, and why: held against the announcement once more (35, 36). */
async function membersOut(tx: Tx, deps: Deps, f: Framework): Promise<Record<string, Refusal>> {
  const now = await deps.now(tx)
  const out: Record<string, Refusal> = {}
  for (const { agency } of f.members) {
    const standing = await agencyStanding(tx, agency, dateOf(now))
    if (!standing) throw new Error(`a member of a framework is gone: ${agency}`)
    const refusal = ineligibility({ ...f.announced, deadline: now }, standing)
    if (refusal) out[agency] = refusal
  }
  return out
}

/** An accepted call-off is fulfilled like an award; the people concerned are told. */
async function react(tx: Tx, deps: Deps, { id, before, after, facts }: Change<Framework>): Promise<void> {
  for (const c of after.callOffs) {
    const earlier = before?.callOffs.find((b) => b.id === c.id)
    if (c.status === 'accepted' && earlier?.status !== 'accepted')
      await deps.jobs.enqueue(tx, 'fulfilment.open-call-off', { framework: id, callOff: c.id })
  }
  for (const fact of facts) {
    const what = fact.kind.replace('framework.', '') as FrameworkFactName
    const told = messageOf(after, what, fact.body.n as number | undefined)
    if (!told) continue
    await notify(tx, deps, {
      key: fact.id,
      to: told.to,
      words: frameworkMessages[told.code],
      params: { title: after.title, ...told.params },
      article: fact.article,
      link: `/desk/frameworks/${id}`,
    })
  }
}

function messageOf(f: Framework, what: FrameworkFactName, n: number | undefined) {
  const c = f.callOffs.find((o) => o.n === n)
  const order = (of: CallOff) => ({ order: of.title, name: of.offers.at(-1)?.name })
  switch (what) {
    case 'established':
      return {
        code: 'established' as const,
        to: [f.owner.id, f.operator.id, ...f.members.map((m) => m.agency)],
        params: { until: dayInWords(f.until) },
      }
    case 'offered': {
      const offer = c?.offers.at(-1)
      if (!c || !offer) return undefined
      return {
        code: 'offered' as const,
        to: [offer.agency],
        params: { ...order(c), until: endInWords(offer.until) },
      }
    }
    case 'accepted':
    case 'unplaced':
      return c && { code: what, to: [f.owner.id], params: order(c) }
    default:
      return undefined
  }
}
