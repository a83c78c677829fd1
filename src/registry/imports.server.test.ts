import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { historyOf } from '../ledger/server.ts'
import { readSheet, writeSheet } from '../platform/spreadsheet/index.ts'
import { handMade, sheetOf } from '../platform/spreadsheet/testing.ts'
import { creditCode, identityNumber } from './index.ts'
import { importColumns, importSheet } from './io/import-sheet.ts'
import { runImport } from './io/imports.ts'

let market: RegistryMarket
let clerk: Visitor
let serial = 5000

beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00')
  await market.deps.jobs.start()
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
})
afterAll(() => market.close())

const items = [{ code: '1.06', zh: '水土保持方案编制', en: 'x' }]
const columns = importColumns(items)
const row = (change: Record<string, string> = {}) => {
  const n = serial++
  const identity = identityNumber('360402', `19${70 + (Math.floor(n / 900) % 20)}-01-01`, n % 900)
  const person = identityNumber('360421', `19${70 + (Math.floor(n / 900) % 20)}-02-02`, n % 900)
  return {
    ...{ name: `九江${n}水利咨询有限公司`, code: creditCode('91', '360402', n), legalForm: 'legal-person' },
    ...{ region: '360402', address: '濂溪区前进东路 1 号', established: '2010-05-06', termTo: '' },
    ...{ scope: '水利咨询', phone: '0792-8123456', email: 'a@b.cn', admittedOn: '2021-03-01' },
    ...{ representativeName: '李建国', representativeIdentity: identity, representativePhone: '13800000001' },
    ...{ agentName: '王芳', agentIdentity: person, agentPhone: '13800000002' },
    ...{ adminName: '王芳', adminIdentity: person, adminPhone: '13800000002' },
    ...{
      serviceType1: '1.06',
      qualification1: '水平评价',
      grade1: '三星',
      number1: '水保 1',
      scope1: '方案',
    },
    ...{ issuer1: '学会', validFrom1: '2021-01-01', validTo1: '2027-01-01', ...change },
  }
}

async function upload(bytes: Buffer, source: string | undefined = '九审批字〔2021〕3号', who = clerk) {
  const boundary = 'x----------x'
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const headers = {
    ...(await who.guards()),
    'content-type': `multipart/form-data; boundary=${boundary}`,
  }
  const url = `/api/agency-imports${source === undefined ? '' : `?source=${encodeURIComponent(source)}`}`
  return who.raw({ method: 'POST', url, payload, headers })
}
const sheet = (rows: Record<string, string>[]) => writeSheet(columns, rows, importSheet)
const count = async (table: string) =>
  (await market.database.asOwner(`select count(*)::int as n from ${table}`)).rows[0].n as number

describe(art('111', '8.6'), () => {
  test('the template is read as it is given out', async () => {
    const answer = await clerk.get('/api/agency-imports/template.xlsx')
    expect(answer.headers['content-type']).toContain('spreadsheetml')
    const read = await readSheet(answer.body, columns)
    expect(!read.ok && read.problems).toEqual([{ code: 'no-rows', params: {} }])
  })

  test('nothing is taken in while a row is wrong; the report, corrected, is', async () => {
    const before = [await count('organisation'), await count('fact')]
    const rows = [row(), row({ validTo1: '2020-01-01' }), row({ name: '' })]
    const { status, body } = await upload(await sheet(rows))
    expect([status, body.error]).toEqual([201, undefined])
    await runImport(market.deps, body.id)
    const told = (await clerk.get(`/api/agency-imports/${body.id}`)).body
    expect(told).toMatchObject({ status: 'refused', total: 3, done: 0, count: 2, report: true })
    expect(told.problems).toMatchObject([
      { row: 3, column: '有效期止1', code: 'ends-before-it-begins', article: art('111', '18') },
      { row: 4, column: '机构名称', code: 'cell-missing' },
    ])
    expect([await count('organisation'), await count('fact')]).toEqual(before)

    const report = (await clerk.get(`/api/agency-imports/${body.id}/report.xlsx`)).body as Buffer
    const given = await readSheet(report, [
      ...columns,
      { name: 'problem', header: { zh: '问题', en: 'x' }, type: 'text' },
    ])
    expect(given.rows.map((r) => r.given.problem)).toEqual([
      '',
      '有效期止1：有效期止早于有效期起。',
      '机构名称：必填，未填。',
    ])
    const corrected = rows.map((r) => ({ ...r, name: r.name || '九江补名咨询有限公司', validTo1: '' }))
    const again = await upload(await sheet(corrected))
    await runImport(market.deps, again.body.id)
    expect((await clerk.get(`/api/agency-imports/${again.body.id}`)).body).toMatchObject({
      ...{ status: 'done', done: 3, total: 3, count: 0, report: false, personName: '陈晓岚' },
    })
    // What the refused upload said of people is gone.
    const { rows: left } = await market.database.asOwner('select 1 from agency_import where rows is not null')
    expect(left).toEqual([])
    // Run once more it does nothing.
    const after = await count('organisation')
    await runImport(market.deps, again.body.id)
    expect(await count('organisation')).toBe(after)
  })

  test('who is taken in is in the directory, in the log, and comes to its account', async () => {
    const wanted = row()
    const { body } = await upload(await sheet([wanted]))
    await runImport(market.deps, body.id)
    const visitor = market.visitor()
    const [card] = (await visitor.get(`/api/agencies?q=${wanted.code}`)).body.items
    expect(card).toMatchObject({ name: wanted.name, status: 'admitted', services: [{ code: '1.06' }] })
    const page = (await visitor.get(`/api/agencies/${card.id}`)).body
    expect(page).toMatchObject({ admittedAt: '2021-03-01T00:00:00.000+08:00', legalRepresentative: '李建国' })
    expect(page.services[0]).toMatchObject({ grade: '三星', validTo: '2027-01-01' })
    expect(page.history).toMatchObject([
      { kind: 'admission.imported', params: { source: '九审批字〔2021〕3号', admittedOn: '2021-03-01' } },
    ])
    // 35.2: it lapses by itself on the day after its last.
    const { rows: clocks } = await market.database.asOwner(
      "select action, due::date::text as due from clock where subject = 'qualification' and id = $1 order by seq",
      [`${card.id}:1.06`],
    )
    expect(clocks[0]).toMatchObject({ action: 'expire' })
    expect(clocks.map((c) => c.action)).toContain('warn')
    const [fact] = await market.inTx((tx) => historyOf(tx, `admission/${card.id}`))
    expect(JSON.stringify(fact)).not.toContain(wanted.representativeIdentity)

    const register = (person: object) =>
      visitor.send('POST', '/api/registrations', {
        ...{ kind: 'agency', name: wanted.name, code: wanted.code, region: '360402', fiscal: false },
        ...{ legalRepresentative: '李建国', certificateName: '' },
        person: {
          name: '王芳',
          phone: '13800000002',
          email: 'w@b.cn',
          password: 'only in this test',
          ...person,
        },
      })
    const stranger = await register({ account: 'stranger', phone: '13800000009' })
    expect(stranger.body.error).toMatchObject({ code: 'code-registered', field: 'code' })
    expect((await register({ account: 'wangfang' })).body).toEqual({ organisation: card.id })
    expect((await register({ account: 'wangfang2' })).body.error.code).toBe('code-registered')
  })

  test('what the market holds already is a problem of its row', async () => {
    const wanted = row()
    const first = await upload(await sheet([wanted]))
    await runImport(market.deps, first.body.id)
    const second = await upload(await sheet([row(), wanted]))
    await runImport(market.deps, second.body.id)
    const { problems } = (await clerk.get(`/api/agency-imports/${second.body.id}`)).body
    expect(problems.map((p: { row: number; code: string }) => [p.row, p.code])).toEqual([
      [3, 'code-registered-already'],
      [3, 'key-person-elsewhere'],
    ])
  })

  test('two at once with the same agency: one takes it, the other is told', async () => {
    const wanted = row()
    const ids = await Promise.all(
      [wanted, wanted].map(async (r) => (await upload(await sheet([r]))).body.id as string),
    )
    await Promise.all(ids.map((id) => runImport(market.deps, id)))
    const statuses = await Promise.all(
      ids.map(async (id) => (await clerk.get(`/api/agency-imports/${id}`)).body.status),
    )
    expect(statuses.toSorted()).toEqual(['done', 'refused'])
  })

  test('5,000 rows in less than 20 seconds', { timeout: 120_000 }, async () => {
    const bytes = await sheet(Array.from({ length: 5000 }, () => row()))
    const start = performance.now()
    const { body } = await upload(bytes)
    await runImport(market.deps, body.id)
    expect(performance.now() - start).toBeLessThan(20_000)
    expect((await clerk.get(`/api/agency-imports/${body.id}`)).body).toMatchObject({
      status: 'done',
      done: 5000,
    })
  })

  test('files that are none, no document number, other people', async () => {
    const good = await sheet([row()])
    expect((await upload(Buffer.from('%PDF-1.7'))).body.error).toMatchObject({
      ...{ code: 'spreadsheet-refused', field: 'file', article: art('111', '8.6') },
    })
    const columnsWrong = await upload(await handMade({ sheet: sheetOf(['名称'], ['甲']) }))
    expect([columnsWrong.status, columnsWrong.body.error.params.problems[0].code]).toEqual([
      422,
      'column-unknown',
    ])
    expect((await upload(good, '')).body.error).toMatchObject({ code: 'bad-input', field: 'source' })
    expect((await upload(good, ' ')).body.error).toMatchObject({ code: 'bad-input', field: 'source' })
    const other = await market.signedIn('360423-operator', '别县', ['member'])
    const { body } = await upload(good)
    expect((await other.get(`/api/agency-imports/${body.id}`)).status).toBe(404)
    expect((await other.get('/api/agency-imports')).body.items).toEqual([])
    expect((await market.visitor().get('/api/agency-imports')).status).toBe(401)
    expect((await upload(good, 'x', await market.signedIn('jj-water', '周正', ['member']))).status).toBe(403)
  })
})
