import { type Article, art } from '../gazette/index.ts'
import type { AvailableAction, Context, Refusal } from '../workflow/index.ts'
import {
  type Admission,
  type AdmissionCommand,
  type AdmissionStatus,
  type FiledAdmission,
  filesOf,
  formOf,
  isFiled,
  knowledgeOf,
  pending,
} from './admission-state.ts'
import { notBarred } from './bar.ts'
import { letterOn } from './commitment.ts'
import { formFaults } from './form-rules.ts'
import { elsewhere } from './key-people.ts'
import { publicityEnd } from './periods.ts'
import { no } from './refusals.ts'

interface Row {
  act: AdmissionCommand['kind']
  cites: Article
  who(state: Admission, ctx: Context): boolean
  /** Why it cannot be done now although it is theirs to do. */
  unless?(state: Admission, ctx: Context): Refusal | undefined
}

const applicantRoles = ['admin', 'authorised-agent', 'legal-representative']

const acts = (state: Admission, ctx: Context, roles: readonly string[]): boolean =>
  ctx.actor.kind === 'agency' &&
  ctx.actor.organisation === state.agency &&
  ctx.actor.roles.some((r) => roles.includes(r))

const applicant = (state: Admission, ctx: Context) => acts(state, ctx, applicantRoles)
const representative = (state: Admission, ctx: Context) => acts(state, ctx, ['legal-representative'])
const operator = (state: Admission, { actor }: Context) =>
  actor.kind === 'operator' && isFiled(state) && actor.organisation === state.operator.id
const department = (state: Admission, { actor }: Context) =>
  actor.kind === 'department' &&
  isFiled(state) &&
  state.reviews.some((r) => r.department.id === actor.organisation)
const reviewer = (state: Admission, { actor }: Context) =>
  actor.kind === 'department' && pending(state).some((r) => r.department.id === actor.organisation)
const system = (_: Admission, { actor }: Context) => actor.kind === 'system'

const save: Row = { act: 'save', cites: art('111', '15'), who: applicant, unless: onlyApplication }
const sign: Row = { act: 'sign-commitment', cites: art('111', '15'), who: representative, unless: complete }
const submit: Row = { act: 'submit', cites: art('111', '20.1'), who: applicant, unless: mayBeSubmitted }
const withdraw: Row = { act: 'withdraw', cites: art('111', '15'), who: applicant }
const confirm: Row = { act: 'confirm-qualification', cites: art('111', '16'), who: reviewer }
const decline: Row = { act: 'decline-qualification', cites: art('111', '16'), who: reviewer }
const record: Row = {
  act: 'record-situation',
  cites: art('111', '20.5'),
  who: (state, ctx) => operator(state, ctx) || department(state, ctx),
}

/** 8.1: within the operator, from hand to hand; whoever decides, it is the operator that decides. */
const assign: Row = { act: 'assign', cites: art('111', '8.1'), who: operator }

/** 16: within a department, while it has something to decide. */
const assignReview: Row = { act: 'assign', cites: art('111', '16'), who: reviewer }

/** 20.3: what an upheld objection does to the admission. */
const revoke: Row = { act: 'revoke', cites: art('111', '20.3'), who: system }

/** The one table of admission: what the screens offer and what `decide` accepts. */
export const admissionActions: Record<AdmissionStatus, readonly Row[]> = {
  draft: [save, sign, submit, withdraw],
  submitted: [
    { act: 'pass-check', cites: art('111', '20.2'), who: operator, unless: notPassed },
    { act: 'request-supplement', cites: art('111', '20.4'), who: operator, unless: notToldYet },
    { act: 'refuse', cites: art('111', '20.4'), who: operator, unless: notPassed },
    assign,
    assignReview,
    confirm,
    decline,
    record,
    withdraw,
  ],
  'supplement-requested': [save, sign, submit, withdraw, assign, assignReview, confirm, decline, record],
  admitted: [
    { act: 'publish', cites: art('111', '20.2'), who: operator },
    assign,
    assignReview,
    confirm,
    decline,
    record,
  ],
  'in-publicity': [
    { act: 'end-publicity', cites: art('111', '20.2'), who: system, unless: publicityOver },
    revoke,
    assignReview,
    confirm,
    decline,
    record,
  ],
  closed: [revoke, assignReview, confirm, decline, record],
  revoked: [],
  refused: [],
  withdrawn: [],
}

export function availableActions(state: Admission, ctx: Context): AvailableAction[] {
  return admissionActions[state.status]
    .filter((row) => row.who(state, ctx))
    .map(({ act, cites, unless }) => {
      const refusal = unless?.(state, ctx)
      return { act, article: cites, ...(refusal ? { refusal } : {}) }
    })
}

/** Refuses what the table does not offer, and what it offers only later. */
export function offered(state: Admission, act: AdmissionCommand['kind'], ctx: Context): Refusal | undefined {
  const row = admissionActions[state.status].find((r) => r.act === act && r.who(state, ctx))
  return row ? row.unless?.(state, ctx) : no('not-available', art('111', '20'), { act, status: state.status })
}

/** 20.4: 一次性告知补正要求, therefore no second round. */
function notToldYet(state: Admission): Refusal | undefined {
  const told = (state as FiledAdmission).supplement
  if (told) return no('supplement-already-told', art('111', '20.4'), { toldAt: told.toldAt })
  return notPassed(state)
}

function notPassed(state: Admission): Refusal | undefined {
  const at = (state as FiledAdmission).passedAt
  return at === undefined ? undefined : no('check-already-passed', art('111', '20.2'), { passedAt: at })
}

function publicityOver(state: Admission, ctx: Context): Refusal | undefined {
  if (state.status !== 'in-publicity') return undefined
  const ends = publicityEnd(state.publishedAt, ctx)
  return ctx.now < ends ? no('publicity-running', art('111', '20.2'), { ends }) : undefined
}

/** 20.1: one application of an agency at a time, and none beside its admission. */
function onlyApplication(_: Admission, ctx: Context): Refusal | undefined {
  const { other } = knowledgeOf(ctx)
  return other === undefined ? undefined : no('application-under-way', art('111', '20.1'), { id: other })
}

/** 15: 填报必要信息和材料. */
function complete(state: Admission, ctx: Context): Refusal | undefined {
  if (!('draft' in state)) return undefined
  return formFaults(state.draft.form, { today: ctx.today, serviceTypes: knowledgeOf(ctx).serviceTypes })[0]
}

function mayBeSubmitted(state: Admission, ctx: Context): Refusal | undefined {
  return (
    onlyApplication(state, ctx) ??
    complete(state, ctx) ??
    notBarred(knowledgeOf(ctx).bars, ctx.now, ctx.calendar) ??
    keyPeopleAreFree(state, ctx) ??
    filesAreOwn(state, ctx) ??
    isSigned(state, ctx) ??
    isRouted(state, ctx)
  )
}

function keyPeopleAreFree(state: Admission, ctx: Context): Refusal | undefined {
  const [found] = knowledgeOf(ctx).elsewhere
  if (!found || !('draft' in state)) return undefined
  const { people, subject } = state.draft.form
  const field = `people.${found.index}.identity`
  const name = people[found.index]?.name ?? ''
  return elsewhere(found, { name, own: subject.name, field }, ctx.actor)
}

/** 20.1: 提供入驻所需相关资料, from the agency's own hand. */
function filesAreOwn(state: Admission, ctx: Context): Refusal | undefined {
  const { unknownFiles } = knowledgeOf(ctx)
  const strange = filesOf(formOf(state)).find(({ file }) => unknownFiles.includes(file.id))
  return strange && no('file-unknown', art('111', '20.1'), {}, strange.field)
}

/** 15: 签订入驻承诺书, in the version in force. */
function isSigned(state: Admission, ctx: Context): Refusal | undefined {
  if (!('draft' in state)) return undefined
  const { commitment } = state.draft
  if (!commitment) return no('commitment-unsigned', art('111', '15'), {}, 'commitment')
  const letter = letterOn(ctx.today)
  if (letter?.version === commitment.version) return undefined
  return no('commitment-outdated', art('111', '15'), { inForce: letter?.version }, 'commitment')
}

/** 17: the place of registration has an operator, and every service type a department (16). */
function isRouted(state: Admission, ctx: Context): Refusal | undefined {
  if (!('draft' in state)) return undefined
  const { operator: body, departments } = knowledgeOf(ctx)
  const { region } = state.draft.form.subject
  if (!body) return no('no-operator', art('111', '17'), { region }, 'subject.region')
  const i = state.draft.form.services.findIndex((s) => !departments[s.serviceType])
  if (i < 0) return undefined
  return no('no-department', art('111', '16'), {}, `services.${i}.serviceType`)
}
