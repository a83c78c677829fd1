import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { openTestMarket, renderPaper, type TestMarket } from '../../tests/market.ts'
import { art } from '../gazette/index.ts'
import { inspectionsOf } from './server.ts'

let market: TestMarket
let operator: Visitor
let second: Visitor
let operatorId: string
let contracts: { id: string; agency: string; owner: string }[]
beforeAll(async () => {
  market = await openTestMarket()
  await market.setClock('2026-10-08T09:00')
  await market.settle()
  const { rows } = await market.database.asOwner(
    `select id, operator, agency, owner from engagement
      where left(state #>> '{contracts,0,filedAt}', 7) = '2026-09' order by operator, id`,
  )
  operatorId = rows[0].operator
  contracts = rows.filter((r: { operator: string }) => r.operator === operatorId)
  operator = await market.as(operatorId)
  second = await market.as(`${operatorId}-2`)
})
afterAll(() => market.close())

const september = { title: '九月合同抽查', from: '2026-09-01', to: '2026-09-30' }

async function upload(visitor: Visitor): Promise<string> {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="核查记录.pdf"\r\n\r\n'
  const payload = Buffer.concat([Buffer.from(head), await renderPaper(), Buffer.from('\r\n--b--\r\n')])
  const headers = { ...(await visitor.guards()), 'content-type': 'multipart/form-data; boundary=b' }
  return ((await visitor.raw({ method: 'POST', url: '/api/files', payload, headers })).body as { id: string })
    .id
}

const accountOf = async (organisation: string): Promise<string> => {
  const { rows } = await market.database.asOwner(
    `select p.account from person p join membership m on m.person = p.id where m.organisation = $1
      order by length(p.account), p.account limit 1`,
    [organisation],
  )
  return rows[0].account
}

describe(art('111', '37'), () => {
  let id: string
  let notice: string
  let drawn: { agency: { id: string }; owner: { id: string }; department?: { id: string } }

  test('two at once: one pool is published, with every contract of the month, and drawn from once', async () => {
    const answers = await Promise.all(
      [operator, second].map((who) => who.post('/api/spot-checks', september)),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([201, 422])
    const refused = answers.find((a) => a.status === 422)!
    expect(refused.body.error).toMatchObject({ code: 'period-not-next', field: 'from' })
    id = answers.find((a) => a.status === 201)!.body.id
    const { body } = await market.visitor().get(`/api/spot-check-results/${id}`)
    expect(body.pool.map((x: { procurement: string }) => x.procurement).sort()).toEqual(
      contracts.map((c) => c.id).sort(),
    )
    expect(body).toMatchObject({
      status: 'announced',
      places: 1,
      drawAt: '2026-10-10T10:00:00.000+08:00',
      drawn: [],
    })
  })

  test('drawn at its hour by the trustees; npm run verify accepts the bundle, and not a changed one', async () => {
    await market.setClock('2026-10-10T09:59')
    await market.settle()
    expect((await operator.get(`/api/spot-checks/${id}`)).body.state.status).toBe('announced')
    await market.setClock('2026-10-10T10:00')
    await market.settle()
    const { body } = await operator.get(`/api/spot-checks/${id}`)
    expect(body.state).toMatchObject({ status: 'checking' })
    expect(body.state.checked).toHaveLength(1)
    drawn = body.state.checked[0]
    notice = body.state.checked[0].notice
    const bundle = (await market.visitor().get(`/api/draws/${body.draw}/bundle`)).body
    const verify = (value: unknown) => {
      const path = join(market.database.folder, 'bundle.json')
      writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
      return spawnSync(process.execPath, ['scripts/verify.ts', path], { encoding: 'utf8' })
    }
    const text = await market.app.inject({ url: `/api/draws/${body.draw}/bundle` })
    const said = verify(text.body)
    expect([said.status, said.stderr]).toEqual([0, ''])
    expect(bundle.entries[0].party.code).toBe(notice)
    bundle.entries[0].party.name = '别的项目'
    expect(verify(bundle).status).toBe(1)
  })

  test('a party sees a finding from its second hand on; strangers nothing; the department is told', async () => {
    const [agency, owner] = [
      await market.as(await accountOf(drawn.agency.id)),
      await market.as(await accountOf(drawn.owner.id)),
    ]
    const file = await upload(operator)
    const finding = {
      notice,
      consistency: 'explained',
      performance: 'flawed',
      text: '成果晚交一日，业主同意。',
      file,
    }
    const recorded = await operator.post(`/api/spot-checks/${id}/record-finding`, finding)
    expect(recorded.status).toBe(200)
    expect((await agency.get(`/api/spot-checks/${id}`)).body.state.checked[0].finding).toBeUndefined()
    expect((await operator.post(`/api/spot-checks/${id}/confirm-finding`, { notice })).body.error.code).toBe(
      'second-person-needed',
    )
    expect(await market.deps.db.transaction().execute((tx) => inspectionsOf(tx, drawn.agency.id))).toEqual([])
    expect((await second.post(`/api/spot-checks/${id}/confirm-finding`, { notice })).status).toBe(200)
    for (const party of [agency, owner])
      expect((await party.get(`/api/spot-checks/${id}`)).body.state.checked[0].finding.text).toContain('晚交')
    const stranger = await market.as('agency38')
    expect((await stranger.get(`/api/spot-checks/${id}`)).status).toBe(404)
    expect((await stranger.post(`/api/spot-checks/${id}/comment`, { notice, text: '？' })).status).toBe(404)
    expect((await market.visitor().get(`/api/spot-checks/${id}`)).status).toBe(401)
    const { rows } = await market.database.asOwner(
      `select distinct organisation from notice_inbox where link = $1 and subject ->> 'zh' like '抽查结果%'`,
      [`/desk/spot-checks/${id}`],
    )
    expect(rows.map((r: { organisation: string }) => r.organisation).sort()).toEqual(
      [drawn.agency.id, drawn.owner.id, drawn.department!.id].sort(),
    )
    expect(
      (await agency.post(`/api/spot-checks/${id}/comment`, { notice, text: '已取得业主书面同意。' })).status,
    ).toBe(200)
  })

  test('published with its results; the agency’s record has the finding as a fact', async () => {
    const before = (await market.visitor().get(`/api/spot-check-results/${id}`)).body
    expect(before.results).toBeUndefined()
    const published = await operator.post(`/api/spot-checks/${id}/publish`, {
      text: '抽查 1 份，有瑕疵 1 份。',
    })
    expect(published.body.state.status).toBe('published')
    const { body } = await market.visitor().get(`/api/spot-check-results/${id}`)
    expect(body.results).toMatchObject([{ notice, consistency: 'explained', performance: 'flawed' }])
    expect(JSON.stringify(body)).not.toContain('晚交')
    const record = await market.deps.db.transaction().execute((tx) => inspectionsOf(tx, drawn.agency.id))
    expect(record).toMatchObject([
      { source: 'spot-check', notice, performance: 'flawed', consistency: 'explained' },
    ])
    expect((await market.visitor().get('/api/spot-check-results')).body).toMatchObject({ total: 1 })
    expect((await operator.get('/api/spot-checks')).body).not.toHaveProperty('next')
  })

  test('only an operator announces, in days that a calendar has', async () => {
    const owner = await market.as('hospital')
    expect((await owner.post('/api/spot-checks', september)).status).toBe(403)
    const wrong = await operator.post('/api/spot-checks', { ...september, from: '2026-13-01' })
    expect([wrong.status, wrong.body.error.field]).toEqual([400, 'from'])
  })
})

describe(art('111', '38'), () => {
  // 星级评价结果…作为入选优质中介服务机构库的重要依据。
  test('the library by the formula in force; another document lets others in, and a bad finding puts them out', async () => {
    const library = async () => (await market.visitor().get('/api/excellent-agencies')).body
    expect(await library()).toMatchObject({
      formula: { months: 12, milliStars: 9000, ratings: 3 },
      items: [],
    })
    for (const [key, value] of [
      ['fulfilment.excellent-ratings', 1],
      ['fulfilment.excellent-milli-stars', 5000],
    ] as const)
      await market.database.asOwner(
        `insert into setting (key, value, valid_from, document_number, set_by)
          values ($1, $2::jsonb, '2026-10-01', '浔政务〔2026〕9号', 'test')`,
        [key, String(value)],
      )
    // Who won in September, the draw decided: the ratings move to an agency that nothing is suspended for.
    const visitor = market.visitor()
    const excellence = async (id: string) => (await visitor.get(`/api/agencies/${id}/excellence`)).body
    const agencies: { id: string }[] = (await visitor.get('/api/agencies')).body.items
    const standing = await Promise.all(agencies.map(({ id }) => excellence(id)))
    const subject = agencies.find((_, i) =>
      standing[i].conditions.some((c: { name: string; met: boolean }) => c.name === 'standing' && c.met),
    )!.id
    await market.database.asOwner(`update rating set subject = $1 where of = 'agency'`, [subject])
    expect((await library()).items.map((x: { agency: { id: string } }) => x.agency.id)).toEqual([subject])
    const { rows } = await market.database.asOwner(
      `select sum(stars * weight_permille)::int as sum, sum(weight_permille)::int as weight,
          count(*) filter (where not by_default)::int as given
        from rating where of = 'agency' and subject = $1 and at >= '2025-10-10T00:00+08'`,
      [subject],
    )
    const { given, ...sums } = rows[0]
    expect(sums.sum).toBeGreaterThanOrEqual(5 * sums.weight)
    expect(given).toBeGreaterThanOrEqual(1)
    expect(await excellence(subject)).toMatchObject({ member: true, ...sums })
    await market.database.asOwner(
      `update spot_check_entry set agency = $1, performance = 'breached' where found_at is not null`,
      [subject],
    )
    expect((await library()).items.map((x: { agency: { id: string } }) => x.agency.id)).not.toContain(subject)
    expect((await market.visitor().get('/api/agencies/nobody/excellence')).status).toBe(404)
  })
})
