import type { FastifyInstance } from 'fastify'
import type { HttpDeps } from '../platform/http.ts'
import { addRefusalWords } from '../platform/messages.ts'
import { consultRefusalWords } from './index.ts'
import { mountConsultRoutes } from './io/routes.ts'
import { type ConsultSubject, consultSubject } from './io/subject.ts'

/** Mounts the routes of consults and gives back the subject that the tick runs. */
export function mountConsults(app: FastifyInstance, deps: HttpDeps): ConsultSubject {
  const subject = consultSubject(deps)
  mountConsultRoutes(app, deps, subject)
  return subject
}

addRefusalWords(consultRefusalWords)
