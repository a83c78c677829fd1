import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { hex, sha256, utf8 } from './bytes.ts'
import { parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import {
  checkSignature,
  cosign,
  formatKey,
  parseKey,
  parseNote,
  type Signer,
  signNote,
  type VerifierKey,
} from './note.ts'
import { type Receipt, receiptOf, verifyReceipt } from './receipt.ts'
import { chainFault, type FactRecord, isDurable, leafHash, noRecord, readRecord } from './record.ts'
import { append, emptyEdge, rootOf } from './tree.ts'

const signerOf = (name: string): Signer & { key: VerifierKey; witness: VerifierKey } => {
  const secret = sha256(utf8(name))
  const publicKey = ed25519.getPublicKey(secret)
  return {
    name,
    publicKey,
    sign: (message) => ed25519.sign(message, secret),
    key: { name, type: 1, publicKey },
    witness: { name, type: 4, publicKey },
  }
}
const log = signerOf('xunshi.test/log')
const other = signerOf('xunshi.other/log')
const witness = signerOf('witness.test/1')

describe('signed notes (c2sp.org/signed-note)', () => {
  // The examples of Go's sumdb/note and of C2SP.
  test.each([
    [
      'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
    ],
    [
      'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
    ],
  ])('a known key and note: %s', (text, note) => {
    const key = parseKey(text)!
    expect(formatKey(key)).toBe(text)
    expect(checkSignature(parseNote(note)!, key)).toEqual({ signed: true })
    const changed = note.replace('e', 'E')
    expect(checkSignature(parseNote(changed)!, key)).toEqual({ signed: false, forged: true })
  })

  test('keys go to text and back', () => {
    expect(parseKey(formatKey(log.key))).toEqual(log.key)
    expect(parseKey(formatKey(witness.witness))).toEqual(witness.witness)
    for (const text of [
      '',
      'a+b+c',
      formatKey(log.key).replace('xunshi', 'yunshi'),
      `${formatKey(log.key)}A`,
    ])
      expect(parseKey(text)).toBeUndefined()
  })

  test.each([
    '',
    'text\n',
    'text\n\n',
    'text\n\n- name AAAAAAAA\n',
    'text\n\n— name\n',
    'text\n\n— name !!!!\n',
    'text\n\n— na+me AAAAAAAA\n',
    'text\n\n— name AAAA\n',
    'te\u0000xt\n\n— name AAAAAAAA\n',
    'text\n\n— name AAAAAAAA',
    `text\n\n${'— name AAAAAAAA\n'.repeat(65)}`,
  ])('%j is not a note', (note) => {
    expect(parseNote(note)).toBeUndefined()
  })

  test('a text with blank lines is separated at the last one', () => {
    const note = signNote('one\n\ntwo\n', log)
    expect(parseNote(note)?.text).toBe('one\n\ntwo\n')
    expect(checkSignature(parseNote(note)!, log.key)).toEqual({ signed: true })
  })
})

describe('checkpoints (c2sp.org/tlog-checkpoint)', () => {
  const root = sha256(utf8('root'))
  const note = signCheckpoint(log, 20852163, root)

  test('reads as it was signed', () => {
    expect(verifyCheckpoint(note, log.key)).toEqual({
      ok: true,
      checkpoint: { origin: 'xunshi.test/log', size: 20852163, root },
    })
  })

  test('another log’s, another key’s, or a changed one is refused', () => {
    expect(verifyCheckpoint(note, other.key)).toEqual({ ok: false, fault: 'wrong-log' })
    expect(verifyCheckpoint(note, { ...other.key, name: log.name })).toEqual({ ok: false, fault: 'unsigned' })
    expect(verifyCheckpoint(note.replace('20852163', '20852164'), log.key)).toEqual({
      ok: false,
      fault: 'forged',
    })
    expect(verifyCheckpoint('', log.key)).toEqual({ ok: false, fault: 'malformed' })
  })

  test('no single changed character passes', () => {
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.constantFrom('0', 'A', '\n', ' ', '=', 'é'), (at, char) => {
        const changed = note.slice(0, at) + char + note.slice(at + 1)
        expect(verifyCheckpoint(changed, log.key).ok).toBe(changed === note)
      }),
      { numRuns: 300 },
    )
  })

  test.each(['x\n01\n', 'x\n-1\n', 'x\n1e3\n', 'x\n9007199254740993\n', '\n1\n', 'x\n\n'])(
    '%j is malformed',
    (head) => {
      expect(parseCheckpoint(`${head}${btoa('\0'.repeat(32))}\n`)).toBeUndefined()
    },
  )

  test('witnesses: enough of the trusted ones must have cosigned, and none falsely', () => {
    const second = signerOf('witness.test/2')
    const policy = { keys: [witness.witness, second.witness], threshold: 2 }
    const once = cosign(note, witness, 1679315147)
    const twice = cosign(once, second, 1679315148)
    expect(verifyCheckpoint(note, log.key, { witnesses: policy })).toEqual({
      ok: false,
      fault: 'too-few-witnesses',
    })
    expect(verifyCheckpoint(once, log.key, { witnesses: policy })).toEqual({
      ok: false,
      fault: 'too-few-witnesses',
    })
    expect(verifyCheckpoint(twice, log.key, { witnesses: policy }).ok).toBe(true)
    expect(checkSignature(parseNote(twice)!, second.witness)).toEqual({ signed: true, time: 1679315148 })
    const stolen = `${signNote(parseNote(signCheckpoint(log, 1, root))!.text, log) + once.split('\n').at(-2)!}\n`
    expect(verifyCheckpoint(stolen, log.key, { witnesses: policy })).toEqual({ ok: false, fault: 'forged' })
  })

  test('the cosignature example of c2sp.org/tlog-cosignature is read', () => {
    const example = parseNote(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n',
    )!
    expect(parseCheckpoint(example.text)).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20852163,
    })
    expect(example.signatures.map((s) => [s.name, hex(s.keyId)])).toEqual([
      ['example.com/behind-the-sofa', '033de0ae'],
      ['witness.example.com/w1', '8d66cf3f'],
    ])
    expect(example.signatures[1]?.signature).toHaveLength(72)
  })
})

const aRecord = (over: Partial<FactRecord> = {}): FactRecord => ({
  v: 1,
  id: '5a4f0a9e-3f5b-4b1e-9d0c-2f5b7a1c3d4e',
  subject: 'procurement/1',
  seq: 1,
  kind: 'procurement.published',
  at: instant('2023-03-06T09:00'),
  article: art('111', '23.2'),
  actor: 'operator/360400',
  visibility: 'public',
  body: { title: '防洪评价', money: 980000, lots: [1, 2], open: true, note: null },
  salt: '000102030405060708090a0b0c0d0e0f',
  prev: noRecord,
  ...over,
})

describe('records', () => {
  test('are hashed in their canonical form (RFC 8785), whatever the order of their members', () => {
    const record = aRecord()
    const turned = Object.fromEntries(Object.entries(record).reverse()) as unknown as FactRecord
    expect(hex(leafHash(turned))).toBe(hex(leafHash(record)))
    // Computed apart, by Python's json and hashlib.
    expect(hex(leafHash(record))).toBe('a77f1c67c8e4bb8408a888b63529bc7fecb6f9aba614d4bb3f8518db1e017e65')
  })

  test('survive JSON, or are refused', () => {
    for (const body of [
      { a: 1 },
      { a: [null, 'é', '\u{1F600}'] },
      { a: undefined },
      { a: { b: { c: -5 } } },
      {},
    ])
      expect(isDurable(body)).toBe(true)
    for (const body of [
      { a: 0.1 },
      { a: 2 ** 53 },
      { a: 'x\0' },
      { a: '\ud800' },
      { a: [undefined] },
      { a: 1n },
      { a: new Date() },
      { a: Number.NaN },
    ])
      expect(isDurable(body)).toBe(false)
  })

  test('from outside are read only when whole', () => {
    const record = aRecord()
    expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(record)
    for (const wrong of [
      null,
      'x',
      {},
      { ...record, v: 2 },
      { ...record, extra: 1 },
      { ...record, seq: 0 },
      { ...record, prev: 'A'.repeat(64) },
      { ...record, salt: 'ab' },
      { ...record, visibility: 'secret' },
      { ...record, body: null },
      { ...record, kind: undefined },
    ])
      expect(readRecord(wrong)).toBeUndefined()
  })

  test('form a chain; a changed, dropped, added or swapped one is found', () => {
    const chain: FactRecord[] = []
    let prev = noRecord
    for (let seq = 1; seq <= 5; seq++) {
      const record = aRecord({ seq, prev, body: { n: seq } })
      chain.push(record)
      prev = hex(leafHash(record))
    }
    const [a, b, c, d, e] = chain as [FactRecord, FactRecord, FactRecord, FactRecord, FactRecord]
    expect(chainFault(chain)).toBeUndefined()
    expect(chainFault([a, { ...b, body: { n: 9 } }, c, d, e])).toMatchObject({ seq: 3, fault: 'previous' })
    expect(chainFault([a, b, d, e])).toMatchObject({ seq: 3, fault: 'sequence' })
    expect(chainFault([a, b, { ...d, seq: 3 }, { ...c, seq: 4 }, e])).toMatchObject({
      seq: 3,
      fault: 'previous',
    })
    expect(chainFault([a, b, c, c, d])).toMatchObject({ seq: 4, fault: 'sequence' })
    expect(chainFault([{ ...a, prev: prev }, b])).toMatchObject({ seq: 1, fault: 'previous' })
  })
})

describe(art('111', '28'), () => {
  // 中介超市运营机构应对选取实行全流程管理。 A receipt proves, without asking anybody, that a fact stands in the log.
  const record = aRecord()
  const leaf = leafHash(record)
  const sibling = sha256(utf8('sibling'))
  const { edge } = append(emptyEdge, [sibling, leaf])
  const note = signCheckpoint(log, 2, rootOf(edge))
  const receipt = receiptOf(leaf, 1, [sibling], note, record)

  test('a true one', () => {
    expect(verifyReceipt(receipt, log.key).ok).toBe(true)
    const { record: _, ...bare } = receipt
    expect(verifyReceipt(bare, log.key).ok).toBe(true)
    expect(verifyReceipt(JSON.parse(JSON.stringify(receipt)), log.key).ok).toBe(true)
  })

  const wrong: [string, unknown, string][] = [
    ['another record', { ...receipt, record: { ...record, seq: 2 } }, 'wrong-record'],
    ['not a record', { ...receipt, record: 'x' }, 'wrong-record'],
    ['another leaf', { ...receipt, record: undefined, leaf: hex(sibling) }, 'not-in-log'],
    ['another place', { ...receipt, index: 0 }, 'not-in-log'],
    ['no proof', { ...receipt, proof: [] }, 'not-in-log'],
    ['a longer proof', { ...receipt, proof: [...receipt.proof, hex(leaf)] }, 'not-in-log'],
    ['another checkpoint', { ...receipt, checkpoint: signCheckpoint(log, 2, sibling) }, 'not-in-log'],
    ['another log', { ...receipt, checkpoint: signCheckpoint(other, 2, rootOf(edge)) }, 'wrong-log'],
    ['nothing', null, 'malformed'],
    ['a number', 7, 'malformed'],
    ['an endless proof', { ...receipt, proof: Array(65).fill(hex(leaf)) }, 'malformed'],
    ['a proof of what is not hex', { ...receipt, proof: ['zz'] }, 'malformed'],
    ['another version', { ...receipt, v: 2 } as unknown as Receipt, 'malformed'],
  ]
  test.each(wrong)('with %s', (_, value, fault) => {
    expect(verifyReceipt(value, log.key)).toEqual({ ok: false, fault })
  })
})
