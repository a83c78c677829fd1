import { concat, domain, type Hash } from './suite.ts'
import { ascending } from './tickets.ts'

/** Leaves one after another in ascending order: the roster as it is frozen. Throws on a leaf that stands twice. */
export function rosterOf(leaves: readonly Uint8Array[]): Uint8Array {
  const given = new Uint8Array(leaves.length * 32)
  for (const [i, leaf] of leaves.entries()) {
    if (leaf.length !== 32) throw new RangeError('a leaf has 32 bytes')
    given.set(leaf, i * 32)
  }
  const roster = new Uint8Array(given.length)
  for (const [i, at] of ascending(given).entries()) roster.set(given.subarray(at * 32, at * 32 + 32), i * 32)
  for (let at = 32; at < roster.length; at += 32) {
    if (sameRow(roster, at - 32, at)) throw new RangeError('an entry stands twice')
  }
  return roster
}

/**
 * The root that freezes a roster: H(domain ‖ number of entries ‖ root of the Merkle tree of RFC 6962 whose leaf hashes are
 * the ascending leaves). The domain keeps a roster from being taken for the log; the number fixes the tree's shape, so
 * that no inner node can be passed off as an entry.
 * @param roster n × 32 bytes in ascending order, n ≥ 1
 */
export function rosterRoot(hash: Hash, roster: Uint8Array): Uint8Array {
  const n = roster.length / 32
  if (n === 0) throw new RangeError('an empty roster has no root')
  const number = new Uint8Array(8)
  new DataView(number.buffer).setBigUint64(0, BigInt(n))
  return hash(concat(domain('roster'), number, treeRoot(hash, roster)))
}

/** Level by level: pairing neighbours gives the left full subtrees of RFC 6962, and a last odd one rises. */
function treeRoot(hash: Hash, leaves: Uint8Array): Uint8Array {
  const level = leaves.slice()
  const input = new Uint8Array(65)
  input[0] = 1
  for (let width = leaves.length / 32; width > 1; width = Math.ceil(width / 2)) {
    const pairs = Math.floor(width / 2)
    for (let i = 0; i < pairs; i++) {
      input.set(level.subarray(i * 64, i * 64 + 64), 1)
      level.set(hash(input), i * 32)
    }
    if (width % 2 === 1) level.copyWithin(pairs * 32, (width - 1) * 32, width * 32)
  }
  return level.subarray(0, 32)
}

function sameRow(rows: Uint8Array, a: number, b: number): boolean {
  for (let i = 0; i < 32; i++) if (rows[a + i] !== rows[b + i]) return false
  return true
}
