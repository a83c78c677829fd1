/** `npm run bench -- NAME… [--json]`: each benchmark with its limit measured in the same run. */
import { readdirSync } from 'node:fs'

export interface BenchResult {
  name: string
  unit: string
  /** What the same machine could do at best, measured in the same run, and how. */
  limit: { value: number; what: string }
  measured: { value: number; [detail: string]: unknown }
  /** measured / limit for rates, or times over the limit for durations; see `target`. */
  ratio: number
  target: { text: string; met: boolean }
  details?: Record<string, unknown>
}

export type Bench = (options: { quick: boolean }) => Promise<BenchResult | BenchResult[]>

const args = process.argv.slice(2)
const json = args.includes('--json')
const quick = args.includes('--quick')
const known = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && name !== 'main.ts')
  .map((name) => name.slice(0, -3))
const asked = args.filter((a) => !a.startsWith('--'))
const unknown = asked.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`unknown benchmark ${unknown.join(', ')}; there are: ${known.join(', ')}`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : known) {
  const bench = (await import(`./${name}.ts`)) as { default: Bench }
  for (const result of [await bench.default({ quick })].flat()) {
    if (json) console.log(JSON.stringify(result))
    else {
      const { unit, limit, measured, ratio, target } = result
      console.log(
        `${result.name.padEnd(24)} ${measured.value} ${unit} · limit ${limit.value} (${limit.what}) · ratio ${ratio.toFixed(2)} · ${target.text} ${target.met ? '✓' : '✗'}`,
      )
    }
  }
}
process.exit(0)
