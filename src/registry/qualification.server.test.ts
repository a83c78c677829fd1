import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { pdf, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { type AnySubject, fireDue } from '../platform/clockwork.ts'
import type { ServiceClaim } from './index.ts'
import { agencyStanding, wakeQualifications } from './server.ts'
import { aService } from './testing.ts'

let market: RegistryMarket
let clerk: Visitor
let official: Visitor
let visitor: Visitor

beforeAll(async () => {
  market = await registryMarket('2026-06-01T10:00')
  visitor = market.visitor()
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  official = await market.signedIn('jj-water', '周正', ['member'])
})
afterAll(() => market.close())

/** Runs what is due; answers what of it was about qualifications. */
async function tick() {
  const all: AnySubject[] = [market.qualification, market.subject]
  const fired = await fireDue(market.deps, new Map(all.map((s) => [s.name, s])))
  return fired.filter((f) => f.subject === 'qualification')
}
const fileOf = (agency: string) =>
  market.inTx((tx) => market.deps.files.put(tx, { name: '证书.pdf', bytes: pdf, owner: agency }))

/** An agency whose certificate for 1.06 ends on a day. */
async function admitted(name: string, validTo: string) {
  const agency = await market.organisation('agency', name)
  const applicant = await market.signedIn(agency, '李建国', ['admin', 'legal-representative'])
  const file = await fileOf(agency)
  const form = await market.formOf(agency, { services: [aService({ file, validTo })] })
  const { id } = (await applicant.post('/api/admissions', { form })).body
  const letter = { letter: '2022-1', truthful: true, acceptsScoring: true }
  await applicant.post(`/api/admissions/${id}/sign-commitment`, letter)
  await applicant.post(`/api/admissions/${id}/submit`)
  const consistent = ['subject', 'representative', 'people', 'services', 'commitment']
  await clerk.post(`/api/admissions/${id}/pass-check`, { consistent })
  const confirmed = await official.post(`/api/admissions/${id}/confirm-qualification`, {
    serviceType: '1.06',
  })
  expect(confirmed.status).toBe(200)
  return { agency, applicant, admission: id }
}

const mayServe = async (agency: string, day: string) => {
  const standing = await market.inTx((tx) => agencyStanding(tx, agency, plainDate(day)))
  return standing?.services.some((s) => s.serviceType === '1.06' && !s.suspended)
}
const inbox = async (who: Visitor) =>
  (await who.get('/api/notices')).body.items.map((n: { title: string }) => n.title)
const dues = async (who: Visitor) =>
  (await who.get('/api/desk')).body.items
    .filter((i: { subject: string }) => i.subject === 'qualification')
    .map((i: { action: string; due: string | null }) => [i.action, i.due?.slice(0, 16)])

describe(art('111', '35.2'), () => {
  test('warned, lapsed by itself, seen by everyone, restored by fresh material', async () => {
    const { agency, applicant, admission } = await admitted('九江到期水利咨询有限公司', '2026-08-10')
    expect(await inbox(applicant)).not.toContain('资质将于 2026-08-10 到期')
    expect(await dues(applicant)).toEqual([])

    await market.database.setClock('2026-06-10T23:59:59.999')
    expect(await tick()).toEqual([])
    await market.database.setClock('2026-06-11T00:00')
    expect((await tick()).map((f) => f.action)).toEqual(['warn'])
    expect(await inbox(applicant)).toContain('资质将于 2026-08-10 到期')
    expect(await dues(applicant)).toEqual([['renew', '2026-08-11T00:00']])
    expect(await tick()).toEqual([])

    // The market was down over the second and the third.
    await market.database.setClock('2026-08-09T09:00')
    expect((await tick()).map((f) => f.action)).toEqual(['warn'])
    const told = (await inbox(applicant)).filter((t: string) => t.includes('2026-08-10'))
    expect(told).toHaveLength(2)

    await market.database.setClock('2026-08-10T23:59:59.999')
    expect(await tick()).toEqual([])
    expect(await mayServe(agency, '2026-08-10')).toBe(true)
    await market.database.setClock('2026-08-11T00:00')
    expect((await tick()).map((f) => f.action)).toEqual(['expire'])
    expect(await mayServe(agency, '2026-08-11')).toBe(false)
    const shown = (await visitor.get(`/api/agencies/${agency}`)).body
    expect(shown.services[0]).toMatchObject({
      suspended: true,
      suspensions: [{ since: '2026-08-11T00:00:00.000+08:00', ground: 'qualification-lapsed' }],
    })
    expect(shown.history.map((h: { kind: string }) => h.kind)).toContain('qualification.expired')
    for (const who of [applicant, clerk, official]) {
      expect(await inbox(who)).toContain('资质失效，暂停报名：九江到期水利咨询有限公司')
    }
    expect(await dues(applicant)).toEqual([['renew', undefined]])

    const file = await fileOf(agency)
    const claim: ServiceClaim = aService({
      file,
      number: '新证',
      validFrom: '2026-08-12',
      validTo: '2029-08-11',
    })
    await market.database.setClock('2026-08-12T10:00')
    const filed = await applicant.post('/api/changes', { proposal: { matter: 'qualification', claim } })
    expect([filed.status, filed.body.state.status]).toEqual([201, 'confirming'])
    const again = await applicant.post('/api/changes', { proposal: { matter: 'qualification', claim } })
    expect(again.body.error.code).toBe('change-under-way')
    expect((await clerk.post(`/api/changes/${filed.body.id}/approve`)).body.error.code).toBe('not-available')
    expect((await official.get('/api/changes')).body.items[0]).toMatchObject({ id: filed.body.id })
    expect((await official.post(`/api/changes/${filed.body.id}/confirm`)).body.state.status).toBe('submitted')
    expect(await mayServe(agency, '2026-08-12')).toBe(false)
    expect((await clerk.post(`/api/changes/${filed.body.id}/approve`)).body.state.status).toBe('in-force')
    expect(await mayServe(agency, '2026-08-12')).toBe(true)
    expect(await dues(applicant)).toEqual([])
    const restored = (await visitor.get(`/api/agencies/${agency}`)).body
    expect(restored.services[0]).toMatchObject({
      number: '新证',
      validTo: '2029-08-11',
      suspended: false,
      suspensions: [],
    })
    expect(restored.history.map((h: { kind: string }) => h.kind)).toContain('qualification.restored')

    // A later step of the admission it came in with does not bring the old certificate back.
    expect((await clerk.post(`/api/admissions/${admission}/publish`)).status).toBe(200)
    expect((await visitor.get(`/api/agencies/${agency}`)).body.services[0].number).toBe('新证')
  })

  test('entered with fewer days left: the nearest warning, once', async () => {
    await market.database.setClock('2026-08-20T09:00')
    const { applicant } = await admitted('九江晚入水利咨询有限公司', '2026-09-05')
    expect((await tick()).map((f) => f.action)).toEqual(['warn'])
    expect(await tick()).toEqual([])
    const { items } = (await applicant.get('/api/notices')).body
    const told = items.filter((n: { title: string }) => n.title.includes('2026-09-05'))
    expect(told).toHaveLength(1)
    expect(told[0].body).toContain('还有 16 天')
    const { items: held } = (await applicant.get('/api/qualifications')).body
    expect(held).toMatchObject([{ status: 'valid', warned: [30] }])
  })

  test('nobody but its parties reads it', async () => {
    const { agency, applicant } = await admitted('九江查看水利咨询有限公司', '2027-09-05')
    const id = `${agency}:1.06`
    const stranger = await market.signedIn('360403-operator', '某', ['member'])
    const other = await market.signedIn('jj-ecology', '某', ['member'])
    for (const who of [applicant, clerk, official])
      expect((await who.get(`/api/qualifications/${id}`)).status).toBe(200)
    for (const who of [stranger, other]) expect((await who.get(`/api/qualifications/${id}`)).status).toBe(404)
    expect((await applicant.get('/api/qualifications/nothing')).status).toBe(404)
  })

  test('one that came without a clock gets one when the market starts', async () => {
    const { agency, applicant } = await admitted('九江旧档水利咨询有限公司', '2027-10-05')
    await market.database.asOwner(`delete from clock where subject = 'qualification' and id like $1`, [
      `${agency}%`,
    ])
    expect(await wakeQualifications(market.deps)).toBe(1)
    expect(await wakeQualifications(market.deps)).toBe(0)
    await market.database.setClock('2027-10-06T00:00')
    await tick()
    expect((await applicant.get(`/api/qualifications/${agency}:1.06`)).body.state.status).toBe('expired')
  })
})
