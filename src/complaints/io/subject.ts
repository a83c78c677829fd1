import { dueOf, endInWords, type Instant } from '../../calendar/index.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import { annulSelection, holdAward, readProcurement, releaseAward } from '../../procurement/server.ts'
import { chainOf } from '../../registry/index.ts'
import { organisationById } from '../../registry/server.ts'
import type { Actor, Context, Settings } from '../../workflow/index.ts'
import {
  answerDue,
  type Body,
  type Complaint,
  type ComplaintCommand,
  type ComplaintFactName,
  type ComplaintKnowledge,
  complaint,
  complaintKindWords,
  complaintKnowledgeKey,
  complaintResultWords,
  deadlines,
  type FiledPaper,
  isAboutChoice,
  isPending,
} from '../index.ts'
import { type ComplaintNotice, complaintNotices } from '../notice-words.ts'
import { complaintStore, otherOf } from '../store.ts'
import { draftBadFaith } from './bad-faith.ts'

export type ComplaintSubject = Subject<Complaint, ComplaintCommand>

/** A complaint, as `act`, the tick and the routes run it. */
export function complaintSubject(deps: Deps): ComplaintSubject {
  return {
    name: 'complaint',
    workflow: complaint,
    store: complaintStore,
    title: (c) => c.about.title,
    rules: async (tx, c, command, actor) =>
      ({ [complaintKnowledgeKey]: await knowledge(tx, deps, c, command, actor) }) as unknown as Settings,
    async react(tx, change) {
      await holdOrRelease(tx, deps, change)
      await draftBadFaith(tx, deps, change)
      await tell(tx, deps, change)
    },
  }
}

async function knowledge(
  tx: Tx,
  deps: Deps,
  c: Complaint,
  command: ComplaintCommand | undefined,
  actor: Actor,
): Promise<ComplaintKnowledge> {
  const own = 'organisation' in actor ? actor.organisation : ''
  const other = c.status === 'new' && own !== c.receiver.id ? await otherOf(tx, c, own) : undefined
  const department =
    command?.kind === 'pass' ? await departmentAt(tx, command.department, c.region) : undefined
  const chosen =
    c.status === 'accepted' && isAboutChoice(c) ? await readProcurement(tx, c.about.id) : undefined
  return {
    unknownFiles: await unknownOf(tx, deps, papersOf(command), own),
    annullable: chosen?.status === 'publicity',
    ...(other ? { other } : {}),
    ...(department ? { department } : {}),
  }
}

/** 50: 项目中介服务提供地行业主管部门, or that of the region above it. */
async function departmentAt(tx: Tx, id: string, region: string): Promise<Body | undefined> {
  const found = await organisationById(tx, id)
  const near = chainOf(region).some((r) => r.code === found?.region)
  return found?.kind === 'department' && near ? { id: found.id, name: found.name } : undefined
}

function papersOf(command: ComplaintCommand | undefined): FiledPaper[] {
  if (!command) return []
  const single = 'file' in command && command.file ? [command.file] : []
  if (!('material' in command)) return single
  const { letter, identity, evidence } = command.material
  return [...(letter ? [letter] : []), ...(identity ? [identity] : []), ...evidence]
}

/** Ids of papers that the actor's organisation has not uploaded, or not so. */
async function unknownOf(tx: Tx, deps: Deps, papers: readonly FiledPaper[], own: string): Promise<string[]> {
  if (papers.length === 0) return []
  const found = await deps.files.find(
    tx,
    papers.map((p) => p.id),
  )
  return papers
    .filter((p) => !found.some((f) => f.id === p.id && f.owner === own && f.sha256 === p.sha256))
    .map((p) => p.id)
}

/** 28, 49.3: the award notice waits from the making of a complaint in time to its end. */
async function holdOrRelease(tx: Tx, deps: Deps, { id, before, after }: Change<Complaint>): Promise<void> {
  if (!isAboutChoice(after)) return
  const procurement = after.about.id
  if (isPending(after)) return holdAward(tx, deps, procurement, id)
  if (!before || !isPending(before)) return
  if (after.status === 'decided' && after.decision.annuls) await annulSelection(tx, deps, procurement)
  await releaseAward(tx, deps, procurement, id)
}

interface Plan {
  code: ComplaintNotice
  to: readonly (string | undefined)[]
  params?: Readonly<Record<string, unknown>>
}

/** Who is told what. Whom it is about hears of it when it is accepted, and never from whom it came. */
async function tell(tx: Tx, deps: Deps, { id, after: c, facts, ctx }: Change<Complaint>): Promise<void> {
  for (const { id: key, kind, article } of facts) {
    for (const { code, to, params } of plansOf(c, kind.replace('complaint.', '') as ComplaintFactName, ctx)) {
      await notify(tx, deps, {
        key: `${key}/${code}`,
        to: [...new Set(to)].filter((organisation) => organisation !== undefined),
        words: complaintNotices[code],
        params: {
          title: c.about.title,
          kind: complaintKindWords[c.kind],
          receiver: c.receiver.name,
          ...(params as Record<string, string>),
        },
        article,
        link: `/desk/complaints/${id}`,
      })
    }
  }
}

function plansOf(c: Complaint, what: ComplaintFactName, ctx: Context): Plan[] {
  const complainant = 'complainant' in c ? c.complainant.id : undefined
  const parties = [complainant, c.respondent.id]
  const due = (action: string) => {
    const found = deadlines(c, ctx).find((d) => d.action === action)?.due
    return found && endInWords(found)
  }
  const inWords = (at: Instant | undefined) => at && endInWords(at)
  switch (what) {
    case 'recorded':
      return [{ code: 'said-to-receiver', to: [c.receiver.id], params: { due: due('lapse') } }]
    case 'filed':
      return [{ code: 'filed-to-receiver', to: [c.receiver.id], params: { due: due('accept') } }]
    case 'accepted':
      return [{ code: 'accepted', to: parties, params: { due: due('decide') } }]
    case 'not-accepted': {
      const reason = 'reason' in c ? c.reason : ''
      return [{ code: 'not-accepted', to: [complainant, c.receiver.id], params: { reason } }]
    }
    case 'asked': {
      const last = 'questions' in c ? c.questions?.at(-1) : undefined
      if (!last) return []
      const to = [last.to === 'respondent' ? c.respondent.id : complainant]
      return [{ code: 'asked', to, params: { due: inWords(answerDue(last, ctx)) } }]
    }
    case 'answered':
      return [{ code: 'answered', to: [c.receiver.id] }]
    case 'passed': {
      const last = 'passings' in c ? c.passings?.at(-1) : undefined
      const params = { due: due('return-result'), reason: last?.reason }
      return [{ code: 'passed', to: [last?.department.id], params }]
    }
    case 'returned': {
      const left = c.status === 'accepted' ? dueOf(c.clock, ctx.calendar) : undefined
      return [{ code: 'returned', to: [c.receiver.id], params: { due: inWords(left) } }]
    }
    case 'decided': {
      if (c.status !== 'decided') return []
      const { result, grounds } = c.decision
      return [{ code: 'decided', to: parties, params: { result: complaintResultWords[result], grounds } }]
    }
    case 'withdrawn':
      return [{ code: 'withdrawn', to: 'acceptedAt' in c ? [...parties, c.receiver.id] : [c.receiver.id] }]
    case 'closed':
      return [{ code: 'closed', to: parties }]
    case 'waived':
    case 'evidence':
    case 'published':
      return []
  }
}
