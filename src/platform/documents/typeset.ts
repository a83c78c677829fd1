import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { charactersOf, printable } from './glyphs.ts'

/** A field and what stands in it; one line or several. */
export interface Row {
  label: string
  lines: readonly string[]
}

/** What a document says, top to bottom; its words are the caller's, its form is the template's. */
export type Part = { kind: 'paragraph'; text: string } | { kind: 'facts'; rows: readonly Row[] }

/** Everything that the template prints. */
export interface Sheet {
  /** Red head: the market's name. */
  head: string
  /** Number as printed: `浔中介中选〔2026〕17号` */
  number: string
  title: string
  /** Addressee, without its colon. */
  to?: string
  parts: readonly Part[]
  /** The body that issues and seals. */
  issuer: string
  /** `2026年9月28日` */
  date: string
  at: { year: number; month: number; day: number }
  /** Register number, by which it is checked. */
  check: string
  url: string
  /** The QR code of `url` as SVG. */
  qr: string
  /** Prints 演示 across the page. */
  demonstration: boolean
}

const templates = join(import.meta.dirname, 'templates')
const entry = join(templates, 'document.typ')

interface Press {
  compiler: NodeCompiler
  /** Whether every font of the template has a character. */
  shows(code: number): boolean
}

let loaded: Promise<Press> | undefined

/** The compiler is 40 MB of native code and 40 MB of fonts: loaded with the first document, once. */
function press(): Promise<Press> {
  loaded ??= import('@myriaddreamin/typst-ts-node-compiler').then((typst) => {
    const fontBlobs = fonts().map((f) => readFileSync(f))
    const known = fontBlobs.map(charactersOf)
    return {
      compiler: typst.NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs }] }),
      shows: (code) => known.every((has) => has(code)),
    }
  })
  return loaded
}

function fonts(): string[] {
  const at = (name: string) =>
    dirname(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${name}/package.json`)))
  return [
    ['noto-serif-sc', 'NotoSerifSC'],
    ['noto-sans-sc', 'NotoSansSC'],
  ].flatMap(([name = '', file]) =>
    ['400Regular', '700Bold'].map((weight) => join(at(name), weight, `${file}_${weight}.ttf`)),
  )
}

/** Loads compiler and fonts ahead of the first document. */
export const warmUp = async (): Promise<void> => void (await press())

/** The sheet as a tagged PDF/A-2a, fonts embedded as subsets. The same sheet gives the same bytes. */
export const renderPdf = (sheet: Sheet): Promise<Buffer> =>
  typeset(sheet, (c, document) => c.pdf(document, { pdfStandard: PdfStandard.A_2a }))

/** The sheet as one SVG, pages below each other, exactly as it prints. */
export const renderSvg = async (sheet: Sheet): Promise<string> =>
  // A hundredth of a point is finer than any screen and saves half of the bytes.
  (await typeset(sheet, (c, document) => c.plainSvg(document))).replace(/ d="[^"]+"/g, (path) =>
    path.replace(/(\.\d\d)\d+/g, '$1'),
  )

async function typeset<T>(
  sheet: Sheet,
  output: (c: NodeCompiler, document: NonNullable<ReturnType<NodeCompiler['compile']>['result']>) => T,
): Promise<T> {
  const { compiler: c, shows } = await press()
  // PDF/A has no place for a character without a glyph: one rare name must not keep a notice from going out.
  const data = JSON.stringify(sheet, (_, value) =>
    typeof value === 'string' ? printable(value, shows) : (value as unknown),
  )
  const result = c.compile({ mainFilePath: entry, inputs: { data } })
  const { result: document } = result
  if (!document) {
    const error = result.takeError()
    throw new Error(`typst: ${JSON.stringify(error ? c.fetchDiagnostics(error) : 'no document')}`)
  }
  try {
    return output(c, document)
  } finally {
    c.evictCache(10)
  }
}
