import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOfHex, hex, sha256, utf8 } from './bytes.ts'
import { hashLeaf } from './record.ts'
import {
  append,
  type Edge,
  emptyEdge,
  hashChildren,
  type Place,
  placesOfEdge,
  planConsistency,
  planInclusion,
  prove,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts'

/** MTH of RFC 6962 2.1, word for word. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array())
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return hashChildren(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

/** A tree with its stored nodes, grown in batches of the given sizes. */
function grow(leaves: readonly Uint8Array[], batches: readonly number[] = [leaves.length]) {
  const stored = new Map<string, Uint8Array>()
  const key = ({ level, index }: Place) => `${level}/${index}`
  let edge: Edge = emptyEdge
  let done = 0
  for (const size of [...batches, leaves.length]) {
    const batch = leaves.slice(done, done + size)
    for (const [i, leaf] of batch.entries()) stored.set(key({ level: 0, index: done + i }), leaf)
    const grown = append(edge, batch)
    for (const node of grown.nodes) {
      expect(stored.has(key(node))).toBe(false)
      stored.set(key(node), node.hash)
    }
    edge = grown.edge
    done += batch.length
  }
  const get = (place: Place) => {
    const node = stored.get(key(place))
    if (!node) throw new Error(`no node ${key(place)}`)
    return node
  }
  return { edge, get, stored }
}

const leavesOf = (n: number) => Array.from({ length: n }, (_, i) => hashLeaf(utf8(`leaf ${i}`)))

// The test tree of RFC 6962's own implementation (google/certificate-transparency).
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const known = inputs.map((input) => hashLeaf(bytesOfHex(input, input.length / 2)!))

describe('the tree of RFC 6962', () => {
  test('of nothing', () => {
    expect(hex(rootOf(emptyEdge))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  test.each(roots.map((root, i) => [i + 1, root] as const))('of the first %i known leaves', (n, root) => {
    expect(hex(rootOf(grow(known.slice(0, n)).edge))).toBe(root)
  })

  test('known inclusion proofs', () => {
    const { get } = grow(known)
    const proofOf = (index: number, size: number) => prove(planInclusion(index, size), get).map(hex)
    expect(proofOf(0, 1)).toEqual([])
    expect(proofOf(0, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    expect(proofOf(2, 3)).toEqual(['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'])
  })

  test('known consistency proofs', () => {
    const { get } = grow(known)
    const proofOf = (old: number, size: number) => prove(planConsistency(old, size), get).map(hex)
    expect(proofOf(1, 1)).toEqual([])
    expect(proofOf(6, 8)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
    expect(proofOf(2, 5)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ])
  })
})

describe('properties of the tree', () => {
  const someSize = fc.integer({ min: 1, max: 130 })

  test('grown in any batches it is the naive tree, and stores exactly its complete subtrees', () => {
    fc.assert(
      fc.property(someSize, fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }), (n, batches) => {
        const leaves = leavesOf(n)
        const { edge, stored, get } = grow(leaves, batches)
        expect(hex(rootOf(edge))).toBe(hex(naiveRoot(leaves)))
        expect(edge.peaks.map(hex)).toEqual(placesOfEdge(n).map((place) => hex(get(place))))
        for (let level = 0; level < 8; level++) {
          const count = [...stored.keys()].filter((key) => key.startsWith(`${level}/`)).length
          expect(count).toBe(Math.floor(n / 2 ** level))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('every leaf is proved in every tree that holds it, and no other leaf, place, size or root', () => {
    fc.assert(
      fc.property(someSize, fc.nat(), fc.nat(), (n, a, b) => {
        const leaves = leavesOf(n)
        const { get } = grow(leaves)
        const size = 1 + (a % n)
        const index = b % size
        const leaf = leaves[index]!
        const root = naiveRoot(leaves.slice(0, size))
        const proof = prove(planInclusion(index, size), get)
        const claim = { leaf, index, size, root }
        expect(verifyInclusion(claim, proof)).toBe(true)
        expect(verifyInclusion({ ...claim, leaf: hashLeaf(utf8('other')) }, proof)).toBe(false)
        expect(verifyInclusion({ ...claim, root: sha256(root) }, proof)).toBe(false)
        for (const other of [index - 1, index + 1, index + 0.5, size, -1, Number.NaN])
          if (other !== index) expect(verifyInclusion({ ...claim, index: other }, proof)).toBe(false)
        expect(verifyInclusion(claim, [...proof, root])).toBe(false)
        if (proof.length > 0) {
          expect(verifyInclusion(claim, proof.slice(1))).toBe(false)
          expect(verifyInclusion(claim, proof.slice(0, -1))).toBe(false)
          const wrong = proof.map((node, i) => (i === a % proof.length ? sha256(node) : node))
          expect(verifyInclusion(claim, wrong)).toBe(false)
        }
      }),
    )
  })

  test('every tree is proved to begin with every earlier one, and with no other', () => {
    fc.assert(
      fc.property(someSize, fc.nat(), fc.nat(), (n, a, b) => {
        const leaves = leavesOf(n)
        const { get } = grow(leaves)
        const size = 1 + (a % n)
        const old = 1 + (b % size)
        const now = { size, root: naiveRoot(leaves.slice(0, size)) }
        const before = { size: old, root: naiveRoot(leaves.slice(0, old)) }
        const proof = prove(planConsistency(old, size), get)
        expect(verifyConsistency(before, now, proof)).toBe(true)
        expect(verifyConsistency({ ...before, root: sha256(before.root) }, now, proof)).toBe(false)
        expect(verifyConsistency(before, { ...now, root: sha256(now.root) }, proof)).toBe(false)
        expect(verifyConsistency(before, now, [...proof, now.root])).toBe(false)
        if (proof.length > 0) {
          expect(verifyConsistency(before, now, proof.slice(0, -1))).toBe(false)
          const wrong = proof.map((node, i) => (i === a % proof.length ? sha256(node) : node))
          expect(verifyConsistency(before, now, wrong)).toBe(false)
        }
      }),
    )
  })

  test('what is asked for beyond the tree throws', () => {
    for (const [index, size] of [
      [0, 0],
      [5, 5],
      [-1, 5],
      [1.5, 5],
      [0, -1],
    ] as const)
      expect(() => planInclusion(index, size)).toThrow(RangeError)
    for (const [old, size] of [
      [0, 5],
      [6, 5],
      [-1, 5],
      [1.5, 5],
    ] as const)
      expect(() => planConsistency(old, size)).toThrow(RangeError)
  })

  test('sizes beyond 32 bits', () => {
    const size = 2 ** 40 + 3
    expect(placesOfEdge(size)).toEqual([
      { level: 40, index: 0 },
      { level: 1, index: 2 ** 39 },
      { level: 0, index: 2 ** 40 + 2 },
    ])
    expect(placesOfEdge(2 ** 53 - 1)).toHaveLength(53)
    expect(planInclusion(size - 1, size)).toEqual([[{ level: 1, index: 2 ** 39 }], [{ level: 40, index: 0 }]])
  })
})
