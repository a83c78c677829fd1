import { describe, expect, test } from 'vitest'
import { type Cell, type Column, convert, plainDecimal } from './columns.ts'

const text = (t: string): Cell => ({ kind: 'text', text: t })
const number = (digits: string): Cell => ({ kind: 'number', digits })
const column = (type: Column['type'], more: Partial<Column> = {}): Column => ({
  name: 'x',
  header: { zh: '列', en: 'Column' },
  type,
  ...more,
})
const read = (type: Column['type'], cell: Cell, more: Partial<Column> = {}, from1904 = false) => {
  const got = convert(column(type, more), cell, { from1904 })
  return got.ok ? got.value : got.code
}

describe('a sum in yuan becomes 分 without a float', () => {
  test.each([
    ['1234.56', 123456],
    ['0.3', 30],
    ['0', 0],
    ['1.2345E4', 1234500],
    ['1234.5599999999999', 123456],
    ['0.30000000000000004', 30],
    ['9007199254740.99', 900719925474099],
    ['123456789012345678', 'not-money'],
    ['1.005', 'not-money'],
    ['-5', -500],
  ])('number cell %s', (digits, fen) => expect(read('money', number(digits))).toBe(fen))
  test.each([
    ['1,234.50', 123450],
    ['￥1,234.5 元', 123450],
    ['１２３．４', 12340],
    ['12,34', 'not-money'],
    ['1.234', 'not-money'],
    ['1.5万', 'not-money'],
    ['1e3', 'not-money'],
    ['面议', 'not-money'],
  ])('text %s', (given, fen) => expect(read('money', text(given))).toBe(fen))
})

describe('integers', () => {
  test.each([
    [number('12'), 12],
    [number('1.2E1'), 12],
    [text(' 1,200 '), 1200],
    [number('12.5'), 'not-an-integer'],
    [text('9007199254740991'), 9007199254740991],
    [text('9007199254740993'), 'not-an-integer'],
  ])('%o', (cell, value) => expect(read('integer', cell)).toBe(value))
})

describe('days', () => {
  test.each([
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    // 29 February 1900 is in the count and in no calendar.
    ['60', 'not-a-date'],
    ['61', '1900-03-01'],
    ['46350', '2026-11-24'],
    ['46350.75', '2026-11-24'],
    ['20261124', '2026-11-24'],
    ['20261131', 'not-a-date'],
    ['0', 'not-a-date'],
    ['-3', 'not-a-date'],
  ])('number cell %s', (digits, day) => expect(read('date', number(digits))).toBe(day))
  test('counted from 1904', () => expect(read('date', number('44888'), {}, true)).toBe('2026-11-24'))
  test.each([
    ['2026-11-24', '2026-11-24'],
    ['2026/1/4', '2026-01-04'],
    ['2026.11.24', '2026-11-24'],
    ['2026年11月24日', '2026-11-24'],
    ['2026-11-24T00:00:00Z', '2026-11-24'],
    ['2026-02-29', 'not-a-date'],
    ['24/11/2026', 'not-a-date'],
    ['2026-11/24', 'not-a-date'],
    ['长期', 'not-a-date'],
  ])('text %s', (given, day) => expect(read('date', text(given))).toBe(day))
})

describe('texts, codes and choices', () => {
  test.each([
    ['code', text(' 91350100m000100y43 '), '91350100M000100Y43'],
    ['code', text('９１３５'), '9135'],
    ['code', number('360402'), '360402'],
    // Fifteen digits are all that a number cell keeps.
    ['code', number('123456789012345'), '123456789012345'],
    ['code', number('3.6040219900101123E17'), 'number-lost-digits'],
    ['text', number('1.5'), '1.5'],
    ['text', text('  九江  '), '九江'],
    ['text', text('a\u0001b'), 'text-not-plain'],
    ['text', { kind: 'fault', fault: 'formula' } as Cell, 'formula'],
  ] as const)('%s %o', (type, cell, value) => expect(read(type, cell)).toBe(value))
  test('at most so many characters', () => {
    expect(read('text', text('四个汉字'), { max: 4 })).toBe('四个汉字')
    expect(read('text', text('五个汉字了'), { max: 4 })).toBe('text-too-long')
  })
  test('by value, in Chinese, in English', () => {
    const choices = [{ value: 'yes', words: { zh: '是', en: 'Yes' } }]
    for (const given of ['yes', '是', 'Yes']) expect(read('choice', text(given), { choices })).toBe('yes')
    expect(read('choice', text('否'), { choices })).toBe('not-a-choice')
  })
  test('empty', () => {
    expect(read('text', text('  '))).toBe('')
    expect(read('money', text(''))).toBeUndefined()
    expect(read('text', text(' '), { required: true })).toBe('cell-missing')
  })
})

test.each([
  ['1E-3', '0.001'],
  ['100', '100'],
  ['-0', '0'],
  ['1.50', '1.5'],
  ['abc', undefined],
  ['1e999999', undefined],
])('%s is %s', (digits, plain) => expect(plainDecimal(digits)).toBe(plain))
