import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../../src/calendar/index.ts'
import { agreed, type Caller, caller, over } from '../../src/demo/caller.ts'
import { agencies, owners } from '../../src/demo/cast.ts'
import { plans } from '../../src/demo/plans.ts'
import { draftOf, registrationOf } from '../../src/demo/selection.ts'
import {
  ask,
  freePort,
  type MarketProcess,
  newFolder,
  pause,
  type Running,
  run,
  start,
  startMarket,
  sweep,
} from './process.ts'

/*
 * Five trustees as processes of their own, some of them killed. Two away: the draw completes. Three away: it waits, says
 * so to everyone, and completes when one returns, with no second draw and no other source of chance (111/53.3).
 */

const data = newFolder()
const names = ['政务服务办', '审计局', '财政局', '公证处', '行业协会']
const owner = owners[0]!
const plan = plans[3]!
const trade = agencies.filter((a) => a.services.some((s) => s.type === plan.serviceType)).slice(0, 4)

let market: MarketProcess
let marketPort: number
const ports: number[] = []
const trustees: Running[] = []
const folderOf = (n: number) => join(data, `trustee-${n}`)

function startTrustee(n: number): Running {
  return start([
    ...['scripts/trustee.ts', '--name', names[n]!, '--data', folderOf(n), '--port', String(ports[n])],
    ...['--clock', `http://127.0.0.1:${marketPort}/api/time`],
  ])
}

beforeAll(async () => {
  marketPort = await freePort()
  for (const n of names.keys()) ports[n] = await freePort()
  for (const n of names.keys()) trustees[n] = startTrustee(n)
  const keys = await Promise.all(
    trustees.map(async (trustee) => {
      await trustee.says('key ')
      return /key ([0-9a-f]{64})/.exec(trustee.said())![1]!
    }),
  )
  const members = names.map((name, n) => ({ name, key: keys[n]! }))
  const paper = join(data, 'members.json')
  writeFileSync(paper, JSON.stringify({ threshold: 3, members }))
  for (const n of names.keys()) copyFileSync(paper, join(folderOf(n), 'members.json'))
  const places = members.map((m, n) => ({ ...m, url: `http://127.0.0.1:${ports[n]}/` }))
  mkdirSync(join(data, 'etc'))
  writeFileSync(join(data, 'etc/trustees.json'), JSON.stringify({ threshold: 3, members: places }))
  const env = { XUNSHI_TRUSTEES: join(data, 'etc/trustees.json') }
  market = await (await startMarket(data, { port: marketPort, env })).opens()
})
afterAll(() => sweep(data))

async function as(account: string): Promise<Caller> {
  const person = caller(over(market.origin))
  agreed(account, await person.send('POST', '/api/demo/sign-in', { account }))
  return person
}

/** An announcement with registrations; its id and the number of its draw. */
async function announced(day: string): Promise<{ id: string; draw: string }> {
  const [asOwner, asOperator] = [await as(owner.account), await as('360424-operator')]
  const draft = draftOf({ ...plan, title: `${plan.title}（${day}）` }, owner, instant(`${day}T17:00`))
  const { id } = agreed('draft', await asOwner.send('POST', '/api/procurements', { draft }))
  agreed('submit', await asOwner.send('POST', `/api/procurements/${id}/submit`))
  for (let i = 0; ; i++) {
    const answer = await asOperator.send('POST', `/api/procurements/${id}/pass`)
    if (answer.status !== 503 || i > 100) {
      agreed('pass', answer)
      break
    }
    // The trustees are still making the first keys.
    await pause(200)
  }
  for (const agency of trade) await registrationOf(await as(agency.account), id)
  const page = agreed('page', await caller(over(market.origin)).get(`/api/announcements/${id}`))
  return { id, draw: page.drawId }
}

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
  const { draw } = await announced('2026-10-12')
  const view = await until(draw, (v) => 'bound' in v)
  expect(view.spec.value.trustees).toEqual(names)
  const held = await ask<{ curve: string }>(
    data,
    `select curve from ceremony where status = 'held' order by at, curve`,
  )
  expect(held.map((h) => h.curve).toSorted()).toEqual(['bls12-381-g2', 'ed25519'])
  expect(await facts('draw.bound', draw)).toBe(1)
})

test('with two of them killed the draw completes', async () => {
  const { draw } = await announced('2026-10-13')
  await trustees[0]!.kill()
  await trustees[3]!.kill()
  expect(await advance('2026-10-13T17:00')).toBe(200)
  const view = await until(draw, (v) => v.status === 'complete')
  expect(view.trustees.map((t: { status: string }) => t.status)).toEqual([
    ...['silent', 'signed', 'signed', 'silent', 'signed'],
  ])
  expect(await verified(draw)).toBe(0)
})

test('with three of them killed it waits, says so, and completes when one returns', async () => {
  const { id, draw } = await announced('2026-10-20')
  await trustees[1]!.kill()
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

  trustees[1] = startTrustee(1)
  await until(draw, (v) => v.status === 'complete')
  expect(await verified(draw)).toBe(0)
  for (const kind of ['draw.opened', 'draw.frozen', 'draw.completed']) expect(await facts(kind, draw)).toBe(1)
  const { code, output } = await run(['scripts/check-log.ts'], { XUNSHI_DATA: data })
  expect([code, output]).toEqual([0, expect.stringContaining('日志完整')])
  // What it did stands in its journal, apart from the market.
  const journal = readFileSync(join(folderOf(1), 'memory.jsonl'), 'utf8')
  expect(journal).toMatch(/"what":"sign","subject":"random-selection procurement/)
})

test('a stranger gets nothing from a trustee, not even after the deadline', async () => {
  const url = `http://127.0.0.1:${ports[1]}/release`
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401)
})
