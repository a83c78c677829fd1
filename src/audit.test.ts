import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../tests/app.ts'
import { type RegistryMarket, registryMarket } from '../tests/builders/registry.ts'
import { mountAudit } from './audit.ts'
import { art } from './gazette/index.ts'

let market: RegistryMarket
let auditor: Visitor
beforeAll(async () => {
  market = await registryMarket('2026-10-09T10:00', (app, deps) => mountAudit(app, deps))
  auditor = await market.signedIn('jj-audit', '袁国栋', ['member'])
})
afterAll(() => market.close())

const readings = async (visitor = auditor) =>
  (await visitor.get('/api/readings')).body.items.map((r: { what: string; subject: string }) => [
    r.what,
    r.subject,
  ])

describe(art('111', '13'), () => {
  test('a subject that is read is on record, once while it is on screen; a list and what is not there are not', async () => {
    const { id, agency } = await market.submitted('九江恒信技术有限公司')
    await auditor.get('/api/admissions')
    await auditor.get('/api/admissions/nothing')
    expect(await readings()).toEqual([])
    expect((await auditor.get(`/api/admissions/${id}`)).status).toBe(200)
    await auditor.get(`/api/admissions/${id}`)
    expect(await readings()).toEqual([['read', `admissions/${id}`]])
    await market.database.setClock('2026-10-09T10:10')
    await auditor.get(`/api/admissions/${id}`)
    expect(await readings()).toHaveLength(2)
    expect((await auditor.get(`/api/agencies/${agency}/archive`)).status).toBe(200)
    expect(await readings()).toContainEqual(['export', `agencies/${agency}/archive`])
    const { rows } = await market.database.asOwner(
      `select kind, article, body from fact where subject = 'reading/jj-audit' order by seq`,
    )
    expect(rows.map((r: { kind: string }) => r.kind)).toEqual(['audit.read', 'audit.read', 'audit.export'])
    expect(rows[0]).toMatchObject({ article: '111/13', body: { by: '袁国栋', of: `admissions/${id}` } })
  })

  test('the management body sees what was read, nobody else does; others’ reading is not recorded', async () => {
    const city = await market.signedIn('jj-management', '吴江', ['member'])
    // That a case was read, not which one: some are not the management body's to know yet.
    expect((await readings(city)).at(-1)).toEqual([
      'read',
      expect.stringMatching(/^admissions\/[0-9a-f]{8}…$/),
    ])
    const county = await market.signedIn('360424-management', '周', ['member'])
    expect(await readings(county)).toEqual([])
    const operator = await market.signedIn('jj-operator', '王', ['member'])
    expect((await operator.get('/api/readings')).status).toBe(403)
    const before = await readings()
    const { id } = await market.submitted('九江恒通技术有限公司')
    await city.get(`/api/admissions/${id}`)
    expect(await readings()).toEqual(before)
  })

  test('exports are tables or JSON of a period, with the place in the log, and are on record each time', async () => {
    const { id } = await market.submitted('九江恒达技术有限公司')
    const ask = (query: string) => auditor.get(`/api/audit/export?subject=admission&${query}`)
    const table = await ask('format=csv&from=2026-10-09&to=2026-10-09')
    expect(table.headers['content-type']).toContain('text/csv')
    expect(String(table.body)).toContain(`admission/${id},admission.submitted,111/20.1`)
    const json = await ask('format=json&from=2026-10-09&to=2026-10-09')
    const entry = json.body.entries.find((e: { record: { subject: string } }) =>
      e.record.subject.endsWith(id),
    )
    expect(entry.record.kind).toBe('admission.submitted')
    expect(entry.leaf).toMatch(/^[0-9a-f]{64}$/)
    const none = await ask('format=json&from=2026-10-08&to=2026-10-08')
    expect(none.body.entries).toEqual([])
    expect((await readings()).filter(([what]: string[]) => what === 'export').length).toBeGreaterThan(3)
    expect((await ask('from=2026-02-30&to=2026-10-09')).body.error).toMatchObject({
      field: 'from',
      article: '111/13',
    })
    const operator = await market.signedIn('jj-operator', '李', ['member'])
    expect((await operator.get('/api/audit/export?subject=body&from=2026-10-09&to=2026-10-09')).status).toBe(
      403,
    )
  })

  test('what is sealed stays out until it is open', async () => {
    const { ledger, now } = market.deps
    const made = await market.inTx(async (tx) =>
      ledger.append(tx, {
        ...{ subject: 'registration/x', actor: 'a1', at: await now(tx) },
        facts: [
          {
            kind: 'registration.made',
            article: art('111', '23.2'),
            visibility: 'sealed',
            body: { agency: 'a1' },
          },
        ],
      }),
    )
    const opened = async () =>
      (await auditor.get('/api/audit/export?subject=opened&format=json&from=2026-10-01&to=2026-10-31')).body
        .entries
    expect(await opened()).toEqual([])
    await market.database.asOwner('insert into fact_opening (fact, at) values ($1, now())', [made[0]!.id])
    expect((await opened())[0].record).toMatchObject({ kind: 'registration.made', body: { agency: 'a1' } })
  })
})
