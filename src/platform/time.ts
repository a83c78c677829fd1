import type { FastifyInstance } from 'fastify'
import { dateOf } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { ruleSetExpired } from '../workflow/validity.ts'
import { type HttpDeps, route } from './http.ts'

/** `GET /api/time`: the market's time, by which every countdown on screen runs, and whether the rule set is in force. */
export function mountTime(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/time',
    summary: "The market's time and mode",
    cites: art('111', '58'),
    who: 'public',
    handler: async ({ tx, reply }) => {
      const now = await deps.now(tx)
      const today = dateOf(now)
      reply.header('cache-control', 'no-store')
      return {
        now,
        mode: deps.mode,
        provisionalYear: deps.calendar.isProvisional(today),
        ruleSetExpired: ruleSetExpired(today, await deps.settings(tx), deps.calendar),
      }
    },
  })
}
