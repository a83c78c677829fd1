import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../tests/app.ts'
import { type TestDatabase, testDatabase } from '../../../tests/database.ts'
import { instant } from '../../calendar/index.ts'
import { art } from '../../gazette/index.ts'
import { type DocumentToIssue, documentsOf, issueDocument, withdrawDocuments } from './register.ts'
import { mountDocuments } from './routes.ts'
import { signaturesOf } from './signing.testing.ts'
import { openIdentity } from './signing.ts'
import { renderPdf, renderSvg, type Sheet, warmUp } from './typeset.ts'

const sheet: Sheet = {
  head: '江西省网上中介超市九江分厅',
  number: '九中选〔2026〕0017号',
  title: '中选通知书',
  to: '修水县水利局、江西赣北水保工程咨询有限公司',
  parts: [
    { kind: 'paragraph', text: '现确定江西赣北水保工程咨询有限公司为中选中介服务机构。' },
    { kind: 'facts', rows: [{ label: '中选金额', lines: ['¥68,000.00', '大写：人民币陆万捌仟元整'] }] },
  ],
  issuer: '修水县行政审批局',
  date: '2026年9月28日',
  at: { year: 2026, month: 9, day: 28 },
  check: 'ZX-2026-0017',
  url: 'http://localhost:8080/check/ZX-2026-0017',
  qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
  demonstration: true,
}

const poppler = 'pdftotext'

/** The words of a PDF, where poppler is there to read them. */
function wordsOf(pdf: Buffer): string | undefined {
  try {
    return execFileSync(poppler, ['-', '-'], { input: pdf, stdio: ['pipe', 'pipe', 'ignore'] }).toString()
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined
    throw error
  }
}

describe('a sheet', () => {
  beforeAll(warmUp)

  test('becomes a tagged PDF/A-2a in Chinese with its fonts inside, the same bytes each time', async () => {
    const pdf = await renderPdf(sheet)
    const source = pdf.toString('latin1')
    expect(source).toMatch(/^%PDF-1\.7/)
    expect(source).toContain('/StructTreeRoot')
    expect(source).toContain('/Lang (zh-CN)')
    expect(source.match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(3)
    expect(pdf.length).toBeLessThan(200_000)
    expect(source).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(source).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect((await renderPdf(sheet)).equals(pdf)).toBe(true)
  })

  test('says what it was given', async () => {
    const words = wordsOf(await renderPdf(sheet))?.replace(/\s/g, '')
    if (words === undefined) return
    for (const said of [
      sheet.title,
      sheet.number,
      sheet.to,
      sheet.issuer,
      sheet.date,
      sheet.check,
      '¥68,000.00',
      '人民币陆万捌仟元整',
    ]) {
      expect(words).toContain(said)
    }
  })

  test('has no watermark in production', async () => {
    const letters = async (demonstration: boolean) =>
      (await renderSvg({ ...sheet, demonstration })).match(/<use /g)?.length ?? 0
    // 演 and 示.
    expect((await letters(true)) - (await letters(false))).toBe(2)
  })

  test('takes text for text, whatever it looks like', async () => {
    const text = '#panic("x") $1$ *星* _下划_ `码` \\ " @ref <tag> [括] {花} // 注'
    const pdf = await renderPdf({ ...sheet, title: text, parts: [{ kind: 'paragraph', text }] })
    const words = wordsOf(pdf)
    if (words !== undefined) expect(words.replace(/\s/g, '')).toContain(text.replace(/\s/g, ''))
  })

  test('runs over two pages when it has to', async () => {
    const parts = Array.from({ length: 40 }, (_, n) => ({ kind: 'paragraph' as const, text: `第${n}段。` }))
    const pages = (await renderPdf({ ...sheet, parts })).toString('latin1').match(/\/Type \/Page\b/g)
    expect(pages).toHaveLength(2)
  })
})

describe('the register', () => {
  let database: TestDatabase
  let server: TestApp
  beforeAll(async () => {
    database = await testDatabase({ at: '2026-09-28T17:00' })
    server = await testApp(database, async () => undefined)
    mountDocuments(server.app, server.deps, {
      publicUrl: 'https://market.example',
      identity: openIdentity(database.folder, '核验用'),
    })
    await server.deps.jobs.start()
  })
  afterAll(async () => {
    await server.app.close()
    await server.auth.close()
    await database.close()
  })

  const anIssue = (occasion: string, change: Partial<DocumentToIssue> = {}): DocumentToIssue => ({
    ...{ kind: 'award', occasion, subject: 'procurement/p1', printedNumber: '九中选〔2026〕0017号' },
    ...{
      title: '中选通知书',
      project: '河道整治',
      issuer: '修水县行政审批局',
      at: instant('2026-09-28T17:00'),
    },
    parties: [{ role: 'owner', name: '修水县水利局' }],
    parts: sheet.parts,
    ...change,
  })
  const issue = (document: DocumentToIssue) =>
    database.db.transaction().execute((tx) => issueDocument(tx, server.deps, document))

  test('one occasion issues one document, numbered without gaps, also when many ask at once', async () => {
    const numbers = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => issue(anIssue(`award/${n % 3}`))))
    expect([...new Set(numbers)].sort()).toEqual(['ZX-2026-0001', 'ZX-2026-0002', 'ZX-2026-0003'])
  })

  test('an issue that is rolled back leaves no number behind', async () => {
    const failing = database.db.transaction().execute(async (tx) => {
      await issueDocument(tx, server.deps, anIssue('result/1', { kind: 'result' }))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await issue(anIssue('result/2', { kind: 'result' }))).toBe('JG-2026-0001')
  })

  test('the job typesets once; PDF, hash, log and check page agree', async () => {
    const number = await issue(anIssue('award/checked'))
    await server.deps.jobs.drain()
    await server.deps.jobs.enqueue(database.db as never, 'documents.typeset', { number })
    await server.deps.jobs.drain()

    const visitor = server.visitor()
    const pdf = await visitor.get(`/api/documents/${number}/document.pdf`)
    expect(pdf).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } })
    const sha256 = createHash('sha256').update(pdf.body).digest('hex')
    const check = await visitor.get(`/api/check/${number}`)
    expect(check.body).toMatchObject({
      ...{ valid: true, number, kind: 'award', title: '中选通知书', printedNumber: '九中选〔2026〕0017号' },
      ...{ sha256, size: pdf.body.length, issuer: '修水县行政审批局', demonstration: true },
      parties: [{ role: 'owner', name: '修水县水利局' }],
      at: '2026-09-28T17:00:00.000+08:00',
      signature: { name: '核验用', selfSigned: true },
    })
    expect(signaturesOf(pdf.body)).toEqual([{ by: '核验用', valid: true, whole: true }])
    const facts = await database.asOwner('select body from fact where subject = $1', [`document/${number}`])
    expect(facts.rows.map((r) => r.body.sha256)).toEqual([sha256])
    expect(check.body.leaf).toMatch(/^[0-9a-f]{64}$/)
  })

  test('whoever is faster than the job gets the document all the same', async () => {
    const number = await issue(anIssue('award/fast'))
    const svg = await server.visitor().get(`/api/documents/${number}/page.svg`)
    expect(svg).toMatchObject({ status: 200, headers: { 'content-type': 'image/svg+xml' } })
    expect((await server.visitor().get(`/api/check/${number}`)).body.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  // 26: 可作废采购公告. What it had brought forth is no longer valid, and stays readable.
  test('a withdrawn document says so', async () => {
    const number = await issue(anIssue('award/withdrawn', { subject: 'procurement/p2' }))
    await database.db
      .transaction()
      .execute((tx) =>
        withdrawDocuments(tx, 'procurement/p2', ['award'], '不可抗力', instant('2026-10-09T09:00')),
      )
    const check = await server.visitor().get(`/api/check/${number}`)
    expect(check.body).toMatchObject({ valid: false, withdrawn: { reason: '不可抗力' } })
    expect(await documentsOf(database.db as never, 'procurement/p2')).toMatchObject([
      { number, withdrawn: true },
    ])
  })

  describe(art('111', '28'), () => {
    test.each(['ZX-2026-9999', 'nonsense', '九中选〔2026〕0017号', "ZX-2026-0001' or 1=1"])(
      'nobody issued %s',
      async (number) => {
        const check = await server.visitor().get(`/api/check/${encodeURIComponent(number)}`)
        expect(check).toMatchObject({ status: 200, body: { valid: false, number } })
        const pdf = await server.visitor().get(`/api/documents/${encodeURIComponent(number)}/document.pdf`)
        expect([400, 404]).toContain(pdf.status)
      },
    )
  })

  test('a stored file that somebody changed is neither served nor called genuine', async () => {
    const number = await issue(anIssue('award/tampered'))
    await server.deps.jobs.drain()
    await database.asOwner(
      `update file set bytes = '%PDF-forged' where id = (select file from document where number = $1)`,
      [number],
    )
    const pdf = await server.visitor().get(`/api/documents/${number}/document.pdf`)
    expect(pdf).toMatchObject({ status: 409, body: { error: { code: 'document-damaged' } } })
    const check = await server.visitor().get(`/api/check/${number}`)
    expect(check.body).toMatchObject({ valid: false, intact: false })
  })
})
