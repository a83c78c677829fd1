import { addDays, type PlainDate, plainDate } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import { type Refusal, refuse } from '../workflow/index.ts'
import { serviceCategories } from './catalogue.ts'
import { currentOf, type ItemContent, type PriceTerms, type ServiceItemState } from './item-state.ts'
import type { ItemRefusalCode } from './item-words.ts'

/** A refusal of this workflow; a code without a text does not compile. */
export const noItem = (
  code: ItemRefusalCode,
  article: Article = art('111', '9.1'),
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

/**
 * Everything that keeps a row from being published, in the order of 9.1: 名称、类型、设立依据、涉及的行政审批事项、
 * 价格管理方式等要素. Empty when nothing does. The form asks it while it is typed, the server before it accepts.
 * @param names names of the other items, by code
 */
export function itemFaults(
  content: ItemContent,
  code: string,
  names: Readonly<Record<string, string>>,
): Refusal[] {
  const { category, zh, en, basis, approvals, price } = content
  const missing = (field: string) => noItem('item-field-missing', art('111', '9.1'), { field }, field)
  const twin = Object.entries(names).find(([other, name]) => other !== code && name === zh.trim())
  const faults = [
    serviceCategories.some((c) => c.code === category)
      ? undefined
      : noItem('item-category-unknown', art('111', '14'), { category }, 'category'),
    // The code of an item begins with its category, and announcements name it by its code.
    code !== '' && code.split('.')[0] !== category
      ? noItem('item-category-fixed', art('111', '14'), { code }, 'category')
      : undefined,
    isBlank(zh) ? missing('zh') : undefined,
    twin && noItem('item-name-taken', art('111', '9.1'), { code: twin[0], name: twin[1] }, 'zh'),
    isBlank(en) ? missing('en') : undefined,
    isBlank(basis) ? missing('basis') : undefined,
    ...approvals.map((a, i) => (isBlank(a) ? missing(`approvals.${i}`) : undefined)),
    priceFault(price),
    ...content.qualifications.flatMap(({ anyOf }, i) =>
      anyOf.length === 0
        ? [missing(`qualifications.${i}`)]
        : anyOf.map((q, j) => (isBlank(q.name) ? missing(`qualifications.${i}.anyOf.${j}.name`) : undefined)),
    ),
  ]
  return faults.filter((f) => f !== undefined)
}

const isSum = (fen: number | undefined): fen is number => Number.isSafeInteger(fen) && fen! > 0

/** 11: 对纳入政府定价管理的中介服务收费项目依法依规制定相关收费政策: the sum, what it is for, and the document that sets it. */
export function priceFault({ mode, low, high, fee, unit, document }: PriceTerms): Refusal | undefined {
  const cites = art('111', '11')
  const say = (code: ItemRefusalCode, field: string) => noItem(code, cites, {}, `price.${field}`)
  switch (mode) {
    case 'market':
      return undefined
    case 'government-guided':
      if (!isSum(low)) return say('item-price-missing', 'low')
      if (!isSum(high)) return say('item-price-missing', 'high')
      if (high < low) return say('item-range-upside-down', 'high')
      break
    case 'government-set':
      if (!isSum(fee)) return say('item-price-missing', 'fee')
      break
  }
  if (isBlank(unit)) return say('item-unit-missing', 'unit')
  return isBlank(document) ? say('item-price-document-missing', 'document') : undefined
}

/** Farther ahead than a year nobody publishes a list; a mistyped century would keep every later version out. */
const farthest = 366

const isDay = (text: string): text is PlainDate => {
  try {
    plainDate(text)
    return true
  } catch {
    return false
  }
}

/**
 * 14: 动态调整补充: a version begins today or later, after the one before it, so that every day has one answer and what
 * was decided under the old list stays decided under it.
 */
export function beginsInOrder(state: ServiceItemState, from: string, today: PlainDate): Refusal | undefined {
  const cites = art('111', '14')
  if (!isDay(from)) return noItem('item-not-a-day', cites, { given: from }, 'from')
  if (from < today) return noItem('item-not-backwards', cites, { today, given: from }, 'from')
  const latest = addDays(today, farthest)
  if (from > latest) return noItem('item-too-far-ahead', cites, { latest }, 'from')
  const before = currentOf(state)?.from
  if (before !== undefined && from <= before) {
    return noItem('item-after-version', cites, { before, earliest: addDays(before, 1) }, 'from')
  }
  const gone = state.status === 'withdrawn' ? state.from : undefined
  return gone !== undefined && from < gone
    ? noItem('item-still-listed', cites, { until: addDays(gone, -1) }, 'from')
    : undefined
}
