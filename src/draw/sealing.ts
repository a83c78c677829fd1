import { gcm } from '@noble/ciphers/aes.js'
import { x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8 } from './suite.ts'

/*
 * A sealed box: anyone can close it to a public key, only the holder of the private key can open it. The sender's key is
 * fresh for each box, so the nonce can be zero; the context is bound into the key, so a box cannot be moved to another
 * draw or purpose. Format: sender's public key (32) ‖ AES-256-GCM ciphertext of the padded text ‖ tag (16).
 */

export const sealNonce = new Uint8Array(12)
export const sealInfo = (context: string): Uint8Array => utf8(`xunshi-seal/1 ${context}`)

/**
 * Seals bytes to a public key; runs in the browser.
 * @param context what the box is for, for example `party <hash of the spec>`; opening needs the same
 * @param random 32 secret random bytes, used once
 */
export function seal(
  publicKey: Uint8Array,
  plain: Uint8Array,
  context: string,
  random: Uint8Array,
): Uint8Array {
  const sender = x25519.getPublicKey(random)
  const key = boxKey(x25519.getSharedSecret(random, publicKey), sender, publicKey, context)
  return concat(sender, gcm(key, sealNonce).encrypt(pad(plain)))
}

/** Opens a box; throws when it was closed for another key or context, or has been changed. */
export function unseal(secretKey: Uint8Array, box: Uint8Array, context: string): Uint8Array {
  const sender = box.subarray(0, 32)
  const key = boxKey(
    x25519.getSharedSecret(secretKey, sender),
    sender,
    x25519.getPublicKey(secretKey),
    context,
  )
  return unpad(gcm(key, sealNonce).decrypt(box.subarray(32)))
}

const boxKey = (shared: Uint8Array, sender: Uint8Array, recipient: Uint8Array, context: string): Uint8Array =>
  hkdf(sha256, shared, concat(sender, recipient), sealInfo(context), 32)

const block = 256

/** Fills up to a multiple of 256 bytes (0x80, then zeros): the length of a box must not tell whose name is in it. */
export function pad(plain: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((plain.length + 1) / block) * block)
  padded.set(plain)
  padded[plain.length] = 0x80
  return padded
}

export function unpad(padded: Uint8Array): Uint8Array {
  const end = padded.findLastIndex((byte) => byte !== 0)
  if (padded[end] !== 0x80) throw new RangeError('a sealed box is padded')
  return padded.subarray(0, end)
}
