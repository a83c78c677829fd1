import { type DayWords, endInWords } from '../calendar/index.ts'
import { type Context, type Fact, impossible } from '../workflow/index.ts'
import { type Admission, type FactName, isFiled, pending } from './admission-state.ts'
import { serviceTypeName } from './catalogue.ts'
import type { NoticeCode } from './notice-words.ts'
import { checkDue, confirmationDue, publicationDue, publicityEnd } from './periods.ts'

/** One message to be sent: who, which, with what. */
export interface NoticePlan {
  code: NoticeCode
  to: readonly string[]
  params: Readonly<Record<string, string | DayWords | undefined>>
}

/** Who is told what when something has happened to an application. */
export function noticesOf(
  state: Admission,
  fact: Fact,
  ctx: Pick<Context, 'calendar' | 'rules'>,
  nameOf: (code: string) => { zh: string; en: string } = serviceTypeName,
): NoticePlan[] {
  if (!isFiled(state)) return []
  const { agency, operator, form } = state
  const body = fact.body as Record<string, string>
  const plan = (code: NoticeCode, to: readonly string[], params: NoticePlan['params'] = {}): NoticePlan => ({
    code,
    to,
    params: { name: form.subject.name, operator: operator.name, ...params },
  })
  const what = fact.kind.replace('admission.', '') as FactName
  switch (what) {
    case 'submitted':
    case 'supplemented': {
      const code = what === 'submitted' ? 'to-check' : 'to-check-anew'
      const due = endInWords(checkDue(state.since, ctx))
      const reviews = pending(state).filter((r) => r.since === state.since)
      return [
        plan(code, [operator.id], { due }),
        ...[...new Set(reviews.map((r) => r.department.id))].map((department) =>
          plan('to-confirm', [department], { due: endInWords(confirmationDue(state.since, ctx)) }),
        ),
      ]
    }
    case 'supplement-told': {
      const demands = (state.supplement?.demands ?? []).map((d, i) => `${i + 1}. ${d.text}`).join('；')
      return [plan('supplement-told', [agency], { demands })]
    }
    case 'check-passed':
      return state.status === 'submitted' ? [plan('check-passed', [agency])] : []
    case 'refused': {
      const by = state.status === 'refused' ? state.by.name : operator.name
      return [plan('refused', [agency], { by, reason: body.reason })]
    }
    case 'qualification-confirmed':
    case 'qualification-declined': {
      const { serviceType = '', reason } = body
      const department = state.reviews.find((r) => r.serviceType === serviceType)?.department.name
      return [plan(what, [agency], { department, serviceType: nameOf(serviceType), reason })]
    }
    case 'admitted': {
      if (!('admittedAt' in state)) return []
      const due = endInWords(publicationDue(state.admittedAt, ctx))
      return [plan('admitted', [agency], { due }), plan('to-publish', [operator.id], { due })]
    }
    case 'published':
      if (!('publishedAt' in state)) return []
      return [plan('published', [agency], { due: endInWords(publicityEnd(state.publishedAt, ctx)) })]
    case 'situation-recorded': {
      const departments = [...new Set(state.reviews.map((r) => r.department.id))]
      return [plan('situation-recorded', departments, { basis: body.basis })]
    }
    case 'withdrawn':
    case 'publicity-ended':
    case 'imported':
    case 'assigned':
    // The decision on the objection tells everyone concerned.
    case 'revoked':
      return []
    default:
      return impossible(what)
  }
}
