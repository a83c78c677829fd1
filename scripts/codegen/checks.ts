import { type Disposition, dispositions } from '../../src/gazette/dispositions.ts'
import { versionFaults } from '../../src/gazette/statutory.ts'
import type { Citations } from './citations.ts'
import type { Figure } from './figures.ts'

/** One entry of the dispositions with what the code and the tests say about it. */
export interface Row {
  /** `111/23.2` */
  article: string
  disposition: Disposition
  /** Files that cite it or something beneath it, without tests. */
  code: readonly string[]
  tests: readonly string[]
  status: Status
}

/**
 * `built`: cited by code and by a test; `untested`: claimed by code, no test (a fault where something is to be done);
 * `codeless`: a test cites a rule that no code cites (a fault likewise); `open`: not built yet; `text`: nothing to build.
 */
export type Status = 'built' | 'untested' | 'codeless' | 'open' | 'text'

/** Files in which a citation claims that the paragraph is carried out. */
export const isCode = (path: string): boolean =>
  path.startsWith('src/') && !isTest(path) && !/^src\/(gazette|demo)\//.test(path)

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

/** Tests that can prove a rule: those of the calendar, the gazette and the screens prove other things by its example. */
export const isProof = (path: string): boolean =>
  isTest(path) && !/^(src\/(gazette|calendar|demo)|web)\//.test(path)

/** Files in which a period may be written as a number: settings, the calendar that defines them, tests, the demo. */
export const mayHoldPeriods = (path: string): boolean =>
  isTest(path) ||
  /(^|\/)settings\.ts$/.test(path) ||
  /^(src\/(calendar|demo)|web|tests|bench|scripts)\//.test(path)

/** The entry that answers for a paragraph: its own or the nearest above it. */
export function entryOf(article: string): string | undefined {
  const [document = '', id = ''] = article.split('/')
  const entries: Readonly<Record<string, Disposition>> | undefined =
    document in dispositions ? dispositions[document as keyof typeof dispositions] : undefined
  for (let at = id; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    if (entries?.[at]) return `${document}/${at}`
  }
  return undefined
}

/** Ids in the order of the text: 9.2 before 10, 40.9 before 40.10. */
export const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

/** The table of traceability, in the order of the dispositions. */
export function rowsOf(document: keyof typeof dispositions, files: readonly Citations[]): Row[] {
  const citing = (article: string, of: (f: Citations) => readonly string[]) =>
    files.filter((f) => of(f).some((a) => entryOf(a) === article)).map((f) => f.path)
  const entries = Object.entries(dispositions[document]).sort(([a], [b]) => inOrder(a, b))
  return entries.map(([id, disposition]) => {
    const article = `${document}/${id}`
    const code = citing(article, (f) => (isCode(f.path) ? f.cited : []))
    const tests = citing(article, (f) => (isProof(f.path) ? f.tested : []))
    return { article, disposition, code, tests, status: statusOf(disposition, code.length, tests.length) }
  })
}

export function statusOf(disposition: Disposition, code: number, tests: number): Status {
  if (code > 0 && tests > 0) return 'built'
  if (disposition === 'D' || disposition === 'X') return 'text'
  if (code > 0) return 'untested'
  return tests > 0 && disposition.includes('R') ? 'codeless' : 'open'
}

/** (a) A paragraph with something to do in it that is claimed by code or test alone. */
export const unprovenRows = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ article, status, code, tests }) => {
    if (status === 'untested')
      return [`${article} is cited by ${code.join(', ')}, and no test is named by it`]
    if (status === 'codeless') return [`${article} is tested by ${tests.join(', ')}, and no code cites it`]
    return []
  })

/** Files that read citations back from rows, which typed code wrote. */
const readsRows = (path: string): boolean => /(^|\/)(server|store)\.ts$|\/(io|platform)\//.test(path)

/** (b) Uncited refusals and figures, citations that cannot be found, periods without a date and a citation. */
export const faultyFiles = (files: readonly Citations[]): string[] =>
  files
    .filter((f) => !f.path.startsWith('src/gazette/') && !isTest(f.path))
    .flatMap((f) =>
      f.faults.filter((fault) => {
        if (fault.endsWith('outside statutory() and settings')) return !mayHoldPeriods(f.path)
        return !(fault.includes('casts to Article') && readsRows(f.path))
      }),
    )

/** (c) Gaps and overlaps, and figures that are hidden in their module and so cannot be listed, moved or checked. */
export function faultyFigures(figures: readonly Figure[], files: readonly Citations[]): string[] {
  const wrong = figures.flatMap((f) =>
    versionFaults(f.figure.versions).map((w) => `${f.path} ${f.name}: ${w}`),
  )
  const hidden = files
    .filter((f) => isCode(f.path))
    .flatMap(({ path, figures: declared }) => {
      const exported = figures.filter((f) => f.path === path).length
      return exported < declared ? [`${path} declares ${declared} figures and exports ${exported}`] : []
    })
  return [...wrong, ...hidden]
}

/** (d) Cited paragraphs whose words are not those that were accepted. */
export function changedTexts(
  lock: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(now).filter((article) => lock[article] !== undefined && lock[article] !== now[article])
}
