import { endInWords } from '../../calendar/index.ts'
import { act } from '../../platform/act.ts'
import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import type { Actor, Settings } from '../../workflow/index.ts'
import {
  managementReviewDue,
  type Objection,
  type ObjectionCommand,
  objection,
  objectionKnowledgeKey,
  objectionNotices,
  reviewDue,
} from '../index.ts'
import { knowledgeAbout, objectionStore } from './objections.ts'
import type { AdmissionSubject } from './subject.ts'

export type ObjectionSubject = Subject<Objection, ObjectionCommand>

/** An objection during publicity, as `act` and the routes run it. */
export function objectionSubject(deps: Deps, admissions: AdmissionSubject): ObjectionSubject {
  return {
    name: 'objection',
    workflow: objection,
    store: objectionStore,
    title: (state) => state.agency.name,
    rules: (tx, state, command, actor) => knowledge(tx, deps, state, command, actor),
    react: async (tx, change) => {
      if (change.after.status === 'upheld') await endAdmission(tx, deps, admissions, change.after)
      await tell(tx, deps, change)
    },
  }
}

async function knowledge(
  tx: Tx,
  deps: Deps,
  state: Objection,
  command: ObjectionCommand | undefined,
  actor: Actor,
): Promise<Settings> {
  const own = 'organisation' in actor ? actor.organisation : ''
  const file = command?.kind === 'file' ? command.file : undefined
  const found = file ? await deps.files.find(tx, [file.id]) : []
  const known = found.some((f) => f.owner === own && f.sha256 === file?.sha256)
  const about = await knowledgeAbout(tx, state, own)
  return { [objectionKnowledgeKey]: { ...about, unknownFiles: file && !known ? [file.id] : [] } }
}

/** 20.3: 根据复核结果对入驻申请作出决定, in the same transaction; a second upheld objection finds it ended. */
async function endAdmission(
  tx: Tx,
  deps: Deps,
  admissions: AdmissionSubject,
  { admission, decision, decidedBy }: Extract<Objection, { decidedBy: unknown }>,
): Promise<void> {
  const found = await admissions.store.lock(tx, admission)
  if (found?.state.status === 'revoked') return
  const command = { kind: 'revoke', reason: decision, by: decidedBy } as const
  const outcome = await act(tx, deps, admissions, admission, command, { kind: 'system' })
  if (!outcome.ok) throw new Error(`admission ${admission} could not be ended: ${outcome.refusal.code}`)
}

/** Who is told what; the agency is not told who objected. */
async function tell(tx: Tx, deps: Deps, { id, after, facts, ctx }: Change<Objection>): Promise<void> {
  if (after.status === 'new') return
  const { agency, operator, management, objector } = after
  const params = { name: agency.name, operator: operator.name, reason: after.reason }
  const plans: [keyof typeof objectionNotices, string[], object][] =
    after.status === 'filed'
      ? [
          ['filed-to-operator', [operator.id], { due: endInWords(reviewDue(after.filedAt, ctx)) }],
          ['filed-to-agency', [agency.id], {}],
        ]
      : after.status === 'raised'
        ? [
            [
              'raised',
              [management.id],
              {
                reason: after.raised.reason,
                due: endInWords(managementReviewDue(after.raised.at, ctx)),
              },
            ],
          ]
        : [
            [
              after.status,
              [...new Set([agency.id, objector.id, operator.id])],
              { by: after.decidedBy.name, decision: after.decision },
            ],
          ]
  for (const fact of facts) {
    for (const [code, to, more] of plans) {
      const notice = { key: `${fact.id}/${code}`, to, words: objectionNotices[code] }
      const link = `/desk/objections/${id}`
      await notify(tx, deps, { ...notice, params: { ...params, ...more }, article: fact.article, link })
    }
  }
}
