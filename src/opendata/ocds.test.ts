import { describe, expect, test } from 'vitest'
import { type Instant, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { compiledRelease, type PlacedFact, type Process, releasesOf } from './index.ts'

const options = { prefix: 'ocds-abc123', site: 'https://market.example' }
const process: Process = {
  id: 'p1',
  owner: { id: 'o1', name: '修水县水利局', code: '11360424MB0000000X', region: '360424' },
  operator: { id: 'op', name: '修水县行政审批局' },
}
const agency = (n: number) => ({
  agency: `a${n}`,
  name: `机构${n}`,
  code: `9136040000000000${n}`,
  leaf: `${n}`,
})
const announcement = {
  title: '河道治理工程监理',
  content: '监理服务',
  money: 'fiscal',
  method: 'random',
  serviceType: '4.1',
  amount: 6_800_050,
  qualifications: [{ name: '水利工程施工监理', grade: '乙级' }],
  timeLimitDays: 90,
  deadline: instant('2026-09-25T00:00'),
}
const at = (day: string): Instant => instant(`2026-09-${day}T10:00`)
const fact = (index: number, kind: string, day: string, body: PlacedFact['body'] = {}): PlacedFact => ({
  ...{ index, kind, at: at(day), body },
})
const story: readonly PlacedFact[] = [
  fact(10, 'procurement.published', '21', { number: 'JJ-2026-0921-001', announcement }),
  fact(12, 'procurement.closed', '25'),
  fact(13, 'procurement.opened', '25', { registrations: 4, eligible: 3 }),
  fact(15, 'procurement.result', '25', { winner: agency(2), order: [agency(2), agency(1), agency(3)] }),
  fact(20, 'procurement.awarded', '29', { number: '九中选〔2026〕1号' }),
  fact(21, 'engagement.opened', '29', { notice: 'ZX-2026-0001' }),
  fact(30, 'engagement.completed', '30'),
  fact(31, 'engagement.rated', '30'),
  fact(33, 'engagement.closed', '30'),
]
const told = releasesOf(process, story, options)

describe(art('111', '28'), () => {
  // 选取结果产生后，中选结果由中介超市系统自动发布中选公告，并予以公示。
  test('a release for each fact that tells, named by its place in the log, tagged as the standard does', () => {
    expect(told.map(({ release }) => [release.id, release.tag])).toEqual([
      ['ocds-abc123-p1-10', ['tender']],
      ['ocds-abc123-p1-13', ['tenderUpdate']],
      ['ocds-abc123-p1-15', ['award']],
      ['ocds-abc123-p1-20', ['awardUpdate']],
      ['ocds-abc123-p1-21', ['contract']],
      ['ocds-abc123-p1-30', ['implementation']],
      ['ocds-abc123-p1-33', ['contractTermination']],
    ])
    expect(new Set(told.map(({ release }) => release.ocid))).toEqual(new Set(['ocds-abc123-p1']))
  })

  test('the fee is yuan to the 分; a fee by formula has no value', () => {
    expect(told[0]!.release.tender?.value).toEqual({ amount: 68_000.5, currency: 'CNY' })
    expect(JSON.stringify(told[0]!.release)).toContain('"amount":68000.5,')
    const { amount: _, ...open } = announcement
    const body = { number: 'n', announcement: { ...open, formula: '按工程造价的 1.2%' } }
    const [first] = releasesOf(process, [fact(1, 'procurement.published', '21', body)], options)
    expect(first!.release.tender).not.toHaveProperty('value')
    expect(first!.release.tender?.awardCriteriaDetails).toContain('1.2%')
  })

  test('the price that won takes the place of the announced one', () => {
    const winner = { ...agency(1), amount: 5_000_001 }
    const body = { winner, order: [winner] }
    const [, second] = releasesOf(process, [story[0]!, fact(11, 'procurement.result', '25', body)], options)
    expect(second!.release.awards?.[0]?.value).toEqual({ amount: 50_000.01, currency: 'CNY' })
  })

  test('a winner that drops out: unsuccessful, and a second award to the next', () => {
    const facts = [
      ...story.slice(0, 4),
      fact(16, 'procurement.disqualified', '26'),
      fact(17, 'procurement.result', '26', { winner: agency(1), order: [agency(2), agency(1), agency(3)] }),
      fact(20, 'procurement.awarded', '29', { number: '九中选〔2026〕1号' }),
    ]
    const last = releasesOf(process, facts, options).at(-1)!.release
    expect(last.awards?.map((a) => [a.id, a.status, a.suppliers[0]?.name])).toEqual([
      ['15', 'unsuccessful', '机构2'],
      ['17', 'active', '机构1'],
    ])
    const suppliers = last.parties.filter((p) => p.roles.includes('supplier'))
    expect(suppliers.map((p) => p.name)).toEqual(['机构1'])
  })

  test('a record is the last release, compiled', () => {
    const compiled = compiledRelease(told.map((r) => r.release))!
    expect(compiled.tag).toEqual(['compiled'])
    expect(compiled.contracts?.[0]).toMatchObject({ awardID: '15', status: 'terminated' })
    expect(compiledRelease([])).toBeUndefined()
  })
})

describe(art('111', '53.2'), () => {
  // 公开选取前擅自泄露项目报名中介服务机构名单。
  test('no name and no number of those who registered before the selection', () => {
    const early = JSON.stringify(told.slice(0, 1))
    expect(early).not.toMatch(/机构\d|tenderer|numberOfTenderers/)
    expect(JSON.stringify(told[1])).not.toMatch(/机构\d/)
    expect(JSON.stringify(told[2])).toMatch(/机构3/)
  })
})

describe(art('111', '27'), () => {
  // 发布流选公告…另行组织选取。
  test('failed: unsuccessful, no award; the next process names it', () => {
    const facts = [
      story[0]!,
      story[2]!,
      fact(14, 'procurement.failed', '25', { reason: 'too-few-registrations' }),
    ]
    const last = releasesOf(process, facts, options).at(-1)!.release
    expect(last.tender?.status).toBe('unsuccessful')
    expect(last).not.toHaveProperty('awards')
    const annulled = [
      ...story.slice(0, 4),
      fact(16, 'procurement.failed', '28', { reason: 'complaint-upheld' }),
    ]
    expect(releasesOf(process, annulled, options).at(-1)!.release.awards?.[0]?.status).toBe('cancelled')
    const [next] = releasesOf({ ...process, id: 'p2', previous: 'p1' }, [story[0]!], options)
    expect(next!.release.relatedProcesses).toEqual([
      expect.objectContaining({ relationship: ['unsuccessfulProcess'], identifier: 'ocds-abc123-p1' }),
    ])
  })
})

describe(art('111', '26'), () => {
  test('voided after the award: the award and what was opened on it are cancelled', () => {
    const facts = [
      ...story.slice(0, 6),
      fact(22, 'procurement.voided', '30', { reason: '洪水' }),
      fact(23, 'engagement.ended', '30', { reason: '洪水' }),
    ]
    const last = releasesOf(process, facts, options).at(-1)!.release
    expect(last.awards?.[0]?.status).toBe('cancelled')
    expect(last.contracts?.[0]?.status).toBe('cancelled')
  })
})

describe(art('111', '25.1'), () => {
  test('cancelled before the selection', () => {
    const last = releasesOf(process, [story[0]!, fact(11, 'procurement.cancelled', '22')], options).at(-1)!
    expect(last.release.tag).toEqual(['tenderCancellation'])
    expect(last.release.tender?.status).toBe('cancelled')
  })
})
