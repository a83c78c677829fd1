import { createHash, randomUUID } from 'node:crypto'
import { toString as qrCode } from 'qrcode'
import { dateOf, type Instant, type PlainDate } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { FileRef, Tx } from '../../platform/deps.ts'
import { renderPdf } from '../../platform/documents/index.ts'
import { type HttpDeps, type Organised, Refused } from '../../platform/http.ts'
import { fill } from '../../platform/messages.ts'
import { partiesByCode, reportToOperator, type StandingSubject } from '../../registry/server.ts'
import { type Json, refuse } from '../../workflow/index.ts'
import {
  type CreditRecord,
  faultsOf,
  groundOfRecord,
  isInForce,
  type Known,
  keyOf,
  recordFieldWords,
  recordKindWords,
  rowFaultWords,
  twice,
} from '../index.ts'
import * as store from '../store.ts'
import { type ReadFile, type RowProblem, readRecords } from './read.ts'

const cites = art('111', '10')

/** More would not be read by anybody; the first ones say what is wrong with the rest. */
const mostProblems = 200

export interface Import {
  id: string
  rows: number
  added: number
  cases: number
  sha256: string
}

/** What a draft case needs: the workflow of standing, and the address of the agency's page. */
export interface Drafts {
  standing: StandingSubject
  publicUrl: string
}

type Party = Awaited<ReturnType<typeof partiesByCode>>[number]

/**
 * Takes in a file of records, all of it or nothing. What stands already as it is given is passed over; what names an
 * agency of the market as a judgment defaulter or as blacklisted puts a draft case before its operator (36.1, 36.3).
 */
export async function importRecords(
  tx: Tx,
  deps: HttpDeps,
  drafts: Drafts,
  file: { name: string; format: 'json' | 'csv'; bytes: Buffer },
  actor: Organised,
): Promise<Import> {
  await store.oneAtATime(tx)
  const at = await deps.now(tx)
  const read = await readRecords(file.format, file.bytes)
  const codes = [...new Set(read.rows.map(({ record }) => record.code))]
  const parties = new Map((await partiesByCode(tx, codes)).map((p) => [p.code, p]))
  const known: Known = { parties, records: await store.recordsAbout(tx, codes) }
  refuseFaulty(read, known, dateOf(at))

  const fresh = read.rows.filter(({ record }) => !known.records.has(keyOf(record)))
  const drafted = new Map<number, string>()
  for (const { n, record } of fresh) {
    const party = parties.get(record.code)
    const draft = party && (await draftCase(tx, deps, drafts, record, party, actor, at))
    if (draft) drafted.set(n, draft)
  }
  const id = randomUUID()
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  const counted = { rows: read.rows.length, added: fresh.length, cases: drafted.size }
  await store.insertTransfer(tx, {
    ...{ id, direction: 'import', format: file.format, name: file.name, body: actor.organisation },
    ...{ person: actor.person, at, ...counted, from: null, to: null, sha256, content: file.bytes },
  })
  for (const { n, record } of fresh) {
    const own = { id: randomUUID(), transfer: id, row: n, standingCase: drafted.get(n) }
    await store.insertRecord(tx, { ...record, ...own })
  }
  const body = { ...counted, format: file.format, sha256, body: actor.organisationName }
  await deps.ledger.append(tx, {
    ...{ subject: `credit-transfer/${id}`, actor: actor.organisation, at },
    facts: [{ kind: 'credit.imported', article: cites, visibility: 'parties', body }],
  })
  return { id, ...counted, sha256 }
}

/** All or nothing: one fault in one row refuses the file, with every fault of every row. */
function refuseFaulty(read: ReadFile, known: Known, today: PlainDate): void {
  const again = twice(read.rows)
  const faults = read.rows.flatMap(({ n, record }) => {
    const earlier = again.get(n)
    const doubled = { code: 'row-twice', field: 'document', params: { row: earlier ?? 0 } } as const
    const found = [...faultsOf(record, known, today), ...(earlier === undefined ? [] : [doubled])]
    return found.map(({ code, field, params }): RowProblem => {
      const { zh, en } = rowFaultWords[code]
      return { row: n, field, code, message: { zh: fill(zh, params), en: fill(en, params) } }
    })
  })
  const problems = [...read.problems, ...faults].toSorted((a, b) => a.row - b.row)
  if (problems.length === 0) return
  const params = { count: problems.length, problems: problems.slice(0, mostProblems) as unknown as Json }
  throw new Refused(refuse('credit-file-refused', cites, params, 'content'))
}

/** A person decides: the system only puts the record, as a paper, before the operator of the agency. */
async function draftCase(
  tx: Tx,
  deps: HttpDeps,
  { standing, publicUrl }: Drafts,
  record: CreditRecord,
  party: Party,
  actor: Organised,
  at: Instant,
): Promise<string | undefined> {
  const ground = groundOfRecord[record.kind]
  if (!ground || party.kind !== 'agency' || !isInForce(record, dateOf(at))) return undefined
  const url = `${publicUrl}/agencies/${party.id}`
  const file = await excerptOf(tx, deps, record, url, actor, at)
  const { kind, source, document, decidedOn, summary = '' } = record
  const text = `${recordKindWords[kind].zh}：${source}，${document}，${decidedOn}。${summary}`
  return reportToOperator(tx, deps, standing, party, { ground, text, file }, actor)
}

/** The record as a paper that a case can rest on. */
async function excerptOf(
  tx: Tx,
  deps: HttpDeps,
  record: CreditRecord,
  url: string,
  actor: Organised,
  at: Instant,
): Promise<FileRef> {
  const [year = 0, month = 0, day = 0] = dateOf(at).split('-').map(Number)
  const said = { ...record, kind: recordKindWords[record.kind].zh }
  const rows = (['kind', 'name', 'code', 'document', 'decidedOn', 'validUntil', 'source', 'summary'] as const)
    .filter((field) => said[field] !== undefined)
    .map((field) => ({ label: recordFieldWords[field].zh, lines: [said[field] ?? ''] }))
  const bytes = await renderPdf({
    ...{ head: actor.organisationName, number: record.document, title: '公共信用信息摘录' },
    ...{ parts: [{ kind: 'facts', rows }], issuer: actor.organisationName },
    ...{ date: `${year}年${month}月${day}日`, at: { year, month, day } },
    ...{ check: record.code, url, demonstration: deps.mode === 'demonstration' },
    qr: await qrCode(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
  })
  const name = `公共信用信息摘录 ${record.document}.pdf`
  return deps.files.put(tx, { name, bytes: Buffer.from(bytes), owner: actor.organisation })
}
