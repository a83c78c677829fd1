import type { Instant, PlainDate } from '../calendar/index.ts'
import type { Context } from '../workflow/index.ts'
import type { Attachment, Difference, Party } from './state.ts'

type Named = Omit<Party, 'code'>

/** A contract that may be drawn. */
export interface PoolEntry {
  /** Id of the engagement. */
  engagement: string
  /** Register number of the 中选通知书: how the entry is called in public and in the draw. */
  notice: string
  title: string
  agency: Named
  owner: Named
  /** Day on which its first contract was filed. */
  filedOn: PlainDate
}

/** Whether the contract is as announced (37: 合同与选取公告的一致性). */
export const consistencies = ['consistent', 'explained', 'inconsistent'] as const
export type Consistency = (typeof consistencies)[number]

/** How the agency performed (37: 中介服务机构履约情况). */
export const performances = ['performed', 'flawed', 'breached'] as const
export type Performance = (typeof performances)[number]

export interface Checker {
  person: string
  name: string
  at: Instant
}

export interface CheckFinding {
  consistency: Consistency
  performance: Performance
  text: string
  file: Attachment
  by: Checker
}

/** What a party says to a finding, once. */
export interface CheckComment {
  by: 'agency' | 'owner'
  text: string
  at: Instant
}

/** An engagement that was drawn, and what was found. */
export interface CheckedEngagement extends PoolEntry {
  /** What the system had found when comparing the contract with the announcement (33.5). */
  differences: readonly Difference['field'][]
  /** 行业主管部门, which hears of the finding. */
  department?: Named
  finding?: CheckFinding
  /** The second person of the operator. */
  confirmed?: Checker
  comments: readonly CheckComment[]
}

interface Base {
  id: string
  operator: Named
  /** GB/T 2260 code of the operator's place. */
  region: string
}

interface Announced extends Base {
  title: string
  /** First and last day of the filings in the pool. */
  from: PlainDate
  to: PlainDate
  pool: readonly PoolEntry[]
  /** How many are drawn. */
  places: number
  announcedAt: Instant
  drawAt: Instant
}

interface Drawn extends Announced {
  drawnAt: Instant
  checked: readonly CheckedEngagement[]
}

/** A spot check of one operator over one period (37). */
export type SpotCheck =
  | (Base & { status: 'new' })
  | (Announced & { status: 'announced' })
  | (Announced & { status: 'drawing' })
  | (Drawn & { status: 'checking' })
  | (Drawn & { status: 'published'; text: string; publishedAt: Instant })

export type SpotCheckStatus = SpotCheck['status']
export type AnnouncedSpotCheck = Exclude<SpotCheck, { status: 'new' }>
export type DrawnSpotCheck = Extract<SpotCheck, { status: 'checking' | 'published' }>

export type SpotCheckCommand =
  | { kind: 'announce'; title: string; from: PlainDate; to: PlainDate }
  | { kind: 'draw' }
  | { kind: 'drawn'; order: readonly string[] }
  | {
      kind: 'record-finding'
      notice: string
      consistency: Consistency
      performance: Performance
      text: string
      file: string
    }
  | { kind: 'confirm-finding'; notice: string }
  | { kind: 'return-finding'; notice: string; reason: string }
  | { kind: 'comment'; notice: string; text: string }
  | { kind: 'publish'; text: string }

export type SpotCheckAct = SpotCheckCommand['kind']

/** What the rules must know beside the state; read in the same transaction. */
export interface SpotCheckKnowledge {
  /** Every contract of this operator that was filed in the period asked for. */
  pool: readonly PoolEntry[]
  /** Last day of the periods that this operator has checked already. */
  checkedUntil?: PlainDate
  /** Of those drawn: what the system compared, and the department in charge, by notice. */
  drawn: Readonly<Record<string, Pick<CheckedEngagement, 'differences' | 'department'>>>
}

export const spotCheckKey = 'fulfilment.spot-check'

export const spotCheckKnowledgeOf = (ctx: Context): SpotCheckKnowledge =>
  (ctx.rules[spotCheckKey] as unknown as SpotCheckKnowledge | undefined) ?? { pool: [], drawn: {} }

export const isDrawn = (c: SpotCheck): c is DrawnSpotCheck =>
  c.status === 'checking' || c.status === 'published'
