import { type Sha256, sha256, utf8 } from './bytes.ts'
import { canonicalBytes, type FactRecord } from './record.ts'
import {
  append,
  emptyEdge,
  hashChildren,
  type Place,
  type ProofPlan,
  planConsistency,
  planInclusion,
  prove,
  rootOf,
} from './tree.ts'

/*
 * The log as static files (c2sp.org/tlog-tiles): each tile holds up to 256 hashes of one level in eight. Whoever has a
 * folder of them proves everything without asking the market.
 */

/** Hashes of a full tile. */
export const tileWidth = 256

/** A tile: `level` counts tiles upwards, `width` hashes from number `index` · 256 on. */
export interface Tile {
  level: number | 'entries'
  index: number
  /** 1-256; a tile that will grow is asked for by its width */
  width: number
}

/** `tile/<L>/<N>` with N in groups of three digits, all but the last with an x; a partial tile ends in `.p/<W>`. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!
  const number = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${number}${width === tileWidth ? '' : `.p/${width}`}`
}

/** Reads a path that `tilePath` could have written; undefined for any other. */
export function parseTilePath(path: string): Tile | undefined {
  const m = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (!m) return undefined
  const tile: Tile = {
    level: m[1] === 'entries' ? 'entries' : Number(m[1]),
    index: Number(m[2]!.replaceAll(/[x/]/g, '')),
    width: m[3] === undefined ? tileWidth : Number(m[3]),
  }
  return tile.width >= 1 && Number.isSafeInteger(tile.index) && tilePath(tile) === path ? tile : undefined
}

/** How many hashes a level of tiles has in a log of some size. */
export const hashesAt = (level: number | 'entries', size: number): number =>
  level === 'entries' ? size : Math.floor(size / tileWidth ** level)

/** The tile that holds hash number `at` of a level, as wide as it is in a log of this size. */
function tileWith(level: number, at: number, size: number): Tile {
  const index = Math.floor(at / tileWidth)
  return { level, index, width: Math.min(tileWidth, hashesAt(level, size) - index * tileWidth) }
}

/** All tiles of a log of some size: what a folder of them holds. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const hashes = hashesAt(level, size)
    for (let at = 0; at < hashes; at += tileWidth) yield tileWith(level, at, size)
  }
  for (let at = 0; at < size; at += tileWidth) yield { ...tileWith(0, at, size), level: 'entries' }
}

/** The complete subtrees whose hashes make up a tile. */
export const placesOfTile = ({ level, index, width }: Tile & { level: number }): Place[] =>
  Array.from({ length: width }, (_, i) => ({ level: level * 8, index: index * tileWidth + i }))

/**
 * A bundle of entries: each its length in two bytes, big-endian, and its canonical bytes. What is sealed, or longer than
 * 65,535 bytes, has length 0: of such a leaf the tiles hold the hash alone.
 */
export function entryBundle(records: readonly (FactRecord | undefined)[]): Uint8Array {
  const parts = records.map((record) => {
    const bytes = record ? canonicalBytes(record) : new Uint8Array()
    return bytes.length > 0xffff ? new Uint8Array() : bytes
  })
  const bundle = new Uint8Array(parts.reduce((sum, part) => sum + 2 + part.length, 0))
  let at = 0
  for (const part of parts) {
    bundle.set([part.length >> 8, part.length & 255], at)
    bundle.set(part, at + 2)
    at += 2 + part.length
  }
  return bundle
}

/** Reads a bundle of entries: the bytes of each, undefined where they are withheld. Throws on another format. */
export function readEntryBundle(bundle: Uint8Array): (Uint8Array | undefined)[] {
  const entries: (Uint8Array | undefined)[] = []
  for (let at = 0; at < bundle.length; ) {
    const length = bundle[at]! * 256 + bundle[at + 1]!
    if (!(at + 2 + length <= bundle.length)) throw new RangeError('a bundle of entries ends early')
    entries.push(length === 0 ? undefined : bundle.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return entries
}

/** Fetches a file of the folder by its path. */
export type ReadTile = (path: string) => Promise<Uint8Array>

/** The root and the proofs of a log, from its tiles alone. Throws a RangeError on a tile of another length. */
export function tileReader(size: number, read: ReadTile, hash: Sha256 = sha256) {
  const known = new Map<string, Promise<Uint8Array>>()
  const hashAt = async (level: number, at: number): Promise<Uint8Array> => {
    const tile = tileWith(level, at, size)
    const path = tilePath(tile)
    if (!known.has(path)) known.set(path, read(path))
    const bytes = await known.get(path)!
    if (bytes.length !== tile.width * 32) throw new RangeError(`${path} has ${bytes.length} bytes`)
    const within = (at % tileWidth) * 32
    return bytes.subarray(within, within + 32)
  }
  /** A complete subtree: the hashes of its tile's level, folded. */
  const nodeAt = async ({ level, index }: Place): Promise<Uint8Array> => {
    const tiles = Math.floor(level / 8)
    const span = 2 ** (level % 8)
    let row = await Promise.all(Array.from({ length: span }, (_, i) => hashAt(tiles, index * span + i)))
    while (row.length > 1)
      row = Array.from({ length: row.length / 2 }, (_, i) => hashChildren(row[2 * i]!, row[2 * i + 1]!, hash))
    return row[0]!
  }
  const carryOut = async (plan: ProofPlan): Promise<Uint8Array[]> => {
    const name = ({ level, index }: Place) => `${level}/${index}`
    const found = new Map(
      await Promise.all(plan.flat().map(async (place) => [name(place), await nodeAt(place)] as const)),
    )
    return prove(plan, (place) => found.get(name(place))!, hash)
  }
  return {
    leaf: (index: number) => hashAt(0, index),
    inclusion: (index: number) => carryOut(planInclusion(index, size)),
    consistency: (old: number) => carryOut(planConsistency(old, size)),
    /** From every leaf, so that no tile above is believed. */
    async root(): Promise<Uint8Array> {
      const leaves = await Promise.all(Array.from({ length: size }, (_, i) => hashAt(0, i)))
      return rootOf(append(emptyEdge, leaves, hash).edge, hash)
    },
  }
}

/** The text of a request to a witness (c2sp.org/tlog-witness). @param proof base64 lines from `old` to the checkpoint */
export const addCheckpointBody = (old: number, proof: readonly string[], note: string): Uint8Array =>
  utf8(`old ${old}\n${proof.map((line) => `${line}\n`).join('')}\n${note}`)
