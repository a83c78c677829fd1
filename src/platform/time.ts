import type { FastifyInstance } from 'fastify'
import { dateOf } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type HttpDeps, route } from './http.ts'

/** `GET /api/time`: the market's time, by which every countdown on screen runs. */
export function mountTime(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/time',
    summary: "The market's time and mode",
    cites: art('111', '58'),
    who: 'public',
    handler: async ({ tx, reply }) => {
      const now = await deps.now(tx)
      reply.header('cache-control', 'no-store')
      return { now, mode: deps.mode, provisionalYear: deps.calendar.isProvisional(dateOf(now)) }
    },
  })
}
