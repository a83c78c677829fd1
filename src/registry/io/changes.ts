import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { Keys, SubjectStore, Tx } from '../../platform/deps.ts'
import {
  aboutOf,
  type Change,
  type ChangeMatter,
  type ChangeStatus,
  type KeyPersonInForce,
  mapNumbers,
  maskNumber,
  type Proposal,
} from '../index.ts'
import type { AgencyDetail } from './agencies.ts'

const purpose = 'registry/change-numbers'

/** Keeps changes. Numbers of people are masked in the readable state and lie sealed beside it, as in an admission. */
export function changeStore(keys: Keys): SubjectStore<Change> {
  const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>) => {
    const { rows } = await sql<{ state: Change; version: number; numbers: Buffer }>`
      select state, version, numbers from agency_change where id = ${id} ${lock}`.execute(tx)
    const [row] = rows
    if (!row || row.state.status === 'new') return undefined
    const numbers = JSON.parse(Buffer.from(keys.open(purpose, row.numbers)).toString()) as string[]
    const proposal = mapNumbers(row.state.proposal, () => numbers.shift() ?? '')
    return { state: { ...row.state, proposal }, version: row.version }
  }
  return {
    lock: (tx, id) => find(tx, id, sql`for update`),
    read: (tx, id) => find(tx, id, sql``),
    async save(tx, id, state, version) {
      if (state.status === 'new') throw new Error('a change is kept from when it is filed')
      const numbers: string[] = []
      const proposal = mapNumbers(state.proposal, (number, what) => {
        numbers.push(number)
        return maskNumber(number, what)
      })
      const sealed = Buffer.from(keys.seal(purpose, Buffer.from(JSON.stringify(numbers))))
      const plain = JSON.stringify({ ...state, proposal })
      await sql`
        insert into agency_change (id, version, state, numbers, status, matter, about, agency, operator, department,
          changed_at)
        values (${id}, ${version}, ${plain}::jsonb, ${sealed}, ${state.status}, ${proposal.matter},
          ${aboutOf(proposal)}, ${state.agency}, ${state.operator.id}, ${state.department?.id ?? null}, market_now())
        on conflict (id) do update set version = excluded.version, state = excluded.state,
          numbers = excluded.numbers, status = excluded.status, changed_at = excluded.changed_at`.execute(tx)
    },
  }
}

/** A change of the same matter that waits for the department or for the operator. */
export async function openChange(
  tx: Tx,
  agency: string,
  proposal: Proposal,
  id: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from agency_change
    where agency = ${agency} and matter = ${proposal.matter} and about = ${aboutOf(proposal)}
      and status in ('submitted', 'confirming') and id <> ${id}`.execute(tx)
  return rows[0]?.id
}

export interface ChangeCard {
  id: string
  agencyName: string
  matter: ChangeMatter
  status: ChangeStatus
  changedAt: Instant
  due: Instant | null
}

/** The changes that a party may see, those that fall due first on top. */
export async function listChanges(
  tx: Tx,
  seen: { agency?: string; operator?: string; department?: string },
  filter: { page: number; size: number },
): Promise<{ items: ChangeCard[]; total: number }> {
  const where = sql`
    (${seen.agency ?? ''} = '' or agency = ${seen.agency ?? ''})
    and (${seen.operator ?? ''} = '' or operator = ${seen.operator ?? ''})
    and (${seen.department ?? ''} = '' or department = ${seen.department ?? ''})`
  const { rows: items } = await sql<ChangeCard>`
    select id, state->>'agencyName' as "agencyName", matter, status, changed_at as "changedAt",
      (select min(due) from clock c where c.subject = 'change' and c.id = agency_change.id) as due
    from agency_change where ${where} order by due nulls last, "changedAt" desc, id
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  const total = await sql<{ n: number }>`select count(*) as n from agency_change where ${where}`.execute(tx)
  return { items, total: total.rows[0]?.n ?? 0 }
}

export interface InForce {
  status: 'applying' | 'admitted' | 'suspended' | 'expelled'
  name: string
  region: string
  legalRepresentative: string
  profile: AgencyDetail['profile']
  controllers: string[]
  admission: string | null
  people: KeyPersonInForce[]
}

/** What is in force of an agency, for its own desk and for the rules. */
export async function inForce(tx: Tx, agency: string): Promise<InForce | undefined> {
  const { rows } = await sql<Omit<InForce, 'people'>>`
    select a.status, o.name, o.region, a.legal_representative as "legalRepresentative", a.profile, a.controllers,
      a.admission
    from agency a join organisation o on o.id = a.organisation where a.organisation = ${agency}`.execute(tx)
  if (!rows[0]) return undefined
  const people = await sql<KeyPersonInForce>`
    select id, name, posts, certificate from key_person where agency = ${agency} order by name, id`.execute(
    tx,
  )
  return { ...rows[0], people: people.rows }
}

export async function setProfile(tx: Tx, agency: string, profile: AgencyDetail['profile']): Promise<void> {
  await sql`
    update agency set profile = profile || ${JSON.stringify(profile)}::jsonb
    where organisation = ${agency}`.execute(tx)
}

/** The new legal representative, also in what 29.1 compares, and as who signs for the agency. */
export async function setRepresentative(
  tx: Tx,
  agency: string,
  { name, controllers }: { name: string; controllers: string[] },
): Promise<void> {
  await sql`
    update agency set legal_representative = ${name}, controllers = ${controllers}
    where organisation = ${agency}`.execute(tx)
  await sql`
    update membership m set roles = case when p.name = ${name}
      then array_append(array_remove(m.roles, 'legal-representative'), 'legal-representative')
      else array_remove(m.roles, 'legal-representative') end
    from person p where p.id = m.person and m.organisation = ${agency}`.execute(tx)
}

/** 19.2: who has left is free at once. */
export async function freeKeyPeople(tx: Tx, agency: string, ids: readonly string[]): Promise<void> {
  await sql`delete from key_person where agency = ${agency} and id = any(${[...ids]}::text[])`.execute(tx)
}
