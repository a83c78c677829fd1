import { randomUUID } from 'node:crypto'
import { act } from '../../platform/act.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { routedTo } from '../../registry/index.ts'
import { agencyOversight, bodiesOf, lockAgency, organisationById } from '../../registry/server.ts'
import { type Breach, newBreach, type Origin, type SituationCode } from '../index.ts'
import { isDrafted } from './breach-store.ts'
import { breachSubject } from './breach-subject.ts'

/** A case about an agency before anything was said; undefined when there is no such agency. */
export async function beginBreach(
  tx: Tx,
  deps: Deps,
  agency: string,
): Promise<{ id: string; create: Breach } | undefined> {
  const found = await organisationById(tx, agency)
  if (found?.kind !== 'agency' || !(await agencyOversight(tx, agency))) return undefined
  await lockAgency(tx, agency)
  const place = routedTo(found.region, await deps.settings(tx))
  const { operator, management } = await bodiesOf(tx, place)
  const id = randomUUID()
  return { id, create: newBreach({ id, agency: { id: found.id, name: found.name }, operator, management }) }
}

/**
 * Opens a draft from something that the system saw (39, 40: 经核实确认后: people decide what it was). The same event opens
 * one case, however often it is told; an agency that is not in the market has none. Called by the module that saw it,
 * in the transaction of the event.
 */
export async function draftBreach(
  tx: Tx,
  deps: Deps,
  seen: { agency: string; situation: SituationCode; text: string; origin: Origin },
): Promise<void> {
  const { agency, ...said } = seen
  const begun = await beginBreach(tx, deps, agency)
  if (!begun || (await isDrafted(tx, seen.origin.source))) return
  const { id, create } = begun
  const outcome = await act(
    ...([tx, deps, breachSubject(deps), id, { kind: 'draft', ...said }, { kind: 'system' }] as const),
    { create },
  )
  if (!outcome.ok && outcome.refusal.code !== 'breach-agency-outside') {
    throw new Error(`draft of ${seen.origin.source}: ${outcome.refusal.code}`)
  }
}
