import { describe, expect, test } from 'vitest'
import { aDraft, aDraftContext } from '../../tests/builders/procurement.ts'
import { art } from '../gazette/index.ts'
import type { PriceTerms } from '../registry/index.ts'
import { type Draft, draftProblems, feeWithinPrice } from './index.ts'

const guided: PriceTerms = {
  ...{ mode: 'government-guided', low: 300_000, high: 900_000, unit: '每项目', perProject: true },
  document: '赣发改价〔2026〕7号',
}
const set: PriceTerms = {
  ...{ mode: 'government-set', fee: 125_050, unit: '每项目', perProject: true },
  document: '赣发改价〔2026〕8号',
}
const market: PriceTerms = { mode: 'market' }

const problems = (draft: Draft, price: PriceTerms) =>
  draftProblems(draft, { ...aDraftContext(), prices: { '1.06': price } }).map((r) => [
    r.code,
    r.field,
    r.article,
  ])

describe(art('111', '11'), () => {
  // 对纳入政府定价管理的中介服务收费项目依法依规制定相关收费政策并实施。
  test.each([
    ['one 分 below the range', guided, 299_999, 'fee-outside-guided-price'],
    ['exactly the lower bound', guided, 300_000, undefined],
    ['inside', guided, 500_000, undefined],
    ['exactly the upper bound', guided, 900_000, undefined],
    ['one 分 above the range', guided, 900_001, 'fee-outside-guided-price'],
    ['one 分 below the set price', set, 125_049, 'fee-is-not-the-set-price'],
    ['exactly the set price', set, 125_050, undefined],
    ['one 分 above the set price', set, 125_051, 'fee-is-not-the-set-price'],
    ['the market is free', market, 1, undefined],
    ['a price per unit is no project’s sum', { ...guided, perProject: false }, 1, undefined],
  ])('%s', (_, price, fee, code) => {
    expect(feeWithinPrice(price, fee)?.code).toBe(code)
    const expected = code ? [[code, 'amount', art('111', '11')]] : []
    expect(problems(aDraft({ amount: fee }), price)).toEqual(expected)
  })

  test('the refusal tells the range and the document, and the field it was asked for', () => {
    expect(feeWithinPrice(guided, 1, 'quote')).toMatchObject({
      field: 'quote',
      params: { lowYuan: '3000.00', highYuan: '9000.00', document: '赣发改价〔2026〕7号', given: 1 },
    })
  })

  test('an item without a published price is free', () => {
    expect(feeWithinPrice(undefined, 1)).toBeUndefined()
    expect(draftProblems(aDraft({ amount: 1 }), aDraftContext())).toEqual([])
  })

  // 暂不确定服务金额的项目，应明确写明金额计算方式。
  const unsettled = (formula: string, estimate?: number) =>
    aDraft({ amount: undefined, formula, ...(estimate === undefined ? {} : { estimate }) } as Partial<
      ReturnType<typeof aDraft>
    >)
  test.each([
    ['the estimate inside', unsettled('按工程量计算', 300_000), guided, []],
    [
      'the estimate one 分 below',
      unsettled('按工程量计算', 299_999),
      guided,
      [['fee-outside-guided-price', 'estimate', art('111', '11')]],
    ],
    ['the formula cites the document', unsettled('依赣发改价[2026] 7号下浮 5%', 1), guided, []],
    [
      'it cites another document',
      unsettled('依赣发改价〔2025〕7号', 299_999),
      guided,
      [['fee-outside-guided-price', 'estimate', art('111', '11')]],
    ],
    [
      'a price per unit has to be cited',
      unsettled('按面积计算', 500_000),
      { ...guided, perProject: false },
      [['formula-without-price', 'formula', art('111', '11')]],
    ],
    ['and is', unsettled('依赣发改价〔2026〕7号按面积计算', 500_000), { ...guided, perProject: false }, []],
    ['the market is free', unsettled('按面积计算', 1), market, []],
  ] as const)('%s', (_, draft, price, expected) => {
    expect(problems(draft, price as PriceTerms)).toEqual(expected)
  })
})
