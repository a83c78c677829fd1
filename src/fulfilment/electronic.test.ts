import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { clocksOf } from './clocks.ts'
import { contractParts } from './contract-sheet.ts'
import { deadlines } from './deadlines.ts'
import { decide } from './engagement.ts'
import { type ContractDraft, contractOf, type Engagement } from './state.ts'
import { at, by, play, type Step, terms } from './testing.ts'

const code = (e: Engagement, [moment, side, command]: Step) => {
  const decision = decide(e, command, at(moment, by(side)))
  return decision.ok ? undefined : decision.refusal.code
}
const same = {
  ...{ fee: terms.fee, days: terms.days, scope: terms.scope, paymentTerms: terms.paymentTerms },
  ...{ commitment: '成果一次通过评审，逾期每日按千分之一扣减。' },
}
const drafted = (
  change: Partial<ContractDraft['terms']> = {},
  explanations: ContractDraft['explanations'] = [],
  moment = '2026-10-09T10:00',
  side: 'agency' | 'owner' = 'agency',
): Step => [moment, side, { kind: 'draft-contract', ...same, ...change, explanations }]
const signed = (side: 'agency' | 'owner', draft = 1, moment = '2026-10-10T15:00'): Step => [
  ...([moment, side] as const),
  { kind: 'sign-contract', draft },
]
const concluded = [drafted(), signed('agency'), signed('owner')]
const cheaper = { field: 'fee', text: '减少一次现场踏勘' } as const

describe(art('111', '32.2'), () => {
  // 可办理CA证书签订电子合同……电子合同等电子资料与纸质资料具有同等效力。
  test('both sign the same draft; then it is the contract, filed and confirmed, as good as paper', () => {
    const e = play(...concluded)
    expect([e.status, e.contractDraft]).toEqual(['contracted', undefined])
    expect(contractOf(e)).toMatchObject({
      ...{ fee: terms.fee, signedOn: '2026-10-10', confirmedAt: '2026-10-10T15:00:00.000+08:00' },
      ...{ file: { name: 'signed.pdf' }, differences: [] },
      electronic: { signatures: { agency: { name: '王建国' }, owner: { name: '王建国' } } },
    })
  })

  test('one signature is no contract; nobody signs twice; who is waited for', () => {
    const e = play(drafted(), signed('agency'))
    expect(e.status).toBe('awarded')
    expect(code(e, signed('agency'))).toBe('signed-already')
    const waits = deadlines(e, at('2026-10-10T15:00', by('system'))).filter(
      (d) => d.action === 'sign-contract',
    )
    expect(waits.map((d) => d.who)).toEqual(['owner'])
    expect(code(play(), signed('owner'))).toBe('no-contract-draft')
  })

  test('a new draft voids what was signed on the old one', () => {
    const e = play(
      drafted(),
      signed('agency'),
      drafted({ fee: 67_000_00 }, [cheaper], '2026-10-10T16:00', 'owner'),
    )
    expect(e.contractDraft).toMatchObject({ number: 2, by: 'owner', signatures: {} })
    expect(code(e, signed('agency', 1))).toBe('draft-replaced')
    expect(code(e, signed('agency', 2))).toBeUndefined()
  })

  test('whoever is neither legal representative nor authorised agent does not bind a party', () => {
    const actor = { ...by('agency'), roles: ['member', 'admin'] } as ReturnType<typeof by>
    const decision = decide(
      play(drafted()),
      { kind: 'sign-contract', draft: 1 },
      at('2026-10-10T15:00', actor),
    )
    expect(decision.ok || decision.refusal).toMatchObject({
      ...{ code: 'not-entitled-to-sign', article: art('111', '19.1') },
    })
  })

  test('changed by another contract: a version of its own, the time limit from the first signing', () => {
    const e = play(
      ...concluded,
      drafted(
        { days: 40 },
        [{ field: 'time-limit', text: '业主推迟提供地形图' }],
        '2026-10-20T10:00',
        'owner',
      ),
      signed('owner', 2, '2026-10-20T11:00'),
      signed('agency', 2, '2026-10-21T09:00'),
    )
    expect(e.contracts.map((c) => [c.days, c.electronic?.change])).toEqual([
      [30, false],
      [40, true],
    ])
    const clock = clocksOf(e, at('2026-10-21T09:00', by('system')).calendar).find(
      (c) => c.name === 'deliverable',
    )
    expect(clock?.lastDay).toBe('2026-11-19')
  })

  test('the document says what was announced, what was agreed on, and why', () => {
    const e = play(drafted({ fee: 67_000_00 }, [cheaper]), signed('agency'))
    const by = { person: 'p', name: '王建国', at: e.award.issuedAt }
    const text = JSON.stringify(
      contractParts(e, e.contractDraft!, { agency: by, owner: by }, plainDate('2026-10-10')),
    )
    for (const part of [
      '¥67,000.00',
      '公告：¥68,000.00',
      '说明：减少一次现场踏勘',
      '同等效力',
      'ZX-2026-0017',
    ])
      expect(text).toContain(part)
  })

  test.each([
    ['before the contract', '2026-10-09', 'invoice-day-wrong'],
    ['on its day', '2026-10-10', undefined],
    ['today', '2026-10-12', undefined],
    ['tomorrow', '2026-10-13', 'invoice-day-wrong'],
  ])('an invoice of the day %s', (_, issuedOn, expected) => {
    expect(code(play(...concluded), invoiced(1, '24362000000012345678', issuedOn))).toBe(expected)
  })
})

const invoiced = (amount: number, number = '24362000000012345678', on = '2026-10-12'): Step => [
  ...(['2026-10-12T09:00', 'agency'] as const),
  { kind: 'record-invoice', number, amount, issuedOn: plainDate(on) },
]

describe(art('111', '33.3'), () => {
  // 如实向项目业主做出质量、时限等承诺。
  test('the contract holds what the agency promises; without it there is none', () => {
    expect(code(play(), drafted({ commitment: ' ' }))).toBe('promise-missing')
    expect(contractOf(play(...concluded)).electronic?.commitment).toContain('一次通过评审')
  })
})

describe(art('111', '33.4'), () => {
  // 必须按照约定收取服务报酬，不得向项目业主及其他关联方额外收取费用。
  test.each([
    ['one 分 below the fee', 67_999_99, undefined],
    ['exactly the fee', 68_000_00, undefined],
    ['one 分 above', 68_000_01, 'invoice-above-contract'],
  ])('an invoice of %s', (_, amount, expected) => {
    expect(code(play(...concluded), invoiced(amount))).toBe(expected)
  })

  test('all invoices together never pass the fee, and each has its own number', () => {
    const e = play(...concluded, invoiced(68_000_00))
    expect(code(e, invoiced(1, '24362000000012345679'))).toBe('invoice-above-contract')
    expect(code(e, invoiced(1))).toBe('invoice-recorded')
  })

  test('the owner reports what was charged beyond the contract; it stays on record', () => {
    const report: Step = [
      '2026-10-12T09:00',
      'owner',
      { kind: 'report-charge', amount: 500_00, text: '另收资料费' },
    ]
    expect(code(play(), report)).toBe('not-available')
    expect(play(...concluded, report).charges).toMatchObject([{ amount: 500_00, text: '另收资料费' }])
    expect(code(play(...concluded), ['2026-10-12T09:00', 'agency', report[2]])).toBe('not-permitted')
  })
})

describe(art('111', '33.5'), () => {
  test.each([
    ['as announced', {}, [], undefined],
    ['cheaper without a word', { fee: 67_000_00 }, [], 'difference-unexplained'],
    ['cheaper with a blank', { fee: 67_000_00 }, [{ field: 'fee', text: ' ' }], 'difference-unexplained'],
    ['cheaper and longer, one explained', { fee: 67_000_00, days: 40 }, [cheaper], 'difference-unexplained'],
    ['cheaper, explained', { fee: 67_000_00 }, [cheaper], undefined],
  ] as [string, Partial<ContractDraft['terms']>, ContractDraft['explanations'], string | undefined][])(
    'a contract %s',
    (_, change, explanations, expected) => {
      expect(code(play(), drafted(change, explanations))).toBe(expected)
    },
  )
})

describe(art('111', '12'), () => {
  const paid: Step = [
    ...(['2026-10-12T09:00', 'owner'] as const),
    {
      kind: 'record-payment',
      ...{ paidOn: plainDate('2026-10-12'), amount: 34_000_00, voucher: 'V-1', file: 'voucher' },
    },
  ]
  test.each([
    ['one 分 below what was paid', 33_999_99, 'fee-below-paid'],
    ['exactly what was paid', 34_000_00, undefined],
  ])('a change to %s', (_, fee, expected) => {
    expect(code(play(...concluded, paid), drafted({ fee }, [cheaper], '2026-10-13T09:00'))).toBe(expected)
  })

  test('a change of the fee asks for another plan', () => {
    const plan: Step = [
      ...(['2026-10-12T09:00', 'owner'] as const),
      { kind: 'plan-payments', instalments: [{ due: plainDate('2026-12-01'), amount: 68_000_00 }] },
    ]
    const waits = (e: Engagement) =>
      deadlines(e, at('2026-10-14T09:00', by('system'))).some((d) => d.action === 'plan-payments')
    expect(waits(play(...concluded, plan))).toBe(false)
    const changed = play(
      ...[...concluded, plan, drafted({ fee: 67_000_00 }, [cheaper], '2026-10-13T09:00')],
      ...[signed('agency', 2, '2026-10-13T10:00'), signed('owner', 2, '2026-10-13T11:00')],
    )
    expect(waits(changed)).toBe(true)
  })
})
