import type { PlainDate } from '../../calendar/index.ts'
import { art, fullLabel } from '../../gazette/index.ts'
import { messageOf, type Words } from '../../platform/messages.ts'
import {
  type Column,
  problemText,
  readSheet,
  type Values,
  writeSheet,
} from '../../platform/spreadsheet/index.ts'
import type { Actor, Refusal } from '../../workflow/index.ts'
import {
  beginsInOrder,
  currentOf,
  type ItemContent,
  type ItemDifference,
  itemDifferences,
  itemFaults,
  itemFieldWords,
  keeps,
  noItem,
  priceManagementWords,
  qualificationsOf,
  qualificationText,
  type ServiceItemState,
  serviceCategories,
} from '../index.ts'

const modes = Object.entries(priceManagementWords).map(([value, words]) => ({ value, words }))

/** The columns of the template (9.1): the same for its download, its reading and the report of what is wrong. */
export const itemColumns = [
  {
    name: 'code',
    header: { zh: '事项编码', en: 'Item code' },
    type: 'text',
    max: 20,
    note: {
      zh: '修订已有事项时填写；新事项留空，由系统编号。',
      en: 'For an item that exists; empty for a new one.',
    },
  },
  {
    name: 'category',
    header: itemFieldWords.category,
    type: 'choice',
    required: true,
    choices: serviceCategories.map(({ code, zh, en }) => ({ value: code, words: { zh, en } })),
  },
  { name: 'zh', header: itemFieldWords.zh, type: 'text', required: true, max: 60 },
  { name: 'en', header: itemFieldWords.en, type: 'text', required: true, max: 120 },
  { name: 'basis', header: itemFieldWords.basis, type: 'text', required: true, max: 400 },
  {
    name: 'approvals',
    header: itemFieldWords.approvals,
    type: 'text',
    max: 4000,
    note: { zh: '多项用“；”隔开，没有的留空。', en: 'Separated by ；, empty if there are none.' },
  },
  { name: 'mode', header: itemFieldWords.price, type: 'choice', required: true, choices: modes },
  { name: 'low', header: { zh: '指导价下限（元）', en: 'Guided price, from (yuan)' }, type: 'money' },
  { name: 'high', header: { zh: '指导价上限（元）', en: 'Guided price, to (yuan)' }, type: 'money' },
  { name: 'fee', header: { zh: '政府定价（元）', en: 'Set price (yuan)' }, type: 'money' },
  { name: 'unit', header: { zh: '计价单位', en: 'Unit' }, type: 'text', max: 40 },
  {
    name: 'scope',
    header: { zh: '金额所指', en: 'The sum is for' },
    type: 'choice',
    choices: [
      { value: 'project', words: { zh: '整个项目', en: 'whole project' } },
      { value: 'unit', words: { zh: '单价', en: 'unit' } },
    ],
  },
  { name: 'document', header: { zh: '价格文件文号', en: 'Price document' }, type: 'text', max: 80 },
  {
    name: 'qualifications',
    header: itemFieldWords.qualifications,
    type: 'text',
    max: 4000,
    note: {
      zh: '须同时具备的用“；”隔开，任具其一的用“ 或 ”隔开（前后有空格），等级写在冒号后：工程勘察资质：甲级 或 工程勘察资质：乙级；注册土木工程师',
      en: 'All of, separated by ；; any of, separated by “ 或 ”; the grade after a colon.',
    },
  },
] as const satisfies readonly Column[]

type ItemRow = Values<typeof itemColumns>

/** Rows of one file; a department has some dozens of items. */
const mostItems = 500

/** What is wrong with one cell, as the screen and the report show it. */
export interface SheetProblem {
  row?: number
  column?: string
  message: Words
  article: string
}

/** A row that would change the list. */
export interface SheetChange {
  row: number
  /** Absent for a new item. */
  code?: string
  name: string
  content: ItemContent
  differences: readonly ItemDifference[]
}

export interface CheckedSheet {
  problems: readonly SheetProblem[]
  changes: readonly SheetChange[]
  /** Rows that say what the list says already. */
  unchanged: number
}

const split = (text: string): string[] =>
  text
    .split(/[；;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

function contentOf(row: ItemRow): ItemContent {
  const { low, high, fee, unit, scope, document } = row
  const mode = row.mode as ItemContent['price']['mode']
  const terms = { unit, perProject: scope !== 'unit', document }
  const sum = (name: 'low' | 'high' | 'fee', fen: number | undefined) =>
    fen === undefined ? {} : { [name]: fen }
  const price =
    mode === 'market'
      ? { mode }
      : mode === 'government-guided'
        ? { mode, ...sum('low', low), ...sum('high', high), ...terms }
        : { mode, ...sum('fee', fee), ...terms }
  return {
    ...{ category: row.category, zh: row.zh, en: row.en, basis: row.basis },
    ...{ approvals: split(row.approvals), price, qualifications: qualificationsOf(row.qualifications) },
  }
}

/** The column that a refusal's field is about. */
function headerOf(field: string | undefined): string {
  const name = (field ?? '').replace(/^price\./, '').split('.')[0]
  return (itemColumns.find((c) => c.name === name) ?? itemColumns[0]).header.zh
}

const problemOf = (row: number, refusal: Refusal): SheetProblem => ({
  row,
  column: headerOf(refusal.field),
  message: messageOf(refusal),
  article: refusal.article,
})

/**
 * Reads a department's spreadsheet and says what it would change, or everything that is wrong with it, row by row; one
 * wrong row and nothing is taken in.
 * @param list every item with its state
 */
export async function checkSheet(
  bytes: Uint8Array,
  list: ReadonlyMap<string, ServiceItemState>,
  names: Readonly<Record<string, string>>,
  { actor, from, today }: { actor: Actor; from: PlainDate; today: PlainDate },
): Promise<CheckedSheet> {
  const read = await readSheet(bytes, itemColumns, { rows: mostItems })
  if (!read.ok) {
    const problems = read.problems.map((p) => {
      const { row: _, column: __, ...bare } = p
      return {
        ...(p.row === undefined ? {} : { row: p.row }),
        ...(p.column === undefined ? {} : { column: p.column }),
        message: problemText(bare),
        article: art('111', '9.1'),
      }
    })
    return { problems, changes: [], unchanged: 0 }
  }
  const rows = read.rows.map((r) => ({ n: r.n, code: r.values.code.trim(), content: contentOf(r.values) }))
  // The names that the list would have: a file may hand a name from one of the department's items to another.
  const mine = rows.filter(({ code }) => code !== '' && !strangeCode(code, list.get(code), actor))
  const wouldBe = {
    ...names,
    ...Object.fromEntries(mine.map(({ code, content }) => [code, content.zh.trim()])),
  }
  const problems: SheetProblem[] = []
  const changes: SheetChange[] = []
  for (const { n, code, content } of rows) {
    const state = code === '' ? undefined : list.get(code)
    const before = state && currentOf(state)?.content
    const twin = rows.find((other) => other.n < n && sameItem(other, { code, content }))
    const fault =
      strangeCode(code, state, actor) ??
      (twin && twin.code === code && code !== ''
        ? noItem('item-code-twice', art('111', '9.1'), { code }, 'code')
        : twin && noItem('item-name-twice', art('111', '9.1'), { row: twin.n }, 'zh'))
    if (fault) {
      problems.push(problemOf(n, fault))
      continue
    }
    const own = code || `${content.category}.`
    const differences = itemDifferences(before, content)
    const late = state && differences.length > 0 ? beginsInOrder(state, from, today) : undefined
    problems.push(
      ...[...itemFaults(content, own, wouldBe), ...(late ? [late] : [])].map((r) => problemOf(n, r)),
    )
    if (differences.length === 0 && state?.status === 'published') continue
    changes.push({ row: n, ...(code ? { code } : {}), name: content.zh, content, differences })
  }
  return { problems, changes: problems.length > 0 ? [] : changes, unchanged: rows.length - changes.length }
}

type FileRow = { code: string; content: ItemContent }

/** Two rows of one file that cannot both stand: the same item, or two of one name. */
const sameItem = (a: FileRow, b: FileRow): boolean =>
  (a.code !== '' && a.code === b.code) || a.content.zh.trim() === b.content.zh.trim()

function strangeCode(code: string, state: ServiceItemState | undefined, actor: Actor): Refusal | undefined {
  if (code === '') return undefined
  if (!state || !currentOf(state)) return noItem('item-code-unknown', art('111', '9.1'), { code }, 'code')
  return keeps(state, actor)
    ? undefined
    : noItem('item-of-another', art('111', '9.1'), { code, department: state.department.name }, 'code')
}

const title = { zh: '中介服务事项清单', en: 'List of service items' }

function rowOf(code: string, content: ItemContent) {
  const { category, zh, en, basis, approvals, price, qualifications } = content
  const scope = price.mode === 'market' ? '' : price.perProject ? 'project' : 'unit'
  return {
    ...{ code, category, zh, en, basis, approvals: approvals.join('；'), mode: price.mode, scope },
    ...{ low: price.low, high: price.high, fee: price.fee },
    ...{ unit: price.unit ?? '', document: price.document ?? '' },
    qualifications: qualificationText(qualifications),
  }
}

/** The template with the items that stand in it now; it is read again as it is written. */
export const itemSheet = (items: readonly { code: string; content: ItemContent }[]): Promise<Buffer> =>
  writeSheet(
    itemColumns,
    items.map(({ code, content }) => rowOf(code, content)),
    { title, cites: fullLabel(art('111', '9.1')) },
  )

const reportColumns = [
  { name: 'row', header: { zh: '行', en: 'Row' }, type: 'integer' },
  { name: 'column', header: { zh: '列', en: 'Column' }, type: 'text' },
  { name: 'zh', header: { zh: '问题', en: 'Problem in Chinese' }, type: 'text', max: 1000 },
  { name: 'en', header: { zh: '英文', en: 'Problem' }, type: 'text', max: 1000 },
  { name: 'article', header: { zh: '依据', en: 'Basis' }, type: 'text' },
] as const satisfies readonly Column[]

/** What is wrong, one line a cell, to take away. */
export const problemSheet = (problems: readonly SheetProblem[]): Promise<Buffer> =>
  writeSheet(
    reportColumns,
    problems.map(({ row, column = '', message, article }) => ({
      ...{ row, column, zh: message.zh, en: message.en },
      article: fullLabel(article as Refusal['article']),
    })),
    { title: { zh: '导入问题', en: 'Problems of an import' }, cites: fullLabel(art('111', '9.1')) },
  )
