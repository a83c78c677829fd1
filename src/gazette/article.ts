import { type ParagraphIds, places } from './paragraphs.generated.ts'

/** A document of the gazette that the code may cite, by the short form of its number. */
export type DocumentId = keyof ParagraphIds & string

/** An address in the law: document and paragraph, for example `111/22.1.1`. */
export type Article = `${DocumentId}/${string}` & { readonly __article: unique symbol }

/**
 * Cites a paragraph. A paragraph that the document does not have does not compile.
 * @param document short number of the document, for example `'111'`
 * @param paragraph article.paragraph(.item), for example `'22.1.1'`; how they are counted stands in parse.ts
 */
export function art<D extends DocumentId>(document: D, paragraph: ParagraphIds[D]): Article {
  return `${document}/${paragraph}` as Article
}

/**
 * Names a paragraph that the code at hand does not carry out: a heading, a list of all methods. The same value as
 * `art`, but traceability counts only `art` as a claim that the paragraph is built.
 */
export const mention: typeof art = art

/** The document and the paragraph of a citation. */
export function paragraph(article: Article): { document: DocumentId; id: string } {
  const [document, id] = article.split('/') as [DocumentId, string]
  return { document, id }
}

/** Reads a citation that comes from outside (a row, an address line); undefined when no such paragraph exists. */
export function parseArticle(text: string): Article | undefined {
  const [document = '', id = '', ...rest] = text.split('/')
  if (rest.length > 0 || !Object.hasOwn(places, document)) return undefined
  return Object.hasOwn(places[document as DocumentId], id) ? (text as Article) : undefined
}
