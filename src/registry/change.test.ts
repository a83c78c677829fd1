import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context } from '../workflow/index.ts'
import { change } from './change.ts'
import { type Change, type ChangeKnowledge, changeKnowledgeKey, type Proposal } from './change-state.ts'
import { aFile, aPerson, applicant, clerk, official } from './testing.ts'
import { differencesOf } from './versions.ts'

const known = (more: Partial<ChangeKnowledge> = {}): ChangeKnowledge => ({
  ...{ agencyStatus: 'admitted', name: '九江恒信水利咨询有限公司', legalRepresentative: '李建国' },
  operator: { id: 'operator-1', name: '濂溪区行政审批局' },
  people: [
    { id: 'p1', name: '王小明', posts: ['authorised-agent', 'admin'], certificate: '' },
    { id: 'p2', name: '赵执业', posts: ['practitioner'], certificate: '水保0001' },
  ],
  ...{ elsewhere: [], bars: [], unknownFiles: [], serviceTypes: ['1.06'], ...more },
})

function at(actor: Actor, moment: string, more: Partial<ChangeKnowledge> = {}, settings = {}): Context {
  const now = instant(moment)
  const rules = { ...settings, [changeKnowledgeKey]: known(more) }
  return { actor, now, today: dateOf(now), calendar: chinaCalendar, rules }
}

const blank: Change = { status: 'new', id: 'change-1', agency: 'agency-1' }
const contact: Proposal = {
  ...{ matter: 'contact', address: '濂溪区十里大道2号', phone: '0792-8123457' },
  ...{ email: 'office@hengxin.example', scope: '水利咨询、水土保持' },
}
const name: Proposal = { matter: 'name', name: '九江恒信生态咨询有限公司', licence: aFile() }
const { identity, phone } = aPerson()
const newcomer: Proposal = {
  matter: 'representative',
  representative: { name: '孙新来', identity, phone },
  licence: aFile(),
}
const people = (leaving: string[], joining = [aPerson()]): Proposal => ({
  matter: 'people',
  leaving,
  joining,
})

const filing = (proposal: Proposal, more: Partial<ChangeKnowledge> = {}, actor: Actor = applicant) =>
  change.decide(blank, { kind: 'file', proposal }, at(actor, '2023-01-19T10:00', more))

function submitted(proposal: Proposal): Change {
  const decision = filing(proposal)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.state
}

const codeOf = (decision: ReturnType<typeof filing>) =>
  decision.ok
    ? decision.state.status
    : [decision.refusal.code, decision.refusal.field].filter(Boolean).join(' ')

describe(art('111', '33.1'), () => {
  // 中介服务机构出现法人、业务授权人、账号管理人、执业（职业）人员以及营业执照、资质（资格）等变更情况的，
  // 应及时对相关信息进行修改。
  test.each<[string, Proposal, string]>([
    ['how to reach it is in force at once', contact, 'in-force'],
    ['the name waits for the operator', name, 'submitted'],
    ['the legal representative waits', newcomer, 'submitted'],
    ['key people wait', people([]), 'submitted'],
    ['also one who only leaves', people(['p2'], []), 'submitted'],
    ['the same name', { ...name, name: '九江恒信水利咨询有限公司' }, 'change-empty name'],
    ['no name', { ...name, name: ' ' }, 'field-missing name'],
    ['no licence with the name', { ...name, licence: undefined }, 'licence-missing licence'],
    ['no licence with the representative', { ...newcomer, licence: undefined }, 'licence-missing licence'],
    ['a wrong phone', { ...contact, phone: '110' }, 'phone-invalid phone'],
    ['no scope', { ...contact, scope: '' }, 'field-missing scope'],
    ['nobody comes or goes', people([], []), 'change-empty leaving'],
    ['nobody of that id', people(['p9']), 'key-person-gone leaving'],
    [
      'a practitioner who is not on the staff',
      people([], [aPerson({ posts: ['practitioner'], employed: false })]),
      'not-employed joining.0.employed',
    ],
  ])('%s', (_, proposal, expected) => expect(codeOf(filing(proposal))).toBe(expected))

  test('in force at once is public; a report that waits is not', () => {
    const facts = (proposal: Proposal) => {
      const decision = filing(proposal)
      return decision.ok ? decision.facts.map((f) => [f.kind, f.visibility]) : []
    }
    expect(facts(contact)).toEqual([['change.in-force', 'public']])
    expect(facts(newcomer)).toEqual([['change.submitted', 'parties']])
    expect(JSON.stringify(filing(newcomer))).toContain(identity)
    const decision = filing(newcomer)
    expect(JSON.stringify(decision.ok && decision.facts)).not.toContain(identity)
  })

  test('the operator lets it take effect, or refuses with a reason; the agency may take it back', () => {
    const state = submitted(name)
    const ctx = at(clerk, '2023-01-20T10:00')
    expect(codeOf(change.decide(state, { kind: 'approve' }, ctx))).toBe('in-force')
    expect(codeOf(change.decide(state, { kind: 'refuse', reason: '' }, ctx))).toBe('reason-missing reason')
    expect(codeOf(change.decide(state, { kind: 'refuse', reason: '执照不符' }, ctx))).toBe('refused')
    expect(codeOf(change.decide(state, { kind: 'withdraw' }, at(applicant, '2023-01-20T10:00')))).toBe(
      'withdrawn',
    )
  })

  test.each<[string, Actor]>([
    ['its own agency', applicant],
    ['a department', official],
    ['the operator of another place', { ...clerk, organisation: 'operator-2' }],
    ['the system', { kind: 'system' }],
  ])('%s does not let it take effect', (_, actor) => {
    const ctx = at(actor, '2023-01-20T10:00')
    expect(codeOf(change.decide(submitted(name), { kind: 'approve' }, ctx))).toBe('not-available')
    expect(change.availableActions(submitted(name), ctx).some((a) => a.act === 'approve')).toBe(false)
  })

  test('only the agency’s own administrator, agent or representative reports', () => {
    const practitioner: Actor = { ...applicant, roles: ['practitioner'] }
    expect(codeOf(filing(contact, {}, practitioner))).toBe('not-available')
    expect(codeOf(filing(contact, {}, { ...applicant, organisation: 'agency-2' }))).toBe('not-available')
  })

  test.each<[string, Partial<ChangeKnowledge>, string]>([
    ['one that still applies', { agencyStatus: 'applying' }, 'not-admitted'],
    ['an expelled one', { agencyStatus: 'expelled' }, 'not-admitted'],
    ['a suspended one may', { agencyStatus: 'suspended' }, 'submitted'],
    ['a second report of the matter', { other: 'change-0' }, 'change-under-way'],
    ['a file of somebody else', { unknownFiles: ['file-1'] }, 'file-unknown licence'],
    ['a place without an operator', { operator: undefined }, 'no-operator'],
  ])('%s', (_, more, expected) => expect(codeOf(filing(name, more))).toBe(expected))

  test.each([
    // Thursday before the Spring Festival of 2023: 20 January works, 21 to 27 do not, Saturday 28 works.
    ['2023-01-19T10:00', {}, '2023-01-29T00:00:00+08:00'],
    ['2023-02-06T23:59', {}, '2023-02-09T00:00:00+08:00'],
    ['2023-02-06T10:00', { 'registry.change-working-days': 5 }, '2023-02-14T00:00:00+08:00'],
  ])('reported at %s with %j: the operator has until %s', (moment, settings, due) => {
    const decision = change.decide(blank, { kind: 'file', proposal: name }, at(applicant, moment))
    if (!decision.ok) throw new Error(decision.refusal.code)
    const [clock] = change.deadlines(decision.state, at(clerk, moment, {}, settings))
    expect(clock).toMatchObject({ action: 'approve', who: 'operator-1', due: instant(due) })
    expect(change.deadlines(submitted(contact), at(clerk, moment))).toEqual([])
  })

  test('the history tells what each version changed', () => {
    const before = {
      ...{ name: '甲', legalRepresentative: '李建国', phone: '0792-8123456' },
      people: [{ name: '赵**', certificate: '水保0001' }],
    }
    const after = { ...before, legalRepresentative: '孙新来', people: [] }
    expect(differencesOf(before, after)).toEqual([
      { part: 'legalRepresentative', before: '李建国', after: '孙新来' },
      { part: 'people', before: '赵** 水保0001', after: '' },
    ])
    expect(differencesOf(before, before)).toEqual([])
  })
})

describe(art('111', '19.1'), () => {
  // 应指定本机构在职人员为业务授权人和账户管理员: neither post is left empty by a change.
  test.each<[string, Proposal, string]>([
    ['the only agent leaves', people(['p1'], []), 'authorised-agent-missing leaving'],
    ['and another takes over', people(['p1']), 'submitted'],
    [
      'who is not also the administrator',
      people(['p1'], [aPerson({ posts: ['authorised-agent'] })]),
      'administrator-missing leaving',
    ],
  ])('%s', (_, proposal, expected) => expect(codeOf(filing(proposal))).toBe(expected))
})

describe(art('111', '19.2'), () => {
  const held = { index: 0, agency: '九江鼎信测绘有限公司', open: true }

  test('who joins holds no post elsewhere: refused with both names', () => {
    const decision = filing(people([]), { elsewhere: [held] })
    expect(!decision.ok && decision.refusal).toMatchObject({
      ...{ code: 'key-person-elsewhere', field: 'joining.0.identity' },
      params: { name: '王小明', agency: '九江鼎信测绘有限公司', own: '九江恒信水利咨询有限公司' },
    })
  })

  test('an agency that only applies is named to the operator, not to a competitor', () => {
    const elsewhere = [{ ...held, open: false }]
    const decision = filing(people([]), { elsewhere })
    expect(!decision.ok && decision.refusal.code).toBe('key-person-applying-elsewhere')
    expect(JSON.stringify(decision)).not.toContain('鼎信')
    const [approve] = change.availableActions(
      submitted(people([])),
      at(clerk, '2023-01-20T10:00', { elsewhere }),
    )
    expect(approve?.refusal).toMatchObject({ params: { agency: '九江鼎信测绘有限公司' } })
  })

  test('asked again when it takes effect', () => {
    const ctx = at(clerk, '2023-01-20T10:00', { elsewhere: [held] })
    expect(codeOf(change.decide(submitted(people([])), { kind: 'approve' }, ctx))).toBe(
      'key-person-elsewhere joining.0.identity',
    )
  })
})

describe(art('111', '36.4'), () => {
  test('the representative of an expelled agency does not come in by a change', () => {
    const bars = [{ party: 'representative' as const, name: '九江被清退有限公司', since: '2022-12-20' }]
    expect(codeOf(filing(newcomer, { bars }))).toBe('representative-barred')
    expect(codeOf(filing(name, { bars }))).toBe('submitted')
  })
})
