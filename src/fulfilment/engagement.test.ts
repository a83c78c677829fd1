import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type Act, availableActions, type Command } from './actions.ts'
import { deadlines } from './deadlines.ts'
import { decide } from './engagement.ts'
import { contractOf, type Engagement, unopened } from './state.ts'
import {
  accepted,
  at,
  award,
  by,
  contacted,
  contractFiled,
  delivered,
  play,
  type Step,
  terms,
} from './testing.ts'

const code = (e: Engagement, [moment, side, command]: Step) => {
  const decision = decide(e, command, at(moment, by(side)))
  return decision.ok ? undefined : decision.refusal.code
}

const due = (e: Engagement, action: string) =>
  deadlines(e, at('2026-09-28T17:00', by('system'))).find((d) => d.action === action)?.due

const facts = (e: Engagement, [moment, side, command]: Step) => {
  const decision = decide(e, command, at(moment, by(side)))
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.facts.map((f) => f.kind)
}

describe(art('111', '32.1'), () => {
  // 中介服务机构需在 2 个工作日内安排专职人员与项目业主接洽，未及时联系者，应承担相应责任。
  test('awarded on Monday 2026-09-28: contact by the end of Wednesday the 30th', () => {
    expect(due(play(), 'record-contact')).toBe('2026-10-01T00:00:00.000+08:00')
  })

  // 项目业主和中选中介服务机构应当在中选通知书发出之日起 15 个工作日内签订合同。
  test('and contract by the end of 2026-10-23: National Day has 1 to 7 October free, Saturday the 10th works', () => {
    expect(due(play(), 'file-contract')).toBe('2026-10-24T00:00:00.000+08:00')
  })

  test.each([
    ['the last moment of the second working day', '2026-09-30T23:59:59.999', []],
    ['the end of it', '2026-10-01T00:00', ['engagement.possible-breach']],
  ])('no contact by %s', (_, moment, expected) => {
    const step: Step = [moment, 'system', { kind: 'note-missed' }]
    if (expected.length === 0) expect(code(play(), step)).toBe('no-clock-due')
    else expect(facts(play(), step)).toEqual(expected)
  })

  test('a missed contact is noted once as a possible case of 39.1, and may still be recorded', () => {
    const missed = play(['2026-10-01T00:00', 'system', { kind: 'note-missed' }])
    expect(missed.possibleBreaches).toEqual([
      {
        clock: 'contact',
        articles: [art('111', '39.1')],
        due: '2026-10-01T00:00:00.000+08:00',
        notedAt: '2026-10-01T00:00:00.000+08:00',
      },
    ])
    expect(code(missed, ['2026-10-09T09:00', 'system', { kind: 'note-missed' }])).toBe('no-clock-due')
    expect(code(missed, ['2026-10-09T09:00', 'agency', contacted[2]])).toBeUndefined()
  })

  test('an unsigned contract on 2026-10-24 may be a case of 39.1 or of 55.5', () => {
    const e = play(contacted, ['2026-10-24T00:00', 'system', { kind: 'note-missed' }])
    expect(e.possibleBreaches[0]).toMatchObject({
      clock: 'contract',
      articles: [art('111', '39.1'), art('111', '55.5')],
    })
  })

  test('who has signed has met: a contract filed on the second day stops both clocks', () => {
    const e = play([
      '2026-09-29T10:00',
      'agency',
      { kind: 'file-contract', file: 'contract', ...terms, signedOn: plainDate('2026-09-29') },
    ])
    expect(due(e, 'record-contact')).toBeUndefined()
    expect(due(e, 'file-contract')).toBeUndefined()
  })

  test('the owner who was not called says so: the clock runs on from the award', () => {
    const e = play(contacted, ['2026-09-30T09:00', 'owner', { kind: 'deny-contact', reason: '无人来电' }])
    expect(due(e, 'record-contact')).toBe('2026-10-01T00:00:00.000+08:00')
    expect(code(e, ['2026-09-30T10:00', 'owner', { kind: 'confirm-contact' }])).toBe('no-contact-yet')
  })

  test.each([
    ['the day before the notice', '2026-09-27', 'signed-before-notice'],
    ['the day of the notice', '2026-09-28', undefined],
    ['the day of filing', '2026-10-10', undefined],
    ['the day after it', '2026-10-11', 'signed-in-future'],
  ])('a contract signed on %s', (_, signedOn, expected) => {
    const command: Command = {
      kind: 'file-contract',
      file: 'contract',
      ...terms,
      signedOn: plainDate(signedOn),
    }
    expect(code(play(), ['2026-10-10T15:00', 'agency', command])).toBe(expected)
  })
})

describe(art('111', '33.5'), () => {
  // 依法依规与项目业主签订服务合同……并向中介超市运营机构报备。
  test('what is filed is corrected by filing anew, until the owner confirms', () => {
    const cheaper: Step = [
      '2026-10-11T09:00',
      'agency',
      { kind: 'file-contract', file: 'contract', ...terms, fee: 67_000_00 },
    ]
    const e = play(contractFiled, cheaper)
    expect(e.contracts).toHaveLength(2)
    expect(contractOf(e).differences.map((d) => d.field)).toEqual(['fee'])
    const confirmed = play(contractFiled, ['2026-10-11T08:00', 'owner', { kind: 'confirm-contract' }])
    expect(code(confirmed, cheaper)).toBe('contract-confirmed-already')
  })

  test.each([
    ['a file that nobody uploaded', 'nothing', 'attachment-unknown'],
    ["somebody else's file", 'foreign', 'attachment-unknown'],
    ['a picture', 'picture', 'contract-not-pdf'],
  ])('%s is no contract', (_, file, expected) => {
    expect(code(play(), ['2026-10-10T15:00', 'agency', { kind: 'file-contract', file, ...terms }])).toBe(
      expected,
    )
  })
})

describe(art('111', '33.6'), () => {
  // 中介服务机构应在服务完成后及时将成果报告上传至中介超市。
  test('returned with reasons, uploaded anew, accepted: every version stays', () => {
    const e = play(
      contractFiled,
      delivered,
      ['2026-11-04T10:00', 'owner', { kind: 'return-deliverable', reasons: '缺少附图。' }],
      ['2026-11-04T17:00', 'agency', { kind: 'upload-deliverable', file: 'report', note: '已补附图' }],
      accepted,
    )
    expect(e.status).toBe('completed')
    expect(e.deliverables.map((d) => [d.version, d.verdict?.accepted])).toEqual([
      [1, false],
      [2, true],
    ])
  })

  test('nothing to deliver before there is a contract', () => {
    expect(code(play(contacted), delivered)).toBe('not-available')
  })
})

describe(art('111', '34'), () => {
  // 限时办结制: the contract's own time limit; 39.3 for what is late, after a person has looked into it.
  test('30 days from Saturday 2026-10-10, a working day, end on Monday 2026-11-09', () => {
    expect(due(play(contractFiled), 'upload-deliverable')).toBe('2026-11-10T00:00:00.000+08:00')
  })

  test('late from 2026-11-10: noted as a possible case of 39.3', () => {
    const e = play(contractFiled, ['2026-11-10T00:00', 'system', { kind: 'note-missed' }])
    expect(e.possibleBreaches[0]).toMatchObject({ clock: 'deliverable', articles: [art('111', '39.3')] })
  })

  test('what the owner takes for looking is not the agency’s delay', () => {
    const e = play(contractFiled, delivered, [
      '2026-11-20T10:00',
      'owner',
      { kind: 'return-deliverable', reasons: '缺少附图。' },
    ])
    expect(code(e, ['2026-11-20T11:00', 'system', { kind: 'note-missed' }])).toBe('no-clock-due')
  })
})

describe(art('111', '38'), () => {
  // 项目业主应当在中介服务机构完成服务后 5 个工作日内……进行满意度星级评价。未进行评价的，系统将默认评价。
  const completed = play(contractFiled, delivered, accepted)

  test('completed on Thursday 2026-11-05: rate by the end of Thursday the 12th', () => {
    expect(due(completed, 'rate')).toBe('2026-11-13T00:00:00.000+08:00')
  })

  test.each([
    ['the last moment of the fifth working day', '2026-11-12T23:59:59.999', undefined],
    ['the moment after', '2026-11-13T00:00', 'rating-period-over'],
  ])('a rating at %s', (_, moment, expected) => {
    expect(code(completed, [moment, 'owner', { kind: 'rate', stars: 9 }])).toBe(expected)
  })

  test.each([
    ['a moment too early', '2026-11-12T23:59:59.999', 'rating-period-runs'],
    ['at the end of the period', '2026-11-13T00:00', undefined],
  ])('the default %s', (_, moment, expected) => {
    expect(code(completed, [moment, 'system', { kind: 'close' }])).toBe(expected)
  })

  test('the default is 8 stars at half weight and marked as such', () => {
    const closed = play(contractFiled, delivered, accepted, ['2026-11-13T00:00', 'system', { kind: 'close' }])
    expect(closed).toMatchObject({
      status: 'closed',
      ratings: [{ of: 'agency', stars: 8, byDefault: true, weightPermille: 500 }],
    })
  })

  test('the city may set another default', () => {
    const ctx = at('2026-11-13T00:00', by('system'), {
      'fulfilment.default-stars': 6,
      'fulfilment.default-weight-permille': 0,
    })
    const decision = decide(completed, { kind: 'close' }, ctx)
    expect(decision.ok && decision.state.ratings[0]).toMatchObject({ stars: 6, weightPermille: 0 })
  })

  // 星级评价最高为 10 星，最低为 1 星。
  test.each([
    [0, 'stars-out-of-range'],
    [1, undefined],
    [5.5, 'stars-out-of-range'],
    [10, undefined],
    [11, 'stars-out-of-range'],
  ])('%d stars', (stars, expected) => {
    expect(code(completed, ['2026-11-06T09:00', 'owner', { kind: 'rate', stars }])).toBe(expected)
  })

  // 满意度评价实行“一事一评”制度。
  test('one engagement, one rating each; with all three given it closes at once', () => {
    const rated: Step = ['2026-11-06T09:00', 'owner', { kind: 'rate', stars: 9, comment: '及时' }]
    expect(code(play(contractFiled, delivered, accepted, rated), rated)).toBe('rated-already')
    const all = play(
      contractFiled,
      delivered,
      accepted,
      rated,
      ['2026-11-06T10:00', 'agency', { kind: 'rate-owner', stars: 10 }],
      ['2026-11-06T10:01', 'agency', { kind: 'rate-operator', stars: 7 }],
    )
    expect(all).toMatchObject({ status: 'closed', closedAt: '2026-11-06T10:01:00.000+08:00' })
    expect(all.ratings.map((r) => [r.of, r.stars, r.weightPermille])).toEqual([
      ['agency', 9, 1000],
      ['owner', 10, 1000],
      ['operator', 7, 1000],
    ])
  })

  test('a rated engagement closes at the end of the period without a default', () => {
    const steps: Step[] = [
      ['2026-11-06T09:00', 'owner', { kind: 'rate', stars: 9 }],
      ['2026-11-13T00:00', 'system', { kind: 'close' }],
    ]
    expect(play(contractFiled, delivered, accepted, ...steps).ratings).toHaveLength(1)
  })
})

describe('reminders', () => {
  test('at half time and one day before the end, in the morning of a working day, once each', () => {
    let e = play()
    const sent: [string | undefined, readonly string[]][] = []
    for (;;) {
      const next = due(e, 'remind')
      if (!next) break
      const decision = decide(e, { kind: 'remind' }, at(next, by('system')))
      if (!decision.ok) throw new Error(decision.refusal.code)
      sent.push([next.slice(0, 16), decision.facts.map((f) => `${f.body.key} → ${f.body.who}`)])
      e = decision.state
    }
    expect(sent).toEqual([
      ['2026-09-29T09:00', ['contact:1 → agency']],
      ['2026-10-14T09:00', ['contract:8 → agency']],
      ['2026-10-22T09:00', ['contract:14 → agency']],
    ])
  })

  test('none for what is done, none after the end', () => {
    expect(code(play(contacted, contractFiled), ['2026-10-14T09:00', 'system', { kind: 'remind' }])).toBe(
      'no-clock-due',
    )
    const late = decide(play(), { kind: 'remind' }, at('2026-10-12T09:00', by('system')))
    expect(late.ok && late.facts).toEqual([])
  })
})

describe(art('111', '26'), () => {
  // 因不可抗力或发生重大变故导致项目被取消的……可作废采购公告。
  test('a voided award ends its engagement; nothing is due any more', () => {
    const e = play(contacted, ['2026-10-09T09:00', 'system', { kind: 'end', reason: '选址变更，项目取消' }])
    expect(e.status).toBe('ended')
    expect(deadlines(e, at('2026-10-09T09:00', by('system')))).toEqual([])
  })
})

describe('the one table', () => {
  const commands: { [K in Act]: Extract<Command, { kind: K }> } = {
    open: { kind: 'open' },
    'record-contact': { kind: 'record-contact', person: '李敏', phone: '1' },
    'confirm-contact': { kind: 'confirm-contact' },
    'deny-contact': { kind: 'deny-contact', reason: '无' },
    'file-contract': { kind: 'file-contract', file: 'contract', ...terms, signedOn: plainDate('2026-09-28') },
    'confirm-contract': { kind: 'confirm-contract' },
    'draft-contract': {
      ...{ kind: 'draft-contract', fee: terms.fee, days: terms.days, scope: terms.scope },
      ...{ paymentTerms: terms.paymentTerms, commitment: '质量合格', explanations: [] },
    },
    'sign-contract': { kind: 'sign-contract', draft: 1 },
    'record-invoice': {
      ...{ kind: 'record-invoice', number: '24362000000012345678', amount: 1 },
      issuedOn: plainDate('2026-09-28'),
    },
    'report-charge': { kind: 'report-charge', amount: 1, text: '另收资料费' },
    'tell-materials': { kind: 'tell-materials', items: [{ name: '项目立项批复', basis: 'GB 50433—2018' }] },
    'hand-over-materials': { kind: 'hand-over-materials', items: [1] },
    'plan-payments': {
      kind: 'plan-payments',
      instalments: [{ due: plainDate('2027-06-30'), amount: terms.fee }],
    },
    'record-payment': {
      ...{ kind: 'record-payment', paidOn: plainDate('2026-09-28'), amount: terms.fee },
      ...{ voucher: 'V-1', file: 'voucher' },
    },
    'strike-payment': { kind: 'strike-payment', payment: 1, reason: '重复登记' },
    'urge-payment': { kind: 'urge-payment', text: '请尽快支付' },
    'refuse-recognition': { kind: 'refuse-recognition', reasons: '无', basis: '无', file: 'opinion' },
    'answer-non-recognition': { kind: 'answer-non-recognition', number: 1, text: '无' },
    'withdraw-non-recognition': { kind: 'withdraw-non-recognition', number: 1, reason: '无' },
    'upload-deliverable': { kind: 'upload-deliverable', file: 'report' },
    'accept-deliverable': { kind: 'accept-deliverable' },
    'return-deliverable': { kind: 'return-deliverable', reasons: '无' },
    rate: { kind: 'rate', stars: 8 },
    'rate-owner': { kind: 'rate-owner', stars: 8 },
    'rate-operator': { kind: 'rate-operator', stars: 8 },
    'note-missed': { kind: 'note-missed' },
    remind: { kind: 'remind' },
    close: { kind: 'close' },
    end: { kind: 'end', reason: '不可抗力' },
  }
  const sides = ['agency', 'owner', 'operator', 'department', 'system', 'public'] as const
  /** What names a number is refused where that number is not there. */
  const numbered = [
    ...['strike-payment', 'answer-non-recognition', 'withdraw-non-recognition'],
    ...['sign-contract', 'draft-contract', 'record-invoice', 'record-payment'],
  ]

  test('what is available is done, what is not is refused, on every walk through the engagement', () => {
    const anything = fc.tuple(fc.constantFrom(...sides), fc.constantFrom(...(Object.keys(commands) as Act[])))
    const step = fc.record({ anything, offered: fc.option(fc.nat(20), { freq: 4 }), hours: fc.nat(60) })
    const reached = new Set<string>()
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        let e = unopened(award)
        let hours = 24
        for (const { anything, offered, hours: more } of steps) {
          hours += more
          const now = new Date(Date.UTC(2026, 8, 28) + hours * 3_600_000).toISOString().slice(0, 19)
          const menu = sides.flatMap((side) =>
            availableActions(e, at(now, by(side))).map((a) => [side, a.act as Act] as const),
          )
          const [side, act] = (offered === null ? undefined : menu[offered % menu.length]) ?? anything
          const ctx = at(now, by(side))
          const row = availableActions(e, ctx).find((a) => a.act === act)
          const decision = decide(e, commands[act], ctx)
          const offeredNow = row !== undefined && row.refusal === undefined
          if (decision.ok || !numbered.includes(act)) expect([act, decision.ok]).toEqual([act, offeredNow])
          if (decision.ok) e = decision.state
          reached.add(e.status)
          expect(JSON.parse(JSON.stringify(e))).toEqual(e)
          // No clock of the system's own that could not be fired at its hour.
          for (const d of deadlines(e, ctx)) {
            if (d.who !== 'system' || !d.due) continue
            expect([d.action, decide(e, commands[d.action as Act], at(d.due, by('system'))).ok]).toEqual([
              d.action,
              true,
            ])
          }
        }
      }),
      { numRuns: 200 },
    )
    expect([...reached].sort()).toEqual([
      'awarded',
      'closed',
      'completed',
      'contracted',
      'delivered',
      'ended',
      'unopened',
    ])
  })

  test('who is on no side sees no button', () => {
    expect(availableActions(play(), at('2026-09-29T09:00', by('operator')))).toEqual([])
    expect(code(play(), ['2026-09-29T09:00', 'owner', contacted[2]])).toBe('not-permitted')
  })
})
