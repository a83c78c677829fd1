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
  | 'no-contract-draft'
  | 'signed-already'
  | 'draft-replaced'
  | 'not-entitled-to-sign'
  | 'promise-missing'
  | 'difference-unexplained'
  | 'fee-below-paid'
  | 'invoice-recorded'
  | 'invoice-day-wrong'
  | 'invoice-above-contract'
  | 'materials-told-already'
  | 'no-materials-yet'
  | 'materials-handed-already'
  | 'material-named-twice'
  | 'no-such-material'
  | 'contract-not-confirmed'
  | 'paid-in-full-already'
  | 'no-such-payment'
  | 'nothing-overdue'
  | 'plan-does-not-add-up'
  | 'plan-out-of-order'
  | 'instalment-fallen-due'
  | 'paid-before-contract'
  | 'paid-in-future'
  | 'voucher-recorded'
  | 'payment-above-contract'
  | 'no-deliverable-yet'
  | 'not-recognised-already'
  | 'no-non-recognition'

/** A refusal of this module; a code without a text does not compile. */
export const no = (
  code: RefusalCode,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)
