import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { pdf, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { writeSheet } from '../platform/spreadsheet/index.ts'
import { aService } from './testing.ts'

let market: RegistryMarket
let official: Visitor
beforeAll(async () => {
  market = await registryMarket('2026-06-01T10:00')
  official = await market.signedIn('jj-water', '周正', ['member'])
})
afterAll(() => market.close())

/** An agency whose certificate for 1.06 has a number; its application is confirmed. */
async function admitted(name: string, number: string) {
  const agency = await market.organisation('agency', name)
  const applicant = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
  const file = await market.inTx((tx) =>
    market.deps.files.put(tx, { name: '证书.pdf', bytes: pdf, owner: agency }),
  )
  const form = await market.formOf(agency, { services: [aService({ file, number })] })
  const { id } = (await applicant.post('/api/admissions', { form })).body
  await applicant.post(`/api/admissions/${id}/sign-commitment`, {
    letter: '2022-1',
    truthful: true,
    acceptsScoring: true,
  })
  await applicant.post(`/api/admissions/${id}/submit`)
  const record = {
    ...{
      holderCode: form.subject.code,
      holderName: name,
      number,
      name: form.services[0]!.qualification,
      grade: '三星',
    },
    ...{
      scope: '水土保持方案编制',
      issuer: '中国水土保持学会',
      validFrom: '2021-01-01',
      validTo: '2027-12-31',
    },
  }
  const confirm = async () => {
    const clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
    const consistent = ['subject', 'representative', 'people', 'services', 'commitment']
    await clerk.post(`/api/admissions/${id}/pass-check`, { consistent })
    await official.post(`/api/admissions/${id}/confirm-qualification`, { serviceType: '1.06' })
  }
  return { agency, applicant, id, record, confirm }
}

const load = (certificates: object[], who = official) =>
  who.post('/api/certificates/imports', { fileName: '证书库.json', certificates })
const compared = async (agency: string) =>
  (await official.get('/api/certificates')).body.comparisons.find(
    (c: { agency: { id: string } }) => c.agency.id === agency,
  )

describe(art('111', '18'), () => {
  test('one wrong row, and nothing is imported; each fault is told with its row and field', async () => {
    const { record } = await admitted('九江坏行水利咨询有限公司', '坏行1')
    const answer = await load([record, { ...record, number: '坏行2', validTo: '2020-01-01' }, { ...record }])
    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({
      code: 'certificates-wrong',
      field: 'certificates.1.validTo',
      article: '111/18',
    })
    expect(
      answer.body.error.params.problems.map((p: { row: number; field: string }) => [p.row, p.field]),
    ).toEqual([
      [2, 'validTo'],
      [3, 'number'],
    ])
    const { rows } = await market.database.asOwner(`select 1 from certificate where number like '坏行%'`)
    expect(rows).toEqual([])
    const statuses = []
    for (const junk of [[], [7], [{ number: 'x' }]]) statuses.push((await load(junk as object[])).status)
    expect(statuses).toEqual([400, 400, 422])
  })

  test('during an application the department sees the match beside the claim', async () => {
    const { id, record } = await admitted('九江申请水利咨询有限公司', '申请1')
    const items = async () => (await official.get(`/api/certificates/of-admission/${id}`)).body.items
    expect((await items())[0].match).toEqual({ result: 'not-in-library' })
    expect((await load([record])).status).toBe(201)
    expect((await items())[0].match).toEqual({ result: 'same' })
    await load([{ ...record, grade: '二星' }])
    expect((await items())[0]).toMatchObject({
      match: { result: 'differs', parts: ['grade'] },
      claimed: { grade: '三星' },
      library: { grade: '二星' },
    })
    const other = await market.signedIn('jj-ecology', '某', ['member'])
    expect((await other.get(`/api/certificates/of-admission/${id}`)).status).toBe(404)
  })

  test('a person decides on a difference: the library is right, and the agency is told', async () => {
    const { agency, applicant, record, confirm } = await admitted('九江差异水利咨询有限公司', '差异1')
    await confirm()
    await load([{ ...record, status: 'revoked' }])
    const found = await compared(agency)
    expect(found.match).toEqual({ result: 'revoked' })
    const decide = (body: object) =>
      official.post('/api/certificates/decisions', {
        agency,
        serviceType: '1.06',
        about: found.about,
        ...body,
      })
    expect((await decide({ verdict: 'library', reason: ' ' })).body.error.field).toBe('reason')
    expect((await decide({ verdict: 'library', reason: '学会公告已注销' })).status).toBe(201)
    const titles = (await applicant.get('/api/notices')).body.items.map((n: { title: string }) => n.title)
    expect(titles.some((t: string) => t.startsWith('资质与证照库不一致'))).toBe(true)
    expect((await compared(agency)).decision).toMatchObject({ verdict: 'library', personName: '周正' })
    // What changes on either side opens the question again; an answer about the former state is not taken.
    await load([{ ...record, grade: '二星' }])
    expect((await compared(agency)).decision).toBeUndefined()
    expect((await decide({ verdict: 'claim', reason: '证书原件核验无误' })).body.error.code).toBe(
      'nothing-to-decide',
    )
  })

  test('the case that follows is filled in: revoked by 36.2, lapsed by 35.2, otherwise by 35.1', async () => {
    const { agency, record, confirm } = await admitted('九江立案水利咨询有限公司', '立案1')
    await confirm()
    const decided = async (change: object) => {
      await load([{ ...record, ...change }])
      const { about } = await compared(agency)
      const body = { agency, serviceType: '1.06', about, reason: '以证照库为准' }
      expect((await official.post('/api/certificates/decisions', { ...body, verdict: 'claim' })).status).toBe(
        201,
      )
      expect(await compared(agency)).not.toHaveProperty('case')
      expect(
        (await official.post('/api/certificates/decisions', { ...body, verdict: 'library' })).status,
      ).toBe(201)
      return (await compared(agency)).case
    }
    expect(await decided({ status: 'revoked' })).toEqual({
      ground: 'qualification-revoked',
      text: '证照库比对，证书编号 立案1：证照库载明该证书已吊销、撤销或注销。研判：以证照库为准（周正）',
    })
    expect((await decided({ validTo: '2026-05-31' })).ground).toBe('qualification-lapsed')
    expect(await decided({ grade: '二星' })).toEqual({
      ground: 'conditions-not-met',
      text: '证照库比对，证书编号 立案1：等级：申报“三星”，证照库“二星”。研判：以证照库为准（周正）',
    })
  })

  test('of a claim the department decides before it confirms; the decision stands in the application', async () => {
    const { agency, applicant, id, record, confirm } = await admitted('九江先判水利咨询有限公司', '先判1')
    await load([{ ...record, grade: '二星' }])
    const [{ about, number }] = (await official.get(`/api/certificates/of-admission/${id}`)).body.items
    expect(number).toBe('先判1')
    const body = {
      agency,
      serviceType: '1.06',
      admission: id,
      about,
      verdict: 'claim',
      reason: '原件核验无误',
    }
    const decide = (change: object = {}, who = official) =>
      who.post('/api/certificates/decisions', { ...body, ...change })
    const other = await market.signedIn('jj-ecology', '某', ['member'])
    expect((await decide({}, other)).status).toBe(404)
    expect((await decide({ admission: 'nothing' })).status).toBe(404)
    expect((await decide({ agency: 'another' })).status).toBe(404)
    expect((await decide({ about: 'earlier' })).body.error.code).toBe('nothing-to-decide')
    expect((await decide()).status).toBe(201)
    const [item] = (await official.get(`/api/certificates/of-admission/${id}`)).body.items
    expect(item.decision).toMatchObject({ verdict: 'claim', reason: '原件核验无误', personName: '周正' })
    const { history } = (await applicant.get(`/api/admissions/${id}`)).body
    expect(history.map((h: { kind: string }) => h.kind)).toContain('admission.compared')
    await confirm()
    expect((await decide()).status).toBe(404)
  })

  test('a department imports and decides for itself alone', async () => {
    const { agency, record, confirm } = await admitted('九江他部水利咨询有限公司', '他部1')
    await confirm()
    const other = await market.signedIn('jj-ecology', '某', ['member'])
    expect((await load([{ ...record, grade: '二星' }], other)).status).toBe(201)
    expect((await compared(agency)).match).toEqual({ result: 'not-in-library' })
    const body = { agency, serviceType: '1.06', about: 'x', verdict: 'claim', reason: '无误' }
    expect((await other.post('/api/certificates/decisions', body)).status).toBe(404)
    const clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
    expect((await load([record], clerk)).status).toBe(403)
  })

  test('the same by a spreadsheet; every import is recorded; the schema is public', async () => {
    const { record } = await admitted('九江表格水利咨询有限公司', '表格1')
    const columns = [
      ...[
        '统一社会信用代码',
        '持证单位',
        '证书编号',
        '资质（资格）名称',
        '等级',
        '证载范围',
        '发证机关',
        '有效期自',
        '有效期至',
        '状态',
      ],
    ].map((zh, i) => ({ name: `c${i}`, header: { zh, en: zh }, type: 'text' as const }))
    const values = [...Object.values(record), '有效']
    const bytes = await writeSheet(columns, [Object.fromEntries(values.map((v, i) => [`c${i}`, v]))], {
      title: { zh: '证书', en: 'Certificates' },
    })
    const file = await market.inTx((tx) =>
      market.deps.files.put(tx, { name: '库.xlsx', bytes, owner: 'jj-water' }),
    )
    const done = await official.post('/api/certificates/imports', { fileName: '库.xlsx', file: file.id })
    expect([done.status, done.body.certificates], JSON.stringify(done.body.error)).toEqual([201, 1])
    const { imports } = (await official.get('/api/certificates')).body
    expect(imports.find((i: { id: string }) => i.id === done.body.id)).toMatchObject({
      ...{ fileName: '库.xlsx', certificates: 1, sha256: done.body.sha256 },
    })
    const schema = (await market.visitor().get('/api/certificates/schema.json')).body
    expect(schema.properties.certificates.items.required).toContain('number')
    expect((await official.get('/api/certificates/template.xlsx')).status).toBe(200)
  })
})
