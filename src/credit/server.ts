import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type HttpDeps, Refused, route } from '../platform/http.ts'
import { addRefusalWords } from '../platform/messages.ts'
import { csv, isDay, plainLine } from '../registry/index.ts'
import { type StandingSubject, standingStatuses } from '../registry/server.ts'
import { refuse } from '../workflow/index.ts'
import { breachRefusalWords, creditRefusalWords, marketFactsSchema, recordsSchema } from './index.ts'
import { mountBreaches } from './io/breach-routes.ts'
import { type BreachSubject, breachSubject } from './io/breach-subject.ts'
import { draftBreach } from './io/drafts.ts'
import { exportFacts } from './io/export.ts'
import { importRecords } from './io/import.ts'
import { recordColumns } from './io/read.ts'
import { creditScore, type ScoreDoors } from './io/score.ts'
import * as store from './store.ts'

export { type BreachSubject, creditScore, draftBreach, type ScoreDoors }

/** Nobody serves and nobody looks: for markets that have no engagements. */
const noDoors: ScoreDoors = { engagementsOf: async () => [], inspectionsOf: async () => [] }

/** Mounts breaches, warnings, repairs and the score (111/39-44) and gives back the subject that the tick runs. */
export function mountBreachCases(
  app: FastifyInstance,
  deps: HttpDeps,
  doors: ScoreDoors = noDoors,
): BreachSubject {
  const subject = breachSubject(deps)
  mountBreaches(app, deps, subject, doors)
  return subject
}

const cites = art('111', '10')
const readers = ['credit', 'operator', 'department', 'management', 'audit'] as const

const format = z.enum(['json', 'csv'])
const day = z.string().max(10).refine(isDay, 'YYYY-MM-DD').transform(plainDate)
const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
}

/** Both schemas, as JSON Schema 2020-12, made from what the reader itself uses. */
const schemas = {
  records: { title: '公共信用信息（导入）', ...z.toJSONSchema(recordsSchema) },
  facts: { title: '中介超市信用信息（导出）', ...z.toJSONSchema(marketFactsSchema) },
}

/** Credit data in and out as files (111/10); every import and export is a fact and is listed. */
export function mountCredit(
  app: FastifyInstance,
  deps: HttpDeps,
  standing: StandingSubject,
  { publicUrl }: { publicUrl: string },
): void {
  const subject = { standing, publicUrl }
  route(app, deps, {
    method: 'GET',
    url: '/api/credit/schemas/:name',
    summary: 'The JSON schema of the files: `records` (in), `facts` (out)',
    ...({ cites, who: 'public' } as const),
    params: z.object({ name: z.string().max(20) }),
    handler: async ({ params: { name } }) => {
      const schema = Object.entries(schemas).find(([known]) => known === name)?.[1]
      if (!schema) throw new Refused(refuse('unknown-subject', cites, { id: name }))
      return schema
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/credit/template.csv',
    summary: 'The header of a CSV of records',
    ...({ cites, who: 'public' } as const),
    handler: async ({ reply }) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="credit-records.csv"')
        .send(csv([recordColumns.map((c) => c.header.zh)])),
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/credit/imports',
    summary: 'Take in a file of credit records, all of it or nothing',
    cites,
    who: ['credit'],
    bodyLimit: 12 * 1024 * 1024,
    body: z.object({
      name: plainLine(200),
      format,
      /** The file, base64. */
      content: z.base64().min(1).max(11_000_000),
    }),
    handler: async ({ tx, actor, body, reply }) => {
      const { name, format, content } = body
      const file = { name, format, bytes: Buffer.from(content, 'base64') }
      const taken = await importRecords(tx, deps, subject, file, actor)
      reply.code(201)
      return taken
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/credit/exports',
    summary: 'Give away the credit facts of a period',
    cites,
    who: ['credit'],
    body: z.object({ format, from: day, to: day }),
    handler: async ({ tx, actor, body, reply }) => {
      const { from, to } = body
      if (to < from) throw new Refused(refuse('credit-period-reversed', cites, { from, to }, 'to'))
      reply.code(201)
      return exportFacts(tx, deps, body, actor)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/credit/transfers',
    summary: 'Every import and export, latest first',
    cites,
    who: readers,
    query: z.object(paging),
    handler: ({ tx, query }) => store.transfers(tx, query),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/credit/transfers/:id/file',
    summary: 'The file of an import or export, as it came or went',
    cites,
    who: ['credit', 'audit'],
    params: z.object({ id: plainLine(80) }),
    handler: async ({ tx, params, reply }) => {
      const file = await store.fileOf(tx, params.id)
      if (!file) throw new Refused(refuse('unknown-subject', cites, { id: params.id }))
      return reply
        .type(file.format === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('x-content-type-options', 'nosniff')
        .send(file.content)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/credit/records',
    summary: 'Credit records, latest first, about a part of a name or code',
    cites,
    who: readers,
    query: z.object({ ...paging, about: plainLine(60).default('') }),
    handler: async ({ tx, query }) => {
      const { items, total } = await store.records(tx, query)
      const cases = await standingStatuses(
        tx,
        items.flatMap((r) => (r.standingCase ? [r.standingCase] : [])),
      )
      return { total, items: items.map((r) => ({ ...r, caseStatus: cases.get(r.standingCase ?? '') })) }
    },
  })
}

addRefusalWords(creditRefusalWords)
addRefusalWords(breachRefusalWords)
