import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { openTestMarket, renderPaper, subjectsOf, type TestMarket } from '../../tests/market.ts'
import { art } from '../gazette/index.ts'

let market: TestMarket
let paper: Buffer
beforeAll(async () => {
  market = await openTestMarket()
  paper = await renderPaper()
})
afterAll(() => market.close())

async function upload(visitor: Visitor): Promise<object> {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n'
  const payload = Buffer.concat([Buffer.from(head), paper, Buffer.from('\r\n--b--\r\n')])
  const headers = { ...(await visitor.guards()), 'content-type': 'multipart/form-data; boundary=b' }
  return (await visitor.raw({ method: 'POST', url: '/api/files', payload, headers })).body as object
}

const material = async (visitor: Visitor, changes: object = {}) => ({
  ...{
    facts: '中选机构的资质在报名截止前已失效。',
    provisions: '《办法》第十六条',
    capacity: 'legal-person',
  },
  ...{ signatory: '李四', letter: await upload(visitor), evidence: [], ...changes },
})

async function complain(visitor: Visitor, about: string, kind = 'selection', subject = 'procurement') {
  return visitor.post('/api/complaints', { kind, subject, about, material: await material(visitor) })
}

const inPublicity = async (): Promise<string> =>
  (await subjectsOf(market, 'procurement')).get('publicity')![0]!.id

const statusOf = async (id: string): Promise<string> => {
  const { rows } = await market.database.asOwner('select status from procurement where id = $1', [id])
  return rows[0].status
}

async function receiverOf(visitor: Visitor, id: string): Promise<Visitor> {
  const { body } = await visitor.get(`/api/complaints/${id}`)
  return market.as(body.state.receiver.id)
}

/** Filed, found by its receiver and accepted. */
async function accepted(complainant: Visitor, about: string) {
  const { body } = await complain(complainant, about)
  const receiver = await receiverOf(complainant, body.id)
  expect((await receiver.post(`/api/complaints/${body.id}/accept`)).status).toBe(200)
  return { id: body.id as string, receiver }
}

describe(art('111', '27'), () => {
  test('upheld before the notice: the selection ends, nobody is awarded, the owner may run it again', async () => {
    const about = await inPublicity()
    const { id, receiver } = await accepted(await market.as('agency1'), about)
    const command = { result: 'upheld', grounds: '中选机构资质在截止日已失效。', annuls: true }
    expect((await receiver.post(`/api/complaints/${id}/decide`, command)).status).toBe(200)
    await market.settle()
    expect(await statusOf(about)).toBe('failed')
    const page = await market.visitor().get(`/api/announcements/${about}`)
    expect(page.body).toMatchObject({ state: 'failed' })
    expect(page.body.notices.map((n: { kind: string }) => n.kind)).toContain('failure')
  })
})

describe(art('111', '49.3'), () => {
  test('a complaint in its window holds the award notice back; rejected, the notice follows', async () => {
    const [open] = (await subjectsOf(market, 'procurement')).get('open')!
    const about = open!.id
    const { rows } = await market.database.asOwner(
      `select state #>> '{draft,deadline}' as deadline from procurement where id = $1`,
      [about],
    )
    await market.setClock(rows[0].deadline)
    await market.settle()
    expect(await statusOf(about)).toBe('publicity')
    const complainant = await market.as('agency1')
    const told = await complainant.get(
      `/api/complaints/addressee?kind=selection&subject=procurement&about=${about}`,
    )
    expect(told.body).toMatchObject({ article: art('111', '49.3'), end: expect.stringContaining('T00:00') })
    const { id, receiver } = await accepted(complainant, about)

    await market.setClock('2026-10-19T09:00')
    await market.settle()
    expect(await statusOf(about)).toBe('publicity')
    const page = await market.visitor().get(`/api/announcements/${about}`)
    expect(page.body.history.map((h: { kind: string }) => h.kind)).toContain('procurement.held')

    const grounds = '证书在报名截止之日有效。'
    const decided = await receiver.post(`/api/complaints/${id}/decide`, { result: 'rejected', grounds })
    expect(decided.body.state).toMatchObject({ status: 'decided' })
    await market.settle()
    expect(await statusOf(about)).toBe('awarded')

    const published = await receiver.post(`/api/complaints/${id}/publish`, { text: '投诉不成立，证书有效。' })
    expect(published.status).toBe(200)
    const decisions = await market.visitor().get('/api/complaint-decisions')
    expect(decisions.body.items[0]).toMatchObject({ result: 'rejected', text: '投诉不成立，证书有效。' })
    expect(decisions.body.bodies[0]).toMatchObject({
      year: 2026,
      accepted: 1,
      decided: 1,
      late: 0,
      overdue: 0,
    })
    // One that was decided is its own median and its own worst.
    const [{ taken }] = (
      await market.database.asOwner(
        `select (extract(epoch from (state #>> '{decision,at}')::timestamptz - (state ->> 'acceptedAt')::timestamptz) * 1000)::bigint
          as taken from complaint where id = $1`,
        [id],
      )
    ).rows
    expect(decisions.body.bodies[0]).toMatchObject({
      twiceMedianMs: 2 * Number(taken),
      worstMs: Number(taken),
    })
    expect(JSON.stringify(decisions.body)).not.toContain('agency1')
    expect((await receiver.post(`/api/complaints/${id}/publish`, { text: '再次' })).status).toBe(409)
  })

  test('late by a day: refused with the end of the window', async () => {
    const [old] = (await subjectsOf(market, 'procurement')).get('awarded')!
    const late = await complain(await market.as('agency1'), old!.id)
    expect([late.status, late.body.error.code]).toEqual([422, 'complaint-too-late'])
    expect(late.body.error.params.end).toMatch(/^2026-/)
  })
})

describe('the parties', () => {
  test('whom it is about sees it from the acceptance on, and never who complained; others see nothing', async () => {
    const [engagement] = (await subjectsOf(market, 'engagement')).get('contracted')!
    const { rows } = await market.database.asOwner('select agency, owner from engagement where id = $1', [
      engagement!.id,
    ])
    const account = async (organisation: string) =>
      (
        await market.database.asOwner(
          'select p.account from membership m join person p on p.id = m.person where m.organisation = $1',
          [organisation],
        )
      ).rows[0].account
    const owner = await market.as(await account(rows[0].owner))
    const agency = await market.as(await account(rows[0].agency))
    const { body } = await complain(owner, engagement!.id, 'agency-service', 'engagement')
    const path = `/api/complaints/${body.id}`
    expect((await agency.get(path)).status).toBe(404)
    expect((await agency.get('/api/complaints')).body.items.map((i: { id: string }) => i.id)).not.toContain(
      body.id,
    )

    const receiver = await receiverOf(owner, body.id)
    await receiver.post(`${path}/accept`)
    const seen = await agency.get(path)
    expect(seen.body.state).toMatchObject({ status: 'accepted', material: { facts: expect.any(String) } })
    expect(seen.body.state).not.toHaveProperty('complainant')
    expect(JSON.stringify(seen.body.state)).not.toContain(rows[0].owner)
    expect((await (await market.as('jj-finance')).get(path)).status).toBe(404)

    await receiver.post(`${path}/ask`, { to: 'respondent', text: '请说明逾期原因' })
    expect((await owner.get(path)).body.state.questions[0].text).toBe('')
    expect((await agency.post(`${path}/answer`, { question: 0, text: '天气原因' })).status).toBe(200)
    expect((await receiver.get(path)).body.state.questions[0].answer.text).toBe('天气原因')
    const withdrawn = await owner.post(`${path}/withdraw`, { reason: '双方已说明清楚' })
    expect(withdrawn.body.state.status).toBe('withdrawn')
  })
})

describe(art('111', '48'), () => {
  test('an oral complaint without written material lapses by itself', async () => {
    const [engagement] = (await subjectsOf(market, 'engagement')).get('contracted')!
    const asked = { kind: 'agency-service', subject: 'engagement', about: engagement!.id }
    const query = new URLSearchParams(asked)
    const { body: told } = await (await market.as('agency1')).get(`/api/complaints/addressee?${query}`)
    expect(told.end).toBeNull()
    const receiver = await market.as(told.receiver.id)
    await market.setClock('2026-10-22T10:00')
    const oral = { ...asked, name: '王五', said: '来电反映逾期不交成果' }
    const { status, body } = await receiver.post('/api/complaints/oral', oral)
    expect([status, body.state?.status]).toEqual([201, 'said'])
    const statusAt = async (at: string) => {
      await market.setClock(at)
      await market.settle()
      return (await receiver.get(`/api/complaints/${body.id}`)).body.state.status
    }
    expect(await statusAt('2026-10-27T23:59:59')).toBe('said')
    expect(await statusAt('2026-10-28T00:00')).toBe('not-accepted')
  })

  test('what is missing is named by its field; nothing is kept', async () => {
    const visitor = await market.as('agency1')
    const [engagement] = (await subjectsOf(market, 'engagement')).get('contracted')!
    const asked = { kind: 'agency-service', subject: 'engagement', about: engagement!.id }
    for (const [changes, field] of [
      [{ facts: '' }, 'material.facts'],
      [{ letter: undefined }, 'material.letter'],
      [{ capacity: 'other' }, 'material.identity'],
    ] as const) {
      const answer = await visitor.post('/api/complaints', {
        ...asked,
        material: await material(visitor, changes),
      })
      expect([answer.status >= 400 && answer.status < 500, answer.body.error.field]).toEqual([true, field])
    }
    const wrong = await visitor.post('/api/complaints', {
      ...asked,
      kind: 'selection',
      material: await material(visitor),
    })
    expect([wrong.status, wrong.body.error.field]).toEqual([404, 'about'])
  })
})
