import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type AnAgency,
  aNonce,
  type ProcurementMarket,
  procurementMarket,
} from '../../tests/builders/procurements.ts'
import { resumeDraws } from '../draw/server.ts'
import { art } from '../gazette/index.ts'
import { checkSignature, parseNote, verifyReceipt } from '../ledger/index.ts'
import { auditLog, logKey } from '../ledger/server.ts'
import { receiptText } from './index.ts'
import { awardOf } from './server.ts'

let market: ProcurementMarket
let agencies: AnAgency[]
beforeAll(async () => {
  market = await procurementMarket()
  agencies = []
  for (let n = 1; n <= 6; n++) agencies.push(await market.agency(n))
})
afterAll(() => market.close())

const clock = (at: string) => market.database.setClock(at)
const announcement = async (id: string) => (await market.visitor().get(`/api/announcements/${id}`)).body

describe(art('111', '22.1.1'), () => {
  test('a whole selection: registered, frozen, drawn, publicised, awarded', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    const before = await announcement(id)
    expect(before).toMatchObject({ number: 'JJ-2026-0924-0001', state: 'open', drawId: 'JJ-2026-0924-0001' })
    expect(before).not.toHaveProperty('registrations')
    for (const agency of agencies.slice(0, 4)) expect((await market.register(agency, id)).status).toBe(201)

    await clock('2026-09-30T17:00')
    await market.settle()
    const after = await announcement(id)
    expect(after).toMatchObject({ state: 'publicity', registrations: 4 })
    expect(after.result.alternates).toHaveLength(3)
    expect(after.notices.map((n: { kind: string }) => n.kind)).toEqual(['announcement', 'result'])
    expect(after.history.map((h: { kind: string }) => h.kind)).toEqual([
      'procurement.published',
      'procurement.closed',
      'procurement.opened',
      'procurement.result',
    ])
    expect(await auditLog(market.deps)).toMatchObject({ ok: true })

    await clock('2026-10-11T00:00')
    await market.settle()
    const awarded = await announcement(id)
    expect(awarded).toMatchObject({ state: 'awarded' })
    expect(awarded.notices.at(-1)).toMatchObject({ kind: 'award', number: '九中选〔2026〕0001号' })
    const award = await market.inTx((tx) => awardOf(tx, id))
    expect(award).toMatchObject({ agency: { agency: awarded.result.winner.id }, amount: 6_800_000 })
    expect(market.enqueued).toContainEqual({ name: 'fulfilment.open', payload: { procurement: id } })
    const { rows } = await market.database.asOwner('select count(*) from registration')
    expect(Number(rows[0].count)).toBe(0)

    const bundle = await market.visitor().get('/api/draws/JJ-2026-0924-0001/bundle')
    expect(bundle.status).toBe(200)
  })

  test.each([
    [2, 'failed'],
    [3, 'publicity'],
  ])('%s registrations', async (n, state) => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    for (const agency of agencies.slice(0, n)) await market.register(agency, id)
    await clock('2026-09-30T17:00')
    await market.settle()
    const after = await announcement(id)
    expect(after).toMatchObject({ state, registrations: n })
    if (state === 'failed') {
      expect(after.notices.at(-1)).toMatchObject({ kind: 'failure' })
      // Who registered for nothing is nobody's business (53.2).
      const seen = JSON.stringify([after, (await market.owner.get(`/api/procurements/${id}`)).body])
      for (const { name, code, id: agency } of agencies)
        for (const w of [name, code, agency]) expect(seen).not.toContain(w)
    }
  })
})

describe(art('111', '23.2'), () => {
  test('the receipt is signed, carries the entry, and its leaf is proved by the log', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    const nonce = aNonce()
    const { receipt } = (await market.register(agencies[0]!, id, nonce)).body
    expect(receipt.record.body).toMatchObject({ nonce })
    expect(receipt.party).toMatchObject({ name: agencies[0]!.name, code: agencies[0]!.code })
    const note = parseNote(receipt.note)!
    expect(note.text).toBe(receiptText(receipt))
    expect(checkSignature(note, logKey(market.deps.keys))).toEqual({ signed: true })
    await market.settle()
    const inclusion = (await market.visitor().get(`/api/log/receipts/${receipt.leaf}`)).body
    expect(verifyReceipt({ ...inclusion, record: receipt.record }, logKey(market.deps.keys)).ok).toBe(true)

    const own = await agencies[0]!.visitor.get(`/api/procurements/${id}/registration`)
    expect(own.body).toMatchObject({ registered: true, receipt })
    const other = await agencies[1]!.visitor.get(`/api/procurements/${id}/registration`)
    expect(other.body).toMatchObject({ registered: false })
  })

  test('the same request again answers the same receipt; another nonce is refused', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    const nonce = aNonce()
    const both = await Promise.all([
      market.register(agencies[0]!, id, nonce),
      market.register(agencies[0]!, id, nonce),
    ])
    expect(both.map((a) => a.status).sort()).toEqual([200, 201])
    expect(both[0]!.body.receipt).toEqual(both[1]!.body.receipt)
    const again = await market.register(agencies[0]!, id)
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'already-registered' } } })
  })

  test.each([
    ['2026-09-30T16:59:59.999', 201, undefined],
    ['2026-09-30T17:00', 422, 'registration-closed'],
    ['2026-09-30T17:00:00.001', 422, 'registration-closed'],
  ])('at %s by the database’s clock', async (at, status, code) => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    await clock(at)
    const answer = await market.register(agencies[0]!, id)
    expect([answer.status, answer.body.error?.code]).toEqual([status, code])
    expect(answer.body.error?.article).toBe(code && art('111', '23.2'))
  })

  test('without commitment, without nonce, by others than agencies, for what is not there: refused by name', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    const post = (visitor: typeof market.owner, body: object, to = id) =>
      visitor.post(`/api/procurements/${to}/register`, body)
    const nonce = aNonce()
    const { visitor } = agencies[0]!
    expect((await post(visitor, { nonce, commitment: false })).body.error).toMatchObject({
      code: 'commitment-missing',
      field: 'commitment',
    })
    expect((await post(visitor, { commitment: true })).body.error).toMatchObject({
      code: 'bad-input',
      field: 'nonce',
    })
    expect((await post(visitor, { nonce: 'zz', commitment: true })).status).toBe(400)
    expect((await post(visitor, { nonce, commitment: true }, 'nothing')).status).toBe(404)
    expect((await post(market.owner, { nonce, commitment: true })).status).toBe(403)
    expect((await post(market.visitor(), { nonce, commitment: true })).status).toBe(401)
  })

  test('an ineligible agency is told which condition fails and by which article', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open({ serviceType: '3.12', qualifications: [] })
    const answer = await market.register(agencies[0]!, id)
    expect(answer).toMatchObject({
      status: 422,
      body: { error: { code: 'service-not-held', article: art('111', '16') } },
    })
    const { items } = (await agencies[0]!.visitor.get('/api/registrable?mine=false')).body
    expect(items.find((i: { id: string }) => i.id === id)).toMatchObject({
      refusal: { code: 'service-not-held' },
    })
  })
})

describe(art('111', '25.2'), () => {
  test('withdrawn in time it is gone, and may be made again; at the deadline it is too late', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    const [agency] = agencies as [AnAgency]
    const withdraw = () => agency.visitor.post(`/api/procurements/${id}/withdraw-registration`)
    expect((await withdraw()).body.error.code).toBe('not-registered')
    await market.register(agency, id)
    expect(await withdraw()).toMatchObject({ status: 200, body: { registered: false } })
    expect((await agency.visitor.get(`/api/procurements/${id}/registration`)).body.registered).toBe(false)
    expect((await market.register(agency, id)).status).toBe(201)
    await clock('2026-09-30T17:00:00.001')
    expect(await withdraw()).toMatchObject({ status: 422, body: { error: { code: 'too-late-to-withdraw' } } })
  })
})

describe(art('111', '25.1'), () => {
  test('cancelled before the selection: nobody registers any more, nothing is drawn, nothing is left', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    for (const agency of agencies.slice(0, 3)) await market.register(agency, id)
    expect((await market.owner.post(`/api/procurements/${id}/cancel`, { reason: '资金调整' })).status).toBe(
      200,
    )
    expect((await market.register(agencies[3]!, id)).body.error.code).toBe('registration-closed')
    await clock('2026-09-30T17:00')
    await market.settle()
    expect(await announcement(id)).toMatchObject({ state: 'cancelled' })
    expect((await announcement(id)).notices.map((n: { kind: string }) => n.kind)).toEqual([
      'announcement',
      'cancellation',
    ])
  })
})

describe(art('111', '29.1'), () => {
  test('a second registrant with the same controller is refused without being told whose', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    const [one, two] = [await market.agency(21, ['x', 'y']), await market.agency(22, ['z', 'y'])]
    expect((await market.register(one!, id)).status).toBe(201)
    const refused = await market.register(two!, id)
    expect(refused.body.error).toMatchObject({ code: 'same-controller', article: art('111', '29.1') })
    expect(JSON.stringify(refused.body)).not.toContain(one!.name)
    // When the other one has withdrawn, nothing stands against it, and nothing of its first attempt was left.
    await one!.visitor.post(`/api/procurements/${id}/withdraw-registration`)
    expect((await market.register(two!, id)).status).toBe(201)
  })

  test('found at the opening when it came about later: all of them stand back', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    const late = await market.agency(23)
    for (const agency of [...agencies.slice(0, 3), late]) await market.register(agency, id)
    await market.database.asOwner('update agency set controllers = $1 where organisation = $2', [
      ['controller-1'],
      late.id,
    ])
    await clock('2026-09-30T17:00')
    await market.settle()
    // Four registered, two of them stand back, two are too few.
    expect(await announcement(id)).toMatchObject({ state: 'failed', registrations: 4 })
    const own = await late.visitor.get(`/api/procurements/${id}/registration`)
    expect(own.body).toMatchObject({
      registered: true,
      tookPart: false,
      refusal: { code: 'same-controller' },
    })
  })
})

describe(art('111', '28'), () => {
  test('an outage of the trustees is waited out: nothing is lost, nothing is known, and it goes on by itself', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    for (const agency of agencies.slice(0, 3)) await market.register(agency, id)
    market.outage.now = true
    await clock('2026-09-30T17:00')
    await expect(market.settle()).rejects.toThrow('trustees')
    expect(await announcement(id)).toMatchObject({ state: 'selecting' })
    expect(await announcement(id)).not.toHaveProperty('registrations')
    expect((await market.register(agencies[3]!, id)).body.error.code).toBe('registration-closed')
    market.outage.now = false
    expect(await resumeDraws(market.deps)).toBe(1)
    await market.settle()
    expect(await announcement(id)).toMatchObject({ state: 'publicity', registrations: 3 })
  })
})

describe(art('111', '27'), () => {
  test('a failed selection is followed by a new, linked draft, once', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    await clock('2026-09-30T17:00')
    await market.settle()
    const again = () => market.owner.post(`/api/procurements/${id}/run-again`)
    const { next } = (await again()).body.state
    expect((await market.owner.get(`/api/procurements/${next}`)).body).toMatchObject({
      state: { status: 'draft', previous: id },
      previous: { id },
    })
    expect((await again()).body.error.code).toBe('already-run-again')
    // Published, it is linked from the failed one.
    const draft = {
      ...(await market.owner.get(`/api/procurements/${next}`)).body.state.draft,
      deadline: '2026-10-15T17:00',
    }
    await market.owner.post(`/api/procurements/${next}/submit`, { draft })
    await market.operator.post(`/api/procurements/${next}/pass`)
    expect(await announcement(id)).toMatchObject({ next: { id: next } })
    expect(await announcement(next)).toMatchObject({ previous: { id } })
  })
})

describe(art('111', '26'), () => {
  test('a voided announcement needs a statement of the owner’s own, stays visible, and ends the engagement', async () => {
    await clock('2026-09-24T10:00')
    const id = await market.open()
    for (const agency of agencies.slice(0, 3)) await market.register(agency, id)
    await clock('2026-09-30T17:00')
    await market.settle()
    await clock('2026-10-11T00:00')
    await market.settle()
    const voided = (statement: string) =>
      market.owner.post(`/api/procurements/${id}/void`, { reason: '山洪冲毁现场', statement })
    expect((await voided('none')).body.error).toMatchObject({ code: 'statement-missing', field: 'statement' })
    const bytes = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
    const put = (owner: string) =>
      market.inTx((tx) => market.deps.files.put(tx, { name: '说明.pdf', bytes, owner }))
    expect((await voided((await put('somebody')).id)).status).toBe(422)
    expect((await voided((await put(market.ownerId)).id)).status).toBe(200)
    await market.settle()
    expect(await announcement(id)).toMatchObject({ state: 'voided', result: {} })
    expect(market.enqueued).toContainEqual({ name: 'fulfilment.end', payload: { procurement: id } })
    expect(await market.inTx((tx) => awardOf(tx, id))).toBeUndefined()
  })
})

describe(art('111', '24'), () => {
  test('two operators at once: one publishes, the other gets the new state and a clear message', async () => {
    await clock('2026-09-24T10:00')
    const { id, version } = (await market.owner.post('/api/procurements', {})).body
    expect(version).toBe(1)
    const { aDraft } = await import('../../tests/builders/procurement.ts')
    const submitted = await market.owner.post(`/api/procurements/${id}/submit`, { draft: aDraft() })
    const body = await market.inTx(
      async (tx) => (await (await import('../registry/server.ts')).bodiesOf(tx, '360424')).operator.id,
    )
    const second = await market.signedIn(body, '熊伟', ['member'])
    const seen = { version: submitted.body.version }
    const both = await Promise.all([
      market.operator.post(`/api/procurements/${id}/pass`, seen),
      second.post(`/api/procurements/${id}/ask-supplement`, { ...seen, demands: ['补充图纸'] }),
    ])
    expect(both.map((a) => a.status).sort()).toEqual([200, 409])
    const late = both.find((a) => a.status === 409)!.body
    expect(late).toMatchObject({ error: { code: 'changed-meanwhile' }, version: submitted.body.version + 1 })
    expect(late.state.status).not.toBe('submitted')
  })

  test('what is not yours to see or do is refused; what cannot be typed is refused with its field', async () => {
    await clock('2026-09-24T10:00')
    const { id } = (await market.owner.post('/api/procurements', { draft: { title: '草稿' } })).body
    const stranger = await market.signedIn(await market.organisation('owner', '另一单位'), '外人', ['member'])
    for (const visitor of [stranger, market.operator, agencies[0]!.visitor]) {
      expect((await visitor.get(`/api/procurements/${id}`)).status).toBe(404)
    }
    expect((await stranger.send('PUT', `/api/procurements/${id}`, { draft: {} })).status).toBe(404)
    expect((await stranger.post(`/api/procurements/${id}/submit`)).status).toBe(404)
    const save = (draft: object) => market.owner.send('PUT', `/api/procurements/${id}`, { draft })
    expect((await save({ amount: -5 })).body.error).toMatchObject({
      code: 'bad-input',
      field: 'draft.amount',
    })
    expect((await save({ deadline: '2026-02-30' })).body.error).toMatchObject({ field: 'draft.deadline' })
    expect((await save({ title: '长'.repeat(101) })).status).toBe(400)
    expect((await save({ title: 7 })).status).toBe(400)
    expect(await save({ title: '改过的草稿' })).toMatchObject({
      status: 200,
      body: { state: { draft: { title: '改过的草稿' } } },
    })
    expect((await market.owner.post(`/api/procurements/${id}/submit`)).body.error).toMatchObject({
      code: 'draft-field-missing',
      field: 'serviceType',
    })
  })
})
