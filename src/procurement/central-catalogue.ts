import { art } from '../gazette/index.ts'
import { type Refusal, refuse as refuseAny } from '../workflow/index.ts'

/** One entry of 《江西省政府集中采购目录及标准》 that concerns services. */
export interface CatalogueEntry {
  /** 品目编码, `C0801` */
  code: string
  name: string
  /** Codes of the service items that fall under it. */
  serviceTypes: readonly string[]
}

/** The year's catalogue (4), as the finance authority or the city's management body has entered it. */
export interface CentralCatalogue {
  year: number
  /** 文号 */
  documentNumber: string
  entries: readonly CatalogueEntry[]
}

const cites = art('111', '4')

/** 4: 政府集中采购目录以外: the entries of the catalogue under which a service type falls. */
export const entriesFor = (
  catalogue: CentralCatalogue | undefined,
  serviceType: string | undefined,
): readonly CatalogueEntry[] =>
  catalogue?.entries.filter((e) => serviceType !== undefined && e.serviceTypes.includes(serviceType)) ?? []

/** The year of the measure's own beginning; a catalogue before it decides nothing here. */
const firstYear = 2022

const no = (code: keyof typeof catalogueRefusalWords, field: string, params: Refusal['params'] = {}) =>
  refuseAny(code, cites, params, field)

/**
 * What keeps a catalogue from being entered; the row at fault is named in `field`: `entries.3.serviceTypes`.
 * @param known codes on the list of service items
 * @param thisYear year of the market's time: a catalogue of the year after the next one is a slip
 */
export function catalogueFaults(
  { year, documentNumber, entries }: CentralCatalogue,
  known: ReadonlySet<string>,
  thisYear: number,
): Refusal[] {
  const faults = [
    year >= firstYear && year <= thisYear + 1
      ? undefined
      : no('catalogue-year', 'year', { first: firstYear, last: thisYear + 1 }),
    documentNumber.trim() === '' ? no('catalogue-document-missing', 'documentNumber') : undefined,
    entries.length === 0 ? no('catalogue-empty', 'entries') : undefined,
    ...entries.flatMap(({ code, name, serviceTypes }, i) => {
      const strange = serviceTypes.find((s) => !known.has(s))
      return [
        code.trim() === '' ? no('catalogue-code-missing', `entries.${i}.code`) : undefined,
        entries.findIndex((e) => e.code === code) < i
          ? no('catalogue-code-twice', `entries.${i}.code`, { code })
          : undefined,
        name.trim() === '' ? no('catalogue-name-missing', `entries.${i}.name`) : undefined,
        strange === undefined
          ? undefined
          : no('catalogue-service-unknown', `entries.${i}.serviceTypes`, { serviceType: strange }),
      ]
    }),
  ]
  return faults.filter((f) => f !== undefined)
}

/** Why a catalogue cannot be entered. */
export const catalogueRefusalWords = {
  'catalogue-year': {
    zh: '年度须在 {{first}} 至 {{last}} 之间。',
    en: 'The year must lie between {{first}} and {{last}}.',
  },
  'catalogue-document-missing': {
    zh: '请填写目录的文号。',
    en: 'Give the number of the document that sets the catalogue.',
  },
  'catalogue-empty': { zh: '目录没有一个品目。', en: 'The catalogue has no entry.' },
  'catalogue-code-missing': { zh: '请填写品目编码。', en: 'Give the code of the entry.' },
  'catalogue-code-twice': { zh: '品目编码 {{code}} 重复。', en: 'The code {{code}} stands twice.' },
  'catalogue-name-missing': { zh: '请填写品目名称。', en: 'Give the name of the entry.' },
  'catalogue-service-unknown': {
    zh: '清单内没有服务事项 {{serviceType}}。',
    en: 'The list has no service item {{serviceType}}.',
  },
} as const

/** What happened, for the log's page. */
export const catalogueFactWords = {
  'catalogue.entered': {
    zh: '录入 {{year}} 年度政府集中采购目录（{{documentNumber}}，{{count}} 个品目）',
    en: 'Central procurement catalogue of {{year}} entered ({{documentNumber}}, {{count}} entries)',
  },
} as const
