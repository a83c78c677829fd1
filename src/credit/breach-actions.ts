import { dateOf, endOf, type Instant, workingDays } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import { type AvailableAction, type Context, type Refusal, refuse, settingOf } from '../workflow/index.ts'
import {
  type Breach,
  type BreachCommand,
  type BreachInForce,
  type BreachStatus,
  breachKnowledgeOf,
} from './breach-state.ts'
import type { BreachRefusalCode } from './breach-words.ts'
import { hearingWorkingDays } from './settings.ts'

export const no = (
  code: BreachRefusalCode,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

type In<S extends BreachStatus> = Extract<Breach, { status: S }>

/** Until when the agency may state its case before anything is found. */
export const hearingDue = (
  called: { at: Instant },
  { calendar, rules }: Pick<Context, 'calendar' | 'rules'>,
): Instant => calendar.after(called.at, workingDays(settingOf(rules, hearingWorkingDays))).end

interface Row {
  act: BreachCommand['kind']
  article: Article
  who(b: Breach, ctx: Context): boolean
  /** Why it cannot be done now although it is theirs to do. */
  against?(b: Breach, ctx: Context): Refusal | undefined
}

const body = ({ actor }: Context): string | undefined =>
  actor.kind === 'system' || actor.kind === 'public' ? undefined : actor.organisation
const operator: Row['who'] = (b, ctx) => ctx.actor.kind === 'operator' && body(ctx) === b.operator.id
const management: Row['who'] = (b, ctx) => ctx.actor.kind === 'management' && body(ctx) === b.management.id
const agency: Row['who'] = (b, ctx) => ctx.actor.kind === 'agency' && body(ctx) === b.agency.id
const system: Row['who'] = (_, { actor }) => actor.kind === 'system'
const department: Row['who'] = (_, { actor }) => actor.kind === 'department'
/** 43.3: the management body and the departments take up the rectification, each for itself. */
const adopter: Row['who'] = (b, ctx) =>
  'repair' in b && (management(b, ctx) || b.repair.departments.some((d) => d.id === body(ctx)))

/** 9.2: a department in charge of one of the agency's services. */
const inCharge: Row['against'] = (_, ctx) =>
  breachKnowledgeOf(ctx).departments.some((d) => d.id === body(ctx))
    ? undefined
    : no('breach-not-in-charge', art('111', '9.2'))

/** 39, 40 经核实确认后: nothing is found before the agency has spoken or has let its time pass. */
function heardOut(b: Breach, ctx: Context): Refusal | undefined {
  const { called, answer } = b as In<'hearing'>
  const due = hearingDue(called, ctx)
  return answer || ctx.now >= due ? undefined : no('hearing-runs', art('111', '39'), { due })
}

/** The agency speaks once, and in its time. */
function maySpeak(b: Breach, ctx: Context): Refusal | undefined {
  const { called, answer } = b as In<'hearing'>
  if (answer) return no('answered-already', art('111', '39'))
  const due = hearingDue(called, ctx)
  return ctx.now < due ? undefined : no('hearing-over', art('111', '39'), { due })
}

/** 53.4: whoever found does not confirm it. */
function secondHand(b: Breach, { actor }: Context): Refusal | undefined {
  const { finding } = b as In<'decided'>
  if (actor.kind === 'system' || actor.kind === 'public' || finding.person !== actor.person) return undefined
  return no('breach-second-person', art('111', '53.4'), { name: finding.name })
}

/** 43.1: 首次被认定为信用失信，且信用失信行为认定为一般失信行为. */
function mayBeRepaired(b: Breach, ctx: Context): Refusal | undefined {
  const { finding, since } = b as BreachInForce
  if (finding.severity !== 'general') return no('repair-not-general', art('111', '43.1'))
  const before = breachKnowledgeOf(ctx).found.find((f) => f.severity !== 'warning' && f.on <= dateOf(since))
  return before && no('repair-not-first', art('111', '43.1'), { on: before.on })
}

/** 43.3: each says once whether it takes up the rectification. */
function notSaidYet(b: Breach, ctx: Context): Refusal | undefined {
  const said = (b as In<'repairing'>).repair.opinions.some((o) => o.body.id === body(ctx))
  return said ? no('adopted-already', art('111', '43.3')) : undefined
}

const untilOf = (b: BreachInForce): Instant | undefined =>
  b.sanction.measure === 'suspension' ? endOf(b.sanction.until) : undefined

/** When the suspension ends by itself; nothing where there is none or it is over. */
export const suspensionDue = (b: Breach): Instant | undefined =>
  (b.status === 'in-force' || b.status === 'repairing') && !b.suspensionEnded ? untilOf(b) : undefined

/** When what is published comes down by itself (42.2, 43.5); nothing where it is down. */
export function takeDownDue(b: Breach): Instant | undefined {
  if (b.status === 'repaired') return b.repaired.takenDown ? undefined : endOf(b.repaired.publicUntil)
  return (b.status === 'in-force' || b.status === 'repairing') && !b.takenDown
    ? endOf(b.publicUntil)
    : undefined
}

const dueBy =
  (due: (b: Breach) => Instant | undefined, article: Article): Row['against'] =>
  (b, ctx) => {
    const at = due(b)
    return at !== undefined && ctx.now >= at ? undefined : no('not-due-yet', article)
  }

const dismiss: Row = { act: 'dismiss', article: art('111', '53.4'), who: operator }
const ending: readonly Row[] = [
  {
    act: 'end-suspension',
    article: art('111', '42.1'),
    who: system,
    against: dueBy(suspensionDue, art('111', '42.1')),
  },
  {
    act: 'take-down',
    article: art('111', '42.2'),
    who: system,
    against: dueBy(takeDownDue, art('111', '42.2')),
  },
]

/** The one table: what the screens offer and what `decide` accepts. */
const table: Record<BreachStatus, readonly Row[]> = {
  new: [
    { act: 'draft', article: art('111', '39'), who: system },
    { act: 'compute', article: art('111', '40.11'), who: system },
    { act: 'open', article: art('111', '39'), who: operator },
    { act: 'report', article: art('111', '9.2'), who: department, against: inCharge },
  ],
  drafted: [{ act: 'hear', article: art('111', '39'), who: operator }, dismiss],
  hearing: [
    { act: 'answer', article: art('111', '39'), who: agency, against: maySpeak },
    { act: 'decide', article: art('111', '39'), who: operator, against: heardOut },
    dismiss,
  ],
  decided: [
    { act: 'confirm', article: art('111', '53.4'), who: operator, against: secondHand },
    { ...dismiss, against: secondHand },
  ],
  confirmed: [
    { act: 'approve', article: art('111', '42.1'), who: management },
    { act: 'dismiss', article: art('111', '42.1'), who: management },
  ],
  'in-force': [
    { act: 'apply-repair', article: art('111', '43'), who: agency, against: mayBeRepaired },
    ...ending,
  ],
  repairing: [
    { act: 'adopt', article: art('111', '43.3'), who: adopter, against: notSaidYet },
    { act: 'decide-repair', article: art('111', '43.5'), who: operator },
    ...ending,
  ],
  repaired: [
    {
      act: 'take-down',
      article: art('111', '43.5'),
      who: system,
      against: dueBy(takeDownDue, art('111', '43.5')),
    },
  ],
  dismissed: [],
}

/** Why a command cannot be given now, by this actor; nothing when it can. */
export function permittedTo(act: BreachCommand['kind'], b: Breach, ctx: Context): Refusal | undefined {
  const row = table[b.status].find((r) => r.act === act && r.who(b, ctx))
  return row ? row.against?.(b, ctx) : no('not-available', art('111', '39'), { act, status: b.status })
}

export const availableBreachActions = (b: Breach, ctx: Context): AvailableAction[] =>
  table[b.status]
    .filter((row) => row.who(b, ctx))
    .map(({ act, article, against }) => {
      const refusal = against?.(b, ctx)
      return { act, article, ...(refusal ? { refusal } : {}) }
    })
