import { afterAll, describe, expect, test } from 'vitest'
import {
  ask,
  clusterOf,
  type MarketProcess,
  newFolder,
  pause,
  postmasterOf,
  run,
  startMarket,
  sweep,
} from './process.ts'

/* `kill -9` while the market is still coming up: the next start must come to the same end as a first one. */

const data = newFolder()
afterAll(() => sweep(data))

const settingOf = async (name: string) =>
  (await ask<{ setting: string }>(data, 'select setting from pg_settings where name = $1', [name]))[0]
    ?.setting

describe('a market that is killed while it starts', () => {
  test.each([100, 400, 700, 1000, 1500, 2500])(
    'after %i ms leaves nothing that keeps the next start from it',
    async (ms) => {
      const market = await startMarket(data)
      await pause(ms)
      await market.kill()
    },
  )

  test('killed in the middle of its history, it tells it anew and to the end', async () => {
    const began = performance.now()
    const first = await startMarket(data)
    await first.says('2026-06')
    // Nobody waits for what a dead process has locked.
    expect(performance.now() - began).toBeLessThan(30_000)
    await first.says('2026-07')
    expect(await settingOf('synchronous_commit')).toBe('off')
    await first.kill()
    // The server lives on, with what the history switched off for its time.
    const server = postmasterOf(data)
    expect(server).toBeDefined()
    expect(await settingOf('synchronous_commit')).toBe('off')

    const second = await startMarket(data)
    await second.opens()
    expect(second.said()).toContain('重新开始')
    expect(postmasterOf(data)).toBe(server)
    expect(await settingOf('synchronous_commit')).toBe('on')
    expect(await ask(data, `select value from installation where key = 'history'`)).toEqual([
      { value: 'short' },
    ])
    const [agencies] = await ask(
      data,
      `select count(*)::int as n, count(distinct code)::int as codes from organisation where kind = 'agency'`,
    )
    expect(agencies).toEqual({ n: 42, codes: 42 })
    await second.kill()
  })

  test('killed after it has opened, the next start tells nothing again', async () => {
    const market: MarketProcess = await startMarket(data)
    const began = performance.now()
    await market.opens()
    expect(market.said()).not.toContain('演示数据')
    expect(performance.now() - began).toBeLessThan(10_000)
    const log = await run(['scripts/check-log.ts'], { XUNSHI_DATA: data })
    expect([log.code, log.output]).toEqual([0, expect.stringContaining('日志完整')])
    await market.stop()
    // A clean end stops the server too.
    expect(postmasterOf(data)).toBeUndefined()
    expect(clusterOf(data)).toContain(data)
  })
})
