import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context, OrganisationKind } from '../workflow/index.ts'
import { newStandingCase, standingCase } from './standing-case.ts'
import {
  type Ground,
  groundOf,
  grounds,
  type StandingCase,
  type StandingCommand,
  type StandingKnowledge,
  standingKnowledgeKey,
} from './standing-state.ts'
import { aFile } from './testing.ts'

const actor = (kind: OrganisationKind, organisation: string, person: string): Actor => ({
  ...{ kind, person, personName: person, organisation, organisationName: organisation },
  ...{ region: '360402', roles: ['member'] },
})
const clerk = actor('operator', 'operator-1', '陈晓岚')
const second = actor('operator', 'operator-1', '王建国')
const approver = actor('management', 'management-1', '李敏')
const water = actor('department', 'water', '周正')
const agency = actor('agency', 'agency-1', '李建国')

function ctx(who: Actor, at: string, change: Partial<StandingKnowledge> = {}): Context {
  const now = instant(at)
  const knowledge: StandingKnowledge = {
    agencyStatus: 'admitted',
    services: [
      { serviceType: '1.06', department: 'water' },
      { serviceType: '1.02', department: 'ecology' },
    ],
    unknownFiles: [],
    ...change,
  }
  const rules = { [standingKnowledgeKey]: knowledge as never }
  return { actor: who, now, today: dateOf(now), calendar: chinaCalendar, rules }
}

const fresh = newStandingCase('case-1', {
  agency: { id: 'agency-1', name: '九江恒信' },
  operator: { id: 'operator-1', name: '濂溪区行政审批局' },
  management: { id: 'management-1', name: '濂溪区政务服务办' },
})
const opening = (ground: Ground, change: object = {}): StandingCommand => ({
  ...{ kind: 'open', ground, services: ['1.06'], text: '证书查询结果为已注销', file: aFile(), ...change },
})
const done = (state: StandingCase, command: StandingCommand, context: Context): StandingCase => {
  const decision = standingCase.decide(state, command, context)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.state
}
const refused = (state: StandingCase, command: StandingCommand, context: Context) => {
  const decision = standingCase.decide(state, command, context)
  return decision.ok ? undefined : decision.refusal
}
const facts = (state: StandingCase, command: StandingCommand, context: Context) => {
  const decision = standingCase.decide(state, command, context)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.facts.map((f) => [f.kind, f.article, f.visibility])
}
const at = '2023-01-19T10:00'
const opened = (ground: Ground, change: object = {}) => done(fresh, opening(ground, change), ctx(clerk, at))
const suspended = () => done(opened('qualification-lapsed'), { kind: 'confirm' }, ctx(second, at))
const expelled = () =>
  done(
    done(opened('judgment-defaulter'), { kind: 'confirm' }, ctx(second, at)),
    { kind: 'approve' },
    ctx(approver, at),
  )

describe(art('111', '35'), () => {
  // 中介服务机构存在以下情形之一的，中介超市运营机构应暂停其相关服务。
  test('holds from the second signature on, for the services named', () => {
    const state = suspended()
    expect(state).toMatchObject({
      status: 'in-force',
      since: '2023-01-19T10:00:00.000+08:00',
      services: ['1.06'],
    })
    expect(facts(opened('qualification-lapsed'), { kind: 'confirm' }, ctx(second, at))).toEqual([
      ['standing.suspended', '111/35.2', 'public'],
    ])
  })

  test('only services that the agency has, only an agency that is in the market', () => {
    expect(
      refused(fresh, opening('conditions-not-met', { services: ['9.99'] }), ctx(clerk, at)),
    ).toMatchObject({
      code: 'service-not-of-agency',
      field: 'services',
    })
    for (const agencyStatus of ['applying', 'expelled'] as const) {
      expect(refused(fresh, opening('conditions-not-met'), ctx(clerk, at, { agencyStatus }))?.code).toBe(
        'agency-not-in-market',
      )
    }
    expect(refused(fresh, opening('conditions-not-met'), ctx(clerk, at, { agencyStatus: 'suspended' }))).toBe(
      undefined,
    )
  })

  test('nobody but the operator of the place', () => {
    const other = actor('operator', 'operator-2', '赵')
    for (const who of [other, approver, agency, { kind: 'public' } as const]) {
      expect(refused(fresh, opening('conditions-not-met'), ctx(who, at))?.code).toBe('not-available')
    }
  })
})

describe.each([
  [art('111', '35.1'), 'conditions-not-met', 'suspension'],
  [art('111', '35.2'), 'qualification-lapsed', 'suspension'],
  [art('111', '35.3'), 'suspended-by-department', 'suspension'],
  [art('111', '36.1'), 'judgment-defaulter', 'expulsion'],
  [art('111', '36.2'), 'qualification-revoked', 'expulsion'],
  [art('111', '36.3'), 'blacklisted', 'expulsion'],
] as const)('%s', (article, ground, measure) => {
  test(`${ground} leads to ${measure} and nothing else`, () => {
    expect(groundOf[ground]).toEqual({ measure, article })
    const state = done(opened(ground), { kind: 'confirm' }, ctx(second, at))
    expect(state.status).toBe(measure === 'suspension' ? 'in-force' : 'confirmed')
  })
})

test('every ground of both articles is in the table', () => {
  expect(grounds.map((g) => groundOf[g].article)).toEqual(
    ['35.1', '35.2', '35.3', '36.1', '36.2', '36.3'].map((p) => `111/${p}`),
  )
})

describe(art('111', '53.4'), () => {
  // 未核实情况导致中介服务机构被错误信用处理。
  test('not the same person who opened', () => {
    const state = opened('qualification-lapsed')
    expect(refused(state, { kind: 'confirm' }, ctx(clerk, at))).toMatchObject({
      code: 'second-person-required',
      article: '111/53.4',
      params: { name: '陈晓岚' },
    })
    expect(refused(state, { kind: 'confirm' }, ctx(second, at))).toBeUndefined()
    expect(standingCase.availableActions(state, ctx(clerk, at))[0]).toMatchObject({
      act: 'confirm',
      refusal: { code: 'second-person-required' },
    })
  })

  test.each([
    ['no words', { text: ' ' }, 'evidence-text-missing', 'text'],
    ['no file', { file: undefined }, 'evidence-file-missing', 'file'],
  ])('evidence: %s', (_, change, code, field) => {
    expect(refused(fresh, opening('blacklisted', change), ctx(clerk, at))).toMatchObject({ code, field })
  })

  test('evidence: a file of somebody else', () => {
    const strange = ctx(clerk, at, { unknownFiles: ['file-1'] })
    expect(refused(fresh, opening('blacklisted'), strange)?.code).toBe('evidence-file-unknown')
  })

  test('dismissed only with a reason; then nothing follows', () => {
    const state = opened('blacklisted')
    expect(refused(state, { kind: 'dismiss', reason: '' }, ctx(second, at))?.field).toBe('reason')
    const over = done(state, { kind: 'dismiss', reason: '查无此事' }, ctx(second, at))
    expect(over.status).toBe('dismissed')
    expect(standingCase.availableActions(over, ctx(second, at))).toEqual([])
  })
})

describe(art('111', '9.2'), () => {
  // 发现已入驻中介服务机构不具备法定资质（资格）的，通知…予以清退。
  const report = { ...opening('qualification-revoked'), kind: 'report' } as StandingCommand
  test('a department in charge reports; two people of the operator follow it up', () => {
    const reported = done(fresh, report, ctx(water, at))
    expect(standingCase.deadlines(reported, ctx(water, at))).toMatchObject([
      { action: 'take-up', who: 'operator-1' },
    ])
    const taken = done(reported, { kind: 'take-up' }, ctx(clerk, at))
    expect(refused(taken, { kind: 'confirm' }, ctx(clerk, at))?.code).toBe('second-person-required')
    expect(done(taken, { kind: 'confirm' }, ctx(second, at))).toMatchObject({
      status: 'confirmed',
      reported: { person: '周正' },
    })
  })
  test('another department does not', () => {
    const forest = actor('department', 'forest', '林')
    expect(refused(fresh, report, ctx(forest, at))?.code).toBe('not-in-charge')
  })
})

describe(art('111', '36'), () => {
  // 中介超市运营机构应予以清退。
  test('waits for the management body', () => {
    const confirmed = done(opened('blacklisted'), { kind: 'confirm' }, ctx(second, at))
    expect(standingCase.deadlines(confirmed, ctx(clerk, at))).toMatchObject([
      { action: 'approve', who: 'management-1' },
    ])
    expect(refused(confirmed, { kind: 'approve' }, ctx(second, at))?.code).toBe('not-available')
    expect(done(confirmed, { kind: 'approve' }, ctx(approver, at)).status).toBe('in-force')
    expect(facts(confirmed, { kind: 'approve' }, ctx(approver, at))).toEqual([
      ['standing.expelled', '111/36.3', 'public'],
    ])
  })
  test('one at a time, and from the market, not from a service', () => {
    const busy = ctx(clerk, at, { otherExpulsion: 'case-0' })
    expect(refused(fresh, opening('blacklisted'), busy)?.code).toBe('expulsion-under-way')
    expect(refused(fresh, opening('qualification-lapsed'), busy)).toBeUndefined()
    expect(opened('blacklisted')).toMatchObject({ services: [] })
  })
})

describe(art('111', '35.4'), () => {
  // 需重新提交有效资质等材料，并经中介超市运营机构核准，方可开展相关服务。
  const request: StandingCommand = { kind: 'request-restoration', text: '已换发新证', file: aFile() }
  test('fresh material first', () => {
    expect(refused(suspended(), { ...request, text: '' }, ctx(agency, at))?.field).toBe('text')
    const { file: _, ...bare } = request
    expect(refused(suspended(), bare as StandingCommand, ctx(agency, at))?.field).toBe('file')
  })
  test('then the operator approves, or declines with a reason and the suspension goes on', () => {
    const asked = done(suspended(), request, ctx(agency, at))
    expect(refused(asked, { kind: 'approve-restoration' }, ctx(agency, at))?.code).toBe('not-available')
    expect(done(asked, { kind: 'approve-restoration' }, ctx(clerk, at)).status).toBe('restored')
    const declined = done(asked, { kind: 'decline-restoration', reason: '仍为旧证' }, ctx(clerk, at))
    expect(declined).toMatchObject({ status: 'in-force', declined: { reason: '仍为旧证' } })
    expect(refused(declined, request, ctx(agency, at))).toBeUndefined()
  })
  test('there is no such way back from an expulsion', () => {
    expect(refused(expelled(), request, ctx(agency, at))?.code).toBe('not-available')
  })
})

describe(art('111', '36.4'), () => {
  // 2年内不得申请入驻，法律法规另有规定的除外。
  const lift: StandingCommand = {
    kind: 'lift',
    issuer: '九江市人民政府',
    number: '九府字〔2023〕8号',
    basis: '第三条',
  }
  test('the public fact names the last day of the two years', () => {
    const confirmed = done(opened('blacklisted'), { kind: 'confirm' }, ctx(second, at))
    const decision = standingCase.decide(confirmed, { kind: 'approve' }, ctx(approver, at))
    expect(decision).toMatchObject({ facts: [{ body: { until: '2025-01-19' } }] })
  })
  test('lifted by the management body with the number of a document', () => {
    expect(done(expelled(), lift, ctx(approver, at))).toMatchObject({ status: 'lifted' })
    expect(refused(expelled(), { ...lift, number: '' }, ctx(approver, at))).toMatchObject({
      code: 'document-missing',
      field: 'number',
    })
    expect(refused(expelled(), lift, ctx(clerk, at))?.code).toBe('not-available')
  })
})
