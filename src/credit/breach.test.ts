import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { aFile } from '../registry/testing.ts'
import type { Actor, Context, OrganisationKind } from '../workflow/index.ts'
import { breachWorkflow, newBreach } from './breach.ts'
import { type Breach, type BreachCommand, type BreachKnowledge, breachKnowledgeKey } from './breach-state.ts'
import { hearingWorkingDays } from './settings.ts'
import { type SituationCode, saidSituations, situationCodes, situations } from './situations.ts'

const actor = (kind: OrganisationKind, organisation: string, person: string): Actor => ({
  ...{ kind, person, personName: person, organisation, organisationName: organisation },
  ...{ region: '360402', roles: ['member'] },
})
const clerk = actor('operator', 'operator-1', '陈晓岚')
const second = actor('operator', 'operator-1', '王建国')
const approver = actor('management', 'management-1', '李敏')
const water = actor('department', 'water', '周正')
const agency = actor('agency', 'agency-1', '李建国')
const system: Actor = { kind: 'system' }

function ctx(who: Actor, at: string, change: Partial<BreachKnowledge> = {}): Context {
  const now = instant(at)
  const knowledge: BreachKnowledge = {
    ...{ agencyStatus: 'admitted', departments: [{ id: 'water', name: '水利局' }] },
    ...{ unknownFiles: [], found: [], pauses: [], ...change },
  }
  const rules = { [breachKnowledgeKey]: knowledge as never }
  return { actor: who, now, today: dateOf(now), calendar: chinaCalendar, rules }
}

const fresh = newBreach({
  id: 'breach-1',
  agency: { id: 'agency-1', name: '九江恒信' },
  operator: { id: 'operator-1', name: '濂溪区行政审批局' },
  management: { id: 'management-1', name: '濂溪区政务服务办' },
})
const file = aFile()
const origin = {
  source: 'engagement/1/contact',
  about: { subject: 'engagement', id: '1', title: '水土保持' },
}
const done = (b: Breach, command: BreachCommand, context: Context): Breach => {
  const decision = breachWorkflow.decide(b, command, context)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.state
}
const refused = (b: Breach, command: BreachCommand, context: Context) => {
  const decision = breachWorkflow.decide(b, command, context)
  return decision.ok ? undefined : decision.refusal
}
// Thursday 19 January 2023; the Spring Festival is from the 21st to the 27th, the 28th and 29th are working days.
const thursday = '2023-01-19T10:00'
const draft = (situation: SituationCode = '39.1') =>
  done(fresh, { kind: 'draft', situation, text: '逾期未联系', origin }, ctx(system, thursday))
const hearing = (situation: SituationCode = '39.1') =>
  done(draft(situation), { kind: 'hear' }, ctx(clerk, thursday))
const finding = (situation: SituationCode, change: object = {}): BreachCommand => ({
  ...{ kind: 'decide', situation, grounds: '经核实属实', text: '未按时与项目业主联系。', file, ...change },
})
const late = '2023-01-31T09:00'
const decided = (situation: SituationCode = '39.1') =>
  done(hearing(situation), finding(situation), ctx(clerk, late))
const found = (change: Partial<BreachKnowledge> = {}, situation: SituationCode = '39.1') =>
  done(decided(situation), { kind: 'confirm' }, ctx(second, late, change))

describe(art('111', '39'), () => {
  // 经核实确认后，由中介超市运营机构认定。
  test('the agency is heard for three working days, over the Spring Festival', () => {
    const b = hearing()
    const clocks = breachWorkflow.deadlines(b, ctx(clerk, thursday))
    expect(clocks).toMatchObject([
      { action: 'answer', who: 'agency-1', due: '2023-01-30T00:00:00.000+08:00' },
      { action: 'decide', who: 'operator-1' },
    ])
    expect(refused(b, finding('39.1'), ctx(clerk, '2023-01-29T23:59'))?.code).toBe('hearing-runs')
    expect(refused(b, finding('39.1'), ctx(clerk, '2023-01-30T00:00'))).toBeUndefined()
  })

  test('the city may set the hearing otherwise', () => {
    const context = ctx(clerk, thursday)
    const rules = { ...context.rules, [hearingWorkingDays.key]: 1 }
    expect(breachWorkflow.deadlines(hearing(), { ...context, rules })[0]?.due).toBe(
      '2023-01-21T00:00:00.000+08:00',
    )
  })

  test('it speaks once and in time; then it may be decided at once', () => {
    const b = hearing()
    const say: BreachCommand = { kind: 'answer', text: '当日电话已联系，通话记录见附件', file }
    expect(refused(b, { ...say, text: ' ' }, ctx(agency, thursday))?.field).toBe('text')
    expect(refused(b, say, ctx(agency, '2023-01-30T00:00'))?.code).toBe('hearing-over')
    const heard = done(b, say, ctx(agency, '2023-01-20T09:00'))
    expect(refused(heard, say, ctx(agency, '2023-01-20T09:10'))?.code).toBe('answered-already')
    expect(refused(heard, finding('39.1'), ctx(clerk, '2023-01-20T10:00'))).toBeUndefined()
  })

  test('nobody but the operator of the place finds', () => {
    for (const who of [actor('operator', 'operator-2', '赵'), approver, water, agency, system]) {
      expect(refused(hearing(), finding('39.1'), ctx(who, late))?.code).toBe('not-available')
    }
  })

  test('only an agency that is in the market', () => {
    for (const agencyStatus of ['applying', 'expelled'] as const) {
      const context = ctx(system, thursday, { agencyStatus })
      expect(refused(fresh, { kind: 'draft', situation: '39.1', text: 'x', origin }, context)?.code).toBe(
        'breach-agency-outside',
      )
    }
  })

  test('a department reports what it is in charge of (9.2)', () => {
    const report: BreachCommand = { kind: 'report', situation: '39.4', text: '成果被退回', file }
    expect(refused(fresh, report, ctx(water, thursday))).toBeUndefined()
    expect(refused(fresh, report, ctx(actor('department', 'forest', '林'), thursday))?.code).toBe(
      'breach-not-in-charge',
    )
  })

  test('what was heard is found, or a warning, and nothing else', () => {
    expect(refused(hearing(), finding('39.3'), ctx(clerk, late))).toMatchObject({
      ...{ code: 'situation-not-heard', field: 'situation' },
    })
    expect(refused(hearing(), finding('41'), ctx(clerk, late))).toBeUndefined()
  })
})

describe.each([
  [art('111', '39.1'), '39.1', 'general', '未按时与项目业主联系'],
  [art('111', '39.2'), '39.2', 'general', '擅自提高服务收费'],
  [art('111', '39.3'), '39.3', 'general', '不按合同规定的服务时间'],
  [art('111', '39.4'), '39.4', 'general', '被行业主管部门退回'],
  [art('111', '39.5'), '39.5', 'general', '应当回避情形却未回避'],
  [art('111', '39.6'), '39.6', 'general', '信息未如实填写'],
  [art('111', '39.7'), '39.7', 'general', '未履行有关守信承诺'],
  [art('111', '39.8'), '39.8', 'general', '1年内投诉3次以上'],
  [art('111', '39.9'), '39.9', 'general', '恶意低价竞标'],
  [art('111', '40.1'), '40.1', 'serious', '提供虚假材料、证照'],
  [art('111', '40.2'), '40.2', 'serious', '使用相同网络地址报名'],
  [art('111', '40.3'), '40.3', 'serious', '相互串通'],
  [art('111', '40.4'), '40.4', 'serious', '以远低于成本价的方式恶意竞价'],
  [art('111', '40.5'), '40.5', 'serious', '谋取不正当利益'],
  [art('111', '40.6'), '40.6', 'serious', '贿赂'],
  [art('111', '40.7'), '40.7', 'serious', '转包或分包'],
  [art('111', '40.8'), '40.8', 'serious', '利益输送'],
  [art('111', '40.9'), '40.9', 'serious', '捏造事实'],
  [art('111', '40.10'), '40.10', 'serious', '失信联合惩戒黑名单'],
  [art('111', '40.12'), '40.12', 'serious', '拒不接受'],
] as const)('%s', (article, code, severity, words) => {
  test(`is ${severity}, in the measure's words, and leads where ${severity} ones lead`, () => {
    expect(situations[code]).toMatchObject({ article, severity, zh: expect.stringContaining(words) })
    const b = done(decided(code), { kind: 'confirm' }, ctx(second, late))
    expect(b.status).toBe(severity === 'serious' ? 'confirmed' : 'in-force')
  })
})

test('every situation of 39, 40 and 41 is in the table once, and no person says 40.11', () => {
  expect(situationCodes.map((c) => situations[c].article)).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `111/39.${n}`),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `111/40.${n}`),
    '111/41',
  ])
  expect(saidSituations).toHaveLength(21)
})

describe(art('111', '53.4'), () => {
  // 未核实情况导致中介服务机构被错误信用处理。
  test('not the person who found', () => {
    expect(refused(decided(), { kind: 'confirm' }, ctx(clerk, late))).toMatchObject({
      ...{ code: 'breach-second-person', article: '111/53.4', params: { name: '陈晓岚' } },
    })
    expect(refused(decided(), { kind: 'dismiss', reason: '不实' }, ctx(clerk, late))?.code).toBe(
      'breach-second-person',
    )
    expect(breachWorkflow.availableActions(decided(), ctx(clerk, late))[0]?.refusal?.code).toBe(
      'breach-second-person',
    )
  })

  test.each([
    ['no grounds', { grounds: '' }, 'breach-text-missing', 'grounds'],
    ['nothing to publish', { text: ' ' }, 'breach-text-missing', 'text'],
    ['no paper', { file: undefined }, 'breach-file-missing', 'file'],
  ])('a finding with %s', (_, change, code, field) => {
    expect(refused(hearing(), finding('39.1', change), ctx(clerk, late))).toMatchObject({ code, field })
  })

  test('a paper of somebody else', () => {
    const strange = ctx(clerk, late, { unknownFiles: [file.id] })
    expect(refused(hearing(), finding('39.1'), strange)?.code).toBe('breach-file-unknown')
  })

  test.each([
    ['no words', { text: '' }, 'text'],
    ['no paper', { file: undefined }, 'file'],
  ])('a report with %s', (_, change, field) => {
    const open = { kind: 'open', situation: '39.2', text: '加价', file, ...change } as BreachCommand
    expect(refused(fresh, open, ctx(clerk, thursday))?.field).toBe(field)
  })

  test('dismissed only with a reason; then nothing follows', () => {
    expect(refused(draft(), { kind: 'dismiss', reason: '' }, ctx(clerk, thursday))?.field).toBe('reason')
    const over = done(draft(), { kind: 'dismiss', reason: '不可抗力' }, ctx(clerk, thursday))
    expect(breachWorkflow.availableActions(over, ctx(clerk, late))).toEqual([])
    expect(breachWorkflow.deadlines(over, ctx(clerk, late))).toEqual([])
  })
})

describe(art('111', '42.1'), () => {
  test('the first: suspended three months from the second signature, and ends by itself', () => {
    const b = found()
    expect(b).toMatchObject({ sanction: { measure: 'suspension', months: 3, until: '2023-04-30' } })
    const [end] = breachWorkflow.deadlines(b, ctx(clerk, late))
    expect(end).toMatchObject({
      action: 'end-suspension',
      who: 'system',
      due: '2023-05-01T00:00:00.000+08:00',
    })
    expect(refused(b, { kind: 'end-suspension' }, ctx(system, '2023-04-30T23:59'))?.code).toBe('not-due-yet')
    const over = done(b, { kind: 'end-suspension' }, ctx(system, '2023-05-01T00:00'))
    expect(refused(over, { kind: 'end-suspension' }, ctx(system, '2023-05-01T00:01'))?.code).toBe(
      'not-due-yet',
    )
  })

  test('a serious one waits for the management body; it may say no', () => {
    const b = found({}, '40.3')
    expect(breachWorkflow.deadlines(b, ctx(clerk, late))).toMatchObject([
      { action: 'approve', who: 'management-1' },
    ])
    expect(refused(b, { kind: 'approve' }, ctx(second, late))?.code).toBe('not-available')
    expect(done(b, { kind: 'approve' }, ctx(approver, late))).toMatchObject({
      ...{ status: 'in-force', sanction: { measure: 'expulsion' }, publicUntil: '2025-01-31' },
    })
    expect(done(b, { kind: 'dismiss', reason: '证据不足' }, ctx(approver, late)).status).toBe('dismissed')
  })
})

describe(art('111', '40'), () => {
  // 经核实确认后，由中介超市运营机构认定为严重失信行为: the second person's word is what goes to the management body.
  test('a serious breach is confirmed under 40, and nothing takes effect by that', () => {
    const decision = breachWorkflow.decide(decided('40.3'), { kind: 'confirm' }, ctx(second, late))
    expect(decision).toMatchObject({
      ...{ ok: true, state: { status: 'confirmed' } },
      facts: [{ kind: 'breach.confirmed', article: '111/40' }],
    })
    expect(decision.ok && 'since' in decision.state).toBe(false)
  })
})

describe(art('111', '40.11'), () => {
  const counted = [{ id: 'a', on: dateOf(instant(thursday)) }]
  test('computed, and straight before the management body', () => {
    const b = done(fresh, { kind: 'compute', text: '累计三次', counted }, ctx(system, late))
    expect(b).toMatchObject({ status: 'confirmed', finding: { situation: '40.11', severity: 'serious' } })
    expect(done(b, { kind: 'approve' }, ctx(approver, late))).toMatchObject({
      sanction: { measure: 'expulsion' },
    })
  })
  test('nobody says it', () => {
    const open: BreachCommand = { kind: 'open', situation: '40.11', text: 'x', file }
    expect(refused(fresh, open, ctx(clerk, late))?.code).toBe('situation-computed')
    expect(refused(fresh, { kind: 'compute', text: 'x', counted }, ctx(clerk, late))?.code).toBe(
      'not-available',
    )
  })
})

describe(art('111', '41'), () => {
  test('a warning suspends nobody and ends with its publicity', () => {
    const b = done(done(hearing(), finding('41'), ctx(clerk, late)), { kind: 'confirm' }, ctx(second, late))
    expect(b).toMatchObject({
      sanction: { measure: 'warning', until: '2023-02-28' },
      publicUntil: '2023-02-28',
    })
    expect(breachWorkflow.deadlines(b, ctx(clerk, late)).map((d) => d.action)).toEqual(['take-down'])
  })
})

describe(art('111', '42.2'), () => {
  test('comes down at the end of the last day, and not a minute before', () => {
    const b = found()
    expect(refused(b, { kind: 'take-down' }, ctx(system, '2023-04-30T23:59'))?.code).toBe('not-due-yet')
    const down = done(b, { kind: 'take-down' }, ctx(system, '2023-05-01T00:00'))
    expect(breachWorkflow.deadlines(down, ctx(system, late)).map((d) => d.action)).toEqual(['end-suspension'])
  })
  test('what is published by the day is told to the open log by nobody', () => {
    const decision = breachWorkflow.decide(decided(), { kind: 'confirm' }, ctx(second, late))
    expect(decision.ok && decision.facts.map((f) => f.visibility)).toEqual(['parties'])
  })
})

const applied = (change: object = {}): BreachCommand =>
  ({
    ...{
      kind: 'apply-repair',
      noLoss: { text: '未造成损失', file },
      rectification: { text: '已整改', file },
    },
    ...{ forgiveness: { by: '修水县水利局', file }, ...change },
  }) as BreachCommand
// Wednesday 1 February 2023: ten working days end on 15 February.
const wednesday = '2023-02-01T10:00'
const repairing = () => done(found(), applied(), ctx(agency, wednesday))
const opinion = (b: Breach, who: Actor, adopted = true) =>
  done(b, { kind: 'adopt', adopted, text: adopted ? '' : '措施不具体' }, ctx(who, wednesday))
const verdict = (change: object = {}): BreachCommand =>
  ({
    ...{ kind: 'decide-repair', granted: true, noLoss: true, forgiven: true, reason: '四项条件均已核实' },
    ...change,
  }) as BreachCommand

describe(art('111', '43'), () => {
  // 可以由中介服务机构提出信用修复申请。
  test('the agency applies, nobody else, and only once something was found', () => {
    for (const who of [clerk, approver, water, actor('agency', 'agency-2', '他')]) {
      expect(refused(found(), applied(), ctx(who, wednesday))?.code).toBe('not-available')
    }
    expect(refused(decided(), applied(), ctx(agency, wednesday))?.code).toBe('not-available')
    expect(repairing()).toMatchObject({ status: 'repairing', repair: { departments: [{ id: 'water' }] } })
  })
})

describe(art('111', '43.1'), () => {
  // 首次被认定为信用失信，且信用失信行为认定为一般失信行为。
  const earlier = (severity: 'warning' | 'general' | 'serious', repaired = false) => [
    { id: 'x', on: dateOf(instant('2022-12-20T10:00')), severity, repaired },
  ]
  test.each([
    ['the first', [], undefined],
    ['after a warning, which is no breach', earlier('warning'), undefined],
    ['after a general one', earlier('general'), 'repair-not-first'],
    ['after one that was repaired', earlier('general', true), 'repair-not-first'],
    ['after a serious one', earlier('serious'), 'repair-not-first'],
  ])('%s', (_, before, code) => {
    expect(refused(found(), applied(), ctx(agency, wednesday, { found: before }))?.code).toBe(code)
  })
  test('a later one does not bar the first', () => {
    const later = [{ ...earlier('general')[0]!, on: dateOf(instant('2023-02-01T10:00')) }]
    expect(refused(found(), applied(), ctx(agency, wednesday, { found: later }))).toBeUndefined()
  })
  test('neither a serious one nor a warning', () => {
    const serious = done(found({}, '40.3'), { kind: 'approve' }, ctx(approver, late))
    const warning = done(
      done(hearing(), finding('41'), ctx(clerk, late)),
      { kind: 'confirm' },
      ctx(second, late),
    )
    for (const b of [serious, warning]) {
      expect(refused(b, applied(), ctx(agency, wednesday))?.code).toBe('repair-not-general')
    }
  })
})

describe.each([
  [art('111', '43.2'), 'noLoss', ['noLoss.text', 'noLoss.file']],
  [art('111', '43.3'), 'rectification', ['rectification.text', 'rectification.file']],
  [art('111', '43.4'), 'forgiveness', ['forgiveness.by', 'forgiveness.file']],
] as const)('%s', (article, part, fields) => {
  test('is shown in words and on paper', () => {
    const [text = '', paper] = fields
    const blank = { [text.split('.')[1]!]: '', file }
    expect(refused(found(), applied({ [part]: blank }), ctx(agency, wednesday))).toMatchObject({
      article,
      field: text,
    })
    const words = { [text.split('.')[1]!]: '说明' }
    expect(refused(found(), applied({ [part]: words }), ctx(agency, wednesday))).toMatchObject({
      article,
      field: paper,
    })
  })
})

describe(art('111', '43.3'), () => {
  // 得到了中介超市管理机构、中介超市运营机构和行业主管部门的采纳。
  test.each([
    ['nobody', [], 'repair-not-adopted'],
    ['the management body alone', [[approver, true]], 'repair-not-adopted'],
    ['the department alone', [[water, true]], 'repair-not-adopted'],
    [
      'the department against',
      [
        [approver, true],
        [water, false],
      ],
      'repair-not-adopted',
    ],
    [
      'both',
      [
        [approver, true],
        [water, true],
      ],
      undefined,
    ],
  ] as [string, [Actor, boolean][], string | undefined][])('adopted by %s', (_, said, code) => {
    const b = said.reduce((state, [who, adopted]) => opinion(state, who, adopted), repairing())
    expect(refused(b, verdict(), ctx(clerk, wednesday))?.code).toBe(code)
  })
  test('each says so once, and why not', () => {
    const adopt: BreachCommand = { kind: 'adopt', adopted: false, text: '' }
    expect(refused(repairing(), adopt, ctx(water, wednesday))?.field).toBe('text')
    expect(refused(opinion(repairing(), water), { ...adopt, text: 'x' }, ctx(water, wednesday))?.code).toBe(
      'adopted-already',
    )
    expect(refused(repairing(), adopt, ctx(actor('department', 'forest', '林'), wednesday))?.code).toBe(
      'not-available',
    )
  })
})

describe(art('111', '43.5'), () => {
  // 在10个工作日内对申请内容进行核定。
  const adopted = () => opinion(opinion(repairing(), approver), water)
  test('ten working days for the operator and for those with whom it decides', () => {
    const clocks = breachWorkflow.deadlines(repairing(), ctx(clerk, wednesday))
    expect(clocks.slice(0, 3)).toMatchObject([
      { action: 'decide-repair', who: 'operator-1', due: '2023-02-16T00:00:00.000+08:00' },
      { action: 'adopt', who: 'management-1', due: '2023-02-16T00:00:00.000+08:00' },
      { action: 'adopt', who: 'water' },
    ])
  })
  test.each([
    ['loss not verified', { noLoss: false }, 'repair-loss', 'noLoss'],
    ['letter not verified', { forgiven: false }, 'repair-not-forgiven', 'forgiven'],
    ['no reason', { reason: '' }, 'breach-text-missing', 'reason'],
  ])('not granted with %s', (_, change, code, field) => {
    expect(refused(adopted(), verdict(change), ctx(clerk, wednesday))).toMatchObject({ code, field })
  })
  test('granted: published for a month, and the suspension has no end any more to wait for', () => {
    const b = done(adopted(), verdict(), ctx(clerk, wednesday))
    expect(b).toMatchObject({ status: 'repaired', repaired: { publicUntil: '2023-03-01' } })
    expect(breachWorkflow.deadlines(b, ctx(clerk, wednesday))).toMatchObject([
      { action: 'take-down', due: '2023-03-02T00:00:00.000+08:00' },
    ])
    expect(refused(b, { kind: 'take-down' }, ctx(system, '2023-03-01T23:59'))?.code).toBe('not-due-yet')
    const over = done(b, { kind: 'take-down' }, ctx(system, '2023-03-02T00:00'))
    expect(breachWorkflow.deadlines(over, ctx(clerk, wednesday))).toEqual([])
  })
  test('核定不通过的，维持原信用惩罚决定', () => {
    const b = done(
      repairing(),
      verdict({ granted: false, reason: '谅解书并非业主出具' }),
      ctx(clerk, wednesday),
    )
    expect(b).toMatchObject({ status: 'in-force', repairRefused: { reason: '谅解书并非业主出具' } })
    expect(breachWorkflow.deadlines(b, ctx(clerk, wednesday)).map((d) => d.action)).toEqual([
      ...['end-suspension', 'take-down'],
    ])
  })
  test('the suspension and the publicity end while a repair is looked into', () => {
    const over = done(repairing(), { kind: 'end-suspension' }, ctx(system, '2023-05-01T00:00'))
    expect(done(over, { kind: 'take-down' }, ctx(system, '2023-05-01T00:00')).status).toBe('repairing')
  })
})
