import { describe, expect, test } from 'vitest'
import { aDraft, anAgency, aRegistrant } from '../../tests/builders/procurement.ts'
import { art } from '../gazette/index.ts'
import { judge } from './opening.ts'
import {
  type Declared,
  type DeclaredKinship,
  type OwnerSide,
  recusals,
  recusedAtRegistration,
  sharingControllers,
  tieBetween,
} from './recusal.ts'

const side: OwnerSide = { procurement: 'p-1', owner: 'owner-1', representative: '王芳', lead: '刘强' }
const agency = anAgency(1, { legalRepresentative: '李建国', controllers: ['d-rep', 'd-con'] })

const byAgency = (change: Partial<DeclaredKinship> = {}): DeclaredKinship => ({
  ...{ ground: 'kinship', by: 'agency', relation: 'spouse', owner: 'owner-1', agency: agency.id },
  ...{
    ofOwner: { name: '王芳', post: 'representative' },
    ofAgency: { name: '李建国', post: 'representative' },
  },
  ...change,
})
const byOwner = (change: Partial<DeclaredKinship> = {}): DeclaredKinship => ({
  ...{ ground: 'kinship', by: 'owner', relation: 'affinity', owner: 'owner-1' },
  ...{ ofOwner: { name: '刘强', post: 'project-lead' } },
  ofAgency: { name: '李建国', post: 'representative', digest: 'd-rep' },
  ...change,
})

describe(art('111', '29.1'), () => {
  // 参与同一项目采购的不同中介服务机构法定代表人或实际控制人为同一人的。
  // The first digest of an agency is its representative's, the others are its controllers'.
  test.each([
    ['representative and representative', ['x', 'a'], ['x', 'b'], true],
    ['representative and controller', ['x', 'a'], ['b', 'x'], true],
    ['controller and representative', ['a', 'x'], ['x', 'b'], true],
    ['controller and controller', ['a', 'x'], ['b', 'x'], true],
    ['nobody', ['a', 'x'], ['b', 'y'], false],
  ])('%s', (_, one, two, shared) => {
    const registrants = [aRegistrant(1, { controllers: one }), aRegistrant(2, { controllers: two })]
    expect(sharingControllers(registrants).size).toBe(shared ? 2 : 0)
    expect([...recusals(registrants).values()].map((r) => r.code)).toEqual(
      shared ? ['same-controller', 'same-controller'] : [],
    )
  })

  test('one person of two functions in one agency is no second agency', () => {
    expect(
      sharingControllers([
        aRegistrant(1, { controllers: ['x', 'x'] }),
        aRegistrant(2, { controllers: ['y'] }),
      ]).size,
    ).toBe(0)
  })
})

describe(art('111', '29.2'), () => {
  // 中介服务机构的法定代表人或实际控制人和项目业主单位法定代表人或者项目负责人有配偶、直系血亲…近姻亲关系的。
  test.each<[string, Declared, boolean]>([
    ['the agency: its representative and the owner’s representative', byAgency(), true],
    ['its controller', byAgency({ ofAgency: { name: '某', post: 'controller' } }), true],
    ['the project lead', byAgency({ ofOwner: { name: '刘强', post: 'project-lead' } }), true],
    ['another owner', byAgency({ owner: 'owner-2' }), false],
    [
      'a representative whom the owner has no more',
      byAgency({ ofOwner: { name: '赵', post: 'representative' } }),
      false,
    ],
    ['the lead of another project', byAgency({ ofOwner: { name: '周', post: 'project-lead' } }), false],
    [
      'the representative’s name as the lead’s',
      byAgency({ ofOwner: { name: '王芳', post: 'project-lead' } }),
      false,
    ],
    [
      'a representative whom the agency has no more',
      byAgency({ ofAgency: { name: '旧人', post: 'representative' } }),
      false,
    ],
    ['another agency’s declaration', byAgency({ agency: 'agency-2' }), false],
    ['the owner: by the number of the representative', byOwner(), true],
    [
      'by the number of the controller',
      byOwner({ ofAgency: { name: '某', post: 'controller', digest: 'd-con' } }),
      true,
    ],
    [
      'a number of nobody here',
      byOwner({ ofAgency: { name: '李建国', post: 'representative', digest: 'd-other' } }),
      false,
    ],
    [
      'by agency and name',
      byOwner({ agency: agency.id, ofAgency: { name: '李建国', post: 'representative' } }),
      true,
    ],
    [
      'by another agency and the same name',
      byOwner({ agency: 'agency-2', ofAgency: { name: '李建国', post: 'representative' } }),
      false,
    ],
    [
      'the owner’s lead of another project',
      byOwner({ ofOwner: { name: '周', post: 'project-lead' } }),
      false,
    ],
  ])('declared by %s', (_, declared, holds) => {
    expect(tieBetween([declared], agency, side) !== undefined).toBe(holds)
  })

  test('an owner without a known representative matches nobody of an empty name', () => {
    const empty = byAgency({ ofOwner: { name: ' ', post: 'representative' } })
    expect(tieBetween([empty], agency, { ...side, representative: '' })).toBeUndefined()
  })

  test('excluded at the opening; the reason names the paragraph, not the relation', () => {
    const registrants = [{ ...aRegistrant(1), tie: byOwner() }, aRegistrant(2), aRegistrant(3)]
    const { entrants, excluded } = judge(registrants, aDraft())
    expect(entrants.map((e) => e.agency)).toEqual(['agency-2', 'agency-3'])
    expect(excluded.map((e) => [e.agency, e.refusal.code, e.refusal.article, e.refusal.params])).toEqual([
      ['agency-1', 'kinship', '111/29.2', {}],
    ])
  })

  test('at registration the agency learns who declared it', () => {
    expect(recusedAtRegistration(byAgency()).code).toBe('kinship-declared-here')
    expect(recusedAtRegistration(byOwner())).toMatchObject({
      code: 'kinship-declared-there',
      article: '111/29.2',
    })
  })
})

describe(art('111', '29.3'), () => {
  // 法律规定的其他应当回避的情形。
  const other: Declared = {
    ground: 'other',
    agency: agency.id,
    procurement: 'p-1',
    basis: '注册会计师法第十八条',
  }
  test.each<[string, Declared, boolean]>([
    ['this agency in this procurement', other, true],
    ['this agency in another', { ...other, procurement: 'p-2' }, false],
    ['another agency', { ...other, agency: 'agency-2' }, false],
  ])('%s', (_, declared, holds) => expect(tieBetween([declared], agency, side) !== undefined).toBe(holds))

  test('it keeps the agency out, with the basis at registration and the paragraph at the opening', () => {
    expect(recusedAtRegistration(other)).toMatchObject({
      article: '111/29.3',
      params: { basis: '注册会计师法第十八条' },
    })
    const [excluded] = judge([{ ...aRegistrant(1), tie: other }], aDraft()).excluded
    expect(excluded?.refusal).toMatchObject({ code: 'recused', article: '111/29.3', params: {} })
  })
})
