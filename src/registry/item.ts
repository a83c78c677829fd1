import { type Article, art } from '../gazette/index.ts'
import {
  type Actor,
  type AvailableAction,
  accept,
  type Context,
  type Decision,
  type Fact,
  firstRefusal,
  impossible,
  type Json,
  type Refusal,
  reject,
  type Workflow,
} from '../workflow/index.ts'
import type { Body } from './admission-state.ts'
import { beginsInOrder, itemFaults, noItem } from './item-rules.ts'
import {
  currentOf,
  type ItemCommand,
  type ItemContent,
  type ItemFactName,
  type ItemStatus,
  itemKnowledgeOf,
  type ServiceItemState,
} from './item-state.ts'
import { itemDifferences } from './item-text.ts'
import { regionOf } from './regions.ts'

type Outcome = Decision<ServiceItemState>
type Of<K extends ItemCommand['kind']> = Extract<ItemCommand, { kind: K }>
type In<S extends ItemStatus> = Extract<ServiceItemState, { status: S }>

/** A row of the 中介服务事项清单 (111/9.1, 14): drafted, published, amended by dated versions, withdrawn. */
export const serviceItem: Workflow<ServiceItemState, ItemCommand> = {
  decide,
  availableActions,
  // 9.1 gives no time: 不断完善.
  deadlines: () => [],
}

/** An item before anything was written: only `draft` may follow. */
export const newServiceItem = (code: string, department: Body): ServiceItemState => ({
  status: 'new',
  code,
  department,
})

// Who may do what

interface Row {
  act: ItemCommand['kind']
  cites: Article
  who(state: ServiceItemState, actor: Actor): boolean
  /** Why it cannot be done now although it is theirs to do. */
  unless?(state: ServiceItemState): Refusal | undefined
}

/** 9.1: 各级行业主管部门负责…本部门中介服务事项清单; or the one that was assigned. */
export const keeps = (state: ServiceItemState, actor: Actor): boolean =>
  actor.kind === 'department' &&
  (actor.organisation === state.department.id || actor.organisation === state.editor?.id)

/** 7: the city's management body settles who keeps an item. */
const cityManagement = (_: ServiceItemState, actor: Actor): boolean =>
  actor.kind === 'management' && regionOf(actor.region)?.level === 'city'

const drafted = (state: ServiceItemState): Refusal | undefined =>
  'draft' in state && state.draft ? undefined : noItem('item-nothing-drafted')

const own = art('111', '9.1')
const adjusted = art('111', '14')
const save: Row = { act: 'save', cites: own, who: keeps }
const publish: Row = { act: 'publish', cites: own, who: keeps }
const discard: Row = { act: 'discard', cites: own, who: keeps, unless: drafted }
const assign: Row = { act: 'assign', cites: art('111', '7'), who: cityManagement }

/** The one table: what the screens offer and what `decide` accepts. */
const table: Record<ItemStatus, readonly Row[]> = {
  new: [{ act: 'draft', cites: own, who: keeps }],
  draft: [publish, save, discard, assign],
  published: [publish, save, discard, { act: 'withdraw', cites: adjusted, who: keeps }, assign],
  withdrawn: [publish, save, discard, assign],
  discarded: [],
}

function availableActions(state: ServiceItemState, ctx: Context): AvailableAction[] {
  return table[state.status]
    .filter((row) => row.who(state, ctx.actor))
    .map(({ act, cites, unless }) => {
      const refusal = unless?.(state)
      return { act, article: cites, ...(refusal ? { refusal } : {}) }
    })
}

function offered(state: ServiceItemState, act: ItemCommand['kind'], ctx: Context): Refusal | undefined {
  const rows = table[state.status].filter((r) => r.act === act)
  const row = rows.find((r) => r.who(state, ctx.actor))
  if (row) return row.unless?.(state)
  return rows[0]
    ? noItem('not-permitted', rows[0].cites, { act, department: state.department.name })
    : noItem('not-available', own, { act, status: state.status })
}

// The decisions

function decide(state: ServiceItemState, command: ItemCommand, ctx: Context): Outcome {
  const refused = firstRefusal(offered(state, command.kind, ctx))
  if (refused) return refused
  switch (command.kind) {
    case 'draft':
      return accept<ServiceItemState>({
        ...(state as In<'new'>),
        status: 'draft',
        draft: command.content,
        savedAt: ctx.now,
      })
    case 'save':
      return accept<ServiceItemState>({
        ...(state as In<'draft'>),
        draft: command.content,
        savedAt: ctx.now,
      })
    case 'publish':
      return bringInForce(state as In<'draft' | 'published' | 'withdrawn'>, command, ctx)
    case 'discard':
      return accept<ServiceItemState>(withoutDraft(state as In<'draft' | 'published' | 'withdrawn'>))
    case 'withdraw':
      return withdraw(state as In<'published'>, command, ctx)
    case 'assign':
      return assignTo(state, ctx)
    default:
      return impossible(command)
  }
}

/** 9.1: 公布; 14: every change is a version with its first day. */
function bringInForce(
  state: In<'draft' | 'published' | 'withdrawn'>,
  command: Of<'publish'>,
  ctx: Context,
): Outcome {
  const content = command.content ?? state.draft
  if (!content) return reject(noItem('item-nothing-drafted'))
  const before = currentOf(state)
  const refused = firstRefusal(
    itemFaults(content, state.code, itemKnowledgeOf(ctx).names)[0],
    beginsInOrder(state, command.from, ctx.today),
    state.status === 'published' && itemDifferences(before!.content, content).length === 0
      ? noItem('item-nothing-changed', adjusted)
      : undefined,
  )
  if (refused) return refused
  const { code, department, editor } = state
  const current = { version: (before?.version ?? 0) + 1, from: command.from, content }
  const what: ItemFactName = state.status === 'published' ? 'amended' : 'published'
  return accept<ServiceItemState>(
    { code, department, ...(editor ? { editor } : {}), status: 'published', current },
    fact(what, state, what === 'amended' ? adjusted : own, content, {
      ...{ version: current.version, from: current.from, content: json(content) },
      ...(before ? { differences: json(itemDifferences(before.content, content)) } : {}),
    }),
  )
}

/** 14: no new announcement from that day on; what is running goes on under the version that was in force. */
function withdraw(state: In<'published'>, { from, reason }: Of<'withdraw'>, ctx: Context): Outcome {
  const refused = firstRefusal(
    reason.trim() === '' ? noItem('item-reason-missing', adjusted, {}, 'reason') : undefined,
    beginsInOrder(state, from, ctx.today),
  )
  if (refused) return refused
  const { draft: _, savedAt: __, ...rest } = state
  return accept<ServiceItemState>(
    { ...rest, status: 'withdrawn', from, reason },
    fact('withdrawn', state, adjusted, state.current.content, { from, reason }),
  )
}

function assignTo(state: ServiceItemState, ctx: Context): Outcome {
  const { assignee } = itemKnowledgeOf(ctx)
  if (!assignee) return reject(noItem('item-department-unknown', own, {}, 'department'))
  const content = 'draft' in state && state.draft ? state.draft : currentOf(state)?.content
  return accept<ServiceItemState>(
    { ...state, editor: assignee },
    fact('assigned', state, art('111', '7'), content, { department: assignee.name }),
  )
}

function withoutDraft(state: In<'draft' | 'published' | 'withdrawn'>): ServiceItemState {
  const { draft: _, savedAt: __, ...rest } = state
  if (rest.status !== 'draft') return rest
  const { code, department, editor } = rest
  return { code, department, ...(editor ? { editor } : {}), status: 'discarded' }
}

const json = (value: unknown): Json => value as Json

function fact(
  name: ItemFactName,
  state: ServiceItemState,
  article: Article,
  content: ItemContent | undefined,
  more: Fact['body'],
): Fact {
  const { code, department } = state
  const body = {
    ...{ code, name: content?.zh ?? '', nameEn: content?.en ?? '', department: department.name },
    ...more,
  }
  return { kind: `item.${name}`, article, visibility: 'public', body }
}
