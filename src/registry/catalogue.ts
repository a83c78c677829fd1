import { type Article, art, parseArticle } from '../gazette/index.ts'
import data from './data/service-types.json' with { type: 'json' }

/** How the fee of a service is set (111/9.1, 11). */
export type PriceManagement = 'market' | 'government-guided' | 'government-set'

export interface ServiceCategory {
  code: string
  article: Article
  zh: string
  en: string
  /** The fifth category of 111/14 is open: the city adds types to it. */
  open?: boolean
}

/** One dated version of a row of the 中介服务事项清单 (111/9.1, 14). */
export interface ServiceItem {
  code: string
  version: number
  /** First day on which it holds. */
  from: string
  category: string
  zh: string
  en: string
  /** Organisation id of the department in charge at the city's level. */
  department: string
  basis: string
  priceManagement: PriceManagement
}

/** The five categories of 111/14. */
export const serviceCategories: readonly ServiceCategory[] = data.categories.map((c) => ({
  ...c,
  article: parseArticle(`111/${c.article}`)!,
}))

/** The types that the text names, as version 1 of the published list. */
export const startingItems: readonly ServiceItem[] = data.types.map((t) => ({
  code: t.code,
  version: 1,
  from: data.from,
  category: t.category,
  zh: t.zh,
  en: t.en,
  department: t.system.department,
  basis: t.system.basis,
  priceManagement: 'market',
}))

/** Where the catalogue stands in the measure. */
export const catalogueArticle = art('111', '14')

/** The name of a service type of the starting list; the code itself for one that the city has added. */
export function serviceTypeName(code: string): { zh: string; en: string } {
  const item = startingItems.find((i) => i.code === code)
  return item ? { zh: item.zh, en: item.en } : { zh: code, en: code }
}
