import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { fill, type Words } from '../messages.ts'
import type { Column } from './columns.ts'
import { letters } from './parts.ts'

/** Values by column: money in 分; `undefined` and `''` leave the cell empty; a text in any column is written as text. */
export type WrittenRow<C extends readonly Column[]> = Partial<
  Record<C[number]['name'], string | number | undefined>
>

export interface SheetText {
  /** Name of the sheet and heading of the 说明. */
  title: Words
  /** Paragraphs of the 说明, above the list of columns. */
  notes?: readonly Words[]
  /** The law or document that the sheet serves. */
  cites?: string
}

/**
 * Makes an .xlsx: the columns with a frozen header, a list to choose from where a column has choices, text columns as text
 * so that no code loses its digits; a second sheet 说明 tells how each column is filled in. A text that begins with = + - @
 * stays text: it is written as such and marked with the quote prefix, as if an apostrophe had been typed.
 */
export async function writeSheet<const C extends readonly Column[]>(
  columns: C,
  rows: readonly WrittenRow<C>[],
  text: SheetText,
): Promise<Buffer> {
  const zip = new ZipFile()
  const sheets = [
    { name: text.title.zh, xml: dataSheet(columns, rows) },
    { name: '说明', xml: notesSheet(columns, text) },
    { name: '选项', xml: choicesSheet(columns), hidden: true },
  ]
  const put = (path: string, xml: string) =>
    zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`), path)
  put('[Content_Types].xml', contentTypes(sheets.length))
  put('_rels/.rels', relationships([`${office}/officeDocument`, 'xl/workbook.xml']))
  put('xl/workbook.xml', workbook(sheets))
  put(
    'xl/_rels/workbook.xml.rels',
    relationships(
      ...sheets.map((_, i): [string, string] => [`${office}/worksheet`, `worksheets/sheet${i + 1}.xml`]),
      [`${office}/styles`, 'styles.xml'],
    ),
  )
  put('xl/styles.xml', styles)
  for (const [i, { xml }] of sheets.entries()) put(`xl/worksheets/sheet${i + 1}.xml`, xml)
  zip.end()
  return buffer(zip.outputStream)
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageNs = 'http://schemas.openxmlformats.org/package/2006'

// Places in `cellXfs` below.
const style = { plain: 0, header: 1, text: 2, quoted: 3, integer: 4, money: 5, note: 6, title: 7 }

const xf = (numFmt: number, font = 0, fillId = 0, more = '', inner = '') =>
  `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fillId}" borderId="0" xfId="0"${more}>${inner}</xf>`
const wrap = '<alignment vertical="top" wrapText="1"/>'

const styles = `<styleSheet xmlns="${main}"><fonts count="3">
<font><sz val="11"/><name val="宋体"/></font>
<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="宋体"/></font>
<font><b/><sz val="14"/><name val="宋体"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1">${xf(0).replace(' xfId="0"', '')}</cellStyleXfs>
<cellXfs count="8">${[
  xf(0),
  xf(
    49,
    1,
    2,
    ' applyFont="1" applyFill="1" applyAlignment="1"',
    '<alignment vertical="center" wrapText="1"/>',
  ),
  xf(49, 0, 0, ' applyNumberFormat="1"'),
  xf(49, 0, 0, ' applyNumberFormat="1" quotePrefix="1"'),
  xf(1, 0, 0, ' applyNumberFormat="1"'),
  xf(2, 0, 0, ' applyNumberFormat="1"'),
  xf(0, 0, 0, ' applyAlignment="1"', wrap),
  xf(0, 2, 0, ' applyFont="1"'),
].join('')}</cellXfs></styleSheet>`

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as XML holds it; what XML cannot hold is left out. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (c) => escapes[c]!)

const textCell = (at: string, text: string, s: number): string =>
  text === ''
    ? ''
    : `<c r="${at}" s="${s}" t="inlineStr"><is><t xml:space="preserve">${xml(text.slice(0, 32_000))}</t></is></c>`

/** What a spreadsheet would read as the beginning of a formula. */
const tempting = /^[=+\-@\t\r]/

function cell(column: Column, value: string | number | undefined, at: string): string {
  if (value === undefined || value === '') return ''
  if (typeof value === 'number') {
    const money = column.type === 'money'
    return `<c r="${at}" s="${money ? style.money : style.integer}"><v>${money ? yuan(value) : value}</v></c>`
  }
  const word = column.choices?.find((c) => c.value === value)?.words.zh ?? value
  return textCell(at, word, tempting.test(word) ? style.quoted : style.text)
}

/** 分 → 元 without a float: 123456 → `1234.56`. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const columnStyle = (type: Column['type']): number =>
  type === 'integer' ? style.integer : type === 'money' ? style.money : style.text

const widthOf = ({ type, header }: Column): number =>
  Math.max(type === 'code' ? 22 : type === 'text' ? 18 : 13, header.zh.length * 2 + 4)

/** Rows below the header that choose from a list: as many as are ever read. */
const listedRows = 10_001

function dataSheet<C extends readonly Column[]>(columns: C, rows: readonly WrittenRow<C>[]): string {
  const cols = columns.map(
    (c, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${widthOf(c)}" style="${columnStyle(c.type)}" customWidth="1"/>`,
  )
  const header = columns.map((c, i) =>
    textCell(`${letters(i)}1`, `${c.header.zh}${c.required ? '*' : ''}`, style.header),
  )
  const body = rows.map((row, r) => {
    const values = row as Record<string, string | number | undefined>
    return `<row r="${r + 2}">${columns.map((c, i) => cell(c, values[c.name], `${letters(i)}${r + 2}`)).join('')}</row>`
  })
  const lists = listed(columns).map(({ column, place }, i) => {
    const range = `'选项'!$${letters(i)}$1:$${letters(i)}$${column.choices!.length}`
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="${xml(column.header.zh)}" error="请从列表中选择" sqref="${letters(place)}2:${letters(place)}${listedRows}"><formula1>${range}</formula1></dataValidation>`
  })
  const validations =
    lists.length > 0 ? `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>` : ''
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  return `<worksheet xmlns="${main}">${frozen}<cols>${cols.join('')}</cols><sheetData><row r="1" ht="30" customHeight="1">${header.join('')}</row>${body.join('')}</sheetData>${validations}</worksheet>`
}

const listed = (columns: readonly Column[]) =>
  columns.flatMap((column, place) => (column.choices?.length ? [{ column, place }] : []))

function choicesSheet(columns: readonly Column[]): string {
  const lists = listed(columns).map(({ column }) => column.choices!)
  const longest = Math.max(0, ...lists.map((l) => l.length))
  const rows = Array.from({ length: longest }, (_, r) => {
    const cells = lists.map((l, i) => textCell(`${letters(i)}${r + 1}`, l[r]?.words.zh ?? '', style.text))
    return `<row r="${r + 1}">${cells.join('')}</row>`
  })
  return `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`
}

const typeWords: Record<Column['type'], Words> = {
  text: { zh: '文字', en: 'Text' },
  code: { zh: '代码（按文本填写）', en: 'Code, as text' },
  integer: { zh: '整数', en: 'Integer' },
  money: { zh: '金额（元，最多两位小数）', en: 'Sum in yuan, at most two decimals' },
  date: { zh: '日期（如 2026-11-24）', en: 'Date such as 2026-11-24' },
  choice: { zh: '从列表中选择', en: 'Chosen from the list' },
}

const noteWords = {
  head: [
    { zh: '列', en: 'Column' },
    { zh: '必填', en: 'Required' },
    { zh: '填写', en: 'What it holds' },
    { zh: '说明', en: 'Note' },
  ],
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  cites: { zh: '依据：{{cites}}', en: 'By: {{cites}}' },
  general: {
    zh: '列的顺序可以调换，列名不可更改。不要合并单元格，不要使用公式。有一行不符合要求，整个文件都不导入。',
    en: 'Columns may be reordered, not renamed. Do not merge cells or use formulas. If one row is wrong, nothing is taken in.',
  },
}

function notesSheet(columns: readonly Column[], { title, notes = [], cites }: SheetText): string {
  const both = (w: Words) => `${w.zh}\n${w.en}`
  const lines: [number, string[]][] = [[style.title, [title.zh, title.en]]]
  for (const note of [...notes, noteWords.general]) lines.push([style.note, [note.zh, '', note.en]])
  if (cites) {
    const told = { zh: fill(noteWords.cites.zh, { cites }), en: fill(noteWords.cites.en, { cites }) }
    lines.push([style.note, [told.zh, '', told.en]])
  }
  lines.push([style.header, noteWords.head.map(both)])
  for (const c of columns) {
    const kind = both(typeWords[c.type])
    const required = both(c.required ? noteWords.yes : noteWords.no)
    lines.push([style.note, [both(c.header), required, kind, c.note ? both(c.note) : '']])
  }
  const rows = lines.map(
    ([s, cells], r) =>
      `<row r="${r + 1}">${cells.map((t, i) => textCell(`${letters(i)}${r + 1}`, t, s)).join('')}</row>`,
  )
  const cols = [34, 12, 34, 60].map(
    (w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`,
  )
  return `<worksheet xmlns="${main}"><cols>${cols.join('')}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
}

/** At most 31 characters, none of those that a sheet's name may not hold. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:']/g, '').slice(0, 31) || 'Sheet'

const workbook = (sheets: readonly { name: string; hidden?: boolean }[]): string =>
  `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
    .map(
      ({ name, hidden }, i) =>
        `<sheet name="${xml(sheetName(name))}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
    )
    .join('')}</sheets></workbook>`

const relationships = (...list: [type: string, target: string][]): string =>
  `<Relationships xmlns="${packageNs}/relationships">${list
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

function contentTypes(sheets: number): string {
  const vnd = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = [
    ['/xl/workbook.xml', `${vnd}.sheet.main+xml`],
    ['/xl/styles.xml', `${vnd}.styles+xml`],
    ...Array.from({ length: sheets }, (_, i) => [`/xl/worksheets/sheet${i + 1}.xml`, `${vnd}.worksheet+xml`]),
  ]
  return `<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts
    .map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`)
    .join('')}</Types>`
}
