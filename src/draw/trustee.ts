import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Instant } from '../calendar/index.ts'
import { leafHash, verifyInclusion } from '../ledger/index.ts'
import type { AnnouncedBody, FrozenBody, Logged } from './bundle.ts'
import {
  type Acceptance,
  accept,
  type Ceremony,
  type CeremonyTranscript,
  type Complaint,
  ceremonyDigest,
  checkCeremony,
  type Deal,
  type Derive,
  deal,
  dealFault,
  jointKeys,
  type Member,
  memberKey,
  type Pledge,
  pledge,
  pledgeFault,
} from './ceremony.ts'
import { type NotedCheckpoint, signedCheckpoint } from './checkpoint.ts'
import { sealingKeyOf } from './feldman.ts'
import {
  boundMessage,
  type DrawSpec,
  specHash,
  type Transcript,
  transcriptHash,
  transcriptMessage,
} from './spec.ts'
import { canonical, pureSuites, unhex, utf8 } from './suite.ts'
import { signPartial } from './threshold.ts'

/** Why a trustee does not do what it is asked. */
export type TrusteeRefusal =
  | 'before-deadline'
  | 'after-deadline'
  | 'second-draw'
  | 'other-keys'
  | 'other-spec'
  | 'other-checkpoint'
  | 'other-log'
  | 'other-members'
  | 'bad-ceremony'
  | 'not-in-log'
  | 'unknown-key'
  | 'key-bound'

export type TrusteeAnswer<T> = { ok: true; value: T } | { ok: false; refusal: TrusteeRefusal }

/**
 * One of the bodies that together complete a draw and open what is sealed. Asynchronous, since a trustee may be another
 * process in another building; a trustee that cannot be reached rejects the promise, one that refuses says why.
 */
export interface Trustee {
  readonly name: string
  /** hex: its Ed25519 key, by which it signs in ceremonies */
  readonly key: string
  /** The three rounds of a ceremony. */
  pledge(ceremony: Ceremony): Promise<TrusteeAnswer<Pledge>>
  deal(request: DealRequest): Promise<TrusteeAnswer<Deal>>
  accept(transcript: CeremonyTranscript): Promise<TrusteeAnswer<Accepted>>
  /** Ties a sealing key to the announcement that is logged; its partial signature of that: hex, 48 bytes. */
  bind(request: BindRequest): Promise<TrusteeAnswer<string>>
  /** Its partial signature of the transcript: hex, 48 bytes. */
  sign(request: SignRequest): Promise<TrusteeAnswer<string>>
  /** Its share of the private half of a sealing key: hex, 32 bytes. */
  release(request: BindRequest): Promise<TrusteeAnswer<string>>
}

export interface DealRequest {
  ceremony: Ceremony
  pledges: readonly Pledge[]
}

export type Accepted = { acceptance: Acceptance } | { complaint: Complaint }

/** What proves to a trustee that an announcement is the logged one. */
export interface BindRequest {
  spec: DrawSpec
  /** Digest of the ceremony that the sealing key comes from. */
  ceremony: string
  /** The fact that announced the spec, in the log of `checkpoint`. */
  announced: Logged
  /** A signed note of the log. */
  checkpoint: string
}

export interface SignRequest {
  spec: DrawSpec
  transcript: Transcript
  /** The signed note that the transcript's checkpoint is taken from. */
  checkpoint: string
  announced: Logged
  /** The fact that froze the roster. */
  frozen: Logged
}

/** The trustees of a city and the public half of their key. */
export interface Trustees {
  /** True for the five local keys of the embedded default. */
  demonstration: boolean
  /** True when they are asked in this process: no network lies between. */
  embedded: boolean
  threshold: number
  commitments: readonly string[]
  /** In the order of their numbers: number 1 first. */
  members: readonly Trustee[]
}

/** What a trustee keeps to itself. */
export interface TrusteeSecrets {
  name: string
  /** hex, 32 bytes: all its secrets follow from it and from what it remembers */
  seed: string
}

/** A trustee's own memory, apart from the market's database. */
export interface TrusteeMemory {
  /** Stores a text under a key unless there is one, durably, and returns what is stored. */
  remember(key: string, text: string): Promise<string>
  recall(key: string): Promise<string | undefined>
  /** Writes a line of its journal, with the machine's time: what it did, what it refused. */
  note(line: Record<string, string>): Promise<void>
}

/** What a trustee looks to outside itself. */
export interface TrusteeSurroundings {
  memory: TrusteeMemory
  /** Its own clock. */
  now(): Promise<Instant>
  /** Those with whom it agreed to hold keys, and how many of them are needed; undefined until it was told. */
  agreed(): Promise<{ threshold: number; members: readonly Member[] } | undefined>
}

/** What a trustee keeps of a ceremony. */
interface Held {
  ceremony: Ceremony
  number: number
  keys: { commitments: string[]; share: string }[]
}

/** All secrets of a trustee from its seed. */
export const derivedFrom =
  (seed: string): Derive =>
  (what, length) =>
    hkdf(sha256, unhex(seed), undefined, utf8(`xunshi-trustee/1 ${what}`), length)

/**
 * A trustee that believes nobody: it holds keys only with those it agreed with, looks at its own clock, checks that
 * rules and roster stand in the signed log, and remembers for ever what it signed for a purpose and subject and which
 * announcement a sealing key belongs to. Asked for the same again it gives the same; asked for anything else it refuses
 * (no second draw, 111/53.3).
 */
export function createTrustee(secrets: TrusteeSecrets, around: TrusteeSurroundings): Trustee {
  const { name } = secrets
  const { memory, now } = around
  const derive = derivedFrom(secrets.seed)
  const key = memberKey(derive)
  const held = async (digest: string | undefined): Promise<Held | undefined> => {
    const text = digest === undefined ? undefined : await memory.recall(`ceremony ${digest}`)
    return text === undefined ? undefined : (JSON.parse(text) as Held)
  }
  const group = async ({ commitments }: DrawSpec) => held(await memory.recall(`group ${commitments[0]}`))

  /** Its number among those it agreed with; undefined when the ceremony is another one's. */
  const numberIn = async (ceremony: Ceremony): Promise<number | undefined> => {
    const agreed = await around.agreed()
    if (!agreed) return undefined
    const { threshold, members } = ceremony
    const same = canonical({ threshold, members }) === canonical(agreed)
    const at = members.findIndex((m) => m.key === key && m.name === name)
    return same && at >= 0 ? at + 1 : undefined
  }
  const inCeremony = async <T>(
    ceremony: Ceremony,
    work: (number: number) => T | Promise<T>,
  ): Promise<TrusteeAnswer<T>> => {
    const number = await numberIn(ceremony)
    if (number === undefined) return { ok: false, refusal: 'other-members' }
    try {
      checkCeremony(ceremony)
      return { ok: true, value: await work(number) }
    } catch {
      return { ok: false, refusal: 'bad-ceremony' }
    }
  }

  /** The log's checkpoint, if it is the log this trustee knows and the rules stand in it. */
  const logged = async (spec: DrawSpec, checkpoint: string, announced: Logged) => {
    if ((await memory.remember('log', spec.log)) !== spec.log) return 'other-log'
    const seen = signedCheckpoint(checkpoint, spec.log)
    if (!seen) return 'other-checkpoint'
    const body = announced.record.body as unknown as AnnouncedBody
    const rules = specHash(pureSuites[spec.suite], spec)
    if (body.hash !== rules || canonical(body.spec) !== canonical(spec)) return 'other-spec'
    return stands(announced, seen) ? { seen, rules } : 'not-in-log'
  }

  /** The share of a sealing key, if this trustee holds it with the very members who sign. */
  const shareOf = async (spec: DrawSpec, digest: string) => {
    const [own, sealing] = [await group(spec), await held(digest)]
    if (!own || !isOurs(spec, own)) return 'other-keys'
    if (!sealing || canonical(sealing.ceremony.members) !== canonical(own.ceremony.members))
      return 'unknown-key'
    const found = sealing.keys.find((k) => sealingKeyOf(k.commitments) === spec.sealing)
    return found ? { share: found.share, own } : 'unknown-key'
  }

  const noted = async <T>(
    what: string,
    subject: string,
    work: () => Promise<TrusteeAnswer<T>>,
  ): Promise<TrusteeAnswer<T>> => {
    const answer = await work()
    const line = { what, subject }
    await memory.note(answer.ok ? line : { ...line, refused: answer.refusal })
    return answer
  }
  const refused = (refusal: TrusteeRefusal) => ({ ok: false as const, refusal })

  return {
    name,
    key,
    pledge: (ceremony) => inCeremony(ceremony, (number) => pledge(derive, ceremony, number)),
    deal: ({ ceremony, pledges }) =>
      inCeremony(ceremony, (number) => {
        if (pledgeFault(ceremony, pledges)) throw new RangeError('a pledge is not signed')
        return deal(derive, ceremony, number, pledges)
      }),
    accept: (transcript) => {
      const { ceremony } = transcript
      return noted('accept', ceremony.id, () =>
        inCeremony(ceremony, async (number): Promise<Accepted> => {
          if (pledgeFault(ceremony, transcript.pledges) || dealFault(transcript))
            throw new RangeError('a message is not signed')
          const done = accept(derive, transcript, number)
          if (!done.ok) return { complaint: done.complaint }
          const keys = jointKeys(transcript).map((commitments, i) => ({
            commitments,
            share: done.shares[i]!,
          }))
          const digest = ceremonyDigest(ceremony)
          const text = JSON.stringify({ ceremony, number, keys } satisfies Held)
          if ((await memory.remember(`ceremony ${digest}`, text)) !== text)
            throw new RangeError('the ceremony was held with other messages')
          if (ceremony.curve === 'bls12-381-g2')
            for (const { commitments } of keys) await memory.remember(`group ${commitments[0]}`, digest)
          return { acceptance: done.acceptance }
        }),
      )
    },
    bind: ({ spec, ceremony, announced, checkpoint }) =>
      noted('bind', spec.id, async () => {
        const share = await shareOf(spec, ceremony)
        if (typeof share === 'string') return refused(share)
        const place = await logged(spec, checkpoint, announced)
        if (typeof place === 'string') return refused(place)
        const known = await memory.recall(`seal ${spec.sealing}`)
        if (known === undefined && (await now()) >= spec.deadline) return refused('after-deadline')
        if ((await memory.remember(`seal ${spec.sealing}`, place.rules)) !== place.rules)
          return refused('key-bound')
        return { ok: true, value: signPartial(boundMessage(spec), share.own.keys[0]!.share) }
      }),
    sign: ({ spec, transcript, checkpoint, announced, frozen }) =>
      noted('sign', `${spec.purpose} ${spec.subject}`, async () => {
        const own = await group(spec)
        if (!own || !isOurs(spec, own)) return refused('other-keys')
        if ((await now()) < spec.deadline) return refused('before-deadline')
        const hash = pureSuites[spec.suite]
        if (transcript.spec !== specHash(hash, spec)) return refused('other-spec')
        const place = await logged(spec, checkpoint, announced)
        if (typeof place === 'string') return refused(place)
        if (canonical(place.seen) !== canonical(transcript.checkpoint)) return refused('other-checkpoint')
        const body = frozen.record.body as unknown as FrozenBody
        const { roster, entries } = transcript
        const same = canonical(body) === canonical({ draw: spec.id, spec: place.rules, roster, entries })
        if (!same || frozen.record.at < spec.deadline) return refused('other-spec')
        if (frozen.index <= announced.index || !stands(frozen, place.seen)) return refused('not-in-log')
        const wanted = transcriptHash(hash, transcript)
        if ((await memory.remember(`${spec.purpose} ${spec.subject}`, wanted)) !== wanted)
          return refused('second-draw')
        return { ok: true, value: signPartial(transcriptMessage(transcript), own.keys[0]!.share) }
      }),
    release: ({ spec, ceremony, announced, checkpoint }) =>
      noted('release', spec.id, async () => {
        const share = await shareOf(spec, ceremony)
        if (typeof share === 'string') return refused(share)
        if ((await now()) < spec.deadline) return refused('before-deadline')
        const place = await logged(spec, checkpoint, announced)
        if (typeof place === 'string') return refused(place)
        // One that was down while the announcement was open learns of it here; it must have been logged in time.
        if (announced.record.at >= spec.deadline) return refused('after-deadline')
        if ((await memory.remember(`seal ${spec.sealing}`, place.rules)) !== place.rules)
          return refused('key-bound')
        return { ok: true, value: share.share }
      }),
  }
}

const isOurs = (spec: DrawSpec, { ceremony, keys }: Held): boolean =>
  spec.threshold === ceremony.threshold &&
  canonical(spec.trustees) === canonical(ceremony.members.map((m) => m.name)) &&
  canonical(spec.commitments) === canonical(keys[0]!.commitments)

function stands({ record, index, proof }: Logged, { size, root }: NotedCheckpoint): boolean {
  try {
    return verifyInclusion({ leaf: leafHash(record), index, size, root: unhex(root) }, proof.map(unhex))
  } catch {
    return false
  }
}
