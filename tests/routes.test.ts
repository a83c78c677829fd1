import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Answered, Visitor } from './app.ts'
import { openTestMarket, type TestMarket } from './market.ts'
import { excerpt, type Watch, watchRows } from './routes/judge.ts'
import { nonsenseFor, reaches, withAt } from './routes/nonsense.ts'
import { type Operation, operationsOf } from './routes/operations.ts'
import { methods, oddBodies, oddHeaders, oddNames, oddUploads, uploadNamed } from './routes/requests.ts'
import { sample } from './routes/sample.ts'
import { type Actor, oneOfEach, publicly, seedSubjects, subjectKinds } from './routes/subjects.ts'
import { nowhere, type Walker, walker } from './routes/walk.ts'

// Thousands of questions, one after the other.
vi.setConfig({ testTimeout: 180_000 })

/** Someone of every kind, and a stranger beside those who have something. */
const people = {
  agency: 'agency4',
  'an agency that applies': 'agency39',
  'an agency that drafts': 'agency42',
  'an agency that took back what it drafted': 'agency1',
  owner: 'xiushui-water',
  'another owner': 'port-group',
  operator: 'jj-operator',
  'operator of the county': '360424-operator',
  'operator of another county': '360430-operator',
  department: 'jj-meteorology',
  management: 'jj-management',
  'management of another county': '360430-management',
  audit: 'jj-audit',
  finance: 'jj-treasury',
  credit: 'jj-credit',
  price: 'jj-price',
  'market supervision': 'jj-market-price',
} as const
type Who = keyof typeof people | 'public'

let market: TestMarket
let walk: Walker<Who>
let operations: Operation[]
let watch: Watch
const visitors = new Map<Who, Visitor>()
/** `procurements/pass` → who may do it now, and to what. */
const available = new Map<string, { who: Who; id: string }>()

beforeAll(async () => {
  market = await openTestMarket()
  await seedSubjects(market)
  visitors.set('public', market.visitor())
  for (const [who, account] of Object.entries(people)) visitors.set(who as Who, await market.as(account))
  watch = await watchRows(market.database)
  walk = walker(visitors, watch)
  operations = operationsOf((await market.visitor().get('/openapi.json')).body)
  for (const [plural, kind] of Object.entries(subjectKinds)) {
    for (const { id } of await oneOfEach(market, kind)) {
      for (const [who, visitor] of visitors) {
        const { body } = await visitor.get(`/api/${plural}/${id}`)
        for (const { act, refusal } of (body.actions ?? []) as { act: string; refusal?: object }[])
          if (!refusal) available.set(`${plural}/${act}`, { who, id })
      }
    }
  }
  // That audit has read all this is on record (13).
  await watch.look()
})
afterAll(() => market?.close())

const isClosed = ({ body }: Answered): boolean =>
  ['not-signed-in', 'not-permitted', 'csrf-token-missing'].includes(body?.error?.code)

/** Who may do what an operation does, and to what: where nonsense reaches the rules and not only the door. */
async function placeFor(operation: Operation): Promise<{ who: Who; params: Record<string, string> }> {
  const [, plural = '', act = ''] = /^\/api\/(\w+)\/\{id\}\/?([\w-]*)$/.exec(operation.path) ?? []
  const place = available.get(`${plural}/${act || 'save'}`)
  if (place) return { who: place.who, params: { id: place.id } }
  for (const who of visitors.keys()) if (!isClosed(await walk.ask(who, operation))) return { who, params: {} }
  throw new Error(`nobody may ask ${operation.name}`)
}

/** What ends the walker's own session. */
const signOut = '/api/auth/sign-out'
const withBody = () => operations.filter((o) => o.bodies.length > 0)

describe('every route', () => {
  test('has somebody who may, and a body that its schema takes', async () => {
    expect(operations.length).toBeGreaterThan(70)
    const faults: string[] = []
    for (const operation of withBody()) {
      const { who, params } = await placeFor(operation)
      for (const schema of operation.bodies) {
        // Of another version: shaped well, and yet refused.
        const body = { ...(sample(schema) as object), ...(params.id ? { version: 999 } : {}) }
        const answer = await walk.ask(who, operation, { params, body })
        if (answer.body?.error?.code === 'bad-input')
          faults.push(`teach tests/routes/sample.ts a body for ${operation.name}: ${excerpt(answer.body)}`)
      }
    }
    expect([...faults, ...walk.faults()]).toEqual([])
  })

  test('is closed to those who have not signed in, but for a few', async () => {
    const open: string[] = []
    for (const operation of operations.filter((o) => o.method !== 'GET'))
      if (!isClosed(await walk.ask('public', operation))) open.push(operation.path)
    expect(open.toSorted()).toEqual([
      ...['/api/auth/second-factor', '/api/auth/sign-in', '/api/consults', '/api/consults/status'],
      ...['/api/demo/clock', '/api/demo/sign-in'],
      ...['/api/invitations/join', '/api/invitations/look', '/api/registrations'],
      ...['/api/reports', '/api/reports/status'],
    ])
    expect(walk.faults()).toEqual([])
  })

  test('answers everyone, for what is not there, with a refusal that can be read', async () => {
    const odd = ['x', 'constructor', 'x'.repeat(80), 'x'.repeat(250), 'a\0b', '\ud83d', '../..']
    odd.push("' or 1=1 --", '<b>', '长', '%', '.', '🗓')
    for (const operation of operations.filter((o) => o.path !== signOut)) {
      const names = Object.keys(operation.params)
      const about = (id: string) => Object.fromEntries(names.map((name) => [name, id]))
      let asked = names.length === 0
      for (const who of visitors.keys()) {
        const answer = await walk.ask(who, operation, { params: about(nowhere) })
        // The odd ones by those who stand before the door, and by the first who may come in.
        if (who !== 'public' && (asked || isClosed(answer))) continue
        asked ||= who !== 'public'
        for (const id of names.length > 0 ? odd : [])
          await walk.ask(who, operation, { params: about(id), what: JSON.stringify(id) })
      }
    }
    expect(walk.faults()).toEqual([])
  })

  test('refuses every wrong query at its name', async () => {
    for (const operation of operations.filter((o) => Object.keys(o.query).length > 0)) {
      const { who, params } = await placeFor(operation)
      await walk.wrongQueries(who, operation, params)
    }
    expect(walk.faults()).toEqual([])
  })

  test('refuses every wrong body at its field, and bears what is merely strange', async () => {
    for (const operation of withBody()) {
      const { who, params } = await placeFor(operation)
      // A strange reason is a reason: a command that takes it moves on, and the next one meets another state.
      const again = operation.method === 'PUT' || /\/(save|register)$|s$/.test(operation.path)
      await walk.wrongBodies(who, operation, params, again)
    }
    expect(walk.faults()).toEqual([])
  })

  test('bears whatever chance puts into a body', async () => {
    const chance = fc.record({
      operation: fc.constantFrom(...withBody()),
      changes: fc.array(fc.tuple(fc.nat(), fc.jsonValue({ stringUnit: 'binary' })), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    for (const { operation, changes } of fc.sample(chance, { numRuns: 500, seed: 111 })) {
      const { who, params } = await placeFor(operation)
      const paths = operation.bodies.flatMap((schema) => [...nonsenseFor(schema)]).map((n) => n.path)
      const spots = [...new Map(paths.map((path) => [path.join('.'), path])).values()]
      const body = changes.reduce<unknown>((now, [n, value]) => {
        const path = spots[n % spots.length]!
        return reaches(now, path) ? withAt(now, path, value) : now
      }, sample(operation.bodies[0]!))
      await walk.ask(who, operation, { params, body, what: JSON.stringify(body) })
    }
    expect(walk.faults()).toEqual([])
  })
})

/** Whether an answer bears an id as a whole: the code 5.01 is no part of a time that ends in 15.012. */
const tells = (body: unknown, id: string) =>
  new RegExp(`(?<![\\w.-])${id.replaceAll('.', '\\.')}(?![\\w.-])`).test(JSON.stringify(body))

describe('what is not yours', () => {
  test('an id is told where it stands as a whole', () => {
    expect(tells({ code: '5.01' }, '5.01')).toBe(true)
    expect(tells({ to: '/services/5.01' }, '5.01')).toBe(true)
    expect(tells({ at: '2026-09-28T16:20:15.012+08:00', fee: 5.011 }, '5.01')).toBe(false)
  })

  const actors = new Map<Who, Actor>()
  beforeAll(async () => {
    for (const [who, visitor] of visitors)
      actors.set(who, (await visitor.get('/api/me')).body.actor ?? { kind: 'public' })
  })

  test('is asked of every kind of subject', () => {
    const commands = operations.flatMap((o) => /^POST \/api\/([\w-]+)\/\{id\}\//.exec(o.name)?.[1] ?? [])
    // Bodies are public (7).
    const known = [...Object.keys(subjectKinds), 'notices', 'bodies']
    expect([...new Set(commands)].filter((plural) => !known.includes(plural))).toEqual([])
  })

  test.each(Object.entries(subjectKinds))('is not there: %s', async (plural, kind) => {
    const lists = operations.filter(
      (o) => o.method === 'GET' && !o.path.includes('{') && o.asks.length === 0 && !o.path.includes('/demo/'),
    )
    const own = operations.filter((o) => 'id' in o.params && o.path.startsWith(`/api/${plural}/`))
    const others = operations.filter((o) => 'id' in o.params && o.method === 'GET' && !own.includes(o))
    for (const { id, status, state } of await oneOfEach(market, kind)) {
      if (kind.open?.includes(status)) continue
      const knows = (who: Who) => who !== 'public' && kind.mayKnow(state, actors.get(who)!)
      const strangers = [...visitors.keys()].filter((who) => !knows(who))
      expect(strangers.length, `${plural} ${status}`).toBeGreaterThan(4)
      const isSecret = !kind.published.includes(status)
      for (const who of strangers) {
        for (const operation of [...own, ...(isSecret ? others : [])])
          if (!publicly.includes(operation.path)) await walk.foreign(who, operation, id)
        for (const operation of isSecret ? lists : []) {
          if (kind.listed?.[operation.path]?.includes(status)) continue
          const { body } = await walk.ask(who, operation)
          expect(tells(body, id), `${who}: ${operation.name} tells of ${id}`).toBe(false)
        }
      }
      // Not for want of anybody who may.
      const answers = [...visitors.keys()]
        .filter(knows)
        .map((who) => visitors.get(who)!.get(`/api/${plural}/${id}`))
      expect(
        (await Promise.all(answers)).map((a) => a.status),
        `${plural} ${status}`,
      ).toContain(200)
      await watch.look()
    }
    expect(walk.faults()).toEqual([])
  })

  test('is not there: files and messages of others', async () => {
    const of = (path: string) => operations.find((o) => o.path === path)!
    const { rows: files } = await market.database.asOwner('select id, owner from file order by id limit 8')
    for (const { id, owner } of files)
      for (const who of ['public', 'agency', 'owner', 'another owner', 'an agency that drafts'] as const) {
        if (actors.get(who)!.organisation === owner) continue
        await walk.foreign(who, of('/api/files/{id}'), id)
      }
    const { rows: notices } = await market.database.asOwner(
      'select id, organisation from notice_inbox order by id limit 8',
    )
    for (const { id, organisation } of notices)
      for (const [who, actor] of actors)
        if (actor.organisation !== organisation) await walk.foreign(who, of('/api/notices/{id}/read'), id)
    expect([files.length, notices.length]).toEqual([8, 8])
    expect(walk.faults()).toEqual([])
  })
})

describe('a request that no browser sends', () => {
  const writing = ['/api/procurements', '/api/notices/read', '/api/auth/sign-in', '/api/registrations']

  test.each(oddBodies)('%s as a body', async (what, request) => {
    for (const url of [...writing, '/api/files', '/api/no-such-route']) {
      const headers = { ...(await visitors.get('owner')!.guards()), ...request.headers }
      const answer = await walk.raw('owner', { method: 'POST', url, ...request, headers }, what)
      // A route without a body looks at none; a member that nobody knows is not looked at either.
      if (url !== '/api/notices/read' && !what.includes('UTF-8'))
        expect(answer.status, `${what} to ${url}`).toBeGreaterThan(399)
    }
    expect(walk.faults()).toEqual([])
  })

  test('sessions and headers that nobody was given', async () => {
    for (const headers of oddHeaders)
      for (const url of ['/api/me', '/api/desk', '/api/announcements', '/api/files/x', '/api/draws'])
        await walk.raw('public', { method: 'GET', url, headers }, JSON.stringify(headers).slice(0, 60))
    expect(walk.faults()).toEqual([])
  })

  test('other methods', async () => {
    for (const { path } of operations.filter((o) => o.path !== signOut))
      for (const method of methods) {
        const url = path.replaceAll(/\{\w+\}/g, 'unknown')
        const { status } = await visitors.get('public')!.raw({ method, url })
        expect(status, `${method} ${url}`).toBeLessThan(500)
      }
  })

  test.each(oddUploads)('%s as an upload', async (what, request) => {
    const headers = { ...(await visitors.get('agency')!.guards()), ...request.headers }
    const answer = await walk.raw('agency', { method: 'POST', url: '/api/files', ...request, headers }, what)
    expect([answer.status, answer.body.error?.field], what).toEqual([expect.any(Number), 'file'])
    expect(answer.status).toBeGreaterThan(399)
    expect(walk.faults()).toEqual([])
  })

  test.each(oddNames)('a file named %s', async (name) => {
    const request = uploadNamed(name)
    const headers = { ...(await visitors.get('agency')!.guards()), ...request.headers }
    const { status, body } = await walk.raw(
      'agency',
      { method: 'POST', url: '/api/files', ...request, headers },
      name,
    )
    if (status === 200) {
      const { headers, status } = await visitors.get('agency')!.get(`/api/files/${body.id}`)
      expect([status, headers['x-content-type-options']]).toEqual([200, 'nosniff'])
      expect(body.name).toMatch(/\.pdf$/)
    }
    expect(walk.faults()).toEqual([])
  })
})
