import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type Complaint, type ComplaintCommand, type ComplaintKind, complaint, isPending } from './index.ts'
import {
  accepted,
  at,
  complainant,
  department,
  done,
  filed,
  fresh,
  material,
  paper,
  receiver,
  refused,
  respondent,
  stranger,
  system,
} from './testing.ts'

const dueOf = (c: Complaint, action: string, moment = '2026-10-01T09:00') =>
  complaint.deadlines(c, at(moment, receiver)).find((d) => d.action === action)?.due

describe(art('111', '47'), () => {
  test('anyone who has signed in may complain through the market, except whom it is about', () => {
    const command = { kind: 'file', material: material() } as const
    for (const who of [complainant, stranger])
      expect(done(fresh(), command, at('2026-09-28T09:00', who)).state.status).toBe('filed')
    expect(refused(fresh(), command, at('2026-09-28T09:00', respondent)).code).toBe('not-permitted')
    expect(refused(fresh(), command, at('2026-09-28T09:00', { kind: 'public' })).code).toBe('not-permitted')
  })
})

describe(art('111', '48'), () => {
  // 采取非书面方式投诉的，应当在投诉提出后3个工作日内提交书面材料。
  const said = done(
    fresh(),
    { kind: 'record-oral', name: '王五', said: '来电反映中选机构资质失效' },
    at('2026-09-28T09:00', receiver),
  ).state

  test('said on Monday 28 September 2026: written by the end of Thursday 8 October, after the holiday', () => {
    expect(dueOf(said, 'lapse')).toBe(instant('2026-10-09T00:00'))
    const command = { kind: 'write', material: material() } as const
    expect(done(said, command, at('2026-10-08T23:59:59.999', receiver)).state.status).toBe('filed')
  })

  test('not a moment before its end, then by itself: there is nothing to accept', () => {
    const before = at('2026-10-08T23:59:59.999', system)
    expect(refused(said, { kind: 'lapse' }, before).code).toBe('writing-not-due')
    const lapsed = done(said, { kind: 'lapse' }, at('2026-10-09T00:00', system))
    expect(lapsed.state).toMatchObject({ status: 'not-accepted', reason: '未在3个工作日内提交书面材料' })
  })

  test('实名制: an oral complaint has a name', () => {
    const nameless = { kind: 'record-oral', name: ' ', said: '反映问题' } as const
    expect(refused(fresh(), nameless, at('2026-09-28T09:00', receiver)).code).toBe('name-missing')
  })
})

describe('the contents of the written material', () => {
  const refusal = (changes: Parameters<typeof material>[0], unknownFiles: string[] = []) => {
    const command = { kind: 'file', material: material(changes) } as const
    const { code, article, field } = refused(
      fresh(),
      command,
      at('2026-09-28T09:00', complainant, { unknownFiles }),
    )
    return [code, article, field]
  }
  describe(art('111', '48.1'), () => {
    test('具体的投诉事项及事实依据', () => {
      expect(refusal({ facts: '\n ' })).toEqual(['facts-missing', art('111', '48.1'), 'material.facts'])
    })
  })
  describe(art('111', '48.2'), () => {
    test('被投诉人违反的有关法律法规、管理办法条款', () => {
      expect(refusal({ provisions: '' })[0]).toBe('provisions-missing')
    })
  })
  describe(art('111', '48.3'), () => {
    test('a legal person signs and seals; others show who they are', () => {
      expect(refusal({ signatory: '' })[0]).toBe('signatory-missing')
      expect(refusal({ letter: undefined })).toEqual([
        'letter-missing',
        art('111', '48.3'),
        'material.letter',
      ])
      expect(refusal({ capacity: 'other' })[0]).toBe('identity-missing')
      const own = material({ capacity: 'other', identity: paper('identity') })
      const ctx = at('2026-09-28T09:00', stranger)
      expect(done(fresh(), { kind: 'file', material: own }, ctx).state.status).toBe('filed')
    })
    test('a paper that nobody filed is named by its place', () => {
      expect(refusal({ evidence: [paper('a'), paper('b')] }, ['b'])).toEqual([
        ...['paper-unknown', art('111', '48'), 'material.evidence.1'],
      ])
    })
  })
})

describe('windows', () => {
  const file = { kind: 'file', material: material() } as const
  const outcome = (c: Complaint, moment: string): string => {
    const decision = complaint.decide(c, file, at(moment, stranger))
    return decision.ok ? 'filed' : `${decision.refusal.code} ${decision.refusal.article}`
  }
  describe(art('111', '49.3'), () => {
    // 对采购公告、选取过程及结果的投诉，应当在公告发布起3个工作日内提出。
    test.each([
      ['the day itself', '2026-09-25T10:00', '2026-09-25T10:00', 'filed'],
      ['third working day, last moment', '2026-09-25T10:00', '2026-09-30T23:59:59.999', 'filed'],
      ['a moment later', '2026-09-25T10:00', '2026-10-01T00:00', 'complaint-too-late 111/49.3'],
      ['across the holiday, last moment', '2026-09-29T10:00', '2026-10-09T23:59:59.999', 'filed'],
      [
        'across the holiday, late by a day',
        '2026-09-29T10:00',
        '2026-10-10T09:00',
        'complaint-too-late 111/49.3',
      ],
    ])('%s', (_, published, moment, expected) => {
      for (const kind of ['announcement', 'selection'] as const)
        expect(outcome(fresh({ kind, since: instant(published) }), moment)).toBe(expected)
    })
  })
  /** 应当在有关业务结束之日起5个工作日内提出。 */
  const fiveDays = (kind: ComplaintKind, paragraph: string) => {
    test.each([
      ['fifth working day, last moment', '2026-09-24T23:59:59.999', 'filed'],
      ['a moment later', '2026-09-25T00:00', `complaint-too-late 111/${paragraph}`],
    ])('ended on Friday 18 September 2026: %s', (_, moment, expected) => {
      // Sunday the 20th works instead of a day of the holiday: 20, 21, 22, 23, 24 are the five days.
      expect(outcome(fresh({ kind, since: instant('2026-09-18T15:00') }), moment)).toBe(expected)
    })
    test('while the business goes on there is no end', () => {
      expect(outcome(fresh({ kind, since: undefined }), '2027-03-01T09:00')).toBe('filed')
    })
  }
  describe(art('111', '49.2'), () => fiveDays('admission', '49.2'))
  describe(art('111', '49.4'), () => fiveDays('operator-service', '49.4'))
  describe(art('111', '49.5'), () => fiveDays('agency-service', '49.5'))
  test('one at a time about the same thing', () => {
    const twice = at('2026-09-28T09:00', complainant, { other: 'c0' })
    expect(refused(fresh(), file, twice)).toMatchObject({ code: 'complaint-under-way', params: { id: 'c0' } })
  })
})

describe(art('111', '49.6'), () => {
  // 应当在作出受理决定后10个工作日内作出处理决定；不予受理的，应当及时向投诉人说明理由。
  test('accepted on Tuesday 29 September 2026: decided by the end of Monday 19 October', () => {
    // 30 September, 8, 9, 10 (works), 12, 13, 14, 15, 16, 19 October: ten working days.
    expect(dueOf(accepted(), 'decide')).toBe(instant('2026-10-20T00:00'))
  })
  test('not accepted only with a reason', () => {
    const ctx = at('2026-09-29T09:00', receiver)
    expect(refused(filed(), { kind: 'refuse', reason: ' ' }, ctx)).toMatchObject({ field: 'reason' })
    expect(done(filed(), { kind: 'refuse', reason: '不属于受理范围' }, ctx).state.status).toBe('not-accepted')
  })
  test('nobody but the receiver decides, and with grounds', () => {
    const command = { kind: 'decide', result: 'rejected', grounds: '证书在有效期内', annuls: false } as const
    for (const who of [complainant, respondent, stranger, department])
      expect(refused(accepted(), command, at('2026-10-08T09:00', who)).code).toBe('not-permitted')
    const ctx = at('2026-10-08T09:00', receiver)
    expect(refused(accepted(), { ...command, grounds: '' }, ctx).field).toBe('grounds')
    expect(done(accepted(), command, ctx).state).toMatchObject({ status: 'decided' })
  })
  test('only an upheld complaint about a choice that is not awarded ends it', () => {
    const command = { kind: 'decide', result: 'upheld', grounds: '属实', annuls: true } as const
    const ctx = at('2026-10-08T09:00', receiver)
    expect(done(accepted(), command, ctx).state).toMatchObject({ decision: { annuls: true } })
    expect(refused(accepted(), { ...command, result: 'rejected' }, ctx).code).toBe('cannot-annul')
    const awarded = at('2026-10-08T09:00', receiver, { annullable: false })
    expect(refused(accepted(), command, awarded).code).toBe('cannot-annul')
  })
})

describe(art('111', '50'), () => {
  // 由该项目中介服务提供地行业主管部门依法依规进行处理，并将处理结果告知同级中介超市运营机构。
  const known = { department: { id: 'water', name: '修水县水利局' } }
  const passed = done(
    accepted(),
    { kind: 'pass', department: 'water', reason: '涉及资质监管' },
    at('2026-09-30T09:00', receiver, known),
  ).state

  test('passed on 30 September: the department has 10 working days, the receiver’s clock stands still', () => {
    expect(dueOf(passed, 'return-result')).toBe(instant('2026-10-21T00:00'))
    expect(dueOf(passed, 'decide')).toBeUndefined()
  })
  test('the result comes back to the receiver, whose clock goes on with what was left', () => {
    const back = { kind: 'return-result', text: '资质有效' } as const
    expect(refused(passed, back, at('2026-10-12T09:00', receiver)).code).toBe('not-permitted')
    const returned = done(passed, back, at('2026-10-12T09:00', department)).state
    expect(returned.status).toBe('accepted')
    // Stood still from 30 September to 12 October: 30.9., 8., 9., 10., 12.10. do not count; ten days from the 13th.
    expect(dueOf(returned, 'decide', '2026-10-12T09:00')).toBe(instant('2026-10-27T00:00'))
  })
  test('only to a department of the place', () => {
    const command = { kind: 'pass', department: 'nowhere', reason: '涉及资质监管' } as const
    expect(refused(accepted(), command, at('2026-09-30T09:00', receiver)).code).toBe('department-unknown')
  })
})

describe(art('111', '51.1'), () => {
  // 投诉处理可以进行调查取证或者组织质证。…有关投诉处理的决定，应当在2个工作日内在中介超市公布。
  const decided = done(
    accepted(),
    { kind: 'decide', result: 'rejected', grounds: '证书在有效期内', annuls: false },
    at('2026-09-30T16:00', receiver),
  ).state

  test('decided on Wednesday 30 September 2026: public by the end of Friday 9 October', () => {
    expect(dueOf(decided, 'publish')).toBe(instant('2026-10-10T00:00'))
  })
  test('published with what may be told, and nothing else', () => {
    const told = done(decided, { kind: 'publish', text: '投诉不成立。' }, at('2026-10-08T09:00', receiver))
    expect(told.state.status).toBe('published')
    expect(told.facts).toMatchObject([
      { visibility: 'public', body: { result: 'rejected', text: '投诉不成立。' } },
    ])
    expect(JSON.stringify(told.facts)).not.toMatch(/loser|张三|证书在有效期内/)
  })
  test('questions to both sides, answered by whom they were put to; a cross-examination is the receiver’s to record', () => {
    const both = (['complainant', 'respondent'] as const).reduce(
      (c, to) => done(c, { kind: 'ask', to, text: '请说明' }, at('2026-09-29T10:00', receiver)).state,
      accepted(),
    )
    const answer = { kind: 'answer', question: 1, text: '证书已续期' } as const
    expect(refused(both, answer, at('2026-09-30T09:00', complainant)).code).toBe('no-such-question')
    expect(refused(both, answer, at('2026-09-30T09:00', stranger)).code).toBe('not-permitted')
    const answered = done(both, answer, at('2026-09-30T09:00', respondent)).state
    expect(refused(answered, answer, at('2026-09-30T09:00', respondent)).code).toBe('not-permitted')
    const command = { kind: 'add-evidence', note: '质证笔录', hearing: true } as const
    const by = (who: typeof receiver) => done(answered, command, at('2026-09-30T10:00', who)).state
    expect(by(receiver)).toMatchObject({ evidence: [{ hearing: true }] })
    expect(by(complainant)).toMatchObject({ evidence: [{ hearing: false }] })
  })
})

describe(art('111', '51.2'), () => {
  // 投诉人拒绝配合调查的，将自动撤销投诉处理件；被投诉人拒绝配合调查的，视同其放弃说明权利。
  const asked = (to: 'complainant' | 'respondent') =>
    done(accepted(), { kind: 'ask', to, text: '请补充证据' }, at('2026-09-29T10:00', receiver)).state
  const record = (by: 'complainant' | 'respondent') =>
    ({ kind: 'record-refusal', by, text: '逾期未答复' }) as const

  test('asked on 29 September: until the end of 9 October there is time to answer', () => {
    const early = at('2026-10-09T23:59:59.999', receiver)
    expect(refused(asked('complainant'), record('complainant'), early)).toMatchObject({
      ...{ code: 'not-overdue', params: { due: instant('2026-10-10T00:00') } },
    })
    expect(refused(accepted(), record('complainant'), early).code).toBe('no-such-question')
  })
  test('then the complainant’s silence closes it, the respondent’s waives its say', () => {
    const late = at('2026-10-10T00:00', receiver)
    expect(done(asked('complainant'), record('complainant'), late).state.status).toBe('closed')
    const waived = done(asked('respondent'), record('respondent'), late).state
    expect(waived).toMatchObject({ status: 'accepted', waived: late.now })
  })
})

describe(art('111', '52.1'), () => {
  // 投诉人书面申请撤回投诉的…应当终止；已查证属实且已作出处理决定的投诉，不得撤回。
  const withdraw = { kind: 'withdraw', reason: '双方已说明清楚' } as const
  test('before the decision, by the complainant alone', () => {
    for (const c of [filed(), accepted()]) {
      expect(done(c, withdraw, at('2026-09-30T09:00', complainant)).state.status).toBe('withdrawn')
      expect(refused(c, withdraw, at('2026-09-30T09:00', respondent)).code).toBe('not-permitted')
    }
  })
  test('after it, no more', () => {
    const command = { kind: 'decide', result: 'upheld', grounds: '属实', annuls: false } as const
    const decided = done(accepted(), command, at('2026-09-30T09:00', receiver)).state
    expect(refused(decided, withdraw, at('2026-09-30T10:00', complainant))).toMatchObject({
      ...{ code: 'not-available', article: art('111', '52.1') },
    })
  })
})

describe(art('111', '52.2'), () => {
  test('捏造事实…予以驳回: the decision says so under its own paragraph', () => {
    const command = {
      kind: 'decide',
      result: 'fabricated',
      grounds: '检测报告系伪造',
      annuls: false,
    } as const
    const { facts } = done(accepted(), command, at('2026-10-08T09:00', receiver))
    expect(facts).toMatchObject([{ article: art('111', '52.2'), body: { result: 'fabricated' } }])
  })
})

describe(art('111', '49.1'), () => {
  test('every walk ends: whatever is offered is done, and a complaint that is not over has a clock or a way on', () => {
    const people = [complainant, respondent, receiver, department, system]
    const commands: Partial<Record<ComplaintCommand['kind'], ComplaintCommand>> = {
      file: { kind: 'file', material: material() },
      'record-oral': { kind: 'record-oral', name: '王五', said: '反映' },
      write: { kind: 'write', material: material() },
      lapse: { kind: 'lapse' },
      accept: { kind: 'accept' },
      refuse: { kind: 'refuse', reason: '理由' },
      ask: { kind: 'ask', to: 'respondent', text: '请说明' },
      pass: { kind: 'pass', department: 'water', reason: '涉及监管' },
      'return-result': { kind: 'return-result', text: '结果' },
      'add-evidence': { kind: 'add-evidence', note: '证据', hearing: false },
      decide: { kind: 'decide', result: 'upheld', grounds: '属实', annuls: true },
      publish: { kind: 'publish', text: '成立。' },
      withdraw: { kind: 'withdraw', reason: '理由' },
    }
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { maxLength: 30 }), (choices) => {
        let c = fresh()
        let hour = 0
        for (const choice of choices) {
          hour += choice % 20
          const moment = instant('2026-09-28T09:00') as string
          const later = new Date(Date.parse(moment) + hour * 3_600_000 + 8 * 3_600_000)
          const ctx = (who: (typeof people)[number]) =>
            at(later.toISOString().slice(0, 23), who, { department: { id: 'water', name: '水利局' } })
          const offers = people.flatMap((who) =>
            complaint
              .availableActions(c, ctx(who))
              .filter((a) => !a.refusal && commands[a.act as ComplaintCommand['kind']])
              .map((a) => ({ who, command: commands[a.act as ComplaintCommand['kind']]! })),
          )
          if (offers.length === 0) {
            expect(isPending(c)).toBe(false)
            break
          }
          const { who, command } = offers[choice % offers.length]!
          c = done(c, command, ctx(who)).state
          if (isPending(c)) expect(complaint.deadlines(c, ctx(receiver))).not.toEqual([])
        }
      }),
      { numRuns: 200 },
    )
  })
})
