const separators = /[\s·•,，。、()（）《》\-—_/]+/u

/** Text as it is searched: lower case, full-width letters and digits made plain, no separators. */
export const plainText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().split(separators).join('')

/**
 * The one- and two-letter pieces of a text: an index on them finds any part of a Chinese name, also of two characters,
 * where PostgreSQL's trigrams need three and a dictionary needs to know the word.
 */
export function grams(text: string): string[] {
  const characters = [...plainText(text)]
  return [...new Set(characters.flatMap((c, i) => (i === 0 ? [c] : [c, characters[i - 1] + c])))]
}

/** The pieces that a query must find: pairs, or the one character that it has. */
export function queryGrams(query: string): string[] {
  const characters = [...plainText(query)]
  if (characters.length < 2) return characters
  return [...new Set(characters.slice(1).map((c, i) => characters[i] + c))]
}
