import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Instant, instant } from '../../src/calendar/index.ts'
import { agreed, type Caller, caller, over } from '../../src/demo/caller.ts'
import { agencies, owners } from '../../src/demo/cast.ts'
import { plans } from '../../src/demo/plans.ts'
import { draftOf, registrationOf } from '../../src/demo/selection.ts'
import {
  ask,
  type MarketProcess,
  newFolder,
  pause,
  postmasterOf,
  run,
  startMarket,
  sweep,
} from './process.ts'

/* `kill -9` in the middle of selections: what was acknowledged stays, and every draw has one result, whenever it comes. */

const data = newFolder()
const owner = owners[0]!
const plan = plans[3]!
const trade = agencies.filter((a) => a.services.some((s) => s.type === plan.serviceType))

let market: MarketProcess
beforeAll(async () => {
  market = await (await startMarket(data)).opens()
})
afterAll(() => sweep(data))

async function as(account: string): Promise<Caller> {
  const person = caller(over(market.origin))
  agreed(account, await person.send('POST', '/api/demo/sign-in', { account }))
  return person
}

/** Publishes as many announcements as asked for, all with one deadline. */
async function published(count: number, deadline: Instant): Promise<string[]> {
  const [asOwner, asOperator] = [await as(owner.account), await as('360424-operator')]
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const draft = draftOf({ ...plan, title: `${plan.title}（第${n + 1}标段）` }, owner, deadline)
    const { id } = agreed('draft', await asOwner.send('POST', '/api/procurements', { draft }))
    agreed('submit', await asOwner.send('POST', `/api/procurements/${id}/submit`))
    agreed('pass', await asOperator.send('POST', `/api/procurements/${id}/pass`))
    ids.push(id as string)
  }
  return ids
}

const advance = (to: string) =>
  fetch(`${market.origin}/api/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: { to } }),
  })

const wholeLog = async () => {
  const { code, output } = await run(['scripts/check-log.ts'], { XUNSHI_DATA: data })
  expect([code, output]).toEqual([0, expect.stringContaining('日志完整')])
}

test('registrations that were acknowledged are there after the process and its database were killed', async () => {
  const ids = await published(6, instant('2026-10-12T17:00'))
  const people = await Promise.all(
    trade.map(async (a) => ({ account: a.account, person: await as(a.account) })),
  )
  const acknowledged: { id: string; account: string; leaf: string }[] = []
  const burst = Promise.allSettled(
    ids.flatMap((id) =>
      people.map(async ({ account, person }) => {
        const { leaf } = await registrationOf(person, id)
        acknowledged.push({ id, account, leaf })
      }),
    ),
  )
  while (acknowledged.length < 10) await pause(1)
  const server = postmasterOf(data)!
  process.kill(server, 'SIGKILL')
  await market.kill()
  await burst
  expect(acknowledged.length).toBeLessThan(ids.length * people.length)

  market = await (await startMarket(data)).opens()
  expect(postmasterOf(data)).not.toBe(server)
  for (const { id, account, leaf } of acknowledged) {
    const { registered, receipt } = agreed(
      'own',
      await (await as(account)).get(`/api/procurements/${id}/registration`),
    )
    expect([registered, receipt?.leaf]).toEqual([true, leaf])
  }
  // Those who were not told may ask again.
  for (const id of ids)
    for (const { account } of people) {
      const person = await as(account)
      const own = agreed('own', await person.get(`/api/procurements/${id}/registration`))
      if (!own.registered) await registrationOf(person, id)
    }
  await wholeLog()
})

describe('at the deadline', () => {
  test.each([
    [
      'when the first list is opened',
      `select 1 from procurement where state ->> 'status' in ('drawing', 'publicity')`,
    ],
    ['while trustees sign', `select 1 from draw_trustee where partial is not null`],
    ['after the first result', `select 1 from draw where status = 'complete'`],
  ])('killed %s, every draw comes to one result', async (_, reached) => {
    const day = (await marketTime()).slice(0, 10)
    const deadline = instant(`${deadlines.find((d) => d > day)!}T17:00`)
    const open = await ask<{ id: string }>(
      data,
      `select id from procurement where state ->> 'status' = 'open'`,
    )
    const ids = open.length > 0 ? open.map((o) => o.id) : await registered(deadline)
    const before = (await ask(data, reached)).length
    const moving = advance(deadline).catch(() => undefined)
    while ((await ask(data, reached)).length === before) await pause(5)
    await market.kill()
    await moving
    expect(await unfinished(ids)).toBeGreaterThan(0)

    market = await (await startMarket(data)).opens()
    for (let i = 0; i < 300 && (await unfinished(ids)) > 0; i++) await pause(100)
    expect(await unfinished(ids)).toBe(0)
    for (const id of ids) {
      const { result, drawId, state } = agreed(
        'page',
        await caller(over(market.origin)).get(`/api/announcements/${id}`),
      )
      expect([state, result.alternates.length]).toEqual(['publicity', trade.length - 1])
      const bundle = join(data, `${drawId}.json`)
      writeFileSync(bundle, await (await fetch(`${market.origin}/api/draws/${drawId}/bundle`)).text())
      expect((await run(['scripts/verify.ts', bundle], {})).code).toBe(0)
      const told = await ask<{ kind: string; n: number }>(
        data,
        `select kind, count(*)::int as n from fact where subject = $1 and kind = any($2) group by kind order by kind`,
        [`procurement/${id}`, ['procurement.closed', 'procurement.opened', 'procurement.result']],
      )
      expect(told.map(({ n }) => n)).toEqual([1, 1, 1])
    }
    // The market's time runs on, whoever was moving it.
    const now = await marketTime()
    await pause(50)
    expect((await marketTime()) > now).toBe(true)
    await wholeLog()
  })

  const deadlines = ['2026-10-12', '2026-10-20', '2026-10-28']
  const marketTime = async (): Promise<string> =>
    (await caller(over(market.origin)).get('/api/time')).body.now
  const unfinished = async (ids: readonly string[]) =>
    (
      await ask(data, `select 1 from procurement where id = any($1) and state ->> 'status' <> 'publicity'`, [
        ids,
      ])
    ).length

  async function registered(deadline: Instant): Promise<string[]> {
    const ids = await published(4, deadline)
    const people = await Promise.all(trade.map((a) => as(a.account)))
    for (const id of ids) await Promise.all(people.map((person) => registrationOf(person, id)))
    return ids
  }
})
