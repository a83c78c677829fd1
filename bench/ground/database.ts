import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { startEmbedded } from '../../src/platform/postgres.ts'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'

/** A server of the benchmarks' own with the settings of the real one: every commit reaches the disk. */
export const benchServer = (): Promise<{ url(database: string): string; stop(): Promise<void> }> =>
  startEmbedded(join(import.meta.dirname, '../../.cache/bench-postgres'))

/** A database of the benchmark's own on it. */
export async function benchDatabase(): Promise<TestDatabase> {
  const server = await benchServer()
  process.env.TEST_DATABASE_URL = server.url('postgres')
  const database = await testDatabase()
  return {
    ...database,
    async close() {
      await database.close()
      await server.stop()
    },
  }
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

/** Milliseconds that each of `times` runs took, one after the other. */
export async function timed(times: number, run: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await run()
    took.push(performance.now() - start)
  }
  return took
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))

/** Microseconds of processor time that the backends of a database have used so far; NaN where there is no /proc. */
export async function backendCpu(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  const tick = 10_000
  try {
    return rows.reduce((sum, { pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      return sum + (Number(fields[11]) + Number(fields[12])) * tick
    }, 0)
  } catch {
    return Number.NaN
  }
}
