import { draftBreach } from '../../credit/server.ts'
import { art } from '../../gazette/index.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { type Excluded, type Procurement, publicationOf } from '../index.ts'

const recusals: readonly string[] = [art('111', '29.1'), art('111', '29.2'), art('111', '29.3')]

/** 39.5: who registered although it had to recuse, as the opening found; neither the relation nor the person is told. */
export const undisclosed = (excluded: readonly Excluded[]): readonly Excluded[] =>
  excluded.filter(({ refusal }) => recusals.includes(refusal.article))

/** 39.5 存在应当回避情形却未回避的: opens a draft for each, once names are no secret any more (53.2). */
export async function draftUndisclosed(
  tx: Tx,
  deps: Deps,
  id: string,
  ...states: (Procurement | undefined)[]
): Promise<void> {
  const [state] = states.filter((p) => p !== undefined && 'excluded' in p && Array.isArray(p.excluded))
  const publication = state && publicationOf(state)
  if (!publication) return
  const { number, draft } = publication
  const { excluded } = state as Procurement & { excluded: readonly Excluded[] }
  for (const { agency } of undisclosed(excluded)) {
    await draftBreach(tx, deps, {
      ...{ agency, situation: '39.5' },
      text: `报名“${draft.title}”（${number}），开启报名时发现存在第二十九条所列应当回避的情形，报名时未回避。`,
      origin: {
        source: `procurement/${id}/recusal/${agency}`,
        about: { subject: 'procurement', id, title: draft.title },
      },
    })
  }
}
