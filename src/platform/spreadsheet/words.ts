import type { Article } from '../../gazette/index.ts'
import { type Json, type Refusal, refuse } from '../../workflow/index.ts'
import { addRefusalWords, fill, type Words } from '../messages.ts'
import type { CellFault } from './columns.ts'

/** Faults of a whole file, for which no row is looked at. */
export type FileFault =
  | 'not-a-spreadsheet'
  | 'encrypted'
  | 'macros'
  | 'external-links'
  | 'zip-bomb'
  | 'no-sheet'
  | 'no-header'
  | 'no-rows'
  | 'column-missing'
  | 'column-twice'
  | 'column-unknown'
  | 'cells-merged'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-problems'

export type ProblemCode = FileFault | CellFault | 'outside-columns'

/** What is wrong with a file (no row) or with one cell of it. */
export interface Problem {
  /** Row of the spreadsheet, from 1, the header's included. */
  row?: number
  /** Header of the column. */
  column?: string
  code: ProblemCode
  params: Readonly<Record<string, string | number | undefined>>
}

export const problemWords = {
  'not-a-spreadsheet': {
    zh: '文件的内容不是 .xlsx 电子表格（另存为“Excel 工作簿（*.xlsx）”后再上传）。',
    en: 'The content of the file is not an .xlsx spreadsheet; save it as an Excel workbook (*.xlsx).',
  },
  encrypted: {
    zh: '文件已加密或是旧版 .xls，请取消密码、另存为 .xlsx 后再上传。',
    en: 'The file is encrypted or an old .xls; remove the password and save it as .xlsx.',
  },
  macros: { zh: '文件带有宏，不予读取。', en: 'The file holds macros and is not read.' },
  'external-links': {
    zh: '文件引用了别的文件（外部链接），请粘贴为数值后再上传。',
    en: 'The file refers to other files (external links); paste values instead.',
  },
  'zip-bomb': {
    zh: '文件解压后过大（上限 {{limit}} MB），不予读取。',
    en: 'The file unpacks to too much (at most {{limit}} MB) and is not read.',
  },
  'no-sheet': { zh: '文件里没有可见的工作表。', en: 'The file has no visible sheet.' },
  'no-header': { zh: '工作表“{{sheet}}”没有表头。', en: 'The sheet “{{sheet}}” has no header row.' },
  'no-rows': { zh: '表头以下没有数据。', en: 'There is nothing below the header.' },
  'column-missing': { zh: '缺少列“{{header}}”。', en: 'The column “{{header}}” is missing.' },
  'column-twice': { zh: '列“{{header}}”出现了两次。', en: 'The column “{{header}}” is there twice.' },
  'column-unknown': {
    zh: '模板里没有列“{{header}}”（{{cell}}）。',
    en: 'The template has no column “{{header}}” ({{cell}}).',
  },
  'cells-merged': {
    zh: '有合并的单元格：{{range}}。请取消合并，逐行填写。',
    en: 'Cells are merged: {{range}}. Unmerge them and fill in each row.',
  },
  'too-many-rows': {
    zh: '超过 {{limit}} 行，请分批上传。',
    en: 'More than {{limit}} rows; upload them in parts.',
  },
  'too-many-columns': { zh: '列数超过 {{limit}}。', en: 'More than {{limit}} columns.' },
  'too-many-problems': {
    zh: '问题超过 {{limit}} 处，其余未列出。',
    en: 'More than {{limit}} problems; the others are not listed.',
  },
  'outside-columns': {
    zh: '{{cell}} 不在任何一列的表头之下。',
    en: '{{cell}} stands under no header.',
  },
  formula: { zh: '{{cell}} 是公式，请粘贴为数值。', en: '{{cell}} is a formula; paste its value.' },
  'cell-error': { zh: '{{cell}} 是错误值。', en: '{{cell}} holds an error value.' },
  'cell-too-long': { zh: '{{cell}} 的内容过长。', en: '{{cell}} is too long.' },
  'cell-missing': { zh: '必填，未填。', en: 'Required, but empty.' },
  'text-too-long': {
    zh: '最多 {{max}} 个字符，现有 {{given}} 个。',
    en: 'At most {{max}} characters; there are {{given}}.',
  },
  'text-not-plain': { zh: '含有不可见的控制字符。', en: 'Holds control characters.' },
  'number-lost-digits': {
    zh: '被当作数字保存，第 15 位以后已丢失；请把单元格设为“文本”后重填。',
    en: 'Kept as a number, the digits after the fifteenth are lost; set the cell to text and type it again.',
  },
  'not-an-integer': { zh: '“{{given}}”不是整数。', en: '“{{given}}” is not an integer.' },
  'not-money': {
    zh: '“{{given}}”不是金额（元，最多两位小数）。',
    en: '“{{given}}” is not a sum in yuan with at most two decimals.',
  },
  'not-a-date': {
    zh: '“{{given}}”不是日期（如 2026-11-24）。',
    en: '“{{given}}” is not a date such as 2026-11-24.',
  },
  'not-a-choice': { zh: '“{{given}}”不在可选项中：{{allowed}}。', en: '“{{given}}” is none of {{allowed}}.' },
} satisfies Record<ProblemCode, Words>

/** A problem in words: `第 7 行“统一社会信用代码”：…`. */
export function problemText(problem: Problem): Words {
  const { row, column = '', code, params } = problem
  const { zh, en } = problemWords[code]
  const told = { zh: fill(zh, params as Refusal['params']), en: fill(en, params as Refusal['params']) }
  if (row === undefined) return told
  return {
    zh: `第 ${row} 行${column ? `“${column}”` : ''}：${told.zh}`,
    en: `Row ${row}${column ? `, “${column}”` : ''}: ${told.en}`,
  }
}

/**
 * The refusal of a spreadsheet, for the caller's paragraph; `params.problems` lists the first hundred with their words.
 * @param problems at least one
 */
export function sheetRefusal(problems: readonly Problem[], cites: Article, field = 'file'): Refusal {
  const first = problems[0]
  if (!first) throw new Error('a spreadsheet without problems is not refused')
  const texts = problemText(first)
  const listed = problems.slice(0, 100).map((p) => ({ ...p, message: { ...problemText(p) } })) as unknown
  const params = { count: problems.length, first: texts.zh, firstEn: texts.en, problems: listed as Json }
  return refuse('spreadsheet-refused', cites, params, field)
}

addRefusalWords({
  'spreadsheet-refused': {
    zh: '电子表格有 {{count}} 处问题，没有导入任何一行。{{first}}',
    en: 'The spreadsheet has {{count}} problems; not a row was taken in. {{firstEn}}',
  },
})
