import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { act } from '../../platform/act.ts'
import type { Tx } from '../../platform/deps.ts'
import {
  answer,
  type CommandRoutes,
  commandRoutes,
  type HttpDeps,
  type Organised,
  Refused,
  route,
} from '../../platform/http.ts'
import { refuse } from '../../workflow/index.ts'
import {
  filled,
  invitationClosed,
  maskPhone,
  plainLine,
  type Staff,
  type StaffCommand,
  staffKnowledgeKey,
  validPhone,
} from '../index.ts'
import { no } from '../refusals.ts'
import * as store from '../store.ts'
import { lockNames } from './agencies.ts'
import { historyOfSubject } from './history.ts'
import type { Accounts } from './public-routes.ts'
import { type FoundInvitation, invitationByCode, personById, staffStore } from './staff-store.ts'
import { codeDigest, newCode, type StaffSubject } from './staff-subject.ts'
import { sealPhone } from './subject.ts'

const cites = art('111', '19.1')

export const roleSchema = z
  .array(z.enum(['member', 'admin', 'legal-representative', 'authorised-agent', 'practitioner']))
  .max(5)

/** Its own people see who they are; its administrators also whom they have invited, phones masked, never a code. */
function view(state: Staff, actor: Organised, id: string): unknown {
  if (state.organisation.id !== actor.organisation)
    throw new Refused(refuse('unknown-subject', cites, { id }))
  const { organisation, members } = state
  const invitations = actor.roles.includes('admin')
    ? state.invitations.map(({ code: _, phone, ...i }) => ({ ...i, phone: maskPhone(phone) }))
    : []
  return { organisation, members, invitations }
}

const definition: CommandRoutes<Staff, StaffCommand> = {
  plural: 'staff',
  who: 'signed-in',
  cites,
  view,
  schemas: {
    'withdraw-invitation': z.object({ invitation: plainLine(80) }),
    'set-roles': z.object({ person: plainLine(80), roles: roleSchema }),
    'hand-over': z.object({ successor: plainLine(80) }),
    remove: z.object({ person: plainLine(80), reason: plainLine(500) }),
    leave: z.object({}),
  },
}

const codeSchema = plainLine(40)

/** The people of an organisation (111/2, 19.1): read, invite, accept, roles, hand over, remove, leave. */
export function mountStaff(
  app: FastifyInstance,
  deps: HttpDeps,
  subject: StaffSubject,
  accounts: Accounts,
): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/staff/:id',
    summary: 'The people of my organisation',
    cites,
    who: 'signed-in',
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found) throw new Refused(refuse('unknown-subject', cites, { id }))
      const answered = await answer(tx, deps, subject, definition, id, found.state, found.version, actor)
      const registered = await subject.rules?.(tx, found.state, undefined, actor)
      return {
        ...answered,
        registered: registered?.[staffKnowledgeKey],
        history: await historyOfSubject(tx, `staff/${id}`, () => true),
      }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/staff/:id/invite',
    summary: 'Invite a person; the answer holds the one-time code, which is shown this once',
    cites,
    who: 'signed-in',
    params: z.object({ id: plainLine(80) }),
    body: z.object({
      name: plainLine(60),
      phone: plainLine(30),
      account: plainLine(40).default(''),
      roles: roleSchema.default([]),
      version: z.number().int().positive().optional(),
    }),
    handler: async ({ tx, actor, params: { id }, body: { version, ...fields }, reply }) => {
      const issued = { id: randomUUID(), code: newCode() }
      const command = {
        kind: 'invite',
        ...fields,
        id: issued.id,
        code: codeDigest(deps, issued.code),
      } as const
      const outcome = await act(tx, deps, subject, id, command, actor, { version })
      if (!outcome.ok) {
        const { refusal, state } = outcome
        if (state === undefined) throw new Refused(refuse('unknown-subject', cites, { id }))
        view(state, actor, id)
        throw new Refused(refusal)
      }
      reply.code(201).header('cache-control', 'no-store')
      const answered = await answer(tx, deps, subject, definition, id, outcome.state, outcome.version, actor)
      return { ...answered, code: issued.code }
    },
  })

  commandRoutes(app, deps, subject, definition)

  route(app, deps, {
    method: 'POST',
    url: '/api/invitations/look',
    summary: 'Whose invitation a code is',
    cites,
    who: 'public',
    attempts: 20,
    body: z.object({ code: codeSchema }),
    handler: async ({ tx, body }) => {
      const found = await openInvitation(tx, deps, body.code)
      const refusal = invitationClosed(found, await deps.now(tx))
      if (refusal) throw new Refused(refusal)
      const { organisationName, kind, name, account, roles, expiresAt } = found
      return { organisationName, kind, name, account, roles, expiresAt }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/invitations/accept',
    summary: 'Accept an invitation with the account that is signed in',
    cites,
    who: 'signed-in',
    attempts: 10,
    body: z.object({ code: codeSchema }),
    handler: async ({ tx, body, actor }) => {
      const invitation = await openInvitation(tx, deps, body.code)
      const me = await personById(tx, actor.person)
      if (!me) throw new Error(`a person without an entry: ${actor.person}`)
      return accepted(tx, deps, subject, invitation, { person: actor.person, ...me })
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/invitations/join',
    summary: 'Accept an invitation with a new account, or with one that belongs to no organisation any more',
    cites,
    who: 'public',
    attempts: 10,
    body: z.object({
      code: codeSchema,
      account: plainLine(40),
      password: plainLine(200),
      /** The account exists already. */
      existing: z.boolean().default(false),
      email: plainLine(120).default(''),
      /** Where the invitation names nobody (the first one of all). */
      name: plainLine(60).default(''),
      phone: plainLine(30).default(''),
    }),
    handler: async ({ tx, body, reply }) => {
      const invitation = await openInvitation(tx, deps, body.code)
      const person = body.existing
        ? await existing(tx, accounts, body)
        : await newAccount(tx, deps, accounts, invitation, body)
      reply.code(201)
      return accepted(tx, deps, subject, invitation, person)
    },
  })
}

async function openInvitation(tx: Tx, deps: HttpDeps, code: string): Promise<FoundInvitation> {
  const found = await invitationByCode(tx, codeDigest(deps, code))
  if (!found) throw new Refused(refuse('no-such-invitation', cites, {}, 'code'))
  return found
}

type Joining = { person: string; name: string; account: string }

async function accepted(
  tx: Tx,
  deps: HttpDeps,
  subject: StaffSubject,
  { id, organisation, organisationName }: FoundInvitation,
  joining: Joining,
) {
  // Not in the name of another organisation, for which the person may be acting just now.
  const command = { kind: 'accept', invitation: id, ...joining } as const
  const outcome = await act(tx, deps, subject, organisation, command, { kind: 'public' })
  if (!outcome.ok) throw new Refused(outcome.refusal)
  return { organisation, organisationName }
}

async function existing(
  tx: Tx,
  accounts: Accounts,
  { account, password }: { account: string; password: string },
): Promise<Joining> {
  const person = await accounts.personWith(tx, account, password)
  const known = person === undefined ? undefined : await personById(tx, person)
  if (person === undefined || !known)
    throw new Refused(refuse('wrong-credentials', cites, {}, 'password'), 401)
  return { person, ...known }
}

/** 19.1: the account is made under the name that the invitation was written for, or that the first one of all gives. */
async function newAccount(
  tx: Tx,
  deps: HttpDeps,
  accounts: Accounts,
  invitation: FoundInvitation,
  given: { account: string; password: string; email: string; name: string; phone: string },
): Promise<Joining> {
  const { account, password, email } = given
  const named = invitation.name !== ''
  const name = named ? invitation.name : given.name.trim()
  const unnamed = named ? undefined : (filled(name, 'name', cites) ?? validPhone(given.phone, 'phone'))
  if (unnamed) throw new Refused(unnamed)
  const fault = !/^[\w.-]{2,40}$/.test(account)
    ? no('account-invalid', cites, {}, 'account')
    : password.length < 10
      ? no('password-short', cites, {}, 'password')
      : undefined
  if (fault) throw new Refused(fault)
  await lockNames(tx, [account.toLowerCase()])
  if (await store.accountExists(tx, account))
    throw new Refused(no('account-taken', cites, { account }, 'account'))
  const { id, organisation } = invitation
  const phone = named ? await invitedPhone(tx, deps, organisation, id) : given.phone.trim()
  const person = randomUUID()
  await store.insertPerson(tx, {
    ...{ id: person, name, account, demo: false },
    email: email === '' ? null : email,
    phone: sealPhone(deps, phone),
  })
  const passwordHash = await accounts.hashPassword(password)
  await accounts.createAccount(tx, { id: person, name, account, passwordHash })
  return { person, name, account }
}

/** The phone that the administrator gave, which becomes the person's. */
async function invitedPhone(tx: Tx, deps: HttpDeps, organisation: string, id: string): Promise<string> {
  const found = await staffStore(deps.keys).read(tx, organisation)
  return found?.state.invitations.find((i) => i.id === id)?.phone ?? ''
}
