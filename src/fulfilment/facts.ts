import type { Article } from '../gazette/index.ts'
import type { Fact } from '../workflow/index.ts'

/** What the log says of an engagement: `engagement.<name>`. */
export type FactName =
  | 'opened'
  | 'contact-recorded'
  | 'contact-confirmed'
  | 'contact-denied'
  | 'materials-told'
  | 'materials-handed'
  | 'contract-drafted'
  | 'contract-signed'
  | 'contract-concluded'
  | 'invoice-recorded'
  | 'charge-reported'
  | 'contract-filed'
  | 'contract-confirmed'
  | 'payment-planned'
  | 'payment-recorded'
  | 'payment-struck'
  | 'payment-urged'
  | 'deliverable-uploaded'
  | 'deliverable-returned'
  | 'not-recognised'
  | 'non-recognition-answered'
  | 'non-recognition-withdrawn'
  | 'completed'
  | 'rated'
  | 'default-rated'
  | 'possible-breach'
  | 'reminded'
  | 'closed'
  | 'ended'

export const fact = (
  what: FactName,
  article: Article,
  visibility: Fact['visibility'],
  body: Fact['body'] = {},
): Fact => ({ kind: `engagement.${what}`, article, visibility, body })
