import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { addDays, dateOf, endOf, type Instant, weekday } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Clock, Tx } from './deps.ts'
import { type HttpDeps, route } from './http.ts'

/** The bodies' work queues and their order (8). */
const cites = art('111', '8')

/** `GET /api/desk`: what the actor's organisation has to do, in the order in which it falls due. */
export function mountDesk(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/desk',
    summary: 'The next things due for my organisation',
    cites,
    who: 'signed-in',
    handler: async ({ tx, actor }) => {
      const now = await deps.now(tx)
      const items = await clocksOf(tx, actor.organisation)
      return {
        now,
        counts: { ...countsOf(items, now), onTimePermille: await onTimePermille(tx, actor.organisation) },
        items,
      }
    },
  })
}

/** The clocks that wait for an organisation, earliest first, those without a limit last. */
export async function clocksOf(tx: Tx, organisation: string): Promise<Clock[]> {
  const { rows } = await sql<Clock>`
    select subject, id, action, article, since, due, who, title from clock
    where who = ${organisation} order by due nulls last, since, subject, id limit 500`.execute(tx)
  return rows
}

function countsOf(items: readonly Clock[], now: Instant) {
  const today = dateOf(now)
  const tonight = endOf(today)
  const sunday = endOf(addDays(today, 7 - weekday(today)))
  const due = items.flatMap((i) => (i.due ? [i.due] : []))
  return {
    overdue: due.filter((d) => d <= now).length,
    today: due.filter((d) => d > now && d <= tonight).length,
    week: due.filter((d) => d > now && d <= sunday).length,
  }
}

/** Share of clocks that were answered in time, in thousandths; null where none has ended yet. Without a body: everyone's. */
export async function onTimePermille(tx: Tx, organisation?: string): Promise<number | null> {
  const { rows } = await sql<{ share: number | null }>`
    select (1000 * count(*) filter (where ended < due) / nullif(count(*), 0))::int as share from clock_past
    where ${organisation ?? null}::text is null or who = ${organisation ?? null}`.execute(tx)
  return rows[0]?.share ?? null
}
