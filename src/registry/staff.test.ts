import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context, OrganisationKind, Role } from '../workflow/index.ts'
import { invitationFaults, isOpen, rolesOf, staff } from './staff.ts'
import { type Staff, type StaffCommand, type StaffKnowledge, staffKnowledgeKey } from './staff-state.ts'

const none: StaffKnowledge = { admitted: false, keyPeople: [], representative: '' }

function house(kind: OrganisationKind = 'owner', change: Partial<Staff> = {}): Staff {
  const member = (person: string, name: string, ...roles: Role[]) => ({
    person,
    name,
    account: person,
    roles,
  })
  return {
    organisation: { id: 'o1', name: '修水县水利局', kind, naturalPerson: false },
    members: [member('p1', '陈晓岚', 'member', 'admin'), member('p2', '李建国', 'member')],
    invitations: [],
    ...change,
  }
}

function ctx(person = 'p1', known = none, now = '2026-10-09T10:00', other: Partial<Context> = {}): Context {
  const actor = {
    ...{
      kind: 'owner',
      person,
      personName: person,
      organisation: 'o1',
      organisationName: '',
      region: '360424',
    },
    roles: [],
  } as unknown as Actor
  const at = instant(now)
  const rules = { [staffKnowledgeKey]: known } as unknown as Context['rules']
  return { actor, now: at, today: dateOf(at), calendar: chinaCalendar, rules, ...other }
}

const next = (state: Staff, command: StaffCommand, context: Context): Staff => {
  const decision = staff.decide(state, command, context)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.state
}
const refusal = (state: Staff, command: StaffCommand, context: Context) => {
  const decision = staff.decide(state, command, context)
  return decision.ok ? undefined : decision.refusal
}
const invite = (change: object = {}) =>
  ({
    ...{ kind: 'invite', id: 'i1', code: 'digest', name: '周明远', phone: '13979201234', account: '' },
    roles: [],
    ...change,
  }) as Extract<StaffCommand, { kind: 'invite' }>
const joins = (change: object = {}) =>
  ({
    ...{ kind: 'accept', invitation: 'i1', person: 'p3', name: '周明远', account: 'zhou' },
    ...change,
  }) as StaffCommand

// 2.2: 机关、事业单位、社会组织、企业和自然人; whoever acts for one of them is invited by its administrator.
describe(art('111', '2'), () => {
  test('an invitation is for an administrator to write, and lapses after seven days to the minute', () => {
    const state = next(house(), invite(), ctx())
    expect(state.invitations[0]).toMatchObject({
      ...{ name: '周明远', roles: ['member'], invitedBy: '陈晓岚', status: 'open' },
      expiresAt: '2026-10-16T10:00:00.000+08:00',
    })
    expect(refusal(house(), invite(), ctx('p2'))?.code).toBe('not-available')
    expect(refusal(house(), invite(), ctx('somebody'))?.code).toBe('not-available')
    const [invitation] = state.invitations
    expect(isOpen(invitation!, instant('2026-10-16T09:59'))).toBe(true)
    expect(isOpen(invitation!, instant('2026-10-16T10:00'))).toBe(false)
  })

  test.each<[string, object, string | undefined]>([
    ['whole', {}, undefined],
    ['no name', { name: ' ' }, 'name'],
    ['a phone of ten digits', { phone: '1397920123' }, 'phone'],
    ['an account with a space', { account: 'zhou yuan' }, 'account'],
  ])('form: %s', (_, change, field) => {
    const fields = { name: '周明远', phone: '13979201234', account: '', roles: [], ...change }
    expect(invitationFaults(fields)[0]?.field).toBe(field)
  })

  test('the same person is not invited twice while the first invitation is open', () => {
    const state = next(house(), invite(), ctx())
    const again = invite({ id: 'i2', code: 'other' })
    expect(refusal(state, again, ctx())?.code).toBe('invited-already')
    expect(refusal(state, again, ctx('p1', none, '2026-10-16T10:00'))).toBeUndefined()
    expect(refusal(house(), invite({ account: 'P2' }), ctx())?.code).toBe('already-member')
  })

  test('roles are those of the kind', () => {
    expect(rolesOf('operator')).toEqual(['member', 'admin'])
    expect(refusal(house('operator'), invite({ roles: ['practitioner'] }), ctx())?.field).toBe('roles')
    expect(refusal(house('owner'), invite({ roles: ['legal-representative'] }), ctx())).toBeUndefined()
  })

  test('a natural person acts alone', () => {
    const state = house('owner', {
      organisation: { id: 'o1', name: '欧阳建民', kind: 'owner', naturalPerson: true },
    })
    expect(refusal(state, invite(), ctx())).toMatchObject({
      code: 'natural-person-alone',
      article: '111/2.2',
    })
    expect(refusal(state, { kind: 'leave' }, ctx())?.code).toBe('natural-person-alone')
  })
})

describe(art('111', '19.1'), () => {
  // 信息应实名认证
  test.each<[string, object, string | undefined, string | undefined]>([
    ['a minute before it lapses', {}, '2026-10-16T09:59', undefined],
    ['the minute it lapses', {}, '2026-10-16T10:00', 'invitation-lapsed'],
    ['another name', { name: '周明' }, undefined, 'not-the-invited'],
    ['the same name in another width', { name: ' 周明远' }, undefined, undefined],
    ['a member already', { person: 'p2' }, undefined, 'already-member'],
    ['another invitation', { invitation: 'i9' }, undefined, 'no-such-invitation'],
  ])('accepting: %s', (_, change, now, code) => {
    const state = next(house(), invite(), ctx())
    expect(refusal(state, joins(change), ctx('p9', none, now))?.code).toBe(code)
  })

  test('a code opens once, and not after it was withdrawn; one made for an account opens for that one', () => {
    const state = next(house(), invite(), ctx())
    const joined = next(state, joins(), ctx('p9'))
    expect(joined.members.at(-1)).toEqual({
      person: 'p3',
      name: '周明远',
      account: 'zhou',
      roles: ['member'],
    })
    expect(refusal(joined, joins({ person: 'p4' }), ctx('p9'))?.code).toBe('invitation-used')
    const back = next(state, { kind: 'withdraw-invitation', invitation: 'i1' }, ctx())
    expect(refusal(back, joins(), ctx('p9'))?.code).toBe('invitation-used')
    const named = next(house(), invite({ account: 'zhou.my' }), ctx())
    expect(refusal(named, joins(), ctx('p9'))?.code).toBe('invited-other-account')
    expect(refusal(named, joins({ account: 'Zhou.MY' }), ctx('p9'))).toBeUndefined()
  })

  test('the last administrator neither leaves nor steps down, with the way out named', () => {
    for (const command of [
      { kind: 'leave' },
      { kind: 'set-roles', person: 'p1', roles: ['member'] },
    ] as StaffCommand[])
      expect(refusal(house(), command, ctx())).toMatchObject({
        code: 'last-administrator',
        article: '111/19.1',
      })
    const two = next(house(), { kind: 'set-roles', person: 'p2', roles: ['admin'] }, ctx())
    expect(next(two, { kind: 'leave' }, ctx()).members.map((m) => m.person)).toEqual(['p2'])
    expect(staff.availableActions(house(), ctx()).find((a) => a.act === 'leave')?.refusal?.code).toBe(
      'last-administrator',
    )
  })

  test('the administration is handed over in one act', () => {
    const state = next(house(), { kind: 'hand-over', successor: 'p2' }, ctx())
    expect(state.members.map((m) => m.roles)).toEqual([['member'], ['member', 'admin']])
    expect(refusal(house(), { kind: 'hand-over', successor: 'p1' }, ctx())?.field).toBe('successor')
    expect(refusal(house(), { kind: 'hand-over', successor: 'p2' }, ctx('p2'))?.code).toBe('not-available')
    const alone = house('owner', { members: house().members.slice(0, 1) })
    expect(refusal(alone, { kind: 'hand-over', successor: 'p2' }, ctx())?.code).toBe('nobody-to-hand-to')
  })

  test('removal by an administrator, with a reason, never of oneself', () => {
    const remove = (person: string, reason = '已调离') => ({ kind: 'remove', person, reason }) as const
    expect(next(house(), remove('p2'), ctx()).members).toHaveLength(1)
    expect(refusal(house(), remove('p2', ' '), ctx())?.field).toBe('reason')
    expect(refusal(house(), remove('p1'), ctx())?.code).toBe('leave-by-yourself')
    expect(refusal(house(), remove('p1'), ctx('p2'))?.code).toBe('not-available')
  })
})

describe(`${art('111', '19.2')} ${art('111', '33.1')}`, () => {
  const known: StaffKnowledge = {
    admitted: true,
    keyPeople: [
      { name: '李建国', posts: ['authorised-agent'] },
      { name: '王志强', posts: ['admin'] },
    ],
    representative: '陈晓岚',
  }
  const members = [
    ...house().members,
    { person: 'p3', name: '王志强', account: 'p3', roles: ['member'] as Role[] },
    { person: 'p4', name: '张丽华', account: 'p4', roles: ['member'] as Role[] },
  ]
  const agency = house('agency', { members })

  test.each<[string, StaffCommand, string | undefined]>([
    [
      'an authorised agent is not removed',
      { kind: 'remove', person: 'p2', reason: 'x' },
      'key-person-by-change',
    ],
    ['an ordinary member is', { kind: 'remove', person: 'p4', reason: 'x' }, undefined],
    [
      'nobody becomes an agent here',
      { kind: 'set-roles', person: 'p4', roles: ['authorised-agent'] },
      'post-by-change',
    ],
    [
      'who is registered gets the role',
      { kind: 'set-roles', person: 'p2', roles: ['authorised-agent'] },
      undefined,
    ],
    [
      'the administration goes to the registered administrator',
      { kind: 'hand-over', successor: 'p3' },
      undefined,
    ],
    ['and to nobody else', { kind: 'hand-over', successor: 'p4' }, 'post-by-change'],
    ['nor is a practitioner invited', invite({ roles: ['practitioner'] }), 'post-by-change'],
  ])('%s', (_, command, code) => {
    expect(refusal(agency, command, ctx('p1', known))?.code).toBe(code)
  })

  test('a registered administrator does not hand the post over here, and before admission everybody may go', () => {
    const own = house('agency', {
      members: members.map((m) => ({ ...m, roles: ['member', 'admin'] as Role[] })),
    })
    expect(refusal(own, { kind: 'hand-over', successor: 'p4' }, ctx('p3', known))).toMatchObject({
      code: 'key-person-by-change',
      article: '111/33.1',
    })
    expect(refusal(own, { kind: 'leave' }, ctx('p3', { ...known, admitted: false }))).toBeUndefined()
  })
})

describe(art('111', '7'), () => {
  const found: StaffCommand = { kind: 'found', id: 'i1', code: 'd', name: '吴江', phone: '13979201234' }
  const management = (kind = 'management') =>
    ctx('m1', none, '2026-10-09T10:00', {
      actor: { ...(ctx().actor as object), kind, organisation: 'jj-management', personName: '王' } as Actor,
    })
  test('the first administrator of a body is named by the management body, once', () => {
    const empty = house('operator', { members: [] })
    expect(next(empty, found, management()).invitations[0]).toMatchObject({
      name: '吴江',
      roles: ['member', 'admin'],
    })
    expect(refusal(house('operator'), found, management())?.code).toBe('has-administrator')
    expect(refusal(empty, found, management('operator'))?.code).toBe('not-available')
    expect(refusal(house('agency', { members: [] }), found, management())?.code).toBe('not-available')
  })
})

describe(art('111', '7'), () => {
  // 中介超市管理机构…统筹协调: somebody must be the first.
  const system: Partial<Context> = { actor: { kind: 'system' } }
  const at = (now: string) => ctx('', none, now, system)
  const empty = house('management', { members: [] })
  const begin: StaffCommand = { kind: 'begin', id: 'b1', code: 'one' }

  test('the first administrator is asked in by the system, gives the own name, within 24 hours', () => {
    const begun = next(empty, begin, at('2026-10-09T10:00'))
    expect(begun.invitations).toMatchObject([
      { name: '', roles: ['member', 'admin'], expiresAt: '2026-10-10T10:00:00.000+08:00', status: 'open' },
    ])
    const come = joins({ invitation: 'b1', name: '李明哲' })
    expect(refusal(begun, come, at('2026-10-10T10:00'))?.code).toBe('invitation-lapsed')
    const inside = next(begun, come, at('2026-10-10T09:59:59.999'))
    expect(inside.members).toMatchObject([{ name: '李明哲', roles: ['member', 'admin'] }])
    expect(refusal(inside, begin, at('2026-10-10T11:00'))).toMatchObject({
      code: 'begun-already',
      article: art('111', '7'),
    })
    expect(refusal({ ...inside, members: [] }, begin, at('2026-10-10T11:00'))?.code).toBe('begun-already')
  })

  test('asked again, the code before is void', () => {
    const begun = next(empty, begin, at('2026-10-09T10:00'))
    const again = next(begun, { ...begin, id: 'b2', code: 'two' }, at('2026-10-09T11:00'))
    expect(again.invitations.map((i) => i.status)).toEqual(['withdrawn', 'open'])
    expect(refusal(again, joins({ invitation: 'b1' }), at('2026-10-09T11:01'))?.code).toBe('invitation-used')
  })

  test('no person may, and of no other kind of organisation', () => {
    expect(refusal(empty, begin, ctx('p1'))?.code).toBe('not-available')
    expect(refusal(house('owner', { members: [] }), begin, at('2026-10-09T10:00'))?.code).toBe(
      'not-available',
    )
    expect(refusal(house('management'), begin, at('2026-10-09T10:00'))?.code).toBe('begun-already')
  })
})
