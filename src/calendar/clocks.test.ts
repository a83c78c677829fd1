import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { days, months, workingDays, years } from './calendar.ts'
import { chinaCalendar } from './china.ts'
import {
  type Clock,
  type ClockChange,
  dueOf,
  extend,
  isLate,
  lampOf,
  lastDayOfClock,
  pause,
  pauseOfDays,
  restart,
  resume,
  startClock,
  stretched,
} from './clocks.ts'
import { addDays, instant, plainDate } from './time.ts'

const changed = (change: ClockChange): Clock => {
  if (!change.ok) throw new Error(change.fault)
  return change.clock
}
const lastDay = (clock: Clock) => lastDayOfClock(clock, chinaCalendar)

describe(art('111', '24'), () => {
  // 在2个工作日内完成对采购项目信息的形式核对;核对时间自补正后重新计算。
  test('the clock runs anew from the supplement', () => {
    const check = startClock(instant('2023-03-06T09:00'), workingDays(2))
    expect(dueOf(check, chinaCalendar)).toBe('2023-03-09T00:00:00.000+08:00')
    const anew = restart(check, instant('2023-03-08T16:00'))
    expect(dueOf(anew, chinaCalendar)).toBe('2023-03-11T00:00:00.000+08:00')
  })

  test.each([
    ['2023-03-08T23:59:59.999', false],
    ['2023-03-09T00:00:00.000', true],
  ])('at %s it is late: %s', (at, late) => {
    const check = startClock(instant('2023-03-06T09:00'), workingDays(2))
    expect(isLate(check, instant(at), chinaCalendar)).toBe(late)
  })
})

describe(art('111', '46'), () => {
  // 可在办理期限届满前提出延期申请,延期办理以1次为限,延期期限与办理期限相同。
  const consult = startClock(instant('2023-01-19T10:00'), workingDays(2))

  test('one extension of the same length, across Spring Festival', () => {
    expect(lastDay(consult)).toBe('2023-01-28')
    const extended = changed(extend(consult, instant('2023-01-28T23:59'), chinaCalendar))
    expect(lastDay(extended)).toBe('2023-01-30')
  })

  test('not when the end has passed', () => {
    expect(extend(consult, instant('2023-01-29T00:00'), chinaCalendar)).toEqual({
      ok: false,
      fault: 'too-late',
    })
  })

  test('not twice', () => {
    const extended = changed(extend(consult, instant('2023-01-20T10:00'), chinaCalendar))
    expect(extend(extended, instant('2023-01-20T11:00'), chinaCalendar)).toEqual({
      ok: false,
      fault: 'already-extended',
    })
  })

  test('once more after a restart', () => {
    const anew = restart(
      changed(extend(consult, instant('2023-01-20T10:00'), chinaCalendar)),
      instant('2023-02-01T08:00'),
    )
    expect(lastDay(changed(extend(anew, instant('2023-02-02T10:00'), chinaCalendar)))).toBe('2023-02-07')
  })
})

describe('a clock that stands still', () => {
  // Monday 6 March 2023, 5 working days: to Monday 13 March.
  const clock = startClock(instant('2023-03-06T09:00'), workingDays(5))
  const paused = changed(pause(clock, instant('2023-03-08T10:00'), chinaCalendar))

  test('has no end and is never late', () => {
    expect(dueOf(paused, chinaCalendar)).toBeUndefined()
    expect(isLate(paused, instant('2033-01-01T00:00'), chinaCalendar)).toBe(false)
  })

  test.each([
    ['the same day', '2023-03-08T16:00', '2023-03-14'],
    ['the next day', '2023-03-09T16:00', '2023-03-15'],
    ['over the weekend', '2023-03-12T16:00', '2023-03-16'],
    ['three weeks later', '2023-03-29T09:00', '2023-04-04'],
    ['until 24:00: the next day counts', '2023-03-09T00:00', '2023-03-14'],
  ])('resumed %s', (_, at, expected) => {
    expect(lastDay(changed(resume(paused, instant(at))))).toBe(expected)
  })

  test('is not paused twice, nor resumed when it runs, nor paused when it has run out', () => {
    expect(pause(paused, instant('2023-03-09T10:00'), chinaCalendar)).toEqual({
      ok: false,
      fault: 'already-paused',
    })
    expect(resume(clock, instant('2023-03-09T10:00'))).toEqual({ ok: false, fault: 'not-paused' })
    expect(pause(clock, instant('2023-03-14T00:00'), chinaCalendar)).toEqual({ ok: false, fault: 'too-late' })
  })
})

describe(art('111', '42.1'), () => {
  // 一年内(不计算暂停服务时间)出现2次一般失信行为的,暂停其参与承接中介服务6个月。
  const suspension = (from: string, to: string) => pauseOfDays(plainDate(from), plainDate(to))

  test.each([
    ['no suspension', [], '2024-03-01'],
    ['91 days inside', [suspension('2023-03-02', '2023-05-31')], '2024-05-31'],
    ['half of it before', [suspension('2023-01-01', '2023-03-31')], '2024-03-31'],
    ['after the year', [suspension('2024-03-02', '2024-04-01')], '2024-03-01'],
    ['on the last day', [suspension('2024-03-01', '2024-03-10')], '2024-03-11'],
    [
      'one that the first one pulls in',
      [suspension('2023-06-01', '2023-06-10'), suspension('2024-03-05', '2024-03-06')],
      '2024-03-13',
    ],
    [
      'overlapping ones count once',
      [suspension('2023-06-01', '2023-06-10'), suspension('2023-06-05', '2023-06-12')],
      '2024-03-13',
    ],
  ])('the year from 2023-03-01 with %s', (_, pauses, expected) => {
    expect(stretched(plainDate('2023-03-01'), years(1), pauses, chinaCalendar)).toBe(expected)
  })

  test('exactly as many days count as without a suspension', () => {
    const someDay = fc.integer({ min: 0, max: 900 }).map((n) => addDays(plainDate('2023-01-01'), n))
    const somePause = fc
      .tuple(someDay, fc.integer({ min: 0, max: 120 }))
      .map(([first, n]) => pauseOfDays(first, addDays(first, n)))
    fc.assert(
      fc.property(
        someDay,
        fc.integer({ min: 1, max: 90 }),
        fc.array(somePause, { maxLength: 5 }),
        (from, n, pauses) => {
          for (const period of [days(n), workingDays(n)]) {
            const end = stretched(from, period, pauses, chinaCalendar)
            let counted = 0
            for (let day = addDays(from, 1); day <= end; day = addDays(day, 1)) {
              const isPaused = pauses.some((p) => p.from.slice(0, 10) <= day && day < p.to!.slice(0, 10))
              if (!isPaused && (period.unit === 'days' || chinaCalendar.isWorkingDay(day))) counted++
            }
            expect(counted).toBe(n)
          }
        },
      ),
    )
  })

  test('months keep their day of the month before the stretch', () => {
    expect(
      stretched(plainDate('2023-01-31'), months(1), [suspension('2023-02-10', '2023-02-11')], chinaCalendar),
    ).toBe('2023-03-02')
  })
})

describe('lamps', () => {
  const due = instant('2023-01-05T00:00') // two working days from 2022-12-30
  test.each([
    ['2022-12-30T12:00', 'green', 2, 5],
    ['2023-01-02T12:00', 'green', 2, 2],
    ['2023-01-03T23:59', 'green', 1, 1],
    ['2023-01-04T00:00', 'amber', 0, 0],
    ['2023-01-04T23:59:59.999', 'amber', 0, 0],
    ['2023-01-05T00:00', 'red', 1, 1],
    ['2023-01-09T09:00', 'red', 3, 5],
  ])('at %s: %s', (now, light, working, calendarDays) => {
    expect(lampOf(due, instant(now), chinaCalendar)).toEqual({
      light,
      workingDays: working,
      days: calendarDays,
    })
  })

  test('amber on the last working day before an end on a Sunday', () => {
    const sunday = instant('2023-03-20T00:00')
    expect(lampOf(sunday, instant('2023-03-17T09:00'), chinaCalendar).light).toBe('amber')
    expect(lampOf(sunday, instant('2023-03-16T09:00'), chinaCalendar).light).toBe('green')
  })

  test('a deadline at an hour is red from that hour', () => {
    const hour = instant('2023-03-08T17:00')
    expect(lampOf(hour, instant('2023-03-08T16:59:59.999'), chinaCalendar).light).toBe('amber')
    expect(lampOf(hour, instant('2023-03-08T17:00'), chinaCalendar)).toEqual({
      light: 'red',
      workingDays: 0,
      days: 0,
    })
  })
})
