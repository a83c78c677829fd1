import { describe, expect, test } from 'vitest'
import { instant, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { ownerFindings } from './findings.ts'
import { type Engagement, unopened } from './state.ts'
import {
  accepted,
  award,
  confirmed,
  contacted,
  contractFiled,
  delivered,
  play,
  type Step,
} from './testing.ts'

const noted = (moment: string): Step => [moment, 'system', { kind: 'note-missed' }]
const keys = (e: Engagement) => ownerFindings(e).map((f) => `${f.key} ${f.article}`)

describe(art('111', '55.5'), () => {
  // 无故不与中选中介服务机构签订服务合同: 15 working days from 28 September 2026, 17:00, end on Friday 23 October.
  test('a contract that is not there when its clock has run out is laid open, with how far it had come', () => {
    const missed = play(contacted, noted('2026-10-24T00:00'))
    expect(ownerFindings(missed)).toMatchObject([
      {
        ...{ key: 'contract', article: art('111', '55.5'), owner: { id: 'owner' } },
        evidence: { due: instant('2026-10-24T00:00'), contactAt: instant('2026-09-29T10:00') },
      },
    ])
  })
  test('not a moment before, and not where it was signed in time', () => {
    expect(() => play(contacted, noted('2026-10-23T23:59:59.999'))).toThrow()
    expect(ownerFindings(play(contacted, contractFiled, confirmed))).toEqual([])
  })
  test('a contact that was missed is the agency’s, not the owner’s', () => {
    expect(keys(play(noted('2026-10-01T00:00')))).toEqual([])
  })
  test('only of the owners of fiscal money', () => {
    const e = play(contacted, noted('2026-10-24T00:00'))
    expect(ownerFindings({ ...e, award: { ...award, money: 'non-fiscal' } })).toEqual([])
    expect(ownerFindings(unopened(award))).toEqual([])
  })
})

describe(art('111', '55.7'), () => {
  // 无故拖欠服务费用或未按选取公告约定超额支付服务费用。
  const planned: Step = [
    '2026-10-12T09:00',
    'owner',
    {
      kind: 'plan-payments',
      instalments: [
        { due: plainDate('2026-10-20'), amount: 20_000_00 },
        { due: plainDate('2026-12-01'), amount: 48_000_00 },
      ],
    },
  ]
  test('an instalment that is not paid on its day, with its sum; the one that is not due is not', () => {
    const e = play(contacted, contractFiled, confirmed, planned, noted('2026-10-21T00:00'))
    expect(ownerFindings(e)).toMatchObject([
      {
        ...{ key: 'payment-1', article: art('111', '55.7') },
        evidence: { instalment: 1, amount: 20_000_00, paid: 0, payableOn: '2026-10-20' },
      },
    ])
  })
  test('more than was announced is a finding; exactly as much is none', () => {
    const pay = (amount: number): Step => [
      '2026-11-06T09:00',
      'owner',
      { kind: 'record-payment', paidOn: plainDate('2026-11-06'), amount, voucher: '1', file: 'voucher' },
    ]
    const run = (announced: number) => {
      const e = play(contacted, contractFiled, confirmed, delivered, accepted, pay(68_000_00))
      return keys({ ...e, award: { ...award, fee: announced } })
    }
    expect(run(68_000_01)).toEqual([])
    expect(run(68_000_00)).toEqual([])
    expect(run(67_999_99)).toEqual(['overpaid 111/55.7'])
  })
})
