import type { Instant } from '../calendar/index.ts'
import { type Article, art, mention } from '../gazette/index.ts'
import { type Context, type Deadline, settingOf } from '../workflow/index.ts'
import type { Act } from './actions.ts'
import { nextMiss, pendingReminders, ratingDue, runningClocks } from './clocks.ts'
import { reminderHour } from './settings.ts'
import type { Engagement } from './state.ts'

/** The clocks on desks and in the tick's queue: all of them follow from the state. */
export function deadlines(e: Engagement, ctx: Pick<Context, 'calendar' | 'rules'>): readonly Deadline[] {
  if (e.status === 'unopened') return [{ action: 'open', article: art('111', '28'), who: 'system' }]
  const { calendar } = ctx
  const running = runningClocks(e, calendar)
  return [
    ...running.map((c) => ({
      action: c.action,
      article: c.article,
      since: c.since,
      due: c.due,
      who: e.award[c.who].id,
    })),
    ...awaited(e),
    ...automatic('note-missed', mention('111', '39.1'), nextMiss(e, calendar)),
    ...automatic(
      'remind',
      art('111', '32.1'),
      pendingReminders(e, calendar, settingOf(ctx.rules, reminderHour))[0]?.at,
    ),
    ...(e.status === 'completed' ? automatic('close', art('111', '38'), ratingDue(e, calendar)) : []),
  ]
}

const automatic = (action: Act, article: Article, due: Instant | undefined): readonly Deadline[] =>
  due === undefined ? [] : [{ action, article, due, who: 'system' }]

/** What somebody is waited for without a limit in the measure. */
function awaited(e: Engagement): readonly Deadline[] {
  const { agency, owner } = e.award
  const contract = e.contracts.at(-1)
  const last = e.deliverables.at(-1)
  const open = e.status === 'awarded' || e.status === 'contracted' || e.status === 'delivered'
  if (!open) return []
  const asked: Deadline[] = []
  if (e.contact && !e.contact.confirmedAt && e.status === 'awarded') {
    asked.push({
      action: 'confirm-contact',
      article: art('111', '32.1'),
      since: e.contact.recordedAt,
      who: owner.id,
    })
  }
  if (contract && !contract.confirmedAt) {
    asked.push({
      action: 'confirm-contract',
      article: art('111', '33.5'),
      since: contract.filedAt,
      who: owner.id,
    })
  }
  if (e.status === 'delivered' && last) {
    asked.push({
      action: 'accept-deliverable',
      article: art('111', '33.6'),
      since: last.uploadedAt,
      who: owner.id,
    })
  }
  if (e.status === 'contracted' && last?.verdict) {
    asked.push({
      action: 'upload-deliverable',
      article: art('111', '33.6'),
      since: last.verdict.at,
      who: agency.id,
    })
  }
  return asked
}
