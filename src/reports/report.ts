import { type Instant, workingDays } from '../calendar/index.ts'
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
  reject,
  settingOf,
  type Workflow,
} from '../workflow/index.ts'
import {
  isFounded,
  type Report,
  type ReportCommand,
  type Reporter,
  type ReportStatus,
} from './report-state.ts'
import { outcomeWorkingDays, routingWorkingDays } from './settings.ts'
import { articleOf, situations } from './situations.ts'
import type { ReportFactName, ReportRefusalCode } from './words.ts'

type Outcome = Decision<Report>
type Of<K extends ReportCommand['kind']> = Extract<ReportCommand, { kind: K }>
type In<S extends ReportStatus> = Extract<Report, { status: S }>

/** A report (111/53-55), from its making, or its finding by the clocks, to what the competent authority did. */
export const report: Workflow<Report, ReportCommand> = { decide, availableActions, deadlines }

/** A report before anything was said. */
export const newReport = (addressed: Omit<In<'new'>, 'status'>): Report => ({ status: 'new', ...addressed })

const no = (
  code: ReportRefusalCode,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

/** Nothing of it is public before it is founded: whoever is reported must not learn of it from the log. */
const fact = (name: ReportFactName, article: Article, body: Fact['body'] = {}): Fact => ({
  kind: `report.${name}`,
  article,
  visibility: 'parties',
  body,
})

const organisation = ({ actor }: Context): string | undefined =>
  actor.kind === 'system' || actor.kind === 'public' ? undefined : actor.organisation

type Who = (r: Report, ctx: Context) => boolean
const anyone: Who = (_, { actor }) => actor.kind !== 'system'
const system: Who = (_, { actor }) => actor.kind === 'system'
const receiver: Who = (r, ctx) => organisation(ctx) === r.receiver.id
const recorder: Who = (r, ctx) => r.status === 'routed' && organisation(ctx) === r.routing.by

const situationOf = (r: Report) => situations[r.situation]

/** The one table: what the screens offer and what `decide` accepts. */
const table: Record<ReportStatus, readonly { act: ReportCommand['kind']; who: Who }[]> = {
  new: [
    { act: 'submit', who: anyone },
    { act: 'find', who: system },
  ],
  draft: [
    { act: 'take-up', who: receiver },
    { act: 'dismiss', who: receiver },
  ],
  received: [{ act: 'route', who: receiver }],
  routed: [{ act: 'conclude', who: recorder }],
  concluded: [],
  dismissed: [],
}

function availableActions(r: Report, ctx: Context): AvailableAction[] {
  return table[r.status]
    .filter((row) => row.who(r, ctx))
    .map(({ act }) => ({ act, article: situationOf(r).article }))
}

function permittedTo(act: ReportCommand['kind'], r: Report, ctx: Context): Refusal | undefined {
  const row = table[r.status].find((own) => own.act === act)
  const { article } = situationOf(r)
  if (!row) return no('not-available', article, { act, status: r.status })
  return row.who(r, ctx) ? undefined : no('not-permitted', article, { act })
}

function decide(r: Report, command: ReportCommand, ctx: Context): Outcome {
  const refused = permittedTo(command.kind, r, ctx)
  if (refused) return reject(refused)
  switch (command.kind) {
    case 'submit':
      return submit(r as In<'new'>, command, ctx)
    case 'find':
      return find(r as In<'new'>, command, ctx)
    case 'take-up':
      return takeUp(r as In<'draft'>, command, ctx)
    case 'dismiss':
      return dismiss(r as In<'draft'>, command, ctx)
    case 'route':
      return route(r as In<'received'>, command, ctx)
    case 'conclude':
      return conclude(r as In<'routed'>, command, ctx)
    default:
      return impossible(command)
  }
}

const told = (text: string, article: Article, field: string): Refusal | undefined =>
  text.trim() === '' ? no('report-text-missing', article, {}, field) : undefined

/** 53-55: whom a situation speaks of. */
function isOfItsKind(r: Report): Refusal | undefined {
  const { of, article } = situationOf(r)
  return of === r.reported.kind
    ? undefined
    : no('report-other-kind', article, { kind: r.reported.kind }, 'reported')
}

/** By name or without one: the real names of 48 are asked of complaints, not of reports. */
function submit(r: In<'new'>, command: Of<'submit'>, ctx: Context): Outcome {
  const { article } = situationOf(r)
  const { facts, named, name, contact } = command
  return (
    firstRefusal(
      isOfItsKind(r),
      told(facts, article, 'facts'),
      named ? told(name, article, 'name') : undefined,
      named ? told(contact, article, 'contact') : undefined,
    ) ??
    accept<Report>(
      {
        ...{ ...r, status: 'received', at: ctx.now, receivedAt: ctx.now, facts: facts.trim() },
        ...(named ? { reporter: reporterOf(command, ctx) } : {}),
      },
      fact('received', article, { number: r.number, named }),
    )
  )
}

function reporterOf({ name, contact }: Of<'submit'>, ctx: Context): Reporter {
  const own = organisation(ctx)
  return { name: name.trim(), contact: contact.trim(), ...(own === undefined ? {} : { organisation: own }) }
}

/** 55.5, 55.7: what the clocks saw lies before the receiver as a draft; 无故 is for people to find. */
function find(r: In<'new'>, { found }: Of<'find'>, ctx: Context): Outcome {
  const { article } = situationOf(r)
  return accept<Report>(
    { ...r, status: 'draft', at: ctx.now, facts: '', found },
    fact('found', article, { number: r.number, engagement: found.engagement, what: found.key }),
  )
}

function takeUp(r: In<'draft'>, { facts }: Of<'take-up'>, ctx: Context): Outcome {
  const { article } = situationOf(r)
  return (
    firstRefusal(told(facts, article, 'facts')) ??
    accept<Report>(
      { ...r, status: 'received', facts: facts.trim(), receivedAt: ctx.now },
      fact('taken-up', article, { number: r.number }),
    )
  )
}

function dismiss(r: In<'draft'>, { reason }: Of<'dismiss'>, ctx: Context): Outcome {
  const { article } = situationOf(r)
  return (
    firstRefusal(told(reason, article, 'reason')) ??
    accept<Report>(
      { ...r, status: 'dismissed', reason: reason.trim(), endedAt: ctx.now },
      fact('dismissed', article, { reason: reason.trim() }),
    )
  )
}

/** 由有权机关进行处理或处分，涉嫌犯罪的，移送司法机关. */
function route(r: In<'received'>, command: Of<'route'>, ctx: Context): Outcome {
  const article = articleOf[r.reported.kind]
  const { authority, reason } = command
  const named =
    authority === 'own' ? r.receiver.name : authority === 'finance' ? r.finance?.name : command.name.trim()
  const by = authority === 'finance' && r.finance ? r.finance.id : r.receiver.id
  const refused = firstRefusal(
    authority === 'finance' && !r.finance
      ? no('report-no-finance', art('111', '12'), {}, 'authority')
      : undefined,
    told(named ?? '', article, 'name'),
    // 有权机关 is not the one that is reported, nor its own office.
    named === r.reported.name ? no('report-to-itself', article, { name: named }, 'name') : undefined,
    told(reason, article, 'reason'),
  )
  if (refused || named === undefined) return refused!
  return accept<Report>(
    { ...r, status: 'routed', routing: { authority, name: named, by, reason: reason.trim(), at: ctx.now } },
    fact('routed', article, { authority, name: named }),
  )
}

function conclude(r: In<'routed'>, { outcome, text }: Of<'conclude'>, ctx: Context): Outcome {
  const article = articleOf[r.reported.kind]
  const { article: of } = situationOf(r)
  return (
    firstRefusal(told(text, article, 'text')) ??
    accept<Report>(
      { ...r, status: 'concluded', outcome, text: text.trim(), concludedAt: ctx.now },
      fact('concluded', of, { number: r.number, outcome }),
      ...(isFounded(outcome) ? [countedFact(r, outcome)] : []),
    )
  )
}

/** What everyone may know once it was found to be so: what, at which body, and what was done. Never who said it. */
const countedFact = (r: In<'routed'>, outcome: string): Fact => ({
  kind: 'report.counted',
  article: situationOf(r).article,
  visibility: 'public',
  body: { reported: r.reported.name, outcome, by: r.routing.name },
})

export { deadlines as deadlinesOfReport }

/** The clocks that run in a state. */
function deadlines(r: Report, ctx: Pick<Context, 'calendar' | 'rules'>): Deadline[] {
  const until = (since: Instant, n: number) => ctx.calendar.after(since, workingDays(n)).end
  const routing = settingOf(ctx.rules, routingWorkingDays)
  const { article } = situationOf(r)
  switch (r.status) {
    case 'draft':
      return [{ action: 'take-up', article, since: r.at, due: until(r.at, routing), who: r.receiver.id }]
    case 'received':
      return [
        {
          action: 'route',
          article,
          since: r.receivedAt,
          due: until(r.receivedAt, routing),
          who: r.receiver.id,
        },
      ]
    case 'routed': {
      const { at, by } = r.routing
      const due = until(at, settingOf(ctx.rules, outcomeWorkingDays))
      return [{ action: 'conclude', article, since: at, due, who: by }]
    }
    case 'new':
    case 'concluded':
    case 'dismissed':
      return []
    default:
      return impossible(r)
  }
}
