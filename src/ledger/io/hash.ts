import { hash } from 'node:crypto'
import type { Keys } from '../../platform/deps.ts'
import type { Sha256, VerifierKey } from '../index.ts'

/** OpenSSL's SHA-256 for the pure functions. */
export const sha256OfServer: Sha256 = (message) => hash('sha256', message, 'buffer')

/** Binds a fact to the keys of this system, which are not in the database. hex */
export const macOf = (keys: Keys, leaf: string): string => keys.digest('ledger fact', leaf)

/** The key by which anyone checks this log's checkpoints. */
export const logKey = (keys: Keys): VerifierKey => ({
  name: keys.log.name,
  type: 1,
  publicKey: keys.log.publicKey,
})
