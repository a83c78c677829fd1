import { type RawBuilder, sql } from 'kysely'
import type { Deps, Keys, SubjectStore, Tx } from '../../platform/deps.ts'
import type { AgencyStanding } from '../../registry/index.ts'
import { identityDigest, ownerProfile } from '../../registry/server.ts'
import { type Declared, type Recusal, tieBetween } from '../index.ts'

const purpose = 'procurement/recusal'

const sealState = (keys: Keys, state: object): Buffer =>
  Buffer.from(keys.seal(purpose, Buffer.from(JSON.stringify(state))))
const openState = (keys: Keys, sealed: Uint8Array): Recusal =>
  JSON.parse(Buffer.from(keys.open(purpose, sealed)).toString()) as Recusal

/** Keeps recusals. Who is whose relative lies sealed under a key that is not in the database; a row names organisations only. */
export function recusalStore(keys: Keys): SubjectStore<Recusal> {
  const find = async (tx: Tx, id: string, lock: RawBuilder<unknown>) => {
    const { rows } = await sql<{ sealed: Buffer; version: number }>`
      select sealed, version from recusal where id = ${id} ${lock}`.execute(tx)
    return rows[0] && { state: openState(keys, rows[0].sealed), version: rows[0].version }
  }
  return {
    lock: (tx, id) => find(tx, id, sql`for update`),
    read: (tx, id) => find(tx, id, sql``),
    async save(tx, id, state, version) {
      if (state.status === 'new') throw new Error('a recusal is kept from when it is said')
      const kinship = state.ground === 'kinship'
      await sql`
        insert into recusal (id, version, sealed, status, ground, declarer, owner, agency, procurement, operator, changed_at)
        values (${id}, ${version}, ${sealState(keys, state)}, ${state.status}, ${state.ground},
          ${kinship ? state.declarer.id : state.proposed.body.id}, ${kinship ? state.owner.id : null},
          ${state.agency?.id ?? null}, ${kinship ? null : state.procurement.id}, ${kinship ? null : state.operator.id},
          market_now())
        on conflict (id) do update set version = excluded.version, sealed = excluded.sealed, status = excluded.status,
          changed_at = excluded.changed_at`.execute(tx)
    },
  }
}

/** The recusals that a party said, that an operator decides on, or that hold against an agency; the latest first. */
export async function listRecusals(
  tx: Tx,
  keys: Keys,
  seen: { declarer?: string; operator?: string; agency?: string },
): Promise<Recusal[]> {
  const { declarer = null, operator = null, agency = null } = seen
  const all = declarer === null && operator === null && agency === null
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed from recusal
    where ${all} or declarer = ${declarer} or operator = ${operator}
      or (agency = ${agency} and ground = 'other' and status = 'in-force')
    order by status <> 'proposed', changed_at desc, id limit 200`.execute(tx)
  return rows.map((r) => openState(keys, r.sealed))
}

/** What was declared about an owner's people, and what was confirmed about one procurement. */
async function declaredAbout(
  tx: Tx,
  deps: Pick<Deps, 'keys'>,
  procurement: string,
): Promise<{ owner: string; declared: Declared[] }> {
  const { rows } = await sql<{ owner: string; sealed: Buffer | null }>`
    select p.owner, r.sealed from procurement p left join recusal r
      on (r.ground = 'kinship' and r.status = 'declared' and r.owner = p.owner)
        or (r.ground = 'other' and r.status = 'in-force' and r.procurement = p.id)
    where p.id = ${procurement} order by r.id`.execute(tx)
  const declared = rows.flatMap(({ sealed }): Declared[] => {
    const state = sealed && openState(deps.keys, sealed)
    if (!state || state.status === 'new') return []
    if (state.ground === 'other') {
      const { agency, procurement, basis } = state
      return [{ ground: 'other', agency: agency.id, procurement: procurement.id, basis }]
    }
    const { name, post, identity } = state.ofAgency
    return [
      {
        ...{ ground: 'kinship', by: state.declarer.kind, relation: state.relation, owner: state.owner.id },
        ofOwner: { name: state.ofOwner.name, post: state.ofOwner.post },
        ...(state.agency ? { agency: state.agency.id } : {}),
        ofAgency: { name, post, ...(identity ? { digest: identityDigest(deps, identity) } : {}) },
      },
    ]
  })
  return { owner: rows[0]?.owner ?? '', declared }
}

/**
 * 29.2, 29.3: what keeps an agency out of a procurement, for its registration and again at the opening.
 * @param lead 项目负责人 of the announcement
 */
export async function tieOf(
  tx: Tx,
  deps: Pick<Deps, 'keys'>,
  procurement: string,
  lead: string | undefined,
  standing: AgencyStanding,
): Promise<Declared | undefined> {
  const { owner, declared } = await declaredAbout(tx, deps, procurement)
  if (declared.length === 0) return undefined
  const representative = (await ownerProfile(tx, owner))?.legalRepresentative ?? ''
  return tieBetween(declared, standing, { procurement, owner, representative, lead: lead ?? '' })
}
