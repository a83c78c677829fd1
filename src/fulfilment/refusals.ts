import type { Article } from '../gazette/index.ts'
import { type Refusal, refuse } from '../workflow/index.ts'

/** Every reason for which this module says no; `words.ts` has a text for each. */
export type RefusalCode =
  | 'contact-recorded-already'
  | 'no-contact-yet'
  | 'contact-confirmed-already'
  | 'delivered-already'
  | 'contract-confirmed-already'
  | 'rated-already'
  | 'rating-period-over'
  | 'rating-period-runs'
  | 'no-clock-due'
  | 'signed-before-notice'
  | 'signed-in-future'
  | 'stars-out-of-range'
  | 'attachment-unknown'
  | 'contract-not-pdf'

/** A refusal of this module; a code without a text does not compile. */
export const no = (
  code: RefusalCode,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)
