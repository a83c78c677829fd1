/**
 * Reads a document of the gazette from its markdown, which is both law text and data.
 *
 * ## The address of a paragraph
 *
 * An id counts as a reader of the measure does, `article.unit(.item(.sub-item))`:
 *
 * 1. An article of one paragraph is its number: `24`, `38`, `58`.
 * 2. The paragraphs (款) of an article count from 1: `23.1`, `23.2`, `49.3`.
 * 3. Where the first paragraph only opens a list (以下情形、下列…：), it is the article itself and the items (项) count
 *    from 1; paragraphs after the list go on counting: 20 opens, `20.1` and `20.2` are （一） and （二）, `20.3` to `20.5`
 *    the paragraphs after them. So also 7, 8, 14, 29, 33, 35, 36, 39, 40, 43, 48, 53, 54, 55.
 * 4. Article 22 is the one exception to 3: its first paragraph is a rule of its own (fiscal money), disposed of apart
 *    from the second (`22.2`), so it is `22.1` and its methods hang under it: `22.1.1` 随机选取 … `22.1.6`.
 * 5. Arabic sub-items (1. 2. 3.) hang under what they belong to: `22.1.2.4`, `20.5.1`.
 * 6. Where one printed paragraph holds two rules (5, 32), its parts are numbered as if they were paragraphs: `32.1`
 *    contact and contract, `32.2` electronic documents. Lawyers call them 前段 and 后段, and so does the label.
 * 7. The number of an article always is an address, of the article with everything in it: `2`, `14`, `22`, `49`.
 *
 * In the file the id stands in back quotes before its text. A block without one continues the paragraph above it
 * (33.1), or before the first article belongs to the notice that issued the document.
 *
 * The ids are the project's own and never appear as a legal reference. That is the `place`: article, 款 `k`, 项 `x`,
 * 目 `m`, part `s` of `n` parts (`s1/2`), from which the labels are made: 20.3 is `20k2`, 第二十条第二款.
 */

/** A paragraph, item or sub-item, or an article as a whole. */
export interface Paragraph {
  /** Address in the document: `22.1.2.4`. */
  id: string
  article: number
  /** Legal place, `22k1x2m4`; see the head of this file. */
  place: string
  chapter: string
  /** Its own words, with its mark （一） or 1. but without 第…条; empty for an article that is only its paragraphs. */
  text: string
}

/** A document as its file gives it. */
export interface ParsedDocument {
  /** The front matter, key by key. */
  meta: Readonly<Record<string, string>>
  /** Everything after the front matter. */
  body: string
  /** Headings with their depth, 1 for the titles. */
  headings: readonly { depth: number; text: string }[]
  /** In the order of the text; an article that is only its paragraphs stands before them with empty text. */
  paragraphs: readonly Paragraph[]
}

const mark = /`(\d+(?:\.\d+)*)` /g
const articleMark = /\*\*第[一二三四五六七八九十百]+条\*\*　/

/** Reads a file; throws on a block that has no place, since that is a fault of the file. */
export function parseDocument(markdown: string): ParsedDocument {
  const [, front = '', body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown) ?? []
  if (body === undefined) throw new Error('no front matter')
  const meta = Object.fromEntries(front.split('\n').map(keyValue))
  const headings: { depth: number; text: string }[] = []
  const blocks: Block[] = []
  let chapter = ''
  for (const block of body
    .split(/\n\s*\n/)
    .map((b) => b.trim())
    .filter(Boolean)) {
    const heading = /^(#+) (.*)$/.exec(block)
    const parts = partsOf(block)
    const last = blocks.at(-1)
    if (heading) {
      chapter = heading[2]!
      headings.push({ depth: heading[1]!.length, text: chapter })
    } else if (parts.length > 0) blocks.push({ chapter, parts })
    else if (last) last.parts.at(-1)!.text += `\n${block}`
  }
  return { meta, body, headings, paragraphs: withWholeArticles(blocks.length > 0 ? placed(blocks) : []) }
}

interface Block {
  chapter: string
  parts: { id: string; text: string }[]
}

function keyValue(line: string): [string, string] {
  const [, key, value] = /^([a-z]+): (.*)$/.exec(line) ?? []
  if (key === undefined || value === undefined) throw new Error(`not front matter: ${line}`)
  return [key, value.replace(/^'(.*)'$/, '$1')]
}

function partsOf(block: string): { id: string; text: string }[] {
  const found = [...block.matchAll(mark)]
  if (found.length > 0 && found[0]!.index !== 0)
    throw new Error(`words before the first id: ${block.slice(0, 40)}`)
  return found.map((m, i) => ({
    id: m[1]!,
    text: block
      .slice(m.index + m[0].length, found[i + 1]?.index)
      .replace(articleMark, '')
      .trim(),
  }))
}

const articleOf = (id: string): number => Number(id.split('.')[0])

/** Gives every paragraph its legal place by walking each article from its first words to its last. */
function placed(blocks: readonly Block[]): Paragraph[] {
  const last = new Map<number, number>()
  const walk = blocks.map((block) => ({ block, k: 0, x: 0, m: 0 }))
  let before: (typeof walk)[number] | undefined
  for (const step of walk) {
    const { id, text } = step.block.parts[0]!
    const same = before && articleOf(before.block.parts[0]!.id) === articleOf(id) ? before : undefined
    if (/^（[一二三四五六七八九十]+）/.test(text)) Object.assign(step, { k: same?.k, x: (same?.x ?? 0) + 1 })
    else if (/^\d+\./.test(text)) Object.assign(step, { k: same?.k, x: same?.x, m: (same?.m ?? 0) + 1 })
    else step.k = (same?.k ?? 0) + 1
    last.set(articleOf(id), step.k)
    before = step
  }
  return walk.flatMap(({ block, k, x, m }) =>
    block.parts.map(({ id, text }, i) => {
      const article = articleOf(id)
      const inParagraph = last.get(article)! > 1 && id !== String(article)
      const part = block.parts.length > 1 ? `s${i + 1}/${block.parts.length}` : ''
      const place = `${article}${inParagraph ? `k${k}` : ''}${x ? `x${x}` : ''}${m ? `m${m}` : ''}${part}`
      return { id, article, place, chapter: block.chapter, text }
    }),
  )
}

function withWholeArticles(paragraphs: readonly Paragraph[]): Paragraph[] {
  const ids = new Set(paragraphs.map((p) => p.id))
  if (ids.size !== paragraphs.length) throw new Error('an id stands twice')
  return paragraphs.flatMap((p, i) => {
    const whole = String(p.article)
    if (ids.has(whole) || paragraphs[i - 1]?.article === p.article) return [p]
    return [{ ...p, id: whole, place: whole, text: '' }, p]
  })
}

/** The words of an address with everything beneath it, as it would be read aloud. */
export function wordsOf(paragraphs: readonly { id: string; text: string }[], id: string): string {
  return within(paragraphs, id)
    .map((p) => p.text)
    .filter(Boolean)
    .join('\n')
}

/** A paragraph and everything beneath it, in the order of the text. */
export const within = <P extends { id: string }>(paragraphs: readonly P[], id: string): P[] =>
  paragraphs.filter((p) => p.id === id || p.id.startsWith(`${id}.`))
