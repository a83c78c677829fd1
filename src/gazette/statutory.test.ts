import { describe, expect, test } from 'vitest'
import { art, statutory, versionFaults } from './index.ts'

describe('statutory', () => {
  const figure = statutory({
    cites: art('111', '23.2'),
    versions: [
      { from: '2022-12-01', to: '2024-02-29', value: 2 },
      { from: '2024-03-01', value: 3, by: '示例文号' },
    ],
  })

  test.each([
    ['2022-12-01', 2],
    ['2024-02-29', 2],
    ['2024-03-01', 3],
    ['2030-01-01', 3],
  ])('on %s the value is %i', (date, value) => {
    expect(figure.on(date)).toBe(value)
  })

  test('before the first version there is none', () => {
    expect(() => figure.on('2022-11-30')).toThrow('111/23.2 has no value in force on 2022-11-30')
  })

  test('a gap or an overlap is refused before anything is decided by it', () => {
    const versions = [
      { from: '2022-12-01', to: '2023-11-30', value: 2 },
      { from: '2023-12-02', value: 3 },
    ]
    expect(() => statutory({ cites: art('111', '23.2'), versions })).toThrow(
      '111/23.2: no value after 2023-11-30',
    )
  })
})

describe('versionFaults', () => {
  const v = (from: string, to?: string) => ({ from, ...(to ? { to } : {}), value: 1 })
  test.each([
    ['one open version', [v('2022-12-01')], []],
    ['seamless over a year', [v('2022-12-01', '2023-12-31'), v('2024-01-01')], []],
    ['seamless over 29 February', [v('2022-12-01', '2024-02-29'), v('2024-03-01')], []],
    ['seamless over 28 February', [v('2022-12-01', '2023-02-28'), v('2023-03-01')], []],
    ['seamless over 30 April', [v('2022-12-01', '2023-04-30'), v('2023-05-01')], []],
    ['none', [], ['no version']],
    [
      'a day of gap',
      [v('2022-12-01', '2023-11-29'), v('2023-12-01')],
      ['no value after 2023-11-29 until 2023-12-01'],
    ],
    [
      'a day of overlap',
      [v('2022-12-01', '2023-12-01'), v('2023-12-01')],
      ['the version from 2022-12-01 overlaps 2023-12-01'],
    ],
    [
      'an open version before another',
      [v('2022-12-01'), v('2023-12-01')],
      ['the version from 2022-12-01 overlaps 2023-12-01'],
    ],
    [
      'newest first',
      [v('2023-12-01'), v('2022-12-01', '2023-11-30')],
      ['the version from 2023-12-01 overlaps 2022-12-01'],
    ],
    [
      'ends before it begins',
      [v('2022-12-01', '2022-11-30')],
      ['the version from 2022-12-01 ends before it begins'],
    ],
  ])('%s', (_, versions, faults) => {
    expect(versionFaults(versions)).toEqual(faults)
  })
})
