import type { FastifyInstance, FastifyRequest } from 'fastify'
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
    // Not inside a transaction: a slow upload would keep a connection to the database from everyone else.
    transaction: false,
    handler: async ({ request, tx, actor }) => {
      const { name, bytes } = await fileOf(request)
      return deps.files.put(tx, { name, bytes, owner: actor.organisation })
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

const noFile = (message: string) => new Refused(badInput([{ path: 'file', message }], cites))

/** The one file of a multipart request; what is none, or breaks off, is refused. */
export async function fileOf(request: FastifyRequest): Promise<{ name: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw noFile('multipart/form-data')
  const part = await parsed(request.file())
  if (!part) throw noFile('missing')
  return { name: part.filename, bytes: await parsed(part.toBuffer()) }
}

/** The parser's errors carry a status where a limit was passed; the others tell of a request that is no multipart. */
async function parsed<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    const { statusCode, message } = error as Error & { statusCode?: number }
    throw statusCode ? error : noFile(message)
  }
}
