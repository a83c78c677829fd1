import { art } from '../../gazette/index.ts'
import { type Organised, Refused } from '../../platform/http.ts'
import { refuse } from '../../workflow/index.ts'
import type { Complaint } from '../index.ts'

/**
 * What an actor may see. The receiver, the department that has it and the audit authority see all; the complainant all but
 * what the respondent was asked; whom it is about sees it from its acceptance on, without who complained and without
 * their papers. For everybody else it is not there.
 */
export function viewOf(c: Complaint, { kind, organisation }: Organised, id: string): unknown {
  const department = 'passings' in c && c.passings?.some((p) => p.department.id === organisation)
  if (organisation === c.receiver.id || department || kind === 'audit') return c
  if ('complainant' in c && c.complainant.id === organisation)
    return { ...c, ...questionsTo(c, 'complainant') }
  if (organisation !== c.respondent.id || !('acceptedAt' in c))
    throw new Refused(refuse('unknown-subject', art('111', '47'), { id }))
  const { complainant: _, said: __, material, ...seen } = c
  const { facts, provisions } = material
  return { ...seen, material: { facts, provisions }, ...questionsTo(c, 'respondent'), evidence: [] }
}

/** Questions to the other side keep their place in the list and lose their text. */
function questionsTo(c: Complaint, party: 'complainant' | 'respondent') {
  if (!('questions' in c) || !c.questions) return {}
  return { questions: c.questions.map((q) => (q.to === party ? q : { to: q.to, at: q.at, text: '' })) }
}
