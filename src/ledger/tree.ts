import { equal, type Sha256, sha256 } from './bytes.ts'

/**
 * The Merkle tree of RFC 6962 / 9162 over leaf hashes. Only complete subtrees are ever stored: the node (level, index)
 * is the root of the 2^level leaves from index · 2^level on, and once written it never changes.
 */
export interface Node {
  level: number
  index: number
  hash: Uint8Array
}

/** Where a node stands. */
export type Place = Pick<Node, 'level' | 'index'>

/** The right edge of a tree: all that is needed to go on appending. `peaks` are its complete subtrees, largest first. */
export interface Edge {
  size: number
  peaks: readonly Uint8Array[]
}

export const emptyEdge: Edge = { size: 0, peaks: [] }

/** SHA-256(0x01 ‖ left ‖ right). */
export function hashChildren(left: Uint8Array, right: Uint8Array, hash: Sha256 = sha256): Uint8Array {
  const message = new Uint8Array(65)
  message[0] = 1
  message.set(left, 1)
  message.set(right, 33)
  return hash(message)
}

/** Appends leaf hashes; answers the new edge and the subtrees (levels above the leaves) that became complete. */
export function append(
  edge: Edge,
  leaves: Iterable<Uint8Array>,
  hash: Sha256 = sha256,
): { edge: Edge; nodes: Node[] } {
  const peaks = [...edge.peaks]
  const nodes: Node[] = []
  let size = edge.size
  for (const leaf of leaves) {
    let node = leaf
    let level = 0
    for (let index = size; index % 2 === 1; index = (index - 1) / 2) {
      node = hashChildren(peaks.pop()!, node, hash)
      nodes.push({ level: ++level, index: (index - 1) / 2, hash: node })
    }
    peaks.push(node)
    size++
  }
  return { edge: { size, peaks }, nodes }
}

/** The root of a tree: its peaks folded from the right; of no leaves at all, SHA-256 of nothing. */
export function rootOf(edge: Edge, hash: Sha256 = sha256): Uint8Array {
  return edge.size === 0 ? hash(new Uint8Array()) : fold(edge.peaks, hash)
}

const fold = (peaks: readonly Uint8Array[], hash: Sha256): Uint8Array =>
  peaks.slice(0, -1).reduceRight((right, left) => hashChildren(left, right, hash), peaks.at(-1)!)

/** Leaves `from` (inclusive) to `to` (exclusive); `from` is a multiple of the largest power of two that fits. */
interface Range {
  from: number
  to: number
}

/** The complete subtrees that make up a range, largest first. */
function subtreesOf({ from, to }: Range): Place[] {
  const places: Place[] = []
  let start = from
  while (start < to) {
    let level = Math.floor(Math.log2(to - start))
    // log2 rounds near 2^53; the loops put that right.
    while (2 ** level > to - start) level--
    while (2 ** (level + 1) <= to - start) level++
    places.push({ level, index: start / 2 ** level })
    start += 2 ** level
  }
  return places
}

/** The nodes that the edge of a tree of this size consists of. */
export const placesOfEdge = (size: number): Place[] => subtreesOf({ from: 0, to: size })

/** The largest power of two smaller than n (n ≥ 2). */
function split(n: number): number {
  let k = 1
  while (2 * k < n) k *= 2
  return k
}

/** PATH(m, D[n]) of RFC 6962 2.1.1 as ranges, from the leaf up. */
function inclusionRanges(index: number, { from, to }: Range): Range[] {
  if (to - from <= 1) return []
  const middle = from + split(to - from)
  return index < middle
    ? [...inclusionRanges(index, { from, to: middle }), { from: middle, to }]
    : [...inclusionRanges(index, { from: middle, to }), { from, to: middle }]
}

/** SUBPROOF(m, D[n], b) of RFC 6962 2.1.2 as ranges. */
function consistencyRanges(size: number, { from, to }: Range, whole: boolean): Range[] {
  if (size === to) return whole ? [] : [{ from, to }]
  const middle = from + split(to - from)
  return size <= middle
    ? [...consistencyRanges(size, { from, to: middle }, whole), { from: middle, to }]
    : [...consistencyRanges(size, { from: middle, to }, false), { from, to: middle }]
}

/** A proof as a plan: each of its hashes folds these complete subtrees. Fetch their hashes, then `prove`. */
export type ProofPlan = readonly (readonly Place[])[]

/** Plans the proof that leaf `index` is in the tree of `size` leaves. Throws a RangeError when it is not. */
export function planInclusion(index: number, size: number): ProofPlan {
  if (!isSize(size) || !isSize(index) || index >= size) throw new RangeError(`no leaf ${index} in ${size}`)
  return inclusionRanges(index, { from: 0, to: size }).map(subtreesOf)
}

/** Plans the proof that the tree of `size` leaves begins with that of `old`. Throws a RangeError unless 0 < old ≤ size. */
export function planConsistency(old: number, size: number): ProofPlan {
  if (!isSize(size) || !isSize(old) || old < 1 || old > size)
    throw new RangeError(`no tree of ${old} in ${size}`)
  return consistencyRanges(old, { from: 0, to: size }, true).map(subtreesOf)
}

const isSize = (n: number) => Number.isSafeInteger(n) && n >= 0

/** Carries a plan out on the stored nodes. `get` throws when a node is missing. */
export function prove(
  plan: ProofPlan,
  get: (place: Place) => Uint8Array,
  hash: Sha256 = sha256,
): Uint8Array[] {
  return plan.map((places) => fold(places.map(get), hash))
}

/** Checks an inclusion proof (RFC 9162 2.1.3.2). */
export function verifyInclusion(
  claim: { leaf: Uint8Array; index: number; size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
  hash: Sha256 = sha256,
): boolean {
  const { leaf, index, size, root } = claim
  if (!isSize(index) || !isSize(size) || index >= size) return false
  let at = index
  let last = size - 1
  let node = leaf
  for (const sibling of proof) {
    if (sibling.length !== 32 || last === 0) return false
    if (at % 2 === 1 || at === last) {
      node = hashChildren(sibling, node, hash)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else {
      node = hashChildren(node, sibling, hash)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equal(node, root)
}

/** Checks a consistency proof (RFC 9162 2.1.4.2). */
export function verifyConsistency(
  old: { size: number; root: Uint8Array },
  now: { size: number; root: Uint8Array },
  proof: readonly Uint8Array[],
  hash: Sha256 = sha256,
): boolean {
  if (!isSize(old.size) || !isSize(now.size) || old.size < 1 || old.size > now.size) return false
  if (proof.some((node) => node.length !== 32)) return false
  if (old.size === now.size) return proof.length === 0 && equal(old.root, now.root)
  const isPower = placesOfEdge(old.size).length === 1
  const [first, ...rest] = isPower ? [old.root, ...proof] : proof
  if (!first) return false
  let at = old.size - 1
  let last = now.size - 1
  while (at % 2 === 1) {
    at = (at - 1) / 2
    last = Math.floor(last / 2)
  }
  let oldNode = first
  let newNode = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      oldNode = hashChildren(sibling, oldNode, hash)
      newNode = hashChildren(sibling, newNode, hash)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else {
      newNode = hashChildren(newNode, sibling, hash)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equal(oldNode, old.root) && equal(newNode, now.root)
}
