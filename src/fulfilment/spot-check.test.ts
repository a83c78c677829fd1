import { describe, expect, test } from 'vitest'
import { type PlainDate, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Settings } from '../workflow/index.ts'
import {
  newSpotCheck,
  nextPeriod,
  type PoolEntry,
  placesOf,
  type SpotCheck,
  type SpotCheckCommand,
  spotCheckKey,
  spotCheckSharePermille,
  spotCheckWorkflow,
} from './index.ts'
import { at, by } from './testing.ts'

const entry = (n: number): PoolEntry => ({
  ...{ engagement: `e${n}`, notice: `ZX-2026-000${n}`, title: `第${n}项`, filedOn: plainDate('2026-08-14') },
  agency: { id: n === 1 ? 'agency' : `agency-${n}`, name: `机构${n}` },
  owner: { id: n === 1 ? 'owner' : `owner-${n}`, name: `业主${n}` },
})
const pool = [1, 2, 3].map(entry)

type Who = Parameters<typeof by>[0] | 'second'
type Step = [moment: string, who: Who, command: SpotCheckCommand]

const actorOf = (who: Who) =>
  who === 'second'
    ? ({ ...by('operator'), person: 'operator-2', personName: '李敏' } as ReturnType<typeof by>)
    : by(who)

const decide = (c: SpotCheck, [moment, who, command]: Step, known: object = {}) =>
  spotCheckWorkflow.decide(
    c,
    command,
    at(moment, actorOf(who), { [spotCheckKey]: { pool, drawn: {}, ...known } } as unknown as Settings),
  )

function play(...steps: Step[]): SpotCheck {
  let c = newSpotCheck({ id: 's1', operator: { id: 'operator', name: '修水县行政审批局' }, region: '360424' })
  for (const step of steps) {
    const decision = decide(c, step)
    if (!decision.ok) throw new Error(`${step[2].kind}: ${decision.refusal.code}`)
    c = decision.state
  }
  return c
}

const day = (text: string): PlainDate => plainDate(text)
const announced: Step = [
  '2026-09-28T16:00',
  'operator',
  { kind: 'announce', title: '八月合同抽查', from: day('2026-08-01'), to: day('2026-08-31') },
]
const frozen: Step = ['2026-09-30T10:00', 'system', { kind: 'draw' }]
const drawn: Step = [
  '2026-09-30T10:01',
  'system',
  { kind: 'drawn', order: ['ZX-2026-0001', 'ZX-2026-0003', 'ZX-2026-0002'] },
]
const found: Step = [
  '2026-10-09T09:00',
  'operator',
  {
    ...{ kind: 'record-finding', notice: 'ZX-2026-0001', consistency: 'explained', performance: 'performed' },
    ...{ text: '时限经协商延长两日，已说明。', file: 'minutes' },
  },
]
const confirmed: Step = ['2026-10-09T10:00', 'second', { kind: 'confirm-finding', notice: 'ZX-2026-0001' }]
const code = (decision: ReturnType<typeof decide>) => (decision.ok ? undefined : decision.refusal.code)

describe(art('111', '37'), () => {
  // 中介超市运营机构对合同与选取公告的一致性、中介服务机构履约情况进行跟踪抽查，对中介服务机构履约情况予以记录。
  test.each<[string, string, string, object, string | undefined]>([
    ['a whole month that is over', '2026-08-01', '2026-08-31', {}, undefined],
    ['two of them', '2026-07-01', '2026-08-31', {}, undefined],
    ['from the second day', '2026-08-02', '2026-08-31', {}, 'period-not-whole'],
    ['to the day before the last', '2026-08-01', '2026-08-30', {}, 'period-not-whole'],
    ['a month that runs', '2026-09-01', '2026-09-30', {}, 'period-not-over'],
    ['backwards', '2026-08-01', '2026-07-31', {}, 'period-not-whole'],
    ['next to the last check', '2026-08-01', '2026-08-31', { checkedUntil: '2026-07-31' }, undefined],
    ['again', '2026-08-01', '2026-08-31', { checkedUntil: '2026-08-31' }, 'period-not-next'],
    ['with a month left out', '2026-08-01', '2026-08-31', { checkedUntil: '2026-06-30' }, 'period-not-next'],
    ['without a contract', '2026-08-01', '2026-08-31', { pool: [] }, 'pool-empty'],
  ])('the pool: %s', (_, from, to, known, refusal) => {
    const step: Step = [
      '2026-09-28T16:00',
      'operator',
      { kind: 'announce', title: '抽查', from: day(from), to: day(to) },
    ]
    expect(code(decide(play(), step, known))).toBe(refusal)
  })

  test('on the first of October September is over', () => {
    const step: Step = [
      '2026-10-01T00:00',
      'operator',
      { kind: 'announce', title: '抽查', from: day('2026-09-01'), to: day('2026-09-30') },
    ]
    expect(code(decide(play(), step))).toBeUndefined()
  })

  test.each([
    [1, 1],
    [10, 1],
    [11, 2],
    [20, 2],
    [21, 3],
  ])('of %i contracts %i are drawn: a tenth, at least one', (contracts, places) => {
    expect(placesOf(contracts, {})).toBe(places)
  })

  test('the city may set another share', () => {
    expect(placesOf(11, { [spotCheckSharePermille.key]: 500 })).toBe(6)
  })

  test.each([
    ['announced on Monday 28 September: drawn on Wednesday 30', '2026-09-28T16:00', '2026-09-30T10:00'],
    ['on the 30th: across the National Day holidays', '2026-09-30T09:00', '2026-10-09T10:00'],
  ])('%s, at ten', (_, moment, drawAt) => {
    const c = play([moment, 'operator', announced[2]])
    expect(c).toMatchObject({ status: 'announced', places: 1, drawAt: `${drawAt}:00.000+08:00` })
    expect(spotCheckWorkflow.deadlines(c, at(moment, by('system')))).toMatchObject([
      { action: 'draw', due: `${drawAt}:00.000+08:00`, who: 'system' },
    ])
  })

  test('nobody draws by hand, and not a minute before', () => {
    const c = play(announced)
    expect(code(decide(c, ['2026-09-30T09:59', 'system', { kind: 'draw' }]))).toBe('draw-not-yet')
    expect(code(decide(c, ['2026-09-30T10:00', 'operator', { kind: 'draw' }]))).toBe('not-permitted')
    expect(code(decide(play(announced, frozen), [drawn[0], 'operator', drawn[2]]))).toBe('not-permitted')
  })

  test('the first of the drawn order is checked, and no other', () => {
    const c = play(announced, frozen, drawn) as Extract<SpotCheck, { status: 'checking' }>
    expect(c.checked.map((x) => x.notice)).toEqual(['ZX-2026-0001'])
    const other: Step = [found[0], 'operator', { ...found[2], notice: 'ZX-2026-0002' } as SpotCheckCommand]
    expect(code(decide(c, other))).toBe('no-such-entry')
    expect(() =>
      decide(play(announced, frozen), ['2026-09-30T10:01', 'system', { kind: 'drawn', order: ['x'] }]),
    ).toThrow('not in the pool')
  })

  test('twenty working days to check, across the holidays: until 3 November 24:00', () => {
    const c = play(announced, frozen, drawn)
    const [clock] = spotCheckWorkflow.deadlines(c, at('2026-10-09T09:00', by('operator')))
    expect(clock).toMatchObject({
      action: 'record-finding',
      due: '2026-11-04T00:00:00.000+08:00',
      who: 'operator',
    })
  })

  test('a finding needs words and the operator’s own paper', () => {
    const c = play(announced, frozen, drawn)
    const but = (changes: object): Step => [
      found[0],
      'operator',
      { ...found[2], ...changes } as SpotCheckCommand,
    ]
    expect(code(decide(c, but({ text: ' ' })))).toBe('check-text-missing')
    expect(code(decide(c, but({ file: 'foreign' })))).toBe('attachment-unknown')
    expect(code(decide(c, but({})))).toBeUndefined()
  })

  test('published when all is confirmed, with each result in the log', () => {
    const publish: Step = [
      '2026-10-12T09:00',
      'operator',
      { kind: 'publish', text: '抽查 1 份，未发现违约。' },
    ]
    expect(code(decide(play(announced, frozen, drawn, found), publish))).toBe('findings-missing')
    const decision = decide(play(announced, frozen, drawn, found, confirmed), publish)
    expect(decision).toMatchObject({
      ok: true,
      state: { status: 'published' },
      facts: [
        {
          visibility: 'public',
          body: { results: [{ notice: 'ZX-2026-0001', agency: '机构1', consistency: 'explained' }] },
        },
      ],
    })
  })

  test('each side answers a confirmed finding once; strangers never', () => {
    const says = (who: Who): Step => [
      '2026-10-09T11:00',
      who,
      { kind: 'comment', notice: 'ZX-2026-0001', text: '属实。' },
    ]
    expect(code(decide(play(announced, frozen, drawn, found), says('agency')))).toBe('nothing-to-comment')
    const c = play(announced, frozen, drawn, found, confirmed)
    expect(code(decide(c, says('department')))).toBe('not-permitted')
    const after = play(announced, frozen, drawn, found, confirmed, says('agency'), says('owner'))
    expect(after).toMatchObject({ checked: [{ comments: [{ by: 'agency' }, { by: 'owner' }] }] })
    expect(code(decide(after, says('agency')))).toBe('nothing-to-comment')
  })

  test.each([
    ['2026-09-28', undefined, { to: '2026-08-31' }],
    ['2026-09-28', '2026-07-31', { from: '2026-08-01', to: '2026-08-31' }],
    ['2026-09-28', '2026-08-31', undefined],
    ['2026-10-01', '2026-08-31', { from: '2026-09-01', to: '2026-09-30' }],
  ])('what comes next on %s after %s', (today, until, next) => {
    expect(nextPeriod(day(today), until === undefined ? undefined : day(until))).toEqual(next)
  })
})

describe(art('111', '53.4'), () => {
  // 未核实情况导致中介服务机构被错误信用处理。
  test('whoever recorded a finding does not confirm it, nor send it back', () => {
    const c = play(announced, frozen, drawn, found)
    expect(code(decide(c, [confirmed[0], 'operator', confirmed[2]]))).toBe('second-person-needed')
    const back: SpotCheckCommand = { kind: 'return-finding', notice: 'ZX-2026-0001', reason: '缺现场照片。' }
    expect(code(decide(c, [confirmed[0], 'operator', back]))).toBe('second-person-needed')
    const again = decide(c, [confirmed[0], 'second', back])
    expect(again).toMatchObject({ ok: true, state: { checked: [{ finding: undefined }] } })
    expect(code(decide(c, confirmed))).toBeUndefined()
  })

  test('a confirmed finding stays as it is', () => {
    const c = play(announced, frozen, drawn, found, confirmed)
    expect(code(decide(c, found))).toBe('nothing-to-record')
    expect(code(decide(c, confirmed))).toBe('nothing-to-confirm')
  })
})
