import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { endOf, type Instant, plainDate, startOf } from './calendar/index.ts'
import { art } from './gazette/index.ts'
import { type Entry, factsOfKind } from './ledger/server.ts'
import { type HttpDeps, type Organised, Refused, route } from './platform/http.ts'
import { addRefusalWords } from './platform/messages.ts'
import { csv, isDay, within } from './registry/index.ts'
import { refuse } from './workflow/index.ts'

const cites = art('111', '13')

/** What audit takes with it: the facts of one kind of subject, or of what was sealed, once it is open. */
const subjects = [
  ...['admission', 'change', 'objection', 'standing-case', 'owner', 'staff', 'body'],
  ...['procurement', 'engagement', 'draw', 'setting', 'identity-reveal', 'opened'],
] as const

const most = 20_000
const columns = ['时间', '事项', '事实', '依据', '办理单位', '内容', '日志序号', '记录校验值']

interface ReadingRow {
  id: string
  personName: string
  organisationName: string
  what: 'read' | 'export'
  subject: string
  at: Instant
}

/** Audit (111/13): reads everything, takes it along as a table or as JSON, and is seen doing so by the management body. */
export function mountAudit(app: FastifyInstance, deps: HttpDeps): void {
  addRefusalWords({
    'export-day': { zh: '“{{given}}”不是有效日期。', en: '“{{given}}” is not a day of the calendar.' },
    'export-too-large': {
      zh: '超过 {{most}} 条，请缩短起止日期后分次导出。',
      en: 'More than {{most}} entries; choose a shorter period.',
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/audit/export',
    summary: 'Every fact of one kind of subject between two days, also what was sealed and is open by now',
    cites,
    who: ['audit'],
    attempts: 30,
    query: z.object({
      subject: z.enum(subjects as unknown as [string, ...string[]]),
      format: z.enum(['csv', 'json']).default('csv'),
      from: z.string().max(10),
      to: z.string().max(10),
    }),
    handler: async ({ tx, query, reply }) => {
      const { subject, format } = query
      const [from, to] = [day(query.from, 'from'), day(query.to, 'to')]
      const period = { from: startOf(from), to: endOf(to) }
      const entries = await factsOfKind(tx, deps.keys, subject, period, most + 1)
      if (entries.length > most) throw new Refused(refuse('export-too-large', cites, { most }, 'to'))
      const name = encodeURIComponent(`${subject}-${from}-${to}.${format}`)
      reply
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .header('cache-control', 'no-store')
      if (format === 'json') return { format: 'xunshi-audit-export/1', subject, ...period, entries }
      reply.type('text/csv; charset=utf-8')
      return csv([columns, ...entries.map(rowOf)])
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/readings',
    summary: 'What auditors have read and exported: their own, or that of every auditor of my region',
    cites,
    who: ['audit', 'management'],
    query: z.object({
      page: z.coerce.number().int().min(1).max(10_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, actor, query: { page, size } }) => {
      const seen = seenBy(actor)
      const { rows: items } = await sql<ReadingRow>`
        select r.id, r.person_name as "personName", o.name as "organisationName", r.what, r.subject, r.at
        from reading r join organisation o on o.id = r.organisation where ${seen}
        order by r.at desc, r.id limit ${size} offset ${(page - 1) * size}`.execute(tx)
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from reading r join organisation o on o.id = r.organisation where ${seen}`.execute(
        tx,
      )
      return { items: actor.kind === 'audit' ? items : items.map(shortened), total: rows[0]!.n }
    },
  })
}

/** A management body sees that audit has read a case of its region, not which one: some are nobody else's to know yet. */
const shortened = (r: ReadingRow): ReadingRow => ({
  ...r,
  subject: r.subject.replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]{22}/g, '$1…'),
})

const seenBy = (actor: Organised) =>
  actor.kind === 'audit'
    ? sql<boolean>`r.organisation = ${actor.organisation}`
    : sql<boolean>`o.region = any(${within(actor.region)}::text[])`

function day(text: string, field: string) {
  if (!isDay(text)) throw new Refused(refuse('export-day', cites, { given: text }, field))
  return plainDate(text)
}

const rowOf = ({ record, leaf, index }: Entry): string[] => [
  ...[record.at, record.subject, record.kind, record.article, record.actor],
  ...[JSON.stringify(record.body), index === undefined ? '' : String(index), leaf],
]
