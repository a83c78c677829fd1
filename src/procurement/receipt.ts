import type { Instant } from '../calendar/index.ts'
import type { Party } from '../draw/index.ts'
import type { FactRecord } from '../ledger/index.ts'

/**
 * What a registrant keeps (23.2): the sealed entry in full, so that it can be found in the log and in the draw, and the
 * log's signature under it. With it a registration cannot be denied, moved or left out of a draw unnoticed. It names the
 * registrant: nobody else has it.
 */
export interface RegistrationReceipt {
  v: 1
  procurement: string
  /** Number of the announcement. */
  announcement: string
  registeredAt: Instant
  /** Hex: hash of the entry as a leaf of the log; `/api/log/receipts/<leaf>` proves its place. */
  leaf: string
  /** The entry behind the leaf. */
  record: FactRecord
  /** Who stands behind the entry's commitment. */
  party: Party
  /** Signed note (c2sp.org/signed-note) of the three lines below, by the log's key. */
  note: string
}

/** The text that the log's key signs: what it is, for which announcement, which leaf, when. */
export const receiptText = (r: Pick<RegistrationReceipt, 'announcement' | 'leaf' | 'registeredAt'>): string =>
  `xunshi-registration/1\n${r.announcement}\n${r.leaf}\n${r.registeredAt}\n`
