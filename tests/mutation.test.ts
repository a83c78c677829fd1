import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { citationsOf } from '../scripts/codegen/citations.ts'
import { root } from '../scripts/codegen/gazette.ts'
import { contactDays } from './mutation/fixture/figure.ts'
import { moved, movesOf } from './mutation/leaves.ts'
import { moveInWords, mutantsOf, resultsOf } from './mutation/run.ts'

describe('moves of one unit', () => {
  test.each([
    [3, [4, 2]],
    [true, [false]],
    ['2023-02-28', ['2023-03-01', '2023-02-27']],
    [
      { unit: 'working-days', n: 2 },
      [
        { unit: 'working-days', n: 3 },
        { unit: 'working-days', n: 1 },
      ],
    ],
    [
      { lowest: 1, highest: 10 },
      [
        { lowest: 2, highest: 10 },
        { lowest: 0, highest: 10 },
        { lowest: 1, highest: 11 },
        { lowest: 1, highest: 9 },
      ],
    ],
    [
      [1, [2]],
      [
        [2, [2]],
        [0, [2]],
        [1, [3]],
        [1, [1]],
      ],
    ],
    ['random', []],
  ])('%j', (value, expected) => {
    expect(movesOf(value).map((leaf) => moved(value, leaf))).toEqual(expected)
  })
})

describe('the verdict', () => {
  const figure = { path: 'tests/mutation/fixture/figure.ts', name: 'contactDays', figure: contactDays }
  const tests = (name: string) => {
    const path = `tests/mutation/fixture/${name}.test.ts`
    return citationsOf(path, readFileSync(join(root, path), 'utf8'))
  }
  const mutants = mutantsOf([figure])

  test('names the move', () => {
    expect(mutants.map(moveInWords)).toEqual(['2 → 3', '2 → 1'])
  })

  test.each([
    ['a test at the border finds both moves', [tests('strong')], ['killed', 'killed']],
    ['a test far from the border finds none', [tests('weak')], ['survived', 'survived']],
    ['no test', [], ['unproven', 'unproven']],
  ])('%s', async (_, files, verdicts) => {
    expect((await resultsOf(mutants, files)).map((r) => r.verdict)).toEqual(verdicts)
  })
})
