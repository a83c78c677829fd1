import { base64, bytesOfBase64, type Ed25519Verify, type Sha256 } from './bytes.ts'
import { checkSignature, parseNote, type Signer, signNote, type VerifierKey } from './note.ts'

/** What the log commits to: this many leaves, this root (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  /** Unique name of the log. */
  origin: string
  size: number
  /** 32 bytes */
  root: Uint8Array
}

const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${base64(root)}\n`

/** Signs a checkpoint as the log whose name is its origin. */
export const signCheckpoint = (log: Signer, size: number, root: Uint8Array): string =>
  signNote(formatCheckpoint({ origin: log.name, size, root }), log)

/** Reads the text of a checkpoint; undefined when it is malformed. Extension lines are not read: this log has none. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', digits = '', encoded = '', end, ...more] = text.split('\n')
  const root = bytesOfBase64(encoded)
  const size = Number(digits)
  if (origin === '' || end !== '' || more.length > 0) return undefined
  if (!/^(0|[1-9]\d*)$/.test(digits) || !Number.isSafeInteger(size) || root?.length !== 32) return undefined
  return { origin, size, root }
}

/** How many trusted witnesses must have cosigned, and which are trusted. */
export interface WitnessPolicy {
  keys: readonly VerifierKey[]
  threshold: number
}

export type CheckpointFault = 'malformed' | 'unsigned' | 'forged' | 'wrong-log' | 'too-few-witnesses'

/** Checks a checkpoint's signature by the log's key and, if asked, that enough witnesses have cosigned it. */
export function verifyCheckpoint(
  note: string,
  log: VerifierKey,
  options: { witnesses?: WitnessPolicy; verify?: Ed25519Verify; hash?: Sha256 } = {},
): { ok: true; checkpoint: Checkpoint } | { ok: false; fault: CheckpointFault } {
  const parsed = parseNote(note)
  const checkpoint = parsed && parseCheckpoint(parsed.text)
  if (!parsed || !checkpoint) return { ok: false, fault: 'malformed' }
  if (checkpoint.origin !== log.name) return { ok: false, fault: 'wrong-log' }
  const signed = checkSignature(parsed, log, options.verify, options.hash)
  if (!signed.signed) return { ok: false, fault: signed.forged ? 'forged' : 'unsigned' }
  if (options.witnesses) {
    const checks = options.witnesses.keys.map((key) =>
      checkSignature(parsed, key, options.verify, options.hash),
    )
    if (checks.some((c) => !c.signed && c.forged)) return { ok: false, fault: 'forged' }
    if (checks.filter((c) => c.signed).length < options.witnesses.threshold)
      return { ok: false, fault: 'too-few-witnesses' }
  }
  return { ok: true, checkpoint }
}
