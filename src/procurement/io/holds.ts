import { art } from '../../gazette/index.ts'
import { act, contextOf, writeClocks } from '../../platform/act.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { type FactName, type Procurement, procurementWorkflow, publicationOf } from '../index.ts'
import * as store from '../store.ts'
import { procurementSubject } from './subject.ts'

/*
 * 28, 49.3: while a complaint about the announcement or the selection is handled, the award notice waits. The holds stand
 * beside the procurement, not in its state: whoever complains must not wait for a draw that is going on, and a hold
 * decides nothing about the result (53.3).
 */

/** Lets the award notice wait for a complaint. Does nothing the second time, nor when it is too late to wait. */
export async function holdAward(tx: Tx, deps: Deps, procurement: string, complaint: string): Promise<void> {
  const found = await store.procurementStore.lock(tx, procurement)
  if (!found || !awaitsAward(found.state)) return
  if (await store.addHold(tx, found.state.number, complaint)) await changed(tx, deps, procurement, 'held')
}

/** The complaint is over: the notice follows once its publicity is over too. Does nothing the second time. */
export async function releaseAward(
  tx: Tx,
  deps: Deps,
  procurement: string,
  complaint: string,
): Promise<void> {
  const found = await store.procurementStore.lock(tx, procurement)
  const publication = found && publicationOf(found.state)
  if (publication && (await store.removeHold(tx, publication.number, complaint)))
    await changed(tx, deps, procurement, 'released')
}

type Awaiting = Extract<
  Procurement,
  { status: 'open' | 'opening' | 'drawing' | 'bidding' | 'choosing' | 'publicity' }
>
const awaitsAward = (p: Procurement): p is Awaiting =>
  ['open', 'opening', 'drawing', 'bidding', 'choosing', 'publicity'].includes(p.status)

/** 27, 49.3: an upheld complaint ends a selection that has not been awarded; the owner changes the conditions. */
export async function annulSelection(tx: Tx, deps: Deps, procurement: string): Promise<void> {
  const outcome = await act(
    tx,
    deps,
    procurementSubject(deps),
    procurement,
    { kind: 'annul' },
    { kind: 'system' },
  )
  if (!outcome.ok)
    throw new Error(`procurement ${procurement} could not be annulled: ${outcome.refusal.code}`)
}

/** Writes the fact, and the clocks anew: they are derived from the holds too. */
async function changed(tx: Tx, deps: Deps, id: string, what: FactName): Promise<void> {
  const subject = procurementSubject(deps)
  const { state } = (await store.procurementStore.read(tx, id))!
  const ctx = await contextOf(tx, deps, subject, state, undefined, { kind: 'system' })
  await deps.ledger.append(tx, {
    ...{ subject: `procurement/${id}`, actor: 'system', at: ctx.now },
    facts: [{ kind: `procurement.${what}`, article: art('111', '49.3'), visibility: 'public', body: {} }],
  })
  await writeClocks(
    tx,
    'procurement',
    id,
    subject.title(state),
    procurementWorkflow.deadlines(state, ctx),
    ctx.now,
  )
}
