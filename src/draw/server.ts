import type { Instant } from '../calendar/index.ts'
import type { Article } from '../gazette/index.ts'
import { type FactRecord, formatKey } from '../ledger/index.ts'
import { appendFacts, factsById } from '../ledger/server.ts'
import type { Db, Deps, Tx } from '../platform/deps.ts'
import type { Fact, Json } from '../workflow/index.ts'
import {
  announcedKind,
  checkSpec,
  type DrawSpec,
  type EntryBody,
  frozenKind,
  type Party,
  protocol,
  rosterRootOf,
  roundAfter,
  type SuiteName,
  specHash,
  unhex,
} from './index.ts'
import { seal, unseal } from './io/box.ts'
import { stockKeys, takeKey } from './io/ceremonies.ts'
import { bindKey, openDraw, signDraw } from './io/conduct.ts'
import { openEmbeddedTrustees } from './io/embedded-trustees.ts'
import { type DrawOptions, install, installed } from './io/house.ts'
import { fastSuites } from './io/suites.ts'
import * as store from './store.ts'

export { seal } from './io/box.ts'
export { openDrand } from './io/drand.ts'
export {
  type CompletedDraw,
  type DrawnEntry,
  type DrawOptions,
  type OpenedDraw,
  onDrawComplete,
  onOpened,
} from './io/house.ts'
export { openRemoteTrustees } from './io/remote-trustees.ts'
export { mountDraw } from './io/routes.ts'
export { fastSuites } from './io/suites.ts'
export type { Trustee, Trustees } from './trustee.ts'

/** Declares the jobs of the draw and gives it its trustees. Call once, before the jobs start. */
export function installDraw(deps: Deps, options: DrawOptions): void {
  install(deps, options)
  deps.jobs.handle<{ draw: string }>('draw.sign', ({ draw }) => signDraw(deps, draw))
  deps.jobs.handle<{ draw: string }>('draw.open', ({ draw }) => openDraw(deps, draw))
  deps.jobs.handle<{ draw: string }>('draw.bind', ({ draw }) => bindKey(deps, draw))
  deps.jobs.handle('draw.stock', () => stockKeys(deps))
}

/** The five trustees of the embedded default; their ceremony is held at the first start. @param folder `data/trustees` */
export const localTrustees = openEmbeddedTrustees

/** How many draws wait, and for how many trustees: numbers for the metrics. */
export async function waitingForTrustees(db: Db): Promise<Record<'signing' | 'opening' | 'silent', number>> {
  return (await store.waitingDraws(db)) ?? { signing: 0, opening: 0, silent: 0 }
}

/**
 * Takes up what an earlier run left unfinished: at start all of it, later what nobody has tried for a while, for an
 * outage may outlast the patience of the job queue. Every step is idempotent, so once too often does no harm.
 * @param idleMinutes how long a draw must have lain untried
 */
export async function resumeDraws(deps: Deps, idleMinutes = 0): Promise<number> {
  return deps.db.transaction().execute(async (tx) => {
    const left = await store.unfinished(tx, idleMinutes)
    for (const { id, frozen } of left) {
      await store.markTried(tx, id)
      await deps.jobs.enqueue(tx, frozen ? 'draw.sign' : 'draw.open', { draw: id })
    }
    if (!installed(deps).trustees.embedded) await deps.jobs.enqueue(tx, 'draw.stock', {})
    return left.length
  })
}

export interface Announcement {
  id: string
  purpose: string
  article: Article
  subject: string
  /** The subject in words. */
  title: string
  deadline: Instant
  /** How many win; 1 unless told. */
  places?: number
  suite?: SuiteName
}

export interface Announced {
  spec: DrawSpec
  /** hex: what every entry names */
  hash: string
  /** id of the fact that logged it */
  fact: string
}

/**
 * Logs the rules of a draw at publication with a sealing key of its own, which the trustees made before and nobody holds
 * whole; afterwards, in the background, they tie it to these rules. Called again with the same id it answers what was
 * announced. Refuses (503) when there is no key in stock.
 */
export async function announceDraw(tx: Tx, deps: Deps, wanted: Announcement): Promise<Announced> {
  const before = await store.readDraw(tx, wanted.id)
  if (before) return { spec: before.spec, hash: before.spec_hash, fact: before.spec_fact }
  const { trustees, drand } = installed(deps)
  const at = await deps.now(tx)
  const sealing = await takeKey(tx, deps, wanted.id)
  const spec = checkSpec({
    format: protocol,
    id: wanted.id,
    purpose: wanted.purpose,
    article: wanted.article,
    subject: wanted.subject,
    title: wanted.title,
    places: wanted.places ?? 1,
    deadline: wanted.deadline,
    suite: wanted.suite ?? 'sha256',
    demonstration: trustees.demonstration,
    threshold: trustees.threshold,
    trustees: trustees.members.map((m) => m.name),
    commitments: trustees.commitments,
    log: formatKey({ name: deps.keys.log.name, type: 1, publicKey: deps.keys.log.publicKey }),
    sealing,
    ...(drand ? { beacon: { ...drand.chain, round: roundAfter(drand.chain, wanted.deadline) } } : {}),
    noSecondDraw: true,
  })
  const hash = specHash(fastSuites[spec.suite], spec)
  const fact = await log(tx, deps, spec, at, announcedKind, { hash, spec: spec as unknown as Json })
  await store.insertDraw(tx, spec, { spec_hash: hash, spec_fact: fact, announced_at: at })
  await deps.jobs.enqueue(tx, 'draw.bind', { draw: wanted.id })
  if (!trustees.embedded) await deps.jobs.enqueue(tx, 'draw.stock', {})
  return { spec, hash, fact }
}

/** The announced rules of a draw; undefined when there is none. */
export async function announcedDraw(tx: Tx, drawId: string): Promise<Announced | undefined> {
  const row = await store.readDraw(tx, drawId)
  return row && { spec: row.spec, hash: row.spec_hash, fact: row.spec_fact }
}

/** How many draws are complete: anyone can recompute them. */
export const completedDraws = async (tx: Tx): Promise<number> =>
  (await store.summaries(tx, { status: 'finished', limit: 0, offset: 0 })).total

/** What an entry's sealed box is bound to: it opens for this draw and nothing else. */
export const partyContext = (hash: string): string => `party ${hash}`

/** Seals the party behind an entry for the opening after the deadline. @param hash of the spec */
export const sealParty = (announced: Pick<Announced, 'spec' | 'hash'>, party: Party): Uint8Array =>
  seal(unhex(announced.spec.sealing!), Buffer.from(JSON.stringify(party)), partyContext(announced.hash))

/** An entry of the roster: its fact, and the party either sealed by `sealParty` or known. */
export type RosterEntry = { fact: string } & ({ sealed: Uint8Array } | { party: Party })

/**
 * Freezes the roster after the deadline: logs its root and asks the trustees, in the background. From here on nothing
 * but the trustees' unique signature decides. Called again with the same entries it does nothing.
 * Throws before the deadline, on an empty roster, and on a second, different one.
 */
export async function freezeRoster(
  tx: Tx,
  deps: Deps,
  drawId: string,
  entries: readonly RosterEntry[],
): Promise<{ root: string }> {
  const draw = await store.lockDraw(tx, drawId)
  if (!draw || draw.status === 'abandoned') throw new Error(`no draw ${drawId} to freeze`)
  const hash = fastSuites[draw.spec.suite]
  const records = await factsById(
    tx,
    deps.keys,
    entries.map((e) => e.fact),
  )
  const rows = entries.map((entry, i) => ({ ...entry, leaf: entryLeaf(records[i], draw.spec_hash) }))
  const roster = rosterRootOf(
    hash,
    rows.map((r) => r.leaf),
  )
  if (draw.roster === roster) return { root: roster }
  if (draw.roster) throw new Error(`draw ${drawId} is frozen: there is no second draw`)
  const at = await deps.now(tx)
  if (at < draw.deadline) throw new Error(`draw ${drawId} cannot be frozen before its deadline`)
  const body = { draw: drawId, spec: draw.spec_hash, roster, entries: rows.length }
  const fact = await log(tx, deps, draw.spec, at, frozenKind, body)
  await store.insertEntries(tx, drawId, rows)
  const frozen = { status: 'frozen', roster, entries: rows.length, frozen_at: at, freeze_fact: fact }
  await store.updateDraw(tx, drawId, frozen)
  await deps.jobs.enqueue(tx, 'draw.sign', { draw: drawId })
  return { root: roster }
}

function entryLeaf(found: { record: FactRecord; leaf: string } | undefined, rules: string): string {
  const body = found?.record.body as Partial<EntryBody> | undefined
  if (!found || body?.spec !== rules || typeof body.nonce !== 'string' || typeof body.party !== 'string') {
    throw new Error('an entry names the rules, a nonce and a party')
  }
  return found.leaf
}

/** Closes a draw that has nothing to draw (流选, cancelled, no tie). Does nothing when it is closed already. */
export async function abandonDraw(
  tx: Tx,
  deps: Deps,
  drawId: string,
  why: { article: Article; reason: string },
): Promise<void> {
  const draw = await store.lockDraw(tx, drawId)
  if (!draw || draw.status === 'abandoned') return
  if (draw.status !== 'announced') throw new Error(`draw ${drawId} is frozen and will be drawn`)
  const spec = { ...draw.spec, article: why.article }
  await log(tx, deps, spec, await deps.now(tx), 'draw.abandoned', { draw: drawId, reason: why.reason })
  await store.updateDraw(tx, drawId, { status: 'abandoned' })
}

/** Asks the trustees, in the background, to open what was sealed for a draw; `onOpened` is told, once. After the deadline. */
export async function requestOpening(tx: Tx, deps: Deps, drawId: string): Promise<void> {
  const draw = await store.lockDraw(tx, drawId)
  const at = await deps.now(tx)
  if (!draw || at < draw.deadline) throw new Error(`draw ${drawId} cannot be opened yet`)
  if (draw.opening_at || draw.opened) return
  await store.updateDraw(tx, drawId, { opening_at: at })
  await deps.jobs.enqueue(tx, 'draw.open', { draw: drawId })
}

/** Whether the trustees have opened what was sealed for a draw. */
export async function isOpened(tx: Tx, drawId: string): Promise<boolean> {
  return Boolean((await store.readDraw(tx, drawId))?.opened)
}

/** Opens a box that was sealed to a draw's key. Throws unless the trustees have opened it. */
export async function openSealed(
  tx: Tx,
  deps: Deps,
  drawId: string,
  box: Uint8Array,
  context: string,
): Promise<Uint8Array> {
  const [plain] = await openAllSealed(tx, deps, drawId, [box], context)
  return plain!
}

/** The same for many boxes. */
export async function openAllSealed(
  tx: Tx,
  deps: Deps,
  drawId: string,
  boxes: readonly Uint8Array[],
  context: string,
): Promise<Uint8Array[]> {
  const draw = await store.readDraw(tx, drawId)
  if (!draw?.opened) throw new Error(`draw ${drawId} has not been opened`)
  const secretKey = deps.keys.open(`draw ${drawId}`, draw.opened)
  return boxes.map((box) => unseal(secretKey, box, context))
}

async function log(
  tx: Tx,
  deps: Deps,
  spec: DrawSpec,
  at: Instant,
  kind: string,
  body: Fact['body'],
): Promise<string> {
  const fact: Fact = { kind, article: spec.article as Article, visibility: 'public', body }
  const [appended] = await appendFacts(tx, deps, {
    subject: `draw/${spec.id}`,
    actor: 'system',
    at,
    facts: [fact],
  })
  return appended!.id
}
