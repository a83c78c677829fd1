import type { Instant, PlainDate } from '../calendar/index.ts'
import type { Context } from '../workflow/index.ts'
import type { Body } from './admission-state.ts'
import type { PriceManagement } from './catalogue.ts'

/** How the fee of an item is set (9.1, 11); sums in 分. */
export interface PriceTerms {
  mode: PriceManagement
  /** 政府指导价: from here … */
  low?: number
  /** … to here, both included. */
  high?: number
  /** 政府定价: this and no other. */
  fee?: number
  /** What a sum is for: 每项目, 每平方米. */
  unit?: string
  /** The sum is for a whole project, so that a project's fee can be held against it. */
  perProject?: boolean
  /** 文号 of the price authority's document (11). */
  document?: string
}

/** A qualification that the law asks for, in a grade or a higher one. */
export interface QualificationNeed {
  name: string
  grade?: string
}

/** All of these; of each, any of those: 《资质甲》或《资质乙》，并且《人员丙》. Empty: the law asks for none. */
export type QualificationRule = readonly { anyOf: readonly QualificationNeed[] }[]

/** What a row of the 中介服务事项清单 says (9.1): 名称、类型、设立依据、涉及的行政审批事项、价格管理方式等要素. */
export interface ItemContent {
  category: string
  zh: string
  en: string
  /** 设立依据 */
  basis: string
  /** 涉及的行政审批事项 */
  approvals: readonly string[]
  price: PriceTerms
  qualifications: QualificationRule
}

/** A published version; the last one has no last day. */
export interface ItemVersion {
  version: number
  from: PlainDate
  content: ItemContent
}

interface Addressed {
  /** Code of the item, `1.06`: the id of the subject. */
  code: string
  /** The department in charge (9.1). */
  department: Body
  /** Another department that the city's management body has assigned. */
  editor?: Body
}

export type ServiceItemState =
  | (Addressed & { status: 'new' })
  | (Addressed & { status: 'draft'; draft: ItemContent; savedAt: Instant })
  | (Addressed & { status: 'published'; current: ItemVersion; draft?: ItemContent; savedAt?: Instant })
  | (Addressed & {
      status: 'withdrawn'
      current: ItemVersion
      /** The first day without it. */
      from: PlainDate
      reason: string
      draft?: ItemContent
      savedAt?: Instant
    })
  | (Addressed & { status: 'discarded' })

export type ItemStatus = ServiceItemState['status']

export type ItemCommand =
  | { kind: 'draft' | 'save'; content: ItemContent }
  | { kind: 'publish'; content?: ItemContent; from: PlainDate }
  | { kind: 'discard' }
  | { kind: 'withdraw'; from: PlainDate; reason: string }
  | { kind: 'assign'; department: string }

/** What the log says of an item: `item.<name>`. */
export type ItemFactName = 'published' | 'amended' | 'withdrawn' | 'assigned'

/** What the rules must know beside the state. */
export type ItemKnowledge = {
  /** Names of the other items of the list, by code. */
  names: Readonly<Record<string, string>>
  /** The department that is to be assigned, when there is one of that id. */
  assignee?: Body
}

export const itemKnowledgeKey = 'registry.item'

export function itemKnowledgeOf(ctx: Context): ItemKnowledge {
  const knowledge = ctx.rules[itemKnowledgeKey] as ItemKnowledge | undefined
  if (!knowledge) throw new Error('the rules of service items were asked without their knowledge')
  return knowledge
}

/** The published version that the state ends with; undefined for one that never was. */
export const currentOf = (state: ServiceItemState): ItemVersion | undefined =>
  'current' in state ? state.current : undefined
