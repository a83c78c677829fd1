import type { Instant } from '../calendar/index.ts'
import type { DrawSpec } from './spec.ts'

/**
 * Where a draw stands. `announced`: the rules are logged, nothing else is known to anyone. `abandoned`: there
 * was nothing to draw (流选, cancelled). `frozen`: the roster is
 * fixed and waits for the log. `signing`: the trustees are asked; 等待保管方 while fewer than the threshold answered.
 * `complete`: the result is out.
 */
export type DrawStatus = 'announced' | 'abandoned' | 'frozen' | 'signing' | 'complete'

/** A trustee as the live page shows it. */
export interface TrusteeView {
  number: number
  name: string
  /** `silent`: could not be reached; `refused`: said no; `wrong`: sent a share that is not its own. */
  status: 'waiting' | 'signed' | 'silent' | 'refused' | 'wrong'
  at?: Instant
  /** The trustee's own reason, a code of words.ts `refusals`, when it refused. */
  refusal?: string
}

/** What `GET /api/draws/:id` answers; before the deadline it says nothing about entries, not even how many. */
export interface DrawView {
  id: string
  status: DrawStatus
  version: number
  purpose: string
  subject: string
  title: string
  /** The market's time at the answer. */
  now: Instant
  deadline: Instant
  /** True with local trustees: the screen says 演示. */
  demonstration: boolean
  spec: { value: DrawSpec; hash: string; fact: string }
  threshold: number
  trustees: readonly TrusteeView[]
  /** True while too few trustees have signed the frozen roster, or released their shares of what is to be opened. */
  waiting: boolean
  /** The trustees' signature that ties the sealing key to these rules: check it by `isBound` before sealing a quote. */
  bound?: { at: Instant; signature: string }
  /** When what was sealed was opened. */
  openedAt?: Instant
  frozen?: { at: Instant; root: string; entries: number; fact: string }
  /** The log as the trustees saw it. */
  checkpoint?: { origin: string; size: number; root: string }
  result?: {
    at: Instant
    signature: string
    seed: string
    places: number
    /** Best first. */
    order: readonly { rank: number; leaf: string; ticket: string; name: string; code: string }[]
  }
}

/** One line of `GET /api/draws`. */
export interface DrawSummary {
  id: string
  status: DrawStatus
  purpose: string
  subject: string
  title: string
  article: string
  deadline: Instant
  demonstration: boolean
  completedAt?: Instant
  /** After completion only. */
  entries?: number
  /** Name of the first of the order, after completion. */
  winner?: string
}
