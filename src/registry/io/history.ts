import { type Entry, historyOf } from '../../ledger/server.ts'
import type { Tx } from '../../platform/deps.ts'
import * as store from '../store.ts'

/** What happened to an application, for a timeline; `leaf` asks the log for the proof. */
export const timelineOf = (tx: Tx, admission: string, seen: (entry: Entry) => boolean) =>
  historyOfSubject(tx, `admission/${admission}`, seen)

/** What happened to any subject of this module. */
export async function historyOfSubject(tx: Tx, subject: string, seen: (entry: Entry) => boolean) {
  const entries = await historyOf(tx, subject)
  const names = await store.itemNames(tx)
  const serviceTypeName = (code: string) => names.get(code) ?? { zh: code, en: code }
  return entries.filter(seen).map(({ record: { at, kind, article, body }, leaf, index }) => {
    const { serviceType, services } = body as { serviceType?: string; services?: string[] }
    const named = {
      ...(serviceType ? { serviceType: serviceTypeName(serviceType) } : {}),
      ...(services ? { services: services.map(serviceTypeName) } : {}),
    }
    return { at, kind, article, params: { ...body, ...named }, leaf, index }
  })
}
