/**
 * Moves every statutory value by one unit and demands that a test citing its paragraph fails: the figure is then proved
 * to be the one that the rule uses. `node tests/mutation.ts [paragraph…]`, for example `node tests/mutation.ts 23.2`.
 */
import { onlyOnce } from '../scripts/codegen/figures.ts'
import { traceOf } from '../scripts/codegen/trace.ts'
import { moveInWords, mutantsOf, resultsOf, type Verdict } from './mutation/run.ts'

const names: Record<Verdict, string> = {
  killed: '发现',
  survived: '未发现',
  unproven: '无测试',
  broken: '测试本身不通过',
}

const began = performance.now()
const wanted = process.argv.slice(2)
const { files, figures } = await traceOf()
const mutants = mutantsOf(onlyOnce(figures)).filter(
  ({ figure }) => wanted.length === 0 || wanted.includes(figure.figure.cites.split('/')[1]!),
)
const results = await resultsOf(mutants, files)
for (const result of results) {
  const { figure, verdict } = result
  const mark = verdict === 'killed' ? '✓' : '✗'
  console.log(
    `${mark} ${figure.figure.cites.padEnd(12)} ${figure.name.padEnd(28)} ${moveInWords(result).padEnd(28)} ${names[verdict]}`,
  )
}
const failed = results.filter((r) => r.verdict !== 'killed').length
const seconds = ((performance.now() - began) / 1000).toFixed(1)
console.log(
  `改动 ${results.length} 处，${results.length - failed} 处被引用该条的测试发现，${failed} 处没有；${seconds} 秒`,
)
process.exitCode = failed === 0 ? 0 : 1
