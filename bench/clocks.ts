/**
 * A million open clocks: what a tick costs when nothing is due, and how fast what is due is found and done, one durable
 * transaction each (lock, decide, save, facts, clocks).
 */
import { sql } from 'kysely'
import { chinaCalendar, dateOf, type Instant, workingDays } from '../src/calendar/index.ts'
import { art } from '../src/gazette/index.ts'
import { type AnySubject, fireDue } from '../src/platform/clockwork.ts'
import type { Db, Subject, Tx } from '../src/platform/deps.ts'
import { accept, type Workflow } from '../src/workflow/index.ts'
import { benchDatabase, median, quantile, round, timed } from './ground/database.ts'
import type { Bench } from './main.ts'

interface Errand {
  status: 'open' | 'done'
  since: Instant
}
type Command = { kind: 'finish' }

const article = art('111', '23.2')
const workflow: Workflow<Errand, Command> = {
  decide: (state, _command, ctx) =>
    accept(
      { ...state, status: 'done' as const },
      { kind: 'bench.finished', article, visibility: 'public', body: { at: ctx.now } },
    ),
  availableActions: () => [{ act: 'finish', article }],
  deadlines: ({ status, since }, ctx) =>
    status === 'done'
      ? []
      : [
          {
            action: 'finish',
            article,
            since,
            due: ctx.calendar.after(since, workingDays(2)).end,
            who: 'system',
          },
        ],
}
const errands: Subject<Errand, Command> = {
  name: 'errand',
  workflow,
  store: {
    async lock(tx, id) {
      const { rows } = await sql<{ state: Errand; version: number }>`
        select state, version from errand where id = ${id} for update`.execute(tx)
      return rows[0]
    },
    async read(tx, id) {
      return this.lock(tx, id)
    },
    async save(tx, id, state, version) {
      await sql`insert into errand (id, state, version) values (${id}, ${JSON.stringify(state)}, ${version})
        on conflict (id) do update set state = excluded.state, version = excluded.version`.execute(tx)
    },
  },
  title: () => '演示事项',
}

const bench: Bench = async ({ quick }) => {
  const open = quick ? 100_000 : 1_000_000
  const due = quick ? 200 : 2_000
  const market = await benchDatabase()
  const { deps, db } = market
  const subjects = new Map<string, AnySubject>([['errand', errands]])
  await market.asOwner(`create table errand (id text primary key, state jsonb not null, version int not null);
    grant all on errand to xunshi_app`)
  await market.asOwner(
    `insert into clock (subject, id, action, article, since, due, who, title)
     select 'errand', 'open-' || i, 'finish', '111/23.2', now(), now() + interval '1 hour' + i * interval '30 s', 'system',
       '演示事项' from generate_series(1, ${open}) i`,
  )
  await market.asOwner('vacuum analyze clock')

  const roundTrip = await timed(500, () => sql`select 1`.execute(db))
  await timed(50, () => fireDue(deps, subjects))
  const quiet = await timed(500, () => fireDue(deps, subjects))

  await makeDue(market.asOwner, due)
  const start = performance.now()
  let done = 0
  for (let n = -1; n !== 0; done += n) n = (await fireDue(deps, subjects)).length
  const rate = done / ((performance.now() - start) / 1000)
  if (done !== due) throw new Error(`${done} of ${due} clocks were done`)
  const commits = await commitRate(db, quick ? 300 : 1_500)

  const today = dateOf(await deps.now(db as unknown as Tx))
  const counting = performance.now()
  for (let i = 0; i < open; i++) chinaCalendar.after(today, { unit: 'working-days', n: i % 30 })
  const recount = performance.now() - counting
  await market.close()

  const tick = median(quiet)
  return [
    {
      name: 'clocks: quiet tick',
      unit: 'ms',
      limit: { value: round(median(roundTrip), 3), what: 'one empty query' },
      measured: { value: round(tick, 3), p99: round(quantile(quiet, 0.99), 3), open },
      ratio: tick / median(roundTrip),
      target: { text: '≤ 5 ms', met: tick <= 5 },
      details: { 'working-day ends of all clocks counted anew, ms': round(recount, 0) },
    },
    {
      name: 'clocks: due',
      unit: 'commands/s',
      limit: { value: round(commits, 0), what: 'single-insert commits, one after the other' },
      measured: { value: round(rate, 0), done },
      ratio: rate / commits,
      target: { text: 'all of them, once', met: done === due },
    },
  ]
}

async function makeDue(asOwner: (text: string) => Promise<unknown>, n: number): Promise<void> {
  await asOwner(`insert into errand
    select 'due-' || i, '{"status":"open","since":"2023-03-06T09:00:00.000+08:00"}', 1 from generate_series(1, ${n}) i`)
  await asOwner(`insert into clock (subject, id, action, article, since, due, who, title)
    select 'errand', 'due-' || i, 'finish', '111/23.2', now(), now() - i * interval '1 s', 'system', '演示事项'
    from generate_series(1, ${n}) i`)
}

/** Durable single-row commits per second on one connection. */
async function commitRate(db: Db, n: number): Promise<number> {
  const took = await timed(n, () =>
    sql`insert into errand (id, state, version)
    values (gen_random_uuid()::text, '{"status":"done"}', 1)`.execute(db),
  )
  return n / (took.reduce((a, b) => a + b, 0) / 1000)
}

export default bench
