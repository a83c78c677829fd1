import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agencies } from '../src/demo/cast.ts'
import { frameworkStories } from '../src/demo/frameworks.ts'
import { art } from '../src/gazette/index.ts'
import type { Framework } from '../src/procurement/index.ts'
import { openTestMarket, type TestMarket } from './market.ts'

/* 22.2 over the whole market, as the demonstration tells it: from the announcement to the engagement of a call-off. */

let market: TestMarket
let id: string
beforeAll(async () => {
  const applying = agencies.flatMap((a, n) => (a.services.some((s) => s.type === '1.06') ? [n] : []))
  market = await openTestMarket({ also: frameworkStories, applying })
  id = (await market.visitor().get('/api/frameworks')).body.items[0].id
})
afterAll(() => market?.close())

const read = async () => (await market.visitor().get(`/api/frameworks/${id}`)).body as { state: Framework }

describe(art('111', '22.2'), () => {
  test('the first call-off was declined by one member and taken by the next, the second waits for the third', async () => {
    const { state } = await read()
    expect(state.members).toHaveLength(3)
    const [first, second] = state.callOffs
    expect(first!.offers.map((o) => o.answer?.kind)).toEqual(['declined', 'accepted'])
    expect(second!.offers.map((o) => o.answer?.kind)).toEqual([undefined])
    // In rotation: ranks one, two, three.
    expect([...first!.offers, ...second!.offers].map((o) => o.agency)).toEqual(
      state.members.map((m) => m.agency),
    )
    // Two services at the member's price.
    expect(second!.offers[0]!.fee).toBe(2 * state.members[2]!.price!)
  })

  test('an accepted call-off has an engagement of its own, and an award notice that is a document', async () => {
    const { state } = await read()
    const { id: callOff, offers, notice, title } = state.callOffs[0]!
    const owner = await market.as('xiushui-water')
    const { state: engagement } = (await owner.get(`/api/engagements/${callOff}`)).body
    expect(engagement).toMatchObject({
      award: { procurement: id, title, fee: offers[1]!.fee, agency: { id: offers[1]!.agency } },
      contact: { person: '项目经理 刘工' },
    })
    // The framework itself binds to no service.
    expect((await owner.get(`/api/engagements/${id}`)).status).toBe(404)
    const check = await market.visitor().get(`/api/check/${engagement.award.notice}`)
    expect(check.body).toMatchObject({ valid: true })
    expect(JSON.stringify(check.body)).toContain(notice)
  })

  test('the announcement’s award notice names the three', async () => {
    const { state } = await read()
    const { notices, result } = (await market.visitor().get(`/api/announcements/${id}`)).body
    expect(result.members.map((m: { id: string }) => m.id)).toEqual(state.members.map((m) => m.agency))
    const award = notices.find((n: { kind: string }) => n.kind === 'award')
    const svg = await market.visitor().get(award.documentUrl.replace('document.pdf', 'page.svg'))
    expect(svg.status).toBe(200)
  })

  // 28: the same for machines: one award with three suppliers, one contract for each accepted call-off.
  test('in the open data a call-off is a contract under the award', async () => {
    const { state } = await read()
    const { body } = await market.visitor().get(`/api/ocds/records/${id}`)
    const { awards, contracts } = body.records[0].compiledRelease
    expect(awards).toHaveLength(1)
    expect(awards[0].suppliers.map((s: { name: string }) => s.name)).toEqual(state.members.map((m) => m.name))
    expect(contracts).toEqual([
      {
        id: state.callOffs[0]!.id,
        awardID: awards[0].id,
        title: state.callOffs[0]!.title,
        status: 'pending',
      },
    ])
    const { releases } = (await market.visitor().get('/api/ocds/releases?newest=true')).body
    expect(
      releases.some((r: { contracts?: { id: string }[] }) => r.contracts?.[0]?.id === state.callOffs[0]!.id),
    ).toBe(true)
  })

  test('member and owner have it on their desks: what is to be answered, and the list', async () => {
    const { state } = await read()
    const waiting = agencies.find((a) => a.name === state.members[2]!.name)!
    const member = await market.as(waiting.account)
    const desk = JSON.stringify((await member.get('/api/desk')).body)
    expect(desk).toContain(id)
    expect(
      (await member.get('/api/frameworks?mine=true')).body.items.map((i: { id: string }) => i.id),
    ).toEqual([id])
    const other = await market.as('agency4')
    expect((await other.get('/api/frameworks?mine=true')).body.items).toEqual([])
  })
})
