import { art } from '../gazette/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { validCreditCode, validEmail, validPhone } from './form-rules.ts'
import { no } from './refusals.ts'
import { outside, places } from './regions.ts'
import type { OwnerKind } from './standing.ts'

/** How an owner (111/21) or an agency (111/15) makes its account: the organisation, and the person who acts for it. */
export interface Registration {
  kind: 'owner' | 'agency'
  name: string
  /** 统一社会信用代码; empty for a natural person. */
  code: string
  region: string
  ownerKind?: OwnerKind | undefined
  /** 财政性资金项目业主 */
  fiscal: boolean
  legalRepresentative: string
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

/** Everything that keeps a registration from being made, in the order of its form. */
export function registrationFaults(r: Registration): Refusal[] {
  const cites = r.kind === 'owner' ? art('111', '21.1') : art('111', '15')
  const required = (text: string, field: string) =>
    text.trim() === '' ? no('field-missing', cites, {}, field) : undefined
  const { person } = r
  return [
    r.kind === 'owner' && !r.ownerKind ? no('owner-kind-missing', cites, {}, 'ownerKind') : undefined,
    required(r.name, 'name') ?? fullName(r),
    r.ownerKind === 'natural-person' ? undefined : (validCreditCode(r.code, 'code') ?? codeOfItsKind(r)),
    places.some((p) => p.code === r.region) || (r.kind === 'agency' && r.region === outside)
      ? undefined
      : no('place-unknown', cites, { region: r.region }, 'region'),
    required(r.legalRepresentative, 'legalRepresentative'),
    required(person.name, 'person.name'),
    validPhone(person.phone, 'person.phone'),
    validEmail(person.email, 'person.email'),
    /^[\w.-]{2,40}$/.test(person.account) ? undefined : no('account-invalid', cites, {}, 'person.account'),
    person.password.length >= 10 ? undefined : no('password-short', cites, {}, 'person.password'),
  ].filter((f) => f !== undefined)
}

/** 21.1: 按照名称规范. A name of one or two characters is an abbreviation; a person's may be one. */
function fullName({ name, ownerKind }: Registration): Refusal | undefined {
  const least = ownerKind === 'natural-person' ? 2 : 4
  return [...name].length >= least && !/\s/.test(name)
    ? undefined
    : no('name-not-full', art('111', '21.1'), {}, 'name')
}

function codeOfItsKind({ code, ownerKind }: Registration): Refusal | undefined {
  if (!ownerKind || prefixes[ownerKind].some((prefix) => code.startsWith(prefix))) return undefined
  return no('code-of-another-kind', art('111', '21.1'), { prefix: code.slice(0, 2) }, 'code')
}
