import { describe, expect, test } from 'vitest'
import { chinaCalendar, instant, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { agendaOf, lastDayOf, mondayOf } from './index.ts'

const calendar = chinaCalendar
const at = (from: string, now: string, weeks: number, ...dues: (string | undefined)[]) =>
  agendaOf(
    dues.map((due, n) => ({ n, ...(due === undefined ? {} : { due: instant(due) }) })),
    { from: plainDate(from), now: instant(now), weeks, calendar },
  )
const placed = (agenda: ReturnType<typeof at>) =>
  agenda.weeks.flatMap((w) => w.days.flatMap((d) => d.items.map(({ n }) => `${n} ${d.date}`)))

describe(art('111', '8'), () => {
  test.each([
    ['2026-10-10T00:00', '2026-10-09'],
    ['2026-09-30T17:00', '2026-09-30'],
    ['2026-10-01T00:00:00.001', '2026-10-01'],
    ['2027-01-01T00:00', '2026-12-31'],
  ])('late from %s on: it stands on %s', (due, day) => {
    expect(lastDayOf(instant(due))).toBe(day)
  })

  test.each([
    ['2026-09-28', '2026-09-28'],
    ['2026-10-04', '2026-09-28'],
    ['2026-10-05', '2026-10-05'],
    ['2027-01-01', '2026-12-28'],
  ])('%s is in the week of Monday %s', (day, monday) => {
    expect(mondayOf(plainDate(day))).toBe(monday)
  })

  test('two weeks over National Day 2026: days of rest, a Saturday that works, clocks on their last day', () => {
    const agenda = at(
      ...(['2026-09-30', '2026-09-30T09:00', 2] as const),
      ...['2026-10-01T00:00', '2026-10-10T00:00', '2026-10-11T00:00', '2026-10-12T00:00'],
    )
    expect(placed(agenda)).toEqual(['0 2026-09-30', '1 2026-10-09', '2 2026-10-10', '3 2026-10-11'])
    expect(agenda.weeks.map((w) => [w.monday, w.count])).toEqual([
      ['2026-09-28', 1],
      ['2026-10-05', 3],
    ])
    const day = (date: string) => agenda.weeks.flatMap((w) => w.days).find((d) => d.date === date)
    expect(day('2026-10-01')).toMatchObject({ working: false, name: expect.stringContaining('国庆') })
    expect(day('2026-10-10')).toMatchObject({ working: true })
    expect(day('2026-09-29')).toMatchObject({ working: true, provisional: false })
  })

  test('overdue work is on every page, whichever day is looked at; the very moment is late', () => {
    for (const from of ['2026-09-28', '2027-03-01', '2020-01-01']) {
      const { overdue, weeks } = at(from, '2026-10-10T00:00', 4, '2026-10-10T00:00', '2026-08-01T00:00')
      expect(overdue.map(({ n }) => n)).toEqual([0, 1])
      expect(weeks.flatMap((w) => w.days.flatMap((d) => d.items))).toEqual([])
    }
    expect(at('2026-09-28', '2026-10-09T23:59:59.999', 4, '2026-10-10T00:00').overdue).toEqual([])
  })

  test('nothing is lost: every clock is in exactly one place', () => {
    const dues = [
      '2026-09-28T18:00',
      '2026-10-10T00:00',
      '2026-12-01T00:00',
      undefined,
      '2026-09-01T00:00',
      '2026-10-30T00:00',
    ]
    const a = at('2026-10-26', '2026-09-28T09:00', 1, ...dues)
    expect([placed(a), a.overdue.length, a.unlimited.length, a.earlier, a.later]).toEqual([
      ...[['5 2026-10-29'], 1, 1, 2, 1],
    ])
  })
})
