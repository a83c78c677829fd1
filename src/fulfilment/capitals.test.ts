import fc from 'fast-check'
import nzh from 'nzh/cn'
import { describe, expect, test } from 'vitest'
import { inCapitals, inFigures } from './capitals.ts'

describe('money on documents', () => {
  // 正确填写票据和结算凭证的基本规定 一、二、三, and its own examples (1,409.50; 6,007.14; 1,680.32; 16,409.02; 325.04).
  test.each([
    [0, '¥0.00', '人民币零元整'],
    [1, '¥0.01', '人民币壹分'],
    [10, '¥0.10', '人民币壹角'],
    [11, '¥0.11', '人民币壹角壹分'],
    [1_00, '¥1.00', '人民币壹元整'],
    [1_01, '¥1.01', '人民币壹元零壹分'],
    [10_00, '¥10.00', '人民币壹拾元整'],
    [325_04, '¥325.04', '人民币叁佰贰拾伍元零肆分'],
    [1_409_50, '¥1,409.50', '人民币壹仟肆佰零玖元伍角'],
    [1_680_32, '¥1,680.32', '人民币壹仟陆佰捌拾元叁角贰分'],
    [6_007_14, '¥6,007.14', '人民币陆仟零柒元壹角肆分'],
    [10_000_00, '¥10,000.00', '人民币壹万元整'],
    [16_409_02, '¥16,409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
    [68_000_00, '¥68,000.00', '人民币陆万捌仟元整'],
    [100_001_01, '¥100,001.01', '人民币壹拾万零壹元零壹分'],
    [1_999_999_99, '¥1,999,999.99', '人民币壹佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    [2_000_000_00, '¥2,000,000.00', '人民币贰佰万元整'],
    [101_000_000_00, '¥101,000,000.00', '人民币壹亿零壹佰万元整'],
    [100_000_001_00, '¥100,000,001.00', '人民币壹亿零壹元整'],
  ])('%d 分', (fen, figures, capitals) => {
    expect(inFigures(fen)).toBe(figures)
    expect(inCapitals(fen)).toBe(capitals)
  })

  test.each([-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('%d is no sum', (fen) => {
    expect(() => inCapitals(fen)).toThrow(RangeError)
    expect(() => inFigures(fen)).toThrow(RangeError)
  })

  test('the whole yuan read back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (yuan) => {
        const words = inCapitals(yuan * 100)
        expect(words).toMatch(/^人民币[^零].*元整$/)
        expect(nzh.decodeB(words.slice(3, -2))).toBe(yuan)
      }),
    )
  })
})
