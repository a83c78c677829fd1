import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestMarket, type TestMarket } from '../../tests/market.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { writeClocks } from '../platform/act.ts'

let market: TestMarket
beforeAll(async () => {
  market = await openTestMarket({ told: false })
  await market.setClock('2026-09-28T16:20')
})
afterAll(() => market?.close())

const operator = '360424-operator'
/** A clock of the operator, straight into the one table. */
const clock = (
  id: string,
  due: string | undefined,
  { now = '2026-09-28T16:20', subject = 'procurement', action = 'pass', since = '2026-09-24T09:00' } = {},
) =>
  market.deps.db
    .transaction()
    .execute((tx) =>
      writeClocks(
        tx,
        subject,
        id,
        `项目 ${id}`,
        due === undefined
          ? []
          : [{ action, article: art('111', '24'), since: instant(since), due: instant(due), who: operator }],
        instant(now),
      ),
    )
const board = async (year?: number) =>
  (await market.visitor().get(`/api/board${year ? `?year=${year}` : ''}`)).body.bodies.find(
    (b: { id: string }) => b.id === operator,
  )

describe(art('111', '7.2'), () => {
  test('the board is what the clocks say: overdue the very moment, gone when it is answered, and then on record', async () => {
    await clock('x1', '2026-09-28T16:20:00.001')
    expect(await board()).toBeUndefined()
    await clock('x1', '2026-09-28T16:20')
    expect(await board()).toMatchObject({ overdue: 1, oldest: '2026-09-28T16:20:00.000+08:00' })
    await clock('x1', undefined)
    expect(await board()).toMatchObject({ overdue: 0, answered: 1, late: 1 })
  })

  test('median and worst are exact, of an odd and of an even number; by the year in which it was answered', async () => {
    const taken = async (id: string, ended: string) => {
      await clock(id, '2026-09-28T00:00')
      await clock(id, undefined, { now: ended })
    }
    // x1 above took from 24 September, 9:00, to the 28th, 16:20: 4 days, 7 hours, 20 minutes.
    await taken('y1', '2026-09-24T10:00')
    await taken('y2', '2026-09-24T12:00:00.001')
    const kind = async () => (await board()).kinds[0]
    expect(await kind()).toMatchObject({
      answered: 3,
      late: 1,
      twiceMedianMs: 2 * 10_800_001,
      worstMs: 372_000_000,
    })
    await taken('y3', '2026-09-24T11:00')
    expect(await kind()).toMatchObject({
      answered: 4,
      twiceMedianMs: 7_200_000 + 10_800_001,
      worstMs: 372_000_000,
    })
    await taken('y4', '2027-01-01T00:00')
    expect(await kind()).toMatchObject({ answered: 4 })
    expect(await board(2027)).toMatchObject({ answered: 1, late: 1 })
    const { years } = (await market.visitor().get('/api/board')).body
    expect(years).toEqual([2027, 2026])
  })

  test('parties are not on the public board; who watches over the place sees that they are late', async () => {
    const me = (await (await market.as('hospital')).get('/api/me')).body.actor
    await market.deps.db.transaction().execute((tx) =>
      writeClocks(
        ...([tx, 'engagement', 'e1', '医院项目'] as const),
        [
          {
            action: 'rate',
            article: art('111', '38'),
            due: instant('2026-09-01T00:00'),
            who: me.organisation,
          },
        ],
        instant('2026-09-28T16:20'),
      ),
    )
    await clock('f1', '2026-09-02T00:00', { subject: 'finding', action: 'keep' })
    await clock('p1', '2026-09-03T00:00')
    const all = await market.visitor().get('/api/board')
    expect(JSON.stringify(all.body)).not.toMatch(/医院|项目 f1|项目 p1/)
    expect(JSON.stringify(all.body.bodies)).not.toMatch(/同址/)
    const seen = await (await market.as('jj-management')).get('/api/board/overdue')
    expect(seen.body.map((c: { title?: string; what: { zh: string } }) => [c.title, c.what.zh])).toEqual([
      [undefined, '评价中介服务机构'],
      [undefined, '其他事项'],
      ['项目 p1', '公告核对'],
    ])
    const audit = await (await market.as('jj-audit')).get('/api/board/overdue')
    expect(audit.body.map((c: { title: string }) => c.title)).toEqual(['医院项目', '项目 f1', '项目 p1'])
    expect((await (await market.as('360430-management')).get('/api/board/overdue')).body).toEqual([])
    expect((await (await market.as(operator)).get('/api/board/overdue')).status).toBe(403)
    expect((await market.visitor().get('/api/board/overdue')).status).toBe(401)
  })

  test('a year that is none is named', async () => {
    for (const year of ['x', '1999', '2026.5']) {
      const answer = await market.visitor().get(`/api/board?year=${year}`)
      expect([answer.status, answer.body.error.field]).toEqual([400, 'year'])
    }
  })
})

describe(art('111', '8'), () => {
  const path = async () => {
    const clerk = await market.as(operator)
    const { status, body } = await clerk.post('/api/agenda/feed')
    expect([status, body.path]).toEqual([
      201,
      expect.stringMatching(/^\/api\/feeds\/[\w-]{43}\/calendar\.ics$/),
    ])
    return { clerk, feed: body.path as string }
  }
  const lines = (text: Buffer | string) => String(text).replaceAll('\r\n ', '').split('\r\n')
  const read = async (url: string) => {
    const response = await market.app.inject({ method: 'GET', url })
    return { status: response.statusCode, type: response.headers['content-type'], text: response.body }
  }

  test('the calendar has each clock on its last day, overdue ones on every page', async () => {
    await clock('c1', '2026-10-10T00:00')
    const clerk = await market.as(operator)
    const { body } = await clerk.get('/api/agenda?from=2026-09-30&weeks=2')
    const friday = body.weeks[1].days[4]
    expect([friday.date, friday.items.map((i: { id: string }) => i.id)]).toEqual(['2026-10-09', ['c1']])
    const far = (await clerk.get('/api/agenda?from=2030-01-01')).body
    expect(far.overdue.map((i: { id: string }) => i.id)).toEqual(['f1', 'p1'])
    for (const [query, field] of [
      ['from=2026-02-30', 'from'],
      ['from=x', 'from'],
      ['weeks=0', 'weeks'],
      ['weeks=99', 'weeks'],
    ]) {
      const answer = await clerk.get(`/api/agenda?${query}`)
      expect([answer.status, answer.body.error.field]).toEqual([400, field])
    }
  })

  test('a feed holds a whole day for what ends at midnight, an hour in UTC for what does not', async () => {
    await clock('c2', '2026-10-09T17:30')
    const { feed } = await path()
    const { status, type, text } = await read(feed)
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8'])
    const all = lines(text)
    expect(all).toContain('DTSTART;VALUE=DATE:20261009')
    expect(all).toContain('DTEND;VALUE=DATE:20261010')
    expect(all).toContain('DTSTART:20261009T093000Z')
    expect(all).toContain('UID:procurement-c1-pass@xunshi')
    expect(all.find((l) => l.startsWith('SUMMARY') && l.includes('项目 c1'))).toBe(
      'SUMMARY:公告核对：项目 c1',
    )
    expect((await read(`${feed}?language=en`)).text).toContain('Check an announcement')
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(text.match(/END:VEVENT/g)!.length)
  })

  test('secret, revocable, of one person: a new address kills the old one, and leaving kills it too', async () => {
    const { clerk, feed } = await path()
    expect((await clerk.get('/api/agenda/feed')).body.feed).toMatchObject({ readAt: null })
    expect((await read(feed)).status).toBe(200)
    expect((await clerk.get('/api/agenda/feed')).body.feed.readAt).not.toBeNull()
    const { rows } = await sql<{
      row: string
    }>`select row_to_json(f)::text as row from calendar_feed f`.execute(market.deps.db)
    expect(rows.map((r) => r.row).join()).not.toContain(feed.split('/')[3])

    const { feed: second } = await path()
    expect([(await read(feed)).status, (await read(second)).status]).toEqual([404, 200])
    await clerk.post('/api/agenda/feed/revoke')
    expect((await read(second)).status).toBe(404)
    expect((await clerk.get('/api/agenda/feed')).body.feed).toBeNull()
    for (const odd of ['x', '', '%00', '..', 'a'.repeat(300)]) {
      const { status } = await read(`/api/feeds/${odd}/calendar.ics`)
      expect(status >= 400 && status < 500).toBe(true)
    }

    const { feed: third } = await path()
    await market.database.asOwner(
      `delete from membership m using person p where p.id = m.person and p.account = $1`,
      [operator],
    )
    expect((await read(third)).status).toBe(404)
  })
})
