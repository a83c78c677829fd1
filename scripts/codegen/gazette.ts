import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ParsedDocument, parseDocument, wordsOf } from '../../src/gazette/parse.ts'
import { labelOf, shortLabelOf } from '../../src/gazette/place.ts'

export const root = join(import.meta.dirname, '../..')
const folder = join(root, 'src/gazette/documents')

/** Every document of the gazette, by id, in the order of their numbers. */
export function readDocuments(): ReadonlyMap<string, ParsedDocument> {
  const names = readdirSync(folder).filter((name) => /^\d+\.md$/.test(name))
  const parsed = names.map((name) => parseDocument(readFileSync(join(folder, name), 'utf8')))
  for (const [i, { meta }] of parsed.entries()) {
    if (`${meta.id}.md` !== names[i]) throw new Error(`${names[i]} says it is ${meta.id}`)
  }
  return new Map(parsed.map((d) => [d.meta.id!, d] as const).sort(([a], [b]) => Number(a) - Number(b)))
}

/** First 16 hex digits of the SHA-256 of the words of an address, with everything beneath it. */
export const hashOf = (document: ParsedDocument, id: string): string =>
  createHash('sha256').update(wordsOf(document.paragraphs, id)).digest('hex').slice(0, 16)

const head = '// Written by `npm run codegen` from src/gazette/documents. Do not edit.\n'

/** The generated files of the gazette, path and content. */
export function gazetteFiles(): [path: string, content: string][] {
  const documents = readDocuments()
  return [
    ['src/gazette/paragraphs.generated.ts', idsModule(documents)],
    ['src/gazette/text.generated.ts', textModule(documents)],
  ]
}

function idsModule(documents: ReadonlyMap<string, ParsedDocument>): string {
  const recorded = [...documents].filter(([, d]) => d.paragraphs.length > 0)
  const unions = recorded.map(([id, d]) => `  '${id}':\n${wrap(d.paragraphs.map((p) => `| '${p.id}'`))}`)
  const places = recorded.map(([id, d]) => {
    const rows = d.paragraphs.map((p) => `'${p.id}': '${p.place}',`)
    return `  '${id}': {\n${wrap(rows)}\n  },`
  })
  const infos = [...documents].map(([id, d]) => `  '${id}': ${JSON.stringify(infoOf(id, d))},`)
  return `${head}
/** The paragraphs that can be cited, by document; how they are counted stands in parse.ts. */
export type ParagraphIds = {
${unions.join('\n')}
}

/** Legal place of every paragraph; see parse.ts. */
export const places: { readonly [D in keyof ParagraphIds]: Readonly<Record<ParagraphIds[D], string>> } = {
${places.join('\n')}
}

/** Title, number and dates of a document. */
export interface DocumentInfo {
  id: string
  title: string
  number: string
  issuer: string
  issued: string
  /** First day in force, where the document says it. */
  from?: string
  /** Last day in force, where the document says it. */
  to?: string
  validity?: string
  source: string
  /** False where only the headings are recorded (正文未录). */
  recorded: boolean
}

/** Every document of the gazette. */
export const documents = {
${infos.join('\n')}
} satisfies Record<string, DocumentInfo> as { readonly [id in ${[...documents.keys()].map((id) => `'${id}'`).join(' | ')}]: DocumentInfo }
`
}

function infoOf(id: string, { meta, paragraphs }: ParsedDocument) {
  const { title, number, issuer, issued, from, to, validity, gazette } = meta
  return {
    id,
    title,
    number,
    issuer,
    issued,
    from,
    to,
    validity,
    source: gazette,
    recorded: paragraphs.length > 0,
  }
}

function textModule(documents: ReadonlyMap<string, ParsedDocument>): string {
  const entries = [...documents].map(([id, d]) => {
    const headings = d.headings.map((h) => `    ${JSON.stringify(h)},`)
    const paragraphs = d.paragraphs.map((p) => {
      const { place, ...own } = p
      const labels = {
        label: labelOf(place, 'zh'),
        short: shortLabelOf(place, 'zh'),
        labelEn: labelOf(place, 'en'),
        shortEn: shortLabelOf(place, 'en'),
      }
      return `    ${JSON.stringify({ ...own, ...labels, hash: hashOf(d, p.id) })},`
    })
    return `  '${id}': {\n   headings: [\n${headings.join('\n')}\n   ],\n   paragraphs: [\n${paragraphs.join('\n')}\n   ],\n  },`
  })
  return `${head}import type { documents } from './paragraphs.generated.ts'
import type { GazetteDocument } from './shape.ts'

type Texts = Pick<GazetteDocument, 'headings' | 'paragraphs'>

export const texts: Readonly<Record<keyof typeof documents, Texts>> = {
${entries.join('\n')}
}
`
}

/** Joins short pieces into lines of at most 110 characters. */
function wrap(pieces: readonly string[]): string {
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + piece.length < 110) lines[lines.length - 1] = `${last} ${piece}`
    else lines.push(`    ${piece}`)
  }
  return lines.join('\n')
}
