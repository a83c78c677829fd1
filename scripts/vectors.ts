/** Writes verify/vectors/: bundles that every implementation of xunshi-draw/1 must accept, all from fixed seeds. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vectors } from '../tests/builders/vectors.ts'

const folder = join(import.meta.dirname, '../verify/vectors')
for (const [name, text] of Object.entries(vectors())) writeFileSync(join(folder, `${name}.json`), text)
