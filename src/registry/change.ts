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
  type Workflow,
} from '../workflow/index.ts'
import { notBarred } from './bar.ts'
import { proposalFaults } from './change-rules.ts'
import {
  type Change,
  type ChangeCommand,
  type ChangeFactName,
  changeKnowledgeOf,
  type FiledChange,
  type Proposal,
  proposalFiles,
} from './change-state.ts'
import { elsewhere } from './key-people.ts'
import { changeDue, confirmationDue } from './periods.ts'
import { no } from './refusals.ts'

type Outcome = Decision<Change>

/**
 * A change of an admitted agency (111/33.1: 应及时对相关信息进行修改). How to reach it and what it does is in force at
 * once; who it is and who acts for it goes to the operator of its place, as the admission did (20.2), and is not in
 * force before.
 */
export const change: Workflow<Change, ChangeCommand> = { decide, availableActions, deadlines }

/** 33.1: 法人、业务授权人、账号管理人、执业（职业）人员以及营业执照: what the operator compared at the admission. */
export const isKeyChange = (proposal: Proposal): boolean => proposal.matter !== 'contact'

interface Row {
  act: ChangeCommand['kind']
  who(state: Change, ctx: Context): boolean
  /** The paragraph, where it is not the general one of the change. */
  cites?: Article
}

/** 33.1; for the certificate of a service that has lapsed, 35.4: 重新提交有效资质等材料，并经…运营机构核准. */
const articleOf = (state: Change): Article =>
  state.status !== 'new' && state.earlier.certificate?.lapsed ? art('111', '35.4') : art('111', '33.1')

const reporters = ['admin', 'authorised-agent', 'legal-representative']

const ofTheAgency = (state: Change, { actor }: Context): boolean =>
  actor.kind === 'agency' &&
  actor.organisation === state.agency &&
  actor.roles.some((r) => reporters.includes(r))

const ofTheOperator = (state: Change, { actor }: Context): boolean =>
  actor.kind === 'operator' && state.status !== 'new' && actor.organisation === state.operator.id

const ofTheDepartment = (state: Change, { actor }: Context): boolean =>
  actor.kind === 'department' && state.status !== 'new' && actor.organisation === state.department?.id

const actions: Record<Change['status'], readonly Row[]> = {
  new: [{ act: 'file', who: ofTheAgency }],
  confirming: [
    { act: 'confirm', who: ofTheDepartment, cites: art('111', '16') },
    { act: 'refuse', who: ofTheDepartment, cites: art('111', '16') },
    { act: 'withdraw', who: ofTheAgency },
  ],
  submitted: [
    { act: 'approve', who: ofTheOperator },
    { act: 'refuse', who: ofTheOperator },
    { act: 'withdraw', who: ofTheAgency },
  ],
  'in-force': [],
  refused: [],
  withdrawn: [],
}

function availableActions(state: Change, ctx: Context): AvailableAction[] {
  return actions[state.status]
    .filter((row) => row.who(state, ctx))
    .map(({ act, cites = articleOf(state) }) => {
      const refusal =
        act === 'approve' && state.status === 'submitted' ? holds(state.proposal, ctx) : undefined
      return { act, article: cites, ...(refusal ? { refusal } : {}) }
    })
}

function decide(state: Change, command: ChangeCommand, ctx: Context): Outcome {
  const row = actions[state.status].find((r) => r.act === command.kind && r.who(state, ctx))
  if (!row) {
    const params = { act: command.kind, status: state.status }
    return { ok: false, refusal: no('not-available', art('111', '33.1'), params) }
  }
  switch (command.kind) {
    case 'file':
      return file(state, command.proposal, ctx)
    case 'confirm':
      return confirm(state as FiledChange, ctx)
    case 'approve':
      return approve(state as FiledChange, ctx)
    case 'refuse':
      return refuseChange(state as FiledChange, command.reason, ctx)
    case 'withdraw':
      return accept(
        { ...(state as FiledChange), status: 'withdrawn', withdrawnAt: ctx.now },
        fact('withdrawn', 'parties', state as FiledChange),
      )
    default:
      return impossible(command)
  }
}

function file(state: Change, proposal: Proposal, ctx: Context): Outcome {
  const known = changeKnowledgeOf(ctx)
  const refused = firstRefusal(
    known.agencyStatus === 'admitted' || known.agencyStatus === 'suspended'
      ? undefined
      : no('not-admitted', art('111', '33.1')),
    known.other ? no('change-under-way', art('111', '33.1'), { id: known.other }) : undefined,
    proposalFaults(proposal, known, ctx.today)[0],
    filesAreOwn(proposal, ctx),
    holds(proposal, ctx),
    known.operator ? undefined : no('no-operator', art('111', '17')),
    proposal.matter === 'qualification' && !known.department
      ? no(
          'no-department',
          art('111', '16'),
          { serviceType: proposal.claim.serviceType },
          'claim.serviceType',
        )
      : undefined,
  )
  if (refused) return refused
  const leaving = proposal.matter === 'people' ? proposal.leaving : []
  const filed: FiledChange = {
    status: proposal.matter === 'qualification' ? 'confirming' : 'submitted',
    id: state.id,
    agency: state.agency,
    agencyName: known.name,
    operator: known.operator!,
    proposal,
    earlier: {
      name: known.name,
      legalRepresentative: known.legalRepresentative,
      leaving: known.people.filter((p) => leaving.includes(p.id)).map((p) => p.name),
      ...(known.certificate ? { certificate: known.certificate } : {}),
    },
    filedAt: ctx.now,
    ...(proposal.matter === 'qualification' ? { department: known.department! } : {}),
  }
  return isKeyChange(proposal) ? accept(filed, fact('submitted', 'parties', filed)) : inForce(filed, ctx)
}

/** 16: 由各级行业主管部门审核确认; what ended while it lay there is not confirmed any more. */
function confirm(state: FiledChange, ctx: Context): Outcome {
  const { actor } = ctx
  if (actor.kind === 'system' || actor.kind === 'public') throw new Error('only a person confirms')
  const confirmed = { person: actor.person, name: actor.personName, at: ctx.now }
  const after: FiledChange = { ...state, status: 'submitted', confirmed }
  return (
    firstRefusal(...proposalFaults(state.proposal, changeKnowledgeOf(ctx), ctx.today)) ??
    accept<Change>(
      after,
      fact('confirmed', 'parties', after, { department: state.department!.name }, art('111', '16')),
    )
  )
}

/** What may have changed since it was filed is asked again: it takes effect now. */
function approve(state: FiledChange, ctx: Context): Outcome {
  return (
    firstRefusal(
      ...proposalFaults(state.proposal, changeKnowledgeOf(ctx), ctx.today),
      holds(state.proposal, ctx),
    ) ?? inForce(state, ctx)
  )
}

function inForce(state: FiledChange, ctx: Context): Outcome {
  const after: FiledChange = { ...state, status: 'in-force', inForceAt: ctx.now }
  return accept(after, fact('in-force', 'public', after, shown(state.proposal)))
}

function refuseChange(state: FiledChange, reason: string, ctx: Context): Outcome {
  if (reason.trim() === '') {
    return { ok: false, refusal: no('reason-missing', art('111', '33.1'), {}, 'reason') }
  }
  const after: FiledChange = { ...state, status: 'refused', refusedAt: ctx.now, reason }
  return accept(after, fact('refused', 'parties', after, { reason }))
}

/** What must hold when it is filed and when it takes effect: 19.2 for those who join, 36.4 for who represents. */
function holds(proposal: Proposal, ctx: Context): Refusal | undefined {
  const known = changeKnowledgeOf(ctx)
  if (proposal.matter === 'representative') return notBarred(known.bars, ctx.now, ctx.calendar)
  const [held] = known.elsewhere
  if (proposal.matter !== 'people' || !held) return undefined
  const name = proposal.joining[held.index]?.name ?? ''
  return elsewhere(held, { name, own: known.name, field: `joining.${held.index}.identity` }, ctx.actor)
}

function filesAreOwn(proposal: Proposal, ctx: Context): Refusal | undefined {
  const { unknownFiles } = changeKnowledgeOf(ctx)
  const strange = proposalFiles(proposal).find(({ file: f }) => unknownFiles.includes(f.id))
  return strange && no('file-unknown', art('111', '33.1'), {}, strange.field)
}

/**
 * The department's clock runs from the report, the operator's from the report or from the department's confirmation; 33.1
 * gives no figures, so the admission's are this system's defaults.
 */
function deadlines(state: Change, ctx: Context): Deadline[] {
  if (state.status === 'confirming') {
    const { filedAt: since, department } = state
    const due = confirmationDue(since, ctx)
    return [{ action: 'confirm', article: art('111', '16'), since, due, who: department!.id }]
  }
  if (state.status !== 'submitted') return []
  const since = state.confirmed?.at ?? state.filedAt
  const due = changeDue(since, ctx)
  return [{ action: 'approve', article: articleOf(state), since, due, who: state.operator.id }]
}

/** What the log keeps for everyone: names that the public page shows, no numbers of people. */
function shown(proposal: Proposal): Fact['body'] {
  switch (proposal.matter) {
    case 'contact': {
      const { matter: _, ...contact } = proposal
      return contact
    }
    case 'name':
      return { name: proposal.name }
    case 'representative':
      return { legalRepresentative: proposal.representative.name }
    case 'people':
      return { joining: proposal.joining.length, leaving: proposal.leaving.length }
    case 'qualification': {
      const { serviceType, qualification, grade, number, validTo } = proposal.claim
      return { serviceType, qualification, grade, number, validTo }
    }
    default:
      return impossible(proposal)
  }
}

const fact = (
  what: ChangeFactName,
  visibility: Fact['visibility'],
  state: FiledChange,
  body: Fact['body'] = {},
  article: Article = articleOf(state),
): Fact => ({
  kind: `change.${what}`,
  article,
  visibility,
  body: { agency: state.agency, matter: state.proposal.matter, ...body },
})
