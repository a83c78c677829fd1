import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { creditCode } from '../registry/index.ts'
import {
  type CreditRecord,
  faultsOf,
  groundOfRecord,
  isInForce,
  type Known,
  keyOf,
  recordKinds,
  recordsSchema,
  twice,
} from './record.ts'
import { recordKindWords } from './words.ts'

const code = creditCode('91', '360400', 8800)
const today = plainDate('2026-09-28')
const aRecord = (change: Partial<CreditRecord> = {}): CreditRecord => ({
  ...({ kind: 'judgment-defaulter', party: 'agency', name: '九江（浔源）咨询有限公司', code } as const),
  ...{ document: '（2026）赣0402执1024号', decidedOn: '2026-09-01', source: '九江市濂溪区人民法院' },
  ...change,
})
const knowing = (...records: CreditRecord[]): Known => ({
  parties: new Map([[code, { kind: 'agency', name: '九江(浔源)咨询有限公司' }]]),
  records: new Map(records.map((r) => [keyOf(r), r])),
})
const faults = (change: Partial<CreditRecord>, known = knowing()) =>
  faultsOf(aRecord(change), known, today).map((f) => `${f.field}: ${f.code}`)

describe(art('111', '10'), () => {
  // 为中介超市信用管理提供公共信用信息核查服务，对中介超市产生的信用信息……进行归集共享。
  test.each([
    ['a record of today', { decidedOn: '2026-09-28' }, []],
    ['of tomorrow', { decidedOn: '2026-09-29' }, ['decidedOn: decided-in-future']],
    ['of no day', { decidedOn: '2026-02-30' }, ['decidedOn: day-wrong']],
    ['valid for the day it was decided on', { validUntil: '2026-09-01' }, []],
    ['valid until the day before', { validUntil: '2026-08-31' }, ['validUntil: dates-reversed']],
    ['a code with another check character', { code: `${code.slice(0, 17)}Z` }, ['code: code-wrong']],
    ['another name of that code', { name: '九江同文咨询有限公司' }, ['name: name-differs']],
    ['an agency that is said to be an owner', { party: 'owner' }, ['party: party-differs']],
  ] as [string, Partial<CreditRecord>, string[]][])('%s', (_, change, expected) => {
    expect(faults(change)).toEqual(expected)
  })

  test('a party that the market does not know is kept for the day it comes in', () => {
    expect(faults({ code: creditCode('91', '360400', 9999), name: '某某有限公司' })).toEqual([])
  })

  test('the same document again: passed over when it says the same, refused when it does not', () => {
    expect(faults({}, knowing(aRecord()))).toEqual([])
    expect(faults({ decidedOn: '2026-09-02' }, knowing(aRecord()))).toEqual(['document: record-conflicts'])
  })

  test('twice in one file', () => {
    const rows = [aRecord(), aRecord({ document: '（2026）赣0402执1025号' }), aRecord()]
    expect(twice(rows.map((record, i) => ({ n: i + 2, record })))).toEqual(new Map([[4, 2]]))
  })

  test('which kinds put a case before the operator: 36.1 and 36.3, while they are in force', () => {
    expect(groundOfRecord).toEqual({
      ...{ 'judgment-defaulter': 'judgment-defaulter', 'joint-punishment': 'blacklisted' },
    })
    expect(isInForce(aRecord({ validUntil: '2026-09-28' }), today)).toBe(true)
    expect(isInForce(aRecord({ validUntil: '2026-09-27' }), today)).toBe(false)
  })

  test('the published schema says what the reader asks for', () => {
    const schema = z.toJSONSchema(recordsSchema) as unknown as {
      properties: { records: { items: { required: string[]; additionalProperties: boolean } } }
    }
    expect(schema.properties.records.items.required).toEqual([
      ...['kind', 'party', 'name', 'code', 'document', 'decidedOn', 'source'],
    ])
    expect(schema.properties.records.items.additionalProperties).toBe(false)
    expect(Object.keys(recordKindWords)).toEqual([...recordKinds])
  })
})
