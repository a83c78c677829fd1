import { describe, expect, test } from 'vitest'
import {
  act,
  agency,
  contract,
  database,
  department,
  finance,
  open,
  owner,
  signedIn,
  stranger,
  tick,
  upload,
  upTo,
} from '../../tests/builders/serving.ts'
import { art } from '../gazette/index.ts'
import { signaturesOf } from '../platform/documents/signing.testing.ts'

describe(art('111', '32.2'), () => {
  // 可办理CA证书签订电子合同和开具电子发票……电子合同等电子资料与纸质资料具有同等效力。
  const draft = {
    ...{ fee: 6_700_000, days: 45, scope: contract.scope, paymentTerms: contract.paymentTerms },
    ...{ commitment: '成果一次通过专家评审', explanations: [{ field: 'fee', text: '双方协商下调' }] },
  }

  test('drafted, signed by both in the browser, filed with two digital signatures that pdfsig finds valid', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    expect((await act(agency, id, 'draft-contract', draft)).status).toBe(200)
    const first = await act(agency, id, 'sign-contract', { draft: 1 })
    expect(first.body.state.status).toBe('awarded')
    await database.setClock('2026-09-29T11:00')
    const second = await act(owner, id, 'sign-contract', { draft: 1 })
    expect(second.body.error).toBeUndefined()
    expect(second.body.state).toMatchObject({
      status: 'contracted',
      contracts: [
        {
          ...{ fee: 6_700_000, signedOn: '2026-09-29', confirmedAt: '2026-09-29T11:00:00.000+08:00' },
          ...{ differences: [{ field: 'fee' }], electronic: { change: false } },
        },
      ],
    })
    const { files } = (await owner.get(`/api/engagements/${id}`)).body
    const pdf = (await owner.get(files[0].url)).body
    expect(signaturesOf(pdf)).toEqual([
      { by: '第3水保咨询有限公司', valid: true, whole: false },
      { by: '修水县水利局', valid: true, whole: true },
    ])
    const { createHash } = await import('node:crypto')
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(files[0].sha256)
  })

  test('two who sign at once: the contract is concluded once', async () => {
    const id = await open()
    await database.setClock('2026-09-29T10:00')
    await act(owner, id, 'draft-contract', { ...draft, fee: 6_800_000, explanations: [] })
    const both = await Promise.all([agency, owner].map((v) => act(v, id, 'sign-contract', { draft: 1 })))
    expect(both.map((b) => b.status)).toEqual([200, 200])
    expect((await owner.get(`/api/engagements/${id}`)).body.state.contracts).toHaveLength(1)
  })

  test.each([
    ['draft-contract', { ...draft, fee: -1 }, 'fee'],
    ['draft-contract', { ...draft, commitment: '' }, 'commitment'],
    ['draft-contract', { ...draft, explanations: [{ field: 'owner', text: '无' }] }, 'explanations.0.field'],
    ['sign-contract', {}, 'draft'],
    ['record-invoice', { number: '12A', amount: 1, issuedOn: '2026-09-29' }, 'number'],
  ])('%s %o is refused at its field', async (name, body, field) => {
    const answer = await act(agency, await open(), name, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad-input', field } } })
  })
})

describe(art('111', '12'), () => {
  const payment = { paidOn: '2026-09-29', amount: 3_400_000 }
  async function settled(): Promise<string> {
    const id = await upTo('contracted')
    await act(owner, id, 'confirm-contract')
    return id
  }

  test('two at once never pass the contract, to the last 分', async () => {
    const id = await settled()
    const file = await upload(owner)
    const pay = (amount: number, voucher: string) =>
      act(owner, id, 'record-payment', { ...payment, amount, voucher, file })
    const both = await Promise.all([pay(3_400_001, 'V-1'), pay(3_400_000, 'V-2')])
    expect(both.map((a) => a.status).sort()).toEqual([200, 422])
    expect(both.find((a) => a.status === 422)?.body.error).toMatchObject({
      ...{ code: 'payment-above-contract', article: art('111', '12'), field: 'amount' },
    })
    const { state } = (await owner.get(`/api/engagements/${id}`)).body
    const left = 6_800_000 - state.payments[0].amount
    expect((await pay(left + 1, 'V-3')).status).toBe(422)
    expect((await pay(left, 'V-4')).status).toBe(200)
    expect((await pay(1, 'V-5')).body.error.code).toBe('paid-in-full-already')
  })

  test('not even past the rules: the table holds it too', async () => {
    const id = await settled()
    await expect(
      database.asOwner('update engagement set paid = fee + 1 where id = $1', [id]),
    ).rejects.toThrow('engagement_paid')
  })

  test('the finance authority sees it, finds it overdue by the clock, urges, and pays by itself', async () => {
    const id = await settled()
    const plan = { instalments: [{ due: '2026-09-30', amount: 6_800_000 }] }
    expect((await act(owner, id, 'plan-payments', plan)).status).toBe(200)
    const desk = async () =>
      (await finance.get('/api/desk')).body.items
        .filter((i: { id: string }) => i.id === id)
        .map((i: { action: string; due: string }) => [i.action, i.due])
    const listed = async (state: string, visitor = finance) =>
      (await visitor.get(`/api/payments?state=${state}&size=100`)).body.items
        .filter((i: { id: string }) => i.id === id)
        .map((i: { paid: number; fee: number }) => [i.paid, i.fee])
    await tick('2026-09-30T23:59:59.999')
    expect([await desk(), await listed('overdue'), await listed('open')]).toEqual([[], [], [[0, 6_800_000]]])
    await tick('2026-10-01T00:00')
    expect(await desk()).toEqual([['urge-payment', '2026-10-01T00:00:00.000+08:00']])
    expect(await listed('overdue')).toEqual([[0, 6_800_000]])
    expect(await listed('overdue', owner)).toEqual([[0, 6_800_000]])
    expect(await listed('overdue', stranger)).toEqual([])
    const { state } = (await finance.get(`/api/engagements/${id}`)).body
    expect(state.possibleBreaches).toMatchObject([{ clock: 'payment', articles: [art('111', '55.7')] }])
    await database.setClock('2026-10-09T10:00')
    expect((await act(finance, id, 'urge-payment', { text: '请于本周内支付' })).status).toBe(200)
    const direct = { paidOn: '2026-10-09', amount: 6_800_000, voucher: 'K-7', file: await upload(finance) }
    expect((await act(finance, id, 'record-payment', direct)).status).toBe(200)
    expect([await desk(), await listed('overdue'), await listed('paid')]).toEqual([
      [],
      [],
      [[6_800_000, 6_800_000]],
    ])
  })

  test.each([
    ['record-payment', { ...payment, amount: 0, voucher: 'V', file: 'x' }, 'amount'],
    ['record-payment', { ...payment, amount: 0.5, voucher: 'V', file: 'x' }, 'amount'],
    ['record-payment', { ...payment, paidOn: '2026-02-30', voucher: 'V', file: 'x' }, 'paidOn'],
    ['record-payment', { ...payment, voucher: '', file: 'x' }, 'voucher'],
    ['plan-payments', { instalments: [] }, 'instalments'],
    ['plan-payments', { instalments: [{ due: 'soon', amount: 1 }] }, 'instalments.0.due'],
    ['strike-payment', { payment: 1, reason: '' }, 'reason'],
  ])('%s %o is refused at its field', async (name, body, field) => {
    const answer = await act(owner, await settled(), name, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad-input', field } } })
  })
})

describe(art('111', '33.2'), () => {
  test('the list is told once, over HTTP; a later addition is refused and changes nothing', async () => {
    const id = await upTo('contracted')
    const items = [{ name: '立项批复', basis: 'GB 50433—2018' }]
    expect((await act(agency, id, 'tell-materials', { items })).status).toBe(200)
    const more = await act(agency, id, 'tell-materials', {
      items: [{ name: '地形图', basis: 'GB 50433—2018' }],
    })
    expect(more).toMatchObject({
      ...{ status: 422, body: { error: { code: 'materials-told-already', article: art('111', '33.2') } } },
    })
    const handed = await act(owner, id, 'hand-over-materials', { items: [1] })
    expect(handed.body.state.materials.items).toMatchObject([
      { name: '立项批复', handedAt: expect.any(String) },
    ])
  })
})

describe(art('111', '5.2'), () => {
  test('a department says why; the management body of its own level hears of it at once', async () => {
    const id = await upTo('completed')
    const opinion = {
      reasons: '缺少弃渣场稳定性论证',
      basis: 'GB 50433—2018',
      file: await upload(department),
    }
    const answer = await act(department, id, 'refuse-recognition', opinion)
    expect(answer).toMatchObject({
      status: 200,
      body: { state: { nonRecognitions: [{ management: { id: 'management-1' }, version: 1 }] } },
    })
    const { rows } = await database.asOwner(
      `select organisation from notice_inbox where link = $1 and body ->> 'zh' like '%弃渣场%' order by 1`,
      [`/desk/engagements/${id}`],
    )
    expect(rows.map((r) => r.organisation)).toEqual(['agency-3', 'management-1', 'operator-1', 'owner-1'])
    const { url } = (await agency.get(`/api/engagements/${id}`)).body.files.find(
      (f: { what: string }) => f.what === 'non-recognition',
    )
    expect((await agency.get(url)).headers['content-type']).toBe('application/pdf')
    const reply = await act(agency, id, 'answer-non-recognition', { number: 1, text: '论证见附件七' })
    expect(reply.status).toBe(200)
    const withdrawn = { number: 1, reason: '补充论证符合要求' }
    expect((await act(department, id, 'withdraw-non-recognition', withdrawn)).status).toBe(200)
  })

  test('without reasons, basis or paper it is refused at its field; by a department of another county it is not there', async () => {
    const id = await upTo('delivered')
    const whole = { reasons: '缺少论证', basis: 'GB 50433', file: 'x' }
    for (const field of ['reasons', 'basis', 'file']) {
      const { [field as 'file']: _, ...part } = whole
      expect(await act(department, id, 'refuse-recognition', part)).toMatchObject({
        ...{ status: 400, body: { error: { code: 'bad-input', field, article: art('111', '34') } } },
      })
    }
    const foreign = await signedIn('department-9')
    expect((await act(foreign, id, 'refuse-recognition', whole)).status).toBe(404)
  })
})
