import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { art } from '../../gazette/index.ts'
import { formatKey } from '../../ledger/index.ts'
import { provedIn } from '../../ledger/server.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { type HttpDeps, route } from '../../platform/http.ts'
import { addRefusalWords } from '../../platform/messages.ts'
import { Refused } from '../../platform/refused.ts'
import { refuse } from '../../workflow/index.ts'
import { bundleText, type DrawView, drawRefusals, type Party, protocol } from '../index.ts'
import * as store from '../store.ts'
import { installed } from './house.ts'

const id = z.object({ id: z.string().min(1).max(80) })

/** Mounts what anyone may see of the draws (111/28: the whole process is watched). */
export function mountDraw(app: FastifyInstance, deps: HttpDeps): void {
  addRefusalWords(drawRefusals)

  route(app, deps, {
    method: 'GET',
    url: '/api/draws',
    summary: 'Draws, upcoming and finished',
    cites: art('111', '28'),
    who: 'public',
    query: z.object({
      status: z.enum(['upcoming', 'finished']).optional(),
      purpose: z.string().max(40).optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    handler: async ({ tx, query }) => {
      const { page, size, status, purpose } = query
      const { rows, total } = await store.summaries(tx, {
        status,
        purpose,
        limit: size,
        offset: (page - 1) * size,
      })
      return { draws: rows, total, page, size }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/draws/trust',
    summary: 'The keys to verify a bundle with: save them once, then `npm run verify -- BUNDLE --trust FILE`',
    cites: art('111', '28'),
    who: 'public',
    handler: async ({ reply }) => {
      reply.header('content-disposition', 'attachment; filename="xunshi-trust.json"')
      const { name, publicKey } = deps.keys.log
      return {
        log: formatKey({ name, type: 1, publicKey }),
        trustees: installed(deps).trustees.commitments[0],
      }
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/draws/:id',
    summary: 'A draw as it stands; poll with If-None-Match',
    cites: art('111', '22.1.1'),
    who: 'public',
    params: id,
    handler: async ({ tx, params, request, reply }) => {
      const version = await store.versionOf(tx, params.id)
      if (!version) throw unknown(params.id)
      const tag = `W/"${version.version}"`
      reply.header('etag', tag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return viewOf(tx, deps, params.id)
    },
  })

  route(app, deps, {
    method: 'GET',
    url: '/api/draws/:id/bundle',
    summary: 'Everything that is needed to recompute the draw anywhere, in one document',
    cites: art('111', '28'),
    who: 'public',
    params: id,
    handler: async ({ params, reply }) => {
      const text = await bundleOf(deps, params.id)
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="xunshi-draw.json"; filename*=UTF-8''${encodeURIComponent(`${params.id}.json`)}`,
        )
        .send(text)
    },
  })
}

const unknown = (draw: string) => new Refused(refuse('unknown-draw', art('111', '28'), { id: draw }), 404)

/** The draw as everyone may see it: before the freeze nothing is known of the entries, not even their number. */
export async function viewOf(tx: Tx, deps: Deps, draw: string): Promise<DrawView> {
  const row = await store.readDraw(tx, draw)
  if (!row) throw unknown(draw)
  const { spec } = row
  const trustees = await store.trusteesOf(tx, draw)
  const signed = trustees.filter((t) => t.status === 'signed').length
  const entries = row.status === 'complete' ? await store.entriesOf(tx, draw) : []
  return {
    ...{ id: row.id, status: row.status, version: row.version, purpose: row.purpose, subject: row.subject },
    ...{
      title: spec.title,
      now: await deps.now(tx),
      deadline: row.deadline,
      demonstration: spec.demonstration,
    },
    spec: { value: spec, hash: row.spec_hash, fact: row.spec_fact },
    threshold: spec.threshold,
    trustees: trustees.map(({ number, name, status, at, refusal }) => ({
      ...{ number, name, status },
      ...(at ? { at } : {}),
      ...(refusal ? { refusal } : {}),
    })),
    waiting:
      (row.status === 'signing' && signed < spec.threshold) ||
      (row.opening_at !== null && row.opened === null),
    ...(row.bound && row.bound_at ? { bound: { at: row.bound_at, signature: row.bound } } : {}),
    ...(row.opened_at ? { openedAt: row.opened_at } : {}),
    ...(row.roster && row.frozen_at && row.freeze_fact
      ? { frozen: { at: row.frozen_at, root: row.roster, entries: row.entries ?? 0, fact: row.freeze_fact } }
      : {}),
    ...(row.transcript ? { checkpoint: row.transcript.checkpoint } : {}),
    ...(row.signature && row.seed && row.completed_at
      ? {
          result: {
            ...{ at: row.completed_at, signature: row.signature, seed: row.seed, places: spec.places },
            order: entries.map(({ rank, leaf, ticket, party }) => ({
              ...{ rank: rank!, leaf, ticket: ticket! },
              ...{ name: party!.name, code: party!.code },
            })),
          },
        }
      : {}),
  }
}

/** The bundle of a complete draw; made once, then always the same text. */
export async function bundleOf({ db, keys }: Pick<Deps, 'db' | 'keys'>, draw: string): Promise<string> {
  const row = await store.readDraw(db, draw)
  if (!row) throw unknown(draw)
  if (row.bundle) return row.bundle
  if (row.status !== 'complete')
    throw new Refused(refuse('draw-not-complete', art('111', '28'), { id: draw }), 409)
  const entries = await store.entriesOf(db, draw)
  const facts = [row.spec_fact, row.freeze_fact!, ...entries.map((e) => e.fact)]
  const [spec, freeze, ...proved] = await provedIn(db, keys, facts, row.transcript!.checkpoint.size)
  const trustees = await store.trusteesOf(db, draw)
  const text = bundleText({
    format: protocol,
    spec: spec!,
    freeze: freeze!,
    entries: entries.map(({ leaf, ticket, party }, i) => ({
      ...{ ...proved[i]!, leaf, ticket: ticket!, party: party as Party },
    })),
    checkpoint: row.checkpoint!,
    partials: row.signers!.map((trustee) => ({
      trustee,
      signature: trustees.find((t) => t.number === trustee)!.partial!,
    })),
    signature: row.signature!,
    ...(row.beacon ? { beacon: row.beacon } : {}),
    seed: row.seed!,
  })
  await store.keepBundle(db, draw, text)
  return text
}
