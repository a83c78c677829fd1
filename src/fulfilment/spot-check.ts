import {
  addDays,
  type Calendar,
  type Instant,
  instant,
  type PlainDate,
  workingDays,
} from '../calendar/index.ts'
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
  reject,
  type Settings,
  settingOf,
  type Workflow,
} from '../workflow/index.ts'
import { fileOf } from './files.ts'
import { spotCheckDays, spotCheckLeadDays, spotCheckSharePermille } from './settings.ts'
import {
  type AnnouncedSpotCheck,
  type CheckedEngagement,
  type Checker,
  type DrawnSpotCheck,
  isDrawn,
  type SpotCheck,
  type SpotCheckAct,
  type SpotCheckCommand,
  type SpotCheckStatus,
  spotCheckKnowledgeOf,
} from './spot-check-state.ts'
import type { SpotCheckFact, SpotCheckRefusal } from './spot-check-words.ts'

type Of<K extends SpotCheckAct> = Extract<SpotCheckCommand, { kind: K }>
type Outcome = Decision<SpotCheck>

const cites = art('111', '37')

/** 37: 对合同与选取公告的一致性、中介服务机构履约情况进行跟踪抽查. Chance says which engagements, nobody else. */
export const spotCheckWorkflow: Workflow<SpotCheck, SpotCheckCommand> = {
  decide,
  availableActions,
  deadlines,
}

export const newSpotCheck = (about: Pick<SpotCheck, 'id' | 'operator' | 'region'>): SpotCheck => ({
  status: 'new',
  ...about,
})

const no = (
  code: SpotCheckRefusal,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

const fact = (
  what: SpotCheckFact,
  article: Article,
  visibility: Fact['visibility'],
  body: Fact['body'] = {},
): Fact => ({ kind: `spot-check.${what}`, article, visibility, body })

// Who may do what

interface Row {
  act: SpotCheckAct
  article: Article
  who(c: SpotCheck, actor: Actor): boolean
  unless?(c: SpotCheck, ctx: Context): Refusal | undefined
}

const operator: Row['who'] = (c, actor) => actor.kind === 'operator' && actor.organisation === c.operator.id
const system: Row['who'] = (_, actor) => actor.kind === 'system'
const party: Row['who'] = (c, actor) => isDrawn(c) && c.checked.some((x) => sideIn(x, actor) !== undefined)

/** The one table: what the screens offer and what `decide` accepts. */
const table: Record<SpotCheckStatus, readonly Row[]> = {
  new: [{ act: 'announce', article: cites, who: operator }],
  announced: [{ act: 'draw', article: cites, who: system, unless: notYet }],
  drawing: [{ act: 'drawn', article: cites, who: system }],
  checking: [
    {
      act: 'record-finding',
      article: cites,
      who: operator,
      unless: (c) => (some(c, (x) => !x.confirmed) ? undefined : no('nothing-to-record', cites)),
    },
    {
      act: 'confirm-finding',
      article: art('111', '53.4'),
      who: operator,
      unless: (c) => (some(c, isRecorded) ? undefined : no('nothing-to-confirm', cites)),
    },
    {
      act: 'return-finding',
      article: art('111', '53.4'),
      who: operator,
      unless: (c) => (some(c, isRecorded) ? undefined : no('nothing-to-confirm', cites)),
    },
    { act: 'publish', article: cites, who: operator, unless: notAllConfirmed },
    { act: 'comment', article: cites, who: party, unless: nothingToSay },
  ],
  published: [],
}

function availableActions(c: SpotCheck, ctx: Context): readonly AvailableAction[] {
  return table[c.status]
    .filter((row) => row.who(c, ctx.actor))
    .map(({ act, article, unless }) => {
      const refusal = unless?.(c, ctx)
      return { act, article, ...(refusal ? { refusal } : {}) }
    })
}

function refusalOf(c: SpotCheck, act: SpotCheckAct, ctx: Context): Refusal | undefined {
  const rows = table[c.status].filter((r) => r.act === act)
  const row = rows.find((r) => r.who(c, ctx.actor))
  if (row) return row.unless?.(c, ctx)
  return rows.length > 0
    ? refuse('not-permitted', cites, { act })
    : refuse('not-available', cites, { act, status: c.status })
}

const some = (c: SpotCheck, is: (x: CheckedEngagement) => boolean): boolean =>
  isDrawn(c) && c.checked.some(is)
const isRecorded = (x: CheckedEngagement): boolean => x.finding !== undefined && !x.confirmed

function notYet(c: SpotCheck, ctx: Context): Refusal | undefined {
  const { drawAt } = c as AnnouncedSpotCheck
  return ctx.now < drawAt ? no('draw-not-yet', cites, { drawAt }) : undefined
}

function notAllConfirmed(c: SpotCheck): Refusal | undefined {
  const left = (c as DrawnSpotCheck).checked.filter((x) => !x.confirmed).length
  return left > 0 ? no('findings-missing', cites, { left }) : undefined
}

function nothingToSay(c: SpotCheck, { actor }: Context): Refusal | undefined {
  return some(c, (x) => mayComment(x, actor)) ? undefined : no('nothing-to-comment', cites)
}

/** Whose side somebody is on in a checked engagement. */
export function sideIn(x: CheckedEngagement, actor: Actor): 'agency' | 'owner' | undefined {
  if (!('organisation' in actor)) return undefined
  if (actor.organisation === x.agency.id) return 'agency'
  return actor.organisation === x.owner.id ? 'owner' : undefined
}

/** Both sides are told a confirmed finding, and each may answer it once. */
export function mayComment(x: CheckedEngagement, actor: Actor): boolean {
  const side = sideIn(x, actor)
  return side !== undefined && x.confirmed !== undefined && !x.comments.some((a) => a.by === side)
}

// The rules

/** Whole months, none of them twice and none left out: whoever could cut the period could choose whom it holds. */
function periodIsWhole({ from, to }: Of<'announce'>, ctx: Context): Refusal | undefined {
  const { checkedUntil } = spotCheckKnowledgeOf(ctx)
  if (from.slice(8) !== '01' || addDays(to, 1).slice(8) !== '01' || to < from)
    return no('period-not-whole', cites, { from, to }, 'from')
  if (to >= ctx.today) return no('period-not-over', cites, { to, today: ctx.today }, 'to')
  if (checkedUntil !== undefined && from !== addDays(checkedUntil, 1))
    return no('period-not-next', cites, { checkedUntil, next: addDays(checkedUntil, 1) }, 'from')
  return undefined
}

/** How many of a pool are drawn: a share by setting, at least one. */
export function placesOf(pool: number, rules: Settings): number {
  return Math.max(1, Math.ceil((pool * settingOf(rules, spotCheckSharePermille)) / 1000))
}

/** The pool lies open for some working days; the draw is on the last of them at ten. */
export function drawAtOf(now: Instant, ctx: Pick<Context, 'rules'> & { calendar: Calendar }): Instant {
  const { lastDay } = ctx.calendar.after(now, workingDays(settingOf(ctx.rules, spotCheckLeadDays)))
  return instant(`${lastDay}T10:00`)
}

/** Until when an operator checks what was drawn; the measure names no time: 本系统缺省值. */
export const checkDue = (c: DrawnSpotCheck, ctx: Pick<Context, 'calendar' | 'rules'>): Instant =>
  ctx.calendar.after(c.drawnAt, workingDays(settingOf(ctx.rules, spotCheckDays))).end

const written = (text: string, field: string): Refusal | undefined =>
  text.trim() === '' ? no('check-text-missing', cites, {}, field) : undefined

// The decisions

function decide(c: SpotCheck, command: SpotCheckCommand, ctx: Context): Outcome {
  const refused = firstRefusal(refusalOf(c, command.kind, ctx))
  if (refused) return refused
  switch (command.kind) {
    case 'announce':
      return announce(c, command, ctx)
    case 'draw':
      return accept<SpotCheck>(
        { ...(c as Extract<SpotCheck, { status: 'announced' }>), status: 'drawing' },
        fact('frozen', cites, 'public'),
      )
    case 'drawn':
      return drawn(c as Extract<SpotCheck, { status: 'drawing' }>, command, ctx)
    case 'record-finding':
      return record(c as DrawnSpotCheck, command, ctx)
    case 'confirm-finding':
      return confirm(c as DrawnSpotCheck, command, ctx)
    case 'return-finding':
      return sendBack(c as DrawnSpotCheck, command, ctx)
    case 'comment':
      return comment(c as DrawnSpotCheck, command, ctx)
    case 'publish':
      return publish(c as DrawnSpotCheck, command, ctx)
    default:
      return impossible(command)
  }
}

function announce(c: SpotCheck, command: Of<'announce'>, ctx: Context): Outcome {
  const { title, from, to } = command
  const { pool } = spotCheckKnowledgeOf(ctx)
  const refused = firstRefusal(
    title.trim() === '' ? no('check-text-missing', cites, {}, 'title') : undefined,
    periodIsWhole(command, ctx),
    pool.length === 0 ? no('pool-empty', cites, { from, to }, 'from') : undefined,
  )
  if (refused) return refused
  const { id, operator: by, region } = c
  const drawAt = drawAtOf(ctx.now, ctx)
  const places = placesOf(pool.length, ctx.rules)
  return accept<SpotCheck>(
    {
      ...{ status: 'announced', id, operator: by, region, title: title.trim(), from, to },
      ...{ pool, places, announcedAt: ctx.now, drawAt },
    },
    fact('announced', cites, 'public', {
      ...{ title: title.trim(), from, to, contracts: pool.length, places, drawAt },
      operator: by.name,
    }),
  )
}

/** The first of the drawn order are checked; of an unknown entry there is none. */
function drawn(c: Extract<SpotCheck, { status: 'drawing' }>, { order }: Of<'drawn'>, ctx: Context): Outcome {
  const known = spotCheckKnowledgeOf(ctx).drawn
  const checked = order.slice(0, c.places).map((notice): CheckedEngagement => {
    const entry = c.pool.find((x) => x.notice === notice)
    if (!entry) throw new Error(`impossible: ${notice} was drawn and is not in the pool`)
    return { ...entry, differences: [], ...known[notice], comments: [] }
  })
  return accept<SpotCheck>(
    { ...c, status: 'checking', drawnAt: ctx.now, checked },
    fact('drawn', cites, 'public', { notices: checked.map((x) => x.notice), count: checked.length }),
  )
}

function record(c: DrawnSpotCheck, command: Of<'record-finding'>, ctx: Context): Outcome {
  const found = entryOf(c, command.notice)
  const refused = firstRefusal(
    found ? undefined : unknown(command.notice),
    found?.confirmed ? no('finding-confirmed', cites, { name: found.confirmed.name }, 'notice') : undefined,
    written(command.text, 'text'),
  )
  if (refused) return refused
  const file = fileOf(command.file, ctx, cites)
  if ('code' in file) return reject(file)
  const { consistency, performance, text } = command
  const finding = { consistency, performance, text: text.trim(), file, by: hand(ctx) }
  return accept<SpotCheck>(
    changed(c, command.notice, { finding }),
    fact('finding-recorded', cites, 'parties', {
      ...{ notice: command.notice, consistency, performance, sha256: file.sha256, name: finding.by.name },
    }),
  )
}

/** 53.4: 未核实情况导致…错误信用处理: whoever recorded a finding does not confirm it. */
function confirm(c: DrawnSpotCheck, { notice }: Of<'confirm-finding'>, ctx: Context): Outcome {
  const found = entryOf(c, notice)
  const refused = recordedByAnother(found, notice, ctx)
  if (refused || !found?.finding) return reject(refused ?? unknown(notice))
  const { consistency, performance } = found.finding
  return accept<SpotCheck>(
    changed(c, notice, { confirmed: hand(ctx) }),
    fact('finding-confirmed', cites, 'parties', {
      ...{ notice, consistency, performance, agency: found.agency.id, owner: found.owner.id },
      ...{ title: found.title, name: hand(ctx).name },
    }),
  )
}

function sendBack(c: DrawnSpotCheck, { notice, reason }: Of<'return-finding'>, ctx: Context): Outcome {
  const found = entryOf(c, notice)
  const refused = recordedByAnother(found, notice, ctx) ?? written(reason, 'reason')
  if (refused) return reject(refused)
  return accept<SpotCheck>(
    changed(c, notice, { finding: undefined }),
    fact('finding-returned', art('111', '53.4'), 'parties', { notice, reason }),
  )
}

function recordedByAnother(
  found: CheckedEngagement | undefined,
  notice: string,
  { actor }: Context,
): Refusal | undefined {
  if (!found?.finding || found.confirmed) return unknown(notice)
  const mine = 'person' in actor && actor.person === found.finding.by.person
  return mine ? no('second-person-needed', art('111', '53.4'), { name: found.finding.by.name }) : undefined
}

function comment(c: DrawnSpotCheck, { notice, text }: Of<'comment'>, ctx: Context): Outcome {
  const found = entryOf(c, notice)
  const refused = firstRefusal(
    found && mayComment(found, ctx.actor) ? undefined : unknown(notice),
    written(text, 'text'),
  )
  const by = found && sideIn(found, ctx.actor)
  if (refused || !by) return refused ?? reject(unknown(notice))
  return accept<SpotCheck>(
    changed(c, notice, { comments: [...found.comments, { by, text: text.trim(), at: ctx.now }] }),
    fact('commented', cites, 'parties', { notice, by }),
  )
}

/** 37: 对中介服务机构履约情况予以记录; what was found is public, engagement by engagement. */
function publish(c: DrawnSpotCheck, { text }: Of<'publish'>, ctx: Context): Outcome {
  const refused = firstRefusal(written(text, 'text'))
  if (refused) return refused
  const results = c.checked.map(({ notice, agency, finding }) => ({
    ...{ notice, agency: agency.name },
    ...{ consistency: finding?.consistency, performance: finding?.performance },
  }))
  return accept<SpotCheck>(
    { ...c, status: 'published', text: text.trim(), publishedAt: ctx.now },
    fact('published', cites, 'public', { title: c.title, count: results.length, results, text: text.trim() }),
  )
}

const entryOf = (c: DrawnSpotCheck, notice: string): CheckedEngagement | undefined =>
  c.checked.find((x) => x.notice === notice)

const unknown = (notice: string): Refusal => no('no-such-entry', cites, { notice }, 'notice')

const changed = (c: DrawnSpotCheck, notice: string, values: Partial<CheckedEngagement>): DrawnSpotCheck => ({
  ...c,
  checked: c.checked.map((x) => (x.notice === notice ? { ...x, ...values } : x)),
})

function hand({ actor, now }: Context): Checker {
  if (!('person' in actor)) throw new Error('impossible: only a person checks')
  return { person: actor.person, name: actor.personName, at: now }
}

/** What waits for whom. */
function deadlines(c: SpotCheck, ctx: Pick<Context, 'calendar' | 'rules'>): readonly Deadline[] {
  switch (c.status) {
    case 'new':
    case 'drawing':
    case 'published':
      return []
    case 'announced':
      return [{ action: 'draw', article: cites, since: c.announcedAt, due: c.drawAt, who: 'system' }]
    case 'checking': {
      const waits = (action: SpotCheckAct, article: Article): Deadline => ({
        ...{ action, article, since: c.drawnAt, due: checkDue(c, ctx), who: c.operator.id },
      })
      if (c.checked.every((x) => x.confirmed)) return [waits('publish', cites)]
      return [
        ...(c.checked.some((x) => !x.finding) ? [waits('record-finding', cites)] : []),
        ...(c.checked.some(isRecorded) ? [waits('confirm-finding', art('111', '53.4'))] : []),
      ]
    }
    default:
      return impossible(c)
  }
}

/** The months that an operator may check next: `from` is open only before its first check. */
export interface NextPeriod {
  from?: PlainDate
  to: PlainDate
}

/** From the month after the last check to the last month that is over; undefined when none is. */
export function nextPeriod(today: PlainDate, checkedUntil: PlainDate | undefined): NextPeriod | undefined {
  const to = addDays(`${today.slice(0, 8)}01` as PlainDate, -1)
  if (checkedUntil === undefined) return { to }
  const from = addDays(checkedUntil, 1)
  return from <= to ? { from, to } : undefined
}
