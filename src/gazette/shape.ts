import type { DocumentInfo } from './paragraphs.generated.ts'

/** A paragraph as screens show it. */
export interface GazetteParagraph {
  /** Address in the document: `22.1.1`. */
  id: string
  article: number
  chapter: string
  /** `第二十二条第一款第（一）项` */
  label: string
  /** `第22条(一)` */
  short: string
  labelEn: string
  shortEn: string
  /** Its own words; empty for an article that is only its paragraphs, which follow it. */
  text: string
  /** First 16 hex digits of the SHA-256 of its words with everything beneath it. */
  hash: string
}

/** A document with its words; `paragraphs` is empty where only the headings are recorded (正文未录). */
export interface GazetteDocument extends DocumentInfo {
  headings: readonly { depth: number; text: string }[]
  paragraphs: readonly GazetteParagraph[]
}
