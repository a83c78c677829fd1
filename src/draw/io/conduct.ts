import type { Article } from '../../gazette/index.ts'
import { appendFacts, checkpointWith, openFacts, provedIn, sequence } from '../../ledger/server.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import type { Fact } from '../../workflow/index.ts'
import {
  beaconIsRight,
  boundMessage,
  combine,
  complete,
  type DrawSpec,
  hex,
  isBound,
  joined,
  type Partial,
  type Party,
  partialIsRight,
  type Released,
  sealingKeyOf,
  sealingSecretOf,
  shareFits,
  signatureIsRight,
  signedCheckpoint,
  type Transcript,
  transcriptMessage,
  transcriptOf,
} from '../index.ts'
import * as store from '../store.ts'
import type { BindRequest, Trustee } from '../trustee.ts'
import { sealingPublicKey, unseal } from './box.ts'
import { completionOf, type DrawnEntry, installed, openingOf } from './house.ts'
import { patienceDefault, Waiting, within } from './patience.ts'
import { fastSuites } from './suites.ts'

/*
 * What happens after the freeze, outside the transaction that froze. Every step reads where the draw stands, does one
 * thing and stores it in a transaction of its own, so that it can be killed and run again, or run twice at once: what is
 * written once stays (migrations/0003.sql), and a trustee asked twice answers the same.
 */

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
  const facts = [draw.spec_fact, draw.freeze_fact!]
  const proved = await provedIn(deps.db, deps.keys, facts, transcript.checkpoint.size)
  const [announced, frozen] = [proved[0]!, proved[1]!]
  const ask = async ({ number, member }: Seat) => {
    const answer = await within(patience, member.sign({ spec, transcript, checkpoint, announced, frozen }))
    const partial = answer?.ok ? { trustee: number, signature: answer.value } : undefined
    const right = partial !== undefined && partialIsRight(message, spec.commitments, partial)
    await deps.db.transaction().execute(async (tx) => {
      const at = await deps.now(tx)
      if (right) return store.recordPartial(tx, draw.id, partial, at)
      const refusal = answer && !answer.ok ? answer.refusal : null
      const status = answer === undefined ? 'silent' : answer.ok ? 'wrong' : 'refused'
      return store.recordFailure(tx, draw.id, number, status, refusal, at)
    })
  }
  await Promise.all(
    seatsOf(spec, trustees.members)
      .filter((s) => !signed.has(s.number))
      .map(ask),
  )
  const partials = partialsIn(await store.trusteesOf(deps.db, draw.id))
  if (partials.length < spec.threshold) {
    throw new Waiting(`draw ${draw.id}: ${partials.length} of ${spec.threshold} trustees have signed`)
  }
  return partials.slice(0, spec.threshold)
}

const partialsIn = (rows: readonly store.TrusteeRow[]): Partial[] =>
  rows.flatMap((r) => (r.partial === null ? [] : [{ trustee: r.number, signature: r.partial }]))

/** A trustee with its number in a draw's rules. */
interface Seat {
  number: number
  member: Trustee
}

/** The trustees that the rules name and this market still reaches: the set may have changed since. */
const seatsOf = (spec: DrawSpec, members: readonly Trustee[]): Seat[] =>
  spec.trustees.flatMap((name, i) => {
    const member = members.find((m) => m.name === name)
    return member ? [{ number: i + 1, member }] : []
  })

/** What proves to a trustee which announcement a sealing key belongs to. */
async function proofFor(deps: Deps, draw: store.DrawRow): Promise<BindRequest> {
  const { spec, spec_fact } = draw
  const checkpoint = (await checkpointWith(deps.db, spec_fact)) ?? (await sequenced(deps, spec_fact))
  const size = signedCheckpoint(checkpoint, spec.log)?.size
  if (size === undefined) throw new Error(`the checkpoint of draw ${draw.id} is not signed by its log`)
  const [announced] = await provedIn(deps.db, deps.keys, [spec_fact], size)
  const origin = await store.originOf(deps.db, spec.sealing!)
  return { spec, checkpoint, announced: announced!, ceremony: origin!.ceremony }
}

async function sequenced(deps: Deps, fact: string): Promise<string> {
  await sequence(deps)
  const note = await checkpointWith(deps.db, fact)
  if (!note) throw new Waiting(`the log does not hold ${fact} yet`)
  return note
}

/**
 * Has the trustees tie a draw's sealing key to its logged rules, after the publication. Until they have, the page says
 * so; whoever seals a quote need not before.
 */
export async function bindKey(deps: Deps, id: string): Promise<void> {
  const draw = await store.readDraw(deps.db, id)
  if (!draw?.spec.sealing || draw.bound || draw.status !== 'announced') return
  const { spec } = draw
  const { trustees, patience = patienceDefault } = installed(deps)
  const request = await proofFor(deps, draw)
  const answers = await Promise.all(
    seatsOf(spec, trustees.members).map(async ({ number, member }): Promise<Partial[]> => {
      const answer = await within(patience, member.bind(request))
      return answer?.ok ? [{ trustee: number, signature: answer.value }] : []
    }),
  )
  const signature = jointOf(spec, answers.flat())
  // Past its deadline nobody ties it any more, and nobody needs to.
  if (!signature && (await deps.now(deps.db as unknown as Tx)) >= draw.deadline) return
  if (!signature) throw new Waiting(`draw ${id}: too few trustees have tied its sealing key to it`)
  await deps.db.transaction().execute(async (tx) => {
    const now = await store.lockDraw(tx, id)
    if (now?.bound) return
    const sealing = spec.sealing!
    await record(tx, deps, spec, 'draw.bound', { draw: id, spec: draw.spec_hash, sealing, signature })
    await store.updateDraw(tx, id, { bound: signature, bound_at: await deps.now(tx) })
  })
}

/** The joint signature of the binding: from the first who answered, or without those whose part is wrong. */
function jointOf(spec: DrawSpec, partials: readonly Partial[]): string | undefined {
  const first = (given: readonly Partial[]) => {
    if (given.length < spec.threshold) return undefined
    try {
      const signature = combine(given.slice(0, spec.threshold))
      return isBound(spec, signature) ? signature : undefined
    } catch {
      return undefined
    }
  }
  const right = () => partials.filter((p) => partialIsRight(boundMessage(spec), spec.commitments, p))
  return first(partials) ?? first(right())
}

/**
 * Opens what was sealed for a draw: collects shares, each checked against its trustee's key, until they give the private
 * half, which is kept under the market's own key. One act, recorded as a fact (111/53.2: nobody sees the list before).
 */
export async function openDraw(deps: Deps, id: string): Promise<void> {
  const draw = await store.readDraw(deps.db, id)
  if (!draw?.spec.sealing || draw.opened) return
  await store.markTried(deps.db, id)
  const { spec } = draw
  const { trustees, patience = patienceDefault } = installed(deps)
  const request = await proofFor(deps, draw)
  const { commitments, transcript } = (await store.originOf(deps.db, spec.sealing!))!
  const ask = async ({ number, member }: Seat): Promise<Released[]> => {
    let answer = await within(patience, member.release(request))
    // One that has lost its share finds it again in what was said at the ceremony.
    if (answer && !answer.ok && answer.refusal === 'unknown-key') {
      await within(patience, member.accept(transcript))
      answer = await within(patience, member.release(request))
    }
    const share = answer?.ok ? answer.value : undefined
    const right = share !== undefined && shareIsRight(commitments, number, share)
    // Once the roster is frozen the page shows who signed it.
    if (draw.status !== 'announced') return right ? [{ trustee: number, share }] : []
    await deps.db.transaction().execute(async (tx) => {
      const at = await deps.now(tx)
      if (right) return store.recordReturn(tx, id, number, at)
      const status = answer === undefined ? 'silent' : answer.ok ? 'wrong' : 'refused'
      const refusal = answer && !answer.ok ? answer.refusal : null
      return store.recordFailure(tx, id, number, status, refusal, at)
    })
    return right ? [{ trustee: number, share }] : []
  }
  const released = (await Promise.all(seatsOf(spec, trustees.members).map(ask))).flat()
  if (released.length < spec.threshold)
    throw new Waiting(`draw ${id}: too few trustees have released their shares`)
  const used = released.slice(0, spec.threshold)
  const secretKey = sealingSecretOf(joined('ed25519', used))
  if (hex(sealingPublicKey(secretKey)) !== spec.sealing || sealingKeyOf(commitments) !== spec.sealing)
    throw new Error(`the shares of draw ${id} do not give its key`)
  const opened = Buffer.from(deps.keys.seal(`draw ${id}`, secretKey))
  await deps.db.transaction().execute(async (tx) => {
    const now = await store.lockDraw(tx, id)
    if (now?.opened) return
    const by = used.map(({ trustee }) => spec.trustees[trustee - 1]!)
    await record(tx, deps, spec, 'draw.opened', { draw: id, spec: draw.spec_hash, by })
    await store.updateDraw(tx, id, { opened, opened_at: await deps.now(tx) })
    await openingOf(draw.purpose)?.(tx, deps, { drawId: id, purpose: draw.purpose, subject: draw.subject })
  })
}

const shareIsRight = (commitments: readonly string[], trustee: number, share: string): boolean =>
  /^[0-9a-f]{64}$/.test(share) && shareFits('ed25519', commitments, trustee, BigInt(`0x${share}`))

/** The round that the spec names, when it is out. The wait has no end and no substitute. */
async function beaconOf(deps: Deps, spec: DrawSpec): Promise<string | undefined> {
  if (!spec.beacon) return undefined
  const signature = await installed(deps).drand?.beacon(spec.beacon)
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
