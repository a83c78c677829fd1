/** A place inside a value, and the moves that belong to it. */
export interface Leaf {
  path: readonly (string | number)[]
  /** `+1` and `-1` for numbers (working days, months, fen, counts, permille) and dates, `not` for yes or no. */
  by: 1 | -1 | 'not'
}

const datePattern = /^\d{4}-\d{2}-\d{2}$/

/** Every move of one unit that a value allows; names of units and other words have none. */
export function movesOf(value: unknown, path: Leaf['path'] = []): Leaf[] {
  if (typeof value === 'boolean') return [{ path, by: 'not' }]
  if (typeof value === 'number' || (typeof value === 'string' && datePattern.test(value))) {
    return [
      { path, by: 1 },
      { path, by: -1 },
    ]
  }
  if (Array.isArray(value)) return value.flatMap((inner, i) => movesOf(inner, [...path, i]))
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => movesOf(inner, [...path, key]))
  }
  return []
}

/** A copy of the value, moved at one place. */
export function moved(value: unknown, { path, by }: Leaf): unknown {
  const [key, ...rest] = path
  if (key === undefined) return movedLeaf(value, by)
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = moved(copy[key], { path: rest, by })
  return copy
}

function movedLeaf(value: unknown, by: Leaf['by']): unknown {
  if (by === 'not') return !value
  if (typeof value === 'number') return value + by
  const day = new Date(`${value}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + by)
  return day.toISOString().slice(0, 10)
}
