import { bytesOfHex, equal, leafHash, verifyInclusion } from '../ledger/index.ts'
import { beaconIsRight, beaconValue } from './beacon.ts'
import {
  type AnnouncedBody,
  type Bundle,
  type BundleEntry,
  type DocumentFault,
  type FrozenBody,
  type Logged,
  readBundle,
} from './bundle.ts'
import { type NotedCheckpoint, signedCheckpoint } from './checkpoint.ts'
import { commitmentOf } from './entry.ts'
import { rosterOf, rosterRoot } from './roster.ts'
import { type DrawSpec, specHash, type Transcript, transcriptMessage } from './spec.ts'
import { concat, type Hash, hex, protocol, pureSuites, type SuiteName, unhex } from './suite.ts'
import { partialIsRight, signatureIsRight } from './threshold.ts'
import { seedOf } from './tickets.ts'

/** The parts of a bundle in the order in which they are checked. */
export const stepCodes = [
  'document',
  'trust',
  'checkpoint',
  'rules',
  'entries',
  'roster',
  'partials',
  'signature',
  'beacon',
  'seed',
  'tickets',
  'names',
] as const
export type StepCode = (typeof stepCodes)[number]

export type Fault =
  | DocumentFault
  | 'other-log-key'
  | 'other-trustees'
  | 'checkpoint-unsigned'
  | 'rules-not-in-log'
  | 'rules-hash'
  | 'entry-not-in-log'
  | 'entry-other-rules'
  | 'entry-late'
  | 'entry-leaf'
  | 'entry-twice'
  | 'roster-not-in-log'
  | 'roster-root'
  | 'roster-early'
  | 'partial-wrong'
  | 'partial-number'
  | 'signature-wrong'
  | 'beacon-wrong'
  | 'seed-wrong'
  | 'ticket-wrong'
  | 'ticket-order'
  | 'name-wrong'
  | 'party-twice'

export type Params = Readonly<Record<string, string | number>>

/** One step of the verification; its words are in words.ts under `steps` and `faults`. */
export type Step =
  | { step: StepCode; ok: true; params: Params }
  | { step: StepCode; ok: false; fault: Fault; params: Params }

/** Keys that the reader got elsewhere: from the office's wall, a gazette, an earlier bundle. */
export interface Trust {
  /** The log's verifier key, `name+id+base64`. */
  log?: string
  /** hex, 96 bytes: the trustees' group key */
  trustees?: string
}

export interface VerifyOptions {
  trust?: Trust
  /** Faster hashes where there are any; the pure ones otherwise. */
  suites?: Readonly<Record<SuiteName, Hash>>
}

/** What a verification ends with. */
export interface Verdict {
  ok: boolean
  steps: readonly Step[]
  /** The keys that were taken from the bundle itself: they prove that it is whole, not whose it is. */
  unanchored: readonly ('log' | 'trustees')[]
  /** The document, when it could be read at all. */
  bundle?: Bundle
}

/** Whether a text can be taken for a bundle: a file in which the format's name does not occur is something else. */
export const looksLikeBundle = (text: string): boolean => text.includes(protocol)

/** Verifies a bundle from nothing but its text; stops at the first part that does not hold. */
export function verifyBundle(text: string, options: VerifyOptions = {}): Verdict {
  const steps = [...verificationSteps(text, options)]
  const read = readBundle(text)
  const unanchored = (['log', 'trustees'] as const).filter((key) => options.trust?.[key] === undefined)
  return {
    ok: steps.length === stepCodes.length && steps.every((s) => s.ok),
    steps,
    unanchored,
    ...(read.ok ? { bundle: read.bundle } : {}),
  }
}

/** The same step by step, for a page that shows each as it is done. */
export function* verificationSteps(text: string, options: VerifyOptions = {}): Generator<Step, void> {
  const read = readBundle(text)
  if (!read.ok) {
    yield { step: 'document', ok: false, fault: read.fault, params: {} }
    return
  }
  const { bundle } = read
  yield {
    step: 'document',
    ok: true,
    params: { bytes: new TextEncoder().encode(text).length, digest: bundle.digest },
  }
  const claim = claimOf(bundle, options)
  for (const step of stepCodes.slice(1)) {
    const finding = checks[step as Exclude<StepCode, 'document'>](claim)
    if ('fault' in finding) {
      yield { step, ok: false, fault: finding.fault, params: finding.params }
      return
    }
    yield { step, ok: true, params: finding.params }
  }
}

type Finding = { params: Params } | { fault: Fault; params: Params }
const holds = (params: Params = {}): Finding => ({ params })
const fails = (fault: Fault, params: Params = {}): Finding => ({ fault, params })

/** A bundle with what follows from it; each value is recomputed here, none is believed. */
interface Claim {
  bundle: Bundle
  spec: DrawSpec
  /** hex */
  rules: string
  /** The draw's hash. */
  hash: Hash
  /** SHA-256, the log's hash. */
  sha256: Hash
  trust: Trust
  checkpoint: NotedCheckpoint | undefined
  leaves: Uint8Array[]
  /** Undefined when an entry stands twice. */
  root: Uint8Array | undefined
}

function claimOf(bundle: Bundle, { trust = {}, suites = pureSuites }: VerifyOptions): Claim {
  const { spec } = bundle.spec.record.body as unknown as AnnouncedBody
  const hash = suites[spec.suite]
  const leaves = bundle.entries.map((e) => leafHash(e.record, suites.sha256))
  return {
    bundle,
    spec,
    rules: specHash(hash, spec),
    hash,
    sha256: suites.sha256,
    trust,
    checkpoint: signedCheckpoint(bundle.checkpoint, spec.log, suites.sha256),
    leaves,
    root: rootOf(hash, leaves),
  }
}

function rootOf(hash: Hash, leaves: readonly Uint8Array[]): Uint8Array | undefined {
  try {
    return rosterRoot(hash, rosterOf(leaves))
  } catch {
    return undefined
  }
}

/** The transcript that the trustees signed, from the parts of a claim whose checkpoint and roster hold. */
function transcriptOf({ rules, root, bundle, checkpoint }: Claim): Transcript {
  return {
    format: protocol,
    spec: rules,
    roster: hex(root!),
    entries: bundle.entries.length,
    checkpoint: checkpoint!,
  }
}

function isInLog(
  { checkpoint, sha256 }: Claim,
  logged: Logged,
  leaf = leafHash(logged.record, sha256),
): boolean {
  const { size, root } = checkpoint!
  const proof = logged.proof.map(unhex)
  return verifyInclusion({ leaf, index: logged.index, size, root: unhex(root) }, proof, sha256)
}

const checks: Record<Exclude<StepCode, 'document'>, (claim: Claim) => Finding> = {
  trust({ spec, trust }) {
    if (trust.log !== undefined && trust.log !== spec.log) return fails('other-log-key', { log: spec.log })
    if (trust.trustees !== undefined && trust.trustees !== spec.commitments[0]) return fails('other-trustees')
    return holds({ log: spec.log, trustees: spec.commitments[0]! })
  },

  checkpoint({ checkpoint, spec }) {
    return checkpoint
      ? holds({ origin: checkpoint.origin, size: checkpoint.size })
      : fails('checkpoint-unsigned', { log: spec.log })
  },

  rules(claim) {
    const { bundle, rules, spec } = claim
    const { record, index } = bundle.spec
    if ((record.body as unknown as AnnouncedBody).hash !== rules) return fails('rules-hash')
    if (!isInLog(claim, bundle.spec)) return fails('rules-not-in-log', { index })
    return holds({ hash: rules, index, at: record.at, deadline: spec.deadline })
  },

  entries(claim) {
    const { bundle, leaves, spec, root } = claim
    for (const [i, entry] of bundle.entries.entries()) {
      const fault = entryFault(claim, entry, leaves[i]!)
      if (fault) return fails(fault, { entry: i + 1, leaf: entry.leaf })
    }
    if (!root) return fails('entry-twice')
    return holds({ entries: bundle.entries.length, deadline: spec.deadline })
  },

  roster(claim) {
    const { bundle, rules, root, spec } = claim
    const { record, index } = bundle.freeze
    const body = record.body as unknown as FrozenBody
    if (body.roster !== hex(root!) || body.entries !== bundle.entries.length) return fails('roster-root')
    if (body.spec !== rules || body.draw !== spec.id) return fails('roster-root')
    if (record.at < spec.deadline || bundle.entries.some((e) => e.index >= index))
      return fails('roster-early', { at: record.at })
    if (!isInLog(claim, bundle.freeze)) return fails('roster-not-in-log', { index })
    return holds({ roster: body.roster, entries: body.entries, at: record.at, index })
  },

  partials(claim) {
    const { bundle, spec } = claim
    const { partials } = bundle
    const numbers = partials.map((p) => p.trustee)
    const ascend = numbers.every((n, i) => n <= spec.trustees.length && (i === 0 || n > numbers[i - 1]!))
    if (!ascend || partials.length !== spec.threshold)
      return fails('partial-number', { threshold: spec.threshold })
    const message = transcriptMessage(transcriptOf(claim))
    const wrong = partials.find((p) => !partialIsRight(message, spec.commitments, p))
    if (wrong) return fails('partial-wrong', { trustee: spec.trustees[wrong.trustee - 1]! })
    return holds({ signers: numbers.map((n) => spec.trustees[n - 1]).join('、'), threshold: spec.threshold })
  },

  signature(claim) {
    const { bundle, spec } = claim
    const right = signatureIsRight(
      transcriptMessage(transcriptOf(claim)),
      spec.commitments[0]!,
      bundle.signature,
    )
    return right ? holds({ signature: bundle.signature }) : fails('signature-wrong')
  },

  beacon({ bundle, spec }) {
    if (!spec.beacon) return bundle.beacon === undefined ? holds({ round: '—' }) : fails('beacon-wrong')
    const right = bundle.beacon !== undefined && beaconIsRight(spec.beacon, bundle.beacon)
    return right ? holds({ round: spec.beacon.round }) : fails('beacon-wrong', { round: spec.beacon.round })
  },

  seed(claim) {
    const { bundle } = claim
    return hex(seedOfClaim(claim)) === bundle.seed ? holds({ seed: bundle.seed }) : fails('seed-wrong')
  },

  tickets(claim) {
    const { bundle, hash, leaves, spec } = claim
    const seed = seedOfClaim(claim)
    for (const [i, entry] of bundle.entries.entries()) {
      if (hex(hash(concat(seed, leaves[i]!))) !== entry.ticket) return fails('ticket-wrong', { entry: i + 1 })
      if (i > 0 && bundle.entries[i - 1]!.ticket >= entry.ticket)
        return fails('ticket-order', { entry: i + 1 })
    }
    return holds({ entries: bundle.entries.length, places: Math.min(spec.places, bundle.entries.length) })
  },

  names({ bundle, hash, spec }) {
    for (const { party, record } of bundle.entries) {
      if (commitmentOf(hash, party) !== record.body.party) return fails('name-wrong', { name: party.name })
    }
    const codes = new Set<string>()
    for (const { party } of bundle.entries) {
      if (codes.has(party.code)) return fails('party-twice', { code: party.code })
      codes.add(party.code)
    }
    const winners = bundle.entries.slice(0, spec.places).map((e) => e.party.name)
    return holds({ winners: winners.join('、') })
  },
}

function entryFault(claim: Claim, entry: BundleEntry, leaf: Uint8Array): Fault | undefined {
  const { spec, rules, bundle } = claim
  if (!equal(leaf, bytesOfHex(entry.leaf, 32)!)) return 'entry-leaf'
  if (entry.record.body.spec !== rules) return 'entry-other-rules'
  if (entry.record.at >= spec.deadline || entry.index <= bundle.spec.index) return 'entry-late'
  return isInLog(claim, entry, leaf) ? undefined : 'entry-not-in-log'
}

function seedOfClaim({ hash, rules, root, bundle }: Claim): Uint8Array {
  const beacon = bundle.beacon === undefined ? undefined : beaconValue(bundle.beacon)
  return seedOf(hash, { spec: unhex(rules), root: root!, signature: unhex(bundle.signature), beacon })
}
