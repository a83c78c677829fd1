import type { FastifyInstance } from 'fastify'
import { art } from './gazette/index.ts'
import { type HttpDeps, route } from './platform/http.ts'
import { unreadCount } from './platform/notices.ts'
import { membershipsOf } from './registry/server.ts'

/** `GET /api/me`: who is signed in, for which organisation they act, and what else they belong to. */
export function mountMe(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/me',
    summary: 'Who I am, my organisations, my unread notices',
    cites: art('111', '19.1'),
    who: 'public',
    handler: async ({ tx, actor, reply }) => {
      reply.header('cache-control', 'no-store')
      if (actor.kind === 'public') return { actor: null, memberships: [], unread: 0 }
      const memberships = await membershipsOf(tx, actor.person)
      return { actor, memberships, unread: await unreadCount(tx, actor.person, actor.organisation) }
    },
  })
}
