import type { Article } from '../gazette/index.ts'
import type { Context, Fact, Json } from '../workflow/index.ts'
import { type Known, knownKey, type Procurement, type Status } from './state.ts'
import type { FactName } from './words.ts'

/* What the parts of the workflow share. */

export const known = (ctx: Context): Known => (ctx.rules[knownKey] ?? {}) as Known

export const fact = (
  kind: FactName,
  article: Article,
  visibility: Fact['visibility'],
  body: Fact['body'] = {},
): Fact => ({
  kind: `procurement.${kind}`,
  article,
  visibility,
  body,
})

export const json = (value: unknown): Json => value as Json

export type In<S extends Status> = Extract<Procurement, { status: S }>

/** The table of actions lets no command reach a state that it is not listed in. */
export function inState<S extends Status>(p: Procurement, ...statuses: S[]): In<S> {
  if (!(statuses as Status[]).includes(p.status))
    throw new Error(`a command was permitted in a state without it: ${p.status}`)
  return p as In<S>
}

export function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the server must know ${what}`)
  return value
}
