import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

const folder = join(import.meta.dirname, '../../migrations')

/** Any number that nobody else uses: the lock under which one process migrates and the others wait. */
const lock = 1_119_412_2022

/**
 * Applies the plain SQL files of `migrations/` that this database has not seen, in order, each in one transaction.
 * Forward only. Throws when a file that was applied has changed since.
 * @returns the numbers of the files that were applied now
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=Asia/Shanghai' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await client.query(
      'create table if not exists migration (number text primary key, sha256 text not null, at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ number: string; sha256: string }>(
      'select number, sha256 from migration',
    )
    const seen = new Map(rows.map((r) => [r.number, r.sha256]))
    const applied: string[] = []
    for (const { number, text, sha256 } of migrationFiles()) {
      const before = seen.get(number)
      if (before === sha256) continue
      if (before)
        throw new Error(`migrations/${number}.sql has changed since it was applied; write a new one instead`)
      await client.query('begin')
      await client.query(text)
      await client.query('insert into migration (number, sha256) values ($1, $2)', [number, sha256])
      await client.query('commit')
      applied.push(number)
    }
    return applied
  } finally {
    await client.end()
  }
}

/** The migration files in order; a digest over all of them names a template database in the tests. */
export function migrationFiles(): { number: string; text: string; sha256: string }[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { number: name.slice(0, 4), text, sha256: createHash('sha256').update(text).digest('hex') }
    })
}
