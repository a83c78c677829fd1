import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/** First load of script that a public page may cost a phone, gzip. */
const LIMIT = 180 * 1000

interface Chunk {
  file: string
  imports?: string[]
  isEntry?: boolean
}

const dist = new URL('../dist/web/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<
  string,
  Chunk
>
const routes = readFileSync(new URL('../web/router/routes.ts', import.meta.url), 'utf8')

/** Everything that a chunk imports statically, itself included. */
function closure(key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key]?.imports ?? []) closure(next, seen)
  return seen
}

const gzipped = (key: string): number =>
  gzipSync(readFileSync(new URL(manifest[key]?.file ?? '', dist))).length

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? ''
const pages = [...routes.matchAll(/path: '([^']+)', load: \(\) => import\('\.\.\/([^']+)'\)/g)]
if (pages.length === 0) throw new Error('no public pages found in web/router/routes.ts')

let heavy = 0
for (const [, path = '', module = ''] of pages) {
  if (!manifest[module]) throw new Error(`${module} is not in the manifest`)
  const size = [...closure(module, closure(entry))].reduce((sum, key) => sum + gzipped(key), 0)
  if (size > LIMIT) heavy++
  console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${size > LIMIT ? 'TOO HEAVY ' : ''}${path}`)
}
if (heavy > 0) {
  console.error(`${heavy} public page(s) exceed ${LIMIT / 1000} kB gzip of script at first load`)
  process.exit(1)
}
