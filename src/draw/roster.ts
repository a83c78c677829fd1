import { domain, type Hash } from './suite.ts'
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
 * The root that freezes a roster: the Merkle tree of RFC 6962 over the ascending leaves, with the leaf's prefix byte
 * followed by this protocol's domain, so that a roster can never be taken for the log or the log for a roster.
 * @param roster n × 32 bytes in ascending order, n ≥ 1
 */
export function rosterRoot(hash: Hash, roster: Uint8Array): Uint8Array {
  const n = roster.length / 32
  if (n === 0) throw new RangeError('an empty roster has no root')
  const tag = domain('roster')
  const leafInput = new Uint8Array(1 + tag.length + 32)
  leafInput.set(tag, 1)
  // Level by level in place: the left full subtree of RFC 6962 is what pairing neighbours gives, a last odd one rises.
  const level = new Uint8Array(roster.length)
  for (let i = 0; i < n; i++) {
    leafInput.set(roster.subarray(i * 32, i * 32 + 32), 1 + tag.length)
    level.set(hash(leafInput), i * 32)
  }
  const nodeInput = new Uint8Array(65)
  nodeInput[0] = 1
  for (let width = n; width > 1; width = Math.ceil(width / 2)) {
    const pairs = Math.floor(width / 2)
    for (let i = 0; i < pairs; i++) {
      nodeInput.set(level.subarray(i * 64, i * 64 + 64), 1)
      level.set(hash(nodeInput), i * 32)
    }
    if (width % 2 === 1) level.copyWithin(pairs * 32, (width - 1) * 32, width * 32)
  }
  return level.slice(0, 32)
}

function sameRow(rows: Uint8Array, a: number, b: number): boolean {
  for (let i = 0; i < 32; i++) if (rows[a + i] !== rows[b + i]) return false
  return true
}
