import type { Instant } from '../calendar/index.ts'
import { beaconFault } from './chain.ts'
import {
  canonical,
  concat,
  domain,
  type Hash,
  hex,
  type protocol,
  pureSuites,
  type SuiteName,
  utf8,
} from './suite.ts'
import { checkNumbers, signatureIsRight } from './threshold.ts'

/** A round of drand that is hashed into the seed; named before anyone can know it. */
export interface Beacon extends Chain {
  /** The first at or after a minute past the deadline. */
  round: number
}

/** A chain of drand with the scheme `bls-unchained-g1-rfc9380`; its hash is that of its other members. */
export interface Chain {
  /** hex, 32 bytes */
  chain: string
  /** The network's own name: `quicknet`. */
  network: string
  /** hex, 96 bytes: the chain's public key in G2 */
  publicKey: string
  /** seconds between rounds */
  period: number
  /** when round 1 was out, in seconds since 1970-01-01T00:00Z */
  genesis: number
  /** hex, 32 bytes: drand's `groupHash` */
  seed: string
}

/** The rules of one draw, logged when the announcement is published and unchangeable from then on (111/22.1.1). */
export interface DrawSpec {
  format: typeof protocol
  id: string
  /** `random-selection`, `tie`, `spot-check`, … : which handler receives the result. */
  purpose: string
  /** The paragraph that asks for the draw, for example `111/22.1.1`. */
  article: string
  /** What is drawn for, for example `procurement/JJ-2026-0928-0017`. One draw per purpose and subject, ever. */
  subject: string
  /** The subject in words, for whoever reads the rules or the bundle by itself. */
  title: string
  /** How many win; the others are alternates. */
  places: number
  /** Entries are closed at this moment; no trustee signs or opens before it. */
  deadline: Instant
  suite: SuiteName
  /** True when the trustees are the five local keys of the embedded default: every screen says 演示. */
  demonstration: boolean
  threshold: number
  /** Names of the trustees; trustee number 1 first. */
  trustees: readonly string[]
  /** hex, 96 bytes each: Feldman's verification vector; the first is the group's public key. */
  commitments: readonly string[]
  /** The log's verifier key (C2SP signed note): `name+id+base64`. */
  log: string
  /** hex, 32 bytes: X25519 public key to which identities and quotes are sealed until the deadline. */
  sealing?: string
  beacon?: Beacon
  noSecondDraw: true
}

/** What the trustees sign: the rules, the frozen roster, and the log as it stood when all of it was in. */
export interface Transcript {
  format: typeof protocol
  /** hex, 32 bytes */
  spec: string
  /** hex, 32 bytes: root of the roster */
  roster: string
  entries: number
  checkpoint: { origin: string; size: number; root: string }
}

/** The hash that stands for a spec everywhere: H(domain ‖ RFC 8785 text). */
export const specHash = (hash: Hash, spec: DrawSpec): string =>
  hex(hash(concat(domain('spec'), utf8(canonical(spec)))))

/** The bytes that the trustees sign. */
export const transcriptMessage = (transcript: Transcript): Uint8Array =>
  concat(domain('transcript'), utf8(canonical(transcript)))

/** What the trustees sign when they tie a sealing key to its announcement. */
export const boundMessage = (spec: DrawSpec): Uint8Array =>
  concat(
    domain('bound'),
    utf8(canonical({ sealing: spec.sealing, spec: specHash(pureSuites[spec.suite], spec) })),
  )

/** Whether the trustees have tied the sealing key to these rules, so that it opens at their deadline and for nothing else. */
export const isBound = (spec: DrawSpec, signature: string): boolean =>
  spec.sealing !== undefined && signatureIsRight(boundMessage(spec), spec.commitments[0]!, signature)

/** The hash by which a trustee remembers what it signed. */
export const transcriptHash = (hash: Hash, transcript: Transcript): string =>
  hex(hash(transcriptMessage(transcript)))

/** Throws when a spec could not be drawn fairly; specs are made by this system, so that is a fault, not a refusal. */
export function checkSpec(spec: DrawSpec): DrawSpec {
  checkNumbers(spec.threshold, spec.trustees.length)
  if (spec.commitments.length !== spec.threshold)
    throw new RangeError('one commitment per share that is needed')
  if (new Set(spec.trustees).size !== spec.trustees.length)
    throw new RangeError('trustees have different names')
  if (spec.beacon && beaconFault(spec.beacon, spec.deadline))
    throw new RangeError('a round that is known before the deadline, or a chain whose hash is another')
  if (!Number.isSafeInteger(spec.places) || spec.places < 1)
    throw new RangeError('at least one place is drawn')
  return spec
}
