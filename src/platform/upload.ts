import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../gazette/index.ts'
import { refuse } from '../workflow/index.ts'
import { badInput, type HttpDeps, Refused, route } from './http.ts'

const cites = art('111', '15')

/** Bodies that watch over the market may read what was filed with them. */
const supervising = [
  'operator',
  'management',
  'department',
  'audit',
  'finance',
  'credit',
  'price',
  'market-supervision',
]

/** `POST /api/files` (multipart, one file) → FileRef; `GET /api/files/:id` for its owner and the supervising bodies. */
export function mountFiles(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'POST',
    url: '/api/files',
    summary: 'File a document: PDF, picture, DOCX or XLSX, at most 20 MB',
    cites,
    who: 'signed-in',
    idempotent: false,
    bodyLimit: 22 * 1024 * 1024,
    handler: async ({ request, tx, actor }) => {
      if (!request.isMultipart())
        throw new Refused(badInput([{ path: 'file', message: 'multipart/form-data' }], cites))
      const part = await request.file()
      if (!part) throw new Refused(badInput([{ path: 'file', message: 'missing' }], cites))
      const bytes = await part.toBuffer()
      return deps.files.put(tx, { name: part.filename, bytes, owner: actor.organisation })
    },
  })
  route(app, deps, {
    method: 'GET',
    url: '/api/files/:id',
    summary: 'Read a filed document',
    cites,
    who: 'signed-in',
    params: z.object({ id: z.string().max(80) }),
    handler: async ({ params, tx, actor, reply }) => {
      const file = await deps.files.get(tx, params.id)
      if (!file || (file.owner !== actor.organisation && !supervising.includes(actor.kind))) {
        throw new Refused(refuse('unknown-subject', cites, { id: params.id }))
      }
      return reply
        .type(file.type)
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('x-content-type-options', 'nosniff')
        .send(file.bytes)
    },
  })
}
