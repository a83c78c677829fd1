import { dateOf, dueOf, pause, resume, startClock } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import {
  type Actor,
  accept,
  type Context,
  type Decision,
  type Fact,
  firstRefusal,
  impossible,
  type Refusal,
  reject,
  type Workflow,
} from '../workflow/index.ts'
import { availableActions, no, partyOf, permittedTo } from './complaint-actions.ts'
import {
  type Complaint,
  type ComplaintCommand,
  complaintKnowledgeOf,
  type FiledPaper,
  type HandledComplaint,
  type Material,
  type MaterialDraft,
} from './complaint-state.ts'
import { answerDue, deadlines, openQuestions } from './deadlines.ts'
import { decisionPeriod } from './figures.ts'
import type { ComplaintFactName } from './words.ts'

type Outcome = Decision<Complaint>
type Of<K extends ComplaintCommand['kind']> = Extract<ComplaintCommand, { kind: K }>
type In<S extends Complaint['status']> = Extract<Complaint, { status: S }>

/** A complaint (111/47-52), from its making to the published decision. */
export const complaint: Workflow<Complaint, ComplaintCommand> = { decide, availableActions, deadlines }

/** A complaint before anything was said: only `file` or `record-oral` may follow. */
export const newComplaint = (about: Omit<In<'new'>, 'status'>): Complaint => ({ status: 'new', ...about })

const fact = (
  name: ComplaintFactName,
  article: Article,
  visibility: Fact['visibility'],
  body: Fact['body'] = {},
): Fact => ({ kind: `complaint.${name}`, article, visibility, body })

const parties = (name: ComplaintFactName, article: Article, body: Fact['body'] = {}): Fact =>
  fact(name, article, 'parties', body)

function decide(c: Complaint, command: ComplaintCommand, ctx: Context): Outcome {
  const refused = permittedTo(command.kind, c, ctx)
  if (refused) return reject(refused)
  switch (command.kind) {
    case 'file':
      return file(c as In<'new'>, command, ctx)
    case 'record-oral':
      return recordOral(c as In<'new'>, command, ctx)
    case 'write':
      return write(c as In<'said'>, command, ctx)
    case 'lapse':
      return lapse(c as In<'said'>, ctx)
    case 'accept':
      return take(c as In<'filed'>, ctx)
    case 'refuse':
      return refuseIt(c as In<'filed'>, command, ctx)
    case 'ask':
      return ask(c as In<'accepted'>, command, ctx)
    case 'answer':
      return answer(c as In<'accepted'>, command, ctx)
    case 'record-refusal':
      return recordRefusal(c as In<'accepted'>, command, ctx)
    case 'add-evidence':
      return addEvidence(c as In<'accepted'>, command, ctx)
    case 'pass':
      return pass(c as In<'accepted'>, command, ctx)
    case 'return-result':
      return returnResult(c as In<'passed'>, command, ctx)
    case 'decide':
      return conclude(c as In<'accepted'>, command, ctx)
    case 'publish':
      return publish(c as In<'decided'>, command, ctx)
    case 'withdraw':
      return withdraw(c as In<'filed' | 'accepted' | 'passed'>, command, ctx)
    default:
      return impossible(command)
  }
}

function person(actor: Actor): Exclude<Actor, { kind: 'system' } | { kind: 'public' }> {
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only a person complains')
  return actor
}

const told = (text: string, article: Article, field: string): Refusal | undefined =>
  text.trim() === '' ? no('complaint-text-missing', article, {}, field) : undefined

const paperKnown = (paper: FiledPaper | undefined, ctx: Context, field: string): Refusal | undefined =>
  paper && complaintKnowledgeOf(ctx).unknownFiles.includes(paper.id)
    ? no('paper-unknown', art('111', '48'), {}, field)
    : undefined

/** 48: what the written material must hold. */
export function materialProblem(m: MaterialDraft, ctx: Context): Refusal | undefined {
  const blank = (text: string): boolean => text.trim() === ''
  return [
    blank(m.facts) ? no('facts-missing', art('111', '48.1'), {}, 'material.facts') : undefined,
    blank(m.provisions) ? no('provisions-missing', art('111', '48.2'), {}, 'material.provisions') : undefined,
    blank(m.signatory) ? no('signatory-missing', art('111', '48.3'), {}, 'material.signatory') : undefined,
    m.letter ? undefined : no('letter-missing', art('111', '48.3'), {}, 'material.letter'),
    m.capacity === 'other' && !m.identity
      ? no('identity-missing', art('111', '48.3'), {}, 'material.identity')
      : undefined,
    paperKnown(m.letter, ctx, 'material.letter'),
    paperKnown(m.identity, ctx, 'material.identity'),
    ...m.evidence.map((paper, n) => paperKnown(paper, ctx, `material.evidence.${n}`)),
  ].find((refusal) => refusal !== undefined)
}

const hashes = (m: Material): Fact['body'] => ({
  letter: m.letter.sha256,
  evidence: m.evidence.map((e) => e.sha256),
})

/** 47, 48: 实名, with the whole of the written material. */
function file(c: In<'new'>, { material }: Of<'file'>, ctx: Context): Outcome {
  const { person: id, personName, organisation, organisationName } = person(ctx.actor)
  const complainant = { id: organisation, name: organisationName, person: id, personName }
  const filed = material as Material
  return (
    firstRefusal(materialProblem(material, ctx)) ??
    accept<Complaint>(
      { ...c, status: 'filed', complainant, madeAt: ctx.now, material: filed, filedAt: ctx.now },
      parties('filed', art('111', '48'), { kind: c.kind, about: c.about.id, ...hashes(filed) }),
    )
  )
}

/** 48: 采取非书面方式投诉的: recorded by the receiver, by name. */
function recordOral(c: In<'new'>, { name, said }: Of<'record-oral'>, ctx: Context): Outcome {
  return (
    firstRefusal(
      name.trim() === '' ? no('name-missing', art('111', '48'), {}, 'name') : undefined,
      told(said, art('111', '48'), 'said'),
    ) ??
    accept<Complaint>(
      { ...c, status: 'said', complainant: { name: name.trim() }, madeAt: ctx.now, said },
      parties('recorded', art('111', '48'), { kind: c.kind, about: c.about.id }),
    )
  )
}

function write(c: In<'said'>, { material }: Of<'write'>, ctx: Context): Outcome {
  const filed = material as Material
  return (
    firstRefusal(materialProblem(material, ctx)) ??
    accept<Complaint>(
      { ...c, status: 'filed', material: filed, filedAt: ctx.now },
      parties('filed', art('111', '48'), { kind: c.kind, about: c.about.id, ...hashes(filed) }),
    )
  )
}

/** 48: without written material in 3 working days there is no complaint to accept. */
function lapse(c: In<'said'>, ctx: Context): Outcome {
  const reason = '未在3个工作日内提交书面材料'
  return accept<Complaint>(
    { ...c, status: 'not-accepted', reason, endedAt: ctx.now },
    parties('not-accepted', art('111', '48'), { reason }),
  )
}

/** 49.6: the 10 working days run from the acceptance. */
function take(c: In<'filed'>, ctx: Context): Outcome {
  const clock = startClock(ctx.now, decisionPeriod.on(dateOf(ctx.now)))
  return accept<Complaint>(
    { ...c, status: 'accepted', acceptedAt: ctx.now, clock, questions: [], evidence: [], passings: [] },
    parties('accepted', art('111', '49.6'), { due: dueOf(clock, ctx.calendar) }),
  )
}

/** 49.6: 不予受理的，应当及时向投诉人说明理由. */
function refuseIt(c: In<'filed'>, { reason }: Of<'refuse'>, ctx: Context): Outcome {
  return (
    firstRefusal(told(reason, art('111', '49.6'), 'reason')) ??
    accept<Complaint>(
      { ...c, status: 'not-accepted', reason, endedAt: ctx.now },
      parties('not-accepted', art('111', '49.6'), { reason }),
    )
  )
}

/** 51.1: 投诉处理可以进行调查取证. */
function ask(c: In<'accepted'>, { to, text }: Of<'ask'>, ctx: Context): Outcome {
  return (
    firstRefusal(told(text, art('111', '51.1'), 'text')) ??
    accept<Complaint>(
      { ...c, questions: [...c.questions, { to, text, at: ctx.now }] },
      parties('asked', art('111', '51.1'), { to, question: c.questions.length }),
    )
  )
}

function answer(c: In<'accepted'>, command: Of<'answer'>, ctx: Context): Outcome {
  const { organisation } = person(ctx.actor)
  const open = openQuestions(c).find(({ n }) => n === command.question)
  const mine = open && partyOf(c, open.q.to) === organisation
  const given = { text: command.text, at: ctx.now, ...(command.file ? { file: command.file } : {}) }
  return (
    firstRefusal(
      mine ? undefined : no('no-such-question', art('111', '51.1'), {}, 'question'),
      told(command.text, art('111', '51.1'), 'text'),
      paperKnown(command.file, ctx, 'file'),
    ) ??
    accept<Complaint>(
      { ...c, questions: c.questions.map((q, n) => (n === command.question ? { ...q, answer: given } : q)) },
      parties('answered', art('111', '51.1'), { question: command.question }),
    )
  )
}

/** 51.2: a party that lets its time pass: the complaint closes, or the respondent has had its say. */
function recordRefusal(c: In<'accepted'>, { by, text }: Of<'record-refusal'>, ctx: Context): Outcome {
  const first = openQuestions(c).find(({ q }) => q.to === by)?.q
  const due = first && answerDue(first, ctx)
  const refused = firstRefusal(
    due === undefined ? no('no-such-question', art('111', '51.2'), {}, 'by') : undefined,
    due !== undefined && ctx.now < due ? no('not-overdue', art('111', '51.2'), { due }, 'by') : undefined,
    told(text, art('111', '51.2'), 'text'),
  )
  if (refused) return refused
  return by === 'complainant'
    ? accept<Complaint>(
        { ...c, status: 'closed', reason: text, endedAt: ctx.now },
        parties('closed', art('111', '51.2'), { reason: text }),
      )
    : accept<Complaint>({ ...c, waived: ctx.now }, parties('waived', art('111', '51.2'), { reason: text }))
}

/** 51.1: 调查取证或者组织质证; the complainant may add to what was filed. */
function addEvidence(
  c: In<'accepted'>,
  { note, hearing, file: paper }: Of<'add-evidence'>,
  ctx: Context,
): Outcome {
  const ofReceiver = person(ctx.actor).organisation === c.receiver.id
  const item = { note, hearing: hearing && ofReceiver, at: ctx.now, ...(paper ? { file: paper } : {}) }
  return (
    firstRefusal(told(note, art('111', '51.1'), 'note'), paperKnown(paper, ctx, 'file')) ??
    accept<Complaint>(
      { ...c, evidence: [...c.evidence, item] },
      parties('evidence', art('111', '51.1'), { hearing: item.hearing, file: paper?.sha256 }),
    )
  )
}

/** 50: the department handles what is its own; the receiver's clock stands still meanwhile. */
function pass(c: In<'accepted'>, { reason }: Of<'pass'>, ctx: Context): Outcome {
  const { department } = complaintKnowledgeOf(ctx)
  const refused = firstRefusal(
    department ? undefined : no('department-unknown', art('111', '50'), {}, 'department'),
    told(reason, art('111', '50'), 'reason'),
  )
  if (refused || !department) return refused!
  const stopped = pause(c.clock, ctx.now, ctx.calendar)
  // A clock that has run out cannot stand still: it stays late, and is shown so.
  const clock = stopped.ok ? stopped.clock : c.clock
  return accept<Complaint>(
    { ...c, status: 'passed', clock, passings: [...c.passings, { department, reason, at: ctx.now }] },
    parties('passed', art('111', '50'), { department: department.name, reason }),
  )
}

/** 50: 将处理结果告知同级中介超市运营机构. */
function returnResult(c: In<'passed'>, command: Of<'return-result'>, ctx: Context): Outcome {
  const result = { text: command.text, at: ctx.now, ...(command.file ? { file: command.file } : {}) }
  const going = resume(c.clock, ctx.now)
  return (
    firstRefusal(told(command.text, art('111', '50'), 'text'), paperKnown(command.file, ctx, 'file')) ??
    accept<Complaint>(
      {
        ...c,
        status: 'accepted',
        clock: going.ok ? going.clock : c.clock,
        passings: c.passings.map((p, n) => (n === c.passings.length - 1 ? { ...p, result } : p)),
      },
      parties('returned', art('111', '50'), { file: command.file?.sha256 }),
    )
  )
}

/** 49.6: the decision; 52.2: what was fabricated is rejected. */
function conclude(c: In<'accepted'>, { result, grounds, annuls }: Of<'decide'>, ctx: Context): Outcome {
  const may = result === 'upheld' && complaintKnowledgeOf(ctx).annullable && isAboutChoice(c)
  const article = result === 'fabricated' ? art('111', '52.2') : art('111', '49.6')
  return (
    firstRefusal(
      told(grounds, art('111', '49.6'), 'grounds'),
      annuls && !may ? no('cannot-annul', art('111', '49.3'), {}, 'annuls') : undefined,
    ) ??
    accept<Complaint>(
      { ...c, status: 'decided', decision: { result, grounds, annuls, at: ctx.now } },
      parties('decided', article, { result, annuls }),
    )
  )
}

/** 49.3: the complaints that a selection hangs on. */
export const isAboutChoice = (c: Pick<Complaint, 'kind'>): boolean =>
  c.kind === 'announcement' || c.kind === 'selection'

/** 51.1: 除法定需要保密的事项外…公布: the receiver strikes out what must stay secret. */
function publish(c: In<'decided'>, { text }: Of<'publish'>, ctx: Context): Outcome {
  return (
    firstRefusal(told(text, art('111', '51.1'), 'text')) ??
    accept<Complaint>(
      { ...c, status: 'published', text, publishedAt: ctx.now },
      fact('published', art('111', '51.1'), 'public', {
        kind: c.kind,
        subject: `${c.about.subject}/${c.about.id}`,
        by: c.receiver.name,
        result: c.decision.result,
        text,
      }),
    )
  )
}

/** 52.1: 投诉人书面申请撤回投诉的…应当终止投诉处理程序. */
function withdraw(c: In<'filed'> | HandledComplaint, { reason }: Of<'withdraw'>, ctx: Context): Outcome {
  return (
    firstRefusal(told(reason, art('111', '52.1'), 'reason')) ??
    accept<Complaint>(
      { ...c, status: 'withdrawn', reason, endedAt: ctx.now },
      parties('withdrawn', art('111', '52.1'), { reason }),
    )
  )
}
