import { addDays, daysBetween, endOf, type Instant, type PlainDate, startOf } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import {
  type AvailableAction,
  accept,
  type Context,
  type Deadline,
  type Decision,
  type Fact,
  impossible,
  settingOf,
  type Workflow,
} from '../workflow/index.ts'
import {
  type HeldQualification,
  lastDayOf,
  type Qualification,
  type QualificationCommand,
  type QualificationFactName,
} from './qualification-state.ts'
import { no } from './refusals.ts'
import { qualificationWarningDays } from './settings.ts'

type Outcome = Decision<Qualification>
type Of<K extends QualificationCommand['kind']> = Extract<QualificationCommand, { kind: K }>

/**
 * A qualification from its confirmation to its end (111/35.2: 资质（资格）失效的). Nobody acts on it: it is warned of and
 * ends by the calendar, and comes back by a change that the department confirms and the operator approves (35.4).
 */
export const qualification: Workflow<Qualification, QualificationCommand> = {
  decide,
  availableActions: (): AvailableAction[] => [],
  deadlines,
}

/** 35.2: a certificate is good through its last day; from the end of that day on it has lapsed. */
export const lapsesAt = (state: HeldQualification): Instant | undefined => {
  const last = lastDayOf(state.certificate)
  return last && endOf(last)
}

/** The next warning of an end: how many days before it, and from which moment on. */
export interface Warning {
  days: number
  at: Instant
}

/**
 * The next warning that has not been given: of those whose day has come the nearest alone, however many were missed while
 * the market was down or before the certificate was entered; otherwise the first that lies ahead. A nearer warning
 * covers those before it.
 * @param last the last day of the certificate
 * @param days how many days before it the agency is warned, in any order
 */
export function nextWarning(
  last: PlainDate,
  warned: readonly number[],
  days: readonly number[],
  today: PlainDate,
): Warning | undefined {
  const nearest = Math.min(...warned)
  const open = days.filter((n) => n < nearest)
  if (open.length === 0) return undefined
  const left = daysBetween(today, last)
  const come = open.filter((n) => n >= left)
  const n = come.length > 0 ? Math.min(...come) : Math.max(...open)
  return { days: n, at: startOf(addDays(last, -n)) }
}

function warningOf(state: HeldQualification, ctx: Context): Warning | undefined {
  const last = lastDayOf(state.certificate)
  if (!last || state.status !== 'valid' || !state.inMarket || ctx.now >= endOf(last)) return undefined
  return nextWarning(last, state.warned, settingOf(ctx.rules, qualificationWarningDays), ctx.today)
}

function decide(state: Qualification, command: QualificationCommand, ctx: Context): Outcome {
  const refused: Outcome = {
    ok: false,
    refusal: no('not-available', art('111', '35.2'), { act: command.kind, status: state.status }),
  }
  if (ctx.actor.kind !== 'system') return refused
  switch (command.kind) {
    case 'enter':
      return enter(state, command)
    case 'warn':
      return state.status === 'valid' ? (warn(state, ctx) ?? refused) : refused
    case 'expire':
      return state.status === 'valid' ? (expire(state, ctx) ?? refused) : refused
    default:
      return impossible(command)
  }
}

/** 16, 35.4: the first certificate, a new one in time, or the fresh one that brings a lapsed service back. */
function enter(state: Qualification, { certificate, department, confirmedAt }: Of<'enter'>): Outcome {
  const { id, agency, serviceType } = state
  const after: HeldQualification = {
    ...{ status: 'valid', id, agency, serviceType, certificate, department, confirmedAt },
    ...{ inMarket: true, warned: [] },
  }
  const [what, article, visibility] = entrance[state.status]
  return accept<Qualification>(after, fact(what, article, visibility, after))
}

/** That the first was confirmed the admission's own fact has told the public. */
const entrance: Record<Qualification['status'], [QualificationFactName, Article, Fact['visibility']]> = {
  new: ['entered', art('111', '16'), 'parties'],
  valid: ['renewed', art('111', '33.1'), 'public'],
  expired: ['restored', art('111', '35.4'), 'public'],
}

function warn(state: HeldQualification, ctx: Context): Outcome | undefined {
  const warning = warningOf(state, ctx)
  if (!warning || ctx.now < warning.at) return undefined
  const left = daysBetween(ctx.today, lastDayOf(state.certificate)!)
  return accept<Qualification>(
    { ...state, warned: [...state.warned, warning.days] },
    fact('warned', art('111', '35.2'), 'parties', state, { left }),
  )
}

/** 35.2: the service is suspended for new registrations; engagements that run are left alone. */
function expire(state: HeldQualification, ctx: Context): Outcome | undefined {
  const at = lapsesAt(state)
  if (!at || ctx.now < at) return undefined
  const after: Qualification = { ...state, status: 'expired', expiredAt: at }
  return accept<Qualification>(after, fact('expired', art('111', '35.2'), 'public', state, { since: at }))
}

/** The warnings and the end run by themselves; from the first warning on the agency's desk shows what it has to renew. */
function deadlines(state: Qualification, ctx: Context): Deadline[] {
  switch (state.status) {
    case 'new':
      return []
    case 'expired':
      return state.inMarket
        ? [{ action: 'renew', article: art('111', '35.4'), since: state.expiredAt, who: state.agency.id }]
        : []
    case 'valid': {
      const due = lapsesAt(state)
      if (!due || !state.inMarket) return []
      const article = art('111', '35.2')
      const warning = warningOf(state, ctx)
      const since = startOf(addDays(lastDayOf(state.certificate)!, -Math.max(...state.warned)))
      return [
        { action: 'expire', article, due, who: 'system' },
        ...(warning ? [{ action: 'warn', article, due: warning.at, who: 'system' }] : []),
        ...(state.warned.length > 0 ? [{ action: 'renew', article, since, due, who: state.agency.id }] : []),
      ]
    }
    default:
      return impossible(state)
  }
}

const fact = (
  what: QualificationFactName,
  article: Article,
  visibility: Fact['visibility'],
  { agency, serviceType, certificate }: HeldQualification,
  more: Fact['body'] = {},
): Fact => ({
  kind: `qualification.${what}`,
  article,
  visibility,
  body: {
    ...{ agency: agency.id, name: agency.name, serviceType },
    ...{ qualification: certificate.qualification, grade: certificate.grade, number: certificate.number },
    ...{ validTo: certificate.validTo, ...more },
  },
})
