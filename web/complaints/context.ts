import { createContext } from 'react'
import type { ComplaintKind } from '../../src/complaints/index.ts'

/** What the forms of a complaint must know of the one that is on screen. */
export interface Shown {
  kind: ComplaintKind
  /** Questions that wait for the reader, with their places in the list. */
  questions: readonly { n: number; text: string }[]
}

export const ShownComplaint = createContext<Shown>({ kind: 'agency-service', questions: [] })
