import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256. The browser uses @noble/hashes; the server hands in Node's OpenSSL, which is some ten times faster. */
export type Sha256 = (message: Uint8Array) => Uint8Array

export const sha256: Sha256 = nobleSha256

/** Verifies an Ed25519 signature; injectable for the same reason. */
export type Ed25519Verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean

export const hex = bytesToHex
export const utf8 = utf8ToBytes

/** Reads hex of exactly `length` bytes; undefined for anything else. */
export function bytesOfHex(text: string, length: number): Uint8Array | undefined {
  return text.length === 2 * length && /^[0-9a-f]*$/.test(text) ? hexToBytes(text) : undefined
}

export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** Reads standard base64 in its one canonical form; undefined for anything else. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  return base64(bytes) === text ? bytes : undefined
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
