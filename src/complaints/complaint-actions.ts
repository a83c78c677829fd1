import { type Article, art } from '../gazette/index.ts'
import { type AvailableAction, type Context, type Refusal, refuse } from '../workflow/index.ts'
import {
  type Complaint,
  type ComplaintCommand,
  type ComplaintStatus,
  complaintKnowledgeOf,
} from './complaint-state.ts'
import { openQuestions, writingDue } from './deadlines.ts'
import { complaintRules, windowEnd } from './windows.ts'
import type { ComplaintRefusalCode } from './words.ts'

export const no = (
  code: ComplaintRefusalCode,
  article: Article,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

interface Row {
  act: ComplaintCommand['kind']
  article: Article
  who(c: Complaint, ctx: Context): boolean
  /** Why it cannot be done now although the actor is the right one. */
  against?(c: Complaint, ctx: Context): Refusal | undefined
}

const organisation = ({ actor }: Context): string | undefined =>
  actor.kind === 'system' || actor.kind === 'public' ? undefined : actor.organisation

const receiver: Row['who'] = (c, ctx) => organisation(ctx) === c.receiver.id
const complainant: Row['who'] = (c, ctx) =>
  'complainant' in c && c.complainant.id !== undefined && c.complainant.id === organisation(ctx)
const either: Row['who'] = (c, ctx) => receiver(c, ctx) || complainant(c, ctx)
const asked: Row['who'] = (c, ctx) =>
  openQuestions(c).some(({ q }) => partyOf(c, q.to) === organisation(ctx)) && organisation(ctx) !== undefined
const department: Row['who'] = (c, ctx) =>
  'passings' in c && c.passings?.at(-1)?.department.id === organisation(ctx)
const system: Row['who'] = (_, { actor }) => actor.kind === 'system'
/** 47: anyone who has signed in, except whom it is about. */
const anyone: Row['who'] = (c, ctx) =>
  organisation(ctx) !== undefined && organisation(ctx) !== c.respondent.id

/** The organisation behind a party; undefined for a complainant without one here. */
export const partyOf = (c: Complaint, party: 'complainant' | 'respondent'): string | undefined =>
  party === 'respondent' ? c.respondent.id : 'complainant' in c ? c.complainant.id : undefined

/** 49.2-49.5: within its window; one at a time about the same thing. */
function inTime(c: Complaint, ctx: Context): Refusal | undefined {
  const { article } = complaintRules[c.kind]
  const end = windowEnd(c.kind, c.since, ctx.calendar)
  if (end !== undefined && ctx.now >= end) return no('complaint-too-late', article, { end })
  const { other } = complaintKnowledgeOf(ctx)
  return other === undefined ? undefined : no('complaint-under-way', article, { id: other })
}

const writingOver: Row['against'] = (c, ctx) =>
  c.status === 'said' && ctx.now < writingDue(c, ctx.calendar)
    ? no('writing-not-due', art('111', '48'))
    : undefined

const investigate: readonly Row[] = [
  { act: 'ask', article: art('111', '51.1'), who: receiver },
  { act: 'answer', article: art('111', '51.1'), who: asked },
  { act: 'add-evidence', article: art('111', '51.1'), who: either },
  { act: 'record-refusal', article: art('111', '51.2'), who: receiver },
]
const withdrawRow: Row = { act: 'withdraw', article: art('111', '52.1'), who: complainant }

/** The one table: what the screens offer and what `decide` accepts. */
const table: Record<ComplaintStatus, readonly Row[]> = {
  new: [
    { act: 'file', article: art('111', '47'), who: anyone, against: inTime },
    { act: 'record-oral', article: art('111', '48'), who: receiver, against: inTime },
  ],
  said: [
    { act: 'write', article: art('111', '48'), who: either },
    { act: 'lapse', article: art('111', '48'), who: system, against: writingOver },
  ],
  filed: [
    { act: 'accept', article: art('111', '49.6'), who: receiver },
    { act: 'refuse', article: art('111', '49.6'), who: receiver },
    withdrawRow,
  ],
  accepted: [
    { act: 'decide', article: art('111', '49.6'), who: receiver },
    ...investigate,
    { act: 'pass', article: art('111', '50'), who: receiver },
    withdrawRow,
  ],
  passed: [{ act: 'return-result', article: art('111', '50'), who: department }, withdrawRow],
  // 52.1: 已查证属实且已作出处理决定的投诉，不得撤回: from here on no row withdraws.
  decided: [{ act: 'publish', article: art('111', '51.1'), who: receiver }],
  published: [],
  'not-accepted': [],
  withdrawn: [],
  closed: [],
}

/** Why a command cannot be given now, by this actor; nothing when it can. */
export function permittedTo(act: ComplaintCommand['kind'], c: Complaint, ctx: Context): Refusal | undefined {
  const rows = table[c.status].filter((row) => row.act === act)
  const mine = rows.find((row) => row.who(c, ctx))
  if (mine) return mine.against?.(c, ctx)
  if (rows[0]) return no('not-permitted', rows[0].article, { act })
  const article = act === 'withdraw' ? art('111', '52.1') : art('111', '49.6')
  return no('not-available', article, { act, status: c.status })
}

export const availableActions = (c: Complaint, ctx: Context): AvailableAction[] =>
  table[c.status]
    .filter((row) => row.who(c, ctx))
    .map(({ act, article, against }) => {
      const refusal = against?.(c, ctx)
      return { act, article, ...(refusal ? { refusal } : {}) }
    })
