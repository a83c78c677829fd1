import type { Cell, Column } from './columns.ts'
import { openPackage, type PackageLimits, packageLimits, Unreadable } from './package.ts'
import { bookOf, rowsOf, stringsOf } from './parts.ts'
import { type Line, type ReadResult, tableOf } from './table.ts'

export interface SheetLimits extends Partial<PackageLimits> {
  /** Rows below the header; 10,000 unless told. */
  rows?: number
  /** Name of the sheet to read; the first visible one where there is none of that name. */
  sheet?: string
}

export const mostRows = 10_000

/**
 * Reads the rows of an .xlsx by the columns' headers, in any order. Nothing is evaluated, fetched or written to disk;
 * the file is inflated piece by piece and left as soon as a limit is passed. Hidden sheets are not looked at; hidden rows
 * are data.
 * @returns every row, or the problems: of the file (without `row`), or of each cell
 */
export async function readSheet<const C extends readonly Column[]>(
  bytes: Uint8Array,
  columns: C,
  limits: SheetLimits = {},
): Promise<ReadResult<C>> {
  const { rows: most = mostRows, sheet, ...own } = limits
  try {
    const pack = await openPackage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      ...packageLimits,
      ...own,
    })
    try {
      const book = await bookOf(pack, sheet)
      const { rows, merged } = await rowsOf(pack, book.sheet.path, most + 1)
      const wanted = new Set<number>()
      for (const { cells } of rows)
        for (const c of cells.values()) if (c.kind === 'shared') wanted.add(c.index)
      const strings =
        book.strings && wanted.size > 0
          ? await stringsOf(pack, book.strings, wanted)
          : new Map<number, Cell>()
      const lines = rows.map(({ n, cells }): Line => {
        const plain = new Map<number, Cell>()
        for (const [at, c] of cells) plain.set(at, c.kind === 'shared' ? sharedString(strings, c.index) : c)
        return { n, cells: plain }
      })
      return await tableOf(lines, columns, { from1904: book.from1904, sheet: book.sheet.name, merged })
    } finally {
      pack.close()
    }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problems: [error.problem], rows: [] }
    throw error
  }
}

function sharedString(strings: ReadonlyMap<number, Cell>, index: number): Cell {
  const found = strings.get(index)
  if (!found) throw new Unreadable('not-a-spreadsheet')
  return found
}
