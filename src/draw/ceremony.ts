import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { type CurveName, curveOf, scalarHex, shareFits } from './feldman.ts'
import { seal, unseal } from './sealing.ts'
import { canonical, concat, hex, pureSuites, unhex, utf8 } from './suite.ts'
import { checkNumbers } from './threshold.ts'

/*
 * The ceremony in which keys come to be without a dealer: joint verifiable secret sharing (Feldman 1987, Pedersen 1991)
 * with a round of pledges before it, so that whoever speaks last cannot fit its part to the others'. Every message is
 * signed; the market only carries them. Each trustee's part is derived from its own seed and the ceremony's text, so that
 * a round that was broken off and asked for again gives the same.
 */

export const ceremonyProtocol = 'xunshi-ceremony/1'

/** A trustee as everyone knows it: its name and its Ed25519 key, hex. */
export interface Member {
  name: string
  key: string
}

/** What is to be made: `count` keys on a curve, each shared `threshold` of the members. */
export interface Ceremony {
  format: typeof ceremonyProtocol
  /** Fresh for each ceremony: a UUID. */
  id: string
  curve: CurveName
  count: number
  threshold: number
  members: readonly Member[]
}

/** First round: a key to send shares to, made for this ceremony alone, and the hash of the commitments to come. */
export interface Pledge {
  from: number
  /** hex, 32 bytes: X25519 */
  receive: string
  /** hex */
  digest: string
  /** hex, 64 bytes */
  signature: string
}

/** Second round: the commitments of each key, and for each member a box with its shares. */
export interface Deal {
  from: number
  /** hex points: per key, per coefficient */
  commitments: readonly (readonly string[])[]
  /** hex, per member: its shares one after another, 32 bytes each */
  boxes: readonly string[]
  signature: string
}

/** Third round: a member found its shares right and keeps them. */
export interface Acceptance {
  from: number
  signature: string
}

/** Or it did not, and shows everyone: the key to its boxes of this ceremony, which is broken off and holds no secret. */
export interface Complaint {
  by: number
  against: number
  /** hex, 32 bytes: the private half of its pledge's key */
  secret: string
  signature: string
}

/** Everything that was said up to the third round. */
export interface CeremonyTranscript {
  ceremony: Ceremony
  pledges: readonly Pledge[]
  deals: readonly Deal[]
}

/** What is publicly wrong with a message, and whose it is. */
export interface CeremonyFault {
  member: number
  fault: 'unsigned' | 'malformed' | 'not-as-pledged'
}

const domain = (what: string) => utf8(`${ceremonyProtocol} ${what}\0`)
const digestOf = (what: string, value: unknown): string =>
  hex(pureSuites.sha256(concat(domain(what), utf8(canonical(value)))))

/** Stands for a ceremony everywhere. hex */
export const ceremonyDigest = (ceremony: Ceremony): string => digestOf('ceremony', ceremony)
/** Stands for everything that was said in it. hex */
export const transcriptDigest = (transcript: CeremonyTranscript): string => digestOf('transcript', transcript)

const pledged = (ceremony: Ceremony, { signature: _, ...rest }: Pledge) =>
  concat(domain('pledge'), utf8(canonical({ ...rest, ceremony: ceremonyDigest(ceremony) })))
const dealt = (ceremony: Ceremony, { signature: _, ...rest }: Deal) =>
  concat(domain('deal'), utf8(digestOf('deal', { ...rest, ceremony: ceremonyDigest(ceremony) })))
const complained = (transcript: CeremonyTranscript, { signature: _, ...rest }: Complaint) =>
  concat(domain('complaint'), utf8(canonical({ ...rest, transcript: transcriptDigest(transcript) })))
const accepted = (digest: string, from: number) => concat(domain('accept'), utf8(`${from} ${digest}`))

/** What a member derives from its seed for one use. @param what names the use */
export type Derive = (what: string, length: number) => Uint8Array

const signed = (derive: Derive, message: Uint8Array) => hex(ed25519.sign(message, derive('identity', 32)))
const isSigned = (key: string, message: Uint8Array, signature: string): boolean => {
  const name = `${key} ${signature} ${hex(pureSuites.sha256(message))}`
  const known = verified.get(name)
  if (known !== undefined) return known
  let right = false
  try {
    right = ed25519.verify(unhex(signature), message, unhex(key), { zip215: false })
  } catch {
    // Malformed is wrong.
  }
  if (verified.size >= 1000) verified.clear()
  verified.set(name, right)
  return right
}
// All members check the same signatures, the embedded ones in one process.
const verified = new Map<string, boolean>()

/** A member's public key, from its seed. hex */
export const memberKey = (derive: Derive): string => hex(ed25519.getPublicKey(derive('identity', 32)))

/** Throws on numbers that no ceremony is held with. */
export function checkCeremony({ threshold, members, count }: Ceremony): void {
  checkNumbers(threshold, members.length)
  if (new Set(members.flatMap((m) => [m.name, m.key])).size !== members.length * 2)
    throw new RangeError('members have different names and keys')
  if (!Number.isSafeInteger(count) || count < 1 || count > 64) throw new RangeError(`${count} keys at once`)
}

/** The secret polynomials of a member: `count` × `threshold` coefficients. */
function polynomials(derive: Derive, ceremony: Ceremony): bigint[][] {
  const { order } = curveOf(ceremony.curve)
  const digest = ceremonyDigest(ceremony)
  return Array.from({ length: ceremony.count }, (_, key) =>
    // 64 bytes reduced modulo an order of 255 bits: the bias is far below 2^-128.
    Array.from(
      { length: ceremony.threshold },
      (_, power) => BigInt(`0x${hex(derive(`deal ${digest} ${key} ${power}`, 64))}`) % order,
    ),
  )
}

const commitmentsOf = (ceremony: Ceremony, secret: bigint[][]): string[][] => {
  const name = hex(pureSuites.sha256(utf8(`${ceremony.curve} ${secret.join()}`)))
  if (lastCommitments?.name === name) return lastCommitments.commitments
  const { base } = curveOf(ceremony.curve)
  const commitments = secret.map((coefficients) => coefficients.map((a) => base(a).toHex()))
  lastCommitments = { name, commitments }
  return commitments
}
// Both rounds need them.
let lastCommitments: { name: string; commitments: string[][] } | undefined

const receiveSecret = (derive: Derive, ceremony: Ceremony) =>
  derive(`receive ${ceremonyDigest(ceremony)}`, 32)

/** The first round of member `from`. */
export function pledge(derive: Derive, ceremony: Ceremony, from: number): Pledge {
  const commitments = commitmentsOf(ceremony, polynomials(derive, ceremony))
  const open: Pledge = {
    ...{ from, receive: hex(x25519.getPublicKey(receiveSecret(derive, ceremony))) },
    ...{ digest: digestOf('commitments', commitments), signature: '' },
  }
  return { ...open, signature: signed(derive, pledged(ceremony, open)) }
}

const boxContext = (ceremony: Ceremony, from: number, to: number) =>
  `share ${ceremonyDigest(ceremony)} ${from} ${to}`

/** The second round, once all have pledged. */
export function deal(derive: Derive, ceremony: Ceremony, from: number, pledges: readonly Pledge[]): Deal {
  const { order } = curveOf(ceremony.curve)
  const secret = polynomials(derive, ceremony)
  const sharesOf = (to: number) =>
    secret.map((coefficients) => {
      const value = coefficients.reduceRight((sum, a) => (sum * BigInt(to) + a) % order, 0n)
      return unhex(scalarHex(value))
    })
  const boxes = pledges.map(({ receive }, i) => {
    const sender = derive(`box ${ceremonyDigest(ceremony)} ${i + 1} ${receive}`, 32)
    return hex(seal(unhex(receive), concat(...sharesOf(i + 1)), boxContext(ceremony, from, i + 1), sender))
  })
  return signDeal(derive, ceremony, { from, commitments: commitmentsOf(ceremony, secret), boxes })
}

/** A deal with its member's signature. */
export function signDeal(derive: Derive, ceremony: Ceremony, deal: Omit<Deal, 'signature'>): Deal {
  const open: Deal = { ...deal, signature: '' }
  return { ...open, signature: signed(derive, dealt(ceremony, open)) }
}

/** Whether everyone has pledged in due form; the first who has not otherwise. */
export function pledgeFault(ceremony: Ceremony, pledges: readonly Pledge[]): CeremonyFault | undefined {
  for (const [i, { key }] of ceremony.members.entries()) {
    const given = pledges[i]
    if (given?.from !== i + 1) return { member: i + 1, fault: 'malformed' }
    if (!isSigned(key, pledged(ceremony, given), given.signature)) return { member: i + 1, fault: 'unsigned' }
  }
  return undefined
}

/** What anyone can see of a deal: signed, of the right shape, and the one that was pledged. */
export function dealFault({ ceremony, pledges, deals }: CeremonyTranscript): CeremonyFault | undefined {
  const { read } = curveOf(ceremony.curve)
  for (const [i, { key }] of ceremony.members.entries()) {
    const member = i + 1
    const given = deals[i]
    if (given?.from !== member) return { member, fault: 'malformed' }
    if (!isSigned(key, dealt(ceremony, given), given.signature)) return { member, fault: 'unsigned' }
    const shape =
      given.boxes.length === ceremony.members.length &&
      given.commitments.length === ceremony.count &&
      given.commitments.every((c) => c.length === ceremony.threshold && c.every((p) => read(p)))
    if (!shape) return { member, fault: 'malformed' }
    if (digestOf('commitments', given.commitments) !== pledges[i]!.digest)
      return { member, fault: 'not-as-pledged' }
  }
  return undefined
}

/** The shares in a member's box, if they are what the commitments promise. */
function sharesIn(
  { ceremony, deals }: CeremonyTranscript,
  from: number,
  to: number,
  secret: Uint8Array,
): bigint[] | undefined {
  const given = deals[from - 1]!
  let plain: Uint8Array
  try {
    plain = unseal(secret, unhex(given.boxes[to - 1]!), boxContext(ceremony, from, to))
  } catch {
    return undefined
  }
  if (plain.length !== 32 * ceremony.count) return undefined
  const shares = given.commitments.map((_, key) =>
    BigInt(`0x${hex(plain.subarray(key * 32, key * 32 + 32))}`),
  )
  return shares.every((s, key) => shareFits(ceremony.curve, given.commitments[key]!, to, s))
    ? shares
    : undefined
}

/** The third round: the member's shares of the joint keys with its signature, or a complaint that anyone can check. */
export function accept(
  derive: Derive,
  transcript: CeremonyTranscript,
  me: number,
): { ok: true; acceptance: Acceptance; shares: string[] } | { ok: false; complaint: Complaint } {
  const { ceremony } = transcript
  const { order } = curveOf(ceremony.curve)
  const secret = receiveSecret(derive, ceremony)
  const sums = Array.from({ length: ceremony.count }, () => 0n)
  for (const from of ceremony.members.keys()) {
    const shares = sharesIn(transcript, from + 1, me, secret)
    if (!shares) {
      const complaint = { by: me, against: from + 1, secret: hex(secret) }
      return { ok: false, complaint: signComplaint(derive, transcript, complaint) }
    }
    for (const [key, share] of shares.entries()) sums[key] = (sums[key]! + share) % order
  }
  const signature = signed(derive, accepted(transcriptDigest(transcript), me))
  return { ok: true, acceptance: { from: me, signature }, shares: sums.map(scalarHex) }
}

/** A complaint with its member's signature. */
export function signComplaint(
  derive: Derive,
  transcript: CeremonyTranscript,
  complaint: Omit<Complaint, 'signature'>,
): Complaint {
  const open: Complaint = { ...complaint, signature: '' }
  return { ...open, signature: signed(derive, complained(transcript, open)) }
}

/**
 * Who is to blame for a complaint: the dealer whose box is bad, or whoever complained about a good one. Undefined when
 * the member did not sign it.
 */
export function blamed(transcript: CeremonyTranscript, complaint: Complaint): number | undefined {
  const { by, against, secret, signature } = complaint
  const member = transcript.ceremony.members[by - 1]
  if (!member || !transcript.deals[against - 1]) return undefined
  if (!isSigned(member.key, complained(transcript, complaint), signature)) return undefined
  const { receive } = transcript.pledges[by - 1]!
  try {
    if (hex(x25519.getPublicKey(unhex(secret))) !== receive) return by
  } catch {
    return by
  }
  return sharesIn(transcript, against, by, unhex(secret)) ? by : against
}

/** Whether every member has signed that it holds its shares. */
export function allAccepted(transcript: CeremonyTranscript, acceptances: readonly Acceptance[]): boolean {
  const digest = transcriptDigest(transcript)
  return transcript.ceremony.members.every(({ key }, i) => {
    const given = acceptances[i]
    return given?.from === i + 1 && isSigned(key, accepted(digest, i + 1), given.signature)
  })
}

/** The joint keys: per key its verification vector, whose first point is the public key. Throws when one is no key. */
export function jointKeys({ ceremony, deals }: CeremonyTranscript): string[][] {
  const { read, isKey } = curveOf(ceremony.curve)
  return Array.from({ length: ceremony.count }, (_, key) => {
    const sums = Array.from({ length: ceremony.threshold }, (_, power) =>
      deals.map((d) => read(d.commitments[key]![power]!)!).reduce((sum, point) => sum.add(point)),
    )
    if (!isKey(sums[0]!)) throw new RangeError(`key ${key} of ceremony ${ceremony.id} is none`)
    return sums.map((point) => point.toHex())
  })
}
