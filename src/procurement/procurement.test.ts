import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aContext,
  accepted,
  anAgency,
  aPerson,
  aRegistrant,
  run,
  stages,
  system,
} from '../../tests/builders/procurement.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor } from '../workflow/index.ts'
import {
  announcementNumber,
  availableActions,
  awardInfo,
  awardNumber,
  type Command,
  type Known,
  noticeOf,
  type Procurement,
  procurementWorkflow,
  publicState,
} from './index.ts'

const { decide, deadlines } = procurementWorkflow
const owner = aPerson('owner')
const operator = aPerson('operator')
const agency = aPerson('agency')

function refusal(p: Procurement, command: Command, at: string, actor: Actor, known: Known = {}) {
  const decision = decide(p, command, aContext(at, actor, known))
  return decision.ok ? undefined : decision.refusal
}
const code = (...args: Parameters<typeof refusal>) => refusal(...args)?.code
const facts = (p: Procurement, command: Command, at: string, actor: Actor, known: Known = {}) => {
  const decision = decide(p, command, aContext(at, actor, known))
  return decision.ok ? decision.facts : []
}

describe(art('111', '24'), () => {
  // 中介超市运营机构应当在2个工作日内完成对采购项目信息的形式核对。
  test.each([
    ['Wednesday before National Day 2026', '2026-09-30T16:00', '2026-10-10T00:00:00.000+08:00'],
    ['an ordinary Monday', '2026-09-14T00:01', '2026-09-17T00:00:00.000+08:00'],
    ['Friday before the working Sunday of 20 September', '2026-09-18T17:00', '2026-09-22T00:00:00.000+08:00'],
  ])('the check is due two working days after submission: %s', (_, since, due) => {
    const p = { ...stages.submitted(), since: instant(since) } as Procurement
    expect(deadlines(p, aContext(since, operator))).toEqual([
      { action: 'pass', article: art('111', '24'), since: instant(since), due, who: 'operator-1' },
    ])
  })

  // 核对无误的应及时在中介超市发布采购公告。
  test('passing is publishing, at once and with a number', () => {
    const p = stages.open()
    expect(p).toMatchObject({
      status: 'open',
      number: 'JJ-2026-0924-0001',
      publishedAt: '2026-09-24T10:00:00.000+08:00',
    })
    expect(facts(stages.submitted(), { kind: 'pass' }, '2026-09-24T10:00', operator)[0]).toMatchObject({
      kind: 'procurement.published',
      visibility: 'public',
    })
  })

  test('where the check took too long, the deadline moves to a lawful one, never to an earlier', () => {
    const late = '2026-09-28T10:00' // Monday: the second working day is Wednesday 30 September
    const p = stages.submitted()
    const refused = refusal(p, { kind: 'pass' }, late, operator)
    expect(refused).toMatchObject({
      code: 'deadline-too-early',
      params: { earliest: '2026-10-01T00:00:00.000+08:00' },
    })
    const moved = run(p, [{ kind: 'pass', deadline: instant('2026-10-08T17:00') }, late, operator])
    expect(moved.draft.deadline).toBe('2026-10-08T17:00:00.000+08:00')
    const earlier = { kind: 'pass', deadline: instant('2026-09-30T16:59') } as const
    expect(code(p, earlier, '2026-09-24T10:00', operator)).toBe('deadline-moved-earlier')
  })

  // 如需项目业主补正信息的，应当一次性告知补正要求，核对时间自补正后重新计算。
  test('what is missing is told once; a second round of new demands is refused', () => {
    const p = stages.supplied()
    const again: Command = { kind: 'ask-supplement', demands: ['另外一项'] }
    expect(refusal(p, again, '2026-09-24T10:00', operator)).toMatchObject({
      code: 'announcement-supplement-told-once',
      article: art('111', '24'),
    })
    // Not after a return and a new submission either.
    const resubmitted = run(
      p,
      [{ kind: 'return', points: [1], reason: '仍未写明联系人' }, '2026-09-24T11:00', operator],
      [{ kind: 'submit' }, '2026-09-24T14:00', owner],
    )
    expect(code(resubmitted, again, '2026-09-24T15:00', operator)).toBe('announcement-supplement-told-once')
  })

  test('the clock stands still for the operator while the owner supplies, and runs anew from the supplement', () => {
    expect(deadlines(stages.supplementing(), aContext('2026-09-23T12:00', owner))).toEqual([
      { action: 'supply', article: art('111', '24'), since: '2026-09-23T11:00:00.000+08:00', who: 'owner-1' },
    ])
    const [clock] = deadlines(stages.supplied(), aContext('2026-09-24T09:00', operator))
    // 24 September, Thursday; 25 September is Mid-Autumn Festival: Monday 28 and Tuesday 29.
    expect(clock).toMatchObject({
      since: '2026-09-24T09:00:00.000+08:00',
      due: '2026-09-30T00:00:00.000+08:00',
    })
  })

  test('only what was told can be found still missing', () => {
    const back = (points: number[]): Command => ({ kind: 'return', points, reason: '仍未补正' })
    expect(code(stages.submitted(), back([0]), '2026-09-24T10:00', operator)).toBe('supplement-first')
    expect(code(stages.supplied(), back([2]), '2026-09-24T10:00', operator)).toBe('not-a-demand')
    expect(run(stages.supplied(), [back([1]), '2026-09-24T10:00', operator])).toMatchObject({
      status: 'draft',
      returned: { points: [1], reason: '仍未补正' },
    })
  })
})

describe(art('111', '23.1'), () => {
  // 项目业主提交选取申请，应明确项目名称…
  test('an incomplete draft is saved and not submitted', () => {
    const p = run(stages.draft(), [{ kind: 'save', draft: { title: '半份' } }, '2026-09-23T09:00', owner])
    expect(p).toMatchObject({ status: 'draft', draft: { title: '半份' } })
    expect(code(p, { kind: 'submit' }, '2026-09-23T10:00', owner)).toBe('draft-field-missing')
  })
})

describe(art('111', '23.2'), () => {
  // 中介服务机构应当在报名截止时间前通过中介超市报名。
  const register: Command = { kind: 'register', commitment: true }
  const known = { standing: anAgency() }

  test.each([
    ['one millisecond before the deadline', '2026-09-30T16:59:59.999', undefined],
    ['at the deadline', '2026-09-30T17:00', 'registration-closed'],
    ['one millisecond after', '2026-09-30T17:00:00.001', 'registration-closed'],
  ])('%s', (_, at, expected) => {
    expect(code(stages.open(), register, at, agency, known)).toBe(expected)
  })

  // 中介服务机构报名时须承诺符合报名条件且将按要求履行好服务。
  test('without the commitment there is no registration', () => {
    const silent: Command = { kind: 'register', commitment: false }
    expect(refusal(stages.open(), silent, '2026-09-25T10:00', agency, known)).toMatchObject({
      code: 'commitment-missing',
      field: 'commitment',
    })
  })

  test('an ineligible agency is told the condition and the article', () => {
    const standing = anAgency(1, { services: [] })
    const refused = refusal(stages.open(), register, '2026-09-25T10:00', agency, { standing })
    expect(refused).toMatchObject({ code: 'service-not-held', article: art('111', '16') })
  })

  test('a second registration of the same agency is not offered', () => {
    const ctx = aContext('2026-09-25T10:00', agency, { ...known, registered: true })
    expect(availableActions(stages.open(), ctx).map((a) => a.act)).toEqual(['withdraw-registration'])
  })

  test('at the deadline registration closes by itself, not before', () => {
    expect(code(stages.open(), { kind: 'close' }, '2026-09-30T16:59:59.999', system)).toBe('too-early')
    expect(stages.opening()).toMatchObject({ status: 'opening' })
    expect(deadlines(stages.open(), aContext('2026-09-24T10:00', system))).toMatchObject([
      { action: 'close', due: '2026-09-30T17:00:00.000+08:00', who: 'system' },
    ])
  })
})

describe(art('111', '53.2'), () => {
  // 公开选取前擅自泄露项目报名中介服务机构名单。
  test('a registration changes nothing in the state and leaves no fact under the procurement', () => {
    const p = stages.open()
    const decision = decide(
      p,
      { kind: 'register', commitment: true },
      aContext('2026-09-25T10:00', agency, { standing: anAgency() }),
    )
    expect(decision).toEqual({ ok: true, state: p, facts: [] })
  })
})

describe(art('111', '22.1.1'), () => {
  // 随机选取的报名数量不得少于3家。
  test.each([
    [0, 'failed', 'no-eligible-registration'],
    [2, 'failed', 'too-few-registrations'],
    [3, 'drawing', undefined],
    [4, 'drawing', undefined],
  ])('%s registrations', (n, status, reason) => {
    expect(stages.opened(n)).toMatchObject({
      status,
      ...(reason ? { reason } : {}),
      opened: { registrations: n },
    })
  })

  test('three registrations of which one is not eligible are too few', () => {
    const registrants = [aRegistrant(1), aRegistrant(2), aRegistrant(3, { status: 'suspended' })]
    const p = run(stages.opening(), [{ kind: 'open', registrants }, '2026-09-30T17:00:01', system])
    expect(p).toMatchObject({
      status: 'failed',
      reason: 'too-few-registrations',
      opened: { registrations: 3 },
    })
  })

  test('the facts of the opening tell how many, not who', () => {
    const registrants = [1, 2, 3].map((n) => aRegistrant(n))
    const told = JSON.stringify(
      facts(stages.opening(), { kind: 'open', registrants }, '2026-09-30T17:00:01', system),
    )
    for (const { standing } of registrants) expect(told).not.toContain(standing.name)
  })
})

describe(art('111', '25.1'), () => {
  // 项目业主因故需取消采购的，应当在项目选取前在中介超市进行取消操作，并发布取消公告。
  const cancel: Command = { kind: 'cancel', reason: '资金调整' }

  test.each([
    ['draft', '2026-09-23T09:00', undefined],
    ['submitted', '2026-09-23T11:00', undefined],
    ['open', '2026-09-30T16:59:59.999', undefined],
    ['open', '2026-09-30T17:00', 'too-late-to-cancel'],
    ['opening', '2026-09-30T17:01', 'not-available'],
    ['drawing', '2026-09-30T17:01', 'not-available'],
    ['publicity', '2026-10-08T09:00', 'not-available'],
    ['awarded', '2026-10-12T09:00', 'not-available'],
  ] as const)('from %s at %s', (status, at, expected) => {
    expect(code(stages[status](), cancel, at, owner)).toBe(expected)
  })

  test('a published one is cancelled in public, a draft is not', () => {
    expect(noticeOf(stages.open(), stages.cancelled())).toMatchObject({
      kind: 'cancellation',
      number: 'JJ-2026-0924-0001',
    })
    const discarded = run(stages.draft(), [cancel, '2026-09-23T09:00', owner])
    expect(publicState(discarded)).toBeUndefined()
    expect(noticeOf(stages.draft(), discarded)).toBeUndefined()
  })
})

describe(art('111', '25.2'), () => {
  // 报名成功的中介服务机构因故需取消报名的，应当在报名截止时间前在中介超市进行取消报名操作。
  test.each([
    ['2026-09-30T16:59:59.999', undefined],
    ['2026-09-30T17:00', 'too-late-to-withdraw'],
    ['2026-09-30T17:00:00.001', 'too-late-to-withdraw'],
  ])('at %s', (at, expected) => {
    expect(code(stages.open(), { kind: 'withdraw-registration' }, at, agency, { registered: true })).toBe(
      expected,
    )
  })

  test('who has not registered cannot withdraw', () => {
    expect(code(stages.open(), { kind: 'withdraw-registration' }, '2026-09-25T10:00', agency)).toBe(
      'not-permitted',
    )
  })
})

describe(art('111', '26'), () => {
  // 因不可抗力或发生重大变故导致项目被取消的，…提供书面说明报同级运营机构，可作废采购公告。
  const command: Command = { kind: 'void', reason: '山洪冲毁工程现场', statement: 'file-1' }

  test('after the selection, with the written statement; it stays visible', () => {
    expect(code(stages.publicity(), command, '2026-10-08T09:00', owner)).toBe('statement-missing')
    const p = run(stages.publicity(), [command, '2026-10-08T09:00', owner, { statementFiled: true }])
    expect(publicState(p)).toBe('voided')
    expect(noticeOf(stages.publicity(), p)?.kind).toBe('voiding')
    expect(awardInfo('p', stages.voided())).toBeUndefined()
  })

  test('before the selection an announcement is cancelled, not voided', () => {
    expect(code(stages.open(), command, '2026-09-25T09:00', owner, { statementFiled: true })).toBe(
      'not-available',
    )
  })
})

describe(art('111', '27'), () => {
  // 发布流选公告。项目业主应调整选取条件，由中介超市另行组织选取。
  test('a failed selection is published with its reason and followed by one new, linked procurement', () => {
    const p = stages.failed()
    expect(noticeOf(stages.opening(), p)).toMatchObject({
      kind: 'failure',
      params: { reason: 'too-few-registrations', registrations: 2 },
    })
    expect(deadlines(p, aContext('2026-09-30T18:00', owner))).toMatchObject([
      { action: 'run-again', who: 'owner-1' },
    ])
    const followed = run(p, [{ kind: 'run-again' }, '2026-10-08T09:00', owner, { next: 'p-2' }])
    expect(followed).toMatchObject({ status: 'failed', next: 'p-2' })
    expect(deadlines(followed, aContext('2026-10-08T09:00', owner))).toEqual([])
    expect(code(followed, { kind: 'run-again' }, '2026-09-30T10:00', owner)).toBe('already-run-again')
  })
})

describe(art('111', '28'), () => {
  // 选取结果产生后，中选结果由中介超市系统自动发布中选公告，并予以公示，公示后…出具电子中选通知书。
  test('the result is publicised for three working days, then the award notice is issued by itself', () => {
    const p = stages.publicity()
    // Result on Wednesday 30 September 2026: Thursday 8, Friday 9, and Saturday 10 October, which works.
    expect(p).toMatchObject({ until: '2026-10-11T00:00:00.000+08:00' })
    expect(code(p, { kind: 'award' }, '2026-10-10T23:59:59.999', system)).toBe('too-early')
    expect(code(p, { kind: 'award' }, '2026-10-11T00:00', system)).toBeUndefined()
    expect(deadlines(p, aContext('2026-10-08T09:00', system))).toMatchObject([
      { action: 'award', due: '2026-10-11T00:00:00.000+08:00', who: 'system' },
    ])
  })

  test('the city may set another publicity', () => {
    const ctx = {
      ...aContext('2026-09-30T17:00:03', system),
      rules: { 'procurement.publicity-working-days': 1 },
    }
    const order = [1, 2, 3, 4].map((n) => aRegistrant(n).leaf)
    expect(accepted(decide(stages.drawing(), { kind: 'drawn', order }, ctx))).toMatchObject({
      until: '2026-10-09T00:00:00.000+08:00',
    })
  })

  test('the order of the draw is the order of the result', () => {
    expect(noticeOf(stages.drawing(), stages.publicity())).toMatchObject({
      kind: 'result',
      params: {
        winner: { agency: 'agency-3' },
        alternates: [{ agency: 'agency-1' }, { agency: 'agency-4' }, { agency: 'agency-2' }],
      },
    })
    const foreign = ['f'.repeat(64), ...[1, 2, 3].map((n) => aRegistrant(n).leaf)]
    expect(() =>
      decide(stages.drawing(), { kind: 'drawn', order: foreign }, aContext('2026-09-30T17:01', system)),
    ).toThrow()
    const short = [1, 2, 3].map((n) => aRegistrant(n).leaf)
    expect(() =>
      decide(stages.drawing(), { kind: 'drawn', order: short }, aContext('2026-09-30T17:01', system)),
    ).toThrow()
  })

  test('the award names owner, winner, fee and both numbers', () => {
    expect(awardInfo('p-1', stages.awarded())).toMatchObject({
      agency: { agency: 'agency-3' },
      amount: 6_800_000,
      timeLimitDays: 45,
      number: 'JJ-2026-0924-0001',
      noticeNumber: '九中选〔2026〕0001号',
    })
    expect(noticeOf(stages.publicity(), stages.awarded())).toMatchObject({
      kind: 'award',
      number: '九中选〔2026〕0001号',
    })
  })

  test('a winner that no longer qualifies makes way for the next of the order, publicised anew; no second draw', () => {
    const p = stages.publicity()
    const command: Command = { kind: 'disqualify' }
    const qualifies = { winner: anAgency(3) }
    expect(refusal(p, command, '2026-10-08T09:00', operator, qualifies)).toMatchObject({
      code: 'winner-qualifies',
      article: art('111', '53.3'),
    })
    const next = run(p, [
      command,
      '2026-10-08T09:00',
      operator,
      { winner: anAgency(3, { status: 'expelled' }) },
    ])
    expect(noticeOf(p, next)).toMatchObject({ kind: 'result', params: { winner: { agency: 'agency-1' } } })
    expect(next).toMatchObject({ until: '2026-10-13T00:00:00.000+08:00' })
    expect(awardInfo('p', run(next, [{ kind: 'award' }, '2026-10-13T00:00', system]))?.agency.agency).toBe(
      'agency-1',
    )
  })

  test('when no alternate is left the selection has failed', () => {
    const out = (n: number) => ({ winner: anAgency(n, { status: 'expelled' }) })
    const at = '2026-10-08T09:00'
    const p = run(
      stages.publicity(),
      ...[3, 1, 4, 2].map(
        (n) => [{ kind: 'disqualify' }, at, operator, out(n)] as [Command, string, Actor, Known],
      ),
    )
    expect(p).toMatchObject({ status: 'failed', reason: 'no-alternate-left' })
  })

  test('numbers', () => {
    expect(announcementNumber('JJ', '2026-09-28' as never, 17)).toBe('JJ-2026-0928-0017')
    expect(awardNumber('九中选', '2026-09-28' as never, 1)).toBe('九中选〔2026〕0001号')
  })
})

describe('the one table', () => {
  const commands: Command[] = [
    { kind: 'save', draft: {} },
    { kind: 'submit' },
    { kind: 'ask-supplement', demands: ['一'] },
    { kind: 'supply' },
    { kind: 'return', points: [0], reason: '未补正' },
    { kind: 'pass' },
    { kind: 'register', commitment: true },
    { kind: 'withdraw-registration' },
    { kind: 'cancel', reason: '取消' },
    { kind: 'close' },
    { kind: 'open', registrants: [] },
    { kind: 'drawn', order: [] },
    { kind: 'award' },
    { kind: 'disqualify' },
    { kind: 'void', reason: '洪水', statement: 'f' },
    { kind: 'run-again' },
  ]
  const actors: Actor[] = [
    owner,
    operator,
    agency,
    system,
    { kind: 'public' },
    aPerson('owner', 'owner-2'),
    aPerson('operator', 'operator-2'),
    aPerson('department'),
    aPerson('audit'),
  ]
  const everyStage = [
    ...(Object.keys(stages) as (keyof typeof stages)[])
      .filter((s) => s !== 'opened')
      .map((s) => stages[s as 'open']()),
    stages.opened(3),
  ]
  const anything = fc.record({
    p: fc.constantFrom(...everyStage),
    command: fc.constantFrom(...commands),
    actor: fc.constantFrom(...actors),
    at: fc.constantFrom('2026-09-24T10:00', '2026-09-30T17:00', '2026-10-11T00:00'),
    known: fc.constantFrom<Known[]>(
      {},
      { registered: true },
      { standing: anAgency() },
      { winner: anAgency(3, { status: 'expelled' }), statementFiled: true },
    ),
  })

  // What the screen does not offer, the server refuses; what it shows with a reason against it, likewise.
  test('decide refuses whatever availableActions does not list as free', () => {
    fc.assert(
      fc.property(anything, ({ p, command, actor, at, known }) => {
        const ctx = aContext(at, actor, known)
        const offered = availableActions(p, ctx).find((a) => a.act === command.kind)
        if (offered && !offered.refusal) return
        const decision = decide(p, command, ctx)
        expect(decision.ok).toBe(false)
        if (!decision.ok && offered) expect(decision.refusal).toEqual(offered.refusal)
      }),
      { numRuns: 3000 },
    )
  })

  test('every refusal, action and clock cites a paragraph', () => {
    fc.assert(
      fc.property(anything, ({ p, actor, at, known }) => {
        const ctx = aContext(at, actor, known)
        for (const { article } of [...availableActions(p, ctx), ...deadlines(p, ctx)])
          expect(article).toMatch(/^111\/\d/)
      }),
    )
  })

  test('only the owner and the operator of the procurement act on it, and only the system closes, opens, draws, awards', () => {
    for (const p of everyStage) {
      for (const actor of actors.slice(4)) {
        expect(availableActions(p, aContext('2026-09-24T10:00', actor)).map((a) => a.act)).toEqual([])
      }
    }
  })
})
