import type { Change, Deps, Subject, Tx } from '../../platform/deps.ts'
import { notify } from '../../platform/notices.ts'
import type { Settings } from '../../workflow/index.ts'
import {
  currentOf,
  type ItemCommand,
  type ItemKnowledge,
  itemKnowledgeKey,
  itemNotices,
  type ServiceItemState,
  serviceItem,
} from '../index.ts'
import { nearestBody } from './bodies.ts'
import { addVersion, departmentBody, endVersion, itemStore, lockList, takenNames } from './item-store.ts'

export type ItemSubject = Subject<ServiceItemState, ItemCommand>

/** A row of the list of service items, as `act` and the routes run it. */
export function itemSubject(deps: Deps): ItemSubject {
  return {
    name: 'service-item',
    workflow: serviceItem,
    store: itemStore,
    title: (state) => `${state.code} ${nameOf(state)}`,
    rules: knowledge,
    react: async (tx, change) => {
      await keepVersions(tx, change)
      await tell(tx, deps, change)
    },
  }
}

const nameOf = (state: ServiceItemState): string =>
  ('draft' in state && state.draft ? state.draft.zh : currentOf(state)?.content.zh) ?? ''

async function knowledge(tx: Tx, _: ServiceItemState, command: ItemCommand | undefined): Promise<Settings> {
  if (command?.kind === 'publish') await lockList(tx)
  const assignee = command?.kind === 'assign' ? await departmentBody(tx, command.department) : undefined
  const known: ItemKnowledge = { names: await takenNames(tx), ...(assignee ? { assignee } : {}) }
  return { [itemKnowledgeKey]: known }
}

/** Keeps the list in step: what is in force on a day is read from it. */
async function keepVersions(tx: Tx, { before, after }: Change<ServiceItemState>): Promise<void> {
  const [old, now] = [before && currentOf(before), currentOf(after)]
  if (now && now.version !== old?.version) await addVersion(tx, after.code, after.department, now)
  if (after.status === 'withdrawn' && before?.status === 'published') {
    await endVersion(tx, after.code, after.from)
  }
}

/** The assigned department is told, and the city's operator, which checks announcements, of what is gone. */
async function tell(tx: Tx, deps: Deps, { after, facts }: Change<ServiceItemState>): Promise<void> {
  const { code, department, editor } = after
  const operator = await nearestBody(tx, 'operator', '360400')
  const to = { assigned: editor?.id, withdrawn: operator?.id }
  for (const fact of facts) {
    const what = fact.kind.replace('item.', '')
    if (what !== 'assigned' && what !== 'withdrawn') continue
    const told = to[what]
    if (!told) continue
    const params = {
      ...(fact.body as Record<string, string>),
      ...{ code, name: nameOf(after), department: department.name },
    }
    const notice = { key: `${fact.id}/${what}`, to: [told], words: itemNotices[what] }
    const link = what === 'assigned' ? `/desk/service-items/${code}` : '/services'
    await notify(tx, deps, { ...notice, params, article: fact.article, link })
  }
}
