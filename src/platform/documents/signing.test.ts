import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '../../calendar/index.ts'
import { mention } from '../../gazette/index.ts'
import { signaturesOf } from './signing.testing.ts'
import { makeIdentity, openIdentity, p12Of, readIdentity, signPdf } from './signing.ts'
import { renderPdf } from './typeset.ts'

const signing = { reason: '出具中选通知书', location: '江西省九江市', at: instant('2026-09-28T17:00') }

// 32.2: 电子资料与纸质资料具有同等效力: a signature is what a paper's seal is.
describe(`digital signatures of documents (${mention('111', '32.2')})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'xunshi-signing-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let pdf: Buffer
  let signed: Buffer
  const market = makeIdentity('九江市网上中介服务超市')
  beforeAll(async () => {
    pdf = await renderPdf({
      ...{ head: '红头', number: '一号', title: '中选通知书', parts: [{ kind: 'paragraph', text: '内容' }] },
      ...{
        issuer: '行政审批局',
        date: '2026年9月28日',
        at: { year: 2026, month: 9, day: 28 },
        check: 'ZX-2026-0001',
      },
      ...{ url: 'http://x', demonstration: false },
      qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
    })
    signed = await signPdf(pdf, market, signing)
  })

  test('pdfsig finds it valid, over the whole document, by a Chinese name; unsigned there is none', () => {
    expect(signaturesOf(signed)).toEqual([{ by: '九江市网上中介服务超市', valid: true, whole: true }])
    expect(signaturesOf(pdf)).toEqual([])
  })

  test('what was typeset stands unchanged in front of the signature, and the file ID in the new trailer', () => {
    const before = pdf.length - 1
    expect(signed.subarray(0, before).equals(pdf.subarray(0, before))).toBe(true)
    expect(signed.toString('latin1').match(/\/ID \[/g)).toHaveLength(2)
  })

  test('one byte changed, and it is no longer valid', () => {
    const at = signed.indexOf('/Type /Page')
    const forged = Buffer.from(signed)
    forged[at + 200] = forged[at + 200]! ^ 1
    expect(signaturesOf(forged)).toMatchObject([{ valid: false }])
  })

  test('a second party signs behind the first: both valid, each by its own name', async () => {
    const both = await signPdf(signed, makeIdentity('张三'), { ...signing, at: instant('2026-09-29T09:00') })
    expect(signaturesOf(both)).toEqual([
      { by: '九江市网上中介服务超市', valid: true, whole: false },
      { by: '张三', valid: true, whole: true },
    ])
  })

  test('made once, kept for its owner alone, and the same at the next start', () => {
    const first = openIdentity(folder, '浔市')
    expect(first).toMatchObject({ name: '浔市', selfSigned: true })
    expect(openIdentity(folder, '别的名字').fingerprint).toBe(first.fingerprint)
    for (const name of ['signing.p12', 'signing.passphrase'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  test('one that was brought, with a Chinese name in its certificate', async () => {
    const path = join(folder, 'own.p12')
    writeFileSync(path, p12Of(market, 'geheim'))
    const own = openIdentity(folder, '不用', { path, passphrase: 'geheim' })
    expect(own.fingerprint).toBe(market.fingerprint)
    expect(signaturesOf(await signPdf(pdf, own, signing))).toMatchObject([{ by: market.name, valid: true }])
    expect(() => readIdentity(readFileSync(path), 'wrong')).toThrow()
  })

  test('a PDF that is not of this market’s making is not signed half', async () => {
    await expect(signPdf(Buffer.from('%PDF-1.7 nonsense'), market, signing)).rejects.toThrow()
  })
})
