/**
 * `npm run tiles -- FOLDER [--from URL]`: writes the log as static files (c2sp.org/tlog-tiles), ready for any web server;
 * what is there already and never changes is left alone. URL is a running market's, http://localhost:8080 unless told.
 * The folder proves itself: root, inclusion and consistency follow from its tiles and the signed checkpoint.
 */
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { equal, parseCheckpoint, parseNote, tilePath, tileReader, tilesOf } from '../src/ledger/index.ts'

const say = (text: string) => process.stdout.write(`浔市 · ${text}\n`)

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string', default: 'http://localhost:8080' } },
  })
  const [given] = positionals
  if (!given) throw new Error('npm run tiles -- FOLDER [--from URL]')
  const folder = resolve(process.env.INIT_CWD ?? '.', given)
  const fetched = async (path: string): Promise<Uint8Array> => {
    const answer = await fetch(new URL(`/tlog/${path}`, values.from))
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
  const note = new TextDecoder().decode(await fetched('checkpoint'))
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '')
  if (!checkpoint) throw new Error('the checkpoint is malformed')
  let written = 0
  for (const tile of tilesOf(checkpoint.size)) {
    const path = tilePath(tile)
    // Entries may have been opened since; hashes never change.
    if (tile.level !== 'entries' && existsSync(join(folder, path))) continue
    await put(join(folder, path), await fetched(path))
    written++
  }
  const root = await tileReader(checkpoint.size, fetched).root()
  if (!equal(root, checkpoint.root)) throw new Error('the tiles do not give the root of the checkpoint')
  await put(join(folder, 'checkpoint'), note)
  say(`${checkpoint.size} 条记录，新写 ${written} 个文件 records, files written: ${folder}`)
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, content)
  await rename(`${path}.new`, path)
}

main().catch((error: unknown) => {
  say(`无法导出 cannot export: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
})
