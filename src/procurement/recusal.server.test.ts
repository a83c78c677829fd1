import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import {
  type AnAgency,
  aNonce,
  type ProcurementMarket,
  procurementMarket,
} from '../../tests/builders/procurements.ts'
import { pdf } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { identityNumber } from '../registry/index.ts'
import { identityDigest } from '../registry/server.ts'

let market: ProcurementMarket
let second: Visitor
let n = 200
beforeAll(async () => {
  market = await procurementMarket('2026-09-23T10:00')
  const { rows } = await market.database.asOwner(
    `select id from organisation where kind = 'operator' and region = '360424'`,
  )
  second = await market.signedIn(rows[0].id, '王建国', ['member'])
})
afterAll(() => market.close())

/** A new agency whose representative, and whose controllers, have these numbers. */
const agencyOf = (...numbers: string[]): Promise<AnAgency> =>
  market.agency(
    n++,
    numbers.map((number) => identityDigest(market.deps, number)),
  )
const number = (serial: number) => identityNumber('360402', '1975-05-05', serial)

/** Registers from an address, with a device of its own or the one that is given. */
async function registerFrom(agency: AnAgency, id: string, address: string, device = '') {
  const headers = { ...(await agency.visitor.guards()), 'user-agent': 'TestBrowser/1.0' }
  const payload = { nonce: aNonce(), commitment: true, device }
  const url = `/api/procurements/${id}/register`
  return agency.visitor.raw({ method: 'POST', url, payload, headers, remoteAddress: address })
}

async function dump(table: string): Promise<string> {
  const { rows } = await market.database.asOwner(`select t::text as row from ${table} t`)
  return rows.map((r) => r.row).join('\n')
}

/** The deadline of every announcement here has come. */
async function passed() {
  await market.database.setClock('2026-09-30T17:00')
  await market.settle()
}

describe(art('111', '29.1'), () => {
  // 不同中介服务机构法定代表人或实际控制人为同一人的: the first number is the representative's, the second a controller's.
  test.each([
    ['representative and representative', [301, 302], [301, 303]],
    ['representative and controller', [311, 312], [313, 311]],
    ['controller and representative', [321, 322], [322, 323]],
    ['controller and controller', [331, 332], [333, 332]],
  ])('while sealed: %s', async (_, one, two) => {
    await market.database.setClock('2026-09-23T10:00')
    const id = await market.open()
    const first = await agencyOf(...one.map(number))
    const other = await agencyOf(...two.map(number))
    expect((await market.register(first, id)).status).toBe(201)
    const refused = await market.register(other, id)
    expect(refused.body.error).toMatchObject({ code: 'same-controller', article: '111/29.1' })
    expect(JSON.stringify(refused.body)).not.toContain(first.name)
  })
})

describe(art('111', '29.2'), () => {
  // …有配偶、直系血亲（含拟制血亲）、三代以内旁系血亲或者近姻亲关系的。
  const byOwner = (identity: string, change: object = {}) => ({
    recusal: {
      ...{ ground: 'kinship', relation: 'spouse', other: '' },
      ofAgency: { name: '胡配偶', post: 'controller', identity },
      ofOwner: { name: '刘强', post: 'project-lead' },
      ...change,
    },
  })

  test('declared by the owner: refused at registration, and told why; nobody else learns of it', async () => {
    await market.database.setClock('2026-09-23T10:00')
    const kin = await agencyOf(number(401), number(402))
    const id = await market.open({ projectLead: '刘强' })
    expect((await market.owner.post('/api/recusals', byOwner(number(402)))).status).toBe(201)
    const refused = await market.register(kin, id)
    expect([refused.status, refused.body.error.code, refused.body.error.article]).toEqual([
      422,
      'kinship-declared-there',
      '111/29.2',
    ])
    expect((await market.register(await agencyOf(number(403)), id)).status).toBe(201)
    for (const reader of [market.operator, kin.visitor]) {
      expect(JSON.stringify((await reader.get('/api/recusals')).body)).not.toContain('胡配偶')
    }
    const elsewhere = await market.open({ projectLead: '别人' })
    expect((await market.register(kin, elsewhere)).status).toBe(201)
  })

  test('no name and no number of anybody in the row, nor in the log', async () => {
    const answer = await market.owner.post('/api/recusals', byOwner(number(410)))
    const rows = `${await dump('recusal')} ${await dump('fact')} ${await dump('idempotency')}`
    for (const word of ['胡配偶', number(410), 'spouse']) expect(rows).not.toContain(word)
    const own = (await market.owner.get(`/api/recusals/${answer.body.id}`)).body
    expect(own.state.ofAgency).toMatchObject({ name: '胡配偶', identity: number(410) })
    const audit = await market.signedIn(await market.organisation('audit', '审计二处'), '方正', ['member'])
    const seen = (await audit.get(`/api/recusals/${answer.body.id}`)).body
    expect(JSON.stringify(seen)).not.toContain(number(410))
    expect(seen.state.ofAgency.name).toBe('胡**')
    expect((await market.operator.get(`/api/recusals/${answer.body.id}`)).status).toBe(404)
  })

  test('declared by the agency after it had registered: excluded at the opening, and only it learns why', async () => {
    await market.database.setClock('2026-09-23T10:00')
    const id = await market.open({ projectLead: '刘甲' })
    const kin = await agencyOf(number(421))
    const others = [await agencyOf(number(422)), await agencyOf(number(423)), await agencyOf(number(424))]
    for (const agency of [kin, ...others]) expect((await market.register(agency, id)).status).toBe(201)
    const declared = await kin.visitor.post('/api/recusals', {
      recusal: {
        ...{ ground: 'kinship', relation: 'affinity', other: market.ownerId },
        ofAgency: { name: '某控制人', post: 'controller' },
        ofOwner: { name: '刘甲', post: 'project-lead' },
      },
    })
    expect(declared.status).toBe(201)
    await passed()
    const own = (await kin.visitor.get(`/api/procurements/${id}/registration`)).body
    expect(own).toMatchObject({
      tookPart: false,
      refusal: { code: 'kinship', article: '111/29.2', params: {} },
    })
    const { state } = (await market.owner.get(`/api/procurements/${id}`)).body
    expect(state.opened.entrants).toHaveLength(3)
    expect(JSON.stringify(state)).not.toContain('affinity')
    // That somebody stood back, and by which paragraph; not who.
    expect(state.opened.excluded).toMatchObject([{ name: '', refusal: { article: '111/29.2' } }])
    for (const reader of [market.owner, others[0]!.visitor])
      expect(JSON.stringify((await reader.get(`/api/procurements/${id}`)).body)).not.toContain(kin.name)
    const seen = (await market.operator.get(`/api/procurements/${id}`)).body.state
    expect(seen.opened.excluded).toMatchObject([{ agency: kin.id, name: kin.name }])
    const { entries } = (await market.visitor().get('/api/log/entries?limit=1000')).body
    expect(JSON.stringify(entries)).not.toContain('affinity')
    const result = entries.filter((e: object) => JSON.stringify(e).includes(id))
    expect(result.length).toBeGreaterThan(1)
    expect(JSON.stringify(result)).not.toContain(kin.name)
  })

  test('ended by its declarer it holds no more', async () => {
    await market.database.setClock('2026-09-23T10:00')
    const kin = await agencyOf(number(431))
    const id = await market.open({ projectLead: '刘乙' })
    const ofOwner = { name: '刘乙', post: 'project-lead' }
    const { body } = await market.owner.post('/api/recusals', byOwner(number(431), { ofOwner }))
    expect((await market.register(kin, id)).status).toBe(422)
    expect(
      (await market.owner.post(`/api/recusals/${body.id}/end`, { reason: '婚姻关系已解除' })).status,
    ).toBe(200)
    expect((await market.register(kin, id)).status).toBe(201)
  })
})

describe(art('111', '29.3'), () => {
  // 法律规定的其他应当回避的情形: recorded with its basis, confirmed by a second person, before the opening.
  test('recorded by one clerk, confirmed by another; the agency is told; after the deadline it is too late', async () => {
    await market.database.setClock('2026-09-23T10:00')
    const id = await market.open()
    const agency = await agencyOf(number(501))
    const [one, two, three] = [
      await agencyOf(number(502)),
      await agencyOf(number(503)),
      await agencyOf(number(504)),
    ]
    const { rows } = await market.database.asOwner('select operator from procurement where id = $1', [id])
    const bytes = { name: '股权证明.pdf', bytes: pdf, owner: rows[0].operator as string }
    const file = await market.inTx((tx) => market.deps.files.put(tx, bytes))
    const recusal = (who: AnAgency) => ({
      recusal: {
        ...{ ground: 'other', agency: who.id, procurement: id, basis: '《注册会计师法》第十八条' },
        ...{ text: '持有业主下属企业股份', file },
      },
    })
    const recorded = await market.operator.post('/api/recusals', recusal(agency))
    expect(recorded.status).toBe(201)
    expect((await market.register(agency, id)).status).toBe(201)
    const url = `/api/recusals/${recorded.body.id}`
    expect((await market.operator.post(`${url}/confirm`)).body.error.code).toBe('recusal-second-person')
    expect((await agency.visitor.get(url)).status).toBe(404)
    expect((await second.post(`${url}/confirm`)).body.state.status).toBe('in-force')
    expect((await agency.visitor.get(url)).body.state.basis).toBe('《注册会计师法》第十八条')

    const late = await market.operator.post('/api/recusals', recusal(one))
    for (const other of [one, two, three]) expect((await market.register(other, id)).status).toBe(201)
    await passed()
    expect((await second.post(`/api/recusals/${late.body.id}/confirm`)).body.error.code).toBe(
      'recusal-too-late',
    )
    expect((await market.operator.post('/api/recusals', recusal(two))).body.error.code).toBe(
      'recusal-too-late',
    )
    const { state } = (await market.operator.get(`/api/procurements/${id}`)).body
    expect(state.opened.entrants).toHaveLength(3)
    expect(state.opened.excluded).toMatchObject([
      { agency: agency.id, refusal: { code: 'recused', params: {} } },
    ])
  })
})

describe(art('111', '40.2'), () => {
  // 报名同一个项目的不同中介服务机构，使用相同网络地址报名和办理业务的。
  test('found at the opening, on the operator’s desk after the selection, decided by a person', async () => {
    await market.database.setClock('2026-09-23T10:00')
    const id = await market.open()
    const agencies: AnAgency[] = []
    for (let i = 0; i < 4; i++) agencies.push(await agencyOf(number(601 + i)))
    const device = 'ab'.repeat(16)
    const from = ['218.64.77.7', '218.64.77.7', '59.53.88.8', '61.131.99.9']
    for (const [i, agency] of agencies.entries()) {
      expect((await registerFrom(agency, id, from[i]!, i === 0 ? device : '')).status).toBe(201)
    }
    // Before the opening nobody sees where anybody was.
    const tables = `${await dump('registration')} ${await dump('fact')} ${await dump('finding')} ${await dump('idempotency')}`
    for (const word of ['218.64.77.7', device, 'TestBrowser']) expect(tables).not.toContain(word)
    expect((await market.operator.get('/api/findings')).body.items).toEqual([])

    await passed()
    expect(await dump('finding')).not.toContain('218.64')
    const { items } = (await market.operator.get('/api/findings')).body
    const [found] = items.filter(
      (i: { state: { procurement: { id: string } } }) => i.state.procurement.id === id,
    )
    expect(found.state).toMatchObject({
      status: 'draft',
      by: ['address'],
      networks: ['218.64.77.7'],
      knownShared: false,
    })
    expect(found.state.agencies.map((a: { id: string }) => a.id).toSorted()).toEqual(
      [agencies[0]!.id, agencies[1]!.id].toSorted(),
    )
    for (const reader of [market.owner, agencies[0]!.visitor]) {
      expect((await reader.get(`/api/findings/${found.id}`)).status).toBe(403)
    }
    // The log's parties learn that, of whom and by what; the address stays in the finding.
    const { rows } = await market.database.asOwner(
      `select body::text as body from fact where kind like 'finding.%'`,
    )
    expect(rows.map((r) => r.body).join()).not.toContain('218.64')
    expect((await market.operator.post(`/api/findings/${found.id}/keep`, { reason: ' ' })).status).toBe(422)
    const kept = await market.operator.post(`/api/findings/${found.id}/keep`, {
      reason: '两家同处一间办公室',
    })
    expect(kept.body.state).toMatchObject({ status: 'kept', decided: { name: '陈晓岚' } })
  })

  test('no device that is none', async () => {
    await market.database.setClock('2026-09-23T10:00')
    const id = await market.open()
    const answer = await registerFrom(await agencyOf(number(650)), id, '61.131.1.1', 'not hex')
    expect([answer.status, answer.body.error.field]).toEqual([400, 'device'])
  })
})
