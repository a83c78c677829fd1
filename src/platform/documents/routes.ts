import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art, mention } from '../../gazette/index.ts'
import { refuse } from '../../workflow/index.ts'
import type { Tx } from '../deps.ts'
import { type HttpDeps, Refused, route } from '../http.ts'
import { addRefusalWords } from '../messages.ts'
import { type DocumentRow, findDocument, type Letterhead, sheetOf, typesetDocument } from './register.ts'
import { certificatePem } from './signing.ts'
import { renderSvg } from './typeset.ts'

/** 28: 出具电子中选通知书; 32.2: 电子资料与纸质资料具有同等效力. */
const cites = art('111', '28')

const params = z.object({ number: z.string().regex(/^[A-Z]{2}-\d{4}-\d{4,9}$/) })

/** What the check page is told about a number. */
export interface Check {
  valid: boolean
  number: string
  /** False when the file that is kept is not the one whose hash was logged. */
  intact?: boolean
  kind?: string
  title?: string
  printedNumber?: string
  project?: string
  issuer?: string
  parties?: DocumentRow['parties']
  at?: string
  sha256?: string
  size?: number
  /** Hash of the leaf of the log that holds the document's hash. */
  leaf?: string
  fact?: string
  demonstration?: boolean
  withdrawn?: { at: string; reason: string }
  pdf?: string
  svg?: string
  /** Whose digital signature the file bears; the fingerprint is the SHA-256 of the certificate, hex. */
  signature?: { name: string; fingerprint: string; selfSigned: boolean }
}

/** The kept file, if its bytes still have the hash that was logged when it was issued. */
async function intactFile(deps: HttpDeps, tx: Tx, row: DocumentRow) {
  const file = row.file ? await deps.files.get(tx, row.file) : undefined
  return file && createHash('sha256').update(file.bytes).digest('hex') === row.sha256 ? file : undefined
}

addRefusalWords({
  'document-damaged': {
    zh: '文件 {{number}} 的存储内容与登记的哈希值不符，已停止提供。',
    en: 'What is stored of document {{number}} does not have the hash that was logged; it is no longer served.',
  },
})

/** Declares the job that typesets and mounts the public routes of documents. */
export function mountDocuments(app: FastifyInstance, deps: HttpDeps, letterhead: Letterhead): void {
  const { publicUrl, identity } = letterhead

  deps.jobs.handle<{ number: string }>('documents.typeset', async ({ number }) => {
    await typesetDocument(deps, number, letterhead)
  })

  const found = async (number: string): Promise<DocumentRow> => {
    const row = await typesetDocument(deps, number, letterhead)
    if (!row) throw new Refused(refuse('unknown-subject', cites, { id: number }))
    return row
  }

  route(app, deps, {
    method: 'GET',
    url: '/api/documents/:number/document.pdf',
    summary: 'A document that the market issued, as tagged PDF/A',
    cites,
    who: 'public',
    params,
    handler: async ({ params, tx, reply }) => {
      const row = await found(params.number)
      const file = await intactFile(deps, tx, row)
      if (!file) throw new Refused(refuse('document-damaged', cites, { number: row.number }), 409)
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('x-content-type-options', 'nosniff')
        .header('etag', `"${file.sha256}"`)
        .header('cache-control', 'public, max-age=86400')
        .send(file.bytes)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/documents/:number/page.svg',
    summary: 'The same document as a picture, exactly as it prints',
    cites,
    who: 'public',
    params,
    handler: async ({ params, reply }) => {
      const row = await found(params.number)
      return reply
        .type('image/svg+xml')
        .header('cache-control', 'public, max-age=86400')
        .send(await renderSvg(await sheetOf(row, publicUrl)))
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/documents/certificate.pem',
    summary: 'The certificate with which this market signs its documents',
    cites: mention('111', '32.2'),
    who: 'public',
    handler: async ({ reply }) =>
      reply
        .type('application/x-pem-file')
        .header('content-disposition', 'attachment; filename="xunshi-documents.pem"')
        .send(certificatePem(identity)),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/check/:number',
    summary: 'Whether a document is genuine: what it is, its hash, its place in the log',
    cites: mention('111', '32.2'),
    who: 'public',
    params: z.object({ number: z.string().min(1).max(80) }),
    handler: async ({ params: { number }, tx }): Promise<Check> => {
      const known = params.safeParse({ number }).success && (await findDocument(tx, number))
      if (!known) return { valid: false, number }
      const row = await found(number)
      const intact = (await intactFile(deps, tx, row)) !== undefined
      return {
        ...{ valid: intact && row.withdrawn_at === null, intact, number, kind: row.kind, title: row.title },
        ...{ printedNumber: row.printed_number, project: row.project, issuer: row.issuer },
        ...{ parties: row.parties, at: row.at, demonstration: row.sheet.demonstration },
        ...(row.sha256 && row.leaf && row.fact && row.size !== null
          ? { sha256: row.sha256, leaf: row.leaf, fact: row.fact, size: row.size }
          : {}),
        ...(row.withdrawn_at
          ? { withdrawn: { at: row.withdrawn_at, reason: row.withdrawn_reason ?? '' } }
          : {}),
        pdf: `/api/documents/${number}/document.pdf`,
        svg: `/api/documents/${number}/page.svg`,
        signature: {
          name: identity.name,
          fingerprint: identity.fingerprint,
          selfSigned: identity.selfSigned,
        },
      }
    },
  })
}
