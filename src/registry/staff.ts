import { addMs, type Instant } from '../calendar/index.ts'
import { type Article, art } from '../gazette/index.ts'
import {
  type AvailableAction,
  accept,
  type Context,
  type Decision,
  type Fact,
  firstRefusal,
  impossible,
  type OrganisationKind,
  type Refusal,
  type Role,
  refuse,
  reject,
  settingOf,
  type Workflow,
} from '../workflow/index.ts'
import { filled, validPhone } from './form-rules.ts'
import { invitationHours } from './settings.ts'
import {
  type Invitation,
  type InvitationFields,
  type Staff,
  type StaffCommand,
  type StaffFactName,
  type StaffKnowledge,
  type StaffMember,
  staffKnowledgeKey,
} from './staff-state.ts'
import type { StaffRefusalCode } from './staff-words.ts'

type Outcome = Decision<Staff>
type Of<K extends StaffCommand['kind']> = Extract<StaffCommand, { kind: K }>

/** 2, 19.1: who acts for an organisation, under the own name: people are invited, change roles, hand over and leave. */
export const staff: Workflow<Staff, StaffCommand> = { decide, availableActions, deadlines: () => [] }

const cites = art('111', '19.1')

const no = (
  code: StaffRefusalCode,
  article: Article = cites,
  params: Refusal['params'] = {},
  field?: string,
): Refusal => refuse(code, article, params, field)

const knowledgeOf = (ctx: Context): StaffKnowledge => {
  const knowledge = ctx.rules[staffKnowledgeKey] as unknown as StaffKnowledge | undefined
  if (!knowledge) throw new Error('the rules of staff were asked without their knowledge')
  return knowledge
}

/** The posts of 19.2, each under the name of the role that goes with it. */
const keyRoles = ['legal-representative', 'authorised-agent', 'admin', 'practitioner'] as const

/** What a member of each kind of organisation may be, beside an ordinary member. */
export const rolesOf = (kind: OrganisationKind): readonly Role[] => {
  switch (kind) {
    case 'agency':
      return ['member', 'admin', 'legal-representative', 'authorised-agent', 'practitioner']
    case 'owner':
      return ['member', 'admin', 'legal-representative']
    default:
      return ['member', 'admin']
  }
}

const isAdmin = (m: Pick<StaffMember, 'roles'>) => m.roles.includes('admin')
const memberOf = (state: Staff, person: string) => state.members.find((m) => m.person === person)
const ordered = (roles: readonly Role[]): Role[] => [
  ...(['member', ...keyRoles] as const).filter((r) => r === 'member' || roles.includes(r)),
]
const same = (a: string, b: string) => a.normalize('NFKC').trim() === b.normalize('NFKC').trim()

/** The actor as a member; undefined for everybody from elsewhere. */
const self = (state: Staff, { actor }: Context): StaffMember | undefined =>
  'organisation' in actor && actor.organisation === state.organisation.id
    ? memberOf(state, actor.person)
    : undefined

/** Open and not lapsed at this moment. */
export const isOpen = (i: Pick<Invitation, 'status' | 'expiresAt'>, now: Instant): boolean =>
  i.status === 'open' && now < i.expiresAt

/** 19.1: why an invitation cannot be accepted any more: used, withdrawn or lapsed. */
export function invitationClosed(
  { status, expiresAt }: Pick<Invitation, 'status' | 'expiresAt'>,
  now: Instant,
): Refusal | undefined {
  if (status !== 'open') return no('invitation-used', cites, {}, 'code')
  return now < expiresAt ? undefined : no('invitation-lapsed', cites, { expiresAt }, 'code')
}

function availableActions(state: Staff, ctx: Context): AvailableAction[] {
  const me = self(state, ctx)
  if (!me) return []
  const leave = { act: 'leave', article: cites, ...refusalOf(mayGo(state, me, ctx)) }
  if (!isAdmin(me)) return [leave]
  const alone = state.members.length < 2 ? no('nobody-to-hand-to') : undefined
  const own = alone ?? mayLose(state, me, ['admin'], ctx, { handsOver: true })
  return [
    { act: 'invite', article: art('111', '2'), ...refusalOf(actsAlone(state)) },
    { act: 'set-roles', article: cites },
    { act: 'hand-over', article: cites, ...refusalOf(own) },
    { act: 'remove', article: cites },
    ...(state.invitations.some((i) => i.status === 'open')
      ? [{ act: 'withdraw-invitation', article: cites } as const]
      : []),
    leave,
  ]
}

const refusalOf = (refusal: Refusal | undefined) => (refusal ? { refusal } : {})

/** 2.2: 自然人 acts in person, so nobody else joins. */
const actsAlone = (state: Staff): Refusal | undefined =>
  state.organisation.naturalPerson ? no('natural-person-alone', art('111', '2.2')) : undefined

/** 19.1 wants an administrator at any time, so the last one hands over before going. */
function lastAdmin(state: Staff, member: StaffMember): Refusal | undefined {
  const others = state.members.some((m) => m.person !== member.person && isAdmin(m))
  return isAdmin(member) && !others ? no('last-administrator', cites, { name: member.name }) : undefined
}

/** The posts that the register gives to a name, under the roles that go with them. */
function registeredRoles(name: string, ctx: Context): Role[] {
  const { admitted, keyPeople, representative } = knowledgeOf(ctx)
  if (!admitted) return []
  return [
    ...keyPeople.filter((p) => same(p.name, name)).flatMap((p) => p.posts),
    ...(same(representative, name) ? (['legal-representative'] as const) : []),
  ]
}

/**
 * 19.2, 33.1: whoever holds a post in the register leaves it by a change that the operator checks, never by a click here.
 * The register knows names; two people of one name are held to it both, which errs on the side of asking.
 */
function keyPost(name: string, roles: readonly Role[], ctx: Context): Refusal | undefined {
  const held = registeredRoles(name, ctx).filter((r) => roles.includes(r))
  return held.length > 0 ? no('key-person-by-change', art('111', '33.1'), { name, roles: held }) : undefined
}

/** 19.2, 33.1: nobody becomes a key person of an admitted agency but by that change. */
function notRegistered(
  name: string,
  roles: readonly Role[],
  ctx: Context,
  field: string,
): Refusal | undefined {
  if (!knowledgeOf(ctx).admitted) return undefined
  const registered = registeredRoles(name, ctx)
  const wanted = roles.filter((r) => r !== 'member' && !registered.includes(r))
  return wanted.length > 0
    ? no('post-by-change', art('111', '33.1'), { name, roles: wanted }, field)
    : undefined
}

function mayLose(
  state: Staff,
  member: StaffMember,
  roles: readonly Role[],
  ctx: Context,
  { handsOver = false } = {},
): Refusal | undefined {
  const last = roles.includes('admin') && !handsOver ? lastAdmin(state, member) : undefined
  return last ?? keyPost(member.name, roles, ctx)
}

const mayGo = (state: Staff, member: StaffMember, ctx: Context): Refusal | undefined =>
  actsAlone(state) ?? mayLose(state, member, keyRoles, ctx)

function fittingRoles(state: Staff, roles: readonly Role[]): Refusal | undefined {
  const strange = roles.find((r) => !rolesOf(state.organisation.kind).includes(r))
  return strange && no('role-not-of-kind', art('111', '2'), { role: strange }, 'roles')
}

/** Everything that keeps an invitation from being written, in the order of its form. */
export function invitationFaults(fields: InvitationFields): Refusal[] {
  const account = fields.account === '' || /^[\w.-]{2,40}$/.test(fields.account)
  return [
    filled(fields.name, 'name', cites),
    validPhone(fields.phone, 'phone'),
    account ? undefined : no('invited-account-invalid', cites, {}, 'account'),
  ].filter((r) => r !== undefined)
}

function decide(state: Staff, command: StaffCommand, ctx: Context): Outcome {
  if (command.kind === 'accept') return join(state, command, ctx)
  if (command.kind === 'found') return found(state, command, ctx)
  if (command.kind === 'begin') return begin(state, command, ctx)
  const me = self(state, ctx)
  const offered = availableActions(state, ctx).find((a) => a.act === command.kind)
  if (!me || !offered) return reject(no('not-available', cites, { act: command.kind }))
  if (offered.refusal) return reject(offered.refusal)
  switch (command.kind) {
    case 'invite':
      return invite(state, command, ctx, me.name)
    case 'withdraw-invitation':
      return withdraw(state, command, me)
    case 'set-roles':
      return setRoles(state, command, ctx, me)
    case 'hand-over':
      return handOver(state, command, ctx, me)
    case 'remove':
      return remove(state, command, ctx, me)
    case 'leave':
      return accept(without(state, me.person), fact('left', { person: me.person, name: me.name }))
    default:
      return impossible(command)
  }
}

function invite(state: Staff, command: Of<'invite'>, ctx: Context, by: string): Outcome {
  const { id, code, name, phone, account } = command
  const known = account !== '' && state.members.some((m) => m.account.toLowerCase() === account.toLowerCase())
  const asked = state.invitations.some((i) => isOpen(i, ctx.now) && same(i.name, name) && i.phone === phone)
  const [fault] = invitationFaults(command)
  const refused = firstRefusal(
    fault,
    fittingRoles(state, command.roles),
    notRegistered(name, command.roles, ctx, 'roles'),
    known ? no('already-member', cites, { account }, 'account') : undefined,
    asked ? no('invited-already', cites, { name }, 'name') : undefined,
  )
  if (refused) return refused
  const roles = ordered(command.roles)
  const issued: Invitation = {
    ...{ id, code, name: name.trim(), phone, account, roles, status: 'open' },
    ...{ invitedBy: by, invitedAt: ctx.now },
    expiresAt: addMs(ctx.now, settingOf(ctx.rules, invitationHours) * 3_600_000),
  }
  const told = { invitation: id, name: issued.name, roles, by, expiresAt: issued.expiresAt }
  return accept({ ...state, invitations: [...state.invitations, issued] }, fact('invited', told))
}

/** 7: the city's management body sets a body up and names who administers it first; afterwards the body governs itself. */
function found(state: Staff, command: Of<'found'>, ctx: Context): Outcome {
  const { actor } = ctx
  const { kind } = state.organisation
  const mayFound = actor.kind === 'management' && kind !== 'owner' && kind !== 'agency'
  if (!mayFound) return reject(no('not-available', art('111', '7'), { act: 'found' }))
  if (state.members.some(isAdmin)) return reject(no('has-administrator', art('111', '7')))
  const { id, code, name, phone } = command
  const fields = { id, code, name, phone, account: '', roles: ['admin'] as const }
  return invite(state, { kind: 'invite', ...fields }, ctx, actor.personName)
}

/** 本系统缺省值: a code on a terminal does not lie about for a week. */
const firstInvitationHours = 24

/**
 * 7: while nobody has ever acted for the city's management body, the system asks in whoever starts it. It knows no name,
 * so the one who joins gives it (19.1). Asked again, the code before is void; once it was used, never again.
 */
function begin(state: Staff, { id, code }: Of<'begin'>, ctx: Context): Outcome {
  const article = art('111', '7')
  if (ctx.actor.kind !== 'system' || state.organisation.kind !== 'management')
    return reject(no('not-available', article, { act: 'begin' }))
  if (state.members.length > 0 || state.invitations.some((i) => i.status === 'accepted'))
    return reject(no('begun-already', article))
  const issued: Invitation = {
    ...{ id, code, name: '', phone: '', account: '', roles: ordered(['admin']), status: 'open' },
    ...{ invitedBy: '系统', invitedAt: ctx.now, expiresAt: addMs(ctx.now, firstInvitationHours * 3_600_000) },
  }
  const earlier = state.invitations.map((i) =>
    i.status === 'open' ? { ...i, status: 'withdrawn' as const } : i,
  )
  return accept(
    { ...state, invitations: [...earlier, issued] },
    { ...fact('begun', { invitation: id, expiresAt: issued.expiresAt }), article },
  )
}

function withdraw(state: Staff, command: Of<'withdraw-invitation'>, me: StaffMember): Outcome {
  const invitation = state.invitations.find((i) => i.id === command.invitation && i.status === 'open')
  if (!invitation) return reject(no('no-such-invitation', cites, {}, 'invitation'))
  const invitations = state.invitations.map((i) =>
    i === invitation ? { ...i, status: 'withdrawn' as const } : i,
  )
  const told = { invitation: invitation.id, name: invitation.name, by: me.name }
  return accept({ ...state, invitations }, fact('invitation-withdrawn', told))
}

/** 19.1 实名: the code opens the door to the one whose name it was made for, once, and before it lapses. */
function join(state: Staff, command: Of<'accept'>, ctx: Context): Outcome {
  const { person, name, account } = command
  const invitation = state.invitations.find((i) => i.id === command.invitation)
  if (!invitation) return reject(no('no-such-invitation', cites, {}, 'code'))
  const otherAccount = invitation.account !== '' && invitation.account.toLowerCase() !== account.toLowerCase()
  const refused = firstRefusal(
    invitationClosed(invitation, ctx.now),
    invitation.name === '' || same(invitation.name, name)
      ? undefined
      : no('not-the-invited', cites, { name }, 'name'),
    otherAccount ? no('invited-other-account', cites, {}, 'account') : undefined,
    memberOf(state, person) ? no('already-member', cites, { account }, 'account') : undefined,
    // What the register says may have changed since the invitation was written.
    notRegistered(name, invitation.roles, ctx, 'code'),
  )
  if (refused) return refused
  const members = [...state.members, { person, name, account, roles: invitation.roles }]
  const invitations = state.invitations.map((i) =>
    i === invitation ? { ...i, status: 'accepted' as const } : i,
  )
  const told = { invitation: invitation.id, person, name, roles: invitation.roles, by: invitation.invitedBy }
  return accept({ ...state, members, invitations }, fact('joined', told))
}

function setRoles(state: Staff, command: Of<'set-roles'>, ctx: Context, me: StaffMember): Outcome {
  const member = memberOf(state, command.person)
  if (!member) return reject(no('no-such-member', cites, {}, 'person'))
  const roles = ordered(command.roles)
  const lost = member.roles.filter((r) => !roles.includes(r))
  const gained = roles.filter((r) => !member.roles.includes(r))
  const refused = firstRefusal(
    fittingRoles(state, roles),
    lost.length + gained.length === 0
      ? no('roles-unchanged', cites, { name: member.name }, 'roles')
      : undefined,
    mayLose(state, member, lost, ctx),
    notRegistered(member.name, gained, ctx, 'roles'),
  )
  if (refused) return refused
  const told = { person: member.person, name: member.name, roles, former: member.roles, by: me.name }
  return accept(withRoles(state, { [member.person]: roles }), fact('roles-changed', told))
}

/** 19.1: the administration goes from one hand to another in one act, so that there is no moment without any. */
function handOver(state: Staff, command: Of<'hand-over'>, ctx: Context, me: StaffMember): Outcome {
  const to = memberOf(state, command.successor)
  if (!to || to.person === me.person) return reject(no('no-such-member', cites, {}, 'successor'))
  const refused = firstRefusal(notRegistered(to.name, isAdmin(to) ? [] : ['admin'], ctx, 'successor'))
  if (refused) return refused
  const next = withRoles(state, {
    [me.person]: me.roles.filter((r) => r !== 'admin'),
    [to.person]: ordered([...to.roles, 'admin']),
  })
  const told = { from: me.person, fromName: me.name, to: to.person, toName: to.name }
  return accept(next, fact('handed-over', told))
}

function remove(state: Staff, command: Of<'remove'>, ctx: Context, me: StaffMember): Outcome {
  const { reason } = command
  const member = memberOf(state, command.person)
  if (!member) return reject(no('no-such-member', cites, {}, 'person'))
  const refused = firstRefusal(
    member.person === me.person ? no('leave-by-yourself', cites, {}, 'person') : undefined,
    reason.trim() === '' ? no('removal-reason-missing', cites, {}, 'reason') : undefined,
    mayGo(state, member, ctx),
  )
  if (refused) return refused
  const told = { person: member.person, name: member.name, by: me.name, reason }
  return accept(without(state, member.person), fact('removed', told))
}

const without = (state: Staff, person: string): Staff => ({
  ...state,
  members: state.members.filter((m) => m.person !== person),
})

const withRoles = (state: Staff, roles: Readonly<Record<string, readonly Role[]>>): Staff => ({
  ...state,
  members: state.members.map((m) => ({ ...m, roles: roles[m.person] ?? m.roles })),
})

const fact = (what: StaffFactName, body: Fact['body']): Fact => ({
  kind: `staff.${what}`,
  article: cites,
  visibility: 'parties',
  body,
})
