import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { normalised, restrictions, restrictiveWording } from './wording.ts'

const find = (text: string) => restrictiveWording([{ field: 'content', text }])

describe(art('111', '5.1'), () => {
  // 任何单位和个人不得设置或变相设置区域性、行业性执业限制…不得对中介服务机构实行差别对待和歧视待遇。
  const forbidden = restrictions.flatMap((r) =>
    r.forbidden.map(([text, quote]) => [r.code, text!, quote!] as const),
  )
  test.each(forbidden)('%s: %s', (code, text, quote) => {
    const own = find(text).filter((f) => f.restriction === code)
    expect(own.map((f) => f.quote)).toEqual([quote])
    expect(text.slice(own[0]!.at, own[0]!.at + quote.length)).toBe(quote)
    expect(own[0]!.at).toBe(text.indexOf(quote))
  })

  const allowed = restrictions.flatMap((r) => r.allowed.map((text) => [r.code, text] as const))
  test.each(allowed)('%s, nothing against: %s', (_, text) => {
    expect(find(text)).toEqual([])
  })

  test('every rule has its examples, and every pattern an example of its own', () => {
    for (const { code, patterns, forbidden, allowed } of restrictions) {
      expect(allowed.length, code).toBeGreaterThan(1)
      expect(forbidden.length, code).toBeGreaterThanOrEqual(Math.max(2, patterns.length))
    }
    expect(new Set(restrictions.map((r) => r.code)).size).toBe(restrictions.length)
  })

  // Full-width figures, blanks, invisible characters, quotation marks of another script: the same phrase.
  test.each([
    ['须在本市注册', '在本市注册'],
    ['须 在 本 市 注 册', '在 本 市 注 册'],
    ['须在\u200b本\u200b市注册', '在\u200b本\u200b市注册'],
    ['须在“本市”注册', '在“本市”注册'],
    ['须在『本市』注　册', '在『本市』注　册'],
  ])('%j', (text, quote) => {
    const at = text.indexOf(quote)
    expect(find(text)).toEqual([{ field: 'content', at, quote, restriction: 'registered-here' }])
  })

  test('the place is counted in the text as it was written, behind characters of two units too', () => {
    const text = '𠀋𠀋（一）ＡＢＣ；须在 本市 注册。'
    const [finding] = find(text)
    expect(text.slice(finding!.at, finding!.at + finding!.quote.length)).toBe('在 本市 注册')
  })

  test('a phrase does not run over the end of a sentence or of a line', () => {
    expect(find('工作地点在本市。注册测绘师一名')).toEqual([])
    expect(find('工作地点在本市\n注册资料由业主提供')).toEqual([])
    expect(find('工作地点在本市︒注册资料由业主提供')).toEqual([])
  })

  test('two phrases, in the order of the text', () => {
    expect(find('须为国有企业，且仅限本地企业。').map((f) => [f.at, f.quote])).toEqual([
      [0, '须为国有企业'],
      [8, '仅限本地企业'],
    ])
  })

  test('a normalised text knows where each of its characters came from', () => {
    expect(normalised('Ａ 「b」㎡')).toEqual({ text: 'Abm2', places: [0, 3, 5, 5, 6] })
    expect(normalised('')).toEqual({ text: '', places: [0] })
  })

  test('a long text without an end is read in no time', () => {
    const started = performance.now()
    find(`在本市${'的'.repeat(20_000)}`)
    find('列入'.repeat(10_000))
    find('具有九江'.repeat(5000))
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
