import { art } from '../../gazette/index.ts'
import { Refused } from '../../platform/http.ts'
import { problemText, readCsv } from '../../platform/spreadsheet/index.ts'
import { refuse } from '../../workflow/index.ts'
import {
  type CreditRecord,
  mostRecords,
  recordFieldWords,
  recordKinds,
  recordKindWords,
  recordPartyWords,
  recordSchema,
  recordsFormat,
  rowFaultWords,
} from '../index.ts'

const cites = art('111', '10')

/** What is wrong with one row of a file, in both languages. */
export interface RowProblem {
  /** Number of the record (JSON) or of the row (CSV), from 1. */
  row: number
  field: string
  code: string
  message: { zh: string; en: string }
}

export interface ReadFile {
  rows: readonly { n: number; record: CreditRecord }[]
  problems: readonly RowProblem[]
}

/** Reads a file of records by the published schema; refuses what is no such file at all. */
export const readRecords = (format: 'json' | 'csv', bytes: Uint8Array): Promise<ReadFile> =>
  format === 'json' ? Promise.resolve(readJson(bytes)) : readTable(bytes)

const unreadable = (format: string, message: string) =>
  new Refused(refuse('credit-file-unreadable', cites, { format, message }, 'content'))

function readJson(bytes: Uint8Array): ReadFile {
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw unreadable('JSON', 'JSON, UTF-8')
  }
  const { format, records } = (parsed ?? {}) as { format?: unknown; records?: unknown }
  if (format !== recordsFormat) throw unreadable('JSON', `format: ${recordsFormat}`)
  if (!Array.isArray(records) || records.length === 0) throw unreadable('JSON', 'records: [ … ]')
  if (records.length > mostRecords) throw unreadable('JSON', `≤ ${mostRecords}`)
  return checked(records.map((value: unknown, i) => ({ n: i + 1, value })))
}

const choices = <K extends string>(values: readonly K[], words: Record<K, { zh: string; en: string }>) =>
  values.map((value) => ({ value, words: words[value] }))
const parties = ['agency', 'owner'] as const

/** The columns of the CSV, by the same names as the members of the JSON. */
export const recordColumns = [
  {
    ...({ name: 'kind', header: recordFieldWords.kind, type: 'choice', required: true } as const),
    choices: choices(recordKinds, recordKindWords),
  },
  {
    ...({ name: 'party', header: recordFieldWords.party, type: 'choice', required: true } as const),
    choices: choices(parties, recordPartyWords),
  },
  { name: 'name', header: recordFieldWords.name, type: 'text', required: true, max: 120 },
  { name: 'code', header: recordFieldWords.code, type: 'code', required: true, max: 18 },
  { name: 'document', header: recordFieldWords.document, type: 'text', required: true, max: 120 },
  { name: 'decidedOn', header: recordFieldWords.decidedOn, type: 'date', required: true },
  { name: 'validUntil', header: recordFieldWords.validUntil, type: 'date' },
  { name: 'source', header: recordFieldWords.source, type: 'text', required: true, max: 120 },
  { name: 'summary', header: recordFieldWords.summary, type: 'text', max: 1000 },
] as const

async function readTable(bytes: Uint8Array): Promise<ReadFile> {
  const read = await readCsv(bytes, recordColumns, { rows: mostRecords })
  if (!read.ok) {
    const whole = read.problems.find((p) => p.row === undefined)
    if (whole) throw unreadable('CSV', problemText(whole).zh)
    return {
      rows: [],
      problems: read.problems.map((p) => ({
        ...{ row: p.row ?? 0, code: p.code, message: problemText(p) },
        field: recordColumns.find((c) => c.header.zh === p.column)?.name ?? '',
      })),
    }
  }
  return checked(
    read.rows.map(({ n, values }) => ({
      n,
      value: Object.fromEntries(Object.entries(values).filter(([, v]) => v !== '')),
    })),
  )
}

/** Holds each row against the schema; those that pass are looked at further. */
function checked(given: readonly { n: number; value: unknown }[]): ReadFile {
  const rows: { n: number; record: CreditRecord }[] = []
  const problems: RowProblem[] = []
  const { zh, en } = rowFaultWords['row-shape']
  for (const { n, value } of given) {
    const result = recordSchema.safeParse(value)
    if (result.success) {
      rows.push({ n, record: result.data })
      continue
    }
    for (const issue of result.error.issues) {
      const message = {
        zh: zh.replace('{{message}}', issue.message),
        en: en.replace('{{message}}', issue.message),
      }
      problems.push({ row: n, field: issue.path.join('.'), code: 'row-shape', message })
    }
  }
  return { rows, problems }
}
