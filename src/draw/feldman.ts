import { bls12_381 } from '@noble/curves/bls12-381.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { hex, unhex } from './suite.ts'

/*
 * Feldman's arithmetic on the two curves of the draw: G2 of BLS12-381 for the key that signs, edwards25519 for the keys
 * that quotes and names are sealed to.
 */

/** `bls12-381-g2`: 96 bytes a point; `ed25519`: 32. */
export type CurveName = 'bls12-381-g2' | 'ed25519'

/** What is needed of a point; both of the library's classes have it. */
interface Point {
  add(other: Point): Point
  multiplyUnsafe(k: bigint): Point
  equals(other: Point): boolean
  is0(): boolean
  isTorsionFree(): boolean
  toHex(): string
}

interface Curve {
  order: bigint
  zero: Point
  /** The generator times a secret. */
  base(k: bigint): Point
  /** A point in its one canonical form; undefined when the text is none. */
  read(text: string): Point | undefined
  /** Whether a joint point can serve as a public key: not zero, of prime order. */
  isKey(point: Point): boolean
}

interface Library {
  BASE: Point & { multiply(k: bigint): Point }
  ZERO: Point
  Fn: { ORDER: bigint }
  fromHex(text: string): Point
}

function curve(library: Library): Curve {
  const order = library.Fn.ORDER
  // Each trustee of a ceremony reads the same points, and one of G2 takes milliseconds.
  const known = new Map<string, Point>()
  return {
    order,
    zero: library.ZERO,
    base: (k) => (k === 0n ? library.ZERO : library.BASE.multiply(k)),
    read(text) {
      const before = known.get(text)
      if (before) return before
      try {
        const point = library.fromHex(text)
        if (point.toHex() !== text) return undefined
        if (known.size >= 4000) known.clear()
        known.set(text, point)
        return point
      } catch {
        return undefined
      }
    },
    isKey: (point) => !point.is0() && point.isTorsionFree(),
  }
}

const curves: Record<CurveName, Curve> = {
  'bls12-381-g2': curve(bls12_381.G2.Point as unknown as Library),
  ed25519: curve(ed25519.Point as unknown as Library),
}
export const curveOf = (name: CurveName): Curve => curves[name]

/** A scalar as it is stored and sent: hex, 32 bytes, the highest first. */
export const scalarHex = (n: bigint): string => n.toString(16).padStart(64, '0')

/** The verification key of one trustee: the committed polynomial at its number. */
function keyAt({ read, zero }: Curve, commitments: readonly string[], trustee: number): Point {
  const x = BigInt(trustee)
  return commitments.reduceRight((sum, text) => {
    const point = read(text)
    if (!point) throw new RangeError(`no point: ${text}`)
    return sum.multiplyUnsafe(x).add(point)
  }, zero)
}

/** Whether a share is the one that the commitments promise to a trustee. */
export function shareFits(
  name: CurveName,
  commitments: readonly string[],
  trustee: number,
  share: bigint,
): boolean {
  const on = curves[name]
  return share < on.order && on.base(share).equals(keyAt(on, commitments, trustee))
}

/** A share that a trustee released. */
export interface Released {
  trustee: number
  /** hex, 32 bytes */
  share: string
}

/** The key behind right shares of different trustees, at least the threshold of them (Lagrange at 0). */
export function joined(name: CurveName, shares: readonly Released[]): bigint {
  const { order } = curves[name]
  const mod = (n: bigint) => ((n % order) + order) % order
  return shares.reduce((sum, { trustee, share }) => {
    let [above, below] = [1n, 1n]
    for (const other of shares) {
      if (other.trustee === trustee) continue
      above = mod(above * BigInt(other.trustee))
      below = mod(below * BigInt(other.trustee - trustee))
    }
    return mod(sum + BigInt(`0x${share}`) * above * inverse(below, order))
  }, 0n)
}

/** By Fermat; the order is prime. */
function inverse(n: bigint, order: bigint): bigint {
  let [result, base] = [1n, n]
  for (let e = order - 2n; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * base) % order
    base = (base * base) % order
  }
  return result
}

/** The X25519 public key to a joint point of edwards25519, its first commitment. hex */
export const sealingKeyOf = (commitments: readonly string[]): string =>
  hex(ed25519.utils.toMontgomery(unhex(commitments[0]!)))

/**
 * The X25519 private key to a scalar of edwards25519. X25519 multiplies by 8 m with 2^251 ≤ m < 2^252 (RFC 7748, 5:
 * "clamping"), and sees a point without its sign. Of m = s / 8 and its negative modulo the order, one lies there.
 */
export function sealingSecretOf(scalar: bigint): Uint8Array {
  const { order } = curves.ed25519
  const eighth = (scalar * inverse(8n, order)) % order
  const m = eighth >= 2n ** 251n ? eighth : order - eighth
  if (m >= 2n ** 252n) throw new RangeError('a key that one in 2^126 has')
  return unhex(scalarHex(8n * m)).toReversed()
}
