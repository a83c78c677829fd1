import { dueOf, endInWords } from '../../calendar/index.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import { chainOf } from '../../registry/index.ts'
import { bodyOf, organisationById } from '../../registry/server.ts'
import type { Settings } from '../../workflow/index.ts'
import {
  type Consult,
  type ConsultBody,
  type ConsultCommand,
  type ConsultFactName,
  type ConsultKnowledge,
  consult,
  consultKnowledgeKey,
} from '../index.ts'
import { type ConsultNotice, consultNotices } from '../notice-words.ts'
import { consultStore } from '../store.ts'

export type ConsultSubject = Subject<Consult, ConsultCommand>

/** A consult, as `act`, the tick and the routes run it. */
export function consultSubject(deps: Deps): ConsultSubject {
  return {
    name: 'consult',
    workflow: consult,
    store: consultStore,
    title: (c) => c.number,
    rules: async (tx, c, command) =>
      ({ [consultKnowledgeKey]: await knowledge(tx, c, command) }) as unknown as Settings,
    react: (tx, change) => tell(tx, deps, change),
  }
}

async function knowledge(tx: Tx, c: Consult, command: ConsultCommand | undefined): Promise<ConsultKnowledge> {
  const management = await bodyOf(tx, 'management', c.region)
  const body = command?.kind === 'refer' ? await consultBody(tx, command.body, c.region) : undefined
  return { ...(management ? { management: management.id } : {}), ...(body ? { body } : {}) }
}

/** 46: 中介超市运营机构和行业主管部门: one that serves the place; undefined when the id names none. */
export async function consultBody(tx: Tx, id: string, region: string): Promise<ConsultBody | undefined> {
  const found = await organisationById(tx, id)
  if (!found || !chainOf(region).some((r) => r.code === found.region)) return undefined
  const { name, kind } = found
  return kind === 'operator' || kind === 'department' ? { id, name, kind } : undefined
}

interface Plan {
  code: ConsultNotice
  to: string | undefined
  params?: Readonly<Record<string, unknown>>
}

/** The body hears of it at once; who asked with an account hears of the answer, the others look it up by their code. */
async function tell(tx: Tx, deps: Deps, { id, after: c, facts, ctx }: Change<Consult>): Promise<void> {
  for (const { id: key, kind, article } of facts) {
    for (const { code, to, params } of plansOf(
      c,
      kind.replace('consult.', '') as ConsultFactName,
      ctx.calendar,
    )) {
      await notify(tx, deps, {
        key: `${key}/${code}`,
        to: to === undefined ? [] : [to],
        words: consultNotices[code],
        params: { number: c.number, body: c.body.name, ...(params as Record<string, string>) },
        article,
        link: `/desk/consults/${id}`,
      })
    }
  }
}

function plansOf(c: Consult, what: ConsultFactName, calendar: Deps['calendar']): Plan[] {
  if (c.status === 'new') return []
  const due = dueOf(c.clock, calendar)
  const until = due && endInWords(due)
  const { organisation } = c.enquirer
  switch (what) {
    case 'asked':
    case 'referred':
      return [{ code: 'asked', to: c.body.id, params: { question: c.question.slice(0, 200), due: until } }]
    case 'extended':
      return [{ code: 'extended', to: organisation, params: { due: until, reason: c.extension?.reason } }]
    case 'answered':
      return [{ code: 'answered', to: organisation, params: { answer: 'answer' in c ? c.answer : '' } }]
    case 'published':
    case 'kept':
      return []
  }
}
