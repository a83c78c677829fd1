import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestMarket, subjectsOf, type TestMarket } from '../../tests/market.ts'
import { art } from '../gazette/index.ts'
import { catchUp } from './io/found.ts'
import type { ReportSubject } from './io/subject.ts'

let market: TestMarket
beforeAll(async () => {
  market = await openTestMarket()
})
afterAll(() => market?.close())

const tell = (body: object = {}, who = market.visitor()) =>
  who.post('/api/reports', { situation: '53.2', reported: '360424-operator', facts: '名单外泄。', ...body })
const idOf = async (number: string): Promise<string> =>
  (await market.database.asOwner('select id from report where number = $1', [number])).rows[0].id
const rows = async (sql: string, params: unknown[] = []) => (await market.database.asOwner(sql, params)).rows

describe(art('111', '53'), () => {
  test('goes to the management body of its level; whom it is about finds nothing of it anywhere', async () => {
    const { status, body: slip } = await tell({ staff: '窗口工作人员' })
    expect([status, slip.number]).toEqual([201, expect.stringMatching(/^JB2026-\d{5}$/)])
    const id = await idOf(slip.number)
    await market.settle()
    const receiver = await market.as('360424-management')
    expect((await receiver.get(`/api/reports/${id}`)).body).toMatchObject({
      ...{ state: { status: 'received', reported: { staff: '窗口工作人员' } }, clock: { action: 'route' } },
    })
    const desk = await receiver.get('/api/desk')
    expect(desk.body.items).toContainEqual(
      expect.objectContaining({ subject: 'report', id, title: slip.number }),
    )

    const reported = await market.as('360424-operator')
    for (const path of [
      `/api/reports/${id}`,
      '/api/reports',
      '/api/desk',
      '/api/notices',
      '/api/log/entries',
    ])
      expect(JSON.stringify((await reported.get(path)).body).includes(slip.number), path).toBe(false)
    const route = { authority: 'supervisory', name: '修水县监察委员会', reason: '涉及工作人员' }
    expect((await reported.post(`/api/reports/${id}/route`, route)).status).toBe(404)
    const { receivers, founded } = (await market.visitor().get('/api/report-counts')).body
    expect([receivers, founded]).toEqual([[expect.objectContaining({ received: 1, founded: 0 })], []])

    await receiver.post(`/api/reports/${id}/route`, route)
    await receiver.post(`/api/reports/${id}/conclude`, { outcome: 'disciplined', text: '给予警告。' })
    const counts = (await market.visitor().get('/api/report-counts')).body
    expect(counts.receivers).toMatchObject([{ concluded: 1, founded: 1, overdue: 0 }])
    expect(counts.founded).toMatchObject([{ situation: '53.2', outcome: 'disciplined', n: 1 }])
    const followed = await market
      .visitor()
      .post('/api/reports/status', { number: slip.number, code: slip.code })
    expect(followed.body).toMatchObject({ status: 'concluded', text: '给予警告。' })
  })

  test('without a name nothing of the person is kept, although they were signed in', async () => {
    const agency = await market.as('agency1')
    const me = (await agency.get('/api/me')).body.actor
    const { body: slip } = await tell({ facts: '匿名举报的事实。' }, agency)
    const [row] = await rows('select row_to_json(r)::text as row from report r where number = $1', [
      slip.number,
    ])
    const facts = await rows(`select row_to_json(f)::text as row from fact f where subject = $1`, [
      `report/${await idOf(slip.number)}`,
    ])
    for (const text of [row.row, ...facts.map((f: { row: string }) => f.row)])
      for (const own of [me.person, me.organisation, me.personName]) expect(text).not.toContain(own)
    expect((await agency.get('/api/reports')).body.total).toBe(0)
  })

  test('by name: the reporter follows it, the finance authority does not learn who it was', async () => {
    const agency = await market.as('agency1')
    const [owner] = (
      await market.visitor().get(`/api/report-bodies?kind=owner&q=${encodeURIComponent('水利')}`)
    ).body
    const named = { situation: '55.4', reported: owner.id, named: true, name: '李四', contact: '13870012345' }
    const { body: slip } = await tell(named, agency)
    const id = await idOf(slip.number)
    const own = await agency.get(`/api/reports/${id}`)
    expect(own.body.state).toMatchObject({ status: 'received', situation: '55.4' })
    expect(own.body.state).not.toHaveProperty('reporter')
    const [{ finance }] = await rows('select finance from report where id = $1', [id])
    const seen = await (await market.as(finance)).get(`/api/reports/${id}`)
    expect([seen.status, JSON.stringify(seen.body.state)]).toEqual([
      200,
      expect.not.stringMatching(/李四|1387/),
    ])
    expect((await (await market.as('agency4')).get(`/api/reports/${id}`)).status).toBe(404)
  })

  test('strange input is named by its field, and nothing is kept', async () => {
    const before = await rows('select count(*)::int as n from report')
    const owners = (await market.visitor().get(`/api/report-bodies?kind=owner&q=${encodeURIComponent('港')}`))
      .body
    for (const [changes, field] of [
      [{ situation: '56.1' }, 'situation'],
      [{ situation: 'constructor' }, 'situation'],
      [{ reported: 'nobody' }, 'reported'],
      [{ reported: '' }, 'reported'],
      [{ situation: '54.1' }, 'reported'],
      [{ facts: '  ' }, 'facts'],
      [{ facts: '长'.repeat(4001) }, 'facts'],
      [{ named: true }, 'name'],
      [{ named: true, name: '李四' }, 'contact'],
      [{ staff: '\ud83d' }, 'staff'],
    ] as const) {
      const answer = await tell(changes)
      expect([answer.status >= 400 && answer.status < 500, answer.body.error.field]).toEqual([true, field])
    }
    expect(await rows('select count(*)::int as n from report')).toEqual(before)
    expect(owners).toEqual([])
    expect((await market.visitor().get('/api/report-bodies?kind=owner')).body).toEqual([])
    expect((await market.visitor().get('/api/report-bodies?kind=agency')).body.error.field).toBe('kind')
  })
})

describe(art('111', '55.5'), () => {
  test('a contract that nobody signed opens a draft by itself, once, with its evidence', async () => {
    const [awarded] = await rows(
      `select id, state #>> '{award,owner,id}' as owner, state #>> '{award,issuedAt}' as issued from engagement
        where status = 'awarded' and state #>> '{award,money}' = 'fiscal' order by id limit 1`,
    )
    expect((await subjectsOf(market, 'engagement')).get('awarded')).toContainEqual(
      expect.objectContaining({ id: awarded.id }),
    )
    const drafts = () =>
      rows(`select id, status, receiver, finance, state from report where finding like $1`, [
        `${awarded.id}:%`,
      ])
    const [{ due }] = await rows(
      `select to_char(due at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') as due from clock where subject = 'engagement' and id = $1 and action = 'file-contract'`,
      [awarded.id],
    )
    await market.setClock(due)
    await market.settle()
    const [draft, ...more] = await drafts()
    expect([draft?.status, more]).toEqual(['draft', []])
    expect(draft.state).toMatchObject({ situation: '55.5', found: { key: 'contract', evidence: { due } } })

    const receiver = await market.as(draft.receiver)
    const { body } = await receiver.get(`/api/reports/${draft.id}`)
    expect(body.actions.map((a: { act: string }) => a.act)).toEqual(['take-up', 'dismiss'])
    expect((await (await market.as(draft.finance)).get(`/api/reports/${draft.id}`)).status).toBe(200)
    const [{ account }] = await rows(
      'select p.account from membership m join person p on p.id = m.person where m.organisation = $1',
      [awarded.owner],
    )
    expect((await (await market.as(account)).get(`/api/reports/${draft.id}`)).status).toBe(404)
    expect((await (await market.as(account)).get('/api/reports')).body.total).toBe(0)

    const subject = market.subjects.get('report') as ReportSubject
    expect(await catchUp(market.deps, subject)).toBe(0)
    await receiver.post(`/api/reports/${draft.id}/dismiss`, { reason: '机构未到场签约。' })
    expect(await catchUp(market.deps, subject)).toBe(0)
    expect(await drafts()).toHaveLength(1)
  })
})
