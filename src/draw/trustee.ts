import { Decrypter } from 'age-encryption'
import type { Instant } from '../calendar/index.ts'
import { signedCheckpoint } from './checkpoint.ts'
import { type DrawSpec, specHash, type Transcript, transcriptHash, transcriptMessage } from './spec.ts'
import { hex, pureSuites } from './suite.ts'
import { signPartial } from './threshold.ts'

/** Why a trustee does not do what it is asked. */
export type TrusteeRefusal =
  | 'before-deadline'
  | 'second-draw'
  | 'other-keys'
  | 'other-spec'
  | 'other-checkpoint'
  | 'other-share'

export type TrusteeAnswer<T> = { ok: true; value: T } | { ok: false; refusal: TrusteeRefusal }

/**
 * One of the bodies that together complete a draw and open what is sealed. Asynchronous, since a trustee may be another
 * process in another building; a trustee that cannot be reached rejects the promise, one that refuses says why.
 */
export interface Trustee {
  /** 1 first */
  readonly number: number
  readonly name: string
  /** age recipient to which its shares of sealing keys are encrypted */
  readonly recipient: string
  /** Its partial signature of the transcript: hex, 48 bytes. */
  sign(request: SignRequest): Promise<TrusteeAnswer<string>>
  /** Its share of the private half of a sealing key. */
  release(request: ReleaseRequest): Promise<TrusteeAnswer<Uint8Array>>
}

export interface SignRequest {
  spec: DrawSpec
  transcript: Transcript
  /** The signed note that the transcript's checkpoint is taken from. */
  checkpoint: string
}

export interface ReleaseRequest {
  spec: DrawSpec
  /** The share as `shareFor` encrypted it to this trustee. */
  share: Uint8Array
}

/** The trustees of a city and the public half of their key. */
export interface Trustees {
  /** True for the five local keys of the embedded default. */
  demonstration: boolean
  threshold: number
  commitments: readonly string[]
  members: readonly Trustee[]
}

/** What a trustee keeps to itself. */
export interface TrusteeSecrets {
  number: number
  name: string
  threshold: number
  commitments: readonly string[]
  /** hex: its share of the signing key */
  share: string
  /** age identity */
  identity: string
  recipient: string
}

/** A trustee's own memory, apart from the market's database. */
export interface TrusteeMemory {
  /** Stores a text under a key unless there is one, durably, and returns what is stored. */
  remember(key: string, text: string): Promise<string>
}

/**
 * A trustee that believes nobody: it looks at its own clock, checks that the transcript belongs to the spec and the
 * checkpoint to the log, and remembers for ever what it signed for a purpose and subject. Asked for the same again it
 * gives the same; asked for anything else it refuses (no second draw, 111/53.3).
 */
export function createTrustee(
  secrets: TrusteeSecrets,
  memory: TrusteeMemory,
  now: () => Promise<Instant>,
): Trustee {
  const { number, name, recipient } = secrets
  const common = async (spec: DrawSpec): Promise<TrusteeRefusal | undefined> => {
    if (!isOurs(spec, secrets)) return 'other-keys'
    return (await now()) < spec.deadline ? 'before-deadline' : undefined
  }
  return {
    number,
    name,
    recipient,
    async sign({ spec, transcript, checkpoint }) {
      const hash = pureSuites[spec.suite]
      const refusal = await common(spec)
      if (refusal) return { ok: false, refusal }
      if (transcript.spec !== specHash(hash, spec)) return { ok: false, refusal: 'other-spec' }
      const seen = signedCheckpoint(checkpoint, spec.log)
      if (!seen || !sameCheckpoint(seen, transcript.checkpoint))
        return { ok: false, refusal: 'other-checkpoint' }
      const wanted = transcriptHash(hash, transcript)
      const signed = await memory.remember(`${spec.purpose} ${spec.subject}`, wanted)
      if (signed !== wanted) return { ok: false, refusal: 'second-draw' }
      return { ok: true, value: signPartial(transcriptMessage(transcript), secrets.share) }
    },
    async release({ spec, share }) {
      const refusal = await common(spec)
      if (refusal) return { ok: false, refusal }
      const decrypter = new Decrypter()
      decrypter.addIdentity(secrets.identity)
      const plain = await decrypter.decrypt(share).catch(() => undefined)
      // The share names its spec: with the spec of a past draw nobody can open a running one.
      if (!plain || hex(plain.subarray(0, 32)) !== specHash(pureSuites[spec.suite], spec)) {
        return { ok: false, refusal: 'other-share' }
      }
      return { ok: true, value: plain.slice(32) }
    },
  }
}

const isOurs = (spec: DrawSpec, own: TrusteeSecrets): boolean =>
  spec.threshold === own.threshold &&
  spec.trustees[own.number - 1] === own.name &&
  spec.commitments.length === own.commitments.length &&
  spec.commitments.every((c, i) => c === own.commitments[i])

const sameCheckpoint = (a: Transcript['checkpoint'], b: Transcript['checkpoint']): boolean =>
  a.origin === b.origin && a.size === b.size && a.root === b.root
