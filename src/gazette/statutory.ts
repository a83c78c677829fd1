import type { Article } from './article.ts'

/** One dated value of a figure of the law. `from` is the first day on which it holds, 'YYYY-MM-DD'. */
export interface Version<T> {
  from: string
  /** Last day on which it holds; open when absent. */
  to?: string
  value: T
  /** Number of the document that set it, when it is not the cited paragraph itself. */
  by?: string
}

/** A figure of the law: what it is, where it stands, and since when. */
export interface Statutory<T> {
  cites: Article
  versions: readonly Version<T>[]
  /** The value in force on a day. Throws when none is: a gap is a fault of the rule set, not of the user. */
  on(date: string): T
}

/** Declares a dated figure of the law with its citation. */
export function statutory<T>(definition: { cites: Article; versions: readonly Version<T>[] }): Statutory<T> {
  return {
    ...definition,
    on(date) {
      const version = definition.versions.findLast((v) => v.from <= date && (v.to === undefined || date <= v.to))
      if (!version) throw new Error(`${definition.cites} has no value in force on ${date}`)
      return version.value
    },
  }
}
