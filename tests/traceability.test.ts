import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  changedTexts,
  entryOf,
  faultyFigures,
  faultyFiles,
  mayHoldPeriods,
  rowsOf,
  statusOf,
  unprovenRows,
} from '../scripts/codegen/checks.ts'
import { type Citations, citationsOf } from '../scripts/codegen/citations.ts'
import { gazetteFiles, root } from '../scripts/codegen/gazette.ts'
import { readLock, type Trace, traceFiles, traceOf } from '../scripts/codegen/trace.ts'
import { art, statutory } from '../src/gazette/index.ts'

const committed = (path: string) => readFileSync(join(root, path), 'utf8')

describe('this tree', () => {
  let trace: Trace
  beforeAll(async () => {
    trace = await traceOf()
  })

  test('(a) what the code claims to carry out has a test that cites it, and the other way round', () => {
    expect(unprovenRows(trace.rows)).toEqual([])
  })

  test('(b) refusals, figures and periods are cited and dated', () => {
    expect(faultyFiles(trace.files)).toEqual([])
  })

  test('(c) figures have neither gap nor overlap, and none is hidden', () => {
    expect(faultyFigures(trace.figures, trace.files)).toEqual([])
  })

  test('(d) no paragraph changed under its citations (accept with: npm run codegen -- --accept)', () => {
    expect(changedTexts(readLock(), trace.cited)).toEqual([])
  })

  test('the committed files are what npm run codegen writes', async () => {
    const { files } = await traceFiles({ accept: false })
    for (const [path, content] of [...gazetteFiles(), ...files]) {
      expect(committed(path) === content, `${path} is out of date: npm run codegen`).toBe(true)
    }
  })
})

// Each check must fire on a fixture: a check that cannot fail proves nothing.

const fileOf = (path: string, ...lines: string[]): Citations => citationsOf(path, lines.join('\n'))

describe('finding citations', () => {
  const cited = (...lines: string[]) => fileOf('src/x/rules.ts', ...lines).cited
  const tested = (...lines: string[]) => fileOf('src/x/rules.test.ts', ...lines).tested

  test('in code, not in comments, strings or mentions', () => {
    expect(cited("const a = art('111', '23.2')", "f({ article: art('111', '24') })")).toEqual([
      '111/23.2',
      '111/24',
    ])
    expect(
      cited("// art('111', '23.2')", "const s = `art('111', '24')`", "mention('111', '22.1.4')"),
    ).toEqual([])
  })

  test('through a parameter that lists its literals, and through a choice of two', () => {
    expect(cited("const f = (p: '23.1' | '29.2' = '23.1') => art('111', p)")).toEqual([
      '111/23.1',
      '111/29.2',
    ])
    expect(cited("const f = (b: boolean) => art('111', b ? '25.1' : '25.2')")).toEqual([
      '111/25.1',
      '111/25.2',
    ])
  })

  test('in titles of suites and tests, however they are written', () => {
    expect(tested("describe(art('111', '23.2'), () => {})")).toEqual(['111/23.2'])
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the fixture is source text.
    expect(tested("test(`${art('111', '24')}: two working days`, () => {})")).toEqual(['111/24'])
    expect(tested("test('one registration under 111/22.1.1 fails', () => {})")).toEqual(['111/22.1.1'])
    expect(tested("describe.each([art('111', '39.1'), art('111', '39.2')])('%s', () => {})")).toEqual([
      '111/39.1',
      '111/39.2',
    ])
    expect(tested("const here = art('111', '28')", 'describe(here, () => {})')).toEqual(['111/28'])
  })

  test('not in the body of a test, nor in one that is skipped', () => {
    expect(tested("test('x', () => { expect(f()).toBe(art('111', '23.2')) })")).toEqual([])
    expect(tested("describe.skip(art('111', '23.2'), () => {})")).toEqual([])
    expect(tested("test.todo('111/24')")).toEqual([])
    expect(tested("test('at 2026/111/23.2/x', () => {})")).toEqual([])
  })
})

describe('(a) code and tests of a paragraph', () => {
  const code = fileOf('src/x/rules.ts', "export const a = art('111', '23.2')")
  const proof = fileOf('src/x/rules.test.ts', "describe(art('111', '23.2'), () => {})")
  const statusIn = (files: Citations[], article = '111/23.2') =>
    rowsOf('111', files).find((r) => r.article === article)!.status

  test('both: built', () => {
    expect(statusIn([code, proof])).toBe('built')
    expect(unprovenRows(rowsOf('111', [code, proof]))).toEqual([])
  })

  test('code alone fires', () => {
    expect(unprovenRows(rowsOf('111', [code]))).toEqual([
      '111/23.2 is cited by src/x/rules.ts, and no test is named by it',
    ])
  })

  test('a test of a rule that no code cites fires', () => {
    expect(unprovenRows(rowsOf('111', [proof]))).toEqual([
      '111/23.2 is tested by src/x/rules.test.ts, and no code cites it',
    ])
  })

  test('neither: not built yet, and that does not fail', () => {
    expect(statusIn([])).toBe('open')
    expect(unprovenRows(rowsOf('111', []))).toEqual([])
  })

  test('a page that shows a citation, the demo and the gazette itself claim nothing', () => {
    for (const path of ['web/hall/Hall.tsx', 'src/demo/story.ts', 'src/gazette/server.ts']) {
      expect(statusIn([fileOf(path, "const a = art('111', '23.2')")])).toBe('open')
    }
    for (const path of [
      'src/calendar/clocks.test.ts',
      'src/gazette/article.test.ts',
      'web/shared/cite.test.ts',
    ]) {
      expect(statusIn([fileOf(path, "test('111/23.2', () => {})")])).toBe('open')
    }
  })

  test('declaratory paragraphs need nothing; a workflow that only a test cites is not built', () => {
    expect(statusOf('D', 1, 0)).toBe('text')
    expect(statusOf('X', 0, 0)).toBe('text')
    expect(statusOf('W', 0, 1)).toBe('open')
    expect(statusOf('W', 1, 0)).toBe('untested')
    expect(statusOf('J→R', 0, 1)).toBe('codeless')
  })

  test('a citation counts for the nearest entry at or above it, never for one beneath it', () => {
    expect(entryOf('111/2.3')).toBe('111/2')
    expect(entryOf('111/20.5.1')).toBe('111/20.5')
    expect(entryOf('111/22.1.2.4')).toBe('111/22.1.2.4')
    expect(entryOf('111/49')).toBeUndefined()
    expect(entryOf('22/1')).toBeUndefined()
  })
})

describe('(b) citations that are missing or cannot be found', () => {
  const faults = (path: string, ...lines: string[]) => faultyFiles([fileOf(path, ...lines)])

  test.each([
    ['a refusal without article', "const r = refuse('too-late')", 'refuse() without an article'],
    ['a cast', "const r = refuse('too-late', text as Article)", 'casts to Article'],
    ['a computed citation', "const a = (p: string) => art('111', p)", 'art() without literals'],
    ['a period by itself', 'const end = calendar.after(now, workingDays(2))', 'workingDays() with a literal'],
    ['months by themselves', 'const end = calendar.after(now, months(3))', 'months() with a literal'],
    ['a period spelt out', "const p = { unit: 'working-days', n: 2 }", 'a period outside statutory()'],
  ])('%s fires', (_, line, fault) => {
    expect(faults('src/x/rules.ts', '', line)).toEqual([expect.stringContaining(fault)])
    expect(faults('src/x/rules.ts', '', line)[0]).toMatch(/^src\/x\/rules\.ts:2 /)
  })

  test('a dated and cited period does not', () => {
    const figure =
      "export const p = statutory({ cites: art('111', '24'), versions: [{ from: '2022-12-01', value: workingDays(2) }] })"
    expect(faults('src/x/figures.ts', figure)).toEqual([])
    expect(faults('src/x/rules.ts', 'const end = calendar.after(now, workingDays(n))')).toEqual([])
  })

  test('periods stand freely in settings, tests, the calendar and the demo only', () => {
    const line = 'const p = workingDays(5)'
    expect(faults('src/x/settings.ts', line)).toEqual([])
    expect(faults('src/x/rules.test.ts', line)).toEqual([])
    expect(mayHoldPeriods('src/calendar/calendar.ts')).toBe(true)
    expect(mayHoldPeriods('src/x/settings-screen.ts')).toBe(false)
    expect(faults('src/x/server.ts', line)).toHaveLength(1)
  })

  test('a row that typed code wrote may be read back', () => {
    const line = 'const a = row.article as Article'
    expect(faults('src/x/store.ts', line)).toEqual([])
    expect(faults('src/x/io/conduct.ts', line)).toEqual([])
  })

  test('an uncited figure does not compile', () => {
    // @ts-expect-error a figure of the law says where it stands
    const uncited = () => statutory({ versions: [{ from: '2022-12-01', value: 2 }] })
    expect(uncited).not.toThrow()
  })
})

describe('(c) dated figures', () => {
  const cites = art('111', '23.2')
  const declares = fileOf(
    'src/x/figures.ts',
    "const a = statutory({ cites: art('111', '23.2'), versions: [] })",
  )

  test('a gap and an overlap fire', () => {
    const figure = (versions: { from: string; to?: string; value: number }[]) => ({
      path: 'src/x/figures.ts',
      name: 'a',
      figure: { cites, versions, on: () => 0 },
    })
    const gap = [
      { from: '2022-12-01', to: '2023-11-30', value: 2 },
      { from: '2024-01-01', value: 3 },
    ]
    const overlap = [
      { from: '2022-12-01', value: 2 },
      { from: '2024-01-01', value: 3 },
    ]
    expect(faultyFigures([figure(gap)], [declares])).toEqual([
      'src/x/figures.ts a: no value after 2023-11-30 until 2024-01-01',
    ])
    expect(faultyFigures([figure(overlap)], [declares])).toEqual([
      'src/x/figures.ts a: the version from 2022-12-01 overlaps 2024-01-01',
    ])
  })

  test('a figure that its module hides fires', () => {
    expect(faultyFigures([], [declares])).toEqual(['src/x/figures.ts declares 1 figures and exports 0'])
  })
})

describe('(d) texts under citations', () => {
  test('a changed text fires; a new citation and one that went away do not', () => {
    const lock = { '111/23.2': 'aaaa', '111/24': 'bbbb', '111/28': 'cccc' }
    expect(changedTexts(lock, { '111/23.2': 'aaaa', '111/24': 'xxxx', '111/27': 'dddd' })).toEqual(['111/24'])
  })
})
