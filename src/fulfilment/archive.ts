import { unzipSync } from 'fflate'
import type { Instant } from '../calendar/index.ts'
import { checkSignature, hex, parseKey, parseNote, sha256 } from '../ledger/index.ts'
import { type ArchivedFact, archiveFaults, hasFactsAndFiles, indexOf } from '../registry/index.ts'

/** A file inside an archive. */
export interface ArchivePart {
  /** Its path in the archive: `files/01-…`. */
  id: string
  /** Its name, as it was filed or issued. */
  name: string
  what: 'document' | 'contract' | 'deliverable' | 'voucher' | 'non-recognition' | 'answer'
  version: number
  /** bytes */
  size: number
  /** hex */
  sha256: string
}

/** `archive.json`: everything about an engagement (45), each piece with the hash by which it is proved. */
export interface EngagementArchive {
  format: 'xunshi-engagement-archive/1'
  engagement: string
  title: string
  at: Instant
  /** The log's verifier key, `name+id+base64`. */
  log: string
  /** In the order of each subject's chain. */
  facts: readonly ArchivedFact[]
  files: readonly ArchivePart[]
  /** State, registers, ratings and messages as they stood. */
  record: unknown
  hashes: readonly { of: string; sha256: string }[]
  sha256: string
}

/** Names of the three files beside those that were filed. */
export const archiveNames = { manifest: 'archive.json', seal: 'seal.txt', cover: 'cover.pdf' } as const

export const archiveFileSteps = [
  'document',
  'trust',
  'seal',
  'index',
  'records',
  'chains',
  'log',
  'files',
] as const
export type ArchiveFileStep = (typeof archiveFileSteps)[number]

export interface ArchiveFileReport {
  ok: boolean
  /** Up to the first part that does not hold; `at` names the entry at fault. */
  steps: readonly { step: ArchiveFileStep; ok: boolean; at?: string }[]
  title: string
  facts: number
  /** Facts that the log had not taken yet. */
  waiting: number
  files: number
}

/** What the log's key signs: the two files that everything else hangs on. */
export const sealText = (engagement: string, manifest: Uint8Array, cover: Uint8Array): string =>
  `xunshi-engagement-archive/1\n${engagement}\n${hex(sha256(manifest))}  ${archiveNames.manifest}\n${hex(sha256(cover))}  ${archiveNames.cover}\n`

/** Facts and files with their index; the record stands in the manifest, which is sealed whole. */
export const archiveOfParts = (
  archive: Omit<EngagementArchive, 'format' | 'hashes' | 'sha256'>,
): EngagementArchive => ({
  format: 'xunshi-engagement-archive/1',
  ...archive,
  ...indexOf(archive.facts, archive.files),
})

/** Whether bytes may be an archive of an engagement: a ZIP file. */
export const looksLikeArchiveFile = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** An archive larger than this is not unpacked; the largest has a few hundred files of 20 MB at most. */
const mostBytes = 2_000_000_000

/** Checks an archive file offline. Takes any bytes. @param trust the log's published key; the archive's own unless told */
export function verifyArchiveFile(bytes: Uint8Array, trust?: string): ArchiveFileReport {
  const inside = unpack(bytes)
  const archive = inside && readManifest(inside)
  const report = (steps: ArchiveFileReport['steps']): ArchiveFileReport => ({
    ok: steps.every((s) => s.ok),
    steps,
    title: archive?.title ?? '',
    facts: archive?.facts.length ?? 0,
    waiting: archive?.facts.filter((f) => !('receipt' in f)).length ?? 0,
    files: archive?.files.length ?? 0,
  })
  if (!inside || !archive) return report([{ step: 'document', ok: false }])
  const faults: Record<Exclude<ArchiveFileStep, 'document'>, () => string | undefined> = {
    ...archiveFaults(archive, trust),
    seal: () => faultOfSeal(inside, archive),
    files: () => faultOfFiles(inside, archive),
  }
  const steps: { step: ArchiveFileStep; ok: boolean; at?: string }[] = [{ step: 'document', ok: true }]
  for (const step of archiveFileSteps) {
    if (step === 'document') continue
    const at = faults[step]()
    steps.push(at === undefined ? { step, ok: true } : { step, ok: false, at })
    if (at !== undefined) break
  }
  return report(steps)
}

type Inside = Readonly<Record<string, Uint8Array>>

function unpack(bytes: Uint8Array): Inside | undefined {
  let left = mostBytes
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        left -= originalSize
        if (left < 0) throw new RangeError('larger than an archive is')
        return true
      },
    })
  } catch {
    return undefined
  }
}

function readManifest(inside: Inside): EngagementArchive | undefined {
  const manifest = inside[archiveNames.manifest]
  if (!manifest || !inside[archiveNames.seal] || !inside[archiveNames.cover]) return undefined
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(manifest)) as EngagementArchive
    const named = [value.engagement, value.title, value.log].every((text) => typeof text === 'string')
    if (value.format !== 'xunshi-engagement-archive/1' || !named) return undefined
    return hasFactsAndFiles({ ...value }) ? value : undefined
  } catch {
    return undefined
  }
}

/** The market has signed exactly this manifest and this cover. */
function faultOfSeal(inside: Inside, { engagement, log }: EngagementArchive): string | undefined {
  const { manifest, seal, cover } = archiveNames
  const note = parseNote(new TextDecoder().decode(inside[seal]))
  const key = parseKey(log)
  if (!key) return 'key'
  if (!note || !checkSignature(note, key).signed) return seal
  const text = sealText(engagement, inside[manifest]!, inside[cover]!)
  if (note.text === text) return undefined
  return note.text.includes(`${hex(sha256(inside[cover]!))}  ${cover}`) ? manifest : cover
}

/** Every file that is named is there, as it was, and nothing beside them. */
function faultOfFiles(inside: Inside, { files }: EngagementArchive): string | undefined {
  const wrong = files.find(({ id, sha256: hash }) => !inside[id] || hex(sha256(inside[id])) !== hash)
  if (wrong) return wrong.id
  const known = new Set<string>([...Object.values(archiveNames), ...files.map((f) => f.id)])
  return Object.keys(inside).find((name) => !known.has(name))
}
