import { type Entry, historyOf } from '../../ledger/server.ts'
import type { Tx } from '../../platform/deps.ts'
import { serviceTypeName } from '../index.ts'

/** What happened to an application, for a timeline; `leaf` asks the log for the proof. */
export async function timelineOf(tx: Tx, admission: string, seen: (entry: Entry) => boolean) {
  const entries = await historyOf(tx, `admission/${admission}`)
  return entries.filter(seen).map(({ record: { at, kind, article, body }, leaf, index }) => {
    const { serviceType, services } = body as { serviceType?: string; services?: string[] }
    const named = {
      ...(serviceType ? { serviceType: serviceTypeName(serviceType) } : {}),
      ...(services ? { services: services.map(serviceTypeName) } : {}),
    }
    return { at, kind, article, params: { ...body, ...named }, leaf, index }
  })
}
