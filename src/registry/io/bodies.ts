import type { Tx } from '../../platform/deps.ts'
import type { OrganisationKind } from '../../workflow/index.ts'
import { type Body, chainOf } from '../index.ts'
import * as store from '../store.ts'

/** The body of a kind for a place: its own, or that of the nearest region above it (111/6-8). */
export async function nearestBody(tx: Tx, kind: OrganisationKind, place: string): Promise<Body | undefined> {
  const chain = chainOf(place).map((r) => r.code)
  const found = await store.bodies(tx, kind, chain)
  const [nearest] = found.toSorted((a, b) => chain.indexOf(a.region) - chain.indexOf(b.region))
  return nearest && { id: nearest.id, name: nearest.name }
}

/**
 * The departments in charge of some items at a place, by code of the service type (111/9.1, 16): the county's own
 * department of the same branch where it has one, otherwise the city's.
 */
export async function departmentsOf(
  tx: Tx,
  items: readonly { code: string; department: string; departmentName: string }[],
  place: string,
): Promise<Record<string, Body>> {
  const chain = chainOf(place).map((r) => r.code)
  const local = await store.bodies(tx, 'department', chain)
  const entries = items.map((item) => {
    const own = local.filter((d) => d.profile.branch === item.department)
    const [nearest] = own.toSorted((a, b) => chain.indexOf(a.region) - chain.indexOf(b.region))
    return [
      item.code,
      { id: nearest?.id ?? item.department, name: nearest?.name ?? item.departmentName },
    ] as const
  })
  return Object.fromEntries(entries)
}
