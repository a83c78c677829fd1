import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { deadlines } from './deadlines.ts'
import { decide } from './engagement.ts'
import { noticesOf } from './notices.ts'
import { standingOf } from './recognition.ts'
import type { Engagement } from './state.ts'
import { accepted, at, by, contractFiled, delivered, play, type Step } from './testing.ts'

const run = (e: Engagement, [moment, side, command]: Step) => decide(e, command, at(moment, by(side)))
const code = (e: Engagement, step: Step) => {
  const decision = run(e, step)
  return decision.ok ? undefined : decision.refusal.code
}
/** Who hears of a step: `code → organisations`. */
const told = (e: Engagement, step: Step) => {
  const decision = run(e, step)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return decision.facts
    .flatMap((f) =>
      noticesOf(decision.state, f.kind.replace('engagement.', '') as never, f.body, chinaCalendar),
    )
    .map((p) => `${p.code} → ${p.to.join(', ')}`)
}
const refused: Step = [
  ...(['2026-11-10T10:00', 'department'] as const),
  {
    kind: 'refuse-recognition',
    ...{ reasons: '缺少弃渣场稳定性论证', basis: 'GB 50433—2018 第4.2.3条', file: 'opinion' },
  },
]
const answered: Step = [
  ...(['2026-11-11T10:00', 'agency'] as const),
  { kind: 'answer-non-recognition', number: 1, text: '论证见附件七', file: 'report' },
]
const done = play(contractFiled, delivered, accepted)

describe(art('111', '5.2'), () => {
  // 如不认可应出具书面意见说明理由及依据，并告知同级中介超市管理机构。
  test('in writing, with reasons and basis; the management body of the level, owner, agency and operator are told', () => {
    const e = play(contractFiled, delivered, accepted, refused)
    expect(e.nonRecognitions).toMatchObject([
      {
        ...{ number: 1, version: 1, department: { id: 'department', name: '九江市水利局' } },
        ...{
          management: { id: 'management' },
          basis: 'GB 50433—2018 第4.2.3条',
          file: { name: 'opinion.pdf' },
        },
      },
    ])
    expect(told(done, refused)).toEqual([
      'not-recognised → management',
      'not-recognised-parties → owner, agency, operator',
    ])
  })

  test('nothing to refuse before there is a deliverable; without its own paper; by anyone else', () => {
    expect(code(play(contractFiled), refused)).toBe('no-deliverable-yet')
    const without = { ...refused[2], file: 'report' } as Step[2]
    expect(code(done, ['2026-11-10T10:00', 'department', without])).toBe('attachment-unknown')
    for (const side of ['owner', 'agency', 'operator', 'finance'] as const)
      expect(code(done, ['2026-11-10T10:00', side, refused[2]])).toBe('not-permitted')
  })

  test('once for one version; a new version may be looked at anew', () => {
    expect(code(play(contractFiled, delivered, refused), refused)).toBe('not-recognised-already')
    const anew = play(contractFiled, delivered, refused, [
      '2026-11-11T09:00',
      'agency',
      { kind: 'upload-deliverable', file: 'report' },
    ])
    expect(code(anew, refused)).toBeUndefined()
  })

  test('the agency answers once, and is waited for until then', () => {
    const e = play(contractFiled, delivered, accepted, refused)
    const waits = (x: Engagement) =>
      deadlines(x, at('2026-11-11T10:00', by('system'))).some((d) => d.action === 'answer-non-recognition')
    expect(waits(e)).toBe(true)
    expect(told(e, answered)).toEqual(['non-recognition-answered → department'])
    const after = play(contractFiled, delivered, accepted, refused, answered)
    expect(after.nonRecognitions[0]?.answer).toMatchObject({ text: '论证见附件七' })
    expect(waits(after)).toBe(false)
    expect(code(after, answered)).toBe('no-non-recognition')
  })

  test('the department takes it back; it stays to be read', () => {
    const withdrawn: Step = [
      ...(['2026-11-12T10:00', 'department'] as const),
      { kind: 'withdraw-non-recognition', number: 1, reason: '补充论证符合要求' },
    ]
    const e = play(contractFiled, delivered, accepted, refused, answered, withdrawn)
    expect([e.nonRecognitions.length, standingOf(e)]).toEqual([1, []])
    expect(code(e, withdrawn)).toBe('no-non-recognition')
    expect(told(play(contractFiled, delivered, accepted, refused), withdrawn)).toEqual([
      'non-recognition-withdrawn → management, owner, agency, operator',
    ])
  })
})
