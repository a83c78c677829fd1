import { type Calendar, dateOf, dueOf, type Instant, workingDays } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type Context, type Deadline, impossible, settingOf } from '../workflow/index.ts'
import type { Complaint, Question } from './complaint-state.ts'
import { decisionPublicationPeriod, writingPeriod } from './figures.ts'
import { acceptanceWorkingDays, answerWorkingDays, departmentWorkingDays } from './settings.ts'

type Asking = Pick<Context, 'calendar' | 'rules'>

/** 48: when the written material of an oral complaint must be there. */
export const writingDue = ({ madeAt }: { madeAt: Instant }, calendar: Calendar): Instant =>
  calendar.after(madeAt, writingPeriod.on(dateOf(madeAt))).end

/** Until when a party may answer a question. */
export const answerDue = ({ at }: Pick<Question, 'at'>, { calendar, rules }: Asking): Instant =>
  calendar.after(at, workingDays(settingOf(rules, answerWorkingDays))).end

/** 51.1: when the decision must be public. */
export const publicationDue = (decidedAt: Instant, calendar: Calendar): Instant =>
  calendar.after(decidedAt, decisionPublicationPeriod.on(dateOf(decidedAt))).end

/** The questions that nobody has answered, with their places in the list. */
export const openQuestions = (c: Complaint): { q: Question; n: number }[] =>
  c.status === 'accepted' || c.status === 'passed'
    ? c.questions.flatMap((q, n) => (q.answer ? [] : [{ q, n }]))
    : []

/** The clocks that run in a state. */
export function deadlines(c: Complaint, ctx: Context): Deadline[] {
  const { calendar, rules } = ctx
  switch (c.status) {
    case 'said': {
      const due = writingDue(c, calendar)
      return [
        { action: 'lapse', article: art('111', '48'), since: c.madeAt, due, who: 'system' },
        ...(c.complainant.id
          ? [{ action: 'write', article: art('111', '48'), since: c.madeAt, due, who: c.complainant.id }]
          : []),
      ]
    }
    case 'filed': {
      const due = calendar.after(c.filedAt, workingDays(settingOf(rules, acceptanceWorkingDays))).end
      return [{ action: 'accept', article: art('111', '49.6'), since: c.filedAt, due, who: c.receiver.id }]
    }
    case 'accepted': {
      const due = dueOf(c.clock, calendar)
      return [
        { action: 'decide', article: art('111', '49.6'), since: c.acceptedAt, due, who: c.receiver.id },
        ...answers(c, ctx),
      ]
    }
    case 'passed': {
      const last = c.passings.at(-1)
      if (!last) throw new Error(`a complaint with a department was passed to one: ${c.id}`)
      const due = calendar.after(last.at, workingDays(settingOf(rules, departmentWorkingDays))).end
      const who = last.department.id
      return [{ action: 'return-result', article: art('111', '50'), since: last.at, due, who }]
    }
    case 'decided': {
      const due = publicationDue(c.decision.at, calendar)
      return [
        { action: 'publish', article: art('111', '51.1'), since: c.decision.at, due, who: c.receiver.id },
      ]
    }
    case 'new':
    case 'published':
    case 'not-accepted':
    case 'withdrawn':
    case 'closed':
      return []
    default:
      return impossible(c)
  }
}

/** One clock for each party that owes an answer: the earliest of its questions. */
function answers(c: Extract<Complaint, { status: 'accepted' }>, ctx: Asking): Deadline[] {
  return (['complainant', 'respondent'] as const).flatMap((to) => {
    const first = openQuestions(c).find(({ q }) => q.to === to)?.q
    const who = to === 'respondent' ? c.respondent.id : c.complainant.id
    if (!first || who === undefined) return []
    const due = answerDue(first, ctx)
    return [{ action: 'answer', article: art('111', '51.1'), since: first.at, due, who }]
  })
}
