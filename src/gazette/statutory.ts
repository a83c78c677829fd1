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

/**
 * Declares a dated figure of the law with its citation. Versions stand oldest first and leave neither gap nor overlap;
 * a rule set that does is refused here, before anything is decided by it. Export every figure from its module: the
 * traceability test finds figures through the exports.
 */
export function statutory<T>(definition: { cites: Article; versions: readonly Version<T>[] }): Statutory<T> {
  const faults = versionFaults(definition.versions)
  if (faults.length > 0) throw new Error(`${definition.cites}: ${faults.join('; ')}`)
  return {
    ...definition,
    on(date) {
      const version = definition.versions.findLast(
        (v) => v.from <= date && (v.to === undefined || date <= v.to),
      )
      if (!version) throw new Error(`${definition.cites} has no value in force on ${date}`)
      return version.value
    },
  }
}

/** What is wrong with a list of versions; empty when each day since the first has exactly one value. */
export function versionFaults(versions: readonly Version<unknown>[]): string[] {
  if (versions.length === 0) return ['no version']
  return versions.flatMap((v, i) => {
    const next = versions[i + 1]
    const own =
      v.to !== undefined && v.to < v.from ? [`the version from ${v.from} ends before it begins`] : []
    if (!next) return own
    if (v.to === undefined || v.to >= next.from)
      return [...own, `the version from ${v.from} overlaps ${next.from}`]
    return dayAfter(v.to) === next.from ? own : [...own, `no value after ${v.to} until ${next.from}`]
  })
}

// The gazette stands below the calendar, so it cannot ask it for the next day; this is all it needs of one.
function dayAfter(date: string): string {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number]
  const leap = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0)
  const length = m === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31
  const pad = (n: number, width: number) => String(n).padStart(width, '0')
  if (d < length) return `${pad(y, 4)}-${pad(m, 2)}-${pad(d + 1, 2)}`
  return m < 12 ? `${pad(y, 4)}-${pad(m + 1, 2)}-01` : `${pad(y + 1, 4)}-01-01`
}
