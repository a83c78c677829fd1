import { sha256 } from '@noble/hashes/sha2.js'
import type { Beacon } from './spec.ts'
import { unhex } from './suite.ts'
import { signatureIsRight } from './threshold.ts'

/** The domain of drand's scheme `bls-unchained-g1-rfc9380` (quicknet). */
const drandDomain = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

/** Whether a signature is the one of the round that the spec named: the message is SHA-256 of its number in 8 bytes. */
export function beaconIsRight({ publicKey, round }: Beacon, signature: string): boolean {
  const number = new Uint8Array(8)
  new DataView(number.buffer).setBigUint64(0, BigInt(round))
  return signatureIsRight(sha256(number), publicKey, signature, drandDomain)
}

/** The round's randomness, which goes into the seed: SHA-256 of its signature. */
export const beaconValue = (signature: string): Uint8Array => sha256(unhex(signature))
