import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sm3 } from './sm3.ts'
import { hex } from './suite.ts'

test('the two examples of GB/T 32905, appendix A', () => {
  const text = (s: string) => new TextEncoder().encode(s)
  expect(hex(sm3(text('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  expect(hex(sm3(text('abcd'.repeat(16))))).toBe(
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  )
})

test('the same as OpenSSL for every length up to four blocks', () => {
  for (let length = 0; length <= 256; length++) {
    const message = Uint8Array.from({ length }, (_, i) => (i * 7 + length) % 256)
    expect(hex(sm3(message))).toBe(hash('sm3', message))
  }
})
