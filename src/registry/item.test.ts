import { describe, expect, test } from 'vitest'
import { chinaCalendar, instant, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context, Json } from '../workflow/index.ts'
import {
  type ItemCommand,
  type ItemContent,
  itemDifferences,
  itemFaults,
  itemKnowledgeKey,
  newServiceItem,
  priceFault,
  qualificationsOf,
  qualificationText,
  type ServiceItemState,
  serviceItem,
} from './index.ts'

const water = { id: 'jj-water', name: '九江市水利局' }
const by = (
  kind: 'department' | 'management' | 'operator',
  organisation: string,
  region = '360400',
): Actor => ({
  ...{ kind, organisation, region, organisationName: organisation },
  ...{ person: 'p', personName: '周正', roles: ['member'] },
})
const keeper = by('department', 'jj-water')
const stranger = by('department', 'jj-ecology')
const management = by('management', 'jj-management')

const ctx = (actor: Actor, today = '2026-09-28', assignee?: { id: string; name: string }): Context => ({
  ...{ actor, now: instant(`${today}T10:00`), today: plainDate(today), calendar: chinaCalendar },
  rules: {
    [itemKnowledgeKey]: {
      names: { '1.01': '工程咨询' },
      ...(assignee ? { assignee } : {}),
    } as unknown as Json,
  },
})

const content = (change: Partial<ItemContent> = {}): ItemContent => ({
  ...{ category: '5', zh: '水土保持设施验收报告编制', en: 'Acceptance report on soil conservation' },
  ...{ basis: '《水土保持法》第二十七条', approvals: ['生产建设项目水土保持方案审批'] },
  ...{ price: { mode: 'market' as const }, qualifications: [], ...change },
})

const guided = {
  ...{ mode: 'government-guided' as const, low: 300_000, high: 900_000, unit: '每项目' },
  ...{ perProject: true, document: '赣发改价〔2026〕7号' },
}

function decided(state: ServiceItemState, command: ItemCommand, context: Context): ServiceItemState {
  const decision = serviceItem.decide(state, command, context)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.state
}
const refused = (state: ServiceItemState, command: ItemCommand, context: Context) => {
  const decision = serviceItem.decide(state, command, context)
  return decision.ok ? undefined : decision.refusal
}
const from = (day: string) => plainDate(day)

const drafted = (draft = content()) =>
  decided(newServiceItem('5.01', water), { kind: 'draft', content: draft }, ctx(keeper))
const published = (draft = content()) =>
  decided(drafted(draft), { kind: 'publish', from: from('2026-09-28') }, ctx(keeper))

describe(art('111', '9.1'), () => {
  // 各级行业主管部门负责梳理、编制、公布和不断完善本部门中介服务事项清单。
  test('a draft is published as version 1, with a public fact that says all of it', () => {
    const decision = serviceItem.decide(drafted(), { kind: 'publish', from: from('2026-10-01') }, ctx(keeper))
    expect(decision).toMatchObject({
      ok: true,
      state: { status: 'published', code: '5.01', current: { version: 1, from: '2026-10-01' } },
      facts: [
        {
          kind: 'item.published',
          visibility: 'public',
          article: '111/9.1',
          body: {
            code: '5.01',
            name: '水土保持设施验收报告编制',
            content: { basis: '《水土保持法》第二十七条' },
          },
        },
      ],
    })
    expect(decision.ok && 'draft' in decision.state).toBe(false)
  })

  test('only the department in charge edits, or the one that the city’s management body assigned', () => {
    const save: ItemCommand = { kind: 'save', content: content({ basis: '改' }) }
    expect(refused(drafted(), save, ctx(stranger))).toMatchObject({
      code: 'not-permitted',
      article: '111/9.1',
    })
    const assign: ItemCommand = { kind: 'assign', department: 'jj-ecology' }
    const ecology = { id: 'jj-ecology', name: '九江市生态环境局' }
    const county = by('management', 'xiushui-management', '360424')
    expect(refused(drafted(), assign, ctx(county, '2026-09-28', ecology))?.code).toBe('not-permitted')
    expect(refused(drafted(), assign, ctx(management))?.code).toBe('item-department-unknown')
    const assigned = decided(drafted(), assign, ctx(management, '2026-09-28', ecology))
    expect(refused(assigned, save, ctx(stranger))).toBeUndefined()
    expect(refused(assigned, save, ctx(keeper))).toBeUndefined()
    expect(refused(assigned, save, ctx(by('operator', 'jj-operator')))?.code).toBe('not-permitted')
  })

  // 明确中介服务事项的名称、类型、设立依据、涉及的行政审批事项、价格管理方式等要素。
  test.each([
    ['zh', { zh: ' ' }, 'item-field-missing'],
    ['en', { en: '' }, 'item-field-missing'],
    ['basis', { basis: '' }, 'item-field-missing'],
    ['approvals.1', { approvals: ['取水许可', ' '] }, 'item-field-missing'],
    ['category', { category: '9' }, 'item-category-unknown'],
    ['category', { category: '1' }, 'item-category-fixed'],
    ['zh', { zh: '工程咨询' }, 'item-name-taken'],
    ['qualifications.0', { qualifications: [{ anyOf: [] }] }, 'item-field-missing'],
    [
      'qualifications.0.anyOf.1.name',
      { qualifications: [{ anyOf: [{ name: '甲' }, { name: '' }] }] },
      'item-field-missing',
    ],
  ] as const)('%s', (field, change, code) => {
    const [fault] = itemFaults(content(change as Partial<ItemContent>), '5.01', {
      '1.01': '工程咨询',
    }).filter((f) => f.code === code)
    expect(fault?.field).toBe(field)
    expect(
      refused(
        drafted(content(change as Partial<ItemContent>)),
        { kind: 'publish', from: from('2026-09-28') },
        ctx(keeper),
      ),
    ).toBeDefined()
  })

  test('an item may keep its own name, and an unfinished draft may be saved', () => {
    expect(itemFaults(content({ zh: '工程咨询', category: '1' }), '1.01', { '1.01': '工程咨询' })).toEqual([])
    expect(drafted(content({ zh: '', basis: '' })).status).toBe('draft')
  })

  test('a draft that was never published can be given up; nothing may follow', () => {
    const gone = decided(drafted(), { kind: 'discard' }, ctx(keeper))
    expect(gone.status).toBe('discarded')
    expect(serviceItem.availableActions(gone, ctx(keeper))).toEqual([])
    expect(refused(gone, { kind: 'publish', from: from('2026-09-28') }, ctx(keeper))?.code).toBe(
      'not-available',
    )
  })
})

describe(art('111', '11'), () => {
  // 各级政府价格主管部门对纳入政府定价管理的中介服务收费项目依法依规制定相关收费政策。
  test.each([
    ['a market price needs no figure', { mode: 'market' }, undefined],
    ['a range', guided, undefined],
    ['a range of one point', { ...guided, low: 900_000 }, undefined],
    ['one 分 upside down', { ...guided, low: 900_001 }, 'price.high'],
    ['without a lower bound', { ...guided, low: undefined }, 'price.low'],
    ['from zero', { ...guided, low: 0 }, 'price.low'],
    ['half a 分', { ...guided, high: 900_000.5 }, 'price.high'],
    ['without its document', { ...guided, document: ' ' }, 'price.document'],
    ['without its unit', { ...guided, unit: '' }, 'price.unit'],
    ['a fixed price', { ...guided, mode: 'government-set', fee: 1 }, undefined],
    ['a fixed price of nothing', { ...guided, mode: 'government-set', fee: 0 }, 'price.fee'],
  ] as const)('%s', (_, price, field) => {
    const fault = priceFault(price as ItemContent['price'])
    expect(fault?.field).toBe(field)
    if (fault) expect(fault.article).toBe(art('111', '11'))
  })
})

describe(art('111', '14'), () => {
  // 对中介超市入驻中介服务范围进行梳理归类，并实行动态调整补充。
  test('an amendment is the next version, and the fact tells what changes', () => {
    const next = content({ price: guided })
    const decision = serviceItem.decide(
      published(),
      { kind: 'publish', content: next, from: from('2026-10-08') },
      ctx(keeper),
    )
    expect(decision).toMatchObject({
      ok: true,
      state: { current: { version: 2, from: '2026-10-08' } },
      facts: [{ kind: 'item.amended', article: '111/14', body: { version: 2 } }],
    })
    expect(decision.ok && decision.facts[0]?.body.differences).toEqual([
      {
        field: 'price',
        before: '市场调节价',
        after: '政府指导价 3000.00 至 9000.00 元（每项目，整个项目，赣发改价〔2026〕7号）',
      },
    ])
  })

  const amend = (day: string): ItemCommand => ({
    kind: 'publish',
    content: content({ basis: '《水土保持法实施条例》' }),
    from: from(day),
  })

  test.each([
    ['yesterday', '2026-09-27', 'item-not-backwards'],
    ['the day on which the present version began', '2026-09-28', 'item-after-version'],
    ['the day after', '2026-09-29', undefined],
    ['the farthest day', '2027-09-29', undefined],
    ['one day farther', '2027-09-30', 'item-too-far-ahead'],
  ])('an amendment from %s', (_, day, code) => {
    expect(refused(published(), amend(day), ctx(keeper))?.code).toBe(code)
  })

  test('the same again is no version, and without a draft there is nothing to publish', () => {
    const same: ItemCommand = { kind: 'publish', content: content(), from: from('2026-10-01') }
    expect(refused(published(), same, ctx(keeper))?.code).toBe('item-nothing-changed')
    expect(refused(published(), { kind: 'publish', from: from('2026-10-01') }, ctx(keeper))?.code).toBe(
      'item-nothing-drafted',
    )
    expect(refused(published(), { kind: 'discard' }, ctx(keeper))?.code).toBe('item-nothing-drafted')
  })

  test('a withdrawn item is gone from its day on, and can be listed again after that', () => {
    const withdraw = (day: string, reason = '审批事项已取消'): ItemCommand => ({
      kind: 'withdraw',
      from: from(day),
      reason,
    })
    expect(refused(published(), withdraw('2026-10-09', ' '), ctx(keeper))?.field).toBe('reason')
    expect(refused(published(), withdraw('2026-09-28'), ctx(keeper))?.code).toBe('item-after-version')
    const gone = decided(published(), withdraw('2026-10-09'), ctx(keeper))
    expect(gone).toMatchObject({ status: 'withdrawn', from: '2026-10-09', reason: '审批事项已取消' })
    expect(refused(gone, withdraw('2026-10-10'), ctx(keeper))?.code).toBe('not-available')
    const again = (day: string): ItemCommand => ({ kind: 'publish', content: content(), from: from(day) })
    expect(refused(gone, again('2026-10-08'), ctx(keeper))).toMatchObject({
      code: 'item-still-listed',
      params: { until: '2026-10-08' },
    })
    expect(decided(gone, again('2026-10-09'), ctx(keeper))).toMatchObject({
      status: 'published',
      current: { version: 2 },
    })
  })

  test('all of, any of, with grades, written and read', () => {
    const rule = [
      {
        anyOf: [
          { name: '工程勘察资质', grade: '甲级' },
          { name: '工程勘察资质', grade: '乙级' },
        ],
      },
      { anyOf: [{ name: '注册土木工程师（岩土）' }] },
    ]
    const text = '工程勘察资质：甲级 或 工程勘察资质：乙级；注册土木工程师（岩土）'
    expect(qualificationText(rule)).toBe(text)
    expect(qualificationsOf(text)).toEqual(rule)
    expect(qualificationsOf(' 甲|乙 : 一级 ;\n丙')).toEqual([
      { anyOf: [{ name: '甲' }, { name: '乙', grade: '一级' }] },
      { anyOf: [{ name: '丙' }] },
    ])
    expect(qualificationsOf('')).toEqual([])
    expect(itemDifferences(undefined, content()).map((d) => d.field)).toContain('basis')
  })
})
