import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { letterOn } from './commitment.ts'

const promises = (date: string) => letterOn(date)?.clauses.map((c) => [c.article, c.zh]) ?? []

describe(art('111', '15'), () => {
  // 签订入驻承诺书 …对其真实性、准确性、合法性负责，同意遵守…相关规定，并接受评分管理。
  test.each([
    ['2022-11-30', undefined],
    ['2022-12-01', '2022-1'],
    ['2026-09-28', '2022-1'],
  ])('the letter in force on %s', (date, version) => expect(letterOn(date)?.version).toBe(version))

  test('promises truth, and to accept management by score', () => {
    const text = promises('2022-12-01')
      .map(([, zh]) => zh)
      .join('')
    expect(text).toContain('真实性、准确性、合法性负责')
    expect(text).toContain('接受评分管理')
  })
})

describe(art('111', '33.4'), () => {
  // 必须按照约定收取服务报酬，不得向项目业主及其他关联方额外收取费用。
  test('is promised before an agency comes in', () => {
    const [, zh] = promises('2022-12-01').find(([article]) => article === art('111', '33.4')) ?? []
    expect(zh).toContain('不向项目业主及其他关联方额外收取费用')
  })
})
