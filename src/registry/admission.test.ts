import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { admission } from './admission.ts'
import { type Admission, masked, routedTo, type UnderCheck } from './admission-state.ts'
import {
  aContext,
  aDraft,
  aForm,
  aPerson,
  applicant,
  aService,
  clerk,
  done,
  everyPart,
  official,
  refusalOf,
  signing,
  submittedAt,
  system,
} from './testing.ts'

const pass = { kind: 'pass-check', consistent: everyPart } as const
const confirm = { kind: 'confirm-qualification', serviceType: '1.06' } as const
const decline = { kind: 'decline-qualification', serviceType: '1.06', reason: '证书已注销' } as const
const supplement = {
  kind: 'request-supplement',
  demands: [{ field: 'subject.address', text: '地址与执照不一致' }],
} as const
const ecologist = { ...official, organisation: 'ecology' }

const dues = (state: Admission, at = '2023-01-19T10:00') =>
  admission.deadlines(state, aContext(system, at)).map((d) => [d.action, d.who, d.due?.slice(0, 16)])

const asked = () => done(submittedAt('2023-01-19T10:00'), supplement, aContext(clerk, '2023-01-20T09:00'))

/** The applicant changes something, signs and submits anew. */
function answered(at: string, form = aForm()): Admission {
  const ctx = aContext(applicant, at)
  return done(done(done(asked(), { kind: 'save', form }, ctx), signing(at), ctx), { kind: 'submit' }, ctx)
}

describe(art('111', '20.2'), () => {
  // 运营机构应当在2个工作日内对中介服务机构信息内容和材料的一致性进行核对
  test.each([
    ['an ordinary Monday', '2023-03-06T09:00', '2023-03-09T00:00'],
    [
      'Thursday before the Spring Festival: Friday, and the working Saturday after it',
      '2023-01-19T10:00',
      '2023-01-29T00:00',
    ],
    [
      'Friday before the Spring Festival: the working Saturday and Sunday after it',
      '2023-01-20T16:59',
      '2023-01-30T00:00',
    ],
    ['the last Friday of 2022', '2022-12-30T00:00', '2023-01-05T00:00'],
    ['the eve of National Day 2026', '2026-09-30T23:59:59.999', '2026-10-10T00:00'],
    ['on a holiday', '2026-10-01T00:00', '2026-10-10T00:00'],
  ])('submitted on %s', (_, at, due) => {
    const state = submittedAt(at)
    expect(dues(state, at)[0]).toEqual(['pass-check', 'operator-1', due])
  })

  // 行业主管部门应当对中介服务机构资质（资格）、信用状况进行审核认定: side by side, each with its own clock.
  test('every service type has its department’s own clock, by setting', () => {
    const form = aForm({ services: [aService(), aService({ serviceType: '1.02' })] })
    const state = submittedAt('2023-03-06T09:00', form)
    expect(dues(state)).toEqual([
      ['pass-check', 'operator-1', '2023-03-09T00:00'],
      ['confirm-qualification', 'water', '2023-03-14T00:00'],
      ['confirm-qualification', 'ecology', '2023-03-14T00:00'],
    ])
    const ctx = aContext(system, '2023-03-06T09:00', {}, { 'registry.confirmation-working-days': 3 })
    expect(admission.deadlines(state, ctx)[1]?.due).toBe('2023-03-10T00:00:00.000+08:00')
  })

  test('admitted when the check is passed and a qualification is confirmed, in either order', () => {
    const state = submittedAt('2023-03-06T09:00')
    const passed = done(state, pass, aContext(clerk, '2023-03-07T09:00'))
    expect(passed.status).toBe('submitted')
    expect(done(passed, confirm, aContext(official, '2023-03-08T09:00'))).toMatchObject({
      status: 'admitted',
      admittedAt: '2023-03-08T09:00:00.000+08:00',
    })
    const confirmed = done(state, confirm, aContext(official, '2023-03-07T09:00'))
    expect(confirmed.status).toBe('submitted')
    expect(done(confirmed, pass, aContext(clerk, '2023-03-08T09:00')).status).toBe('admitted')
  })

  test('one confirmed qualification is enough; the other may follow after admission', () => {
    const form = aForm({ services: [aService(), aService({ serviceType: '1.02' })] })
    const passed = done(submittedAt('2023-03-06T09:00', form), pass, aContext(clerk, '2023-03-07T09:00'))
    const admitted = done(passed, confirm, aContext(official, '2023-03-07T10:00'))
    expect(dues(admitted)).toEqual([
      ['publish', 'operator-1', '2023-03-15T00:00'],
      ['confirm-qualification', 'ecology', '2023-03-14T00:00'],
    ])
    const decision = admission.decide(
      admitted,
      { kind: 'confirm-qualification', serviceType: '1.02' },
      aContext(ecologist, '2023-03-09T09:00'),
    )
    expect(decision).toMatchObject({
      ok: true,
      state: { status: 'admitted' },
      facts: [{ kind: 'admission.qualification-confirmed', visibility: 'public', article: '111/16' }],
    })
  })

  // 应在入驻后5个工作日内…进行公示
  test.each([
    ['Thursday before the Spring Festival', '2023-01-19T15:00', '2023-02-01T00:00'],
    ['an ordinary Wednesday', '2023-03-08T09:00', '2023-03-16T00:00'],
  ])('published within 5 working days of admission: %s', (_, at, due) => {
    const passed = done(submittedAt('2023-01-18T09:00'), pass, aContext(clerk, '2023-01-18T10:00'))
    const admitted = done(passed, confirm, aContext(official, at))
    expect(dues(admitted, at)).toEqual([['publish', 'operator-1', due]])
  })

  test('the publicity ends by itself, at its hour and not before', () => {
    const passed = done(submittedAt('2023-03-06T09:00'), pass, aContext(clerk, '2023-03-07T09:00'))
    const admitted = done(passed, confirm, aContext(official, '2023-03-08T09:00'))
    const shown = done(admitted, { kind: 'publish' }, aContext(clerk, '2023-03-08T10:00'))
    expect(dues(shown)).toEqual([['end-publicity', 'system', '2023-03-16T00:00']])
    const end = { kind: 'end-publicity' } as const
    expect(refusalOf(shown, end, aContext(system, '2023-03-15T23:59:59.999'))).toBe('publicity-running')
    expect(refusalOf(shown, end, aContext(clerk, '2023-03-16T00:00'))).toBe('not-available')
    expect(done(shown, end, aContext(system, '2023-03-16T00:00')).status).toBe('closed')
    const longer = aContext(system, '2023-03-08T10:00', {}, { 'registry.publicity-working-days': 7 })
    expect(admission.deadlines(shown, longer)[0]?.due).toBe('2023-03-18T00:00:00.000+08:00')
  })

  test('the check covers every part', () => {
    const state = submittedAt('2023-03-06T09:00')
    const decision = admission.decide(
      state,
      { kind: 'pass-check', consistent: ['subject', 'people', 'services', 'commitment'] },
      aContext(clerk, '2023-03-07T09:00'),
    )
    expect(decision).toMatchObject({
      ok: false,
      refusal: { code: 'checklist-incomplete', article: '111/20.2', params: { open: ['representative'] } },
    })
  })
})

describe(art('111', '20.4'), () => {
  // 如需补正材料的，中介超市运营机构应当一次性告知中介服务机构补正要求，核对时间自材料补正后重新计算。
  test('while the supplement is awaited nobody at the operator’s is late', () => {
    expect(dues(asked())).toEqual([
      ['submit', 'agency-1', undefined],
      ['confirm-qualification', 'water', '2023-02-01T00:00'],
    ])
  })

  test('the clock runs anew from the supplement', () => {
    const state = answered('2023-01-31T11:00')
    expect(dues(state)[0]).toEqual(['pass-check', 'operator-1', '2023-02-03T00:00'])
    expect(state).toMatchObject({
      submittedAt: '2023-01-19T10:00:00.000+08:00',
      since: '2023-01-31T11:00:00.000+08:00',
      supplement: { toldAt: '2023-01-20T09:00:00.000+08:00', answeredAt: '2023-01-31T11:00:00.000+08:00' },
    })
  })

  test('a second round of demands is refused, and the button says why', () => {
    const state = answered('2023-01-31T11:00')
    const ctx = aContext(clerk, '2023-02-01T09:00')
    expect(refusalOf(state, supplement, ctx)).toBe('supplement-already-told')
    const button = admission.availableActions(state, ctx).find((a) => a.act === 'request-supplement')
    expect(button?.refusal).toMatchObject({ code: 'supplement-already-told', article: '111/20.4' })
    expect(refusalOf(state, pass, ctx)).toBeUndefined()
    expect(refusalOf(state, { kind: 'refuse', reason: '不一致' }, ctx)).toBeUndefined()
  })

  test('demands are written down, each of them', () => {
    const state = submittedAt('2023-03-06T09:00')
    const ctx = aContext(clerk, '2023-03-07T09:00')
    expect(refusalOf(state, { kind: 'request-supplement', demands: [] }, ctx)).toBe('demands-missing')
    const blank = { kind: 'request-supplement', demands: [{ text: '一' }, { text: ' ' }] } as const
    expect(admission.decide(state, blank, ctx)).toMatchObject({
      refusal: { code: 'field-missing', field: 'demands.1.text' },
    })
  })

  test('what a department confirmed stays confirmed while its claim and the subject stay as they were', () => {
    const told = done(asked(), confirm, aContext(official, '2023-01-20T10:00'))
    const at = '2023-01-31T11:00'
    const ctx = aContext(applicant, at)
    const again = (form: ReturnType<typeof aForm>) => {
      const typed = done(done(told, { kind: 'save', form }, ctx), signing(at), ctx)
      return (done(typed, { kind: 'submit' }, ctx) as UnderCheck).reviews[0]
    }
    expect(again(aForm({ people: [aPerson({ phone: '13807920099' })] }))?.decision?.result).toBe('confirmed')
    expect(again(aForm({ services: [aService({ number: '另一张' })] }))).toMatchObject({
      since: '2023-01-31T11:00:00.000+08:00',
    })
    expect(again(aForm({ services: [aService({ number: '另一张' })] }))?.decision).toBeUndefined()
  })

  // 核对不予通过的，…并说明理由。
  test('a refusal needs its reason', () => {
    const state = submittedAt('2023-03-06T09:00')
    const ctx = aContext(clerk, '2023-03-07T09:00')
    expect(refusalOf(state, { kind: 'refuse', reason: '  ' }, ctx)).toBe('reason-missing')
    expect(done(state, { kind: 'refuse', reason: '执照已注销' }, ctx)).toMatchObject({
      status: 'refused',
      reason: '执照已注销',
      by: { id: 'operator-1' },
    })
  })
})

describe(art('111', '15'), () => {
  // 签订入驻承诺书，填报必要信息和材料，并对其真实性、准确性、合法性负责…并接受评分管理。
  const at = '2023-03-06T09:00'
  const ctx = aContext(applicant, at)

  test('no submission without the letter, nor after a change that came later than it', () => {
    expect(refusalOf(aDraft(), { kind: 'submit' }, ctx)).toBe('commitment-unsigned')
    const signed = done(aDraft(), signing(at), ctx)
    const same = done(signed, { kind: 'save', form: aForm() }, ctx)
    expect(refusalOf(same, { kind: 'submit' }, ctx)).toBeUndefined()
    const changed = done(
      signed,
      { kind: 'save', form: aForm({ services: [aService({ grade: '四星' })] }) },
      ctx,
    )
    expect(refusalOf(changed, { kind: 'submit' }, ctx)).toBe('commitment-unsigned')
  })

  test.each([
    ['an older text', { letter: '2020-1' }, 'commitment-outdated'],
    ['truth not declared', { truthful: false }, 'truth-not-declared'],
    ['scoring not accepted', { acceptsScoring: false }, 'scoring-not-accepted'],
  ])('%s', (_, change, code) => {
    const command = { ...signing(at), ...change } as Extract<
      ReturnType<typeof signing>,
      { kind: 'sign-commitment' }
    >
    expect(refusalOf(aDraft(), command, ctx)).toBe(code)
  })

  test('the legal representative signs, in person', () => {
    const secretary = { ...applicant, roles: ['admin'] as const, personName: '王小明' }
    expect(refusalOf(aDraft(), signing(at), aContext(secretary, at))).toBe('not-available')
    const other = { ...applicant, personName: '王小明' }
    expect(refusalOf(aDraft(), signing(at), aContext(other, at))).toBe('signer-is-not-representative')
  })

  test('taken back at any time before admission, never after', () => {
    const withdraw = { kind: 'withdraw' } as const
    expect(done(aDraft(), withdraw, ctx).status).toBe('withdrawn')
    expect(done(asked(), withdraw, ctx).status).toBe('withdrawn')
    const passed = done(submittedAt(at), pass, aContext(clerk, at))
    expect(done(passed, withdraw, ctx).status).toBe('withdrawn')
    const admitted = done(passed, confirm, aContext(official, at))
    expect(refusalOf(admitted, withdraw, ctx)).toBe('not-available')
  })
})

describe(art('111', '16'), () => {
  // 中介服务机构是否具备相关资质（资格）由各级行业主管部门审核确认。
  test('only the department in charge, once, with a reason when it declines', () => {
    const state = submittedAt('2023-03-06T09:00')
    const at = '2023-03-07T09:00'
    expect(refusalOf(state, confirm, aContext(ecologist, at))).toBe('not-available')
    expect(refusalOf(state, confirm, aContext(clerk, at))).toBe('not-available')
    expect(refusalOf(state, { ...confirm, serviceType: '1.02' }, aContext(official, at))).toBe(
      'no-such-review',
    )
    expect(refusalOf(state, { ...decline, reason: '' }, aContext(official, at))).toBe('reason-missing')
    const decided = done(state, confirm, aContext(official, at))
    expect(refusalOf(decided, confirm, aContext(official, at))).toBe('not-available')
  })

  test('refused when no department has confirmed anything', () => {
    const state = submittedAt('2023-03-06T09:00')
    expect(done(state, decline, aContext(official, '2023-03-07T09:00'))).toMatchObject({
      status: 'refused',
      reason: '1.06：证书已注销',
      by: { id: 'water' },
    })
  })

  test('declined while a supplement is awaited: the applicant may still mend it', () => {
    expect(done(asked(), decline, aContext(official, '2023-01-28T09:00')).status).toBe('supplement-requested')
  })

  test('certificates of another’s filing are not taken', () => {
    const ctx = aContext(applicant, '2023-03-06T09:00', { unknownFiles: ['file-2'] })
    const signed = done(aDraft(), signing('2023-03-06T09:00'), ctx)
    expect(admission.decide(signed, { kind: 'submit' }, ctx)).toMatchObject({
      refusal: { code: 'file-unknown', field: 'services.0.file', article: '111/20.1' },
    })
  })
})

describe(art('111', '17'), () => {
  // 注册地为九江市本级的…由市中介超市运营机构负责核对；注册地为…县（市、区）的…由注册所在地中介超市运营机构负责核对
  test.each([
    ['市本级', '360400', '360400'],
    ['修水县', '360424', '360424'],
    ['八里湖新区', '3604X2', '3604X2'],
    ['outside, by default the city', 'outside', '360400'],
  ])('%s', (_, region, place) => expect(routedTo(region, {})).toBe(place))

  test('outside, as the city has set it', () => {
    expect(routedTo('outside', { 'registry.place-for-outside': '360403' })).toBe('360403')
  })

  test('a place without an operator is refused, not lost', () => {
    const at = '2023-03-06T09:00'
    const ctx = aContext(applicant, at, { operator: undefined })
    expect(refusalOf(done(aDraft(), signing(at), ctx), { kind: 'submit' }, ctx)).toBe('no-operator')
    const none = aContext(applicant, at, { departments: {} })
    expect(refusalOf(done(aDraft(), signing(at), none), { kind: 'submit' }, none)).toBe('no-department')
  })
})

describe(art('111', '19.2'), () => {
  // 关键岗位人员不得同时在两家或多家中介服务机构任职。
  test('refused with both names', () => {
    const at = '2023-03-06T09:00'
    const ctx = aContext(applicant, at, {
      elsewhere: [{ index: 0, agency: '九江鼎信测绘有限公司', open: true }],
    })
    const signed = done(aDraft(), signing(at), ctx)
    expect(admission.decide(signed, { kind: 'submit' }, ctx)).toMatchObject({
      refusal: {
        code: 'key-person-elsewhere',
        article: '111/19.2',
        field: 'people.0.identity',
        params: { name: '王小明', agency: '九江鼎信测绘有限公司', own: '九江恒信水利咨询有限公司' },
      },
    })
  })
})

describe(art('111', '20.1'), () => {
  test('one application at a time', () => {
    const ctx = aContext(applicant, '2023-03-06T09:00', { other: 'admission-0' })
    expect(refusalOf(aDraft(), { kind: 'save', form: aForm() }, ctx)).toBe('application-under-way')
  })

  test('an incomplete one is told its first fault', () => {
    const ctx = aContext(applicant, '2023-03-06T09:00')
    const draft = aDraft(aForm({ services: [] }))
    expect(refusalOf(draft, { kind: 'submit' }, ctx)).toBe('service-missing')
    expect(admission.availableActions(draft, ctx).find((a) => a.act === 'submit')?.refusal?.field).toBe(
      'services',
    )
  })
})

describe(art('111', '36.4'), () => {
  test('the bar stands at the application', () => {
    const at = '2023-03-06T09:00'
    const bars = [{ party: 'representative' as const, name: '九江某公司', since: '2022-12-05' }]
    const ctx = aContext(applicant, at, { bars })
    expect(refusalOf(done(aDraft(), signing(at), ctx), { kind: 'submit' }, ctx)).toBe('representative-barred')
    const after = aContext(applicant, '2024-12-06T00:00', { bars })
    expect(refusalOf(done(aDraft(), signing(at), after), { kind: 'submit' }, after)).toBeUndefined()
  })
})

describe(art('111', '20.5'), () => {
  test('the four situations are recorded and decide nothing by themselves', () => {
    const state = submittedAt('2023-03-06T09:00')
    const command = { kind: 'record-situation', situation: 'shell', basis: '公示期实名举报' } as const
    const decision = admission.decide(state, command, aContext(clerk, '2023-03-07T09:00'))
    expect(decision).toMatchObject({
      ok: true,
      state: { status: 'submitted', situations: [{ kind: 'shell', by: { id: 'operator-1' } }] },
      facts: [{ kind: 'admission.situation-recorded', article: '111/20.5.2', visibility: 'parties' }],
    })
    expect(refusalOf(state, { ...command, basis: '' }, aContext(official, '2023-03-07T09:00'))).toBe(
      'reason-missing',
    )
    expect(refusalOf(state, command, aContext(applicant, '2023-03-07T09:00'))).toBe('not-available')
  })
})

test('identity numbers are for the applicant alone, and the log never has them', () => {
  const state = submittedAt('2023-03-06T09:00')
  const number = aPerson().identity
  expect(JSON.stringify(state)).toContain(number)
  expect(JSON.stringify(masked(state))).not.toContain(number)
  expect(JSON.stringify(masked(state))).toContain('36************')
  const draft = done(aDraft(), signing('2023-03-06T09:00'), aContext(applicant, '2023-03-06T09:00'))
  const decision = admission.decide(draft, { kind: 'submit' }, aContext(applicant, '2023-03-06T09:00'))
  if (!decision.ok) throw new Error('expected')
  expect(JSON.stringify(decision.facts)).not.toContain(number)
})
