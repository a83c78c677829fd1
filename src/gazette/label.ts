import { type Article, paragraph } from './article.ts'
import { type DocumentInfo, documents, places } from './paragraphs.generated.ts'
import { type Lang, labelOf, shortLabelOf } from './place.ts'

export type { Lang }

/** The full name of a paragraph: `第二十二条第一款第（一）项`, `Article 22, paragraph 1, item (1)`. */
export const label = (article: Article, lang: Lang = 'zh'): string => labelOf(placeOf(article), lang)

/** The short name for links and tables: `第22条(一)`, `Art. 22(1)`. */
export const shortLabel = (article: Article, lang: Lang = 'zh'): string =>
  shortLabelOf(placeOf(article), lang)

/** The name with its document, for notices and printed pages: `九府办字〔2022〕111号第二十三条第二款`. */
export function fullLabel(article: Article, lang: Lang = 'zh'): string {
  const { number } = documentOf(article)
  return lang === 'zh' ? `${number}${label(article)}` : `${label(article, lang)} of ${number}`
}

/** Title, number and dates of the document that an article stands in. */
export const documentOf = (article: Article): DocumentInfo => documents[paragraph(article).document]

/** Legal place of a paragraph, see the head of parse.ts. */
function placeOf(article: Article): string {
  const { document, id } = paragraph(article)
  return (places[document] as Record<string, string>)[id]!
}
