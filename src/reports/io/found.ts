import { randomUUID } from 'node:crypto'
import { dateOf } from '../../calendar/index.ts'
import { engagementsWithFindings, ownerFindingsOf } from '../../fulfilment/server.ts'
import { act } from '../../platform/act.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { newSlip } from '../../platform/slips.ts'
import { bodyOf } from '../../registry/server.ts'
import { newReport, type SituationId } from '../index.ts'
import { knownFindings } from '../store.ts'
import type { ReportSubject } from './subject.ts'

const situationOf = { '111/55.5': '55.5', '111/55.7': '55.7' } as const satisfies Record<string, SituationId>

/**
 * 55.5, 55.7: lays what the clocks of an engagement saw of its owner before the management body of the owner's level, and
 * tells the finance authority. Asking twice opens nothing twice: a finding has one report, whatever became of it.
 */
export async function openFindings(
  tx: Tx,
  deps: Deps,
  subject: ReportSubject,
  engagement: string,
): Promise<number> {
  const known = await knownFindings(tx, engagement)
  const fresh = (await ownerFindingsOf(tx, engagement)).filter((f) => !known.has(f.key))
  for (const { key, article, owner, title, evidence } of fresh) {
    const management = await bodyOf(tx, 'management', owner.region)
    if (!management) throw new Error(`no management body serves ${owner.region}`)
    const finance = await bodyOf(tx, 'finance', owner.region)
    const year = dateOf(await deps.now(tx)).slice(0, 4)
    const { number } = await newSlip(tx, deps.keys, 'JB', year)
    const situation = (situationOf as Record<string, SituationId>)[article]
    if (situation === undefined) throw new Error(`${article} is no situation that the clocks find`)
    const id = randomUUID()
    const create = newReport({
      ...{ id, number, situation, receiver: { id: management.id, name: management.name } },
      reported: { id: owner.id, name: owner.name, kind: 'owner' },
      ...(finance ? { finance: { id: finance.id, name: finance.name } } : {}),
    })
    const found = { engagement, key, title, evidence }
    const outcome = await act(tx, deps, subject, id, { kind: 'find', found }, { kind: 'system' }, { create })
    if (!outcome.ok) throw new Error(`${engagement}: ${outcome.refusal.code}`)
  }
  return fresh.length
}

/** What the clocks saw before this room was there; once done it finds nothing more. */
export async function catchUp(deps: Deps, subject: ReportSubject): Promise<number> {
  const ids = await deps.db.transaction().execute((tx) => engagementsWithFindings(tx))
  let opened = 0
  for (const id of ids)
    opened += await deps.db.transaction().execute((tx) => openFindings(tx, deps, subject, id))
  return opened
}
