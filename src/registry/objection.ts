import type { Instant } from '../calendar/index.ts'
import { workingDays } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import {
  type AvailableAction,
  accept,
  type Context,
  type Deadline,
  type Decision,
  type Fact,
  firstRefusal,
  impossible,
  type Refusal,
  refuse,
  settingOf,
  type Workflow,
} from '../workflow/index.ts'
import type {
  DecidedObjection,
  FiledObjection,
  Objection,
  ObjectionCommand,
  ObjectionFactName,
  ObjectionStatus,
} from './objection-state.ts'
import { objectionKnowledgeOf } from './objection-state.ts'
import type { ObjectionRefusalCode } from './objection-words.ts'
import { publicityEnd } from './periods.ts'
import { managementReviewWorkingDays, reviewWorkingDays } from './settings.ts'

type Outcome = Decision<Objection>
type Of<K extends ObjectionCommand['kind']> = Extract<ObjectionCommand, { kind: K }>
const article = art('111', '20.3')

/** An objection against an admission during its publicity (111/20.3), from its filing to the published decision. */
export const objection: Workflow<Objection, ObjectionCommand> = { decide, availableActions, deadlines }

/** An objection before anything was said: only `file` may follow. */
export const newObjection = (about: Omit<Extract<Objection, { status: 'new' }>, 'status'>): Objection => ({
  status: 'new',
  ...about,
})

const no = (code: ObjectionRefusalCode, params: Refusal['params'] = {}, field?: string): Refusal =>
  refuse(code, article, params, field)

interface Row {
  act: ObjectionCommand['kind']
  cites: Article
  who(state: Objection, ctx: Context): boolean
  unless?(state: Objection, ctx: Context): Refusal | undefined
}

const operator = (state: Objection, { actor }: Context) =>
  actor.kind === 'operator' && actor.organisation === state.operator.id
const management = (state: Objection, { actor }: Context) =>
  actor.kind === 'management' && actor.organisation === state.management.id
/** 20.2: 接受社会监督; anyone who has signed in, except the agency that is shown. */
const anyone = (state: Objection, { actor }: Context) =>
  actor.kind !== 'system' && actor.kind !== 'public' && actor.organisation !== state.agency.id

const decides = (who: Row['who']): Row[] => [
  { act: 'reject', cites: article, who },
  { act: 'uphold', cites: article, who },
]

/** The one table: what the screens offer and what `decide` accepts. */
const table: Record<ObjectionStatus, readonly Row[]> = {
  new: [{ act: 'file', cites: article, who: anyone, unless: mayBeFiled }],
  filed: [...decides(operator), { act: 'raise', cites: article, who: operator }],
  raised: decides(management),
  upheld: [],
  rejected: [],
}

function availableActions(state: Objection, ctx: Context): AvailableAction[] {
  return table[state.status]
    .filter((row) => row.who(state, ctx))
    .map(({ act, cites, unless }) => {
      const refusal = unless?.(state, ctx)
      return { act, article: cites, ...(refusal ? { refusal } : {}) }
    })
}

function offered(state: Objection, act: ObjectionCommand['kind'], ctx: Context): Refusal | undefined {
  const row = table[state.status].find((r) => r.act === act && r.who(state, ctx))
  return row ? row.unless?.(state, ctx) : no('not-available', { act, status: state.status })
}

/** 20.3: 公示有异议的; only while the admission is shown, and one at a time from one body. */
function mayBeFiled(state: Objection, ctx: Context): Refusal | undefined {
  const { inPublicity, other } = objectionKnowledgeOf(ctx)
  const ends = publicityEnd(state.publishedAt, ctx)
  if (!inPublicity || ctx.now >= ends) return no('publicity-over', { ends })
  return other === undefined ? undefined : no('objection-under-way', { id: other })
}

function decide(state: Objection, command: ObjectionCommand, ctx: Context): Outcome {
  const refused = firstRefusal(offered(state, command.kind, ctx))
  if (refused) return refused
  switch (command.kind) {
    case 'file':
      return file(state, command, ctx)
    case 'raise':
      return raise(state as FiledObjection, command, ctx)
    case 'uphold':
    case 'reject':
      return conclude(state as FiledObjection, command, ctx)
    default:
      return impossible(command)
  }
}

const told = (text: string, field: string): Refusal | undefined =>
  text.trim() === '' ? no('objection-reason-missing', {}, field) : undefined

/** With its reason and a paper that shows it. */
function file(state: Objection, { reason, file: paper }: Of<'file'>, ctx: Context): Outcome {
  const { actor, now } = ctx
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only a person objects')
  const { unknownFiles } = objectionKnowledgeOf(ctx)
  const refused = firstRefusal(
    told(reason, 'reason'),
    paper ? undefined : no('objection-file-missing', {}, 'file'),
    paper && unknownFiles.includes(paper.id) ? no('objection-file-unknown', {}, 'file') : undefined,
  )
  if (refused) return refused
  const { person, personName, organisation: id, organisationName: name } = actor
  const objector = { id, name, person, personName }
  return accept(
    { ...state, status: 'filed', objector, reason, file: paper!, filedAt: now },
    fact('filed', 'parties', { agency: state.agency.id, reason, file: paper!.sha256 }),
  )
}

/** 20.3: 必要时可提请同级中介超市管理机构牵头…进行复核并作出决定. */
function raise(state: FiledObjection, { reason }: Of<'raise'>, ctx: Context): Outcome {
  const { actor, now: at } = ctx
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only a person raises')
  const raised = { reason, person: actor.person, name: actor.personName, at }
  return (
    firstRefusal(told(reason, 'reason')) ??
    accept(
      { ...state, status: 'raised', raised },
      fact('raised', 'parties', { agency: state.agency.id, management: state.management.id, reason }),
    )
  )
}

/** 20.3: 根据复核结果对入驻申请作出决定并予以公布; who objected stays with the parties. */
function conclude(state: FiledObjection, command: Of<'uphold'> | Of<'reject'>, ctx: Context): Outcome {
  const { decision } = command
  const status = command.kind === 'uphold' ? 'upheld' : 'rejected'
  const decidedBy = state.status === 'raised' ? state.management : state.operator
  const raised = 'raised' in state && state.raised ? { raised: state.raised } : {}
  const decided: DecidedObjection = {
    ...filed(state),
    ...raised,
    status,
    decidedAt: ctx.now,
    decidedBy,
    decision,
  }
  const body = { agency: state.agency.id, name: state.agency.name, by: decidedBy.name, decision }
  return firstRefusal(told(decision, 'decision')) ?? accept(decided, fact(status, 'public', body))
}

const filed = ({ objector, reason, file: paper, filedAt, ...state }: FiledObjection) => {
  const { id, admission, agency, operator: checks, management: leads, publishedAt } = state
  return {
    id,
    admission,
    agency,
    operator: checks,
    management: leads,
    publishedAt,
    objector,
    reason,
    file: paper,
    filedAt,
  }
}

const fact = (what: ObjectionFactName, visibility: Fact['visibility'], body: Fact['body']): Fact => ({
  ...{ kind: `objection.${what}`, article, visibility, body },
})

/** The end of the operator's review. */
export const reviewDue = (
  filedAt: Instant,
  { calendar, rules }: Pick<Context, 'calendar' | 'rules'>,
): Instant => calendar.after(filedAt, workingDays(settingOf(rules, reviewWorkingDays))).end

/** The end of the management body's review. */
export const managementReviewDue = (
  raisedAt: Instant,
  { calendar, rules }: Pick<Context, 'calendar' | 'rules'>,
): Instant => calendar.after(raisedAt, workingDays(settingOf(rules, managementReviewWorkingDays))).end

function deadlines(state: Objection, ctx: Context): Deadline[] {
  const action = 'reject'
  switch (state.status) {
    case 'filed': {
      const since = state.filedAt
      return [{ action, article, since, due: reviewDue(since, ctx), who: state.operator.id }]
    }
    case 'raised': {
      const since = state.raised.at
      return [{ action, article, since, due: managementReviewDue(since, ctx), who: state.management.id }]
    }
    case 'new':
    case 'upheld':
    case 'rejected':
      return []
    default:
      return impossible(state)
  }
}
