import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { type HttpDeps, Refused, route } from '../../platform/http.ts'
import { addRefusalWords } from '../../platform/messages.ts'
import { refuse } from '../../workflow/index.ts'
import { bytesOfHex, formatKey, hex, planConsistency, planInclusion } from '../index.ts'
import * as store from '../store.ts'
import { ledgerRefusals } from '../words.ts'
import { logKey } from './hash.ts'
import { entryAt, proofOf, receiptFor } from './read.ts'
import { fromRest } from './rest.ts'
import { witnessKeys } from './witnessing.ts'

const cites = art('111', '28')
const refused = (code: keyof typeof ledgerRefusals, status: number, params = {}, field?: string) =>
  new Refused(refuse(code, cites, params, field), status)

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 hash in lower-case hex')
const size = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** Mounts what outsiders need to check the log: nothing here asks who they are. */
export function mountLedger(app: FastifyInstance, deps: HttpDeps): void {
  addRefusalWords(ledgerRefusals)

  const lastCheckpoint = async () => {
    const last = await store.lastCheckpoint(deps.db)
    if (!last) throw refused('log-empty', 404)
    return last
  }
  const within = async (asked: number | undefined, field: string) => {
    const last = await lastCheckpoint()
    if (asked !== undefined && asked > last.size)
      throw refused('no-such-tree', 422, { size: last.size, asked }, field)
    return asked ?? last.size
  }

  route(app, deps, {
    method: 'GET',
    url: '/api/log/checkpoint',
    summary: 'The newest signed checkpoint of the log, and the key that checks it',
    cites,
    who: 'public',
    handler: async () => {
      const { note, size, root, at } = await lastCheckpoint()
      const cosigned = await store.lastCosigned(deps.db)
      return {
        ...{ note, key: formatKey(logKey(deps.keys)), size, root: hex(root), at },
        witnesses: witnessKeys(),
        ...(cosigned
          ? {
              cosigned: {
                size: cosigned.size,
                by: cosigned.cosignatures.map(({ witness, time }) => ({ witness, time })),
              },
            }
          : {}),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/log/entries',
    summary: 'The log in order: public and opened facts in full, of the others the leaf hash alone',
    cites,
    who: 'public',
    query: z.object({
      from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    handler: async ({ query }) => {
      const last = await store.lastCheckpoint(deps.db)
      const rows = await store.entriesFrom(deps.db, query.from, query.limit)
      const entries = rows.map((row) => ({
        index: row.index,
        leaf: hex(row.leaf),
        ...(row.open ? { record: fromRest(deps.keys, row) } : {}),
      }))
      return { size: last?.size ?? 0, entries }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/log/proof/inclusion',
    summary:
      'Proof that a leaf is in the log (RFC 9162), under the newest checkpoint or a tree of the given size',
    cites,
    who: 'public',
    query: z.object({ leaf: hash, size: size.optional() }),
    handler: async ({ query }) => {
      const index = await indexOf(query.leaf)
      const size = await within(query.size, 'size')
      if (index >= size) throw refused('no-such-tree', 422, { size, asked: index }, 'size')
      const proof = await proofOf(deps.db, planInclusion(index, size))
      return { leaf: query.leaf, index, size, proof: proof.map(hex) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/log/proof/consistency',
    summary: 'Proof that the log of size `to` begins with the log of size `from` (RFC 9162)',
    cites,
    who: 'public',
    query: z.object({ from: size, to: size.optional() }),
    handler: async ({ query }) => {
      const to = await within(query.to, 'to')
      if (query.from > to) throw refused('no-such-tree', 422, { size: to, asked: query.from }, 'from')
      const proof = await proofOf(deps.db, planConsistency(query.from, to))
      return { from: query.from, to, proof: proof.map(hex) }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/log/receipts/:leaf',
    summary: 'Receipt of a leaf: its place, proof and signed checkpoint; checks offline',
    cites,
    who: 'public',
    params: z.object({ leaf: hash }),
    handler: async ({ params }) => {
      await indexOf(params.leaf)
      return receiptFor(deps.db, deps.keys, bytesOfHex(params.leaf, 32)!)
    },
  })

  async function indexOf(leaf: string): Promise<number> {
    const entry = await entryAt(deps.db, deps.keys, bytesOfHex(leaf, 32)!)
    if (!entry) throw refused('unknown-leaf', 404, {}, 'leaf')
    if (entry.index === undefined) throw refused('leaf-waiting', 409, {}, 'leaf')
    return entry.index
  }
}
