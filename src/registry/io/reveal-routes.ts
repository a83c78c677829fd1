import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { dateOf, type Instant } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import { type HttpDeps, type Organised, Refused, route } from '../../platform/http.ts'
import { notify } from '../../platform/notices.ts'
import { refuse } from '../../workflow/index.ts'
import {
  type IdentityPlace,
  identitiesOfChange,
  identitiesOfForm,
  isFiled,
  maskName,
  plainLine,
  type RevealSubject,
  revealFault,
  revealNotice,
  revealSubjects,
  routedTo,
  within,
} from '../index.ts'
import * as store from '../store.ts'
import { admissionView } from './admission-routes.ts'
import { admissionStore } from './admissions.ts'
import { lockNames } from './agencies.ts'
import { nearestBody } from './bodies.ts'
import { changeView } from './change-routes.ts'
import { changeStore } from './changes.ts'
import { naturalPersonOf } from './natural-persons.ts'

const cites = art('111', '19.1')

/** Who may ask for a full number: bodies with the matter at hand, never a party about another. */
const askers = ['operator', 'department', 'management', 'audit'] as const

interface AtHand {
  party: string
  identities: readonly IdentityPlace[]
}

/** The thing at hand, where the actor may see it at all; otherwise it is not there. */
async function atHand(
  tx: Tx,
  deps: HttpDeps,
  actor: Organised,
  subject: RevealSubject,
  id: string,
): Promise<AtHand> {
  const hidden = new Refused(refuse('unknown-subject', cites, { id }, 'id'))
  switch (subject) {
    case 'admission': {
      const state = (await admissionStore(deps.keys).read(tx, id))?.state
      if (!state || !isFiled(state)) throw hidden
      admissionView(state, actor, id)
      return { party: state.agency, identities: identitiesOfForm(state.form) }
    }
    case 'change': {
      const state = (await changeStore(deps.keys).read(tx, id))?.state
      if (!state || state.status === 'new') throw hidden
      changeView(state, actor, id)
      return { party: state.agency, identities: identitiesOfChange(state) }
    }
    case 'owner': {
      const owner = await store.organisation(tx, id)
      const person = owner?.kind === 'owner' ? await naturalPersonOf(tx, deps.keys, id) : undefined
      if (!owner || !person || !(await looksAfter(tx, deps, actor, owner.region))) throw hidden
      return { party: id, identities: [{ place: 'owner', name: owner.name, identity: person.identity }] }
    }
  }
}

/** 6-8, 13: the operator and the management body of an owner's place, and audit. */
async function looksAfter(tx: Tx, deps: HttpDeps, actor: Organised, region: string): Promise<boolean> {
  if (actor.kind === 'audit') return within(actor.region).includes(region)
  if (actor.kind !== 'operator' && actor.kind !== 'management') return false
  const place = routedTo(region, await deps.settings(tx))
  return (await nearestBody(tx, actor.kind, place))?.id === actor.organisation
}

interface RevealRow {
  id: string
  subject: string
  name: string
  party: string
  partyName: string
  personName: string
  organisationName: string
  reason: string
  at: Instant
}

/** Full identity numbers, one at a time, on a recorded request with a reason; and who has asked for which. */
export function mountReveals(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'POST',
    url: '/api/identity-reveals',
    summary:
      'Be shown one full identity number of a matter at hand: logged with the reason, told to the party',
    cites,
    who: askers,
    attempts: 20,
    stepUp: true,
    // The number is answered once and kept nowhere, not even sealed: asking again is another request on record.
    idempotent: false,
    body: z.object({
      subject: z.enum(revealSubjects),
      id: plainLine(80),
      place: plainLine(40),
      reason: plainLine(300),
    }),
    handler: async ({ tx, actor, body, reply }) => {
      const { subject, id, place, reason } = body
      const now = await deps.now(tx)
      const { party, identities } = await atHand(tx, deps, actor, subject, id)
      // Ten requests at once are counted one after the other.
      await lockNames(tx, [`reveal/${actor.person}`])
      const found = identities.find((p) => p.place === place)
      const asked = { reason, found, today: await shownSince(tx, actor.person, dateOf(now)) }
      const fault = revealFault(asked, await deps.settings(tx))
      if (fault || !found) throw new Refused(fault ?? refuse('no-such-identity', cites))
      const revealed = randomUUID()
      await sql`
        insert into identity_reveal
          (id, subject, place, name, party, person, person_name, organisation, reason, at)
        values (${revealed}, ${`${subject}/${id}`}, ${place}, ${found.name}, ${party}, ${actor.person},
          ${actor.personName}, ${actor.organisation}, ${reason}, ${now}::timestamptz)`.execute(tx)
      const told = { by: actor.personName, organisation: actor.organisationName, reason }
      const [fact] = await deps.ledger.append(tx, {
        ...{ subject: `identity-reveal/${party}`, actor: actor.organisation, at: now },
        facts: [
          {
            ...{ kind: 'identity.revealed', article: cites, visibility: 'parties' as const },
            body: { ...told, of: `${subject}/${id}`, place, name: maskName(found.name) },
          },
        ],
      })
      await notify(tx, deps, {
        ...{ key: fact!.id, to: [party], words: revealNotice, article: cites },
        params: { ...told, name: found.name },
        link: '/desk/readings',
      })
      reply.header('cache-control', 'no-store')
      return { name: found.name, identity: found.identity }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/identity-reveals',
    summary: 'Who was shown which full number: of my organisation’s people, by my body, or in my region',
    cites,
    who: 'signed-in',
    query: z.object({
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, actor, query: { page, size } }) => {
      const seen = seenBy(actor)
      const { rows: items } = await sql<RevealRow>`
        select r.id, r.subject, r.name, r.party, p.name as "partyName", r.person_name as "personName",
          o.name as "organisationName", r.reason, r.at
        from identity_reveal r join organisation p on p.id = r.party join organisation o on o.id = r.organisation
        where ${seen} order by r.at desc, r.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from identity_reveal r join organisation p on p.id = r.party
          join organisation o on o.id = r.organisation where ${seen}`.execute(tx)
      return { items, total: rows[0]!.n }
    },
  })
}

/** The party sees who looked; a body its own looking; management and audit that of their region. */
function seenBy(actor: Organised) {
  if (actor.kind === 'management' || actor.kind === 'audit')
    return sql<boolean>`o.region = any(${within(actor.region)}::text[])`
  return sql<boolean>`(r.party = ${actor.organisation} or r.organisation = ${actor.organisation})`
}

async function shownSince(tx: Tx, person: string, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from identity_reveal
    where person = ${person} and at >= (${day} || ' 00:00+08')::timestamptz`.execute(tx)
  return rows[0]!.n
}
