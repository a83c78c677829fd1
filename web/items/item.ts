import type { PlainDate } from '../../src/calendar/index.ts'
import {
  type ItemContent,
  itemFaults,
  type PriceTerms,
  type QualificationRule,
  qualificationsOf,
  qualificationText,
} from '../../src/registry/index.ts'
import type { Refusal } from '../../src/workflow/index.ts'
import type { HistoryEntry } from '../api/types.ts'

/** A version as the public list has it. */
export interface ListedVersion {
  code: string
  version: number
  from: PlainDate
  until: PlainDate | null
  category: string
  zh: string
  en: string
  department: string
  departmentName: string
  basis: string
  approvals: readonly string[]
  price: PriceTerms
  qualifications: QualificationRule
}

export type ItemHistory = readonly (Omit<HistoryEntry, 'leaf'> & { index?: number })[]

/** What the form holds: texts and sums, one field per control. */
export interface ItemValues extends Readonly<Record<string, unknown>> {
  category?: string
  zh?: string
  en?: string
  basis?: string
  approvals?: string
  mode?: PriceTerms['mode']
  low?: number
  high?: number
  fee?: number
  unit?: string
  scope?: 'project' | 'unit'
  document?: string
  qualifications?: string
}

export function valuesOf(content: ItemContent | undefined): ItemValues {
  if (!content) return { mode: 'market', scope: 'project', unit: '每项目' }
  const { price, qualifications, approvals, ...texts } = content
  return {
    ...texts,
    approvals: approvals.join('\n'),
    mode: price.mode,
    ...(price.low === undefined ? {} : { low: price.low }),
    ...(price.high === undefined ? {} : { high: price.high }),
    ...(price.fee === undefined ? {} : { fee: price.fee }),
    unit: price.unit ?? '每项目',
    scope: price.perProject === false ? 'unit' : 'project',
    ...(price.document === undefined ? {} : { document: price.document }),
    qualifications: qualificationText(qualifications).replaceAll('；', '\n'),
  }
}

export function contentOf(values: Partial<ItemValues>): ItemContent {
  const { category = '', zh = '', en = '', basis = '', approvals = '', qualifications = '' } = values
  const lines = approvals.split('\n').map((line) => line.trim())
  return {
    ...{ category, zh: zh.trim(), en: en.trim(), basis: basis.trim() },
    approvals: lines.filter((line) => line !== ''),
    price: priceOf(values),
    qualifications: qualificationsOf(qualifications),
  }
}

function priceOf({
  mode = 'market',
  low,
  high,
  fee,
  unit,
  scope,
  document,
}: Partial<ItemValues>): PriceTerms {
  const terms = { unit: (unit ?? '').trim(), perProject: scope !== 'unit', document: (document ?? '').trim() }
  const sum = (name: 'low' | 'high' | 'fee', fen: number | undefined | null) =>
    fen === undefined || fen === null ? {} : { [name]: fen }
  switch (mode) {
    case 'market':
      return { mode }
    case 'government-guided':
      return { mode, ...sum('low', low), ...sum('high', high), ...terms }
    case 'government-set':
      return { mode, ...sum('fee', fee), ...terms }
  }
}

/** The rules of 9.1 as the server asks them, at the fields of this form. */
export const faultsOf = (
  values: Partial<ItemValues>,
  code: string,
  names: Readonly<Record<string, string>>,
): Refusal[] =>
  itemFaults(contentOf(values), code, names).map((r) => ({ ...r, field: fieldOf(r.field) ?? 'zh' }))

/** `price.low` → `low`, `approvals.1` → `approvals`. */
export const fieldOf = (field: string | undefined): string | undefined =>
  field
    ?.replace(/^content\./, '')
    .replace(/^price\./, '')
    .split('.')[0]
