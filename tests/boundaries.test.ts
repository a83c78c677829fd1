import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, test } from 'vitest'
// @ts-expect-error a configuration file without types
import house from '../.dependency-cruiser.mjs'

const root = join(import.meta.dirname, '..')
const canaries = join(import.meta.dirname, 'canaries')

/** The names of the rules that a tree breaks. */
async function broken(folder: string): Promise<string[]> {
  const { tsConfig: _, exclude: __, ...options } = house.options
  const here = process.cwd()
  process.chdir(folder)
  try {
    const tree = readdirSync(folder).filter((name) => name === 'src' || name === 'web')
    const { output } = await cruise(tree, {
      ...options,
      ruleSet: { forbidden: house.forbidden },
      validate: true,
    } as never)
    return [...new Set((output as ICruiseResult).summary.violations.map((v) => v.rule.name))]
  } finally {
    process.chdir(here)
  }
}

describe('every wall of the house holds: a canary that breaks it is caught', () => {
  const names = readdirSync(canaries)
  test.each(names)('%s', async (name) => {
    expect(await broken(join(canaries, name))).toContain(name)
  })

  test('every rule has its canary (the order of modules has one for all)', () => {
    const rules = house.forbidden
      .map((r: { name: string }) => r.name)
      .filter((n: string) => !n.startsWith('order-'))
    expect([...rules, 'order-calendar'].sort()).toEqual([...names].sort())
  })
})

describe('pure files read no clock, no chance, no environment', () => {
  const untyped = new ESLint({
    cwd: root,
    overrideConfig: [tseslint.configs.disableTypeChecked as never],
  })
  const rulesBroken = async (path: string, code: string) => {
    const [result] = await untyped.lintText(`export const x = () => ${code}\n`, {
      filePath: join(root, path),
    })
    return result?.messages.map((m) => m.ruleId ?? m.message)
  }
  test.each([
    ['new Date()', 'no-restricted-globals'],
    ['process.env.HOME', 'no-restricted-globals'],
    ['fetch("x")', 'no-restricted-globals'],
    ['setTimeout(() => {}, 1)', 'no-restricted-globals'],
    ['Math.random()', 'no-restricted-properties'],
  ])('%s', async (code, rule) => {
    expect(await rulesBroken('src/procurement/canary.ts', code)).toEqual([rule])
    expect(await rulesBroken('src/procurement/server.ts', code)).toEqual([])
  })
})
