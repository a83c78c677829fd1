import {
  hex,
  leafHash,
  parseKey,
  type Receipt,
  readRecord,
  sha256,
  utf8,
  verifyReceipt,
} from '../ledger/index.ts'

/** A fact of an agency's archive: its receipt, or its leaf alone while it waits for the log. */
export type ArchivedFact = { subject: string } & (
  | { receipt: Receipt }
  | { leaf: string; record?: Receipt['record'] }
)

export interface ArchivedFile {
  id: string
  name: string
  size: number
  sha256: string
}

/** Everything that the registry holds about an agency (45, 8.6), with an index of hashes by which each piece is proved. */
export interface AgencyArchive {
  format: 'xunshi-agency-archive/1'
  at: string
  agency: { id: string; name: string; code: string }
  /** The page as the public sees it at that moment. */
  page: unknown
  /** The log's verifier key, `name+id+base64`. */
  log: string
  /** In the order of each subject's chain. A record that the reader may not have is there by its leaf. */
  facts: readonly ArchivedFact[]
  files: readonly ArchivedFile[]
  /** `fact <subject> <n>` and `file <id>`, each with its SHA-256. */
  hashes: readonly { of: string; sha256: string }[]
  /** SHA-256 of the lines `<sha256>  <of>` joined by line feeds: one number for the whole. */
  sha256: string
}

export const leafOf = (fact: ArchivedFact): string => ('receipt' in fact ? fact.receipt.leaf : fact.leaf)

/** The index of hashes that belongs to these facts and files. */
export function indexOf(
  facts: readonly ArchivedFact[],
  files: readonly ArchivedFile[],
): Pick<AgencyArchive, 'hashes' | 'sha256'> {
  const seen = new Map<string, number>()
  const hashes = [
    ...facts.map((fact) => {
      const n = (seen.get(fact.subject) ?? 0) + 1
      seen.set(fact.subject, n)
      return { of: `fact ${fact.subject} ${n}`, sha256: leafOf(fact) }
    }),
    ...files.map((f) => ({ of: `file ${f.id}`, sha256: f.sha256 })),
  ]
  const lines = hashes.map((h) => `${h.sha256}  ${h.of}`).join('\n')
  return { hashes, sha256: hex(sha256(utf8(lines))) }
}

export const archiveSteps = ['document', 'trust', 'index', 'records', 'chains', 'log'] as const
export type ArchiveStep = (typeof archiveSteps)[number]

/** What was checked, up to the first part that does not hold; `at` names the entry at fault. */
export interface ArchiveReport {
  ok: boolean
  steps: readonly { step: ArchiveStep; ok: boolean; at?: string }[]
  facts: number
  /** Facts that the log had not taken yet when the archive was made. */
  waiting: number
  files: number
}

export const looksLikeAgencyArchive = (text: string): boolean => text.includes('"xunshi-agency-archive/1"')

/** Checks an archive offline. Takes any text. @param trust the log's published key; the archive's own unless told */
export function verifyAgencyArchive(text: string, trust?: string): ArchiveReport {
  const archive = read(text)
  const { facts = [], files = [] } = archive ?? {}
  const report = (done: ArchiveReport['steps']): ArchiveReport => ({
    ok: done.every((s) => s.ok),
    steps: done,
    facts: facts.length,
    waiting: facts.filter((f) => !('receipt' in f)).length,
    files: files.length,
  })
  if (!archive) return report([{ step: 'document', ok: false }])
  const faults = archiveFaults(archive, trust)
  const done: { step: ArchiveStep; ok: boolean; at?: string }[] = [{ step: 'document', ok: true }]
  for (const step of archiveSteps) {
    if (step === 'document') continue
    const at = faults[step]()
    done.push(at === undefined ? { step, ok: true } : { step, ok: false, at })
    if (at !== undefined) break
  }
  return report(done)
}

/** What every archive of facts and files is held against; each names the entry at fault, or nothing. */
export const archiveFaults = (
  archive: Pick<AgencyArchive, 'log' | 'facts' | 'files' | 'hashes' | 'sha256'>,
  trust?: string,
): Record<Exclude<ArchiveStep, 'document'>, () => string | undefined> => ({
  trust: () => (trust === undefined || trust === archive.log ? undefined : archive.log),
  index: () => faultOfIndex(archive),
  records: () => archive.facts.find((f) => !recordIsRight(f))?.subject,
  chains: () => faultOfChains(archive.facts),
  log: () => faultOfLog(archive),
})

type Indexed = Pick<AgencyArchive, 'facts' | 'files' | 'hashes' | 'sha256'>

function faultOfIndex({ facts, files, hashes, sha256: whole }: Indexed): string | undefined {
  const right = indexOf(facts, files)
  const wrong = right.hashes.findIndex((h, i) => hashes[i]?.of !== h.of || hashes[i]?.sha256 !== h.sha256)
  if (wrong >= 0) return right.hashes[wrong]?.of
  return hashes.length === right.hashes.length && whole === right.sha256 ? undefined : 'sha256'
}

const recordOf = (fact: ArchivedFact) => ('receipt' in fact ? fact.receipt.record : fact.record)

/** The record is the one that its leaf was made of, and of the subject under which it is shown. */
function recordIsRight(fact: ArchivedFact): boolean {
  const given = recordOf(fact)
  if (given === undefined) return true
  const record = readRecord(given)
  return record !== undefined && record.subject === fact.subject && hex(leafHash(record)) === leafOf(fact)
}

/** Each subject's facts follow each other without a gap, also past one whose record is withheld. */
function faultOfChains(facts: readonly ArchivedFact[]): string | undefined {
  const last = new Map<string, { seq: number; leaf: string }>()
  for (const fact of facts) {
    const { seq, leaf } = last.get(fact.subject) ?? { seq: 0, leaf: '0'.repeat(64) }
    const record = recordOf(fact)
    if (record && (record.seq !== seq + 1 || record.prev !== leaf)) return `${fact.subject} ${seq + 1}`
    last.set(fact.subject, { seq: seq + 1, leaf: leafOf(fact) })
  }
  return undefined
}

function faultOfLog({ facts, log }: Pick<AgencyArchive, 'facts' | 'log'>): string | undefined {
  const key = parseKey(log)
  if (!key) return 'key'
  return facts.find((f) => 'receipt' in f && !verifyReceipt(f.receipt, key).ok)?.subject
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads an archive that came from outside; undefined when it is not one. */
function read(text: string): AgencyArchive | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(value) || value.format !== 'xunshi-agency-archive/1' || !isText(value.log)) return undefined
  return hasFactsAndFiles(value) ? (value as unknown as AgencyArchive) : undefined
}

/** Whether facts, files and index have the form that the checks rely on. */
export function hasFactsAndFiles({ facts, files, hashes }: Record<string, unknown>): boolean {
  if (!Array.isArray(facts) || !Array.isArray(files) || !Array.isArray(hashes)) return false
  return (
    facts.every(
      (f) =>
        isObject(f) && isText(f.subject) && (isObject(f.receipt) ? isText(f.receipt.leaf) : isText(f.leaf)),
    ) &&
    files.every((f) => isObject(f) && isText(f.id) && isText(f.sha256)) &&
    hashes.every((h) => isObject(h) && isText(h.of) && isText(h.sha256))
  )
}
