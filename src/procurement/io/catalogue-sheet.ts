import { type Article, art, fullLabel } from '../../gazette/index.ts'
import { messageOf, type Words } from '../../platform/messages.ts'
import { type Column, problemText, readSheet, writeSheet } from '../../platform/spreadsheet/index.ts'
import { type CatalogueEntry, catalogueFaults } from '../index.ts'

const cites = art('111', '4')

/** The columns of the template: an entry of the catalogue, and the service items that fall under it. */
export const catalogueColumns = [
  { name: 'code', header: { zh: '品目编码', en: 'Code' }, type: 'code', required: true, max: 20 },
  { name: 'name', header: { zh: '品目名称', en: 'Name' }, type: 'text', required: true, max: 100 },
  {
    name: 'serviceTypes',
    header: { zh: '对应的服务事项编码', en: 'Service items' },
    type: 'text',
    max: 400,
    note: {
      zh: '多项用“；”隔开，例如 1.06；3.03。留空的，按与品目同名的服务事项对应。',
      en: 'Separated by ；. Left empty, the service item of the same name is taken.',
    },
  },
] as const satisfies readonly Column[]

/** What is wrong with one cell. */
export interface CatalogueProblem {
  row?: number
  column?: string
  message: Words
  article: Article
}

const mostEntries = 1000

/**
 * Reads a catalogue from a spreadsheet; an entry without codes is given the service item of the same name.
 * @param names names of the service items by code
 * @returns the entries, or everything that is wrong, row by row
 */
export async function readCatalogue(
  bytes: Uint8Array,
  names: ReadonlyMap<string, { zh: string }>,
  year: number,
): Promise<{ problems: readonly CatalogueProblem[]; entries: readonly CatalogueEntry[] }> {
  const read = await readSheet(bytes, catalogueColumns, { rows: mostEntries })
  if (!read.ok) {
    const problems = read.problems.map(({ row, column, ...bare }) => ({
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
      message: problemText(bare),
      article: cites,
    }))
    return { problems, entries: [] }
  }
  const byName = new Map([...names].map(([code, { zh }]) => [zh, code]))
  const entries = read.rows.map(({ values: { code, name, serviceTypes } }) => {
    const given = serviceTypes
      .split(/[；;、,，\s]+/)
      .map((s) => s.normalize('NFKC'))
      .filter((s) => s !== '')
    const same = byName.get(name.trim())
    return { code, name, serviceTypes: given.length === 0 && same ? [same] : given }
  })
  // The document is asked for beside the file.
  const faults = catalogueFaults({ year, documentNumber: '-', entries }, new Set(names.keys()), year)
  const problems = faults.map((fault) => {
    const [, index, field] = (fault.field ?? '').split('.')
    const column = catalogueColumns.find((c) => c.name === field)?.header.zh
    const row = read.rows[Number(index)]?.n
    return {
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
      message: messageOf(fault),
      article: fault.article,
    }
  })
  return { problems, entries: problems.length > 0 ? [] : entries }
}

/** The template, with the entries of the catalogue that was entered last. */
export const catalogueSheet = (entries: readonly CatalogueEntry[]): Promise<Buffer> =>
  writeSheet(
    catalogueColumns,
    entries.map(({ code, name, serviceTypes }) => ({ code, name, serviceTypes: serviceTypes.join('；') })),
    { title: { zh: '政府集中采购目录', en: 'Central procurement catalogue' }, cites: fullLabel(cites) },
  )
