import type { Enquirer } from './consult-state.ts'

/** An identity number (GB 11643), a mobile or fixed telephone, a mail address, as people type them. */
const patterns: readonly RegExp[] = [
  /(?<!\d)\d{17}[\dXx](?!\d)/,
  /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/,
  /(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/,
  /[\w.+-]+@[\w-]+\.[\w.-]+/,
]

/**
 * The first personal data in a text that is to be published, as it stands there; undefined when the system finds none.
 * A name that nobody gave is for the clerk to see: no pattern finds it.
 */
export function personalData(text: string, { name, contact, organisation }: Enquirer): string | undefined {
  const given = [name, contact].filter((own) => own !== undefined && own.length > 1)
  const own = given.find((g) => g !== undefined && text.includes(g))
  if (own !== undefined) return own
  if (organisation !== undefined && organisation.length > 1 && text.includes(organisation))
    return organisation
  for (const pattern of patterns) {
    const found = pattern.exec(text)
    if (found) return found[0]
  }
  return undefined
}
