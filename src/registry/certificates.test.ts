import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { certificateFaults, groundByLibrary, type LibraryCertificate, matchOf } from './certificates.ts'
import { creditCode } from './codes.ts'
import { aService } from './testing.ts'

const holder = { code: creditCode('91', '360402', 1), name: '九江恒信水利咨询有限公司' }
const claim = aService()
const record = (change: Partial<LibraryCertificate> = {}): LibraryCertificate => ({
  ...{ holderCode: holder.code, holderName: holder.name, number: claim.number, name: claim.qualification },
  ...{ grade: claim.grade, scope: claim.scope, issuer: claim.issuer, validFrom: claim.validFrom },
  ...{ validTo: claim.validTo, status: 'valid', ...change },
})

describe(art('111', '18'), () => {
  // 建立相关机构人员信息的自动推送、对比机制。中介超市依托省电子证照库实现有关信息的自动核实校验。
  test.each<[string, LibraryCertificate | undefined, object]>([
    ['the same', record(), { result: 'same' }],
    [
      'the same but for width and blanks',
      record({ holderName: '九江恒信 水利咨询有限公司', grade: ' 三星' }),
      { result: 'same' },
    ],
    ['another grade', record({ grade: '二星' }), { result: 'differs', parts: ['grade'] }],
    ['ends a day earlier', record({ validTo: '2027-12-30' }), { result: 'differs', parts: ['validTo'] }],
    ['without end', record({ validTo: '' }), { result: 'differs', parts: ['validTo'] }],
    [
      'of somebody else',
      record({ holderCode: creditCode('91', '360402', 2), holderName: '别的公司' }),
      { result: 'differs', parts: ['holderCode', 'holderName'] },
    ],
    ['revoked, whatever else it says', record({ status: 'revoked', grade: '二星' }), { result: 'revoked' }],
    ['not there', undefined, { result: 'not-in-library' }],
  ])('%s', (_, found, expected) => expect(matchOf(claim, holder, found)).toEqual(expected))

  test.each<[string, Partial<LibraryCertificate>, string[]]>([
    ['a good one', {}, []],
    ['one day long', { validFrom: '2026-01-01', validTo: '2026-01-01' }, []],
    ['dates reversed', { validFrom: '2026-01-02', validTo: '2026-01-01' }, ['ends-before-it-begins validTo']],
    ['29 February of no leap year', { validTo: '2027-02-29' }, ['not-a-day validTo']],
    ['29 February of one', { validTo: '2028-02-29' }, []],
    ['no number', { number: ' ' }, ['field-missing number']],
    [
      'a code with a wrong check',
      { holderCode: `${holder.code.slice(0, 17)}!` },
      ['credit-code-character holderCode'],
    ],
    [
      'nothing',
      { holderName: '', name: '', issuer: '', validFrom: '' },
      ['field-missing holderName', 'field-missing name', 'field-missing issuer', 'field-missing validFrom'],
    ],
  ])('%s', (_, change, expected) => {
    expect(certificateFaults(record(change)).map((f) => `${f.code} ${f.field}`)).toEqual(expected)
  })
})

describe(art('111', '36.2'), () => {
  // 资质（资格）被吊销、撤销、注销的: what the library says leads to the paragraph, and 35.2 to the other.
  test.each([
    ['revoked', { status: 'revoked', validTo: '2027-12-31' }, 'qualification-revoked'],
    ['revoked and lapsed', { status: 'revoked', validTo: '2020-12-31' }, 'qualification-revoked'],
    ['valid to yesterday', { status: 'valid', validTo: '2026-05-31' }, 'qualification-lapsed'],
    ['valid to today', { status: 'valid', validTo: '2026-06-01' }, 'conditions-not-met'],
    ['without end', { status: 'valid', validTo: '' }, 'conditions-not-met'],
  ] as const)('%s', (_, library, ground) => {
    expect(groundByLibrary(library, plainDate('2026-06-01'))).toBe(ground)
  })
})
