import { formatMoment } from '../shared/time.ts'
import { type Language, useLanguage } from './language.ts'

/** One thing to say, in both languages; `{{name}}` is replaced by the parameter of that name. */
export interface Text {
  readonly zh: string
  readonly en: string
}

/** A catalogue: the shape of every `words.ts`, of the server's modules and of the screens alike. */
export type Words<K extends string = string> = Readonly<Record<K, Text>>

/** What may stand for `{{name}}`: plain values, texts in both languages, or lists of them. */
export type Params = Readonly<Record<string, unknown>>

/** A sentence that somebody typed brings its own full stop. */
const TWO_STOPS = /([。；！？])[。；]/g

const MOMENTS = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+08:00/g

function say(value: unknown, language: Language): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) {
    const list = value.map((v) => say(v, language)).join(language === 'zh' ? '、' : ', ')
    return list.replaceAll('。、', '；')
  }
  if (isText(value)) return value[language]
  return String(value)
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

/** The text in one language with its parameters filled in; moments become dates with their weekday. */
export const fill = (text: Text, language: Language, params: Params = {}): string =>
  text[language]
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => say(params[name], language))
    .replaceAll(TWO_STOPS, '$1')
    .replaceAll(MOMENTS, (moment) => formatMoment(moment, { language, deadline: true }))

/** Says texts in the visitor's language: `const say = useText(); say(text, {n: 3})`. */
export function useText(): (text: Text, params?: Params) => string {
  const language = useLanguage()
  return (text, params) => fill(text, language, params)
}

/** Says the texts of a catalogue by key: `const t = useWords(hallWords); t('title')`. An unknown key does not compile. */
export function useWords<K extends string>(words: Words<K>): (key: K, params?: Params) => string {
  const language = useLanguage()
  return (key, params) => fill(words[key], language, params)
}

/** The text of a code that came over the wire, or the code itself when this catalogue does not know it. */
export const wordOf = (words: Words, code: string): Text => words[code] ?? { zh: code, en: code }
