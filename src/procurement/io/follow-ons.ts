import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/deps.ts'
import type { Draft, Original, Procurement } from '../index.ts'

/** A contract that both have confirmed, as fulfilment tells it (33.5). Money in 分. */
export interface Contracted {
  engagement: string
  owner: string
  agency: { id: string; name: string }
  title: string
  amount: number
}

/** Keeps the contract that later services may follow on (22.1.2.4); told again it takes the new sum. */
export async function recordContract(tx: Tx, c: Contracted): Promise<void> {
  await sql`
    insert into original_contract (engagement, owner, agency, agency_name, title, amount)
    values (${c.engagement}, ${c.owner}, ${c.agency.id}, ${c.agency.name}, ${c.title}, ${c.amount})
    on conflict (engagement) do update set amount = excluded.amount, title = excluded.title`.execute(tx)
}

const follows = (draft: Draft): draft is Draft & { direct: { original: string } } =>
  draft.method === 'direct' && draft.direct?.ground === 'follow-on' && draft.direct.original !== undefined

/** What the owner's contracts have been followed on with so far. */
export async function originalsOf(tx: Tx | Db, owner: string): Promise<Original[]> {
  const { rows } = await sql<Omit<Original, 'agency'> & { agencyId: string; agencyName: string }>`
    select c.engagement, c.title, c.amount, c.agency as "agencyId", c.agency_name as "agencyName",
      coalesce((select sum(f.amount) from follow_on f where f.original = c.engagement), 0)::bigint as followed
    from original_contract c where c.owner = ${owner} order by c.title, c.engagement limit 500`.execute(tx)
  return rows.map(({ agencyId, agencyName, ...rest }) => ({
    ...rest,
    agency: { id: agencyId, name: agencyName },
  }))
}

/**
 * The contract that a draft follows on, locked until the transaction ends: another request for the same contract waits
 * and then counts this one. What the procurement itself holds already is not counted against it.
 */
export async function lockedOriginals(tx: Tx, p: Procurement, draft: Draft): Promise<Original[]> {
  if (!follows(draft)) return []
  await sql`select 1 from original_contract where engagement = ${draft.direct.original} for update`.execute(
    tx,
  )
  const held = holds(p) && follows(p.draft) ? p.draft : undefined
  return (await originalsOf(tx, p.owner.id)).map((o) =>
    held?.direct.original === o.engagement ? { ...o, followed: o.followed - (held.amount ?? 0) } : o,
  )
}

/** Whether a procurement takes its part of the tenth: from its filing until it fails, ends or goes back to its owner. */
function holds({ status }: Procurement): boolean {
  switch (status) {
    case 'draft':
    case 'supplementing':
    case 'failed':
    case 'cancelled':
    case 'voided':
      return false
    default:
      return true
  }
}

/** Writes what a procurement takes of the tenth, or gives it back. */
export async function keepClaim(tx: Tx, id: string, p: Procurement): Promise<void> {
  if (holds(p) && follows(p.draft)) {
    await sql`
      insert into follow_on (procurement, original, amount) values (${id}, ${p.draft.direct.original}, ${p.draft.amount})
      on conflict (procurement) do update set original = excluded.original, amount = excluded.amount`.execute(
      tx,
    )
  } else if (p.draft.method === 'direct') {
    await sql`delete from follow_on where procurement = ${id}`.execute(tx)
  }
}
