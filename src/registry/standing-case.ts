import { type Article, art } from '../gazette/index.ts'
import {
  type Actor,
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
  type Workflow,
} from '../workflow/index.ts'
import type { Body } from './admission-state.ts'
import { barEnds } from './bar.ts'
import {
  type BroughtCase,
  type CaseInForce,
  groundOf,
  type Signed,
  type StandingCase,
  type StandingCommand,
  type StandingFactName,
  type StandingStatus,
  standingKnowledgeOf,
} from './standing-state.ts'
import { groundWords, type StandingRefusalCode } from './standing-words.ts'

type Outcome = Decision<StandingCase>
type Finding = Extract<StandingCommand, { ground: unknown }>
type Of<K extends StandingCommand['kind']> = Extract<StandingCommand, { kind: K }>
type In<S extends StandingStatus> = Extract<StandingCase, { status: S }>

/** Suspension and expulsion of an agency (111/35, 36), from the finding to its end. */
export const standingCase: Workflow<StandingCase, StandingCommand> = { decide, availableActions, deadlines }

/** A case against an agency before anything was said: only `report` or `open` may follow. */
export const newStandingCase = (
  id: string,
  parties: { agency: Body; operator: Body; management: Body },
): StandingCase => ({ status: 'new', id, ...parties })

const no = (
  code: StandingRefusalCode,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

// Who may do what

interface Row {
  act: StandingCommand['kind']
  cites: Article
  who(state: StandingCase, actor: Actor): boolean
  /** Why it cannot be done now although it is theirs to do. */
  unless?(state: StandingCase, ctx: Context): Refusal | undefined
}

const operator = (state: StandingCase, actor: Actor) =>
  actor.kind === 'operator' && actor.organisation === state.operator.id
const management = (state: StandingCase, actor: Actor) =>
  actor.kind === 'management' && actor.organisation === state.management.id
/** 9.2: a department; 10: the credit authority, whose data say so. */
const reporter = (_: StandingCase, actor: Actor) => actor.kind === 'department' || actor.kind === 'credit'
const agency = (state: StandingCase, actor: Actor) =>
  actor.kind === 'agency' && actor.organisation === state.agency.id
const suspends = (state: StandingCase) => groundOf[(state as BroughtCase).ground].measure === 'suspension'

const dismiss = (who: Row['who']): Row => ({ act: 'dismiss', cites: art('111', '53.4'), who })

/** The one table: what the screens offer and what `decide` accepts. */
const table: Record<StandingStatus, readonly Row[]> = {
  new: [
    { act: 'open', cites: art('111', '35'), who: operator },
    { act: 'report', cites: art('111', '9.2'), who: reporter, unless: notInCharge },
  ],
  reported: [{ act: 'take-up', cites: art('111', '9.2'), who: operator }, dismiss(operator)],
  opened: [{ act: 'confirm', cites: art('111', '53.4'), who: operator, unless: sameHand }, dismiss(operator)],
  confirmed: [{ act: 'approve', cites: art('111', '36'), who: management }, dismiss(management)],
  'in-force': [
    {
      act: 'request-restoration',
      cites: art('111', '35.4'),
      who: (state, actor) => suspends(state) && agency(state, actor),
    },
    {
      act: 'lift',
      cites: art('111', '36.4'),
      who: (state, actor) => !suspends(state) && management(state, actor),
    },
  ],
  restoring: [
    { act: 'approve-restoration', cites: art('111', '35.4'), who: operator },
    { act: 'decline-restoration', cites: art('111', '35.4'), who: operator },
  ],
  restored: [],
  lifted: [],
  dismissed: [],
}

function availableActions(state: StandingCase, ctx: Context): AvailableAction[] {
  return table[state.status]
    .filter((row) => row.who(state, ctx.actor))
    .map(({ act, cites, unless }) => {
      const refusal = unless?.(state, ctx)
      return { act, article: cites, ...(refusal ? { refusal } : {}) }
    })
}

function offered(state: StandingCase, act: StandingCommand['kind'], ctx: Context): Refusal | undefined {
  const row = table[state.status].find((r) => r.act === act && r.who(state, ctx.actor))
  return row ? row.unless?.(state, ctx) : no('not-available', art('111', '35'), { act, status: state.status })
}

// The rules

/** 53.4: 未核实情况导致中介服务机构被错误信用处理; whoever opened a case does not confirm it. */
function sameHand(state: StandingCase, { actor }: Context): Refusal | undefined {
  const { opened } = state as In<'opened'>
  if (actor.kind === 'system' || actor.kind === 'public' || opened.person !== actor.person) return undefined
  return no('second-person-required', art('111', '53.4'), { name: opened.name })
}

/** 9.2: the department that supervises a qualification of the agency reports. */
function notInCharge(_: StandingCase, ctx: Context): Refusal | undefined {
  const { actor } = ctx
  if (actor.kind === 'credit') return undefined
  const mine =
    actor.kind === 'department' &&
    standingKnowledgeOf(ctx).services.some((s) => s.department === actor.organisation)
  return mine ? undefined : no('not-in-charge', art('111', '9.2'))
}

/** 35, 36: it concerns an agency that is in the market. */
function isInMarket(ctx: Context): Refusal | undefined {
  const { agencyStatus } = standingKnowledgeOf(ctx)
  if (agencyStatus === 'admitted' || agencyStatus === 'suspended') return undefined
  return no('agency-not-in-market', art('111', '35'), {}, 'agency')
}

/** 53.4: nothing is done to an agency without facts and a paper that shows them. */
function hasEvidence(given: { text: string; file?: { id: string } }, ctx: Context): Refusal | undefined {
  if (given.text.trim() === '') return no('evidence-text-missing', art('111', '53.4'), {}, 'text')
  if (!given.file) return no('evidence-file-missing', art('111', '53.4'), {}, 'file')
  return isOwn(given.file, ctx)
}

/** 35.4: 重新提交有效资质等材料. */
function hasFreshMaterial(given: { text: string; file?: { id: string } }, ctx: Context): Refusal | undefined {
  if (given.text.trim() === '') return no('material-missing', art('111', '35.4'), {}, 'text')
  if (!given.file) return no('material-missing', art('111', '35.4'), {}, 'file')
  return isOwn(given.file, ctx)
}

function isOwn(file: { id: string }, ctx: Context): Refusal | undefined {
  const strange = standingKnowledgeOf(ctx).unknownFiles.includes(file.id)
  return strange ? no('evidence-file-unknown', art('111', '53.4'), {}, 'file') : undefined
}

/** 35: 暂停其相关服务: those that the agency has. */
function servicesAreHeld({ services }: Finding, ctx: Context): Refusal | undefined {
  const held = standingKnowledgeOf(ctx).services
  const strange = services.find((code) => !held.some((s) => s.serviceType === code))
  return strange === undefined
    ? undefined
    : no('service-not-of-agency', art('111', '35'), { serviceType: strange }, 'services')
}

function noOtherExpulsion({ ground }: Finding, ctx: Context): Refusal | undefined {
  const { otherExpulsion } = standingKnowledgeOf(ctx)
  if (groundOf[ground].measure !== 'expulsion' || otherExpulsion === undefined) return undefined
  return no('expulsion-under-way', art('111', '36'), { id: otherExpulsion }, 'ground')
}

const hasReason = (reason: string): Refusal | undefined =>
  reason.trim() === '' ? no('standing-reason-missing', art('111', '53.4'), {}, 'reason') : undefined

/** 36.4: 法律法规另有规定的除外, by a document that anyone can look up. */
function hasDocument({ issuer, number, basis }: Of<'lift'>): Refusal | undefined {
  const blank = Object.entries({ issuer, number, basis }).find(([, text]) => text.trim() === '')
  return blank && no('document-missing', art('111', '36.4'), {}, blank[0])
}

// The decisions

function decide(state: StandingCase, command: StandingCommand, ctx: Context): Outcome {
  const refused = firstRefusal(offered(state, command.kind, ctx))
  if (refused) return refused
  const hand = signed(ctx)
  switch (command.kind) {
    case 'report':
    case 'open':
      return bring(state as In<'new'>, command, ctx)
    case 'take-up':
      return accept(
        { ...(state as In<'reported'>), status: 'opened', opened: hand },
        fact('opened', state as BroughtCase, 'parties'),
      )
    case 'confirm':
      return confirm(state as In<'opened'>, ctx)
    case 'approve':
      return takesEffect({ ...(state as In<'confirmed'>), approved: hand }, ctx)
    case 'dismiss':
      return (
        firstRefusal(hasReason(command.reason)) ??
        accept(
          { ...(state as BroughtCase), status: 'dismissed', dismissed: { ...hand, reason: command.reason } },
          fact('dismissed', state as BroughtCase, 'parties', art('111', '53.4'), { reason: command.reason }),
        )
      )
    case 'request-restoration':
      return requestRestoration(state as In<'in-force'>, command, ctx)
    case 'approve-restoration':
      return accept(
        { ...(state as In<'restoring'>), status: 'restored', restored: hand },
        fact('restored', state as BroughtCase, 'public', art('111', '35.4')),
      )
    case 'decline-restoration': {
      const { request: _, ...rest } = state as In<'restoring'>
      return (
        firstRefusal(hasReason(command.reason)) ??
        accept(
          { ...rest, status: 'in-force', declined: { ...hand, reason: command.reason } },
          fact('restoration-declined', rest, 'parties', art('111', '35.4'), { reason: command.reason }),
        )
      )
    }
    case 'lift': {
      const { issuer, number, basis } = command
      return (
        firstRefusal(hasDocument(command)) ??
        accept(
          { ...(state as In<'in-force'>), status: 'lifted', lifted: { ...hand, issuer, number, basis } },
          fact('bar-lifted', state as BroughtCase, 'public', art('111', '36.4'), { issuer, number, basis }),
        )
      )
    }
    default:
      return impossible(command)
  }
}

function bring(state: In<'new'>, command: Finding, ctx: Context): Outcome {
  const { kind, ground, text, file } = command
  const refused = firstRefusal(
    isInMarket(ctx),
    noOtherExpulsion(command, ctx),
    servicesAreHeld(command, ctx),
    hasEvidence(command, ctx),
  )
  if (refused || !file) return refused ?? { ok: false, refusal: hasEvidence(command, ctx)! }
  // An expulsion is from the market, not from a service.
  const services = groundOf[ground].measure === 'suspension' ? command.services : []
  const brought = { ...state, ground, services, evidence: { text, file } }
  return kind === 'report'
    ? accept(
        { ...brought, status: 'reported', reported: signed(ctx) },
        fact('reported', brought, 'parties', art('111', ctx.actor.kind === 'credit' ? '10' : '9.2')),
      )
    : accept({ ...brought, status: 'opened', opened: signed(ctx) }, fact('opened', brought, 'parties'))
}

/** 35: a suspension holds from now on; 36: an expulsion waits for the management body. */
function confirm(state: In<'opened'>, ctx: Context): Outcome {
  const confirmed = { ...state, confirmed: signed(ctx) }
  if (suspends(state)) return takesEffect(confirmed, ctx)
  return accept({ ...confirmed, status: 'confirmed' }, fact('confirmed', state, 'parties'))
}

function takesEffect(state: Omit<CaseInForce, 'since' | 'status'>, ctx: Context): Outcome {
  const inForce: In<'in-force'> = { ...state, status: 'in-force', since: ctx.now }
  return suspends(inForce)
    ? accept(inForce, fact('suspended', state, 'public'))
    : accept(
        inForce,
        fact('expelled', state, 'public', undefined, { until: barEnds(ctx.today, ctx.calendar) }),
      )
}

function requestRestoration(
  state: In<'in-force'>,
  command: Of<'request-restoration'>,
  ctx: Context,
): Outcome {
  const { text, file } = command
  const refused = firstRefusal(hasFreshMaterial(command, ctx))
  if (refused || !file) return refused ?? { ok: false, refusal: hasFreshMaterial(command, ctx)! }
  return accept(
    { ...state, status: 'restoring', request: { ...signed(ctx), evidence: { text, file } } },
    fact('restoration-requested', state, 'parties', art('111', '35.4')),
  )
}

/** Who must act now; the measure names no time of its own for any of it. */
function deadlines(state: StandingCase): Deadline[] {
  const waits = (
    action: StandingCommand['kind'],
    article: Article,
    since: Signed,
    who: string,
  ): Deadline[] => [{ action, article, since: since.at, who }]
  switch (state.status) {
    case 'reported':
      return waits('take-up', art('111', '9.2'), state.reported, state.operator.id)
    case 'opened':
      return waits('confirm', art('111', '53.4'), state.opened, state.operator.id)
    case 'confirmed':
      return waits('approve', art('111', '36'), state.confirmed, state.management.id)
    case 'restoring':
      return waits('approve-restoration', art('111', '35.4'), state.request, state.operator.id)
    case 'new':
    case 'in-force':
    case 'restored':
    case 'lifted':
    case 'dismissed':
      return []
    default:
      return impossible(state)
  }
}

function signed({ actor, now }: Context): Signed {
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only a person signs')
  const { organisation: id, organisationName: name } = actor
  return { body: { id, name }, person: actor.person, name: actor.personName, at: now }
}

type Ground = Pick<BroughtCase, 'agency' | 'ground' | 'services'>

/** A fact of a case; without an article of its own it cites the ground. */
function fact(
  name: StandingFactName,
  { agency: { id, name: agencyName }, ground, services }: Ground,
  visibility: Fact['visibility'],
  article: Article = groundOf[ground].article,
  more: Fact['body'] = {},
): Fact {
  const body = {
    agency: id,
    name: agencyName,
    ground,
    groundName: { ...groundWords[ground] },
    services,
    ...more,
  }
  return { kind: `standing.${name}`, article, visibility, body }
}
