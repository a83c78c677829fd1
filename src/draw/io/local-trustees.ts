import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, mkdtemp, open, readFile, rename, rm, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Instant } from '../../calendar/index.ts'
import { deal, shareIsRight } from '../threshold.ts'
import { createTrustee, type TrusteeMemory, type TrusteeSecrets, type Trustees } from '../trustee.ts'

/** The five bodies of the embedded default; three complete a draw. */
export const localNames = ['政务服务办', '审计局', '财政局', '公证处', '行业协会'] as const
export const localThreshold = 3

interface KeyFile extends TrusteeSecrets {
  mark: '演示'
}

/**
 * Opens the five local trustees, dealing their keys at the first start. Each key lies in its own file (mode 0600) apart
 * from the database. Whoever holds this folder holds the draw: docs/decisions/0002-draw-keys.md says what that means.
 * @param folder `data/trustees`
 * @param now the market's clock
 */
export async function openLocalTrustees(folder: string, now: () => Promise<Instant>): Promise<Trustees> {
  const files = await Promise.all(localNames.map((_, i) => readKey(folder, i + 1)))
  if (files.every((f) => f === undefined)) {
    await dealInto(folder)
    return openLocalTrustees(folder, now)
  }
  const keys = files.filter((f) => f !== undefined)
  if (keys.length < files.length)
    throw new Error(`${folder} lacks the key of a trustee: restore it from its copy`)
  const first = keys[0]!
  return {
    demonstration: true,
    threshold: first.threshold,
    commitments: first.commitments,
    members: keys.map((key) => {
      if (!shareIsRight(key.commitments, key.number, key.share))
        throw new Error(`the share of ${key.name} is not the dealt one`)
      return createTrustee(key, fileMemory(join(folder, 'memory', String(key.number))), now)
    }),
  }
}

async function readKey(folder: string, number: number): Promise<KeyFile | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, `${number}.json`), 'utf8')) as KeyFile
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Deals in a folder of its own and moves it into place whole: of two processes that start at once one wins. */
async function dealInto(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const fresh = await mkdtemp(`${folder}-`)
  const { commitments, shares } = deal(
    localThreshold,
    localNames.length,
    (length) => new Uint8Array(randomBytes(length)),
  )
  for (const [i, name] of localNames.entries()) {
    const identity = await generateX25519Identity()
    const key: KeyFile = {
      mark: '演示',
      number: i + 1,
      name,
      threshold: localThreshold,
      commitments,
      share: shares[i]!,
      identity,
      recipient: await identityToRecipient(identity),
    }
    await writeDurably(join(fresh, `${i + 1}.json`), `${JSON.stringify(key, null, 2)}\n`)
  }
  try {
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true })
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/**
 * A memory of one file per key. The text is written and synced under another name, then linked: the link is made once,
 * whole, and by one process only, also when the power fails in between.
 */
export function fileMemory(folder: string): TrusteeMemory {
  return {
    async remember(key, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, createHash('sha256').update(key).digest('hex'))
      const known = await readFile(path, 'utf8').catch(() => undefined)
      if (known !== undefined) return known
      const draft = `${path}.${randomBytes(8).toString('hex')}`
      await writeDurably(draft, text)
      await link(draft, path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
      await unlink(draft)
      await syncFolder(folder)
      return readFile(path, 'utf8')
    },
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
