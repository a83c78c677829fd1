import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { sm3 } from './sm3.ts'

/** The name of the protocol; the head of every domain below. */
export const protocol = 'xunshi-draw/1'

/** The hash of a draw: SHA-256, or the national SM3 (GB/T 32905). */
export type SuiteName = 'sha256' | 'sm3'

/** A hash of 32 bytes. The server injects OpenSSL's, the browser uses the pure ones. */
export type Hash = (message: Uint8Array) => Uint8Array

/** The pure hashes, which run anywhere. */
export const pureSuites: Readonly<Record<SuiteName, Hash>> = { sha256, sm3 }

/** `xunshi-draw/1 <what>` and a zero byte: no two uses of the hash can ever be fed the same bytes. */
export const domain = (what: string): Uint8Array => utf8ToBytes(`${protocol} ${what}\0`)

/** JSON by RFC 8785: one text for one value. Throws on what JSON cannot hold. */
export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('no JSON value')
  return text
}

export const hex = bytesToHex
export const unhex = hexToBytes
export const utf8 = utf8ToBytes
export const concat = concatBytes
