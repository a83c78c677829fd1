import { join } from 'node:path'
import { startEmbedded } from '../src/platform/postgres.ts'

/** A server that the tests share, with the speed that only throw-away data allows. */
export async function testServer(): Promise<{ url(database: string): string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given)
    return {
      url: (name) => Object.assign(new URL(given), { pathname: `/${name}` }).href,
      stop: async () => {},
    }
  return startEmbedded(join(import.meta.dirname, '../.cache/test-postgres'), {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  })
}
