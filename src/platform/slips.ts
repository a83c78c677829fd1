import { randomInt } from 'node:crypto'
import { nextNumber } from './act.ts'
import type { Keys, Tx } from './deps.ts'

/** Without what is mistaken for something else when it is read out or copied: 0 O, 1 I L, U V. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ'
/** 29 to the 10th: 48 bits, behind a limit of attempts. */
const length = 10

/** What somebody without an account keeps of what they handed in: a number to name it by, and a code that only they have. */
export interface Slip {
  number: string
  code: string
  /** What the table keeps instead of the code. */
  digest: string
}

/** Numbers run within a year, `ZX2026-00042`; the code is told once and kept nowhere. */
export async function newSlip(tx: Tx, keys: Keys, prefix: string, year: string): Promise<Slip> {
  const n = await nextNumber(tx, `slip/${prefix}/${year}`)
  const number = `${prefix}${year}-${String(n).padStart(5, '0')}`
  const code = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
  return { number, code, digest: digestOf(keys, number, code) }
}

/** The digest under which a slip is found; spaces, hyphens and small letters are how people type. */
export const digestOf = (keys: Keys, number: string, code: string): string =>
  keys.digest('slip', number.trim().toUpperCase(), code.replaceAll(/[\s-]/g, '').toUpperCase())
