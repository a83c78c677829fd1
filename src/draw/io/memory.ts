import { createHash, randomBytes } from 'node:crypto'
import { appendFile, link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fromEpochMs } from '../../calendar/index.ts'
import type { TrusteeMemory } from '../trustee.ts'

/**
 * A memory of one file per key, and a journal. The text of a key is written and synced under another name, then linked:
 * the link is made once, whole, and by one process only, also when the power fails in between.
 */
export function fileMemory(folder: string): TrusteeMemory {
  const placeOf = (key: string) => join(folder, createHash('sha256').update(key).digest('hex'))
  const recall = (key: string) => readIfThere(placeOf(key))
  return {
    recall,
    async remember(key, text) {
      const path = placeOf(key)
      const known = await readIfThere(path)
      if (known !== undefined) return known
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const draft = `${path}.${randomBytes(8).toString('hex')}`
      await writeDurably(draft, text)
      await link(draft, path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
      await unlink(draft)
      await syncFolder(folder)
      return readFile(path, 'utf8')
    },
    async note(line) {
      await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
      const text = JSON.stringify({ at: fromEpochMs(Date.now()), ...line })
      await appendFile(`${folder}.jsonl`, `${text}\n`, { mode: 0o600 })
    },
  }
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a new file that only its user reads, and waits until the disk has it. */
export async function writeDurably(path: string, text: string): Promise<void> {
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
