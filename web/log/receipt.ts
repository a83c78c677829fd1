import { hex, parseKey, type Receipt, type ReceiptFault, verifyReceipt } from '../../src/ledger/index.ts'

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
