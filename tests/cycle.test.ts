import { describe, expect, test } from 'vitest'
import { cycleMethods, cycleOptions, methodCodeOf } from '../scripts/cycle-options.ts'
import { art } from '../src/gazette/index.ts'
import { methods } from '../src/procurement/index.ts'

describe(art('111', '22.1'), () => {
  test.each([
    [[], { method: 'random', json: false }],
    [['--json'], { method: 'random', json: true }],
    [['--method', 'auction'], { method: 'auction', json: false }],
    [['--method=framework', '--json'], { method: 'framework', json: true }],
    [['--url', 'http://localhost:8080/'], { method: 'random', json: false, url: 'http://localhost:8080' }],
  ])('npm run cycle -- %j', (argv, expected) => {
    expect(cycleOptions(argv)).toEqual(expected)
  })

  test.each([
    [['--method', 'lottery'], 'no such method: lottery'],
    [['--method', ''], 'no such method'],
    [['--method', 'Random'], 'no such method: Random'],
    [['--method'], '--method'],
    [['--methods', 'random'], '--methods'],
    [['random'], 'random'],
    [['--url', 'localhost:8080'], 'not an address: localhost:8080'],
    [['--url', 'ftp://x'], 'not an address'],
    [['--json=yes'], '--json'],
  ])('npm run cycle -- %j says what is wrong', (argv, part) => {
    expect((cycleOptions(argv) as { error: string }).error).toContain(part)
  })

  test('every method of the measure has a cycle, and every cycle a method', () => {
    const codes = new Set(cycleMethods.map(methodCodeOf))
    expect([...codes].toSorted()).toEqual(methods.map((m) => m.code).toSorted())
  })
})
