import type { Cell, Column } from './columns.ts'
import { mostRows } from './read.ts'
import { type Line, type ReadResult, tableOf } from './table.ts'
import type { Problem } from './words.ts'

const most = 8 * 1024 * 1024

/**
 * Reads comma-separated values (RFC 4180) by the same columns: UTF-8, or the GB 18030 that Chinese spreadsheets save. The
 * apostrophe that keeps a text from being a formula is taken off again.
 */
export async function readCsv<const C extends readonly Column[]>(
  bytes: Uint8Array,
  columns: C,
  limits: { rows?: number } = {},
): Promise<ReadResult<C>> {
  const no = (code: Problem['code'], params: Problem['params'] = {}) =>
    ({ ok: false, problems: [{ code, params }], rows: [] }) as const
  if (bytes.length > most) return no('zip-bomb', { limit: most / 1024 / 1024 })
  const text = decoded(bytes)
  if (text === undefined || text.includes('\0')) return no('not-a-spreadsheet')
  const limit = limits.rows ?? mostRows
  const found = records(text, limit + 2)
  if (!found) return no('not-a-spreadsheet')
  const lines: Line[] = []
  let n = 0
  for (const fields of found) {
    n += 1
    const cells = new Map<number, Cell>()
    for (const [at, field] of fields.entries()) {
      const plain = field.replace(/^'(?=[=+\-@\t\r])/, '')
      if (plain.trim() !== '') cells.set(at, { kind: 'text', text: plain })
    }
    if (cells.size > 0) lines.push({ n, cells })
    if (lines.length > limit + 1) return no('too-many-rows', { limit })
  }
  return tableOf(lines, columns, { from1904: false, sheet: 'CSV', merged: [] })
}

function decoded(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding, or none.
    }
  }
  return undefined
}

/** The records of a text, at most so many that hold something; undefined where a quotation mark stands astray. */
function records(text: string, enough: number): string[][] | undefined {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y
  const found: string[][] = []
  let record: string[] = []
  let filled = 0
  for (;;) {
    const m = field.exec(text)
    if (!m) return undefined
    record.push(m[1]?.replaceAll('""', '"') ?? m[2] ?? '')
    if (m[3] === ',') continue
    found.push(record)
    if (record.some((f) => f.trim() !== '')) filled += 1
    record = []
    if (m[3] === '' || filled >= enough) return found
  }
}
