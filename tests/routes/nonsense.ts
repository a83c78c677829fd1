import type { Schema } from './operations.ts'

export type Path = readonly (string | number)[]

/** One thing that is wrong, or merely strange, at one place of a body. */
export interface Nonsense {
  path: Path
  /** What it is, for the report. */
  what: string
  value: unknown
  /** It must be refused at its field; otherwise it may be taken, as long as nothing breaks. */
  wrong: boolean
}

/** Stands for a member that is not there. */
export const absent = Symbol('absent')

const days = /deadline|signedOn|^to$/

/** Strange, but somebody's right to write. */
export const strange = [
  '👩‍👩‍👧‍👦𠮷',
  "'; drop table fact; --",
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '\u202eright to left\u202c',
  '#panic("typst") $x$ *b* \\ {{name}} %s%n',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
]

/** Everything wrong or strange that can stand in the place of what a schema describes. */
export function* nonsenseFor(schema: Schema, path: Path = []): Generator<Nonsense> {
  for (const [what, value] of wrongTypes(schema)) yield { path, what, value, wrong: true }
  if (schema.type === 'string' && !schema.enum) yield* texts(schema, path)
  if (schema.type === 'object') yield* membersOf(schema, path)
  if (schema.type === 'array' && schema.items) yield* nonsenseFor(schema.items, [...path, 0])
}

function* membersOf(schema: Schema, path: Path): Generator<Nonsense> {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const at = [...path, name]
    if (schema.required?.includes(name)) yield { path: at, what: 'missing', value: absent, wrong: true }
    yield* nonsenseFor(inner, at)
  }
  yield { path: [...path, 'unheard-of'], what: 'a member that nobody knows', value: { a: [1] }, wrong: false }
}

function wrongTypes({ type, ...schema }: Schema): [what: string, value: unknown][] {
  // Whatever JSON can hold is right here.
  if (type === undefined) return []
  const others = { number: 7, string: 'x', boolean: true, array: [], object: {}, null: null }
  const fits = type === 'integer' ? 'number' : type
  const found = Object.entries(others)
    .filter(([name]) => name !== fits)
    .map(([name, value]) => [`${name} for ${type}`, value] as [what: string, value: unknown])
  if (schema.enum) found.push(['a word not on the list', 'no-such-word'], ['a prototype', 'constructor'])
  if (type === 'integer' || type === 'number') {
    found.push(['a number as text', '7'], ['beyond all numbers', 1e300], ['the first unsafe number', 2 ** 53])
    if (type === 'integer') found.push(['a fraction', 1.5])
    if ((schema.minimum ?? schema.exclusiveMinimum ?? -1) >= 0) found.push(['negative', -1])
    if (schema.minimum !== undefined) found.push(['one less than allowed', schema.minimum - 1])
    if (schema.exclusiveMinimum !== undefined) found.push(['the excluded least', schema.exclusiveMinimum])
  }
  if (type === 'array') {
    found.push(['a list of nothing', [null]])
    if (schema.minItems) found.push(['an empty list', []])
    if (schema.maxItems) found.push(['one item too many', Array(schema.maxItems + 1).fill(null)])
  }
  if (type === 'boolean') found.push(['a flag as text', 'true'], ['a flag as number', 1])
  return found
}

function* texts({ maxLength, minLength, pattern, format }: Schema, path: Path): Generator<Nonsense> {
  const wrong = (what: string, value: string) => ({ path, what, value, wrong: true })
  // A limit is a limit; where the schema has none, the rule behind it must have one.
  if (maxLength === undefined) yield wrong('900 kB of text', '长'.repeat(300_000))
  else yield wrong('one letter too many', 'x'.repeat(maxLength + 1))
  if (minLength) yield wrong('empty', '')
  yield wrong('NUL', 'a\0b')
  yield wrong('half a surrogate pair', 'a\ud83d')
  const impossible = ['2026-02-30', '2026-13-01T10:00', '2026-09-28T25:00', '0000-00-00', 'tomorrow', '🗓']
  const isDay = days.test(String(path.at(-1)))
  for (const day of impossible) yield { path, what: 'an impossible date', value: day, wrong: isDay }
  const formed = isDay || format !== undefined || pattern?.includes('[0-9a-f]')
  for (const value of strange) {
    const given = value.slice(0, maxLength ?? value.length).toWellFormed()
    yield { path, what: 'strange text', value: given, wrong: Boolean(formed) }
  }
}

/** The body with something else at one place. */
export function withAt(body: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) return value
  const [head, ...rest] = path as [string | number, ...(string | number)[]]
  const copy = Array.isArray(body) ? [...body] : { ...(body as object) }
  const inner = copy as Record<string | number, unknown>
  if (rest.length === 0 && value === absent) delete inner[head]
  else inner[head] = rest.length === 0 ? value : withAt(inner[head], rest, value)
  return copy
}

/** The same for one name of a query, where everything is text. */
export function nonsenseForQuery(schema: Schema): { wrong: string[]; odd: string[] } {
  const { type, maxLength = 90, minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema
  const odd = ['', '0x10', ...strange.map((text) => text.slice(0, maxLength).toWellFormed())]
  if (schema.enum) return { wrong: ['no-such-word', '', 'constructor', 'a\0b'], odd: [] }
  if (type !== 'integer') return { wrong: ['a\0b', '长'.repeat(maxLength + 1)], odd }
  const wrong = [`${minimum - 1}`, `${maximum}0`, '1.5', 'x', '１', 'NaN', 'Infinity', '-0x1', '1e300']
  return { wrong: maximum < 1e9 ? [...wrong, '1e9'] : wrong, odd }
}

/** Whether a body still has something around a place. */
export const reaches = (body: unknown, path: Path): boolean =>
  path.length === 0 ||
  (typeof body === 'object' &&
    body !== null &&
    reaches((body as Record<string | number, unknown>)[path[0]!], path.slice(1)))
