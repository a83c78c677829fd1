import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { identityNumber } from '../registry/index.ts'
import type { Actor, Context } from '../workflow/index.ts'
import { recusalCase } from './recusal-case.ts'
import {
  type Recusal,
  type RecusalCommand,
  type RecusalKnowledge,
  recusalKnowledgeKey,
} from './recusal-state.ts'

const someone = (
  kind: 'agency' | 'owner' | 'operator' | 'audit',
  organisation: string,
  person: string,
): Actor => ({
  ...{ kind, person, personName: person, organisation, organisationName: organisation },
  ...{ region: '360402', roles: ['member'] },
})
const agency = someone('agency', 'agency-1', '李建国')
const owner = someone('owner', 'owner-1', '王芳')
const clerk = someone('operator', 'operator-1', '陈晓岚')
const second = someone('operator', 'operator-1', '王建国')
const open = {
  ...{ id: 'p-1', number: '九采〔2026〕1号', title: '水土保持方案', deadline: instant('2026-10-15T17:00') },
  ...{ owner: 'owner-1', operator: { id: 'operator-1', name: '修水县行政审批局' }, open: true },
}
const at = (actor: Actor, known: RecusalKnowledge = {}, moment = '2026-10-09T10:00'): Context => {
  const now = instant(moment)
  const rules = { [recusalKnowledgeKey]: known as never }
  return { actor, now, today: dateOf(now), calendar: chinaCalendar, rules }
}
const fresh: Recusal = { status: 'new', id: 'r-1' }
const file = { id: 'f', name: '证明.pdf', type: 'application/pdf', size: 9, sha256: 'ab'.repeat(32) }
const why = (state: Recusal, command: RecusalCommand, ctx: Context) => {
  const decision = recusalCase.decide(state, command, ctx)
  return decision.ok
    ? decision.state.status
    : `${decision.refusal.code} ${decision.refusal.field ?? ''}`.trim()
}
const done = (state: Recusal, command: RecusalCommand, ctx: Context): Recusal => {
  const decision = recusalCase.decide(state, command, ctx)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.state
}

describe(art('111', '29.2'), () => {
  const kinship = (change: object = {}): RecusalCommand => ({
    ...{ kind: 'declare', relation: 'spouse', other: 'other' },
    ...{
      ofAgency: { name: '李建国', post: 'representative' },
      ofOwner: { name: '王芳', post: 'representative' },
    },
    ...change,
  })
  const other = { other: { id: 'other', name: '对方' } }
  const number = identityNumber('360402', '1975-05-05', 77)
  const unnamed = (identity: string) => ({
    ofAgency: { name: '李建国', post: 'representative', identity },
    other: '',
  })

  test.each<[string, Actor, object, RecusalKnowledge, string]>([
    ['an agency', agency, {}, other, 'declared'],
    ['an owner', owner, {}, other, 'declared'],
    ['an owner by the number alone', owner, unnamed(number), {}, 'declared'],
    ['an owner by neither', owner, unnamed(''), {}, 'recusal-person-unclear ofAgency.identity'],
    [
      'a number that is none',
      owner,
      unnamed(`${number.slice(0, 17)}A`),
      {},
      'identity-character ofAgency.identity',
    ],
    ['an agency without the owner', agency, { other: '' }, {}, 'recusal-field-missing other'],
    ['an organisation that is not there', agency, {}, {}, 'recusal-other-unknown other'],
    [
      'no name',
      agency,
      { ofOwner: { name: ' ', post: 'representative' } },
      other,
      'recusal-field-missing ofOwner.name',
    ],
    ['an operator', clerk, {}, other, 'not-available'],
  ])('%s', (_, actor, change, known, expected) => {
    expect(why(fresh, kinship(change), at(actor, known))).toBe(expected)
  })

  test('the log learns no name, no number and no relation', () => {
    const decision = recusalCase.decide(fresh, kinship(unnamed(number)), at(owner))
    expect(decision.ok && decision.facts).toEqual([
      { kind: 'recusal.declared', article: '111/29.2', visibility: 'parties', body: { by: 'owner' } },
    ])
  })

  test('its declarer alone ends it, with the reason', () => {
    const state = done(fresh, kinship(), at(agency, other))
    expect(why(state, { kind: 'end', reason: '' }, at(agency))).toBe('recusal-field-missing reason')
    expect(why(state, { kind: 'end', reason: '已离婚' }, at(owner))).toBe('not-available')
    expect(why(state, { kind: 'end', reason: '已离婚' }, at(agency))).toBe('ended')
  })
})

describe(art('111', '29.3'), () => {
  // 法律规定的其他应当回避的情形: recorded with its basis, decided by a second person, before the opening and never after.
  const known: RecusalKnowledge = { agency: { id: 'agency-1', name: '九江恒信' }, procurement: open }
  const ground: RecusalCommand = {
    ...{ kind: 'propose', agency: 'agency-1', procurement: 'p-1' },
    ...{ basis: '注册会计师法第十八条', text: '持有其股份', file },
  }
  const proposed = (actor: Actor = clerk) => done(fresh, ground, at(actor, known))

  test.each<[string, Actor, object, RecusalKnowledge, string]>([
    ['the operator', clerk, {}, known, 'proposed'],
    ['the agency of itself', agency, {}, known, 'proposed'],
    ['the owner', owner, {}, known, 'proposed'],
    ['another agency', someone('agency', 'agency-2', '赵'), {}, known, 'recusal-not-concerned procurement'],
    [
      'the operator of another place',
      someone('operator', 'operator-2', '赵'),
      {},
      known,
      'recusal-not-concerned procurement',
    ],
    ['an auditor', someone('audit', 'audit', '方'), {}, known, 'not-available'],
    ['no basis', clerk, { basis: ' ' }, known, 'recusal-field-missing basis'],
    ['no facts', clerk, { text: '' }, known, 'recusal-field-missing text'],
    ['no paper', clerk, { file: undefined }, known, 'recusal-file-missing file'],
    ['a paper of somebody else', clerk, {}, { ...known, fileUnknown: true }, 'recusal-file-missing file'],
    ['no such procurement', clerk, {}, { agency: known.agency }, 'recusal-procurement-unknown procurement'],
    [
      'registration has closed',
      clerk,
      {},
      { ...known, procurement: { ...open, open: false } },
      'recusal-too-late',
    ],
  ])('recorded by %s', (_, actor, change, knows, expected) => {
    expect(why(fresh, { ...ground, ...change } as RecusalCommand, at(actor, knows))).toBe(expected)
  })

  test('a second person of the operator decides, until registration closes', () => {
    expect(why(proposed(), { kind: 'confirm' }, at(clerk, known))).toBe('recusal-second-person')
    expect(why(proposed(), { kind: 'confirm' }, at(second, known))).toBe('in-force')
    expect(why(proposed(agency), { kind: 'confirm' }, at(clerk, known))).toBe('in-force')
    const closed = { ...known, procurement: { ...open, open: false } }
    expect(why(proposed(), { kind: 'confirm' }, at(second, closed))).toBe('recusal-too-late')
    expect(why(proposed(), { kind: 'dismiss', reason: '已过期' }, at(second, closed))).toBe('dismissed')
    expect(why(proposed(), { kind: 'dismiss', reason: '' }, at(second, known))).toBe(
      'recusal-field-missing reason',
    )
    expect(why(proposed(agency), { kind: 'confirm' }, at(agency, known))).toBe('not-available')
    expect(recusalCase.availableActions(proposed(), at(clerk, known))[0]?.refusal?.code).toBe(
      'recusal-second-person',
    )
  })

  test('the clock is the registration’s', () => {
    expect(recusalCase.deadlines(proposed(), at(clerk))).toEqual([
      {
        ...{ action: 'confirm', article: '111/29.3', since: '2026-10-09T10:00:00.000+08:00' },
        ...{ due: '2026-10-15T17:00:00.000+08:00', who: 'operator-1' },
      },
    ])
    expect(
      recusalCase.deadlines(done(proposed(), { kind: 'confirm' }, at(second, known)), at(clerk)),
    ).toEqual([])
  })
})
