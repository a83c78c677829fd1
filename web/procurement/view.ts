import { useQuery } from '@tanstack/react-query'
import { chinaCalendar, type Instant } from '../../src/calendar/index.ts'
import type { Article } from '../../src/gazette/index.ts'
import {
  type CatalogueEntry,
  type CentralCatalogue,
  type Condition,
  type Criterion,
  type Draft,
  type DraftContext,
  draftProblems,
  type Finding,
  isAuction,
  type OfferKind,
  type Original,
  type Procurement,
  type RegistrationReceipt,
  readApproved,
} from '../../src/procurement/index.ts'
import type { OwnerKind, PriceTerms, QualificationRule } from '../../src/registry/index.ts'
import type { Refusal, Settings } from '../../src/workflow/index.ts'
import { get } from '../api/client.ts'
import { marketNow } from '../api/time.ts'
import type { HistoryEntry, Notice, RunningClock, SubjectView } from '../api/types.ts'

/** `GET /api/procurements/:id`. Before the result, `opened` holds numbers and no names. */
export interface ProcurementView extends SubjectView<Procurement> {
  clocks: readonly RunningClock[]
  history: readonly HistoryEntry[]
  notices: readonly Notice[]
  findings?: readonly Finding[]
  /** The published price of the service, where the market does not set it (11). */
  price?: PriceTerms
  /** What the year's central catalogue says of the service type (4); without a year nobody has entered it. */
  catalogue?: { year?: number; documentNumber?: string; entries: readonly CatalogueEntry[] }
  previous?: { id: string; number: string; title: string }
}

/** `GET /api/procurement-form`. */
export interface FormData {
  serviceTypes: readonly string[]
  /** Contracts of the owner that can be followed on (22.1.2.4). */
  originals?: readonly Original[]
  prices?: Readonly<Record<string, PriceTerms>>
  /** What the list asks of agencies, by code of the item; none where it asks for nothing (9.1). */
  required?: Readonly<Record<string, QualificationRule>>
  catalogue?: CentralCatalogue
  rules: Settings
  qualifications: readonly { serviceType: string; name: string; grade: string | null }[]
}

export const useFormData = (): FormData | undefined =>
  useQuery({
    queryKey: ['procurement-form'],
    queryFn: () => get<FormData>('/api/procurement-form'),
    staleTime: 300_000,
  }).data

/** `GET /api/procurements/:id/registration`. */
export interface OwnRegistration {
  registered: boolean
  /** An invitation that was declined (22.1.2). */
  declined?: boolean
  /** What a registration has to carry sealed, and to which key. */
  offer?: Sealing
  conditions: readonly Condition[]
  receipt?: RegistrationReceipt
  tookPart?: boolean
  leaf?: string
  refusal?: Refusal
}

export const registrationKey = (id: string) => ['registration', id]

/** The announcement's sealing key and the hash of its rules, hex. */
export interface Sealing {
  kind: OfferKind
  key: string
  spec: string
}

/** What the form holds beside the draft: two answers that decide which fields are asked. */
export interface DraftValues extends Draft {
  fee?: 'settled' | 'unsettled'
  asked?: 'none' | 'some'
  /** 22.2: one project, or a framework. */
  purpose?: 'one' | 'framework'
}

export function valuesOf(draft: Draft, ownerRegion: string): DraftValues {
  const { formula, estimate, qualifications } = draft
  return {
    region: ownerRegion,
    ...draft,
    purpose: draft.framework ? 'framework' : 'one',
    fee: formula !== undefined || estimate !== undefined ? 'unsettled' : 'settled',
    ...(qualifications === undefined ? {} : { asked: qualifications.length === 0 ? 'none' : 'some' }),
  }
}

/** The draft as it is sent and checked: empty fields are missing, and what is not asked is left out. */
export function draftOf({ fee, asked, purpose, framework, ...typed }: Partial<DraftValues>): Draft {
  const { amount, formula, estimate, qualifications, inCatalogue, catalogueExplanation, ...rest } =
    withoutBlanks(typed)
  return {
    ...withoutOtherTerms(rest),
    ...(purpose === 'framework' ? { framework: frameworkTermsOf(framework) } : {}),
    ...(fee === 'unsettled' ? { formula: formula ?? '', estimate } : { amount }),
    ...(typed.money === 'fiscal' ? { inCatalogue } : {}),
    ...(typed.money === 'fiscal' && inCatalogue === false && catalogueExplanation
      ? { catalogueExplanation }
      : {}),
    ...(asked === 'none'
      ? { qualifications: [] }
      : asked === 'some'
        ? { qualifications: rowsOf(qualifications) }
        : {}),
  }
}

/** What the chosen method asks, without blanks, and nothing of what others ask. */
function withoutOtherTerms({ merit, direct, other, priceRange, ...rest }: Draft): Draft {
  const procedure = rest.method === 'other' ? readApproved(other ?? '')?.procedure.code : rest.method
  const criteria = merit?.criteria?.map(criterionOf)
  return {
    ...rest,
    ...(rest.method === 'other' && other ? { other } : {}),
    ...(procedure === 'merit' ? { merit: filled({ ...merit, ...(criteria ? { criteria } : {}) }) } : {}),
    ...(rest.method === 'direct' ? { direct: filled(direct ?? {}) } : {}),
    ...(priceRange && isAuction({ ...rest, ...(direct ? { direct } : {}) })
      ? { priceRange: filled(priceRange) }
      : {}),
  }
}

/** Shares are those of a quota, and none where none was typed. */
function frameworkTermsOf({ quotas = [], ...terms }: NonNullable<Draft['framework']> = {}) {
  const given = terms.rule === 'quota' && quotas.some((q) => q > 0)
  return { ...filled(terms), ...(given ? { quotas: quotas.slice(0, terms.seats) } : {}) }
}

/** A row that was just added has nothing in it yet. */
function criterionOf(typed: Partial<Criterion> | undefined): Criterion {
  const { name = '', unit, worst, best, share } = typed ?? {}
  return { name, ...(unit ? { unit } : {}), worst: worst ?? 0, best: best ?? 0, share: share ?? 0 }
}

/** Leaves out what is empty, at every depth. */
function filled<T extends object>(value: T): T {
  const entries = Object.entries(value).flatMap(([key, v]: [string, unknown]) => {
    if (v === undefined || v === null || v === '') return []
    return [[key, typeof v === 'object' && !Array.isArray(v) ? filled(v) : v]]
  })
  return Object.fromEntries(entries) as T
}

/** A row of a list that was just added is empty: it is a requirement without a name, not a hole. */
const rowsOf = (rows: Draft['qualifications']): NonNullable<Draft['qualifications']> =>
  rows && rows.length > 0
    ? rows.map((q) => ({ name: q?.name ?? '', ...(q?.grade ? { grade: q.grade } : {}) }))
    : [{ name: '' }]

function withoutBlanks(typed: Partial<DraftValues>): Draft {
  const { contact, ...rest } = typed
  const filled = Object.entries(rest).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const { name = '', phone = '' } = contact ?? {}
  return {
    ...(Object.fromEntries(filled) as Draft),
    ...(name || phone ? { contact: { name, phone } } : {}),
  }
}

/** The rules of a draft as the server asks them, in the market's time. */
export function draftContextOf(
  ownerRegion: string,
  data: FormData,
  now: Instant = marketNow(),
  ownerKind?: OwnerKind,
): DraftContext {
  const { rules, serviceTypes, prices, catalogue, originals } = data
  return {
    ...{ now, calendar: chinaCalendar, rules, ownerRegion, serviceTypes },
    ...(originals ? { originals } : {}),
    ...(ownerKind ? { ownerKind } : {}),
    ...(prices ? { prices } : {}),
    ...(catalogue ? { catalogue } : {}),
  }
}

export const problemsOf = (
  values: Partial<DraftValues>,
  owner: Procurement['owner'],
  data: FormData,
): Refusal[] =>
  draftProblems(draftOf(values), draftContextOf(owner.region, data, marketNow(), owner.kind)).map((r) =>
    // Whether any are required is a question of its own on the form.
    r.field === 'qualifications' ? { ...r, field: 'asked' } : r,
  )

/** A row of `GET /api/procurements`. */
export interface ListedProcurement {
  id: string
  title: string
  status: Procurement['status']
  number: string | null
  ownerName: string
  method: string | null
  serviceType: string | null
  deadline: Instant | null
  changedAt: Instant
  clock: { action: string; article: Article; due: Instant | null; who: string } | null
}
