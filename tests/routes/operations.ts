/** What /openapi.json says of one operation; enough of JSON Schema for what zod writes. */
export interface Schema {
  type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object'
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minItems?: number
  maxItems?: number
}

export interface Operation {
  /** `POST /api/procurements/{id}/pass` */
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  params: Record<string, Schema>
  query: Record<string, Schema>
  /** Names of the parameters that a query must have. */
  asks: string[]
  /** What its body may be, one schema for each choice in it; none where it has no body. */
  bodies: Schema[]
}

type Described = {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { in: string; name: string; schema: Schema; required?: boolean }[]
        requestBody?: { content: Record<string, { schema: Schema }> }
      }
    >
  >
}

/** Every operation that the market's own description names. */
export function operationsOf(description: Described): Operation[] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
      const body = requestBody?.content['application/json']?.schema
      const named = (place: string) =>
        Object.fromEntries(parameters.filter((p) => p.in === place).map((p) => [p.name, p.schema]))
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase() as Operation['method'],
        path,
        params: named('path'),
        query: named('query'),
        asks: parameters.filter((p) => p.in === 'query' && p.required).map((p) => p.name),
        bodies: body ? variantsOf(body) : [],
      }
    }),
  )
}

/** The address of an operation with its parameters filled in, encoded as a browser would. */
export const urlOf = (
  operation: Operation,
  params: Record<string, string> = {},
  query: Record<string, string> = {},
): string => {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => escaped(params[name] ?? 'unknown'))
  const rest = Object.entries(query).map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
  return rest.length > 0 ? `${path}?${rest.join('&')}` : path
}

/** Half a surrogate pair has no UTF-8: what a broken program would send in its place. */
const escaped = (text: string): string =>
  text.isWellFormed() ? encodeURIComponent(text) : `${encodeURIComponent(text.toWellFormed())}%ED%A0%BD`

/** The same schema without choices: one for each way in which its choices can be made, one choice at a time. */
export function variantsOf(schema: Schema): Schema[] {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.flatMap(variantsOf)
  if (schema.const !== undefined) return [{ ...schema, type: 'string', enum: [schema.const] }]
  if (schema.items) return variantsOf(schema.items).map((items) => ({ ...schema, items }))
  const members = Object.entries(schema.properties ?? {}).map(([name, inner]) => ({
    name,
    of: variantsOf(inner),
  }))
  const most = Math.max(1, ...members.map((m) => m.of.length))
  return Array.from({ length: most }, (_, i) => ({
    ...schema,
    properties: Object.fromEntries(members.map(({ name, of }) => [name, of[i % of.length]!])),
  }))
}
