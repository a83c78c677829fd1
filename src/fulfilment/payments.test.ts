import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { deadlines } from './deadlines.ts'
import { decide } from './engagement.ts'
import { instalmentsOf, leftOf, paidOf, yuan } from './payments.ts'
import type { Award, Engagement } from './state.ts'
import { accepted, at, by, confirmed, contractFiled, delivered, play, type Step, terms } from './testing.ts'

// The contract of these tests: signed on 2026-10-10 for 68,000.00 yuan.

const code = (e: Engagement, [moment, side, command]: Step) => {
  const decision = decide(e, command, at(moment, by(side)))
  return decision.ok ? undefined : decision.refusal.code
}
const paid = (amount: number, voucher = 'V-1', on = '2026-10-12', moment = `${on}T15:00`): Step => [
  ...([moment, 'owner'] as const),
  { kind: 'record-payment', paidOn: plainDate(on), amount, voucher, file: 'voucher' },
]
const planned = (...instalments: [due: string, amount: number][]): Step => [
  ...(['2026-10-12T09:00', 'owner'] as const),
  {
    kind: 'plan-payments',
    instalments: instalments.map(([due, amount]) => ({ due: plainDate(due), amount })),
  },
]
const due = (e: Engagement, action: string) =>
  deadlines(e, at('2026-10-12T09:00', by('system')))
    .filter((d) => d.action === action)
    .map((d) => `${d.who} ${d.due?.slice(0, 16)}`)
const settled = play(contractFiled, confirmed)

describe(art('111', '12'), () => {
  // 凭财政性资金项目合同和中选通知书支付中介服务费，或拨付所需经费由项目业主自行支付。
  test('without a contract that both stand by nothing is paid', () => {
    expect(code(play(), paid(1))).toBe('not-available')
    expect(code(play(contractFiled), paid(1))).toBe('contract-not-confirmed')
    expect(code(settled, paid(1))).toBeUndefined()
  })

  test('the record names the contract and the award notice on which it was paid', () => {
    const decision = decide(settled, paid(34_000_00)[2], at('2026-10-12T15:00', by('owner')))
    expect(decision.ok && decision.facts.map((f) => f.body)).toMatchObject([
      { amount: 34_000_00, left: '34000.00', notice: 'ZX-2026-0017', contract: 'ab'.repeat(32), by: 'owner' },
    ])
  })

  test.each([
    ['one 分 below', 67_999_99, undefined],
    ['exactly the fee', 68_000_00, undefined],
    ['one 分 above', 68_000_01, 'payment-above-contract'],
  ])('in one sum, %s', (_, amount, expected) => {
    expect(code(settled, paid(amount))).toBe(expected)
  })

  test.each([
    ['one 分 below', 33_999_99, undefined],
    ['exactly what is left', 34_000_00, undefined],
    ['one 分 above', 34_000_01, 'payment-above-contract'],
  ])('after half of it, %s', (_, amount, expected) => {
    expect(code(play(contractFiled, confirmed, paid(34_000_00)), paid(amount, 'V-2'))).toBe(expected)
  })

  test('paid in full: nothing more, until a mistake is struck out', () => {
    const full = play(contractFiled, confirmed, paid(68_000_00))
    expect([paidOf(full), leftOf(full)]).toEqual([68_000_00, 0])
    expect(code(full, paid(1, 'V-2'))).toBe('paid-in-full-already')
    const struck = play(contractFiled, confirmed, paid(68_000_00), [
      ...(['2026-10-13T09:00', 'owner'] as const),
      { kind: 'strike-payment', payment: 1, reason: '金额登记错误' },
    ])
    expect([paidOf(struck), struck.payments.length]).toEqual([0, 1])
    expect(code(struck, paid(68_000_00))).toBeUndefined()
    expect(
      code(struck, ['2026-10-13T10:00', 'owner', { kind: 'strike-payment', payment: 1, reason: '无' }]),
    ).toBe('no-such-payment')
  })

  test('one voucher is recorded once', () => {
    expect(code(play(contractFiled, confirmed, paid(1_00)), paid(1_00))).toBe('voucher-recorded')
  })

  test.each([
    ['the day before the contract was signed', '2026-10-09', 'paid-before-contract'],
    ['the day of signing', '2026-10-10', undefined],
    ['today', '2026-10-12', undefined],
    ['tomorrow', '2026-10-13', 'paid-in-future'],
  ])('paid on %s', (_, on, expected) => {
    expect(code(settled, paid(1_00, 'V-1', on, '2026-10-12T15:00'))).toBe(expected)
  })

  test('the finance authority pays by itself, and strikes out only what it recorded', () => {
    const direct: Step = [
      ...(['2026-10-12T15:00', 'finance'] as const),
      {
        kind: 'record-payment',
        ...{ paidOn: plainDate('2026-10-12'), amount: 68_000_00, voucher: 'K-1', file: 'receipt' },
      },
    ]
    const e = play(contractFiled, confirmed, direct)
    expect(e.payments[0]).toMatchObject({ by: 'finance', amount: 68_000_00 })
    expect(code(e, ['2026-10-12T16:00', 'owner', { kind: 'strike-payment', payment: 1, reason: '无' }])).toBe(
      'no-such-payment',
    )
    expect(code(settled, [...(['2026-10-12T15:00', 'agency'] as const), direct[2]])).toBe('not-permitted')
  })

  test.each([
    ['one 分 short', [['2026-10-30', 67_999_99]], 'plan-does-not-add-up'],
    ['the whole fee', [['2026-10-30', 68_000_00]], undefined],
    [
      'one 分 too much',
      [
        ['2026-10-30', 34_000_00],
        ['2026-11-30', 34_000_01],
      ],
      'plan-does-not-add-up',
    ],
    ['before the signing', [['2026-10-09', 68_000_00]], 'plan-out-of-order'],
    ['on the day of signing', [['2026-10-10', 68_000_00]], undefined],
    [
      'backwards',
      [
        ['2026-11-30', 34_000_00],
        ['2026-10-30', 34_000_00],
      ],
      'plan-out-of-order',
    ],
  ] as [string, [string, number][], string | undefined][])('a plan of %s', (_, instalments, expected) => {
    expect(code(settled, planned(...instalments))).toBe(expected)
  })

  test('payments fill the instalments in order', () => {
    const e = play(
      ...[contractFiled, confirmed, planned(['2026-10-30', 20_000_00], ['2026-12-31', 48_000_00])],
      paid(30_000_00),
    )
    expect(instalmentsOf(e).map((i) => [i.number, i.paid, i.by?.number])).toEqual([
      [1, 20_000_00, 1],
      [2, 10_000_00, undefined],
    ])
    expect(due(e, 'record-payment')).toEqual(['owner 2027-01-01T00:00'])
  })

  test('due on a Saturday: until the end of the Monday after it', () => {
    const e = play(contractFiled, confirmed, planned(['2026-10-31', 68_000_00]))
    expect(due(e, 'record-payment')).toEqual(['owner 2026-11-03T00:00'])
  })

  test('what has fallen due is not put off by a new plan; what has not may be', () => {
    const e = play(contractFiled, confirmed, planned(['2026-10-12', 20_000_00], ['2026-12-31', 48_000_00]))
    const anew = (moment: string, ...instalments: [string, number][]) =>
      code(e, [moment, 'owner', planned(...instalments)[2]])
    const later: [string, number][] = [
      ['2026-10-20', 20_000_00],
      ['2026-12-31', 48_000_00],
    ]
    expect(anew('2026-10-12T23:59:59.999', ...later)).toBeUndefined()
    expect(anew('2026-10-13T00:00', ...later)).toBe('instalment-fallen-due')
    expect(anew('2026-10-13T00:00', ['2026-10-12', 20_000_00], ['2027-01-31', 48_000_00])).toBeUndefined()
  })

  test('no day agreed on: thirty days from completion, Thursday 2026-11-05, end on Saturday: Monday 2026-12-07', () => {
    const e = play(contractFiled, confirmed, delivered, accepted)
    expect(e.plans).toMatchObject([
      { byDefault: true, instalments: [{ due: '2026-12-07', amount: terms.fee }] },
    ])
    expect(due(e, 'record-payment')).toEqual(['owner 2026-12-08T00:00'])
    expect(code(e, planned(['2026-12-31', 68_000_00]))).toBe('not-available')
  })
})

describe(art('111', '55.7'), () => {
  // 无故拖欠服务费用或未按选取公告约定超额支付服务费用。
  const late = play(contractFiled, confirmed, planned(['2026-10-30', 68_000_00]))
  const note: Step[2] = { kind: 'note-missed' }

  test.each([
    ['the last moment of the day', '2026-10-30T23:59:59.999', 'no-clock-due'],
    ['the end of it', '2026-10-31T00:00', undefined],
  ])('unpaid at %s', (_, moment, expected) => {
    expect(code(late, [moment, 'system', note])).toBe(expected)
  })

  test('found by the clock, noted once, and then on the desk of the finance authority too', () => {
    expect(due(late, 'urge-payment')).toEqual([])
    const steps: Step[] = [planned(['2026-10-30', 68_000_00]), ['2026-10-31T00:00', 'system', note]]
    const e = play(contractFiled, confirmed, ...steps)
    expect(e.possibleBreaches).toMatchObject([
      {
        clock: 'payment',
        instalment: 1,
        articles: [art('111', '55.7')],
        due: '2026-10-31T00:00:00.000+08:00',
      },
    ])
    expect(code(e, ['2026-11-02T00:00', 'system', note])).toBe('no-clock-due')
    expect(due(e, 'urge-payment')).toEqual(['finance 2026-10-31T00:00'])
    expect(
      code(e, ['2026-11-02T09:00', 'finance', { kind: 'urge-payment', text: '请尽快支付' }]),
    ).toBeUndefined()
    const paidLate = play(contractFiled, confirmed, ...steps, paid(68_000_00, 'V-1', '2026-11-02'))
    expect(due(paidLate, 'urge-payment')).toEqual([])
    expect(
      code(paidLate, ['2026-11-02T17:00', 'finance', { kind: 'urge-payment', text: '请尽快支付' }]),
    ).toBe('nothing-overdue')
  })

  test('an owner whose money is not fiscal is not what 55.7 speaks of; the clock stays on his desk', () => {
    const { finance: _, ...award } = late.award
    const own: Engagement = { ...late, award: { ...award, money: 'non-fiscal' } satisfies Award }
    expect(code(own, ['2026-10-31T00:00', 'system', note])).toBe('no-clock-due')
    expect(due(own, 'record-payment')).toEqual(['owner 2026-10-31T00:00'])
  })

  test('fiscal money above the announcement is said aloud: exactly as announced is not', () => {
    const dearer: Step = [
      ...(['2026-10-10T15:00', 'agency'] as const),
      { kind: 'file-contract', file: 'contract', ...terms, fee: 69_000_00 },
    ]
    const announced = (amount: number) => {
      const decision = decide(play(dearer, confirmed), paid(amount)[2], at('2026-10-12T15:00', by('owner')))
      return decision.ok && decision.facts[0]?.body.announced
    }
    expect(announced(68_000_00)).toBeUndefined()
    expect(announced(68_000_01)).toBe('68000.00')
  })
})

test('分 as 元', () => {
  expect([0, 5, 100, 6_800_050].map(yuan)).toEqual(['0.00', '0.05', '1.00', '68000.50'])
})
