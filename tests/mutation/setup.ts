import { vi } from 'vitest'
import { type Leaf, moved } from './leaves.ts'

/** What XUNSHI_MUTATION holds: the figure as its module declares it, and the move. */
export interface Mutation extends Leaf {
  cites: string
  /** The versions as JSON: with the citation they name the figure. */
  versions: string
  version: number
}

const mutation: Mutation | undefined = process.env.XUNSHI_MUTATION
  ? JSON.parse(process.env.XUNSHI_MUTATION)
  : undefined

vi.mock('../../src/gazette/statutory.ts', async (original) => {
  const actual = await original<typeof import('../../src/gazette/statutory.ts')>()
  const statutory: typeof actual.statutory = (definition) => {
    const { cites, versions } = definition
    if (!mutation || cites !== mutation.cites || JSON.stringify(versions) !== mutation.versions) {
      return actual.statutory(definition)
    }
    const changed = versions.map((v, i) =>
      i === mutation.version ? { ...v, value: moved(v.value, mutation) as typeof v.value } : v,
    )
    return actual.statutory({ ...definition, versions: changed })
  }
  return { ...actual, statutory }
})
