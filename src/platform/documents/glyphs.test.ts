import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { charactersOf, printable } from './glyphs.ts'

const font = readFileSync(
  new URL(
    '400Regular/NotoSerifSC_400Regular.ttf',
    import.meta.resolve('@expo-google-fonts/noto-serif-sc/package.json'),
  ),
)
const shows = charactersOf(font)

describe('the characters of a font', () => {
  test.each([...'九江市〔2026〕号Aé，〓①'])('%s is among them', (character) => {
    expect(shows(character.codePointAt(0)!)).toBe(true)
  })

  test.each([...'👩𠮷😀'])('%s is not', (character) => {
    expect(shows(character.codePointAt(0)!)).toBe(false)
  })

  test('a file that is no font is refused', () => {
    expect(() => charactersOf(Buffer.alloc(64))).toThrow('without a cmap')
  })
})

describe('what is printed', () => {
  test.each([
    ['ordinary text', '修水县水利局\n2026年', '修水县水利局\n2026年'],
    ['a rare name', '𠮷明', '〓明'],
    ['a family of three in one emoji', '好👩‍👩‍👧', '好〓〓〓'],
    ['a tab', '一\t二　三', '一 二　三'],
    ['a mark that turns the direction', '甲\u202e乙\u202c', '甲乙'],
  ])('%s', (_, text, printed) => {
    expect(printable(text, shows)).toBe(printed)
  })
})
