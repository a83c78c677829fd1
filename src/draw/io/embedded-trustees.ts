import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Deps, Tx } from '../../platform/deps.ts'
import { memberKey } from '../ceremony.ts'
import { createTrustee, derivedFrom, type TrusteeSecrets, type Trustees } from '../trustee.ts'
import { signingKey } from './ceremonies.ts'
import { fileMemory, readIfThere, writeDurably } from './memory.ts'

/** The five bodies of the embedded default; three complete a draw. */
export const localNames = ['政务服务办', '审计局', '财政局', '公证处', '行业协会'] as const
export const localThreshold = 3

interface SeedFile extends TrusteeSecrets {
  mark: '演示'
}

/**
 * Opens the five embedded trustees, who hold their ceremony at the first start. Each seed lies in its own file (mode
 * 0600) apart from the database. Whoever holds this folder holds the draw: docs/decisions/0002-draw-keys.md says what
 * that means.
 * @param folder `data/trustees`
 */
export async function openEmbeddedTrustees(
  deps: Pick<Deps, 'db' | 'keys' | 'now'>,
  folder: string,
): Promise<Trustees> {
  const files = await Promise.all(localNames.map((_, i) => readSeed(folder, i + 1)))
  if (files.every((f) => f === undefined)) {
    await makeSeeds(folder)
    return openEmbeddedTrustees(deps, folder)
  }
  const seeds = files.filter((f) => f !== undefined)
  if (seeds.length < files.length)
    throw new Error(`${folder} lacks the seed of a trustee: restore it from its copy`)
  const now = () => deps.now(deps.db as unknown as Tx)
  const roll = seeds.map(({ name, seed }) => ({ name, key: memberKey(derivedFrom(seed)) }))
  const members = seeds.map((secrets, i) =>
    createTrustee(secrets, {
      memory: fileMemory(join(folder, 'memory', String(i + 1))),
      now,
      agreed: async () => ({ threshold: localThreshold, members: roll }),
    }),
  )
  const commitments = await signingKey(deps, members, localThreshold)
  return { demonstration: true, embedded: true, threshold: localThreshold, commitments, members }
}

async function readSeed(folder: string, number: number): Promise<SeedFile | undefined> {
  const text = await readIfThere(join(folder, `${number}.json`))
  if (text === undefined) return undefined
  const file = JSON.parse(text) as Partial<SeedFile>
  if (!file.seed || !file.name)
    throw new Error(`${folder} is of an earlier version, whose keys had a dealer: npm run reset`)
  return file as SeedFile
}

/** Makes the seeds in a folder of their own and moves it into place whole: of two processes that start at once one wins. */
async function makeSeeds(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const fresh = await mkdtemp(`${folder}-`)
  for (const [i, name] of localNames.entries()) {
    const file: SeedFile = { mark: '演示', name, seed: randomBytes(32).toString('hex') }
    await writeDurably(join(fresh, `${i + 1}.json`), `${JSON.stringify(file, null, 2)}\n`)
  }
  try {
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true })
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
