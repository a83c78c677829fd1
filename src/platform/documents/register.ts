import { sql } from 'kysely'
import { toString as qrCode } from 'qrcode'
import { dateOf, type Instant } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { type Setting, settingOf } from '../../workflow/index.ts'
import { nextNumber } from '../act.ts'
import type { Deps, Tx } from '../deps.ts'
import { type SigningIdentity, signPdf } from './signing.ts'
import { type Part, renderPdf, type Sheet } from './typeset.ts'

/** What the market issues, with the letters of its register. */
const prefixes = {
  announcement: 'CG',
  cancellation: 'QX',
  failure: 'LX',
  result: 'JG',
  voiding: 'ZF',
  award: 'ZX',
} as const

export type DocumentKind = keyof typeof prefixes

/** The red head of every document; another city has its own name. */
export const documentHead: Setting<string> = {
  key: 'documents.head',
  cites: art('111', '28'),
  default: '江西省网上中介超市九江分厅',
  zh: '电子文件红头（本系统缺省值）',
  en: 'Red head of documents',
}

export interface DocumentParty {
  role: string
  name: string
  code?: string
}

/** What is to be issued. */
export interface DocumentToIssue {
  kind: DocumentKind
  /** Names the occasion; the same occasion issues once, however often it is asked. */
  occasion: string
  /** `procurement/<id>` */
  subject: string
  /** Number as printed under the head. */
  printedNumber: string
  title: string
  project: string
  issuer: string
  parties: readonly DocumentParty[]
  at: Instant
  to?: string
  parts: readonly Part[]
}

/** The part of a sheet that is settled when it is issued; the rest follows from the register number. */
type Settled = Omit<Sheet, 'url' | 'qr'>

type DocumentTables = {
  document: {
    number: string
    kind: string
    occasion: string
    subject: string
    printed_number: string
    title: string
    project: string
    issuer: string
    parties: readonly DocumentParty[]
    sheet: Settled
    at: Instant
    file: string | null
    sha256: string | null
    size: number | null
    fact: string | null
    leaf: string | null
    withdrawn_at: Instant | null
    withdrawn_reason: string | null
  }
}

export type DocumentRow = DocumentTables['document']

const tables = (tx: Tx) => tx.withTables<DocumentTables>()

/** Enters a document into the register and has it typeset after the commit; returns its register number. */
export async function issueDocument(tx: Tx, deps: Deps, issue: DocumentToIssue): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`document ${issue.occasion}`}, 0))`.execute(tx)
  const issued = await tables(tx)
    .selectFrom('document')
    .select('number')
    .where('occasion', '=', issue.occasion)
    .executeTakeFirst()
  if (issued) return issued.number

  const [year = 0, month = 0, day = 0] = dateOf(issue.at).split('-').map(Number)
  const count = await nextNumber(tx, `document/${issue.kind}/${year}`)
  const number = `${prefixes[issue.kind]}-${year}-${String(count).padStart(4, '0')}`
  const { kind, occasion, subject, project, parties, printedNumber, ...printed } = issue
  const sheet: Settled = {
    head: settingOf(await deps.settings(tx), documentHead),
    number: printedNumber,
    title: printed.title,
    ...(printed.to ? { to: printed.to } : {}),
    parts: printed.parts,
    issuer: printed.issuer,
    date: `${year}年${month}月${day}日`,
    at: { year, month, day },
    check: number,
    demonstration: deps.mode === 'demonstration',
  }
  await tables(tx)
    .insertInto('document')
    .values({
      ...{ number, kind, occasion, subject, project, at: issue.at },
      ...{ printed_number: printedNumber, title: issue.title, issuer: issue.issuer },
      ...{ parties: json(parties), sheet: json(sheet) },
    })
    .execute()
  await deps.jobs.enqueue(tx, 'documents.typeset', { number })
  return number
}

// pg takes an array for a PostgreSQL array, not for jsonb.
const json = <T>(value: T): T => JSON.stringify(value) as unknown as T

/** What every document of this market bears: its address in the QR code, and the market's digital signature. */
export interface Letterhead {
  publicUrl: string
  identity: SigningIdentity
}

/** Typesets and signs a document that has not been yet, keeps its file and logs its hash. Running it again changes nothing. */
export async function typesetDocument(
  deps: Deps,
  number: string,
  { publicUrl, identity }: Letterhead,
): Promise<DocumentRow | undefined> {
  return deps.db.transaction().execute(async (tx) => {
    const row = await tables(tx)
      .selectFrom('document')
      .selectAll()
      .where('number', '=', number)
      .forUpdate()
      .executeTakeFirst()
    if (!row || row.file) return row
    const at = await deps.now(tx)
    const bytes = await signPdf(await renderPdf(await sheetOf(row, publicUrl)), identity, {
      ...{ reason: `${row.title} ${row.number}`, location: row.issuer, at },
    })
    const name = `${row.title} ${row.number}.pdf`
    const file = await deps.files.put(tx, { name, bytes, owner: 'market' })
    const { kind, title, printed_number, subject } = row
    const [entry] = await deps.ledger.append(tx, {
      subject: `document/${number}`,
      actor: 'system',
      at,
      facts: [
        {
          kind: 'document.issued',
          article: art('111', '28'),
          visibility: 'public',
          body: { number, kind, title, printedNumber: printed_number, subject, sha256: file.sha256 },
        },
      ],
    })
    const { id: fact, leaf } = entry!
    const kept = { file: file.id, sha256: file.sha256, size: file.size, fact, leaf }
    await tables(tx).updateTable('document').set(kept).where('number', '=', number).execute()
    return { ...row, ...kept }
  })
}

/** The whole sheet, with the address and code of its check page. */
export async function sheetOf(row: DocumentRow, publicUrl: string): Promise<Sheet> {
  const url = `${publicUrl}/check/${row.number}`
  return { ...row.sheet, url, qr: await qrCode(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }) }
}

export const findDocument = (tx: Tx, number: string): Promise<DocumentRow | undefined> =>
  tables(tx).selectFrom('document').selectAll().where('number', '=', number).executeTakeFirst()

/** A document as a list shows it. */
export interface IssuedDocument {
  number: string
  kind: DocumentKind
  printedNumber: string
  title: string
  at: Instant
  sha256: string | null
  url: string
  checkUrl: string
  withdrawn: boolean
}

/** What was issued about a subject (`procurement/<id>`), oldest first. */
export async function documentsOf(tx: Tx, subject: string): Promise<IssuedDocument[]> {
  const rows = await tables(tx)
    .selectFrom('document')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('at')
    .orderBy('number')
    .execute()
  return rows.map((r) => ({
    number: r.number,
    kind: r.kind as DocumentKind,
    printedNumber: r.printed_number,
    title: r.title,
    at: r.at,
    sha256: r.sha256,
    url: `/api/documents/${r.number}/document.pdf`,
    checkUrl: `/check/${r.number}`,
    withdrawn: r.withdrawn_at !== null,
  }))
}

/** Marks documents of a subject as withdrawn, for example when an announcement is voided (26); they stay readable. */
export async function withdrawDocuments(
  tx: Tx,
  subject: string,
  kinds: readonly DocumentKind[],
  reason: string,
  at: Instant,
): Promise<void> {
  await tables(tx)
    .updateTable('document')
    .set({ withdrawn_at: at, withdrawn_reason: reason })
    .where('subject', '=', subject)
    .where('kind', 'in', kinds)
    .where('withdrawn_at', 'is', null)
    .execute()
}
