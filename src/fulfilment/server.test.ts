import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { stages } from '../../tests/builders/procurement.ts'
import {
  act,
  agency,
  auditor,
  contract,
  database,
  job,
  open,
  operator,
  owner,
  paper,
  saved,
  server,
  stranger,
  tick,
  upload,
  upTo,
} from '../../tests/builders/serving.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'

describe(art('111', '28'), () => {
  test('the award issues the notice, opens the engagement and tells both, once', async () => {
    const id = await open()
    await job('fulfilment.open', { procurement: id })
    const { body } = await agency.get(`/api/engagements/${id}`)
    expect(body).toMatchObject({
      version: 1,
      state: {
        status: 'awarded',
        award: { title: '渣津镇河道整治工程水土保持方案编制', fee: 6_800_000, days: 45 },
      },
      documents: [{ kind: 'award', printedNumber: '九中选〔2026〕0017号', withdrawn: false }],
    })
    expect(body.state.award.notice).toBe(body.documents[0].number)
    const told = (await owner.get('/api/notices')).body.items.filter((n: { link: string }) =>
      n.link.endsWith(id),
    )
    expect(told).toHaveLength(1)
    expect(told[0].body).toContain('2026年10月23日（星期五）24时')
    const pdf = await server.visitor().get(body.documents[0].url)
    expect(pdf.headers['content-type']).toBe('application/pdf')
  })
})

describe('the whole path', () => {
  test('from the award to the rating, over HTTP', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    const recorded = await act(agency, id, 'record-contact', { person: '李敏', phone: '0792-7000000' })
    expect(recorded).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await act(owner, id, 'confirm-contact')).status).toBe(200)
    const filed = await act(agency, id, 'file-contract', { ...contract, fee: 6_900_000, file: paper })
    expect(filed.body.state.contracts[0].differences).toEqual([
      { field: 'fee', article: art('111', '55.7'), announced: 6_800_000, filed: 6_900_000, grade: 'differs' },
    ])
    expect((await act(owner, id, 'confirm-contract')).status).toBe(200)
    await database.setClock('2026-11-03T10:00')
    expect((await act(agency, id, 'upload-deliverable', { file: paper })).status).toBe(200)
    expect((await act(owner, id, 'return-deliverable', { reasons: '缺少附图' })).status).toBe(200)
    expect((await act(agency, id, 'upload-deliverable', { file: paper, note: '已补' })).status).toBe(200)
    expect((await act(owner, id, 'accept-deliverable')).body.state.status).toBe('completed')
    expect((await act(owner, id, 'rate', { stars: 9, comment: '及时' })).status).toBe(200)
    expect((await act(agency, id, 'rate-owner', { stars: 10 })).status).toBe(200)
    const closed = await act(agency, id, 'rate-operator', { stars: 7 })
    expect(closed.body.state.status).toBe('closed')
    const left = closed.body.actions.filter((a: { refusal?: object }) => !a.refusal)
    expect(left.map((a: { act: string }) => a.act)).toEqual(['record-invoice'])

    const ratings = (await server.visitor().get(`/api/engagements/${id}/ratings`)).body.items
    expect(ratings.map((r: { of: string; stars: number }) => [r.of, r.stars])).toEqual([
      ['agency', 9],
      ['operator', 7],
      ['owner', 10],
    ])
    const clocks = () => database.asOwner(`select action from clock where id = $1 and who <> 'system'`, [id])
    expect((await clocks()).rows).toEqual([{ action: 'record-payment' }])
    const payment = { paidOn: '2026-11-03', amount: 6_900_000, voucher: 'V-1', file: await upload(owner) }
    expect((await act(owner, id, 'record-payment', payment)).status).toBe(200)
    expect((await clocks()).rows).toEqual([])
  })

  test('who may see it: parties, operator, audit; for others it is not there', async () => {
    const id = await open()
    for (const visitor of [agency, owner, operator, auditor]) {
      expect((await visitor.get(`/api/engagements/${id}`)).status).toBe(200)
      const list = (await visitor.get('/api/engagements?status=awarded&size=100')).body
      expect(list.items.map((i: { id: string }) => i.id)).toContain(id)
    }
    expect((await stranger.get(`/api/engagements/${id}`)).status).toBe(404)
    expect((await stranger.get('/api/engagements')).body).toEqual({ total: 0, items: [] })
    expect((await server.visitor().get(`/api/engagements/${id}`)).status).toBe(401)
    expect(
      (await act(stranger, id, 'record-contact', { person: '李敏', phone: '0792-7000000' })).status,
    ).toBe(404)
    expect(
      (await act(operator, id, 'record-contact', { person: '李敏', phone: '0792-7000000' })).status,
    ).toBe(403)
  })

  test('the other party reads what was filed, a stranger does not', async () => {
    const id = await upTo('contracted')
    const { body } = await owner.get(`/api/engagements/${id}`)
    const { url, sha256 } = body.files[0]
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await owner.get(url)).headers['content-type']).toBe('application/pdf')
    expect((await stranger.get(url)).status).toBe(404)
    expect((await owner.get(`/api/engagements/${id}/files/${randomUUID()}`)).status).toBe(404)
  })
})

describe(art('111', '32.1'), () => {
  // 中介服务机构需在 2 个工作日内……接洽；应当在中选通知书发出之日起 15 个工作日内签订合同。
  test('the tick reminds in the morning and notes at 24:00 what was missed', async () => {
    const id = await open()
    await tick('2026-09-29T09:00')
    const told = async () =>
      (await agency.get('/api/notices')).body.items
        .filter((n: { link: string }) => n.link.endsWith(id))
        .map((n: { title: string }) => n.title.split('：')[0])
    expect(await told()).toEqual(['提醒', '中选通知书'])
    await tick('2026-09-30T23:59:59.999')
    expect((await agency.get(`/api/engagements/${id}`)).body.state.possibleBreaches).toEqual([])
    await tick('2026-10-01T00:00')
    const { state, history } = (await operator.get(`/api/engagements/${id}`)).body
    expect(state.possibleBreaches).toMatchObject([{ clock: 'contact', articles: [art('111', '39.1')] }])
    expect(history.at(-1)).toMatchObject({ kind: 'engagement.possible-breach', actor: 'system' })
    const desk = (await agency.get('/api/desk')).body.items.filter((i: { id: string }) => i.id === id)
    expect(desk.map((i: { action: string; due: string }) => [i.action, i.due])).toEqual([
      ['record-contact', '2026-10-01T00:00:00.000+08:00'],
      ['file-contract', '2026-10-24T00:00:00.000+08:00'],
    ])
  })

  test('a note of what was missed is no sanction and is not public', async () => {
    const id = await open()
    await tick('2026-10-01T00:00')
    const { rows } = await database.asOwner(
      `select visibility from fact where subject = $1 and kind = 'engagement.possible-breach'`,
      [`engagement/${id}`],
    )
    expect(rows).toEqual([{ visibility: 'parties' }])
  })
})

describe(art('111', '26'), () => {
  test('a voided procurement ends its engagement and withdraws the award notice', async () => {
    const id = await upTo('contracted')
    const p = stages.voided()
    if (p.status !== 'voided') throw new Error(p.status)
    await saved(id, { ...p, award: { number: '九中选〔2026〕0017号', at: instant('2026-09-28T17:00') } }, 2)
    for (const _ of ['once', 'again']) {
      await job('documents.render', { kind: 'voiding', procurement: id })
      await job('fulfilment.end', { procurement: id })
    }
    const { body } = await owner.get(`/api/engagements/${id}`)
    expect(body).toMatchObject({ state: { status: 'ended' }, actions: [] })
    expect(body.documents.map((d: { kind: string; withdrawn: boolean }) => [d.kind, d.withdrawn])).toEqual([
      ['award', true],
      ['voiding', false],
    ])
    const check = await server.visitor().get(`/api/check/${body.state.award.notice}`)
    expect(check.body).toMatchObject({ valid: false, withdrawn: { reason: '山洪冲毁工程现场' } })
  })
})

describe('bad input', () => {
  test.each([
    ['rate', { stars: 11 }, 'stars'],
    ['rate', { stars: 0 }, 'stars'],
    ['rate', { stars: '9' }, 'stars'],
    ['rate', {}, 'stars'],
    ['rate', { stars: 9, comment: '长'.repeat(1001) }, 'comment'],
    ['rate', { stars: 9, comment: '\u0000' }, 'comment'],
    ['rate', { stars: 9, comment: '\ud800' }, 'comment'],
    ['record-contact', { person: '李', phone: '12345' }, 'person'],
    ['record-contact', { person: '李敏\n王五', phone: '12345' }, 'person'],
    ['file-contract', { ...contract, file: 'x', fee: -1 }, 'fee'],
    ['file-contract', { ...contract, file: 'x', fee: 1.5 }, 'fee'],
    ['file-contract', { ...contract, file: 'x', fee: 2 ** 53 }, 'fee'],
    ['file-contract', { ...contract, file: 'x', signedOn: '2026-02-30' }, 'signedOn'],
    ['file-contract', { ...contract, file: 'x', days: 0 }, 'days'],
    ['file-contract', { ...contract, file: 'x', owner: {} }, 'owner.name'],
    ['file-contract', contract, 'file'],
    ['return-deliverable', { reasons: '' }, 'reasons'],
  ])('%s %o is refused at its field', async (name, body, field) => {
    const visitor = name.includes('contract') || name.includes('contact') ? agency : owner
    const answer = await act(visitor, await sharedId(), name, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad-input', field } } })
  })
  let shared: string | undefined
  const sharedId = async () => {
    shared ??= await open()
    return shared
  }

  test('a file that is not there, or another’s, or no PDF', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    const foreign = await upload(stranger)
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const picture = await upload(agency, png, '合同.png')
    for (const [file, code] of [
      [randomUUID(), 'attachment-unknown'],
      [foreign, 'attachment-unknown'],
      [picture, 'contract-not-pdf'],
    ]) {
      const answer = await act(agency, id, 'file-contract', { ...contract, file })
      expect(answer).toMatchObject({ status: 422, body: { error: { code, field: 'file' } } })
    }
    expect((await agency.get(`/api/engagements/${id}`)).body.version).toBe(1)
  })

  test('unknown engagements, system commands and other states', async () => {
    const id = await open()
    expect(
      (await act(agency, randomUUID(), 'record-contact', { person: '李敏', phone: '12345' })).status,
    ).toBe(404)
    expect((await act(agency, id, 'close')).status).toBe(404)
    expect((await act(agency, id, 'end', { reason: '不想做' })).status).toBe(404)
    expect(await act(owner, id, 'rate', { stars: 9 })).toMatchObject({
      status: 409,
      body: { error: { code: 'not-available', article: art('111', '38') } },
    })
  })

  test('two at once: the second gets the new state', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    const answers = await Promise.all(
      ['李敏', '王五'].map((person) =>
        act(agency, id, 'record-contact', { person, phone: '12345', version: 1 }),
      ),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409])
    const refused = answers.find((a) => a.status === 409)
    expect(refused?.body).toMatchObject({ error: { code: 'changed-meanwhile' }, version: 2 })
  })

  test('the same key does it once', async () => {
    const id = await upTo('completed')
    const headers = { 'idempotency-key': randomUUID() }
    const rate = () => owner.post(`/api/engagements/${id}/rate`, { stars: 9 }, headers)
    const [first, second] = [await rate(), await rate()]
    expect(second.status).toBe(200)
    expect(second.body).toEqual(first.body)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })
})
