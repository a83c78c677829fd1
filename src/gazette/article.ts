import type { ParagraphIds } from './paragraphs.generated.ts'

/** A document of the gazette that the code may cite, by the short form of its number. */
export type DocumentId = keyof ParagraphIds & string

/** An address in the law: document and paragraph, for example `111/22.1.1`. */
export type Article = `${DocumentId}/${string}` & { readonly __article: unique symbol }

/**
 * Cites a paragraph. A paragraph that the document does not have does not compile.
 * @param document short number of the document, for example `'111'`
 * @param paragraph article.paragraph(.item), for example `'22.1.1'`
 */
export function art<D extends DocumentId>(document: D, paragraph: ParagraphIds[D]): Article {
  return `${document}/${paragraph}` as Article
}
