import type { FastifyInstance } from 'fastify'
import type { HttpDeps } from '../platform/http.ts'
import { mountAgendaRoutes } from './io/routes.ts'

/** Mounts the calendars and the board; they have no subject of their own, they read the clocks of all. */
export function mountAgenda(app: FastifyInstance, deps: HttpDeps, options: { publicUrl: string }): void {
  mountAgendaRoutes(app, deps, options)
}
