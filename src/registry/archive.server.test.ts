import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../../tests/app.ts'
import { pdf, type RegistryMarket, registryMarket } from '../../tests/builders/registry.ts'
import { art } from '../gazette/index.ts'
import { sequence } from '../ledger/server.ts'
import { type AgencyArchive, verifyAgencyArchive } from './index.ts'
import * as registry from './server.ts'

let market: RegistryMarket
let clerk: Visitor
let applied: Awaited<ReturnType<RegistryMarket['submitted']>>
let archive: AgencyArchive

beforeAll(async () => {
  market = await registryMarket('2023-01-19T10:00')
  clerk = await market.signedIn('360402-operator', '陈晓岚', ['member'])
  const official = await market.signedIn('jj-water', '周正', ['member'])
  applied = await market.submitted('九江档案咨询有限公司')
  await clerk.post(`/api/admissions/${applied.id}/pass-check`, {
    consistent: ['subject', 'representative', 'people', 'services', 'commitment'],
  })
  await official.post(`/api/admissions/${applied.id}/confirm-qualification`, { serviceType: '1.06' })
  const file = await market.inTx((tx) =>
    market.deps.files.put(tx, { name: '证据.pdf', bytes: pdf, owner: 'jj-water' }),
  )
  const report = { agency: applied.agency, ground: 'qualification-revoked', text: '已注销', file }
  expect((await official.post('/api/standing-cases', report)).status).toBe(201)
  await sequence(market.deps)
  archive = (await clerk.get(`/api/agencies/${applied.agency}/archive`)).body
})
afterAll(() => market.close())

const steps = (value: unknown, trust?: string) => {
  const { ok, steps } = verifyAgencyArchive(JSON.stringify(value), trust)
  return ok ? 'ok' : steps.at(-1)
}
const changed = (change: (archive: AgencyArchive) => void) => {
  const copy = structuredClone(archive)
  change(copy)
  return copy
}
// biome-ignore lint/suspicious/noExplicitAny: a test forges what the type forbids.
type Forged = any

describe(art('111', '45'), () => {
  // 收集整理和妥善保管…全过程信息.
  test('holds: every fact is in the signed log, every file by its hash', () => {
    expect(verifyAgencyArchive(JSON.stringify(archive), archive.log)).toMatchObject({
      ok: true,
      facts: 5,
      waiting: 0,
      files: 1,
    })
    expect(JSON.stringify(archive)).not.toContain(applied.form.representative.identity)
  })

  test.each<[string, (a: Forged) => void, string]>([
    [
      'a changed body',
      (a) => {
        a.facts[0].receipt.record.body.agency = 'x'
      },
      'records',
    ],
    [
      'a fact left out',
      (a) => {
        a.facts.splice(1, 1)
      },
      'index',
    ],
    [
      'a file exchanged',
      (a) => {
        a.files[0].sha256 = 'ab'.repeat(32)
      },
      'index',
    ],
    [
      'a changed sum',
      (a) => {
        a.sha256 = 'ab'.repeat(32)
      },
      'index',
    ],
    [
      'a proof of another leaf',
      (a) => {
        a.facts[0].receipt.proof = []
      },
      'log',
    ],
    [
      'another key',
      (a) => {
        a.log = 'x'
      },
      'log',
    ],
    [
      'a list that is none',
      (a) => {
        a.facts = 'x'
      },
      'document',
    ],
    [
      'a fact without a leaf',
      (a) => {
        a.facts[0] = { subject: 'x' }
      },
      'document',
    ],
  ])('%s does not hold', (_, forge, step) => {
    expect(steps(changed(forge))).toMatchObject({ step, ok: false })
  })

  test('a fact left out and the index made anew: the chain tells', async () => {
    const { indexOf } = await import('./index.ts')
    const forged = changed((a: Forged) => {
      a.facts.splice(1, 1)
      Object.assign(a, indexOf(a.facts, a.files))
    })
    expect(steps(forged)).toMatchObject({ step: 'chains', ok: false })
  })

  test('against the published key, and nonsense', () => {
    expect(steps(archive, 'another+00000000+AAAA')).toMatchObject({ step: 'trust' })
    for (const text of ['', '{', '[]', 'null', '{"format":"xunshi-agency-archive/1"}'])
      expect(verifyAgencyArchive(text)).toMatchObject({ ok: false, facts: 0 })
  })

  test('npm run verify says the same', () => {
    const check = (value: unknown) => {
      const path = join(market.database.folder, 'archive.json')
      writeFileSync(path, JSON.stringify(value))
      const run = spawnSync(process.execPath, ['scripts/verify.ts', path], { encoding: 'utf8' })
      return [run.status, run.stdout] as const
    }
    const [code, said] = check(archive)
    expect([code, said]).toEqual([0, expect.stringContaining('5 条记录')])
    expect(
      check(
        changed((a: Forged) => {
          a.facts[0].receipt.record.body.agency = 'x'
        }),
      )[0],
    ).toBe(1)
  })
})

describe(art('111', '8.6'), () => {
  test('for the agency, the bodies of its place and audit; for nobody else', async () => {
    const url = `/api/agencies/${applied.agency}/archive`
    const { management } = await market.inTx((tx) => registry.bodiesOf(tx, '360402'))
    const keeper = await market.signedIn(management.id, '李敏', ['member'])
    const auditor = await market.signedIn(await market.organisation('audit', '市审计局'), '审', ['member'])
    for (const who of [keeper, auditor]) expect((await who.get(url)).status).toBe(200)
    const other = await market.signedIn(await market.organisation('agency', '别家有限公司'), '别', ['admin'])
    const { operator } = await market.inTx((tx) => registry.bodiesOf(tx, '360400'))
    const elsewhere = await market.signedIn(operator.id, '市', ['member'])
    for (const who of [other, elsewhere]) expect((await who.get(url)).status).toBe(404)
    expect((await market.visitor().get(url)).status).toBe(401)
    expect((await clerk.get('/api/agencies/nobody/archive')).status).toBe(404)
  })

  test('the agency’s own does not tell that a department’s report is looked into', async () => {
    const own = (await applied.applicant.get(`/api/agencies/${applied.agency}/archive`)).body as AgencyArchive
    expect(verifyAgencyArchive(JSON.stringify(own), own.log)).toMatchObject({ ok: true, facts: 4 })
    expect(JSON.stringify(own)).not.toContain('standing-case')
    expect(JSON.stringify(archive)).toContain('standing.reported')
  })
})
