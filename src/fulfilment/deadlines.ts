import type { Instant } from '../calendar/index.ts'
import { type Article, art, mention } from '../gazette/index.ts'
import { type Context, type Deadline, settingOf } from '../workflow/index.ts'
import type { Act } from './actions.ts'
import { type EngagementClock, nextMiss, pendingReminders, ratingDue, runningClocks } from './clocks.ts'
import { outstanding } from './materials.ts'
import { planAddsUp } from './payments.ts'
import { standingOf } from './recognition.ts'
import { reminderHour } from './settings.ts'
import type { Engagement } from './state.ts'

/** The clocks on desks and in the tick's queue: all of them follow from the state. */
export function deadlines(e: Engagement, ctx: Pick<Context, 'calendar' | 'rules'>): readonly Deadline[] {
  if (e.status === 'unopened') return [{ action: 'open', article: art('111', '28'), who: 'system' }]
  const { calendar } = ctx
  const running = runningClocks(e, calendar)
  const missed = nextMiss(e, calendar)
  const [reminder] = pendingReminders(e, calendar, settingOf(ctx.rules, reminderHour))
  return [
    ...running.map((c) => ({
      action: c.action,
      article: c.article,
      since: c.since,
      due: c.due,
      who: e.award[c.who].id,
    })),
    ...awaited(e),
    ...overdue(e, running),
    ...automatic(
      'note-missed',
      missed?.name === 'payment' ? art('111', '55.7') : mention('111', '39.1'),
      missed?.due,
    ),
    ...automatic('remind', reminder?.clock.article ?? art('111', '32.1'), reminder?.at),
    ...(e.status === 'completed' ? automatic('close', art('111', '38'), ratingDue(e, calendar)) : []),
  ]
}

const automatic = (action: Act, article: Article, due: Instant | undefined): readonly Deadline[] =>
  due === undefined ? [] : [{ action, article, due, who: 'system' }]

/** 12, 55.7: an instalment of fiscal money that was found unpaid stands on the desk of the finance authority too. */
function overdue(e: Engagement, running: readonly EngagementClock[]): readonly Deadline[] {
  const { finance } = e.award
  if (!finance) return []
  return running
    .filter((c) => e.possibleBreaches.some((p) => p.clock === 'payment' && p.instalment === c.instalment))
    .map(({ article, since, due }) => ({ action: 'urge-payment', article, since, due, who: finance.id }))
}

/** What somebody is waited for without a limit in the measure. */
function awaited(e: Engagement): readonly Deadline[] {
  const { agency, owner } = e.award
  const contract = e.contracts.at(-1)
  const last = e.deliverables.at(-1)
  const asked: Deadline[] = answers(e)
  const open = e.status === 'awarded' || e.status === 'contracted' || e.status === 'delivered'
  if (!open) return asked
  if (e.materials && outstanding(e.materials) > 0) {
    asked.push({
      action: 'hand-over-materials',
      article: art('111', '33.2'),
      since: e.materials.toldAt,
      who: owner.id,
    })
  }
  if (e.status === 'contracted' && contract && !e.materials) {
    asked.push({
      action: 'tell-materials',
      article: art('111', '33.2'),
      since: contract.filedAt,
      who: agency.id,
    })
  }
  if (contract?.confirmedAt && !planAddsUp(e)) {
    asked.push({
      action: 'plan-payments',
      article: art('111', '12'),
      since: contract.confirmedAt,
      who: owner.id,
    })
  }
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
  const draft = e.contractDraft
  if (draft) {
    for (const side of ['agency', 'owner'] as const) {
      if (draft.signatures[side]) continue
      asked.push({
        action: 'sign-contract',
        article: art('111', '32.2'),
        since: draft.draftedAt,
        who: e.award[side].id,
      })
    }
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

/** 5.2: the agency may answer a department that does not accept its work. */
function answers(e: Engagement): Deadline[] {
  if (e.status === 'ended') return []
  return standingOf(e)
    .filter((n) => !n.answer)
    .map(({ at }) => ({
      action: 'answer-non-recognition',
      article: art('111', '5.2'),
      since: at,
      who: e.award.agency.id,
    }))
}
