import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context } from '../workflow/index.ts'
import { creditCode } from './codes.ts'
import { namedAsCertified, type OwnerFields, ownerFaults } from './owner.ts'
import {
  type OpenBusiness,
  type OwnerAccount,
  type OwnerCommand,
  ownerAccount,
  ownerKnowledgeKey,
} from './owner-account.ts'

const bureau: OwnerFields = {
  ...{ name: '修水县水利局', code: creditCode('11', '360424', 7), region: '360424' },
  ...{ ownerKind: 'state-organ', fiscal: true, legalRepresentative: '吴江', certificateName: '修水县水利局' },
}
const someone: OwnerFields = {
  ...{ name: '吴江', code: '', region: '360424', ownerKind: 'natural-person', fiscal: false },
  ...{ legalRepresentative: '吴江', certificateName: '' },
}
const account: OwnerAccount = { status: 'registered', id: 'owner-1', ...bureau }
const admin: Actor = {
  ...{
    kind: 'owner',
    person: 'p',
    personName: '周小川',
    organisation: 'owner-1',
    organisationName: '修水县水利局',
  },
  ...{ region: '360424', roles: ['admin', 'member'] },
}
function ctx(actor: Actor, open: readonly OpenBusiness[] = [], codeTaken = false): Context {
  const now = instant('2023-01-19T10:00')
  const rules = { [ownerKnowledgeKey]: { open, codeTaken } }
  return { actor, now, today: dateOf(now), calendar: chinaCalendar, rules }
}
const outcome = (command: OwnerCommand, context = ctx(admin), state: OwnerAccount = account) => {
  const decision = ownerAccount.decide(state, command, context)
  return decision.ok ? decision.state.status : decision.refusal.code
}

describe(art('111', '21.1'), () => {
  // 财政性资金项目业主按照名称规范自行注册项目业主账号: the full name, as the certificate of the code has it.
  test.each([
    ['修水县水利局', '修水县水利局', undefined],
    ['修水县水利局', '修水县水利局本级', 'name-not-as-certified'],
    ['水利局', '修水县水利局', 'name-not-as-certified'],
    ['修水县水务局', '修水县水利局', 'name-not-as-certified'],
    // The same bracket from another keyboard.
    ['江西职业学院(九江)', '江西职业学院（九江）', undefined],
    ['修水县水利局', '', 'field-missing'],
  ])('%s, certified as %s: %s', (name, certificateName, code) =>
    expect(namedAsCertified({ name, certificateName })?.code).toBe(code),
  )

  test.each<[string, OwnerFields, string[]]>([
    ['an organ of fiscal money', bureau, []],
    ['a natural person', someone, []],
    ['a person with a code', { ...someone, code: creditCode('91', '360424', 3) }, ['person-has-no-code']],
    ['a person of fiscal money', { ...someone, fiscal: true }, ['person-not-fiscal']],
    ['somebody else for a person', { ...someone, legalRepresentative: '周小川' }, ['person-acts-alone']],
    [
      'an enterprise of its own money needs no certificate’s name',
      {
        ...{
          ...bureau,
          name: '九江长江港务有限公司',
          code: creditCode('91', '360402', 3),
          ownerKind: 'enterprise',
        },
        ...{ fiscal: false, certificateName: '' },
      },
      [],
    ],
  ])('%s', (_, fields, codes) => expect(ownerFaults(fields).map((f) => f.code)).toEqual(codes))
})

describe(art('111', '21.2'), () => {
  // 已入驻的项目业主可在中介超市自主更新单位信息，并按规定办理变更、注销等业务。
  const update = (fields: OwnerFields): OwnerCommand => ({ kind: 'update', fields })
  const renamed = { ...bureau, name: '修水县水利水务局', certificateName: '修水县水利水务局' }
  const procurement: OpenBusiness = { subject: 'procurement', id: 'x', title: '河道清淤监理' }

  test('updates itself; the rules of registration hold', () => {
    expect(outcome(update(renamed))).toBe('registered')
    expect(outcome(update({ ...renamed, certificateName: '修水县水利局' }))).toBe('name-not-as-certified')
    expect(outcome(update({ ...bureau, region: '110000' }))).toBe('place-unknown')
    expect(outcome(update(renamed), ctx(admin, [], true))).toBe('code-registered')
    expect(outcome(update(bureau))).toBe('change-empty')
  })

  test('only its own administrator', () => {
    for (const actor of [
      { ...admin, roles: ['member'] as const },
      { ...admin, organisation: 'owner-2' },
      { ...admin, kind: 'agency' as const },
      { kind: 'system' as const },
    ]) {
      expect(outcome(update(renamed), ctx(actor))).toBe('not-available')
      expect(outcome({ kind: 'deregister', reason: '撤销' }, ctx(actor))).toBe('not-available')
    }
  })

  test('deregistered with a reason once nothing is open; then nothing more', () => {
    expect(outcome({ kind: 'deregister', reason: ' ' })).toBe('reason-missing')
    expect(outcome({ kind: 'deregister', reason: '机构改革撤销' })).toBe('deregistered')
    const gone: OwnerAccount = { ...account, status: 'deregistered', endedAt: ctx(admin).now, reason: '撤销' }
    expect(outcome(update(renamed), ctx(admin), gone)).toBe('not-available')
  })

  test('refused while anything is open, with the list', () => {
    const decision = ownerAccount.decide(
      account,
      { kind: 'deregister', reason: '撤销' },
      ctx(admin, [procurement]),
    )
    expect(!decision.ok && decision.refusal).toMatchObject({
      ...{ code: 'owner-has-open-business', article: '111/21.2' },
      params: { n: 1, titles: '河道清淤监理', open: [procurement] },
    })
    // What is open does not keep it from updating itself.
    expect(outcome(update(renamed), ctx(admin, [procurement]))).toBe('registered')
  })
})
