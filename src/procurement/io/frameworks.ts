import { type RawBuilder, sql } from 'kysely'
import type { SubjectStore, Tx } from '../../platform/deps.ts'
import { type Framework, takenOf } from '../index.ts'

const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>) => {
  const { rows } = await sql<{ state: Framework; version: number }>`
    select state, version from framework where id = ${id} ${lock}`.execute(tx)
  return rows[0]
}

/** Keeps frameworks. The database itself refuses a row whose call-offs come to more than its ceiling. */
export const frameworkStore: SubjectStore<Framework> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, f, version) {
    const members = f.members.map((m) => m.agency)
    await sql`
      insert into framework (id, version, state, status, owner, operator, members, title, used, ceiling, changed_at)
      values (${id}, ${version}, ${JSON.stringify(f)}::jsonb, ${f.status}, ${f.owner.id}, ${f.operator.id}, ${members},
        ${f.title}, ${takenOf(f)}, ${f.ceiling}, market_now())
      on conflict (id) do update set version = excluded.version, state = excluded.state, status = excluded.status,
        used = excluded.used, changed_at = excluded.changed_at`.execute(tx)
  },
}

/** What a list shows of a framework. Money in 分. */
export interface FrameworkRow {
  id: string
  number: string
  title: string
  owner: string
  status: Framework['status']
  members: number
  callOffs: number
  ceiling: number
  used: number
  until: string
}

/** Frameworks, those that run first; of one party where it is named. */
export async function listFrameworks(
  tx: Tx,
  party: string | undefined,
  { page, size }: { page: number; size: number },
): Promise<{ items: FrameworkRow[]; total: number }> {
  const mine =
    party === undefined
      ? sql`true`
      : sql`(owner = ${party} or operator = ${party} or members @> array[${party}]::text[])`
  const { rows } = await sql<FrameworkRow>`
    select id, state ->> 'number' as number, title, state -> 'owner' ->> 'name' as owner, status,
      cardinality(members) as members, jsonb_array_length(state -> 'callOffs') as "callOffs", ceiling, used,
      state ->> 'until' as until
    from framework where ${mine}
    order by status <> 'running', changed_at desc, id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ n: number }>`select count(*) as n from framework where ${mine}`.execute(tx)
  return { items: rows, total: counted.rows[0]!.n }
}
