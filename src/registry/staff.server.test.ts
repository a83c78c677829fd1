import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { identityDigest } from './server.ts'

let market: RegistryMarket
beforeAll(async () => {
  market = await registryMarket('2026-10-09T10:00')
})
afterAll(() => market.close())

const phone = '13979205678'
const fields = (name: string) => ({ name, phone, account: '', roles: [] })

async function anOwner(name: string): Promise<{ id: string; admin: Visitor }> {
  const id = await market.organisation('owner', name)
  return { id, admin: await market.signedIn(id, '陈晓岚', ['admin', 'member']) }
}

/** A visitor who has accepted with an account of their own, signed in. */
async function newMember(id: string, admin: Visitor, name: string, account: string): Promise<Visitor> {
  const invited = await admin.post(`/api/staff/${id}/invite`, fields(name))
  expect(invited.status, JSON.stringify(invited.body)).toBe(201)
  const visitor = market.visitor()
  const password = 'only in this test'
  const joined = await visitor.post('/api/invitations/join', { code: invited.body.code, account, password })
  expect(joined.status, JSON.stringify(joined.body)).toBe(201)
  expect((await visitor.post('/api/auth/sign-in', { account, password })).status).toBe(200)
  return visitor
}

describe(art('111', '2'), () => {
  test('invited, joined, given the administration, gone; every step is in the log', async () => {
    const { id, admin } = await anOwner('九江甲中心')
    const member = await newMember(id, admin, '周明远', 'zhou.my')
    const seen = (await member.get(`/api/staff/${id}`)).body
    expect(seen.state.members.map((m: { name: string }) => m.name)).toEqual(['周明远', '陈晓岚'])
    expect(seen.actions.map((a: { act: string }) => a.act)).toEqual(['leave'])
    expect(seen.state.invitations).toEqual([])

    const own = (await admin.get(`/api/staff/${id}`)).body
    const [successor] = own.state.members
    expect(own.state.invitations[0]).toMatchObject({ status: 'accepted', phone: '139****5678' })
    expect(own.state.invitations[0]).not.toHaveProperty('code')
    expect((await admin.post(`/api/staff/${id}/leave`)).body.error.code).toBe('last-administrator')
    const handed = await admin.post(`/api/staff/${id}/hand-over`, { successor: successor.person })
    expect(handed.status).toBe(200)
    expect((await admin.post(`/api/staff/${id}/leave`)).status).toBe(200)
    // Nobody acts for it any more.
    expect((await admin.get(`/api/staff/${id}`)).status).toBe(401)
    const history = (await member.get(`/api/staff/${id}`)).body.history
    expect(history.map((h: { kind: string }) => h.kind)).toEqual([
      ...['staff.invited', 'staff.joined', 'staff.handed-over', 'staff.left'],
    ])
    // Both at one moment, since the clock stands.
    const titles = (await member.get('/api/notices')).body.items.map((n: { title: string }) => n.title)
    expect(titles.toSorted()).toEqual(['九江甲中心的管理权已移交', '陈晓岚已离开九江甲中心'])
  })

  test('one person in two organisations acts for one at a time, and comes back after leaving both', async () => {
    const [one, two] = [await anOwner('九江乙中心'), await anOwner('九江丙中心')]
    const person = await newMember(one.id, one.admin, '高文博', 'gao.wb')
    const { code } = (await two.admin.post(`/api/staff/${two.id}/invite`, fields('高文博'))).body
    expect((await person.post('/api/invitations/look', { code })).body).toMatchObject({
      organisationName: '九江丙中心',
      name: '高文博',
    })
    expect((await person.post('/api/invitations/accept', { code })).status).toBe(200)
    expect((await person.get('/api/me')).body.memberships).toHaveLength(2)
    // Used up, it tells nobody any more who was invited by whom.
    const usedUp = await market.visitor().post('/api/invitations/look', { code })
    expect([usedUp.status, usedUp.body.error.code]).toEqual([422, 'invitation-used'])
    await person.post('/api/me/organisation', { organisation: two.id })
    expect((await person.get(`/api/staff/${two.id}`)).status).toBe(200)
    // A member, but not acting for it just now.
    expect((await person.get(`/api/staff/${one.id}`)).status).toBe(404)
    // What another window still shows is not done in the name of the one that is active now.
    const stale = await person.post(`/api/staff/${two.id}/leave`, {}, { 'x-acting-for': one.id })
    expect(stale.body.error).toMatchObject({ code: 'acting-for-another', article: '111/19.1' })

    expect((await person.post(`/api/staff/${two.id}/leave`)).status).toBe(200)
    expect((await person.get('/api/me')).body.actor.organisation).toBe(one.id)
    expect((await person.post(`/api/staff/${one.id}/leave`)).status).toBe(200)
    expect((await person.get('/api/me')).body.actor).toBeNull()
    const again = (await one.admin.post(`/api/staff/${one.id}/invite`, fields('高文博'))).body
    const body = { code: again.code, account: 'gao.wb', password: 'only in this test', existing: true }
    const wrong = await market.visitor().post('/api/invitations/join', { ...body, password: 'no such one' })
    expect([wrong.status, wrong.body.error.code]).toEqual([401, 'wrong-credentials'])
    expect((await market.visitor().post('/api/invitations/join', body)).status).toBe(201)
    expect((await person.get('/api/me')).body.actor.organisation).toBe(one.id)
  })

  test('who is not of it learns nothing, and neither code nor phone lies in the database', async () => {
    const { id, admin } = await anOwner('九江丁中心')
    const { admin: stranger } = await anOwner('九江戊中心')
    const invited = (await admin.post(`/api/staff/${id}/invite`, fields('何海燕'))).body
    const unknown = await stranger.get('/api/staff/nobody')
    const foreign = await stranger.get(`/api/staff/${id}`)
    expect([foreign.status, foreign.body.error.code]).toEqual([unknown.status, unknown.body.error.code])
    expect((await stranger.post(`/api/staff/${id}/invite`, fields('何海燕'))).status).toBe(404)
    expect((await stranger.post(`/api/staff/${id}/leave`)).status).toBe(404)
    const { rows } = await market.database.asOwner(
      `select string_agg(t::text, ' ') as text from (select i::text from invitation i union all
        select f::text from fact f union all select d::text from idempotency d) as x (t)`,
    )
    for (const secret of [invited.code, invited.code.replaceAll('-', ''), phone])
      expect(rows[0].text.includes(secret)).toBe(false)
  })

  test('of two who accept one code at once, one comes in', async () => {
    const { id, admin } = await anOwner('九江己中心')
    const { code } = (await admin.post(`/api/staff/${id}/invite`, fields('罗志强'))).body
    const password = 'only in this test'
    const both = await Promise.all(
      ['luo.a', 'luo.b'].map((account) =>
        market.visitor().post('/api/invitations/join', { code, account, password }),
      ),
    )
    expect(both.map((b) => b.status).sort()).toEqual([201, 422])
    expect((await admin.get(`/api/staff/${id}`)).body.state.members).toHaveLength(2)
  })
})

describe(art('111', '19.2'), () => {
  test('a key person of an admitted agency is not removed here, until the change is in force', async () => {
    const agency = await market.organisation('agency', '九江庚环境检测有限公司')
    const admin = await market.signedIn(agency, '李建国', ['admin', 'member'])
    await market.signedIn(agency, '曾雨桐', ['member'])
    const { members } = (await admin.get(`/api/staff/${agency}`)).body.state
    const { person } = members.find((m: { name: string }) => m.name === '曾雨桐')
    await market.database.asOwner(`update agency set status = 'admitted' where organisation = $1`, [agency])
    const identity = identityDigest(market.deps, '360402198001010011')
    await market.database.asOwner(
      `insert into key_person (identity, agency, name, posts, certificate) values ($1, $2, '曾雨桐', '{practitioner}', '')`,
      [identity, agency],
    )
    const remove = () => admin.post(`/api/staff/${agency}/remove`, { person, reason: '已离职' })
    expect((await remove()).body.error).toMatchObject({ code: 'key-person-by-change', article: '111/33.1' })
    await market.database.asOwner('delete from key_person where agency = $1', [agency])
    expect((await remove()).status).toBe(200)
  })
})
