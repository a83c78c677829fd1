import { useQuery } from '@tanstack/react-query'
import { dateOf } from '../../src/calendar/index.ts'
import {
  type Admission,
  type AdmissionForm,
  emptyForm,
  emptyPerson,
  emptyService,
  formFaults,
} from '../../src/registry/index.ts'
import type { Refusal } from '../../src/workflow/index.ts'
import { get } from '../api/client.ts'
import { marketNow } from '../api/time.ts'
import type { HistoryEntry, RunningClock, ServiceItem, SubjectView } from '../api/types.ts'

/** `GET /api/admissions/:id`. */
export interface AdmissionView extends SubjectView<Admission> {
  clocks: readonly (RunningClock & { whoName: string })[]
  history: readonly (Omit<HistoryEntry, 'leaf'> & { leaf: string; index?: number })[]
}

export const steps = ['subject', 'people', 'services', 'commitment', 'review'] as const
export type Step = (typeof steps)[number]
/** The steps in which something is typed. */
export type TypedStep = 'subject' | 'people' | 'services'

/** The step at which a field of the form stands. */
export const stepOf = (field: string): TypedStep => {
  const head = field.split('.')[0]
  return head === 'subject' || head === 'services' ? head : 'people'
}

export const useServiceItems = () =>
  useQuery({
    queryKey: ['service-items'],
    queryFn: () => get<{ items: readonly ServiceItem[] }>('/api/service-items'),
    staleTime: 300_000,
  }).data?.items

/** The rules of the form, as the server asks them, at the market's day. */
export const faultsOf = (form: AdmissionForm, items: readonly ServiceItem[] | undefined): Refusal[] =>
  formFaults(form, {
    today: dateOf(marketNow()),
    serviceTypes: items?.map((i) => i.code) ?? form.services.map((s) => s.serviceType),
  })

/** What a form of this site gives: fields that were cleared are missing, rows of lists may have holes. */
type Given<T> = {
  [K in keyof T]?: T[K] extends readonly (infer R)[] ? (Given<R> | undefined)[] : Given<T[K]>
}
export type GivenForm = Given<AdmissionForm>

/** The form with what was typed in one step; cleared fields are empty texts again. */
export function withTyped(form: AdmissionForm, given: GivenForm): AdmissionForm {
  const empty = emptyForm()
  const { subject, representative, controllers, people, services } = given
  return {
    subject: subject ? filled(empty.subject, subject) : form.subject,
    representative: representative ? filled(empty.representative, representative) : form.representative,
    controllers: controllers?.map((c) => filled({ name: '', identity: '' }, c)) ?? form.controllers,
    people: people?.map((p) => filled(emptyPerson(), p)) ?? form.people,
    services: services?.map((s) => filled(emptyService(), s)) ?? form.services,
  }
}

function filled<T extends object>(empty: T, given: object | undefined): T {
  const there = Object.entries(given ?? {}).filter(([, value]) => value !== undefined && value !== null)
  return { ...empty, ...Object.fromEntries(there) }
}
