import type { ItemContent, PriceTerms, QualificationNeed, QualificationRule } from './item-state.ts'
import { type ItemField, priceManagementWords } from './item-words.ts'

/** 分 as 元 with two decimals: 6800050 → 68000.50, by digits. */
export function yuanText(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The price in words: 政府指导价 1000.00 至 3000.00 元（每项目，整个项目，赣发改价〔2021〕1号）. */
export function priceText(price: PriceTerms): string {
  const mode = priceManagementWords[price.mode].zh
  const sum =
    price.mode === 'government-guided'
      ? `${yuanText(price.low ?? 0)} 至 ${yuanText(price.high ?? 0)} 元`
      : price.mode === 'government-set'
        ? `${yuanText(price.fee ?? 0)} 元`
        : undefined
  return sum === undefined
    ? mode
    : `${mode} ${sum}（${[price.unit, price.perProject ? '整个项目' : '单价', price.document].filter(Boolean).join('，')}）`
}

const needText = ({ name, grade }: QualificationNeed): string => (grade ? `${name}：${grade}` : name)

/** All of the lines, any of what stands in one: 工程勘察资质：甲级 或 工程勘察资质：乙级；注册土木工程师. */
export const qualificationText = (rule: QualificationRule): string =>
  rule.map(({ anyOf }) => anyOf.map(needText).join(' 或 ')).join('；')

/** Reads what `qualificationText` writes: ；for 并且, 或 between blanks (or |) for 或, a colon before the grade. */
export function qualificationsOf(text: string): QualificationRule {
  return text
    .split(/[；;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({
      anyOf: line.split(/\s+或\s+|[|｜]/).map((one) => {
        const [name = '', grade = ''] = one.split(/[：:]/, 2).map((part) => part.trim())
        return grade ? { name, grade } : { name }
      }),
    }))
}

/** What a row says, field by field, as a reader compares it. */
export function itemLines(content: ItemContent): Record<ItemField, string> {
  const { category, zh, en, basis, approvals, price, qualifications } = content
  return {
    ...{ category, zh, en, basis },
    approvals: approvals.join('；'),
    price: priceText(price),
    qualifications: qualificationText(qualifications),
  }
}

/** One field that a version changes. */
export interface ItemDifference {
  field: ItemField
  before: string
  after: string
}

/** What changes from one version to the next; empty when they say the same. */
export function itemDifferences(before: ItemContent | undefined, after: ItemContent): ItemDifference[] {
  const [old, now] = [before && itemLines(before), itemLines(after)]
  return (Object.keys(now) as ItemField[])
    .filter((field) => old?.[field] !== now[field])
    .map((field) => ({ field, before: old?.[field] ?? '', after: now[field] }))
}
