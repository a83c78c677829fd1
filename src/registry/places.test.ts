import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { serviceTypeName } from './catalogue.ts'
import { chainOf, regionOf, within } from './regions.ts'
import { grams, plainText, queryGrams } from './search.ts'

describe(art('111', '6'), () => {
  test('county, city, province: nearest first', () => {
    expect(chainOf('360424').map((r) => r.code)).toEqual(['360424', '360400', '360000'])
    expect(chainOf('3604X2').map((r) => r.short)).toEqual(['八里湖新区', '九江市', '江西'])
    expect(chainOf('999999')).toEqual([])
  })

  test('a region and everything below it', () => {
    expect(within('360424')).toEqual(['360424'])
    expect(within('360400').length).toBe(17)
    expect(within('999999')).toEqual([])
    expect(regionOf('360481')?.zh).toBe('瑞昌市')
  })
})

test('names of service types', () => {
  expect(serviceTypeName('1.06').zh).toBe('水土保持方案编制')
  expect(serviceTypeName('5.01').zh).toBe('5.01')
})

describe('search', () => {
  test('text without what nobody types', () => {
    expect(plainText('ＡＢ 恒信（九江）·测绘')).toBe('ab恒信九江测绘')
  })

  test('any part of a name is found by its pieces', () => {
    const name = grams('九江恒信')
    expect(name).toEqual(['九', '江', '九江', '恒', '江恒', '信', '恒信'])
    for (const part of ['九', '九江', '江恒信'])
      expect(queryGrams(part).every((g) => name.includes(g))).toBe(true)
    expect(queryGrams('九恒').every((g) => name.includes(g))).toBe(false)
    expect(queryGrams('')).toEqual([])
  })
})
