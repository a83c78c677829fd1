// Only the data of chinese-days: its functions take any year they do not know for Monday to Friday, and its lunar ones
// answer by the machine's time zone.
import schedules from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { calendarOf } from './calendar.ts'

/** The working calendar of the People's Republic, with every schedule that the installed `chinese-days` holds. */
export const chinaCalendar = calendarOf(schedules)
