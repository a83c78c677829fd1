import { dateOf, dueOf, extend as extendClock, startClock } from '../calendar/index.ts'
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
  type Workflow,
} from '../workflow/index.ts'
import {
  type Consult,
  type ConsultCommand,
  type ConsultKnowledge,
  type ConsultStatus,
  consultKnowledgeKey,
  type Enquirer,
} from './consult-state.ts'
import { consultPeriod } from './figures.ts'
import { personalData } from './personal-data.ts'
import type { ConsultFactName, ConsultRefusalCode } from './words.ts'

type Outcome = Decision<Consult>
type Of<K extends ConsultCommand['kind']> = Extract<ConsultCommand, { kind: K }>
type In<S extends ConsultStatus> = Extract<Consult, { status: S }>

/** A consult (111/46), from the question to the answer and, where the enquirer agrees, its publication. */
export const consult: Workflow<Consult, ConsultCommand> = { decide, availableActions, deadlines }

/** A consult before anything was asked. */
export const newConsult = (addressed: Omit<In<'new'>, 'status'>): Consult => ({ status: 'new', ...addressed })

const cites = art('111', '46')

const no = (
  code: ConsultRefusalCode,
  article: Article = cites,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

const fact = (
  name: ConsultFactName,
  article: Article,
  visibility: Fact['visibility'],
  body: Fact['body'] = {},
): Fact => ({ kind: `consult.${name}`, article, visibility, body })

const knowledgeOf = (ctx: Context): ConsultKnowledge =>
  (ctx.rules[consultKnowledgeKey] as ConsultKnowledge | undefined) ?? {}

const organisation = ({ actor }: Context): string | undefined =>
  actor.kind === 'system' || actor.kind === 'public' ? undefined : actor.organisation

interface Row {
  act: ConsultCommand['kind']
  article: Article
  who(c: Consult, ctx: Context): boolean
  against?(c: Consult, ctx: Context): Refusal | undefined
}

/** 46: 咨询人 is anyone, with an account or without. */
const anyone: Row['who'] = (_, { actor }) => actor.kind !== 'system'
const handler: Row['who'] = (c, ctx) => organisation(ctx) === c.body.id
/** 7.3: 协调本级行业主管部门处理…咨询. */
const coordinator: Row['who'] = (_, ctx) =>
  organisation(ctx) !== undefined && knowledgeOf(ctx).management === organisation(ctx)

/** 46: 可在办理期限届满前提出延期申请，延期办理以1次为限. */
function mayExtend(c: Consult, ctx: Context): Refusal | undefined {
  if (c.status !== 'open') return undefined
  const changed = extendClock(c.clock, ctx.now, ctx.calendar)
  if (changed.ok) return undefined
  return changed.fault === 'already-extended'
    ? no('consult-extended-already')
    : no('consult-extension-too-late', cites, { due: dueOf(c.clock, ctx.calendar) })
}

/** The one table: what the screens offer and what `decide` accepts. */
const table: Record<ConsultStatus, readonly Row[]> = {
  new: [{ act: 'ask', article: art('111', '46'), who: anyone }],
  open: [
    { act: 'answer', article: art('111', '46'), who: handler },
    { act: 'extend', article: art('111', '46'), who: handler, against: mayExtend },
    { act: 'refer', article: art('111', '46'), who: handler },
    { act: 'refer', article: art('111', '7.3'), who: (c, ctx) => !handler(c, ctx) && coordinator(c, ctx) },
  ],
  answered: [
    { act: 'publish', article: art('111', '46'), who: handler, against: agreed },
    { act: 'keep', article: art('111', '46'), who: handler, against: agreed },
  ],
  published: [],
  kept: [],
}

function agreed(c: Consult): Refusal | undefined {
  return 'mayPublish' in c && !c.mayPublish ? no('consult-not-for-publication') : undefined
}

function permittedTo(act: ConsultCommand['kind'], c: Consult, ctx: Context): Refusal | undefined {
  const rows = table[c.status].filter((row) => row.act === act)
  const mine = rows.find((row) => row.who(c, ctx))
  if (mine) return mine.against?.(c, ctx)
  if (rows[0]) return no('not-permitted', rows[0].article, { act })
  return no('not-available', cites, { act, status: c.status })
}

function availableActions(c: Consult, ctx: Context): AvailableAction[] {
  return table[c.status]
    .filter((row) => row.who(c, ctx))
    .map(({ act, article, against }) => {
      const refusal = against?.(c, ctx)
      return { act, article, ...(refusal ? { refusal } : {}) }
    })
}

function decide(c: Consult, command: ConsultCommand, ctx: Context): Outcome {
  const refused = permittedTo(command.kind, c, ctx)
  if (refused) return reject(refused)
  switch (command.kind) {
    case 'ask':
      return ask(c as In<'new'>, command, ctx)
    case 'refer':
      return refer(c as In<'open'>, command, ctx)
    case 'extend':
      return extend(c as In<'open'>, command, ctx)
    case 'answer':
      return answer(c as In<'open'>, command, ctx)
    case 'publish':
      return publish(c as In<'answered'>, command, ctx)
    case 'keep':
      return keep(c as In<'answered'>, command)
    default:
      return impossible(command)
  }
}

const told = (text: string, field: string): Refusal | undefined =>
  text.trim() === '' ? no('consult-text-missing', cites, {}, field) : undefined

function ask(c: In<'new'>, command: Of<'ask'>, ctx: Context): Outcome {
  const { question, mayPublish } = command
  const clock = startClock(ctx.now, consultPeriod.on(dateOf(ctx.now)))
  return (
    firstRefusal(told(question, 'question')) ??
    accept<Consult>(
      {
        ...{
          ...c,
          status: 'open',
          enquirer: enquirerOf(command, ctx),
          question: question.trim(),
          mayPublish,
        },
        ...{ askedAt: ctx.now, clock, referrals: [] },
      },
      fact('asked', cites, 'parties', {
        number: c.number,
        body: c.body.name,
        due: dueOf(clock, ctx.calendar),
      }),
    )
  )
}

function enquirerOf({ name, contact }: Of<'ask'>, { actor }: Context): Enquirer {
  const said = {
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(contact.trim() ? { contact: contact.trim() } : {}),
  }
  if (actor.kind === 'system' || actor.kind === 'public') return said
  return { name: actor.organisationName, ...said, organisation: actor.organisation, person: actor.person }
}

/** 46: 按职责处理: to the body whose business it is. The enquirer's two working days go on. */
function refer(c: In<'open'>, { reason }: Of<'refer'>, ctx: Context): Outcome {
  const { body } = knowledgeOf(ctx)
  const article = handler(c, ctx) ? art('111', '46') : art('111', '7.3')
  const refused = firstRefusal(
    body === undefined || body.id === c.body.id ? no('consult-body-unknown', article, {}, 'body') : undefined,
    told(reason, 'reason'),
  )
  if (refused || !body) return refused!
  return accept<Consult>(
    { ...c, body, referrals: [...c.referrals, { from: c.body, to: body, reason, at: ctx.now }] },
    fact('referred', article, 'parties', { from: c.body.name, to: body.name }),
  )
}

/** 46: 延期期限与办理期限相同. */
function extend(c: In<'open'>, { reason }: Of<'extend'>, ctx: Context): Outcome {
  const changed = extendClock(c.clock, ctx.now, ctx.calendar)
  if (!changed.ok) throw new Error(`impossible: ${changed.fault} was let through`)
  const { clock } = changed
  return (
    firstRefusal(told(reason, 'reason')) ??
    accept<Consult>(
      { ...c, clock, extension: { reason, at: ctx.now } },
      fact('extended', cites, 'parties', { due: dueOf(clock, ctx.calendar) }),
    )
  )
}

/** An answer that comes late is still given; that it was late stays to be seen. */
function answer(c: In<'open'>, { text }: Of<'answer'>, ctx: Context): Outcome {
  return (
    firstRefusal(told(text, 'text')) ??
    accept<Consult>(
      { ...c, status: 'answered', answer: text.trim(), answeredAt: ctx.now },
      fact('answered', cites, 'parties', { number: c.number, body: c.body.name }),
    )
  )
}

/** What may be read by everyone: only with the enquirer's leave, and without who they are. */
function publish(c: In<'answered'>, command: Of<'publish'>, ctx: Context): Outcome {
  const published = { question: command.question.trim(), answer: command.answer.trim(), at: ctx.now }
  return (
    firstRefusal(
      told(command.question, 'question'),
      told(command.answer, 'answer'),
      namesNobody(published.question, 'question', c.enquirer),
      namesNobody(published.answer, 'answer', c.enquirer),
    ) ??
    accept<Consult>(
      { ...c, status: 'published', published },
      fact('published', cites, 'public', {
        ...{ question: published.question, answer: published.answer, body: c.body.name },
      }),
    )
  )
}

function namesNobody(text: string, field: string, enquirer: Enquirer): Refusal | undefined {
  const found = personalData(text, enquirer)
  return found === undefined ? undefined : no('consult-names-somebody', cites, { found }, field)
}

function keep(c: In<'answered'>, { reason }: Of<'keep'>): Outcome {
  return (
    firstRefusal(told(reason, 'reason')) ??
    accept<Consult>({ ...c, status: 'kept', reason }, fact('kept', cites, 'parties', { reason }))
  )
}

/** The clocks that run in a state. */
function deadlines(c: Consult, { calendar }: Pick<Context, 'calendar'>): Deadline[] {
  switch (c.status) {
    case 'open':
      return [
        { action: 'answer', article: cites, since: c.askedAt, due: dueOf(c.clock, calendar), who: c.body.id },
      ]
    case 'answered':
      return c.mayPublish ? [{ action: 'publish', article: cites, since: c.answeredAt, who: c.body.id }] : []
    case 'new':
    case 'published':
    case 'kept':
      return []
    default:
      return impossible(c)
  }
}
