import { bls12_381 } from '@noble/curves/bls12-381.js'
import { unhex } from './suite.ts'

/*
 * Threshold BLS signatures on BLS12-381 with short signatures: keys in G2 (96 bytes), signatures in G1 (48 bytes), as
 * drand's quicknet has them. Rejected: long signatures, which cost 3.6 times as much to make (6.1 ms against 1.7 ms)
 * and twice the bytes. A BLS signature is unique: for a message and a key there is one, whoever contributes to it.
 */

const { G2, fields, shortSignatures: bls } = bls12_381
const { Fr } = fields
const PublicPoint = G2.Point

/** RFC 9380 domain separation: hash to G1, this protocol only, so that no other system's signature fits here. */
export const signatureDomain = 'XUNSHI-DRAW-V01-CS01-with-BLS12381G1_XMD:SHA-256_SSWU_RO_'

/** One trustee's contribution; `trustee` is its number, 1 first. */
export interface Partial {
  trustee: number
  /** hex, 48 bytes: a compressed point of G1 */
  signature: string
}

/** More than half must be needed: otherwise two different rosters could both be completed. */
export function checkNumbers(threshold: number, trustees: number): void {
  if (!(threshold >= 2 && threshold <= trustees && threshold * 2 > trustees && trustees <= 99)) {
    throw new RangeError(`${threshold} of ${trustees} is no majority`)
  }
}

/** The public key of one trustee, from the commitments alone. */
export function trusteeKey(commitments: readonly string[], trustee: number): string {
  const name = [trustee, ...commitments].join()
  const known = keys.get(name)
  if (known !== undefined) return known
  const x = BigInt(trustee)
  const key = commitments
    .map((c) => PublicPoint.fromHex(c))
    .reduceRight((sum, c) => sum.multiplyUnsafe(x).add(c), PublicPoint.ZERO)
    .toHex()
  if (keys.size >= 200) keys.clear()
  keys.set(name, key)
  return key
}

// A city's trustees are the same for years, and each of their keys takes 8 ms to work out.
const keys = new Map<string, string>()

/** A trustee's partial signature of a message: hex, 48 bytes. */
export function signPartial(message: Uint8Array, share: string): string {
  return bls.Signature.toHex(bls.sign(bls.hash(message, signatureDomain), unhex(share)))
}

/** Whether a signature of the message is that of a public key, by one pairing check. Malformed input is simply wrong. */
export function signatureIsRight(
  message: Uint8Array,
  publicKey: string,
  signature: string,
  dst: string = signatureDomain,
): boolean {
  try {
    const point = bls.Signature.fromHex(signature)
    const key = PublicPoint.fromHex(publicKey)
    if (bls.Signature.toHex(point) !== signature || key.toHex() !== publicKey || key.is0() || point.is0())
      return false
    return bls.verify(point, bls.hash(message, dst), key)
  } catch {
    return false
  }
}

/** Whether a partial signature is the one that its trustee's share gives. */
export function partialIsRight(
  message: Uint8Array,
  commitments: readonly string[],
  partial: Partial,
): boolean {
  try {
    return signatureIsRight(message, trusteeKey(commitments, partial.trustee), partial.signature)
  } catch {
    return false
  }
}

/**
 * The group's signature from any `threshold` right partials of different trustees (Lagrange interpolation at 0).
 * Which ones makes no difference: the result is the same point. Throws on a repeated trustee.
 * @returns hex, 48 bytes
 */
export function combine(partials: readonly Partial[]): string {
  const xs = partials.map((p) => BigInt(p.trustee))
  if (new Set(xs).size !== xs.length) throw new RangeError('a trustee signs once')
  const terms = partials.map((p, i) =>
    bls.Signature.fromHex(p.signature).multiplyUnsafe(lagrangeAtZero(xs[i]!, xs)),
  )
  return bls.Signature.toHex(terms.reduce((sum, term) => sum.add(term)))
}

/** The weight of the value at x in the polynomial's value at 0. */
function lagrangeAtZero(x: bigint, xs: readonly bigint[]): bigint {
  return xs
    .filter((other) => other !== x)
    .reduce((product, other) => Fr.mul(product, Fr.div(other, Fr.sub(other, x))), 1n)
}
