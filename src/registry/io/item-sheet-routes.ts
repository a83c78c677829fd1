import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { dateOf, type PlainDate } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { act } from '../../platform/act.ts'
import type { Tx } from '../../platform/deps.ts'
import { type HttpDeps, type Organised, Refused, route } from '../../platform/http.ts'
import { refuse } from '../../workflow/index.ts'
import { currentOf, newServiceItem, plainLine, regionOf, type ServiceItemState } from '../index.ts'
import { noItem } from '../item-rules.ts'
import { daySchema } from './item-routes.ts'
import { checkSheet, itemSheet, problemSheet, type SheetChange } from './item-sheet.ts'
import { entries, lockList, nextCode, takenNames } from './item-store.ts'
import type { ItemSubject } from './item-subject.ts'

const cites = art('111', '9.1')
const body = z.object({ file: plainLine(80), from: daySchema })

/** The list by a spreadsheet: the template, the check with what it would change, the report, and the taking in of all or nothing. */
export function mountItemSheets(app: FastifyInstance, deps: HttpDeps, subject: ItemSubject): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/service-item-sheet',
    summary: 'The template as a spreadsheet, with the items that my department keeps',
    cites,
    who: ['department'],
    handler: async ({ tx, actor, reply }) => {
      const items = (await entries(tx, actor.organisation)).flatMap(({ id, state }) => {
        const current = currentOf(state)
        return current && state.status === 'published' ? [{ code: id, content: current.content }] : []
      })
      return sheet(reply, '中介服务事项清单', await itemSheet(items))
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/service-item-imports/check',
    summary: 'What a filed spreadsheet would change in the list, or what is wrong with it, row by row',
    cites,
    who: ['department'],
    body,
    idempotent: false,
    handler: async ({ tx, actor, body }) => {
      const { problems, changes, unchanged } = await checked(tx, deps, actor, body)
      return { problems, changes: changes.map(({ content: _, ...c }) => c), unchanged }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/service-item-imports/report',
    summary: 'What is wrong with a filed spreadsheet, as a spreadsheet',
    cites,
    who: ['department'],
    query: body,
    handler: async ({ tx, actor, query, reply }) => {
      const { problems } = await checked(tx, deps, actor, query)
      return sheet(reply, '导入问题', await problemSheet(problems))
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/service-item-imports',
    summary: 'Publish what a filed spreadsheet says, all of it from one day on, or nothing',
    cites,
    who: ['department'],
    body,
    handler: async ({ tx, actor, body, reply }) => {
      await lockList(tx)
      const { problems, changes, unchanged } = await checked(tx, deps, actor, body)
      if (problems.length > 0) throw new Refused(importRefusal(problems))
      const published: string[] = []
      for (const change of changes) published.push(await publish(tx, deps, subject, actor, change, body.from))
      reply.code(201)
      return { published, unchanged }
    },
  })
}

/** The first problems in the words of the reader's refusal, under one code. */
function importRefusal(problems: Parameters<typeof problemSheet>[0]) {
  const [first] = problems
  const params = { count: problems.length, first: first?.message.zh, firstEn: first?.message.en }
  const listed = problems.slice(0, 100).map((p) => ({ ...p, message: { ...p.message } }))
  return refuse('spreadsheet-refused', cites, { ...params, problems: listed }, 'file')
}

async function publish(
  tx: Tx,
  deps: HttpDeps,
  subject: ItemSubject,
  actor: Organised,
  { row, code, content }: SheetChange,
  from: PlainDate,
): Promise<string> {
  const id = code ?? (await nextCode(tx, content.category))
  if (code === undefined) {
    const create = newServiceItem(id, { id: actor.organisation, name: actor.organisationName })
    const drafted = await act(tx, deps, subject, id, { kind: 'draft', content }, actor, { create })
    if (!drafted.ok) throw new Refused({ ...drafted.refusal, field: `rows.${row}` })
  }
  const outcome = await act(tx, deps, subject, id, { kind: 'publish', content, from }, actor)
  if (!outcome.ok) throw new Refused({ ...outcome.refusal, field: `rows.${row}` })
  return id
}

async function checked(
  tx: Tx,
  deps: HttpDeps,
  actor: Organised,
  { file, from }: { file: string; from: PlainDate },
) {
  if (regionOf(actor.region)?.level !== 'city') throw new Refused(noItem('item-city-department'))
  const found = await deps.files.get(tx, file)
  if (!found || found.owner !== actor.organisation) {
    throw new Refused(refuse('unknown-subject', cites, { id: file }, 'file'))
  }
  const list = new Map<string, ServiceItemState>((await entries(tx, undefined)).map((e) => [e.id, e.state]))
  const today = dateOf(await deps.now(tx))
  return checkSheet(found.bytes, list, await takenNames(tx), { actor, from, today })
}

function sheet(reply: FastifyReply, name: string, bytes: Buffer): FastifyReply {
  return reply
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`)
    .send(bytes)
}
