import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { creditCode } from '../registry/index.ts'
import { mountCredit } from './server.ts'

let market: RegistryMarket
let authority: Visitor
let clerk: Visitor
let second: Visitor
let approver: Visitor
beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00', (app, deps, standing) =>
    mountCredit(app, deps, standing, { publicUrl: 'https://market.example' }),
  )
  authority = await market.signedIn('jj-credit', '赵丽', ['member'])
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  second = await market.signedIn('360402-operator', '王建国', ['member'])
  approver = await market.signedIn('360402-management', '李敏', ['member'])
})
afterAll(() => market.close())

async function admitted(name: string) {
  const official = await market.signedIn('jj-water', '周正', ['member'])
  const { agency, id } = await market.submitted(name)
  const consistent = ['subject', 'representative', 'people', 'services', 'commitment']
  await clerk.post(`/api/admissions/${id}/pass-check`, { consistent })
  await official.post(`/api/admissions/${id}/confirm-qualification`, { serviceType: '1.06' })
  const { body } = await market.visitor().get(`/api/agencies/${agency}`)
  return { agency, name, code: body.code as string }
}

const aRecord = (party: { name: string; code: string }, change: object = {}) => ({
  ...{ kind: 'judgment-defaulter', party: 'agency', name: party.name, code: party.code },
  ...{ document: '（2023）赣0402执17号', decidedOn: '2023-01-10', source: '九江市濂溪区人民法院' },
  ...change,
})
const json = (...records: object[]) => JSON.stringify({ format: 'xunshi-credit-records/1', records })
const imported = (content: string | Buffer, format = 'json', who = authority) =>
  who.post('/api/credit/imports', {
    ...{ name: `records.${format}`, format, content: Buffer.from(content).toString('base64') },
  })
const counted = async () =>
  (
    await market.database.asOwner(
      `select (select count(*)::int from credit_record) as records, (select count(*)::int from credit_transfer) as files,
        (select count(*)::int from standing_case) as cases`,
    )
  ).rows[0]

describe(art('111', '10'), () => {
  test('a judgment defaulter puts a draft case before the operator; people decide', async () => {
    const party = await admitted('九江失信咨询有限公司')
    const answer = await imported(json(aRecord(party)))
    expect(answer).toMatchObject({ status: 201, body: { rows: 1, added: 1, cases: 1 } })
    const { items } = (await clerk.get('/api/standing-cases')).body
    expect(items[0].state).toMatchObject({
      ...{ status: 'reported', ground: 'judgment-defaulter', agency: { id: party.agency } },
      ...{ reported: { body: { id: 'jj-credit' } }, evidence: { file: { type: 'application/pdf' } } },
    })
    expect((await market.visitor().get(`/api/agencies/${party.agency}`)).body.status).toBe('admitted')
    const { id } = items[0]
    const step = async (who: Visitor, name: string) =>
      expect((await who.post(`/api/standing-cases/${id}/${name}`)).body.error).toBeUndefined()
    await step(clerk, 'take-up')
    await step(second, 'confirm')
    await step(approver, 'approve')

    const listed = (await authority.get('/api/credit/records?about=失信咨询')).body
    expect(listed.items).toMatchObject([{ document: '（2023）赣0402执17号', caseStatus: 'in-force' }])
    const again = await imported(json(aRecord(party)))
    expect(again.body).toMatchObject({ rows: 1, added: 0, cases: 0 })

    const exported = await authority.post('/api/credit/exports', {
      ...{ format: 'json', from: '2023-01-19', to: '2023-01-19' },
    })
    expect(exported.status).toBe(201)
    const file = (await authority.get(`/api/credit/transfers/${exported.body.id}/file`)).body
    expect(file).toMatchObject({
      format: 'xunshi-credit-facts/1',
      facts: [
        {
          ...{ event: 'expelled', code: party.code, article: art('111', '36.1') },
          ...{ on: '2023-01-19', until: expect.any(String), case: id },
        },
      ],
    })
    const before = await authority.post('/api/credit/exports', {
      ...{ format: 'csv', from: '2023-01-01', to: '2023-01-18' },
    })
    expect(before.body.rows).toBe(0)
  })

  test('every import and export is a fact and is listed, with its hash', async () => {
    const { items } = (await authority.get('/api/credit/transfers')).body
    // All at one frozen moment: in no order.
    expect(items.map((t: { direction: string }) => t.direction).toSorted()).toEqual([
      ...['export', 'export', 'import', 'import'],
    ])
    const sent = items.find((t: { direction: string }) => t.direction === 'export')
    const { rows } = await market.database.asOwner(
      `select kind, body ->> 'sha256' as sha256 from fact where subject = $1`,
      [`credit-transfer/${sent.id}`],
    )
    expect(rows).toEqual([{ kind: 'credit.exported', sha256: sent.sha256 }])
  })

  test('a CSV in the encoding of the country, by the words of its header', async () => {
    const code = creditCode('91', '360400', 4711)
    const text = `记录类型,主体,名称,统一社会信用代码,文书号,认定日期,有效期至,认定机关,摘要\n行政处罚,中介服务机构,九江外地测绘有限公司,${code},浔市监罚〔2022〕8号,2022年12月5日,,九江市市场监督管理局,\n`
    const utf8 = await imported(`\uFEFF${text}`, 'csv')
    expect(utf8.body).toMatchObject({ rows: 1, added: 1, cases: 0 })
  })

  test('one wrong row refuses the whole file, with every fault at its row and field', async () => {
    const before = await counted()
    const party = { name: '某某有限公司', code: creditCode('91', '360400', 1234) }
    const answer = await imported(
      json(
        aRecord(party),
        aRecord(party, { document: '2', decidedOn: '2023-01-20' }),
        aRecord(party, { document: '3', kind: 'bad-weather' }),
        aRecord(party),
        { ...aRecord(party, { document: '5' }), phone: '1' },
      ),
    )
    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({
      code: 'credit-file-refused',
      article: art('111', '10'),
      field: 'content',
    })
    expect(
      answer.body.error.params.problems.map((p: { row: number; field: string; code: string }) => [
        ...[p.row, p.field, p.code],
      ]),
    ).toEqual([
      [2, 'decidedOn', 'decided-in-future'],
      [3, 'kind', 'row-shape'],
      [4, 'document', 'row-twice'],
      [5, '', 'row-shape'],
    ])
    expect(await counted()).toEqual(before)
  })

  test.each([
    ['no JSON', '{', 'json', 'credit-file-unreadable'],
    ['another format', '{"format": "x", "records": [{}]}', 'json', 'credit-file-unreadable'],
    ['no records', '{"format": "xunshi-credit-records/1", "records": []}', 'json', 'credit-file-unreadable'],
    ['null', 'null', 'json', 'credit-file-unreadable'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'json', 'credit-file-unreadable'],
    ['a CSV without its columns', '名称\n某某\n', 'csv', 'credit-file-unreadable'],
    ['an empty CSV', '\n', 'csv', 'credit-file-unreadable'],
  ] as const)('%s is refused and nothing is kept', async (_, content, format, code) => {
    const before = await counted()
    const answer = await imported(content as string, format)
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([422, code, 'content'])
    expect(await counted()).toEqual(before)
  })

  test('only the credit authority imports and exports; others read; the rest may not', async () => {
    expect((await imported('{}', 'json', clerk)).status).toBe(403)
    expect((await clerk.get('/api/credit/records')).status).toBe(200)
    expect((await clerk.get('/api/credit/transfers/x/file')).status).toBe(403)
    expect((await market.visitor().get('/api/credit/records')).status).toBe(401)
    expect((await market.visitor().get('/api/credit/schemas/records')).body.title).toContain('公共信用信息')
    expect((await market.visitor().get('/api/credit/schemas/constructor')).status).toBe(404)
    const reversed = { format: 'json', from: '2023-01-02', to: '2023-01-01' }
    expect((await authority.post('/api/credit/exports', reversed)).body.error).toMatchObject({
      ...{ code: 'credit-period-reversed', field: 'to' },
    })
  })
})
