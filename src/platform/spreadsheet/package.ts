import type { Readable } from 'node:stream'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import type { Problem } from './words.ts'

/** Bounds of what is unpacked; they are kept while inflating and not only believed. */
export interface PackageLimits {
  /** Bytes that the parts read may inflate to, together. */
  inflated: number
  /** Bytes that the whole archive says it inflates to. */
  declared: number
  /** Inflated bytes to one packed byte, of a part above 1 MiB. Deflate itself ends at 1032. */
  ratio: number
}

export const packageLimits: PackageLimits = {
  inflated: 64 * 1024 * 1024,
  declared: 512 * 1024 * 1024,
  ratio: 250,
}

const mostEntries = 2000
const small = 1024 * 1024

/** Thrown inside this folder to leave a file early; never past `readSheet`. */
export class Unreadable extends Error {
  readonly problem: Problem
  constructor(code: Problem['code'], params: Problem['params'] = {}) {
    super(code)
    this.problem = { code, params }
  }
}

export interface Package {
  has(path: string): boolean
  /** Inflated bytes of a part, piece by piece, so that others have their turn between two. */
  part(path: string): AsyncIterable<Buffer>
  close(): void
}

/** Opens a ZIP archive by its central directory. Throws `Unreadable` for what no spreadsheet is. */
export async function openPackage(bytes: Buffer, limits: PackageLimits): Promise<Package> {
  // An encrypted workbook is an OLE container, as an old .xls is.
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new Unreadable('encrypted')
  if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) throw new Unreadable('not-a-spreadsheet')
  const { zip, entries } = await directoryOf(bytes)
  const bomb = new Unreadable('zip-bomb', { limit: limits.inflated / small })
  let declared = 0
  for (const entry of entries.values()) {
    declared += entry.uncompressedSize
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
    if (declared > limits.declared || (entry.uncompressedSize > small && ratio > limits.ratio)) throw bomb
    if (entry.isEncrypted()) throw new Unreadable('encrypted')
    const path = entry.fileName.toLowerCase()
    if (path.endsWith('vbaproject.bin')) throw new Unreadable('macros')
    if (path.startsWith('xl/externallinks/')) throw new Unreadable('external-links')
  }
  let inflated = 0
  return {
    has: (path) => entries.has(path),
    close: () => zip.close(),
    async *part(path) {
      const entry = entries.get(path)
      if (!entry) throw new Unreadable('not-a-spreadsheet')
      const stream = await opened(zip, entry)
      let own = 0
      try {
        for await (const piece of stream as AsyncIterable<Buffer>) {
          inflated += piece.length
          own += piece.length
          if (inflated > limits.inflated) throw bomb
          if (own > small && own > entry.compressedSize * limits.ratio) throw bomb
          yield piece
        }
      } catch (error) {
        throw error instanceof Unreadable ? error : new Unreadable('not-a-spreadsheet')
      } finally {
        stream.destroy()
      }
    },
  }
}

const opened = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) =>
      error ? reject(new Unreadable('not-a-spreadsheet')) : resolve(stream),
    )
  })

function directoryOf(bytes: Buffer): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  return new Promise((resolve, reject) => {
    const no = () => reject(new Unreadable('not-a-spreadsheet'))
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) return no()
      if (zip.entryCount > mostEntries) return no()
      const entries = new Map<string, Entry>()
      zip.on('error', no)
      zip.on('end', () => resolve({ zip, entries }))
      zip.on('entry', (entry: Entry) => {
        // Two parts of one name: readers differ in which they take.
        if (entries.has(entry.fileName)) return no()
        entries.set(entry.fileName, entry)
        zip.readEntry()
      })
      zip.readEntry()
    })
  })
}
