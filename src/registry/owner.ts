import type { PlainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { validCreditCode, validEmail, validIdentity, validPhone } from './form-rules.ts'
import { no } from './refusals.ts'
import { outside, places } from './regions.ts'
import type { OwnerKind } from './standing.ts'

/** What the register says of an owner (111/21). */
export interface OwnerFields {
  name: string
  /** 统一社会信用代码; empty for a natural person. */
  code: string
  region: string
  ownerKind: OwnerKind
  /** 财政性资金项目业主 */
  fiscal: boolean
  legalRepresentative: string
  /** The name as the certificate of the code has it, which that of a fiscal owner must be (21.1); otherwise empty. */
  certificateName: string
}

/** How an owner (111/21) or an agency (111/15) makes its account: the organisation, and the person who acts for it. */
export interface Registration extends Omit<OwnerFields, 'ownerKind'> {
  kind: 'owner' | 'agency'
  ownerKind?: OwnerKind | undefined
  /** 公民身份号码 of a natural person who is an owner (2.2, 19.1); empty for an organisation. */
  identity: string
  person: { name: string; phone: string; email: string; account: string; password: string }
}

/** GB 32100: registering authority and kind of organisation, by kind of owner. */
const prefixes: Record<OwnerKind, readonly string[]> = {
  'state-organ': ['11'],
  'public-institution': ['12'],
  'social-organisation': ['13', '5'],
  enterprise: ['9'],
  'natural-person': [],
}

/** Everything that keeps a registration from being made on a day, in the order of its form. */
export function registrationFaults(r: Registration, today: PlainDate): Refusal[] {
  const cites = r.kind === 'owner' ? art('111', '21.1') : art('111', '15')
  const required = (text: string, field: string) =>
    text.trim() === '' ? no('field-missing', cites, {}, field) : undefined
  const { person } = r
  return [
    r.kind === 'owner' && !r.ownerKind ? no('owner-kind-missing', cites, {}, 'ownerKind') : undefined,
    ...organisationFaults(r, r.kind),
    r.kind === 'owner' && r.ownerKind === 'natural-person'
      ? validIdentity(r.identity, 'identity', today)
      : undefined,
    required(person.name, 'person.name'),
    validPhone(person.phone, 'person.phone'),
    validEmail(person.email, 'person.email'),
    /^[\w.-]{2,40}$/.test(person.account) ? undefined : no('account-invalid', cites, {}, 'person.account'),
    person.password.length >= 10 ? undefined : no('password-short', cites, {}, 'person.password'),
  ].filter((f) => f !== undefined)
}

/** Everything that keeps an owner's entry from standing as it is wanted. */
export const ownerFaults = (fields: OwnerFields): Refusal[] =>
  organisationFaults(fields, 'owner').filter((f) => f !== undefined)

function organisationFaults(
  r: Omit<OwnerFields, 'ownerKind'> & { ownerKind?: OwnerKind | undefined },
  kind: 'owner' | 'agency',
): (Refusal | undefined)[] {
  const cites = kind === 'owner' ? art('111', '21.1') : art('111', '15')
  const required = (text: string, field: string) =>
    text.trim() === '' ? no('field-missing', cites, {}, field) : undefined
  return [
    required(r.name, 'name') ?? fullName(r),
    r.ownerKind === 'natural-person'
      ? naturalPerson(r)
      : (validCreditCode(r.code, 'code') ?? codeOfItsKind(r)),
    r.fiscal && r.ownerKind !== 'natural-person' ? namedAsCertified(r) : undefined,
    places.some((p) => p.code === r.region) || (kind === 'agency' && r.region === outside)
      ? undefined
      : no('place-unknown', cites, { region: r.region }, 'region'),
    required(r.legalRepresentative, 'legalRepresentative'),
  ]
}

/** 2.1: 自然人 are owners too; one acts under the own name, has no code, and spends no fiscal money. */
function naturalPerson(r: Pick<OwnerFields, 'name' | 'code' | 'fiscal' | 'legalRepresentative'>) {
  const cites = art('111', '21.1')
  if (r.code !== '') return no('person-has-no-code', cites, {}, 'code')
  if (r.fiscal) return no('person-not-fiscal', cites, {}, 'fiscal')
  const { name, legalRepresentative } = r
  return legalRepresentative === '' || legalRepresentative === name
    ? undefined
    : no('person-acts-alone', cites, { name }, 'legalRepresentative')
}

/**
 * 21.1: 财政性资金项目业主按照名称规范: the full name as on the certificate of the code. A bracket typed with another
 * keyboard is the same bracket; anything else that differs is another name. Rejected: a list of abbreviations, which
 * would never be complete.
 */
export function namedAsCertified(r: Pick<OwnerFields, 'name' | 'certificateName'>): Refusal | undefined {
  const cites = art('111', '21.1')
  const { certificateName } = r
  if (certificateName.trim() === '') return no('field-missing', cites, {}, 'certificateName')
  return certificateName.normalize('NFKC') === r.name.normalize('NFKC')
    ? undefined
    : no('name-not-as-certified', cites, { certificateName }, 'name')
}

/** 21.1: 按照名称规范. A name of one or two characters is an abbreviation; a person's may be one. */
function fullName({ name, ownerKind }: Pick<Registration, 'name' | 'ownerKind'>): Refusal | undefined {
  const least = ownerKind === 'natural-person' ? 2 : 4
  return [...name].length >= least && !/\s/.test(name)
    ? undefined
    : no('name-not-full', art('111', '21.1'), {}, 'name')
}

function codeOfItsKind({ code, ownerKind }: Pick<Registration, 'code' | 'ownerKind'>): Refusal | undefined {
  if (!ownerKind || prefixes[ownerKind].some((prefix) => code.startsWith(prefix))) return undefined
  return no('code-of-another-kind', art('111', '21.1'), { prefix: code.slice(0, 2) }, 'code')
}
