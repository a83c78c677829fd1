import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type HttpDeps, Refused, route } from '../platform/http.ts'
import { art, documents, gazetteDocument, mention } from './index.ts'

/** The gazette for everyone: the list of documents, and one document with its words, labels and dates of force. */
export function gazetteRoutes(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/gazette',
    summary: 'Documents of the gazette',
    cites: mention('111', '1'),
    who: 'public',
    handler: async () => Object.values(documents),
  })
  route(app, deps, {
    method: 'GET',
    url: '/api/gazette/:document',
    summary: 'A document of the gazette with its paragraphs',
    cites: mention('111', '1'),
    who: 'public',
    params: z.object({ document: z.string().min(1).max(20) }),
    handler: async ({ params, reply }) => {
      const document = await gazetteDocument(params.document)
      if (!document) {
        throw new Refused({
          code: 'unknown-subject',
          article: art('111', '1'),
          params: { id: params.document },
        })
      }
      reply.header('cache-control', 'public, max-age=3600')
      return document
    },
  })
}
