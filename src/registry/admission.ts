import { art } from '../gazette/index.ts'
import {
  accept,
  type Context,
  type Decision,
  type Fact,
  firstRefusal,
  impossible,
  type Refusal,
  type Workflow,
} from '../workflow/index.ts'
import { availableActions, offered } from './admission-actions.ts'
import { deadlines } from './admission-deadlines.ts'
import {
  type Admission,
  type AdmissionCommand,
  type Body,
  checklist,
  claimOf,
  confirmed,
  type Editable,
  type FactName,
  type FiledAdmission,
  isFiled,
  knowledgeOf,
  pending,
  type Review,
  situationArticles,
  type UnderCheck,
} from './admission-state.ts'
import { letterOn } from './commitment.ts'
import type { AdmissionForm } from './form.ts'
import { publicityEnd } from './periods.ts'
import { no } from './refusals.ts'

type Outcome = Decision<Admission>
type Of<K extends AdmissionCommand['kind']> = Extract<AdmissionCommand, { kind: K }>

/** Admission of an agency (111/15-20): from its draft to the end of the publicity. */
export const admission: Workflow<Admission, AdmissionCommand> = { decide, availableActions, deadlines }

/** The empty application of an agency. */
export const newAdmission = (id: string, agency: string, form: AdmissionForm): Admission => ({
  status: 'draft',
  id,
  agency,
  draft: { form },
})

function decide(state: Admission, command: AdmissionCommand, ctx: Context): Outcome {
  const refused = firstRefusal(offered(state, command.kind, ctx))
  if (refused) return refused
  switch (command.kind) {
    case 'save':
      return accept(saved(state as Editable, command.form))
    case 'sign-commitment':
      return sign(state as Editable, command, ctx)
    case 'submit':
      return submit(state as Editable, ctx)
    case 'withdraw':
      return withdraw(state, ctx)
    case 'request-supplement':
      return requestSupplement(state as UnderCheck, command, ctx)
    case 'pass-check':
      return passCheck(state as UnderCheck, command, ctx)
    case 'refuse':
      return refuseApplication(state as UnderCheck, command, ctx)
    case 'confirm-qualification':
      return review(state as FiledAdmission, command, ctx)
    case 'decline-qualification':
      return (
        firstRefusal(hasReason(command.reason, 'reason')) ?? review(state as FiledAdmission, command, ctx)
      )
    case 'record-situation':
      return recordSituation(state as FiledAdmission, command, ctx)
    case 'assign':
      return assign(state as FiledAdmission, command, ctx)
    case 'publish':
      return publish(state, ctx)
    case 'end-publicity':
      return endPublicity(state, ctx)
    case 'revoke':
      return revoke(state, command, ctx)
    default:
      return impossible(command)
  }
}

/** Changing the form takes the signature away: what was signed is what is filed. */
function saved(state: Editable, form: AdmissionForm): Admission {
  const same = JSON.stringify(form) === JSON.stringify(state.draft.form)
  return { ...state, draft: same ? state.draft : { form } }
}

function sign(state: Editable, command: Of<'sign-commitment'>, ctx: Context): Outcome {
  const { actor, now, today } = ctx
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only a person signs')
  const { form } = state.draft
  return (
    firstRefusal(
      letterOn(today)?.version === command.letter
        ? undefined
        : no('commitment-outdated', art('111', '15'), { inForce: letterOn(today)?.version }, 'letter'),
      command.truthful ? undefined : no('truth-not-declared', art('111', '15'), {}, 'truthful'),
      command.acceptsScoring ? undefined : no('scoring-not-accepted', art('111', '15'), {}, 'acceptsScoring'),
      form.representative.name === actor.personName
        ? undefined
        : no('signer-is-not-representative', art('111', '15'), {
            signer: actor.personName,
            representative: form.representative.name,
          }),
    ) ??
    accept({
      ...state,
      draft: {
        form,
        commitment: { version: command.letter, person: actor.person, name: actor.personName, at: now },
      },
    })
  )
}

/** 20.1 for the first time, 20.4 with the supplement; either way the operator's clock begins now. */
function submit(state: Editable, ctx: Context): Outcome {
  const { operator, departments } = knowledgeOf(ctx)
  const { form, commitment } = state.draft
  if (!operator || !commitment) throw new Error('offered() lets only signed and routed applications pass')
  const earlier = state.status === 'supplement-requested' ? state : undefined
  const filed: UnderCheck = {
    status: 'submitted',
    id: state.id,
    agency: state.agency,
    form,
    commitment,
    operator,
    ...(earlier?.clerk ? { clerk: earlier.clerk } : {}),
    submittedAt: earlier?.submittedAt ?? ctx.now,
    since: ctx.now,
    ...(earlier?.supplement ? { supplement: { ...earlier.supplement, answeredAt: ctx.now } } : {}),
    reviews: form.services.map(({ serviceType }) => ({
      ...(unchanged(earlier, form, serviceType) ?? {
        serviceType,
        department: departments[serviceType]!,
        since: ctx.now,
        ...stillInHand(earlier, departments[serviceType]!),
      }),
    })),
    situations: earlier?.situations ?? [],
  }
  const what = earlier
    ? parties('supplemented', art('111', '20.4'), filing(filed))
    : parties('submitted', art('111', '20.1'), filing(filed))
  return settled(filed, ctx, what)
}

/** Who had it in hand before a supplement has it after it. */
function stillInHand(earlier: FiledAdmission | undefined, department: Body): Pick<Review, 'clerk'> {
  const clerk = earlier?.reviews.find((r) => r.department.id === department.id && r.clerk)?.clerk
  return clerk ? { clerk } : {}
}

/** What a department decided on a claim stays decided while the claim stays as it was. */
function unchanged(
  earlier: FiledAdmission | undefined,
  form: AdmissionForm,
  serviceType: string,
): Review | undefined {
  if (!earlier) return undefined
  const same =
    JSON.stringify(claimOf(earlier.form, serviceType)) === JSON.stringify(claimOf(form, serviceType)) &&
    JSON.stringify(earlier.form.subject) === JSON.stringify(form.subject)
  return same ? earlier.reviews.find((r) => r.serviceType === serviceType) : undefined
}

function withdraw(state: Admission, ctx: Context): Outcome {
  const { id, agency } = state
  const form = 'draft' in state ? state.draft.form : state.form
  const operator = isFiled(state) ? { operator: state.operator } : {}
  return accept(
    { status: 'withdrawn', id, agency, form, ...operator, withdrawnAt: ctx.now },
    parties('withdrawn', art('111', '15'), { agency }),
  )
}

function requestSupplement(state: UnderCheck, { demands }: Of<'request-supplement'>, ctx: Context): Outcome {
  const blank = demands.findIndex((d) => d.text.trim() === '')
  return (
    firstRefusal(
      demands.length > 0 ? undefined : no('demands-missing', art('111', '20.4'), {}, 'demands'),
      blank < 0 ? undefined : no('field-missing', art('111', '20.4'), {}, `demands.${blank}.text`),
    ) ??
    accept(
      {
        ...state,
        status: 'supplement-requested',
        supplement: { toldAt: ctx.now, demands },
        draft: { form: state.form },
      },
      parties('supplement-told', art('111', '20.4'), {
        agency: state.agency,
        demands: demands.map((d) => d.text),
      }),
    )
  )
}

/** 20.2: the operator has compared every part of the application with its material. */
function passCheck(state: UnderCheck, { consistent }: Of<'pass-check'>, ctx: Context): Outcome {
  const open = checklist.filter((part) => !consistent.includes(part))
  if (open.length > 0) {
    return { ok: false, refusal: no('checklist-incomplete', art('111', '20.2'), { open }, 'consistent') }
  }
  const passed = parties('check-passed', art('111', '20.2'), { agency: state.agency })
  return settled({ ...state, passedAt: ctx.now }, ctx, passed)
}

/** 20.4: 核对不予通过的，应当告知并说明理由. */
function refuseApplication(state: UnderCheck, { reason }: Of<'refuse'>, ctx: Context): Outcome {
  return firstRefusal(hasReason(reason, 'reason')) ?? refusedBy(state, state.operator, reason, ctx)
}

function refusedBy(state: UnderCheck, by: Body, reason: string, ctx: Context, ...before: Fact[]): Outcome {
  return accept(
    { ...state, status: 'refused', refusedAt: ctx.now, reason, by },
    ...before,
    parties('refused', art('111', '20.4'), { agency: state.agency, by: by.id, reason }),
  )
}

/** 16: 是否具备相关资质（资格）由各级行业主管部门审核确认. */
function review(
  state: FiledAdmission,
  command: Of<'confirm-qualification'> | Of<'decline-qualification'>,
  ctx: Context,
): Outcome {
  const { actor, now } = ctx
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only a department reviews')
  const { serviceType } = command
  const at = pending(state).find(
    (r) => r.serviceType === serviceType && r.department.id === actor.organisation,
  )
  if (!at) {
    const refusal = no('no-such-review', art('111', '16'), { serviceType }, 'serviceType')
    return { ok: false, refusal }
  }
  const result = command.kind === 'confirm-qualification' ? 'confirmed' : 'declined'
  const reason = command.kind === 'decline-qualification' ? { reason: command.reason } : {}
  const reviews = state.reviews.map((r) =>
    r === at ? { ...r, decision: { result, at: now, person: actor.person, ...reason } as const } : r,
  )
  const body = { agency: state.agency, serviceType, department: actor.organisation, ...reason }
  const late = 'admittedAt' in state && result === 'confirmed'
  const what = fact(`qualification-${result}`, art('111', '16'), late ? 'public' : 'parties', body)
  return state.status === 'submitted'
    ? settled({ ...state, reviews }, ctx, what)
    : accept({ ...state, reviews }, what)
}

/**
 * 20.2: admitted as soon as the operator's check is passed and a department has confirmed a qualification, in either
 * order; refused when every department has declined, for then none is left to serve with (16).
 */
function settled(state: UnderCheck, ctx: Context, ...before: Fact[]): Outcome {
  const held = confirmed(state)
  if (state.reviews.every((r) => r.decision?.result === 'declined')) {
    const last = state.reviews.at(-1)!
    const reason = state.reviews.map((r) => `${r.serviceType}：${r.decision?.reason ?? ''}`).join('；')
    return refusedBy(state, last.department, reason, ctx, ...before)
  }
  if (state.passedAt === undefined || held.length === 0) return accept(state, ...before)
  return accept(
    { ...state, status: 'admitted', admittedAt: ctx.now },
    ...before,
    fact('admitted', art('111', '20.2'), 'public', {
      agency: state.agency,
      name: state.form.subject.name,
      code: state.form.subject.code,
      operator: state.operator.id,
      services: held.map((r) => r.serviceType),
    }),
  )
}

function recordSituation(state: FiledAdmission, command: Of<'record-situation'>, ctx: Context): Outcome {
  const { actor, now } = ctx
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only a body records')
  const { situation, basis } = command
  const by = { id: actor.organisation, name: actor.organisationName }
  return (
    firstRefusal(hasReason(basis, 'basis')) ??
    accept(
      { ...state, situations: [...state.situations, { kind: situation, basis, by, at: now }] },
      parties('situation-recorded', situationArticles[situation], {
        agency: state.agency,
        situation,
        basis,
      }),
    )
  )
}

/**
 * 8.1, 16: an application goes from hand to hand within the operator, and what a department has to confirm within it; the
 * applicant sees in whose it is. Taking it out of another's hand needs a reason; giving it to whom has it changes nothing.
 */
function assign(state: FiledAdmission, { clerk: person, reason }: Of<'assign'>, ctx: Context): Outcome {
  const { actor, now } = ctx
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only bodies hand over')
  const isOwn = (r: Review) => !r.decision && r.department.id === actor.organisation
  const inDepartment = actor.kind === 'department'
  const article = inDepartment ? art('111', '16') : art('111', '8.1')
  const clerk = knowledgeOf(ctx).clerks.find((c) => c.person === person)
  if (!clerk) return { ok: false, refusal: no('not-a-clerk', article, {}, 'clerk') }
  const from = inDepartment ? state.reviews.find(isOwn)?.clerk : state.clerk
  if (from?.person === person) return accept(state)
  if (from && from.person !== actor.person && reason.trim() === '')
    return { ok: false, refusal: no('hand-over-reason-missing', article, { from: from.name }, 'reason') }
  const next = { ...clerk, since: now }
  return accept(
    inDepartment
      ? { ...state, reviews: state.reviews.map((r) => (isOwn(r) ? { ...r, clerk: next } : r)) }
      : { ...state, clerk: next },
    parties('assigned', article, {
      ...{ agency: state.agency, to: clerk.name, by: actor.personName },
      ...(inDepartment ? { department: actor.organisationName } : {}),
      ...(from ? { from: from.name } : {}),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    }),
  )
}

/** 20.2: basic, credit and commitment information is shown to the public. */
function publish(state: Admission, ctx: Context): Outcome {
  if (state.status !== 'admitted') throw new Error('offered() lets only admitted applications be published')
  const ends = publicityEnd(ctx.now, ctx)
  return accept(
    { ...state, status: 'in-publicity', publishedAt: ctx.now },
    fact('published', art('111', '20.2'), 'public', {
      agency: state.agency,
      name: state.form.subject.name,
      commitment: state.commitment.version,
      ends,
    }),
  )
}

function endPublicity(state: Admission, ctx: Context): Outcome {
  if (state.status !== 'in-publicity') throw new Error('offered() lets only a running publicity end')
  return accept(
    { ...state, status: 'closed', endedAt: ctx.now },
    fact('publicity-ended', art('111', '20.2'), 'public', { agency: state.agency }),
  )
}

/** 20.3: 根据复核结果对入驻申请作出决定; an upheld objection ends the admission. */
function revoke(state: Admission, { reason, by }: Of<'revoke'>, ctx: Context): Outcome {
  if (!('publishedAt' in state)) throw new Error('offered() lets only published admissions be revoked')
  const body = { agency: state.agency, name: state.form.subject.name, by: by.name, reason }
  return accept(
    { ...state, status: 'revoked', revokedAt: ctx.now, reason, by },
    fact('revoked', art('111', '20.3'), 'public', body),
  )
}

function hasReason(text: string, field: string): Refusal | undefined {
  return text.trim() === '' ? no('reason-missing', art('111', '20.4'), {}, field) : undefined
}

const fact = (
  what: FactName,
  article: Fact['article'],
  visibility: Fact['visibility'],
  body: Fact['body'],
): Fact => ({ kind: `admission.${what}`, article, visibility, body })

const parties = (what: FactName, article: Fact['article'], body: Fact['body']): Fact =>
  fact(what, article, 'parties', body)

/** What the log keeps of a filing: no identity numbers, but the hash of every certificate. */
const filing = (state: UnderCheck): Fact['body'] => ({
  agency: state.agency,
  name: state.form.subject.name,
  operator: state.operator.id,
  services: state.form.services.map((s) => s.serviceType),
  commitment: state.commitment.version,
  licence: state.form.subject.licence?.sha256,
  certificates: state.form.services.map((s) => s.file?.sha256 ?? ''),
})
