import { describe, expect, test } from 'vitest'
import { chinaCalendar, instant, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { feeRegister, practiceRecord, timeRegister } from './registers.ts'
import { accepted, confirmed, contacted, contractFiled, delivered, play, type Step } from './testing.ts'

const planned: Step = [
  '2026-10-12T09:00',
  'owner',
  {
    kind: 'plan-payments',
    instalments: [
      { due: plainDate('2026-10-20'), amount: 20_000_00, note: '预付' },
      { due: plainDate('2026-11-20'), amount: 48_000_00 },
    ],
  },
]
const paid: Step = [
  '2026-10-20T10:00',
  'owner',
  {
    kind: 'record-payment',
    paidOn: plainDate('2026-10-20'),
    amount: 20_000_00,
    voucher: 'P-1',
    file: 'voucher',
  },
]
const struck: Step = ['2026-10-21T10:00', 'owner', { kind: 'strike-payment', payment: 1, reason: '录重' }]
const told: Step = [
  '2026-10-11T10:00',
  'agency',
  { kind: 'tell-materials', items: [{ name: '地形图', basis: '技术规范第 3 章' }] },
]
const returned: Step = ['2026-11-04T10:00', 'owner', { kind: 'return-deliverable', reasons: '缺附图。' }]
const again: Step = ['2026-11-05T10:00', 'agency', { kind: 'upload-deliverable', file: 'report' }]

describe(art('111', '34'), () => {
  // 中介服务机构应当严格执行收费登记制、限时办结制、服务承诺制等制度规定，并做好执业记录。
  test('收费登记制: agreed, planned, paid and struck out, by day', () => {
    const e = play(contacted, contractFiled, confirmed, planned, paid, struck)
    expect(feeRegister(e).map(({ on, what, amount, number }) => [on, what, amount, number])).toEqual([
      ['2026-10-10', 'contract', 68_000_00, '1'],
      ['2026-10-20', 'instalment', 20_000_00, '1'],
      ['2026-10-20', 'payment', 20_000_00, 'P-1'],
      ['2026-10-21', 'struck', -20_000_00, 'P-1'],
      ['2026-11-20', 'instalment', 48_000_00, '2'],
    ])
  })

  test('an invoice and a charge beyond the contract stand in it too', () => {
    const e = play(
      contacted,
      contractFiled,
      confirmed,
      [
        '2026-10-12T09:00',
        'agency',
        {
          kind: 'record-invoice',
          number: '26360000001',
          amount: 68_000_00,
          issuedOn: plainDate('2026-10-12'),
        },
      ],
      ['2026-10-13T09:00', 'owner', { kind: 'report-charge', amount: 500_00, text: '另收复印费。' }],
    )
    expect(feeRegister(e).slice(1)).toEqual([
      { on: '2026-10-12', what: 'invoice', amount: 68_000_00, number: '26360000001' },
      { on: '2026-10-13', what: 'charge', amount: 500_00, number: '1', note: '另收复印费。' },
    ])
  })

  // Contact within two working days of Monday 28 September: until Wednesday 30, 24:00; the contract until 26 October.
  test.each([
    ['a minute before the end', '2026-09-30T23:59', 'running'],
    ['at 24:00', '2026-10-01T00:00', 'overdue'],
  ])('限时办结制: no contact, %s', (_, now, standing) => {
    expect(timeRegister(play(), chinaCalendar, instant(now))[0]).toMatchObject({
      ...{ clock: 'contact', due: '2026-10-01T00:00:00.000+08:00', standing },
    })
  })

  test('限时办结制: what was kept and what came late', () => {
    const late: Step = ['2026-10-08T09:00', 'agency', contacted[2]]
    expect(timeRegister(play(late), chinaCalendar)[0]).toMatchObject({ standing: 'late' })
    expect(timeRegister(play(contacted), chinaCalendar)[0]).toMatchObject({ standing: 'kept' })
  })

  test('执业记录: each thing that the paragraph names', () => {
    const record = practiceRecord(
      play(contacted, contractFiled, confirmed, told, delivered, returned, again, [
        '2026-11-06T16:00',
        'owner',
        accepted[2],
      ]),
    )
    expect(record).toMatchObject({
      matter: '修水县渣津镇河道整治工程水土保持方案编制',
      requirements: ['编制水土保持方案报告书，送审并修改至批复。', '缺附图。'],
      fee: { amount: 68_000_00 },
      payment: '验收后 10 个工作日内一次付清。',
      norms: ['地形图：技术规范第 3 章'],
    })
    expect(record.performed.map((line) => line.what)).toEqual([
      ...['contact', 'contract', 'materials-told', 'delivered', 'returned', 'delivered', 'accepted'],
    ])
  })

  test('before the contract: what was announced', () => {
    expect(practiceRecord(play())).toMatchObject({
      payment: '',
      norms: [],
      performed: [],
      fee: { amount: 68_000_00 },
    })
  })
})
