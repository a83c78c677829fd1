import { describe, expect, test } from 'vitest'
import {
  act,
  auditor,
  database,
  open,
  owner,
  server,
  stranger,
  tick,
  upTo,
} from '../../tests/builders/serving.ts'
import { art } from '../gazette/index.ts'
import { sequence } from '../ledger/server.ts'
import { ratingsOf, ratingsOfProcurement } from './server.ts'

describe(art('111', '38'), () => {
  test('nobody rates in five working days: the default at the end of 2026-11-12, at half weight', async () => {
    const id = await upTo('completed')
    await tick('2026-11-12T23:59:59.999')
    expect((await owner.get(`/api/engagements/${id}`)).body.state.status).toBe('completed')
    await tick('2026-11-13T00:00')
    expect((await act(owner, id, 'rate', { stars: 2 })).status).toBe(409)
    const [rating] = await ratingsOfProcurement(database.db as never, id)
    expect(rating).toMatchObject({ stars: 8, byDefault: true, weightPermille: 500, raterName: null })
  })

  test('the public mean weighs a default half', async () => {
    await database.asOwner('delete from rating')
    const first = await upTo('completed')
    await act(owner, first, 'rate', { stars: 5 })
    await upTo('completed')
    await tick('2026-11-13T00:00')
    // (5 × 1 + 8 × ½) ÷ 1½ = 6
    const { body } = await server.visitor().get('/api/agencies/agency-3/ratings')
    expect(body).toMatchObject({ count: 2, defaults: 1, meanMilli: 6000 })
    expect(await ratingsOf(database.db as never, 'agency-9')).toEqual({
      count: 0,
      defaults: 0,
      meanMilli: null,
      items: [],
    })
  })
})

describe(art('111', '33.1'), () => {
  // 公开…历史业绩、评价等次…收费信息: what was accepted through the market, its fee and its stars, for anyone.
  test('what was done, what runs, and what the contracts came to; the directory gets the mean', async () => {
    await database.asOwner('delete from rating')
    const works = async () => (await server.visitor().get('/api/agencies/agency-3/works')).body
    const before = await works()
    const id = await upTo('completed')
    await act(owner, id, 'rate', { stars: 9 })
    await upTo('contracted')
    const after = await works()
    expect(after).toMatchObject({ completed: before.completed + 1, running: before.running + 1 })
    const work = after.items.find((w: { id: string }) => w.id === id)
    expect(work).toMatchObject({ serviceType: '1.06', fee: 6_800_000, stars: 9, owner: '修水县水利局' })
    expect(work.completedAt).toMatch(/^2026-/)
    const [fees] = after.fees
    expect(fees.serviceType).toBe('1.06')
    expect(fees.low <= 6_800_000 && 6_800_000 <= fees.high).toBe(true)
    expect(fees.contracts).toBe((before.fees[0]?.contracts ?? 0) + 2)
    expect(after.items.length).toBeLessThanOrEqual(50)
    expect((await server.visitor().get('/api/agencies/agency-3/works?limit=0')).status).toBe(400)
    expect((await server.visitor().get('/api/agencies/nobody/works')).body).toEqual({
      ...{ running: 0, completed: 0, items: [], fees: [] },
    })
    const { rows } = await database.asOwner(`select score_milli from agency where organisation = 'agency-3'`)
    expect(rows).toEqual([{ score_milli: 9000 }])
  })
})

describe(art('111', '45'), () => {
  // 收集整理和妥善保管有关纸质、电子文档和音像资料等全过程信息。
  test('the archive holds facts, files, documents, ratings and messages, with an index of hashes', async () => {
    const id = await upTo('completed')
    await act(owner, id, 'rate', { stars: 9 })
    await server.deps.jobs.drain()
    await sequence(server.deps)
    const { body, headers } = await auditor.get(`/api/engagements/${id}/archive?download=true`)
    expect(headers['content-disposition']).toBe(`attachment; filename="archive-${id}.json"`)
    expect(body).toMatchObject({ format: 'xunshi-archive/1', engagement: id })
    const kinds = body.facts.map((f: { kind: string }) => f.kind)
    expect(kinds).toEqual([
      'engagement.opened',
      'engagement.contract-filed',
      'engagement.deliverable-uploaded',
      'engagement.completed',
      'engagement.payment-planned',
      'engagement.rated',
      'document.issued',
    ])
    expect(body.facts.every((f: { index?: number }) => typeof f.index === 'number')).toBe(true)
    expect(body.files.map((f: { what: string }) => f.what)).toEqual(['contract', 'deliverable'])
    expect(body.ratings).toHaveLength(1)
    expect(body.names).toMatchObject({ 'agency-3': '第3水保咨询有限公司', 'owner-1': '修水县水利局' })
    expect(body.notices.length).toBeGreaterThanOrEqual(5)
    expect(body.hashes).toHaveLength(7 + 2 + 1)
    const { createHash } = await import('node:crypto')
    const lines = body.hashes.map((h: { of: string; sha256: string }) => `${h.sha256}  ${h.of}`).join('\n')
    expect(body.sha256).toBe(createHash('sha256').update(lines).digest('hex'))
  })

  test('not for strangers', async () => {
    const id = await open()
    expect((await stranger.get(`/api/engagements/${id}/archive`)).status).toBe(404)
  })
})
