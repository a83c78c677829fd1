import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreed, caller, over } from '../../src/demo/caller.ts'
import { ask, type MarketProcess, newFolder, pause, run, sweep } from './process.ts'
import { startTrustedMarket, type TrustedMarket, trusteeNames } from './trusted-market.ts'

/*
 * Five trustees as processes of their own, some of them killed. Two away: the draw completes. Three away: it waits, says
 * so to everyone, and completes when one returns, with no second draw and no other source of chance (111/53.3).
 */

const data = newFolder()
let market: MarketProcess
let trusted: TrustedMarket

beforeAll(async () => {
  trusted = await startTrustedMarket(data)
  market = trusted.market
})
afterAll(() => sweep(data))

const advance = (to: string) =>
  fetch(`${market.origin}/api/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: { to } }),
  }).then((answer) => answer.status)

// biome-ignore lint/suspicious/noExplicitAny: what the API answers.
const drawOf = async (draw: string): Promise<any> =>
  (await fetch(`${market.origin}/api/draws/${draw}`)).json()
const until = async (draw: string, holds: (view: { status: string; waiting: boolean }) => boolean) => {
  for (let i = 0; i < 1500; i++) {
    const view = await drawOf(draw)
    if (holds(view)) return view
    await pause(100)
  }
  throw new Error(`${draw} never came there: ${JSON.stringify(await drawOf(draw))}`)
}
const verified = async (draw: string) => {
  const bundle = join(data, `${draw}.json`)
  writeFileSync(bundle, await (await fetch(`${market.origin}/api/draws/${draw}/bundle`)).text())
  return (await run(['scripts/verify.ts', bundle], {})).code
}
const facts = async (kind: string, draw: string) =>
  (await ask(data, 'select 1 from fact where kind = $1 and subject = $2', [kind, `draw/${draw}`])).length

test('they made the keys themselves, in public, and tie one to each announcement', async () => {
  const { draw } = await trusted.announced('2026-10-12')
  const view = await until(draw, (v) => 'bound' in v)
  expect(view.spec.value.trustees).toEqual(trusteeNames)
  const held = await ask<{ curve: string }>(
    data,
    `select curve from ceremony where status = 'held' order by at, curve`,
  )
  expect(held.map((h) => h.curve).toSorted()).toEqual(['bls12-381-g2', 'ed25519'])
  expect(await facts('draw.bound', draw)).toBe(1)
})

test('with two of them killed the draw completes', async () => {
  const { draw } = await trusted.announced('2026-10-13')
  await trusted.kill(0)
  await trusted.kill(3)
  expect(await advance('2026-10-13T17:00')).toBe(200)
  const view = await until(draw, (v) => v.status === 'complete')
  expect(view.trustees.map((t: { status: string }) => t.status)).toEqual([
    ...['silent', 'signed', 'signed', 'silent', 'signed'],
  ])
  expect(await verified(draw)).toBe(0)
})

test('with three of them killed it waits, says so, and completes when one returns', async () => {
  const { id, draw } = await trusted.announced('2026-10-20')
  await trusted.kill(1)
  await advance('2026-10-20T17:00')
  const view = await until(draw, (v) => v.waiting)
  expect(view.trustees.filter((t: { status: string }) => t.status === 'silent')).toHaveLength(3)
  const metrics = await (await fetch(`${market.origin}/metrics`)).text()
  expect(metrics).toContain('xunshi_draws_waiting{what="opening"} 1')
  expect(metrics).toContain('xunshi_draws_waiting{what="silent"} 3')
  // Nothing is decided without them, however long it takes.
  await pause(3000)
  const page = agreed('page', await caller(over(market.origin)).get(`/api/announcements/${id}`))
  expect(page.result).toBeUndefined()
  expect(await facts('draw.frozen', draw)).toBe(0)

  trusted.startAgain(1)
  await until(draw, (v) => v.status === 'complete')
  expect(await verified(draw)).toBe(0)
  for (const kind of ['draw.opened', 'draw.frozen', 'draw.completed']) expect(await facts(kind, draw)).toBe(1)
  const { code, output } = await run(['scripts/check-log.ts'], { XUNSHI_DATA: data })
  expect([code, output]).toEqual([0, expect.stringContaining('日志完整')])
  // What it did stands in its journal, apart from the market.
  const journal = readFileSync(join(trusted.folderOf(1), 'memory.jsonl'), 'utf8')
  expect(journal).toMatch(/"what":"sign","subject":"random-selection procurement/)
})

test('a stranger gets nothing from a trustee, not even after the deadline', async () => {
  const url = `http://127.0.0.1:${trusted.ports[1]}/release`
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401)
})
