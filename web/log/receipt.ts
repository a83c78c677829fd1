import {
  bytesOfHex,
  hex,
  parseKey,
  type Receipt,
  type ReceiptFault,
  verifyConsistency,
  verifyReceipt,
} from '../../src/ledger/index.ts'

/** What the check of a receipt found, for the screen. */
export interface Checked {
  ok: boolean
  fault?: ReceiptFault
  /** Root (hex) and size of the log under whose signature the receipt stands. */
  root?: string
  size?: number
  receipt?: Receipt
}

/** Checks a receipt with the log's own functions against the log's key, `name+id+base64`. */
export function checkReceipt(receipt: unknown, key: string): Checked {
  const log = parseKey(key)
  if (!log) return { ok: false, fault: 'malformed' }
  const found = verifyReceipt(receipt, log)
  if (!found.ok) return { ok: false, fault: found.fault }
  const { root, size } = found.checkpoint
  return { ok: true, root: hex(root), size, receipt: receipt as Receipt }
}

/** Whether the log of now begins with the log that was seen before (RFC 9162 consistency). */
export function growsOutOf(
  before: { size: number; root: string },
  now: { size: number; root: string },
  proof: readonly string[],
): boolean {
  const bytes = (text: string) => bytesOfHex(text, 32)
  const [first, second] = [bytes(before.root), bytes(now.root)]
  const nodes = proof.map(bytes)
  if (!first || !second || nodes.some((n) => n === undefined)) return false
  return verifyConsistency(
    { size: before.size, root: first },
    { size: now.size, root: second },
    nodes as Uint8Array[],
  )
}
