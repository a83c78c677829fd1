export { type DayWords as Text, dayInWords, documentDate, endInWords } from '../calendar/index.ts'
