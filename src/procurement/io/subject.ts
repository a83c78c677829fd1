import { randomUUID } from 'node:crypto'
import { dateOf } from '../../calendar/index.ts'
import { abandonDraw, announceDraw, freezeRoster, requestOpening } from '../../draw/server.ts'
import { type Article, art } from '../../gazette/index.ts'
import { act, nextNumber, writeClocks } from '../../platform/act.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import { agencyStanding, itemNames, publishedItems } from '../../registry/server.ts'
import { type Actor, type Json, type Settings, settingOf } from '../../workflow/index.ts'
import {
  type Announced,
  announcementNumber,
  awardNumber,
  type Command,
  type FactName,
  type Framework,
  type FrameworkCommand,
  frameworkOf,
  type Known,
  knownKey,
  methodOfAnnounced,
  newAuction,
  newProcurement,
  noticeOf,
  type Procurement,
  procurementWorkflow,
  publicState,
  tied,
  winnerOf,
} from '../index.ts'
import { messagesOf, messageWords } from '../messages.ts'
import { numberHeads } from '../settings.ts'
import * as store from '../store.ts'
import { beginAuction } from './auction-subject.ts'
import { catalogueOf } from './catalogues.ts'
import { releaseFindings } from './findings.ts'
import { keepClaim, lockedOriginals } from './follow-ons.ts'
import { frameworkSubject } from './framework-subject.ts'
import { show, staleFacets } from './hall.ts'
import * as registrations from './registrations.ts'
import { draftUndisclosed } from './undisclosed.ts'

export type ProcurementSubject = Subject<Procurement, Command>

/** The procurement, as `act`, the tick and the routes run it. */
export function procurementSubject(deps: Deps): ProcurementSubject {
  return {
    name: 'procurement',
    workflow: procurementWorkflow,
    store: store.procurementStore,
    title: (p) => p.draft.title || '未命名的采购',
    rules: async (tx, p, command, actor) =>
      ({ [knownKey]: (await known(tx, deps, p, command, actor)) as Json }) as Settings,
    react: (tx, change) => react(tx, deps, change),
  }
}

/** What the rules ask beside the state, each only where a rule asks it. */
async function known(
  tx: Tx,
  deps: Deps,
  p: Procurement,
  command: Command | undefined,
  actor: Actor,
): Promise<Known> {
  const today = dateOf(await deps.now(tx))
  switch (p.status) {
    case 'draft':
    case 'supplementing':
      return { ...(await listed(tx, deps)), originals: await originals(tx, p, command) }
    case 'submitted':
      return {
        ...(await listed(tx, deps)),
        originals: await originals(tx, p, command),
        ...(command?.kind === 'pass' ? { number: await numberOf(tx, deps, 'announcement') } : {}),
      }
    case 'open': {
      if (actor.kind !== 'agency') return {}
      const registered = await registrations.registeredAmong(deps, actor.organisation, [p.number])
      const standing = await agencyStanding(tx, actor.organisation, today)
      return { registered: registered.size > 0, ...(standing ? { standing } : {}) }
    }
    case 'opening':
    case 'drawing':
    case 'bidding':
    case 'choosing':
      return { held: await store.holdsOf(tx, p.number) }
    case 'publicity': {
      const held = await store.holdsOf(tx, p.number)
      if (command?.kind === 'award') return { held, number: await numberOf(tx, deps, 'award') }
      if (command?.kind === 'void')
        return { held, statementFiled: await isFiled(tx, deps, command.statement, p.owner.id) }
      const winner = winnerOf(p.result)
      if (actor.kind !== 'operator' || !winner) return { held }
      return { held, winner: await agencyStanding(tx, winner.agency, today) }
    }
    case 'awarded':
      return command?.kind === 'void'
        ? { statementFiled: await isFiled(tx, deps, command.statement, p.owner.id) }
        : {}
    case 'failed':
    case 'cancelled':
      return command?.kind === 'run-again' ? { next: randomUUID() } : {}
    default:
      return {}
  }
}

/** 22.1.2.4: asked where a draft is filed or published, under the lock of the contract. */
async function originals(tx: Tx, p: Procurement, command: Command | undefined) {
  switch (command?.kind) {
    case 'submit':
    case 'supply':
      return lockedOriginals(tx, p, command.draft ?? p.draft)
    case 'pass':
      return lockedOriginals(tx, p, p.draft)
    default:
      return []
  }
}

/** What a draft is held against today: the published list with its prices (3, 9.1, 11), the year's catalogue (4). */
export async function listed(tx: Tx, deps: Deps) {
  const today = dateOf(await deps.now(tx))
  const items = await publishedItems(tx, today)
  const priced = items.filter((i) => i.priceManagement !== 'market')
  const catalogue = await catalogueOf(tx, Number(today.slice(0, 4)))
  return {
    serviceTypes: items.map((item) => item.code),
    prices: Object.fromEntries(priced.map((i) => [i.code, i.price])),
    required: requiredByTheList(items),
    ...(catalogue ? { catalogue } : {}),
  }
}

/** 9.1: the qualifications that the law asks for, by code of the item; nothing for an item that asks for none. */
const requiredByTheList = (items: Awaited<ReturnType<typeof publishedItems>>) =>
  Object.fromEntries(items.filter((i) => i.qualifications.length > 0).map((i) => [i.code, i.qualifications]))

async function numberOf(tx: Tx, deps: Deps, what: 'announcement' | 'award'): Promise<string> {
  const day = dateOf(await deps.now(tx))
  const head = settingOf(await deps.settings(tx), numberHeads)[what]
  return what === 'announcement'
    ? announcementNumber(head, day, await nextNumber(tx, `announcement/${day}`))
    : awardNumber(head, day, await nextNumber(tx, `award/${day.slice(0, 4)}`))
}

async function isFiled(tx: Tx, deps: Deps, file: string, owner: string): Promise<boolean> {
  return (await deps.files.find(tx, [file])).some((f) => f.owner === owner)
}

/** What follows from a change, in its transaction: the hall's row, the notice, the draw, the messages, the next job. */
async function react(tx: Tx, deps: Deps, change: Change<Procurement>): Promise<void> {
  const { id, before, after, facts, ctx } = change
  await conductDraw(tx, deps, change)
  await keepClaim(tx, id, after)
  if (publicState(after)) {
    await show(tx, id, after, (await itemNames(tx)).get(after.draft.serviceType ?? '')?.zh ?? '')
    staleFacets(deps.db)
  }
  const notice = noticeOf(before, after)
  if (notice) {
    await store.addNotice(tx, id, notice)
    await deps.jobs.enqueue(tx, 'documents.render', { kind: notice.kind, procurement: id })
  }
  if (after.status === 'awarded' && before?.status !== 'awarded') await afterAward(tx, deps, id, after)
  if (after.status === 'voided' && before?.status === 'awarded') {
    if (after.draft.framework) await ofFramework(tx, deps, id, { kind: 'end' })
    await deps.jobs.enqueue(tx, 'fulfilment.end', { procurement: id })
  }
  // From the result on names are no secret; a selection that failed has none to keep fair any more.
  if (
    ['publicity', 'awarded', 'failed', 'voided'].includes(after.status) &&
    before?.status !== after.status
  ) {
    await releaseFindings(tx, deps, id)
    await draftUndisclosed(tx, deps, id, after, before)
  }
  if ('next' in after && after.next && !(before && 'next' in before && before.next)) {
    await startNext(tx, deps, id, after, after.next)
  }
  for (const { id: key, kind, article } of facts) {
    const what = kind.replace('procurement.', '') as FactName
    for (const { code, to, params } of messagesOf(after, what, ctx.calendar)) {
      const words = messageWords[code]
      await notify(tx, deps, {
        key: `${key}/${code}`,
        to,
        words,
        params,
        article,
        link: `/desk/procurements/${id}`,
      })
    }
  }
}

/** 28: one winner is bound to one service; of a framework the members are bound, and services are called off (22.2). */
async function afterAward(tx: Tx, deps: Deps, id: string, p: Procurement): Promise<void> {
  const framework = frameworkOf(id, p)
  if (framework) await ofFramework(tx, deps, id, { kind: 'establish' }, framework)
  else await deps.jobs.enqueue(tx, 'fulfilment.open', { procurement: id })
}

async function ofFramework(tx: Tx, deps: Deps, id: string, command: FrameworkCommand, create?: Framework) {
  const system = { kind: 'system' } as const
  const outcome = await act(tx, deps, frameworkSubject(deps), id, command, system, create ? { create } : {})
  // A framework whose term is over has ended already.
  if (!outcome.ok && outcome.refusal.code !== 'not-available')
    throw new Error(`framework ${id}: ${command.kind} was refused: ${outcome.refusal.code}`)
}

/** Leads the draw along: rules at publication, opening at the deadline, roster when it is known who takes part. */
async function conductDraw(tx: Tx, deps: Deps, { id, before, after }: Change<Procurement>): Promise<void> {
  switch (after.status) {
    case 'open': {
      const { number, draft } = after
      const { article } = methodOfAnnounced(draft)
      const subject = `procurement/${id}`
      await announceDraw(tx, deps, {
        id: number,
        purpose: purposeOf(draft),
        article,
        subject,
        title: draft.title,
        deadline: draft.deadline,
      })
      const target = await registrations.targetOf(tx, id, after)
      return registrations.addDecoys(tx, deps, target)
    }
    case 'opening':
      return requestOpening(tx, deps, after.number)
    case 'drawing': {
      const roster = await registrations.rosterOf(tx, deps, after.number, tied(after.ranking))
      await freezeRoster(tx, deps, after.number, roster)
      return
    }
    case 'bidding':
      if (before?.status !== 'opening') return
      return beginAuction(
        tx,
        deps,
        id,
        newAuction(
          {
            title: after.draft.title,
            number: after.number,
            terms: after.draft.auction!,
            startsAt: after.startsAt,
          },
          after.opened.entrants.length,
        ),
        after.opened.entrants,
      )
    case 'choosing':
      if (before?.status === 'opening') await noDraw(tx, deps, after.number, art('111', '22.1.3'), 'no-tie')
      return
    case 'publicity':
      if (before?.status === 'drawing') await registrations.forget(tx, deps, after.number)
      if (before?.status === 'opening' || before?.status === 'bidding')
        await noDraw(tx, deps, after.number, methodOfAnnounced(after.draft).article, 'no-tie')
      return
    case 'failed':
      if (before?.status === 'opening' || before?.status === 'bidding')
        await noDraw(tx, deps, after.number, art('111', '27'), after.reason)
      return
    case 'cancelled':
      if (before?.status === 'open') await noDraw(tx, deps, before.number, art('111', '25.1'), after.reason)
      return
    default:
      return
  }
}

async function noDraw(tx: Tx, deps: Deps, number: string, article: Article, reason: string): Promise<void> {
  await abandonDraw(tx, deps, number, { article, reason })
  await registrations.forget(tx, deps, number)
}

/** The purposes under which the draw reports back: it decides among all, or between equals. */
export const purposes = ['random-selection', 'tie'] as const

function purposeOf(draft: Announced): (typeof purposes)[number] {
  const drawsAmongAll = draft.method === 'direct' ? draft.direct?.conduct === 'draw' : isDrawn(draft)
  return drawsAmongAll ? 'random-selection' : 'tie'
}

/** Random selection, and an approved method that runs like it (22.1.6), carry nothing sealed beside the name. */
const isDrawn = (draft: Announced): boolean =>
  draft.method !== 'bidding' && methodOfAnnounced(draft).offer(draft) === 'none'

/** 27: the new draft, linked both ways, with what the owner had written. */
async function startNext(tx: Tx, deps: Deps, id: string, p: Procurement, next: string): Promise<void> {
  const { owner, operator } = p
  const { deadline: _, auction: __, required: ___, ...draft } = p.draft
  const state = newProcurement({ owner, operator, previous: id }, draft)
  await store.procurementStore.save(tx, next, state, 1)
  await writeClocks(tx, 'procurement', next, draft.title ?? '', [], await deps.now(tx))
}
