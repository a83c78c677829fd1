import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import { addDays, type Instant, toEpochMs } from '../../calendar/index.ts'
import { type Article, fullLabel, parseArticle } from '../../gazette/index.ts'
import type { Clock } from '../../platform/deps.ts'
import { dueName, lastDayOf, subjectPath } from '../index.ts'

const day = (date: string) => new Date(`${date}T00:00:00Z`)
const moment = (at: Instant) => new Date(toEpochMs(at))

/**
 * Clocks as a calendar (RFC 5545) for programs that subscribe. What is late from 00:00 on stands on the day before, as a
 * whole day, which every program shows alike; another hour is written in UTC, so that the machine's zone plays no part.
 * Each event keeps its name for as long as its clock runs, so that a program moves it instead of adding a second one.
 */
export function icsOf(
  clocks: readonly Clock[],
  { name, url, language, now }: { name: string; url: string; language: 'zh' | 'en'; now: Instant },
): string {
  const calendar = ical({
    name: language === 'zh' ? `浔市待办 · ${name}` : `Xunshi · ${name}`,
    prodId: { company: 'Xunshi', product: 'agenda', language: language === 'zh' ? 'ZH' : 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  })
  calendar.x('X-WR-TIMEZONE', 'Asia/Shanghai')
  for (const { subject, id, action, article, due, since, title } of clocks) {
    if (!due) continue
    const what = dueName(subject, action)[language]
    const whole = due.slice(11, 23) === '00:00:00.000'
    const last = lastDayOf(due)
    const label = parseArticle(article) ? fullLabel(article as Article) : article
    calendar.createEvent({
      id: `${subject}-${id}-${action}@xunshi`,
      summary: language === 'zh' ? `${what}：${title}` : `${what}: ${title}`,
      description: `${language === 'zh' ? '依据' : 'Under'} ${label}`,
      url: `${url}${subjectPath(subject, id)}`,
      stamp: moment(since ?? now),
      ...(whole
        ? { start: day(last), end: day(addDays(last, 1)), allDay: true, floating: true }
        : { start: moment(due), end: moment(due) }),
      alarms: [{ type: ICalAlarmType.display, trigger: whole ? -32_400 : 3600 }],
    })
  }
  return calendar.toString()
}
