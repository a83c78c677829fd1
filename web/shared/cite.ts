import { type Article, parseArticle, shortLabel } from '../../src/gazette/index.ts'
import type { Language } from '../words/language.ts'

/** `111/22.1.2.3` → document and the numbers of the paragraph. */
export function splitArticle(article: string): { document: string; paragraph: string } {
  const [document = '', paragraph = ''] = article.split('/')
  return { document, paragraph }
}

/** The short name of a paragraph: 第22条(一), Art. 22(1); what is not in the gazette shows as it came. */
export function articleName(article: Article | string, language: Language): string {
  const known = parseArticle(article)
  return known ? shortLabel(known, language) : article
}

/** The element id of a paragraph on the law page. */
export const anchorOf = (paragraph: string): string => `p${paragraph}`

let opened: string | undefined
const listeners = new Set<() => void>()

/** Opens (or, without an article, closes) the side panel with a paragraph. */
export function openArticle(article: Article | string | undefined): void {
  opened = article
  for (const listener of listeners) listener()
}

export const openedArticle = (): string | undefined => opened

export const onArticle = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
