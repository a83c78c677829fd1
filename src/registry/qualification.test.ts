import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context, Settings } from '../workflow/index.ts'
import { nextWarning, qualification } from './qualification.ts'
import type { HeldQualification, Qualification, QualificationCommand } from './qualification-state.ts'
import { qualificationWarningDays } from './settings.ts'
import { applicant, aService, clerk, official, system } from './testing.ts'

const ctx = (at: string, rules: Settings = {}, actor: Actor = system): Context => {
  const now = instant(at)
  return { actor, now, today: dateOf(now), calendar: chinaCalendar, rules }
}

const held = (validTo: string, change: Partial<HeldQualification> = {}): HeldQualification =>
  ({
    ...{
      status: 'valid',
      id: 'agency-1:1.06',
      agency: { id: 'agency-1', name: '九江恒信' },
      serviceType: '1.06',
    },
    ...{ certificate: aService({ validTo }), department: 'water', confirmedAt: instant('2025-01-06T10:00') },
    ...{ inMarket: true, warned: [], ...change },
  }) as HeldQualification

const done = (state: Qualification, command: QualificationCommand, at: string): Qualification => {
  const decision = qualification.decide(state, command, ctx(at))
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.state
}
const isDone = (state: Qualification, kind: 'warn' | 'expire', at: string): boolean =>
  qualification.decide(state, { kind }, ctx(at)).ok
const clocks = (state: Qualification, at: string) =>
  qualification.deadlines(state, ctx(at)).map((d) => `${d.action} ${d.who} ${d.due ?? ''}`.trim())

describe(art('111', '35.2'), () => {
  // 资质（资格）失效的，中介超市运营机构应暂停其相关服务。
  test.each([
    ['an ordinary day', '2026-10-20', '2026-10-20T23:59:59.999', '2026-10-21T00:00'],
    ['29 February of a leap year', '2028-02-29', '2028-02-29T23:59:59.999', '2028-03-01T00:00'],
    ['28 February of another', '2027-02-28', '2027-02-28T23:59:59.999', '2027-03-01T00:00'],
    // Spring Festival 2026 is from 15 to 23 February: a certificate ends on a day of rest like on any other.
    ['within Spring Festival', '2026-02-17', '2026-02-17T23:59:59.999', '2026-02-18T00:00'],
    ['on the last day of the year', '2026-12-31', '2026-12-31T23:59:59.999', '2027-01-01T00:00'],
  ])('good through %s, lapsed from the first moment after it', (_, validTo, before, after) => {
    expect(isDone(held(validTo), 'expire', before)).toBe(false)
    const over = done(held(validTo), { kind: 'expire' }, after)
    expect(over).toMatchObject({ status: 'expired', expiredAt: instant(after) })
    expect(qualification.deadlines(held(validTo), ctx(before))[0]).toMatchObject({
      ...{ action: 'expire', due: instant(after), who: 'system', article: '111/35.2' },
    })
  })

  test('the day before, the day, the day after', () => {
    const state = held('2026-10-20', { warned: [60, 30, 7] })
    expect(isDone(state, 'expire', '2026-10-19T12:00')).toBe(false)
    expect(isDone(state, 'expire', '2026-10-20T12:00')).toBe(false)
    expect(isDone(state, 'expire', '2026-10-21T12:00')).toBe(true)
  })

  test('it says so in public, by the moment at which it lapsed, however late the market wakes', () => {
    const decision = qualification.decide(held('2026-10-20'), { kind: 'expire' }, ctx('2026-10-27T09:00'))
    expect(decision).toMatchObject({
      state: { expiredAt: '2026-10-21T00:00:00.000+08:00' },
      facts: [{ kind: 'qualification.expired', visibility: 'public', article: '111/35.2' }],
    })
  })

  test('one without end never lapses, and nothing runs on one whose agency has left', () => {
    expect(clocks(held(''), '2026-10-01T09:00')).toEqual([])
    expect(isDone(held(''), 'expire', '2099-01-01T00:00')).toBe(false)
    expect(clocks(held('2026-10-20', { inMarket: false }), '2026-10-01T09:00')).toEqual([])
  })

  test('nobody lapses one by hand', () => {
    for (const actor of [applicant, clerk, official]) {
      const decision = qualification.decide(
        held('2026-10-20'),
        { kind: 'expire' },
        ctx('2026-11-01T09:00', {}, actor),
      )
      expect(decision).toMatchObject({ ok: false, refusal: { code: 'not-available', article: '111/35.2' } })
    }
    expect(qualification.availableActions(held('2026-10-20'), ctx('2026-11-01T09:00', {}, clerk))).toEqual([])
  })

  test.each([
    ['61 days before', '2026-10-20', [], '2026-08-20', { days: 60, at: '2026-08-21' }],
    ['60 days before', '2026-10-20', [], '2026-08-21', { days: 60, at: '2026-08-21' }],
    ['after the first', '2026-10-20', [60], '2026-08-21', { days: 30, at: '2026-09-20' }],
    ['after the second', '2026-10-20', [60, 30], '2026-09-20', { days: 7, at: '2026-10-13' }],
    ['after all', '2026-10-20', [60, 30, 7], '2026-10-13', undefined],
    ['across 29 February', '2028-03-05', [60, 30], '2028-02-20', { days: 7, at: '2028-02-27' }],
    ['across Spring Festival 2026', '2026-02-24', [60, 30], '2026-02-10', { days: 7, at: '2026-02-17' }],
    ['across the new year', '2027-01-20', [], '2026-10-01', { days: 60, at: '2026-11-21' }],
    ['down on the first day: at once', '2026-10-20', [], '2026-09-01', { days: 60, at: '2026-08-21' }],
    [
      'down over two of them: the nearest alone',
      '2026-10-20',
      [],
      '2026-09-25',
      { days: 30, at: '2026-09-20' },
    ],
    ['entered with 20 days left', '2026-10-20', [], '2026-09-30', { days: 30, at: '2026-09-20' }],
    ['and then the last', '2026-10-20', [30], '2026-09-30', { days: 7, at: '2026-10-13' }],
    ['entered on its last day', '2026-10-20', [], '2026-10-20', { days: 7, at: '2026-10-13' }],
  ])('the next warning: %s', (_, validTo, warned, today, expected) => {
    const next = nextWarning(plainDate(validTo), warned, [60, 30, 7], plainDate(today))
    expect(next && { ...next, at: dateOf(next.at) }).toEqual(expected)
  })

  test('warned 60, 30 and 7 days ahead, each once; the desk shows it from the first', () => {
    const state = held('2026-10-20')
    expect(clocks(state, '2026-08-01T09:00')).toEqual([
      'expire system 2026-10-21T00:00:00.000+08:00',
      'warn system 2026-08-21T00:00:00.000+08:00',
    ])
    expect(isDone(state, 'warn', '2026-08-20T23:59:59.999')).toBe(false)
    const first = done(state, { kind: 'warn' }, '2026-08-21T00:00')
    expect(isDone(first, 'warn', '2026-08-21T00:00:01')).toBe(false)
    expect(clocks(first, '2026-08-21T00:00')).toEqual([
      'expire system 2026-10-21T00:00:00.000+08:00',
      'warn system 2026-09-20T00:00:00.000+08:00',
      'renew agency-1 2026-10-21T00:00:00.000+08:00',
    ])
    const second = done(first, { kind: 'warn' }, '2026-09-20T00:00')
    const third = done(second, { kind: 'warn' }, '2026-10-13T00:00')
    expect((third as HeldQualification).warned).toEqual([60, 30, 7])
    expect(isDone(third, 'warn', '2026-10-20T23:00')).toBe(false)
  })

  test('no warning of what has ended already', () => {
    expect(isDone(held('2026-10-20'), 'warn', '2026-10-20T23:59:59.999')).toBe(true)
    expect(isDone(held('2026-10-20'), 'warn', '2026-10-21T00:00')).toBe(false)
    expect(clocks(held('2026-10-20'), '2026-10-21T00:00')).toEqual([
      'expire system 2026-10-21T00:00:00.000+08:00',
    ])
  })

  test('the fact says how many days are left, to the parties', () => {
    const decision = qualification.decide(held('2026-10-20'), { kind: 'warn' }, ctx('2026-09-30T09:00'))
    expect(decision).toMatchObject({
      facts: [{ visibility: 'parties', body: { left: 20, validTo: '2026-10-20' } }],
    })
  })

  test('the days are a setting', () => {
    const rules = { [qualificationWarningDays.key]: [90] }
    const found = qualification.deadlines(held('2026-10-20'), ctx('2026-07-01T09:00', rules))
    expect(found.map((d) => d.due)).toContain('2026-07-22T00:00:00.000+08:00')
    expect(qualificationWarningDays.default).toEqual([60, 30, 7])
  })
})

describe(art('111', '35.4'), () => {
  // 暂停后，中介服务机构需重新提交有效资质等材料，并经中介超市运营机构核准，方可开展相关服务。
  const lapsed = () => done(held('2026-10-20'), { kind: 'expire' }, '2026-10-21T00:00')
  const fresh: QualificationCommand = {
    ...{ kind: 'enter', certificate: aService({ number: '新证', validTo: '2029-10-20' }) },
    ...{ department: 'water', confirmedAt: instant('2026-11-02T10:00') },
  }

  test('a lapsed one comes back by a fresh certificate, with its warnings before it', () => {
    const decision = qualification.decide(lapsed(), fresh, ctx('2026-11-03T10:00'))
    expect(decision).toMatchObject({
      state: { status: 'valid', warned: [], certificate: { number: '新证' } },
      facts: [{ kind: 'qualification.restored', article: '111/35.4', visibility: 'public' }],
    })
  })

  test('until then the agency’s desk says so, without an end', () => {
    expect(clocks(lapsed(), '2026-10-25T09:00')).toEqual(['renew agency-1'])
  })

  test('one that is renewed in time is no restoration; the first is an entry', () => {
    expect(qualification.decide(held('2026-10-20'), fresh, ctx('2026-10-01T10:00'))).toMatchObject({
      facts: [{ kind: 'qualification.renewed' }],
    })
    const begun: Qualification = {
      ...{
        status: 'new',
        id: 'agency-1:1.06',
        agency: { id: 'agency-1', name: '九江恒信' },
        serviceType: '1.06',
      },
    }
    expect(qualification.decide(begun, fresh, ctx('2026-10-01T10:00'))).toMatchObject({
      facts: [{ kind: 'qualification.entered', article: '111/16' }],
    })
  })

  test('nobody enters one but the change that takes effect', () => {
    expect(qualification.decide(lapsed(), fresh, ctx('2026-11-03T10:00', {}, applicant)).ok).toBe(false)
  })
})
