import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf, endOf, type Instant, type PlainDate, plainDate, startOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { clocksOf } from '../../platform/desk.ts'
import { badInput, type HttpDeps, type Organised, Refused, route } from '../../platform/http.ts'
import { plainLine, within } from '../../registry/index.ts'
import { refuse } from '../../workflow/index.ts'
import { agendaOf, boardOf, dueName, otherMatters, subjectOf } from '../index.ts'
import {
  boardRows,
  dropFeed,
  feedOf,
  noteRead,
  type OverdueClock,
  overdueIn,
  putFeed,
  readerOf,
  yearsOf,
} from '../store.ts'
import { icsOf } from './ics.ts'

/** The bodies' work queues and their order (8); who watches over them (7.2). */
const cites = art('111', '8')
const watched = art('111', '7.2')

/** Mounts the calendar of each desk, its feed, and the board of overdue work, all from the one table of clocks. */
export function mountAgendaRoutes(
  app: FastifyInstance,
  deps: HttpDeps,
  { publicUrl }: { publicUrl: string },
): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/agenda',
    summary: 'What waits for my organisation, by day and by week; overdue work is always among it',
    cites,
    who: 'signed-in',
    query: z.object({
      from: plainLine(10).default(''),
      weeks: z.coerce.number().int().min(1).max(12).default(5),
    }),
    handler: async ({ tx, actor, query }) => {
      const now = await deps.now(tx)
      const from = query.from === '' ? dateOf(now) : dayOf(query.from)
      const clocks = await clocksOf(tx, actor.organisation)
      return { now, from, ...agendaOf(clocks, { from, weeks: query.weeks, now, calendar: deps.calendar }) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agenda/feed',
    summary: 'Whether I have a calendar address for this organisation, and when it was last read',
    cites,
    who: 'signed-in',
    handler: async ({ tx, actor }) => ({
      feed: (await feedOf(tx, actor.person, actor.organisation)) ?? null,
    }),
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/agenda/feed',
    summary: 'A new secret calendar address; an older one is dead from then on. It is told once',
    cites,
    who: 'signed-in',
    handler: async ({ tx, actor, reply }) => {
      const secret = randomBytes(32).toString('base64url')
      await putFeed(tx, actor.person, actor.organisation, digestOf(secret), await deps.now(tx))
      reply.code(201).header('cache-control', 'no-store')
      return { path: `/api/feeds/${secret}/calendar.ics` }
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/agenda/feed/revoke',
    summary: 'Revoke my calendar address',
    cites,
    who: 'signed-in',
    handler: async ({ tx, actor }) => {
      await dropFeed(tx, actor.person, actor.organisation)
      return { feed: null }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/feeds/:secret/calendar.ics',
    summary: 'The clocks of an organisation as an iCalendar file, for whoever has the secret address',
    cites,
    who: 'public',
    attempts: 120,
    params: z.object({ secret: plainLine(80) }),
    query: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
    handler: async ({ tx, params: { secret }, query: { language }, reply }) => {
      const digest = digestOf(secret)
      const reader = await readerOf(tx, digest)
      if (!reader) throw new Refused(refuse('unknown-subject', cites, { id: 'calendar.ics' }))
      const now = await deps.now(tx)
      await noteRead(tx, digest, now)
      const clocks = await clocksOf(tx, reader.organisation)
      return reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'inline; filename="xunshi.ics"')
        .send(icsOf(clocks, { name: reader.name, url: publicUrl, language, now }))
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/board',
    summary: 'Overdue work of every body now, and how long each takes in a year, from the clocks',
    cites: watched,
    who: 'public',
    query: z.object({ year: z.coerce.number().int().min(2022).max(2200).optional() }),
    handler: async ({ tx, query }) => {
      const now = await deps.now(tx)
      const year = query.year ?? Number(now.slice(0, 4))
      const years = [...new Set([Number(now.slice(0, 4)), ...(await yearsOf(tx))])].toSorted((a, b) => b - a)
      return { now, year, years, bodies: boardOf(await boardRows(tx, spanOf(year))) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/board/overdue',
    summary: 'Every overdue clock of the bodies and parties of my places, one by one',
    cites: watched,
    who: ['management', 'audit'],
    handler: async ({ tx, actor }) => {
      const rows = await overdueIn(tx, actor.kind === 'audit' ? 'all' : within(actor.region))
      return rows.map((c) => overdueFor(c, actor))
    },
  })

  function digestOf(secret: string): string {
    return deps.keys.digest('calendar-feed', secret)
  }
}

/**
 * That something is late, whose turn it is and under which article, is for who watches over the place; what it is about only
 * where they may read the thing itself.
 */
function overdueFor({ id, title, ...c }: OverdueClock, actor: Organised) {
  const subject = subjectOf(c.subject)
  const body = c.kind !== 'owner' && c.kind !== 'agency'
  const opens = actor.kind === 'audit' || c.who === actor.organisation || (body && subject?.watched === true)
  const told = opens || subject?.board === 'named'
  const what = told ? dueName(c.subject, c.action) : otherMatters
  const { article, due, who, name } = c
  return { article, due, who, name, what, ...(opens ? { subject: c.subject, id, title } : {}) }
}

const spanOf = (year: number): { from: Instant; to: Instant } => ({
  from: startOf(`${year}-01-01` as PlainDate),
  to: endOf(`${year}-12-31` as PlainDate),
})

function dayOf(text: string): PlainDate {
  try {
    return plainDate(text)
  } catch {
    throw new Refused(badInput([{ path: 'from', message: 'YYYY-MM-DD' }], cites))
  }
}
