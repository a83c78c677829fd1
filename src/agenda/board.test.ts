import { describe, expect, test } from 'vitest'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type BoardRow, boardOf } from './index.ts'

const row = (body: string, subject: string, action: string, changes: Partial<BoardRow> = {}): BoardRow => ({
  ...{
    body,
    name: `${body}的名称`,
    kind: 'operator',
    region: '360400',
    subject,
    action,
    article: art('111', '24'),
  },
  ...{ overdue: 0, oldest: null, answered: 0, late: 0, twiceMedianMs: null, worstMs: null },
  ...changes,
})

describe(art('111', '7.2'), () => {
  // 监督管理本地中介超市及其运营机构的运营活动。
  test('the body with most overdue first, its kinds by the same order, the oldest end kept', () => {
    const [first, second] = boardOf([
      row('a', 'procurement', 'pass', { answered: 9, late: 1 }),
      row('b', 'procurement', 'pass', { overdue: 1, oldest: instant('2026-10-10T00:00'), answered: 2 }),
      row('b', 'consult', 'answer', { overdue: 2, oldest: instant('2026-10-01T00:00') }),
    ])
    expect(first).toMatchObject({ id: 'b', overdue: 3, oldest: instant('2026-10-01T00:00'), answered: 2 })
    expect(first!.kinds.map((k) => k.what.zh)).toEqual(['答复咨询', '公告核对'])
    expect(second).toMatchObject({ id: 'a', overdue: 0, answered: 9, late: 1 })
  })

  test('what is handled in confidence is counted without its name, and does not disappear', () => {
    const [body] = boardOf([
      row('m', 'report', 'route', { overdue: 2, oldest: instant('2026-10-10T00:00'), worstMs: 5 }),
      row('m', 'recusal', 'confirm', {
        overdue: 1,
        oldest: instant('2026-09-01T00:00'),
        worstMs: 7,
        answered: 4,
      }),
      row('m', 'a-subject-that-nobody-listed', 'do', { overdue: 1, oldest: instant('2026-11-01T00:00') }),
    ])
    expect(body).toMatchObject({ overdue: 4, oldest: instant('2026-09-01T00:00') })
    expect(body!.kinds).toEqual([
      {
        ...{ what: { zh: '其他事项', en: 'Other matters' }, overdue: 4, oldest: instant('2026-09-01T00:00') },
        ...{ answered: 4, late: 0, twiceMedianMs: null, worstMs: 7 },
      },
    ])
    expect(JSON.stringify(body)).not.toMatch(/report|recusal|举报|回避/)
  })

  test('a market in which nothing was done has an empty board', () => {
    expect(boardOf([])).toEqual([])
  })
})
