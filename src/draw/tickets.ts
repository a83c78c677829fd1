import { concat, domain, type Hash } from './suite.ts'

/** seed = H(domain ‖ spec ‖ root ‖ signature ‖ beacon); nobody can choose any of them once the roster is frozen. */
export function seedOf(
  hash: Hash,
  parts: { spec: Uint8Array; root: Uint8Array; signature: Uint8Array; beacon?: Uint8Array },
): Uint8Array {
  return hash(
    concat(domain('seed'), parts.spec, parts.root, parts.signature, parts.beacon ?? new Uint8Array()),
  )
}

/** The result of a draw over leaves that were given in any order. */
export interface Order {
  /** Positions in the given list, best first: `order[0]` wins, the others are alternates in this order. */
  order: Uint32Array
  /** The ticket of each leaf, in the order given: n × 32 bytes. */
  tickets: Uint8Array
}

/**
 * Gives each leaf its ticket, H(seed ‖ leaf), and sorts by it. The order of arrival plays no part: a ticket depends on
 * the seed and its own leaf alone.
 * @param leaves n × 32 bytes, all different
 */
export function drawOrder(hash: Hash, seed: Uint8Array, leaves: Uint8Array): Order {
  const n = leaves.length / 32
  const tickets = new Uint8Array(leaves.length)
  const prefixes = new Float64Array(n)
  const input = new Uint8Array(64)
  input.set(seed)
  for (let i = 0; i < n; i++) {
    input.set(leaves.subarray(i * 32, i * 32 + 32), 32)
    const ticket = hash(input)
    tickets.set(ticket, i * 32)
    prefixes[i] = prefix(ticket)
  }
  return { order: sorted(tickets, prefixes), tickets }
}

/** Positions of the 32-byte rows in ascending order. */
export function ascending(rows: Uint8Array): Uint32Array {
  const prefixes = Float64Array.from({ length: rows.length / 32 }, (_, i) => prefix(rows, i * 32))
  return sorted(rows, prefixes)
}

// The first 6 bytes as a number decide nearly always: comparing numbers is what makes a million sort in a second.
const prefix = (row: Uint8Array, at = 0): number =>
  row[at]! * 2 ** 40 +
  row[at + 1]! * 2 ** 32 +
  row[at + 2]! * 2 ** 24 +
  ((row[at + 3]! << 16) | (row[at + 4]! << 8) | row[at + 5]!)

function sorted(rows: Uint8Array, prefixes: Float64Array): Uint32Array {
  const compare = (a: number, b: number) => prefixes[a]! - prefixes[b]! || compareRows(rows, a, b)
  return Uint32Array.from(prefixes.keys()).sort(compare)
}

function compareRows(rows: Uint8Array, a: number, b: number): number {
  for (let i = 6; i < 32; i++) {
    const difference = rows[a * 32 + i]! - rows[b * 32 + i]!
    if (difference !== 0) return difference
  }
  return 0
}
