import type { Instant } from '../calendar/index.ts'
import type { Article } from '../gazette/index.ts'
import { subjectOf } from './subjects.ts'
import type { Text } from './words.ts'

/** What a body has of one kind of clock: what runs late now, and what it answered in a year. */
export interface BoardRow {
  body: string
  name: string
  kind: string
  region: string
  subject: string
  action: string
  article: Article
  /** Clocks of the body that are past their end now. */
  overdue: number
  /** The earliest of those ends. */
  oldest: Instant | null
  /** Answered in the year, and how many of them late. */
  answered: number
  late: number
  /** Twice the median of the times taken, in ms: whole also where two lie in the middle. */
  twiceMedianMs: number | null
  worstMs: number | null
}

export interface BoardKind
  extends Omit<BoardRow, 'body' | 'name' | 'kind' | 'region' | 'subject' | 'action' | 'article'> {
  what: Text
  /** Absent where several kinds are counted together. */
  article?: Article
}

export interface BoardBody {
  id: string
  name: string
  kind: string
  region: string
  overdue: number
  oldest: Instant | null
  answered: number
  late: number
  kinds: BoardKind[]
}

/** What is counted without its name. */
export const otherMatters: Text = { zh: '其他事项', en: 'Other matters' }

/**
 * The bodies with what each of their clocks says, those with most overdue first. What must not be told by its name while it
 * is open (a report, a finding, a recusal) is counted under 其他事项, with its numbers added: not even there does overdue work
 * disappear. Medians of several kinds cannot be added and are left out.
 */
export function boardOf(rows: readonly BoardRow[]): BoardBody[] {
  const bodies = [...Map.groupBy(rows, (r) => r.body)].map(([id, own]): BoardBody => {
    const named = own.filter((r) => subjectOf(r.subject)?.board === 'named')
    const rest = own.filter((r) => !named.includes(r))
    const kinds = named.map(({ subject, action, article, overdue, oldest, ...r }): BoardKind => {
      const { answered, late, twiceMedianMs, worstMs } = r
      const what = subjectOf(subject)!.dueName(action)
      return { what, article, overdue, oldest, answered, late, twiceMedianMs, worstMs }
    })
    if (rest.length > 0)
      kinds.push({ what: otherMatters, ...summed(rest), twiceMedianMs: null, worstMs: worstOf(rest) })
    const { name, kind, region } = own[0]!
    return { id, name, kind, region, ...summed(own), kinds: kinds.toSorted(byLateness) }
  })
  return bodies.toSorted((a, b) => byLateness(a, b) || (a.id < b.id ? -1 : 1))
}

type Counted = Pick<BoardRow, 'overdue' | 'oldest' | 'answered' | 'late'>

const summed = (rows: readonly Counted[]): Counted => ({
  overdue: total(rows, 'overdue'),
  oldest: rows.flatMap((r) => r.oldest ?? []).toSorted()[0] ?? null,
  answered: total(rows, 'answered'),
  late: total(rows, 'late'),
})

const total = (rows: readonly Counted[], key: 'overdue' | 'answered' | 'late'): number =>
  rows.reduce((sum, r) => sum + r[key], 0)

const worstOf = (rows: readonly BoardRow[]): number | null => {
  const known = rows.flatMap((r) => r.worstMs ?? [])
  return known.length > 0 ? Math.max(...known) : null
}

const byLateness = (a: Counted, b: Counted): number =>
  b.overdue - a.overdue || b.late - a.late || b.answered - a.answered
