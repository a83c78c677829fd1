import { describe, expect, test } from 'vitest'
import { chinaCalendar, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { decide } from './engagement.ts'
import { type NoticeCode, noticeTexts } from './notice-words.ts'
import { noticesOf } from './notices.ts'
import { unopened } from './state.ts'
import {
  accepted,
  at,
  award,
  by,
  confirmed,
  contacted,
  contractFiled,
  delivered,
  type Step,
  terms,
} from './testing.ts'

const drafted: Step = [
  '2026-10-10T14:00',
  'agency',
  {
    ...({ kind: 'draft-contract', fee: terms.fee, days: terms.days, scope: terms.scope } as const),
    ...{ paymentTerms: terms.paymentTerms, commitment: '质量合格', explanations: [] },
  },
]

const paid: Step = [
  '2026-10-13T10:00',
  'owner',
  {
    ...({ kind: 'record-payment', paidOn: plainDate('2026-10-13') } as const),
    ...{ amount: 68_000_00, voucher: 'V-1', file: 'voucher' },
  },
]

/** The messages of a whole run, as `code → organisations`. */
function told(...steps: Step[]) {
  let e = unopened(award)
  const plans = []
  for (const [moment, side, command] of [[award.issuedAt, 'system', { kind: 'open' }] as Step, ...steps]) {
    const decision = decide(e, command, at(moment, by(side)))
    if (!decision.ok) throw new Error(`${command.kind}: ${decision.refusal.code}`)
    e = decision.state
    for (const fact of decision.facts) {
      plans.push(...noticesOf(e, fact.kind.replace('engagement.', '') as never, fact.body, chinaCalendar))
    }
  }
  return plans
}

const straight: Step[] = [
  contacted,
  ['2026-09-29T11:00', 'owner', { kind: 'confirm-contact' }],
  contractFiled,
  ['2026-10-11T08:00', 'owner', { kind: 'confirm-contract' }],
  delivered,
  ['2026-11-04T10:00', 'owner', { kind: 'return-deliverable', reasons: '缺少附图' }],
  ['2026-11-04T17:00', 'agency', { kind: 'upload-deliverable', file: 'report' }],
  accepted,
  ['2026-11-06T09:00', 'owner', { kind: 'rate', stars: 9 }],
  ['2026-11-06T09:00', 'agency', { kind: 'rate-operator', stars: 9 }],
]

describe('who is told what', () => {
  test('the straight run', () => {
    expect(told(...straight).map((p) => `${p.code} → ${p.to.join(', ')}`)).toEqual([
      'awarded-agency → agency',
      'awarded-owner → owner',
      'contact-recorded → owner',
      'contract-filed → owner',
      'contract-confirmed → agency',
      'deliverable-uploaded → owner',
      'deliverable-returned → agency',
      'deliverable-uploaded → owner',
      'completed-owner → owner',
      'completed-agency → agency',
      'payment-due → owner, agency',
      'rated → agency',
      'rated → operator',
    ])
  })

  test('what goes wrong', () => {
    const plans = told(
      ['2026-09-29T09:00', 'system', { kind: 'remind' }],
      contacted,
      ['2026-09-29T11:00', 'owner', { kind: 'deny-contact', reason: '无人来电' }],
      ['2026-10-01T00:00', 'system', { kind: 'note-missed' }],
      ['2026-10-10T15:00', 'agency', { kind: 'file-contract', file: 'contract', ...terms, fee: 70_000_00 }],
      delivered,
    )
    expect(plans.map((p) => `${p.code} → ${p.to.join(', ')}`)).toEqual([
      'awarded-agency → agency',
      'awarded-owner → owner',
      'reminded → agency',
      'contact-recorded → owner',
      'contact-denied → agency',
      'possible-breach → agency, operator',
      'contract-filed → owner',
      'contract-differs → operator',
      'deliverable-uploaded → owner',
    ])
  })

  test('a default tells both', () => {
    const plans = told(contractFiled, delivered, accepted, ['2026-11-13T00:00', 'system', { kind: 'close' }])
    expect(plans.at(-1)).toMatchObject({
      code: 'default-rated',
      to: ['agency', 'owner'],
      params: { stars: 8 },
    })
  })

  test('every message fills every place of its text, in both languages', () => {
    const plans = [
      ...told(...straight),
      ...told(
        ['2026-09-29T09:00', 'system', { kind: 'remind' }],
        contacted,
        ['2026-09-29T11:00', 'owner', { kind: 'deny-contact', reason: '无人来电' }],
        ['2026-10-24T00:00', 'system', { kind: 'note-missed' }],
        ['2026-10-26T15:00', 'agency', { kind: 'file-contract', file: 'contract', ...terms, fee: 70_000_00 }],
        delivered,
        accepted,
        ['2026-11-13T00:00', 'system', { kind: 'close' }],
      ),
      ...told(
        contractFiled,
        ['2026-10-10T16:00', 'agency', { kind: 'tell-materials', items: [] }],
        confirmed,
        [
          '2026-10-12T09:00',
          'owner',
          { kind: 'plan-payments', instalments: [{ due: plainDate('2026-10-12'), amount: terms.fee }] },
        ],
        ['2026-10-13T00:00', 'system', { kind: 'note-missed' }],
        ['2026-10-13T09:00', 'finance', { kind: 'urge-payment', text: '请尽快支付' }],
        paid,
        ['2026-10-13T11:00', 'owner', { kind: 'strike-payment', payment: 1, reason: '金额登记错误' }],
        delivered,
        [
          '2026-11-04T10:00',
          'department',
          { kind: 'refuse-recognition', reasons: '缺少论证', basis: 'GB 50433', file: 'opinion' },
        ],
        ['2026-11-04T11:00', 'agency', { kind: 'answer-non-recognition', number: 1, text: '见附件' }],
        ['2026-11-04T12:00', 'department', { kind: 'withdraw-non-recognition', number: 1, reason: '已补充' }],
      ),
      ...told(
        drafted,
        ['2026-10-10T15:00', 'agency', { kind: 'sign-contract', draft: 1 }],
        ['2026-10-10T16:00', 'owner', { kind: 'sign-contract', draft: 1 }],
        [
          '2026-10-10T17:00',
          'agency',
          {
            ...({ kind: 'record-invoice', number: '24362000000012345678', amount: 1 } as const),
            issuedOn: plainDate('2026-10-10'),
          },
        ],
        ['2026-10-10T18:00', 'owner', { kind: 'report-charge', amount: 1, text: '另收资料费' }],
      ),
      ...told(
        ['2026-10-10T15:00', 'agency', { kind: 'file-contract', file: 'contract', ...terms, fee: 70_000_00 }],
        confirmed,
        [paid[0], 'owner', { ...paid[2], amount: 70_000_00 } as Step[2]],
      ),
    ]
    expect(new Set(plans.map((p) => p.code))).toEqual(new Set(Object.keys(noticeTexts) as NoticeCode[]))
    for (const { code, params } of plans) {
      const { subject, body } = noticeTexts[code]
      for (const text of [subject.zh, subject.en, body.zh, body.en]) {
        for (const [, name] of text.matchAll(/\{\{(\w+)\}\}/g))
          expect([code, name, params[name!]]).not.toContain(undefined)
      }
    }
  })
})

describe(art('111', '32.1'), () => {
  test('the award tells both until when, in words that a clerk can check on the wall', () => {
    expect(told()[0]?.params).toMatchObject({
      contactBy: { zh: '2026年9月30日（星期三）24时' },
      contractBy: { zh: '2026年10月23日（星期五）24时' },
    })
  })
})
