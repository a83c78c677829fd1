import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Instant } from '../calendar/index.ts'
import { engagementsOf, procurementOfEngagement } from '../fulfilment/server.ts'
import { art } from '../gazette/index.ts'
import { type Entry, historyOf, openEntries } from '../ledger/server.ts'
import type { Tx } from '../platform/deps.ts'
import { type HttpDeps, Refused, route } from '../platform/http.ts'
import { readProcurement } from '../procurement/server.ts'
import { city } from '../registry/index.ts'
import { bodiesOf, ownerProfile } from '../registry/server.ts'
import { refuse, settingOf } from '../workflow/index.ts'
import {
  compiledRelease,
  dataLicense,
  type OcdsOptions,
  type OcdsPackage,
  ocidOf,
  ocidPrefix,
  type PlacedFact,
  type Process,
  type RecordPackage,
  type ReleasePackage,
  releasesOf,
  tellingKinds,
} from './index.ts'

/** 28: 选取结果…自动发布…并予以公示; the same, for machines. */
const cites = art('111', '28')

const pagination =
  'https://raw.githubusercontent.com/open-contracting-extensions/ocds_pagination_extension/master/extension.json'

const pageQuery = z.object({
  from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/**
 * Mounts the open data: releases and records of OCDS 1.1.5, paged by place in the log and not by time, so that a reader
 * who comes back misses nothing and gets nothing twice, whatever the clocks did meanwhile.
 */
export function mountOpenData(
  app: FastifyInstance,
  deps: HttpDeps,
  { publicUrl }: { publicUrl: string },
): void {
  const optionsOf = async (tx: Tx): Promise<OcdsOptions> => ({
    prefix: settingOf(await deps.settings(tx), ocidPrefix),
    site: publicUrl,
  })

  const packageOf = async (tx: Tx, path: string, date: Instant, next?: string): Promise<OcdsPackage> => {
    const { management } = await bodiesOf(tx, city.code)
    return {
      uri: `${publicUrl}${path}`,
      version: '1.1',
      extensions: [pagination],
      publisher: { name: management.name, uri: publicUrl },
      license: settingOf(await deps.settings(tx), dataLicense),
      publishedDate: date,
      links: next === undefined ? {} : { next: `${publicUrl}${next}` },
    }
  }

  route(app, deps, {
    method: 'GET',
    url: '/api/ocds/releases',
    summary: 'Open data: OCDS 1.1.5 releases in the order of the log, a page at a time',
    cites,
    who: 'public',
    query: pageQuery.extend({ newest: z.enum(['true']).optional() }),
    handler: async ({ tx, query: { from, limit, newest } }): Promise<ReleasePackage> => {
      const options = await optionsOf(tx)
      const entries = await openEntries(tx, tellingKinds, newest ? 'newest' : from, limit)
      const releases = []
      const known = new Map<string, Awaited<ReturnType<typeof processReleases>>>()
      for (const { record, index } of entries) {
        const id = await processOf(tx, record.subject)
        if (!known.has(id)) known.set(id, await processReleases(tx, id, options))
        const found = known.get(id)?.find((r) => r.index === index)
        if (found) releases.push(found.release)
      }
      const last = entries.at(-1)
      const next =
        entries.length === limit && !newest
          ? `/api/ocds/releases?from=${last!.index! + 1}&limit=${limit}`
          : undefined
      const date = releases.at(-1)?.date ?? (await deps.now(tx))
      const path = `/api/ocds/releases?${newest ? 'newest=true' : `from=${from}`}&limit=${limit}`
      return { ...(await packageOf(tx, path, date, next)), releases }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/ocds/records',
    summary: 'Open data: OCDS 1.1.5 records in the order of their announcements in the log, a page at a time',
    cites,
    who: 'public',
    query: pageQuery,
    handler: async ({ tx, query: { from, limit } }): Promise<RecordPackage> => {
      const options = await optionsOf(tx)
      const entries = await openEntries(tx, ['procurement.published'], from, limit)
      const records = []
      for (const { record } of entries) {
        const found = await recordOf(tx, idOf(record.subject), options)
        if (found) records.push(found)
      }
      const last = entries.at(-1)
      const next =
        entries.length === limit ? `/api/ocds/records?from=${last!.index! + 1}&limit=${limit}` : undefined
      const path = `/api/ocds/records?from=${from}&limit=${limit}`
      return { ...(await packageOf(tx, path, await latest(tx, records), next)), records }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/ocds/records/:ocid',
    summary: 'Open data: the OCDS 1.1.5 record of one procurement, by its ocid or its id',
    cites,
    who: 'public',
    params: z.object({ ocid: z.string().min(1).max(120) }),
    handler: async ({ tx, params: { ocid } }): Promise<RecordPackage> => {
      const options = await optionsOf(tx)
      const head = ocidOf(options, '')
      const id = ocid.startsWith(head) ? ocid.slice(head.length) : ocid
      const record = await recordOf(tx, id, options)
      if (!record) throw new Refused(refuse('unknown-subject', cites, { id: ocid }, 'ocid'))
      const records = [record]
      const path = `/api/ocds/records/${encodeURIComponent(ocid)}`
      return { ...(await packageOf(tx, path, await latest(tx, records))), records }
    },
  })

  const latest = async (tx: Tx, records: RecordPackage['records']): Promise<Instant> =>
    records
      .map((r) => r.compiledRelease.date)
      .sort()
      .at(-1) ?? (await deps.now(tx))
}

/** The procurement that a fact belongs to: of an engagement of a framework (22.2) it is not the engagement's own id. */
const processOf = async (tx: Tx, subject: string): Promise<string> =>
  (subject.startsWith('engagement/') ? await procurementOfEngagement(tx, idOf(subject)) : undefined) ??
  idOf(subject)

const idOf = (subject: string): string => subject.slice(subject.indexOf('/') + 1)

async function recordOf(tx: Tx, id: string, options: OcdsOptions) {
  const releases = (await processReleases(tx, id, options)).map((r) => r.release)
  const compiled = compiledRelease(releases)
  return compiled && { ocid: compiled.ocid, releases, compiledRelease: compiled }
}

/** The releases of one procurement; none while it is not announced. */
async function processReleases(tx: Tx, id: string, options: OcdsOptions) {
  const p = await readProcurement(tx, id)
  if (!p) return []
  const owner = await ownerProfile(tx, p.owner.id)
  const process: Process = {
    id,
    owner: {
      ...{ id: p.owner.id, name: p.owner.name, region: p.owner.region },
      ...(owner?.code && owner.kind !== 'natural-person' ? { code: owner.code } : {}),
    },
    operator: p.operator,
    ...(p.previous ? { previous: p.previous } : {}),
  }
  const entries = [
    ...(await historyOf(tx, `procurement/${id}`)),
    ...(await Promise.all((await engagementsOf(tx, id)).map((e) => historyOf(tx, `engagement/${e}`)))).flat(),
  ]
  return releasesOf(process, entries.filter(isPlaced).sort(byPlace).map(factOf), options)
}

const isPlaced = (e: Entry): e is Entry & { index: number } => e.open && e.index !== undefined
const byPlace = (a: { index: number }, b: { index: number }): number => a.index - b.index
const factOf = ({ record, index }: Entry & { index: number }): PlacedFact => ({
  ...{ kind: record.kind, at: record.at, body: record.body, index, subject: record.subject },
})
