/**
 * Spreadsheets that people fill in and upload, and those that they download. One list of columns serves the template, the
 * reading and the export. See docs/decisions/0015.
 */
export type { Column, Values } from './columns.ts'
export { readCsv } from './csv.ts'
export { mostRows, readSheet, type SheetLimits } from './read.ts'
export { problemHeader, type ReadResult, type ReadRow } from './table.ts'
export { type Problem, problemText, sheetRefusal } from './words.ts'
export { type SheetText, type WrittenRow, writeSheet } from './write.ts'
