import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { instant } from './time.ts'
import { endInWords, momentInWords } from './words.ts'

describe(art('111', '23.2'), () => {
  // 中介服务机构应当在报名截止时间前通过中介超市报名: who reads 24时 for a deadline at 17:00 comes too late.
  test.each([
    ['2026-10-01T00:00', '2026年9月30日（星期三）24时', 'Wednesday 2026-09-30, 24:00'],
    ['2026-09-30T17:00', '2026年9月30日（星期三）17:00', 'Wednesday 2026-09-30, 17:00'],
    ['2026-09-30T00:01', '2026年9月30日（星期三）00:01', 'Wednesday 2026-09-30, 00:01'],
    ['2026-09-30T23:59', '2026年9月30日（星期三）23:59', 'Wednesday 2026-09-30, 23:59'],
  ])('the end %s', (end, zh, en) => {
    expect(endInWords(instant(end))).toEqual({ zh, en })
  })

  test('a moment at midnight that is a beginning is that day', () => {
    expect(momentInWords(instant('2026-10-01T00:00')).zh).toBe('2026年10月1日（星期四）00:00')
  })
})
