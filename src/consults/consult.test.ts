import { describe, expect, test } from 'vitest'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type Consult, type ConsultCommand, consult, personalData } from './index.ts'
import {
  asked,
  at,
  done,
  enquirer,
  fresh,
  management,
  operator,
  question,
  refused,
  stranger,
  visitor,
  water,
  waterBody,
} from './testing.ts'

const dueOf = (c: Consult) => consult.deadlines(c, at('2026-10-01T09:00', operator))[0]?.due
const extend = { kind: 'extend', reason: '须会同行业主管部门研究' } as const

describe(art('111', '46'), () => {
  // 中介超市运营机构和行业主管部门按职责处理并在2个工作日内办结。
  test.each([
    ['Monday, no holiday between', '2026-09-21T10:00', '2026-09-24T00:00'],
    ['Friday, Saturday free and Sunday 20 September works', '2026-09-18T16:00', '2026-09-22T00:00'],
    ['Tuesday: Wednesday, then the holiday', '2026-09-29T10:00', '2026-10-09T00:00'],
    ['Wednesday, the last day before National Day', '2026-09-30T10:00', '2026-10-10T00:00'],
    ['on the holiday itself', '2026-10-03T22:15', '2026-10-10T00:00'],
    ['Friday before the Saturday that works', '2026-10-09T09:00', '2026-10-13T00:00'],
  ])('%s: asked %s, late from %s on', (_, moment, due) => {
    expect(dueOf(asked(moment))).toBe(instant(due))
  })

  // 可在办理期限届满前提出延期申请，延期办理以1次为限，延期期限与办理期限相同。
  test.each([
    ['the very last moment', '2026-10-09T23:59:59.999', 'extended'],
    ['just after', '2026-10-10T00:00', 'consult-extension-too-late'],
    ['a day late', '2026-10-11T09:00', 'consult-extension-too-late'],
  ])('asked on 30 September, extended at %s (%s): %s', (_, moment, expected) => {
    const decision = consult.decide(asked(), extend, at(moment, operator))
    expect(decision.ok ? 'extended' : decision.refusal.code).toBe(expected)
  })

  test('an extension is as long as the time itself, and there is one', () => {
    const extended = done(asked(), extend, at('2026-10-09T17:00', operator)).state
    // 8, 9, 10 (a Saturday that works) and 12 October: four working days from 30 September.
    expect(dueOf(extended)).toBe(instant('2026-10-13T00:00'))
    expect(refused(extended, extend, at('2026-10-10T09:00', operator)).code).toBe('consult-extended-already')
    expect(refused(asked(), { ...extend, reason: ' ' }, at('2026-10-08T09:00', operator)).field).toBe(
      'reason',
    )
  })

  test('an answer is due from whoever has it, and is given late rather than never', () => {
    const answer = { kind: 'answer', text: '可以，旧证在有效期内。' } as const
    for (const who of [enquirer, water, management, stranger, visitor])
      expect(refused(asked(), answer, at('2026-10-08T09:00', who)).code).toBe('not-permitted')
    expect(refused(asked(), { ...answer, text: '\n' }, at('2026-10-08T09:00', operator)).field).toBe('text')
    const late = done(asked(), answer, at('2026-11-02T09:00', operator)).state
    expect(late).toMatchObject({ status: 'answered', answeredAt: instant('2026-11-02T09:00') })
    expect(refused(late, answer, at('2026-11-02T10:00', operator)).code).toBe('not-available')
  })

  test('anyone may ask, with an account or without; an empty question is none', () => {
    expect(asked()).toMatchObject({ status: 'open', enquirer: {} })
    const signedIn = done(fresh(), question(), at('2026-09-30T10:00', enquirer)).state
    expect(signedIn).toMatchObject({ enquirer: { organisation: 'asker', name: 'asker的名称' } })
    expect(refused(fresh(), question({ question: '  ' }), at('2026-09-30T10:00', visitor))).toMatchObject({
      ...{ code: 'consult-text-missing', field: 'question', article: art('111', '46') },
    })
    expect(refused(fresh(), question(), at('2026-09-30T10:00', { kind: 'system' })).code).toBe(
      'not-permitted',
    )
  })

  test('按职责: referred to the body in charge, the enquirer’s clock goes on', () => {
    const refer = { kind: 'refer', body: 'water', reason: '属于行业资质政策' } as const
    const known = { body: waterBody }
    const referred = done(asked(), refer, at('2026-10-08T09:00', operator, known)).state
    expect(consult.deadlines(referred, at('2026-10-08T09:00', water))).toMatchObject([
      { action: 'answer', who: 'water', due: instant('2026-10-10T00:00') },
    ])
    const answer = { kind: 'answer', text: '可以。' } as const
    expect(refused(referred, answer, at('2026-10-08T10:00', operator)).code).toBe('not-permitted')
    expect(done(referred, answer, at('2026-10-08T10:00', water)).state.status).toBe('answered')
    expect(refused(asked(), refer, at('2026-10-08T09:00', operator)).code).toBe('consult-body-unknown')
    expect(refused(referred, refer, at('2026-10-08T09:00', water, known)).field).toBe('body')
  })

  test('published only where the enquirer agreed, and without who they are', () => {
    const answered = (changes: Parameters<typeof question>[0]) =>
      done(
        asked('2026-09-30T10:00', changes),
        { kind: 'answer', text: '可以。' },
        at('2026-10-08T09:00', operator),
      ).state
    const publish = (changes: object = {}) =>
      ({ kind: 'publish', question: '换证期间能否报名？', answer: '可以。', ...changes }) as ConsultCommand
    const ctx = at('2026-10-08T10:00', operator)
    const private_ = answered({ mayPublish: false })
    expect(refused(private_, publish(), ctx).code).toBe('consult-not-for-publication')
    expect(consult.deadlines(private_, ctx)).toEqual([])
    const agreed = answered({ name: '王小明', contact: '微信 xm88' })
    expect(consult.deadlines(agreed, ctx)).toMatchObject([{ action: 'publish', who: 'county-operator' }])
    for (const [changes, field] of [
      [{ question: '王小明问：能否报名？' }, 'question'],
      [{ answer: '请加微信 xm88 联系。' }, 'answer'],
      [{ answer: '请致电 0792-8123456。' }, 'answer'],
      [{ question: '' }, 'question'],
    ] as const)
      expect(refused(agreed, publish(changes), ctx).field).toBe(field)
    const told = done(agreed, publish(), ctx)
    expect(told.facts).toMatchObject([{ visibility: 'public' }])
    expect(JSON.stringify(told.facts)).not.toMatch(/王小明|xm88/)
    expect(done(agreed, { kind: 'keep', reason: '涉及个案' }, ctx).state.status).toBe('kept')
  })

  test.each([
    ['我的号码是13870012345', '13870012345'],
    ['电话 138 7001 2345', '138 7001 2345'],
    ['身份证36040319900101123x', '36040319900101123x'],
    ['写信到 a.b@c-d.cn 即可', 'a.b@c-d.cn'],
    ['请拨 0792-8123456', '0792-8123456'],
    ['合同价 1380000 元，共 12 个月', undefined],
    ['项目编号 360400202609280001', '360400202609280001'],
    ['依据九府办字〔2022〕111号第46条', undefined],
    ['请拨 12345', undefined],
  ])('personal data in “%s”: %s', (text, found) => {
    expect(personalData(text, {})).toBe(found)
  })
})

describe(art('111', '7.3'), () => {
  // 协调本级行业主管部门处理与行业管理有关的中介服务咨询。
  test('the management body of the place may refer a consult; it does not answer in another’s place', () => {
    const refer = { kind: 'refer', body: 'water', reason: '由水利部门办理' } as const
    const ctx = at('2026-10-08T09:00', management, { body: waterBody })
    expect(done(asked(), refer, ctx).state).toMatchObject({ body: { id: 'water' } })
    expect(refused(asked(), refer, at('2026-10-08T09:00', stranger, { body: waterBody })).code).toBe(
      'not-permitted',
    )
    expect(consult.availableActions(asked(), ctx).map((a) => a.act)).toEqual(['refer'])
    expect(consult.availableActions(asked(), at('2026-10-08T09:00', operator)).map((a) => a.act)).toEqual([
      ...['answer', 'extend', 'refer'],
    ])
  })
})
