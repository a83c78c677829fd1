import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import { historyOf } from '../../ledger/server.ts'
import type { Tx } from '../../platform/deps.ts'
import { documentsOf, type IssuedDocument } from '../../platform/documents/index.ts'
import type { Attachment, Engagement } from '../state.ts'
import type { PublicRating } from '../store.ts'
import { ratingsOfEngagement } from '../store.ts'

/** A fact as the archive shows it; what is sealed, or meant for others, is there by its hash alone. */
export interface ArchivedFact {
  subject: string
  /** Hash of its leaf in the log, hex. */
  leaf: string
  /** Its place in the log; absent while it waits for the sequencer. */
  index?: number
  seq?: number
  kind?: string
  at?: Instant
  article?: string
  actor?: string
  body?: unknown
}

/** A file of the engagement: its hash proves it, its bytes are fetched by its address. */
export interface ArchivedFile extends Attachment {
  what: 'contract' | 'deliverable' | 'voucher' | 'non-recognition' | 'answer'
  version: number
  url: string
}

/** Everything about one engagement (45), with an index of hashes by which each piece can be proved. */
export interface Archive {
  format: 'xunshi-archive/1'
  engagement: string
  at: Instant
  state: Engagement
  facts: readonly ArchivedFact[]
  files: readonly ArchivedFile[]
  documents: readonly IssuedDocument[]
  ratings: readonly PublicRating[]
  notices: readonly {
    at: Instant
    organisation: string
    subject: { zh: string; en: string }
    article?: string
  }[]
  /** Names of the organisations that acted or were told. */
  names: Readonly<Record<string, string>>
  /** `fact <subject> <seq>`, `file <id>`, `document <number>`, each with its SHA-256. */
  hashes: readonly { of: string; sha256: string }[]
  /** SHA-256 of the lines `<sha256>  <of>` joined by line feeds: one number for the whole. */
  sha256: string
}

/** Collects the archive of an engagement. */
export async function archiveOf(tx: Tx, id: string, state: Engagement, at: Instant): Promise<Archive> {
  const procurement = `procurement/${state.award.procurement}`
  const documents = await documentsOf(tx, procurement)
  const subjects = [procurement, `engagement/${id}`, ...documents.map((d) => `document/${d.number}`)]
  const facts: ArchivedFact[] = []
  for (const subject of subjects) facts.push(...(await factsOf(tx, subject)))
  const files = filesOf(id, state)
  const notices = await noticesAbout(tx, id)
  const hashes = [
    ...facts.map((f, i) => ({ of: `fact ${f.subject} ${f.seq ?? i}`, sha256: f.leaf })),
    ...files.map((f) => ({ of: `file ${f.id}`, sha256: f.sha256 })),
    ...documents.flatMap((d) => (d.sha256 ? [{ of: `document ${d.number}`, sha256: d.sha256 }] : [])),
  ]
  const index = hashes.map((h) => `${h.sha256}  ${h.of}`).join('\n')
  return {
    format: 'xunshi-archive/1',
    engagement: id,
    at,
    state,
    facts,
    files,
    documents,
    ratings: await ratingsOfEngagement(tx, id),
    notices,
    names: await namesOf(tx, [
      ...facts.flatMap((f) => (f.actor ? [f.actor] : [])),
      ...notices.map((n) => n.organisation),
    ]),
    hashes,
    sha256: createHash('sha256').update(index).digest('hex'),
  }
}

/** The files of an engagement, contracts first. */
export const filesOf = (
  id: string,
  { contracts, deliverables, payments, nonRecognitions }: Engagement,
): ArchivedFile[] =>
  [
    ...contracts.map((c, i) => ({ ...c.file, what: 'contract' as const, version: i + 1 })),
    ...deliverables.map((d) => ({ ...d.file, what: 'deliverable' as const, version: d.version })),
    ...payments.map((p) => ({ ...p.file, what: 'voucher' as const, version: p.number })),
    ...nonRecognitions.map((n) => ({ ...n.file, what: 'non-recognition' as const, version: n.number })),
    ...nonRecognitions.flatMap((n) =>
      n.answer?.file ? [{ ...n.answer.file, what: 'answer' as const, version: n.number }] : [],
    ),
  ].map((file) => ({ ...file, url: `/api/engagements/${id}/files/${file.id}` }))

async function factsOf(tx: Tx, subject: string): Promise<ArchivedFact[]> {
  const entries = await historyOf(tx, subject)
  return entries.map(({ record, leaf, index, open }) => {
    const { seq, kind, at, article, actor, body, visibility } = record
    const place = index === undefined ? {} : { index }
    if (visibility === 'sealed' && !open) return { subject, leaf, ...place }
    return { subject, leaf, ...place, seq, kind, at, article, actor, body }
  })
}

async function noticesAbout(tx: Tx, id: string): Promise<Archive['notices']> {
  const { rows } = await sql<Archive['notices'][number]>`
    select min(at) as at, organisation, subject, article from notice_inbox
    where link = ${`/desk/engagements/${id}`}
    group by key, organisation, subject, article order by 1, 2`.execute(tx)
  return rows
}

async function namesOf(tx: Tx, organisations: readonly string[]): Promise<Archive['names']> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisation where id = any(${[...new Set(organisations)]})`.execute(tx)
  return Object.fromEntries(rows.map((r) => [r.id, r.name]))
}
