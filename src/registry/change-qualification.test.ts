import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context } from '../workflow/index.ts'
import { change } from './change.ts'
import {
  type Change,
  type ChangeCommand,
  type ChangeKnowledge,
  changeKnowledgeKey,
  type Proposal,
} from './change-state.ts'
import { applicant, aService, clerk, official } from './testing.ts'

const lapsed = { ...aService({ validTo: '2026-10-20' }), lapsed: instant('2026-10-21T00:00') }

const known = (more: Partial<ChangeKnowledge> = {}): ChangeKnowledge => ({
  ...{
    agencyStatus: 'admitted',
    name: '九江恒信水利咨询有限公司',
    legalRepresentative: '李建国',
    people: [],
  },
  operator: { id: 'operator-1', name: '濂溪区行政审批局' },
  department: { id: 'water', name: '市水利局' },
  ...{ elsewhere: [], bars: [], unknownFiles: [], serviceTypes: ['1.06'], certificate: lapsed, ...more },
})

function at(actor: Actor, moment: string, more: Partial<ChangeKnowledge> = {}): Context {
  const now = instant(moment)
  const rules = { [changeKnowledgeKey]: known(more) as never }
  return { actor, now, today: dateOf(now), calendar: chinaCalendar, rules }
}

const blank: Change = { status: 'new', id: 'change-1', agency: 'agency-1' }
const renewal = (claim = {}): Proposal => ({
  matter: 'qualification',
  claim: aService({ number: '新证', validFrom: '2026-10-26', validTo: '2029-10-25', ...claim }),
})
const filing = (claim = {}, more: Partial<ChangeKnowledge> = {}, day = '2026-10-27T10:00') =>
  change.decide(blank, { kind: 'file', proposal: renewal(claim) }, at(applicant, day, more))
const done = (decision: ReturnType<typeof filing>): Change => {
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.state
}
const why = (decision: ReturnType<typeof filing>) =>
  decision.ok ? decision.state.status : `${decision.refusal.code} ${decision.refusal.field ?? ''}`.trim()
const send = (state: Change, command: ChangeCommand, ctx: Context) => change.decide(state, command, ctx)
const acts = (state: Change, ctx: Context) =>
  change.availableActions(state, ctx).map((a) => `${a.act} ${a.article}`)

describe(art('111', '35.4'), () => {
  // 暂停后，中介服务机构需重新提交有效资质等材料，并经中介超市运营机构核准，方可开展相关服务。
  test('first the department, then the operator; nothing is in force before', () => {
    const filed = done(filing())
    expect(filed.status).toBe('confirming')
    expect(acts(filed, at(official, '2026-10-27T11:00'))).toEqual(['confirm 111/16', 'refuse 111/16'])
    expect(acts(filed, at(clerk, '2026-10-27T11:00'))).toEqual([])
    expect(why(send(filed, { kind: 'approve' }, at(clerk, '2026-10-27T11:00')))).toBe('not-available')

    const confirmed = done(send(filed, { kind: 'confirm' }, at(official, '2026-10-28T09:00')))
    expect(confirmed).toMatchObject({ status: 'submitted', confirmed: { name: '周正' } })
    expect(acts(confirmed, at(official, '2026-10-28T09:00'))).toEqual([])
    expect(acts(confirmed, at(clerk, '2026-10-28T09:00'))).toEqual(['approve 111/35.4', 'refuse 111/35.4'])

    const decision = send(confirmed, { kind: 'approve' }, at(clerk, '2026-10-29T09:00'))
    expect(decision).toMatchObject({
      state: { status: 'in-force' },
      facts: [
        { kind: 'change.in-force', article: '111/35.4', visibility: 'public', body: { number: '新证' } },
      ],
    })
  })

  test.each([
    ['a good one', {}, 'confirming'],
    ['one that ends today', { validTo: '2026-10-27' }, 'confirming'],
    ['one that ended yesterday', { validTo: '2026-10-26' }, 'qualification-expired claim.validTo'],
    ['one that begins tomorrow', { validFrom: '2026-10-28' }, 'qualification-not-yet-valid claim.validFrom'],
    [
      'dates the wrong way round',
      { validFrom: '2026-10-26', validTo: '2026-10-25' },
      'ends-before-it-begins claim.validTo',
    ],
    ['no certificate', { file: undefined }, 'certificate-missing claim.file'],
    ['no number', { number: '' }, 'field-missing claim.number'],
    [
      'nothing at all',
      { qualification: '', number: '', file: undefined },
      'field-missing claim.qualification',
    ],
    ['a service that is not on the list', { serviceType: '9.99' }, 'service-unknown claim.serviceType'],
  ])('%s', (_, claim, expected) => expect(why(filing(claim))).toBe(expected))

  test('a file of somebody else, another report about the same service, nobody in charge', () => {
    expect(why(filing({}, { unknownFiles: ['file-2'] }))).toBe('file-unknown claim.file')
    expect(why(filing({}, { other: 'change-0' }))).toBe('change-under-way')
    expect(why(filing({}, { department: undefined }))).toBe('no-department claim.serviceType')
  })

  test('what ends while it waits is neither confirmed nor approved', () => {
    const short = { validTo: '2026-10-28' }
    const filed = done(filing(short))
    expect(why(send(filed, { kind: 'confirm' }, at(official, '2026-10-29T00:00')))).toBe(
      'qualification-expired claim.validTo',
    )
    const confirmed = done(send(filed, { kind: 'confirm' }, at(official, '2026-10-28T23:59')))
    expect(why(send(confirmed, { kind: 'approve' }, at(clerk, '2026-10-29T00:00')))).toBe(
      'qualification-expired claim.validTo',
    )
  })

  test('a certificate that still holds is an ordinary change', () => {
    const running = { certificate: aService({ validTo: '2026-11-20' }) }
    const filed = done(filing({}, running))
    const confirmed = done(send(filed, { kind: 'confirm' }, at(official, '2026-10-28T09:00', running)))
    expect(acts(confirmed, at(clerk, '2026-10-28T09:00', running))).toEqual([
      'approve 111/33.1',
      'refuse 111/33.1',
    ])
  })
})

describe(art('111', '16'), () => {
  // 中介服务机构是否具备相关资质（资格）由各级行业主管部门审核确认。
  test('only the department in charge confirms', () => {
    const filed = done(filing())
    for (const actor of [applicant, clerk, { ...official, organisation: 'ecology' }]) {
      expect(why(send(filed, { kind: 'confirm' }, at(actor, '2026-10-28T09:00')))).toBe('not-available')
    }
  })

  test('it may refuse with a reason, and the agency may take it back', () => {
    const filed = done(filing())
    const ctx = at(official, '2026-10-28T09:00')
    expect(why(send(filed, { kind: 'refuse', reason: ' ' }, ctx))).toBe('reason-missing reason')
    expect(why(send(filed, { kind: 'refuse', reason: '证书查无此号' }, ctx))).toBe('refused')
    expect(why(send(filed, { kind: 'withdraw' }, at(applicant, '2026-10-28T09:00')))).toBe('withdrawn')
  })

  test('the department has its days from the report, the operator from the confirmation', () => {
    // Tuesday 27 October 2026: five working days end on Tuesday 3 November.
    const filed = done(filing())
    expect(change.deadlines(filed, at(official, '2026-10-27T10:00'))).toMatchObject([
      { action: 'confirm', who: 'water', due: instant('2026-11-04T00:00'), article: '111/16' },
    ])
    const confirmed = done(send(filed, { kind: 'confirm' }, at(official, '2026-10-30T16:00')))
    // Friday 30 October: two working days end on Tuesday 3 November.
    expect(change.deadlines(confirmed, at(clerk, '2026-10-30T16:00'))).toMatchObject([
      { action: 'approve', who: 'operator-1', due: instant('2026-11-04T00:00'), article: '111/35.4' },
    ])
  })
})
