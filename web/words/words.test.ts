import { expect, test } from 'vitest'
import { fill } from './words.ts'

const text = (zh: string) => ({ zh, en: zh })

test.each([
  ['{{n}} 项', { n: 3 }, '3 项'],
  ['最早为 {{earliest}}。', { earliest: '2026-10-09T00:00:00.000+08:00' }, '最早为 2026-10-08 周四 24:00。'],
  ['已写好的 2026-09-28T17:00:00.000+08:00', {}, '已写好的 2026-09-28 周一 17:00'],
  ['{{names}}', { names: ['审计局', { zh: '财政局', en: 'Finance' }] }, '审计局、财政局'],
  ['缺 {{nothing}} 也不报错', {}, '缺  也不报错'],
])('%s', (zh, params, said) => {
  expect(fill(text(zh), 'zh', params)).toBe(said)
})
