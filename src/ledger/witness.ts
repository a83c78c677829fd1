import { bytesOfBase64, bytesOfHex, equal, hex, type Sha256, sha256 } from './bytes.ts'
import { type Checkpoint, parseCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { cosign, parseNote, type Signer, type VerifierKey } from './note.ts'
import { verifyConsistency } from './tree.ts'

/** What a witness remembers of a log: the last checkpoint that it cosigned. */
export interface Seen {
  size: number
  /** hex */
  root: string
}

/** An answer of c2sp.org/tlog-witness: its status, its text, and what is to be remembered before it is given. */
export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422
  body: string
  seen?: { origin: string } & Seen
}

/**
 * Decides over `add-checkpoint`: a witness cosigns a log's checkpoint when it carries on from the last one that it
 * cosigned. A log that was cut, rewritten or shown differently to others gets no cosignature.
 * @param body `old <size>`, the lines of the proof, a blank line, the signed note
 * @param latest what it remembers of a log
 * @param time seconds since 1970-01-01T00:00Z
 */
export function witnessed(
  body: string,
  around: {
    logs: readonly VerifierKey[]
    latest(origin: string): Seen | undefined
    signer: Signer
    time: number
    hash?: Sha256
  },
): WitnessAnswer {
  const { logs, latest, signer, time, hash = sha256 } = around
  const request = readRequest(body)
  if (!request) return { status: 400, body: 'malformed request\n' }
  const { old, proof, note, checkpoint } = request
  const { origin, size, root } = checkpoint
  const known = logs.filter((key) => key.name === origin)
  if (known.length === 0) return { status: 404, body: 'unknown log\n' }
  if (!known.some((key) => verifyCheckpoint(note, key, { hash }).ok))
    return { status: 403, body: 'not signed by this log\n' }
  if (old > size) return { status: 400, body: 'the old size is larger than the checkpoint\n' }
  const seen = latest(origin) ?? { size: 0, root: '' }
  if (old !== seen.size) return { status: 409, body: `${seen.size}\n` }
  if (old === size && size > 0 && !equal(root, bytesOfHex(seen.root, 32)!))
    return { status: 409, body: `${seen.size}\n` }
  if (!carriesOn(seen, checkpoint, proof, hash))
    return { status: 422, body: 'the proof does not lead from the old tree to the new one\n' }
  return {
    status: 200,
    body: cosign(note, signer, time).slice(note.length),
    seen: { origin, size, root: hex(root) },
  }
}

function carriesOn(
  seen: Seen,
  { size, root }: Checkpoint,
  proof: readonly Uint8Array[],
  hash: Sha256,
): boolean {
  if (seen.size === 0 || seen.size === size) return proof.length === 0
  const old = { size: seen.size, root: bytesOfHex(seen.root, 32)! }
  return verifyConsistency(old, { size, root }, proof, hash)
}

function readRequest(body: string) {
  const end = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, end).split('\n')
  const digits = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1]
  const note = body.slice(end + 2)
  const parsed = parseNote(note)
  const checkpoint = parsed && parseCheckpoint(parsed.text)
  const proof = lines.map(bytesOfBase64)
  if (end < 0 || digits === undefined || !checkpoint || proof.length > 63) return undefined
  if (!proof.every((node) => node?.length === 32)) return undefined
  return { old: Number(digits), proof: proof as Uint8Array[], note, checkpoint }
}
