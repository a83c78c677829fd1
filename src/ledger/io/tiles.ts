import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../../platform/deps.ts'
import { entryBundle, hashesAt, parseTilePath, placesOfTile, type Tile } from '../index.ts'
import * as store from '../store.ts'
import { fromRest } from './rest.ts'

type TileDeps = Pick<Deps, 'db' | 'keys'>

/** A tile's bytes; undefined when the log does not reach so far. */
export async function tileBytes(deps: TileDeps, tile: Tile): Promise<Uint8Array | undefined> {
  const { level, index, width } = tile
  const { size = 0 } = (await store.lastCheckpoint(deps.db)) ?? {}
  if (index * 256 + width > hashesAt(level, size)) return undefined
  if (level === 'entries') {
    const rows = await store.entriesFrom(deps.db, index * 256, width)
    return entryBundle(rows.map((row) => (row.open ? fromRest(deps.keys, row) : undefined)))
  }
  const places = placesOfTile({ level, index, width })
  const get = await store.nodesAt(deps.db, places)
  return Buffer.concat(places.map(get))
}

/** The newest checkpoint that a witness has cosigned, with the cosignatures; without witnesses the newest. */
export async function publishedCheckpoint({ db }: Pick<Deps, 'db'>): Promise<string | undefined> {
  const cosigned = await store.lastCosigned(db)
  if (cosigned) return `${cosigned.note}${cosigned.cosignatures.map((c) => c.line).join('')}`
  return (await store.lastCheckpoint(db))?.note
}

/**
 * Serves the log as static files under /tlog (c2sp.org/tlog-tiles). Hash tiles never change and may be kept for ever; a
 * bundle of entries may: what was sealed is opened at its hour.
 */
export function mountTiles(app: FastifyInstance, deps: TileDeps): void {
  const missing = (reply: FastifyReply) => reply.callNotFound()
  app.get('/tlog/checkpoint', { schema: { hide: true } }, async (_, reply) => {
    const note = await publishedCheckpoint(deps)
    if (note === undefined) return missing(reply)
    return reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(note)
  })
  app.get<{ Params: { '*': string } }>('/tlog/*', { schema: { hide: true } }, async (request, reply) => {
    const tile = parseTilePath(request.params['*'])
    const bytes = tile && (await tileBytes(deps, tile))
    if (!bytes) return missing(reply)
    const lasts = tile.level === 'entries' ? 'public, max-age=300' : 'public, max-age=31536000, immutable'
    return reply.header('cache-control', lasts).type('application/octet-stream').send(Buffer.from(bytes))
  })
}
