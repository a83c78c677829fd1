import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestMarket, type TestMarket } from '../../tests/market.ts'
import { art } from '../gazette/index.ts'

let market: TestMarket
beforeAll(async () => {
  market = await openTestMarket({ told: false })
  await market.setClock('2026-09-28T16:20')
})
afterAll(() => market?.close())

const ask = (body: object = {}) =>
  market.visitor().post('/api/consults', { region: '360424', question: '外地机构怎么入驻？', ...body })
const status = (number: string, code: string) =>
  market.visitor().post('/api/consults/status', { number, code })

describe(art('111', '46'), () => {
  test('asked without an account, answered, looked up by number and code, published without who asked', async () => {
    const { status: created, body: slip } = await ask({
      name: '王小明',
      contact: '13870012345',
      mayPublish: true,
    })
    expect([created, slip.due]).toEqual([201, '2026-10-01T00:00:00.000+08:00'])
    expect(slip.number).toMatch(/^ZX2026-\d{5}$/)

    const clerk = await market.as('360424-operator')
    const desk = await clerk.get('/api/desk')
    expect(desk.body.items).toMatchObject([{ subject: 'consult', action: 'answer', article: '111/46' }])
    expect(JSON.stringify(desk.body)).not.toContain('王小明')
    const path = `/api/consults/${slip.id}`
    expect((await clerk.get(path)).body.state).toMatchObject({ enquirer: { name: '王小明' } })
    for (const stranger of ['agency1', '360430-operator', 'jj-treasury', '360430-management'])
      expect((await (await market.as(stranger)).get(path)).status).toBe(404)
    expect((await (await market.as('jj-management')).get(path)).status).toBe(200)

    expect((await status(slip.number, slip.code)).body).toMatchObject({ status: 'open', body: slip.body })
    await clerk.post(`${path}/answer`, { text: '向市运营机构提交入驻申请。' })
    const typed = `${slip.code.slice(0, 5).toLowerCase()}-${slip.code.slice(5)}`
    expect((await status(` ${slip.number.toLowerCase()}`, typed)).body).toMatchObject({
      ...{ status: 'answered', answer: '向市运营机构提交入驻申请。' },
    })
    const refused = await clerk.post(`${path}/publish`, { question: '请回电13870012345', answer: '好' })
    expect([refused.status, refused.body.error.field]).toEqual([422, 'question'])
    await clerk.post(`${path}/publish`, { question: '外地机构怎么入驻？', answer: '向市运营机构申请。' })
    const list = await market.visitor().get(`/api/consult-answers?q=${encodeURIComponent('外地')}`)
    expect(list.body).toMatchObject({ total: 1, items: [{ answer: '向市运营机构申请。' }] })
    expect(JSON.stringify(list.body)).not.toMatch(/王小明|13870012345/)
  })

  test('a wrong number and a wrong code are one answer; the code is not in the database', async () => {
    const { body: slip } = await ask()
    for (const [number, code] of [
      [slip.number, 'AAAAAAAAAA'],
      ['ZX2026-99999', slip.code],
      ['', ''],
    ]) {
      const { status: answered, body } = await status(number, code)
      expect([answered, body.error.code, body.error.field]).toEqual([404, 'consult-unknown', 'number'])
    }
    const { rows } = await market.database.asOwner('select row_to_json(c)::text as row from consult c')
    expect(rows.map((r: { row: string }) => r.row).join()).not.toContain(slip.code)
  })

  test('overdue once its time has passed, and shown so', async () => {
    const { body: slip } = await ask({ question: '逾期的一问' })
    await market.setClock('2026-10-01T00:00')
    const clerk = await market.as('360424-operator')
    expect((await clerk.get('/api/desk')).body.counts.overdue).toBeGreaterThan(0)
    const extend = await clerk.post(`/api/consults/${slip.id}/extend`, { reason: '太忙' })
    expect([extend.status, extend.body.error.code]).toEqual([422, 'consult-extension-too-late'])
    await clerk.post(`/api/consults/${slip.id}/answer`, { text: '晚到的答复。' })
    const { rows } = await market.database.asOwner(
      `select ended >= due as late from clock_past where subject = 'consult' and id = $1`,
      [slip.id],
    )
    expect(rows).toEqual([{ late: true }])
  })

  test('referred to the department of the place, and to no other', async () => {
    const { body: bodies } = await market.visitor().get('/api/consult-bodies?region=360424')
    const { body: slip } = await ask({ body: bodies.departments[0].id })
    expect(slip.body).toBe(bodies.departments[0].name)
    const first = await market.as(bodies.departments[0].id)
    const path = `/api/consults/${slip.id}/refer`
    const elsewhere = await first.post(path, { body: '360430-operator', reason: '不属本部门' })
    expect([elsewhere.status, elsewhere.body.error.field]).toEqual([422, 'body'])
    expect((await first.post(path, { body: '360424-operator', reason: '属平台操作' })).status).toBe(200)
    expect((await first.get(`/api/consults/${slip.id}`)).body.actions).toEqual([])
  })

  test('strange input is named by its field, and nothing is kept', async () => {
    const count = async () =>
      (await market.database.asOwner('select count(*)::int as n from consult')).rows[0].n
    const before = await count()
    for (const [changes, field] of [
      [{ region: '990000' }, 'region'],
      [{ region: '360000' }, 'region'],
      [{ body: 'agency1' }, 'body'],
      [{ question: '   ' }, 'question'],
      [{ question: 'x\0y' }, 'question'],
      [{ question: '长'.repeat(4001) }, 'question'],
      [{ mayPublish: 'yes' }, 'mayPublish'],
    ] as const) {
      const answer = await ask(changes)
      expect([answer.status >= 400 && answer.status < 500, answer.body.error.field]).toEqual([true, field])
    }
    expect(await count()).toBe(before)
    expect((await market.visitor().get('/api/consult-bodies?region=x')).body.error.field).toBe('region')
  })

  test('a person at one address asks ten times a minute, not more', async () => {
    const person = market.visitor()
    const request = { method: 'POST', url: '/api/consults/status', remoteAddress: '10.99.0.1' } as const
    const codes: number[] = []
    for (let n = 0; n < 11; n++)
      codes.push((await person.raw({ ...request, payload: { number: 'x', code: 'y' } })).status)
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 404), 429])
  })
})
