import { describe, expect, test } from 'vitest'
import { csv } from './csv.ts'

describe('a table for spreadsheets', () => {
  test('begins with the byte order mark; lines end as the format wants', () => {
    expect(
      csv([
        ['名称', '代码'],
        ['九江恒信', '91'],
      ]),
    ).toBe('\uFEFF名称,代码\r\n九江恒信,91\r\n')
  })
  test.each([
    ['a comma', '甲,乙', '"甲,乙"'],
    ['a quote', '甲"乙', '"甲""乙"'],
    ['a line', '甲\n乙', '"甲\n乙"'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula in quotes', '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['plus', '+1', "'+1"],
    ['minus', '-1', "'-1"],
    ['at', '@SUM', "'@SUM"],
    ['tab', '\t=1', "'\t=1"],
    ['an ordinary name', '九江（恒信）', '九江（恒信）'],
  ])('%s', (_, given, written) => {
    expect(csv([[given]])).toBe(`\uFEFF${written}\r\n`)
  })
})
