import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { art } from '../src/gazette/index.ts'
import { alternatesOf, type Procurement, winnerOf } from '../src/procurement/index.ts'
import type { Visitor } from './app.ts'
import { openTestMarket, subjectsOf, type TestMarket } from './market.ts'
import { type Operation, operationsOf, urlOf } from './routes/operations.ts'
import { sample } from './routes/sample.ts'

/*
 * 111/53 (三), 28: 擅自利用信息技术手段干预中介超市中选结果. Every operation that the market describes is asked by everyone, with a
 * body that its schema takes and that names the procurement, its draw and one who would like to have won; afterwards the
 * result, the draw and their facts stand as they stood, and nothing has been drawn twice. Trustees and witnesses have no
 * account and no operation here: the market asks them, they never ask it.
 */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 120_000 })

const people = {
  'the owner': 'xiushui-water',
  'another owner': 'port-group',
  'the operator': '360424-operator',
  'another operator': 'jj-operator',
  management: 'jj-management',
  'management of its place': '360424-management',
  department: 'jj-water',
  audit: 'jj-audit',
  finance: 'jj-treasury',
  credit: 'jj-credit',
  price: 'jj-price',
  'market supervision': 'jj-market-price',
} as const

interface Target {
  id: string
  number: string
  owner: string
  /** Organisation and leaf of one who would like to have won. */
  rival: { agency: string; leaf: string }
}

let market: TestMarket
let operations: Operation[]
const visitors = new Map<string, Visitor>()
const targets: Target[] = []
/** Before its deadline: there must be no result afterwards either. */
let open: { id: string; number: string }

beforeAll(async () => {
  market = await openTestMarket()
  const byStatus = await subjectsOf(market, 'procurement')
  const stateOf = async (id: string) =>
    (await market.database.asOwner('select state from procurement where id = $1', [id])).rows[0]
      .state as Procurement
  for (const status of ['publicity', 'awarded', 'failed', 'voided'] as const) {
    const id = byStatus.get(status)?.[0]?.id
    if (!id) throw new Error(`the story has no procurement that is ${status}`)
    const p = await stateOf(id)
    if (!('opened' in p)) throw new Error(p.status)
    const rival = ('result' in p && alternatesOf(p.result)[0]) || p.opened.entrants[0]!
    targets.push({ id, number: p.number, owner: p.owner.id, rival })
  }
  const [running] = byStatus.get('open')!
  const p = await stateOf(running!.id)
  if (p.status !== 'open') throw new Error(p.status)
  open = { id: running!.id, number: p.number }

  visitors.set('public', market.visitor())
  for (const [who, account] of Object.entries(people)) visitors.set(who, await market.as(account))
  const published = await stateOf(targets[0]!.id)
  if (published.status !== 'publicity') throw new Error(published.status)
  const accountOf = async (organisation: string): Promise<string> =>
    (
      await market.database.asOwner(
        `select p.account from person p join membership m on m.person = p.id
          where m.organisation = $1 and p.demo order by length(p.account), p.account limit 1`,
        [organisation],
      )
    ).rows[0].account
  visitors.set('the winner', await market.as(await accountOf(winnerOf(published.result)!.agency)))
  visitors.set('the runner-up', await market.as(await accountOf(targets[0]!.rival.agency)))
  visitors.set('an agency beside it', await market.as('agency12'))
  operations = operationsOf((await market.visitor().get('/openapi.json')).body)
})
afterAll(() => market?.close())

/**
 * Everything in which a result stands: the state, the draw with its entries and signatures, the facts of both. The bundle is
 * left out: it is written down when it is first asked for, from what is looked at here.
 */
async function standing(): Promise<Map<string, string>> {
  const ids = [...targets, open].map((t) => t.id)
  const numbers = [...targets, open].map((t) => t.number)
  const seen = new Map<string, string>()
  const keep = async (name: string, sql: string, values: unknown[]) => {
    for (const row of (await market.database.asOwner(sql, values)).rows)
      seen.set(`${name} ${row.key}`, JSON.stringify(row.value))
  }
  await keep(
    'result',
    `select id as key, jsonb_build_object('result', state -> 'result', 'opened', state -> 'opened', 'award', state -> 'award',
      'ranking', state -> 'ranking', 'number', state -> 'number') as value from procurement where id = any($1)`,
    [ids],
  )
  await keep(
    'draw',
    `select id as key, to_jsonb(d) - 'tried_at' - 'bundle' as value from draw d where id = any($1)`,
    [numbers],
  )
  await keep(
    'entry',
    `select draw || ' ' || leaf as key, to_jsonb(e) as value from draw_entry e where draw = any($1)`,
    [numbers],
  )
  await keep(
    'signature',
    `select draw || ' ' || number as key, to_jsonb(t) as value from draw_trustee t where draw = any($1)`,
    [numbers],
  )
  await keep(
    'fact',
    `select id::text as key, to_jsonb(f) as value from fact f
      where (subject = any($1) or subject = any($2))
        and kind ~ '^(draw\\.|procurement\\.(opened|result|chosen|disqualified|awarded|closed|voided|failed|recommended))'`,
    [ids.map((id) => `procurement/${id}`), numbers.map((n) => `draw/${n}`)],
  )
  await keep(
    'document',
    `select number as key, to_jsonb(d) - 'file' as value from document d where subject = any($1)
    and kind in ('result', 'award')`,
    [ids.map((id) => `procurement/${id}`)],
  )
  return seen
}

/** What stands differently, by name. */
function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter((name) => before.get(name) !== after.get(name))
}

/** A body of the schema that speaks of this procurement and would have the rival win. */
function plausible(value: unknown, target: Target, name = ''): unknown {
  if (Array.isArray(value)) return value.map((v) => plausible(v, target, name.replace(/s$/, '')))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, plausible(v, target, key)]))
  switch (name) {
    case 'procurement':
    case 'about':
    case 'original':
    case 'engagement':
    case 'framework':
      return target.id
    case 'agency':
    case 'winner':
    case 'organisation':
    case 'other':
      return target.rival.agency
    case 'leaf':
    case 'order':
      return target.rival.leaf
    case 'subject':
      return value === '某项内容' ? `procurement/${target.id}` : value
    default:
      return value
  }
}

/** Ends the walker's session, or moves the market's clock; and what the law itself gives its owner (25.1). */
const leftOut = (who: string, operation: Operation, id: string): boolean =>
  operation.path === '/api/auth/sign-out' ||
  operation.path === '/api/demo/sign-in' ||
  operation.path === '/api/demo/clock' ||
  (who === 'the owner' && operation.path === '/api/procurements/{id}/cancel' && id === open.id)

interface Asked {
  requests: number
  answered: Map<number, number>
}

/** Paths that name a procurement, what follows from it, or its draw. */
const namesIt = /\/(procurements|announcements|engagements|draws|auctions|frameworks|complaints|findings)\b/

/** Who asks what about which: everything that writes by everyone; what only reads by a few, since it can hardly write. */
function askers(operation: Operation): { who: string[]; about: readonly Target[] } {
  const all = [...targets, { ...open, owner: '', rival: targets[0]!.rival }]
  const few = [targets[0]!, all.at(-1)!]
  return operation.method === 'GET'
    ? { who: ['public', 'the operator', 'audit'], about: few }
    : { who: [...visitors.keys()], about: namesIt.test(operation.path) ? all : few }
}

/** Everyone asks one operation about every target; a draw is named by the announcement’s number. */
async function everyoneAsks(operation: Operation, asked: Asked): Promise<void> {
  const { who: those, about } = askers(operation)
  const names = Object.keys(operation.params)
  for (const target of about) {
    for (const who of those) {
      const visitor = visitors.get(who)!
      if (leftOut(who, operation, target.id)) continue
      const values =
        names.length === 0 ? [''] : [operation.path.startsWith('/api/draws') ? target.number : target.id]
      for (const value of values) {
        for (const schema of operation.bodies.length > 0 ? operation.bodies : [undefined]) {
          const writes = operation.method !== 'GET'
          const query = Object.fromEntries(
            operation.asks.map((n) => [n, String(sample(operation.query[n]!, n))]),
          )
          const { status } = await visitor.raw({
            method: operation.method,
            url: urlOf(operation, Object.fromEntries(names.map((n) => [n, value])), query),
            headers: {
              ...(writes ? await visitor.guards() : {}),
              ...(schema ? { 'content-type': 'application/json' } : {}),
            },
            ...(schema ? { payload: JSON.stringify(plausible(sample(schema), target)) } : {}),
          })
          asked.requests += 1
          asked.answered.set(status, (asked.answered.get(status) ?? 0) + 1)
        }
      }
    }
  }
}

/** The operations after which something stands differently, each with what. */
async function touched(chosen: readonly Operation[], asked: Asked): Promise<string[]> {
  const found: string[] = []
  let before = await standing()
  for (const operation of chosen) {
    await everyoneAsks(operation, asked)
    // What a request has enqueued is part of what it does.
    if (operation.method !== 'GET') await market.deps.jobs.drain()
    const after = await standing()
    const changed = changes(before, after)
    if (changed.length > 0) found.push(`${operation.name}: ${changed.join(', ')}`)
    before = after
  }
  return found
}

const someOf = (...paths: string[]) => operations.filter((o) => paths.includes(o.name))

describe(art('111', '53.3'), () => {
  test('the procurements that are asked about have what could be changed', async () => {
    const seen = [...(await standing()).keys()].map((name) => name.split(' ')[0])
    for (const [what, least] of [
      ['result', 5],
      ['draw', 5],
      ['entry', 6],
      ['signature', 15],
      ['fact', 15],
      ['document', 2],
    ] as const)
      expect(seen.filter((s) => s === what).length, what).toBeGreaterThanOrEqual(least)
  })

  test('no operation, asked by anybody about any of them, changes a result, a winner or a draw', async () => {
    const asked: Asked = { requests: 0, answered: new Map() }
    expect(await touched(operations, asked)).toEqual([])
    expect(asked.requests).toBeGreaterThan(3_000)
    // They were understood: not every answer is that the body is wrong, and none is a fault of ours.
    expect([...asked.answered.keys()].filter((status) => status >= 500)).toEqual([])
    expect(asked.answered.get(200) ?? 0).toBeGreaterThan(200)
    expect(asked.answered.get(404) ?? 0).toBeGreaterThan(200)
  })

  test('nothing was drawn twice', async () => {
    const { rows } = await market.database.asOwner(
      `select subject, kind, count(*)::int as n from fact
        where kind in ('draw.announced', 'draw.frozen', 'draw.opened', 'draw.completed') group by 1, 2 having count(*) > 1`,
    )
    expect(rows).toEqual([])
    const { rows: results } = await market.database.asOwner(
      `select subject, count(*)::int as n from fact where kind = 'procurement.result' and subject = any($1)
        group by 1 having count(*) > 1`,
      [targets.map((t) => `procurement/${t.id}`)],
    )
    expect(results).toEqual([])
  })
})

describe('a planted interference is found', () => {
  /** Has the database do something whenever a request is recorded, as a route with a back door would. */
  async function planted(statement: string, run: () => Promise<string[]>): Promise<string[]> {
    const { asOwner } = market.database
    await asOwner(
      `create function planted() returns trigger language plpgsql security definer as $x$ begin ${statement}; return new; end $x$`,
    )
    await asOwner(
      'create trigger planted after insert on idempotency for each row execute function planted()',
    )
    try {
      return await run()
    } finally {
      await asOwner('drop trigger planted on idempotency')
      await asOwner('drop function planted()')
    }
  }
  const asked = (): Asked => ({ requests: 0, answered: new Map() })
  const door = () => someOf('POST /api/notices/read', 'POST /api/procurements')

  test.each([
    [
      'another winner',
      () => `update procurement set state = jsonb_set(state, '{result,order,0,agency}', '"somebody"')
        where id = '${targets[0]!.id}'`,
      /result /,
    ],
    [
      'a disqualification',
      () => `update procurement set state = jsonb_set(state, '{result,disqualified}',
        '[{"agency": "x", "code": "y", "at": "z"}]') where id = '${targets[0]!.id}'`,
      /result /,
    ],
    [
      'a result before the deadline',
      () =>
        `update procurement set state = jsonb_set(state, '{result}', '{"order": []}') where id = '${open.id}'`,
      /result /,
    ],
    [
      'a second draw',
      () => `insert into draw_entry (draw, leaf, fact, rank) select draw, leaf || 'x', fact, rank + 1000
        from draw_entry where draw = '${targets[0]!.number}' limit 1 on conflict do nothing`,
      /entry /,
    ],
  ])('%s', async (_, statement, expected) => {
    const [row] = (
      await market.database.asOwner('select state from procurement where id = $1', [targets[0]!.id])
    ).rows
    const [other] = (await market.database.asOwner('select state from procurement where id = $1', [open.id]))
      .rows
    const found = await planted(statement(), () => touched(door(), asked()))
    expect(found.join('\n')).toMatch(expected)
    for (const [id, state] of [
      [targets[0]!.id, row.state],
      [open.id, other.state],
    ])
      await market.database.asOwner('update procurement set state = $2::jsonb where id = $1', [
        id,
        JSON.stringify(state),
      ])
    await market.database.asOwner(`delete from draw_entry where leaf like '%x'`)
  })
})
