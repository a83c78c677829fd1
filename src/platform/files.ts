import { createHash, randomUUID } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { art } from '../gazette/index.ts'
import { refuse } from '../workflow/index.ts'
import type { Files } from './deps.ts'
import { Refused } from './refused.ts'

/** 20 MiB. Rejected: more; a scan of 300 pages fits, and a database row of more than this hurts its backup. */
export const fileLimit = 20 * 1024 * 1024

/** What people file: documents and pictures, by content. */
const allowed: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
}

type FileTables = {
  file: { id: string; name: string; type: string; size: number; sha256: string; owner: string; bytes: Buffer }
}

const filed = art('111', '15')

/** At most 200 characters, the ending among them; nothing that the log could not keep. */
const keptName = (name: string, ending: string): string =>
  `${name
    .slice(0, name.lastIndexOf('.'))
    .replace(/\p{Cc}/gu, '')
    .slice(0, 199 - ending.length)
    .toWellFormed()}.${ending}`

/** Files in the database: one backup, one transaction with the fact that names their hash. */
export const databaseFiles: Files = {
  async put(tx, { name, bytes, owner }) {
    if (bytes.length > fileLimit) throw new Refused(refuse('too-large', filed, { limit: '20 MB' }, 'file'))
    const type = (await fileTypeFromBuffer(bytes))?.mime ?? 'unknown'
    const endings = allowed[type]
    const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
    if (!endings?.includes(ending)) {
      const params = { name, found: type, allowed: Object.values(allowed).flat() }
      throw new Refused(refuse('wrong-file-type', filed, params, 'file'))
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const ref = { id: randomUUID(), name: keptName(name, ending), type, size: bytes.length, sha256 }
    await tx
      .withTables<FileTables>()
      .insertInto('file')
      .values({ ...ref, owner, bytes })
      .execute()
    return ref
  },
  async get(tx, id) {
    return tx
      .withTables<FileTables>()
      .selectFrom('file')
      .select(['id', 'name', 'type', 'size', 'sha256', 'owner', 'bytes'])
      .where('id', '=', id)
      .executeTakeFirst()
  },
  async find(tx, ids) {
    if (ids.length === 0) return []
    return tx
      .withTables<FileTables>()
      .selectFrom('file')
      .select(['id', 'name', 'type', 'size', 'sha256', 'owner'])
      .where('id', 'in', ids)
      .execute()
  },
}
