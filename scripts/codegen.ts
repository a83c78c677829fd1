/**
 * Writes what is derived: the gazette's ids and texts, the report of traceability and the lock of cited texts.
 * `npm run codegen` writes; `--accept` also accepts texts that changed under their citations, after the code that
 * cites them has been read again.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gazetteFiles, root } from './codegen/gazette.ts'

for (const [path, content] of gazetteFiles()) writeFileSync(join(root, path), content)

// After the ids are written: the scan reads them.
const { traceFiles } = await import('./codegen/trace.ts')
const { files, changed } = await traceFiles({ accept: process.argv.includes('--accept') })
for (const [path, content] of files) writeFileSync(join(root, path), content)
for (const { article, places } of changed) {
  console.error(`${article} 的正文已变更，引用处须重读：\n${places.map((p) => `  ${p}`).join('\n')}`)
}
if (changed.length > 0) {
  console.error('重读之后：npm run codegen -- --accept')
  process.exitCode = 1
}
