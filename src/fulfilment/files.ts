import type { Article } from '../gazette/index.ts'
import type { Context, Refusal } from '../workflow/index.ts'
import { no } from './refusals.ts'
import type { Attachment } from './state.ts'

/** A file as the server found it by its id, with the organisation that uploaded it. */
export type KnownFiles = Readonly<Record<string, (Attachment & { owner: string }) | undefined>>

/** A file must be the actor's own and of the right kind; its hash goes into the fact. */
export function fileOf(id: string, ctx: Context, cites: Article, type?: string): Attachment | Refusal {
  const files = (ctx.rules.files ?? {}) as unknown as KnownFiles
  const known = files[id]
  const mine =
    ctx.actor.kind !== 'system' && ctx.actor.kind !== 'public' && known?.owner === ctx.actor.organisation
  if (!known || !mine) return no('attachment-unknown', cites, { file: id }, 'file')
  if (type && known.type !== type)
    return no('contract-not-pdf', cites, { name: known.name, type: known.type }, 'file')
  const { owner: _, ...file } = known
  return file
}
