import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { type HttpDeps, type Organised, Refused, route } from '../../platform/http.ts'
import { plainLine, regionOf } from '../../registry/index.ts'
import { itemNames } from '../../registry/server.ts'
import { refuse } from '../../workflow/index.ts'
import { type CentralCatalogue, catalogueFaults } from '../index.ts'
import { catalogueSheet, readCatalogue } from './catalogue-sheet.ts'
import { catalogues, enterCatalogue } from './catalogues.ts'

const cites = art('111', '4')
const kinds = ['finance', 'management'] as const

const catalogueSchema = z.object({
  year: z.number().int().min(0).max(9999),
  documentNumber: plainLine(80),
  entries: z
    .array(
      z.object({
        code: plainLine(20),
        name: plainLine(100),
        serviceTypes: z.array(plainLine(20)).max(100),
      }),
    )
    .max(1000),
}) satisfies z.ZodType<CentralCatalogue>

/** The central procurement catalogue (4): anyone may read it; the city's finance authority or management body enters it. */
export function mountCatalogues(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    method: 'GET',
    url: '/api/central-catalogues',
    summary: 'The central procurement catalogues that were entered, the newest first',
    cites,
    who: 'public',
    handler: async ({ tx }) => ({ items: await catalogues(tx) }),
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/central-catalogue-sheet',
    summary: 'The template as a spreadsheet, with the catalogue that was entered last',
    cites,
    who: kinds,
    handler: async ({ tx, reply }) => {
      const [last] = await catalogues(tx)
      const name = encodeURIComponent('政府集中采购目录.xlsx')
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(await catalogueSheet(last?.entries ?? []))
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/central-catalogues/check',
    summary: 'The entries of a filed spreadsheet, or what is wrong with it, row by row',
    cites,
    who: kinds,
    body: z.object({ file: plainLine(80) }),
    idempotent: false,
    handler: async ({ tx, actor, body }) => {
      ofTheCity(actor)
      const found = await deps.files.get(tx, body.file)
      if (!found || found.owner !== actor.organisation) {
        throw new Refused(refuse('unknown-subject', cites, { id: body.file }, 'file'))
      }
      const year = Number(dateOf(await deps.now(tx)).slice(0, 4))
      return readCatalogue(found.bytes, await itemNames(tx), year)
    },
  })

  route(app, deps, {
    method: 'POST',
    url: '/api/central-catalogues',
    summary: 'Enter the central procurement catalogue of a year, whole; again makes the next version',
    cites,
    who: kinds,
    body: catalogueSchema,
    handler: async ({ tx, actor, body, reply }) => {
      ofTheCity(actor)
      const now = await deps.now(tx)
      const known = new Set((await itemNames(tx)).keys())
      const [fault] = catalogueFaults(body, known, Number(dateOf(now).slice(0, 4)))
      if (fault) throw new Refused(fault)
      const version = await enterCatalogue(tx, body, actor.organisation, now)
      const { year, documentNumber, entries } = body
      const fact = { year, version, documentNumber, count: entries.length, entries }
      await deps.ledger.append(tx, {
        subject: `central-catalogue/${year}`,
        actor: actor.organisation,
        at: now,
        facts: [{ kind: 'catalogue.entered', article: cites, visibility: 'public', body: fact }],
      })
      reply.code(201)
      return fact
    },
  })
}

/** 4 refers to the province's catalogue: the city enters it once for all. */
function ofTheCity(actor: Organised): void {
  if (regionOf(actor.region)?.level === 'city') return
  throw new Refused(refuse('not-permitted', cites, { region: actor.region }))
}
