import { describe, expect, test } from 'vitest'
import { chinaCalendar, dateOf, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { Actor, Context } from '../workflow/index.ts'
import {
  type BodyCommand,
  type BodyEntry,
  type BodyFields,
  type BodyKnowledge,
  body,
  bodyFaults,
  bodyKnowledgeKey,
  gapsOf,
} from './body.ts'

const fields = (change: Partial<BodyFields> = {}): BodyFields => ({
  ...{ kind: 'department', region: '360424', name: '修水县水利局', short: '县水利局', branch: 'jj-water' },
  documentNumber: '修府办字〔2026〕8号',
  ...change,
})
const free: BodyKnowledge = { functionTaken: false, nameTaken: false, branchKnown: true, held: [] }

function ctx(known: Partial<BodyKnowledge> = {}, actor: object = {}): Context {
  const now = instant('2026-10-09T10:00')
  const who = { kind: 'management', region: '360400', organisation: 'jj-management', person: 'p', roles: [] }
  return {
    ...{ now, today: dateOf(now), calendar: chinaCalendar },
    actor: { ...who, ...actor } as unknown as Actor,
    rules: { [bodyKnowledgeKey]: { ...free, ...known } } as unknown as Context['rules'],
  }
}
const refusal = (state: BodyEntry, command: BodyCommand, context = ctx()) => {
  const decision = body.decide(state, command, context)
  return decision.ok ? undefined : decision.refusal
}
const fresh: BodyEntry = { status: 'new', id: 'b1' }
const standing = (change: Partial<BodyFields> = {}): BodyEntry => ({
  status: 'standing',
  id: 'b1',
  ...fields(change),
})

// 7: 各县（市、区）中介超市管理机构由当地人民政府确定; 8 and 9 likewise.
describe(art('111', '7'), () => {
  test.each<[string, Partial<BodyFields>, string | undefined]>([
    ['whole', {}, undefined],
    ['a place of another city', { region: '360100' }, 'region'],
    ['the province', { region: '360000' }, 'region'],
    ['an abbreviation', { name: '水利局' }, 'name'],
    ['a name with a space', { name: '修水县 水利局' }, 'name'],
    ['a county department without its branch', { branch: '' }, 'branch'],
    ['a city department is a branch itself', { branch: '', region: '360400' }, undefined],
    ['an operator has none', { kind: 'operator', branch: '' }, undefined],
    ['no document', { documentNumber: ' ' }, 'documentNumber'],
  ])('entered: %s', (_, change, field) => {
    expect(bodyFaults(fields(change))[0]?.field).toBe(field)
    expect(refusal(fresh, { kind: 'set-up', fields: fields(change) })?.field).toBe(field)
  })

  test('by the city’s management body alone', () => {
    const command: BodyCommand = { kind: 'set-up', fields: fields() }
    expect(refusal(fresh, command)).toBeUndefined()
    for (const other of [{ region: '360424' }, { kind: 'operator' }])
      expect(refusal(fresh, command, ctx({}, other))?.code).toBe('not-available')
  })

  test('one body for a function, one name for a body, a branch that there is', () => {
    const command: BodyCommand = { kind: 'set-up', fields: fields() }
    expect(refusal(fresh, command, ctx({ functionTaken: true }))?.code).toBe('body-exists')
    expect(refusal(fresh, command, ctx({ nameTaken: true }))?.field).toBe('name')
    expect(refusal(fresh, command, ctx({ branchKnown: false }))?.field).toBe('branch')
  })

  test('renamed with a document; not to the name that it has', () => {
    const rename = (name: string, documentNumber = '修府办字〔2026〕9号'): BodyCommand => ({
      ...{ kind: 'rename', name, short: '县水利局', documentNumber },
    })
    expect(refusal(standing(), rename('修水县水利和湖泊局'))).toBeUndefined()
    expect(refusal(standing(), rename('修水县水利局'))?.code).toBe('body-name-same')
    expect(refusal(standing(), rename('修水县水利和湖泊局', ''))?.field).toBe('documentNumber')
  })

  test('ended once it holds nothing; refused with the list; the city’s two stay', () => {
    const end: BodyCommand = { kind: 'end', reason: '机构改革', documentNumber: '修府办字〔2026〕9号' }
    expect(refusal(standing(), end)).toBeUndefined()
    const held = [{ subject: 'admission', id: 'a1', title: '九江恒信' }]
    expect(refusal(standing(), end, ctx({ held }))).toMatchObject({
      ...{ code: 'body-holds', article: '111/7' },
      params: { n: 1, titles: ['九江恒信'], held },
    })
    for (const kind of ['management', 'operator'] as const)
      expect(refusal(standing({ kind, region: '360400', branch: '' }), end)?.code).toBe('city-body-stays')
    expect(refusal(standing(), { ...end, reason: '' })?.field).toBe('reason')
  })

  test('gaps are the two that a region cannot do without', () => {
    expect(gapsOf(['operator', 'department'])).toEqual(['management'])
    expect(gapsOf([])).toEqual(['management', 'operator'])
    expect(gapsOf(['management', 'operator'])).toEqual([])
  })
})
