import { describe, expect, test } from 'vitest'
import { aDraft, aDraftContext } from '../../tests/builders/procurement.ts'
import { art } from '../gazette/index.ts'
import {
  type CentralCatalogue,
  catalogueFaults,
  type Draft,
  draftProblems,
  entriesFor,
  procurementKindOf,
  thresholdAt,
} from './index.ts'

const catalogue: CentralCatalogue = {
  year: 2026,
  documentNumber: '赣财购〔2025〕11号',
  entries: [
    { code: 'C0206', name: '水土保持方案编制服务', serviceTypes: ['1.06'] },
    { code: 'C99', name: '其他服务', serviceTypes: [] },
  ],
}
const codes = (draft: Draft) =>
  draftProblems(draft, { ...aDraftContext(), catalogue }).map((r) => [r.code, r.field, r.article])
const listedOnly = [['catalogue-lists-the-type', 'catalogueExplanation', art('111', '4')]]

describe(art('111', '4'), () => {
  // 使用财政性资金购买政府集中采购目录以外且未达到采购限额标准…的中介服务，必须在中介超市选取中介服务机构。
  test('a type that the year’s catalogue lists is not outside of it by the owner’s word alone', () => {
    expect(codes(aDraft())).toEqual(listedOnly)
    const [refusal] = draftProblems(aDraft(), { ...aDraftContext(), catalogue })
    expect(refusal?.params).toMatchObject({ code: 'C0206', documentNumber: '赣财购〔2025〕11号', year: 2026 })
  })

  test.each([
    ['nine characters', '仅为个案不属目录内', listedOnly],
    ['ten characters', '仅为个案不属于目录内', []],
    ['ten blanks', '          ', listedOnly],
  ])('an explanation of %s', (_, catalogueExplanation, expected) => {
    expect(codes(aDraft({ catalogueExplanation }))).toEqual(expected)
  })

  test('an explanation does not help one who says it is inside', () => {
    const draft = aDraft({ inCatalogue: true, catalogueExplanation: '仅为个案不属于目录内' })
    expect(codes(draft)).toEqual([['in-central-catalogue', 'inCatalogue', art('111', '4')]])
  })

  test('other money is free, and so is a type that is not listed', () => {
    expect(codes(aDraft({ money: 'non-fiscal' }))).toEqual([])
    expect(codes(aDraft({ serviceType: '3.12' }))).toEqual([])
    expect(entriesFor(undefined, '1.06')).toEqual([])
    expect(entriesFor(catalogue, undefined)).toEqual([])
  })

  // 具体限额标准参照当年度《江西省政府集中采购目录及标准》: one for services, one for what is bound to construction.
  test.each([
    ['1.06', 49_999_999, undefined],
    ['1.06', 50_000_000, 50_000_000],
    ['2.05', 59_999_999, undefined],
    ['2.05', 60_000_000, 60_000_000],
    ['2.05', 60_000_001, 60_000_000],
  ])('type %s of %i 分', (serviceType, amount, threshold) => {
    const ctx = { ...aDraftContext(), serviceTypes: ['1.06', '2.05'] }
    const [refusal] = draftProblems(aDraft({ serviceType, amount }), ctx)
    expect(refusal?.params.threshold).toBe(threshold)
  })

  test('the figure of a place, of its kind, and of the document that sets it', () => {
    expect(procurementKindOf('2.13')).toBe('engineering')
    expect(procurementKindOf(undefined)).toBe('services')
    const rules = { 'procurement.thresholds-engineering': { '360400': 70_000_000, '360424': 40_000_000 } }
    expect(thresholdAt(rules, '360424', 'engineering')).toBe(40_000_000)
    expect(thresholdAt(rules, '360402', 'engineering')).toBe(70_000_000)
    expect(thresholdAt(rules, '360402')).toBe(50_000_000)
  })

  const known = new Set(['1.06'])
  const entry = { code: 'C1', name: '服务', serviceTypes: ['1.06'] }
  const fault = (change: Partial<CentralCatalogue>) =>
    catalogueFaults(
      { year: 2026, documentNumber: '赣财购〔2025〕11号', entries: [entry], ...change },
      known,
      2026,
    ).map((r) => [r.code, r.field])
  test.each([
    ['whole', {}, []],
    ['of the first year', { year: 2022 }, []],
    ['before it', { year: 2021 }, [['catalogue-year', 'year']]],
    ['of the coming year', { year: 2027 }, []],
    ['of the year after', { year: 2028 }, [['catalogue-year', 'year']]],
    ['without a document', { documentNumber: ' ' }, [['catalogue-document-missing', 'documentNumber']]],
    ['empty', { entries: [] }, [['catalogue-empty', 'entries']]],
    [
      'a code twice',
      { entries: [entry, { ...entry, name: '二' }] },
      [['catalogue-code-twice', 'entries.1.code']],
    ],
    ['no name', { entries: [{ ...entry, name: '' }] }, [['catalogue-name-missing', 'entries.0.name']]],
    ['no code', { entries: [{ ...entry, code: '' }] }, [['catalogue-code-missing', 'entries.0.code']]],
    [
      'a type that is none',
      { entries: [{ ...entry, serviceTypes: ['1.06', '9.99'] }] },
      [['catalogue-service-unknown', 'entries.0.serviceTypes']],
    ],
  ] as const)('a catalogue %s', (_, change, expected) => {
    expect(fault(change as Partial<CentralCatalogue>)).toEqual(expected)
  })
})
