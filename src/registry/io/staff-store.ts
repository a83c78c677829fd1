import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { Keys, SubjectStore, Tx } from '../../platform/deps.ts'
import type { OrganisationKind, Role } from '../../workflow/index.ts'
import type { Invitation, Staff, StaffKnowledge, StaffMember } from '../index.ts'
import { sealPhone } from './subject.ts'

type InvitationRow = Omit<Invitation, 'phone'> & { phone: Buffer; organisation: string }

const columns = sql`id, organisation, name, account, phone, roles, code, invited_by as "invitedBy",
  invited_at as "invitedAt", expires_at as "expiresAt", status`

/** The people of an organisation are its memberships and its invitations; the organisation's row is the lock. */
export function staffStore(keys: Keys): SubjectStore<Staff> {
  const openPhone = (sealed: Buffer) => Buffer.from(keys.open('registry/phone', sealed)).toString()
  const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>) => {
    const { rows } = await sql<{ name: string; kind: OrganisationKind; natural: boolean; version: number }>`
      select name, kind, staff_version as version, coalesce(profile ->> 'ownerKind' = 'natural-person', false) as natural
      from organisation where id = ${id} and ended_at is null ${lock}`.execute(tx)
    const [row] = rows
    if (!row) return undefined
    const members = await sql<StaffMember>`
      select m.person, p.name, p.account, m.roles from membership m join person p on p.id = m.person
      where m.organisation = ${id} order by p.name, p.id`.execute(tx)
    const invitations = await sql<InvitationRow>`
      select ${columns} from invitation where organisation = ${id} order by invited_at, id`.execute(tx)
    const state: Staff = {
      organisation: { id, name: row.name, kind: row.kind, naturalPerson: row.natural },
      members: members.rows,
      invitations: invitations.rows.map(({ organisation: _, phone, ...i }) => ({
        ...i,
        phone: openPhone(phone),
      })),
    }
    return { state, version: row.version }
  }
  return {
    lock: (tx, id) => find(tx, id, sql`for update`),
    read: (tx, id) => find(tx, id, sql``),
    async save(tx, id, { members, invitations }, version) {
      await sql`update organisation set staff_version = ${version} where id = ${id}`.execute(tx)
      const staying = members.map((m) => m.person)
      await sql`delete from membership where organisation = ${id} and person <> all(${staying}::text[])`.execute(
        tx,
      )
      for (const { person, roles } of members)
        await sql`insert into membership (person, organisation, roles) values (${person}, ${id}, ${[...roles]}::text[])
          on conflict (person, organisation) do update set roles = excluded.roles`.execute(tx)
      for (const i of invitations)
        await sql`
          insert into invitation (id, organisation, name, account, phone, roles, code, invited_by, invited_at,
            expires_at, status)
          values (${i.id}, ${id}, ${i.name}, ${i.account}, ${sealPhone({ keys }, i.phone)}, ${[...i.roles]}::text[],
            ${i.code}, ${i.invitedBy}, ${i.invitedAt}::timestamptz, ${i.expiresAt}::timestamptz, ${i.status})
          on conflict (id) do update set status = excluded.status`.execute(tx)
    },
  }
}

/** What the register says of an organisation's people: nothing but for an agency in the market (19.2). */
export async function registeredPeople(tx: Tx, { organisation }: Staff): Promise<StaffKnowledge> {
  const none: StaffKnowledge = { admitted: false, keyPeople: [], representative: '' }
  if (organisation.kind !== 'agency') return none
  const { rows } = await sql<{ status: string; representative: string }>`
    select status, legal_representative as representative from agency
    where organisation = ${organisation.id}`.execute(tx)
  const [agency] = rows
  if (!agency || (agency.status !== 'admitted' && agency.status !== 'suspended')) return none
  const people = await sql<StaffKnowledge['keyPeople'][number]>`
    select name, posts from key_person where agency = ${organisation.id}`.execute(tx)
  return { admitted: true, keyPeople: people.rows, representative: agency.representative }
}

export interface FoundInvitation {
  id: string
  organisation: string
  organisationName: string
  kind: OrganisationKind
  name: string
  account: string
  roles: Role[]
  expiresAt: Instant
  status: Invitation['status']
}

/** The invitation behind a code's digest; undefined for a code that was never given out. */
export async function invitationByCode(tx: Tx, digest: string): Promise<FoundInvitation | undefined> {
  const { rows } = await sql<FoundInvitation>`
    select i.id, i.organisation, o.name as "organisationName", o.kind, i.name, i.account, i.roles,
      i.expires_at as "expiresAt", i.status
    from invitation i join organisation o on o.id = i.organisation
    where i.code = ${digest} and o.ended_at is null`.execute(tx)
  return rows[0]
}

/** Who a person is, by the id under which they sign in. */
export async function personById(tx: Tx, id: string): Promise<{ name: string; account: string } | undefined> {
  const { rows } = await sql<{ name: string; account: string }>`
    select name, account from person where id = ${id}`.execute(tx)
  return rows[0]
}
