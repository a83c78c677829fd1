import { sql } from 'kysely'
import type { Instant, PlainDate } from '../calendar/index.ts'
import type { Tx } from '../platform/deps.ts'
import { type CreditRecord, keyOf } from './record.ts'

/** An import or export as the list shows it. */
export interface Transfer {
  id: string
  direction: 'import' | 'export'
  format: 'json' | 'csv'
  name: string
  bodyName: string
  at: Instant
  rows: number
  added: number
  cases: number
  from: PlainDate | null
  to: PlainDate | null
  sha256: string
}

export interface NewTransfer extends Omit<Transfer, 'bodyName'> {
  body: string
  person: string
  content: Buffer
}

export async function insertTransfer(tx: Tx, t: NewTransfer): Promise<void> {
  await sql`insert into credit_transfer
      (id, direction, format, name, body, person, at, rows, added, cases, from_day, to_day, sha256, content)
    values (${t.id}, ${t.direction}, ${t.format}, ${t.name}, ${t.body}, ${t.person}, ${t.at}, ${t.rows}, ${t.added},
      ${t.cases}, ${t.from}::date, ${t.to}::date, ${t.sha256}, ${t.content})`.execute(tx)
}

export async function transfers(
  tx: Tx,
  { page, size }: { page: number; size: number },
): Promise<{ items: Transfer[]; total: number }> {
  const { rows } = await sql<Transfer>`
    select t.id, t.direction, t.format, t.name, o.name as "bodyName", t.at, t.rows, t.added, t.cases,
      t.from_day::text as "from", t.to_day::text as "to", t.sha256
    from credit_transfer t join organisation o on o.id = t.body
    order by t.at desc, t.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const count = await sql<{ n: number }>`select count(*) as n from credit_transfer`.execute(tx)
  return { items: rows, total: count.rows[0]!.n }
}

/** The bytes of an import or export, as they came or went. */
export async function fileOf(
  tx: Tx,
  id: string,
): Promise<{ name: string; format: 'json' | 'csv'; content: Buffer } | undefined> {
  const { rows } = await sql<{ name: string; format: 'json' | 'csv'; content: Buffer }>`
    select name, format, content from credit_transfer where id = ${id}`.execute(tx)
  return rows[0]
}

const columns = sql`r.kind, r.party, r.name, r.code, r.document, r.decided_on::text as "decidedOn",
  r.valid_until::text as "validUntil", r.source, r.summary`

type Row = { [K in keyof CreditRecord]: CreditRecord[K] | null }
const plain = (row: Row): CreditRecord =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as CreditRecord

/** The records about some codes, by `keyOf`. */
export async function recordsAbout(tx: Tx, codes: readonly string[]): Promise<Map<string, CreditRecord>> {
  const { rows } =
    await sql<Row>`select ${columns} from credit_record r where r.code = any(${[...codes]})`.execute(tx)
  return new Map(rows.map(plain).map((r) => [keyOf(r), r]))
}

export async function insertRecord(
  tx: Tx,
  r: CreditRecord & { id: string; transfer: string; row: number; standingCase: string | undefined },
): Promise<void> {
  await sql`insert into credit_record (id, transfer, "row", kind, party, name, code, document, decided_on,
      valid_until, source, summary, standing_case)
    values (${r.id}, ${r.transfer}, ${r.row}, ${r.kind}, ${r.party}, ${r.name}, ${r.code}, ${r.document},
      ${r.decidedOn}::date, ${r.validUntil ?? null}::date, ${r.source}, ${r.summary ?? null},
      ${r.standingCase ?? null})`.execute(tx)
}

/** One import after the other: what is a second record is decided by what is there. */
export const oneAtATime = (tx: Tx) =>
  sql`select pg_advisory_xact_lock(hashtext('credit.import'))`.execute(tx).then(() => undefined)

/** A record as the desks read it. */
export interface ListedRecord extends CreditRecord {
  id: string
  standingCase?: string
  /** The party in the market that has this code. */
  organisation?: string
}

/** Records, latest first, about a part of a name or code. */
export async function records(
  tx: Tx,
  { about, page, size }: { about: string; page: number; size: number },
): Promise<{ items: ListedRecord[]; total: number }> {
  const like = `%${about.replace(/[\\%_]/g, '\\$&')}%`
  const where = sql`(${about} = '' or r.name like ${like} or r.code like ${like.toUpperCase()})`
  const { rows } = await sql<Row & { id: string; standingCase: string | null; organisation: string | null }>`
    select r.id, ${columns}, r.standing_case as "standingCase",
      (select id from organisation o where o.code = r.code and o.kind = r.party limit 1) as organisation
    from credit_record r where ${where}
    order by r.decided_on desc, r.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const count = await sql<{ n: number }>`select count(*) as n from credit_record r where ${where}`.execute(tx)
  return { items: rows.map((row) => plain(row) as ListedRecord), total: count.rows[0]!.n }
}
