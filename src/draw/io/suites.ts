import { hash } from 'node:crypto'
import type { Hash, SuiteName } from '../suite.ts'

/** OpenSSL's hashes for the pure functions. */
export const fastSuites: Readonly<Record<SuiteName, Hash>> = {
  sha256: (message) => hash('sha256', message, 'buffer'),
  sm3: (message) => hash('sm3', message, 'buffer'),
}
