import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { seenBreach } from './seen-breach.ts'
import { award } from './testing.ts'

const seen = (what: Parameters<typeof seenBreach>[2], body: Record<string, unknown>) =>
  seenBreach('e1', { award }, what, body)
const missed = (clock: string) => seen('possible-breach', { clock, due: '2026-10-11T00:00:00.000+08:00' })

describe(art('111', '39.1'), () => {
  // 未按时与项目业主联系、…不按时与项目业主签订合同的。
  test.each(['contact', 'contract'])('a missed %s opens a draft, named by the event', (clock) => {
    expect(missed(clock)).toMatchObject({
      ...{ agency: award.agency.id, situation: '39.1', text: expect.stringContaining(award.notice) },
      origin: { source: `engagement/e1/${clock}`, about: { subject: 'engagement', id: 'e1' } },
    })
  })
  test('an unpaid fee is not the agency’s', () => expect(missed('payment')).toBeUndefined())
})

describe(art('111', '39.3'), () => {
  // 不按合同规定的服务时间完成相关工作的。
  test('a late deliverable', () => expect(missed('deliverable')).toMatchObject({ situation: '39.3' }))
})

describe(art('111', '39.4'), () => {
  // 未被…认可，而被行业主管部门退回的。
  test('returned by the owner: once for an engagement, to look into', () => {
    const first = seen('deliverable-returned', { version: 1, reasons: '缺附图' })
    expect(first).toMatchObject({ situation: '39.4', text: expect.stringContaining('缺附图') })
    expect(seen('deliverable-returned', { version: 2, reasons: '仍缺' })?.origin).toEqual(first?.origin)
  })
  test('not recognised by a department: each time', () => {
    const of = (number: number) =>
      seen('not-recognised', { by: '水利局', number, version: 1, reasons: '缺原始记录' })
    expect(of(1)).toMatchObject({ situation: '39.4', text: expect.stringContaining('水利局') })
    expect(of(1)?.origin.source).not.toBe(of(2)?.origin.source)
  })
})

test('what goes well opens nothing', () => {
  for (const what of ['opened', 'completed', 'rated', 'closed'] as const)
    expect(seen(what, {})).toBeUndefined()
})
