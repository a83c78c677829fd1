import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { addDays, dateOf, endOf, type Instant, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { accept, refuse, reject, type Workflow } from '../workflow/index.ts'
import { act } from './act.ts'
import { fireDue, nextClock, rederiveClocks } from './clockwork.ts'
import type { Subject, Tx } from './deps.ts'

/** An egg timer: rings by itself at its moment, once. */
type Timer = { status: 'running' | 'rung'; at: Instant }
type TimerCommand = { kind: 'ring' } | { kind: 'set'; at: Instant }

const cites = art('111', '28')
const fact = (kind: string) => ({ kind, article: cites, visibility: 'public' as const, body: {} })
let extraDays = 0

const workflow: Workflow<Timer, TimerCommand> = {
  decide(state, command, ctx) {
    if (command.kind === 'set') return accept({ status: 'running', at: command.at }, fact('timer.set'))
    if (state.status === 'rung' || ctx.now < state.at) return reject(refuse('not-available', cites))
    return accept({ ...state, status: 'rung' }, fact('timer.rang'))
  },
  availableActions: () => [],
  deadlines: (state) =>
    state.status === 'running'
      ? [
          {
            action: 'ring',
            article: cites,
            who: 'system',
            due: extraDays ? endOf(addDays(dateOf(state.at), extraDays)) : state.at,
          },
        ]
      : [],
}

type TimerTables = { timer: { id: string; version: number; state: string } }
const table = (tx: Tx) => tx.withTables<TimerTables>()
const timers: Subject<Timer, TimerCommand> = {
  name: 'timer',
  workflow,
  title: () => 'timer',
  store: {
    async lock(tx, id) {
      const row = await table(tx)
        .selectFrom('timer')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      return row && { state: row.state as unknown as Timer, version: row.version }
    },
    read: (tx, id) => timers.store.lock(tx, id),
    async save(tx, id, state, version) {
      const values = { id, state: JSON.stringify(state), version }
      await table(tx)
        .insertInto('timer')
        .values(values)
        .onConflict((c) => c.column('id').doUpdateSet(values))
        .execute()
    },
  },
}
const subjects = new Map([[timers.name, timers]])

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await database.asOwner(
    'create table timer (id text primary key, version int not null, state jsonb not null)',
  )
  await database.asOwner('grant select, insert, update on timer to xunshi_app')
})
afterAll(() => database.close())
beforeEach(async () => {
  extraDays = 0
  await database.asOwner('truncate timer; truncate clock')
  await database.setClock('2026-09-28T10:00')
})

const set = (id: string, at: string) =>
  database.db.transaction().execute((tx) => {
    const create: Timer = { status: 'running', at: instant(at) }
    return act(
      tx,
      database.deps,
      timers,
      id,
      { kind: 'set', at: instant(at) },
      { kind: 'system' },
      { create },
    )
  })
const fire = () => fireDue(database.deps, subjects)
const ids = (fired: { id: string }[]) => fired.map((f) => f.id)

describe('the tick', () => {
  test('runs what is due at its very moment and not a millisecond earlier', async () => {
    await set('a', '2026-09-28T17:00')
    await database.setClock('2026-09-28T16:59:59.999')
    expect(ids(await fire())).toEqual([])
    await database.setClock('2026-09-28T17:00')
    expect(ids(await fire())).toEqual(['a'])
    expect(ids(await fire())).toEqual([])
  })

  test('runs earliest first, and after days of sleep catches up at once', async () => {
    await set('late', '2026-09-30T12:00')
    await set('early', '2026-09-28T12:00')
    await set('middle', '2026-09-29T12:00')
    await database.setClock('2026-10-09T09:00')
    expect(ids(await fire())).toEqual(['early', 'middle', 'late'])
  })

  test('by many processes at once rings each timer once', async () => {
    for (let i = 0; i < 30; i++) await set(`t${i}`, '2026-09-28T11:00')
    await database.setClock('2026-09-28T11:00')
    const fired = (await Promise.all([fire(), fire(), fire(), fire()])).flat()
    expect(ids(fired).sort()).toEqual(Array.from({ length: 30 }, (_, i) => `t${i}`).sort())
    const { rows } = await database.asOwner(
      `select count(*) as n from fact where kind = 'timer.rang' and subject like 'timer/t%'`,
    )
    expect(Number(rows[0].n)).toBe(30)
  })

  test('lays a clock that does not fit its state aside instead of trying it forever', async () => {
    await set('a', '2026-09-28T11:00')
    await database.asOwner(`update timer set state = jsonb_set(state, '{status}', '"rung"')`)
    await database.setClock('2026-09-28T11:00')
    expect(await fire()).toEqual([])
    expect((await database.asOwner('select 1 from clock')).rowCount).toBe(0)
  })

  test('goes on behind a command that fails, and says which one it was', async () => {
    await set('broken', '2026-09-28T11:00')
    await set('sound', '2026-09-28T11:30')
    await database.asOwner(`update timer set state = '{"status": "running", "at": null}' where id = 'broken'`)
    await database.asOwner(
      `alter table timer add constraint planted check (id <> 'broken' or version < 2) not valid`,
    )
    await database.setClock('2026-09-28T12:00')
    await expect(fire()).rejects.toThrow('timer/broken: ring failed')
    const { rows } = await database.asOwner(`select id, state ->> 'status' as status from timer order by id`)
    expect(rows).toEqual([
      { id: 'broken', status: 'running' },
      { id: 'sound', status: 'rung' },
    ])
    await database.asOwner('alter table timer drop constraint planted')
  })

  test('names the next clock for the demo bar', async () => {
    await set('b', '2026-09-29T12:00')
    await set('a', '2026-09-28T12:00')
    expect(await nextClock(database.deps)).toMatchObject({
      id: 'a',
      action: 'ring',
      due: '2026-09-28T12:00:00.000+08:00',
    })
  })
})

describe('when the calendar changes', () => {
  test('every open clock is derived anew, once', async () => {
    await set('a', '2026-09-28T17:00')
    expect(await rederiveClocks(database.deps, subjects, 'schedule of 2026')).toBe(1)
    extraDays = 2
    expect(await rederiveClocks(database.deps, subjects, 'schedule of 2026')).toBe(0)
    expect((await nextClock(database.deps))?.due).toBe('2026-09-28T17:00:00.000+08:00')
    expect(await rederiveClocks(database.deps, subjects, 'schedules of 2026 and 2027')).toBe(1)
    expect((await nextClock(database.deps))?.due).toBe('2026-10-01T00:00:00.000+08:00')
  })
})
