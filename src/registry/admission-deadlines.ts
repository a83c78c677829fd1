import { art } from '../gazette/index.ts'
import { type Context, type Deadline, impossible } from '../workflow/index.ts'
import { type Admission, pending } from './admission-state.ts'
import { checkDue, confirmationDue, publicationDue, publicityEnd } from './periods.ts'

/** Who must do what until when: derived, never stored. */
export function deadlines(state: Admission, ctx: Context): Deadline[] {
  const reviews = pending(state).map((r) => ({
    action: 'confirm-qualification',
    article: art('111', '16'),
    since: r.since,
    due: confirmationDue(r.since, ctx),
    who: r.department.id,
  }))
  switch (state.status) {
    case 'submitted': {
      if (state.passedAt !== undefined) return reviews
      const due = checkDue(state.since, ctx)
      const check = {
        action: 'pass-check',
        article: art('111', '20.2'),
        since: state.since,
        due,
        who: state.operator.id,
      }
      return [check, ...reviews]
    }
    case 'supplement-requested': {
      const since = state.supplement?.toldAt
      return [{ action: 'submit', article: art('111', '20.4'), since, who: state.agency }, ...reviews]
    }
    case 'admitted': {
      const due = publicationDue(state.admittedAt, ctx)
      const article = art('111', '20.2')
      return [
        { action: 'publish', article, since: state.admittedAt, due, who: state.operator.id },
        ...reviews,
      ]
    }
    case 'in-publicity': {
      const due = publicityEnd(state.publishedAt, ctx)
      const article = art('111', '20.2')
      return [{ action: 'end-publicity', article, since: state.publishedAt, due, who: 'system' }, ...reviews]
    }
    case 'closed':
      return reviews
    case 'draft':
    case 'refused':
    case 'revoked':
    case 'withdrawn':
      return []
    default:
      return impossible(state)
  }
}
