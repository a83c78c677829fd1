import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { formatKey } from '../../ledger/index.ts'
import { type Entry, historyOf, logKey, receiptFor } from '../../ledger/server.ts'
import type { Tx } from '../../platform/deps.ts'
import { type HttpDeps, type Organised, Refused, route } from '../../platform/http.ts'
import { refuse } from '../../workflow/index.ts'
import {
  type AgencyArchive,
  type ArchivedFact,
  type ArchivedFile,
  indexOf,
  plainLine,
  routedTo,
} from '../index.ts'
import * as store from '../store.ts'
import * as agencies from './agencies.ts'
import { nearestBody } from './bodies.ts'

const cites = art('111', '45')

/** The archive of an agency: for itself, for the bodies of its place that keep it (8.6, 45), and for audit. */
export function mountArchive(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/agencies/:id/archive',
    summary: 'Everything the registry holds about an agency, with an index of hashes and proofs',
    cites,
    who: ['agency', 'operator', 'management', 'audit'],
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, actor, params: { id }, reply }) => {
      const agency = await store.organisation(tx, id)
      if (agency?.kind !== 'agency' || !(await mayRead(tx, deps, actor, agency))) {
        throw new Refused(refuse('unknown-subject', cites, { id }))
      }
      const name = encodeURIComponent(`${agency.name}.archive.json`)
      reply.header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      return collect(tx, deps, actor, agency)
    },
  })
}

async function mayRead(tx: Tx, deps: HttpDeps, actor: Organised, agency: store.NamedRow): Promise<boolean> {
  if (actor.kind === 'audit' || actor.organisation === agency.id) return true
  if (actor.kind !== 'operator' && actor.kind !== 'management') return false
  const place = routedTo(agency.region, await deps.settings(tx))
  return (await nearestBody(tx, actor.kind, place))?.id === actor.organisation
}

async function collect(
  tx: Tx,
  deps: HttpDeps,
  actor: Organised,
  { id, name, code }: store.NamedRow,
): Promise<AgencyArchive> {
  const now = await deps.now(tx)
  const own = actor.organisation === id
  const facts: ArchivedFact[] = []
  // The agency reads what its cases' pages show it: not who reported, nor what is still looked into.
  const readable = (subject: string) => (entry: Entry) =>
    entry.open || (entry.record.visibility === 'parties' && !(own && subject.startsWith('standing-case/')))
  for (const subject of await subjectsOf(tx, id, own))
    for (const entry of await historyOf(tx, subject))
      facts.push(await archived(tx, deps, subject, entry, readable(subject)))
  const files = await filesOf(tx, id)
  return {
    format: 'xunshi-agency-archive/1',
    at: now,
    agency: { id, name, code: code ?? '' },
    page: (await agencies.detail(tx, id, dateOf(now))) ?? null,
    log: formatKey(logKey(deps.keys)),
    facts,
    files,
    ...indexOf(facts, files),
  }
}

/** A fact with its receipt; what waits for the log, or may not be read, by what there is of it. */
export async function archived(
  tx: Tx,
  { keys }: Pick<HttpDeps, 'keys'>,
  subject: string,
  entry: Entry,
  readable: (entry: Entry) => boolean,
): Promise<ArchivedFact> {
  const leaf = Buffer.from(entry.leaf, 'hex')
  const receipt = entry.index === undefined ? undefined : await receiptFor(tx, keys, leaf, readable)
  if (receipt) return { subject, receipt }
  return { subject, leaf: entry.leaf, ...(readable(entry) ? { record: entry.record } : {}) }
}

/** The subjects of an agency, oldest first; for itself a case of standing from its effect on. */
async function subjectsOf(tx: Tx, agency: string, own: boolean): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`
    select subject from (
      select 'admission/' || id as subject, changed_at from admission where agency = ${agency}
      union all select 'admission/' || i.agency, m.ended_at from agency_imported i join agency_import m on m.id = i.import
        where i.agency = ${agency}
      union all select 'change/' || id, changed_at from agency_change where agency = ${agency}
      union all select 'standing-case/' || id, changed_at from standing_case
        where agency = ${agency} and (not ${own} or state ? 'since')
    ) of_agency order by changed_at, subject`.execute(tx)
  return rows.map((r) => r.subject)
}

/** The files that the agency has filed, by their hashes; the bytes are fetched by their address. */
async function filesOf(tx: Tx, agency: string): Promise<ArchivedFile[]> {
  const { rows } = await sql<ArchivedFile>`
    select id, name, size, sha256 from file where owner = ${agency} order by id`.execute(tx)
  return rows
}
