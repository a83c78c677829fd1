import type { Article } from '../gazette/index.ts'
import { type Refusal, refuse as refuseAny } from '../workflow/index.ts'
import type { RefusalCode } from './refusal-words.ts'

/** A refusal of this module: a code without words does not compile. */
export const refuse = (
  code: RefusalCode,
  article: Article,
  params?: Refusal['params'],
  field?: string,
): Refusal => refuseAny(code, article, params, field)
