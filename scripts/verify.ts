/**
 * `npm run verify -- BUNDLE.json [--trust FILE] [--json]`: recomputes a draw, offline, and prints each step.
 * `npm run verify -- ARCHIVE.json` checks the archive of an agency against the log in the same way.
 * `npm run verify -- ARCHIVE.zip` checks the archive of an engagement: its seal, facts, proofs and every file (111/45).
 * `npm run verify -- AUCTION.json` runs a descending auction again from its audit file (111/22.1.5).
 * Exit code 0: every part holds; 1: the first part that does not is named; 2: no bundle could be read.
 */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { faults, looksLikeBundle, type Step, steps, type Trust, verifyBundle } from '../src/draw/index.ts'
import { fastSuites } from '../src/draw/io/suites.ts'
import { type ArchiveFileStep, looksLikeArchiveFile, verifyArchiveFile } from '../src/fulfilment/index.ts'
import { type AuditStep, looksLikeAudit, verifyAudit } from '../src/procurement/index.ts'
import { type ArchiveStep, looksLikeAgencyArchive, verifyAgencyArchive } from '../src/registry/index.ts'

interface Question {
  text: string
  /** The file itself, where it is no text. */
  packed?: Uint8Array
  trust: Trust
  json: boolean
}

function question(args: readonly string[]): Question {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { trust: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) {
    throw new Error('npm run verify -- BUNDLE.json [--trust FILE] [--json]')
  }
  const trust = values.trust === undefined ? {} : readTrust(values.trust)
  const bytes = readFileSync(placeOf(path))
  if (looksLikeArchiveFile(bytes)) return { text: '', packed: bytes, trust, json: values.json }
  // A byte order mark stays in the text: it is a byte too many.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const text = decoder.decode(bytes)
  if (!looksLikeBundle(text) && !looksLikeAgencyArchive(text) && !looksLikeAudit(text))
    throw new Error(
      `${path} 不是摇号凭证、机构档案或竞价审计文件 is no bundle of xunshi-draw/1, no archive, no audit file`,
    )
  return { text, trust, json: values.json }
}

/** npm runs scripts in the project's folder; people name files from where they stand. */
const placeOf = (path: string): string =>
  existsSync(path) ? path : resolve(process.env.INIT_CWD ?? '.', path)

function readTrust(path: string): Trust {
  const { log, trustees } = JSON.parse(readFileSync(placeOf(path), 'utf8')) as Trust
  if (log === undefined && trustees === undefined) throw new Error(`${path} 中没有公钥 holds no key`)
  return { log, trustees }
}

const filled = (text: string, params: Step['params']): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))

function print(step: Step): void {
  const { title, done } = steps[step.step]
  const found = step.ok ? done : faults[step.fault]
  console.log(`${step.ok ? '✓' : '✗'} ${title.zh} ${title.en}`)
  console.log(`    ${filled(found.zh, step.params)}`)
  console.log(`    ${filled(found.en, step.params)}`)
}

const archiveWords: Record<ArchiveStep, string> = {
  document: '档案格式完整 The archive is well formed',
  trust: '日志公钥与公布的一致 The log’s key is the published one',
  index: '哈希索引与内容一致 The index of hashes is that of its facts and files',
  records: '每条记录与其哈希一致 Every record has its hash',
  chains: '每一事项的记录前后相连，没有缺失 Every subject’s facts follow each other without a gap',
  log: '每条记录都在公开日志中 Every fact stands in the signed log',
}

/** Prints what holds of an agency's archive and returns the exit code. */
function checkArchive({ text, trust, json }: Question): number {
  const report = verifyAgencyArchive(text, trust.log)
  if (json) {
    console.log(JSON.stringify(report))
    return report.ok ? 0 : 1
  }
  for (const { step, ok, at } of report.steps) {
    console.log(`${ok ? '✓' : '✗'} ${archiveWords[step]}${at === undefined ? '' : `: ${at}`}`)
  }
  const { facts, files, waiting } = report
  console.log(`\n${facts} 条记录（${waiting} 条待入日志），${files} 个文件 · facts, waiting, files`)
  if (trust.log === undefined) {
    console.log(
      '! 日志公钥取自文件本身，请与公布的公钥核对（--trust FILE） the log’s key was taken from the archive',
    )
  }
  console.log(report.ok ? '\n全部成立。Every part holds.' : '\n不成立。It does not hold.')
  return report.ok ? 0 : 1
}

const archiveFileWords: Record<ArchiveFileStep, string> = {
  ...archiveWords,
  seal: '目录与封面由日志公钥签名 Manifest and cover are signed by the log’s key',
  files: '每份文件都在，与哈希一致，没有多余 Every file is there as it was, and nothing beside',
}

/** Prints what holds of the archive of an engagement and returns the exit code. */
function checkArchiveFile(packed: Uint8Array, { trust, json }: Question): number {
  const report = verifyArchiveFile(packed, trust.log)
  if (json) {
    console.log(JSON.stringify(report))
    return report.ok ? 0 : 1
  }
  for (const { step, ok, at } of report.steps)
    console.log(`${ok ? '✓' : '✗'} ${archiveFileWords[step]}${at === undefined ? '' : `: ${at}`}`)
  const { title, facts, files, waiting } = report
  console.log(`\n${title}\n${facts} 条记录（${waiting} 条待入日志），${files} 个文件 · facts, waiting, files`)
  if (trust.log === undefined)
    console.log(
      '! 日志公钥取自文件本身，请与公布的公钥核对（--trust FILE） the log’s key was taken from the archive',
    )
  console.log(report.ok ? '\n全部成立。Every part holds.' : '\n不成立。It does not hold.')
  return report.ok ? 0 : 1
}

const auditWords: Record<AuditStep, string> = {
  document: '文件格式完整，摘要相符 The document is well formed and has its digest',
  log: '日志的签名成立 The log’s signature holds',
  facts: '每条记录都在公开日志中 Every fact stands in the signed log',
  chain: '记录前后相连，没有缺失 The facts follow each other without a gap',
  rules:
    '每次出价在报价范围内，降价不少于 3%，延时无误 Every bid keeps to the range and the step; every extension is due',
  result: '按时结束，最低价与记录一致 It ended at its time, and the lowest is who the file says',
}

/** Runs an auction again from its audit file, prints what holds, and returns the exit code. */
function checkAudit({ text, trust, json }: Question): number {
  const report = verifyAudit(text, trust.log)
  const { ok, steps: done, unanchored, auction } = report
  if (json) {
    console.log(JSON.stringify({ ok, steps: done, unanchored }))
    return ok ? 0 : 1
  }
  for (const { step, ok: holds, at } of done)
    console.log(`${holds ? '✓' : '✗'} ${auditWords[step]}${at === undefined ? '' : `: ${at}`}`)
  if (auction) {
    const bids = auction.standings.flatMap((s, i) => (s ? [{ number: i + 1, ...s }] : []))
    console.log(`\n${auction.bids} 次出价 bids; 各方现价 where each stands:`)
    for (const { number, amount } of bids.sort((a, b) => a.amount - b.amount || a.place - b.place))
      console.log(`  竞价方 ${number} 号 no. ${number}: ${(amount / 100).toFixed(2)}`)
  }
  if (unanchored)
    console.log(
      '\n! 日志公钥取自文件本身，请与公布的公钥核对（--trust FILE） the log’s key was taken from the file',
    )
  console.log(ok ? '\n全部成立。Every part holds.' : '\n不成立。It does not hold.')
  return ok ? 0 : 1
}

function main(args: readonly string[]): number {
  let asked: Question
  try {
    asked = question(args)
  } catch (error) {
    console.error(`无法读取 cannot read: ${error instanceof Error ? error.message : error}`)
    return 2
  }
  if (asked.packed) return checkArchiveFile(asked.packed, asked)
  if (looksLikeAudit(asked.text)) return checkAudit(asked)
  if (!looksLikeBundle(asked.text)) return checkArchive(asked)
  const {
    ok,
    steps: done,
    unanchored,
    bundle,
  } = verifyBundle(asked.text, { trust: asked.trust, suites: fastSuites })
  if (asked.json) {
    const codes = done.map((s) =>
      s.ok ? { step: s.step, ok: true } : { step: s.step, ok: false, fault: s.fault },
    )
    console.log(JSON.stringify({ ok, steps: codes, unanchored }))
    return ok ? 0 : 1
  }
  for (const step of done) print(step)
  if (bundle && unanchored.length > 0) {
    const names = { log: '日志公钥 the log’s key', trustees: '保管方公钥 the trustees’ key' }
    console.log(`\n! 以下公钥取自文件本身，请与公布的公钥核对（--trust FILE）：`)
    console.log(`  These keys were taken from the bundle itself; compare them with the published ones:`)
    for (const key of unanchored) console.log(`  - ${names[key]}`)
  }
  console.log(ok ? '\n全部成立。Every part holds.' : '\n不成立。It does not hold.')
  return ok ? 0 : 1
}

process.exitCode = main(process.argv.slice(2))
