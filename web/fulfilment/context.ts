import { createContext, useContext } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import type { Attachment, Engagement } from '../../src/fulfilment/index.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'

/** A document that the market issued, as `documentsOf` gives it. */
export interface IssuedDocument {
  number: string
  kind: string
  printedNumber: string
  title: string
  at: Instant
  sha256: string | null
  url: string
  checkUrl: string
  withdrawn: boolean
}

export interface FiledFile extends Attachment {
  what: 'contract' | 'deliverable' | 'voucher' | 'non-recognition' | 'answer'
  version: number
  url: string
}

/** GET /api/engagements/:id */
export interface EngagementView extends SubjectView<Engagement> {
  files?: readonly FiledFile[]
  documents?: readonly IssuedDocument[]
  history?: readonly (HistoryEntry & { actor?: string })[]
}

const Current = createContext<{ id: string; engagement: Engagement } | undefined>(undefined)

export const EngagementProvider = Current.Provider

/** The engagement that the forms of the page are about. */
export function useEngagement(): { id: string; engagement: Engagement } {
  const current = useContext(Current)
  if (!current) throw new Error('a form of an engagement stands outside its page')
  return current
}
