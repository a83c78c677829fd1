import { testServer } from './server.ts'

/**
 * One server for all test files. `npm test` stops it at the end; a single run by hand leaves it for the next one,
 * which may have begun meanwhile.
 */
export default async function start() {
  const server = await testServer()
  return process.env.XUNSHI_STOP_TEST_SERVER ? () => server.stop() : undefined
}
