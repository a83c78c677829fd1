import { dateOf } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import type { FiledFile, Signed } from '../registry/index.ts'
import {
  accept,
  type Context,
  type Deadline,
  type Decision,
  type Fact,
  firstRefusal,
  impossible,
  type Refusal,
  reject,
  type Workflow,
} from '../workflow/index.ts'
import {
  availableBreachActions,
  hearingDue,
  no,
  permittedTo,
  suspensionDue,
  takeDownDue,
} from './breach-actions.ts'
import {
  type Breach,
  type BreachCommand,
  type BreachInForce,
  type BreachStatus,
  breachKnowledgeOf,
} from './breach-state.ts'
import type { BreachFactName } from './breach-words.ts'
import { repairPeriod, repairPublicity } from './figures.ts'
import { publicUntil, sanctionOf } from './sanctions.ts'
import { type SituationCode, situations } from './situations.ts'

type Outcome = Decision<Breach>
type Of<K extends BreachCommand['kind']> = Extract<BreachCommand, { kind: K }>
type In<S extends BreachStatus> = Extract<Breach, { status: S }>

/** A breach of credit (39-43), from what was seen to the end of its publicity. */
export const breachWorkflow: Workflow<Breach, BreachCommand> = {
  decide,
  availableActions: availableBreachActions,
  deadlines,
}

/** A case before anything was said. */
export const newBreach = (about: Omit<In<'new'>, 'status'>): Breach => ({ status: 'new', ...about })

/**
 * Breaches are not told to the open log: what 42.2 takes down on its day, an append-only log would show for ever. The
 * log proves each fact to whoever may read it (decision 0024).
 */
const fact = (name: BreachFactName, article: Article, body: Fact['body'] = {}): Fact => ({
  ...{ kind: `breach.${name}`, article, visibility: 'parties', body },
})

function signed({ actor, now }: Context): Signed {
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only a person signs')
  const { organisation: id, organisationName: name } = actor
  return { body: { id, name }, person: actor.person, name: actor.personName, at: now }
}

// 53.4: nothing is said of an agency without words and a paper.

const told = (text: string, article: Article, field: string): Refusal | undefined =>
  text.trim() === '' ? no('breach-text-missing', article, {}, field) : undefined

const filed = (
  file: FiledFile | undefined,
  ctx: Context,
  article: Article,
  field = 'file',
): Refusal | undefined => {
  if (!file) return no('breach-file-missing', article, {}, field)
  return known(file, ctx, field)
}

const known = (file: FiledFile | undefined, ctx: Context, field = 'file'): Refusal | undefined =>
  file && breachKnowledgeOf(ctx).unknownFiles.includes(file.id)
    ? no('breach-file-unknown', art('111', '53.4'), {}, field)
    : undefined

/** 39, 40: it concerns an agency that is in the market. */
function isInMarket(ctx: Context): Refusal | undefined {
  const { agencyStatus } = breachKnowledgeOf(ctx)
  if (agencyStatus === 'admitted' || agencyStatus === 'suspended') return undefined
  return no('breach-agency-outside', art('111', '39'), {}, 'agency')
}

function decide(b: Breach, command: BreachCommand, ctx: Context): Outcome {
  const refused = permittedTo(command.kind, b, ctx)
  if (refused) return reject(refused)
  switch (command.kind) {
    case 'draft':
      return bring(b as In<'new'>, command, { origin: command.origin }, ctx)
    case 'open':
    case 'report':
      return report(b as In<'new'>, command, ctx)
    case 'compute':
      return compute(b as In<'new'>, command, ctx)
    case 'hear':
      return hear(b as In<'drafted'>, ctx)
    case 'answer':
      return answer(b as In<'hearing'>, command, ctx)
    case 'decide':
      return find(b as In<'hearing'>, command, ctx)
    case 'confirm':
      return confirm(b as In<'decided'>, ctx)
    case 'approve':
      return takesEffect({ ...(b as In<'confirmed'>), approved: signed(ctx) }, ctx)
    case 'dismiss':
      return dismiss(b as In<'drafted'>, command, ctx)
    case 'end-suspension':
      return accept<Breach>(
        { ...(b as In<'in-force'>), suspensionEnded: ctx.now },
        fact('suspension-ended', art('111', '42.1')),
      )
    case 'take-down':
      return takeDown(b as In<'in-force' | 'repaired'>, ctx)
    case 'apply-repair':
      return applyRepair(b as In<'in-force'>, command, ctx)
    case 'adopt':
      return adopt(b as In<'repairing'>, command, ctx)
    case 'decide-repair':
      return decideRepair(b as In<'repairing'>, command, ctx)
    default:
      return impossible(command)
  }
}

function bring(
  b: In<'new'>,
  { situation, text, file }: { situation: SituationCode; text: string; file?: FiledFile },
  how: Pick<In<'drafted'>, 'origin' | 'brought'>,
  ctx: Context,
): Outcome {
  return (
    firstRefusal(isInMarket(ctx)) ??
    accept<Breach>(
      { ...b, ...how, status: 'drafted', situation, text, ...(file ? { file } : {}), draftedAt: ctx.now },
      fact('drafted', situations[situation].article, {
        ...{ agency: b.agency.id, situation },
        ...(how.origin ? { source: how.origin.source } : {}),
        ...(file ? { sha256: file.sha256 } : {}),
      }),
    )
  )
}

/** 53.4: by people only with words and a paper; 40.11 is nobody's to say. */
function report(b: In<'new'>, command: Of<'open' | 'report'>, ctx: Context): Outcome {
  const { article } = situations[command.situation]
  return (
    firstRefusal(
      command.situation === '40.11'
        ? no('situation-computed', art('111', '40.11'), {}, 'situation')
        : undefined,
      told(command.text, article, 'text'),
      filed(command.file, ctx, art('111', '53.4')),
    ) ?? bring(b, command, { brought: signed(ctx) }, ctx)
  )
}

/** 40.11: three findings add up by themselves; the management body decides what follows (42.1). */
function compute(b: In<'new'>, { text, counted }: Of<'compute'>, ctx: Context): Outcome {
  return accept<Breach>(
    {
      ...{ ...b, status: 'confirmed', situation: '40.11', text, draftedAt: ctx.now },
      finding: { situation: '40.11', severity: 'serious', text, counted },
    },
    fact('computed', art('111', '40.11'), { agency: b.agency.id, counted: counted.map((c) => ({ ...c })) }),
  )
}

function hear(b: In<'drafted'>, ctx: Context): Outcome {
  const called = signed(ctx)
  return accept<Breach>(
    { ...b, status: 'hearing', called },
    fact('hearing', situations[b.situation].article, { due: hearingDue(called, ctx) }),
  )
}

function answer(b: In<'hearing'>, { text, file }: Of<'answer'>, ctx: Context): Outcome {
  return (
    firstRefusal(told(text, art('111', '39'), 'text'), known(file, ctx)) ??
    accept<Breach>(
      { ...b, answer: { ...signed(ctx), text, ...(file ? { file } : {}) } },
      fact('answered', art('111', '39'), file ? { sha256: file.sha256 } : {}),
    )
  )
}

/** A person finds what was heard, or that it was no more than a warning (41); the paper behind it is named (53.4). */
function find(b: In<'hearing'>, command: Of<'decide'>, ctx: Context): Outcome {
  const { situation, grounds, text, file } = command
  const { article, severity } = situations[situation]
  const refused = firstRefusal(
    situation !== b.situation && situation !== '41'
      ? no('situation-not-heard', article, { heard: b.situation }, 'situation')
      : undefined,
    told(grounds, art('111', '53.4'), 'grounds'),
    told(text, art('111', '42.2'), 'text'),
    filed(file, ctx, art('111', '53.4')),
  )
  if (refused || !file) return refused!
  return accept<Breach>(
    { ...b, status: 'decided', finding: { ...signed(ctx), situation, severity, grounds, text, file } },
    fact('decided', article, { situation, severity, sha256: file.sha256 }),
  )
}

/** 53.4: with the second person a warning or a general breach holds; a serious one waits for the management body (42.1). */
function confirm(b: In<'decided'>, ctx: Context): Outcome {
  const confirmed = { ...b, confirmed: signed(ctx) }
  if (b.finding.severity !== 'serious') return takesEffect(confirmed, ctx)
  return accept<Breach>({ ...confirmed, status: 'confirmed' }, fact('confirmed', art('111', '40')))
}

function takesEffect(
  b: Omit<BreachInForce, 'since' | 'status' | 'sanction' | 'publicUntil'>,
  ctx: Context,
): Outcome {
  const { severity, situation } = b.finding
  const sanction = sanctionOf(severity, ctx.today, breachKnowledgeOf(ctx), ctx.calendar)
  const until = publicUntil(severity, ctx.today, ctx.calendar)
  return accept<Breach>(
    { ...b, status: 'in-force', since: ctx.now, sanction, publicUntil: until },
    fact('found', situations[situation].article, {
      ...{ agency: b.agency.id, situation, severity, publicUntil: until },
      ...{ measure: sanction.measure, ...('until' in sanction ? { until: sanction.until } : {}) },
    }),
  )
}

function dismiss(b: In<'drafted'>, { reason }: Of<'dismiss'>, ctx: Context): Outcome {
  return (
    firstRefusal(told(reason, art('111', '53.4'), 'reason')) ??
    accept<Breach>(
      { ...b, status: 'dismissed', dismissed: { ...signed(ctx), reason } },
      fact('dismissed', art('111', '53.4'), { agency: b.agency.id, reason }),
    )
  )
}

function takeDown(b: In<'in-force' | 'repaired'>, ctx: Context): Outcome {
  return b.status === 'repaired'
    ? accept<Breach>(
        { ...b, repaired: { ...b.repaired, takenDown: ctx.now } },
        fact('taken-down', art('111', '43.5')),
      )
    : accept<Breach>({ ...b, takenDown: ctx.now }, fact('taken-down', art('111', '42.2')))
}

/** 43.2-43.4: what the agency shows for each condition. */
function applyRepair(b: In<'in-force'>, command: Of<'apply-repair'>, ctx: Context): Outcome {
  const { noLoss, rectification, forgiveness } = command
  const refused = firstRefusal(
    told(noLoss.text, art('111', '43.2'), 'noLoss.text'),
    filed(noLoss.file, ctx, art('111', '43.2'), 'noLoss.file'),
    told(rectification.text, art('111', '43.3'), 'rectification.text'),
    filed(rectification.file, ctx, art('111', '43.3'), 'rectification.file'),
    told(forgiveness.by, art('111', '43.4'), 'forgiveness.by'),
    filed(forgiveness.file, ctx, art('111', '43.4'), 'forgiveness.file'),
  )
  if (refused) return refused
  const papers = {
    noLoss: { text: noLoss.text, file: noLoss.file! },
    rectification: { text: rectification.text, file: rectification.file! },
    forgiveness: { by: forgiveness.by, file: forgiveness.file! },
  }
  const { departments } = breachKnowledgeOf(ctx)
  return accept<Breach>(
    { ...b, status: 'repairing', repair: { ...signed(ctx), ...papers, departments, opinions: [] } },
    fact('repair-applied', art('111', '43.5'), {
      files: Object.values(papers).map((p) => p.file.sha256),
    }),
  )
}

/** 43.3: 得到了…管理机构…和行业主管部门的采纳: each of them says so, or not. */
function adopt(b: In<'repairing'>, { adopted, text }: Of<'adopt'>, ctx: Context): Outcome {
  const opinion = { ...signed(ctx), adopted, text }
  return (
    firstRefusal(adopted ? undefined : told(text, art('111', '43.3'), 'text')) ??
    accept<Breach>(
      { ...b, repair: { ...b.repair, opinions: [...b.repair.opinions, opinion] } },
      fact('adopted', art('111', '43.3'), { body: opinion.body.name, adopted }),
    )
  )
}

/** 43.5: 由中介超市运营机构会同行业主管部门: granted only when every condition is met, each by its paragraph. */
function decideRepair(b: In<'repairing'>, command: Of<'decide-repair'>, ctx: Context): Outcome {
  const { granted, reason } = command
  const refused = firstRefusal(
    told(reason, art('111', '43.5'), 'reason'),
    ...(granted ? conditions(b, command) : []),
  )
  if (refused) return refused
  const hand = { ...signed(ctx), reason }
  if (!granted) {
    const { repair: _, ...rest } = b
    return accept<Breach>(
      { ...rest, status: 'in-force', repairRefused: hand },
      fact('repair-refused', art('111', '43.5'), { agency: b.agency.id, reason }),
    )
  }
  const until = ctx.calendar.after(ctx.now, repairPublicity.on(ctx.today)).lastDay
  return accept<Breach>(
    { ...b, status: 'repaired', repaired: { ...hand, publicUntil: until } },
    fact('repaired', art('111', '43.5'), { agency: b.agency.id, publicUntil: until }),
  )
}

function conditions(b: In<'repairing'>, { noLoss, forgiven }: Of<'decide-repair'>): (Refusal | undefined)[] {
  const { opinions, departments } = b.repair
  const of = (ids: readonly string[]) => opinions.filter((o) => ids.includes(o.body.id))
  const adoptedBy = (ids: readonly string[]) =>
    of(ids).some((o) => o.adopted) && of(ids).every((o) => o.adopted)
  return [
    noLoss ? undefined : no('repair-loss', art('111', '43.2'), {}, 'noLoss'),
    adoptedBy([b.management.id])
      ? undefined
      : no('repair-not-adopted', art('111', '43.3'), { by: b.management.name }),
    adoptedBy(departments.map((d) => d.id))
      ? undefined
      : no('repair-not-adopted', art('111', '43.3'), { by: departments.map((d) => d.name).join('、') }),
    forgiven ? undefined : no('repair-not-forgiven', art('111', '43.4'), {}, 'forgiven'),
  ]
}

/** Who must act now, and what happens by itself on its day. */
function deadlines(b: Breach, ctx: Context): Deadline[] {
  const waits = (action: BreachCommand['kind'], article: Article, since: string, who: string): Deadline => ({
    ...{ action, article, since: since as Deadline['since'] & string, who },
  })
  switch (b.status) {
    case 'drafted':
      return [waits('hear', situations[b.situation].article, b.draftedAt, b.operator.id)]
    case 'hearing': {
      const due = hearingDue(b.called, ctx)
      const since = b.called.at
      const speaks = { action: 'answer', article: art('111', '39'), since, due, who: b.agency.id }
      const decides = waits('decide', situations[b.situation].article, b.answer?.at ?? since, b.operator.id)
      return b.answer ? [decides] : [speaks, decides]
    }
    case 'decided':
      return [waits('confirm', art('111', '53.4'), b.finding.at, b.operator.id)]
    case 'confirmed':
      return [waits('approve', art('111', '42.1'), b.confirmed?.at ?? b.draftedAt, b.management.id)]
    case 'in-force':
      return ends(b)
    case 'repairing':
      return [...deciding(b, ctx), ...ends(b)]
    case 'repaired':
      return ends(b)
    case 'new':
    case 'dismissed':
      return []
    default:
      return impossible(b)
  }
}

/** 43.5: the 10 working days of the operator, and of those with whom it decides. */
function deciding(b: In<'repairing'>, { calendar }: Context): Deadline[] {
  const { at: since, opinions, departments } = b.repair
  const due = calendar.after(since, repairPeriod.on(dateOf(since))).end
  const silent = [b.management, ...departments].filter((a) => !opinions.some((o) => o.body.id === a.id))
  return [
    { action: 'decide-repair', article: art('111', '43.5'), since, due, who: b.operator.id },
    ...silent.map(({ id }) => ({ action: 'adopt', article: art('111', '43.3'), since, due, who: id })),
  ]
}

function ends(b: Breach): Deadline[] {
  const clock = (action: string, article: Article, due: Deadline['due']): Deadline[] =>
    due === undefined ? [] : [{ action, article, due, who: 'system' }]
  return [
    ...clock('end-suspension', art('111', '42.1'), suspensionDue(b)),
    ...clock('take-down', art('111', b.status === 'repaired' ? '43.5' : '42.2'), takeDownDue(b)),
  ]
}
