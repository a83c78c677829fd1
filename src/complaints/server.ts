import type { FastifyInstance } from 'fastify'
import type { HttpDeps } from '../platform/http.ts'
import { addRefusalWords } from '../platform/messages.ts'
import { complaintRefusalWords } from './index.ts'
import { mountComplaintRoutes } from './io/routes.ts'
import { type ComplaintSubject, complaintSubject } from './io/subject.ts'

export { type ComplaintSubject, complaintSubject }

/** Mounts the routes of complaints and gives back the subject that the tick runs. */
export function mountComplaints(app: FastifyInstance, deps: HttpDeps): ComplaintSubject {
  const subject = complaintSubject(deps)
  mountComplaintRoutes(app, deps, subject)
  return subject
}

addRefusalWords(complaintRefusalWords)
