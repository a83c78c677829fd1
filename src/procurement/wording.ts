import { art } from '../gazette/index.ts'
import data from './data/wording.json' with { type: 'json' }

/** Wording that restricts by place, trade, size or owner (5.1), as data: a city adds to it, nobody edits code. */
export interface Restriction {
  code: string
  /** Regular expressions on the normalised text; `{place}` and `{to}` stand for what the data file says. */
  patterns: readonly string[]
  zh: string
  en: string
  /** Phrases that the test finds, each with exactly the words that are quoted. */
  forbidden: readonly (readonly string[])[]
  /** Phrases in which nothing is found. */
  allowed: readonly string[]
}

/** A restricting phrase found in a draft: the words themselves, where they stand, and why they are held up. */
export interface Finding {
  field: string
  /** Characters from the start of the field's text. */
  at: number
  quote: string
  restriction: string
}

/** 5.1: 任何单位和个人不得设置或变相设置区域性、行业性执业限制。 */
export const restrictionsArticle = art('111', '5.1')

export const restrictions: readonly Restriction[] = data.rules

/** One character that ends no clause. */
const within = '[^,。;]'

const compiled = restrictions.flatMap(({ code, patterns }) =>
  patterns.map((pattern) => ({
    code,
    pattern: new RegExp(pattern.replaceAll('{place}', data.place).replaceAll('{to}', within), 'gu'),
  })),
)

/** Blanks, invisible characters and quotation marks, by which a phrase is pulled apart. */
const idle = /[\p{Zs}\t\u200b-\u200d\u2060\ufeff\u00ad"'“”‘’「」『』﹁﹂﹃﹄·]/u

/** Sentence ends of other scripts and of vertical print; a line break ends a sentence too. */
const ends: Readonly<Record<string, string>> = {
  '\n': '。',
  '\r': '。',
  '｡': '。',
  '︒': '。',
  '、': ',',
  '､': ',',
}

/**
 * The text as the patterns read it: full-width forms as half-width, without blanks and quotation marks; with the place
 * of every character in the original, so that a finding quotes what was really written.
 */
export function normalised(text: string): { text: string; places: readonly number[] } {
  let plain = ''
  const places: number[] = []
  let at = 0
  for (const character of text) {
    const forms = idle.test(character) ? '' : (ends[character] ?? character.normalize('NFKC'))
    plain += forms
    for (let i = 0; i < forms.length; i++) places.push(at)
    at += character.length
  }
  places.push(at)
  return { text: plain, places }
}

/** 5.1: every restricting phrase in the texts, in the order in which a reader meets them; what overlaps in one kind is one. */
export function restrictiveWording(texts: readonly { field: string; text: string }[]): Finding[] {
  return texts.flatMap(({ field, text }) => {
    const { text: plain, places } = normalised(text)
    const spans = compiled.flatMap(({ code, pattern }) =>
      [...plain.matchAll(pattern)].map((m) => {
        const last = places[m.index + m[0].length - 1]!
        const to = last + String.fromCodePoint(text.codePointAt(last)!).length
        return { code, at: places[m.index]!, to }
      }),
    )
    const merged: typeof spans = []
    for (const span of spans.sort((a, b) => a.at - b.at)) {
      const before = merged.findLast((m) => m.code === span.code)
      if (before && span.at < before.to) before.to = Math.max(before.to, span.to)
      else merged.push(span)
    }
    return merged.map(({ code, at, to }) => ({ field, at, quote: text.slice(at, to), restriction: code }))
  })
}
