import { createHash } from 'node:crypto'
import { zipSync } from 'fflate'
import { toString as qrCode } from 'qrcode'
import { dateOf, type Instant } from '../../calendar/index.ts'
import { formatKey, signNote } from '../../ledger/index.ts'
import { historyOf, logKey } from '../../ledger/server.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { documentHead, documentsOf, findDocument, renderPdf } from '../../platform/documents/index.ts'
import type { ArchivedFact } from '../../registry/index.ts'
import { archived } from '../../registry/server.ts'
import { settingOf } from '../../workflow/index.ts'
import {
  type ArchivePart,
  archiveNames,
  archiveOfParts,
  type EngagementArchive,
  sealText,
} from '../archive.ts'
import { coverParts } from '../cover-sheet.ts'
import { registersOf } from '../registers.ts'
import type { Engagement } from '../state.ts'
import { archiveOf, filesOf } from './archive.ts'

interface Kept extends ArchivePart {
  bytes: Buffer
}

/**
 * The archive of an engagement as one file (45): a ZIP with a cover (PDF/A), every document and file, and `archive.json`
 * with facts, proofs and index; manifest and cover are signed with the log's key. `npm run verify` checks it offline.
 */
export async function archiveFile(
  tx: Tx,
  deps: Deps,
  publicUrl: string,
  id: string,
  e: Engagement,
): Promise<Buffer> {
  const at = await deps.now(tx)
  const kept = await partsOf(tx, deps, id, e)
  const { ratings, notices, names } = await archiveOf(tx, id, e, at)
  const archive = archiveOfParts({
    ...{ engagement: id, title: e.award.title, at, log: formatKey(logKey(deps.keys)) },
    facts: await factsOf(tx, deps, id, e),
    files: kept.map(({ bytes: _, ...part }) => part),
    record: { state: e, registers: registersOf(e, deps.calendar), ratings, notices, names },
  })
  const manifest = Buffer.from(`${JSON.stringify(archive, undefined, 1)}\n`)
  const cover = await coverPdf(tx, deps, publicUrl, e, archive, at)
  const seal = signNote(sealText(id, manifest, cover), deps.keys.log)
  // PDF and pictures are packed already; the rest is small beside them.
  const whole = zipSync(
    {
      [archiveNames.cover]: cover,
      [archiveNames.manifest]: manifest,
      [archiveNames.seal]: Buffer.from(seal),
      ...Object.fromEntries(kept.map((part) => [part.id, part.bytes])),
    },
    { level: 0, mtime: `${at.slice(0, 10)}T00:00:00` },
  )
  return Buffer.from(whole)
}

/** Documents first, then what was filed, in one numbering. */
async function partsOf(tx: Tx, deps: Deps, id: string, e: Engagement): Promise<Kept[]> {
  const kept: Kept[] = []
  const add = (what: ArchivePart['what'], version: number, name: string, bytes: Buffer): void => {
    const ending = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0].toLowerCase() ?? ''
    const number = String(kept.length + 1).padStart(2, '0')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const path = `files/${number}-${what}-${version}${ending}`
    kept.push({ id: path, name, what, version, size: bytes.length, sha256, bytes })
  }
  for (const [n, issued] of (await documentsOf(tx, `procurement/${e.award.procurement}`)).entries()) {
    const row = await findDocument(tx, issued.number)
    const file = row?.file ? await deps.files.get(tx, row.file) : undefined
    if (file) add('document', n + 1, `${issued.title} ${issued.printedNumber}.pdf`, file.bytes)
  }
  for (const filed of filesOf(id, e)) {
    const file = await deps.files.get(tx, filed.id)
    if (!file) throw new Error(`engagement ${id}: file ${filed.id} is not kept`)
    add(filed.what, filed.version, file.name, file.bytes)
  }
  return kept
}

/** Everything that happened, with its proof; what is sealed and not open is there by its leaf. */
async function factsOf(tx: Tx, deps: Deps, id: string, e: Engagement): Promise<ArchivedFact[]> {
  const procurement = `procurement/${e.award.procurement}`
  const documents = await documentsOf(tx, procurement)
  const facts: ArchivedFact[] = []
  for (const subject of [procurement, `engagement/${id}`, ...documents.map((d) => `document/${d.number}`)])
    for (const entry of await historyOf(tx, subject))
      facts.push(
        await archived(tx, deps, subject, entry, (one) => one.record.visibility !== 'sealed' || one.open),
      )
  return facts
}

async function coverPdf(
  tx: Tx,
  deps: Deps,
  publicUrl: string,
  e: Engagement,
  archive: EngagementArchive,
  at: Instant,
): Promise<Buffer> {
  const [year = 0, month = 0, day = 0] = dateOf(at).split('-').map(Number)
  const url = `${publicUrl}/check/${e.award.notice}`
  return renderPdf({
    head: settingOf(await deps.settings(tx), documentHead),
    ...{ number: e.award.notice, title: '中介服务项目档案', parts: coverParts(e, archive) },
    issuer: e.award.operator.name,
    ...{ date: `${year}年${month}月${day}日`, at: { year, month, day }, check: e.award.notice, url },
    qr: await qrCode(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
    demonstration: deps.mode === 'demonstration',
  })
}
