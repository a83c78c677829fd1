/**
 * Which characters a TrueType or OpenType font can show, read from its table `cmap` (ISO/IEC 14496-22, 5.2), subtable
 * format 12. Throws when the font has none.
 */
export function charactersOf(font: Buffer): (code: number) => boolean {
  const table = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i).find(
    (at) => font.toString('latin1', at, at + 4) === 'cmap',
  )
  const cmap = table === undefined ? 0 : font.readUInt32BE(table + 8)
  const subtable = Array.from(
    { length: cmap && font.readUInt16BE(cmap + 2) },
    (_, i) => cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4),
  ).find((at) => font.readUInt16BE(at) === 12)
  if (subtable === undefined) throw new Error('a font without a cmap of format 12')
  const ranges = Array.from({ length: font.readUInt32BE(subtable + 12) }, (_, i) => {
    const at = subtable + 16 + 12 * i
    return { first: font.readUInt32BE(at), last: font.readUInt32BE(at + 4) }
  })
  return (code) => {
    let [low, high] = [0, ranges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ranges[middle]!.last < code) low = middle + 1
      else high = middle
    }
    return low < ranges.length && ranges[low]!.first <= code
  }
}

/**
 * A text as it can be printed: 〓, the printers' mark for a character that the fount does not have (a rare name, an
 * emoji), and nothing for characters that are not seen, such as those that turn the direction of what follows.
 */
export const printable = (text: string, shows: (code: number) => boolean): string =>
  [...text]
    .map((character) => {
      if (character === '\n') return character
      if (/[\p{Cf}\p{Variation_Selector}]/u.test(character)) return ''
      if (/[\s\p{Cc}]/u.test(character)) return character === '\u3000' ? character : ' '
      return shows(character.codePointAt(0)!) ? character : '〓'
    })
    .join('')
