import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { withdrawDocuments } from '../../platform/documents/index.ts'
import { notify } from '../../platform/notices.ts'
import type { Settings } from '../../workflow/index.ts'
import type { Command } from '../actions.ts'
import { engagementWorkflow, type FactName } from '../engagement.ts'
import { noticeTexts } from '../notice-words.ts'
import { noticesOf } from '../notices.ts'
import type { Engagement, RatedParty } from '../state.ts'
import { engagementStore, insertRating } from '../store.ts'

export type EngagementSubject = Subject<Engagement, Command>

/** The engagement, as `act`, the tick and the routes run it. */
export function engagementSubject(deps: Deps): EngagementSubject {
  return {
    name: 'engagement',
    workflow: engagementWorkflow,
    store: engagementStore,
    title: (e) => e.award.title,
    rules: async (tx, _e, command) =>
      command && 'file' in command ? ({ files: await knownFiles(tx, deps, command.file) } as Settings) : {},
    react: (tx, change) => react(tx, deps, change),
  }
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
    }
    if (what === 'ended') {
      const procurement = `procurement/${after.award.procurement}`
      await withdrawDocuments(tx, procurement, ['award', 'result'], String(body.reason), ctx.now)
    }
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
