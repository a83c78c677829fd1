import type { Instant } from '../calendar/index.ts'
import type { Json } from '../workflow/index.ts'
import { publicDraft } from './draft.ts'
import { alternatesOf, awardedAmount, type Procurement, publicationOf, winnerOf } from './state.ts'
import { type NoticeKind, noticeWords } from './words.ts'

/** What the market publishes or issues at a step, as data: pages and PDF are made from it. */
export interface Notice {
  kind: NoticeKind
  /** The announcement's number; the award notice has its own. */
  number: string
  at: Instant
  title: string
  params: { readonly [key: string]: Json | undefined }
}

const json = (value: unknown): Json => value as Json

/** The notice that a change brings forth, if any (24, 25.1, 26, 27, 28). */
export function noticeOf(before: Procurement | undefined, after: Procurement): Notice | undefined {
  const publication = publicationOf(after)
  if (!publication || isSameStep(before, after)) return undefined
  const { draft, number } = publication
  const notice = (kind: NoticeKind, at: Instant, params: Notice['params'] = {}, own = number): Notice => ({
    kind,
    number: own,
    at,
    title: `${draft.title}${noticeWords[kind].zh}`,
    params: { procurement: draft.title, owner: after.owner.name, operator: after.operator.name, ...params },
  })
  switch (after.status) {
    case 'open':
      return notice('announcement', after.publishedAt, { announcement: json(publicDraft(draft)) })
    case 'cancelled':
      return notice('cancellation', after.at, { reason: after.reason })
    case 'failed':
      return notice('failure', after.at, {
        reason: after.reason,
        registrations: after.opened.registrations,
        eligible: after.opened.entrants.length,
      })
    case 'publicity':
      return notice('result', after.result.at, {
        winner: json(winnerOf(after.result)),
        alternates: json(alternatesOf(after.result)),
        registrations: after.opened.registrations,
        amount: awardedAmount(after),
        formula: draft.formula,
        until: after.until,
      })
    case 'voided':
      return notice('voiding', after.voiding.at, { reason: after.voiding.reason })
    case 'awarded':
      return notice(
        'award',
        after.award.at,
        {
          announcement: number,
          winner: json(winnerOf(after.result)),
          amount: awardedAmount(after),
          formula: draft.formula,
          timeLimitDays: draft.timeLimitDays,
          content: draft.content,
          contact: json(draft.contact),
        },
        after.award.number,
      )
    default:
      return undefined
  }
}

/** A change inside a step brings forth nothing, except a new winner. */
function isSameStep(before: Procurement | undefined, after: Procurement): boolean {
  if (before?.status !== after.status) return false
  return !(
    before.status === 'publicity' &&
    after.status === 'publicity' &&
    before.result.at !== after.result.at
  )
}
