/**
 * Path of the first text in a value that neither the database nor the log can keep: it holds NUL, or half of a surrogate
 * pair. `''` when the value itself is that text, undefined when there is none.
 */
export function unkeepable(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = unkeepable(inner, path === '' ? name : `${path}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}
