import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import * as box from './io/box.ts'
import * as pure from './sealing.ts'
import { hex } from './suite.ts'

const text = (s: string) => new TextEncoder().encode(s)
const fresh = () => new Uint8Array(randomBytes(32))
const name = text('{"code":"91360400MA35XXXX0Y","name":"江西赣北水保工程咨询有限公司"}')

describe(art('111', '53.2'), () => {
  // 公开选取前擅自泄露项目报名中介服务机构名单。
  const key = box.newSealingKey()

  test('what the browser seals the server opens, and the other way round', () => {
    expect(box.unseal(key.secretKey, pure.seal(key.publicKey, name, 'party', fresh()), 'party')).toEqual(name)
    expect(pure.unseal(key.secretKey, box.seal(key.publicKey, name, 'party'), 'party')).toEqual(name)
  })

  test('the same randomness gives the same box in both: one format', () => {
    const sender = fresh()
    const sealed = pure.seal(key.publicKey, name, 'party', sender)
    expect(pure.unseal(key.secretKey, sealed, 'party')).toEqual(name)
    expect(hex(sealed.subarray(0, 32))).toBe(hex(box.sealingPublicKey(sender)))
  })

  test('a box does not open for another key or another purpose, nor after a change of any byte', () => {
    const sealed = box.seal(key.publicKey, name, 'party')
    expect(() => box.unseal(box.newSealingKey().secretKey, sealed, 'party')).toThrow()
    expect(() => box.unseal(key.secretKey, sealed, 'quote')).toThrow()
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice()
      changed[at]! ^= 1
      // The highest bit of an X25519 key is not part of it (RFC 7748, 5), but it is part of what the key is made from.
      expect(() => box.unseal(key.secretKey, changed, 'party')).toThrow()
      expect(() => pure.unseal(key.secretKey, changed, 'party')).toThrow()
    }
  })

  test('the length of a box does not tell whose name is in it', () => {
    const lengths = ['甲', '江西赣北水保工程咨询有限公司', '某'.repeat(60)].map(
      (n) => box.seal(key.publicKey, text(n), 'party').length,
    )
    expect(new Set(lengths).size).toBe(1)
  })

  test.each([0, 1, 254, 255, 256, 257, 511, 512])('%i bytes come back as they were', (length) => {
    const plain = new Uint8Array(randomBytes(length))
    expect(box.unseal(key.secretKey, box.seal(key.publicKey, plain, 'x'), 'x')).toEqual(plain)
  })
})
