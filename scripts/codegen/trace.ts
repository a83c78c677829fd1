import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inOrder, isCode, type Row, rowsOf } from './checks.ts'
import { type Citations, citationsOf } from './citations.ts'
import { type Figure, figuresOf } from './figures.ts'
import { hashOf, readDocuments, root } from './gazette.ts'
import { reportOf } from './report.ts'

export const lockPath = 'src/gazette/cited.lock.json'
export const reportPath = 'docs/traceability.md'

/** What the source, the tests and the documents say together. */
export interface Trace {
  files: readonly Citations[]
  figures: readonly Figure[]
  rows: readonly Row[]
  /** Hash of the words of every cited paragraph, now. */
  cited: Readonly<Record<string, string>>
}

export async function traceOf(): Promise<Trace> {
  const files = sources().map((path) => citationsOf(path, readFileSync(join(root, path), 'utf8')))
  const declaring = files.filter((f) => f.figures > 0 && isCode(f.path))
  const figures = (await Promise.all(declaring.map((f) => figuresOf(f.path)))).flat()
  const documents = readDocuments()
  const cited = [...new Set(files.flatMap((f) => [...f.cited, ...f.tested]))]
    .sort(inOrder)
    .flatMap((article) => {
      const [document = '', id = ''] = article.split('/')
      const parsed = documents.get(document)
      return parsed?.paragraphs.some((p) => p.id === id) ? [[article, hashOf(parsed, id)] as const] : []
    })
  return { files, figures, rows: rowsOf('111', files), cited: Object.fromEntries(cited) }
}

/** Canaries break rules on purpose, and fixtures cite without meaning it. */
const leftOut = /^tests\/(canaries|mutation)\/|^tests\/(traceability|mutation)\.test\.ts$/

/** Source and tests, paths with `/` from the root. */
function sources(): string[] {
  return ['src', 'web', 'tests']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter(
          (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(generated|d)\.ts$/.test(entry.name),
        )
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
    )
    .filter((path) => !leftOut.test(path))
    .sort()
}

export const readLock = (): Record<string, string> => JSON.parse(readFileSync(join(root, lockPath), 'utf8'))

/** The report and the lock as they should be; `changed` are cited paragraphs whose new words nobody accepted yet. */
export async function traceFiles({ accept }: { accept: boolean }): Promise<{
  files: [path: string, content: string][]
  changed: { article: string; places: string[] }[]
}> {
  const trace = await traceOf()
  const lock = readLock()
  const differs = (article: string) => lock[article] !== undefined && lock[article] !== trace.cited[article]
  const kept = Object.entries(trace.cited).map(([article, hash]) =>
    !accept && differs(article) ? [article, lock[article]] : [article, hash],
  )
  const changed = accept ? [] : Object.keys(trace.cited).filter(differs)
  return {
    files: [
      [reportPath, reportOf(trace)],
      [lockPath, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`],
    ],
    changed: changed.map((article) => ({
      article,
      places: trace.files
        .filter((f) => f.cited.includes(article) || f.tested.includes(article))
        .map((f) => f.path),
    })),
  }
}
