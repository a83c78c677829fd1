import { type Article, art } from '../gazette/index.ts'
import { identityFault } from '../registry/index.ts'
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
import {
  type Hand,
  type Kinship,
  type OtherRecusalCase,
  type Recusal,
  type RecusalCommand,
  type RecusalFactName,
  type RecusalStatus,
  recusalKnowledgeOf,
} from './recusal-state.ts'
import type { RecusalRefusalCode } from './recusal-words.ts'

type Outcome = Decision<Recusal>
type Of<K extends RecusalCommand['kind']> = Extract<RecusalCommand, { kind: K }>

/**
 * Recusals (29.2, 29.3). A kinship holds from its declaration: whoever knows it says so. Another ground of the law is a
 * judgment: one person records it with its basis and a paper, a second person of the operator confirms it, both before the
 * list of registrants is opened and never after.
 */
export const recusalCase: Workflow<Recusal, RecusalCommand> = { decide, availableActions, deadlines }

const no = (code: RecusalRefusalCode, article: Article, params: Refusal['params'] = {}, field?: string) =>
  refuse(code, article, params, field)

interface Row {
  act: RecusalCommand['kind']
  cites: Article
  who(state: Recusal, actor: Actor): boolean
  unless?(state: Recusal, ctx: Context): Refusal | undefined
}

const ofOperator = (state: Recusal, actor: Actor): boolean =>
  actor.kind === 'operator' && 'operator' in state && actor.organisation === state.operator.id
const isParty = (_: Recusal, { kind }: Actor) => kind === 'agency' || kind === 'owner'

const table: Record<RecusalStatus, readonly Row[]> = {
  new: [
    { act: 'declare', cites: art('111', '29.2'), who: isParty },
    { act: 'propose', cites: art('111', '29.3'), who: (s, a) => isParty(s, a) || a.kind === 'operator' },
  ],
  declared: [
    {
      act: 'end',
      cites: art('111', '29.2'),
      who: (state, actor) =>
        isParty(state, actor) &&
        'declarer' in state &&
        'organisation' in actor &&
        actor.organisation === state.declarer.id,
    },
  ],
  proposed: [
    {
      act: 'confirm',
      cites: art('111', '29.3'),
      who: ofOperator,
      unless: (state, ctx) => secondHand(state, ctx) ?? stillOpen(ctx),
    },
    { act: 'dismiss', cites: art('111', '29.3'), who: ofOperator, unless: secondHand },
  ],
  ended: [],
  'in-force': [],
  dismissed: [],
}

/** A judgment is two people's (53.4 asks the same of any measure): not the one who recorded it. */
function secondHand(state: Recusal, { actor }: Context): Refusal | undefined {
  const first = (state as OtherRecusalCase).proposed
  if (!('person' in actor) || actor.person !== first.person) return undefined
  return no('recusal-second-person', art('111', '29.3'), { name: first.name })
}

/** 29: 应当回避 takes effect before the draw, never after: once registration has closed nobody is taken out by hand. */
function stillOpen(ctx: Context): Refusal | undefined {
  const { procurement } = recusalKnowledgeOf(ctx)
  return procurement?.open ? undefined : no('recusal-too-late', art('111', '29.3'))
}

function availableActions(state: Recusal, ctx: Context): AvailableAction[] {
  return table[state.status]
    .filter((row) => row.who(state, ctx.actor))
    .map(({ act, cites, unless }) => {
      const refusal = unless?.(state, ctx)
      return { act, article: cites, ...(refusal ? { refusal } : {}) }
    })
}

function decide(state: Recusal, command: RecusalCommand, ctx: Context): Outcome {
  const row = table[state.status].find((r) => r.act === command.kind && r.who(state, ctx.actor))
  const params = { act: command.kind, status: state.status }
  const refused = row ? row.unless?.(state, ctx) : refuse('not-available', art('111', '29'), params)
  if (refused) return { ok: false, refusal: refused }
  switch (command.kind) {
    case 'declare':
      return declare(state, command, ctx)
    case 'end': {
      const before = state as Extract<Recusal, { status: 'declared' }>
      const ended = { at: ctx.now, reason: command.reason }
      return (
        firstRefusal(given(command.reason, 'reason')) ??
        accept<Recusal>({ ...before, status: 'ended', ended }, fact('ended', art('111', '29.2')))
      )
    }
    case 'propose':
      return propose(state, command, ctx)
    case 'confirm': {
      const before = state as OtherRecusalCase
      return accept<Recusal>(
        { ...before, status: 'in-force', confirmed: hand(ctx) },
        fact('confirmed', art('111', '29.3'), about(before)),
      )
    }
    case 'dismiss': {
      const before = state as OtherRecusalCase
      return (
        firstRefusal(given(command.reason, 'reason')) ??
        accept<Recusal>(
          { ...before, status: 'dismissed', dismissed: { ...hand(ctx), reason: command.reason } },
          fact('dismissed', art('111', '29.3'), { ...about(before), reason: command.reason }),
        )
      )
    }
    default:
      return impossible(command)
  }
}

const given = (text: string, field: string): Refusal | undefined =>
  text.trim() === '' ? no('recusal-field-missing', art('111', '29'), {}, field) : undefined

/** 29.2, from the agency's or from the owner's side; a number that is given must be one. */
function declare(state: Recusal, command: Of<'declare'>, ctx: Context): Outcome {
  const { actor } = ctx
  if (actor.kind !== 'agency' && actor.kind !== 'owner') throw new Error('only a party declares')
  const { relation, ofAgency, ofOwner } = command
  const { other } = recusalKnowledgeOf(ctx)
  const mine = { id: actor.organisation, name: actor.organisationName }
  const number = ofAgency.identity ?? ''
  const fault = number === '' ? undefined : identityFault(number, ctx.today)
  const refused = firstRefusal(
    given(ofAgency.name, 'ofAgency.name'),
    given(ofOwner.name, 'ofOwner.name'),
    fault && refuse(`identity-${fault.fault}`, art('111', '29.2'), { ...fault }, 'ofAgency.identity'),
    command.other !== '' && !other ? no('recusal-other-unknown', art('111', '29.2'), {}, 'other') : undefined,
    actor.kind === 'agency' && !other
      ? no('recusal-field-missing', art('111', '29.2'), {}, 'other')
      : undefined,
    // A person whom neither a number nor an agency tells apart would keep out everybody of that name.
    actor.kind === 'owner' && !other && number === ''
      ? no('recusal-person-unclear', art('111', '29.2'), {}, 'ofAgency.identity')
      : undefined,
  )
  if (refused) return refused
  const agency = actor.kind === 'agency' ? mine : other
  const kinship: Kinship = {
    ...{ ground: 'kinship', declarer: { ...mine, kind: actor.kind }, relation },
    ofAgency: {
      name: ofAgency.name.trim(),
      post: ofAgency.post,
      ...(number === '' ? {} : { identity: number }),
    },
    ofOwner: { name: ofOwner.name.trim(), post: ofOwner.post },
    ...(agency ? { agency } : {}),
    ...{ owner: actor.kind === 'owner' ? mine : other!, declaredAt: ctx.now },
  }
  // The log learns that something was declared, not who is whose relative.
  return accept<Recusal>(
    { ...kinship, id: state.id, status: 'declared' },
    fact('declared', art('111', '29.2'), { by: actor.kind }),
  )
}

/** 29.3: with its basis and a paper, by one of the parties or by the operator, while registration is open. */
function propose(state: Recusal, { basis, text, file }: Of<'propose'>, ctx: Context): Outcome {
  const { actor } = ctx
  const { agency, procurement, fileUnknown } = recusalKnowledgeOf(ctx)
  const concerns =
    'organisation' in actor &&
    procurement !== undefined &&
    [agency?.id, procurement.owner, procurement.operator.id].includes(actor.organisation)
  const refused = firstRefusal(
    agency ? undefined : no('recusal-other-unknown', art('111', '29.3'), {}, 'agency'),
    procurement ? undefined : no('recusal-procurement-unknown', art('111', '29.3'), {}, 'procurement'),
    concerns ? undefined : no('recusal-not-concerned', art('111', '29.3'), {}, 'procurement'),
    stillOpen(ctx),
    given(basis, 'basis'),
    given(text, 'text'),
    file && !fileUnknown ? undefined : no('recusal-file-missing', art('111', '29.3'), {}, 'file'),
  )
  if (refused) return refused
  const { owner: _, open: __, operator, ...named } = procurement!
  const recorded: Recusal = {
    ...{ ground: 'other', id: state.id, status: 'proposed', agency: agency!, procurement: named, operator },
    ...{ basis, text, file: file!, proposed: hand(ctx) },
  }
  return accept<Recusal>(recorded, fact('proposed', art('111', '29.3'), about(recorded)))
}

const about = ({ agency, procurement, basis }: OtherRecusalCase): Fact['body'] => ({
  ...{ agency: agency.id, procurement: procurement.id, basis },
})

function hand({ actor, now }: Context): Hand {
  if (!('person' in actor)) throw new Error('only a person signs')
  const { organisation: id, organisationName: name } = actor
  return { body: { id, name }, person: actor.person, name: actor.personName, at: now }
}

/** What was recorded is decided before registration closes; afterwards it has no effect any more. */
function deadlines(state: Recusal): Deadline[] {
  if (state.status !== 'proposed') return []
  const { proposed, procurement, operator } = state
  const article = art('111', '29.3')
  return [{ action: 'confirm', article, since: proposed.at, due: procurement.deadline, who: operator.id }]
}

const fact = (what: RecusalFactName, article: Article, body: Fact['body'] = {}): Fact => ({
  ...{ kind: `recusal.${what}`, article, visibility: 'parties', body },
})
