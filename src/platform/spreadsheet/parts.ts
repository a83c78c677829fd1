import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import type { Cell } from './columns.ts'
import { type Package, Unreadable } from './package.ts'

/** Excel's own limits of a cell and of a sheet's width; ours is narrower. */
const longestCell = 32_767
const widest = 200

/** A row as it lies in the file: cells by column from 0; strings of the shared table by their place in it. */
export interface RawRow {
  n: number
  cells: Map<number, Cell | { kind: 'shared'; index: number }>
}

type Attributes = Record<string, string>

interface Handlers {
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads one XML part piece by piece; a DTD, or what is no XML, is no spreadsheet. */
async function parse(pack: Package, path: string, handlers: Handlers, enough = () => false): Promise<void> {
  const parser = new SaxesParser()
  const decoder = new StringDecoder('utf8')
  const refuse = () => {
    throw new Unreadable('not-a-spreadsheet')
  }
  parser.on('error', refuse)
  parser.on('doctype', refuse)
  parser.on('opentag', (tag) => handlers.open?.(local(tag.name), tag.attributes as Attributes))
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  for await (const piece of pack.part(path)) {
    parser.write(decoder.write(piece))
    if (enough()) return
  }
  parser.close()
}

/** Targets by relation id, and the one of a type that ends as given. */
async function relations(pack: Package, path: string, base: string) {
  const byId = new Map<string, string>()
  const byType = new Map<string, string>()
  await parse(pack, path, {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return
      const target = Target.startsWith('/') ? Target.slice(1) : resolved(base, Target)
      byId.set(Id, target)
      byType.set(Type.slice(Type.lastIndexOf('/') + 1), target)
    },
  })
  return { byId, byType }
}

function resolved(base: string, target: string): string {
  const path = base === '' ? [] : base.split('/')
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

export interface Book {
  sheet: { name: string; path: string }
  strings?: string
  from1904: boolean
}

/** The wanted sheet of a workbook, or the first that is visible. */
export async function bookOf(pack: Package, wanted: string | undefined): Promise<Book> {
  if (!pack.has('[Content_Types].xml')) throw new Unreadable('not-a-spreadsheet')
  await parse(pack, '[Content_Types].xml', {
    open(_, { ContentType = '' }) {
      if (/macroEnabled/i.test(ContentType)) throw new Unreadable('macros')
    },
  })
  const root = await relations(pack, '_rels/.rels', '')
  const workbook = root.byType.get('officeDocument')
  if (!workbook?.endsWith('.xml')) throw new Unreadable('not-a-spreadsheet')
  const folder = workbook.slice(0, Math.max(0, workbook.lastIndexOf('/')))
  const file = workbook.slice(workbook.lastIndexOf('/') + 1)
  const targets = await relations(pack, `${folder ? `${folder}/` : ''}_rels/${file}.rels`, folder)
  const sheets: { name: string; id: string }[] = []
  let from1904 = false
  await parse(pack, workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return
      const id = Object.entries(attributes).find(([key]) => key.includes(':') && local(key) === 'id')
      sheets.push({ name: attributes.name ?? '', id: id?.[1] ?? '' })
    },
  })
  const sheet = sheets.find((s) => s.name === wanted) ?? sheets[0]
  const path = sheet && targets.byId.get(sheet.id)
  if (!sheet || path === undefined) throw new Unreadable('no-sheet')
  return { sheet: { name: sheet.name, path }, strings: targets.byType.get('sharedStrings'), from1904 }
}

/** `AB12` → column 27, row 12; undefined for anything else. */
export function placeOf(reference: string): { column: number; row: number } | undefined {
  const m = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!m) return undefined
  return { column: [...m[1]!].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1, row: Number(m[2]) }
}

/** 27 → `AB`. */
export const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)

/**
 * The rows of a sheet that hold something, and its merged ranges. Stops as soon as there are more than `most` rows.
 * @throws Unreadable `too-many-rows`, `too-many-columns`
 */
export async function rowsOf(pack: Package, path: string, most: number) {
  const rows: RawRow[] = []
  const merged: string[] = []
  let row: RawRow | undefined
  let cell: { column: number; type: string; formula: boolean; value: string } | undefined
  let last = 0
  let keeping = false
  let phonetic = false
  const open = (name: string, attributes: Attributes) => {
    if (name === 'row') {
      last = attributes.r === undefined ? last + 1 : Number(attributes.r)
      row = { n: last, cells: new Map() }
    } else if (name === 'c' && row) {
      const at = placeOf(attributes.r ?? '')?.column ?? Math.max(-1, ...row.cells.keys()) + 1
      cell = { column: at, type: attributes.t ?? 'n', formula: false, value: '' }
    } else if (name === 'f' && cell) cell.formula = true
    else if (name === 'rPh') phonetic = true
    else if (name === 'v' || name === 't') keeping = cell !== undefined && !phonetic
    else if (name === 'mergeCell') merged.push(attributes.ref ?? '')
  }
  const text = (piece: string) => {
    if (keeping && cell && cell.value.length <= longestCell) cell.value += piece
  }
  const close = (name: string) => {
    if (name === 'v' || name === 't') keeping = false
    else if (name === 'rPh') phonetic = false
    else if (name === 'c' && cell && row) {
      const kept = cellOf(cell)
      if (kept) {
        if (cell.column >= widest) throw new Unreadable('too-many-columns', { limit: widest })
        row.cells.set(cell.column, kept)
      }
      cell = undefined
    } else if (name === 'row' && row) {
      if (row.cells.size > 0) rows.push(row)
      if (rows.length > most) throw new Unreadable('too-many-rows', { limit: most - 1 })
      row = undefined
    }
  }
  await parse(pack, path, { open, text, close })
  return { rows, merged }
}

function cellOf(cell: { type: string; formula: boolean; value: string }) {
  const { type, formula, value } = cell
  if (formula) return { kind: 'fault', fault: 'formula' } as const
  if (value === '') return undefined
  if (value.length > longestCell) return { kind: 'fault', fault: 'cell-too-long' } as const
  switch (type) {
    case 's':
      return { kind: 'shared', index: Number(value) } as const
    case 'n':
      return { kind: 'number', digits: value.trim() } as const
    case 'e':
      return { kind: 'fault', fault: 'cell-error' } as const
    case 'b':
      return { kind: 'text', text: value === '1' ? 'TRUE' : 'FALSE' } as const
    default:
      return { kind: 'text', text: unescaped(value) } as const
  }
}

/** `_x000D_` stands for a character that XML cannot hold. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** The wanted strings of the shared table; no more is kept, whatever the table holds. */
export async function stringsOf(
  pack: Package,
  path: string,
  wanted: ReadonlySet<number>,
): Promise<Map<number, Cell>> {
  const found = new Map<number, Cell>()
  let index = -1
  let value = ''
  let keeping = false
  let phonetic = false
  await parse(
    pack,
    path,
    {
      open(name) {
        if (name === 'si') {
          index += 1
          value = ''
        } else if (name === 'rPh') phonetic = true
        else if (name === 't') keeping = wanted.has(index) && !phonetic
      },
      text(piece) {
        if (keeping && value.length <= longestCell) value += piece
      },
      close(name) {
        if (name === 't') keeping = false
        else if (name === 'rPh') phonetic = false
        else if (name === 'si' && wanted.has(index)) {
          const long = value.length > longestCell
          found.set(
            index,
            long ? { kind: 'fault', fault: 'cell-too-long' } : { kind: 'text', text: unescaped(value) },
          )
        }
      },
    },
    () => found.size === wanted.size,
  )
  return found
}
