import { describe, expect, test } from 'vitest'
import { aDraft, aDraftContext } from '../../tests/builders/procurement.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type Draft, draftFindings, draftProblems, thresholdAt } from './index.ts'

const codes = (draft: Draft, ctx = aDraftContext()) => draftProblems(draft, ctx).map((r) => r.code)
const problem = (draft: Draft, code: string, ctx = aDraftContext()) =>
  draftProblems(draft, ctx).find((r) => r.code === code)

describe(art('111', '23.1'), () => {
  // 项目业主提交选取申请，应明确项目名称、资金来源、资质（资格）要求、服务内容、费用、时限要求等基本信息，并明确选取方式。
  test('a draft with everything has no problem', () => {
    expect(codes(aDraft())).toEqual([])
  })

  test.each([
    ['title', { title: ' ' }],
    ['serviceType', { serviceType: undefined }],
    ['money', { money: undefined }],
    ['qualifications', { qualifications: undefined }],
    ['content', { content: '' }],
    ['amount', { amount: undefined }],
    ['timeLimitDays', { timeLimitDays: undefined }],
    ['method', { method: undefined }],
    ['deadline', { deadline: undefined }],
    ['contact.name', { contact: { name: '', phone: '0792-7221234' } }],
    ['contact.phone', { contact: { name: '王芳', phone: ' ' } }],
  ] as const)('without %s it is not complete', (field, changes) => {
    const found = draftProblems({ ...aDraft(), ...changes }, aDraftContext())
    expect(found.map((r) => [r.code, r.field, r.article])).toEqual([
      ['draft-field-missing', field, art('111', '23.1')],
    ])
  })

  test('an empty list of qualifications is an answer, an unnamed one is not', () => {
    expect(codes(aDraft({ qualifications: [] }))).toEqual([])
    const found = draftProblems(aDraft({ qualifications: [{ name: '' }] }), aDraftContext())
    expect(found[0]?.field).toBe('qualifications.0.name')
  })

  // 暂不确定服务金额的项目，应明确写明金额计算方式。
  test('an unsettled fee needs its formula, and a settled one none', () => {
    const formula = '按省价管函收费标准下浮 20% 计算'
    expect(codes(aDraft({ amount: undefined, formula, estimate: 6_000_000 }))).toEqual([])
    expect(codes(aDraft({ amount: undefined, formula: ' ', estimate: 6_000_000 }))).toEqual([
      'draft-field-missing',
    ])
    expect(codes(aDraft({ formula }))).toEqual(['fee-and-formula'])
    const estimated = draftProblems(aDraft({ amount: undefined, estimate: 6_000_000 }), aDraftContext())
    expect(estimated.map((r) => r.field)).toEqual(['formula'])
  })

  test.each([
    [0, ['not-an-amount']],
    [-1, ['not-an-amount']],
    [1.5, ['not-an-amount']],
    [1, []],
  ])('a fee of %s 分', (amount, expected) => {
    expect(codes(aDraft({ amount }))).toEqual(expected)
  })
})

describe(art('111', '23.2'), () => {
  // 采购公告从发布至报名截止时间不少于2个工作日。
  test.each([
    ['Wednesday before National Day 2026', '2026-09-30T10:00', '2026-10-09T23:59', 'deadline-too-early'],
    ['the same, at the end of the second working day', '2026-09-30T10:00', '2026-10-10T00:00', undefined],
    [
      'an ordinary Monday, one millisecond short',
      '2026-09-14T00:00',
      '2026-09-16T23:59:59.999',
      'deadline-too-early',
    ],
    ['an ordinary Monday', '2026-09-14T23:59', '2026-09-17T00:00', undefined],
    [
      'the Friday before a working Sunday (20 September for National Day)',
      '2026-09-18T09:00',
      '2026-09-22T00:00',
      undefined,
    ],
    [
      'Friday, counting the working Sunday, one minute short',
      '2026-09-18T09:00',
      '2026-09-21T23:59',
      'deadline-too-early',
    ],
  ])('%s', (_, publishOn, deadline, code) => {
    const found = draftProblems(aDraft({ deadline: instant(deadline) }), aDraftContext(publishOn))
    expect(found[0]?.code).toBe(code)
  })

  test('the refusal names the earliest lawful deadline', () => {
    const draft = aDraft({ deadline: instant('2026-10-09T17:00') })
    expect(problem(draft, 'deadline-too-early', aDraftContext('2026-09-30T10:00'))).toMatchObject({
      article: art('111', '23.2'),
      field: 'deadline',
      params: { earliest: '2026-10-10T00:00:00.000+08:00' },
    })
  })
})

describe(art('111', '3'), () => {
  // 本办法所称中介服务事项清单…；全市项目业主通过中介超市购买…中介服务，适用本办法。
  test('a service that is not on the published list is told', () => {
    expect(problem(aDraft({ serviceType: '9.99' }), 'service-not-listed')?.field).toBe('serviceType')
  })
})

describe(art('111', '4'), () => {
  // 使用财政性资金购买政府集中采购目录以外且未达到采购限额标准的中介服务，必须在中介超市选取。
  test.each([
    ['one 分 below the threshold of a county', 49_999_999, []],
    ['exactly the threshold', 50_000_000, ['government-procurement-applies']],
    ['one 分 above', 50_000_001, ['government-procurement-applies']],
  ])('%s', (_, amount, expected) => {
    expect(codes(aDraft({ amount }))).toEqual(expected)
  })

  test('the estimate of an unsettled fee counts', () => {
    const unsettled = { amount: undefined, formula: '按实际工程量计算' }
    expect(
      problem(aDraft({ ...unsettled, estimate: 50_000_000 }), 'government-procurement-applies')?.field,
    ).toBe('estimate')
    expect(codes(aDraft(unsettled))).toEqual(['draft-field-missing'])
  })

  test('inside the central catalogue the market is closed to fiscal money', () => {
    expect(codes(aDraft({ inCatalogue: true }))).toEqual(['in-central-catalogue'])
    expect(codes(aDraft({ inCatalogue: undefined }))).toEqual(['draft-field-missing'])
  })

  test('other money is free', () => {
    expect(codes(aDraft({ money: 'non-fiscal', amount: 90_000_000, inCatalogue: undefined }))).toEqual([])
  })

  test('a place without a figure of its own has that of the region above; a set figure replaces the default', () => {
    expect(thresholdAt({}, '360424')).toBe(50_000_000)
    expect(thresholdAt({}, '360000')).toBe(100_000_000)
    const rules = { 'procurement.thresholds': { '360400': 30_000_000 } }
    expect(thresholdAt(rules, '3604X2')).toBe(30_000_000)
    expect(() => thresholdAt({ 'procurement.thresholds': {} }, '360424')).toThrow()
  })
})

describe(art('111', '22.1'), () => {
  // 通过以下几种网上公开选取方式选择中介服务机构。
  test('a method that a document switched off is not offered, and says by which', () => {
    const off = aDraftContext('2026-09-24T10:00', {
      'procurement.methods': { random: '九府办发〔2026〕31号' },
    })
    expect(codes(aDraft(), off)).toEqual(['method-switched-off'])
    expect(draftProblems(aDraft(), off)[0]?.params).toMatchObject({ document: '九府办发〔2026〕31号' })
  })
})

describe(art('111', '5.1'), () => {
  // 任何单位和个人不得设置或变相设置区域性、行业性执业限制。
  const quotes = (content: string) => draftFindings(aDraft({ content })).map((f) => f.quote)

  test.each([
    ['投标人须在本市注册。', '在本市注册'],
    ['服务单位应在九江设有分支机构。', '在九江设有分支机构'],
    ['近三年具有本市同类项目业绩不少于两项。', '本市同类项目业绩'],
    ['仅限本地企业参加。', '仅限本地企业'],
    ['须为国有企业。', '须为国有企业'],
    ['注册资本不少于 500 万元。', '注册资本不少于'],
  ])('%s', (content, quote) => {
    expect(quotes(content).some((q) => q.includes(quote) || quote.includes(q))).toBe(true)
    expect(codes(aDraft({ content }))).toEqual(['restrictive-wording'])
  })

  test.each([
    '九江市修水县渣津镇河道整治工程',
    '在本市范围内开展现场踏勘',
    '成果提交本市水利局审查',
    '注册水土保持工程师两名',
  ])('says nothing against: %s', (content) => {
    expect(quotes(content)).toEqual([])
  })

  test('the words are quoted with their place, and a reason lifts exactly them', () => {
    const content = '服务期内须在本市设有办事处，便于现场抢险值守。'
    const [finding] = draftFindings(aDraft({ content }))
    expect(content.slice(finding!.at, finding!.at + finding!.quote.length)).toBe(finding!.quote)
    const reason = '防汛值守须两小时内到场，与服务内容直接相关'
    expect(codes(aDraft({ content, justifications: [{ quote: finding!.quote, reason }] }))).toEqual([])
    expect(codes(aDraft({ content, justifications: [{ quote: finding!.quote, reason: '需要' }] }))).toEqual([
      'restrictive-wording',
    ])
  })
})

describe(art('111', '29.2'), () => {
  // …和项目业主单位法定代表人或者项目负责人有配偶、直系血亲…
  test('the project lead is named', () => {
    expect(problem(aDraft({ projectLead: '' }), 'draft-field-missing')?.article).toBe(art('111', '29.2'))
  })
})

describe(art('111', '6'), () => {
  // 一个平台、全省共用，一地入驻、全省通行，一体管理、分级使用。
  test('the region of the service stands in the tree', () => {
    expect(codes(aDraft({ region: '360424' }))).toEqual([])
    expect(codes(aDraft({ region: '999999' }))).toEqual(['unknown-region'])
  })
})
