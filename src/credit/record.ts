import { z } from 'zod'
import type { PlainDate } from '../calendar/index.ts'
import { creditCodeFault, type Ground, isDay } from '../registry/index.ts'

/** What a credit authority says of a party. */
export const recordKinds = [
  'judgment-defaulter',
  'joint-punishment',
  'administrative-penalty',
  'abnormal-operation',
  'commendation',
] as const
export type RecordKind = (typeof recordKinds)[number]

/** The kinds that are a ground of 36 where they concern an agency: a draft case is put before its operator. */
export const groundOfRecord: Partial<Record<RecordKind, Ground>> = {
  'judgment-defaulter': 'judgment-defaulter',
  'joint-punishment': 'blacklisted',
}

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** One record as it is exchanged (10). The published JSON schema is made from this, so that both say the same. */
export const recordSchema = z.strictObject({
  kind: z.enum(recordKinds).describe('记录类型'),
  party: z.enum(['agency', 'owner']).describe('主体：中介服务机构、项目业主'),
  name: line(120).describe('名称'),
  code: z
    .string()
    .regex(/^[0-9A-Z]{18}$/)
    .describe('统一社会信用代码'),
  document: line(120).describe('文书号'),
  decidedOn: day.describe('认定日期'),
  validUntil: day.optional().describe('有效期至'),
  source: line(120).describe('认定机关'),
  summary: line(1000).optional().describe('摘要'),
})
export type CreditRecord = z.infer<typeof recordSchema>

export const recordsFormat = 'xunshi-credit-records/1'
export const mostRecords = 5000

export const recordsSchema = z.strictObject({
  format: z.literal(recordsFormat),
  records: z.array(recordSchema).min(1).max(mostRecords),
})

/** Why a row of an import cannot be taken in. */
export type RowFault =
  | { code: 'row-shape'; field: string; params: { message: string } }
  | { code: 'code-wrong'; field: 'code'; params: { code: string } }
  | { code: 'day-wrong'; field: 'decidedOn' | 'validUntil'; params: { given: string } }
  | { code: 'decided-in-future'; field: 'decidedOn'; params: { given: string; today: string } }
  | { code: 'dates-reversed'; field: 'validUntil'; params: { from: string; to: string } }
  | { code: 'name-differs'; field: 'name'; params: { given: string; registered: string } }
  | { code: 'party-differs'; field: 'party'; params: { registered: string } }
  | { code: 'row-twice'; field: 'document'; params: { row: number } }
  | { code: 'record-conflicts'; field: 'document'; params: { document: string } }

/** What the market knows of the codes that an import names. */
export interface Known {
  /** Parties of the market by their code. */
  parties: ReadonlyMap<string, { kind: string; name: string }>
  /** Records taken in earlier, by `keyOf`. */
  records: ReadonlyMap<string, CreditRecord>
}

/** A record is known by who said it, in which document, of whom and what. */
export const keyOf = (r: Pick<CreditRecord, 'source' | 'document' | 'code' | 'kind'>): string =>
  [r.source, r.document, r.code, r.kind].join('\u001f')

/** Every fault of one row, of the dates first; a record that stands already as it is has none. */
export function faultsOf(r: CreditRecord, known: Known, today: PlainDate): RowFault[] {
  const party = known.parties.get(r.code)
  const earlier = known.records.get(keyOf(r))
  const faults: (RowFault | undefined)[] = [
    creditCodeFault(r.code) && { code: 'code-wrong', field: 'code', params: { code: r.code } },
    ...(['decidedOn', 'validUntil'] as const).map((field): RowFault | undefined => {
      const given = r[field]
      return given === undefined || isDay(given) ? undefined : { code: 'day-wrong', field, params: { given } }
    }),
    r.decidedOn > today
      ? { code: 'decided-in-future', field: 'decidedOn', params: { given: r.decidedOn, today } }
      : undefined,
    r.validUntil !== undefined && r.validUntil < r.decidedOn
      ? { code: 'dates-reversed', field: 'validUntil', params: { from: r.decidedOn, to: r.validUntil } }
      : undefined,
    party && bare(party.name) !== bare(r.name)
      ? { code: 'name-differs', field: 'name', params: { given: r.name, registered: party.name } }
      : undefined,
    party && party.kind !== r.party
      ? { code: 'party-differs', field: 'party', params: { registered: party.kind } }
      : undefined,
    earlier && !isSame(earlier, r)
      ? { code: 'record-conflicts', field: 'document', params: { document: r.document } }
      : undefined,
  ]
  return faults.filter((f) => f !== undefined)
}

/** The row that names the same record earlier in the same file. */
export function twice(rows: readonly { n: number; record: CreditRecord }[]): Map<number, number> {
  const first = new Map<string, number>()
  const again = new Map<number, number>()
  for (const { n, record } of rows) {
    const earlier = first.get(keyOf(record))
    if (earlier === undefined) first.set(keyOf(record), n)
    else again.set(n, earlier)
  }
  return again
}

/** Brackets and blanks are written in many ways; the code is what identifies. */
const bare = (name: string): string => name.normalize('NFKC').replace(/\s/g, '')

export const isSame = (a: CreditRecord, b: CreditRecord): boolean =>
  (Object.keys(recordSchema.shape) as (keyof CreditRecord)[]).every((k) => (a[k] ?? '') === (b[k] ?? ''))

/** Whether a record speaks of today: what has expired opens no case. */
export const isInForce = (r: CreditRecord, today: PlainDate): boolean =>
  r.validUntil === undefined || r.validUntil >= today
