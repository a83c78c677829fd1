import { join } from 'node:path'
import type { Statutory } from '../../src/gazette/statutory.ts'
import { root } from './gazette.ts'

/** A figure of the law as a module exports it. */
export interface Figure {
  path: string
  /** Export, with the path inside it: `starRange`, `figures.contact`. */
  name: string
  figure: Statutory<unknown>
}

/** Every figure that a file exports; the file is pure, so that loading it does nothing else. */
export async function figuresOf(path: string): Promise<Figure[]> {
  const module = (await import(join(root, path))) as Record<string, unknown>
  const found: Figure[] = []
  const seen = new Set<unknown>()
  const walk = (value: unknown, name: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (isFigure(value)) found.push({ path, name, figure: value })
    else for (const [key, inner] of Object.entries(value)) walk(inner, `${name}.${key}`)
  }
  for (const [name, value] of Object.entries(module)) walk(value, name)
  return found
}

const isFigure = (value: object): value is Statutory<unknown> =>
  'cites' in value && 'versions' in value && 'on' in value && typeof value.on === 'function'

/** Each figure once: what a second module passes on belongs to `figures.ts`. */
export function onlyOnce(figures: readonly Figure[]): Figure[] {
  const own = (f: Figure) => (f.path.endsWith('/figures.ts') ? 0 : 1)
  const sorted = [...figures].sort((a, b) => own(a) - own(b))
  return sorted.filter((f, i) => sorted.findIndex((g) => g.figure === f.figure) === i)
}
