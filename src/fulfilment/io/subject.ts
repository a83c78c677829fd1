import { draftBreach } from '../../credit/server.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { withdrawDocuments } from '../../platform/documents/index.ts'
import { notify } from '../../platform/notices.ts'
import { recordContract } from '../../procurement/server.ts'
import { bodiesOf, keepScore } from '../../registry/server.ts'
import type { Actor, Settings } from '../../workflow/index.ts'
import type { Command } from '../actions.ts'
import { signedContractKey } from '../electronic.ts'
import { engagementWorkflow } from '../engagement.ts'
import type { FactName } from '../facts.ts'
import { ownerFindings } from '../findings.ts'
import { noticeTexts } from '../notice-words.ts'
import { noticesOf } from '../notices.ts'
import { managementKey } from '../recognition.ts'
import { seenBreach } from '../seen-breach.ts'
import { contractOf, type Engagement, type RatedParty } from '../state.ts'
import { engagementStore, insertRating, ratingSummary } from '../store.ts'
import { type SigningPlace, signedContract } from './signing.ts'

export type EngagementSubject = Subject<Engagement, Command>

/** The engagement, as `act`, the tick and the routes run it. */
export function engagementSubject(deps: Deps, place: SigningPlace): EngagementSubject {
  return {
    name: 'engagement',
    workflow: engagementWorkflow,
    store: engagementStore,
    title: (e) => e.award.title,
    rules: async (tx, e, command, actor) => ({
      ...(await knowledge(tx, deps, command, actor)),
      ...(command?.kind === 'sign-contract'
        ? ({ [signedContractKey]: await signedContract(tx, deps, place, e, command, actor) } as Settings)
        : {}),
    }),
    react: (tx, change) => react(tx, deps, change),
  }
}

async function knowledge(tx: Tx, deps: Deps, command: Command | undefined, actor: Actor): Promise<Settings> {
  const file = command && 'file' in command ? command.file : undefined
  const files = file === undefined ? {} : { files: await knownFiles(tx, deps, file) }
  if (command?.kind !== 'refuse-recognition' || actor.kind !== 'department') return files as Settings
  // 5.2: 告知同级中介超市管理机构: the one of the department's own level.
  const { management } = await bodiesOf(tx, actor.region)
  return { ...files, [managementKey]: { ...management } } as Settings
}

async function knownFiles(tx: Tx, deps: Deps, id: string): Promise<object> {
  return Object.fromEntries((await deps.files.find(tx, [id])).map((file) => [file.id, file]))
}

/** Publishes ratings, withdraws what no longer holds, tells the people concerned; in the transaction of the deed. */
async function react(tx: Tx, deps: Deps, { id, after, facts, ctx }: Change<Engagement>): Promise<void> {
  for (const { id: key, kind, article, body } of facts) {
    const what = kind.replace('engagement.', '') as FactName
    if (what === 'rated' || what === 'default-rated') {
      const rating = after.ratings.find((r) => r.of === (body.of as RatedParty))
      if (!rating) throw new Error(`impossible: ${kind} without a rating`)
      await insertRating(tx, id, after, rating)
      if (rating.of === 'agency') {
        const { agency } = after.award
        await keepScore(tx, agency.id, (await ratingSummary(tx, agency.id)).meanMilli)
      }
    }
    if (what === 'contract-confirmed') {
      // 22.1.2.4: what follows on is measured against this contract.
      const { award } = after
      await recordContract(tx, {
        ...{ engagement: id, owner: award.owner.id, title: award.title, amount: contractOf(after).fee },
        agency: { id: award.agency.id, name: award.agency.name },
      })
    }
    if (what === 'ended') {
      const procurement = `procurement/${after.award.procurement}`
      await withdrawDocuments(tx, procurement, ['award', 'result'], String(body.reason), ctx.now)
    }
    if (what === 'possible-breach' || what === 'payment-recorded') {
      // 55.5, 55.7: the room of reports lays it before the bodies, once.
      if (ownerFindings(after).length > 0) await deps.jobs.enqueue(tx, 'reports.found', { engagement: id })
    }
    const seen = seenBreach(id, after, what, body)
    if (seen) await draftBreach(tx, deps, seen)
    for (const plan of noticesOf(after, what, body, ctx.calendar)) {
      await notify(tx, deps, {
        key: `${key}/${plan.code}`,
        to: plan.to,
        roles: plan.roles,
        words: noticeTexts[plan.code],
        params: plan.params,
        article,
        link: `/desk/engagements/${id}`,
      })
    }
  }
}
