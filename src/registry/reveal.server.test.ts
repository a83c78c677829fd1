import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { identityNumber } from './index.ts'

let market: RegistryMarket
beforeAll(async () => {
  market = await registryMarket('2026-10-09T10:00')
})
afterAll(() => market.close())

const reason = '与社保缴纳记录比对'
const dump = async (): Promise<string> => {
  const { rows: tables } = await market.database.asOwner(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const texts = await Promise.all(
    tables.map(({ name }: { name: string }) =>
      market.database.asOwner(`select coalesce(string_agg(t::text, ' '), '') as text from "${name}" t`),
    ),
  )
  return texts.map(({ rows }) => rows[0].text).join('\n')
}

describe(art('111', '19.1'), () => {
  test('one full number, once, on record and told to the agency; nowhere else in clear', async () => {
    const written: string[] = []
    market.app.log.info = ((...said: unknown[]) => void written.push(JSON.stringify(said))) as never
    market.app.log.error = market.app.log.info
    const { id, applicant, form } = await market.submitted('九江恒信技术有限公司')
    const clerk = await market.signedIn('360402-operator', '周明远', ['member'])
    const { identity } = form.people[0]!
    const masked = await clerk.get(`/api/admissions/${id}`)
    expect(JSON.stringify(masked.body)).not.toContain(identity)

    const ask = { subject: 'admission', id, place: 'people.0', reason }
    const shown = await clerk.post('/api/identity-reveals', ask)
    expect(shown.body).toEqual({ name: form.people[0]!.name, identity })
    expect(shown.headers['cache-control']).toBe('no-store')
    const everything = await dump()
    expect(everything).toContain(reason)
    expect(everything).not.toContain(identity)
    expect(written.join()).not.toContain(identity)
    // The same request again is another request on record, not an answer that was kept.
    const key = { 'idempotency-key': 'the-same-key-twice' }
    await clerk.post('/api/identity-reveals', ask, key)
    await clerk.post('/api/identity-reveals', ask, key)
    expect((await clerk.get('/api/identity-reveals')).body.total).toBe(3)

    const seen = (await applicant.get('/api/identity-reveals')).body
    expect(seen.items[0]).toMatchObject({ personName: '周明远', reason, subject: `admission/${id}` })
    const [notice] = (await applicant.get('/api/notices')).body.items
    expect(notice.body).toContain(reason)
  })

  test('not without a reason, not by who has it not at hand, not by a party', async () => {
    const { id, applicant } = await market.submitted('九江恒通技术有限公司')
    const ask = { subject: 'admission', id, place: 'people.0', reason }
    const clerk = await market.signedIn('360402-operator', '周明远', ['member'])
    const none = await clerk.post('/api/identity-reveals', { ...ask, reason: ' ' })
    expect(none.body.error).toMatchObject({ code: 'reveal-reason-missing', field: 'reason' })
    const nobody = await clerk.post('/api/identity-reveals', { ...ask, place: 'people.99' })
    expect(nobody.body.error.code).toBe('no-such-identity')
    const other = await market.signedIn('360424-operator', '别处', ['member'])
    const foreign = await other.post('/api/identity-reveals', ask)
    const unknown = await other.post('/api/identity-reveals', { ...ask, id: 'nothing' })
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect((await applicant.post('/api/identity-reveals', ask)).status).toBe(403)
    expect((await other.get('/api/identity-reveals')).body.total).toBe(0)
  })
})

describe(art('111', '2.2'), () => {
  const identity = identityNumber('360428', '1971-03-08', 617)
  const person = (account: string, change: object = {}) => ({
    ...{
      kind: 'owner',
      name: '欧阳建民',
      code: '',
      region: '360428',
      ownerKind: 'natural-person',
      fiscal: false,
    },
    ...{ legalRepresentative: '欧阳建民', identity },
    person: {
      name: '欧阳建民',
      phone: '13979201234',
      email: 'o@demo.invalid',
      account,
      password: 'only in this test',
    },
    ...change,
  })
  const register = (body: object) => market.visitor().post('/api/registrations', body)

  // 2.2: …企业和自然人
  test.each([
    ['none', '', 'field-missing'],
    ['seventeen places', identity.slice(1), 'identity-length'],
    ['a letter inside', `36042819X${identity.slice(9)}`, 'identity-character'],
    [
      'another check digit',
      identity.slice(0, 17) + (identity.endsWith('1') ? '2' : '1'),
      'identity-checksum',
    ],
  ])('a natural person is known by the number: %s', async (_, given, code) => {
    const answer = await register(person('ouyang', { identity: given }))
    expect(answer.body.error).toMatchObject({ code, field: 'identity' })
  })

  test('registered once, sealed, masked, and free again after the entry has ended', async () => {
    const made = await register(person('ouyang'))
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(await dump()).not.toContain(identity)
    expect((await register(person('ouyang2'))).body.error).toMatchObject({
      code: 'person-registered',
      field: 'identity',
    })
    const own = market.visitor()
    await own.post('/api/auth/sign-in', { account: 'ouyang', password: 'only in this test' })
    const id = made.body.organisation
    const entry = (await own.get(`/api/owners/${id}`)).body
    expect(entry.identity).toBe(`36${'*'.repeat(12)}${identity.slice(-4)}`)
    expect(
      (await own.post(`/api/staff/${id}/invite`, { name: '甲乙', phone: '13979201234' })).body.error.code,
    ).toBe('natural-person-alone')
    const { status: _, id: __, ...fields } = entry.state
    const turned = { ...fields, ownerKind: 'enterprise', code: '91350100M000100Y43' }
    const refused = await own.post(`/api/owners/${id}/update`, { fields: turned })
    expect(refused.body.error).toMatchObject({ code: 'owner-kind-fixed', field: 'ownerKind' })

    const operator = await market.signedIn('360428-operator', '周明远', ['member'])
    const ask = { subject: 'owner', id, place: 'owner', reason }
    expect((await operator.post('/api/identity-reveals', ask)).body.identity).toBe(identity)
    await own.post(`/api/owners/${id}/deregister`, { reason: '不再采购' })
    expect((await register(person('ouyang3'))).status).toBe(201)
  })
})
