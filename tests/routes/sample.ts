import type { Schema } from './operations.ts'

type Value = unknown

/** Texts whose form no schema tells. */
const known: Record<string, string> = {
  deadline: '2026-10-15T17:00',
  signedOn: '2026-09-25',
  from: '2026-11-02',
  on: '2026-11-02',
  category: '5',
  paidOn: '2026-09-25',
  issuedOn: '2026-09-25',
  number: '20260001',
  due: '2026-10-15',
  until: '2027-06-30',
  // The demo clock runs only forward: a walk must not move it.
  to: '2020-01-01',
  code: '91360400MA0000001X',
  key: 'registry.publicity',
}

/** A value that a schema accepts, with every optional member but `version`. */
export function sample(schema: Schema, name = ''): Value {
  if (schema.enum) return schema.enum[0]
  switch (schema.type) {
    case 'string':
      return sampleText(schema, name)
    case 'number':
    case 'integer':
      return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean':
      return true
    case 'array':
      return [sample(schema.items ?? {}, name)]
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([member]) => member !== 'version')
          .map(([member, inner]) => [member, sample(inner, member)]),
      )
    default:
      return 'anything'
  }
}

function sampleText({ pattern, format, minLength = 0, maxLength = 100 }: Schema, name: string): string {
  // Base64, of whatever alphabet.
  if (pattern?.includes('+/]')) return 'e30='
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000000'
  if (pattern?.includes('[0-9a-f]{64}')) return 'ab'.repeat(32)
  if (pattern?.includes('[0-9a-f]{32}')) return 'ab'.repeat(16)
  const text = known[name] ?? '某项内容'
  return text.padEnd(minLength, '某').slice(0, maxLength)
}
