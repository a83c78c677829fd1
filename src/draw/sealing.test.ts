import { randomBytes } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, test } from 'vitest'
import { aBundle } from '../../tests/builders/draw.ts'
import { instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import * as box from './io/box.ts'
import { joinShares, sharesFor } from './io/shares.ts'
import * as pure from './sealing.ts'
import { specHash } from './spec.ts'
import { hex, pureSuites, unhex } from './suite.ts'
import { createTrustee, type Trustee, type Trustees } from './trustee.ts'

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

describe('the private half among the trustees', async () => {
  const draw = aBundle({ seed: 'sealing' })
  const { spec } = draw
  let now = spec.deadline
  const key = box.newSealingKey()
  const members: Trustee[] = await Promise.all(
    spec.trustees.map(async (trusteeName, i) => {
      const identity = await generateX25519Identity()
      const secrets = {
        ...{ number: i + 1, name: trusteeName, threshold: 3, commitments: spec.commitments },
        ...{ share: draw.shares[i]!, identity, recipient: await identityToRecipient(identity) },
      }
      return createTrustee(secrets, { remember: async (_, said) => said }, async () => now)
    }),
  )
  const trustees: Trustees = { demonstration: true, threshold: 3, commitments: spec.commitments, members }
  const rules = unhex(specHash(pureSuites.sha256, spec))
  const shares = await sharesFor(trustees, rules, key.secretKey)
  const release = async (i: number) => {
    const answer = await members[i]!.release({ spec, share: shares[i]! })
    if (!answer.ok) throw new Error(answer.refusal)
    return { trustee: i + 1, share: answer.value }
  }

  test('any three open it, two do not', async () => {
    const released = await Promise.all([0, 1, 2, 3, 4].map(release))
    for (const [a, b, c] of [
      [0, 1, 2],
      [0, 2, 4],
      [4, 3, 1],
    ] as const) {
      const joined = await joinShares([released[a]!, released[b]!, released[c]!], 3, key.publicKey)
      expect(joined?.secretKey).toEqual(key.secretKey)
    }
    expect(await joinShares(released.slice(0, 2), 3, key.publicKey)).toBeUndefined()
  })

  test('a wrong share does not keep three right ones from opening it', async () => {
    const right = await Promise.all([1, 2, 4].map(release))
    const wrong = { trustee: 1, share: new Uint8Array(randomBytes(33)) }
    const joined = await joinShares([wrong, ...right], 3, key.publicKey)
    expect(joined).toEqual({ secretKey: key.secretKey, from: [2, 3, 5] })
  })

  test('no trustee releases a millisecond before the deadline', async () => {
    now = instant('2026-09-28T16:59:59.999')
    expect(await members[0]!.release({ spec, share: shares[0]! })).toEqual({
      ok: false,
      refusal: 'before-deadline',
    })
    now = instant('2026-09-28T17:00')
    expect(await members[0]!.release({ spec, share: shares[0]! })).toMatchObject({ ok: true })
  })

  test('nor the share of a running draw that is asked for with the rules of a past one', async () => {
    const past = { ...spec, deadline: instant('2026-09-01T17:00') }
    expect(await members[0]!.release({ spec: past, share: shares[0]! })).toEqual({
      ok: false,
      refusal: 'other-share',
    })
    expect(await members[0]!.release({ spec, share: shares[1]! })).toEqual({
      ok: false,
      refusal: 'other-share',
    })
  })
})
