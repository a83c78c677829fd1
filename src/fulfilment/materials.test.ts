import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { deadlines } from './deadlines.ts'
import { decide } from './engagement.ts'
import type { Engagement } from './state.ts'
import { at, by, contacted, contractFiled, delivered, play, type Step } from './testing.ts'

const code = (e: Engagement, [moment, side, command]: Step) => {
  const decision = decide(e, command, at(moment, by(side)))
  return decision.ok ? undefined : decision.refusal.code
}
const told = (...names: string[]): Step => [
  ...(['2026-10-10T16:00', 'agency'] as const),
  { kind: 'tell-materials', items: names.map((name) => ({ name, basis: 'GB 50433—2018 第3.2节' })) },
]
const handed = (...items: number[]): Step => [
  ...(['2026-10-12T09:00', 'owner'] as const),
  { kind: 'hand-over-materials', items },
]
const waits = (e: Engagement) =>
  deadlines(e, at('2026-10-12T09:00', by('system')))
    .filter((d) => d.action.includes('materials'))
    .map((d) => `${d.who} ${d.action}`)

describe(art('111', '33.2'), () => {
  // 一次性告知：依规定向项目业主一次性告知开展相关服务所需的材料清单，清单内容不得超出从业规范要求。
  test('told once and whole: nothing can be added', () => {
    const e = play(contractFiled, told('立项批复', '地形图'))
    expect(e.materials?.items.map((m) => [m.name, m.basis])).toEqual([
      ['立项批复', 'GB 50433—2018 第3.2节'],
      ['地形图', 'GB 50433—2018 第3.2节'],
    ])
    expect(code(e, told('还要一份'))).toBe('materials-told-already')
  })

  test('that nothing is needed is an answer too, and is also given once', () => {
    const e = play(contractFiled, told())
    expect(code(e, told('还要一份'))).toBe('materials-told-already')
    expect(code(e, handed(1))).toBe('materials-handed-already')
  })

  test('not before somebody has been in touch; by the agency alone', () => {
    expect(code(play(), told('立项批复'))).toBe('no-contact-yet')
    expect(code(play(contacted), told('立项批复'))).toBeUndefined()
    expect(code(play(contacted), ['2026-10-10T16:00', 'owner', told('立项批复')[2]])).toBe('not-permitted')
    expect(code(play(contractFiled, delivered), told('立项批复'))).toBe('not-available')
  })

  test('the same thing is not asked for twice', () => {
    expect(code(play(contractFiled), told('立项批复', '立项批复'))).toBe('material-named-twice')
  })

  test('the owner ticks what was handed over, each thing once', () => {
    const e = play(contractFiled, told('立项批复', '地形图', '规划许可'), handed(1, 3))
    expect(e.materials?.items.map((m) => m.handedAt !== undefined)).toEqual([true, false, true])
    expect(code(e, handed(3))).toBe('no-such-material')
    expect(code(e, handed(4))).toBe('no-such-material')
    expect(code(e, handed(2))).toBeUndefined()
  })

  test('who is waited for', () => {
    expect(waits(play(contractFiled))).toEqual(['agency tell-materials'])
    expect(waits(play(contractFiled, told('立项批复')))).toEqual(['owner hand-over-materials'])
    expect(waits(play(contractFiled, told('立项批复'), handed(1)))).toEqual([])
  })
})
