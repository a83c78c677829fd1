import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { letter, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { stepOf } from './second-factor.ts'

let market: RegistryMarket
beforeAll(async () => {
  market = await registryMarket('2026-10-09T10:00')
})
afterAll(() => market.close())

const codeAt = (secret: string, offset = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + offset * 1000 })
const wrongFor = (secret: string) => {
  const near = [-60, -30, 0, 30, 60].map((s) => codeAt(secret, s))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((c) => !near.includes(c))!
}
const password = 'only in this test'

/** Somebody with an authenticator, signed in. */
async function enrolled(account: string) {
  const id = await market.organisation('owner', `九江${account}中心`)
  const admin = await market.signedIn(id, '陈晓岚', ['admin', 'member'])
  const { code } = (await admin.post(`/api/staff/${id}/invite`, { name: account, phone: '13979201234' })).body
  await market.visitor().post('/api/invitations/join', { code, account, password })
  const visitor = await signedIn(account)
  const begun = await visitor.post('/api/me/second-factor/begin')
  expect(begun.headers['cache-control']).toBe('no-store')
  expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\//)
  const { secret } = begun.body
  const early = await visitor.post('/api/me/second-factor/confirm', { code: wrongFor(secret) })
  expect(early.body.error.code).toBe('second-factor-wrong')
  const confirmed = await visitor.post('/api/me/second-factor/confirm', { code: codeAt(secret, -30) })
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
  return { visitor, secret, recovery: confirmed.body.recovery as string[], account }
}

let address = 0
async function signedIn(account: string): Promise<Visitor> {
  const visitor = market.visitor()
  const remoteAddress = `10.9.0.${address++}`
  await visitor.raw({
    method: 'POST',
    url: '/api/auth/sign-in',
    payload: { account, password },
    remoteAddress,
  })
  return visitor
}
const step = (visitor: Visitor, code: string) =>
  visitor.raw({
    ...{ method: 'POST', url: '/api/auth/second-factor', payload: { code } },
    remoteAddress: `10.9.1.${address++}`,
  })

describe(art('111', '19.1'), () => {
  test('a code is that of its half minute or of a neighbour', () => {
    // RFC 6238, appendix B: the secret 12345678901234567890 at 59 s, and its last six of 94287082.
    const secret = Secret.fromLatin1('12345678901234567890').base32
    expect(stepOf(secret, '287082', 59_000)).toBe(1)
    expect(stepOf(secret, '287082', 89_999)).toBe(1)
    expect(stepOf(secret, '287082', 90_000)).toBeUndefined()
    expect(stepOf(secret, '287083', 59_000)).toBeUndefined()
  })

  test('signing in takes a second step, and a code opens once', async () => {
    const { secret, account } = await enrolled('step.one')
    const visitor = await signedIn(account)
    // The password alone opens nothing.
    expect((await visitor.get('/api/me')).body.actor).toBeNull()
    const wrong = await step(visitor, wrongFor(secret))
    expect([wrong.status, wrong.body.error.code]).toEqual([401, 'second-factor-wrong'])
    expect((await step(visitor, codeAt(secret))).status).toBe(200)
    expect((await visitor.get('/api/me')).body.actor.personName).toBe(account)
    const other = await signedIn(account)
    expect((await step(other, codeAt(secret))).body.error.code).toBe('second-factor-replayed')
    expect((await other.get('/api/me')).body.actor).toBeNull()
    expect((await step(other, codeAt(secret, 30))).status).toBe(200)
    expect((await step(market.visitor(), codeAt(secret))).body.error.code).toBe('second-factor-not-begun')
  })

  test('of two with one code at once, one comes in', async () => {
    const { secret, account } = await enrolled('step.two')
    const [one, two] = [await signedIn(account), await signedIn(account)]
    const code = codeAt(secret)
    const both = await Promise.all([step(one, code), step(two, code)])
    expect(both.map((b) => b.status).sort()).toEqual([200, 401])
  })

  test('a recovery code opens once; new ones end the old', async () => {
    const { recovery, account, secret } = await enrolled('step.three')
    expect(new Set(recovery).size).toBe(10)
    const visitor = await signedIn(account)
    expect((await step(visitor, recovery[0]!.toLowerCase())).status).toBe(200)
    const again = await signedIn(account)
    expect((await step(again, recovery[0]!)).body.error.code).toBe('second-factor-wrong')
    expect((await visitor.get('/api/me/second-factor')).body).toMatchObject({
      enrolled: true,
      recoveryLeft: 9,
    })
    const renewed = await visitor.post('/api/me/second-factor/renew', { code: codeAt(secret) })
    expect(renewed.body.recovery).toHaveLength(10)
    expect((await step(again, recovery[1]!)).body.error.code).toBe('second-factor-wrong')
    expect((await step(again, renewed.body.recovery[0])).status).toBe(200)
  })

  test('five wrong codes in a row, and none is looked at for a while; nothing of it lies in the database', async () => {
    const { secret, recovery, account } = await enrolled('step.four')
    const visitor = await signedIn(account)
    for (let i = 0; i < 5; i++) await step(visitor, wrongFor(secret))
    const right = await step(visitor, codeAt(secret))
    expect([right.body.error.code, right.status]).toEqual(['second-factor-locked', 401])
    const { rows } = await market.database.asOwner(
      `select string_agg(t::text, ' ') as text from (select s::text from second_factor s union all
        select d::text from idempotency d union all select f::text from fact f) x (t)`,
    )
    for (const text of [secret, recovery[3]!, recovery[3]!.replace('-', '')])
      expect(rows[0].text).not.toContain(text)
  })

  test('submitting asks for a code shown lately, once there is a second factor', async () => {
    const agency = await market.organisation('agency', '九江恒信技术有限公司')
    const applicant = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
    const { id } = (await applicant.post('/api/admissions', { form: await market.formOf(agency) })).body
    const { secret } = (await applicant.post('/api/me/second-factor/begin')).body
    await applicant.post('/api/me/second-factor/confirm', { code: codeAt(secret, -30) })
    await market.database.asOwner(`update auth_session set "factorAt" = now() - interval '15 minutes'`)
    const refused = await applicant.post(`/api/admissions/${id}/sign-commitment`, letter)
    expect(refused.status).toBe(403)
    expect(refused.body.error).toMatchObject({ code: 'second-factor-needed', article: '111/19.1' })
    expect((await applicant.post('/api/me/second-factor/verify', { code: codeAt(secret) })).status).toBe(200)
    expect((await applicant.post(`/api/admissions/${id}/sign-commitment`, letter)).status).toBe(200)
    expect((await applicant.post(`/api/admissions/${id}/submit`)).status).toBe(200)
    await applicant.post('/api/me/second-factor/end', { code: codeAt(secret, 30) })
    expect((await applicant.get('/api/me/second-factor')).body.enrolled).toBe(false)
  })

  test('in production whoever signs must have one; the city may set it otherwise', async () => {
    const agency = await market.organisation('agency', '九江恒达技术有限公司')
    const applicant = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
    const { id } = (await applicant.post('/api/admissions', { form: await market.formOf(agency) })).body
    const sign = () => applicant.post(`/api/admissions/${id}/sign-commitment`, letter)
    market.database.deps.mode = 'production'
    try {
      expect((await sign()).body.error).toMatchObject({ code: 'second-factor-missing', article: '111/19.1' })
      await market.database.asOwner(`insert into setting (key, value, valid_from, document_number, set_by)
        values ('registry.second-factor-required', 'false', '2026-10-01', '1号', 'jj-management')`)
      expect((await sign()).status).toBe(200)
    } finally {
      market.database.deps.mode = 'demonstration'
    }
  })
})
