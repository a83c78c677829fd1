import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { art } from '../gazette/index.ts'
import type { Deps, Tx } from './deps.ts'
import type { Organised } from './http.ts'

/** A screen asks for what it shows again and again: within this time it is one reading. */
const oneReading = '10 minutes'

export type Reading = { what: 'read' | 'export'; subject: string }

/** What a request of an auditor reads: a single subject by its id, or a whole in one file; lists and the own things are none. */
export function readingOf(request: FastifyRequest, actor: Organised): Reading | undefined {
  const pattern = request.routeOptions.url ?? ''
  const [path = '', query = ''] = request.url.split('?')
  const exports = /\/(archive|export)$/.test(pattern)
  const { id } = (request.params ?? {}) as { id?: string }
  if (!exports && (id === undefined || id === actor.organisation || pattern.startsWith('/api/notices')))
    return undefined
  const subject = decodeURIComponent(path)
    .replace(/^\/api\//, '')
    .slice(0, 200)
  return exports && query !== ''
    ? { what: 'export', subject: `${subject}?${decodeURIComponent(query).slice(0, 200)}` }
    : { what: exports ? 'export' : 'read', subject }
}

/**
 * 13: audit supervises everything, and is itself seen: who read what and when, in a table for the pages and in the log,
 * before the answer goes out.
 */
export async function recordReading(deps: Deps, actor: Organised, { what, subject }: Reading): Promise<void> {
  await deps.db.transaction().execute(async (tx: Tx) => {
    const at = await deps.now(tx)
    const { rows } = await sql`
      insert into reading (id, person, person_name, organisation, what, subject, at)
      select ${randomUUID()}, ${actor.person}, ${actor.personName}, ${actor.organisation}, ${what}, ${subject},
        ${at}::timestamptz
      where ${what} = 'export' or not exists (select from reading
        where person = ${actor.person} and subject = ${subject} and at > ${at}::timestamptz - ${oneReading}::interval)
      returning id`.execute(tx)
    if (rows.length === 0) return
    await deps.ledger.append(tx, {
      ...{ subject: `reading/${actor.organisation}`, actor: actor.organisation, at },
      facts: [
        {
          ...{ kind: `audit.${what}`, article: art('111', '13'), visibility: 'parties' as const },
          body: { by: actor.personName, of: subject },
        },
      ],
    })
  })
}
