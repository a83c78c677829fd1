import type { Instant } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import { type Context, type Settings, settingOf } from '../workflow/index.ts'
import type { Bar } from './bar.ts'
import type { AdmissionForm, FiledFile, ServiceClaim } from './form.ts'
import { maskIdentity, maskPhone } from './masking.ts'
import { outside } from './regions.ts'
import { placeForOutside } from './settings.ts'

/** An organisation that acts, with its name as it was. */
export type Body = {
  id: string
  name: string
}

/** The 入驻承诺书 as the legal representative signed it (111/15). Any later change of the form takes it away. */
export interface Signature {
  version: string
  person: string
  name: string
  at: Instant
}

/** What the applicant is typing. */
export interface Typing {
  form: AdmissionForm
  commitment?: Signature
}

/** One requirement of a supplement; `field` points into the form where it can. */
export interface Demand {
  field?: string
  text: string
}

/** Which of a body's own people has the application in hand (111/8.1, 16). */
export interface Clerk {
  person: string
  name: string
  since: Instant
}

/** The department's side of the check (111/16, 20.2): one per service type, each with its own clock. */
export interface Review {
  serviceType: string
  department: Body
  since: Instant
  /** Who of the department's people has it in hand. */
  clerk?: Clerk
  decision?: { result: 'confirmed' | 'declined'; at: Instant; person: string; reason?: string }
}

/** What the operator compares (111/20.2: 信息内容和材料的一致性). */
export const checklist = ['subject', 'representative', 'people', 'services', 'commitment'] as const
export type CheckedPart = (typeof checklist)[number]

/** The four situations of 111/20.5. */
export const situations = ['false-material', 'shell', 'serious-dishonesty', 'suspended-by-law'] as const
export type SituationKind = (typeof situations)[number]

/** Where each stands. */
export const situationArticles: Record<SituationKind, Article> = {
  'false-material': art('111', '20.5.1'),
  shell: art('111', '20.5.2'),
  'serious-dishonesty': art('111', '20.5.3'),
  'suspended-by-law': art('111', '20.5.4'),
}

export interface Situation {
  kind: SituationKind
  basis: string
  by: Body
  at: Instant
}

interface Filed {
  id: string
  agency: string
  /** What was filed last; what the bodies check. */
  form: AdmissionForm
  commitment: Signature
  operator: Body
  clerk?: Clerk
  submittedAt: Instant
  /** When the operator's clock began: the submission, or the supplement (111/20.4). */
  since: Instant
  supplement?: { toldAt: Instant; demands: readonly Demand[]; answeredAt?: Instant }
  passedAt?: Instant
  reviews: readonly Review[]
  situations: readonly Situation[]
}

type Admitted = Filed & { admittedAt: Instant }

export type Admission =
  | { status: 'draft'; id: string; agency: string; draft: Typing }
  | (Filed & { status: 'submitted' })
  | (Filed & { status: 'supplement-requested'; draft: Typing })
  | (Admitted & { status: 'admitted' })
  | (Admitted & { status: 'in-publicity'; publishedAt: Instant })
  | (Admitted & { status: 'closed'; publishedAt: Instant; endedAt: Instant })
  | (Admitted & { status: 'revoked'; publishedAt: Instant; revokedAt: Instant; reason: string; by: Body })
  | (Filed & { status: 'refused'; refusedAt: Instant; reason: string; by: Body })
  | {
      status: 'withdrawn'
      id: string
      agency: string
      form: AdmissionForm
      operator?: Body
      withdrawnAt: Instant
    }

export type AdmissionStatus = Admission['status']
/** An application while it is checked. */
export type UnderCheck = Extract<Admission, { status: 'submitted' }>
/** An application that has reached the bodies and was not taken back. */
export type FiledAdmission = Exclude<Admission, { status: 'draft' | 'withdrawn' }>
/** An application that the applicant can edit. */
export type Editable = Extract<Admission, { draft: Typing }>

export type AdmissionCommand =
  | { kind: 'save'; form: AdmissionForm }
  | { kind: 'sign-commitment'; letter: string; truthful: boolean; acceptsScoring: boolean }
  | { kind: 'submit' }
  | { kind: 'withdraw' }
  | { kind: 'request-supplement'; demands: readonly Demand[] }
  | { kind: 'pass-check'; consistent: readonly CheckedPart[] }
  | { kind: 'refuse'; reason: string }
  | { kind: 'confirm-qualification'; serviceType: string }
  | { kind: 'decline-qualification'; serviceType: string; reason: string }
  | { kind: 'record-situation'; situation: SituationKind; basis: string }
  | { kind: 'assign'; clerk: string; reason: string }
  | { kind: 'publish' }
  | { kind: 'end-publicity' }
  | { kind: 'revoke'; reason: string; by: Body }

/** What the log says of an application: `admission.<name>`. */
export type FactName =
  | 'submitted'
  | 'supplemented'
  | 'withdrawn'
  | 'supplement-told'
  | 'check-passed'
  | 'refused'
  | 'qualification-confirmed'
  | 'qualification-declined'
  | 'admitted'
  | 'imported'
  | 'assigned'
  | 'situation-recorded'
  | 'published'
  | 'publicity-ended'
  | 'revoked'

/** What the rules must know beside the state; the server reads it in the same transaction. */
export type AdmissionKnowledge = {
  /** Codes on the published list of service items. */
  serviceTypes: readonly string[]
  /** The operator of the place of registration (111/17). */
  operator?: Body
  /** The department in charge, by service type (111/9, 16). */
  departments: Readonly<Record<string, Body>>
  /** Key people of the form who hold a post in another agency, by their place in `people` (111/19.2). */
  elsewhere: readonly { index: number; agency: string; open: boolean }[]
  bars: readonly Bar[]
  /** Ids of attached files that this agency has not filed, or not so. */
  unknownFiles: readonly string[]
  /** The people of the body that acts, for handing an application over. */
  clerks: readonly { person: string; name: string }[]
  /** Another application of the same agency that is under way or was admitted. */
  other?: string
}

/** Key of the knowledge among `ctx.rules`. */
export const knowledgeKey = 'registry.admission'

export const knowledgeOf = (ctx: Context): AdmissionKnowledge => {
  const knowledge = ctx.rules[knowledgeKey] as AdmissionKnowledge | undefined
  if (!knowledge) throw new Error('the rules of admission were asked without their knowledge')
  return knowledge
}

/** What the applicant is looking at: the draft where there is one, otherwise what was filed. */
export const formOf = (state: Admission): AdmissionForm => ('draft' in state ? state.draft.form : state.form)

export const isFiled = (state: Admission): state is FiledAdmission =>
  state.status !== 'draft' && state.status !== 'withdrawn'

export const pending = (state: Admission): readonly Review[] =>
  isFiled(state) ? state.reviews.filter((r) => !r.decision) : []

export const confirmed = (state: Admission): readonly Review[] =>
  isFiled(state) ? state.reviews.filter((r) => r.decision?.result === 'confirmed') : []

export const claimOf = (form: AdmissionForm, serviceType: string): ServiceClaim | undefined =>
  form.services.find((s) => s.serviceType === serviceType)

/** The state with every form in it changed. */
export function mapForms<S extends Admission>(state: S, change: (form: AdmissionForm) => AdmissionForm): S {
  return {
    ...state,
    ...('form' in state ? { form: change(state.form) } : {}),
    ...('draft' in state ? { draft: { ...state.draft, form: change(state.draft.form) } } : {}),
  }
}

/** The certificates of a form with the fields at which they stand. */
export const filesOf = (form: AdmissionForm): { field: string; file: FiledFile }[] =>
  [
    { field: 'subject.licence', file: form.subject.licence },
    ...form.services.map(({ file }, i) => ({ field: `services.${i}.file`, file })),
  ].flatMap(({ field, file }) => (file ? [{ field, file }] : []))

/** The form with every identity number in it changed, in a fixed order. */
export const mapIdentities = (form: AdmissionForm, change: (number: string) => string): AdmissionForm => ({
  ...form,
  representative: { ...form.representative, identity: change(form.representative.identity) },
  controllers: form.controllers.map((c) => ({ ...c, identity: change(c.identity) })),
  people: form.people.map((p) => ({ ...p, identity: change(p.identity) })),
})

/** The form with the phone of every person in it changed, in a fixed order; the agency's own is public (33.1). */
export const mapPhones = (form: AdmissionForm, change: (phone: string) => string): AdmissionForm => ({
  ...form,
  representative: { ...form.representative, phone: change(form.representative.phone) },
  people: form.people.map((p) => ({ ...p, phone: change(p.phone) })),
})

/** 53: bodies compare names and certificates; nobody but the applicant reads identity numbers and people's phones. */
export const masked = (state: Admission): Admission =>
  mapForms(state, (form) => mapPhones(mapIdentities(form, maskIdentity), maskPhone))

/** 17: the place whose operator checks: that of registration, or the one set for agencies from elsewhere. */
export const routedTo = (region: string, rules: Settings): string =>
  region === outside ? settingOf(rules, placeForOutside) : region
