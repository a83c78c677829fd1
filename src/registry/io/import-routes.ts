import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import type { Tx } from '../../platform/deps.ts'
import { type HttpDeps, type Organised, Refused, route } from '../../platform/http.ts'
import {
  type Column,
  problemHeader,
  problemText,
  readSheet,
  sheetRefusal,
  writeSheet,
} from '../../platform/spreadsheet/index.ts'
import { fileOf } from '../../platform/upload.ts'
import { refuse } from '../../workflow/index.ts'
import { plainLine } from '../index.ts'
import { serviceItems } from '../store.ts'
import { importColumns, importSheet } from './import-sheet.ts'
import * as store from './import-store.ts'
import { importJob, openRows, runImport, sealRows } from './imports.ts'

const cites = art('111', '8.6')
const kinds = ['operator', 'management'] as const
const params = z.object({ id: plainLine(80) })
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const download = (reply: FastifyReply, name: string, bytes: Buffer) =>
  reply
    .type(xlsx)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(bytes)

/** Existing agencies taken over from the operator's records, many at once: template, upload, progress, report. */
export function mountImports(app: FastifyInstance, deps: HttpDeps): void {
  deps.jobs.handle<{ id: string }>(importJob, ({ id }) => runImport(deps, id))
  const columns = async (tx: Tx): Promise<Column[]> =>
    importColumns(await serviceItems(tx, { on: dateOf(await deps.now(tx)) }))

  route(app, deps, {
    method: 'GET',
    url: '/api/agency-imports/template.xlsx',
    summary: 'The spreadsheet in which existing agencies are listed',
    cites,
    who: kinds,
    handler: async ({ tx, reply }) =>
      download(reply, '存量机构导入模板.xlsx', await writeSheet(await columns(tx), [], importSheet)),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agency-imports',
    summary: 'What my body has taken over, the latest first',
    cites,
    who: kinds,
    handler: async ({ tx, actor }) => ({ items: await store.importList(tx, own(actor)) }),
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/agency-imports',
    summary: 'Upload a list of existing agencies (multipart, one .xlsx); it is checked and taken in by a job',
    cites,
    who: ['operator'],
    idempotent: false,
    transaction: false,
    bodyLimit: 22 * 1024 * 1024,
    attempts: 20,
    query: z.object({
      source: plainLine(120).refine((s) => s.trim() !== '', 'the document number is missing'),
    }),
    handler: async ({ request, tx, query, actor, reply }) => {
      const { name, bytes } = await fileOf(request)
      const read = await readSheet(bytes, await columns(tx), { sheet: importSheet.title.zh })
      const wrong = read.ok ? [] : read.problems
      if (wrong.some((p) => p.row === undefined && p.code !== 'too-many-problems'))
        throw new Refused(sheetRefusal(wrong, cites))
      const problems = wrong.map((p) => ({
        ...{ row: p.row ?? 0, code: p.code, article: cites },
        ...(p.column ? { column: p.column } : {}),
        message: problemText({ code: p.code, params: p.params }),
      }))
      const id = randomUUID()
      await deps.db.transaction().execute(async (own) => {
        await store.insertImport(own, {
          ...{ id, problems, total: read.rows.length, source: query.source.trim() },
          ...{ operator: actor.organisation, operatorName: actor.organisationName },
          ...{ person: actor.person, personName: actor.personName },
          fileName: name.slice(0, 200).toWellFormed().replaceAll('\0', ''),
          sha256: createHash('sha256').update(bytes).digest('hex'),
          rows: sealRows(deps, read.rows as Parameters<typeof sealRows>[1]),
        })
        await deps.jobs.enqueue(own, importJob, { id })
      })
      reply.code(201)
      return { id }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agency-imports/:id',
    summary: 'How far an import is, and what was wrong with which row',
    cites,
    who: kinds,
    params,
    handler: async ({ tx, actor, params: { id } }) => {
      const record = await mine(tx, actor, id)
      const content = await store.importContent(tx, id)
      const problems = content?.problems ?? []
      return {
        ...record,
        problems: problems.slice(0, 200),
        count: problems.length,
        report: hasReport(record, content),
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/agency-imports/:id/report.xlsx',
    summary: 'The rows as they were given, with a column 问题; corrected, it can be uploaded as it is',
    cites,
    who: ['operator'],
    params,
    handler: async ({ tx, actor, params: { id }, reply }) => {
      const record = await mine(tx, actor, id)
      const content = await store.importContent(tx, id)
      if (!hasReport(record, content)) throw new Refused(refuse('unknown-subject', cites, { id }))
      const told = new Map<number, string[]>()
      for (const p of content!.problems) {
        const line = `${p.column ? `${p.column}：` : ''}${p.message.zh}`
        told.set(p.row, [...(told.get(p.row) ?? []), line])
      }
      const problem: Column = { name: '_problem', header: problemHeader, type: 'text' }
      const rows = openRows(deps, content!.rows!).map(({ n, given }) => ({
        ...given,
        _problem: told.get(n)?.join('\n') ?? '',
      }))
      const sheet = await writeSheet([...(await columns(tx)), problem], rows, importSheet)
      return download(reply, `导入问题-${record.source}.xlsx`, sheet)
    },
  })
}

const own = (actor: Organised): string | undefined =>
  actor.kind === 'operator' ? actor.organisation : undefined

const hasReport = (record: store.ImportRecord, content: { rows: Buffer | null } | undefined): boolean =>
  record.status === 'refused' && content?.rows != null

async function mine(tx: Tx, actor: Organised, id: string): Promise<store.ImportRecord> {
  const record = await store.importRecord(tx, id)
  if (!record || (actor.kind === 'operator' && record.operator !== actor.organisation))
    throw new Refused(refuse('unknown-subject', cites, { id }))
  return record
}
