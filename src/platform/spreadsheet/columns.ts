import { addDays, plainDate } from '../../calendar/index.ts'
import type { Words } from '../messages.ts'

/** One column of a spreadsheet that people fill in. */
export interface Column<Name extends string = string> {
  /** Key of the value in a row. */
  name: Name
  /** What stands above the column: `zh` is written, either is read. */
  header: Words
  /** Other headers under which it is read. */
  aliases?: readonly string[]
  /** `code` is text without blanks, in capitals; `money` is integer 分, written in 元; `date` is `YYYY-MM-DD`. */
  type: 'text' | 'code' | 'integer' | 'money' | 'date' | 'choice'
  required?: boolean
  /** Most characters of a text or code; 200 unless told. */
  max?: number
  /** What a choice may be; the value, `zh` and `en` are all read, `zh` is written. */
  choices?: readonly { value: string; words: Words }[]
  /** How to fill it in, for the template's 说明. */
  note?: Words
}

/** Empty text where nothing is given; integers and money are undefined then. */
export type Values<C extends readonly Column[]> = {
  [K in C[number] as K['name']]: K['type'] extends 'integer' | 'money' ? number | undefined : string
}

/** A cell as the file holds it: a number keeps the file's own digits, so that no float comes between. */
export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'number'; digits: string }
  | { kind: 'fault'; fault: 'formula' | 'cell-error' | 'cell-too-long' }

export type CellFault =
  | 'formula'
  | 'cell-error'
  | 'cell-too-long'
  | 'cell-missing'
  | 'text-too-long'
  | 'text-not-plain'
  | 'number-lost-digits'
  | 'not-an-integer'
  | 'not-money'
  | 'not-a-date'
  | 'not-a-choice'

export type Converted =
  | { ok: true; value: string | number | undefined }
  | { ok: false; code: CellFault; params: Record<string, string | number> }

export interface Workbook {
  /** Days are counted from 1904 and not from 1900. */
  from1904: boolean
}

const bad = (code: CellFault, params: Record<string, string | number> = {}): Converted => ({
  ok: false,
  code,
  params,
})
const good = (value: string | number | undefined): Converted => ({ ok: true, value })

/** What a person sees in the cell, near enough to tell them which one is meant. */
export const shown = (cell: Cell | undefined): string =>
  cell === undefined || cell.kind === 'fault' ? '' : cell.kind === 'text' ? cell.text : cell.digits

/** Reads one cell as its column's type. */
export function convert(column: Column, cell: Cell | undefined, book: Workbook): Converted {
  if (cell?.kind === 'fault') return bad(cell.fault)
  const given = shown(cell).trim()
  if (given === '') {
    if (column.required) return bad('cell-missing')
    return good(column.type === 'integer' || column.type === 'money' ? undefined : '')
  }
  if (!given.isWellFormed() || /[^\P{Cc}\t\n\r]/u.test(given)) return bad('text-not-plain')
  const number = cell?.kind === 'number' ? plainDecimal(given) : undefined
  switch (column.type) {
    case 'text':
      return textOf(column, number ?? given)
    case 'code':
      // A spreadsheet keeps fifteen digits of a number: an identity number typed as one is lost beyond repair.
      if (number !== undefined && number.replace(/\D/g, '').length > 15) return bad('number-lost-digits')
      return textOf(column, (number ?? given).normalize('NFKC').replace(/\s/g, '').toUpperCase())
    case 'integer':
      return scaled(given, number, 0, 'not-an-integer')
    case 'money':
      return scaled(given, number, 2, 'not-money')
    case 'date':
      return dateOf(given, number, book)
    case 'choice':
      return choiceOf(column, given)
  }
}

function textOf({ max = 200 }: Column, text: string): Converted {
  return text.length > max ? bad('text-too-long', { max, given: text.length }) : good(text)
}

function choiceOf({ choices = [] }: Column, given: string): Converted {
  const found = choices.find((c) => [c.value, c.words.zh, c.words.en].includes(given))
  if (found) return good(found.value)
  const allowed = choices.slice(0, 20).map((c) => c.words.zh)
  return bad('not-a-choice', {
    given: given.slice(0, 60),
    allowed: allowed.join('、') + (choices.length > 20 ? '…' : ''),
  })
}

/** A decimal times 10^places as an integer; refused when digits would be left over or a float could not hold it. */
function scaled(
  given: string,
  number: string | undefined,
  places: number,
  code: 'not-an-integer' | 'not-money',
): Converted {
  const text = number ?? written(given)
  const m = /^(-?)(\d{1,18})(?:\.(\d+))?$/.exec(text)
  const fraction = (m?.[3] ?? '').replace(/0+$/, '')
  if (!m || fraction.length > places) return bad(code, { given: given.slice(0, 60) })
  const value = Number(`${m[1]}${m[2]}${fraction.padEnd(places, '0')}`)
  return Number.isSafeInteger(value) ? good(value === 0 ? 0 : value) : bad(code, { given })
}

/** What people type for a sum: full-width digits, 1,234.50, ￥, 元. */
function written(given: string): string {
  const text = given
    .normalize('NFKC')
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '')
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
}

/**
 * The digits of a number cell without exponent, rounded to the fifteen that a spreadsheet shows: 1234.56 lies in the
 * file as 1234.5599999999999.
 */
export function plainDecimal(digits: string): string | undefined {
  const m = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(digits)
  if (!m || `${m[2]}${m[3] ?? ''}` === '') return undefined
  let exponent = Number(m[4] ?? 0) - (m[3] ?? '').length
  let value = BigInt(`${m[2]}${m[3] ?? ''}`)
  const excess = String(value).length - 15
  if (excess > 0) {
    const unit = 10n ** BigInt(excess)
    value = (value + unit / 2n) / unit
    exponent += excess
  }
  while (value !== 0n && value % 10n === 0n && exponent < 0) {
    value /= 10n
    exponent += 1
  }
  const sign = m[1] === '-' && value !== 0n ? '-' : ''
  if (value === 0n) return '0'
  if (exponent >= 0) return `${sign}${value}${'0'.repeat(exponent)}`
  const text = String(value).padStart(1 - exponent, '0')
  return `${sign}${text.slice(0, exponent)}.${text.slice(exponent)}`
}

const lastSerial = 2_958_465

/** A date cell (days since 1900 or 1904), or a date as people type it. */
function dateOf(given: string, number: string | undefined, book: Workbook): Converted {
  if (number !== undefined && /^\d+(\.\d+)?$/.test(number)) {
    const serial = Number(number.split('.')[0])
    if (serial <= lastSerial) return serialDay(serial, book) ?? bad('not-a-date', { given })
  }
  const text = (number ?? given).normalize('NFKC').replace(/\s+/g, '')
  const m =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T.*)?$/.exec(text) ??
    /^(\d{4})(年)(\d{1,2})月(\d{1,2})日$/.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(text)
  if (!m) return bad('not-a-date', { given: given.slice(0, 60) })
  try {
    return good(plainDate(`${m[1]}-${m[3]!.padStart(2, '0')}-${m[4]!.padStart(2, '0')}`))
  } catch {
    return bad('not-a-date', { given: given.slice(0, 60) })
  }
}

/** Day 60 of the count from 1900 is a 29 February that never was; the days before it are one off. */
function serialDay(serial: number, { from1904 }: Workbook): Converted | undefined {
  if (from1904) return good(addDays(plainDate('1904-01-01'), serial))
  if (serial < 1 || serial === 60) return undefined
  return good(addDays(plainDate(serial < 60 ? '1899-12-31' : '1899-12-30'), serial))
}
