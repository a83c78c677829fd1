import { Encrypter } from 'age-encryption'
import { combine, split } from 'shamir-secret-sharing'
import type { Trustees } from '../trustee.ts'
import { sealingPublicKey } from './box.ts'

/**
 * Splits the private half of a sealing key among the trustees, each share encrypted to its trustee together with the
 * spec that it belongs to.
 * @param spec hash of the draw's spec, 32 bytes
 * @returns one encrypted share per trustee, in their order
 */
export async function sharesFor(
  trustees: Trustees,
  spec: Uint8Array,
  secretKey: Uint8Array,
): Promise<Uint8Array[]> {
  const shares = await split(secretKey, trustees.members.length, trustees.threshold)
  return Promise.all(
    trustees.members.map((member, i) => {
      const encrypter = new Encrypter()
      encrypter.addRecipient(member.recipient)
      return encrypter.encrypt(new Uint8Array([...spec, ...shares[i]!]))
    }),
  )
}

/** A share that a trustee released. */
export interface Released {
  trustee: number
  share: Uint8Array
}

/**
 * Puts the private half together again from the first `threshold` shares that give the known public key; a wrong share
 * only makes its combinations fail. Undefined when no combination fits.
 */
export async function joinShares(
  released: readonly Released[],
  threshold: number,
  publicKey: Uint8Array,
): Promise<{ secretKey: Uint8Array; from: number[] } | undefined> {
  for (const group of choose(released, threshold)) {
    const secretKey = await combine(group.map((r) => r.share)).catch(() => undefined)
    if (secretKey?.length !== 32) continue
    if (Buffer.compare(sealingPublicKey(secretKey), publicKey) === 0) {
      return { secretKey, from: group.map((r) => r.trustee) }
    }
  }
  return undefined
}

function* choose<T>(items: readonly T[], k: number): Generator<T[]> {
  if (k === 0) yield []
  for (let i = 0; i + k <= items.length && k > 0; i++) {
    for (const rest of choose(items.slice(i + 1), k - 1)) yield [items[i]!, ...rest]
  }
}
