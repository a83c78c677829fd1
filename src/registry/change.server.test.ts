import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { pdf, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { maskIdentity, maskPhone, type Proposal } from './index.ts'
import { agencyStanding } from './server.ts'

let market: RegistryMarket
let clerk: Visitor
let visitor: Visitor

beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00')
  visitor = market.visitor()
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
})
afterAll(() => market.close())

/** An agency that was admitted, with its one key person. */
async function admitted(name: string) {
  const official = await market.signedIn('jj-water', '周正', ['member'])
  const whole = await market.submitted(name)
  const consistent = ['subject', 'representative', 'people', 'services', 'commitment']
  await clerk.post(`/api/admissions/${whole.id}/pass-check`, { consistent })
  await official.post(`/api/admissions/${whole.id}/confirm-qualification`, { serviceType: '1.06' })
  return whole
}

const licenceOf = (agency: string) =>
  market.inTx((tx) => market.deps.files.put(tx, { name: '营业执照.pdf', bytes: pdf, owner: agency }))

const file = (who: Visitor, proposal: Proposal) => who.post('/api/changes', { proposal })
const page = async (agency: string) => (await visitor.get(`/api/agencies/${agency}`)).body

describe(art('111', '33.1'), () => {
  // 应及时对相关信息进行修改
  test('how to reach it: in force at once, the second version, with what it was', async () => {
    const { agency, applicant } = await admitted('九江联系水利咨询有限公司')
    expect((await page(agency)).versions).toMatchObject([{ version: 1, differences: [] }])
    const contact = {
      address: '濂溪区十里大道9号',
      phone: '0792-8000000',
      email: 'a@b.example',
      scope: '水利咨询',
    }
    const { status, body } = await file(applicant, { matter: 'contact', ...contact })
    expect([status, body.state.status]).toEqual([201, 'in-force'])
    const { profile, versions } = await page(agency)
    expect(profile).toMatchObject(contact)
    expect(versions.map((v: { version: number }) => v.version)).toEqual([2, 1])
    expect(versions[0].differences).toEqual([
      { part: 'address', before: '濂溪区十里大道1号', after: '濂溪区十里大道9号' },
      { part: 'phone', before: '0792-8123456', after: '0792-8000000' },
      { part: 'email', before: 'office@hengxin.example', after: 'a@b.example' },
    ])
  })

  test('a new name is not in force before the operator has let it take effect', async () => {
    const { agency, applicant } = await admitted('九江旧名水利咨询有限公司')
    const licence = await licenceOf(agency)
    const { body } = await file(applicant, { matter: 'name', name: '九江新名水利咨询有限公司', licence })
    expect(body.state.status).toBe('submitted')
    expect((await page(agency)).name).toBe('九江旧名水利咨询有限公司')
    const desk = (await clerk.get('/api/changes')).body.items
    expect(desk[0]).toMatchObject({ id: body.id, matter: 'name', status: 'submitted' })
    const done = await clerk.post(`/api/changes/${body.id}/approve`)
    expect(done.body.state.status).toBe('in-force')
    const shown = await page(agency)
    expect([shown.name, shown.versions[0].differences]).toEqual([
      '九江新名水利咨询有限公司',
      [{ part: 'name', before: '九江旧名水利咨询有限公司', after: '九江新名水利咨询有限公司' }],
    ])
    expect((await visitor.get('/api/agencies?q=新名')).body.total).toBe(1)
    expect((await visitor.get('/api/agencies?q=旧名')).body.total).toBe(0)
  })

  test('a new representative: the page, 29.1, and who may sign', async () => {
    const { agency, applicant } = await admitted('九江换人水利咨询有限公司')
    const before = await market.inTx((tx) => agencyStanding(tx, agency, '2023-01-19' as never))
    const { identity, phone } = market.person()
    const representative = { name: '孙新来', identity, phone }
    const licence = await licenceOf(agency)
    const { body } = await file(applicant, { matter: 'representative', representative, licence })
    const seen = (await clerk.get(`/api/changes/${body.id}`)).body
    expect(seen.state.proposal.representative).toEqual({
      ...{ name: '孙新来', identity: maskIdentity(identity), phone: maskPhone(phone) },
    })
    await clerk.post(`/api/changes/${body.id}/approve`)
    const after = await market.inTx((tx) => agencyStanding(tx, agency, '2023-01-19' as never))
    expect(after?.legalRepresentative).toBe('孙新来')
    expect(after?.controllers).toHaveLength(1)
    expect(after?.controllers).not.toEqual(before?.controllers)
    // 李建国 keeps his account, and is no longer the one who signs.
    const me = (await applicant.get('/api/changes/in-force')).body
    expect(me.legalRepresentative).toBe('孙新来')
    const roles = await market.database.asOwner('select roles from membership where organisation = $1', [
      agency,
    ])
    expect(roles.rows).toEqual([{ roles: ['admin'] }])
  })

  test('refused with its reason: what was in force stays; nobody else sees it', async () => {
    const { agency, applicant } = await admitted('九江不符水利咨询有限公司')
    const licence = await licenceOf(agency)
    const { body } = await file(applicant, { matter: 'name', name: '九江别名水利咨询有限公司', licence })
    const stranger = await market.signedIn('360403-operator', '某', ['member'])
    const answer = await stranger.get(`/api/changes/${body.id}`)
    expect([answer.status, answer.body.error.code]).toEqual([404, 'unknown-subject'])
    expect((await stranger.get('/api/changes')).body.total).toBe(0)
    await clerk.post(`/api/changes/${body.id}/refuse`, { reason: '执照仍为原名' })
    const shown = await page(agency)
    expect([shown.name, shown.versions.length]).toEqual(['九江不符水利咨询有限公司', 1])
    expect((await applicant.get(`/api/changes/${body.id}`)).body.history.at(-1).kind).toBe('change.refused')
  })

  test('two reports of one matter at once: one waits for the operator', async () => {
    const { agency, applicant } = await admitted('九江双报水利咨询有限公司')
    const licence = await licenceOf(agency)
    const both = await Promise.all(
      ['一', '二'].map((n) => file(applicant, { matter: 'name', name: `九江双报${n}有限公司`, licence })),
    )
    expect(both.map((b) => b.status).toSorted()).toEqual([201, 422])
    expect(both.find((b) => b.status === 422)?.body.error.code).toBe('change-under-way')
  })

  test('no number of a person in the change’s row', async () => {
    const { agency, applicant } = await admitted('九江密号水利咨询有限公司')
    const { identity, phone } = market.person()
    const licence = await licenceOf(agency)
    const representative = { name: '周密', identity, phone }
    const { body } = await file(applicant, { matter: 'representative', representative, licence })
    const { rows } = await market.database.asOwner(
      'select c::text as whole from agency_change c where id = $1',
      [body.id],
    )
    expect(rows[0].whole).not.toContain(identity)
    expect(rows[0].whole).not.toContain(phone)
    // The agency itself reads what it filed.
    const own = (await applicant.get(`/api/changes/${body.id}`)).body.state.proposal.representative
    expect(own).toEqual(representative)
  })
})

describe(art('111', '19.2'), () => {
  // 关键岗位人员不得同时在两家或多家中介服务机构任职
  test('who has left one agency is free for another, from when the change takes effect', async () => {
    const one = await admitted('九江离职水利咨询有限公司')
    const two = await admitted('九江入职水利咨询有限公司')
    const person = one.form.people[0]!
    const joining = [{ ...person, posts: ['practitioner' as const] }]
    const refused = await file(two.applicant, { matter: 'people', leaving: [], joining })
    expect(refused.body.error).toMatchObject({
      code: 'key-person-elsewhere',
      message: {
        zh: `${person.name}已在九江离职水利咨询有限公司担任关键岗位，不得同时在九江入职水利咨询有限公司任职。`,
      },
    })
    const { people } = (await one.applicant.get('/api/changes/in-force')).body
    const successor = { ...market.person(), posts: ['authorised-agent' as const, 'admin' as const] }
    const leaving = [people[0].id as string]
    const left = await file(one.applicant, { matter: 'people', leaving, joining: [successor] })
    // Filed is not in force: the person still holds the post.
    expect((await file(two.applicant, { matter: 'people', leaving: [], joining })).status).toBe(422)
    await clerk.post(`/api/changes/${left.body.id}/approve`)
    const joined = await file(two.applicant, { matter: 'people', leaving: [], joining })
    expect(joined.status).toBe(201)
    expect((await clerk.post(`/api/changes/${joined.body.id}/approve`)).body.state.status).toBe('in-force')
    const now = (await two.applicant.get('/api/changes/in-force')).body.people
    expect(now.map((p: { name: string }) => p.name)).toContain(person.name)
  })

  test('ten agencies whose change would take one person at once: one takes effect', async () => {
    const person = { ...market.person(), posts: ['practitioner' as const] }
    const changes: string[] = []
    for (let i = 0; i < 10; i++) {
      const { applicant } = await admitted(`九江并发${i}水利咨询有限公司`)
      const answer = await file(applicant, { matter: 'people', leaving: [], joining: [person] })
      changes.push(answer.body.id)
    }
    const done = await Promise.all(changes.map((id) => clerk.post(`/api/changes/${id}/approve`)))
    expect(done.map((d) => d.status).toSorted()).toEqual([200, ...Array(9).fill(422)])
    expect(new Set(done.flatMap((d) => d.body.error?.code ?? []))).toEqual(new Set(['key-person-elsewhere']))
  })
})
