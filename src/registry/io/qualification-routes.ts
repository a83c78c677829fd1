import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import { answer, type HttpDeps, type Organised, Refused, route } from '../../platform/http.ts'
import { refuse } from '../../workflow/index.ts'
import { plainLine, type Qualification, routedTo } from '../index.ts'
import * as store from '../store.ts'
import { nearestBody } from './bodies.ts'
import { historyOfSubject } from './history.ts'
import type { QualificationSubject } from './qualification-subject.ts'
import { qualificationsOf } from './qualifications.ts'

const cites = art('111', '35.2')
const kinds = ['agency', 'operator', 'department', 'management', 'audit'] as const

/** Qualifications as their agency reads them, and the bodies that look after them. Nobody acts here. */
export function mountQualifications(
  app: FastifyInstance,
  deps: HttpDeps,
  subject: QualificationSubject,
): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/qualifications',
    summary: 'The qualifications of my agency, those that end first on top',
    cites,
    who: ['agency'],
    handler: async ({ tx, actor }) => ({ items: await qualificationsOf(tx, actor.organisation) }),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/qualifications/:id',
    summary: 'A qualification: the certificate, until when it holds, what happened',
    cites,
    who: kinds,
    params: z.object({ id: plainLine(120) }),
    handler: async ({ tx, actor, params: { id } }) => {
      const found = await subject.store.read(tx, id)
      if (!found || !(await maySee(tx, deps, actor, found.state))) {
        throw new Refused(refuse('unknown-subject', cites, { id }))
      }
      const view = (state: Qualification) => state
      const answered = await answer(tx, deps, subject, { view }, id, found.state, found.version, actor)
      return { ...answered, history: await historyOfSubject(tx, `qualification/${id}`, () => true) }
    },
  })
}

async function maySee(tx: Tx, deps: HttpDeps, actor: Organised, state: Qualification): Promise<boolean> {
  if (state.status === 'new') return false
  switch (actor.kind) {
    case 'agency':
      return actor.organisation === state.agency.id
    case 'department':
      return actor.organisation === state.department
    case 'audit':
      return true
    case 'operator':
    case 'management': {
      const agency = await store.organisation(tx, state.agency.id)
      const place = agency && routedTo(agency.region, await deps.settings(tx))
      return place !== undefined && (await nearestBody(tx, actor.kind, place))?.id === actor.organisation
    }
    default:
      return false
  }
}
