/** What the public page showed of an agency while a version of it was in force (111/33.1). */
export interface ShownAgency {
  name: string
  legalRepresentative: string
  legalForm?: string
  address?: string
  established?: string
  scope?: string
  phone?: string
  email?: string
  people: readonly { name: string; certificate: string }[]
}

/** The parts of which the history tells, in the order of the page. */
export const shownParts = [
  'name',
  'legalRepresentative',
  'address',
  'phone',
  'email',
  'scope',
  'people',
] as const
export type ShownPart = (typeof shownParts)[number]

export interface Difference {
  part: ShownPart
  before: string
  after: string
}

/** 33.1: what a version changed against the one before it, in words for a page. */
export const differencesOf = (before: ShownAgency, after: ShownAgency): Difference[] =>
  shownParts
    .map((part) => ({ part, before: textOf(before, part), after: textOf(after, part) }))
    .filter((d) => d.before !== d.after)

const textOf = (shown: ShownAgency, part: ShownPart): string =>
  part === 'people'
    ? shown.people.map((p) => [p.name, p.certificate].filter(Boolean).join(' ')).join('、')
    : (shown[part] ?? '')
