import { actionWords as engagementActions } from '../../src/fulfilment/index.ts'
import { actionWords as procurementActions } from '../../src/procurement/index.ts'
import { actionWords as admissionActions } from '../../src/registry/index.ts'
import { type Text, type Words, wordOf } from '../words/words.ts'

/** What the desk calls a subject and its actions; a module adds its line with the `actionWords` of its words.ts. */
const subjects: Readonly<Record<string, { name: Text; actions: Words }>> = {
  admission: { name: { zh: '入驻', en: 'Admission' }, actions: admissionActions },
  procurement: { name: { zh: '采购', en: 'Procurement' }, actions: procurementActions },
  engagement: { name: { zh: '履约', en: 'Engagement' }, actions: engagementActions },
}

/** The name of a subject: 采购, 入驻. */
export const subjectName = (subject: string): Text => subjects[subject]?.name ?? { zh: subject, en: subject }

/** The name of an action of a subject: 核对无误，发布公告. */
export const actionName = (subject: string, action: string): Text =>
  wordOf(subjects[subject]?.actions ?? {}, action)

/** The plural of a subject in addresses: `admission` → `admissions`, `agency` → `agencies`. */
export const pluralOf = (subject: string): string =>
  /[^aeiou]y$/.test(subject) ? `${subject.slice(0, -1)}ies` : `${subject}s`

/** The desk page of a subject: `/desk/admissions/42`. */
export const subjectPath = (subject: string, id: string): string =>
  `/desk/${pluralOf(subject)}/${encodeURIComponent(id)}`
