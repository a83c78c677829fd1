import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { sha256, utf8 } from './bytes.ts'
import {
  entryBundle,
  parseTilePath,
  placesOfTile,
  readEntryBundle,
  type Tile,
  tilePath,
  tileReader,
  tilesOf,
} from './tiles.ts'
import { append, emptyEdge, rootOf, verifyConsistency, verifyInclusion } from './tree.ts'

// The worked paths of c2sp.org/tlog-tiles.
test.each([
  [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
  [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
  [{ level: 1, index: 1067, width: 17 }, 'tile/1/x001/067.p/17'],
  [{ level: 'entries', index: 5, width: 1 }, 'tile/entries/005.p/1'],
] as [Tile, string][])('%j lies at %s', (tile, path) => {
  expect(tilePath(tile)).toBe(path)
  expect(parseTilePath(path)).toEqual(tile)
})

test.each([
  'tile/0/0',
  'tile/0/x000/000',
  'tile/0/000.p/256',
  'tile/0/000.p/0',
  'tile/0/000.p/01',
  'tile/00/000',
  'tile/0/../000',
  'tile/0/1234',
  'checkpoint',
  '',
])('%s is no path of a tile', (path) => {
  expect(parseTilePath(path)).toBeUndefined()
})

/** A log of n leaves as a folder of tiles. */
function aLog(n: number) {
  const leaves = Array.from({ length: n }, (_, i) => sha256(utf8(`leaf ${i}`)))
  const { edge, nodes } = append(emptyEdge, leaves)
  const at = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))
  const folder = new Map<string, Uint8Array>()
  for (const tile of tilesOf(n)) {
    if (tile.level === 'entries') continue
    const hashes = placesOfTile({ ...tile, level: tile.level }).map(({ level, index }) =>
      level === 0 ? leaves[index]! : at.get(`${level}/${index}`)!,
    )
    folder.set(tilePath(tile), Uint8Array.from(hashes.flatMap((h) => [...h])))
  }
  const asked: string[] = []
  const read = async (path: string) => {
    asked.push(path)
    const bytes = folder.get(path)
    if (!bytes) throw new Error(`no file ${path}`)
    return bytes
  }
  return {
    leaves,
    root: rootOf(edge),
    folder,
    read,
    asked,
    rootAt: (k: number) => rootOf(append(emptyEdge, leaves.slice(0, k)).edge),
  }
}

describe(art('111', '28'), () => {
  // 中介服务机构选取全过程在系统留痕：谁都能自行核对。
  test.each([1, 2, 255, 256, 257, 600, 70_000])(
    'a client proves everything from the tiles of %i leaves',
    async (n) => {
      const log = aLog(n)
      const tiles = tileReader(n, log.read)
      expect(await tiles.root()).toEqual(log.root)
      for (const index of new Set([0, Math.floor(n / 2), n - 1])) {
        const leaf = await tiles.leaf(index)
        expect(leaf).toEqual(log.leaves[index])
        const proof = await tiles.inclusion(index)
        expect(verifyInclusion({ leaf, index, size: n, root: log.root }, proof)).toBe(true)
      }
      for (const old of new Set([1, Math.ceil(n / 3), n])) {
        const proof = await tiles.consistency(old)
        const before = { size: old, root: log.rootAt(old) }
        expect(verifyConsistency(before, { size: n, root: log.root }, proof)).toBe(true)
      }
    },
  )

  test('a proof in a large log reads a handful of tiles', async () => {
    const log = aLog(70_000)
    await tileReader(70_000, log.read).inclusion(12_345)
    expect(new Set(log.asked).size).toBeLessThan(8)
  })

  test('a changed tile proves nothing', async () => {
    const log = aLog(600)
    log.folder.get('tile/0/001')![77]! ^= 1
    expect(await tileReader(600, log.read).root()).not.toEqual(log.root)
    log.folder.set('tile/0/000', new Uint8Array(32))
    await expect(tileReader(600, log.read).leaf(3)).rejects.toThrow('has 32 bytes')
  })
})

test('entries: what is open in full, what is sealed by its place alone', () => {
  const record = { v: 1, id: 'a', body: { n: 1 } } as never
  const bundle = entryBundle([record, undefined, record])
  const entries = readEntryBundle(bundle)
  expect(entries[1]).toBeUndefined()
  expect(new TextDecoder().decode(entries[0])).toBe('{"body":{"n":1},"id":"a","v":1}')
  expect(entries).toHaveLength(3)
  expect(() => readEntryBundle(bundle.subarray(0, 10))).toThrow('ends early')
  const long = { v: 1, body: { text: 'x'.repeat(70_000) } } as never
  expect(readEntryBundle(entryBundle([long]))).toEqual([undefined])
})
