import { addMs, dateOf, type Instant, type PlainDate, startOf, weekday } from './time.ts'

/** A text in the measure's own Chinese and in English. */
export interface DayWords {
  zh: string
  en: string
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日']
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** `2026年9月30日`, as a document dates itself. */
export function documentDate(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** `2026年9月30日（星期三）` */
export const dayInWords = (date: PlainDate): DayWords => ({
  zh: `${documentDate(date)}（星期${weekdays[weekday(date) - 1]}）`,
  en: `${days[weekday(date) - 1]} ${date}`,
})

/** A moment in words: `2026年9月30日（星期三）9:30`. */
export function momentInWords(moment: Instant): DayWords {
  const { zh, en } = dayInWords(dateOf(moment))
  const time = moment.slice(11, 16)
  return { zh: `${zh}${time}`, en: `${en}, ${time}` }
}

/**
 * An end in words. The end of a day is that day's: `2026年9月30日（星期三）24时`, which is the next day's 00:00; any other
 * moment stands as it is, since a deadline at 17:00 must not read as 24时.
 */
export function endInWords(end: Instant): DayWords {
  if (end !== startOf(dateOf(end))) return momentInWords(end)
  const { zh, en } = dayInWords(dateOf(addMs(end, -1)))
  return { zh: `${zh}24时`, en: `${en}, 24:00` }
}
