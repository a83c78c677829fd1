import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestMarket, subjectsOf, type TestMarket } from '../../tests/market.ts'
import { art } from '../gazette/index.ts'
import { type EngagementArchive, verifyArchiveFile } from './index.ts'

let market: TestMarket
let id: string
let whole: Buffer
let manifest: EngagementArchive
beforeAll(async () => {
  market = await openTestMarket()
  id = (await subjectsOf(market, 'engagement')).get('closed')![0]!.id
  whole = await download('jj-audit')
  manifest = JSON.parse(Buffer.from(unzipSync(whole)['archive.json']!).toString())
})
afterAll(() => market.close())

async function download(account: string): Promise<Buffer> {
  const answer = await market.app.inject({
    ...{ method: 'POST', url: '/api/demo/sign-in', payload: { account }, remoteAddress: '10.9.0.1' },
  })
  const cookie = [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ')
  const file = await market.app.inject({
    ...{ url: `/api/engagements/${id}/archive-file`, headers: { cookie }, remoteAddress: '10.9.0.1' },
  })
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/zip'])
  return file.rawPayload
}

/** Puts a forged value in the place of a member. */
// biome-ignore lint/suspicious/noExplicitAny: a test forges what the type forbids.
const put = (into: any, member: string, value: unknown) => void Object.assign(into, { [member]: value })

type Inside = Record<string, Uint8Array>
const changed = (change: (inside: Inside) => void): Uint8Array => {
  const inside = { ...unzipSync(whole) }
  change(inside)
  return zipSync(inside, { level: 0 })
}
// biome-ignore lint/suspicious/noExplicitAny: a test forges what the type forbids.
const forged = (change: (archive: any) => void) =>
  changed((inside) => {
    const archive = structuredClone(manifest)
    change(archive)
    inside['archive.json'] = Buffer.from(JSON.stringify(archive))
  })
const fault = (bytes: Uint8Array, trust?: string) => {
  const report = verifyArchiveFile(bytes, trust)
  return report.ok ? 'ok' : report.steps.at(-1)
}
const other = Buffer.from('%PDF-1.7\n%%EOF\n')
const first = () => manifest.files[0]!.id

describe(art('111', '45'), () => {
  // 收集整理和妥善保管有关纸质、电子文档…等全过程信息。
  test('one file holds cover, documents, files, facts with proofs, registers, and all of it is checked offline', () => {
    const report = verifyArchiveFile(whole, manifest.log)
    expect(report).toMatchObject({ ok: true, waiting: 0, title: manifest.title })
    expect(manifest.files.map((f) => f.what)).toEqual(
      expect.arrayContaining(['document', 'contract', 'deliverable', 'voucher']),
    )
    expect(manifest.facts.every((f) => 'receipt' in f && f.receipt.proof.length > 0)).toBe(true)
    expect(manifest.record).toMatchObject({ registers: { practice: { matter: manifest.title } } })
    expect(Buffer.from(unzipSync(whole)['cover.pdf']!).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test.each<[string, () => Uint8Array, string, string | undefined]>([
    ['a file exchanged', () => changed((z) => put(z, first(), other)), 'files', undefined],
    ['a file left out', () => changed((z) => void delete z[first()]), 'files', undefined],
    ['a file slipped in', () => changed((z) => put(z, 'files/99.pdf', other)), 'files', 'files/99.pdf'],
    ['another cover', () => changed((z) => put(z, 'cover.pdf', other)), 'seal', 'cover.pdf'],
    ['no seal', () => changed((z) => void delete z['seal.txt']), 'document', undefined],
    ['a seal of somebody else', () => changed((z) => put(z, 'seal.txt', other)), 'seal', 'seal.txt'],
    ['another title', () => forged((a) => put(a, 'title', '别的项目')), 'seal', 'archive.json'],
    ['a changed state', () => forged((a) => put(a.record.state, 'status', 'ended')), 'seal', 'archive.json'],
    ['a changed rating', () => forged((a) => put(a.record, 'ratings', [])), 'seal', 'archive.json'],
    [
      'a changed fact',
      () => forged((a) => put(a.facts[0].receipt.record, 'body', {})),
      'seal',
      'archive.json',
    ],
    ['a fact left out', () => forged((a) => void a.facts.splice(1, 1)), 'seal', 'archive.json'],
    ['another key', () => forged((a) => put(a, 'log', 'x')), 'seal', 'key'],
    ['a list that is none', () => forged((a) => put(a, 'facts', 'x')), 'document', undefined],
    ['no ZIP at all', () => other, 'document', undefined],
  ])('%s does not hold', (_, make, step, at) => {
    expect(fault(make())).toMatchObject({ step, ok: false, ...(at ? { at } : {}) })
  })

  test('against the published key', () => {
    expect(fault(whole, 'another+00000000+AAAA')).toMatchObject({ step: 'trust' })
  })

  test('whoever holds a key of their own and seals anew still does not hold facts that the log has not', async () => {
    const { archiveOfParts, sealText } = await import('./index.ts')
    const { signNote } = await import('../ledger/index.ts')
    const resealed = (change: (archive: EngagementArchive) => EngagementArchive) =>
      changed((inside) => {
        const text = Buffer.from(JSON.stringify(change(structuredClone(manifest))))
        inside['archive.json'] = text
        inside['seal.txt'] = Buffer.from(
          signNote(sealText(manifest.engagement, text, inside['cover.pdf']!), market.deps.keys.log),
        )
      })
    const without = (a: EngagementArchive) => archiveOfParts({ ...a, facts: a.facts.toSpliced(1, 1) })
    expect(fault(resealed((a) => a))).toBe('ok')
    expect(fault(resealed((a) => ({ ...a, sha256: 'ab'.repeat(32) })))).toMatchObject({ step: 'index' })
    expect(fault(resealed(without))).toMatchObject({ step: 'chains' })
    // biome-ignore lint/suspicious/noExplicitAny: a test forges what the type forbids.
    const changedFact = (a: any) => {
      a.facts[0].receipt.record.body = { forged: true }
      return a
    }
    expect(fault(resealed(changedFact))).toMatchObject({ step: 'records' })
    // biome-ignore lint/suspicious/noExplicitAny: see above.
    const otherProof = (a: any) => {
      a.facts[0].receipt.proof = []
      return a
    }
    expect(fault(resealed(otherProof))).toMatchObject({ step: 'log' })
  })

  test('npm run verify says the same', () => {
    const check = (bytes: Uint8Array) => {
      const path = join(market.database.folder, 'archive.zip')
      writeFileSync(path, bytes)
      const run = spawnSync(process.execPath, ['scripts/verify.ts', path], { encoding: 'utf8' })
      return [run.status, run.stdout + run.stderr] as const
    }
    expect(check(whole)).toEqual([0, expect.stringContaining(manifest.title)])
    const [status, said] = check(changed((z) => put(z, first(), other)))
    expect([status, said]).toEqual([1, expect.stringContaining(first())])
  })

  test('for those who may see the engagement; for others it is not there', async () => {
    const url = `/api/engagements/${id}/archive-file`
    expect((await (await market.as('agency38')).get(url)).status).toBe(404)
    expect((await market.visitor().get(url)).status).toBe(401)
  })
})

describe(art('111', '34'), () => {
  test('the registers over HTTP, and as tables for spreadsheets', async () => {
    const auditor = await market.as('jj-audit')
    const { body } = await auditor.get(`/api/engagements/${id}/registers`)
    expect(body.fees[0]).toMatchObject({ what: 'contract', number: '1' })
    expect(body.times.map((l: { clock: string }) => l.clock)).toContain('rating')
    for (const [register, heading] of [
      ['fees', '日期,事项,金额（元）'],
      ['times', '事项,起算,期限'],
      ['practice', '委托事项'],
    ] as const) {
      const { status, body: table } = await auditor.get(`/api/engagements/${id}/registers/${register}`)
      expect([status, String(table)]).toEqual([200, expect.stringContaining(heading)])
    }
    expect((await auditor.get(`/api/engagements/${id}/registers/other`)).status).toBe(400)
    expect((await (await market.as('agency38')).get(`/api/engagements/${id}/registers`)).status).toBe(404)
  })
})
