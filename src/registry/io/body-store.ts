import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { SubjectStore, Tx } from '../../platform/deps.ts'
import type { BodyEntry, BodyFields, BodyKind, HeldByBody } from '../index.ts'
import * as store from '../store.ts'

interface Row {
  name: string
  kind: BodyKind
  region: string
  version: number
  endedAt: Instant | null
  profile: Partial<Pick<BodyFields, 'short' | 'branch' | 'documentNumber'>> & { reason?: string }
}

async function find(tx: Tx, id: string, lock: RawBuilder<unknown>) {
  const { rows } = await sql<Row>`
    select name, kind, region, version, ended_at as "endedAt", profile from organisation
    where id = ${id} and kind not in ('owner', 'agency') ${lock}`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const { profile, name, kind, region, version, endedAt } = row
  const { short = name, branch = '', documentNumber = '', reason = '' } = profile
  const fields: BodyFields = { kind, region, name, short, branch, documentNumber }
  const state: BodyEntry =
    endedAt === null
      ? { status: 'standing', id, ...fields }
      : { status: 'ended', id, endedAt, reason, ...fields }
  return { state, version }
}

/** An acting body is its row among the organisations. */
export const bodyStore: SubjectStore<BodyEntry> = {
  lock: (tx, id) => find(tx, id, sql`for update`),
  read: (tx, id) => find(tx, id, sql``),
  async save(tx, id, state, version) {
    if (state.status === 'new') throw new Error('a body is kept from its setting up on')
    const { kind, region, name, short, branch, documentNumber } = state
    const ended = state.status === 'ended' ? state : undefined
    const profile = {
      ...{ short, documentNumber, ...(branch === '' ? {} : { branch }) },
      ...(ended ? { reason: ended.reason } : {}),
    }
    if (version === 1)
      await store.insertOrganisation(tx, { id, kind, name, code: null, region, demo: false, profile })
    else await store.setName(tx, id, name)
    await sql`update organisation set version = ${version}, profile = profile || ${JSON.stringify(profile)}::jsonb,
      ended_at = ${ended?.endedAt ?? null}::timestamptz where id = ${id}`.execute(tx)
  },
}

export interface BodyRow {
  id: string
  kind: BodyKind
  name: string
  region: string
  short: string
  source: string | null
  documentNumber: string | null
  administrators: number
}

/** Every standing body. */
export async function standingBodies(tx: Tx): Promise<BodyRow[]> {
  const { rows } = await sql<BodyRow>`
    select id, kind, name, region, coalesce(profile ->> 'short', name) as short, profile ->> 'source' as source,
      profile ->> 'documentNumber' as "documentNumber",
      (select count(*) from membership m where m.organisation = o.id and 'admin' = any(m.roles)) as administrators
    from organisation o where kind not in ('owner', 'agency') and ended_at is null order by region, name, id`.execute(
    tx,
  )
  return rows
}

/** What of the registry waits for a body or hangs on it: clocks, cases, service items, departments of its branch. */
export async function heldByBody(tx: Tx, id: string): Promise<HeldByBody[]> {
  const { rows } = await sql<HeldByBody>`
    select distinct on (subject, id) subject, id, title from (
      select subject, id, title from clock where who = ${id}
      union all select 'admission', id, coalesce(state -> 'form' -> 'subject' ->> 'name', id) from admission
        where (operator = ${id} or departments @> array[${id}::text])
          and status in ('submitted', 'supplement-requested', 'admitted', 'in-publicity') and ended_at is null
      union all select 'change', id, state ->> 'agencyName' from agency_change
        where operator = ${id} and status = 'submitted'
      union all select 'objection', id, id from objection
        where (operator = ${id} or management = ${id}) and status in ('filed', 'raised')
      union all select 'standing-case', id, state -> 'agency' ->> 'name' from standing_case
        where (operator = ${id} or management = ${id}) and status in ('reported', 'opened', 'confirmed')
      union all select 'service-item', code, name from (
        select distinct on (code) code, name, department from service_item order by code, version desc) s
        where department = ${id}
      union all select 'body', id, name from organisation where profile ->> 'branch' = ${id} and ended_at is null
    ) held order by subject, id limit 200`.execute(tx)
  return rows
}
