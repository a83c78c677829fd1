import type { Instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import {
  type AvailableAction,
  accept,
  type Context,
  type Deadline,
  type Decision,
  type Fact,
  impossible,
  refuse,
  type Workflow,
} from '../workflow/index.ts'
import type { Origin, SameBy } from './origin.ts'

/** Who of one procurement registered from one place: a finding, not a verdict (111/40.2, 53.4). */
interface Found {
  id: string
  procurement: { id: string; number: string; title: string }
  operator: { id: string; name: string }
  agencies: readonly { id: string; name: string; leaf: string; origin: Origin }[]
  by: readonly SameBy[]
  networks: readonly string[]
  /** Every shared network is known to be used by many. */
  knownShared: boolean
  foundAt: Instant
}

interface Decided {
  person: string
  name: string
  at: Instant
  reason: string
}

export type OriginFinding =
  | ({ status: 'new' } & Found)
  /** The selection is not over: nobody is shown who registered (53.2). */
  | ({ status: 'held' } & Found)
  | ({ status: 'draft' } & Found)
  | ({ status: 'dismissed'; decided: Decided } & Found)
  /** Kept for a case of 40.2, which is opened and decided elsewhere. */
  | ({ status: 'kept'; decided: Decided } & Found)

export type FindingStatus = OriginFinding['status']
export type FindingCommand =
  | { kind: 'find' }
  | { kind: 'release' }
  | { kind: 'dismiss'; reason: string }
  | { kind: 'keep'; reason: string }
export type FindingFactName = 'found' | 'dismissed' | 'kept'

/** A finding of 40.2, from the opening to what a person made of it; nothing follows from it by itself. */
export const findingWorkflow: Workflow<OriginFinding, FindingCommand> = {
  decide,
  availableActions,
  deadlines,
}

const cites = art('111', '40.2')

const mayDecide = (state: OriginFinding, { actor }: Context): boolean =>
  state.status === 'draft' && actor.kind === 'operator' && actor.organisation === state.operator.id

function availableActions(state: OriginFinding, ctx: Context): AvailableAction[] {
  return mayDecide(state, ctx)
    ? [
        { act: 'keep', article: cites },
        { act: 'dismiss', article: art('111', '53.4') },
      ]
    : []
}

function decide(state: OriginFinding, command: FindingCommand, ctx: Context): Decision<OriginFinding> {
  const no = refuse('not-available', cites, { act: command.kind, status: state.status })
  const { actor, now } = ctx
  switch (command.kind) {
    case 'find':
      return actor.kind === 'system' && state.status === 'new'
        ? accept<OriginFinding>({ ...state, status: 'held' })
        : { ok: false, refusal: no }
    case 'release':
      return actor.kind === 'system' && state.status === 'held'
        ? accept<OriginFinding>({ ...state, status: 'draft' }, fact('found', state))
        : { ok: false, refusal: no }
    case 'dismiss':
    case 'keep': {
      if (!mayDecide(state, ctx) || !('person' in actor)) return { ok: false, refusal: no }
      const { reason } = command
      if (reason.trim() === '') {
        return { ok: false, refusal: refuse('finding-reason-missing', art('111', '53.4'), {}, 'reason') }
      }
      const decided = { person: actor.person, name: actor.personName, at: now, reason }
      return command.kind === 'keep'
        ? accept<OriginFinding>({ ...state, status: 'kept', decided }, fact('kept', state, { reason }))
        : accept<OriginFinding>(
            { ...state, status: 'dismissed', decided },
            fact('dismissed', state, { reason }),
          )
    }
    default:
      return impossible(command)
  }
}

/** The measure gives the look at it no time. */
function deadlines(state: OriginFinding): Deadline[] {
  if (state.status !== 'draft') return []
  return [{ action: 'keep', article: cites, since: state.foundAt, who: state.operator.id }]
}

/** Addresses stay in the finding; the log of its parties says that, of whom, and by what. */
const fact = (what: FindingFactName, state: OriginFinding, more: Fact['body'] = {}): Fact => ({
  kind: `finding.${what}`,
  article: cites,
  visibility: 'parties',
  body: {
    procurement: state.procurement.id,
    agencies: state.agencies.map((a) => a.id),
    by: [...state.by],
    ...more,
  },
})
