import { type Cell, type Column, convert, shown, type Values, type Workbook } from './columns.ts'
import { letters } from './parts.ts'
import type { Problem } from './words.ts'

export interface Line {
  /** Row of the spreadsheet, from 1. */
  n: number
  cells: ReadonlyMap<number, Cell>
}

export interface ReadRow<C extends readonly Column[]> {
  n: number
  /** What stands in the cells, for a report that gives the rows back. */
  given: Record<C[number]['name'], string>
  /** Undefined where the row has a problem. */
  values?: Values<C>
}

export type ReadResult<C extends readonly Column[]> =
  | { ok: true; rows: readonly (ReadRow<C> & { values: Values<C> })[] }
  | { ok: false; problems: readonly Problem[]; rows: readonly ReadRow<C>[] }

/** The column that an error report adds; a corrected report is read as the template is. */
export const problemHeader = { zh: '问题', en: 'Problem' }

export const mostProblems = 1000

/** Shows others their turn while many rows are converted. */
const breath = 250
const pause = () => new Promise<void>((resolve) => setImmediate(resolve))

const bare = (header: string): string => header.normalize('NFKC').replace(/\s/g, '').replace(/\*+$/, '')

/** Matches the header and reads each row by the columns' types. */
export async function tableOf<const C extends readonly Column[]>(
  lines: readonly Line[],
  columns: C,
  book: Workbook & { sheet: string; merged: readonly string[] },
): Promise<ReadResult<C>> {
  const [header, ...body] = lines
  if (!header) return none({ code: 'no-header', params: { sheet: book.sheet } })
  const matched = matchHeader(header, columns)
  if (matched.problems.length > 0) return { ok: false, problems: matched.problems, rows: [] }
  const range = book.merged.find((ref) => Number(/\d+$/.exec(ref)?.[0] ?? 0) >= header.n)
  if (range !== undefined) return none({ code: 'cells-merged', params: { range } })
  const filled = body.filter((line) => [...line.cells.values()].some(isFilled))
  if (filled.length === 0) return none({ code: 'no-rows', params: {} })
  const problems: Problem[] = []
  const rows: ReadRow<C>[] = []
  for (const [i, line] of filled.entries()) {
    if (i % breath === breath - 1) await pause()
    const { row, faults } = readRow(line, columns, matched, book)
    rows.push(row)
    problems.push(...faults)
    if (problems.length > mostProblems) {
      const last: Problem = { code: 'too-many-problems', params: { limit: mostProblems } }
      return { ok: false, problems: [...problems.slice(0, mostProblems), last], rows }
    }
  }
  return problems.length > 0
    ? { ok: false, problems, rows }
    : { ok: true, rows: rows as (ReadRow<C> & { values: Values<C> })[] }
}

const none = (problem: Problem) => ({ ok: false, problems: [problem], rows: [] }) as const
const isFilled = (cell: Cell): boolean => cell.kind === 'fault' || shown(cell).trim() !== ''

interface Matched {
  problems: Problem[]
  /** Place in the sheet by name of the column. */
  at: Map<string, number>
  ignored: ReadonlySet<number>
}

function matchHeader(header: Line, columns: readonly Column[]): Matched {
  const at = new Map<string, number>()
  const ignored = new Set<number>()
  const problems: Problem[] = []
  const names = columns.map((c) => ({
    column: c,
    known: [c.header.zh, c.header.en, ...(c.aliases ?? [])].map(bare),
  }))
  for (const [place, cell] of [...header.cells].sort(([a], [b]) => a - b)) {
    const text = bare(shown(cell))
    if (text === '' && cell.kind !== 'fault') continue
    const found = names.find((n) => n.known.includes(text))?.column
    const params = { header: shown(cell).slice(0, 60), cell: `${letters(place)}${header.n}` }
    if (cell.kind === 'fault') problems.push({ code: cell.fault, params })
    else if (found && at.has(found.name)) problems.push({ code: 'column-twice', params })
    else if (found) at.set(found.name, place)
    else if (text === problemHeader.zh || text === problemHeader.en) ignored.add(place)
    else problems.push({ code: 'column-unknown', params })
  }
  for (const { column } of names) {
    if (!at.has(column.name)) problems.push({ code: 'column-missing', params: { header: column.header.zh } })
  }
  return { problems, at, ignored }
}

function readRow<C extends readonly Column[]>(
  line: Line,
  columns: C,
  { at, ignored }: Matched,
  book: Workbook,
): { row: ReadRow<C>; faults: Problem[] } {
  const faults: Problem[] = []
  const values: Record<string, string | number | undefined> = {}
  const given: Record<string, string> = {}
  const used = new Set(at.values())
  for (const column of columns) {
    const place = at.get(column.name)!
    const cell = line.cells.get(place)
    const read = convert(column, cell, book)
    given[column.name] = shown(cell)
    if (read.ok) values[column.name] = read.value
    else {
      const params = { ...read.params, cell: `${letters(place)}${line.n}` }
      faults.push({ row: line.n, column: column.header.zh, code: read.code, params })
    }
  }
  for (const [place, cell] of line.cells) {
    if (used.has(place) || ignored.has(place) || !isFilled(cell)) continue
    faults.push({ row: line.n, code: 'outside-columns', params: { cell: `${letters(place)}${line.n}` } })
  }
  const row = { n: line.n, given: given as ReadRow<C>['given'] }
  return { row: faults.length > 0 ? row : { ...row, values: values as Values<C> }, faults }
}
