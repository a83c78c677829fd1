import type { Instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import {
  type AvailableAction,
  accept,
  type Context,
  type Decision,
  type Fact,
  impossible,
  type Workflow,
} from '../workflow/index.ts'
import { type OwnerFields, ownerFaults } from './owner.ts'
import { no } from './refusals.ts'

/** An owner's entry in the register, as it stands (111/21). */
export type OwnerAccount =
  | ({ status: 'registered'; id: string } & OwnerFields)
  | ({ status: 'deregistered'; id: string; endedAt: Instant; reason: string } & OwnerFields)

export type OwnerCommand = { kind: 'update'; fields: OwnerFields } | { kind: 'deregister'; reason: string }

export type OwnerFactName = 'updated' | 'deregistered'

/** Something of an owner's that is not finished: a procurement, or the engagement that it led to. */
export type OpenBusiness = { subject: 'procurement' | 'engagement'; id: string; title: string }

/** What the rules must know beside the state. */
export type OwnerKnowledge = {
  open: readonly OpenBusiness[]
  /** Another owner is registered under the code that is wanted. */
  codeTaken: boolean
}

/** Key of the knowledge among `ctx.rules`. */
export const ownerKnowledgeKey = 'registry.owner'

const knowledgeOf = (ctx: Context): OwnerKnowledge => {
  const knowledge = ctx.rules[ownerKnowledgeKey] as OwnerKnowledge | undefined
  if (!knowledge) throw new Error('the rules of owners were asked without their knowledge')
  return knowledge
}

/** 21.2: 已入驻的项目业主可在中介超市自主更新单位信息，并按规定办理变更、注销等业务. */
export const ownerAccount: Workflow<OwnerAccount, OwnerCommand> = {
  decide,
  availableActions,
  deadlines: () => [],
}

const cites = art('111', '21.2')

const administers = (state: OwnerAccount, { actor }: Context): boolean =>
  actor.kind === 'owner' && actor.organisation === state.id && actor.roles.includes('admin')

function availableActions(state: OwnerAccount, ctx: Context): AvailableAction[] {
  if (state.status !== 'registered' || !administers(state, ctx)) return []
  const refusal = nothingOpen(ctx)
  return [
    { act: 'update', article: cites },
    { act: 'deregister', article: cites, ...(refusal ? { refusal } : {}) },
  ]
}

/** A register entry does not go while anybody waits for its owner; the refusal lists what is open. */
function nothingOpen(ctx: Context) {
  const { open } = knowledgeOf(ctx)
  if (open.length === 0) return undefined
  const titles = open.map((b) => b.title).join('；')
  return no('owner-has-open-business', cites, { n: open.length, titles, open })
}

function decide(state: OwnerAccount, command: OwnerCommand, ctx: Context): Decision<OwnerAccount> {
  const offered = availableActions(state, ctx).find((a) => a.act === command.kind)
  if (!offered) {
    return { ok: false, refusal: no('not-available', cites, { act: command.kind, status: state.status }) }
  }
  if (offered.refusal) return { ok: false, refusal: offered.refusal }
  switch (command.kind) {
    case 'update': {
      const [fault] = ownerFaults(command.fields)
      const taken = knowledgeOf(ctx).codeTaken ? no('code-registered', cites, {}, 'code') : undefined
      const isPerson = (kind: OwnerFields['ownerKind']) => kind === 'natural-person'
      const fixed =
        isPerson(state.ownerKind) === isPerson(command.fields.ownerKind)
          ? undefined
          : no('owner-kind-fixed', art('111', '2.2'), {}, 'ownerKind')
      const refusal = fixed ?? fault ?? taken
      if (refusal) return { ok: false, refusal }
      const changed = Object.entries(command.fields)
        .filter(([key, value]) => state[key as keyof OwnerFields] !== value)
        .map(([key]) => key)
      if (changed.length === 0) return { ok: false, refusal: no('change-empty', cites, {}, 'name') }
      const { name } = command.fields
      return accept(
        { status: 'registered', id: state.id, ...command.fields },
        fact('updated', { owner: state.id, former: state.name, name, changed }),
      )
    }
    case 'deregister': {
      const { reason } = command
      if (reason.trim() === '') return { ok: false, refusal: no('reason-missing', cites, {}, 'reason') }
      return accept(
        { ...state, status: 'deregistered', endedAt: ctx.now, reason },
        fact('deregistered', { owner: state.id, name: state.name, reason }),
      )
    }
    default:
      return impossible(command)
  }
}

const fact = (what: OwnerFactName, body: Fact['body']): Fact => ({
  kind: `owner.${what}`,
  article: cites,
  visibility: 'parties',
  body,
})
