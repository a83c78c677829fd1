import { performance } from 'node:perf_hooks'
import readForeign from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import writeForeign from 'write-excel-file/node'
import { art } from '../../gazette/index.ts'
import { messageOf } from '../messages.ts'
import { type Column, problemText, readCsv, readSheet, sheetRefusal, writeSheet } from './index.ts'
import { handMade, main, sheetOf } from './testing.ts'

const columns = [
  { name: 'name', header: { zh: '名称', en: 'Name' }, type: 'text', required: true, aliases: ['机构名称'] },
  { name: 'code', header: { zh: '代码', en: 'Code' }, type: 'code' },
  { name: 'fee', header: { zh: '金额', en: 'Fee' }, type: 'money' },
  { name: 'count', header: { zh: '人数', en: 'Count' }, type: 'integer' },
  { name: 'from', header: { zh: '起始日', en: 'From' }, type: 'date' },
  {
    name: 'kind',
    header: { zh: '种类', en: 'Kind' },
    type: 'choice',
    choices: [
      { value: 'a', words: { zh: '甲', en: 'First' } },
      { value: 'b', words: { zh: '乙', en: 'Second' } },
    ],
  },
] as const satisfies readonly Column[]
const two = columns.slice(0, 2) as unknown as readonly [(typeof columns)[0], (typeof columns)[1]]

const title = { zh: '测试表', en: 'Test sheet' }
const codes = (got: { ok: boolean; problems?: readonly { code: string }[] }) =>
  got.problems?.map((p) => p.code)
const hand = async (sheet: string, more = {}) => readSheet(await handMade({ sheet, ...more }), two)

describe('what is written is read again', () => {
  const rows = [
    { name: '=1+1', code: '91350100M000100Y43', fee: 123456, count: 0, from: '2026-11-24', kind: 'b' },
    { name: '恒信 & <造价>', code: '036040', fee: -1, count: undefined, from: '', kind: '' },
  ]

  test('value by value', async () => {
    const got = await readSheet(await writeSheet(columns, rows, { title }), columns)
    expect(got.ok && got.rows.map((r) => r.values)).toEqual(rows)
    expect(got.ok && got.rows.map((r) => r.n)).toEqual([2, 3])
  })

  test('by a foreign reader, as text and not as formula', async () => {
    const bytes = await writeSheet(columns, rows, { title, notes: [{ zh: '先读', en: 'Read first' }] })
    const [sheet, notes] = (await readForeign(bytes)) as unknown as { sheet: string; data: unknown[][] }[]
    expect(sheet).toMatchObject({ sheet: '测试表' })
    expect(sheet!.data[0]).toEqual(['名称*', '代码', '金额', '人数', '起始日', '种类'])
    expect(sheet!.data[1]).toEqual(['=1+1', '91350100M000100Y43', 1234.56, 0, '2026-11-24', '乙'])
    expect(JSON.stringify(notes!.data)).toContain('先读')
  })

  test('choices are offered as a list and formulas are quoted', async () => {
    const bytes = await writeSheet(columns, rows, { title })
    const { openPackage, packageLimits } = await import('./package.ts')
    const pack = await openPackage(bytes, packageLimits)
    let xml = ''
    for await (const piece of pack.part('xl/worksheets/sheet1.xml')) xml += piece
    expect(xml).toContain('type="list"')
    expect(xml).toContain("<formula1>'选项'!$A$1:$A$2</formula1>")
    expect(xml).toContain('<c r="A2" s="3" t="inlineStr">')
    expect(xml).not.toContain('<f>')
  })
})

describe('a file of a foreign hand', () => {
  const cell = (value: unknown, more = {}) => ({ value, ...more }) as never
  const header = ['金额', '起始日', '机构名称', '代码', '人数', '种类', '问题'].map((h) => cell(h))

  test('shared strings, date cells, any order of columns, an error report given back', async () => {
    const row = [
      cell(1234.56),
      cell(new Date('2026-11-24T00:00:00Z'), { type: Date, format: 'yyyy-mm-dd' }),
      cell(' 九江恒信 '),
      cell('360402'),
      cell(7),
      cell('甲'),
      cell('第 2 行：…'),
    ]
    const bytes = await writeForeign([header, row] as never).toBuffer()
    const got = await readSheet(bytes, columns)
    expect(got.ok && got.rows[0]?.values).toEqual({
      name: '九江恒信',
      code: '360402',
      fee: 123456,
      count: 7,
      from: '2026-11-24',
      kind: 'a',
    })
  })

  test('merged cells, formulas', async () => {
    const merged = [cell('并', { columnSpan: 2 }), null]
    const names = [cell('名称'), cell('代码')]
    expect(codes(await readSheet(await writeForeign([names, merged] as never).toBuffer(), two))).toEqual([
      'cells-merged',
    ])
    const formula = [cell('=1+1', { type: 'Formula' }), cell('x')]
    const got = await readSheet(await writeForeign([names, formula] as never).toBuffer(), two)
    expect(!got.ok && got.problems[0]).toMatchObject({ row: 2, column: '名称', code: 'formula' })
    expect(!got.ok && problemText(got.problems[0]!).zh).toBe('第 2 行“名称”：A2 是公式，请粘贴为数值。')
  })
})

describe('rows', () => {
  test('each wrong cell is named; right ones are given back too', async () => {
    const got = await hand(
      sheetOf(['名称', '代码'], ['', 'x1'], ['好', 'x2'], ['<c t="e"><v>#REF!</v></c>', 'x3']),
    )
    expect(!got.ok && got.problems.map((p) => [p.row, p.column, p.code])).toEqual([
      [2, '名称', 'cell-missing'],
      [4, '名称', 'cell-error'],
    ])
    expect(got.rows.map((r) => [r.n, r.given.code, r.values?.code])).toEqual([
      [2, 'x1', undefined],
      [3, 'x2', 'X2'],
      [4, 'x3', undefined],
    ])
  })
  test('a value under no header, empty rows, rich text without its phonetic guide', async () => {
    const rich = '<c t="inlineStr"><is><r><t>九</t></r><r><t>江_x0041_</t></r><rPh><t>jiu</t></rPh></is></c>'
    expect(codes(await hand(sheetOf(['名称', '代码'], ['甲', '1', '多'])))).toEqual(['outside-columns'])
    const got = await hand(sheetOf(['名称', '代码'], ['', ''], [rich, '1']))
    expect(got.ok && got.rows).toMatchObject([{ n: 3, values: { name: '九江A', code: '1' } }])
  })
  test('as many as told, not one more', async () => {
    const bytes = await handMade({ sheet: sheetOf(['名称', '代码'], ['甲', '1'], ['乙', '2'], ['丙', '3']) })
    expect((await readSheet(bytes, two, { rows: 3 })).ok).toBe(true)
    expect(codes(await readSheet(bytes, two, { rows: 2 }))).toEqual(['too-many-rows'])
  })
})

describe('a file that is refused whole', () => {
  const data = sheetOf(['名称', '代码'], ['甲', '1'])
  test.each([
    ['a column is missing', sheetOf(['名称'], ['甲']), 'column-missing'],
    ['a column is there twice', sheetOf(['名称', '代码', '机构名称'], ['甲', '1', '乙']), 'column-twice'],
    ['a strange column', sheetOf(['名称', '代码', '备注'], ['甲', '1', '乙']), 'column-unknown'],
    ['nothing', '<sheetData/>', 'no-header'],
    ['only a header', sheetOf(['名称', '代码']), 'no-rows'],
    ['cells merged', `${data}<mergeCells><mergeCell ref="A2:B2"/></mergeCells>`, 'cells-merged'],
    ['a formula for a header', sheetOf(['名称', '代码', '<c><f>1</f><v>1</v></c>'], ['甲']), 'formula'],
    ['no XML', '<sheetData><row>', 'not-a-spreadsheet'],
    ['too wide', '<sheetData><row r="1"><c r="ZZ1"><v>1</v></c></row></sheetData>', 'too-many-columns'],
  ])('%s', async (_, sheet, code) => expect(codes(await hand(sheet))?.[0]).toBe(code))

  const hidden =
    '<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" state="hidden" r:id="r1"/></sheets></workbook>'
  test.each([
    ['a macro by its part', { more: { 'xl/vbaProject.bin': 'x' } }, 'macros'],
    [
      'a macro by its type',
      { types: '<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>' },
      'macros',
    ],
    ['a link to another file', { more: { 'xl/externalLinks/externalLink1.xml': '<x/>' } }, 'external-links'],
    ['only hidden sheets', { workbook: hidden }, 'no-sheet'],
    ['entities', { workbook: '<!DOCTYPE a [<!ENTITY b "b">]><workbook/>' }, 'not-a-spreadsheet'],
    ['two parts of one name', { more: { 'xl/workbook.xml': '<workbook/>' } }, 'not-a-spreadsheet'],
  ])('%s', async (_, parts, code) => expect(codes(await hand(data, parts))).toEqual([code]))

  test.each([
    ['text', Buffer.from('名称,代码'), 'not-a-spreadsheet'],
    ['nothing', Buffer.alloc(0), 'not-a-spreadsheet'],
    ['half an archive', Buffer.from('PK\x03\x04abc'), 'not-a-spreadsheet'],
    ['encrypted, or an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'encrypted'],
  ])('%s', async (_, bytes, code) => expect(codes(await readSheet(bytes, two))).toEqual([code]))

  test('another archive', async () => {
    const { ZipFile } = await import('yazl')
    const { buffer } = await import('node:stream/consumers')
    const zip = new ZipFile()
    zip.addBuffer(Buffer.from('x'), 'word/document.xml')
    zip.end()
    expect(codes(await readSheet(await buffer(zip.outputStream), two))).toEqual(['not-a-spreadsheet'])
  })

  test('every truncation of a good file is a refusal and never a throw', async () => {
    const bytes = await writeSheet(two, [{ name: '甲' }], { title })
    for (let end = 0; end < bytes.length; end += 97) {
      expect((await readSheet(bytes.subarray(0, end), two)).ok).toBe(false)
    }
  })

  test('the refusal cites the caller and speaks both languages', async () => {
    const got = await hand(sheetOf(['名称'], ['甲']))
    const refusal = sheetRefusal(got.ok ? [] : got.problems, art('111', '20'))
    expect(refusal).toMatchObject({ code: 'spreadsheet-refused', article: art('111', '20'), field: 'file' })
    expect(messageOf(refusal)).toEqual({
      zh: '电子表格有 1 处问题，没有导入任何一行。缺少列“代码”。',
      en: 'The spreadsheet has 1 problems; not a row was taken in. The column “代码” is missing.',
    })
  })
})

/** How often others had their turn meanwhile, and how many ms it took. */
async function watched<T>(run: () => Promise<T>) {
  let turns = 0
  let running = true
  const turn = () => {
    turns += 1
    if (running) setImmediate(turn)
  }
  setImmediate(turn)
  const start = performance.now()
  const got = await run()
  running = false
  return { got, turns, took: performance.now() - start }
}

describe('a file that would hurt', () => {
  test('a bomb by what it declares is not even inflated', async () => {
    const bytes = await handMade({ sheet: ' '.repeat(8 * 1024 * 1024) })
    const { got, took } = await watched(() => readSheet(bytes, two))
    expect(codes(got)).toEqual(['zip-bomb'])
    expect(took).toBeLessThan(1000)
  })

  test('a bomb that declares little', async () => {
    const sheet = ' '.repeat(8 * 1024 * 1024)
    const bytes = await handMade({ sheet })
    const size = Buffer.alloc(4)
    size.writeUInt32LE(`<worksheet xmlns="${main}">${sheet}</worksheet>`.length)
    const lie = Buffer.from(bytes)
    let at = lie.indexOf(size)
    expect(at).toBeGreaterThan(0)
    for (; at >= 0; at = lie.indexOf(size, at + 1)) lie.writeUInt32LE(500, at)
    expect(codes(await readSheet(lie, two))).toEqual(['not-a-spreadsheet'])
  })

  test('many small bombs, each below the ratio', async () => {
    const noise = Array.from(
      { length: 100_000 },
      (_, i) => `<!--${(i * 2_654_435_761) % 4_294_967_296}-->`,
    ).join('')
    const bytes = await handMade({ sheet: noise + sheetOf(['名称', '代码'], ['甲', '1']) })
    expect((await readSheet(bytes, two)).ok).toBe(true)
    expect(codes(await readSheet(bytes, two, { inflated: 1024 * 1024 }))).toEqual(['zip-bomb'])
  })

  test('200,000 rows are refused early', async () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, i) => `<row><c t="str"><v>机构${i}</v></c><c><v>${(i * 7919) % 100_003}</v></c></row>`,
    )
    const header = '<row><c t="str"><v>名称</v></c><c t="str"><v>代码</v></c></row>'
    const bytes = await handMade({ sheet: `<sheetData>${header}${rows.join('')}</sheetData>` })
    const { got, took } = await watched(() => readSheet(bytes, two))
    expect(codes(got)).toEqual(['too-many-rows'])
    expect(took).toBeLessThan(5000)
  })

  test('10,000 good rows are read in slices, others having their turn between', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      ...{ name: `机构${i}`, code: String(i), fee: i, count: i, from: '2026-11-24', kind: 'a' },
    }))
    const bytes = await writeSheet(columns, rows, { title })
    const { got, turns } = await watched(() => readSheet(bytes, columns))
    expect(got.ok && got.rows.length).toBe(10_000)
    expect(turns).toBeGreaterThan(60)
  })
})

describe('comma-separated values of the same columns', () => {
  test.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFF名称,代码\r\n"甲,""乙""\n丙",1\r\n')],
    ['no end of line', Buffer.from('代码,名称\n1,"甲,""乙""\n丙"')],
  ])('%s', async (_, bytes) => {
    const got = await readCsv(bytes, two)
    expect(got.ok && got.rows.map((r) => r.values)).toEqual([{ name: '甲,"乙"\n丙', code: '1' }])
  })
  test('GB 18030, and the apostrophe before a formula', async () => {
    // 名称,代码 / '=甲,1
    const bytes = Buffer.from('c3fbb3c62cb4fac2eb0a273dbcd72c310a', 'hex')
    const got = await readCsv(bytes, two)
    expect(got.ok && got.rows[0]?.values).toEqual({ name: '=甲', code: '1' })
  })
  test.each([
    ['a quotation mark astray', '名称,代码\n甲"乙,1', 'not-a-spreadsheet'],
    ['a quotation without end', '名称,代码\n"甲,1', 'not-a-spreadsheet'],
    ['NUL', '名称,代码\n\0,1', 'not-a-spreadsheet'],
    ['too many rows', `名称,代码\n${'甲,1\n'.repeat(4)}`, 'too-many-rows'],
  ])('%s', async (_, text, code) => {
    expect(codes(await readCsv(Buffer.from(text), two, { rows: 3 }))).toEqual([code])
  })
})
