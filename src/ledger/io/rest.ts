import type { Keys } from '../../platform/deps.ts'
import type { FactRecord } from '../index.ts'
import * as store from '../store.ts'

/*
 * How a sealed fact rests in the database: what it says lies under a key that is not there. Whoever reads the tables, a
 * dump or a backup (111/53.2) finds rows that look alike, be it a registration, a withdrawal or cover.
 */

const purpose = 'ledger sealed fact'
/** What stands in the columns meanwhile. */
const veil = { kind: 'sealed', article: '' as FactRecord['article'], actor: '' }
/** Boxes have lengths of whole blocks: a longer body is not told from a shorter one. */
const block = 512

type Said = Pick<FactRecord, 'kind' | 'article' | 'actor' | 'body'>

/** The record as it is stored. */
export function atRest(keys: Keys, record: FactRecord): FactRecord {
  if (record.visibility !== 'sealed') return record
  const { kind, article, actor, body } = record
  const text = JSON.stringify({ kind, article, actor, body } satisfies Said)
  const length = Math.ceil(Buffer.byteLength(text) / block) * block
  const plain = Buffer.alloc(length, ' ')
  plain.write(text)
  const box = Buffer.from(keys.seal(purpose, plain)).toString('base64')
  return { ...record, ...veil, body: { box } }
}

/** The record that was hashed, from its row. A row that was tampered with gives another record than the hashed one. */
export function fromRest(keys: Keys, row: store.FactRow): FactRecord {
  const record = store.recordOf(row)
  if (record.visibility !== 'sealed') return record
  const { kind, article, actor, body } = record
  const { box } = body as { box?: unknown }
  const veiled = kind === veil.kind && article === veil.article && actor === veil.actor
  if (!veiled || typeof box !== 'string' || Object.keys(body).length !== 1) return record
  const sealed = Buffer.from(box, 'base64')
  if (sealed.toString('base64') !== box) return record
  try {
    return { ...record, ...(JSON.parse(Buffer.from(keys.open(purpose, sealed)).toString()) as Said) }
  } catch {
    return record
  }
}
