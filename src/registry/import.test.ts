import { describe, expect, test } from 'vitest'
import { chinaCalendar, instant, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { creditCode, identityNumber } from './codes.ts'
import { formOfRow, type ImportKnowledge, type ImportRow, importFaults } from './import.ts'

const someone = (serial: number) => identityNumber('360402', '1980-01-01', serial)

const values = (change: Record<string, string> = {}) => ({
  ...{ name: '九江恒信水利咨询有限公司', code: creditCode('91', '360402', 1), legalForm: 'legal-person' },
  ...{ region: '360402', address: '濂溪区前进东路 1 号', established: '2010-05-06', termTo: '' },
  ...{ scope: '水利咨询', phone: '0792-8123456', email: 'a@b.cn', admittedOn: '2021-03-01' },
  ...{ representativeName: '李建国', representativeIdentity: someone(1), representativePhone: '13800000001' },
  ...{ agentName: '王芳', agentIdentity: someone(2), agentPhone: '13800000002' },
  ...{ adminName: '王芳', adminIdentity: someone(2), adminPhone: '13800000002' },
  ...{
    serviceType1: '1.06',
    qualification1: '水平评价',
    grade1: '三星',
    number1: '水保方案 1',
    scope1: '方案编制',
  },
  ...{ issuer1: '中国水土保持学会', validFrom1: '2021-01-01', validTo1: '2027-01-01', ...change },
})
const row = (n: number, change: Record<string, string> = {}): ImportRow => {
  const v = values(change)
  const digests = Object.fromEntries([v.agentIdentity, v.adminIdentity].map((i) => [i, `d${i}`]))
  return { n, values: v, representative: `d${v.representativeIdentity}`, digests }
}
const known = (change: Partial<ImportKnowledge> = {}): ImportKnowledge => ({
  ...{ now: instant('2023-01-19T10:00'), today: plainDate('2023-01-19'), calendar: chinaCalendar },
  ...{ serviceTypes: ['1.06', '1.07'], operator: 'op', operators: { '360402': 'op', '360423': 'other' } },
  ...{ registered: new Set<string>(), held: new Map(), bars: new Map(), ...change },
})
const faults = (rows: ImportRow[], k = known()) =>
  importFaults(rows, k).map((f) => [f.n, f.column, f.refusal.code, f.refusal.article])

test('a right row has no fault, without papers; one person may hold both posts', () => {
  expect(faults([row(2)])).toEqual([])
  expect(formOfRow(values()).form.people.map((p) => p.posts)).toEqual([['authorised-agent', 'admin']])
})

describe(art('111', '8.6'), () => {
  // 收集整理和妥善保管…全过程信息: a row says when the agency came in.
  test.each([
    ['2023-01-19', undefined],
    ['2023-01-20', 'admitted-later'],
    ['', 'field-missing'],
    ['2023-02-29', 'not-a-day'],
  ])('admitted on %s', (admittedOn, code) => {
    expect(faults([row(2, { admittedOn })])[0]?.[2]).toBe(code)
  })
})

describe(art('111', '15'), () => {
  // A row is held to what an application is held to, at the column's own name.
  test.each([
    [{ code: '91360402000000018X' }, 'code', 'credit-code-checksum'],
    [{ representativeIdentity: '360402198001010011' }, 'representativeIdentity', 'identity-checksum'],
    [{ agentIdentity: '36040219800101002', adminIdentity: '' }, 'agentIdentity', 'identity-length'],
    [{ adminPhone: '123', adminIdentity: someone(3) }, 'adminPhone', 'phone-invalid'],
    [{ serviceType1: '9.99' }, 'serviceType1', 'service-unknown'],
    [{ serviceType3: '1.06' }, 'serviceType3', 'service-twice'],
    [{ validTo1: '2020-12-31' }, 'validTo1', 'ends-before-it-begins'],
    [{ validTo1: '2023-01-18' }, 'validTo1', 'qualification-expired'],
    [{ validTo1: '2023-01-19' }, undefined, undefined],
    [{ validFrom1: '2023-01-20' }, 'validFrom1', 'qualification-not-yet-valid'],
    [{ established: '2023-01-20' }, 'established', 'not-established-yet'],
    [{ email: 'a' }, 'email', 'email-invalid'],
  ])('%o', (change, column, code) => {
    expect(faults([row(2, change)])[0]?.slice(1, 3)).toEqual(code && [column, code])
  })
  test('no service at all', () => {
    const none = Object.fromEntries(Object.keys(values()).flatMap((k) => (k.endsWith('1') ? [[k, '']] : [])))
    expect(faults([row(2, none)])[0]?.slice(1, 3)).toEqual(['serviceType1', 'service-missing'])
  })
})

describe(art('111', '17'), () => {
  // 由注册所在地中介超市运营机构负责核对
  test('a place of another operator', () => {
    expect(faults([row(2, { region: '360423' })])).toEqual([
      [2, 'region', 'place-of-another-operator', art('111', '17')],
    ])
  })
})

describe(art('111', '20.1'), () => {
  test('a code that is in the file twice, with the other row; one that is registered', () => {
    const agent = { agentIdentity: someone(5), adminIdentity: someone(5) }
    const [fault, ...more] = importFaults([row(2), row(7, agent)], known())
    expect(fault).toMatchObject({
      n: 7,
      column: 'code',
      refusal: { code: 'code-twice-in-file', params: { row: 2 } },
    })
    expect(more).toEqual([])
    const registered = new Set([values().code])
    expect(faults([row(2)], known({ registered }))[0]?.slice(0, 3)).toEqual([
      2,
      'code',
      'code-registered-already',
    ])
  })
})

describe(art('111', '19.2'), () => {
  // 不得同时在两家或多家中介服务机构任职
  test('in two rows, and in an agency of the market', () => {
    const second = row(3, { code: creditCode('91', '360402', 2), name: '九江第二咨询有限公司' })
    expect(importFaults([row(2), second], known())).toMatchObject([
      { n: 3, column: 'agentIdentity', refusal: { code: 'key-person-in-another-row', params: { row: 2 } } },
    ])
    const held = new Map([[`d${someone(2)}`, '别家']])
    expect(importFaults([row(2)], known({ held }))).toMatchObject([
      { n: 2, refusal: { code: 'key-person-elsewhere', params: { agency: '别家', name: '王芳' } } },
    ])
  })
})

describe(art('111', '36.4'), () => {
  // 两年内不得再次申请入驻: two years from 2023-01-19 end with the 19th of January 2025.
  test.each([
    ['2023-01-19', 'representative-barred'],
    ['2023-01-18', undefined],
  ])('expelled on %s', (since, code) => {
    const bars = new Map([[`d${someone(1)}`, [{ party: 'representative', name: '旧机构', since }] as const]])
    expect(
      faults(
        [row(2)],
        known({ bars, now: instant('2025-01-19T10:00'), today: plainDate('2025-01-19') }),
      )[0]?.[2],
    ).toBe(code)
  })
})
