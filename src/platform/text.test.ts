import { expect, test } from 'vitest'
import { unkeepable } from './text.ts'

test.each([
  ['plain text', { title: '水土保持 👩‍👩‍👧 𠮷\n', n: 7, none: null, list: [true] }, undefined],
  ['NUL', { draft: { title: 'a\0b' } }, 'draft.title'],
  ['half a pair in a list', { demands: ['好', { text: '\ud83d' }] }, 'demands.1.text'],
  ['the other half', '\ude00', ''],
])('%s', (_, value, path) => {
  expect(unkeepable(value)).toBe(path)
})
