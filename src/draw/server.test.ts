import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { aBundle } from '../../tests/builders/draw.ts'
import {
  announce,
  announcedAt,
  closesAt,
  type DrawTest,
  drawDatabase,
  enter,
} from '../../tests/builders/draws.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { auditLog } from '../ledger/server.ts'
import { buildApp } from '../platform/app.ts'
import { type Bundle, verifyBundle } from './index.ts'
import { signDraw } from './io/conduct.ts'
import { bundleOf, viewOf } from './io/routes.ts'
import {
  abandonDraw,
  announceDraw,
  type CompletedDraw,
  freezeRoster,
  isOpened,
  mountDraw,
  onDrawComplete,
  onOpened,
  openSealed,
  partyContext,
  requestOpening,
  resumeDraws,
  type Trustee,
} from './server.ts'

let db: DrawTest
afterEach(() => db.close())

const view = (id: string) => db.inTx((tx) => viewOf(tx, db.deps, id))
const freeze = (id: string, entries: Awaited<ReturnType<typeof enter>>) =>
  db.inTx((tx) => freezeRoster(tx, db.deps, id, entries))
const count = async (text: string): Promise<number> =>
  (await db.asOwner(`select count(*)::int as n from ${text}`)).rows[0].n

/** A draw of n entries, frozen and not yet signed. */
async function frozen(id: string, n: number, purpose?: string) {
  const announced = await announce(db, id, purpose)
  const entries = await enter(db, announced, n)
  await db.setClock(closesAt)
  await freeze(id, entries)
  return { announced, entries }
}

describe(art('111', '22.1.1'), () => {
  // 采用电脑随机摇号方式从报名且符合条件的中介服务机构中确定1家作为中选方。
  test('from the announcement to a bundle that verifies', async () => {
    db = await drawDatabase()
    const told: CompletedDraw[] = []
    onDrawComplete('random-selection', async (_tx, _deps, draw) => void told.push(draw))
    await frozen('JJ-1', 5)
    await db.deps.jobs.drain()

    const { result, frozen: roster } = await view('JJ-1')
    expect(roster?.entries).toBe(5)
    expect(result?.order.map((o) => o.rank)).toEqual([1, 2, 3, 4, 5])
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({
      drawId: 'JJ-1',
      subject: 'procurement/JJ-1',
      purpose: 'random-selection',
    })
    expect(told[0]!.order.map((o) => o.leaf)).toEqual(result!.order.map((o) => o.leaf))
    expect(told[0]!.order.map((o) => o.party.name).toSorted()).toEqual(
      [0, 1, 2, 3, 4].map((i) => `演示机构${i}`),
    )

    const text = await bundleOf(db.deps, 'JJ-1')
    expect(verifyBundle(text)).toMatchObject({ ok: true })
    expect((JSON.parse(text) as Bundle).entries.map((e) => e.party.name)).toEqual(
      result!.order.map((o) => o.name),
    )
    expect(await bundleOf(db.deps, 'JJ-1')).toBe(text)
    expect(await auditLog(db.deps)).toMatchObject({ ok: true })
  })

  test('the market’s own key tells what it was, years later too: the bundle names log and trustees', async () => {
    db = await drawDatabase()
    await frozen('JJ-1', 3)
    await db.deps.jobs.drain()
    const { spec } = await view('JJ-1')
    const trust = { log: spec.value.log, trustees: db.options.trustees.commitments[0]! }
    expect(verifyBundle(await bundleOf(db.deps, 'JJ-1'), { trust })).toMatchObject({
      ok: true,
      unanchored: [],
    })
  })
})

describe(art('111', '53.2'), () => {
  // 公开选取前擅自泄露项目报名中介服务机构名单。
  test('before the deadline nothing is known of the entries, not even how many', async () => {
    db = await drawDatabase()
    const announced = await announce(db, 'JJ-1')
    const empty = await view('JJ-1')
    await enter(db, announced, 4)
    const { now: _a, ...before } = empty
    const { now: _b, ...after } = await view('JJ-1')
    expect(after).toEqual(before)
    expect(await count('draw_entry')).toBe(0)
  })

  test('nothing can be opened before the deadline; after it, by the trustees and on the record', async () => {
    db = await drawDatabase()
    const announced = await announce(db, 'JJ-1')
    const [entry] = await enter(db, announced, 1)
    const box = (entry as { sealed: Uint8Array }).sealed
    await db.setClock('2026-09-28T16:59:59.999')
    await expect(db.inTx((tx) => requestOpening(tx, db.deps, 'JJ-1'))).rejects.toThrow('cannot be opened yet')
    const open = () => db.inTx((tx) => openSealed(tx, db.deps, 'JJ-1', box, partyContext(announced.hash)))
    await expect(open()).rejects.toThrow('has not been opened')

    const told: string[] = []
    onOpened('random-selection', async (_tx, _deps, { drawId }) => void told.push(drawId))
    await db.setClock(closesAt)
    await db.inTx((tx) => requestOpening(tx, db.deps, 'JJ-1'))
    await db.inTx((tx) => requestOpening(tx, db.deps, 'JJ-1'))
    await db.deps.jobs.drain()
    expect(JSON.parse(new TextDecoder().decode(await open()))).toMatchObject({
      code: 'CODE-0',
      name: '演示机构0',
    })
    expect(await db.inTx((tx) => isOpened(tx, 'JJ-1'))).toBe(true)
    expect(told).toEqual(['JJ-1'])
    expect(await view('JJ-1')).toMatchObject({ status: 'announced', waiting: false, openedAt: closesAt })
    expect(await count(`fact where kind = 'draw.opened'`)).toBe(1)
    onOpened('random-selection', async () => {})
  })

  test('the private half is nowhere in the database, before or after', async () => {
    db = await drawDatabase()
    await frozen('JJ-1', 3)
    await db.deps.jobs.drain()
    const { opened } = (await db.asOwner('select opened from draw')).rows[0]
    const secret = Buffer.from(db.deps.keys.open('draw JJ-1', opened)).toString('hex')
    const { rows } = await db.asOwner(
      `select d::text || coalesce(string_agg(t::text, ''), '') as all from draw d join draw_trustee t on t.draw = d.id group by d.*`,
    )
    expect(secret).toHaveLength(64)
    expect(rows[0].all).not.toContain(secret)
  })
})

describe(art('111', '53.3'), () => {
  // 擅自利用信息技术手段干预中介超市中选结果。
  test('a roster is frozen at the deadline and not a millisecond before', async () => {
    db = await drawDatabase()
    const entries = await enter(db, await announce(db, 'JJ-1'), 3)
    await db.setClock('2026-09-28T16:59:59.999')
    await expect(freeze('JJ-1', entries)).rejects.toThrow('before its deadline')
    await db.setClock(closesAt)
    await freeze('JJ-1', entries)
  })

  test('frozen again with the same entries it stays, with others it is refused', async () => {
    db = await drawDatabase()
    const { entries } = await frozen('JJ-1', 3)
    await freeze('JJ-1', entries.toReversed())
    await expect(freeze('JJ-1', entries.slice(1))).rejects.toThrow('there is no second draw')
    expect(await count(`fact where kind = 'draw.frozen'`)).toBe(1)
  })

  test('an entry under other rules is not taken', async () => {
    db = await drawDatabase()
    await announce(db, 'JJ-1')
    const foreign = await enter(db, await announce(db, 'JJ-2'), 3)
    await db.setClock(closesAt)
    await expect(freeze('JJ-1', foreign)).rejects.toThrow('names the rules')
  })

  test('one draw per purpose and subject; announced again with the same id it is the same', async () => {
    db = await drawDatabase()
    const first = await announce(db, 'JJ-1')
    expect(await announce(db, 'JJ-1')).toEqual(first)
    const again = db.inTx((tx) =>
      announceDraw(tx, db.deps, {
        ...{ id: 'JJ-1-again', purpose: 'random-selection', article: art('111', '22.1.1') },
        ...{ subject: 'procurement/JJ-1', title: '再来一次', deadline: closesAt },
      }),
    )
    await expect(again).rejects.toThrow('draw_purpose_subject_key')
  })

  test('run by many at once there is one result, told once', async () => {
    db = await drawDatabase()
    let told = 0
    onDrawComplete('tie', async () => void told++)
    await frozen('JJ-1', 4, 'tie')
    await Promise.all(Array.from({ length: 6 }, () => signDraw(db.deps, 'JJ-1')))
    await db.deps.jobs.drain()
    expect(told).toBe(1)
    for (const kind of ['draw.frozen', 'draw.opened', 'draw.completed']) {
      expect(await count(`fact where kind = '${kind}'`)).toBe(1)
    }
    expect(verifyBundle(await bundleOf(db.deps, 'JJ-1')).ok).toBe(true)
  })

  test('broken off in the last step, it leaves nothing half done and comes to the same result', async () => {
    db = await drawDatabase()
    const seen: string[] = []
    let broken = true
    onDrawComplete('tie', async (_tx, _deps, { order }) => {
      seen.push(order.map((o) => o.ticket).join())
      if (broken) throw new Error('killed')
    })
    await frozen('JJ-1', 4, 'tie')
    await expect(signDraw(db.deps, 'JJ-1')).rejects.toThrow('killed')
    expect(await view('JJ-1')).toMatchObject({ status: 'signing', waiting: false })
    expect((await view('JJ-1')).result).toBeUndefined()
    broken = false
    expect(await resumeDraws(db.deps)).toBe(1)
    await db.deps.jobs.drain()
    expect(await view('JJ-1')).toMatchObject({ status: 'complete' })
    expect(seen).toHaveLength(2)
    expect(seen[1]).toBe(seen[0])
  })

  test.each([
    ['the seed', `update draw set seed = '00'`],
    ['the roster', `update draw set roster = '00'`],
    ['the signature', `update draw set signature = null`],
    ['the rules', `update draw set spec = spec || '{"places": 2}'`],
    ['a rank', `update draw_entry set rank = rank + 100`],
    ['a partial signature', `update draw_trustee set partial = null`],
  ])('%s of a draw is written once, also for the owner of the database', async (_, statement) => {
    db = await drawDatabase()
    await frozen('JJ-1', 3)
    await db.deps.jobs.drain()
    await expect(db.asOwner(statement)).rejects.toThrow('is written once')
  })

  test('the application cannot delete a draw', async () => {
    db = await drawDatabase()
    await announce(db, 'JJ-1')
    await expect(sql`delete from draw_trustee`.execute(db.db)).rejects.toThrow('permission denied')
  })
})

describe('trustees who do not answer', () => {
  /** The trustees with some of them put out of order. */
  const broken = (down: Set<number>, how: (member: Trustee) => Trustee) =>
    drawDatabase((options) => {
      const members = options.trustees.members.map((m, i) => {
        const out = how(m)
        return {
          ...m,
          sign: (r: Parameters<Trustee['sign']>[0]) => (down.has(i + 1) ? out : m).sign(r),
          release: (r: Parameters<Trustee['release']>[0]) => (down.has(i + 1) ? out : m).release(r),
        }
      })
      return { trustees: { ...options.trustees, members }, patience: 2000 }
    })
  const silent = (m: Trustee): Trustee => ({
    ...m,
    sign: () => Promise.reject(new Error('no route to host')),
    release: () => Promise.reject(new Error('no route to host')),
  })

  test('two may be away', async () => {
    db = await broken(new Set([1, 4]), silent)
    await frozen('JJ-1', 3)
    await db.deps.jobs.drain()
    const { status, trustees } = await view('JJ-1')
    expect(status).toBe('complete')
    expect(trustees.map((t) => t.status)).toEqual(['silent', 'signed', 'signed', 'silent', 'signed'])
    expect(verifyBundle(await bundleOf(db.deps, 'JJ-1')).ok).toBe(true)
  })

  test('with three away the draw waits, says so, and has the same result whenever they come back', async () => {
    const down = new Set([1, 3, 5])
    db = await broken(down, silent)
    await frozen('JJ-1', 3)
    await expect(db.deps.jobs.drain()).rejects.toThrow('2 of 3 trustees have signed')
    await expect(signDraw(db.deps, 'JJ-1')).rejects.toThrow('2 of 3')
    const waiting = await view('JJ-1')
    expect(waiting).toMatchObject({ status: 'signing', waiting: true })
    expect(waiting.trustees.map((t) => t.status)).toEqual(['silent', 'signed', 'silent', 'signed', 'silent'])
    expect(waiting.result).toBeUndefined()

    down.delete(5)
    await db.setClock('2026-09-30T09:00')
    await resumeDraws(db.deps)
    await db.deps.jobs.drain()
    expect(await view('JJ-1')).toMatchObject({
      status: 'complete',
      result: { at: instant('2026-09-30T09:00') },
    })
    expect(verifyBundle(await bundleOf(db.deps, 'JJ-1')).ok).toBe(true)
  })

  test('an opening waits in the same way, and is taken up again after a crash', async () => {
    const down = new Set([1, 2, 3])
    db = await broken(down, silent)
    await announce(db, 'JJ-1')
    await db.setClock(closesAt)
    await db.inTx((tx) => requestOpening(tx, db.deps, 'JJ-1'))
    await expect(db.deps.jobs.drain()).rejects.toThrow('too few trustees')
    expect(await view('JJ-1')).toMatchObject({ waiting: true })
    down.clear()
    expect(await resumeDraws(db.deps, 10)).toBe(0)
    expect(await resumeDraws(db.deps)).toBe(1)
    await db.deps.jobs.drain()
    expect(await view('JJ-1')).toMatchObject({ waiting: false, openedAt: closesAt })
    expect(await resumeDraws(db.deps)).toBe(0)
  })

  test('a beacon whose round is not out is waited for as well; nothing stands in for it', async () => {
    const sent: { signature?: string } = {}
    const { spec, open } = aBundle({ beacon: true })
    const { round: _, ...chain } = spec.beacon!
    db = await drawDatabase((options) => ({
      ...options,
      drand: { chain, beacon: async () => sent.signature },
    }))
    await frozen('JJ-1', 3)
    expect((await view('JJ-1')).spec.value.beacon).toEqual(spec.beacon)
    await expect(db.deps.jobs.drain()).rejects.toThrow('is not out')
    sent.signature = '00'.repeat(48)
    await expect(signDraw(db.deps, 'JJ-1')).rejects.toThrow('is not out')
    expect(await view('JJ-1')).toMatchObject({ status: 'signing' })
    sent.signature = open.beacon!
    await signDraw(db.deps, 'JJ-1')
    const bundle = await bundleOf(db.deps, 'JJ-1')
    expect(verifyBundle(bundle)).toMatchObject({ ok: true })
    expect((JSON.parse(bundle) as Bundle).beacon).toBe(open.beacon)
  })

  test('one who never answers is not waited for for ever', async () => {
    const never = () => new Promise<never>(() => {})
    db = await broken(new Set([2]), (m) => ({ ...m, sign: never, release: never }))
    await frozen('JJ-1', 3)
    await db.deps.jobs.drain()
    expect(await view('JJ-1')).toMatchObject({ status: 'complete' })
  })

  test('a wrong share is found, shown, and left out', async () => {
    const wrong = (m: Trustee): Trustee => ({
      ...m,
      sign: async () => ({ ok: true, value: `8${'0'.repeat(95)}` }),
      release: async () => ({ ok: true, value: '07'.repeat(32) }),
    })
    db = await broken(new Set([1]), wrong)
    await frozen('JJ-1', 3)
    await db.deps.jobs.drain()
    const { status, trustees } = await view('JJ-1')
    expect(status).toBe('complete')
    expect(trustees[0]).toMatchObject({ name: '政务服务办', status: 'wrong' })
    expect(verifyBundle(await bundleOf(db.deps, 'JJ-1')).ok).toBe(true)
  })

  test('one who refuses says why', async () => {
    const refuses = (m: Trustee): Trustee => ({
      ...m,
      sign: async () => ({ ok: false, refusal: 'second-draw' }),
    })
    db = await broken(new Set([2]), refuses)
    await frozen('JJ-1', 3)
    await db.deps.jobs.drain()
    expect((await view('JJ-1')).trustees[1]).toMatchObject({ status: 'refused', refusal: 'second-draw' })
  })
})

describe(art('111', '27'), () => {
  // 若无符合条件的中介服务机构报名或报名数量不满足公开选取最低要求的,发布流选公告。
  test('a draw with too few is closed, once, and is not drawn', async () => {
    db = await drawDatabase()
    const entries = await enter(db, await announce(db, 'JJ-1'), 2)
    await db.setClock(closesAt)
    const why = { article: art('111', '27'), reason: 'too-few-registrations' }
    await db.inTx((tx) => abandonDraw(tx, db.deps, 'JJ-1', why))
    await db.inTx((tx) => abandonDraw(tx, db.deps, 'JJ-1', why))
    expect(await count(`fact where kind = 'draw.abandoned'`)).toBe(1)
    expect(await view('JJ-1')).toMatchObject({ status: 'abandoned' })
    await expect(freeze('JJ-1', entries)).rejects.toThrow('no draw JJ-1 to freeze')
  })

  test('one that is frozen is drawn, whatever anyone wants', async () => {
    db = await drawDatabase()
    await frozen('JJ-1', 3)
    const why = { article: art('111', '27'), reason: 'cancelled' }
    await expect(db.inTx((tx) => abandonDraw(tx, db.deps, 'JJ-1', why))).rejects.toThrow('will be drawn')
  })
})

describe('over HTTP', () => {
  test('the list, a draw with its version, and the bundle', async () => {
    db = await drawDatabase()
    const app = await buildApp(db.deps)
    mountDraw(app, { ...db.deps, actorOf: async () => ({ kind: 'public' }), stepUp: async () => undefined })
    const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
    const entries = await enter(db, await announce(db, 'JJ-1'), 3)
    await announce(db, 'JJ-2')

    const before = await get('/api/draws/JJ-1')
    expect(before.json()).toMatchObject({ status: 'announced', now: announcedAt, deadline: closesAt })
    expect(before.headers.etag).toBe('W/"1"')
    expect((await get('/api/draws/JJ-1', { 'if-none-match': 'W/"1"' })).statusCode).toBe(304)
    expect((await get('/api/draws/JJ-1/bundle')).statusCode).toBe(409)
    expect((await get('/api/draws/none')).json().error).toMatchObject({
      code: 'unknown-draw',
      message: { zh: '没有这次摇号：none。' },
    })
    expect((await get('/api/draws/none')).statusCode).toBe(404)
    expect((await get('/api/draws?page=0')).json().error).toMatchObject({ code: 'bad-input', field: 'page' })

    await db.setClock(closesAt)
    await freeze('JJ-1', entries)
    await db.deps.jobs.drain()
    const after = await get('/api/draws/JJ-1', { 'if-none-match': 'W/"1"' })
    expect(after.statusCode).toBe(200)
    const winner = after.json().result.order[0].name
    const list = (await get('/api/draws?status=finished')).json()
    expect(list).toMatchObject({
      total: 1,
      draws: [{ id: 'JJ-1', entries: 3, winner, title: '水土保持方案编制' }],
    })
    expect((await get('/api/draws?status=upcoming')).json().draws.map((d: { id: string }) => d.id)).toEqual([
      'JJ-2',
    ])

    const bundle = await get('/api/draws/JJ-1/bundle')
    expect(bundle.headers['content-disposition']).toContain('attachment')
    expect(bundle.headers['content-type']).toContain('application/json')
    const trust = (await get('/api/draws/trust')).json()
    expect(verifyBundle(bundle.body, { trust })).toMatchObject({ ok: true, unanchored: [] })
    await app.close()
  })
})
