import { art } from '../gazette/index.ts'
import type { AgencyStanding } from '../registry/index.ts'
import type { Refusal } from '../workflow/index.ts'
import type { Registrant } from './opening.ts'
import type { AgencyPost, OwnerPost, Relation } from './recusal-state.ts'
import { refuse } from './refusals.ts'

/** A declared kinship as the rule compares it: numbers of people as keyed digests only. */
export interface DeclaredKinship {
  ground: 'kinship'
  by: 'agency' | 'owner'
  relation: Relation
  owner: string
  ofOwner: { name: string; post: OwnerPost }
  /** Id of the agency, where the declaration names it. */
  agency?: string
  ofAgency: { name: string; post: AgencyPost; digest?: string }
}

/** Another ground of the law, confirmed by two people for one agency in one procurement (29.3). */
export interface ConfirmedRecusal {
  ground: 'other'
  agency: string
  procurement: string
  basis: string
}

export type Declared = DeclaredKinship | ConfirmedRecusal

/** Who stands on the owner's side of a procurement. */
export interface OwnerSide {
  procurement: string
  owner: string
  /** 项目业主单位法定代表人 */
  representative: string
  /** 项目负责人 */
  lead: string
}

/**
 * 29.1: registrants of one project whose legal representative or controller is the same person; all of them withdraw. Each
 * agency's list holds both, so a representative here is also found as a controller there.
 */
export function sharingControllers(
  registrants: readonly Pick<Registrant, 'leaf' | 'standing'>[],
): Set<string> {
  const seen = new Map<string, string[]>()
  for (const { leaf, standing } of registrants) {
    for (const person of new Set(standing.controllers)) seen.set(person, [...(seen.get(person) ?? []), leaf])
  }
  return new Set([...seen.values()].filter((leaves) => leaves.length > 1).flat())
}

const same = (a: string, b: string): boolean => a.trim() !== '' && a.trim() === b.trim()

/** The person of the owner's side still is who the declaration says: representative of it, or lead of this project. */
const isOfOwner = ({ ofOwner, owner }: DeclaredKinship, side: OwnerSide): boolean =>
  owner === side.owner &&
  same(ofOwner.name, ofOwner.post === 'representative' ? side.representative : side.lead)

/**
 * The person of the agency's side still is its representative or controller: by the digest where the number is known,
 * otherwise by the agency that is named, and by name for its representative, whose name is public.
 */
function isOfAgency({ agency, ofAgency }: DeclaredKinship, standing: AgencyStanding): boolean {
  if (ofAgency.digest !== undefined) return standing.controllers.includes(ofAgency.digest)
  if (agency !== standing.id) return false
  return ofAgency.post === 'controller' || same(ofAgency.name, standing.legalRepresentative)
}

/** 29.2, 29.3: the first of what was declared, by either side, that keeps this agency out of this procurement. */
export const tieBetween = (
  declared: readonly Declared[],
  standing: AgencyStanding,
  side: OwnerSide,
): Declared | undefined =>
  declared.find((d) =>
    d.ground === 'kinship'
      ? isOfOwner(d, side) && isOfAgency(d, standing)
      : d.agency === standing.id && d.procurement === side.procurement,
  )

/** What the agency itself is told when it registers: by whom it was declared and what, for nobody else reads this. */
export const recusedAtRegistration = (tie: Declared): Refusal =>
  tie.ground === 'kinship'
    ? refuse(tie.by === 'agency' ? 'kinship-declared-here' : 'kinship-declared-there', art('111', '29.2'))
    : refuse('recused-by-law', art('111', '29.3'), { basis: tie.basis })

/**
 * 29: who of the registrants stands back, by leaf. What is kept and later read by others names the paragraph alone: neither
 * the relation nor the facts behind another ground.
 */
export function recusals(registrants: readonly Registrant[]): Map<string, Refusal> {
  const shared = sharingControllers(registrants)
  return new Map(
    registrants.flatMap(({ leaf, tie }): [string, Refusal][] => {
      if (shared.has(leaf)) return [[leaf, refuse('same-controller', art('111', '29.1'))]]
      if (tie?.ground === 'kinship') return [[leaf, refuse('kinship', art('111', '29.2'))]]
      if (tie?.ground === 'other') return [[leaf, refuse('recused', art('111', '29.3'))]]
      return []
    }),
  )
}
