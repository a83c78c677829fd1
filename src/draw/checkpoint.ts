import { ed25519 } from '@noble/curves/ed25519.js'
import { parseKey, verifyCheckpoint } from '../ledger/index.ts'
import type { Transcript } from './spec.ts'
import { type Hash, hex, pureSuites } from './suite.ts'

/** A checkpoint as a transcript names it: its root in hex. */
export type NotedCheckpoint = Transcript['checkpoint']

/** Lines of a note with one signature: three of text, the blank one, the signature, the end. */
const linesOfOneSignature = 6

/**
 * Reads a note that the log and nobody else has signed; undefined when it is anything else. Ed25519 by RFC 8032 to the
 * letter, so that every verifier accepts the same signatures.
 * @param log the log's verifier key, `name+id+base64`
 */
export function signedCheckpoint(
  note: string,
  log: string,
  sha256: Hash = pureSuites.sha256,
): NotedCheckpoint | undefined {
  const key = parseKey(log)
  if (key?.type !== 1 || note.split('\n').length !== linesOfOneSignature) return undefined
  const verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) =>
    ed25519.verify(signature, message, publicKey, { zip215: false })
  try {
    const result = verifyCheckpoint(note, key, { verify, hash: sha256 })
    if (!result.ok) return undefined
    const { origin, size, root } = result.checkpoint
    return { origin, size, root: hex(root) }
  } catch {
    return undefined
  }
}
