import { dateOf, startOf } from '../../calendar/index.ts'
import { opensDraft, withinSince } from '../../credit/index.ts'
import { draftBreach } from '../../credit/server.ts'
import type { Change, Deps, Tx } from '../../platform/deps.ts'
import type { Complaint } from '../index.ts'
import { rejectedWithin } from '../store.ts'

/**
 * 39.8, 40.9: an agency that complains falsely. A fabricated complaint opens a draft of its own; every third one within
 * the year that was found untrue opens one to look into. Whether it was in bad faith is for people to say.
 */
export async function draftBadFaith(
  tx: Tx,
  deps: Deps,
  { id, before, after: c, ctx }: Change<Complaint>,
): Promise<void> {
  if (c.status !== 'decided' || before?.status === 'decided' || c.decision.result === 'upheld') return
  const agency = c.complainant.id
  if (agency === undefined) return
  const { title } = c.about
  const of = { agency, about: { subject: 'complaint', id, title } }
  if (c.decision.result === 'fabricated') {
    await draftBreach(tx, deps, {
      ...{ agency, situation: '40.9' },
      text: `关于“${title}”的投诉经查属捏造事实、提供虚假材料或以非法手段取得证明材料，已予驳回。${c.decision.grounds}`,
      origin: { source: `complaint/${id}/fabricated`, about: of.about },
    })
  }
  const from = startOf(withinSince(dateOf(c.decision.at)))
  const untrue = await rejectedWithin(tx, agency, from)
  if (!opensDraft(untrue, ctx.today)) return
  await draftBreach(tx, deps, {
    ...{ agency, situation: '39.8' },
    text: `一年内作为投诉人已有 ${untrue} 次投诉经查不成立，请核实是否属于恶意投诉。最近一次：“${title}”。`,
    origin: { source: `complaint/${id}/untrue`, about: of.about },
  })
}
