import { bytesOfHex, type Ed25519Verify, equal, hex, type Sha256, sha256 } from './bytes.ts'
import { type Checkpoint, type CheckpointFault, verifyCheckpoint, type WitnessPolicy } from './checkpoint.ts'
import type { VerifierKey } from './note.ts'
import { type FactRecord, leafHash, readRecord } from './record.ts'
import { verifyInclusion } from './tree.ts'

/** Proof, to be kept by whoever it concerns, that a fact stands in the log. Checks offline. */
export interface Receipt {
  v: 1
  /** Hex. */
  leaf: string
  /** The fact itself, for those who may read it. */
  record?: FactRecord
  index: number
  /** Hex, from the leaf up. */
  proof: readonly string[]
  /** The signed note. */
  checkpoint: string
}

export type ReceiptFault = CheckpointFault | 'wrong-record' | 'not-in-log'

/** Puts a receipt together. */
export const receiptOf = (
  leaf: Uint8Array,
  index: number,
  proof: readonly Uint8Array[],
  checkpoint: string,
  record?: FactRecord,
): Receipt => ({
  v: 1,
  leaf: hex(leaf),
  ...(record ? { record } : {}),
  index,
  proof: proof.map(hex),
  checkpoint,
})

/** Checks a receipt against the log's key: its record, its place in the tree, the signature. Takes anything. */
export function verifyReceipt(
  receipt: unknown,
  log: VerifierKey,
  options: { witnesses?: WitnessPolicy; verify?: Ed25519Verify; hash?: Sha256 } = {},
): { ok: true; checkpoint: Checkpoint } | { ok: false; fault: ReceiptFault } {
  const hash = options.hash ?? sha256
  const read = readReceipt(receipt)
  if (!read) return { ok: false, fault: 'malformed' }
  const { leaf, proof } = read
  const { record, index, checkpoint: note } = receipt as Receipt
  if (record !== undefined) {
    const found = readRecord(record)
    if (!found || !equal(leafHash(found, hash), leaf)) return { ok: false, fault: 'wrong-record' }
  }
  const checked = verifyCheckpoint(note, log, options)
  if (!checked.ok) return checked
  const { size, root } = checked.checkpoint
  return verifyInclusion({ leaf, index, size, root }, proof, hash)
    ? checked
    : { ok: false, fault: 'not-in-log' }
}

function readReceipt(value: unknown): { leaf: Uint8Array; proof: Uint8Array[] } | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { v, leaf, index, proof, checkpoint } = value as Partial<Receipt>
  const leafBytes = typeof leaf === 'string' ? bytesOfHex(leaf, 32) : undefined
  if (v !== 1 || !leafBytes || typeof index !== 'number' || typeof checkpoint !== 'string') return undefined
  if (!Array.isArray(proof) || proof.length > 64) return undefined
  const nodes = proof.map((node) => (typeof node === 'string' ? bytesOfHex(node, 32) : undefined))
  return nodes.every((node) => node !== undefined) ? { leaf: leafBytes, proof: nodes } : undefined
}
