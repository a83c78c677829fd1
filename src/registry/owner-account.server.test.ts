import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { creditCode, type OpenBusiness } from './index.ts'
import { ownerProfile } from './server.ts'

let market: RegistryMarket
beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00')
})
afterAll(() => market.close())

const fields = (change: object = {}) => ({
  ...{
    name: '武宁县林业局',
    code: creditCode('11', '360423', 5),
    region: '360423',
    ownerKind: 'state-organ',
  },
  ...{ fiscal: true, legalRepresentative: '吴江', certificateName: '武宁县林业局', ...change },
})

describe(art('111', '21.2'), () => {
  // 自主更新单位信息，并按规定办理变更、注销等业务
  test('updated, refused while something is open, deregistered, and registered again under its code', async () => {
    const id = await market.organisation('owner', '武宁县林业局', '360423')
    const admin = await market.signedIn(id, '周小川', ['admin', 'member'])
    const updated = await admin.post(`/api/owners/${id}/update`, { fields: fields() })
    expect(updated.status).toBe(200)
    expect(await market.inTx((tx) => ownerProfile(tx, id))).toMatchObject({
      ...{ name: '武宁县林业局', code: fields().code, fiscal: true, legalRepresentative: '吴江' },
    })

    const business: OpenBusiness = { subject: 'engagement', id: 'e1', title: '林地勘界' }
    market.openBusiness.set(id, [business])
    const refused = await admin.post(`/api/owners/${id}/deregister`, { reason: '机构改革撤销' })
    expect(refused.body.error).toMatchObject({
      code: 'owner-has-open-business',
      params: { open: [business] },
    })

    market.openBusiness.delete(id)
    const done = await admin.post(`/api/owners/${id}/deregister`, { reason: '机构改革撤销' })
    expect(done.body.state).toMatchObject({ status: 'deregistered', code: fields().code })
    // Nobody acts for it any more.
    expect((await admin.get(`/api/owners/${id}`)).status).toBe(401)

    const next = await market.organisation('owner', '武宁县自然资源局', '360423')
    const other = await market.signedIn(next, '李秀英', ['admin'])
    const taken = fields({ name: '武宁县自然资源局', certificateName: '武宁县自然资源局' })
    expect((await other.post(`/api/owners/${next}/update`, { fields: taken })).status).toBe(200)
  })

  test('not under the code of another, and not the entry of another', async () => {
    const code = creditCode('11', '360423', 6)
    const [one, two] = [
      await market.organisation('owner', '武宁县甲局', '360423'),
      await market.organisation('owner', '武宁县乙局', '360423'),
    ]
    const first = await market.signedIn(one, '甲', ['admin'])
    const second = await market.signedIn(two, '乙', ['admin'])
    const named = (name: string) => ({ fields: fields({ code, name, certificateName: name }) })
    expect((await first.post(`/api/owners/${one}/update`, named('武宁县甲局'))).status).toBe(200)
    const taken = await second.post(`/api/owners/${two}/update`, named('武宁县乙局'))
    expect(taken.body.error).toMatchObject({ code: 'code-registered', field: 'code' })
    expect((await second.get(`/api/owners/${one}`)).status).toBe(404)
    const foreign = await second.post(`/api/owners/${one}/update`, named('武宁县丙局'))
    expect(foreign.status).toBeGreaterThanOrEqual(400)
    expect(JSON.stringify(foreign.body)).not.toContain('甲局')
  })
})
