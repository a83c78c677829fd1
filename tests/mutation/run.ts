import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { entryOf, inOrder, isProof } from '../../scripts/codegen/checks.ts'
import type { Citations } from '../../scripts/codegen/citations.ts'
import type { Figure } from '../../scripts/codegen/figures.ts'
import { root } from '../../scripts/codegen/gazette.ts'
import { type Leaf, moved, movesOf } from './leaves.ts'
import type { Mutation } from './setup.ts'

/** One move of one figure. */
export interface Mutant {
  figure: Figure
  version: number
  leaf: Leaf
}

/**
 * `killed`: a test that cites the paragraph failed; `survived`: all of them passed; `unproven`: no test without a
 * database cites it; `broken`: the tests fail even when nothing is moved, so that they prove nothing.
 */
export type Verdict = 'killed' | 'survived' | 'unproven' | 'broken'

export interface Result extends Mutant {
  verdict: Verdict
  files: readonly string[]
}

/** Every move of every figure, in the order of the law. */
export const mutantsOf = (figures: readonly Figure[]): Mutant[] =>
  [...figures]
    .sort((a, b) => inOrder(a.figure.cites, b.figure.cites) || inOrder(a.name, b.name))
    .flatMap((figure) =>
      figure.figure.versions.flatMap((v, version) =>
        movesOf(v.value).map((leaf) => ({ figure, version, leaf })),
      ),
    )

/** How a move reads in the table: `2 → 3`. */
export function moveInWords({ figure, version, leaf }: Mutant): string {
  const at = (value: unknown) => JSON.stringify(leaf.path.reduce<unknown>((v, k) => (v as never)[k], value))
  const { value } = figure.figure.versions[version]!
  const name = leaf.path.filter((key) => key !== 'n').join('.')
  return `${name ? `${name} ` : ''}${at(value)} → ${at(moved(value, leaf))}`
}

/** Test files that cite a figure's paragraph and need no database, with the titles to run in them. */
export function proofOf(figure: Figure, files: readonly Citations[]): { files: string[]; titles: string[] } {
  const mine = (article: string) =>
    article === figure.figure.cites || entryOf(article) === entryOf(figure.figure.cites)
  const proving = files.filter((f) => isProof(f.path) && f.tested.some(mine) && !usesDatabase(f.path))
  const titles = new Set(proving.flatMap((f) => f.tested.filter(mine)))
  return { files: proving.map((f) => f.path), titles: [...titles] }
}

const usesDatabase = (path: string): boolean =>
  path.startsWith('tests/journeys/') ||
  /from '[^']*(\/platform\/|\/database\.ts|\/app\.ts|\/server\.ts|\/store\.ts)/.test(
    readFileSync(join(root, path), 'utf8'),
  )

/** Runs the tests that cite the paragraph with nothing moved, then once for each move. */
export async function resultsOf(mutants: readonly Mutant[], files: readonly Citations[]): Promise<Result[]> {
  const sound = new Map<Figure, Promise<boolean>>()
  return twoAtATime(mutants, async (mutant) => {
    const { figure, version, leaf } = mutant
    const proof = proofOf(figure, files)
    const verdict = async (): Promise<Verdict> => {
      if (proof.files.length === 0) return 'unproven'
      if (!sound.has(figure)) sound.set(figure, passes(proof))
      if (!(await sound.get(figure))) return 'broken'
      const { cites, versions } = figure.figure
      return (await passes(proof, { ...leaf, cites, versions: JSON.stringify(versions), version }))
        ? 'survived'
        : 'killed'
    }
    return { ...mutant, files: proof.files, verdict: await verdict() }
  })
}

function passes(proof: { files: string[]; titles: string[] }, mutation?: Mutation): Promise<boolean> {
  const pattern = proof.titles.map((t) => `${t.replaceAll('.', '\\.')}(?!\\.?\\d)`).join('|')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const config = join(import.meta.dirname, 'vitest.config.ts')
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--config', config, '--bail', '1', '--reporter', 'dot', '-t', pattern, ...proof.files],
    {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, XUNSHI_MUTATION: mutation ? JSON.stringify(mutation) : '' },
    },
  )
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code === 0))
  })
}

async function twoAtATime<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [i, item] of queue) results[i] = await work(item)
  }
  await Promise.all([worker(), worker()])
  return results
}
