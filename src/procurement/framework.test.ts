import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aFramework,
  aMember,
  anOrder,
  frameworkContext,
  frameworkTerms,
  outcome,
  step,
  stepped,
} from '../../tests/builders/framework.ts'
import { aDraft, aDraftContext, anOwner, aPerson, system } from '../../tests/builders/procurement.ts'
import { art, paragraph } from '../gazette/index.ts'
import { refuse } from '../workflow/index.ts'
import { draftProblems, type Framework, type FrameworkTerms, frameworkWorkflow, takenOf } from './index.ts'

const callOff = (changes = {}) => ({ kind: 'call-off', ...anOrder(changes) }) as const
const newest = (f: Framework) => f.callOffs.at(-1)!
const accepted = (f: Framework) => stepped(f, { kind: 'accept', callOff: newest(f).id })
const declined = (f: Framework, at?: string) =>
  stepped(
    f,
    { kind: 'decline', callOff: newest(f).id, reason: '人员已全部外派。' },
    { ...(at ? { at } : {}) },
  )
const suspended = (...n: number[]) => ({
  out: Object.fromEntries(
    n.map((i) => [`agency-${i}`, refuse('agency-suspended-from-selection', art('111', '35'))]),
  ),
})
const asked = (f: Framework) => f.callOffs.map((c) => c.offers.at(-1)!.agency.slice(-1)).join('')
const inTurn = (f: Framework, n: number, known?: object) =>
  Array.from({ length: n }).reduce<Framework>((s) => accepted(stepped(s, callOff(), { known })), f)

describe(art('111', '22.2'), () => {
  // 对本级政府投资项目或项目业主根据采购需要聘请同一类型中介机构服务，且所需频次多、数量大的，由政府相关职能部门以批量采购方式选取。
  const problems = (changes: Partial<FrameworkTerms>, draft = {}, ctx = {}) =>
    draftProblems(aDraft({ framework: { ...frameworkTerms, ...changes }, ...draft }), {
      ...aDraftContext(),
      ...{ ownerKind: 'state-organ' as const, ...ctx },
    }).map((r) => [r.code, r.field])

  test.each([
    ['everything is there', {}, []],
    ['no ground', { ground: undefined }, [['draft-field-missing', 'framework.ground']]],
    [
      'a need of nine characters',
      { need: '一年四十个小项目。' },
      [['draft-field-missing', 'framework.need']],
    ],
    ['a need of ten', { need: '一年四十来个小项目。' }, []],
    ['one member', { seats: 1 }, [['framework-seats', 'framework.seats']]],
    ['two', { seats: 2 }, []],
    ['twenty', { seats: 20 }, []],
    ['twenty-one', { seats: 21 }, [['framework-seats', 'framework.seats']]],
    ['no rule', { rule: undefined }, [['draft-field-missing', 'framework.rule']]],
    ['shares of 100%', { rule: 'quota', quotas: [500, 300, 200] }, []],
    ['of 99.9%', { rule: 'quota', quotas: [500, 300, 199] }, [['quotas-not-whole', 'framework.quotas']]],
    ['for two of three', { rule: 'quota', quotas: [500, 500] }, [['quotas-not-whole', 'framework.quotas']]],
    ['none for one', { rule: 'quota', quotas: [500, 500, 0] }, [['quotas-not-whole', 'framework.quotas']]],
    ['no shares: equal ones', { rule: 'quota' }, []],
    ['no ceiling', { ceiling: undefined }, [['draft-field-missing', 'framework.ceiling']]],
    ['a ceiling of one service', { ceiling: 6_800_000 }, []],
    ['one 分 below', { ceiling: 6_799_999 }, [['ceiling-below-fee', 'framework.ceiling']]],
    ['half a 分', { ceiling: 6_800_000.5 }, [['not-an-amount', 'framework.ceiling']]],
    ['no end', { until: undefined }, [['draft-field-missing', 'framework.until']]],
    ['an end on the day of the deadline', { until: '2026-09-30' }, [['framework-term', 'framework.until']]],
    ['on the day after', { until: '2026-10-01' }, []],
    ['730 days after the deadline', { until: '2028-09-29' }, []],
    ['a day later', { until: '2028-09-30' }, [['framework-term', 'framework.until']]],
  ])('a draft: %s', (_, changes, expected) => {
    expect(problems(changes as Partial<FrameworkTerms>)).toEqual(expected)
  })

  // 由政府相关职能部门…选取。
  test.each([
    ['state-organ', []],
    ['public-institution', [['framework-for-departments', 'framework.ground']]],
    ['enterprise', [['framework-for-departments', 'framework.ground']]],
  ])('an owner that is a %s', (ownerKind, expected) => {
    expect(problems({}, {}, { ownerKind })).toEqual(expected)
  })

  test.each([
    ['random', {}, []],
    ['average', {}, []],
    ['merit', {}, [['framework-needs-order', 'method']]],
    ['other', { other: '赣府厅字〔2026〕1号|抽签|random' }, []],
    ['other', { other: '赣府厅字〔2026〕1号|评审|merit' }, [['framework-needs-order', 'method']]],
    ['direct', { direct: { ground: 'small', conduct: 'choice' } }, [['framework-needs-order', 'method']]],
  ])('chosen by %s', (method, more, expected) => {
    expect(problems({}, { method, ...more }).filter(([code]) => code === 'framework-needs-order')).toEqual(
      expected,
    )
  })

  test('a draft without a framework is asked nothing of it', () => {
    expect(draftProblems(aDraft(), { ...aDraftContext(), ownerKind: 'enterprise' })).toEqual([])
  })
})

describe(art('111', '4'), () => {
  // 未达到采购限额标准: the whole counts, not the single call-off. 修水: 500,000.00 yuan.
  test.each([
    ['one 分 below', 49_999_999, []],
    ['exactly', 50_000_000, [['government-procurement-applies', 'framework.ceiling']]],
  ])('a ceiling %s the threshold', (_, ceiling, expected) => {
    const found = draftProblems(aDraft({ framework: { ...frameworkTerms, ceiling } }), aDraftContext())
    expect(found.map((r) => [r.code, r.field])).toEqual(expected)
  })
})

describe(art('111', '22.2'), () => {
  test('rotation: in the order of the result, and again from its head', () => {
    expect(asked(inTurn(aFramework(), 7))).toBe('1231231')
  })

  test('a member that is suspended or expelled is passed over, has had its turn, and is on record', () => {
    const f = stepped(aFramework(), callOff(), { known: suspended(1) })
    expect(newest(f).offers[0]).toMatchObject({
      agency: 'agency-2',
      passed: [{ agency: 'agency-1', code: 'agency-suspended-from-selection' }],
    })
    // Back again it has no two turns in a row to make up for it.
    expect(asked(inTurn(accepted(f), 3))).toBe('2312')
  })

  test('nobody can take it: nothing is called off', () => {
    expect(outcome(step(aFramework(), callOff(), { known: suspended(1, 2, 3) }))).toBe('no-member-left')
  })

  test('who declines has had its turn; the next is asked; after the last the call-off ends', () => {
    const one = declined(stepped(aFramework(), callOff()))
    expect(newest(one).offers.map((o) => [o.agency, o.answer?.kind])).toEqual([
      ['agency-1', 'declined'],
      ['agency-2', undefined],
    ])
    const none = declined(declined(one))
    expect(newest(none).status).toBe('unplaced')
    expect(takenOf(none)).toBe(0)
    // The owner may call off again, or run an ordinary selection.
    expect(outcome(step(none, callOff()))).toBe('agency-1')
  })

  // Two working days: called off on Thursday, 5 November 2026, they end on Monday at 24:00.
  test.each([
    ['2026-11-09T23:59', 'too-early', 'agency-1'],
    ['2026-11-10T00:00', 'agency-2', 'answer-period-over'],
  ])('at %s: the system lets the turn pass (%s), the member accepts (%s)', (at, system_, member) => {
    const f = stepped(aFramework(), callOff(), { at: '2026-11-05T10:00' })
    expect(outcome(step(f, { kind: 'lapse' }, { at }))).toBe(system_)
    const answer = step(f, { kind: 'accept', callOff: newest(f).id }, { at })
    expect(outcome(answer)).toBe(member)
  })

  // National Day 2026: 1 to 7 October are holidays, 10 October is worked.
  test('the time to answer runs across a holiday', () => {
    const f = stepped(aFramework(), callOff(), { at: '2026-09-30T10:00' })
    expect(newest(f).offers[0]!.until).toBe('2026-10-10T00:00:00.000+08:00')
  })

  test('another member, or the same one twice, cannot accept', () => {
    const f = stepped(aFramework(), callOff())
    const id = newest(f).id
    expect(outcome(step(f, { kind: 'accept', callOff: id }, { by: aPerson('agency', 'agency-2') }))).toBe(
      'not-available',
    )
    const taken = accepted(f)
    expect(outcome(step(taken, { kind: 'accept', callOff: id }))).toBe('not-available')
    const other = stepped(taken, callOff())
    expect(outcome(step(other, { kind: 'accept', callOff: id }, { by: aPerson('agency', 'agency-2') }))).toBe(
      'call-off-not-open',
    )
  })

  test('a member that was suspended after it was asked takes nothing', () => {
    const f = stepped(aFramework(), callOff())
    const decision = step(f, { kind: 'accept', callOff: newest(f).id }, { known: suspended(1) })
    expect(outcome(decision)).toBe('agency-suspended-from-selection')
  })

  test('what the owner takes back leaves the member its turn: nobody is picked by calling off and taking back', () => {
    let f = aFramework()
    for (let n = 0; n < 5; n++) {
      f = stepped(f, callOff())
      f = stepped(f, { kind: 'withdraw', callOff: newest(f).id, reason: '项目暂缓。' })
    }
    expect(asked(f)).toBe('11111')
    expect(takenOf(f)).toBe(0)
    expect(outcome(step(f, { kind: 'withdraw', callOff: newest(f).id, reason: '再撤' }))).toBe(
      'not-available',
    )
  })

  // 2,000.00 yuan a service, 100,000.00 in all: fifty services, not fifty-one.
  test.each([
    [50, 'agency-1'],
    [51, 'ceiling-passed'],
  ])('%i services of a ceiling of fifty', (quantity, expected) => {
    expect(outcome(step(aFramework(), callOff({ quantity })))).toBe(expected)
  })

  test.each([
    ['exact to the 分', 199_999, 'agency-2'],
    ['one 分 above', 200_000, 'ceiling-passed'],
  ])('what is left of the ceiling: %s', (_, price, expected) => {
    const f = inTurn(
      aFramework({ ceiling: 399_999, members: [aMember(1), aMember(2, { price }), aMember(3)] }),
      1,
    )
    const decision = step(f, callOff())
    expect(outcome(decision)).toBe(expected)
    if (!decision.ok)
      expect(decision.refusal).toMatchObject({
        article: art('111', '22.2'),
        params: { leftYuan: '1999.99', feeYuan: '2000.00' },
      })
  })

  // Equal shares of a third would not be whole: 334, 333 and 333 thousandths.
  const shares = (...quotas: number[]) =>
    aFramework({ rule: 'quota', members: quotas.map((quota, i) => aMember(i + 1, { quota })) })

  test('quota: whoever has had least of its share is next, of equals the one ranked first', () => {
    expect(asked(inTurn(shares(500, 300, 200), 10))).toBe('1231213121')
  })

  test.each([
    ['exactly its share', 400, 20, 'agency-1'],
    ['one service more than its share', 399, 20, 'agency-2'],
  ])('quota: %s', (_, quota, quantity, expected) => {
    // 20 services are 40,000.00 yuan: 400‰ of 100,000.00.
    const f = shares(quota, 1000 - quota - 1, 1)
    expect(outcome(step(f, callOff({ quantity })))).toBe(expected)
  })

  test('quota: no share has room', () => {
    expect(outcome(step(shares(400, 300, 300), callOff({ quantity: 21 })))).toBe('quotas-used-up')
  })

  test.each([
    ['2027-06-30T23:59', 'agency-1'],
    ['2027-07-01T00:00', 'framework-term-over'],
  ])('the term ends with its last day: %s', (at, expected) => {
    expect(outcome(step(aFramework(), callOff(), { at }))).toBe(expected)
  })

  test('a framework ends with its term, and not while a member is to answer', () => {
    const clocks = (f: Framework, at: string) =>
      frameworkWorkflow.deadlines(f, frameworkContext(at, system)).map((d) => [d.action, d.due, d.who])
    expect(clocks(aFramework(), '2027-06-30T10:00')).toEqual([
      ['expire', '2027-07-01T00:00:00.000+08:00', 'system'],
    ])
    expect(outcome(step(aFramework(), { kind: 'expire' }, { at: '2027-06-30T23:59' }))).toBe('too-early')
    const f = stepped(aFramework(), callOff(), { at: '2027-06-30T16:00' })
    expect(outcome(step(f, { kind: 'expire' }, { at: '2027-07-01T00:00' }))).toBe('too-early')
    expect(clocks(f, '2027-07-01T00:00').map(([action, , who]) => [action, who])).toEqual([
      ['lapse', 'system'],
      ['accept', 'agency-1'],
    ])
    const over = stepped(
      accepted(stepped(aFramework(), callOff())),
      { kind: 'expire' },
      { at: '2027-07-01T00:00' },
    )
    expect(over).toMatchObject({ status: 'ended', why: 'term-over' })
    expect(outcome(step(over, callOff()))).toBe('not-available')
  })

  test.each([
    ['no title', { title: ' ' }, 'framework-field-missing', 'title'],
    ['no content', { content: '' }, 'framework-field-missing', 'content'],
    ['nothing', { quantity: 0 }, 'framework-quantity', 'quantity'],
    ['half a service', { quantity: 1.5 }, 'framework-quantity', 'quantity'],
    ['no day', { days: 0 }, 'framework-days', 'days'],
    ['a fee of its own', { fee: 1 }, 'framework-fee-is-set', 'fee'],
  ])('a call-off of %s', (_, changes, code, field) => {
    const decision = step(aFramework(), callOff(changes))
    expect(!decision.ok && [decision.refusal.code, decision.refusal.field]).toEqual([code, field])
  })

  test.each([
    ['as the owner worked it out', 8_000_000, 'agency-1'],
    ['not given', undefined, 'framework-fee-missing'],
    ['of nothing', 0, 'framework-fee-missing'],
    ['above the ceiling', 10_000_001, 'ceiling-passed'],
  ])('by an announced formula the fee is %s', (_, fee, expected) => {
    const members = [1, 2].map((n) => aMember(n, { price: undefined }))
    expect(outcome(step(aFramework({ members }), callOff({ ...(fee === undefined ? {} : { fee }) })))).toBe(
      expected,
    )
  })

  test('only the owner calls off; an owner beside it, an operator and a member do not', () => {
    for (const by of [aPerson('owner', 'owner-2'), aPerson('operator'), aPerson('agency'), system])
      expect(outcome(step(aFramework(), callOff(), { by }))).toBe('not-available')
    expect(anOwner.id).toBe('owner-1')
  })
})

/** Scripts of what owner, members and clock do, on a framework of some members with prices and shares. */
const script = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 })), {
  minLength: 1,
  maxLength: 60,
})
const terms = fc.record({
  rule: fc.constantFrom('rotation' as const, 'quota' as const),
  prices: fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 2, maxLength: 6 }),
  ceiling: fc.integer({ min: 400_000, max: 6_000_000 }),
})

function played(
  { rule, prices, ceiling }: typeof terms extends fc.Arbitrary<infer T> ? T : never,
  acts: readonly (readonly [number, number, number])[],
) {
  const share = Math.floor(1000 / prices.length)
  const quotaOf = (i: number) => (i === 0 ? 1000 - share * (prices.length - 1) : share)
  let f = aFramework({
    ...{ rule, ceiling },
    members: prices.map((price, i) => aMember(i + 1, { price, quota: quotaOf(i) })),
  })
  const states = [f]
  for (const [what, who, quantity] of acts) {
    const open = f.callOffs.filter((c) => c.status === 'offered')
    const c = open[who % (open.length || 1)]
    const known = {
      ...(who % 4 === 0 ? suspended(1 + (who % prices.length)) : {}),
      next: `c-${f.callOffs.length + 1}`,
    }
    const command =
      what <= 1 || !c
        ? callOff({ quantity })
        : what === 2
          ? ({ kind: 'decline', callOff: c.id, reason: '人手不够。' } as const)
          : what === 3
            ? ({ kind: 'withdraw', callOff: c.id, reason: '项目暂缓。' } as const)
            : ({ kind: 'accept', callOff: c.id } as const)
    const decision = step(f, command, { known })
    if (!decision.ok) {
      expect(paragraph(decision.refusal.article).document).toBe('111')
      continue
    }
    f = decision.state
    states.push(f)
  }
  return { f, states, quotaOf }
}

describe(art('111', '22.2'), () => {
  test('whatever happens, the ceiling and every share hold at every step, and one member at most has a call-off', () => {
    fc.assert(
      fc.property(terms, script, (t, acts) => {
        const { states, quotaOf } = played(t, acts)
        for (const f of states) {
          expect(takenOf(f)).toBeLessThanOrEqual(t.ceiling)
          if (t.rule === 'quota')
            for (const [i, m] of f.members.entries())
              expect(takenOf(f, m.agency) * 1000).toBeLessThanOrEqual(t.ceiling * quotaOf(i))
          for (const c of f.callOffs) {
            const asked = c.offers.map((o) => o.agency)
            expect(new Set(asked).size).toBe(asked.length)
            expect(c.offers.filter((o) => o.answer?.kind === 'accepted').length).toBe(
              c.status === 'accepted' ? 1 : 0,
            )
          }
        }
      }),
    )
  })

  test('in rotation nobody is ever two turns ahead of another', () => {
    fc.assert(
      fc.property(terms, fc.array(fc.nat({ max: 3 }), { maxLength: 40 }), (t, answers) => {
        let f = aFramework({
          ...{
            ceiling: Number.MAX_SAFE_INTEGER,
            members: t.prices.map((price, i) => aMember(i + 1, { price })),
          },
        })
        for (const answer of answers) {
          f = stepped(f, callOff())
          if (answer === 0) f = declined(f)
          else if (answer < 3) f = accepted(f)
          const turns = f.members.map((m) => m.turns)
          expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('the same commands again give the same framework', () => {
    fc.assert(
      fc.property(terms, script, (t, acts) => {
        expect(played(t, acts).f).toEqual(played(t, acts).f)
      }),
      { numRuns: 30 },
    )
  })
})
