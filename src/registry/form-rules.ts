import type { PlainDate } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { creditCodeFault, identityFault, isDay, isPhone } from './codes.ts'
import type { AdmissionForm, KeyPerson, ServiceClaim } from './form.ts'
import { postsAreHeld } from './key-people.ts'
import { no } from './refusals.ts'
import { outside, places } from './regions.ts'

/** What the rules of the form must know beside it. */
export interface FormContext {
  today: PlainDate
  /** Codes of the service types on the published list (111/14). */
  serviceTypes: readonly string[]
}

type Fault = Refusal | undefined

/**
 * Everything that keeps an application from being complete (111/15-19), in the order of the form. The screen shows
 * each beside its field as it is typed; the server refuses a submission with the first.
 */
export function formFaults(form: AdmissionForm, ctx: FormContext): Refusal[] {
  return [
    ...subjectFaults(form.subject, ctx),
    ...representativeFaults(form, ctx),
    ...peopleFaults(form.people, ctx),
    ...serviceFaults(form.services, ctx),
  ].filter((f) => f !== undefined)
}

/** 16: the agency is a legal subject, lawfully established and in being. */
function subjectFaults(subject: AdmissionForm['subject'], ctx: FormContext): Fault[] {
  const at = (field: string) => `subject.${field}`
  return [
    filled(subject.name, at('name'), art('111', '16')),
    validCreditCode(subject.code, at('code')),
    isPlace(subject.region),
    filled(subject.address, at('address'), art('111', '15')),
    established(subject.established, ctx),
    termRuns(subject.termTo, ctx),
    filled(subject.scope, at('scope'), art('111', '15')),
    validPhone(subject.phone, at('phone')),
    validEmail(subject.email, at('email')),
    subject.licence ? undefined : no('licence-missing', art('111', '20.1'), {}, at('licence')),
  ]
}

/** 19.1: the legal representative is real-name verified; so are those who control the agency (29.1). */
function representativeFaults({ representative, controllers }: AdmissionForm, ctx: FormContext): Fault[] {
  return [
    ...namedFaults(representative, 'representative', ctx),
    validPhone(representative.phone, 'representative.phone'),
    ...controllers.flatMap((party, i) => namedFaults(party, `controllers.${i}`, ctx)),
  ]
}

/** 19.1: an authorised agent and an account administrator are named, both on the agency's staff. */
function peopleFaults(people: readonly KeyPerson[], ctx: FormContext): Fault[] {
  return [
    ...postsAreHeld(people),
    ...people.flatMap((person, i) => [
      ...namedFaults(person, `people.${i}`, ctx),
      validPhone(person.phone, `people.${i}.phone`),
      person.posts.length > 0 ? undefined : no('post-missing', art('111', '19.1'), {}, `people.${i}.posts`),
      employed(person, `people.${i}.employed`),
      onlyOnce(people, i),
    ]),
  ]
}

/** 16, 18: each service type of the list once, with the qualification that carries it. */
function serviceFaults(services: readonly ServiceClaim[], ctx: FormContext): Fault[] {
  if (services.length === 0) return [no('service-missing', art('111', '16'), {}, 'services')]
  return services.flatMap((claim, i) => [
    onTheList(claim, `services.${i}`, ctx),
    services.findIndex((s) => s.serviceType === claim.serviceType) === i || claim.serviceType === ''
      ? undefined
      : no('service-twice', art('111', '14'), {}, `services.${i}.serviceType`),
    ...qualificationFaults(claim, `services.${i}`, ctx),
  ])
}

/** 16, 18: a qualification is named with number, scope, issuer, dates and certificate, or the trade needs none. */
export function qualificationFaults(
  claim: ServiceClaim,
  at: string,
  ctx: Pick<FormContext, 'today'>,
): Fault[] {
  if (claim.qualification === '' && claim.number === '' && !claim.file) return []
  const cites = art('111', '18')
  return [
    filled(claim.qualification, `${at}.qualification`, cites),
    filled(claim.number, `${at}.number`, cites),
    filled(claim.scope, `${at}.scope`, cites),
    filled(claim.issuer, `${at}.issuer`, cites),
    begun(claim.validFrom, `${at}.validFrom`, ctx),
    notExpired(claim, `${at}.validTo`, ctx),
    claim.file ? undefined : no('certificate-missing', cites, {}, `${at}.file`),
  ]
}

/** Not left empty. */
export function filled(text: string, field: string, cites: Article): Fault {
  return text.trim() === '' ? no('field-missing', cites, {}, field) : undefined
}

/** The exact fault of a 统一社会信用代码 (GB 32100) as a refusal; undefined for a valid one. */
export function validCreditCode(code: string, field: string): Fault {
  if (code === '') return no('field-missing', art('111', '16'), {}, field)
  const fault = creditCodeFault(code)
  return fault && no(`credit-code-${fault.fault}`, art('111', '16'), { ...fault }, field)
}

/** The exact fault of a 公民身份号码 (GB 11643) as a refusal; undefined for a valid one. */
export function validIdentity(number: string, field: string, today: PlainDate): Fault {
  if (number === '') return no('field-missing', art('111', '19.1'), {}, field)
  const fault = identityFault(number, today)
  return fault && no(`identity-${fault.fault}`, art('111', '19.1'), { ...fault }, field)
}

/** 19.1: name and number for the real-name check. */
export function namedFaults(
  party: { name: string; identity: string },
  at: string,
  ctx: Pick<FormContext, 'today'>,
): Fault[] {
  return [
    filled(party.name, `${at}.name`, art('111', '19.1')),
    validIdentity(party.identity, `${at}.identity`, ctx.today),
  ]
}

function isPlace(region: string): Fault {
  if (region === '') return no('field-missing', art('111', '17'), {}, 'subject.region')
  if (region === outside || places.some((p) => p.code === region)) return undefined
  return no('place-unknown', art('111', '17'), { region }, 'subject.region')
}

function day(text: string, field: string, cites: Article): Fault {
  return (
    filled(text, field, cites) ?? (isDay(text) ? undefined : no('not-a-day', cites, { given: text }, field))
  )
}

function established(text: string, { today }: FormContext): Fault {
  const field = 'subject.established'
  const wrong = day(text, field, art('111', '16'))
  if (wrong) return wrong
  return text > today ? no('not-established-yet', art('111', '16'), { given: text }, field) : undefined
}

/** 16: 有效存续; an empty term is 长期. */
function termRuns(text: string, { today }: FormContext): Fault {
  const field = 'subject.termTo'
  if (text === '') return undefined
  const wrong = day(text, field, art('111', '16'))
  if (wrong) return wrong
  return text < today ? no('term-ended', art('111', '16'), { ended: text }, field) : undefined
}

function begun(text: string, field: string, { today }: Pick<FormContext, 'today'>): Fault {
  const wrong = day(text, field, art('111', '18'))
  if (wrong) return wrong
  return text > today ? no('qualification-not-yet-valid', art('111', '16'), { from: text }, field) : undefined
}

/** 16, 35.2: a qualification holds to its last day, that day included. */
function notExpired(claim: ServiceClaim, field: string, { today }: Pick<FormContext, 'today'>): Fault {
  if (claim.validTo === '') return undefined
  const wrong = day(claim.validTo, field, art('111', '18'))
  if (wrong) return wrong
  if (claim.validTo < claim.validFrom) return no('ends-before-it-begins', art('111', '18'), {}, field)
  return claim.validTo < today
    ? no('qualification-expired', art('111', '16'), { expired: claim.validTo }, field)
    : undefined
}

export function validPhone(text: string, field: string): Fault {
  return (
    filled(text, field, art('111', '15')) ??
    (isPhone(text) ? undefined : no('phone-invalid', art('111', '15'), {}, field))
  )
}

export function validEmail(text: string, field: string): Fault {
  return (
    filled(text, field, art('111', '15')) ??
    (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : no('email-invalid', art('111', '15'), {}, field))
  )
}

/** 19.1 for agents and administrators; 19.2 for practitioners, whose names may not be borrowed (挂靠). */
export function employed(person: KeyPerson, field: string): Fault {
  if (person.employed) return undefined
  const cites = person.posts.some((p) => p !== 'practitioner') ? art('111', '19.1') : art('111', '19.2')
  return no('not-employed', cites, { name: person.name }, field)
}

/** 19.1: one row for a person, with every post. */
export function onlyOnce(people: readonly KeyPerson[], i: number, list = 'people'): Fault {
  const { identity, name } = people[i]!
  if (identity === '' || people.findIndex((p) => p.identity === identity) === i) return undefined
  return no('person-twice', art('111', '19.1'), { name }, `${list}.${i}.identity`)
}

/** 14: a service type of the published list. */
export function onTheList(claim: ServiceClaim, at: string, ctx: FormContext): Fault {
  const field = `${at}.serviceType`
  if (claim.serviceType === '') return no('field-missing', art('111', '14'), {}, field)
  if (ctx.serviceTypes.includes(claim.serviceType)) return undefined
  return no('service-unknown', art('111', '14'), { serviceType: claim.serviceType }, field)
}
