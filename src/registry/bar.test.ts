import { describe, expect, test } from 'vitest'
import { chinaCalendar, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { notBarred } from './bar.ts'

describe(art('111', '36.4'), () => {
  // 被清退出中介超市的中介服务机构及其法定代表人，2年内不得申请入驻。
  test.each([
    ['the last moment of the two years', '2023-02-28', '2025-02-28T23:59:59.999', 'agency-barred'],
    ['the day after', '2023-02-28', '2025-03-01T00:00', undefined],
    ['expelled on 29 February: the last day of February', '2024-02-29', '2026-02-28T12:00', 'agency-barred'],
    ['and free on 1 March', '2024-02-29', '2026-03-01T00:00', undefined],
  ])('%s', (_, since, at, code) => {
    const bars = [{ party: 'agency' as const, name: '甲', since }]
    expect(notBarred(bars, instant(at), chinaCalendar)?.code).toBe(code)
  })

  test('the representative carries the bar into another agency; the later end counts', () => {
    const bars = [
      { party: 'agency' as const, name: '甲', since: '2023-01-10' },
      { party: 'representative' as const, name: '乙', since: '2023-06-10' },
    ]
    expect(notBarred(bars, instant('2024-01-01'), chinaCalendar)).toMatchObject({
      code: 'representative-barred',
      article: '111/36.4',
      params: { name: '乙', since: '2023-06-10', until: '2025-06-10' },
    })
    expect(notBarred([], instant('2024-01-01'), chinaCalendar)).toBeUndefined()
  })
})
