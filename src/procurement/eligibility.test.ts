import { describe, expect, test } from 'vitest'
import { aDraft, anAgency, aRegistrant, aService } from '../../tests/builders/procurement.ts'
import { instant, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { conditionsOf, gradeSuffices, ineligibility, judge, sharingControllers } from './index.ts'

const why = (...args: Parameters<typeof ineligibility>) => {
  const refusal = ineligibility(...args)
  return refusal && [refusal.code, refusal.article]
}

describe(art('111', '16'), () => {
  // 入驻中介超市的中介服务机构应当…具备法律法规规定的相关资质（资格）条件…由各级行业主管部门审核确认。
  test('an admitted agency with the confirmed qualification may register', () => {
    expect(why(aDraft(), anAgency())).toBeUndefined()
    expect(conditionsOf(aDraft(), anAgency()).every((c) => !c.refusal)).toBe(true)
  })

  test.each([
    ['of another service', { serviceType: '3.12' }, 'service-not-held', '16'],
    ['not confirmed', { confirmed: false }, 'qualification-not-confirmed', '16'],
    ['of another name', { qualification: '工程咨询单位资信' }, 'qualification-not-held', '23.2'],
  ] as const)('a qualification that is %s', (_, changes, code, paragraph) => {
    const agency = anAgency(1, { services: [aService(changes)] })
    expect(why(aDraft(), agency)).toEqual([code, art('111', paragraph)])
  })
})

describe(art('111', '35.2'), () => {
  // 资质（资格）失效的，暂停其相关服务。
  test.each([
    ['the day before the deadline', '2026-09-28', 'qualification-expired-by-deadline'],
    ['the day of the deadline', '2026-09-29', undefined],
    ['the day after', '2026-09-30', undefined],
  ])('valid to %s', (_, validTo, code) => {
    const agency = anAgency(1, { services: [aService({ validTo: plainDate(validTo) })] })
    expect(why(aDraft({ deadline: instant('2026-09-29T17:00') }), agency)?.[0]).toBe(code)
  })

  test('a deadline at 24:00 belongs to the day that ends', () => {
    const agency = anAgency(1, { services: [aService({ validTo: plainDate('2026-09-29') })] })
    expect(why(aDraft({ deadline: instant('2026-09-30T00:00') }), agency)).toBeUndefined()
    expect(why(aDraft({ deadline: instant('2026-09-30T00:00:00.001') }), agency)?.[0]).toBe(
      'qualification-expired-by-deadline',
    )
  })
})

describe(art('111', '9.1'), () => {
  // 明确中介服务事项的…要素；16: 具备法律法规规定的相关资质（资格）条件。A deadline on 2026-09-29.
  const [survey, engineer, design] = ['工程勘察资质', '注册土木工程师（岩土）', '水利行业设计资质']
  const need = (...anyOf: (string | [string, string])[]) => ({
    anyOf: anyOf.map((n) => (typeof n === 'string' ? { name: n } : { name: n[0], grade: n[1] })),
  })
  type Held = [name: string, changes?: Parameters<typeof aService>[0]]
  const agency = (held: readonly Held[]) =>
    anAgency(1, {
      services: [
        aService(),
        ...held.map(([qualification, changes], i) => {
          const { grade: _, ...service } = aService({ serviceType: `2.0${i + 1}`, qualification })
          return { ...service, ...changes }
        }),
      ],
    })
  const both = [need(survey), need(engineer)]
  const nested = [need([survey, '乙级'], design), need(engineer)]
  const validTo = (day: string) => ({ validTo: plainDate(day) })
  const [missing, lapsed, suspended] = [
    'listed-qualification-missing',
    'listed-qualification-lapsed',
    'listed-qualification-suspended',
  ]

  test.each<[string, readonly ReturnType<typeof need>[], readonly Held[], string | undefined, string?]>([
    ['the law asks for nothing', [], [], undefined],
    ['one, held', [need(survey)], [[survey]], undefined],
    ['one, not held', [need(survey)], [[design]], missing, survey],
    ['all of two, both held', both, [[survey], [engineer]], undefined],
    ['all of two, the second not held', both, [[survey]], missing, engineer],
    ['all of two, the first not held', both, [[engineer]], missing, survey],
    ['any of two, the first held', [need(survey, design)], [[survey]], undefined],
    ['any of two, the second held', [need(survey, design)], [[design]], undefined],
    ['any of two, neither held', [need(survey, design)], [], missing, `${survey} 或 ${design}`],
    ['both lines of a nested one', nested, [[survey, { grade: '甲级' }], [engineer]], undefined],
    ['the other way of its first line', nested, [[design], [engineer]], undefined],
    [
      'its first line in too low a grade',
      nested,
      [[survey, { grade: '丙级' }], [engineer]],
      missing,
      `${survey}：乙级 或 ${design}`,
    ],
    ['its second line alone', nested, [[engineer]], missing, `${survey}：乙级 或 ${design}`],
    ['exactly the grade', [need([survey, '乙级'])], [[survey, { grade: '乙级' }]], undefined],
    ['not confirmed by the department', [need(survey)], [[survey, { confirmed: false }]], missing, survey],
    ['valid to the day before', [need(survey)], [[survey, validTo('2026-09-28')]], lapsed, survey],
    ['valid to that very day', [need(survey)], [[survey, validTo('2026-09-29')]], undefined],
    ['valid to the day after', [need(survey)], [[survey, validTo('2026-09-30')]], undefined],
    [
      'one lapsed, the other way in force',
      [need(survey, design)],
      [
        [survey, validTo('2026-09-28')],
        [design, validTo('2026-09-29')],
      ],
      undefined,
    ],
    ['of a suspended service', [need(survey)], [[survey, { suspended: true }]], suspended, survey],
    ['twice, one of them suspended', [need(survey)], [[survey, { suspended: true }], [survey]], undefined],
  ])('%s', (_, required, held, code, named) => {
    const refusal = ineligibility(aDraft({ required, deadline: instant('2026-09-29T17:00') }), agency(held))
    expect([refusal?.code, refusal?.params?.required]).toEqual([code, named])
  })

  test('the refusal names the paragraph, and what is held by that name', () => {
    const asked = aDraft({ required: nested, deadline: instant('2026-09-29T17:00') })
    expect(ineligibility(asked, agency([[survey, { grade: '丙级' }], [engineer]]))).toMatchObject({
      article: art('111', '16'),
      params: { held: '工程勘察资质：丙级' },
    })
    expect(ineligibility(asked, agency([[design, validTo('2026-09-28')], [engineer]]))).toMatchObject({
      article: art('111', '35.2'),
      params: { validTo: '2026-09-28', deadline: '2026-09-29' },
    })
    expect(ineligibility(asked, agency([[design, { suspended: true }], [engineer]]))?.article).toBe(
      art('111', '35'),
    )
  })

  test('the conditions list each line, and one who lost its certificate since does not take part', () => {
    const asked = aDraft({ required: both, deadline: instant('2026-09-29T17:00') })
    const codes = conditionsOf(asked, agency([[survey]])).map((c) => [c.code, c.refusal?.params?.required])
    expect(codes.filter(([code]) => code === missing)).toEqual([
      [missing, undefined],
      [missing, engineer],
    ])
    const lost = aRegistrant(2, {
      services: [aService(), aService({ serviceType: '2.01', qualification: survey })],
    })
    const whole = aRegistrant(1, { services: agency([[survey], [engineer]]).services })
    const { entrants, excluded } = judge([whole, lost], asked)
    expect(entrants.map((e) => e.agency)).toEqual(['agency-1'])
    expect(excluded.map((e) => e.refusal.code)).toEqual([missing])
  })
})

describe(art('111', '15'), () => {
  // 中介服务机构按照自愿申请原则申请入驻中介超市。
  test('an agency that has only applied may not register', () => {
    expect(why(aDraft(), anAgency(1, { status: 'applying' }))).toEqual([
      'agency-not-admitted',
      art('111', '15'),
    ])
  })
})

describe(art('111', '42.1'), () => {
  // 暂停该中介服务机构参与承接中介服务。
  test('an agency suspended for a breach is told until when', () => {
    const suspended = anAgency(1, { status: 'suspended', suspendedUntil: plainDate('2026-12-31') })
    expect(ineligibility(aDraft(), suspended)).toMatchObject({
      ...{ code: 'agency-suspended-for-breach', article: '111/42.1', params: { until: '2026-12-31' } },
    })
  })
})

describe(art('111', '35'), () => {
  // 中介服务机构存在以下情形之一的，中介超市运营机构应暂停其相关服务。
  test('a suspended agency may not register', () => {
    const suspended = anAgency(1, { status: 'suspended' })
    expect(why(aDraft(), suspended)).toEqual(['agency-suspended-from-selection', art('111', '35')])
  })

  test('a suspended service may not be registered for, another one may', () => {
    const services = [aService({ suspended: true }), aService({ serviceType: '3.12' })]
    const agency = anAgency(1, { services })
    expect(why(aDraft(), agency)).toEqual(['service-suspended', art('111', '35')])
    expect(why(aDraft({ serviceType: '3.12' }), agency)).toBeUndefined()
  })
})

describe(art('111', '36'), () => {
  // 被清退出中介超市的中介服务机构…2年内不得申请入驻。
  test('an expelled agency may not register', () => {
    const expelled = anAgency(1, { status: 'expelled' })
    expect(why(aDraft(), expelled)).toEqual(['agency-expelled-from-market', art('111', '36')])
  })
})

describe(art('111', '22.1.1'), () => {
  // 从报名且符合条件的中介服务机构中确定1家作为中选方。
  test.each([
    ['甲级', '乙级', true],
    ['乙级', '乙级', true],
    ['丙级', '乙级', false],
    ['一级', '乙级', false],
    [undefined, '乙级', false],
    ['甲级', undefined, true],
    ['三星级', '三星级', true],
    ['四星', '三星', true],
    ['三星', '四星', false],
  ])('grade %s where %s is required', (held, required, suffices) => {
    expect(gradeSuffices(held, required)).toBe(suffices)
  })

  test('a grade below the one required is refused with both', () => {
    const asked = aDraft({ qualifications: [{ name: '工程监理', grade: '乙级' }] })
    const agency = anAgency(1, { services: [aService({ qualification: '工程监理', grade: '丙级' })] })
    expect(ineligibility(asked, agency)).toMatchObject({
      code: 'grade-too-low',
      params: { required: '工程监理', grade: '乙级', held: '丙级' },
    })
  })

  test('a registrant that was suspended after registering does not take part', () => {
    const { entrants, excluded } = judge([aRegistrant(1), aRegistrant(2, { status: 'suspended' })], aDraft())
    expect(entrants.map((e) => e.agency)).toEqual(['agency-1'])
    expect(excluded.map((e) => [e.agency, e.refusal.code])).toEqual([
      ['agency-2', 'agency-suspended-from-selection'],
    ])
  })
})

describe(art('111', '29.1'), () => {
  // 参与同一项目采购的不同中介服务机构法定代表人或实际控制人为同一人的，应当回避。
  test('all who share a controller stand back, the others stay', () => {
    const registrants = [
      aRegistrant(1, { controllers: ['a', 'x'] }),
      aRegistrant(2, { controllers: ['x'] }),
      aRegistrant(3, { controllers: ['c'] }),
      aRegistrant(4, { controllers: [] }),
      aRegistrant(5, { controllers: ['d', 'd'] }),
    ]
    expect([...sharingControllers(registrants)]).toEqual([registrants[0]!.leaf, registrants[1]!.leaf])
    const { entrants, excluded } = judge(registrants, aDraft())
    expect(entrants.map((e) => e.agency)).toEqual(['agency-3', 'agency-4', 'agency-5'])
    expect(excluded.map((e) => e.refusal.code)).toEqual(['same-controller', 'same-controller'])
  })
})
