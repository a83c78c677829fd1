import type { FastifyInstance } from 'fastify'
import type { Deps } from '../platform/deps.ts'
import type { HttpDeps } from '../platform/http.ts'
import { addRefusalWords } from '../platform/messages.ts'
import { reportRefusalWords } from './index.ts'
import { catchUp, openFindings } from './io/found.ts'
import { mountReportRoutes } from './io/routes.ts'
import { type ReportSubject, reportSubject } from './io/subject.ts'

/**
 * Mounts the routes of reports, declares the job that fulfilment enqueues when a clock has run out on an owner of fiscal
 * money (`reports.found` {engagement}), and gives back the subject that the tick runs.
 */
export function mountReports(app: FastifyInstance, deps: HttpDeps): ReportSubject {
  const subject = reportSubject(deps)
  deps.jobs.handle<{ engagement: string }>('reports.found', ({ engagement }) =>
    deps.db.transaction().execute(async (tx) => {
      await openFindings(tx, deps, subject, engagement)
    }),
  )
  mountReportRoutes(app, deps, subject)
  return subject
}

/** At the start: what the clocks saw before reports were there. */
export const wakeFindings = (deps: Deps, subject: ReportSubject): Promise<number> => catchUp(deps, subject)

addRefusalWords(reportRefusalWords)
