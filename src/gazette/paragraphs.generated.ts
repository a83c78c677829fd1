export type ParagraphIds = { '111': string }
