import type { Article } from '../../gazette/index.ts'
import { appendFacts, checkpointWith, openFacts, sequence } from '../../ledger/server.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import type { Fact } from '../../workflow/index.ts'
import {
  beaconIsRight,
  complete,
  type DrawSpec,
  type Partial,
  type Party,
  partialIsRight,
  signatureIsRight,
  signedCheckpoint,
  type Transcript,
  transcriptMessage,
  transcriptOf,
  unhex,
} from '../index.ts'
import * as store from '../store.ts'
import type { Trustee } from '../trustee.ts'
import { unseal } from './box.ts'
import { completionOf, type DrawnEntry, installed, openingOf } from './house.ts'
import { joinShares, type Released } from './shares.ts'
import { fastSuites } from './suites.ts'

/*
 * What happens after the freeze, outside the transaction that froze. Every step reads where the draw stands, does one
 * thing and stores it in a transaction of its own, so that it can be killed and run again, or run twice at once: what is
 * written once stays (migrations/0003.sql), and a trustee asked twice answers the same.
 */

/** Thrown to have the job tried again: fewer trustees than needed could be reached. Nothing else stands in for them. */
export class Waiting extends Error {}

const patienceDefault = 10_000

/** Carries a frozen draw as far as it can be carried: transcript, signatures, opening, result. */
export async function signDraw(deps: Deps, id: string): Promise<void> {
  const draw = await store.readDraw(deps.db, id)
  if (!draw || draw.status === 'announced' || draw.status === 'abandoned' || draw.status === 'complete')
    return
  await store.markTried(deps.db, id)
  const fixed = await withTranscript(deps, draw)
  const partials = await collectPartials(deps, fixed)
  await openDraw(deps, id)
  const beacon = await beaconOf(deps, fixed.spec)
  await finish(deps, fixed, partials, beacon)
}

type Fixed = store.DrawRow & { transcript: Transcript; checkpoint: string }

/** Fixes what is signed: the first checkpoint of the log that holds the frozen roster. */
async function withTranscript(deps: Deps, draw: store.DrawRow): Promise<Fixed> {
  if (draw.transcript && draw.checkpoint) return draw as Fixed
  await sequence(deps)
  const note = await checkpointWith(deps.db, draw.freeze_fact!)
  if (!note) throw new Waiting(`the log does not hold the roster of ${draw.id} yet`)
  const checkpoint = signedCheckpoint(note, draw.spec.log)
  if (!checkpoint) throw new Error(`the checkpoint of draw ${draw.id} is not signed by its log`)
  const entries = await store.entriesOf(deps.db, draw.id)
  const leaves = entries.map((e) => e.leaf)
  const transcript = transcriptOf(fastSuites[draw.spec.suite], draw.spec, leaves, checkpoint)
  if (transcript.roster !== draw.roster)
    throw new Error(`the roster of draw ${draw.id} has changed since it was frozen`)
  return deps.db.transaction().execute(async (tx) => {
    const now = (await store.lockDraw(tx, draw.id))!
    if (now.transcript) return now as Fixed
    const values = { status: 'signing', transcript: JSON.stringify(transcript), checkpoint: note }
    await store.updateDraw(tx, draw.id, values)
    return { ...now, transcript, checkpoint: note, status: 'signing' }
  })
}

/** Asks every trustee that has not signed; each answer is stored as it comes. Throws `Waiting` while they are too few. */
async function collectPartials(deps: Deps, draw: Fixed): Promise<Partial[]> {
  const { spec, transcript, checkpoint } = draw
  const { trustees, patience = patienceDefault } = installed(deps)
  const message = transcriptMessage(transcript)
  const signed = new Set(partialsIn(await store.trusteesOf(deps.db, draw.id)).map((p) => p.trustee))
  const ask = async (member: Trustee) => {
    const answer = await within(patience, member.sign({ spec, transcript, checkpoint }))
    const partial = answer?.ok ? { trustee: member.number, signature: answer.value } : undefined
    const right = partial !== undefined && partialIsRight(message, spec.commitments, partial)
    await deps.db.transaction().execute(async (tx) => {
      const at = await deps.now(tx)
      if (right) return store.recordPartial(tx, draw.id, partial, at)
      const refusal = answer && !answer.ok ? answer.refusal : null
      const status = answer === undefined ? 'silent' : answer.ok ? 'wrong' : 'refused'
      return store.recordFailure(tx, draw.id, member.number, status, refusal, at)
    })
  }
  await Promise.all(trustees.members.filter((m) => !signed.has(m.number)).map(ask))
  const partials = partialsIn(await store.trusteesOf(deps.db, draw.id))
  if (partials.length < spec.threshold) {
    throw new Waiting(`draw ${draw.id}: ${partials.length} of ${spec.threshold} trustees have signed`)
  }
  return partials.slice(0, spec.threshold)
}

const partialsIn = (rows: readonly store.TrusteeRow[]): Partial[] =>
  rows.flatMap((r) => (r.partial === null ? [] : [{ trustee: r.number, signature: r.partial }]))

/**
 * Opens what was sealed for a draw: collects shares until they give the private half, which is kept under the market's
 * own key. One act, recorded as a fact (111/53.2: nobody sees the list before).
 */
export async function openDraw(deps: Deps, id: string): Promise<void> {
  const draw = await store.readDraw(deps.db, id)
  if (!draw?.spec.sealing || draw.opened) return
  await store.markTried(deps.db, id)
  const { trustees, patience = patienceDefault } = installed(deps)
  const rows = await store.trusteesOf(deps.db, id)
  const answers = await Promise.all(
    trustees.members.map(async (member): Promise<Released[]> => {
      const share = rows.find((r) => r.number === member.number)?.share
      const answer = share && (await within(patience, member.release({ spec: draw.spec, share })))
      return answer?.ok ? [{ trustee: member.number, share: answer.value }] : []
    }),
  )
  const joined = await joinShares(answers.flat(), draw.spec.threshold, unhex(draw.spec.sealing))
  if (!joined) throw new Waiting(`draw ${id}: too few trustees have released their shares`)
  const opened = Buffer.from(deps.keys.seal(`draw ${id}`, joined.secretKey))
  await deps.db.transaction().execute(async (tx) => {
    const now = await store.lockDraw(tx, id)
    if (now?.opened) return
    const by = joined.from.map((n) => draw.spec.trustees[n - 1]!)
    await record(tx, deps, draw.spec, 'draw.opened', { draw: id, spec: draw.spec_hash, by })
    await store.updateDraw(tx, id, { opened, opened_at: await deps.now(tx) })
    await openingOf(draw.purpose)?.(tx, deps, { drawId: id, purpose: draw.purpose, subject: draw.subject })
  })
}

/** The round that the spec names, when it is out. The wait has no end and no substitute. */
async function beaconOf(deps: Deps, spec: DrawSpec): Promise<string | undefined> {
  if (!spec.beacon) return undefined
  const signature = await installed(deps).beacon?.(spec.beacon)
  if (!signature || !beaconIsRight(spec.beacon, signature))
    throw new Waiting(`round ${spec.beacon.round} is not out`)
  return signature
}

/** Stores the one result and hands it to its purpose, in one transaction. */
async function finish(
  deps: Deps,
  draw: Fixed,
  partials: readonly Partial[],
  beacon: string | undefined,
): Promise<void> {
  const { spec, transcript, id, purpose, subject } = draw
  const hash = fastSuites[spec.suite]
  const entries = await store.entriesOf(deps.db, id)
  const leaves = entries.map((e) => e.leaf)
  const result = complete(hash, transcript, leaves, partials, beacon)
  if (!signatureIsRight(transcriptMessage(transcript), spec.commitments[0]!, result.signature)) {
    throw new Error(`the joint signature of draw ${id} does not hold`)
  }
  await deps.db.transaction().execute(async (tx) => {
    const now = (await store.lockDraw(tx, id))!
    if (now.status === 'complete') return
    const at = await deps.now(tx)
    const secret = now.opened ? deps.keys.open(`draw ${id}`, now.opened) : undefined
    const byLeaf = new Map(entries.map((e) => [e.leaf, e]))
    const order: DrawnEntry[] = result.order.map((drawn) => {
      const entry = byLeaf.get(drawn.leaf)!
      return { ...drawn, fact: entry.fact, party: partyOf(entry, draw.spec_hash, secret) }
    })
    await store.rankEntries(tx, id, order)
    const { signature, seed } = result
    const signers = partials.map((p) => p.trustee)
    const values = { status: 'complete', signature, seed, signers, beacon: beacon ?? null, completed_at: at }
    await store.updateDraw(tx, id, values)
    await openFacts(
      tx,
      order.map((o) => o.fact),
      at,
    )
    await record(tx, deps, spec, 'draw.completed', {
      ...{ draw: id, spec: draw.spec_hash, roster: transcript.roster, signature, seed },
      signers: signers.map((n) => spec.trustees[n - 1]!),
      winners: order.slice(0, spec.places).map((o) => o.leaf),
    })
    await completionOf(purpose)?.(tx, deps, { drawId: id, purpose, subject, spec, order })
  })
}

function partyOf(entry: store.EntryRow, rules: string, secret: Uint8Array | undefined): Party {
  if (entry.party) return entry.party
  if (!entry.sealed || !secret) throw new Error(`entry ${entry.leaf} has no party`)
  const plain = unseal(secret, entry.sealed, `party ${rules}`)
  const { code, name, salt } = JSON.parse(new TextDecoder().decode(plain)) as Party
  return { code, name, salt }
}

async function record(tx: Tx, deps: Deps, spec: DrawSpec, kind: string, body: Fact['body']): Promise<void> {
  const fact: Fact = { kind, article: spec.article as Article, visibility: 'public', body }
  const at = await deps.now(tx)
  await appendFacts(tx, deps, { subject: `draw/${spec.id}`, actor: 'system', at, facts: [fact] })
}

/** The answer, or undefined when it does not come in time or the trustee cannot be reached. */
async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  return Promise.race([answer.catch(() => undefined), late]).finally(() => clearTimeout(timer))
}
