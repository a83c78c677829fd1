import { beforeAll, describe, expect, test } from 'vitest'
import { aBundle } from '../../tests/builders/draw.ts'
import { installedTrustees, value } from '../../tests/builders/trustees.ts'
import { combine, type DrawSpec, pureSuites, specHash } from '../draw/index.ts'
import { art } from '../gazette/index.ts'
import { sealingFault } from './index.ts'

let spec: DrawSpec
let signature: string
beforeAll(async () => {
  const five = await installedTrustees('sealing-check')
  const drawn = aBundle({ seed: 'sealing-check', group: five.group, sealing: five.sealing.public })
  spec = drawn.spec
  const { announced, checkpoint } = drawn
  const request = { spec, ceremony: five.sealing.ceremony, announced, checkpoint }
  five.clock.now = '2026-09-24T10:00:00.000+08:00' as DrawSpec['deadline']
  const parts = [1, 3, 5].map(async (n) => ({
    trustee: n,
    signature: value(await five.trustees[n - 1]!.bind(request)),
  }))
  signature = combine(await Promise.all(parts))
})

const sealing = () => ({ key: spec.sealing!, spec: specHash(pureSuites[spec.suite], spec) })
const codeOf = (said: { key: string; spec: string }, value: DrawSpec, bound?: string): string | undefined =>
  sealingFault(said, { spec: { value }, ...(bound === undefined ? {} : { bound: { signature: bound } }) })
    ?.code

describe(art('111', '53.2'), () => {
  test('a key that the trustees have tied to the logged rules is sealed to', () => {
    expect(codeOf(sealing(), spec, signature)).toBeUndefined()
  })

  test('one that they have not tied yet is not', () => {
    expect(codeOf(sealing(), spec)).toBe('sealing-key-not-bound')
  })

  test.each([
    ['no signature', ''],
    ['noise', 'ab'.repeat(48)],
    ['half of one', 'ab'],
  ])('nor with %s in its place', (_, bound) => {
    expect(codeOf(sealing(), spec, bound)).toBe('sealing-key-not-bound')
  })

  test('a key of the server’s own making is not the one of the rules', () => {
    expect(codeOf({ ...sealing(), key: '11'.repeat(32) }, spec, signature)).toBe('sealing-key-differs')
  })

  test('another hash of the rules, or other rules under the same signature, are told', () => {
    expect(codeOf({ ...sealing(), spec: '22'.repeat(32) }, spec, signature)).toBe('sealing-key-differs')
    const earlier = { ...spec, deadline: '2026-09-25T17:00:00.000+08:00' as DrawSpec['deadline'] }
    const said = { key: spec.sealing!, spec: specHash(pureSuites[spec.suite], earlier) }
    expect(codeOf(said, earlier, signature)).toBe('sealing-key-not-bound')
  })
})
