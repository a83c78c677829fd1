import { type Calendar, dateOf, type Instant, type Period } from '../calendar/index.ts'
import { type Article, art, type Statutory } from '../gazette/index.ts'
import { admissionWindow, agencyWindow, operatorWindow, selectionWindow } from './figures.ts'

/** What a complaint may be about (49.1), by the paragraph that gives its window and its receiver. */
export const complaintKinds = [
  'admission',
  'announcement',
  'selection',
  'operator-service',
  'agency-service',
] as const
export type ComplaintKind = (typeof complaintKinds)[number]

interface Rule {
  article: Article
  window: Statutory<Period>
  /** 49.2-49.5: 由…负责受理和处理. */
  receiver: 'management' | 'operator'
}

/** Windows and receivers of 49.2-49.5, one table. */
export const complaintRules = {
  admission: { article: art('111', '49.2'), window: admissionWindow, receiver: 'management' },
  announcement: { article: art('111', '49.3'), window: selectionWindow, receiver: 'management' },
  selection: { article: art('111', '49.3'), window: selectionWindow, receiver: 'management' },
  'operator-service': { article: art('111', '49.4'), window: operatorWindow, receiver: 'management' },
  'agency-service': { article: art('111', '49.5'), window: agencyWindow, receiver: 'operator' },
} as const satisfies Record<ComplaintKind, Rule>

/**
 * When a complaint comes too late; undefined while the business it is about goes on.
 * @param since publication (49.3), or end of the business (49.2, 49.4, 49.5)
 */
export function windowEnd(
  kind: ComplaintKind,
  since: Instant | undefined,
  calendar: Calendar,
): Instant | undefined {
  if (since === undefined) return undefined
  return calendar.after(since, complaintRules[kind].window.on(dateOf(since))).end
}
